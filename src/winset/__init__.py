"""Two-level games in trade politics: ratification, coalitions, pivots and win-sets.

Families of functions are modules of their own: ``power``, ``coalitions``, ``spatial``,
``bargaining``, ``two_level``, ``votes``, ``lenses``, ``cross_case`` and ``plots``. The names of the
first edition that now live in a family stay here as aliases. Names are loaded when they are first
used, so that ``import winset`` stays light.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from winset import bargaining, coalitions, cross_case, plots, power, spatial, two_level, votes
    from winset.casebook import case_ids, read_case, read_negotiation
    from winset.casebook import read_domestic_case as read_domestic_case
    from winset.cases.checks.check import check_case
    from winset.cases.editing.with_values import with_values
    from winset.cases.file.read_parameters import read_parameters
    from winset.cases.file.write import write_case
    from winset.cases.model.case import Case
    from winset.cases.model.parameters import Parameters
    from winset.discourse.network import discourse_network as discourse_network
    from winset.discourse.read_statements import read_statements
    from winset.games.domestic import DomesticGame as DomesticGame
    from winset.games.rule import Rule
    from winset.games.rule import rule_from_text as rule_from_text
    from winset.lenses import family as lenses
    from winset.render.export import save_figure
    from winset.render.figures.comparison.agreements import plot_agreements as plot_agreements
    from winset.render.figures.comparison.forecast import plot_forecast as plot_forecast
    from winset.render.figures.comparison.forecast_score import (
        plot_forecast_score as plot_forecast_score,
    )
    from winset.render.figures.comparison.lenses import plot_lenses as plot_lenses
    from winset.render.figures.comparison.specifications import (
        plot_specifications as plot_specifications,
    )
    from winset.render.figures.comparison.statements import plot_statements as plot_statements
    from winset.render.figures.domestic.axis import plot_axis as plot_axis
    from winset.render.figures.domestic.payments import plot_payments as plot_payments
    from winset.render.figures.domestic.plane import plot_plane as plot_plane
    from winset.render.figures.domestic.price import plot_price as plot_price
    from winset.render.figures.domestic.timeline import plot_timeline as plot_timeline
    from winset.render.figures.domestic.votes import plot_votes as plot_votes
    from winset.render.figures.negotiation.contract import plot_pairs as plot_pairs
    from winset.render.figures.negotiation.tying_hands import plot_tying_hands as plot_tying_hands
    from winset.render.figures.negotiation.win_sets import plot_win_sets as plot_win_sets
    from winset.render.figures.rule.coalitions import plot_coalitions as plot_coalitions
    from winset.render.figures.rule.power import plot_power as plot_power
    from winset.render.figures.sweep.heat_map import plot_heat_map as plot_heat_map
    from winset.render.figures.sweep.passage_curve import plot_passage_curve as plot_passage_curve
    from winset.render.figures.sweep.ridge import plot_ridge as plot_ridge
    from winset.render.figures.sweep.sobol import plot_sobol as plot_sobol
    from winset.render.figures.sweep.tornado import plot_tornado as plot_tornado
    from winset.render.figures.whatif.agenda import plot_agenda as plot_agenda
    from winset.render.figures.whatif.break_even import plot_break_even as plot_break_even
    from winset.render.html import report_html as report_html
    from winset.render.html import report_pdf as report_pdf
    from winset.render.lens_html import lens_html as lens_html
    from winset.render.negotiation import negotiation_html as negotiation_html
    from winset.reports.domestic.report import Report
    from winset.reports.lens_report import LensReport
    from winset.reports.negotiation.negotiation_report import NegotiationReport
    from winset.reports.roll_calls.case_whip import case_whip as case_whip
    from winset.reports.whatif.contrast_report import Contrast
    from winset.solvers.coalitions.chamber_price import chamber_price as chamber_price
    from winset.solvers.coalitions.minimal_winning import (
        minimal_winning_coalitions as minimal_winning_coalitions,
    )
    from winset.solvers.coalitions.ratification_price import (
        ratification_price as ratification_price,
    )
    from winset.solvers.power.banzhaf import banzhaf as banzhaf
    from winset.solvers.power.penrose_banzhaf import penrose_banzhaf as penrose_banzhaf
    from winset.solvers.power.shapley_shubik import shapley_shubik as shapley_shubik
    from winset.solvers.spatial.majority_win_set import majority_win_set as majority_win_set
    from winset.solvers.spatial.yolk import yolk as yolk
    from winset.solvers.two_level.win_set import win_set as win_set
    from winset.studies.agreements.agreements import agreements
    from winset.studies.comparison.coders import compare_coders
    from winset.studies.comparison.compare import compare
    from winset.studies.comparison.small_models import small_models as small_models
    from winset.studies.domestic.analyze import analyze
    from winset.studies.estimate.estimate import estimate
    from winset.studies.forecast.bargaining_forecast import forecast
    from winset.studies.forecast.score_decided import score_forecasts
    from winset.studies.import_table import import_table
    from winset.studies.ledger import grade, seal, settle
    from winset.studies.negotiation.negotiate import negotiate
    from winset.studies.negotiation.negotiate import negotiation_table as negotiation_table
    from winset.studies.new_case import new_case
    from winset.studies.statements import statements_report
    from winset.studies.sweep.sweep import Sweep, read_sweep
    from winset.studies.sweep.sweep_case import sweep, sweep_findings
    from winset.studies.whatif.agenda import agenda as agenda
    from winset.studies.whatif.contrast import contrast
    from winset.studies.whatif.whatif import whatif
    from winset.translate import CodedGame as CodedGame
    from winset.translate import coded_game as coded_game

__version__ = "0.1.0"

_FAMILIES = (
    "power",
    "coalitions",
    "spatial",
    "bargaining",
    "two_level",
    "votes",
    "lenses",
    "cross_case",
    "plots",
)
_HOMES = {
    "winset.casebook": (
        "case_ids",
        "read_case",
        "read_negotiation",
    ),
    "winset.cases.checks.check": ("check_case",),
    "winset.cases.model.case": ("Case",),
    "winset.cases.model.parameters": ("Parameters",),
    "winset.cases.editing.with_values": ("with_values",),
    "winset.cases.file.read_parameters": ("read_parameters",),
    "winset.cases.file.write": ("write_case",),
    "winset.discourse.read_statements": ("read_statements",),
    "winset.games.rule": ("Rule",),
    "winset.render.export": ("save_figure",),
    "winset.reports.lens_report": ("LensReport",),
    "winset.reports.negotiation.negotiation_report": ("NegotiationReport",),
    "winset.reports.domestic.report": ("Report",),
    "winset.studies.whatif.agenda": ("agenda",),
    "winset.studies.agreements.agreements": ("agreements",),
    "winset.studies.domestic.analyze": ("analyze",),
    "winset.studies.comparison.compare": ("compare",),
    "winset.studies.comparison.coders": ("compare_coders",),
    "winset.studies.whatif.whatif": ("whatif",),
    "winset.studies.whatif.contrast": (
        "Contrast",
        "contrast",
    ),
    "winset.studies.estimate.estimate": ("estimate",),
    "winset.studies.forecast.bargaining_forecast": ("forecast",),
    "winset.studies.forecast.score_decided": ("score_forecasts",),
    "winset.studies.import_table": ("import_table",),
    "winset.studies.ledger": ("grade", "seal", "settle"),
    "winset.studies.negotiation.negotiate": ("negotiate",),
    "winset.studies.new_case": ("new_case",),
    "winset.studies.statements": ("statements_report",),
    "winset.studies.comparison.small_models": ("small_models",),
    "winset.studies.sweep.sweep": (
        "Sweep",
        "read_sweep",
    ),
    "winset.studies.sweep.sweep_case": (
        "sweep",
        "sweep_findings",
    ),
}
_ALIASES = {
    "winset.casebook": ("read_domestic_case",),
    "winset.discourse.network": ("discourse_network",),
    "winset.games.domestic": ("DomesticGame",),
    "winset.games.rule": ("rule_from_text",),
    "winset.render.html": (
        "report_html",
        "report_pdf",
    ),
    "winset.render.lens_html": ("lens_html",),
    "winset.render.negotiation": ("negotiation_html",),
    "winset.reports.roll_calls.case_whip": ("case_whip",),
    "winset.solvers.coalitions.chamber_price": ("chamber_price",),
    "winset.solvers.coalitions.minimal_winning": ("minimal_winning_coalitions",),
    "winset.solvers.coalitions.ratification_price": ("ratification_price",),
    "winset.solvers.power.banzhaf": ("banzhaf",),
    "winset.solvers.power.penrose_banzhaf": ("penrose_banzhaf",),
    "winset.solvers.power.shapley_shubik": ("shapley_shubik",),
    "winset.solvers.spatial.majority_win_set": ("majority_win_set",),
    "winset.solvers.spatial.yolk": ("yolk",),
    "winset.solvers.two_level.win_set": ("win_set",),
    "winset.studies.negotiation.negotiate": ("negotiation_table",),
    "winset.translate": (
        "CodedGame",
        "coded_game",
    ),
}
_HOME = {
    name: module
    for homes in (_HOMES, _ALIASES)
    for module, names in homes.items()
    for name in names
}

__all__ = [  # noqa: RUF022 - in the order in which a user meets them
    "read_case",
    "read_negotiation",
    "case_ids",
    "check_case",
    "with_values",
    "write_case",
    "new_case",
    "import_table",
    "read_parameters",
    "analyze",
    "whatif",
    "contrast",
    "negotiate",
    "estimate",
    "forecast",
    "score_forecasts",
    "agreements",
    "compare",
    "compare_coders",
    "seal",
    "settle",
    "grade",
    "sweep",
    "read_sweep",
    "sweep_findings",
    "read_statements",
    "statements_report",
    "save_figure",
    "Case",
    "Contrast",
    "LensReport",
    "NegotiationReport",
    "Parameters",
    "Report",
    "Rule",
    "Sweep",
    "power",
    "coalitions",
    "spatial",
    "bargaining",
    "two_level",
    "votes",
    "lenses",
    "cross_case",
    "plots",
]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used."""
    if name in _FAMILIES:
        return importlib.import_module(f"winset.{name}")
    if name.startswith("plot_"):
        from winset.render.figures.registry import FIGURES

        _HOME.update({figure.function: figure.module for figure in FIGURES})
    if name not in _HOME:
        raise AttributeError(f"module 'winset' has no attribute {name!r}")
    found = getattr(importlib.import_module(_HOME[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Public names; those of the first edition that moved to a family are left out."""
    return sorted([*__all__, "__version__"])
