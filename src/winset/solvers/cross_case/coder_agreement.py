"""Agreement between coders: Krippendorff's alpha and Cohen's kappa."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Literal

from winset.foundation.errors import InputError

Metric = Literal["nominal", "ordinal", "interval", "ratio"]
Value = float | None


def krippendorff_alpha(
    codings: Sequence[Sequence[Value]], metric: Metric = "interval"
) -> float | None:
    """Krippendorff's alpha: agreement of coders beyond what chance pairing of their values gives.

    Answers: could other coders have replaced these?

    Parameters
    ----------
    codings
        A row a coder, a column a unit; None where a coder gave no value.
    metric
        How far apart two values are: ``"nominal"``, ``"ordinal"``, ``"interval"`` or ``"ratio"``.

    Returns
    -------
    float or None
        1 is perfect agreement, 0 that of chance. None where no unit has two values, or all values
        are the same, so that nothing could have disagreed.

    Raises
    ------
    InputError
        If the rows are not equally long, or a ratio is asked for of negative values.

    Notes
    -----
    alpha = 1 - observed / expected disagreement, over pairs of values within a unit and over all
    pairs; a unit with m values weighs its pairs by 1 / (m - 1).

    References
    ----------
    Krippendorff, K. (2004). Content Analysis: An Introduction to Its Methodology, chapter 11.
    Thousand Oaks: Sage.

    Examples
    --------
    >>> round(krippendorff_alpha([[1, 2, 3], [1, 2, 4]], "interval"), 4)
    0.878
    """
    if len({len(row) for row in codings}) > 1:
        raise InputError("every coder needs a value, or None, for every unit")
    units = [[v for v in unit if v is not None] for unit in zip(*codings, strict=True)]
    units = [unit for unit in units if len(unit) >= 2]
    counts = Counter(value for unit in units for value in unit)
    if metric == "ratio" and any(value < 0.0 for value in counts):
        raise InputError("ratios need values that are not negative")
    distance = _distance(metric, counts)
    total = sum(counts.values())
    expected = sum(counts[a] * counts[b] * distance(a, b) for a in counts for b in counts)
    if total < 2 or expected <= 0.0:
        return None
    observed = sum(
        sum(distance(a, b) for a in unit for b in unit) / (len(unit) - 1) for unit in units
    )
    return 1.0 - (total - 1) * observed / expected


def _distance(metric: Metric, counts: Counter[float]) -> Callable[[float, float], float]:
    if metric == "nominal":
        return lambda a, b: float(a != b)
    if metric == "interval":
        return lambda a, b: (a - b) ** 2
    if metric == "ratio":
        return lambda a, b: ((a - b) / (a + b)) ** 2 if a + b > 0.0 else 0.0
    place, so_far = {}, 0.0
    for value in sorted(counts):
        place[value] = so_far + counts[value] / 2
        so_far += counts[value]
    return lambda a, b: (place[a] - place[b]) ** 2


def cohen_kappa(first: Sequence[str], second: Sequence[str]) -> float | None:
    """Cohen's kappa of two coders over the same units and a set of words.

    Parameters
    ----------
    first, second
        A word a unit.

    Returns
    -------
    float or None
        1 is perfect agreement, 0 that of chance; None without units, or where both use one word
        only.

    Raises
    ------
    InputError
        If the two are not equally long.

    References
    ----------
    Cohen, J. (1960). A Coefficient of Agreement for Nominal Scales. Educational and Psychological
    Measurement 20(1): 37-46.

    Examples
    --------
    >>> cohen_kappa("aabb", "aaba")
    0.5
    """
    if len(first) != len(second):
        raise InputError("both coders need a word for every unit")
    if not first:
        return None
    units = len(first)
    agree = sum(a == b for a, b in zip(first, second, strict=True)) / units
    one, other = Counter(first), Counter(second)
    chance = sum(one[word] * other[word] for word in one) / units**2
    return None if chance >= 1.0 else (agree - chance) / (1.0 - chance)


def ranges_overlap(ranges: Sequence[tuple[float, float]]) -> bool:
    """Return whether all ranges share a point."""
    return max(low for low, _ in ranges) <= min(high for _, high in ranges)
