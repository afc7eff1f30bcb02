"""Read a complete roll-call matrix: one line a member, one character a roll call."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from winset.foundation.errors import CaseError
from winset.votes.people import is_president
from winset.votes.readers.casts import side_of_code
from winset.votes.readers.csv_rows import read_csv
from winset.votes.records import Member

_IDS = ("bioguide_id", "icpsr", "id")


@dataclass(frozen=True, eq=False)
class RollCallMatrix:
    """Members by all roll calls of a Congress.

    Parameters
    ----------
    members
        Rows.
    roll_calls
        Names of the columns, year and number.
    casts : array (n_members, n_roll_calls), int8
        +1 Yea, -1 Nay, 0 otherwise.
    """

    members: tuple[Member, ...]
    roll_calls: tuple[str, ...]
    casts: NDArray[np.int8]


def read_matrix(path: Path) -> RollCallMatrix:
    """Read a matrix file, plain or gzipped.

    Parameters
    ----------
    path
        CSV with an id, ``votes`` and optionally name, party_last, state. A first row with id
        ``#rolls`` names the columns; the others hold a string of Voteview codes, or of 1 for Yea
        and 0 for Nay. The President's row is left out.

    Raises
    ------
    CaseError
        If a column is missing, a member has no id or stands twice, a string has another length
        than the first or than the list of roll calls, a code is unknown, or there is no member.
    """
    file = read_csv(path)
    file.need(*_IDS)
    file.need("votes")
    members: list[Member] = []
    names: tuple[str, ...] = ()
    strings: list[str] = []
    lines: dict[str, int] = {}
    for row in file.rows():
        name, votes = row.get(*_IDS), row.get("votes")
        if name == "#rolls":
            names = tuple(votes.split())
            continue
        if is_president(name, row.known("state")):
            continue
        at = next(each for each in _IDS if each in file.index)
        if not name:
            raise row.wrong(at, "a member without an id", "one row a member, each with its id")
        if name in lines:
            raise row.wrong(at, f"{name} stands twice", f"one row a member; see line {lines[name]}")
        lines[name] = row.line
        if not (votes.isascii() and votes.isdecimal()):
            raise row.wrong(
                "votes",
                "holds something else than codes",
                "a digit 0 to 9 for each roll call (a spreadsheet may have made it a number)",
            )
        width = len(names) or len(strings[0] if strings else votes)
        if len(votes) != width:
            raise row.wrong(
                "votes", f"{len(votes)} votes", f"{width} as above: the file may be cut"
            )
        strings.append(votes)
        members.append(
            Member(name, row.get("name") or name, row.get("party", "party_last"), row.get("state"))
        )
    if not members:
        raise CaseError.of(
            "there is no member in the file",
            "a row a member: an id, and a digit for each roll call",
            file=file.name,
            line=2,
        )
    codes = np.frombuffer("".join(strings).encode(), dtype=np.uint8).reshape(len(members), -1) - 48
    value = np.array([side_of_code(code) for code in range(10)], dtype=np.int8)
    if set(np.unique(codes)) == {0, 1}:  # Yea and Nay as 1 and 0, without Voteview's other codes
        value[0] = -1
    columns = names or tuple(str(i + 1) for i in range(codes.shape[1]))
    return RollCallMatrix(tuple(members), columns, value[codes])
