"""Pivotal actors: the swing reading, by mirroring one actor at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from winset.games.domestic import DomesticGame, Floats, no_shocks
from winset.results.ratification.ratification import VERDICTS
from winset.solvers.coalitions.ratification_price import ratification_price
from winset.solvers.coalitions.surplus import Surplus, actor_surplus
from winset.solvers.stages.formulation import division_of_executive


@dataclass(frozen=True)
class Swing:
    """Swing reading of each actor, shape ``(n_actors,)`` each.

    Parameters
    ----------
    turns
        Mirrored to the other side with its purse and ties, the actor turns the verdict.
    dominates
        With all others of its side mirrored away, the verdict stays: it carries it alone.
    """

    turns: NDArray[np.bool_]
    dominates: NDArray[np.bool_]

    @property
    def pivotal(self) -> NDArray[np.bool_]:
        """Turns the verdict and cannot carry it alone."""
        return self.turns & ~self.dominates


def mirrored(game: DomesticGame, surplus: Surplus, who: NDArray[np.bool_]) -> DomesticGame:
    """Game of one draw repeated, with some actors on the other side in each copy.

    Parameters
    ----------
    game
        A game of one draw.
    surplus
        Its surplus.
    who
        Which actors are mirrored, shape ``(n_copies, n_actors)``.

    Notes
    -----
    An actor is mirrored about the middle between the status quo and the proposal as it perceives
    it. That exchanges its distances to both, so its own surplus changes sign exactly (apart from
    its cost of no agreement, which stays); its purse and its ties go with it. The proposal and the
    division of the executive stay as they are.
    """
    numbers = game.numbers.repeated(len(who), ("position",))
    other_side = numbers.status_quo[:, None, :] + surplus.perceived - surplus.position
    numbers.position[...] = np.where(who[:, :, None], other_side, surplus.position)
    heard = replace(
        game.links,
        signal_source=game.links.signal_source[:0],
        signal_audience=game.links.signal_audience[:0],
    )
    proposal: Floats = np.broadcast_to(surplus.proposal, numbers.proposal.shape)
    closed = game.replace(
        numbers=numbers,
        institutions=replace(game.institutions, open_axes=()),
        links=heard,
        shocks=no_shocks(game.labels, game.parties, len(who)),
    )
    division = np.broadcast_to(division_of_executive(game)[:, None], (len(who), 1))
    return closed.with_numbers(proposal=proposal, division=division)


def swings(game: DomesticGame) -> Swing:
    """Swing reading of every actor at likely values.

    Answers: who tips the balance, yet cannot dominate?

    Parameters
    ----------
    game
        A game of one draw.

    Returns
    -------
    Swing

    Raises
    ------
    ValueError
        If the game has more than one draw.

    References
    ----------
    Hagan, J. D. et al. (2001), Foreign policy by coalition, International Studies Review 3(2):
    169-216, for the concept: a pivotal actor can tip the balance but not dominate. Mirroring is
    the operational form chosen here.
    """
    if game.draws != 1:
        raise ValueError("the swing reading takes a game of one draw")
    surplus = actor_surplus(game)
    actors = len(game.labels.actors)
    side = np.sign(surplus.total[0])
    alone = np.eye(actors, dtype=np.bool_)
    same_side = (side[:, None] == side[None, :]) & (side != 0.0)[:, None]
    others = same_side & ~alone
    passes = _passes(game)[0]
    found = _passes(mirrored(game, surplus, np.concatenate([alone, others])))
    turns = found[:actors] != passes
    mine_wins = np.where(side > 0, passes, ~passes) & (side != 0.0)
    dominates = mine_wins & (found[actors:] == passes)
    return Swing(turns, dominates)


def _passes(game: DomesticGame) -> NDArray[np.bool_]:
    return np.asarray(ratification_price(game).verdict == VERDICTS.index("passes"))
