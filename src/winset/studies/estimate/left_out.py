"""A case under coefficients that were estimated without it, and how well that was."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from winset.cases.model.case import Case
from winset.cases.model.parameters import Parameters
from winset.foundation.errors import InputError
from winset.games.domestic import Floats
from winset.reports.comparison.estimate_report import LeaveOneOut, LeftOutCase, LeftOutTally
from winset.studies.domestic.draws import monte_carlo
from winset.translate import coded_game

DRAWS = 2000
_SHARES = (5, 10, 25, 50, 75, 90, 95)
_LEAST = 1e-6


def left_out_case(
    case: Case, parameters: Parameters, fold: str, seed: int, draws: int = DRAWS
) -> LeftOutCase:
    """One case under a parameter block that has not seen it.

    Parameters
    ----------
    case
        The case; it needs an `outcome`.
    parameters
        The block.
    fold
        Cases that were left out together.
    seed
        Not negative.
    draws
        Of the forecast.

    Raises
    ------
    InputError
        If the case has no outcome.
    """
    outcome = case.outcome
    if outcome is None:
        raise InputError(f"{case.id}: has no outcome to compare with")
    coded = coded_game(case, parameters)
    sampled = monte_carlo(coded, draws, seed)
    vote = sampled.vote
    assert vote is not None  # noqa: S101 - the votes of the game are modelled
    labels = coded.likely.labels
    tallies = []
    for column, chamber in enumerate(labels.chambers):
        if chamber not in outcome.tally:
            continue
        yes, no = outcome.tally[chamber]
        seats = float(labels.seats[:, column].sum())
        held = vote.comes_to_a_vote
        votes = vote.by_party[:, column].sum(axis=1)
        shares = (votes[held] if held.any() else votes) / seats
        tallies.append(_tally(chamber, yes / max(yes + no, 1), shares))
    return LeftOutCase(
        case=case.id,
        fold=fold,
        happened=outcome.verdict,
        passage_probability=sampled.passage_probability,
        comes_to_a_vote=vote.chance_of_a_vote,
        tallies=tallies,
    )


def _tally(chamber: str, recorded: float, shares: Floats) -> LeftOutTally:
    return LeftOutTally(
        chamber=chamber,
        recorded=recorded,
        mean=float(shares.mean()),
        quantiles={str(q): float(np.percentile(shares, q)) for q in _SHARES},
        crps=crps_of_sample(recorded, shares),
    )


def crps_of_sample(observed: float, sample: Floats) -> float:
    """Continuous ranked probability score of a sample: the lower the better.

    Parameters
    ----------
    observed
        What came.
    sample
        Equally weighted draws of the forecast, shape ``(n,)``.

    Returns
    -------
    float
        Mean distance to what came, less half the mean distance of two draws.

    Examples
    --------
    >>> crps_of_sample(1.0, np.array([0.0, 2.0]))
    0.5

    References
    ----------
    Gneiting, T. and A. Raftery (2007), Strictly proper scoring rules, prediction, and estimation,
    Journal of the American Statistical Association 102(477): 359-378.
    """
    ordered = np.sort(sample)
    count = ordered.size
    weights = 2.0 * np.arange(1, count + 1) - count - 1.0
    apart = float((weights * ordered).sum()) / count**2
    return float(np.abs(ordered - observed).mean()) - apart


def scored(rows: Sequence[LeftOutCase]) -> LeaveOneOut:
    """Scores over all cases left out."""
    adopted = np.array([row.happened == "passes" for row in rows], dtype=np.float64)
    chance = np.array([row.passage_probability for row in rows])
    base = np.empty_like(chance)
    for place, row in enumerate(rows):
        others = np.array([other.fold != row.fold for other in rows])
        base[place] = (adopted[others].sum() + 1.0) / (others.sum() + 2.0)
    of_what_came = np.where(adopted > 0.0, chance, 1.0 - chance)
    tallies = [tally.crps for row in rows for tally in row.tallies]
    return LeaveOneOut(
        cases=list(rows),
        brier=float(((chance - adopted) ** 2).mean()),
        log_score=float(-np.log(np.maximum(of_what_came, _LEAST)).mean()),
        base_rate_brier=float(((base - adopted) ** 2).mean()),
        tally_crps=float(np.mean(tallies)) if tallies else None,
    )
