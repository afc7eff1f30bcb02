"""Rogowski: cleavages between owners of abundant and scarce factors when trade changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from winset.foundation.citations import cited
from winset.foundation.errors import InputError
from winset.games.arena import Arena, Economy, Factor
from winset.results.lenses.lens_reading import (
    LensCard,
    LensCoalition,
    LensReading,
    Matters,
    Measure,
    Prediction,
)

CARD = LensCard(
    id="factor-cleavage",
    title="Factor cleavage (Rogowski)",
    family="Commerce and coalitions",
    asks="Which owners of land, labour and capital gain from trade, and who presses forward?",
    needs="whether trade rises or falls, the abundance of the three factors, who owns them",
    ignores="it knows owners of factors, not legislature, executive or parties",
    predicts="owners of abundant factors against owners of scarce ones; what the assertive side "
    "wants happens; those with the larger share of income matter",
    assumptions=(
        "the side that rising (or falling) trade makes assertive gets its way [ours]: the theory "
        "predicts cleavages, not votes",
        "an actor that speaks for owners on both sides takes none [ours]",
    ),
    sources=cited("rogowski-1987", "rogowski-1989", "stolper-samuelson-1941"),
)
_FACTORS = ("capital", "land", "labour")
_WHERE = "lenses.economy"


@dataclass(frozen=True)
class Cleavage:
    """Sides of the conflict over trade, and who goes forward.

    Parameters
    ----------
    free_trading, protectionist
        Owners of the abundant and of the scarce factors.
    assertive, defensive
        Who gains influence and presses for change, and who resists it.
    kind
        ``class`` if capital and labour stand on different sides and land is with capital or
        labour alone is with it; ``urban-rural`` if capital and labour stand together against land;
        ``none`` if no factor stands against another.
    """

    free_trading: tuple[str, ...]
    protectionist: tuple[str, ...]
    assertive: tuple[str, ...]
    defensive: tuple[str, ...]
    kind: Literal["class", "urban-rural", "none"]


def rogowski_cleavage(
    *,
    capital_abundant: bool,
    land_abundant: bool,
    labour_abundant: bool | None = None,
    trade: Literal["rising", "falling"] = "rising",
) -> Cleavage:
    """Cleavage of a country by its factors, when exposure to trade rises or falls.

    Which classes or sectors side with each other, and who is on the offensive?

    Parameters
    ----------
    capital_abundant
        Whether the economy is advanced.
    land_abundant
        Whether its ratio of land to labour is high.
    labour_abundant
        Default: the opposite of land, since the theory knows only their ratio.
    trade
        Whether exposure to trade is rising or falling.

    Returns
    -------
    Cleavage

    Raises
    ------
    InputError
        If land and labour are both abundant or both scarce, which the ratio excludes, or trade
        does neither rise nor fall.

    Notes
    -----
    By Stolper and Samuelson rising trade benefits owners of abundant factors; who gains in income
    gains in influence and becomes assertive. Falling trade reverses who is assertive, not who is
    free-trading.

    References
    ----------
    Rogowski (1987), figures 1 to 3.

    Examples
    --------
    >>> found = rogowski_cleavage(capital_abundant=True, land_abundant=True)
    >>> found.kind, found.free_trading, found.assertive == found.free_trading
    ('class', ('capital', 'land'), True)
    """
    labour = not land_abundant if labour_abundant is None else labour_abundant
    if labour == land_abundant:
        both = "abundant" if labour else "scarce"
        raise InputError(
            f"land and labour are both {both}: the theory knows their ratio only",
            "one of them is abundant, the other scarce",
        )
    if trade not in ("rising", "falling"):
        raise InputError(f"trade is {trade!r}", "rising or falling")
    has = {"capital": capital_abundant, "land": land_abundant, "labour": labour}
    free = tuple(name for name in _FACTORS if has[name])
    closed = tuple(name for name in _FACTORS if not has[name])
    forward, back = (free, closed) if trade == "rising" else (closed, free)
    kind: Literal["class", "urban-rural"] = "urban-rural" if capital_abundant == labour else "class"
    return Cleavage(free, closed, forward, back, kind)


def factor_cleavage(arena: Arena) -> LensReading:
    """Read a case by the cleavage between owners of abundant and scarce factors.

    Parameters
    ----------
    arena
        The arena; it needs trade and the abundance of the three factors.

    Returns
    -------
    LensReading
        Coalitions of the actors that speak for factors. Outcome [ours]: what the assertive side
        wants; the theory itself predicts cleavages and who presses forward, not votes.

    References
    ----------
    Rogowski (1989), chapter 1.
    """
    economy = arena.economy or Economy()
    factors = {factor.name: factor for factor in economy.factors}
    missing = _missing(economy, factors)
    seen = tuple(a for a in arena.actors if any(a in f.owners for f in economy.factors))
    if missing:
        because = "the factors of the economy are not coded"
        return LensReading(CARD, arena.actors, seen, None, because, missing=missing)
    if arena.direction == 0:
        because = "on the whole the bill neither opens nor closes trade"
        return LensReading(CARD, arena.actors, seen, None, because)
    trade = economy.trade or "rising"
    try:
        cleavage = rogowski_cleavage(
            capital_abundant=factors["capital"].abundant,
            land_abundant=factors["land"].abundant,
            labour_abundant=factors["labour"].abundant,
            trade=trade,
        )
    except InputError as error:
        return LensReading(CARD, arena.actors, seen, None, error.what)
    coalitions, measures = _coalitions(arena, factors, cleavage, trade)
    opening = arena.direction == 1
    wants_more = cleavage.assertive == cleavage.free_trading
    prediction: Prediction = "passes" if wants_more == opening else "does not pass"
    direction = "open" if opening else "close"
    because = (
        f"trade is {trade}, so owners of {_and(cleavage.assertive)} are assertive, and the bill "
        f"would {direction} trade"
    )
    matters = _matters(arena, factors)
    return LensReading(CARD, arena.actors, seen, prediction, because, coalitions, matters, measures)


def _missing(economy: Economy, factors: dict[str, Factor]) -> dict[str, str]:
    found = {
        f"{_WHERE}.factors.{name}": f"whether {name} is abundant"
        for name in _FACTORS
        if name not in factors
    }
    if economy.trade is None:
        found[f"{_WHERE}.trade"] = "who is assertive"
    return found


def _coalitions(
    arena: Arena, factors: dict[str, Factor], cleavage: Cleavage, trade: str
) -> tuple[tuple[LensCoalition, ...], tuple[Measure, ...]]:
    opening = arena.direction
    found, claimed = [], set[str]()
    both = {
        a
        for a in arena.actors
        if any(a in factors[n].owners for n in cleavage.free_trading)
        and any(a in factors[n].owners for n in cleavage.protectionist)
    }
    for names, side in ((cleavage.free_trading, opening), (cleavage.protectionist, -opening)):
        owners = {a for n in names for a in factors[n].owners} - both
        members = tuple(a for a in arena.actors if a in owners and a not in claimed)
        claimed |= set(members)
        found.append(LensCoalition(f"owners of {_and(names)}", members, side))
    shares = [factors[n].income_share for n in cleavage.free_trading]
    share = None if any(np.isnan(s) for s in shares) else float(sum(shares))
    measures = (
        Measure(
            "income share of free-trading factors",
            share,
            "what they earn of the national income; not used for the prediction",
        ),
        Measure("trade rising", 1.0 if trade == "rising" else 0.0, "1 rising, 0 falling exposure"),
    )
    return tuple(found), measures


def _matters(arena: Arena, factors: dict[str, Factor]) -> tuple[Matters, ...]:
    """Owners by the income of the factors they speak for; each stands once."""
    owned: dict[str, list[str]] = {}
    for name, factor in factors.items():
        for owner in dict.fromkeys(factor.owners):
            owned.setdefault(owner, []).append(name)
    income = {
        owner: sum(_or_zero(factors[name].income_share) for name in names)
        for owner, names in owned.items()
    }
    ranked = sorted(owned, key=lambda owner: (-income[owner], arena.row(owner)))
    return tuple(
        Matters(owner, f"speaks for owners of {_and(tuple(owned[owner]))}", income[owner] or None)
        for owner in ranked
    )


def _or_zero(value: float) -> float:
    return 0.0 if np.isnan(value) else value


def _and(names: tuple[str, ...]) -> str:
    return " and ".join(names) if names else "no factor"
