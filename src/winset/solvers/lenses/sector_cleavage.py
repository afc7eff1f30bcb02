"""Sectors against sectors: the cleavage when capital is specific, as a reading of a case."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset.foundation.citations import cited
from winset.games.arena import Arena, Economy, Sector
from winset.results.lenses.factor_returns import FactorReturns
from winset.results.lenses.lens_reading import (
    LensCard,
    LensCoalition,
    LensReading,
    Matters,
    Measure,
    Prediction,
)
from winset.solvers.lenses.ricardo_viner import jones_returns

CARD = LensCard(
    id="sector-cleavage",
    title="Sector cleavage (Ricardo-Viner)",
    family="Commerce and coalitions",
    asks="Which sectors gain from the bill when capital cannot leave them?",
    needs="sectors with price change, employment and share of wages; who speaks for them",
    ignores="it knows sectors and who speaks for them, not institutions, parties or the executive",
    predicts="export sectors, capital and workers together, against those that compete with "
    "imports; the side with more income at stake gets its way",
    assumptions=(
        "workers stand with their sector: before they move, their pay follows its price",
        "the side with the larger sum of income times real gain gets its way [ours]",
        "only sectors somebody speaks for count [ours]",
        "price changes are on a common scale, so gains are relative to it",
    ),
    sources=cited("jones-1971", "magee-1978", "frieden-rogowski-1996"),
)
_WHERE = "lenses.economy.sectors"


@dataclass(frozen=True)
class Stakes:
    """Real gains of an economy's sectors, on the scale of the price changes.

    Parameters
    ----------
    returns
        Wage and returns for small changes.
    cost_of_living
        Change of the prices workers pay.
    income
        Share of the national product that goes to each sector's capital and workers, shape
        ``(n_sectors, 2)``.
    gain
        Real gain of each sector's capital and of workers who stay, shape ``(n_sectors, 2)``.
    """

    returns: FactorReturns
    cost_of_living: float
    income: np.ndarray[tuple[int, int], np.dtype[np.float64]]
    gain: np.ndarray[tuple[int, int], np.dtype[np.float64]]


def sector_stakes(sectors: tuple[Sector, ...]) -> Stakes:
    """Find who gains in real terms, sector by sector.

    Parameters
    ----------
    sectors
        At least one; employment shares are scaled to 1.

    Returns
    -------
    Stakes

    Raises
    ------
    InputError
        As `winset.solvers.lenses.ricardo_viner.jones_returns`.

    Notes
    -----
    A sector's share of the product is its workers over its share of wages. Without consumption
    shares the product shares stand for them.
    """
    workers = np.array([s.employment_share for s in sectors])
    workers = workers / workers.sum()
    costs = np.array([s.labour_cost_share for s in sectors])
    prices = np.array([s.price_change for s in sectors])
    found = jones_returns(
        workers.tolist(),
        costs.tolist(),
        prices.tolist(),
        elasticities=[s.elasticity for s in sectors],
    )
    product = workers / costs
    product = product / product.sum()
    bought = np.array([s.consumption_share for s in sectors])
    bought = product if np.isnan(bought).any() else bought / bought.sum()
    living = float((bought * prices).sum())
    income = np.stack([product * (1.0 - costs), product * costs], axis=1)
    gain = np.stack([np.array(found.returns) - living, prices - living], axis=1)
    return Stakes(found, living, income, gain)


def sector_cleavage(arena: Arena) -> LensReading:
    """Read a case by the cleavage between sectors.

    Parameters
    ----------
    arena
        The arena; it needs at least two sectors.

    Returns
    -------
    LensReading
        Abstains without sectors, or where nobody speaks for any.

    References
    ----------
    Jones (1971); Magee (1978), for workers and capital of an industry on one side.
    """
    economy = arena.economy or Economy()
    seen = _spoken_for(arena, economy)
    if len(economy.sectors) < 2:
        because = "fewer than two sectors are coded"
        missing = {_WHERE: "who gains from the prices the bill brings"}
        return LensReading(CARD, arena.actors, seen, None, because, missing=missing)
    stakes = sector_stakes(economy.sectors)
    shares = _stake_by_actor(arena, economy, stakes)
    gains = {a: s for a, s in shares.items() if abs(s[1]) > arena.cuts.small_gain}
    winners = tuple(a for a in seen if gains.get(a, (0.0, 0.0))[1] > 0.0)
    losers = tuple(a for a in seen if gains.get(a, (0.0, 0.0))[1] < 0.0)
    measures = _measures(stakes, shares, winners, losers)
    coalitions = (
        LensCoalition("sectors that gain", winners, 1),
        LensCoalition("sectors that lose", losers, -1),
    )
    prediction, because = _outcome(shares, winners, losers)
    matters = tuple(
        Matters(a, _why(shares[a][1]), shares[a][0])
        for a in sorted(shares, key=lambda a: (-shares[a][0], arena.row(a)))
    )
    return LensReading(CARD, arena.actors, seen, prediction, because, coalitions, matters, measures)


def _spoken_for(arena: Arena, economy: Economy) -> tuple[str, ...]:
    named = {a for s in economy.sectors for a in (*s.capital, *s.labour)}
    return tuple(a for a in arena.actors if a in named)


def _stake_by_actor(
    arena: Arena, economy: Economy, stakes: Stakes
) -> dict[str, tuple[float, float]]:
    """Stake (income times gain, absolute) and mean real gain of each actor that speaks."""
    total: dict[str, list[tuple[float, float]]] = {}
    for j, sector in enumerate(economy.sectors):
        for column, names in enumerate((sector.capital, sector.labour)):
            for name in names:
                share = float(stakes.income[j, column]) / len(names)
                total.setdefault(name, []).append((share, float(stakes.gain[j, column])))
    found = {}
    for name in sorted(total, key=arena.row):
        income = sum(share for share, _ in total[name])
        worth = sum(share * gain for share, gain in total[name])
        found[name] = (abs(worth), worth / income if income > 0.0 else 0.0)
    return found


def _outcome(
    shares: dict[str, tuple[float, float]], winners: tuple[str, ...], losers: tuple[str, ...]
) -> tuple[Prediction | None, str]:
    if not winners and not losers:
        return None, "nobody speaks for a sector that gains or loses"
    gained, lost = (sum(shares[a][0] for a in side) for side in (winners, losers))
    compared = f"{gained:.3g} of income times gain against {lost:.3g}"
    if gained >= lost:
        return "passes", f"sectors that gain have more at stake: {compared}"
    return "does not pass", f"sectors that lose have more at stake: {compared}"


def _measures(
    stakes: Stakes,
    shares: dict[str, tuple[float, float]],
    winners: tuple[str, ...],
    losers: tuple[str, ...],
) -> tuple[Measure, ...]:
    return (
        Measure("stake of those who gain", sum(shares[a][0] for a in winners), "income x gain"),
        Measure("stake of those who lose", sum(shares[a][0] for a in losers), "income x loss"),
        Measure(
            "real wage of mobile workers",
            stakes.returns.wage - stakes.cost_of_living,
            "change on the scale of the prices; its sign depends on what workers buy",
        ),
    )


def _why(gain: float) -> str:
    return f"real gain of {gain:+.2f} on the scale of the prices"
