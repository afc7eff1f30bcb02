"""`winset new`: a commented case file to start from."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from winset.cli.terminal import UnusedSeed, print_json
from winset.foundation.errors import CaseError, InputError, Problem


class Template(StrEnum):
    """The kinds of case."""

    DOMESTIC = "domestic"
    NEGOTIATION = "negotiation"


def register(app: typer.Typer) -> None:
    """Add the verb to the application."""
    app.command(name="new", short_help="A commented case file to start from.")(new)


def new(
    file: Annotated[
        Path, typer.Argument(help="File to write; its name becomes the id.", show_default=False)
    ],
    template: Annotated[Template, typer.Option(help="Kind of case.")] = Template.DOMESTIC,
    rule: Annotated[
        str,
        typer.Option(
            help="Ready-made rule: us-bill, us-treaty, us-fast-track, parliament, "
            "parliament-two-chambers, eu-consent, japan-diet."
        ),
    ] = "us-bill",
    actors: Annotated[
        Path | None,
        typer.Option(
            metavar="CSV", help="Table of actors (id, level, ...) or whip list (member, position)."
        ),
    ] = None,
    title: Annotated[str | None, typer.Option(help="Title of the case.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite an existing file.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print file and id as JSON.")] = False,
    _seed: UnusedSeed = 0,
) -> None:
    """Write a commented case file that `winset check` accepts.

    Every number in it is a placeholder, unless it comes from a table of actors.
    """
    if template is Template.NEGOTIATION and actors is not None:
        raise InputError(
            "a table of actors belongs to one country",
            "write a domestic case with it and name that under `countries`",
        )
    _refuse_name(file, force=force)
    from winset.cases.actors_table import kebab
    from winset.foundation.files import write_text

    case_id = kebab(file.stem)
    text = (
        _negotiation_text(case_id, title)
        if template is Template.NEGOTIATION
        else _case_text(case_id, title, rule, actors)
    )
    write_text(file, text)
    if as_json:
        print_json({"file": str(file), "id": case_id})
    else:
        typer.echo(f"{file}: written. Replace the placeholders; `winset check {file}` looks at it.")


def _refuse_name(file: Path, *, force: bool) -> None:
    if file.suffix not in (".yaml", ".yml"):
        raise InputError(f"{file}: a case file ends in .yaml", f"write {file.with_suffix('.yaml')}")
    if (file.exists() or file.is_symlink()) and not force:
        raise InputError(f"{file} exists", "choose another name, or overwrite it with --force")


def _case_text(case_id: str, title: str | None, rule: str, actors: Path | None) -> str:
    from winset.cases.rule_walk import chambers_of
    from winset.cases.skeleton import ready_made_rule, skeleton_text

    if actors is None:
        return skeleton_text(case_id, title, rule)
    from winset.cases.actors_table import WHIP_NOTE, read_actors_table

    chambers = tuple(chambers_of(ready_made_rule(rule)))
    table = read_actors_table(actors, chambers)
    note = WHIP_NOTE if table.is_whip_list else None
    text = skeleton_text(case_id, title, rule, table.actors, table.issues, note)
    _refuse_errors(text, actors)
    return text


def _negotiation_text(case_id: str, title: str | None) -> str:
    from winset.cases.skeleton import negotiation_skeleton_text

    return negotiation_skeleton_text(case_id, title)


def _refuse_errors(text: str, actors: Path) -> None:
    """Tell what a table and a rule contradict each other in, before anything is written."""
    from winset.cases.check import check_case
    from winset.cases.read import load_text

    errors = [
        Problem(problem.what, problem.right, problem.path, str(actors))
        for problem in check_case(load_text(text, str(actors)))
        if problem.severity == "error"
    ]
    if errors:
        raise CaseError(errors)
