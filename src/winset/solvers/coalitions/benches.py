"""Party lines of the government's and the opposition's benches."""

from __future__ import annotations

import numpy as np

from winset.games.domestic import DomesticGame, Floats
from winset.games.members import real_blocs


def party_line(game: DomesticGame) -> Floats:
    """Surplus that members have from voting with their benches, shape ``(n_draws, n_actors)``.

    Answers: how far does a parliament vote for or against its government, whatever the bill?

    Parameters
    ----------
    game
        The game.

    Returns
    -------
    array (n_draws, n_actors)
        g for legislators on the government's benches, -o for those on the opposition's, 0 for all
        others, for blocs that real members fill, whose places come from their votes, and
        where votes are certain.

    Notes
    -----
    Members of parliaments vote with their party far beyond their agreement on policy; with the
    default g of 0.25 a member who is indifferent on the merits follows the government with a
    chance of .95 or more where members' own shocks and their spread together have a standard
    deviation of .15. Party lines as a shift of surplus, and their sizes, are choices of this
    project.

    References
    ----------
    Sieberer, U. (2006), Party unity in parliamentary democracies: a comparative analysis, Journal
    of Legislative Studies 12(2): 150-178.
    """
    side, lines = game.numbers.benches, game.numbers.party_lines
    pull = np.where(side > 0.0, lines[:, :1], np.where(side < 0.0, -lines[:, 1:], 0.0))
    seated = game.labels.at_level("legislature") * (1.0 - real_blocs(game.labels))
    return np.asarray(pull * seated)
