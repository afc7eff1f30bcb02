"""Referendums of a rule that are won."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from winset.games.domestic import DomesticGame


def won_referendums(game: DomesticGame) -> NDArray[np.bool_]:
    """Find which referendums are won, shape ``(n_draws, n_referendums)``."""
    numbers = game.numbers
    return game.institutions.referendums.passes(
        numbers.referendum_share, numbers.referendum_turnout, numbers.referendum_cantons
    )
