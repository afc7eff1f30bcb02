"""The families of the package, and the names of the first edition that stay beside them."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys
from types import ModuleType

import pytest

import winset as ws

FAMILIES = (
    "power", "coalitions", "spatial", "bargaining", "two_level", "votes", "lenses", "cross_case",
    "plots",
)  # fmt: skip
FIRST_EDITION = [
    "read_case",
    "read_domestic_case",
    "read_negotiation",
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


@pytest.mark.parametrize("name", FAMILIES)
def test_a_family_is_a_module_with_documented_functions(name: str) -> None:
    family = getattr(ws, name)
    assert isinstance(family, ModuleType)
    assert family is importlib.import_module(f"winset.{name}")
    names = getattr(family, "__all__", None) or dir(family)
    assert names
    for public in names:
        assert getattr(family, public).__doc__


@pytest.mark.parametrize("name", FIRST_EDITION)
def test_names_of_the_first_edition_stay(name: str) -> None:
    assert getattr(ws, name) is getattr(ws, name)


def test_a_verb_is_the_report_of_its_family() -> None:
    weights = [50, 49, 1]
    assert ws.power.report(weights, quota=51)["1"] == ws.shapley_shubik(weights, quota=51)["1"]
    assert ws.coalitions.report(weights, quota=51).minimal.count == 2
    assert ws.two_level.report is ws.negotiate
    case = ws.read_domestic_case("fast-track-1997")
    assert ws.lenses(case) == ws.lenses.report(case)
    assert ws.plots.axis is ws.plot_axis


def test_families_are_loaded_when_they_are_first_used() -> None:
    code = (
        "import sys, winset as ws\n"
        "before = set(sys.modules)\n"
        "ws.power\n"
        "assert not {f'winset.{n}' for n in ('power', 'lenses', 'plots')} & before\n"
        "assert 'winset.power' in sys.modules and 'winset.lenses' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'shapley'"):
        ws.shapley  # noqa: B018
    with pytest.raises(AttributeError, match="no attribute 'wip'"):
        ws.votes.wip  # noqa: B018


def test_no_name_of_the_votes_family_is_that_of_a_module_in_it() -> None:
    family = importlib.import_module("winset.votes")
    modules = {module.name for module in pkgutil.iter_modules(family.__path__)}
    assert not modules & family._HOME.keys()
