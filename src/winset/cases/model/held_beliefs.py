"""The belief by which a government decides: whose of its members, on which day, how firmly."""

from __future__ import annotations

from typing import NamedTuple

from winset.cases.model.negotiation import Belief, Change, NegotiationCase
from winset.cases.model.quantities import Quantity

_CERTAIN = Quantity(low=1, likely=1, high=1)


class HeldBelief(NamedTuple):
    """The values that a government takes to be so, and how probable it holds them to be.

    Parameters
    ----------
    values
        Believed values by their paths in the case; empty where it sees things as they are.
    weight
        Probability of these values; the rest goes to things as they are.
    actor
        Whose belief it is; None for the whole government.
    """

    values: dict[str, Change]
    weight: Quantity
    actor: str | None


def held_belief(case: NegotiationCase, holder: str) -> HeldBelief:
    """The belief by which the government of a country decides whether to sign.

    Parameters
    ----------
    case
        A negotiation; beliefs that begin after its `date` are not held yet.
    holder
        Id of a country.

    Returns
    -------
    HeldBelief
        Of beliefs of members of the government the one that decides. By unanimity that of whoever
        holds the values to be most probable, of those who must be content; an adviser without a
        belief sees things as they are. Otherwise that of the chief executive, if one is coded.
        Beliefs without an actor are those of the whole government and are held together, at the
        least of their weights [ours].

    Examples
    --------
    In April 1999 the advisers who expected a refusal decided, in November a milder one:

    >>> from winset.casebook import read_negotiation
    >>> from winset.cases.editing.with_values import with_values
    >>> november = read_negotiation("us-china-wto-1999")
    >>> april = with_values(november, {"date": "1999-04-10"})
    >>> [held_belief(case, "us").weight.likely for case in (april, november)]
    [0.75, 0.5]
    """
    known = [
        belief for belief in case.beliefs if belief.holder == holder and _is_held(belief, case)
    ]
    last: dict[str, Belief] = {}
    for belief in sorted(known, key=_day):
        if belief.actor is not None:
            last[belief.actor] = belief
    found = _deciding(case, holder, last)
    if found is not None:
        return HeldBelief(dict(found.values), found.weight, found.actor)
    general = [belief for belief in sorted(known, key=_day) if belief.actor is None]
    values: dict[str, Change] = {}
    for belief in general:
        values |= belief.values
    weight = min((b.weight for b in general), key=_likely, default=_CERTAIN)
    return HeldBelief(values, weight, None)


def _deciding(case: NegotiationCase, holder: str, last: dict[str, Belief]) -> Belief | None:
    country = case.countries.get(holder)
    if country is None or not last:
        return None
    instructions = country.instructions
    if instructions is not None and instructions.rule == "unanimity":
        heard = [last[name] for name in instructions.who if name in last]
        return max(heard, key=lambda belief: belief.weight.likely, default=None)
    return last.get(country.chief_executive or "")


def _is_held(belief: Belief, case: NegotiationCase) -> bool:
    return belief.date is None or case.date is None or belief.date <= case.date


def _day(belief: Belief) -> int:
    return 0 if belief.date is None else belief.date.toordinal()


def _likely(weight: Quantity) -> float:
    return float(weight.likely)
