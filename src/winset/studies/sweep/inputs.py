"""Inputs of a sweep: which numbers vary, over which values, and which of them together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from winset.cases.model.quantities import Distribution
from winset.foundation.errors import InputError
from winset.foundation.spelling import meant
from winset.games.domestic import Floats
from winset.translate.inputs import CodedInput, CoefficientLaw, quantile

SweepDistribution = Distribution | CoefficientLaw | Literal["discrete"]

_SHAPES = "LOW:HIGH, LOW:LIKELY:HIGH, uniform:, triangular: or beta: before these, or V1,V2@WEIGHT"


@dataclass(frozen=True)
class VariedInput:
    """One number that a sweep varies.

    Parameters
    ----------
    coded
        The number, with the range it is drawn from.
    distribution
        How values are weighted.
    values, weights
        The values of a discrete one and their weights, which add to 1.
    named
        Whether the user named it, rather than the case giving it a range.
    """

    coded: CodedInput
    distribution: SweepDistribution
    values: tuple[float, ...] = ()
    weights: tuple[float, ...] = ()
    named: bool = False

    @property
    def path(self) -> str:
        """Dotted path of the number."""
        return self.coded.path

    def at(self, share: Floats) -> Floats:
        """Value at each share of its distribution, same shape; the share lies in [0, 1)."""
        if self.distribution != "discrete":
            return quantile(self.coded, share)
        steps = np.cumsum(self.weights)[:-1]
        place = np.searchsorted(steps, share, side="right")
        return np.asarray(np.array(self.values)[place])

    def to_dict(self) -> dict[str, Any]:
        """Plain data for a manifest."""
        coded = self.coded
        plain: dict[str, Any] = {"path": self.path, "distribution": self.distribution}
        if self.distribution == "discrete":
            plain["values"] = [coded.readable(value) for value in self.values]
            plain["weights"] = list(self.weights)
        else:
            ends = (coded.low, coded.likely, coded.high)
            plain |= dict(zip(("low", "likely", "high"), map(coded.readable, ends), strict=True))
        return plain


@dataclass(frozen=True)
class Correlation:
    """Correlation of the normal scores of two inputs (a Gaussian copula)."""

    first: str
    second: str
    value: float


def ranged_inputs(inputs: Sequence[CodedInput]) -> list[VariedInput]:
    """Every input with a coded range, as the case gives it."""
    return [VariedInput(item, item.distribution) for item in inputs if item.is_range]


Vary = Mapping[str, str | Sequence[float] | None] | Sequence[str]
_VARY = 'write {"parameters.theta": "0.5:2"}'


def varied_inputs(
    inputs: Sequence[CodedInput], named: Mapping[str, str | None], *, hold_others: bool = False
) -> tuple[VariedInput, ...]:
    """Inputs a sweep varies, in the order of the case.

    Parameters
    ----------
    inputs
        Every coded number.
    named
        Path to range as text, such as ``0.2:0.8``, ``beta:0.2:0.4:0.8`` or ``10,20@0.5,30``;
        ``None`` takes the coded range.
    hold_others
        Keep all numbers that are not named at their likely values; otherwise those with a coded
        range are drawn from it.

    Raises
    ------
    InputError
        If a path is not a coded number, a range is reversed or of another form, or a value is
        beyond
        what the number can be.
    """
    by_path = {item.path: item for item in inputs}
    found = {} if hold_others else {item.path: item for item in ranged_inputs(inputs)}
    for path, text in named.items():
        if path not in by_path:
            right = meant(path, by_path, noun="coded numbers")
            raise InputError(f"--vary {path}: this case codes no such number", right)
        found[path] = _named(by_path[path], text)
    return tuple(found[item.path] for item in inputs if item.path in found)


def ranges_named(vary: Vary | None) -> dict[str, str | None]:
    """Path to range as text, from any of the ways to write it.

    Parameters
    ----------
    vary
        A mapping of paths to ranges, each a text, a sequence of two or three numbers, or None for
        the coded range; or texts as behind ``--vary``, one or several.

    Raises
    ------
    InputError
        If it is none of these, or a path is named twice.

    Examples
    --------
    >>> ranges_named({"parameters.theta": (0.5, 2)}) == ranges_named(["parameters.theta=0.5:2"])
    True
    """
    if vary is None:
        return {}
    if isinstance(vary, Mapping):
        return {_path(path): _range_text(path, given) for path, given in vary.items()}
    texts = [vary] if isinstance(vary, str) else vary
    if not isinstance(texts, Sequence):
        raise InputError(f"vary: {texts!r} names no numbers", _VARY)
    found: dict[str, str | None] = {}
    for text in texts:
        path, equals, rest = _path(text).partition("=")
        if not path.strip() or (equals and not rest.strip()):
            raise InputError(
                f"--vary {text}: write PATH=LOW:HIGH, such as parameters.theta=0.5:2 or "
                "stages.voting.deadline=1997-10-01:1997-12-15"
            )
        if path.strip() in found:
            raise InputError(f"--vary {path.strip()}: is named twice", "give it one range")
        found[path.strip()] = rest.strip() if equals else None
    return found


def _path(given: object) -> str:
    if not isinstance(given, str):
        raise InputError(f"vary: {given!r} is not the path of a number", _VARY)
    return given


def _range_text(path: str, given: object) -> str | None:
    if given is None or isinstance(given, str):
        return given
    if isinstance(given, Sequence) and all(isinstance(end, int | float) for end in given):
        return ":".join(map(str, given))
    raise InputError(f"vary: {given!r} is not a range of {path}", _VARY)


def _named(item: CodedInput, text: str | None) -> VariedInput:
    if text is None:
        if not item.is_range:
            raise InputError(f"--vary {item.path}: coded without a range", "add =LOW:HIGH")
        return VariedInput(item, item.distribution, named=True)
    if "," in text:
        return _discrete(item, text)
    head, _, rest = text.partition(":")
    word = head.strip().lower()
    ends = [_value(item, part) for part in (rest if word in _WORDS else text).split(":")]
    if len(ends) not in (2, 3):
        raise InputError(f"--vary {item.path}={text}: not a range", f"write {_SHAPES}")
    if any(one > other for one, other in pairwise(ends)):
        right = ":".join(str(item.readable(value)) for value in sorted(ends))
        raise InputError(
            f"--vary {item.path}={text}: the range is reversed", f"did you mean {right}?"
        )
    if ends[0] == ends[-1]:
        raise InputError(f"--vary {item.path}={text}: the range is one value; use --set instead")
    if len(ends) == 2:
        middle = 0.5 * (ends[0] + ends[1])
        if word in ("triangular", "beta"):
            middle = min(max(item.likely, ends[0]), ends[1])
        ends.insert(1, middle)
        word = word if word in _WORDS else "uniform"
    shape = _WORDS.get(word, "triangular")
    changed = replace(
        item, low=ends[0], likely=ends[1], high=ends[2], distribution=shape, support=()
    )
    return VariedInput(changed, shape, named=True)


_WORDS: dict[str, Literal["triangular", "uniform", "beta"]] = {
    "triangular": "triangular",
    "uniform": "uniform",
    "beta": "beta",
}


def _discrete(item: CodedInput, text: str) -> VariedInput:
    values, weights = [], []
    for part in text.split(","):
        value, at, weight = part.partition("@")
        values.append(_value(item, value))
        try:
            weights.append(float(weight) if at else 1.0)
        except ValueError:
            weights.append(-1.0)
    if len(set(values)) < len(values):
        raise InputError(f"--vary {item.path}={text}: a value is given twice")
    if min(weights) <= 0.0 or not np.isfinite(weights).all():
        raise InputError(f"--vary {item.path}={text}: weights behind @ must be above 0")
    order = np.argsort(values)
    total = float(np.sum(weights))
    ranked = tuple(values[i] for i in order)
    shares = tuple(weights[i] / total for i in order)
    likely = ranked[int(np.argmax(shares))]
    changed = replace(item, low=ranked[0], likely=likely, high=ranked[-1], support=())
    return VariedInput(changed, "discrete", ranked, shares, named=True)


def _value(item: CodedInput, text: str) -> float:
    text = text.strip()
    try:
        value = float(dt.date.fromisoformat(text).toordinal()) if item.is_date else float(text)
    except ValueError:
        value = np.nan
    if not np.isfinite(value):
        what = "a day such as 1997-11-10" if item.is_date else "a number"
        raise InputError(f"--vary {item.path}: {text!r} is not {what}", f"write {_SHAPES}")
    return value


def copula_factor(
    varied: Sequence[VariedInput], correlations: Sequence[Correlation]
) -> tuple[NDArray[np.int64], Floats]:
    """Columns that are correlated, and the lower Cholesky factor of their correlation matrix.

    Parameters
    ----------
    varied
        Inputs of the sweep.
    correlations
        Pairs with the correlation of their normal scores; pairs not named are uncorrelated.

    Returns
    -------
    columns, factor
        Shapes ``(n,)`` and ``(n, n)``.

    Raises
    ------
    InputError
        If a path does not vary, a correlation is not within (-1, 1), or no distribution has all of
        them at once (the matrix is not positive definite).
    """
    places = {item.path: column for column, item in enumerate(varied)}
    for pair in correlations:
        for path in (pair.first, pair.second):
            if path not in places:
                right = meant(path, places, noun="varied numbers")
                raise InputError(f"--correlate {path}: does not vary in this sweep", right)
        if not -1.0 < pair.value < 1.0 or pair.first == pair.second:
            raise InputError(
                f"--correlate {pair.first},{pair.second}={pair.value:g}: needs two numbers and a "
                "correlation strictly between -1 and 1"
            )
    names = dict.fromkeys(path for pair in correlations for path in (pair.first, pair.second))
    columns = np.array(sorted(places[path] for path in names), dtype=np.int64)
    row = {int(column): place for place, column in enumerate(columns)}
    matrix = np.eye(columns.size)
    for pair in correlations:
        one, other = row[places[pair.first]], row[places[pair.second]]
        matrix[one, other] = matrix[other, one] = pair.value
    try:
        return columns, np.asarray(np.linalg.cholesky(matrix), dtype=np.float64)
    except np.linalg.LinAlgError:
        raise InputError(
            "--correlate: no distribution has all these correlations at once", "lower one of them"
        ) from None


def correlated(share: Floats, columns: NDArray[np.int64], factor: Floats) -> Floats:
    """Shares with the given columns correlated through a Gaussian copula, shape ``(draws, n)``."""
    if not columns.size:
        return share
    from scipy.special import ndtr, ndtri

    tiny = np.finfo(np.float64).tiny
    score = ndtri(np.maximum(share[:, columns], tiny))
    together = np.zeros_like(score)
    for row in range(columns.size):  # a fixed order of additions: the same bits everywhere
        for column in range(row + 1):
            together[:, row] += factor[row, column] * score[:, column]
    share = share.copy()
    share[:, columns] = np.minimum(ndtr(together), np.nextafter(1.0, 0.0))
    return share
