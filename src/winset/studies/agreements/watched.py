"""Agreements under watch, for how long, with their terms, and the models fitted to them."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from winset.cases.tables.agreements import InstitutionYear, Party, SignedAgreement
from winset.solvers.cross_case.grouped_hazard import GroupedHazard, grouped_hazard
from winset.studies.agreements.plan import (
    CENTRE,
    FOLLOWED,
    INTERVALS,
    JOINED_LATER,
    LEAST,
    LEVEL_PRIOR,
    TERM_PRIOR_SD,
)

Floats = NDArray[np.float64]
Institutions = Mapping[tuple[str, int], InstitutionYear]

YEAR: Final = 365.25
"""Days of a year."""


@dataclass(frozen=True)
class Watched:
    """One agreement, or one state of one, with its terms; a term without value is missing."""

    agreement: str
    signed: dt.date
    day: dt.date | None
    terms: Mapping[str, float]

    def until(self, end: dt.date) -> tuple[float, bool]:
        """Years watched up to a day, and whether the event came by then."""
        is_seen = self.day is not None and self.day <= end
        last = self.day if is_seen and self.day is not None else end
        years = max((last - self.signed).days / YEAR, 0.0)
        return min(years, FOLLOWED), is_seen and years <= FOLLOWED


def parties_of(one: SignedAgreement) -> list[Party]:
    """States that were parties from the first."""
    return [
        party
        for party in one.parties
        if not (days := [day for day in (party.signed, party.acceded) if day is not None])
        or (min(days) - one.signed).days <= JOINED_LATER * YEAR
    ]


def entry_of(one: SignedAgreement, known: Institutions) -> Watched:
    """Agreement as one observation: years to entry, number of parties, year, institutions."""
    states = [party.state for party in parties_of(one)]
    terms = {"parties": math.log2(len(states))} | _terms(one.signed.year, states, known)
    return Watched(one.id, one.signed, one.in_force, terms)


def _terms(year: int, states: Iterable[str], known: Institutions) -> dict[str, float]:
    """Year and institutions; an institution that no state has a value of is missing."""
    found = [known[state, year] for state in states if (state, year) in known]
    terms = {"year": (year - CENTRE) / 10.0}
    if checks := [one.checks for one in found if one.checks is not None]:
        terms["veto_players"] = math.log2(max(checks))
    if constraint := [one.xconst for one in found if one.xconst is not None]:
        terms["constraint"] = (max(constraint) - 4.0) / 3.0
    if polity := [one.polity2 for one in found if one.polity2 is not None]:
        terms["democracy"] = min(polity) / 10.0
    return terms


def ratifications(held: Sequence[SignedAgreement], known: Institutions) -> list[Watched]:
    """States of agreements for which at least half the parties have a day of ratification."""
    found = []
    for one in held:
        parties = parties_of(one)
        if 2 * sum(party.ratified is not None for party in parties) >= len(parties):
            found += [
                Watched(one.id, one.signed, party.ratified,
                         _terms(one.signed.year, [party.state], known))
                for party in parties
            ]  # fmt: skip
    return found


def type_of(one: Watched) -> str:
    """Group of an agreement by its number of parties."""
    count = round(2.0 ** one.terms["parties"])
    if count <= 2:
        return "1 or 2 parties"
    return "3 to 9 parties" if count <= 9 else "10 or more parties"


def watch(held: Sequence[Watched], end: dt.date) -> tuple[Floats, NDArray[np.bool_]]:
    """Years watched up to a day and whether the event came; shape (n,) each."""
    found = [one.until(end) for one in held]
    return np.array([years for years, _ in found]), np.array([seen for _, seen in found])


def matrix(held: Sequence[Watched], terms: Sequence[str]) -> Floats:
    """Values of terms, shape (n, terms); every term must be known."""
    return np.array([[one.terms[term] for term in terms] for one in held]).reshape(-1, len(terms))


def fit(held: Sequence[Watched], terms: Sequence[str], end: dt.date) -> GroupedHazard | None:
    """Fit a model to those that have its terms; None where too few have the event."""
    known = [one for one in held if all(term in one.terms for term in terms)]
    years, happened = watch(known, end)
    if happened.sum() < LEAST:
        return None
    return grouped_hazard(
        years,
        happened,
        matrix(known, terms),
        ends=INTERVALS,
        level_prior=LEVEL_PRIOR,
        coefficient_sd=TERM_PRIOR_SD,
        clusters=[one.agreement for one in known],
    )
