"""Tables of decided issues: who wanted what, and what was decided."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from winset.cases.tables.actor_table import ActorTable, TableIssue
from winset.cases.tables.excel import read_sheet
from winset.cases.tables.numbers import TableNumbers
from winset.cases.tables.plain import plain_table
from winset.cases.tables.sheet import Sheet, SheetRow, sheet_from_text
from winset.foundation.errors import CaseError
from winset.foundation.files import read_text
from winset.foundation.spelling import nearest
from winset.foundation.wording import counted

AXIS = (0.0, 100.0)
"""Ends of the axis of every issue in such a table."""
_OTHERS = ("dossier", "outcome", "reference")
_FEWEST_ACTORS = 3


@dataclass(frozen=True)
class DecidedIssues:
    """Issues with positions and outcomes.

    Parameters
    ----------
    table
        Actors with position and salience, on the issues that can be scored.
    outcome
        What was decided, 0 to 100, by issue.
    dossier
        The proposal an issue belongs to, by issue; issues of one proposal are not independent.
    left_out
        Issues that cannot be scored, each with the reason.
    """

    table: ActorTable
    outcome: Mapping[str, float]
    dossier: Mapping[str, str]
    left_out: Mapping[str, str]


def read_decided_issues(path: str | Path) -> DecidedIssues:
    """Read a table of decided issues, or a folder of such tables.

    Parameters
    ----------
    path
        A table with the columns issue, dossier, actor, position, salience, capability and outcome,
        a row an actor and issue; positions, saliences and outcomes run from 0 to 100. Other
        columns are passed over. Or a folder: its files ``*.csv`` count as one table.

    Returns
    -------
    DecidedIssues
        Issues with an outcome and at least three actors with a position and a salience.

    Raises
    ------
    CaseError
        If a file cannot be read, a column is missing, a number is wrong, an issue has two
        outcomes or two dossiers, or no issue can be scored.
    """
    sheet = _sheet(Path(path))
    header = sheet.rows[0]
    names = [cell.casefold() for cell in header.cells]
    for column in ("issue", "dossier", "actor", "position", "salience", "outcome"):
        if column not in names:
            near = nearest(column, header.cells)
            raise sheet.error(
                header,
                f"there is no column `{column}`",
                f"is `{near}` meant?" if near else "the columns of a table of decided issues",
            )
    found = _on_the_axis(plain_table(sheet, others=_OTHERS, percent=True))
    outcome, dossier = _decisions(sheet, names)
    return _scorable(found, outcome, dossier)


def _sheet(path: Path) -> Sheet:
    if not path.is_dir():
        return read_sheet(path)
    files = sorted(path.glob("*.csv"))
    if not files:
        raise CaseError.of(
            "the folder has no files *.csv", "tables of decided issues", file=str(path)
        )
    sheets = [sheet_from_text(read_text(file), str(file)) for file in files]
    for other in sheets[1:]:
        if other.rows[0].cells != sheets[0].rows[0].cells:
            raise other.error(other.rows[0], "the columns differ", f"those of {sheets[0].name}")
    if len(sheets) == 1:
        return sheets[0]
    rows = (replace(r, file=s.name) for n, s in enumerate(sheets) for r in s.rows[n > 0 :])
    return Sheet(str(path), tuple(rows))


def _decisions(sheet: Sheet, names: Sequence[str]) -> tuple[dict[str, float], dict[str, str]]:
    """Return outcome and dossier by issue, from all its rows, which must agree."""
    numbers = TableNumbers(sheet)
    outcome: dict[str, float] = {}
    dossier: dict[str, str] = {}
    place = {name: names.index(name) for name in ("issue", "dossier", "outcome")}
    for row in sheet.rows[1:]:
        issue, text = row.cell(place["issue"]), row.cell(place["outcome"])
        group = row.cell(place["dossier"]) or issue
        if dossier.setdefault(issue, group) != group:
            _differs(numbers, row, issue, "dossier", dossier[issue])
        if not text or text.upper() == "NA":
            continue
        value = numbers.read(row, text, "outcome")
        known = outcome.setdefault(issue, value)
        if known != value and not math.isnan(value) and not math.isnan(known):
            _differs(numbers, row, issue, "outcome", f"{known:g}")
    CaseError.refuse(numbers.problems)
    return outcome, dossier


def _differs(numbers: TableNumbers, row: SheetRow, issue: str, column: str, first: str) -> None:
    what = f"`{issue}` has another {column} here than `{first}` above"
    numbers.wrong(row, what, "the same in all rows of an issue", column=column)


def _on_the_axis(found: ActorTable) -> ActorTable:
    """Give every issue the axis from 0 to 100; positions beyond it, such as 999, are no answer."""
    low, high = AXIS
    stances = {k: s for k, s in found.stances.items() if low <= s.position <= high}
    said = [text for text in found.assumptions if "axis runs" not in text]
    if len(stances) < len(found.stances):
        count = len(found.stances) - len(stances)
        said.append(f"Left out: {counted(count, 'position', 'positions')} outside 0 to 100.")
    return replace(
        found,
        issues=tuple(TableIssue(issue.name, low, high) for issue in found.issues),
        stances=stances,
        assumptions=tuple(said),
    )


def _scorable(
    found: ActorTable, outcome: Mapping[str, float], dossier: Mapping[str, str]
) -> DecidedIssues:
    left_out: dict[str, str] = {}
    kept = []
    count: dict[str, int] = {}
    for issue, _ in found.stances:
        count[issue] = count.get(issue, 0) + 1
    for name in dossier:
        if name not in outcome:
            left_out[name] = "no outcome"
        elif not AXIS[0] <= outcome[name] <= AXIS[1]:
            left_out[name] = f"the outcome {outcome[name]:g} is outside 0 to 100"
        elif count.get(name, 0) < _FEWEST_ACTORS:
            left_out[name] = f"fewer than {_FEWEST_ACTORS} actors with position and salience"
        else:
            kept.append(name)
    if not kept:
        raise CaseError.of(
            "no issue can be scored",
            f"an outcome and at least {_FEWEST_ACTORS} actors with position and salience",
            file=found.file,
        )
    table = replace(
        found,
        issues=tuple(issue for issue in found.issues if issue.name in set(kept)),
        stances={key: stance for key, stance in found.stances.items() if key[0] in set(kept)},
    )
    return DecidedIssues(
        table=table,
        outcome={name: outcome[name] for name in kept},
        dossier={name: dossier[name] for name in kept},
        left_out=left_out,
    )
