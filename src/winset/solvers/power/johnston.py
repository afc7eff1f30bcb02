"""The Johnston index."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from winset.foundation.citations import cited
from winset.results.power.power_values import PowerResult
from winset.solvers.power.answer import answer
from winset.solvers.power.counting.decisive_counts import decisive_counts
from winset.solvers.power.counting.player_classes import Game, player_classes, rule_from

SOURCES = cited("johnston-1978")


def johnston(
    game: Game,
    *,
    quota: float | None = None,
    names: Sequence[str] | None = None,
    exact: bool = False,
) -> PowerResult:
    """Return the Johnston index of every player.

    What share does a player have in destroying winning coalitions, when each coalition's decisive
    members share the credit equally?

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
    gamma_i is proportional to the sum over winning coalitions in which i is decisive of one over
    the number of decisive members. Always counted in exact integers: for one vote by generating
    functions that mark the members heavier than the slack, one for each weight (practical to
    about 100 players); for other rules over all compositions by class (up to 17 million).

    References
    ----------
    Johnston (1978), Environment and Planning A 10(8), 907-914.

    Examples
    --------
    >>> johnston([50, 49, 1], quota=51, names=["A", "B", "C"], exact=True).values
    FrozenMap({'A': Fraction(2, 3), 'B': Fraction(1, 6), 'C': Fraction(1, 6)})
    """
    rule = rule_from(game, quota=quota, names=names)
    classes = player_classes(rule)
    counts, method = decisive_counts(classes)
    raw = [
        sum((Fraction(count, k) for k, count in enumerate(row) if count), Fraction(0))
        for row in counts
    ]
    total = sum((v * n for v, n in zip(raw, classes.sizes, strict=True)), Fraction(0))
    return answer(
        "johnston",
        rule,
        classes,
        [value / total for value in raw],
        exact=exact,
        method=method,
        sources=SOURCES,
    )
