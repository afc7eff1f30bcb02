"""Read a folder of trade roll calls: ``trade_rollcalls.csv`` with the members' votes.

The layout: one row a roll call in ``trade_rollcalls.csv`` (any ``*trade_rollcalls*.csv`` is read),
one row a member's vote in ``house_trade_votes.csv`` and ``senate_trade_votes.csv`` (any
``*_trade_votes.csv``), or Voteview's members, votes and roll calls of the Congress. More columns
are passed over; of the optional ones each may be missing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final, Literal

from winset.foundation.errors import CaseError, InputError, Problem
from winset.foundation.spelling import meant
from winset.votes.casts import (
    WORDS_TAKEN,
    cast_of_word,
    chamber_of,
    iso_date,
    president_party,
    president_side,
    stage_of,
    tie_breaker_of,
)
from winset.votes.clerk_files import clerk_file, take_clerk_votes
from winset.votes.congress_files import CongressFiles, congress_files
from winset.votes.csv_rows import CsvFile, CsvRow, parse_csv, read_csv
from winset.votes.records import Member, RollCall, TableBuilder, VoteTable

__all__ = [
    "ROLL_CALLS_FILE",
    "lists_of_votes",
    "parse_roll_calls",
    "read_roll_call_rows",
    "read_trade_votes",
    "roll_call_of",
    "tally_differences",
]

ROLL_CALLS_FILE: Final = "trade_rollcalls.csv"
_LISTS: Final = "*trade_rollcalls*.csv"
_MEMBER_FILES: Final = "*_trade_votes.csv"
_WHOLE: Final = 0.9
"""Share of the votes counted that must be there; a few may differ between sources."""
_SHARES: Final = ("1/2", "3/5", "2/3")


def read_trade_votes(folder: str | Path) -> VoteTable:
    """Read a folder of trade roll calls with the members' votes.

    Parameters
    ----------
    folder
        Holds ``trade_rollcalls.csv`` (needed columns: vote_key, date, chamber, pro_trade_vote) and
        the members' votes: ``*_trade_votes.csv`` (needed: vote_key, an id, vote), or Voteview's
        members, votes and roll calls of the Congress (`winset.votes.congress_files`), which also
        give key, date and words where a row names Congress, chamber and number, or the clerks' JSON
        (`winset.votes.clerk_files`). A roll call without members' votes is one still to come.

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
    from winset.votes.read_parliament import add_parliament

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
    _take_over(built, rows, voteview, place)
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


def _take_over(
    built: TableBuilder, rows: dict[str, CsvRow], voteview: CongressFiles, folder: Path
) -> None:
    """Fill roll calls without members' votes from the clerks' or Voteview's files, if here."""
    voted = {key for _, key in built.rows}
    for key, row in rows.items():
        path = None if key in voted else clerk_file(folder, row)
        if path is not None:
            take_clerk_votes(path, key, folder, built)
            voted.add(key)
    wanted: dict[tuple[tuple[int, str], int], str] = {}
    to_come: list[RollCall] = []
    for key, row in rows.items():
        found = None if key in voted else voteview.find(row)
        call = built.roll_calls[key]
        if found is None:
            to_come += [call] if key not in voted else []
            continue
        place = ((found.call.congress or 0, found.call.chamber), found.number)
        if place in wanted:
            raise row.wrong("vote_key", f"is the roll call of `{wanted[place]}`", "one row a vote")
        wanted[place] = key
        built.add_roll_call(
            replace(
                call,
                congress=found.call.congress,
                yea=found.call.yea if call.yea is None else call.yea,
                nay=found.call.nay if call.nay is None else call.nay,
                tie_breaker=call.tie_breaker or found.call.tie_breaker,
            )
        )
    if wanted:
        built.notes.extend(voteview.fill(wanted, built))
        _check_filled(built, {key: rows[key] for key in wanted.values()})
    held = [built.roll_calls[key].date for _, key in built.rows]
    for call in to_come:
        if held and call.date <= max(held):
            built.notes.append(
                f"{call.key} of {call.date}: no members' votes are here; it counts as not held"
            )
        for member, first, second in voteview.sitting(call):
            built.add(member, call.key, "Not Voting", (first, second))


def _check_filled(built: TableBuilder, rows: Mapping[str, CsvRow]) -> None:
    """Refuse roll calls of which the votes file holds far fewer votes than were counted."""
    voted = Counter(key for (_, key), (_, code, _) in built.rows.items() if code)
    for key, row in rows.items():
        call = built.roll_calls[key]
        counted = (call.yea or 0) + (call.nay or 0)
        if voted[key] < _WHOLE * max(counted, 1):
            raise row.wrong(
                "vote_key" if "vote_key" in row.file.index else "rollnumber",
                f"the votes file of Congress {call.congress}, {call.chamber}, holds {voted[key]} "
                f"votes on it; {counted} were counted",
                "a votes file that is here and whole: winset votes get "
                f"{call.congress} --chamber {call.chamber} --refresh",
            )


def read_roll_call_rows(path: Path) -> list[RollCall]:
    """Read the rows of a file of roll calls, held or still to come.

    Raises
    ------
    CaseError
        If a needed column is missing, a key occurs twice, or a value is wrong.
    """
    return [call for _, call in _roll_calls(read_csv(path))]


