"""The Deegan-Packel index."""

from __future__ import annotations

from collections.abc import Sequence

from winset.foundation.citations import cited
from winset.results.power.power_values import PowerResult
from winset.solvers.power.answer import answer, float_answer
from winset.solvers.power.counting.minimal_counts import (
    minimal_counts,
    minimal_shares,
    shared_by_size,
)
from winset.solvers.power.counting.minimal_diagram import minimal_diagram
from winset.solvers.power.counting.player_classes import Game, player_classes, rule_from

SOURCES = cited("deegan-packel-1978")
QUICK_PLAYERS = 62


def deegan_packel(
    game: Game,
    *,
    quota: float | None = None,
    names: Sequence[str] | None = None,
    exact: bool = False,
) -> PowerResult:
    """Return the Deegan-Packel index of every player.

    What share of the spoils does a player get, when every minimal winning coalition is equally
    likely and its members divide equally?

    Parameters
    ----------
    game : Rule, sequence of float, or mapping of player to float
        A rule, or the weights of one vote.
    quota : float, optional
        Votes needed; with weights only.
    names : sequence of str, optional
        Player names; with a sequence of weights only.
    exact : bool, default False
        Return fractions.

    Returns
    -------
    PowerResult
        Values from 0 to 1 that add up to 1.

    Raises
    ------
    InputError
        Weights without a quota, a rule nobody or everybody wins, weights that are not finite and
        non-negative, duplicate names; a game too large to count.

    Notes
    -----
    rho_i = (1 / number of minimal winning coalitions) * sum over those that hold i of 1 / size. A
    heavier player can have less than a lighter one (the paradox of weight). Exact integers up to 62
    players or with `exact`; one over the size is otherwise integrated exactly by Gauss-Legendre.

    References
    ----------
    Deegan and Packel (1978), International Journal of Game Theory 7(2), 113-123.

    Examples
    --------
    >>> deegan_packel([50, 49, 1], quota=51, names=["A", "B", "C"], exact=True).values
    FrozenMap({'A': Fraction(1, 2), 'B': Fraction(1, 4), 'C': Fraction(1, 4)})
    """
    rule = rule_from(game, quota=quota, names=names)
    classes = player_classes(rule)
    diagram = minimal_diagram(classes)
    if not exact and classes.n_players > QUICK_PLAYERS:
        shares = minimal_shares(diagram, classes.n_players)
        values = shares.split
        return float_answer(
            "deegan-packel",
            rule,
            classes,
            values.tolist(),
            error_bound=float(values.max()) * shares.relative_error,
            method="diagram of the minimal winning coalitions",
            sources=SOURCES,
        )
    counts = minimal_counts(diagram, classes.n_players)
    fractions = [share / counts.count for share in shared_by_size(counts)]
    return answer(
        "deegan-packel",
        rule,
        classes,
        fractions,
        exact=exact,
        method="diagram of the minimal winning coalitions in exact integers",
        sources=SOURCES,
    )
