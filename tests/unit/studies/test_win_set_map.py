"""A map says of each point what the ratification tests say."""

from __future__ import annotations

import numpy as np
import pytest

from winset.casebook import read_case
from winset.cases.negotiation import NegotiationCase
from winset.cases.read_parameters import read_parameters
from winset.foundation.errors import InputError
from winset.studies.negotiate import Table
from winset.studies.win_set_map import STEPS, WinSetMap, win_set_map
from winset.translate.negotiation import coded_negotiation


def negotiation(name: str) -> NegotiationCase:
    found = read_case(name)
    assert isinstance(found, NegotiationCase)
    return found


def test_a_map_of_one_issue_is_the_published_figure() -> None:
    """Putnam's figure 1 made numeric: X accepts x <= 0.8, Y accepts x >= 0.3."""
    case = negotiation("putnam-figure-1")
    issue = next(iter(case.issues))
    found = win_set_map(case, (issue,))
    table = Table(coded_negotiation(case, read_parameters()), "nash", 1, 0)
    low, high = table.zone.bounds[issue]
    axis = np.linspace(0.0, 1.0, STEPS)
    inside = (axis >= low - 1e-9) & (axis <= high + 1e-9)
    drawn = np.array([cell == "1" for cell in found.zone[0]])
    at_quo = np.isclose(axis, found.status_quo[issue])
    assert (drawn == inside)[~at_quo].all()
    assert found.held == {}


def test_two_issues_are_cut_with_the_others_held() -> None:
    case = negotiation("us-japan-autos-farm-2013")
    issues = tuple(case.issues)[:2]
    found = win_set_map(case, issues)
    assert [len(row) for row in found.zone] == [STEPS] * STEPS
    table = Table(coded_negotiation(case, read_parameters()), "nash", 1, 0)
    names = table.zone.issues
    for row, column in ((0, 0), (STEPS // 2, STEPS // 3), (STEPS - 1, 5)):
        point = np.array([[found.held.get(name, 0.0) for name in names]])
        point[0, names.index(issues[0])] = column / (STEPS - 1)
        point[0, names.index(issues[1])] = row / (STEPS - 1)
        for name, test in zip(table.coded.likely.names, table.tests, strict=True):
            assert (found.countries[name][row][column] == "1") == bool(test.accepts(point)[0])
    assert WinSetMap.model_validate_json(found.model_dump_json()) == found


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
