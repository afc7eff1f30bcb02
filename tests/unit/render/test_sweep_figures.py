"""Figures and pages of a sweep."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pytest

from winset.casebook import read_case
from winset.cases.file.read_parameters import read_parameters
from winset.foundation.errors import InputError
from winset.render.export import svg_of
from winset.render.figures.grammar.palette import LIGHT
from winset.render.figures.registry import by_verb
from winset.render.figures.sweep.heat_map import shade
from winset.render.sweep_html import sweep_html
from winset.reports.sweep.sweep_documents import SweepReport
from winset.studies.sweep.experiment import DomesticExperiment
from winset.studies.sweep.findings import sweep_report
from winset.studies.sweep.sweep import asked, run

SWEEP_FIGURES = {name: figure.draw for name, figure in by_verb("sweep").items()}
VARY = {"actors.afl-cio.capacity": "8:34", "stages.voting.deadline": "2000-03-01:2000-10-01"}


def report_of(folder: Path, design: str) -> SweepReport:
    experiment = DomesticExperiment(read_case("china-pntr-2000"), read_parameters())
    question = asked(experiment, vary=VARY, draws=1024, design=design, hold_others=True)
    return sweep_report(run(question, folder / design), question)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> SweepReport:
    return report_of(tmp_path_factory.mktemp("sweep"), "latin-hypercube")


@pytest.mark.parametrize("name", SWEEP_FIGURES)
@pytest.mark.parametrize(("width", "theme"), [(760, "light"), (350, "dark")])
def test_every_figure_is_valid_and_names_its_inputs(
    name: str, width: int, theme: str, report: SweepReport
) -> None:
    chart = SWEEP_FIGURES[name](report, width=width, theme=theme)
    chart.to_dict(validate=True)
    svg = svg_of(chart)
    assert "<title>" in svg
    assert "AFL-CIO" in svg or "Vote: day of the vote" in svg
    assert "actors.afl-cio" not in svg
    assert "NaN" not in svg


def test_dates_are_written_as_dates(report: SweepReport) -> None:
    for name in ("curve", "heat-map", "ridge"):
        assert "2000-0" in svg_of(SWEEP_FIGURES[name](report))
        assert "730" not in re.sub(
            r"[\d.]+,[\d.]+|\"[^\"]*\"", "", svg_of(SWEEP_FIGURES[name](report))
        )


def test_a_one_at_a_time_design_has_indices_but_no_curve(tmp_path: Path) -> None:
    for design in ("saltelli", "morris"):
        found = report_of(tmp_path, design)
        assert found.indices or found.screening
        SWEEP_FIGURES["sobol"](found)
        with pytest.raises(InputError, match="gives no curve"):
            SWEEP_FIGURES["curve"](found)
        with pytest.raises(InputError, match="two inputs"):
            SWEEP_FIGURES["heat-map"](found)


def test_a_sweep_in_which_passage_never_varied_is_drawn_and_says_so(report: SweepReport) -> None:
    same = report.model_copy(update={"indices": [], "screening": []})
    assert "Passage never varied" in svg_of(SWEEP_FIGURES["sobol"](same))


def test_the_page_holds_every_figure_and_the_report_and_loads_nothing(report: SweepReport) -> None:
    page = sweep_html(report)
    assert page.count("<figure") == len(SWEEP_FIGURES)
    found = re.search(r'<script type="application/json" id="report">(.*?)</script>', page, re.S)
    assert json.loads(found[1]) == json.loads(json.dumps(report.to_dict()))
    assert not re.findall(r'(?:src|href)="(?!#|data:)[^"]*"', page)


def test_a_shade_goes_from_one_colour_over_the_ground_to_the_other() -> None:
    assert shade(0.0, LIGHT.opposes, LIGHT.supports, LIGHT.ground) == LIGHT.opposes
    assert shade(1.0, LIGHT.opposes, LIGHT.supports, LIGHT.ground) == LIGHT.supports
    assert shade(0.5, LIGHT.opposes, LIGHT.supports, LIGHT.ground) == LIGHT.ground


def test_the_axis_of_a_curve_is_the_range_given(report: SweepReport) -> None:
    chart = SWEEP_FIGURES["curve"](report).to_dict()
    ticks = {}
    for curve, part in zip(report.curves, chart["vconcat"], strict=False):
        values = part["layer"][0]["encoding"]["x"]["axis"]["values"]
        ticks[curve.path] = (values[0], values[-1])
    days = [dt.date(2000, month, 1).toordinal() for month in (3, 10)]
    expected = {"actors.afl-cio.capacity": (8, 34), "stages.voting.deadline": tuple(days)}
    assert ticks == expected
