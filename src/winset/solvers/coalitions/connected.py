"""Axelrod's minimal connected winning coalitions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from winset.foundation.citations import cited
from winset.games.by_player import numbers_by_player
from winset.results.coalitions.axis_coalitions import ConnectedCoalitions
from winset.solvers.coalitions.axis import connected_coalitions
from winset.solvers.power.counting.player_classes import Game, rule_from

SOURCES = cited("axelrod-1970")


def connected_minimal_winning(
    game: Game,
    positions: Mapping[str, float] | Sequence[float],
    *,
    quota: float | None = None,
    names: Sequence[str] | None = None,
) -> ConnectedCoalitions:
    """Return the minimal connected winning coalitions on an axis.

    Which coalitions win without leaping over anybody, and could spare nobody at either end?

    Parameters
    ----------
    game : Rule, sequence of float, or mapping of player to float
        A rule, or the weights of one vote.
    positions : mapping of player to float, or sequence of float
        Every player's place on the axis, any finite scale.
    quota : float, optional
        Votes needed; with weights only.
    names : sequence of str, optional
        Player names; with a sequence of weights only.

    Returns
    -------
    ConnectedCoalitions
        From left to right.

    Raises
    ------
    InputError
        As `Rule`; a player without a position; more than 12 players at one place.

    Notes
    -----
    A coalition is connected when no outsider stands strictly between two members, and minimal when
    no member can leave with the rest still connected and winning. It need not be minimal winning:
    a member in the middle may be dispensable but for the gap. Players at the same place may join
    one without the other [ours].

    References
    ----------
    Axelrod (1970), Conflict of Interest, chapter 8.

    Examples
    --------
    >>> found = connected_minimal_winning(
    ...     [20, 15, 10, 30, 25], [1, 2, 3, 4, 5], quota=51, names=["A", "B", "C", "D", "E"]
    ... )
    >>> found.coalitions
    (('B', 'C', 'D'), ('D', 'E'))
    """
    rule = rule_from(game, quota=quota, names=names)
    places = numbers_by_player(rule, positions, "position")
    found = []
    for left, inside, right in connected_coalitions(places):
        members = {*left, *inside, *right}
        if not rule.is_winning(members):
            continue
        leaving = (*left, *right)
        if len(members) == 1 or not any(rule.is_winning(members - {m}) for m in leaving):
            found.append(tuple(sorted(members, key=lambda m: (places[m], rule.players.index(m)))))
    return ConnectedCoalitions(
        rule, places, tuple(found), sources=SOURCES, method="intervals of the axis"
    )
