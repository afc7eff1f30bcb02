"""The win-set of a country: the agreements that it would sign and ratify."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from winset.games.domestic import DomesticGame, Floats
from winset.games.given_game import GivenGame, domestic_game
from winset.results.two_level.win_set import Stretch, WinSet
from winset.solvers.coalitions.surplus import positions_with_signals
from winset.solvers.spatial.majority_win_set import spatial_win_set
from winset.solvers.two_level.ratification_test import RatificationTest, ratification_test
from winset.solvers.two_level.region import DEFAULT_SAMPLES, Question, region

__all__ = ["turning_points", "win_set", "win_set_of"]


def win_set(game: GivenGame, *, samples: int = DEFAULT_SAMPLES, seed: int = 0) -> WinSet:
    """The agreements that would be signed and ratified at home.

    Answers: what can this government agree to abroad and still carry at home, and who would stop
    it beyond?

    Parameters
    ----------
    game
        A domestic game of one draw, or a coded case; its proposal is not used.
    samples, seed
        Above two axes: points drawn, and the seed.

    Returns
    -------
    WinSet
        Exact on a line and in a plane where nobody can pay (in a plane, voters weigh the axes
        alike). Otherwise the border is traced; above two axes sampled with an error bound.

    Raises
    ------
    ValueError
        If the game has several draws.

    Notes
    -----
    { x : C(x) <= R(x), a proposal is ready, the chief executive gains }, C the price of
    ratification and R the supporters' budget. The status quo is not an agreement and is left out.
    It
    may fall into several pieces.

    References
    ----------
    Putnam (1988), Diplomacy and domestic politics, International Organization 42(3): 427-460.
    """
    return win_set_of(ratification_test(domestic_game(game)), samples=samples, seed=seed)


def win_set_of(test: RatificationTest, *, samples: int = DEFAULT_SAMPLES, seed: int = 0) -> WinSet:
    """The win-set of a ratification test; see `win_set`."""
    issues = test.game.labels.vote_issues
    if test.spatial and len(issues) <= 2:
        domain = np.array([np.zeros(len(issues)), np.ones(len(issues))])
        found = spatial_win_set(test.spatial[0], domain)
        border = tuple(_plain(stretch) for stretch in found.border)
        return replace(found, border=border, accepts=test.accepts)
    question = Question(
        issues=issues,
        status_quo=test.status_quo,
        accepts=test.accepts,
        refused_by=test.refused_by,
        hints=turning_points(test.game),
    )
    return region(question, samples=samples, seed=seed)


def _plain(stretch: Stretch) -> Stretch:
    """The same stretch, a single player under its own name."""
    return replace(stretch, binding=stretch.binding.removesuffix("'s consent"))


def turning_points(game: DomesticGame) -> Floats:
    """Points near which somebody changes its mind, shape ``(n, n_issues)``.

    On a line the ideal points and their mirror images of the status quo; above, also points on the
    way from the status quo to each ideal point.
    """
    quo = game.numbers.status_quo[0]
    ideals = positions_with_signals(game)[0]
    ideals = np.where(np.isnan(ideals), quo, ideals)
    shares = (1.0, 2.0) if len(quo) == 1 else (0.25, 0.5, 0.75, 1.0, 1.5, 1.9)
    every = np.concatenate([quo + share * (ideals - quo) for share in shares])
    return np.asarray(np.unique(np.clip(every, 0.0, 1.0), axis=0))
