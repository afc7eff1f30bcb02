"""Parts of a case as the codebook writes them: plain data, each number with its source."""

from __future__ import annotations

import datetime as dt
from typing import Any

from winset.cases.codebook.defaults import Book, Default, codebook
from winset.cases.codebook.places import Place, party_places
from winset.cases.codebook.tables import Chamber, party_votes, union_density

BOOK_ID = "codebook-2"
"""Source of every default."""

REASONS: dict[str, tuple[str, str, str]] = {
    "jobs": ("Jobs at home", "imports must not cost jobs", "no ground to hold back"),
    "labour-rights": ("Labour rights", "enforceable rights or no bill", "no ground to hold back"),
    "environment": ("Environment", "enforceable standards or no bill", "no ground to hold back"),
    "human-rights": ("Human rights", "no trade without them", "no ground to hold back"),
    "sovereignty": ("Sovereignty", "no rule from outside", "no ground to hold back"),
    "security": ("Security", "the partner is a danger", "no ground to hold back"),
    "prices": ("Prices for users", "cheaper imports above all", "no ground at all"),
    "food-safety": ("Food safety", "own standards or no agreement", "no ground to hold back"),
}
"""Title, meaning of 0 and meaning of 1 of each reason axis of the codebook."""

OPENING = ("large", "extension", "small")
CLOSING = ("sector", "sectors")
STEPS = (*OPENING, *CLOSING, "mixed")
"""Kinds of measure, as the codebook distinguishes them."""

WORK_DAYS = {"large": 200.0, "extension": 60.0, "small": 60.0, "mixed": 120.0}
"""Days of undivided work; 60 for a bill on an old model."""


def coded(default: Default, source: str = BOOK_ID) -> dict[str, Any]:
    """A default as plain data with its source.

    Examples
    --------
    >>> coded(codebook().scales["step.large"])
    {'low': 0.65, 'likely': 0.7, 'high': 0.75, 'source': 'codebook-2'}
    """
    return ranged(default.low, default.likely, default.high, source)


def ranged(low: float, likely: float, high: float, source: str) -> dict[str, Any]:
    """A number as plain data: a range or a point, with its source."""
    if low == likely == high:
        return {"value": likely, "source": source}
    return {"low": low, "likely": likely, "high": high, "source": source}


def issues(book: Book, step: str) -> dict[str, Any]:
    """The vote axis at a step, and the reason axes of the book."""
    scales = codebook().scales
    mixed = Default(low=0.3, likely=0.4, high=0.5, source="convention")
    proposal = mixed if step == "mixed" else scales[f"step.{step}"]
    found: dict[str, Any] = {
        book.axis: {
            "axis": "vote",
            "title": "Openness of trade policy",
            "low": "general import quotas",
            "high": "unconditional free trade",
            "status_quo": coded(scales["status-quo"]),
            "proposal": coded(proposal),
        }
    }
    for name in book.reasons:
        title, low, high = REASONS[name]
        found[name] = {"axis": "reason", "title": title, "low": low, "high": high}
    return found


def actor(book: Book, role: str, step: str, **about: Any) -> dict[str, Any]:
    """An actor of a role at its defaults.

    Parameters
    ----------
    book, role
        Whose defaults.
    step
        Kind of measure; no cost of failure is written for whoever does not want it.
    about
        Further fields, which come first.
    """
    coded_role = book.roles[role]
    found: dict[str, Any] = {"title": coded_role.title, "level": coded_role.level, **about}
    for field, default in coded_role.defaults.items():
        if field == "no_agreement" and not _wants(role, step):
            continue
        steps = ["engagement", "value"] if field == "engagement" else field.split(".")
        place = found
        for name in steps[:-1]:
            place = place.setdefault(name, {})
        place[steps[-1]] = coded(default)
    return found


def _wants(role: str, step: str) -> bool:
    """Return whether a role is on the side that wants the measure, by the codebook."""
    if step in CLOSING:
        return role == "plaintiff-industry"
    asks = ("president", "government")
    return role in asks if step == "mixed" else role != "plaintiff-industry"


def placed(place: Place) -> dict[str, Any]:
    """A party's place as plain data; without any vote it is a default."""
    return ranged(place.low, place.likely, place.high, "splits" if place.votes else BOOK_ID)


def polarization(chamber: Chamber, year: int) -> dict[str, Any]:
    """Polarization of a chamber from its party votes of the two years before.

    Examples
    --------
    >>> polarization("house", 1994)["likely"]  # 0.2 + 1.33 * ((0.64 + 0.65) / 2 - 0.3)
    0.66
    """
    known = [share for y in (year - 2, year - 1) if (share := party_votes(chamber, y)) is not None]
    scales = codebook().scales
    if not known:
        return ranged(0.3, 0.5, 0.7, BOOK_ID)
    apart = sum(known) / len(known) - scales["polarization.at"].likely
    likely = scales["polarization.start"].likely + scales["polarization.slope"].likely * apart
    low, mid, high = (round(min(max(likely + d, 0.0), 1.0), 2) for d in (-0.15, 0.0, 0.15))
    return ranged(low, mid, high, "party-votes")


