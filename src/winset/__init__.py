"""Two-level games in trade politics: ratification, coalitions, pivots and win-sets.

Names are loaded when they are first used, so that ``import winset`` stays light.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from winset.casebook import case_ids, read_case, read_domestic_case
    from winset.cases.check import check_case
    from winset.cases.model import Case
    from winset.cases.parameters import Parameters
    from winset.cases.paths import with_values
    from winset.cases.read_parameters import read_parameters
    from winset.cases.write import write_case
    from winset.discourse.network import discourse_network
    from winset.discourse.read_statements import read_statements
    from winset.games.domestic import DomesticGame
    from winset.games.rule import Rule, rule_from_text
    from winset.render.export import save_figure
    from winset.render.figures import (
        plot_axis,
        plot_break_even,
        plot_payments,
        plot_price,
        plot_timeline,
        plot_votes,
    )
    from winset.render.figures.coalitions import plot_coalitions
    from winset.render.figures.contract import plot_pairs
    from winset.render.figures.heat_map import plot_heat_map
    from winset.render.figures.lenses import plot_lenses
    from winset.render.figures.power import plot_power
    from winset.render.figures.ridge import plot_ridge
    from winset.render.figures.sobol import plot_sobol
    from winset.render.figures.specifications import plot_specifications
    from winset.render.figures.statements import plot_statements
    from winset.render.figures.sweep import plot_passage_curve
    from winset.render.figures.tornado import plot_tornado
    from winset.render.figures.tying_hands import plot_tying_hands
    from winset.render.figures.win_sets import plot_win_sets
    from winset.render.html import report_html, report_pdf
    from winset.render.lens_html import lens_html
    from winset.render.negotiation import negotiation_html
    from winset.solvers.coalitions.chamber_price import chamber_price
    from winset.solvers.coalitions.minimal_winning import minimal_winning_coalitions
    from winset.solvers.coalitions.ratification_price import ratification_price
    from winset.solvers.power.banzhaf import banzhaf
    from winset.solvers.power.penrose_banzhaf import penrose_banzhaf
    from winset.solvers.power.shapley_shubik import shapley_shubik
    from winset.solvers.spatial.majority_win_set import majority_win_set
    from winset.solvers.spatial.yolk import yolk
    from winset.solvers.two_level.win_set import win_set
    from winset.studies.analyze import analyze
    from winset.studies.case_whip import case_whip
    from winset.studies.compare import compare
    from winset.studies.compare_coders import compare_coders
    from winset.studies.contrast import Contrast, contrast
    from winset.studies.lens_report import LensReport
    from winset.studies.lenses import lenses
    from winset.studies.negotiate import negotiate, negotiation_table
    from winset.studies.negotiation_report import NegotiationReport
    from winset.studies.report import Report
    from winset.studies.sweep import Sweep, read_sweep
    from winset.studies.sweep_case import sweep, sweep_findings
    from winset.translate import CodedGame, coded_game

__version__ = "0.1.0"

_HOMES = {
    "winset.casebook": ("case_ids", "read_case", "read_domestic_case"),
    "winset.cases.check": ("check_case",),
    "winset.cases.model": ("Case",),
    "winset.cases.parameters": ("Parameters",),
    "winset.cases.paths": ("with_values",),
    "winset.cases.read_parameters": ("read_parameters",),
    "winset.cases.write": ("write_case",),
    "winset.discourse.network": ("discourse_network",),
    "winset.discourse.read_statements": ("read_statements",),
    "winset.games.domestic": ("DomesticGame",),
    "winset.games.rule": ("Rule", "rule_from_text"),
    "winset.render.export": ("save_figure",),
    "winset.render.figures": (
        "plot_axis",
        "plot_break_even",
        "plot_payments",
        "plot_price",
        "plot_timeline",
        "plot_votes",
    ),
    "winset.render.figures.coalitions": ("plot_coalitions",),
    "winset.render.figures.contract": ("plot_pairs",),
    "winset.render.figures.heat_map": ("plot_heat_map",),
    "winset.render.figures.power": ("plot_power",),
    "winset.render.figures.ridge": ("plot_ridge",),
    "winset.render.figures.sobol": ("plot_sobol",),
    "winset.render.figures.sweep": ("plot_passage_curve",),
    "winset.render.figures.tornado": ("plot_tornado",),
    "winset.render.figures.tying_hands": ("plot_tying_hands",),
    "winset.render.figures.win_sets": ("plot_win_sets",),
    "winset.render.figures.lenses": ("plot_lenses",),
    "winset.render.figures.specifications": ("plot_specifications",),
    "winset.render.figures.statements": ("plot_statements",),
    "winset.render.html": ("report_html", "report_pdf"),
    "winset.render.lens_html": ("lens_html",),
    "winset.render.negotiation": ("negotiation_html",),
    "winset.solvers.coalitions.chamber_price": ("chamber_price",),
    "winset.solvers.coalitions.minimal_winning": ("minimal_winning_coalitions",),
    "winset.solvers.coalitions.ratification_price": ("ratification_price",),
    "winset.solvers.power.banzhaf": ("banzhaf",),
    "winset.solvers.power.penrose_banzhaf": ("penrose_banzhaf",),
    "winset.solvers.power.shapley_shubik": ("shapley_shubik",),
    "winset.solvers.spatial.majority_win_set": ("majority_win_set",),
    "winset.solvers.spatial.yolk": ("yolk",),
    "winset.solvers.two_level.win_set": ("win_set",),
    "winset.studies.analyze": ("analyze",),
    "winset.studies.case_whip": ("case_whip",),
    "winset.studies.negotiate": ("negotiate", "negotiation_table"),
    "winset.studies.negotiation_report": ("NegotiationReport",),
    "winset.studies.compare": ("compare",),
    "winset.studies.compare_coders": ("compare_coders",),
    "winset.studies.contrast": ("Contrast", "contrast"),
    "winset.studies.lens_report": ("LensReport",),
    "winset.studies.lenses": ("lenses",),
    "winset.studies.report": ("Report",),
    "winset.studies.sweep": ("Sweep", "read_sweep"),
    "winset.studies.sweep_case": ("sweep", "sweep_findings"),
    "winset.translate": ("CodedGame", "coded_game"),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [  # noqa: RUF022 - in the order in which a user meets them
    "read_case",
    "read_domestic_case",
    "case_ids",
    "check_case",
    "with_values",
    "write_case",
    "read_parameters",
    "analyze",
    "case_whip",
    "contrast",
    "negotiate",
    "negotiation_table",
    "lenses",
    "compare",
    "compare_coders",
    "read_statements",
    "discourse_network",
    "win_set",
    "majority_win_set",
    "yolk",
    "sweep",
    "read_sweep",
    "sweep_findings",
    "Report",
    "NegotiationReport",
    "LensReport",
    "Contrast",
    "Sweep",
    "Case",
    "Parameters",
    "coded_game",
    "CodedGame",
    "DomesticGame",
    "Rule",
    "rule_from_text",
    "ratification_price",
    "chamber_price",
    "shapley_shubik",
    "banzhaf",
    "penrose_banzhaf",
    "minimal_winning_coalitions",
    "plot_axis",
    "plot_statements",
    "plot_specifications",
    "plot_break_even",
    "plot_coalitions",
    "plot_heat_map",
    "plot_lenses",
    "plot_pairs",
    "plot_passage_curve",
    "plot_payments",
    "plot_power",
    "plot_price",
    "plot_ridge",
    "plot_sobol",
    "plot_timeline",
    "plot_tornado",
    "plot_tying_hands",
    "plot_votes",
    "plot_win_sets",
    "save_figure",
    "report_html",
    "report_pdf",
    "lens_html",
    "negotiation_html",
]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used."""
    if name not in _HOME:
        raise AttributeError(f"module 'winset' has no attribute {name!r}")
    found = getattr(importlib.import_module(_HOME[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Public names."""
    return sorted([*__all__, "__version__"])
