"""Information in the procedure about a vote before it is held.

The levels of ``procedure_levels.csv`` beside this module are measured on the roll calls of the
House and the Senate of 1989 to 2004 without the listed trade votes, by
``benchmarks/procedure_levels.py``.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Final

from winset.votes.records import RollCall

LEADERS_BRING: Final = ("passage", "conference", "suspension", "rule")
"""Procedures by which the leaders of the majority bring a motion of their own to a vote."""

_DISAPPROVES: Final = re.compile(
    r"disapprov|withdraw(al|ing)? (of|from|the)|terminat|revoke|relating to a national emergency",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Procedure:
    """Votes of parties under a procedure, in the direction of Yea.

    Parameters
    ----------
    name
        ``rule``, ``suspension`` ...; ``privileged`` is a resolution against what the executive did,
        which any member may bring to a vote.
    majority, minority
        Level (probit of the share of Yeas) of the party with most members and of the others on a
        contested vote, for a bill on whose passage they stand at 0.
    slope
        Share of a party's level on passage that stays; the rest is discipline.
    carries
        Share of contested votes that carry.
    one_sided
        Share of votes with nine Yeas of ten or more.
    """

    name: str
    majority: float = 0.0
    minority: float = 0.0
    slope: float = 1.0
    carries: float = 0.5
    one_sided: float = 0.0

    @property
    def is_brought_by_leaders(self) -> bool:
        """Return whether the leaders of the majority brought it to a vote, and so expect to win."""
        return self.name in LEADERS_BRING and self.carries > 0.5


@cache
def _levels() -> dict[tuple[str, str], dict[str, float]]:
    text = (resources.files(__package__ or "") / "procedure_levels.csv").read_text(encoding="utf-8")
    found = {}
    for row in csv.DictReader(text.splitlines()):
        place = (row.pop("chamber"), row.pop("procedure"))
        found[place] = {name: float(value) for name, value in row.items() if value}
    return found


@lru_cache(maxsize=4096)
def procedure_of(call: RollCall) -> Procedure:
    """Procedure of a vote; nothing is known of other chambers than the House and the Senate.

    Parameters
    ----------
    call
        The roll call.

    Examples
    --------
    >>> import datetime as dt
    >>> rule = procedure_of(RollCall("k", dt.date(2002, 6, 26), "house", "Yea", stage="rule"))
    >>> round(rule.majority, 2), round(rule.minority, 2), rule.slope, rule.is_brought_by_leaders
    (1.27, -1.16, 0.39, True)
    """
    name = call.stage
    if name == "passage" and call.liberalising == "Nay":
        texts = (call.title, call.question)
        name = "privileged" if any(_DISAPPROVES.search(text) for text in texts) else name
    row = _levels().get((call.chamber, name), {})
    one_sided = row.get("one_sided", 0.0)
    if "slope" not in row:
        return Procedure(name, one_sided=one_sided)
    if name == "privileged":  # brought by a member, not by a party: one level for both
        level = 0.5 * (row["majority"] + row["minority"])
        return Procedure(name, level, level, 1.0, row["carries"], one_sided)
    usual = _levels()[call.chamber, "passage"]
    if name in ("passage", "conference"):
        return Procedure(name, 0.0, 0.0, 1.0, row["carries"], one_sided)
    # Who is for the bill is against its recommittal, so its level there counts the other way.
    turned = -row["slope"] if name == "recommit" else row["slope"]
    return Procedure(
        name,
        row["majority"] - turned * usual["majority"],
        row["minority"] - turned * usual["minority"],
        row["slope"],
        row["carries"],
        one_sided,
    )


def usual_levels(call: RollCall) -> tuple[float, float] | None:
    """Usual levels of the majority and of the others under a vote's procedure; None where unknown.

    Parameters
    ----------
    call
        The roll call. A procedure without levels has those of a passage.

    Examples
    --------
    >>> import datetime as dt
    >>> usual_levels(RollCall("k", dt.date(2002, 6, 26), "house", "Yea", stage="rule"))
    (1.82, -1.21)
    """
    found = procedure_of(call)
    rows = _levels()
    row = rows.get((call.chamber, found.name), {})
    if "slope" not in row:
        row = rows.get((call.chamber, "passage"), {})
    return (row["majority"], row["minority"]) if row else None


def passage_level(chamber: str, *, majority: bool) -> float:
    """Usual level of a party on contested passages of a chamber, in the direction of Yea.

    Parameters
    ----------
    chamber
        ``house`` or ``senate``; 0 in others.
    majority
        Of the party with most members, else of the others.

    Examples
    --------
    >>> passage_level("house", majority=True), passage_level("diet", majority=True)
    (1.42, 0.0)
    """
    row = _levels().get((chamber, "passage"))
    return 0.0 if row is None else row["majority" if majority else "minority"]
