"""The Banzhaf index: the normalised one."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from winset.foundation.citations import cited
from winset.results.power.power_values import PowerResult
from winset.solvers.power.answer import answer, float_answer
from winset.solvers.power.counting.pivot_chance import even_pivot_chance, exact_is_quick
from winset.solvers.power.counting.player_classes import Game, player_classes, rule_from
from winset.solvers.power.counting.swings import swing_counts

SOURCES = cited("banzhaf-1965", "dubey-shapley-1979")


def banzhaf(
    game: Game,
    *,
    quota: float | None = None,
    names: Sequence[str] | None = None,
    exact: bool = False,
) -> PowerResult:
    """Return the Banzhaf index of every player, normalised to add up to 1.

    Of all the occasions on which somebody is decisive, how many are this player's?

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
    beta_i = eta_i / sum of eta, with eta_i the coalitions of the others that i turns winning. The
    chance of being decisive itself is `penrose_banzhaf`; dividing it out hides how hard it is to
    pass anything, so compare different rules with that one.

    References
    ----------
    Banzhaf (1965), Rutgers Law Review 19(2), 317-343. Dubey and Shapley (1979), Mathematics of
    Operations Research 4(2), 99-131.

    Examples
    --------
    >>> banzhaf([50, 49, 1], quota=51, names=["A", "B", "C"], exact=True).values
    FrozenMap({'A': Fraction(3, 5), 'B': Fraction(1, 5), 'C': Fraction(1, 5)})
    """
    rule = rule_from(game, quota=quota, names=names)
    classes = player_classes(rule)
    if not exact and not exact_is_quick(classes, by_size=False):
        chance = even_pivot_chance(classes)
        total = sum(v * n for v, n in zip(chance.values, classes.sizes, strict=True))
        largest = max(chance.values)
        return float_answer(
            "banzhaf",
            rule,
            classes,
            [value / total for value in chance.values],
            error_bound=normalised_bound(chance.error_bound, total, largest, classes.n_players),
            method=chance.method,
            sources=SOURCES,
        )
    counts = swing_counts(classes, by_size=False)
    everybody = sum(s * n for s, n in zip(counts.totals, classes.sizes, strict=True))
    values = [Fraction(swings, everybody) for swings in counts.totals]
    return answer(
        "banzhaf", rule, classes, values, exact=exact, method=counts.method, sources=SOURCES
    )


def normalised_bound(error: float, total: float, largest: float, n_players: int) -> float:
    """Return the error bound of values divided by their total.

    Parameters
    ----------
    error : float
        Bound on each value.
    total, largest : float
        Of the values as found.
    n_players : int
        How many add up to the total.
    """
    least_total = total - n_players * error
    if least_total <= 0:
        return 1.0
    share = largest / total
    return (error + share * n_players * error) / least_total + share * 2.0**-51 * n_players
