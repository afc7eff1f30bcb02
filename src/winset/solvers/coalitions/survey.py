"""Everything about the coalitions of a rule in one answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from winset.foundation.errors import InputError
from winset.games.rule import Vote
from winset.results.coalitions.coalition_answer import CoalitionAnswer
from winset.solvers.coalitions.connected import connected_minimal_winning
from winset.solvers.coalitions.least_cost import least_cost_coalition
from winset.solvers.coalitions.minimal_winning import (
    minimal_blocking_coalitions,
    minimal_winning_coalitions,
)
from winset.solvers.coalitions.policy_distance import de_swaan_pivots
from winset.solvers.power.counting.player_classes import Game, rule_from

Numbers = Mapping[str, float] | Sequence[float]


def coalition_survey(
    game: Game,
    *,
    quota: float | None = None,
    names: Sequence[str] | None = None,
    blocking: bool = False,
    including: Sequence[str] = (),
    excluding: Sequence[str] = (),
    largest: int | None = None,
    limit: int = 10_000,
    positions: Numbers | None = None,
    prices: Numbers | None = None,
    fund: float = 0.0,
) -> CoalitionAnswer:
    """Count and list the coalitions that win and lose without any one member.

    Which coalitions are just enough, which of them are neighbours on an axis, and which costs
    least?

    Parameters
    ----------
    game
        A rule, or the weights of the players.
    quota, names
        With weights: the votes needed to win, and the names of the players.
    blocking
        Minimal blocking coalitions instead of winning ones.
    including, excluding, largest
        Only coalitions with all these members, with none of those, of at most so many members.
    limit
        Coalitions that are listed at most; above, they are only counted.
    positions
        Places of the players on an axis: adds the connected coalitions and De Swaan's pivots.
    prices, fund
        What each player's consent costs, and what opponents can spend to undo a coalition: adds the
        cheapest coalition.

    Returns
    -------
    CoalitionAnswer

    Raises
    ------
    InputError
        A fund without prices, an unknown player, or a rule too large.

    Examples
    --------
    >>> answer = coalition_survey([50, 49, 1], quota=51, names=["A", "B", "C"], prices=[3, 2, 1])
    >>> answer.minimal.count, answer.cheapest.coalition
    (2, ('A', 'C'))
    """
    rule = rule_from(game, quota=quota, names=names)
    if fund and prices is None:
        raise InputError("a fund needs prices, one for each player")
    solver = minimal_blocking_coalitions if blocking else minimal_winning_coalitions
    minimal = solver(rule, including=including, excluding=excluding, largest=largest, limit=limit)
    connected = pivots = None
    if positions is not None:
        if isinstance(rule.expression, Vote):
            (seats,) = rule.seats.values()
            pivots = de_swaan_pivots(seats, positions, rule.expression.quota)
        connected = connected_minimal_winning(rule, positions)
    cheapest = None if prices is None else least_cost_coalition(rule, prices, fund=fund)
    return CoalitionAnswer(minimal, connected, pivots, cheapest)
