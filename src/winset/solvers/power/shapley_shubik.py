"""The Shapley-Shubik index."""

from __future__ import annotations

from collections.abc import Sequence

from winset.foundation.citations import cited
from winset.results.power.power_values import PowerResult
from winset.solvers.power.answer import answer, float_answer
from winset.solvers.power.counting.pivot_chance import average_pivot_chance, exact_is_quick
from winset.solvers.power.counting.player_classes import Game, player_classes, rule_from
from winset.solvers.power.counting.swings import order_shares, swing_counts

SOURCES = cited("shapley-shubik-1954", "owen-1972")


def shapley_shubik(
    game: Game,
    *,
    quota: float | None = None,
    names: Sequence[str] | None = None,
    exact: bool = False,
) -> PowerResult:
    """Return the Shapley-Shubik index of every player.

    How often is a player pivotal, when supporters join one by one and all orders are equally
    likely?

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
        non-negative, duplicate names; an exact answer that would not fit in memory.

    Notes
    -----
    phi_i = sum over coalitions S without i that i turns winning of s! (n - 1 - s)! / n!. Exact
    integers where they are quick, and rounded once; otherwise the integral over x from 0 to 1 of
    the chance that i is pivotal when all others join with chance x, by Gauss-Legendre nodes
    (Owen's multilinear extension). `method` says which, `error_bound` what was lost.

    References
    ----------
    Shapley and Shubik (1954), American Political Science Review 48(3), 787-792. Owen (1972),
    Multilinear extensions of games, Management Science 18(5), 64-79.

    Examples
    --------
    >>> shapley_shubik([50, 49, 1], quota=51, names=["A", "B", "C"], exact=True).values
    FrozenMap({'A': Fraction(2, 3), 'B': Fraction(1, 6), 'C': Fraction(1, 6)})
    """
    rule = rule_from(game, quota=quota, names=names)
    classes = player_classes(rule)
    if not exact and not exact_is_quick(classes):
        chance = average_pivot_chance(classes)
        return float_answer(
            "shapley-shubik",
            rule,
            classes,
            chance.values,
            error_bound=chance.error_bound,
            method=chance.method,
            sources=SOURCES,
        )
    counts = swing_counts(classes, by_size=True)
    values = order_shares(counts)
    return answer(
        "shapley-shubik", rule, classes, values, exact=exact, method=counts.method, sources=SOURCES
    )
