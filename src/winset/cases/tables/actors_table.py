"""Actors from a spreadsheet saved as CSV: a table of actors, or a whip list of members.

A table of actors has one actor a row and a field a column: ``id``, ``level`` and any field of the
case format by its path below the actor, such as ``position.openness``, ``seats.house``,
``pivotal.impact`` or ``lobbying.from``. An empty cell leaves the field out; a range is written
``0.3:0.4:0.6``.

A whip list has one member a row: ``member``, ``position`` (yes, lean yes, undecided, lean no, no),
and if known ``party``, ``state`` and ``chamber``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from winset.cases.file.document import Path as Steps
from winset.cases.file.document import dotted
from winset.cases.file.reasons import reason_of
from winset.cases.file.validation import file_path
from winset.cases.model.actors import BY_CHAMBER, BY_ISSUE, Actor
from winset.cases.paths.fields import names_in, shapes_at
from winset.cases.paths.paths import steps_of
from winset.cases.paths.values import value_from_text
from winset.cases.tables.partial import Row, completed
from winset.foundation.errors import CaseError, InputError, Problem
from winset.foundation.files import read_text
from winset.foundation.spelling import kebab, meant, nearest
from winset.foundation.table_text import text_table

BLOCKS = ("willingness", "pivotal", "lobbying")
MAPPINGS = (*BY_ISSUE, *BY_CHAMBER)
WHIP_POSITIONS: dict[str, dict[str, float]] = {
    "yes": {"low": 0.75, "likely": 1.0, "high": 1.0},
    "lean yes": {"low": 0.5, "likely": 0.625, "high": 0.75},
    "undecided": {"low": 0.25, "likely": 0.5, "high": 0.75},
    "lean no": {"low": 0.25, "likely": 0.375, "high": 0.5},
    "no": {"low": 0.0, "likely": 0.0, "high": 0.25},
}
"""Place of a member by its word between the status quo (0) and the proposal (1): above or below the
middle, which divides those who gain from those who lose, and in the outer or inner quarter."""

WHIP_NOTE = (
    "Members are placed by their declared position between the status quo (0) and the proposal (1):"
    " yes in the upper quarter, lean yes in the next, undecided in the two middle ones, lean no and"
    " no below. A convention of the reader of whip lists, to be replaced by better knowledge."
)


@dataclass(frozen=True, slots=True)
class ActorsTable:
    """Content of a table.

    Parameters
    ----------
    actors
        Actors by id, as plain data of the case format.
    issues
        Issues as plain data; those of a table of actors wait for their ends and the proposal.
    is_whip_list
        Whether it is a list of members with declared positions.
    assumptions
        What the table did not say and was completed, one sentence each.
    """

    actors: dict[str, dict[str, Any]]
    issues: dict[str, dict[str, Any]]
    is_whip_list: bool
    assumptions: tuple[str, ...] = ()


def read_actors_table(path: str | Path, chambers: Sequence[str]) -> ActorsTable:
    """Read a table of actors or a whip list.

    Parameters
    ----------
    path
        A CSV file in UTF-8 with column names in the first row, separated by commas, semicolons or
        tabs.
    chambers
        Chambers of the rule; the first is the one of a whip list without a column `chamber`.

    Returns
    -------
    ActorsTable
        Actors and issues.

    Raises
    ------
    CaseError
        If the file cannot be read or cells are wrong, with row and column of each.
    """
    return actors_table_from_text(read_text(path), str(path), chambers)


def actors_table_from_text(text: str, name: str, chambers: Sequence[str]) -> ActorsTable:
    """Read a table of actors or a whip list from a text.

    Parameters
    ----------
    text
        The table.
    name
        What messages call it.
    chambers
        As for `read_actors_table`.

    Returns
    -------
    ActorsTable
        Actors and issues, and what was completed.

    Raises
    ------
    CaseError
        As for `read_actors_table`.
    """
    columns, rows = _rows(text, name)
    problems: list[Problem] = []
    if "member" in columns:
        table = _whip_list(rows, columns, chambers, name, problems)
    else:
        full = completed(columns, rows, chambers)
        table = _table(full.rows, full.columns, chambers, name, problems)
        table = replace(table, assumptions=full.assumptions)
    CaseError.refuse(problems)
    return table


def _rows(text: str, name: str) -> tuple[list[str], list[Row]]:
    read = text_table(text, name, one="actor", fill=True)
    read.refuse_twice()
    rows = [Row(line, dict(zip(read.header, cells, strict=True))) for line, cells in read.rows]
    return list(read.header), rows


def _table(
    rows: list[Row], columns: list[str], chambers: Sequence[str], name: str, problems: list[Problem]
) -> ActorsTable:
    for needed in ("id", "level"):
        if needed not in columns:
            right = meant(needed, columns) or "a whip list has the column `member` instead"
            problems.append(Problem(f"the column `{needed}` is missing", right, "", name, 1))
    steps = {column: _column(column, chambers, name, problems) for column in columns}
    if problems:
        return ActorsTable({}, {}, is_whip_list=False)
    actors: dict[str, dict[str, Any]] = {}
    lines: dict[str, int] = {}
    for row in rows:
        key = row.cells["id"]
        if key in lines:
            what = f"the id `{key}` is there twice, first in row {lines[key]}"
            problems.append(Problem(what, "give each actor its own", "id", name, row.line))
        lines.setdefault(key, row.line)
        actors[key] = _actor(row, steps, name, problems)
    named = dict.fromkeys(str(path[1]) for path in steps.values() if path[0] in BY_ISSUE)
    return ActorsTable(actors, _issues(list(named)), is_whip_list=False)


def _column(column: str, chambers: Sequence[str], name: str, problems: list[Problem]) -> Steps:
    """Return the path of a column below an actor."""
    steps = steps_of({"name": "title"}.get(column, column))
    if column == "id":
        return steps
    path = ".".join(str(step) for step in steps)
    if steps[0] == "seats" and len(steps) == 2 and steps[1] not in chambers:
        right = meant(str(steps[1]), chambers, noun="chambers of the rule")
        problems.append(Problem(f"the rule has no vote in `{steps[1]}`", right, path, name, 1))
    elif not shapes_at(Actor, steps) or (steps[0] in MAPPINGS and len(steps) != 2):
        near = nearest(path, _columns_there_are())
        right = f"did you mean `{near}`?" if near else "columns: " + ", ".join(_columns_there_are())
        problems.append(Problem(f"the column `{column}` is not known", right, "", name, 1))
    return steps


def _columns_there_are() -> list[str]:
    fields = names_in((Actor,))
    found = ["id", *(field for field in fields if field not in (*BLOCKS, *MAPPINGS, "value"))]
    found += [*(f"{name}.ISSUE" for name in BY_ISSUE), *(f"{name}.CHAMBER" for name in BY_CHAMBER)]
    return found + [
        f"{block}.{field}" for block in BLOCKS for field in names_in(shapes_at(Actor, (block,)))
    ]


def _actor(row: Row, steps: dict[str, Steps], name: str, problems: list[Problem]) -> dict[str, Any]:
    actor: dict[str, Any] = {}
    for column, path in steps.items():
        text = row.cells.get(column, "")
        if not text or column == "id":
            continue
        try:
            value = value_from_text(text, shapes_at(Actor, path))
        except InputError as error:
            problems.append(Problem(error.what, error.right, column, name, row.line))
            continue
        place = actor
        for step in path[:-1]:
            place = place.setdefault(str(step), {})
        place[str(path[-1])] = value
    problems.extend(_wrong_fields(row, actor, name))
    return actor


def _wrong_fields(row: Row, actor: dict[str, Any], name: str) -> Iterator[Problem]:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row.cells["id"]):
        right = f"write `{kebab(row.cells['id'])}`"
        yield Problem(f"{row.cells['id']!r} is not an id", right, "id", name, row.line)
    try:
        Actor.model_validate(actor)
    except ValidationError as error:
        seen = set()
        for found in error.errors(include_url=False):
            path = file_path(
                dict(found), lambda above, step: bool(shapes_at(Actor, (*above, step)))
            )
            column = dotted(path[:2] if path[0] in (*MAPPINGS, *BLOCKS) else path[:1])
            if column not in seen:
                seen.add(column)
                yield Problem(*reason_of(dict(found), path, Actor), column, name, row.line)


def _issues(names: list[str]) -> dict[str, dict[str, Any]]:
    """Return issues to be filled in: the first is the vote axis, the others are reasons."""
    found: dict[str, dict[str, Any]] = {}
    for number, name in enumerate(names or ["openness"]):
        ends = {"title": name.replace("-", " ").capitalize()}
        ends |= {"low": "what 0 means", "high": "what 1 means"}
        is_vote = number == 0
        found[name] = {"axis": "vote" if is_vote else "reason", **ends}
        if is_vote:
            found[name] |= {"status_quo": 0.4, "proposal": 0.7}
    return found


def _whip_list(
    rows: list[Row], columns: list[str], chambers: Sequence[str], name: str, problems: list[Problem]
) -> ActorsTable:
    known = ("member", "position", "party", "state", "chamber")
    for column in columns:
        if column not in known:
            right = meant(column, known, noun="columns of a whip list")
            problems.append(Problem(f"the column `{column}` is not known", right, "", name, 1))
    if "position" not in columns:
        right = "yes, lean yes, undecided, lean no or no"
        problems.append(Problem("the column `position` is missing", right, "", name, 1))
    if problems:
        return ActorsTable({}, {}, is_whip_list=True)
    actors: dict[str, dict[str, Any]] = {}
    for row in rows:
        key = _member_id(row, actors)
        member = _member(row, chambers, name, problems)
        if member is not None:
            actors[key] = member
    issue = {
        "axis": "vote",
        "title": "The bill",
        "low": "status quo",
        "high": "the bill as proposed",
        "status_quo": 0,
        "proposal": 1,
    }
    return ActorsTable(actors, {"bill": issue}, is_whip_list=True)


def _member(
    row: Row, chambers: Sequence[str], name: str, problems: list[Problem]
) -> dict[str, Any] | None:
    word = " ".join(re.split(r"[\s_-]+", row.cells.get("position", "").casefold())).strip()
    chamber = row.cells.get("chamber") or chambers[0]
    if not row.cells.get("member"):
        problems.append(Problem("a member without a name", None, "member", name, row.line))
    if word not in WHIP_POSITIONS:
        shown = row.cells.get("position", "")
        right = meant(word, WHIP_POSITIONS, noun="positions")
        what = f"{shown!r} is not a position" if shown else "a member without a position"
        problems.append(Problem(what, right, "position", name, row.line))
        return None
    if chamber not in chambers:
        right = meant(chamber, chambers, noun="chambers of the rule")
        what = f"the rule has no vote in `{chamber}`"
        problems.append(Problem(what, right, "chamber", name, row.line))
        return None
    title, state = row.cells["member"], row.cells.get("state")
    member: dict[str, Any] = {"title": f"{title} ({state})" if state else title}
    member["level"] = "legislature"
    if row.cells.get("party"):
        member["party"] = row.cells["party"]
    member |= {"seats": {chamber: 1}, "position": {"bill": dict(WHIP_POSITIONS[word])}}
    return member


def _member_id(row: Row, taken: dict[str, dict[str, Any]]) -> str:
    """Return an id from name and, if that is taken, state and number."""
    base = kebab(row.cells.get("member", ""))
    with_state = kebab(f"{row.cells.get('member', '')} {row.cells.get('state', '')}")
    for candidate in (base, with_state):
        if candidate not in taken:
            return candidate
    number = 2
    while f"{with_state}-{number}" in taken:
        number += 1
    return f"{with_state}-{number}"
