"""`winset check`: all problems of case files at once."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from winset.cases.checks.evidence import NO_SOURCE
from winset.cli.shared.sources import case_argument_help, case_file_path
from winset.cli.shared.terminal import UnusedSeed, print_json, print_problems
from winset.foundation.errors import CaseError, InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from winset.cases.model.case_file import CaseFile


def check(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help=case_argument_help(), show_default=False)
    ],
    as_json: Annotated[
        bool,
        typer.Option(
            "--json",
            help="Print the problems as a JSON list; null where a problem is of the whole file, or "
            "nothing can be said of what would be right.",
        ),
    ] = False,
    verbose: Annotated[
        bool,
        typer.Option(
            "--verbose",
            "-v",
            help="Show notes too, and the numbers without a source by their weight in the answer.",
        ),
    ] = False,
    _seed: UnusedSeed = 0,
) -> None:
    """Show all problems of case files: what is wrong, where, and what would be right.

    Exit code 2 if any file has an error; warnings and notes alone are no failure.
    """
    found = [problem for file in files for problem in _problems(file, ranked=verbose)]
    shown = [problem for problem in found if verbose or problem.severity != "note"]
    if as_json:
        print_json([problem.to_dict() for problem in shown])
    else:
        print_problems(shown)
        _summarise(files, found)
    if any(problem.severity == "error" for problem in found):
        raise typer.Exit(2)


def _problems(source: str, *, ranked: bool) -> list[Problem]:
    """Return the problems of a file; ranked, the numbers without a source stand last by weight."""
    found = problems_of_file(source)
    bare = [one for one in found if one.what == NO_SOURCE]
    if not (ranked and bare) or any(one.severity == "error" for one in found):
        return found
    from winset.cases.file.read import load
    from winset.cases.model.case import Case

    case = load(case_file_path(source)).case
    if not isinstance(case, Case):
        return found
    from winset.studies.whatif.unsourced import unsourced_numbers

    placed = {one.path: one for one in bare}
    weighed = [
        replace(placed.pop(number.path), what=f"{NO_SOURCE}; {number.in_words()}")
        for number in unsourced_numbers(case)
    ]
    others = [one for one in found if one.what != NO_SOURCE]
    return [*others, *weighed, *placed.values()]


def problems_of_file(source: str) -> list[Problem]:
    """Return all problems of one case file.

    Parameters
    ----------
    source
        A casebook id or the path of a file.
    """
    from winset.cases.checks.check import check_case
    from winset.cases.file.read import load

    try:
        file = load(case_file_path(source))
        return [*check_case(file), *_problems_of_references(file)]
    except CaseError as error:
        return list(error.problems)
    except InputError as error:
        return [Problem(error.what, error.right, file=source)]


def _problems_of_references(file: CaseFile) -> list[Problem]:
    """Find what is wrong with the cases that countries of a negotiation name in place of a game."""
    from winset.cases.model.negotiation import NegotiationCase

    table = file.case
    if not isinstance(table, NegotiationCase):
        return []
    found = []
    for name, country in table.countries.items():
        if country.case is None or country.rule is not None or country.actors:
            continue
        from winset.translate.negotiation import resolved

        try:
            resolved(table.model_copy(update={"countries": {name: country}}))
        except InputError as error:
            line, column = file.document.place(("countries", name, "case"), of_key=False)
            path = f"countries.{name}.case"
            what = error.what.removeprefix(f"{path}: ").removeprefix(f"countries.{name}: ")
            found.append(Problem(what, error.right, path, file.document.name, line, column))
    return found


def _summarise(files: Sequence[str], problems: Sequence[Problem]) -> None:
    counts = {
        severity: sum(problem.severity == severity for problem in problems)
        for severity in ("error", "warning", "note")
    }
    parts = [f"{n} {word}{'' if n == 1 else 's'}" for word, n in counts.items() if n]
    which = files[0] if len(files) == 1 else f"{len(files)} files"
    told = ", ".join(parts) or "no problems"
    stream = sys.stderr if counts["error"] else sys.stdout
    print(f"{which}: {told}", file=stream)
