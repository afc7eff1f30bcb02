"""Members' votes on the roll calls of a list, from the clerks' or Voteview's files in a folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from winset.foundation.errors import InputError
from winset.votes.readers.clerk_files import clerk_file, take_clerk_votes
from winset.votes.readers.congress_files import CongressFiles, Found
from winset.votes.readers.csv_rows import CsvRow
from winset.votes.readers.read_voteview import without_president
from winset.votes.readers.roll_call_rows import body_of
from winset.votes.readers.voteview_casts import Body
from winset.votes.records import RollCall, TableBuilder

_WHOLE: Final = 0.9
"""Share of the votes counted below which a file is said to be cut."""
_ALIKE: Final = 0.96
"""Share of the votes at least that must be on the published side: of the 1,302 roll calls of the
Senate in 2005 to 2008 nine differ between Voteview and the clerk, each by one vote moved."""


def take_over(
    built: TableBuilder, rows: dict[str, CsvRow], voteview: CongressFiles, folder: Path
) -> None:
    """Fill roll calls without members' votes from the clerks' or Voteview's files, if here.

    Parameters
    ----------
    built
        The table under construction; a roll call that stays without votes is one to come.
    rows
        Row of the list by key of its roll call.
    voteview, folder
        Where the files are.

    Raises
    ------
    CaseError
        If two rows mean one roll call, a file is cut, or the members' votes are far from the
        published tally; with the row's line.
    """
    voted = {key for _, key in built.rows}
    for key, row in rows.items():
        path = None if key in voted else clerk_file(folder, row)
        if path is not None:
            take_clerk_votes(path, key, folder, built)
            voted.add(key)
    found: dict[str, Found] = {}
    to_come: list[str] = []
    for key, row in rows.items():
        call = None if key in voted else voteview.find(row)
        if call is not None:
            found[key] = call
        elif key not in voted:
            to_come.append(key)
    if found:
        _fill(built, rows, found, voteview)
    _add_sitting(built, [(built.roll_calls[key], rows[key]) for key in to_come], voteview)


def _fill(
    built: TableBuilder,
    rows: Mapping[str, CsvRow],
    found: Mapping[str, Found],
    voteview: CongressFiles,
) -> None:
    """Add the members' votes and Voteview's tallies of the roll calls found."""
    wanted: dict[tuple[Body, int], str] = {}
    for key, roll in found.items():
        same = wanted.setdefault(roll.place, key)
        if same != key:
            raise rows[key].wrong("vote_key", f"is the roll call of `{same}`", "one row a vote")
    built.notes.extend(voteview.fill(wanted, built))
    tallies = built.tallies()
    unchecked = []
    for key, roll in found.items():
        call, code = built.roll_calls[key], voteview.presidents.get(roll.place, "")
        read = without_president(roll.call, code, tallies.get(key, (0, 0)))
        if not roll.is_dated and None in (call.yea, call.nay):
            unchecked.append(key)
        call = replace(
            call,
            congress=read.congress,
            yea=read.yea if call.yea is None else call.yea,
            nay=read.nay if call.nay is None else call.nay,
            result=call.result or read.result,
            tie_breaker=call.tie_breaker or read.tie_breaker,
        )
        built.add_roll_call(call)
        _check_filled(rows[key], call, tallies.get(key, (0, 0)), roll, voteview)
    if unchecked:
        built.notes.append(
            f"nothing checks the number of {', '.join(unchecked)}: without a rollcalls file the "
            "votes have no dates; columns yea and nay in the list would"
        )


def _add_sitting(
    built: TableBuilder, to_come: Sequence[tuple[RollCall, CsvRow]], voteview: CongressFiles
) -> None:
    """List who may vote on roll calls without votes, and note those that look as if held."""
    held = [built.roll_calls[key].date for _, key in built.rows]
    for call, row in to_come:
        why = "no members' votes are here"
        body = body_of(row)
        undated = body is not None and not voteview.calls_of(body) and voteview.counts_of(body)
        if body is not None and undated:
            why = f"{voteview.votes_file(body)} has no dates and the list no rollnumber"
        if undated or None not in (call.yea, call.nay) or (held and call.date <= max(held)):
            built.notes.append(f"{call.key} of {call.date}: {why}; it counts as not held")
        try:
            sitting = voteview.sitting(call)
        except InputError as error:
            built.notes.append(f"{call.key}: {error}")
            continue
        for who in sitting:
            built.add(who.member, call.key, "Not Voting", who[1:3], merge=True)


def _check_filled(
    row: CsvRow,
    call: RollCall,
    counted: tuple[int, int],
    roll: Found,
    voteview: CongressFiles,
) -> None:
    """Refuse a roll call whose members' votes are far from the published tally."""
    if call.yea is None or call.nay is None:
        return
    published = (call.yea, call.nay)
    if _near(counted, published):
        return
    body, number = roll.place
    counts = voteview.counts_of(body)
    if number in counts and _near(counts[number][2:], published):
        return  # paired and announced positions are in the published tally
    at = "vote_key" if "vote_key" in row.file.index else "rollnumber"
    if sum(counted) < _WHOLE * sum(published):
        raise row.wrong(
            at,
            f"the votes file of Congress {body[0]}, {body[1]}, holds {sum(counted)} votes on it; "
            f"{sum(published)} were counted",
            "a votes file that is here and whole: winset votes get "
            f"{body[0]} --chamber {body[1]} --refresh",
        )
    same = [str(other) for other, found in counts.items() if found[:2] == published]
    raise row.wrong(
        at,
        f"roll call {number} has {counted[0]}-{counted[1]}, and {call.yea}-{call.nay} is published",
        f"rollnumber: {' or '.join(same)}, with that tally" if same else "the right rollnumber",
    )


def _near(counted: tuple[int, ...], published: tuple[int, int]) -> bool:
    """Return whether two tallies differ by no more than corrections made after the vote."""
    apart = abs(counted[0] - published[0]) + abs(counted[1] - published[1])
    return apart <= (1.0 - _ALIKE) * sum(published)
