"""Scores of a forecast: accuracy, proper scores, tally error, coverage, calibration."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


_LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class MemberScores:
    """Scores over the members of one roll call.

    Parameters
    ----------
    accuracy
        Share of members on the side that was more likely; a probability of one half counts half.
    brier
        Mean of (p - outcome) squared: 0 perfect, 0.25 for one half.
    log_score
        Mean log probability of what happened, at most 0; higher is better.
    proportional_reduction_in_error
        1 - errors / errors of calling everyone with the winning side; None on a unanimous vote.
    """

    accuracy: float
    brier: float
    log_score: float
    proportional_reduction_in_error: float | None


def score_members(chances: Floats, outcomes: NDArray[np.bool_]) -> MemberScores:
    """Score probabilities against what happened.

    Parameters
    ----------
    chances, outcomes : array (n_members,)
        Probability of a Yea (or of the liberalising side), and whether it was.

    Examples
    --------
    >>> found = score_members(np.array([0.9, 0.8, 0.4]), np.array([True, False, False]))
    >>> round(found.brier, 4), round(found.accuracy, 3), found.proportional_reduction_in_error
    (0.27, 0.667, 0.0)
    """
    right = np.where(chances == 0.5, 0.5, (chances > 0.5) == outcomes)
    minority = min(int(outcomes.sum()), int((~outcomes).sum()))
    errors = outcomes.size - float(right.sum())
    of_what_happened = np.where(outcomes, chances, 1.0 - chances)
    return MemberScores(
        float(right.mean()),
        float(np.mean((chances - outcomes) ** 2)),
        float(np.mean(np.log(np.clip(of_what_happened, _LEAST, 1.0)))),
        None if minority == 0 else 1.0 - errors / minority,
    )


def continuous_ranked_score(draws: Floats, actual: float) -> float:
    """Continuous ranked probability score of a tally, in votes: mean |X - a| - half mean |X - X'|.

    Examples
    --------
    >>> continuous_ranked_score(np.array([10.0, 12.0]), 11.0)
    0.5
    """
    ordered = np.sort(np.asarray(draws, dtype=float))
    n = ordered.size
    gini = float(np.sum((2 * np.arange(1, n + 1) - n - 1) * ordered)) / (n * n)
    return float(np.abs(ordered - actual).mean()) - gini


def calibration(
    chances: Floats, outcomes: NDArray[np.bool_], *, bins: int = 10
) -> list[dict[str, float | int]]:
    """Compare stated probabilities with how often it happened, in bins of equal width.

    Returns
    -------
    list of dict
        ``low``, ``high``, ``members``, ``stated`` (mean), ``happened`` (share); no empty bins.
    """
    at = np.minimum((chances * bins).astype(int), bins - 1)
    rows: list[dict[str, float | int]] = []
    for number in range(bins):
        here = at == number
        if here.any():
            rows.append(
                {
                    "low": number / bins,
                    "high": (number + 1) / bins,
                    "members": int(here.sum()),
                    "stated": float(chances[here].mean()),
                    "happened": float(outcomes[here].mean()),
                }
            )
    return rows


def paired(differences: Floats) -> dict[str, float | int | None]:
    """Mean of paired differences over votes, with the 95 % interval by Student's t.

    Parameters
    ----------
    differences : array (n_votes,)
        One difference a vote; votes count alike.
    """
    n = differences.size
    mean = float(differences.mean()) if n else None
    if mean is None or n < 2:
        return {"mean": mean, "low": None, "high": None, "votes": n}
    from scipy.stats import t

    half = float(t.ppf(0.975, n - 1)) * float(differences.std(ddof=1)) / float(np.sqrt(n))
    return {"mean": mean, "low": mean - half, "high": mean + half, "votes": n}
