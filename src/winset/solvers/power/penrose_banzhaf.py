"""The Penrose-Banzhaf measure: the absolute one."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from winset.foundation.citations import cited
from winset.results.power.power_values import PowerResult
from winset.solvers.power.answer import answer, float_answer
from winset.solvers.power.counting.pivot_chance import even_pivot_chance, exact_is_quick
from winset.solvers.power.counting.player_classes import Game, player_classes, rule_from
from winset.solvers.power.counting.swings import swing_counts

SOURCES = cited("penrose-1946", "banzhaf-1965", "dubey-shapley-1979")


def penrose_banzhaf(
    game: Game,
    *,
    quota: float | None = None,
    names: Sequence[str] | None = None,
    exact: bool = False,
) -> PowerResult:
    """Return the Penrose-Banzhaf measure of every player, not normalised.

    With what chance is a player decisive when all others vote by the toss of a fair coin?

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
        Values from 0 to 1; they need not add up to 1.

    Raises
    ------
    InputError
        Weights without a quota, a rule nobody or everybody wins, weights that are not finite and
        non-negative, duplicate names; a game too large to count.

    Notes
    -----
    beta'_i = (coalitions of the others that i turns winning) / 2^(n - 1). Called absolute Banzhaf
    index, Banzhaf value or Penrose measure elsewhere; `banzhaf` is the normalised one.

    References
    ----------
    Penrose (1946), Journal of the Royal Statistical Society 109(1), 53-57. Banzhaf (1965), Rutgers
    Law Review 19(2), 317-343.

    Examples
    --------
    >>> penrose_banzhaf([50, 49, 1], quota=51, names=["A", "B", "C"], exact=True).values
    FrozenMap({'A': Fraction(3, 4), 'B': Fraction(1, 4), 'C': Fraction(1, 4)})
    """
    rule = rule_from(game, quota=quota, names=names)
    classes = player_classes(rule)
    if not exact and not exact_is_quick(classes, by_size=False):
        chance = even_pivot_chance(classes)
        return float_answer(
            "penrose-banzhaf",
            rule,
            classes,
            chance.values,
            error_bound=chance.error_bound,
            method=chance.method,
            sources=SOURCES,
        )
    counts = swing_counts(classes, by_size=False)
    values = [Fraction(swings, 2 ** (classes.n_players - 1)) for swings in counts.totals]
    return answer(
        "penrose-banzhaf", rule, classes, values, exact=exact, method=counts.method, sources=SOURCES
    )
