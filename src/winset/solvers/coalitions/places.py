"""Campaigns in places: which members of a bloc a tie reaches."""

from __future__ import annotations

import numpy as np

from winset.games.domestic import DomesticGame, Floats
from winset.games.members import Seating
from winset.solvers.coalitions.surplus import Surplus, active_ties

_WHOLE = 1.0 - 1e-9
_ROUNDING = 1e-9


def local_pressure(game: DomesticGame, surplus: Surplus, seating: Seating) -> Floats | None:
    """Find what ties of a place add to each member beyond the mean of its bloc.

    Answers: whom does a campaign reach that is fought in some districts and not in others?

    Parameters
    ----------
    game
        The game.
    surplus
        Its surpluses; a bloc's pressure is already the mean over its members.
    seating
        Who sits in the chamber.

    Returns
    -------
    array (n_draws, n_members) or None
        Members whom such a tie reaches get strength * surplus of the group in all, the others
        nothing; ``None`` where every tie reaches whole blocs.

    Notes
    -----
    Where the tie names states and real members fill the chamber, it reaches those who sit for them;
    else its share of the bloc, spread evenly from one end of the bloc to the other.
    """
    found = np.zeros((game.draws, seating.members))
    placed = False
    strength = active_ties(game)
    for tie, target in enumerate(game.links.tie_target):
        mine = np.flatnonzero(seating.bloc == target)
        share = np.broadcast_to(game.numbers.tie_share[:, tie], (game.draws,))
        states = game.links.tie_states[tie]
        named = seating.named if states else None
        if not mine.size or (named is None and (share > _WHOLE).all()):
            continue
        if named is not None:
            inside = np.array([[named.states[n] in states for n in mine]], dtype=np.float64)
        else:
            inside = members_reached(mine.size, share)
        passed = strength[:, tie] * surplus.total[:, game.links.tie_source[tie]]
        found[:, mine] += passed[:, None] * (inside - share[:, None])
        placed = True
    return found if placed else None


def members_reached(members: int, share: Floats) -> Floats:
    """1 for the members of a bloc whom a share of it takes in, evenly spread.

    Parameters
    ----------
    members
        Size of the bloc.
    share
        0..1, shape ``(n_draws,)``.

    Returns
    -------
    array (n_draws, members)
        Each row sums to members * share, rounded down.

    Examples
    --------
    >>> members_reached(5, np.array([0.4, 1.0])).tolist()
    [[0.0, 0.0, 1.0, 0.0, 1.0], [1.0, 1.0, 1.0, 1.0, 1.0]]
    """
    upto = np.floor(np.arange(members + 1) * share[:, None] + _ROUNDING)
    return np.diff(upto, axis=1)
