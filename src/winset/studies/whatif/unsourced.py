"""Numbers without a source, ranked by how far the answer leans on each of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset.cases.checks.sourced import without_source
from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.case import Case
from winset.games.domestic import DomesticGame, Floats
from winset.results.ratification.ratification import VERDICTS
from winset.solvers.coalitions.contributions import field_of
from winset.solvers.coalitions.ratification_price import ratification_price
from winset.solvers.ratification.vote import vote_outcome
from winset.translate import CodedGame, CodedInput, coded_game

_ROWS = 20_000
"""Games solved in all, so that a case with many such numbers takes no longer than one with few."""

_DRAWS = (64, 400)
_STEP = 0.1
"""Part of its domain by which a number without a range is moved either way."""


@dataclass(frozen=True)
class UnsourcedNumber:
    """A number without a source, and how far the probability of passage leans on it.

    Parameters
    ----------
    path
        The number.
    low, high
        Between which values it was moved: its coded range, else a tenth of its domain either way.
    moves
        Probability of passage at `high` less that at `low`, the same draws of all other numbers.
    """

    path: str
    low: float | str
    high: float | str
    moves: float

    def in_words(self) -> str:
        """Weight as a message says it.

        Examples
        --------
        >>> UnsourcedNumber("actors.unions.capacity", 5.0, 20.0, -0.043).in_words()
        'from 5 to 20 it moves the probability of passage by −4.3 points'
        """
        low, high = (
            end if isinstance(end, str) else f"{round(end, 6):g}" for end in (self.low, self.high)
        )
        if not self.moves:
            return f"from {low} to {high} it moves nothing"
        points = f"{100 * self.moves:+.1f}".replace("-", "−")
        return f"from {low} to {high} it moves the probability of passage by {points} points"


def unsourced_numbers(case: Case, seed: int = 0) -> list[UnsourcedNumber]:
    """Numbers of a case that have no source, those that move the answer most first.

    Answers: which number should be looked up next?

    Parameters
    ----------
    case
        A domestic case that can be played.
    seed
        Of the draws.

    Returns
    -------
    list of UnsourcedNumber
        Those that enter the game, each moved alone from end to end of its range.

    Raises
    ------
    InputError
        If the case cannot be played.

    Notes
    -----
    With 64 to 400 draws, fewer where there are many numbers, so that a check stays quick. The same
    draws serve both ends, so the difference is far less noisy than either probability.
    """
    paths = set(without_source(case))
    coded = coded_game(case, read_parameters())
    columns = [place for place, item in enumerate(coded.inputs) if item.path in paths]
    if not columns:
        return []
    draws = int(np.clip(_ROWS // (2 * len(columns)), *_DRAWS))
    values = coded.drawn_values(seed, 0, draws)
    drawn = coded.drawn(seed, 0, draws)
    found = []
    for column in columns:
        item = coded.inputs[column]
        low, high = _ends(item)
        chances = [_chance(_moved(coded, drawn, values, column, end)) for end in (low, high)]
        found.append(
            UnsourcedNumber(
                item.path, item.readable(low), item.readable(high), chances[1] - chances[0]
            )
        )
    return sorted(found, key=lambda one: -abs(one.moves))


def _ends(item: CodedInput) -> tuple[float, float]:
    if item.is_range:
        return item.low, item.high
    step = _STEP * (item.domain[1] - item.domain[0])
    return max(item.domain[0], item.likely - step), min(item.domain[1], item.likely + step)


def _moved(
    coded: CodedGame, drawn: DomesticGame, values: Floats, column: int, value: float
) -> DomesticGame:
    """Return the drawn game with one number at a value in every draw."""
    moved = values.copy()
    moved[:, column] = value
    return coded.at(moved).replace(shocks=drawn.shocks)


def _chance(game: DomesticGame) -> float:
    if game.choices.votes == "certain":
        verdict = ratification_price(game).verdict
    else:
        verdict = vote_outcome(field_of(game)).outcome
    return float(np.mean(verdict == VERDICTS.index("passes")))
