"""`winset new`: a commented case file to start from."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from winset.cli.shared.days import day_of
from winset.cli.shared.terminal import UnusedSeed, print_json
from winset.foundation.errors import CaseError, InputError, Problem
from winset.foundation.wording import command


class Template(StrEnum):
    """The kinds of case."""

    DOMESTIC = "domestic"
    NEGOTIATION = "negotiation"


class CodebookName(StrEnum):
    """The kinds of case that the codebook has defaults for."""

    US_TRADE = "us-trade"
    ABROAD = "abroad"


_BY_CODEBOOK = "Only with --codebook."


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
    codebook: Annotated[
        CodebookName | None,
        typer.Option(help="Write the codebook's defaults, each with its source."),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DAY",
            help=f"Day of the forecast: introduction or signature. {_BY_CODEBOOK}",
        ),
    ] = None,
    congress: Annotated[
        int | None,
        typer.Option(metavar="NUMBER", help=f"Congress whose seats are taken. {_BY_CODEBOOK}"),
    ] = None,
    parliament: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID", help=f"Parliament of the table; may be repeated. {_BY_CODEBOOK}"
        ),
    ] = None,
    step: Annotated[
        str,
        typer.Option(
            help=f"Kind of measure: large, extension, small, sector, sectors, mixed. {_BY_CODEBOOK}"
        ),
    ] = "large",
    clock: Annotated[
        str | None,
        typer.Option(metavar="DAY", help=f"Last day for the vote by statute. {_BY_CODEBOOK}"),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(
            metavar="BILL",
            help=f"Bill of the episode, whose votes must not place members. {_BY_CODEBOOK}",
        ),
    ] = None,
    concessions: Annotated[
        int | None,
        typer.Option(
            min=0, metavar="N", help=f"Dated concessions on offer: sets payoff. {_BY_CODEBOOK}"
        ),
    ] = None,
    against: Annotated[
        int | None,
        typer.Option(
            min=0,
            metavar="N",
            help=f"National organisations on record against: sets opposition. {_BY_CODEBOOK}",
        ),
    ] = None,
    in_districts: Annotated[
        bool,
        typer.Option("--in-districts", help="A campaign against it in districts is dated."),
    ] = False,
    trade_share: Annotated[
        float | None,
        typer.Option(
            min=0,
            max=100,
            metavar="PERCENT",
            help=f"Partner's share of trade in goods: sets salience of groups. {_BY_CODEBOOK}",
        ),
    ] = None,
    like: Annotated[
        str | None,
        typer.Option(
            metavar="CASE",
            help=f"Case whose axes, rule and actors are taken over. {_BY_CODEBOOK}",
        ),
    ] = None,
    title: Annotated[str | None, typer.Option(help="Title of the case.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite an existing file.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print file and id as JSON.")] = False,
    _seed: UnusedSeed = 0,
) -> None:
    """Write a commented case file that `winset check` accepts.

    Every number in it is a placeholder, unless it comes from a table of actors. With `--codebook`
    every number is a default of the codebook with its source, and the seats come from a table of
    Congresses or parliaments: only departures are typed.
    """
    if codebook is not None:
        counts = _Counts(concessions, against, in_districts, trade_share)
        chosen = _Chosen(as_of, congress, parliament, step, clock, without, counts, like)
        _by_codebook(file, codebook, chosen, title, force=force, as_json=as_json)
        return
    options = (as_of, congress, parliament, clock, without, concessions, against, trade_share, like)
    if in_districts or any(option is not None for option in options):
        raise InputError("these options belong to a codebook", "add --codebook us-trade or abroad")
    if template is Template.NEGOTIATION and actors is not None:
        raise InputError(
            "a table of actors belongs to one country",
            "write a domestic case with it and name that under `countries`",
        )
    _refuse_name(file, force=force)
    from winset.foundation.files import write_text
    from winset.foundation.spelling import kebab

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
        typer.echo(
            f"{file}: written. Replace the placeholders; {command('check', file)} looks at it."
        )


class _Counts(NamedTuple):
    """Counts that a coder looked up, as typed; the share in percent."""

    concessions: int | None
    against: int | None
    in_districts: bool
    trade_share: float | None


class _Chosen(NamedTuple):
    """Options of a case by the codebook, as typed."""

    as_of: str | None
    congress: int | None
    parliament: list[str] | None
    step: str
    clock: str | None
    without: list[str] | None
    counts: _Counts
    like: str | None


def _by_codebook(
    file: Path,
    codebook: CodebookName,
    chosen: _Chosen,
    title: str | None,
    *,
    force: bool,
    as_json: bool,
) -> None:
    from winset.studies.new_case import new_case

    _refuse_name(file, force=force)
    share = chosen.counts.trade_share
    case = new_case(
        file,
        codebook=codebook.value,
        as_of=day_of(chosen.as_of, "--as-of"),
        congress=chosen.congress,
        parliaments=chosen.parliament or (),
        step=chosen.step,
        clock=day_of(chosen.clock, "--clock"),
        without=chosen.without or (),
        concessions=chosen.counts.concessions,
        against=chosen.counts.against,
        in_districts=chosen.counts.in_districts,
        trade_share=None if share is None else share / 100,
        like=chosen.like,
        title=title,
        force=force,
    )
    from winset.cases.paths.paths import quantities

    count = sum(1 for _ in quantities(case))
    if as_json:
        print_json({"file": str(file), "id": case.id, "numbers": count})
        return
    typer.echo(
        f"{file}: written, {count} numbers, each with its source. What is left to look up stands "
        f"at its top; {command('check', file)} looks at it."
    )


def _refuse_name(file: Path, *, force: bool) -> None:
    if file.suffix not in (".yaml", ".yml"):
        raise InputError(f"{file}: a case file ends in .yaml", f"write {file.with_suffix('.yaml')}")
    if (file.exists() or file.is_symlink()) and not force:
        raise InputError(f"{file} exists", "choose another name, or overwrite it with --force")


def _case_text(case_id: str, title: str | None, rule: str, actors: Path | None) -> str:
    from winset.cases.paths.rule_walk import chambers_of
    from winset.cases.templates.skeleton import ready_made_rule, skeleton_text

    if actors is None:
        return skeleton_text(case_id, title, rule)
    from winset.cases.tables.actors_table import WHIP_NOTE, read_actors_table

    chambers = tuple(chambers_of(ready_made_rule(rule)))
    table = read_actors_table(actors, chambers)
    note = WHIP_NOTE if table.is_whip_list else " ".join(table.assumptions) or None
    text = skeleton_text(case_id, title, rule, table.actors, table.issues, note)
    _refuse_errors(text, actors)
    return text


def _negotiation_text(case_id: str, title: str | None) -> str:
    from winset.cases.templates.skeleton import negotiation_skeleton_text

    return negotiation_skeleton_text(case_id, title)


def _refuse_errors(text: str, actors: Path) -> None:
    """Tell what a table and a rule contradict each other in, before anything is written."""
    from winset.cases.checks.check import check_case
    from winset.cases.file.read import load_text

    errors = [
        Problem(problem.what, problem.right, problem.path, str(actors))
        for problem in check_case(load_text(text, str(actors)))
        if problem.severity == "error"
    ]
    if errors:
        raise CaseError(errors)
