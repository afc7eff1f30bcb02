"""Agreement of verdicts and probabilities with what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.foundation.errors import InputError


@dataclass(frozen=True)
class ForecastScore:
    """Agreement of forecasts with outcomes; None where a number does not exist.

    Parameters
    ----------
    cases, happened
        Number of cases, and of those in which it happened.
    accuracy
        Share of forecasts that came true.
    sensitivity, specificity
        Share of those that happened that were forecast, and of the others that were not.
    balanced_accuracy
        Mean of the two; one half is what any constant forecast gets.
    brier
        Mean squared distance of the probability from what happened, 0 best.
    brier_of_base_rate
        Brier score of giving each case the share of the other cases in which it happened.
    brier_of_always
        Brier score of the forecast "it always happens".
    accuracy_of_always
        Accuracy of that forecast.
    skill
        1 - brier / brier_of_base_rate: above 0 it beats the base rate.
    """

    cases: int
    happened: int
    accuracy: float | None
    sensitivity: float | None
    specificity: float | None
    balanced_accuracy: float | None
    brier: float | None
    brier_of_base_rate: float | None
    brier_of_always: float | None
    accuracy_of_always: float | None
    skill: float | None


def forecast_score(
    forecast: Sequence[bool], probability: Sequence[float], happened: Sequence[bool]
) -> ForecastScore:
    """Score yes-or-no forecasts and their probabilities.

    Answers: do the forecasts beat saying the same of every case?

    Parameters
    ----------
    forecast
        Whether each was forecast.
    probability
        Probability given to each, 0..1.
    happened
        Whether each happened.

    Returns
    -------
    ForecastScore

    Raises
    ------
    InputError
        If the three are not equally long.

    Notes
    -----
    The base rate of a case is taken from the other cases (leave one out), so that the baseline
    does not know the case it is scored on; with one case there is none.

    References
    ----------
    Brier, G. W. (1950). Verification of Forecasts Expressed in Terms of Probability. Monthly
    Weather Review 78(1): 1-3.

    Examples
    --------
    >>> found = forecast_score([True, True, False], [0.9, 0.6, 0.2], [True, False, False])
    >>> found.balanced_accuracy, round(found.brier, 4), found.accuracy_of_always.__round__(4)
    (0.75, 0.1367, 0.3333)
    """
    if not len(forecast) == len(probability) == len(happened):
        raise InputError("forecasts, probabilities and outcomes are not equally many")
    said, chance = np.asarray(forecast, dtype=bool), np.asarray(probability, dtype=float)
    true = np.asarray(happened, dtype=bool)
    if not true.size:
        return ForecastScore(0, 0, *[None] * 9)
    sensitivity, specificity = _share(said, true), _share(~said, ~true)
    brier = float(((chance - true) ** 2).mean())
    base = _leave_one_out(true)
    both = None if sensitivity is None or specificity is None else (sensitivity + specificity) / 2
    return ForecastScore(
        int(true.size),
        int(true.sum()),
        float((said == true).mean()),
        sensitivity,
        specificity,
        both,
        brier,
        base,
        float((1.0 - true).mean()),
        float(true.mean()),
        None if base is None or base <= 0.0 else 1.0 - brier / base,
    )


def _share(said: NDArray[np.bool_], of: NDArray[np.bool_]) -> float | None:
    return float(said[of].mean()) if of.any() else None


def _leave_one_out(true: NDArray[np.bool_]) -> float | None:
    if true.size < 2:
        return None
    others = (true.sum() - true) / (true.size - 1)
    return float(((others - true) ** 2).mean())
