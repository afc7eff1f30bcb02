"""Bureaucratic politics: stands follow from seats, and what leaves the executive is a resultant."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from winset.foundation.citations import cited
from winset.foundation.errors import InputError
from winset.games.arena import Arena
from winset.results.lenses.lens_reading import (
    LensCard,
    LensCoalition,
    LensReading,
    Matters,
    Measure,
    Prediction,
)

CARD = LensCard(
    id="bureaucratic-politics",
    title="Bureaucratic politics",
    family="Bureaucratic politics",
    asks="Where do those in the executive stand, given where they sit, and what comes of their "
    "bargaining?",
    needs="executive actors with positions or seats; bargaining advantages, else impact",
    ignores="everyone outside the executive",
    predicts="stands by seat; the resultant as a weighted mean; policy leaves the executive only "
    "if stands lie close together when it is decided",
    assumptions=(
        "weight is bargaining advantage (the impact coded for a pivotal role where none is given, "
        "else 1) times salience [operational form of the literature; fallback ours]",
        "the stand of each kind of seat is one table for all cases [ours]",
        "what leaves the executive becomes policy: the lens sees no legislature",
    ),
    sources=cited(
        "allison-halperin-1972", "bueno-de-mesquita-stokman-1994", "coalition-approach-2017"
    ),
)

SEAT_STANDS: Final = MappingProxyType(
    {
        "presidency": 0.85,
        "foreign-affairs": 0.85,
        "security": 0.8,
        "finance": 0.85,
        "trade-negotiation": 0.7,
        "economic-coordination": 0.7,
        "agriculture": 0.75,
        "home-industry": 0.6,
        "environment": 0.45,
        "labour": 0.3,
    }
)
"""Stand expected of a seat on a vote axis, 1 the liberalising end, in the steps of the coding
worksheet. Ordered after the article (State for foreign policy's sake, the trade representative and
Commerce more hesitant, presidents liberal whatever their party); the rest is a judgement of ours.
"""


@dataclass(frozen=True)
class Resultant:
    """Result of bargaining among stands.

    Parameters
    ----------
    position
        Weighted mean of the stands on each axis, shape ``(n_issues,)``.
    dispersion
        Weighted standard deviation of the stands on the axis where it is largest.
    """

    position: NDArray[np.float64]
    dispersion: float


def resultant(stands: ArrayLike, weights: ArrayLike) -> Resultant:
    """Resultant of stands: their weighted mean, and how far apart they are.

    Where does a decision end that none of its players would have chosen?

    Parameters
    ----------
    stands
        Shape ``(n_players, n_issues)``, 0..1.
    weights
        Advantage times salience, >= 0, shape ``(n_players, n_issues)``.

    Returns
    -------
    Resultant

    Raises
    ------
    InputError
        If shapes differ, a weight is negative or an axis has no weight at all.

    Notes
    -----
    R_k = sum_i c_i s_ik p_ik / sum_i c_i s_ik. Allison gives no formula; the weighted mean is the
    usual operational form (Bueno de Mesquita and Stokman 1994).

    Examples
    --------
    >>> found = resultant([[0.9], [0.5]], [[1.0], [3.0]])
    >>> round(float(found.position[0]), 9), round(found.dispersion, 4)
    (0.6, 0.1732)
    """
    place = np.asarray(stands, dtype=np.float64)
    weight = np.asarray(weights, dtype=np.float64)
    if place.ndim != 2 or place.shape != weight.shape:
        raise InputError("give stands and weights of the shape (players, issues)")
    if not (weight >= 0.0).all() or not (weight.sum(axis=0) > 0.0).all():
        raise InputError("weights are 0 or more, and above 0 for somebody on every axis")
    share = weight / weight.sum(axis=0)
    mean = (share * place).sum(axis=0)
    spread = np.sqrt((share * (place - mean) ** 2).sum(axis=0))
    return Resultant(mean, float(spread.max()))


def bureaucratic_politics(arena: Arena) -> LensReading:
    """Read a case as bargaining within the executive.

    Parameters
    ----------
    arena
        The arena.

    Returns
    -------
    LensReading
        Abstains without two executive actors that have a stand.

    References
    ----------
    Allison and Halperin (1972).
    """
    stands = {a: s for a in arena.actors if (s := _stand(arena, a)) is not None}
    seen = tuple(stands)
    missing = {
        f"lenses.seats.{a}": "the stand its seat lets expect"
        for a, kind in zip(arena.actors, arena.kinds, strict=True)
        if kind == "agency" and _seat(arena, a) is None
    }
    if len(seen) < 2:
        because = "fewer than two executive actors have a stand"
        return LensReading(CARD, arena.actors, seen, None, because, missing=missing)
    weights = np.array([_weight(arena, a) for a in seen])
    if not (weights.sum(axis=0) > 0.0).all():
        because = "no executive actor has any weight on some axis"
        return LensReading(CARD, arena.actors, seen, None, because, missing=missing)
    found = resultant(np.array([stands[a] for a in seen]), weights)
    prediction, because = _outcome(arena, found)
    for_it = tuple(a for a in seen if _gain(arena, stands[a]) >= -1e-12)
    against = tuple(a for a in seen if a not in for_it)
    strength = weights.mean(axis=1)
    order = sorted(range(len(seen)), key=lambda i: (-strength[i], i))
    return LensReading(
        CARD,
        arena.actors,
        seen,
        prediction,
        because,
        coalitions=(
            LensCoalition("executive for the bill", for_it, 1),
            LensCoalition("executive against it", against, -1),
        ),
        matters=tuple(
            Matters(seen[i], "bargaining advantage times salience", float(strength[i]))
            for i in order
        ),
        measures=_measures(arena, seen, found),
        missing=missing,
    )


def _seat(arena: Arena, actor: str) -> str | None:
    return arena.seats[arena.row(actor)] if arena.seats else None


def _stand(arena: Arena, actor: str) -> NDArray[np.float64] | None:
    """Stand of an executive actor: its position, and where none is coded what its seat expects."""
    row = arena.row(actor)
    if arena.kinds[row] != "agency":
        return None
    seat = _seat(arena, actor)
    expected = np.nan if seat is None else SEAT_STANDS[seat]
    stand = np.where(np.isnan(arena.position[row]), expected, arena.position[row])
    return None if np.isnan(stand).any() or not stand.size else np.asarray(stand)


def _weight(arena: Arena, actor: str) -> NDArray[np.float64]:
    row = arena.row(actor)
    advantage = arena.advantages[row].mean if arena.advantages else float("nan")
    if np.isnan(advantage):
        advantage = float(arena.impact[row])
    return np.asarray((1.0 if np.isnan(advantage) else advantage) * arena.salience[row])


def _gain(arena: Arena, place: NDArray[np.float64]) -> float:
    here = float(np.linalg.norm(place - arena.status_quo))
    return here - float(np.linalg.norm(place - arena.proposal))


def _outcome(arena: Arena, found: Resultant) -> tuple[Prediction, str]:
    cut = arena.cuts.executive_dispersion
    if found.dispersion >= cut:
        return "does not pass", (
            f"the executive is divided: spread of stands {found.dispersion:.2f}, cut {cut:.2f}"
        )
    spread = f"spread {found.dispersion:.2f} below {cut:.2f}"
    if _gain(arena, found.position) >= -1e-12:
        return "passes", f"the executive agrees ({spread}) and its resultant prefers the bill"
    return "does not pass", f"the executive agrees ({spread}) on less than the bill"


def _measures(arena: Arena, seen: tuple[str, ...], found: Resultant) -> tuple[Measure, ...]:
    pairs = [
        (SEAT_STANDS[seat], float(place))
        for a in seen
        if (seat := _seat(arena, a)) is not None
        for place in arena.position[arena.row(a)]
        if not np.isnan(place)
    ]
    error = float(np.mean([abs(e - p) for e, p in pairs])) if pairs else None
    coded = arena.stages.division
    return (
        Measure("spread of stands", found.dispersion, "weighted standard deviation, widest axis"),
        Measure("resultant", float(found.position[0]), "weighted mean on the first vote axis"),
        Measure("seat to stand error", error, "mean distance of coded positions from their seats"),
        Measure(
            "coded division",
            None if np.isnan(coded) else coded,
            "division at the start of the formulation, as coded; not used",
        ),
    )