def parse_roll_calls(text: str, name: str) -> list[RollCall]:
    """Read roll calls from the text of a CSV file; `name` is told in errors."""
    return [call for _, call in _roll_calls(parse_csv(text, name))]


def _roll_calls(
    file: CsvFile,
    voteview: CongressFiles | None = None,
    earlier: Mapping[str, CsvRow] | None = None,
) -> list[tuple[CsvRow, RollCall]]:
    """Rows with their roll calls. With Voteview's files a row may leave key and date to them."""
    is_here = voteview is not None and (voteview.roll_calls or voteview.ords)
    if not is_here or "rollnumber" not in file.index:
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
        raise CaseError([Problem("there is no roll call in the file", file=file.name, line=2)])
    return list(calls.values())


def roll_call_of(row: CsvRow, found: RollCall | None = None) -> RollCall:
    """Roll call that a row describes; errors point at the row's fields.

    Parameters
    ----------
    row
        The row.
    found
        The same roll call in Voteview's files; it gives what the row leaves out.
    """
    key, date = row.get("vote_key", "key"), iso_date(row.get("date"))
    if found is not None:
        key, date = key or found.key, date or found.date
    if not key:
        raise row.wrong("vote_key", "is empty", "a name of your own for the roll call", "key")
    if date is None:
        raise row.wrong("date", f"`{row.get('date')}` is no date", "write 1993-11-17")
    liberalising = _side(row, "pro_trade_vote", "liberalising")
    if liberalising is None:
        right = "Yea or Nay: the side that opens trade"
        raise row.wrong("pro_trade_vote", "is empty", right, "liberalising")
    title, question = row.get("label", "title"), row.get("question")
    bill = row.get("bill")
    if found is not None:
        title, question = title or found.title, question or found.question
        bill = bill or found.bill
    stage = stage_of(row.get("category", "stage"), title, question)
    requires = row.get("requires") or _usual_share(stage)
    if requires not in _SHARES:
        raise row.wrong("requires", f"`{requires}` is no share", "1/2, 3/5 or 2/3")
    side = _side(row, "president") or president_side(stage, liberalising, title, question)
    chamber = chamber_of(row.get("chamber"), key)
    counts = {name: _count(row, name) for name in ("yea", "nay", "present", "not_voting")}
    broken = _side(row, "tie_breaker", "vice_president")
    broken = broken or tie_breaker_of(chamber, counts["yea"], counts["nay"], row.get("result"))
    governs = row.get("president_party")
    if not governs and chamber in ("house", "senate"):
        governs = president_party(date) or ""
    return RollCall(
        key, date, chamber, liberalising, title, row.get("tag", "kind"), stage, requires,
        congress=_count(row, "congress"), session=_count(row, "session"),
        number=_count(row, "roll", "number"), bill=bill, question=question,
        president_side=side, president_party=governs or None,
        result=row.get("result"), source=row.get("source_path", "source"), tie_breaker=broken,
        **counts,
    )  # fmt: skip


def _usual_share(stage: str) -> str:
    return {"suspension": "2/3", "veto-override": "2/3", "cloture": "3/5"}.get(stage, "1/2")


def _side(row: CsvRow, *names: str) -> Literal["Yea", "Nay"] | None:
    word = row.get(*names)
    if not word:
        return None
    cast = cast_of_word(word)
    if cast not in ("Yea", "Nay"):
        raise row.wrong(names[0], f"`{word}` is no side", "Yea or Nay", *names[1:])
    return "Yea" if cast == "Yea" else "Nay"


def _count(row: CsvRow, *names: str) -> int | None:
    word = row.get(*names)
    if not word:
        return None
    try:
        number = float(word)
    except ValueError:
        number = math.nan
    if not number >= 0 or number != int(number):
        raise row.wrong(names[0], f"`{word}` is no count", "a whole number, or nothing", *names[1:])
    return int(number)


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
    for row, call in sorted(rows, key=lambda pair: pair[1].date if pair[1] else 0):
        assert call is not None  # noqa: S101 - checked in the loop above
        _add_vote(row, call.key, built)


def _add_vote(row: CsvRow, key: str, built: TableBuilder) -> None:
    icpsr = row.get("icpsr").removesuffix(".0")
    name = row.get("bioguide_id") or row.get("member_id", "id") or icpsr
    if not name:
        raise row.wrong("bioguide_id", "a member without an id", "a Bioguide id or ICPSR number")
    cast = cast_of_word(row.get("vote"))
    if cast is None:
        raise row.wrong("vote", f"`{row.get('vote')}` is no vote", WORDS_TAKEN)
    member = Member(
        name,
        row.get("name") or name,
        row.get("party") or "none",
        row.get("state"),
        row.get("district").removesuffix(".0"),
        icpsr,
    )
    scores = (_score(row, "nominate_dim1"), _score(row, "nominate_dim2"))
    if not built.add(member, key, cast, scores):
        raise row.wrong("vote_key", f"{name} has two votes on `{key}`", "one row a member and vote")


def _score(row: CsvRow, name: str) -> float:
    word = row.get(name)
    if not word or word.casefold() in ("na", "nan"):
        return math.nan
    try:
        found = float(word)
    except ValueError:
        found = math.inf
    if math.isinf(found):
        raise row.wrong(name, f"`{word}` is no number", "a number, NA or nothing")
    return found


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
