"""The voting stage: how much of the lobbying window each actor uses."""

from __future__ import annotations

import numpy as np

from winset.games.domestic import DomesticGame, Floats
from winset.solvers.stages.formulation import FormulationStage


def lobbying_days(game: DomesticGame, formulation: FormulationStage, surplus: Floats) -> Floats:
    """Days each actor works on the vote, NaN where no dates say.

    Parameters
    ----------
    game
        The game.
    formulation
        The formulation stage of the same game.
    surplus
        Surplus of each actor, shape ``(n_draws, n_actors)``; supporters wait for a proposal.

    Returns
    -------
    array (n_draws, n_actors)

    Notes
    -----
    Without a start of its own a supporter starts on the ready day and an opponent with the
    formulation stage. An actor that does nothing before there is a proposal starts on the ready
    day at the earliest.
    """
    numbers = game.numbers
    ready = formulation.ready_day[:, None]
    opening = np.where(np.isnan(numbers.formulation_start), ready, numbers.formulation_start)
    default = np.where(surplus < 0.0, opening, ready)
    start = np.where(np.isnan(numbers.lobbying_start), default, numbers.lobbying_start)
    waits = numbers.conditional > 0.0
    start = np.where(waits, np.fmax(start, ready), start)
    return np.asarray(np.maximum(numbers.deadline - start, 0.0))


def window_share(game: DomesticGame, formulation: FormulationStage, surplus: Floats) -> Floats:
    """Share of the lobbying window each actor uses: attention * min(1, days / T_ref).

    Answers: who had time to work on the vote?

    Parameters
    ----------
    game, formulation, surplus
        As in `lobbying_days`.

    Returns
    -------
    array (n_draws, n_actors)
        0..1; the attention alone where no dates are given.
    """
    days = lobbying_days(game, formulation, surplus)
    window = game.numbers.lobbying_window_days
    share = np.where(np.isnan(days), 1.0, np.minimum(1.0, days / window))
    return np.asarray(game.numbers.attention * share)