COUNTED = "counts"
"""Source of what follows from a count or a share that the coder looked up."""


def payoff(concessions: int) -> dict[str, Any]:
    """Payoff from the number of dated concessions and side benefits on offer, up to four.

    Examples
    --------
    >>> payoff(2)
    {'low': 0.35, 'likely': 0.5, 'high': 0.65, 'source': 'counts'}
    """
    scales = codebook().scales
    start, each = scales["payoff.none"].likely, scales["payoff.each"].likely
    return around(start + each * min(concessions, 4))


def opposition(against: int, *, in_districts: bool = False) -> dict[str, Any]:
    """Opposition from the number of national organisations on record against, up to three.

    Examples
    --------
    >>> opposition(1), opposition(3, in_districts=True)["likely"]
    ({'low': 0.15, 'likely': 0.3, 'high': 0.45, 'source': 'counts'}, 0.75)
    """
    scales = codebook().scales
    start, each = scales["opposition.none"].likely, scales["opposition.each"].likely
    return around(start + each * (min(against, 3) + in_districts))


def stake(trade_share: float) -> dict[str, Any]:
    """Salience of groups from the partner's share of the country's trade in goods, 0..1.

    Examples
    --------
    >>> [stake(share)["likely"] for share in (0.005, 0.03, 0.1, 0.2)]
    [0.25, 0.5, 0.75, 0.9]
    """
    steps = ((0.01, 0.25), (0.05, 0.5), (0.15, 0.75))
    return around(next((value for end, value in steps if trade_share < end), 0.9))


def around(likely: float, by: float = 0.15) -> dict[str, Any]:
    """A number on a scale from 0 to 1 with a range on both sides, cut at the ends."""
    low, mid, high = (round(min(max(likely + d, 0.0), 1.0), 2) for d in (-by, 0.0, by))
    return ranged(low, mid, high, COUNTED)


def labour_capacity(year: int) -> dict[str, Any] | None:
    """Capacity of labour from the density of unions in the year before; None if not known.

    Examples
    --------
    >>> labour_capacity(1994)  # 20 * 0.158 / 0.14
    {'low': 14.1, 'likely': 22.6, 'high': 36.1, 'source': 'union-density'}
    """
    known = [share for y in (year - 1, year - 2) if (share := union_density(y)) is not None]
    if not known:
        return None
    likely = min(max(20 * known[0] / codebook().scales["labour.density"].likely, 5.0), 40.0)
    low, mid, high = (round(likely * times, 1) for times in (1 / 1.6, 1.0, 1.6))
    return ranged(low, mid, high, "union-density")


def places_of(as_of: dt.date, without: tuple[str, ...] = ()) -> dict[tuple[Chamber, str], Place]:
    """Places of both parties in both chambers."""
    found: dict[tuple[Chamber, str], Place] = {}
    chambers: tuple[Chamber, ...] = ("house", "senate")
    for chamber in chambers:
        for party, place in party_places(chamber, as_of, without=without).items():
            found[chamber, party] = place
    return found


def stages(start: dt.date, as_of: dt.date, deadline: dt.date, step: str) -> dict[str, Any]:
    """Both stages at their defaults."""
    days = WORK_DAYS.get(step, 60.0)
    return {
        "formulation": {
            "start": {"value": start, "source": BOOK_ID},
            "proposal": {"value": as_of, "source": BOOK_ID},
            "quality": ranged(0.4, 0.6, 0.8, BOOK_ID),
            "work_days": ranged(days / 2, days, days * 2, BOOK_ID),
            "coordination": ranged(0.35, 0.5, 0.65, BOOK_ID),
            "division": ranged(0.1, 0.25, 0.4, BOOK_ID),
        },
        "voting": {"deadline": {"value": deadline, "source": BOOK_ID}},
    }


def sources(*keys: str) -> dict[str, Any]:
    """The codebook and the tables used, as works cited."""
    book = codebook()
    found = {BOOK_ID: {"text": f"winset. {book.title}, docs/reference/codebook.md.", "year": 2026}}
    return found | {key: {"text": book.sources[key]} for key in keys}


def election_after(day: dt.date) -> dt.date:
    """The next federal election of the United States after a day.

    Examples
    --------
    >>> election_after(dt.date(1993, 11, 4)).isoformat()
    '1994-11-08'
    """
    year = day.year + day.year % 2
    found = _election(year)
    return found if found > day else _election(year + 2)


def _election(year: int) -> dt.date:
    """The Tuesday after the first Monday of November."""
    first = dt.date(year, 11, 1)
    return first + dt.timedelta(days=(7 - first.weekday()) % 7 + 1)
