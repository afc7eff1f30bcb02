"""Whip lists: what members have said, and how far a word is believed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from winset.foundation.errors import CaseError, Problem
from winset.foundation.spelling import meant
from winset.votes.readers.csv_rows import CsvRow, read_csv
from winset.votes.records import Member, VoteTable

POSITIONS: Final[dict[str, tuple[float, float]]] = {
    "yes": (1.0, 0.03),
    "lean yes": (1.0, 0.20),
    "undecided": (0.0, 0.5),
    "lean no": (-1.0, 0.20),
    "no": (-1.0, 0.03),
}
"""By position: the side (+1 Yea) and the chance that the member votes the other way.

A firm word is a Bayes factor of 32 to 1, a leaning one of 4 to 1, an undecided one says nothing.
These are ours: no record of whip lists beside the votes that followed was at hand."""

_SAME: Final = {
    "yea": "yes", "aye": "yes", "for": "yes", "y": "yes", "leaning yes": "lean yes",
    "likely yes": "lean yes", "nay": "no", "against": "no", "n": "no", "leaning no": "lean no",
    "likely no": "lean no", "?": "undecided", "unknown": "undecided", "": "undecided",
}  # fmt: skip


def read_declared(path: Path, known: VoteTable) -> dict[str, tuple[float, float]]:
    """Read a whip list.

    Parameters
    ----------
    path
        CSV, separated by commas, semicolons or tabs, with the columns ``member`` (Bioguide id,
        ICPSR number, or the name as in the data) and ``position`` (yes, lean yes, undecided, lean
        no, no: on the motion, Yea or Nay).
    known
        What is known of the vote; its last column lists who may vote.

    Returns
    -------
    dict
        By member id: side and chance of the other side. The undecided are left out.

    Raises
    ------
    CaseError
        If a column is missing, a member is unknown, ambiguous or named twice, or a position is none
        of the five; every wrong row is reported.
    """
    file = read_csv(path)
    file.need("member", "id", "bioguide_id", "name")
    file.need("position")
    names = _names(known)
    voters = [m for i, m in enumerate(known.members) if known.listed[i, -1]]
    spelled = list(dict.fromkeys([*(m.name for m in voters), *(m.id for m in voters)]))
    lines: dict[str, int] = {}
    found: dict[str, tuple[float, float]] = {}
    problems: list[Problem] = []
    for row in file.rows():
        member = None
        try:
            member = _member(row, names, spelled)
            if member in lines:
                raise row.wrong(
                    "member", f"{member} is on the list twice", f"see line {lines[member]}"
                )
            lines[member] = row.line
        except CaseError as error:
            problems.extend(error.problems)
        try:
            position = _position(row)
        except CaseError as error:
            problems.extend(error.problems)
            continue
        if member is not None and position[0]:
            found[member] = position
    CaseError.refuse(problems)
    return found


def is_firm(position: tuple[float, float]) -> bool:
    """Return whether a member has said yes or no outright, as read from a whip list.

    Examples
    --------
    >>> is_firm(POSITIONS["no"]), is_firm(POSITIONS["lean no"])
    (True, False)
    """
    return position in (POSITIONS["yes"], POSITIONS["no"])


def _position(row: CsvRow) -> tuple[float, float]:
    word = row.get("position").casefold().replace("_", " ").replace("-", " ")
    word = _SAME.get(word, word)
    if word not in POSITIONS:
        raise row.wrong(
            "position",
            f"`{row.get('position')}` is not a position",
            meant(word, POSITIONS, noun="positions"),
        )
    return POSITIONS[word]


def _names(known: VoteTable) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for row, member in enumerate(known.members):
        if known.listed[row, -1]:
            for label in _labels(member):
                names.setdefault(label.casefold(), []).append(member.id)
    return names


def _labels(member: Member) -> set[str]:
    surname = member.name.split(",")[0]
    return {
        member.id,
        member.icpsr or member.id,
        member.name,
        f"{surname} ({member.state})",
        f"{surname} ({member.party}-{member.state})",
    }


def _member(row: CsvRow, names: Mapping[str, list[str]], spelled: Sequence[str]) -> str:
    label = row.get("member", "id", "bioguide_id", "name")
    column = next(n for n in ("member", "id", "bioguide_id", "name") if n in row.file.index)
    found = names.get(label.casefold().removesuffix(".0"), [])
    if len(found) == 1:
        return found[0]
    if found:
        raise row.wrong(column, f"`{label}` may be {' or '.join(found)}", "write the id")
    if not label:
        raise row.wrong(column, "is empty", "an id, or the name as in the data")
    raise row.wrong(
        column, f"`{label}` may not vote on this roll call", meant(label, spelled, noun="members")
    )
