"""The plane of two axes, and the axis on which reports differ."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from winset.casebook import read_domestic_case
from winset.cases.editing.with_values import with_values
from winset.cli import main
from winset.foundation.errors import InputError
from winset.render.export import svg_of
from winset.render.figures.domestic.plane import moved_axis, plane_axes, plot_plane
from winset.render.html import report_html
from winset.reports.domestic.report import Report
from winset.studies.domestic.analyze import analyze

CASE = read_domestic_case("omnibus-1987-88")


@pytest.fixture(scope="module")
def report() -> Report:
    """A report on a bill with two vote axes."""
    return analyze(CASE, draws=20)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [300, 760])
def test_two_axes_are_drawn_with_every_actor_on_them(
    width: int, theme: str, report: Report
) -> None:
    svg = svg_of(plot_plane(report, width=width, theme=theme))  # type: ignore[arg-type]
    for text in ("Status quo", "Proposal", "Openness of trade policy"):
        assert text in svg
    shown = [row for row in report.actors if len(row.position) == 2]
    assert len(shown) > 5
    assert all(row.short.split()[0] in svg for row in shown)


def test_labels_do_not_cover_symbols_where_there_is_room(report: Report) -> None:
    across, up = plane_axes(report)
    assert (across.issue, up.issue) == ("openness", "plant-closing")
    assert plane_axes(report, ["plant-closing", "openness"])[0].issue == "plant-closing"


@pytest.mark.parametrize(
    ("issues", "message"),
    [
        (["openness"], "a plane has two axes"),
        (["openness", "openness"], "a plane has two axes"),
        (["openness", "plant-closin"], "did you mean `plant-closing`"),
    ],
)
def test_what_is_no_plane_is_told(issues: list[str], message: str, report: Report) -> None:
    with pytest.raises(InputError) as caught:
        plot_plane(report, issues)
    assert message in str(caught.value)


def test_one_axis_makes_no_plane(toy_case: Any, toy_parameters: Any) -> None:
    one = analyze(toy_case(), draws=5, parameters=toy_parameters())
    with pytest.raises(InputError, match="needs two axes"):
        plot_plane(one)


def test_a_reason_is_the_second_axis_where_one_is_voted_on() -> None:
    seed = analyze(read_domestic_case("china-pntr-2000"), draws=5)
    across, up = plane_axes(seed)
    assert (across.axis, up.axis) == ("vote", "reason")
    assert "Dashed lines mark" in svg_of(plot_plane(seed, width=900))


@pytest.mark.parametrize(
    ("path", "value", "moved"),
    [
        ("issues.plant-closing.proposal", "0.6", "plant-closing"),
        ("issues.openness.status_quo", "0.3", "openness"),
        ("actors.reagan.position.plant-closing", "0.5", "plant-closing"),
        ("actors.reagan.capacity", "3", None),
    ],
)
def test_reports_side_by_side_are_drawn_on_the_axis_that_moved(
    path: str, value: str, moved: str | None, report: Report
) -> None:
    other = analyze(with_values(CASE, {path: value}), draws=20)
    assert moved_axis([report, other]) == moved


def test_the_page_has_the_plane_where_two_axes_are_voted_on(report: Report) -> None:
    assert "Two axes: Openness" in report_html(report)


def test_the_command_line_draws_any_axis_and_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["analyze", "omnibus-1987-88", "--draws", "5", "--figure"]
    one, two = str(tmp_path / "one.svg"), str(tmp_path / "two.svg")
    assert main([*words, one, "--issue", "plant-closing"]) == 0
    assert "Notice of plant closings" in Path(one).read_text()
    assert main([*words, two, "--plot", "plane"]) == 0
    assert "Two axes" in Path(two).read_text()
    capsys.readouterr()
    for wrong, message in [
        (["--issue", "opennes"], "did you mean 'openness'"),
        (["--issue", "openness", "--issue", "plant-closing"], "--plot plane takes two"),
        (["--plot", "price", "--issue", "openness"], "has no --issue"),
    ]:
        assert main([*words, one, *wrong]) == 2
        assert message in capsys.readouterr().err
