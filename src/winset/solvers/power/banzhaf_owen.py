"""The Banzhaf-Owen value: Penrose-Banzhaf with a-priori unions."""

from __future__ import annotations

from collections.abc import Sequence

from winset.foundation.citations import cited
from winset.results.power.power_values import PowerResult
from winset.solvers.power.counting.player_classes import Game, rule_from
from winset.solvers.power.unions import power_with_unions

SOURCES = cited("owen-1981")


def banzhaf_owen(
    game: Game,
    *,
    unions: Sequence[Sequence[str]],
    quota: float | None = None,
    names: Sequence[str] | None = None,
    exact: bool = False,
) -> PowerResult:
    """Return the Banzhaf-Owen value of every player, not normalised.

    With what chance is a player decisive, when other unions vote as one, and they and the union
    mates each toss a fair coin?

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
        Values from 0 to 1; with unions of one the Penrose-Banzhaf measure.

    Raises
    ------
    InputError
        As for the index without unions; a union that is empty, names somebody who is not a player,
        or
        shares a member with another.

    Notes
    -----
    Sets R of the other unions and T of union mates that the player turns winning, over
    2^(m - 1) 2^(u - 1), for m unions and a union of u. Computed as `owen`.

    References
    ----------
    Owen (1981), Modification of the Banzhaf-Coleman index for games with a priori unions.

    Examples
    --------
    >>> parties = [["B", "C"]]
    >>> value = banzhaf_owen([2, 1, 1], quota=3, names=["A", "B", "C"], unions=parties, exact=True)
    >>> value.values
    FrozenMap({'A': Fraction(1, 2), 'B': Fraction(1, 4), 'C': Fraction(1, 4)})
    """
    rule = rule_from(game, quota=quota, names=names)
    return power_with_unions("banzhaf-owen", rule, unions, exact=exact, sources=SOURCES)
