"""Read a folder of trade roll calls: ``trade_rollcalls.csv`` with the members' votes.

The layout: one row a roll call in ``trade_rollcalls.csv`` (any ``*trade_rollcalls*.csv`` is read),
one row a member's vote in ``house_trade_votes.csv`` and ``senate_trade_votes.csv`` (any
``*_trade_votes.csv``), or Voteview's members, votes and roll calls of the Congress. More columns
are passed over; of the optional ones each may be missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final, Literal

from winset.foundation.errors import CaseError, InputError
from winset.foundation.spelling import meant
from winset.votes.people import is_president
from winset.votes.readers.casts import (
    WORDS_TAKEN,
    casts_of_words,
)
from winset.votes.readers.congress_files import CongressFiles, congress_files
from winset.votes.readers.csv_rows import CsvFile, CsvRow, parse_csv, read_csv
from winset.votes.readers.describe_roll_call import roll_call_of
from winset.votes.readers.fill_votes import take_over
from winset.votes.readers.read_parliament import add_parliament
from winset.votes.readers.roll_call_rows import CLERK
from winset.votes.records import Cast, Member, RollCall, TableBuilder, VoteTable

ROLL_CALLS_FILE: Final = "trade_rollcalls.csv"
_LISTS: Final = "*trade_rollcalls*.csv"
_MEMBER_FILES: Final = "*_trade_votes.csv"
_AMERICAN: Final = ("house", "senate")


def read_trade_votes(folder: str | Path) -> VoteTable:
    """Read a folder of trade roll calls with the members' votes.

    Parameters
    ----------
    folder
        Holds ``trade_rollcalls.csv`` (needed columns: vote_key, date, chamber, pro_trade_vote) and
        the members' votes: ``*_trade_votes.csv`` (needed: vote_key, an id, vote), or Voteview's
        members, votes and roll calls of the Congress (`winset.votes.readers.congress_files`), which
        also give key, date and words where a row names Congress, chamber and number, or the clerks'
        JSON (`winset.votes.readers.clerk_files`). A roll call without members' votes is still to
        come.

    Returns
    -------
    VoteTable
        Both chambers; `notes` says which sides were turned and which tallies differ.

    Raises
    ------
    CaseError
        If a file, a needed column or a referenced roll call is missing, or a value is wrong; with
        file, line and column.

    Notes
    -----
    A motion to recommit is aimed at its bill. Where a file gives the motion and the passage of the
    same bill on the same day the same liberalising side, the motion's side is turned, with a note.
    """
    place = Path(folder)
    if not place.is_dir():
        raise InputError(f"{place}: there is no such folder", f"a folder with {ROLL_CALLS_FILE}")
    built, voteview = TableBuilder(), congress_files(place)
    rows: dict[str, CsvRow] = {}
    for path in lists_of_votes(place) or [place / ROLL_CALLS_FILE]:
        for row, call in _roll_calls(read_csv(path), voteview, rows):
            rows[call.key] = row
            built.add_roll_call(call)
    files = sorted(place.glob(_MEMBER_FILES))
    for path in files:
        _read_members(path, built)
    take_over(built, rows, voteview, place)
    if not built.rows:
        raise InputError(
            f"{place}: there are no members' votes",
            f"a file {_MEMBER_FILES}, or Voteview's members, votes and rollcalls of the Congress "
            "(winset votes get) and rows that say congress, chamber and rollnumber, or the clerks' "
            "data/CONGRESS/votes/YEAR/hNUMBER/data.json",
        )
    for path in sorted(place.glob("own_*.csv")):
        add_parliament(path, built)
    built.notes.extend(_turn_recommittals(built))
    table = built.table()
    return replace(table, notes=(*table.notes, *tally_differences(table)))


def lists_of_votes(folder: Path) -> list[Path]:
    """Files of a folder that list trade votes, by name."""
    return sorted(folder.glob(_LISTS))


def read_roll_call_rows(path: Path) -> list[RollCall]:
    """Read the rows of a file of roll calls, held or still to come.

    Raises
    ------
    CaseError
        If a needed column is missing, a key occurs twice, or a value is wrong.
    """
    return [call for _, call in _roll_calls(read_csv(path))]


def parse_roll_calls(text: str, name: str) -> list[RollCall]:
    """Read roll calls from the text of a CSV file; `name` stands in errors."""
    return [call for _, call in _roll_calls(parse_csv(text, name))]


def _roll_calls(
    file: CsvFile,
    voteview: CongressFiles | None = None,
    earlier: Mapping[str, CsvRow] | None = None,
) -> list[tuple[CsvRow, RollCall]]:
    """Rows with their roll calls. With Voteview's files a row may leave key and date to them."""
    is_here = voteview is not None and (voteview.roll_calls or voteview.votes or voteview.ords)
    if not is_here or not {"rollnumber", *CLERK} & set(file.index):
        file.need("vote_key", "key")
        file.need("date")
    file.need("pro_trade_vote", "liberalising")
    calls: dict[str, tuple[CsvRow, RollCall]] = {}
    for row in file.rows():
        found = None
        if voteview is not None and not (row.get("vote_key", "key") and row.get("date")):
            found = voteview.find(row)
            if found is None:
                voteview.refuse(row)
        call = roll_call_of(row, None if found is None else found.call)
        if call.key in calls or call.key in (earlier or {}):
            raise row.wrong("vote_key", f"roll call `{call.key}` occurs twice")
        calls[call.key] = (row, call)
    if not calls:
        raise CaseError.of("there is no roll call in the file", file=file.name, line=2)
    return list(calls.values())


