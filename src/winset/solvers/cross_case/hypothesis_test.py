"""Bayesian tests of a hypothesis over cases that say how little a few cases can show."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import comb, exp, lgamma
from typing import Literal

from winset.foundation.errors import InputError

Sign = Literal["positive", "negative"]

MOST_CASES = 400


@dataclass(frozen=True)
class Contingency:
    """Cases by condition and success.

    Parameters
    ----------
    with_success, with_cases
        Successes among the cases that have the condition, and how many these are.
    without_success, without_cases
        The same among the others.
    """

    with_success: int
    with_cases: int
    without_success: int
    without_cases: int


@dataclass(frozen=True)
class HypothesisTest:
    """Support that a table of cases gives a hypothesis, and what it could have given.

    Parameters
    ----------
    table
        The cases.
    sign
        Whether the condition is said to raise or to lower the share of successes.
    posterior
        Probability that the share differs in the direction said, given that the two shares were
        unrelated beforehand.
    bayes_factor
        For a difference in the direction said against no difference.
    strongest
        The largest Bayes factor that any outcome of as many cases could have given.
    chance_of_evidence
        Probability of a Bayes factor of 3 or more if the hypothesis is true, over the prior.
    chance_of_error
        Probability of a Bayes factor of 3 or more if there is no difference.
    difference
        Posterior mean of the share with the condition minus that without.
    reading
        In words.
    """

    table: Contingency
    sign: Sign
    posterior: float | None
    bayes_factor: float | None
    strongest: float | None
    chance_of_evidence: float | None
    chance_of_error: float | None
    difference: float | None
    reading: str


SUBSTANTIAL = 3.0
"""Bayes factor from which evidence is more than worth a mention (Kass & Raftery 1995)."""


def hypothesis_test(
    table: Contingency, sign: Sign = "positive", *, successes: int = 1, failures: int = 1
) -> HypothesisTest:
    """Test over cases whether a condition goes with success, by exact enumeration.

    Answers: how much do these cases speak for the hypothesis, and how much could so few have said
    at best?

    Parameters
    ----------
    table
        Cases by condition and success, at most 400.
    sign
        ``"positive"``: the condition raises the share of successes.
    successes, failures
        Beta prior of each share, whole numbers from 1; 1 and 1 is uniform.

    Returns
    -------
    HypothesisTest

    Raises
    ------
    InputError
        If a count is negative or too large, or a prior is below 1.

    Notes
    -----
    No difference: one share for all cases, beta prior. Hypothesis: two shares, the same prior for
    each, restricted to the order said. Binomial counts make both marginal likelihoods sums of beta
    functions, and the probability of the order a finite sum, so nothing is sampled. The cases are
    taken as exchangeable given the condition, which cases of one country and one era hardly are:
    read the result as an upper bound of what they show.

    References
    ----------
    Kass, R. E. & Raftery, A. E. (1995). Bayes Factors. Journal of the American Statistical
    Association 90(430): 773-795.

    Examples
    --------
    >>> found = hypothesis_test(Contingency(3, 3, 0, 3))
    >>> round(found.posterior, 4), round(found.bayes_factor, 2)
    (0.9857, 17.25)
    """
    _refuse(table, successes, failures)
    if not table.with_cases or not table.without_cases:
        which = "lacks" if not table.with_cases else "has"
        reading = f"every case {which} the condition: nothing can be said"
        if not table.with_cases + table.without_cases:
            reading = "no case gives the condition: nothing can be said"
        return HypothesisTest(table, sign, None, None, None, None, None, None, reading)
    prior = (successes, failures)
    grid = _grid(table.with_cases, table.without_cases, sign, prior)
    here = grid[table.with_success, table.without_success]
    evidence = [cell for cell in grid.values() if cell.factor >= SUBSTANTIAL]
    strongest = max(cell.factor for cell in grid.values())
    return HypothesisTest(
        table,
        sign,
        here.order,
        here.factor,
        strongest,
        sum(cell.if_true for cell in evidence),
        sum(cell.if_none for cell in evidence),
        _mean(table.with_success, table.with_cases, prior)
        - _mean(table.without_success, table.without_cases, prior),
        _reading(here.factor, strongest),
    )


@dataclass(frozen=True)
class _Cell:
    order: float
    factor: float
    if_true: float
    if_none: float


def _grid(
    with_cases: int, without_cases: int, sign: Sign, prior: tuple[int, int]
) -> dict[tuple[int, int], _Cell]:
    """Every outcome that so many cases could have had."""
    cells = {}
    for first in range(with_cases + 1):
        for second in range(without_cases + 1):
            counts = Contingency(first, with_cases, second, without_cases)
            apart, same = _marginal_apart(counts, prior), _marginal_same(counts, prior)
            above = _probability_above(counts, prior)
            order = above if sign == "positive" else 1.0 - above
            ways = comb(with_cases, first) * comb(without_cases, second)
            ordered = apart * order / 0.5
            cells[first, second] = _Cell(order, ordered / same, ordered * ways, same * ways)
    return cells


def _log_beta(first: float, second: float) -> float:
    return lgamma(first) + lgamma(second) - lgamma(first + second)


def _marginal_apart(counts: Contingency, prior: tuple[int, int]) -> float:
    """Probability of one sequence of successes if each group has its own share."""
    a, b = prior
    fails = counts.with_cases - counts.with_success
    others = counts.without_cases - counts.without_success
    return exp(
        _log_beta(a + counts.with_success, b + fails)
        + _log_beta(a + counts.without_success, b + others)
        - 2.0 * _log_beta(a, b)
    )


def _marginal_same(counts: Contingency, prior: tuple[int, int]) -> float:
    """Probability of the same sequence if all cases have one share."""
    a, b = prior
    good = counts.with_success + counts.without_success
    bad = counts.with_cases + counts.without_cases - good
    return exp(_log_beta(a + good, b + bad) - _log_beta(a, b))


def _probability_above(counts: Contingency, prior: tuple[int, int]) -> float:
    """Posterior probability that the share with the condition is the larger one."""
    a, b = prior
    return _beta_above(
        a + counts.with_success,
        b + counts.with_cases - counts.with_success,
        a + counts.without_success,
        b + counts.without_cases - counts.without_success,
    )


@lru_cache(maxsize=200_000)
def _beta_above(first_a: int, first_b: int, second_a: int, second_b: int) -> float:
    """Probability that a beta variable with whole parameters exceeds another, as a finite sum."""
    total = 0.0
    for i in range(first_a):
        log_term = (
            _log_beta(second_a + i, first_b + second_b)
            - _log_beta(1 + i, first_b)
            - _log_beta(second_a, second_b)
        )
        total += exp(log_term) / (first_b + i)
    return min(1.0, total)


def _mean(good: int, cases: int, prior: tuple[int, int]) -> float:
    return (prior[0] + good) / (sum(prior) + cases)


def _reading(factor: float, strongest: float) -> str:
    if strongest < SUBSTANTIAL:
        return (
            f"too few cases to say anything: no outcome could have given more than {strongest:.3g}"
        )
    if factor >= SUBSTANTIAL:
        strength = "strong" if factor >= 20.0 else "some"
        return f"{strength} evidence for the hypothesis, if the cases are independent"
    if factor <= 1.0 / SUBSTANTIAL:
        return "evidence against the hypothesis, if the cases are independent"
    return "not worth more than a mention, either way"


def _refuse(table: Contingency, successes: int, failures: int) -> None:
    pairs = (
        (table.with_success, table.with_cases),
        (table.without_success, table.without_cases),
    )
    if any(not 0 <= good <= cases for good, cases in pairs):
        raise InputError("successes lie between 0 and the number of cases")
    if table.with_cases + table.without_cases > MOST_CASES:
        raise InputError(f"at most {MOST_CASES} cases are enumerated")
    if successes < 1 or failures < 1:
        raise InputError("the beta prior takes whole numbers from 1")
