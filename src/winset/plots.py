"""Figures: each a function of a document or result that gives an Altair chart."""

from __future__ import annotations

from winset.render.export import save_figure
from winset.render.figures import plot_axis as axis
from winset.render.figures import plot_break_even as break_even
from winset.render.figures import plot_payments as payments
from winset.render.figures import plot_price as price
from winset.render.figures import plot_timeline as timeline
from winset.render.figures import plot_votes as votes
from winset.render.figures.comparison.agreements import plot_agreements as agreements
from winset.render.figures.comparison.forecast import plot_forecast as forecast
from winset.render.figures.comparison.forecast_score import plot_forecast_score as forecast_score
from winset.render.figures.comparison.lenses import plot_lenses as lenses
from winset.render.figures.comparison.specifications import plot_specifications as specifications
from winset.render.figures.comparison.statements import plot_statements as statements
from winset.render.figures.comparison.statements_network import (
    plot_statements_network as statements_network,
)
from winset.render.figures.domestic.plane import plot_plane as plane
from winset.render.figures.negotiation.contract import plot_pairs as pairs
from winset.render.figures.negotiation.group_moves import plot_group_moves as group_moves
from winset.render.figures.negotiation.tying_hands import plot_tying_hands as tying_hands
from winset.render.figures.negotiation.win_sets import plot_win_sets as win_sets
from winset.render.figures.roll_calls.hemicycle import plot_hemicycle as hemicycle
from winset.render.figures.roll_calls.ideal import plot_ideal as ideal
from winset.render.figures.roll_calls.ladder import plot_ladder as ladder
from winset.render.figures.roll_calls.tally import plot_tally as tally
from winset.render.figures.rule.coalitions import plot_coalitions as coalitions
from winset.render.figures.rule.power import plot_power as power
from winset.render.figures.sweep.heat_map import plot_heat_map as heat_map
from winset.render.figures.sweep.passage_curve import plot_passage_curve as passage_curve
from winset.render.figures.sweep.ridge import plot_ridge as ridge
from winset.render.figures.sweep.sobol import plot_sobol as sobol
from winset.render.figures.sweep.tornado import plot_tornado as tornado
from winset.render.figures.whatif.agenda import plot_agenda as agenda

__all__ = [
    "agenda",
    "agreements",
    "axis",
    "break_even",
    "coalitions",
    "forecast",
    "forecast_score",
    "group_moves",
    "heat_map",
    "hemicycle",
    "ideal",
    "ladder",
    "lenses",
    "pairs",
    "passage_curve",
    "payments",
    "plane",
    "power",
    "price",
    "ridge",
    "save_figure",
    "sobol",
    "specifications",
    "statements",
    "statements_network",
    "tally",
    "timeline",
    "tornado",
    "tying_hands",
    "votes",
    "win_sets",
]
