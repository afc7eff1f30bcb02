"""A map says of each point what the ratification tests say."""

from __future__ import annotations

import numpy as np
import pytest

from winset.casebook import read_case
from winset.cases.negotiation import NegotiationCase
from winset.cases.read_parameters import read_parameters
from winset.foundation.errors import InputError
from winset.games.domestic import Floats
from winset.solvers.two_level.outline import is_inside
from winset.studies.negotiate import Table, negotiate
from winset.studies.win_set_map import MappedSet, WinSetMap, win_set_map
from winset.translate.negotiation import coded_negotiation

FEW = 0.001
"""Share of a grid that lies so near a border, drawn straight within a cell, that it may differ."""


def negotiation(name: str) -> NegotiationCase:
    found = read_case(name)
    assert isinstance(found, NegotiationCase)
    return found


def table_of(case: NegotiationCase) -> Table:
    return Table(coded_negotiation(case, read_parameters()), "nash", 1, 0)


def grid(steps: int = 120) -> Floats:
    axis = (np.arange(steps) + 0.437) / steps
    return np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)


def filled(found: MappedSet, points: Floats) -> np.ndarray:
    return is_inside([np.array(line) for line in found.outline], points)


def test_a_map_of_one_issue_is_the_published_figure() -> None:
    """Putnam's figure 1 made numeric: X accepts x <= 0.8, Y accepts x >= 0.6."""
    case = negotiation("putnam-figure-1")
    issue = next(iter(case.issues))
    found = win_set_map(case, (issue,))
    ((low, high),) = found.zone.intervals
    assert (low, high) == pytest.approx((0.6, 0.8), abs=1e-8)
    assert found.zone.outline == []
    assert found.held == {}


@pytest.mark.parametrize("name", ["us-japan-autos-farm-2013", "tpp-2013"])
def test_what_is_filled_is_what_is_ratified_with_the_other_issues_held(name: str) -> None:
    case = negotiation(name)
    issues = tuple(case.issues)[1::-1]
    found = win_set_map(case, issues)
    table, places = table_of(case), grid()
    names = table.zone.issues
    points = np.repeat([[found.held.get(name, 0.0) for name in names]], len(places), axis=0)
    points[:, [names.index(issue) for issue in issues]] = places
    sets = {**found.countries, "": found.zone}
    asked = dict(zip(table.coded.likely.names, table.tests, strict=True))
    for country, drawn in sets.items():
        test = asked[country].accepts if country else table.zone.accepts
        wrong = filled(drawn, places) != test(points)
        assert wrong.mean() <= FEW, country
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
