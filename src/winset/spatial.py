"""Voting on a line and in a plane: win-sets, medians, cores, the yolk."""

from __future__ import annotations

from winset.solvers.spatial.agenda_setter import agenda_setter
from winset.solvers.spatial.majority_core import majority_core
from winset.solvers.spatial.majority_win_set import majority_win_set, spatial_win_set
from winset.solvers.spatial.median import median_voter
from winset.solvers.spatial.pareto_set import pareto_set
from winset.solvers.spatial.pivotal_politics import pivotal_politics
from winset.solvers.spatial.uncovered_set import uncovered_points
from winset.solvers.spatial.veto_players import veto_player_win_set
from winset.solvers.spatial.yolk import yolk

__all__ = [
    "agenda_setter",
    "majority_core",
    "majority_win_set",
    "median_voter",
    "pareto_set",
    "pivotal_politics",
    "spatial_win_set",
    "uncovered_points",
    "veto_player_win_set",
    "yolk",
]