def _read_members(path: Path, built: TableBuilder) -> None:
    file = read_csv(path)
    for needed in (("vote_key",), ("bioguide_id", "icpsr", "member_id", "id"), ("vote",)):
        file.need(*needed)
    rows = [(row, built.roll_calls.get(row.get("vote_key"))) for row in file.rows()]
    for row, call in rows:
        if call is None:
            raise row.wrong(
                "vote_key",
                f"`{row.get('vote_key')}` is not in {ROLL_CALLS_FILE}",
                meant(row.get("vote_key"), built.roll_calls, noun="roll calls"),
            )
    casts, zeros = casts_of_words([row.get("vote") for row, _ in rows])
    if zeros:
        built.notes.append(f"{file.name}: {zeros}")
    votes = [(row, call, cast) for (row, call), cast in zip(rows, casts, strict=True) if call]
    for row, call, cast in sorted(votes, key=lambda vote: vote[1].date):
        _add_vote(row, call.key, cast, built)


def _add_vote(row: CsvRow, key: str, cast: Cast | None, built: TableBuilder) -> None:
    icpsr = row.icpsr()
    name = row.known("bioguide_id") or row.known("member_id", "id") or icpsr
    if not name:
        raise row.wrong("bioguide_id", "a member without an id", "a Bioguide id or ICPSR number")
    if cast is None:
        raise row.wrong("vote", f"`{row.get('vote')}` is not a vote", WORDS_TAKEN)
    if is_president(icpsr, row.known("state")) and built.roll_calls[key].chamber in _AMERICAN:
        return
    member = Member(
        name,
        row.known("name") or name,
        row.known("party") or "none",
        row.known("state"),
        row.known("district").removesuffix(".0"),
        icpsr,
    )
    scores = (row.score("nominate_dim1"), row.score("nominate_dim2"))
    if not built.add(member, key, cast, scores):
        other = built.ids.by_number.get(icpsr, name)
        if other != name != icpsr:
            raise row.wrong(
                "icpsr",
                f"{other} has this number too, and a vote on `{key}`",
                "one number a person",
            )
        raise row.wrong("vote_key", f"{name} has two votes on `{key}`", "one row a member and vote")


def _turn_recommittals(built: TableBuilder) -> list[str]:
    notes = []
    calls = list(built.roll_calls.values())
    for call in calls:
        passages = [
            other
            for other in calls
            if call.stage == "recommit"
            and other.stage in ("passage", "conference")
            and other.bill == call.bill != ""
            and (other.chamber, other.congress) == (call.chamber, call.congress)
            and other.date == call.date
            and other.liberalising == call.liberalising
        ]
        if passages:
            turned: Literal["Yea", "Nay"] = "Nay" if call.liberalising == "Yea" else "Yea"
            built.add_roll_call(replace(call, liberalising=turned, president_side=turned))
            notes.append(
                f"{call.key}: the file gives {call.liberalising} as liberalising on the motion to "
                f"recommit and on {passages[0].key}; the motion is aimed at the bill, so {turned}"
            )
    return notes


def tally_differences(table: VoteTable) -> list[str]:
    """Sentences on roll calls whose published tally differs from the members' votes."""
    notes = []
    for column, call in enumerate(table.roll_calls):
        counted = table.tally(column)
        published = (call.yea, call.nay)
        if None not in published and table.listed[:, column].any() and counted != published:
            notes.append(
                f"{call.key}: published {call.yea}-{call.nay}, the members' votes give "
                f"{counted[0]}-{counted[1]}"
            )
    return notes
