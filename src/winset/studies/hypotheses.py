"""The two hypotheses at likely values: sign by construction, size and distance to turning."""

from __future__ import annotations

import numpy as np

from winset.games.domestic import DomesticGame, Floats
from winset.results.ratification import RatificationPrice
from winset.solvers.coalitions.contributions import Field
from winset.solvers.coalitions.deadlock import DeadlockCoalition
from winset.solvers.coalitions.ratification_price import ratification_price
from winset.studies.report_parts import Hypotheses, Hypothesis

_STEP = 0.01
_POINTS = 401
_H1 = (
    "The lower the willingness to bargain and the weaker a pivotal actor for liberalization, the "
    "higher the price of ratification against the budget."
)
_H2 = (
    "The smaller the distances within the deadlock coalition, the larger its fund and the higher "
    "the price of ratification."
)


def hypotheses(field: Field, likely: RatificationPrice, deadlock: DeadlockCoalition) -> Hypotheses:
    """H1 and H2 for one game at likely values.

    Parameters
    ----------
    field, likely, deadlock
        Of a game of one draw.

    Notes
    -----
    Elasticities are central differences of 1 %. Both signs hold whatever the case, so that no
    case can confirm or refute them; only how large the effect is here is found.
    """
    return Hypotheses(H1=_willingness(field, likely), H2=_convergence(field, likely, deadlock))


def _factors(game: DomesticGame, name: str, factors: Floats) -> RatificationPrice:
    numbers = game.numbers.repeated(factors.size, (name,))
    array = getattr(numbers, name)
    array *= factors[:, None]
    return ratification_price(game.replace(numbers=numbers).unshocked())


def _elasticity(above: float, below: float) -> float | None:
    if not (np.isfinite(above) and np.isfinite(below)) or above <= 0.0 or below <= 0.0:
        return None
    return float((np.log(above) - np.log(below)) / (np.log1p(_STEP) - np.log1p(-_STEP)))


def _flip(game: DomesticGame, name: str, highest: float, now: int) -> float | None:
    """Nearest factor to 1 at which the verdict turns to or from passing."""
    factors = np.unique(
        np.concatenate([np.linspace(0.0, 1.0, _POINTS), np.linspace(1.0, highest, _POINTS)])
    )
    turned = (_factors(game, name, factors).verdict == 0) != (now == 0)
    if not turned.any():
        return None
    return float(factors[turned][np.abs(factors[turned] - 1.0).argmin()])


def _willingness(field: Field, likely: RatificationPrice) -> Hypothesis:
    game = field.game
    around = _factors(game, "willingness_factor", np.array([1.0 + _STEP, 1.0 - _STEP]))
    elasticity = _elasticity(around.price[0], around.price[1])
    rates = field.willingness[0][game.labels.at_level("legislature")]
    rates = rates[~np.isnan(rates) & (rates > 0.0)]
    highest = float(1.0 / rates.min()) if rates.size else 1.0
    return Hypothesis(
        statement=_H1,
        sign="negative",
        elasticity=elasticity,
        engagement_elasticity=_engagement_elasticity(field, likely),
        flips_at=_flip(game, "willingness_factor", highest, int(likely.verdict[0])),
        now=1.0,
        reason=_why(elasticity, likely, "no member that is bought has a coded willingness"),
    )


def _engagement_elasticity(field: Field, likely: RatificationPrice) -> float | None:
    game = field.game
    threshold = game.numbers.engagement_threshold[0, 0]
    spends = field.by_actor(1)[0] > 0.0
    engaged = spends & (field.engagement[0] >= threshold)
    if not engaged.any() or not np.isfinite(likely.price[0]) or likely.price[0] <= 0.0:
        return None
    numbers = game.numbers.repeated(2, ("engagement_factor",))
    numbers.engagement_factor[:, engaged] *= np.array([[1.0 + _STEP], [1.0 - _STEP]])
    around = ratification_price(game.replace(numbers=numbers).unshocked())
    ratio = around.budget / around.price
    return _elasticity(float(ratio[0]), float(ratio[1]))


def _convergence(
    field: Field, likely: RatificationPrice, deadlock: DeadlockCoalition
) -> Hypothesis:
    game = field.game
    cohesion = float(deadlock.cohesion[0])
    if not np.isfinite(cohesion) or cohesion <= 0.0:
        return Hypothesis(
            statement=_H2,
            sign="positive",
            elasticity=None,
            reason="nobody spends against the bill",
        )
    around = _factors(game, "fund_factor", np.array([1.0 + _STEP, 1.0 - _STEP]))
    elasticity = _elasticity(around.price[0], around.price[1])
    factor = _flip(game, "fund_factor", 1.0 / cohesion, int(likely.verdict[0]))
    return Hypothesis(
        statement=_H2,
        sign="positive",
        elasticity=elasticity,
        flips_at=None if factor is None else factor * cohesion,
        now=cohesion,
        reason=_why(elasticity, likely, "the price does not vary"),
    )


def _why(elasticity: float | None, likely: RatificationPrice, otherwise: str) -> str | None:
    if elasticity is not None:
        return None
    if not np.isfinite(likely.price[0]):
        return "there is no price: nothing buys ratification"
    return "the price is zero" if likely.price[0] <= 0.0 else otherwise
