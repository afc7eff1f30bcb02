"""Columns of a table by their header: names, positions, saliences, capabilities."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from winset.cases.tables.sheet import Sheet, SheetRow
from winset.foundation.errors import CaseError, Problem
from winset.foundation.spelling import nearest

WORDS: Final[dict[str, tuple[str, ...]]] = {
    "actor": (
        "actor", "actors", "stakeholder", "player", "id", "name", "country", "member", "group",
        "party",
    ),
    "title": ("title", "description", "desc", "full name"),
    "issue": ("issue", "dimension", "topic", "issue id"),
    "position": ("position", "pstn", "pos", "ideal point", "ideal", "x"),
    "salience": ("salience", "sal", "importance", "s"),
    "capability": (
        "capability", "capabilities", "influence", "resources", "power", "capacity", "clout",
        "weight", "c",
    ),
}  # fmt: skip
"""Headers by what they hold; where a table has several of them, the first of these counts."""

_ON_AN_ISSUE = ("position", "salience")


@dataclass(frozen=True)
class Columns:
    """Places of the columns of a table, from 0.

    Parameters
    ----------
    header
        The names as written.
    actor
        Name of the actor.
    title, issue, capability
        None where the table has no such column.
    position, salience
        By issue: one pair under the empty name where the table has one issue, or an issue column.
    unused
        Names of columns that hold something else.
    """

    header: tuple[str, ...]
    actor: int
    title: int | None
    issue: int | None
    capability: int | None
    position: dict[str, int]
    salience: dict[str, int] = field(default_factory=dict)
    unused: tuple[str, ...] = ()

    def name(self, place: int | None) -> str:
        """Return the header of a column, for messages."""
        if place is None or place >= len(self.header):
            return ""
        return self.header[place] or f"column {place + 1}"


def columns_of(sheet: Sheet, header: SheetRow, *, others: Sequence[str] = ()) -> Columns:
    """Find the columns of a table by their header.

    Parameters
    ----------
    sheet, header
        The table and its header row.
    others
        Names of columns that the caller reads itself.

    Returns
    -------
    Columns
        Where everything stands.

    Raises
    ------
    CaseError
        If there is no column of actors or of positions, or two columns have one meaning.
    """
    names = [_plain(cell) for cell in header.cells]
    _refuse_no_header(sheet, header, names)
    single = {role: _first(names, role) for role in WORDS}
    if single["actor"] is None and not names[0]:
        single["actor"] = 0  # a table of statistics often leaves the corner empty
    is_id = single["actor"] is not None and names[single["actor"]] == "id"
    if single["title"] is None and is_id and "name" in names:
        single["title"] = names.index("name")
    found: dict[str, dict[str, int]] = {role: {} for role in _ON_AN_ISSUE}
    for role in _ON_AN_ISSUE:
        if single[role] is not None:
            found[role][""] = int(single[role] or 0)
            continue
        for place, name in enumerate(names):
            issue = _issue_in(name, header.cells[place], role)
            if issue is not None:
                if issue in found[role]:
                    raise sheet.error(
                        header,
                        f"two columns give the {role} on {issue}",
                        column=header.cells[place],
                    )
                found[role][issue] = place
    found["salience"] = _paired(found["position"], found["salience"])
    if single["actor"] is None or not found["position"]:
        raise CaseError(
            [_missing(sheet, header, "position" if single["actor"] is not None else "actor")]
        )
    used = {*single.values(), *found["position"].values(), *found["salience"].values()}
    unused = [
        cell
        for place, cell in enumerate(header.cells)
        if place not in used and cell and names[place] not in others
    ]
    return Columns(
        header=header.cells,
        actor=int(single["actor"]),
        title=single["title"],
        issue=single["issue"],
        capability=single["capability"],
        position=found["position"],
        salience=found["salience"],
        unused=tuple(unused),
    )


def _plain(name: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", name.casefold()))


def _first(names: Sequence[str], role: str) -> int | None:
    return next((names.index(word) for word in WORDS[role] if word in names), None)


def _issue_in(name: str, written: str, role: str) -> str | None:
    """Return the issue in `position.tariff`, `Tariff Position` or `Pstn1`; None for other names."""
    for word in WORDS[role]:
        if len(word) < 3:
            continue
        if numbered := re.fullmatch(rf"{word} ?(\d+)", name):
            return f"issue {numbered.group(1)}"
        for pattern in (rf"{word}[ ._:-]+(.+)", rf"(.+?)[ ._:-]+{word}"):
            if match := re.fullmatch(pattern, written.strip(), re.IGNORECASE):
                return match.group(1).strip()
    return None


def _paired(position: dict[str, int], salience: dict[str, int]) -> dict[str, int]:
    """Saliences under the names of the positions: `Sal` beside `Position`, in the same order."""
    if position.keys() == salience.keys() or not salience:
        return salience
    if len(salience) == 1 and "" in salience:
        return dict.fromkeys(position, salience[""])
    folded = {issue.casefold(): place for issue, place in salience.items()}
    return {i: folded[i.casefold()] for i in position if i.casefold() in folded}


def _refuse_no_header(sheet: Sheet, header: SheetRow, names: Sequence[str]) -> None:
    twice = next((n for n in names if n and names.count(n) > 1), None)
    if twice is not None:
        written = header.cells[names.index(twice)]
        raise sheet.error(header, f"the column `{written}` occurs twice")
    numbers = [cell for cell in header.cells if re.fullmatch(r"[-+]?[\d.,]+", cell)]
    if numbers:
        raise sheet.error(
            header,
            f"the first row holds the number {numbers[0]} where a column name is expected",
            "begin with a row of names: actor, position, salience, capability",
        )


def _missing(sheet: Sheet, header: SheetRow, role: str) -> Problem:
    names = [cell for cell in header.cells if cell]
    near = nearest(role, names)
    right = f"name a column `{role}`"
    if len(names) == 1 and any(len(row.cells) > 1 for row in sheet.rows):
        right = "delete what stands above the names of the columns"
    elif near is not None:
        right += f"; is `{near}` meant?"
    elif names:
        right += "; columns here: " + ", ".join(names[:12])
    return sheet.problem(header, f"there is no column of {role}s", right)
