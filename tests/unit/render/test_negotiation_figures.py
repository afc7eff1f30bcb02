"""Figures and page of a negotiation: valid, inside their width, with what they must show."""

import re
import xml.etree.ElementTree as ET

import pytest

from winset.casebook import read_case
from winset.render.export import svg_of
from winset.render.figures.grammar.palette import dark_of
from winset.render.figures.registry import by_verb
from winset.render.negotiation import negotiation_html
from winset.reports.negotiation.negotiation_report import NegotiationReport
from winset.studies.negotiation.negotiate import negotiate

NEGOTIATION_FIGURES = {name: figure.draw for name, figure in by_verb("negotiate").items()}
CASES = ("putnam-figure-1", "us-vietnam-labour-2013", "tpp-2013")
"""One issue, two issues, five issues."""


@pytest.fixture(scope="module")
def reports() -> dict[str, NegotiationReport]:
    return {name: negotiate(read_case(name), draws=10) for name in CASES}


def texts(svg: str) -> str:
    root = ET.fromstring(svg)  # noqa: S314 - our own picture
    return " ".join("".join(n.itertext()) for n in root.iter("{http://www.w3.org/2000/svg}text"))


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", NEGOTIATION_FIGURES)
def test_a_figure_is_valid_fits_a_phone_and_turns_dark(reports, case: str, name: str) -> None:
    plot = NEGOTIATION_FIGURES[name]
    chart = plot(reports[case], width=340)
    assert len(chart.to_dict()["description"]) > 10
    light = svg_of(chart)
    assert float(ET.fromstring(light).attrib["width"]) <= 345  # noqa: S314
    assert not re.search(r"\bNaN\b|Infinity|undefined|\bnull\b", light)
    dark = svg_of(plot(reports[case], width=340, theme="dark"))
    for old, new in dark_of().items():
        light = light.replace(f'"{old}"', f'"{new}"')
    assert light == dark


def test_a_map_shows_zone_agreement_and_nash_path(reports) -> None:
    report = reports["us-vietnam-labour-2013"]
    assert len(report.nash_path) == 2
    shown = texts(svg_of(NEGOTIATION_FIGURES["win-sets"](report)))
    for words in ("United States", "Vietnam", "Zone of agreement", "Nash agreement as power moves"):
        assert words in shown


def test_the_page_tells_what_happened_and_marks_what_was_coded(reports) -> None:
    page = negotiation_html(reports["us-vietnam-labour-2013"])
    assert "What happened: agreed on 2015-10-05" in page
    assert "record°" in page
    assert "coded: an echo of the input" in page
    assert "Side payments across the border" in page


def test_progress_is_told_part_by_part() -> None:
    told: list[tuple[str, int, int]] = []
    negotiate(read_case("putnam-figure-1"), draws=10, progress=lambda *part: told.append(part))
    done = [have for _, have, _ in told]
    assert done == sorted(done)
    assert all(have <= whole for _, have, whole in told)
    assert told[-1][0] == "done"
    assert any("draws" in part for part, _, _ in told)


def test_the_zone_names_whose_ideal_point_is_whose(reports: dict[str, NegotiationReport]) -> None:
    report = reports["us-vietnam-labour-2013"]
    for width in (300, 760):
        shown = texts(svg_of(NEGOTIATION_FIGURES["win-sets"](report, width=width)))
        # Over the own map, and as halo and text at the point in the zone.
        assert shown.count("United States") == 4  # once more in the caption
        assert len(re.findall(r"\bVietnam (?!in)", shown)) >= 3
