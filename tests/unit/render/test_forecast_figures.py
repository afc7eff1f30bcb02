"""The figures of forecasts: valid, within their width, the same in both themes."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import winset as ws
from winset.cases.tables.read import actor_table_from_text
from winset.foundation.errors import InputError
from winset.render.export import svg_of
from winset.render.figures.grammar.palette import dark_of
from winset.reports.forecast_report import ForecastReport
from winset.reports.forecast_score_report import ScoredForecasts

DECIDED = (
    "issue,dossier,actor,position,salience,capability,outcome\n"
    "i1,d1,A,0,50,1,100\ni1,d1,B,100,50,3,100\ni1,d1,C,50,100,1,100\n"
    "i2,d2,A,0,100,1,0\ni2,d2,B,100,20,3,0\ni2,d2,C,50,50,1,0\n"
)


def report_of(rows: str) -> ForecastReport:
    header = "actor,position,salience,capability\n"
    return ws.forecast(actor_table_from_text(header + rows, "a.csv"))


REPORTS = {
    "three": "A,0,50,1\nB,100,60,2\nC,40,50,1\n",
    "one": "A,5,50,1\n",
    "no weight": "A,0,50,0\nB,1,50,0\n",
    "one position": "A,3,50,1\nB,3,50,1\n",
    "many": "".join(f"actor {n},{(n * 37) % 101},{20 + n % 70},{n % 9}\n" for n in range(60)),
    "long names": "".join(f"{'A very long name of an actor ' * 4}{n},{n},50,1\n" for n in range(9)),
}


@pytest.fixture(scope="module")
def score(tmp_path_factory: pytest.TempPathFactory) -> ScoredForecasts:
    path: Path = tmp_path_factory.mktemp("score") / "decided.csv"
    path.write_text(DECIDED)
    return ws.score_forecasts(path)


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("width", [340, 760])
def test_every_shape_of_forecast_is_drawn_within_its_width(name: str, width: int) -> None:
    chart = ws.plot_forecast(report_of(REPORTS[name]), width=width)
    assert chart.to_dict()["description"]
    svg = svg_of(chart)
    assert float(ET.fromstring(svg).attrib["width"]) <= width + 5  # noqa: S314
    assert not re.search(r"\bNaN\b|Infinity|undefined|\bnull\b", svg)


def test_the_score_is_drawn_within_its_width(score: ScoredForecasts) -> None:
    for width in (340, 760):
        svg = svg_of(ws.plot_forecast_score(score, width=width))
        assert float(ET.fromstring(svg).attrib["width"]) <= width + 5  # noqa: S314
        assert not re.search(r"\bNaN\b|Infinity|undefined|\bnull\b", svg)


def test_dark_theme_changes_colours_only(score: ScoredForecasts) -> None:
    report = report_of(REPORTS["three"])
    for draw in (
        lambda theme: ws.plot_forecast(report, theme=theme),
        lambda theme: ws.plot_forecast_score(score, theme=theme),
    ):
        light, dark = svg_of(draw("light")), svg_of(draw("dark"))
        for old, new in dark_of().items():
            light = light.replace(f'"{old}"', f'"{new}"')
        assert light == dark


def test_models_can_be_left_out_of_the_figure() -> None:
    report = report_of(REPORTS["three"])
    whole = svg_of(ws.plot_forecast(report))
    part = svg_of(ws.plot_forecast(report, models=["weighted-mean", "smp"]))
    assert "Challenge model" in whole
    assert "Challenge model" not in part
    assert "Spatial model of politics" in part


def test_what_is_not_there_cannot_be_drawn() -> None:
    report = report_of(REPORTS["three"])
    with pytest.raises(InputError, match="no issue `tax`"):
        ws.plot_forecast(report, issue="tax")
    with pytest.raises(InputError, match="did you mean `smp`"):
        ws.plot_forecast(report, models=["spm"])


def test_bins_of_the_figure_hold_the_whole_probability() -> None:
    from winset.render.figures.comparison.forecast import _bins

    for name in ("three", "one position", "many"):
        (found,) = report_of(REPORTS[name]).issues.values()
        assert found.distribution is not None
        stated, other = _bins(found, found.distribution)
        assert sum(stated) + sum(other) == pytest.approx(1.0)
