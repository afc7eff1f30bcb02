"""Shifts of whole blocs beside policy: valence, party, the president and the climate."""

from __future__ import annotations

import numpy as np

from winset.foundation.coefficients import NAMES
from winset.games.domestic import DomesticGame, Floats
from winset.games.members import real_blocs

USUAL_WILLINGNESS = 0.5
"""Willingness at which the climate neither helps nor hinders."""


def coefficient(game: DomesticGame, name: str) -> Floats:
    """One coefficient of the vote model in each draw, shape ``(n_draws,)``.

    Parameters
    ----------
    game
        The game.
    name
        One of `winset.foundation.coefficients.NAMES`.
    """
    return np.asarray(game.numbers.coefficients[:, NAMES.index(name)])


def valence(game: DomesticGame) -> Floats:
    """Valence alpha of the bill: support it has whatever its policy, in surplus units.

    Answers: how much more support has such a bill than the members' positions give it?

    Parameters
    ----------
    game
        The game.

    Returns
    -------
    array (n_draws,)
        gamma_0 + gamma_dir direction + gamma_pkg package + gamma_clk clock + s_a times the bill's
        own shock.

    References
    ----------
    The term is the difficulty of a roll call in item-response models of voting: Clinton, J.,
    S. Jackman and D. Rivers (2004), The statistical analysis of roll call data, APSR 98(2):
    355-370. Its use here is a choice of this project.
    """
    traits = np.broadcast_to(game.numbers.traits, (game.draws, 3))
    total = coefficient(game, "gamma_0") + coefficient(game, "s_a") * game.shocks.bill[:, 0]
    for column, name in enumerate(("gamma_dir", "gamma_pkg", "gamma_clk")):
        total = total + coefficient(game, name) * traits[:, column]
    return np.asarray(total)


def president_pull(game: DomesticGame, surplus: Floats) -> Floats:
    """1 for legislators of the chief executive's party where he gains, -1 where he loses, else 0.

    Parameters
    ----------
    game
        The game.
    surplus
        Surplus of each actor, shape ``(n_draws, n_actors)``.

    Returns
    -------
    array (n_draws, n_actors)
    """
    pull = np.zeros_like(surplus)
    chief = game.institutions.chief_executive
    if chief is None or game.labels.parties[chief] is None:
        return pull
    own = np.array([party == game.labels.parties[chief] for party in game.labels.parties])
    own &= game.labels.at_level("legislature")
    pull[:, own] = np.sign(surplus[:, chief])[:, None]
    return pull


def modelled_shift(game: DomesticGame, surplus: Floats, willingness: Floats) -> Floats:
    """Find what the vote model adds to the surplus of every member of a bloc.

    Parameters
    ----------
    game
        The game.
    surplus
        Surplus of each actor, shape ``(n_draws, n_actors)``.
    willingness
        Climate of willingness, 0..1, NaN where it is not coded, same shape.

    Returns
    -------
    array (n_draws, n_actors)
        Valence, party shock, the president's pull, the climate and the bloc's own shock; 0 for
        actors outside the legislature and for blocs that real members fill, whose positions come
        from their votes.
    """
    shocks = game.shocks
    shift = np.repeat(valence(game)[:, None], len(game.labels.actors), axis=1)
    shift += coefficient(game, "eta")[:, None] * president_pull(game, surplus)
    climate = np.where(np.isnan(willingness), 0.0, willingness - USUAL_WILLINGNESS)
    shift += coefficient(game, "rho")[:, None] * climate
    for actor, party in enumerate(game.labels.parties):
        if party is not None:
            column = game.parties.index(party)
            shift[:, actor] += coefficient(game, "s_p") * shocks.party[:, column]
    shift += game.numbers.shock_sizes[:, 2:3] * shocks.bloc
    coded = game.labels.at_level("legislature") * (1.0 - real_blocs(game.labels))
    return np.asarray(shift * coded)
