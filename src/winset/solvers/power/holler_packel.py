"""The Holler-Packel or public good index."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from winset.foundation.citations import cited
from winset.results.power.power_values import PowerResult
from winset.solvers.power.answer import answer, float_answer
from winset.solvers.power.counting.minimal_counts import minimal_counts, minimal_shares
from winset.solvers.power.counting.minimal_diagram import minimal_diagram
from winset.solvers.power.counting.player_classes import Game, player_classes, rule_from

SOURCES = cited("holler-packel-1983")
QUICK_PLAYERS = 62


def holler_packel(
    game: Game,
    *,
    quota: float | None = None,
    names: Sequence[str] | None = None,
    exact: bool = False,
) -> PowerResult:
    """Return the Holler-Packel (public good) index of every player.

    How often is a player in a minimal winning coalition, when what it wins is enjoyed undivided?

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
    h_i = m_i / sum of m, with m_i the minimal winning coalitions that hold i. Exact integers up to
    62 players or with `exact`.

    References
    ----------
    Holler and Packel (1983), Journal of Economics 43(1), 21-29.

    Examples
    --------
    >>> holler_packel([50, 49, 1], quota=51, names=["A", "B", "C"], exact=True).values
    FrozenMap({'A': Fraction(1, 2), 'B': Fraction(1, 4), 'C': Fraction(1, 4)})
    """
    rule = rule_from(game, quota=quota, names=names)
    classes = player_classes(rule)
    diagram = minimal_diagram(classes)
    if not exact and classes.n_players > QUICK_PLAYERS:
        shares = minimal_shares(diagram, classes.n_players)
        values = shares.held / (shares.held @ classes.sizes)
        return float_answer(
            "holler-packel",
            rule,
            classes,
            values.tolist(),
            error_bound=float(values.max()) * 3 * shares.relative_error,
            method="diagram of the minimal winning coalitions",
            sources=SOURCES,
        )
    counts = minimal_counts(diagram, classes.n_players)
    held = [sum(row) for row in counts.with_member]
    everybody = sum(h * n for h, n in zip(held, classes.sizes, strict=True))
    fractions = [Fraction(h, everybody) for h in held]
    return answer(
        "holler-packel",
        rule,
        classes,
        fractions,
        exact=exact,
        method="diagram of the minimal winning coalitions in exact integers",
        sources=SOURCES,
    )
