"""A map says of each text what the table under risk says."""

from __future__ import annotations

import numpy as np
import pytest

from winset.casebook import read_case
from winset.cases.editing.with_values import with_values
from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.negotiation import NegotiationCase
from winset.foundation.errors import InputError
from winset.games.domestic import Floats
from winset.reports.negotiation.win_set_map_parts import MappedSet, WinSetMap
from winset.solvers.two_level.outline import is_inside
from winset.studies.negotiation import kept_surfaces
from winset.studies.negotiation.negotiate import negotiate
from winset.studies.negotiation.table_at_risk import TableAtRisk
from winset.studies.negotiation.win_set_map import win_set_map
from winset.translate.negotiation import coded_negotiation
from winset.workbench.components.views.map_view import map_view

FEW = 0.001
"""Share of a grid that lies so near a border, drawn straight within a cell, that it may differ."""


def negotiation(name: str) -> NegotiationCase:
    found = read_case(name)
    assert isinstance(found, NegotiationCase)
    return found


def grid(steps: int = 120) -> Floats:
    axis = (np.arange(steps) + 0.437) / steps
    return np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)


def filled(found: MappedSet, points: Floats) -> np.ndarray:
    return is_inside([np.array(line) for line in found.outline], points)


def test_a_map_of_one_issue_is_putnam_s_figure_under_risk() -> None:
    """X would accept x <= 0.8 and Y x >= 0.6 for certain; at risk both keep away from the edge."""
    case = negotiation("putnam-figure-1")
    issue = next(iter(case.issues))
    found = win_set_map(case, (issue,))
    ((low, high),) = found.zone.intervals
    assert 0.6 < low < found.agreement[issue] < high < 0.8
    ((_, sure),) = found.countries["x"].intervals_likely
    assert sure < high
    assert found.zone.outline == []
    assert found.held == {}
    assert found.most_promising == {}


@pytest.mark.parametrize("name", ["us-japan-autos-farm-2013", "tpp-2013"])
def test_what_is_filled_is_what_is_ratified_with_the_other_issues_held(name: str) -> None:
    """Away from where P is within .1 of a level, which a lattice and few draws may miss."""
    case = negotiation(name)
    issues = tuple(case.issues)[1::-1]
    found = win_set_map(case, issues)
    coded = coded_negotiation(case, read_parameters(), votes="modelled")
    play = TableAtRisk(coded, "nash", 128, 0).play
    names, places = coded.likely.issues, grid(24)
    held = found.held | found.agreement | found.most_promising
    points = np.repeat([[held[name] for name in names]], len(places), axis=0)
    points[:, [names.index(issue) for issue in issues]] = places
    chance, gains = play.exact_chance(points), play.gains(points)
    for column, country in enumerate(coded.likely.names):
        for level, outline in (
            (0.5, found.countries[country].outline),
            (0.9, found.countries[country].outline_likely),
        ):
            near = np.abs(chance[:, column] - level) < 0.1
            near |= np.abs(gains[:, column]) < 0.02
            inside = is_inside([np.array(line) for line in outline], places)
            truly = (gains[:, column] > 0.0) & (chance[:, column] >= level)
            assert (inside != truly)[~near].sum() <= FEW * len(places), country
    assert WinSetMap.model_validate_json(found.model_dump_json()) == found


def test_the_report_s_outline_fills_what_the_report_s_lattice_and_volume_say() -> None:
    case = negotiation("us-vietnam-labour-2013")
    report = negotiate(case, draws=16)
    axis = np.linspace(0.0, 1.0, len(report.zone.lattice))
    inner = axis[1:-1]  # the frame itself is both inside and border
    places = np.stack(np.meshgrid(inner, inner), axis=-1).reshape(-1, 2)
    for found in (report.zone, *(c.win_set for c in report.countries.values())):
        drawn = is_inside([np.array(line) for line in found.outline], places)
        held = np.array([[cell == "1" for cell in row[1:-1]] for row in found.lattice[1:-1]])
        assert (drawn != held.ravel()).mean() <= FEW
        dense = grid(400)
        share = is_inside([np.array(line) for line in found.outline], dense).mean()
        assert share == pytest.approx(found.volume, abs=2e-3)


def test_what_is_no_map_is_refused() -> None:
    case = negotiation("us-japan-autos-farm-2013")
    one = next(iter(case.issues))
    for issues, at, words in (
        (("nothing",), {}, "no issue"),
        ((one, one), {}, "different"),
        ((), {}, "one or two"),
        ((one,), {"nothing": 0.5}, "no issue"),
        ((one,), {tuple(case.issues)[1]: 1.5}, "0 to 1"),
    ):
        with pytest.raises(InputError, match=words):
            win_set_map(case, issues, at=at)


def test_tied_hands_shrink_a_win_set() -> None:
    case = negotiation("us-japan-autos-farm-2013")
    issues = tuple(case.issues)[:2]
    free = win_set_map(case, issues)
    places = grid(60)
    inside = filled(free.countries["us"], places)
    for level in (0.1, 0.3):
        found = win_set_map(case, issues, hands={"us": level})
        now = filled(found.countries["us"], places)
        assert (now & ~inside).mean() <= 2 * FEW  # borders are drawn straight within a cell
        assert now.sum() < inside.sum()
        assert found.countries["japan"] == free.countries["japan"]
        inside = now
    assert win_set_map(case, issues, hands={"us": 0.0}) == free


def test_where_nothing_is_signed_the_best_text_is_named_as_such() -> None:
    case = with_values(
        negotiation("putnam-figure-1"), {"countries.y.actors.y-ratifier.no_agreement": -0.9}
    )
    found = win_set_map(case, ("division",))
    assert found.agreement == {}
    assert 0.0 < found.most_promising["division"] < 1.0
    view = map_view(case, found, None)
    assert [p["kind"] for p in view["points"] if p["kind"] in ("agreement", "best")] == ["best"]


@pytest.mark.parametrize(
    ("hands", "words"), [({"usa": 0.1}, "usa"), ({"us": -0.1}, "tied"), ({"us": 1e9}, "tied")]
)
def test_hands_that_cannot_be_tied_are_refused(hands: dict[str, float], words: str) -> None:
    case = negotiation("us-japan-autos-farm-2013")
    with pytest.raises(InputError, match=words):
        win_set_map(case, tuple(case.issues)[:1], hands=hands)


@pytest.mark.parametrize("name", ["us-vietnam-labour-2013", "us-china-wto-1999"])
def test_a_map_is_the_same_whether_other_countries_were_found_before_or_not(name: str) -> None:
    case = negotiation(name)
    issues, first = tuple(case.issues)[:2], next(iter(case.countries))

    def forgotten() -> None:
        kept_surfaces._surfaces.clear()
        kept_surfaces._asked.clear()

    forgotten()
    anew = win_set_map(case, issues, hands={first: 0.05})
    forgotten()
    win_set_map(case, issues)
    before = len(kept_surfaces._surfaces)
    again = win_set_map(case, issues, hands={first: 0.05})
    assert again == anew
    assert len(kept_surfaces._surfaces) == before + 1
