"""The Owen value: Shapley-Shubik with a-priori unions."""

from __future__ import annotations

from collections.abc import Sequence

from winset.foundation.citations import cited
from winset.results.power.power_values import PowerResult
from winset.solvers.power.counting.player_classes import Game, rule_from
from winset.solvers.power.unions import power_with_unions

SOURCES = cited("owen-1977")


def owen(
    game: Game,
    *,
    unions: Sequence[Sequence[str]],
    quota: float | None = None,
    names: Sequence[str] | None = None,
    exact: bool = False,
) -> PowerResult:
    """Return the Owen value of every player.

    How often is a player pivotal, in the orders in which the members of a union arrive together?

    Parameters
    ----------
    game : Rule, sequence of float, or mapping of player to float
        A rule, or the weights of one vote.
    unions : sequence of sequences of str
        Players who negotiate as one; a player in none is a union of its own.
    quota : float, optional
        Votes needed; with weights only.
    names : sequence of str, optional
        Player names; with a sequence of weights only.
    exact : bool, default False
        Return fractions.

    Returns
    -------
    PowerResult
        Values from 0 to 1 that add up to 1; with unions of one the Shapley-Shubik index.

    Raises
    ------
    InputError
        As for the index without unions; a union that is empty, names somebody who is not a player,
        or
        shares a member with another.

    Notes
    -----
    Sum over sets R of the other unions and sets T of union mates that the player turns winning of
    |R|! (m - 1 - |R|)! / m! times |T|! (u - 1 - |T|)! / u!, for m unions and a union of u. Exact
    integers when a union and the other unions are at most 62 together, or with `exact`; otherwise
    Gauss-Legendre nodes in two chances.

    References
    ----------
    Owen (1977), Values of games with a priori unions.

    Examples
    --------
    >>> parties = [["B", "C"]]
    >>> owen([2, 1, 1], quota=3, names=["A", "B", "C"], unions=parties, exact=True).values
    FrozenMap({'A': Fraction(1, 2), 'B': Fraction(1, 4), 'C': Fraction(1, 4)})
    """
    rule = rule_from(game, quota=quota, names=names)
    return power_with_unions("owen", rule, unions, exact=exact, sources=SOURCES)
