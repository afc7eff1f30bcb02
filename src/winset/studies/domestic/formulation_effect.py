"""Effect of formulation: the probability at the proposal and at the start of the work."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from winset.studies.domestic.draws import Draws, monte_carlo
from winset.translate import CodedGame


def as_of_the_start(coded: CodedGame) -> CodedGame | None:
    """The case before the day of its proposal is known; ``None`` where no model can draw it.

    Parameters
    ----------
    coded
        The case as a game.
    """
    numbers = coded.likely.numbers
    needed = (numbers.formulation_start, numbers.work_days, numbers.deadline, numbers.proposal_day)
    if coded.likely.choices.votes == "certain" or any(np.isnan(one).any() for one in needed):
        return None
    game = coded.likely.with_numbers(proposal_day=np.full_like(numbers.proposal_day, np.nan))
    inputs = tuple(
        one for one in coded.inputs if all(name != "proposal_day" for name, _ in one.places)
    )
    return replace(coded, likely=game, inputs=inputs)


def formulation_effect(coded: CodedGame, sampled: Draws, seed: int) -> float | None:
    """Probability at the proposal less that at the start of the work, its day integrated out.

    Answers: what did the stage in which the proposal was made do to its chances?

    Parameters
    ----------
    coded
        The case as a game, the day of its proposal known.
    sampled
        Its draws.
    seed
        Of these draws; the same serves both, so that only the day differs.

    Returns
    -------
    float or None
        -1..1; ``None`` where votes are certain or day or work of the proposal are not coded.
    """
    start = as_of_the_start(coded)
    if start is None:
        return None
    before = monte_carlo(start, sampled.count, seed)
    return sampled.passage_probability - before.passage_probability
