"""The matrix of a network of statements, drawn."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET

import pytest

from winset.discourse.network import NetworkKind
from winset.discourse.statements import Statements, statements_of
from winset.foundation.errors import InputError
from winset.render.export import svg_of
from winset.render.figures.comparison.statements import plot_statements
from winset.render.figures.comparison.statements_network import (
    _box,
    _covered,
    _labels,
    _links,
    _places,
    plot_statements_network,
)
from winset.render.figures.grammar.palette import Theme
from winset.render.figures.grammar.panel import LABEL_SIZE
from winset.render.figures.grammar.text_width import text_width
from winset.reports.statements_report import StatementsReport
from winset.studies.statements import statements_report

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


@pytest.mark.parametrize("width", [340, 760])
@pytest.mark.parametrize("network", ["subtract", "conflict", "congruence", "two-mode"])
def test_nodes_and_links_fit_their_width_and_are_all_drawn(
    width: int, network: NetworkKind
) -> None:
    found = report(network=network)
    chart = plot_statements_network(found, width=width)
    svg = svg_of(chart)
    assert float(ET.fromstring(svg).attrib["width"]) <= width + 5  # noqa: S314 - our own picture
    assert "NaN" not in svg
    for name in ("Banks", "Local unions"):
        assert name in svg.split("</desc>")[1]
    ties = [
        weight
        for i, row in enumerate(found.weights)
        for j, weight in enumerate(row)
        if weight and (network == "two-mode" or i < j)
    ]
    assert f"{len(ties)} ties" in " ".join(chart.to_dict()["title"]["subtitle"])


def test_those_who_agree_stand_closer_than_those_who_differ() -> None:
    found = report()
    links = _links(found)
    places = _places(found.rows, links, 700.0, 400.0, 0.0)

    def gap(one: str, other: str) -> float:
        return math.dist(places[one], places[other])

    assert gap("Banks", "Exporters") < gap("Banks", "Local unions")
    assert _places(found.rows, links, 700.0, 400.0, 0.0) == places


def test_labels_of_a_network_leave_each_other_free() -> None:
    names = [f"Association {place}" for place in range(12)]
    places = {name: (200.0 + 40 * (i % 4), 100.0 + 40 * (i // 4)) for i, name in enumerate(names)}
    found = sorted(_labels(names, places, 600.0).values())
    boxes = [_box(x, y, 0.5 * text_width(names[-1], LABEL_SIZE)) for x, y in found]
    worst = max(_covered(one, other) for i, one in enumerate(boxes) for other in boxes[i + 1 :])
    assert worst < 0.35 * 13 * text_width(names[-1], LABEL_SIZE)


def test_networks_of_no_ties_one_actor_and_too_many() -> None:
    apart = statements_of([("a", "c", True), ("b", "d", True)])
    assert svg_of(plot_statements_network(report(apart))).startswith("<svg")
    alone = statements_of([("a", "c", True)])
    assert "a" in svg_of(plot_statements_network(report(alone, "two-mode", clusters=False)))
    many = statements_of((f"actor {place}", "c", True) for place in range(61))
    with pytest.raises(InputError, match="61 nodes are too many"):
        plot_statements_network(report(many, "congruence", clusters=False))
