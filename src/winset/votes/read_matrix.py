"""Read a complete roll-call matrix: one line a member, one character a roll call."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from winset.votes.casts import cast_of_code
from winset.votes.csv_rows import read_csv
from winset.votes.records import Member

__all__ = ["RollCallMatrix", "read_matrix"]


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
        ``#rolls`` names the columns; the others hold a string of Voteview codes.

    Raises
    ------
    CaseError
        If a column is missing, a string has another length than the first, or a code is unknown.
    """
    file = read_csv(path)
    file.need("bioguide_id", "icpsr", "id")
    file.need("votes")
    members: list[Member] = []
    names: tuple[str, ...] = ()
    strings: list[str] = []
    for row in file.rows():
        name, votes = row.get("bioguide_id", "icpsr", "id"), row.get("votes")
        if name == "#rolls":
            names = tuple(votes.split())
            continue
        if not votes.isdigit():
            raise row.wrong("votes", "holds something else than codes", "digits 0 to 9")
        if strings and len(votes) != len(strings[0]):
            right = f"{len(strings[0])} as above: the file may be cut"
            raise row.wrong("votes", f"{len(votes)} votes", right)
        strings.append(votes)
        members.append(
            Member(name, row.get("name") or name, row.get("party", "party_last"), row.get("state"))
        )
    codes = np.frombuffer("".join(strings).encode(), dtype=np.uint8).reshape(len(members), -1) - 48
    cast = [cast_of_code(code) for code in range(10)]
    value = np.array([(c == "Yea") - (c == "Nay") for c in cast], dtype=np.int8)
    width = codes.shape[1]
    columns = names if len(names) == width else tuple(str(i + 1) for i in range(width))
    return RollCallMatrix(tuple(members), columns, value[codes])
