"""`winset whatif`: a case beside variants of it, beside another case, or what would turn it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from winset.cli.case_input import (
    CaseArgument,
    DataOption,
    DrawsOption,
    JsonOption,
    ParametersOption,
    SeedOption,
    SetOption,
    changed_case,
    one_thread,
    print_json,
)
from winset.foundation.errors import InputError

if TYPE_CHECKING:
    from winset.studies.advise import Lever
    from winset.studies.report import Report
    from winset.votes.records import VoteTable

AgainstOption = Annotated[
    str | None,
    typer.Option("--against", metavar="CASE2", help="Another case, instead of the case as coded."),
]
OverlayOption = Annotated[
    list[Path] | None,
    typer.Option("--overlay", metavar="FILE", help="A variant kept as a file. May be repeated."),
]
SaveOption = Annotated[
    Path | None,
    typer.Option("--save", metavar="FILE", help="Keep the changes of --set as an overlay file."),
]
TitleOption = Annotated[
    str | None, typer.Option("--title", help="What the variant of --save supposes.")
]
AllowOption = Annotated[
    list[str] | None,
    typer.Option(
        "--allow",
        metavar="PATH=END[@COST]",
        help="Find the cheapest changes that turn the verdict, this one going as far as END at "
        "most, for COST (1). May be repeated.",
    ),
]


def register(app: typer.Typer) -> None:
    """Add the verb to the application."""
    app.command("whatif", help="Reports side by side: variants, or another case; advice.")(whatif)


def whatif(
    case: CaseArgument,
    changes: SetOption = None,
    against: AgainstOption = None,
    overlays: OverlayOption = None,
    save: SaveOption = None,
    title: TitleOption = None,
    allow: AllowOption = None,
    draws: DrawsOption = 2000,
    data: DataOption = None,
    parameters: ParametersOption = None,
    seed: SeedOption = 0,
    as_json: JsonOption = False,
) -> None:
    """Compare a case with variants of it, or with another case part by part."""
    if not changes and against is None and not overlays and not allow:
        raise InputError(
            "whatif: give --set PATH=VALUE, --overlay FILE, --against CASE2 or --allow PATH=END"
        )
    if save is not None:
        _save(save, case, changes, title)
    if allow:
        if against is not None or overlays:
            raise InputError("whatif: --allow stands alone or with --set")
        if data is not None:
            raise InputError("whatif: --allow works on the blocs of a case", "leave out --data")
        _advise(case, changes, allow, parameters, as_json=as_json)
        return
    table = None if data is None else _roll_calls(data)
    if against is None:
        _variants(case, changes, overlays or [], parameters, draws, seed, table, as_json=as_json)
    elif overlays:
        raise InputError("whatif: give either --overlay or --against")
    else:
        _against(case, against, changes, parameters, draws, seed, table, as_json=as_json)


def _roll_calls(data: Path) -> VoteTable:
    one_thread()
    from winset.votes.read_folder import read_folder

    return read_folder(data)


def _save(path: Path, case: str, changes: list[str] | None, title: str | None) -> None:
    from winset.casebook import read_case
    from winset.cli.case_input import split_changes
    from winset.studies.overlay import Overlay, write_overlay

    if not changes:
        raise InputError("whatif: --save keeps what --set changes, and there is no --set")
    wanted = split_changes(changes)
    words = title or "; ".join(f"{key} = {value}" for key, value in wanted.items())
    write_overlay(path, Overlay(words, read_case(case).id, wanted))


def _variants(
    case: str,
    changes: list[str] | None,
    overlays: list[Path],
    parameters: Path | None,
    draws: int,
    seed: int,
    table: VoteTable | None,
    *,
    as_json: bool,
) -> None:
    from winset.studies.analyze import analyze
    from winset.studies.overlay import read_overlay, what_changed

    found, block, _ = changed_case(case, None, parameters)
    reports = [analyze(found, draws=draws, seed=seed, parameters=block, data=table)]
    titles = ["as coded"]
    variants: list[tuple[str, list[str]]] = []
    for path in overlays:
        overlay = read_overlay(path)
        if overlay.of not in (None, found.id):
            raise InputError(f"{path}: is an overlay of {overlay.of}, not of {found.id}")
        variants.append((overlay.title, [f"{k}={v}" for k, v in overlay.values.items()]))
    if changes:
        variants.append(("--set", changes))
    for name, wanted in variants:
        changed, of_variant, values = changed_case(case, wanted, parameters)
        reports.append(
            analyze(
                changed,
                draws=draws,
                seed=seed,
                parameters=of_variant,
                changes=values,
                data=table,
            )
        )
        titles.append(name)
    told = [what_changed(reports[0], report) for report in reports[1:]]
    if as_json:
        _print_reports(reports, {"titles": titles, "changed": told, "contrast": None})
        return
    from winset.cli.terminal import console
    from winset.render.side_by_side import print_side_by_side, print_what_changed

    out = console()
    print_side_by_side(reports, out)
    for name, report, lines in zip(titles[1:], reports[1:], told, strict=True):
        print_what_changed(name, report, lines, out)


def _against(
    case: str,
    against: str,
    changes: list[str] | None,
    parameters: Path | None,
    draws: int,
    seed: int,
    table: VoteTable | None,
    *,
    as_json: bool,
) -> None:
    from winset.studies.analyze import analyze
    from winset.studies.contrast import contrast

    variant, block, wanted = changed_case(case, changes, parameters)
    other_case, _, _ = changed_case(against, None, parameters)
    mine = analyze(variant, draws=draws, seed=seed, parameters=block, changes=wanted, data=table)
    theirs = analyze(other_case, draws=draws, seed=seed, parameters=block, data=table)
    reason = None
    try:
        parts = contrast(variant, other_case, draws=draws, seed=seed, parameters=block, data=table)
    except InputError as error:
        parts, reason = None, f"the parts of the two cases cannot be exchanged: {error}"
    if as_json:
        told = None if parts is None else parts.to_dict()
        _print_reports([mine, theirs], {"contrast": told, "reason": reason})
        return
    from winset.cli.terminal import console
    from winset.render.side_by_side import print_contrast, print_side_by_side

    out = console()
    print_side_by_side([mine, theirs], out)
    if parts is None:
        out.print(reason, markup=False)
    else:
        print_contrast(parts, out)


def _print_reports(reports: list[Report], beside: dict[str, Any]) -> None:
    reported = [report.to_dict() for report in reports]
    print_json({"schema": "winset/whatif/1", "reports": reported, **beside})


def _advise(
    case: str,
    changes: list[str] | None,
    allow: list[str],
    parameters: Path | None,
    *,
    as_json: bool,
) -> None:
    found, block, _ = changed_case(case, changes, parameters)
    levers = [_lever(text) for text in allow]
    from winset.studies.advise import advise

    report = advise(found, block, levers)
    if as_json:
        print_json(report.to_dict())
        return
    from winset.cli.terminal import console
    from winset.render.sweep_advice import print_advice

    print_advice(report, console())


def _lever(text: str) -> Lever:
    from winset.studies.advise import Lever

    path, equals, rest = text.partition("=")
    target, at, cost = rest.partition("@")
    if not equals or not path.strip() or not target.strip():
        raise InputError(
            f"--allow {text}: write PATH=END or PATH=END@COST, such as actors.clinton.capacity=40@2"
        )
    try:
        return Lever(path.strip(), target.strip(), float(cost) if at else 1.0)
    except ValueError:
        raise InputError(f"--allow {text}: {cost!r} is no cost", "a number above 0") from None
