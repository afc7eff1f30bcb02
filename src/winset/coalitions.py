"""Coalitions of a rule: which win, which are neighbours, which costs least.

`report` is the verb `winset coalitions`.
"""

from __future__ import annotations

from winset.solvers.coalitions.chamber_price import chamber_price, chamber_price_by_size
from winset.solvers.coalitions.connected import connected_minimal_winning
from winset.solvers.coalitions.deadlock import deadlock_coalition
from winset.solvers.coalitions.engagement import engagement
from winset.solvers.coalitions.joining import joining
from winset.solvers.coalitions.least_cost import least_cost_coalition
from winset.solvers.coalitions.minimal_winning import (
    iterate_minimal_winning,
    minimal_blocking_coalitions,
    minimal_winning_coalitions,
)
from winset.solvers.coalitions.minimum_size import fewest_members, minimum_size
from winset.solvers.coalitions.player_prices import player_prices
from winset.solvers.coalitions.policy_distance import balance_pivots, de_swaan_pivots
from winset.solvers.coalitions.ratification_price import ratification_price
from winset.solvers.coalitions.survey import coalition_survey as report

__all__ = [
    "balance_pivots",
    "chamber_price",
    "chamber_price_by_size",
    "connected_minimal_winning",
    "de_swaan_pivots",
    "deadlock_coalition",
    "engagement",
    "fewest_members",
    "iterate_minimal_winning",
    "joining",
    "least_cost_coalition",
    "minimal_blocking_coalitions",
    "minimal_winning_coalitions",
    "minimum_size",
    "player_prices",
    "ratification_price",
    "report",
]
