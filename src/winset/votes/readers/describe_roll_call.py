"""The roll call that a row of a table describes."""

from __future__ import annotations

import datetime as dt
import math
from difflib import get_close_matches
from typing import Final, Literal

from winset.votes.kinds import kind_of
from winset.votes.readers.casts import (
    cast_of_word,
    chamber_of,
    congress_of,
    iso_date,
    president_party,
    president_side,
    stage_of,
    tie_breaker_of,
)
from winset.votes.readers.csv_rows import CsvRow
from winset.votes.records import RollCall

_SHARES: Final = ("1/2", "3/5", "2/3")
_CHAMBERS: Final = (
    "house", "senate", "us house", "us senate", "house of representatives", "representatives",
)  # fmt: skip
_NEAR: Final = 0.75
"""Share of letters from which a chamber counts as a slip of one of these."""


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
        raise row.wrong("date", f"`{row.get('date')}` is not a date", "write 1993-11-17")
    liberalising = _side(row, "pro_trade_vote", "liberalising")
    if liberalising is None:
        raise row.wrong(
            "pro_trade_vote", "is empty", "Yea or Nay: the side that opens trade", "liberalising"
        )
    title, question = row.get("label", "title"), row.get("question")
    bill = row.get("bill")
    if found is not None:
        title, question = title or found.title, question or found.question
        bill = bill or found.bill
    kind = kind_of(row.get("tag", "kind"))
    stage = stage_of(row.get("category", "stage"), title, question)
    requires = row.get("requires") or _usual_share(stage)
    if requires not in _SHARES:
        raise row.wrong("requires", f"`{requires}` is not a share", "1/2, 3/5 or 2/3")
    side = _side(row, "president") or president_side(stage, liberalising, title, question)
    chamber = chamber_of(row.get("chamber"), key)
    congress = _congress(row, chamber, date)
    counts = {name: _count(row, name) for name in ("yea", "nay", "present", "not_voting")}
    broken = _side(row, "tie_breaker", "vice_president")
    broken = broken or tie_breaker_of(chamber, counts["yea"], counts["nay"], row.get("result"))
    governs = row.get("president_party")
    if not governs and chamber in ("house", "senate"):
        governs = president_party(date) or ""
    return RollCall(
        key, date, chamber, liberalising, title, kind, stage, requires,
        congress=congress, session=_count(row, "session"),
        number=_count(row, "roll", "number"), bill=bill, question=question,
        president_side=side, president_party=governs or None,
        result=row.get("result"), source=row.get("source_path", "source"), tie_breaker=broken,
        **counts,
    )  # fmt: skip


def _congress(row: CsvRow, chamber: str, date: dt.date) -> int | None:
    """Number of the Congress that a row names, if its chamber and its day are right for one."""
    number = _count(row, "congress")
    if number is None:
        return None
    is_american = chamber in ("house", "senate")
    if not is_american and get_close_matches(chamber, _CHAMBERS, cutoff=_NEAR):
        raise row.wrong(
            "chamber",
            f"a Congress has no chamber `{row.get('chamber')}`",
            "House or Senate (another parliament: leave `congress` out)",
        )
    if is_american and number != congress_of(date):
        raise row.wrong(
            "congress",
            f"Congress {number} did not sit on {date}",
            f"{congress_of(date)}, or the day of the vote",
        )
    return number


def _usual_share(stage: str) -> str:
    return {"suspension": "2/3", "veto-override": "2/3", "treaty": "2/3", "cloture": "3/5"}.get(
        stage, "1/2"
    )


def _side(row: CsvRow, *names: str) -> Literal["Yea", "Nay"] | None:
    word = row.get(*names)
    if not word:
        return None
    cast = cast_of_word(word)
    if cast not in ("Yea", "Nay"):
        raise row.wrong(names[0], f"`{word}` is not a side", "Yea or Nay", *names[1:])
    return "Yea" if cast == "Yea" else "Nay"


def _count(row: CsvRow, *names: str) -> int | None:
    word = row.known(*names)
    if not word:
        return None
    try:
        number = float(word)
    except ValueError:
        number = math.nan
    if not number >= 0 or number != int(number):
        raise row.wrong(
            names[0], f"`{word}` is not a count", "a whole number, or nothing", *names[1:]
        )
    return int(number)
