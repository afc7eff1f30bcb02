"""Bargaining: solutions of a problem, offers in turn, forecasts from positions and resources."""

from __future__ import annotations

from winset.games.bargaining import BargainingProblem, pie
from winset.solvers.bargaining.alternating_offers import alternating_offers
from winset.solvers.bargaining.banks_duggan import banks_duggan
from winset.solvers.bargaining.baron_ferejohn import baron_ferejohn
from winset.solvers.bargaining.bilateral_exchange import bilateral_exchange
from winset.solvers.bargaining.challenge_model import challenge_model
from winset.solvers.bargaining.condorcet_election import condorcet_election
from winset.solvers.bargaining.delegation import delegation
from winset.solvers.bargaining.divided_government import divided_government
from winset.solvers.bargaining.kalai_smorodinsky import kalai_smorodinsky
from winset.solvers.bargaining.nash import nash_solution
from winset.solvers.bargaining.outcome_distribution import outcome_distribution
from winset.solvers.bargaining.ratification_floors import ratification_floors, rubinstein
from winset.solvers.bargaining.spatial_model_of_politics import spatial_model_of_politics
from winset.solvers.bargaining.take_it_or_leave_it import take_it_or_leave_it
from winset.solvers.bargaining.unknown_ratifiers import unknown_ratifiers
from winset.solvers.bargaining.voluntary_defection import voluntary_defection
from winset.solvers.bargaining.weighted_mean import weighted_mean
from winset.solvers.bargaining.weighted_median import weighted_median

__all__ = [
    "BargainingProblem",
    "alternating_offers",
    "banks_duggan",
    "baron_ferejohn",
    "bilateral_exchange",
    "challenge_model",
    "condorcet_election",
    "delegation",
    "divided_government",
    "kalai_smorodinsky",
    "nash_solution",
    "outcome_distribution",
    "pie",
    "ratification_floors",
    "rubinstein",
    "spatial_model_of_politics",
    "take_it_or_leave_it",
    "unknown_ratifiers",
    "voluntary_defection",
    "weighted_mean",
    "weighted_median",
]
