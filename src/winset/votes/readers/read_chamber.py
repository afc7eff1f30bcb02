"""All roll calls of one chamber as a matrix, from whatever files hold them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

from winset.foundation.errors import CaseError, InputError, Problem
from winset.votes.people import Ids
from winset.votes.readers.casts import side_of_code
from winset.votes.readers.clerk_files import read_clerk_folder
from winset.votes.readers.congress_files import CongressFiles, congress_files
from winset.votes.readers.csv_rows import read_csv
from winset.votes.readers.folder_reader import read_folder
from winset.votes.readers.read_matrix import RollCallMatrix, read_matrix
from winset.votes.readers.read_ord import ord_file
from winset.votes.readers.voteview_casts import Body, cast_at, casts_of_file
from winset.votes.records import Member, VoteTable

_MATRIX_FOLDERS: Final = (".", "matrices")


def congress_votes(folder: Path, congress: int, chamber: str) -> RollCallMatrix:
    """Roll calls of a Congress and chamber from the files in a folder.

    Parameters
    ----------
    folder
        Holds ``H106_matrix.csv`` (or in ``matrices``, or gzipped), Voteview's votes and members of
        the Congress, CSV or .ord, or the clerks' JSON below ``data/106/votes``.
    congress, chamber
        Such as 106 and ``house``.

    Raises
    ------
    InputError
        If there is no such chamber, or no file here has its votes.
    """
    letter = {"house": "H", "senate": "S"}.get(chamber)
    if letter is None:
        raise InputError(f"a Congress has no chamber `{chamber}`", "house or senate")
    names = [f"{letter}{congress:03d}_matrix.csv{end}" for end in ("", ".gz")]
    for place in (folder / below / name for below in _MATRIX_FOLDERS for name in names):
        if place.is_file():
            return read_matrix(place)
    voteview = congress_files(folder)
    body = (congress, chamber)
    found = _of_voteview(voteview, body)
    if found is None:
        clerks = read_clerk_folder(folder, congress, chamber)
        found = None if clerks is None else _of_table(clerks)
    if found is None:
        raise InputError(
            f"{folder}: no file here has the votes of Congress {congress}, {chamber}",
            f"{letter}{congress:03d}_votes.csv with its members file (winset votes get {congress} "
            f"--chamber {chamber}), a .ord file, or {names[0]}",
        )
    return found


def chamber_votes(path: Path, chamber: str | None = None) -> RollCallMatrix:
    """Roll calls of one chamber from one file, or from a folder with votes of one's own.

    Parameters
    ----------
    path
        Voteview's votes file (its members file is looked for beside it), a .ord file, a matrix
        (`winset.votes.readers.read_matrix`), a file of votes of any parliament, or a folder that
        `winset.votes.readers.folder_reader.read_folder` takes.
    chamber
        Which one, where there are several.

    Raises
    ------
    InputError
        If the file is none of these, holds several chambers and none is named, or a member votes
        both ways on a roll call.
    """
    if path.name.endswith((".ord", ".ord.gz")):
        return _required(
            _of_voteview(CongressFiles((), (), (), (path,)), ord_file(path).body), path
        )
    if path.is_dir():
        return _of_table(_one_chamber(read_folder(path), chamber))
    names = {name.casefold() for name in read_csv(path).header}
    if {"rollnumber", "icpsr", "cast_code"} <= names:
        beside = congress_files(path.parent)
        files = CongressFiles(beside.members, (path,), (), beside.ords)
        return _required(_of_voteview(files, _only_body(path, chamber)), path)
    if "votes" in names:
        return read_matrix(path)
    if {"vote_key", "key"} & names:
        return _of_table(_one_chamber(read_folder(path), chamber))
    raise CaseError.of(
        "no roll calls in this file",
        "columns rollnumber, icpsr, cast_code (Voteview), id and votes (a matrix), or vote_key",
        file=str(path),
        line=1,
    )


def _required(found: RollCallMatrix | None, path: Path) -> RollCallMatrix:
    if found is None:
        raise CaseError.of("there is no vote in the file", file=str(path), line=2)
    return found


def _only_body(path: Path, chamber: str | None) -> Body:
    """Congress and chamber of a votes file; refuses several."""
    bodies = {body for _, body, _, _, _ in casts_of_file(path, None)}
    fit = sorted(body for body in bodies if chamber in (None, body[1]))
    if len(fit) != 1:
        told = ", ".join(f"{congress} {name}" for congress, name in sorted(bodies)) or "none"
        raise CaseError.of(
            f"the file has votes of {told}",
            "CONGRESS with --chamber and --data, or a file of one",
            file=str(path),
        )
    return fit[0]


def _of_voteview(files: CongressFiles, body: Body) -> RollCallMatrix | None:
    """Matrix of a Congress and chamber; paired and announced positions count with their side."""
    people = files.people_of(body)
    ids, rows = Ids(), dict[str, int]()
    members: list[Member] = []
    places: list[int] = []
    columns: list[int] = []
    sides: list[int] = []
    for path, line, there, number, icpsr, code in files.casts({body}):
        if there != body:
            continue
        cast_at(code, path, line)
        who = people[icpsr].member if icpsr in people else Member(icpsr, icpsr, "none")
        name, _ = ids.of(who.id, icpsr)
        if name not in rows:
            rows[name] = len(members)
            members.append(replace(who, id=name))
        places.append(rows[name])
        columns.append(number)
        sides.append(side_of_code(int(code)))
    if not members:
        return None
    numbers, at = np.unique(columns, return_inverse=True)
    yea, nay = (np.zeros((len(members), numbers.size), dtype=bool) for _ in range(2))
    for votes, side in ((yea, 1), (nay, -1)):
        here = np.array(sides) == side
        votes[np.array(places)[here], at[here]] = True
    for row, column in np.argwhere(yea & nay):
        raise _both_ways(files, body, members[row], int(numbers[column]))
    casts = yea.astype(np.int8) - nay.astype(np.int8)
    return RollCallMatrix(tuple(members), tuple(str(number) for number in numbers), casts)


def _both_ways(files: CongressFiles, body: Body, member: Member, number: int) -> CaseError:
    """Error at the second of two casts by which one member takes both sides of a roll call."""
    people = files.people_of(body)
    what = f"{member.name} votes both ways on {body[1]} roll call {number}"
    problem = Problem(what, "one row a member and roll call", path="icpsr")
    sides: set[int] = set()
    for path, line, there, at, icpsr, code in files.casts({body}):
        who = people[icpsr].member.id if icpsr in people else icpsr
        if (there, at, who) == (body, number, member.id):
            sides.add(side_of_code(int(code)))
            if {1, -1} <= sides:
                return CaseError([replace(problem, file=str(path), line=line)])
    return CaseError([problem])


def _one_chamber(table: VoteTable, chamber: str | None) -> VoteTable:
    names = sorted({call.chamber for call in table.roll_calls})
    if chamber is None and len(names) > 1:
        raise InputError(f"votes of {' and '.join(names)}", f"--chamber {names[0]}")
    if chamber is not None and chamber not in names:
        raise InputError(f"there is no vote of the chamber `{chamber}`", f"{', '.join(names)}")
    return (table if chamber is None else table.chamber(chamber)).trimmed()


def _of_table(table: VoteTable) -> RollCallMatrix:
    return RollCallMatrix(table.members, tuple(call.key for call in table.roll_calls), table.casts)
