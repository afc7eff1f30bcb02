"""Roll call that a row of a list of trade votes means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from winset.foundation.errors import CaseError
from winset.votes.readers.casts import chamber_of, congress_of, iso_date
from winset.votes.readers.csv_rows import CsvRow, digits_of
from winset.votes.readers.voteview_casts import Body, CastCounts
from winset.votes.records import RollCall

CLERK: Final = ("roll", "clerk_rollnumber", "number")
"""Columns that may hold the clerk's number."""
_CHAMBERS: Final = ("house", "senate")


def body_of(row: CsvRow) -> Body | None:
    """Congress and chamber that a row names; None where it does not."""
    key = row.get("vote_key", "key")
    chamber, congress = chamber_of(row.get("chamber"), key), digits_of(row, "congress")
    if congress is None:
        day = iso_date(row.get("date"))
        congress = None if day is None else congress_of(day)
    return (congress, chamber) if congress is not None and chamber in _CHAMBERS else None


def call_among(row: CsvRow, calls: list[RollCall]) -> RollCall | None:
    """Roll call that a row means among those of its Congress and chamber.

    Parameters
    ----------
    row
        Columns as `winset.votes.readers.congress_files.CongressFiles.find` takes them.
    calls
        Roll calls with dates, one at least.

    Returns
    -------
    RollCall or None
        None where the vote is later than all.

    Raises
    ------
    CaseError
        If there is no such roll call, several fit, or it was held on another day.
    """
    day, number = iso_date(row.get("date")), digits_of(row, "rollnumber")
    if number is not None:
        fit = [call for call in calls if call.number == number]
    else:
        fit = _by_clerk(row, calls) if digits_of(row, *CLERK) is not None else []
        fit = fit or _by_day(row, calls)
    if not fit and day is not None and day > max(call.date for call in calls):
        return None
    if len(fit) != 1:
        raise _not_one(row, fit)
    if day is not None and fit[0].date != day:
        raise row.wrong(
            "rollnumber" if number is not None else "date",
            f"Voteview dates this roll call {fit[0].date}, not {day}",
            f"{fit[0].date}, or the number of another roll call",
        )
    return fit[0]


def undated_call(
    row: CsvRow, body: Body, counts: Mapping[int, CastCounts], file: str
) -> RollCall | None:
    """Roll call that a row means where the votes are here and no roll-calls file: by number alone.

    Parameters
    ----------
    row
        Needs ``rollnumber`` and `date`.
    body, counts, file
        Congress and chamber, tallies by Voteview's number, and the name of the votes file.

    Returns
    -------
    RollCall or None
        None where the row names no number, as for a vote to come.

    Raises
    ------
    CaseError
        If the number is not in the file, there is no date, or the row gives a tally or the clerk's
        number but not Voteview's.
    """
    from winset.votes.readers.read_voteview import roll_call_key

    number, day = digits_of(row, "rollnumber"), iso_date(row.get("date"))
    if number is None:
        at = next((name for name in (*CLERK, "yea") if row.known(name)), None)
        if at is not None:
            raise row.wrong(
                at,
                f"the votes of {file} have no dates and no clerk's numbers",
                _ROLL_CALLS_FILE.format(*body),
            )
        return None
    if number not in counts:
        raise row.wrong(
            "rollnumber", f"roll call {number} is not in {file}", f"{min(counts)} to {max(counts)}"
        )
    if day is None:
        raise row.wrong(
            "date" if row.get("date") else "rollnumber",
            f"{file} gives no dates",
            "a column `date` in the list, such as 2000-05-24, or the rollcalls file",
        )
    congress, chamber = body
    key = roll_call_key(str(congress), chamber, str(number))
    return RollCall(key, day, chamber, congress=congress, number=number)


_ROLL_CALLS_FILE: Final = (
    "the rollcalls file beside them (winset votes get {0} --chamber {1}), or columns rollnumber "
    "(Voteview's number) and date"
)


def _by_clerk(row: CsvRow, calls: list[RollCall]) -> list[RollCall]:
    """Roll calls with the clerk's number, of the day or session that the row names."""
    number, day, session = digits_of(row, *CLERK), iso_date(row.get("date")), row.get("session")
    fit = [call for call in calls if call.session is not None and call.clerk_number == number]
    if day is not None:
        fit = [call for call in fit if call.date.year == day.year]
    elif session.isdecimal():
        wanted = int(session)
        fit = [call for call in fit if wanted in (call.session, call.date.year)]
    return fit


def _by_day(row: CsvRow, calls: list[RollCall]) -> list[RollCall]:
    """Roll calls of the day the row names; with its tally, its bill or its number where given."""
    day = iso_date(row.get("date"))
    fit = [call for call in calls if call.date == day]
    tally = (digits_of(row, "yea"), digits_of(row, "nay"))
    marks = (
        (None not in tally, lambda call: (call.yea, call.nay) == tally),
        (bool(row.get("bill")), lambda call: _bare(call.bill) == _bare(row.get("bill"))),
        (True, lambda call: call.number == digits_of(row, *CLERK)),
    )
    for applies, same in marks:
        narrower = [call for call in fit if same(call)] if applies else []
        if len(fit) > 1 and narrower:
            fit = narrower
    return fit


def _bare(bill: str) -> str:
    return re.sub(r"[^a-z0-9]", "", bill.casefold())


def _not_one(row: CsvRow, fit: list[RollCall]) -> CaseError:
    body = body_of(row)
    at = next((n for n in ("rollnumber", *CLERK, "date") if row.get(n)), "date")
    where = "" if body is None else f" in Voteview's Congress {body[0]}, {body[1]}"
    if not fit:
        right = "rollnumber as in Voteview's rollcalls file, or roll (the clerk's) with the date"
        return row.wrong(at, f"there is no such roll call{where}", right)
    numbers = ", ".join(str(call.number) for call in fit[:6])
    more = " ..." if len(fit) > 6 else ""
    return row.wrong(at, f"{len(fit)} roll calls fit{where}", f"rollnumber: {numbers}{more}")
