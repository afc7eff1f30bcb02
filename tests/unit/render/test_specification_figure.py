"""The specification curve, drawn at every width and theme."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

import pytest

from winset.foundation.errors import InputError
from winset.render.export import svg_of
from winset.render.figures.comparison.specifications import plot_specifications
from winset.render.figures.grammar.palette import Theme
from winset.reports.comparison import compare_parts as parts
from winset.reports.comparison.compare_report import CompareReport


def score(balanced: float | None, brier: float) -> parts.ScorePart:
    fields: dict[str, Any] = dict.fromkeys(parts.ScorePart.model_fields)
    fields |= {"cases": 4, "happened": 2, "balanced_accuracy": balanced, "brier": brier}
    return parts.ScorePart(**(fields | {"brier_of_base_rate": 0.44}))


def row(name: str, balanced: float | None, brier: float) -> parts.SpecificationRow:
    return parts.SpecificationRow(
        id=name,
        title=f"the block {name} with a title that is far too long to stand beside its marks",
        draws=10,
        verdicts_right=2,
        score=score(balanced, brier),
        turned=["a-case"],
    )


def report(*rows: parts.SpecificationRow) -> CompareReport:
    group = parts.GroupScore(
        by_verdict=score(0.5, 0.3), by_probability=score(0.5, 0.3), verdicts_right=2
    )
    scoring = parts.ScoringPart(all=group, liberalising=group, protectionist=group, table={})
    empty: dict[str, Any] = {
        name: []
        for name, field in CompareReport.model_fields.items()
        if str(field.annotation).startswith("list")
    }
    fixed = {"version": "0", "plan": "plan-1", "seed": 0, "draws": 1, "parameters": {}}
    return CompareReport(**(empty | fixed | {"scoring": scoring, "specification_curve": rows}))


ROWS = (row("worse", 0.4, 0.5), row("standard", 0.9, 0.1), row("better", 1.0, 0.05))


@pytest.mark.parametrize("width", [340, 760])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_figure_fits_its_width_in_both_themes(width: int, theme: Theme) -> None:
    svg = svg_of(plot_specifications(report(*ROWS), width=width, theme=theme))
    assert float(ET.fromstring(svg).attrib["width"]) <= width + 5  # noqa: S314 - our own picture
    assert "NaN" not in svg


def test_the_best_block_stands_first_and_the_place_of_the_shipped_one_is_told() -> None:
    chart = plot_specifications(report(*ROWS))
    spoken: Any = chart.description
    assert spoken.startswith("Scores by block: better balanced accuracy 1.00, Brier score 0.05")
    caption = " ".join(chart.to_dict()["title"]["subtitle"])
    assert "comes 2nd of 3" in caption


def test_blocks_without_a_balanced_accuracy_are_drawn_by_their_probabilities() -> None:
    chart = plot_specifications(report(row("standard", None, 0.2)))
    caption = " ".join(chart.to_dict()["title"]["subtitle"])
    assert "There is no balanced accuracy" in caption


def test_without_a_curve_there_is_nothing_to_draw() -> None:
    with pytest.raises(InputError, match="no specification curve"):
        plot_specifications(report())


@pytest.mark.parametrize(("brier", "levels"), [(0.51, 2), (0.2, 1)])
def test_marks_that_would_hide_each_other_stand_one_over_the_other(
    brier: float, levels: int
) -> None:
    found = plot_specifications(report(row("standard", 0.5, brier))).to_dict()
    marks = [
        point
        for points in found["datasets"].values()
        for point in points
        if "Brier" in point and "Balanced" in point
    ]
    assert len(marks) == 2
    assert len({mark["y"] for mark in marks}) == levels
