"""Every figure of every shape of report: valid, inside its width, with the texts it must show."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest

from winset.foundation.errors import InputError
from winset.render.export import svg_of
from winset.render.figures.domestic.axis import plot_axis
from winset.render.figures.domestic.axis_brackets import coalition_brackets
from winset.render.figures.domestic.payments import plot_payments
from winset.render.figures.domestic.timeline import _between
from winset.render.figures.domestic.votes import plot_votes
from winset.render.figures.grammar.palette import DARK, LIGHT, dark_of
from winset.render.figures.grammar.panel import Panel
from winset.render.figures.grammar.quantile_dots import DOTS, Dots, dots_at, draw_dots
from winset.render.figures.registry import figures_for
from winset.render.figures.rule.power_diagonal import Box
from winset.render.figures.whatif.break_even import plot_break_even
from winset.reports.domestic.report import Report

SVG = "{http://www.w3.org/2000/svg}"
ReportOf = Callable[[str], Report]
FIGURES = {name: figure.draw for name, figure in figures_for(Report).items() if name != "plane"}
"""The plane, which needs two axes, has tests of its own."""


def drawn(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own picture


def texts(svg: str) -> list[str]:
    return ["".join(node.itertext()) for node in drawn(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("name", FIGURES)
def test_is_valid_fits_a_phone_and_is_told_in_words(name: str, any_report: Report) -> None:
    width = 340
    chart = FIGURES[name](any_report, width=width)
    spec = chart.to_dict()  # raises where Vega-Lite's schema is not met
    svg = svg_of(chart)
    assert float(drawn(svg).attrib["width"]) <= width + 5
    assert not re.search(r"\bNaN\b|Infinity|undefined|\bnull\b", svg)
    assert spec["title"]["text"]
    assert spec["title"]["subtitle"]
    assert len(spec["description"]) > 20


@pytest.mark.parametrize("name", FIGURES)
def test_keeps_a_wide_width(name: str, report_of: ReportOf) -> None:
    picture = drawn(svg_of(FIGURES[name](report_of("long-names"), width=760)))
    assert 700 <= float(picture.attrib["width"]) <= 765


@pytest.mark.parametrize("name", FIGURES)
def test_dark_theme_changes_colours_only(name: str, report_of: ReportOf) -> None:
    light = svg_of(FIGURES[name](report_of("normal"), theme="light"))
    dark = svg_of(FIGURES[name](report_of("normal"), theme="dark"))
    for old, new in dark_of().items():
        light = light.replace(f'"{old}"', f'"{new}"')
    assert light == dark


def test_the_same_report_gives_the_same_picture(report_of: ReportOf) -> None:
    first = svg_of(plot_votes(report_of("normal")))
    assert svg_of(plot_votes(report_of("normal"))) == first


def test_palettes_give_each_role_its_own_colour() -> None:
    for palette in (LIGHT, DARK):
        colours = list(vars(palette).values())
        assert len(set(colours)) == len(colours)


def test_axis_names_every_actor_once_per_place(report_of: ReportOf) -> None:
    report = report_of("crowd")
    shown = texts(svg_of(plot_axis(report)))
    for row in report.actors:
        places = max(1, len(row.seats))
        label = row.short if not row.seats else f"{row.short} · {next(iter(row.seats.values()))}"
        same = sum(other.short == row.short for other in report.actors)
        # each label is drawn twice: its halo and itself
        assert shown.count(label) == 2 * places * same


def test_bracket_counts_those_in_favour_before_anybody_pays(report_of: ReportOf) -> None:
    report = report_of("normal")
    house = report.votes["house"]
    shown = " ".join(texts(svg_of(plot_axis(report))))
    assert f"In favour before anybody pays: House {house.unpaid} ({house.quota} needed)" in shown


def test_bracket_spans_the_members_that_gain(report_of: ReportOf) -> None:
    report = report_of("two-axes")
    issue = report.issues[0].issue
    bracket = next(b for b in coalition_brackets(report, issue) if b.side == "supports")
    gaining = [m.position[issue] for m in report.members if m.surplus >= 0.0]
    assert (bracket.low, bracket.high) == (min(gaining), max(gaining))


def test_axis_has_no_bracket_where_nobody_gains(report_of: ReportOf) -> None:
    report = report_of("normal")
    losing = [m.model_copy(update={"surplus": -0.1}) for m in report.members]
    report = report.model_copy(update={"members": losing})
    assert "before anybody pays" not in svg_of(plot_axis(report))


def test_axis_of_an_unknown_issue_names_the_near_one(report_of: ReportOf) -> None:
    with pytest.raises(InputError, match="did you mean 'openness'"):
        plot_axis(report_of("normal"), "opennes")


def test_axis_of_a_second_issue_can_be_drawn(report_of: ReportOf) -> None:
    assert "Labour rights" in svg_of(plot_axis(report_of("two-axes"), "labour-rights"))


def test_votes_show_the_record_and_the_counts(report_of: ReportOf) -> None:
    assert "recorded 237–197" in texts(svg_of(plot_votes(report_of("two-axes"))))
    counted = [t for t in texts(svg_of(plot_votes(report_of("normal")))) if "counted" in t]
    assert any("196: Seed article" in text for text in counted)


def test_break_evens_are_cut_with_a_word_on_the_rest(report_of: ReportOf) -> None:
    chart = plot_break_even(report_of("normal"), shown=2)
    caption = " ".join(chart.to_dict()["title"]["subtitle"])
    assert "3 more turn it farther off" in caption
    assert "2 turn nothing" in caption


def test_untrusted_titles_stay_text(report_of: ReportOf) -> None:
    for plot in FIGURES.values():
        tags = {node.tag for node in drawn(svg_of(plot(report_of("long-names")))).iter()}
        assert f"{SVG}script" not in tags


def test_dots_are_quantiles_of_their_distribution() -> None:
    dots = dots_at([0.01 * i for i in range(101)], [float(i) for i in range(101)])
    assert dots.values == pytest.approx([2 * i + 1 for i in range(DOTS)])
    assert dots.missing == 0


def test_dots_of_missing_quantiles_are_counted() -> None:
    levels = [0.01 * i for i in range(101)]
    dots = dots_at(levels, [float(i) if i <= 60 else None for i in range(101)])
    assert len(dots.values) + dots.missing == DOTS
    assert dots.missing == pytest.approx(0.4 * DOTS, abs=1)


def test_columns_for_too_many_dots_are_as_high_as_their_share() -> None:
    panel = Panel(400.0, (0.0, 60.0), LIGHT)
    dots = Dots((*[0.0] * 45, 10.0, 20.0, 30.0, 40.0, 60.0), 0)
    height = draw_dots(panel, dots, lambda _: "#000", 0.0, 78.0)
    tallest, *others = panel.layers[0].rows
    assert tallest["Share"] == "90.0 %"
    assert tallest["y2"] - tallest["y"] == height
    assert {row["Share"] for row in others} == {"2.0 %"}
    assert [row["y2"] - row["y"] for row in others] == pytest.approx([height / 45] * 5)


def test_a_break_even_is_drawn_by_its_words_and_by_its_path_where_it_has_none(
    report_of: ReportOf,
) -> None:
    report = report_of("normal")
    first, second = [row for row in report.break_even if row.value is not None][:2]
    named = first.model_copy(update={"title": "Exporters: capacity"})
    shown = texts(
        svg_of(plot_break_even(report.model_copy(update={"break_even": [named, second]})))
    )
    assert "Exporters: capacity" in shown
    assert first.path not in shown
    assert second.path in shown


def test_lines_of_single_days_leave_the_labels_free() -> None:
    labels = [Box(0, 20, 100, 38), Box(0, 40, 100, 58), Box(200, 60, 300, 78)]
    assert _between(labels, 50, 0, 100) == [(0, 20), (58, 100)]
    assert _between(labels, 150, 0, 100) == [(0, 100)]
    assert _between(labels, 250, 0, 100) == [(0, 60), (78, 100)]


@pytest.mark.parametrize("members", [3, 27, 100, 435])
def test_values_of_heights_stand_beside_the_last_bar(members: int, report_of: ReportOf) -> None:
    report = report_of("normal")
    one = next(row for row in report.members if row.chamber == "house")
    rows = [one.model_copy(update={"rank": place + 1}) for place in range(members)]
    chart = plot_payments(report.model_copy(update={"members": rows}), width=320).to_dict()
    chamber = chart["vconcat"][1]
    text = json.dumps(chamber)
    ends = [tuple(found) for found in re.findall(r'"domain": \[([\d.-]+), ([\d.-]+)\]', text)]
    end = max(float(high) for low, high in ends if float(low) == 0.0 and float(high) > members)
    assert (end - members - 0.5) / end * 300 > 36
    ticks = json.loads(re.findall(r'"values": (\[[\d, ]+\])', text)[0])
    assert ticks[0] == 1
    assert ticks[-1] <= members
