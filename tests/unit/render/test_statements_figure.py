"""The matrix of a network of statements, drawn."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from winset.discourse.network import NetworkKind
from winset.discourse.statements import Statements, statements_of
from winset.foundation.errors import InputError
from winset.render.export import svg_of
from winset.render.figures.palette import Theme
from winset.render.figures.statements import plot_statements
from winset.studies.statements import StatementsReport, statements_report

CAMPS = statements_of(
    (actor, concept, (actor[0] == "L") == (concept == "jobs are lost."))
    for actor in ("Labour federation of the whole country", "Local unions", "Banks", "Exporters")
    for concept in ("jobs are lost.", "exports grow.")
)


def report(
    debate: Statements = CAMPS, network: NetworkKind = "subtract", *, clusters: bool = True
) -> StatementsReport:
    return statements_report(debate, "debate.csv", network=network, with_clusters=clusters)[0]


@pytest.mark.parametrize("width", [340, 760])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("network", ["subtract", "conflict", "two-mode"])
def test_the_matrix_fits_its_width(width: int, theme: Theme, network: NetworkKind) -> None:
    svg = svg_of(plot_statements(report(network=network), width=width, theme=theme))
    assert float(ET.fromstring(svg).attrib["width"]) <= width + 5  # noqa: S314 - our own picture
    assert "NaN" not in svg


def test_actors_stand_in_the_order_of_their_clusters() -> None:
    svg = svg_of(plot_statements(report())).split("</desc>")[1]
    names = ["Banks", "Exporters", "Labour federation", "Local unions"]
    places = [svg.index(f"{place} {name}") for place, name in enumerate(names, 1)]
    assert places == sorted(places)
    caption = " ".join(plot_statements(report()).to_dict()["title"]["subtitle"])
    assert "Lines part the clusters." in caption
    plain = " ".join(plot_statements(report(clusters=False)).to_dict()["title"]["subtitle"])
    assert "Lines" not in plain


def test_the_concepts_of_a_two_mode_network_are_listed() -> None:
    caption = " ".join(plot_statements(report(network="two-mode")).to_dict()["title"]["subtitle"])
    assert "Columns: 1 exports grow; 2 jobs are lost." in caption


def test_a_network_without_ties_is_drawn_empty() -> None:
    apart = statements_of([("a", "c", True), ("b", "d", True)])
    chart = plot_statements(report(apart))
    assert "heaviest ties: none" in str(chart.description)
    assert svg_of(chart).startswith("<svg")


def test_a_matrix_that_nobody_could_read_is_refused() -> None:
    many = statements_of((f"actor {n}", "c", True) for n in range(41))
    with pytest.raises(InputError, match="41 by 41 names are too many"):
        plot_statements(report(many, "congruence", clusters=False))
