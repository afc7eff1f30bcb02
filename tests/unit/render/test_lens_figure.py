"""The figure and the page of rival lenses."""

from __future__ import annotations

import altair as alt
import pytest

from winset.casebook import read_domestic_case
from winset.render.export import spec_of, svg_of
from winset.render.figures.comparison.lenses import plot_lenses
from winset.render.figures.grammar.palette import DARK, LIGHT
from winset.render.lens_html import lens_fragment, lens_html
from winset.render.terminal.lens_terminal import agreement_sentences
from winset.reports.lens_report import LensReport
from winset.studies.lenses.rival_readings import lenses


@pytest.fixture(scope="module")
def report() -> LensReport:
    return lenses(read_domestic_case("china-pntr-2000"))


def marks_in(svg: str, colour: str) -> int:
    return svg.count(f'fill="{colour}"')


@pytest.mark.parametrize("width", [300, 350, 760, 1200])
def test_the_figure_is_valid_at_every_width(report: LensReport, width: int) -> None:
    alt.VConcatChart.from_dict(spec_of(plot_lenses(report, width=width)), validate=True)


def test_every_side_is_drawn_once_and_every_prediction_too(report: LensReport) -> None:
    svg = svg_of(plot_lenses(report))
    sides = report.to_frame("actors")
    for value, said, colour in (
        (1, "passes", LIGHT.supports),
        (-1, "does not pass", LIGHT.opposes),
    ):
        predictions = [r.prediction for r in report.readings]
        assert report.model is not None
        predictions.append(report.model.prediction)
        dots = int((sides == value).sum().sum())
        # Each prediction is a mark and a word, and the legend shows the mark once.
        assert marks_in(svg, colour) == dots + 2 * predictions.count(said) + 1


def test_themes_share_no_colour_of_a_side(report: LensReport) -> None:
    dark = svg_of(plot_lenses(report, theme="dark"))
    assert marks_in(dark, DARK.supports)
    assert not marks_in(dark, LIGHT.supports)


def test_the_page_escapes_what_a_case_says(report: LensReport) -> None:
    hostile = report.model_copy(update={"title": "<script>alert(1)</script>"})
    page = lens_html(hostile)
    assert "<script>alert" not in page
    assert page.count("<script") == 1
    assert "<html" not in lens_fragment(hostile)


def test_words_say_who_agrees(report: LensReport) -> None:
    told = agreement_sentences(report)
    assert told[0].startswith("passes: Factor cleavage")
    assert "31 of 34 pairs" in told[-1]
