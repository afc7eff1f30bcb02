"""Positions of the parties of a chamber from their votes on trade, the difficulty of each apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from statistics import NormalDist, fmean, stdev
from typing import NamedTuple

from winset.cases.codebook.tables import Chamber, Split, splits

YEARS = 8
"""Years back that votes count."""
MOST_ONE_SIDED = 0.9
"""Share on one side beyond which a vote only bounds the places."""
FARTHEST = 1.5
"""Quantile of the standard normal at which a party's share is cut."""
MEAN, SPREAD = 0.55, 0.2
"""Place of the average member and spread of a party on the axis."""


class Place(NamedTuple):
    """Place of a party on the axis of openness.

    Parameters
    ----------
    low, likely, high
        Ends and middle, 0.05 to 0.95.
    votes
        The votes it comes from, each as ``bill (day)``.
    """

    low: float
    likely: float
    high: float
    votes: tuple[str, ...]


def party_places(
    chamber: Chamber, as_of: dt.date, *, without: Collection[str] = ()
) -> dict[str, Place]:
    """Places of both parties of a chamber, from their votes before a day.

    A vote's own difficulty falls out: of each vote only how far the party stood from the average
    member counts.

    Parameters
    ----------
    chamber
        ``house`` or ``senate``.
    as_of
        Only votes before this day count, of the eight years before it.
    without
        Bills of the episode itself, which must not place its members.

    Returns
    -------
    dict of str to Place
        By party, ``R`` and ``D``.

    Notes
    -----
    With s = (y + 1/2)/(n + 1) of a party on the liberalising side and z its standard normal
    quantile, cut at +-1.5, the party stands at 0.55 + 0.20 times the mean over the votes of z
    less the members' mean z of that vote (a probit model of members whose spread is 0.20; the
    midpoint of each vote is free). The ends are two standard errors of that mean away, at least
    0.05, and 0.15 for a single vote. Without a vote of the chamber, the places of the other chamber
    and 0.15 either side; without any, 0.55 and 0.20 either side.

    Examples
    --------
    >>> import datetime as dt
    >>> found = party_places("house", dt.date(1993, 11, 4))
    >>> found["R"].likely, found["D"].likely
    (0.7, 0.45)
    """
    votes = _votes(chamber, as_of, without)
    if votes:
        return _places(votes)
    other: Chamber = "senate" if chamber == "house" else "house"
    votes = _votes(other, as_of, without)
    if votes:
        return {party: _widened(place, 0.15) for party, place in _places(votes).items()}
    return dict.fromkeys(("R", "D"), _widened(Place(MEAN, MEAN, MEAN, ()), 0.2))


def _votes(chamber: Chamber, as_of: dt.date, without: Collection[str]) -> list[Split]:
    """Usable votes of the eight years before a day, the last of each bill."""
    first = as_of.replace(year=as_of.year - YEARS, day=min(as_of.day, 28))
    last: dict[str, Split] = {}
    for split in splits():
        if split.chamber != chamber or not first <= split.date < as_of or split.bill in without:
            continue
        for_, against = (sum(votes[side] for votes in split.opens.values()) for side in (0, 1))
        if max(for_, against) <= MOST_ONE_SIDED * (for_ + against):
            last[split.bill] = split
    return list(last.values())


def _places(votes: list[Split]) -> dict[str, Place]:
    apart: dict[str, list[float]] = {"R": [], "D": []}
    for vote in votes:
        z = {party: _quantile(*sides) for party, sides in vote.opens.items()}
        size = {party: sum(sides) for party, sides in vote.opens.items()}
        mean = sum(z[party] * size[party] for party in z) / sum(size.values())
        for party in z:
            apart[party].append(z[party] - mean)
    names = tuple(f"{vote.bill} ({vote.date})" for vote in votes)
    return {party: _place(found, names) for party, found in apart.items()}


def _quantile(for_: int, against: int) -> float:
    found = NormalDist().inv_cdf((for_ + 0.5) / (for_ + against + 1))
    return min(max(found, -FARTHEST), FARTHEST)


def _place(apart: list[float], names: tuple[str, ...]) -> Place:
    likely = round(MEAN + SPREAD * fmean(apart), 2)
    if len(apart) == 1:
        return _widened(Place(likely, likely, likely, names), 0.15)
    error = SPREAD * stdev(apart) / len(apart) ** 0.5
    return _widened(Place(likely, likely, likely, names), max(0.05, 2 * error))


def _widened(place: Place, by: float) -> Place:
    low, likely, high = (_cut(place.likely + shift) for shift in (-by, 0.0, by))
    return Place(low, likely, high, place.votes)


def _cut(value: float) -> float:
    return round(min(max(value, 0.05), 0.95), 2)
