"""Parts of a sweep's document: which inputs carry the answer."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

from winset.reports.report_parts import Part, coded, computed


def ranks_told_apart(rows: Sequence[tuple[float, float]]) -> list[int | None]:
    """Group of each row of a ranking: rows of one group differ by chance alone.

    Parameters
    ----------
    rows
        Value and half width of its 95 % interval, in the order of the ranking.

    Returns
    -------
    list of int or None
        Groups from 1; None for a value whose interval reaches 0: nothing beyond chance.

    Notes
    -----
    A row joins the group of the row above it whose value is first in that group, as long as the
    difference of both lies within the root of the sum of the squared half widths.

    Examples
    --------
    >>> ranks_told_apart([(0.50, 0.05), (0.48, 0.05), (0.20, 0.05), (0.009, 0.012)])
    [1, 1, 2, None]
    """
    groups: list[int | None] = []
    group, lead = 0, (0.0, 0.0)
    for value, error in rows:
        if value <= error:
            groups.append(None)
            continue
        if group == 0 or lead[0] - value > hypot(lead[1], error):
            group, lead = group + 1, (value, error)
        groups.append(group)
    return groups


class SobolIndex(Part):
    """Share of an outcome's variance that one input accounts for."""

    path: str = computed("Path of the input; `shocks` for all shocks together.")
    first_order: float = computed("Share that goes when this input alone becomes known.")
    first_order_error: float = computed("Half width of its 95 % interval.")
    total: float | None = computed(
        "Share that stays when all but this become known.",
        missing="the design does not give it",
        default=None,
    )
    total_error: float | None = computed(
        "Half width of its 95 % interval.", missing="the design does not give it", default=None
    )


class Screening(Part):
    """Effect of one input, step by step (Morris)."""

    path: str = computed("Path of the input.")
    mean_effect: float = computed("Mean effect of going from its lowest to its highest value.")
    mean_size: float = computed("Mean size of that effect, whatever its sign (mu star).")
    mean_size_error: float = computed("Half width of its 95 % interval.")
    spread: float = computed("Its standard deviation: interactions and curvature.")


class ValueOfKnowing(Part):
    """Worth of knowing one input before the verdict is forecast."""

    path: str = computed("Path of the input.")
    score: float = computed("Fall of the expected Brier score of the forecast probability.")
    score_error: float = computed("Half width of its 95 % interval.")
    right: float = computed("Rise of the probability that a yes-or-no forecast is right.")
    right_error: float = computed("Half width of its 95 % interval.")


class TornadoBar(Part):
    """One number at both ends of its range, the others at likely values."""

    path: str = coded("Path of the number.")
    low: float | str = coded("Low end.")
    high: float | str = coded("High end.")
    margin_low: float | None = computed("Budget minus price at the low end, member-moves.")
    margin_high: float | None = computed("Budget minus price at the high end.")
    verdict_low: str = computed("Verdict at the low end.")
    verdict_high: str = computed("Verdict at the high end.")
    reason: str | None = computed("Why a margin is missing.", default=None)


class Tornado(Part):
    """Movement of the margin as each number goes through its range."""

    margin: float | None = computed(
        "Budget minus price at likely values, member-moves.", missing="price or budget is missing"
    )
    verdict: str = computed("Outcome at likely values.")
    bars: list[TornadoBar] = computed("Widest first.")


class ActsTogether(Part):
    """Numbers that enter only as a product or quotient: none can be singled out."""

    paths: list[str] = computed("Paths; scaling one up is the same as scaling another.")
    inverse: list[str] = computed("Those that act by their reciprocal.")


class Identification(Part):
    """Numbers that an outcome cannot distinguish."""

    together: list[ActsTogether] = computed("Groups that enter only as a product or quotient.")
    channels: dict[str, list[str]] = computed(
        "Paths by what they move: budget, fund, the members' price without a fund, readiness, or "
        "the votes alone."
    )
    unused: list[str] = computed("Paths that moved nothing at any point tried.")
    points: int = computed("Points at which this was tried.")


class Ridge(Part):
    """Margin over two numbers: the border is a ridge, not a point."""

    first: str = coded("Path of the number along the columns.")
    second: str = coded("Path of the number along the rows.")
    first_values: list[float] = computed("Values along the columns.")
    second_values: list[float] = computed("Values along the rows.")
    passes: list[list[bool]] = computed("Whether the bill passes, by row and column.")
    cover: list[list[float | None]] = computed("Budget over price.", missing="nothing buys it")
    likely: tuple[float, float] = coded("Both numbers as coded.")
    verdict: str = computed("Verdict there.")
    happened: str | None = coded(
        "Verdict that came to pass, if the case records one.", missing="the case records none"
    )
    compatible: float = computed("Share of the plane with the verdict of the coded point.")


class CurvePoint(Part):
    """Probability of passage in one class of an input's values."""

    low: float = computed("Lowest value in the class.")
    middle: float = computed("Mean value.")
    high: float = computed("Highest value.")
    draws: int = computed("Draws in the class.")
    probability: float = computed("Share of them that pass.")
    lower: float = computed("Lower end of its 95 % Wilson interval.")
    upper: float = computed("Upper end.")


class PassageMap(Part):
    """Probability of passage over two inputs."""

    first: str = computed("Path of the input along the columns.")
    second: str = computed("Path of the input along the rows.")
    first_edges: list[float] = computed("Edges of its classes.")
    second_edges: list[float] = computed("Edges of its classes.")
    probability: list[list[float | None]] = computed(
        "Share that passes by row and column.", missing="no draws fall there"
    )
    draws: list[list[int]] = computed("Draws by row and column.")
