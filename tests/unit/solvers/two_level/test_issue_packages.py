"""Packages of issues before blocs of a legislature."""

from dataclasses import replace

import pytest

from winset.foundation.errors import InputError
from winset.solvers.two_level.issue_packages import issue_packages


def test_three_issues_may_pass_only_all_together() -> None:
    found = issue_packages(
        [(5, -2, -2), (-2, 5, -2), (-2, -2, 5)], quota=3, issues=["cars", "beef", "steel"]
    )
    assert found.passing == (("cars", "beef", "steel"),)
    assert found.synergistic == found.passing
    assert found.verify()
    assert list(found.to_frame()["votes"]) == [3.0]


def test_an_issue_that_nobody_loses_from_joins_without_synergy() -> None:
    found = issue_packages([(1, 1, 0), (-1, -1, 4)], quota=2)
    assert ("1",) in found.passing
    assert found.synergistic == ()


def test_votes_carry_weights() -> None:
    assert issue_packages([(1, -1)], quota=3, weights=[3, 2]).passing == (("1",),)
    assert issue_packages([(1, -1)], quota=4, weights=[3, 2]).outcome == "empty"


def test_a_false_claim_fails_the_check() -> None:
    found = issue_packages([(3, -1, -1), (-1, 3, -1)], quota=2)
    assert not replace(found, passing=(("1",),)).verify()


@pytest.mark.parametrize(
    ("payoffs", "more"),
    [
        ([], {}),
        ([[1.0, float("inf")]], {}),
        ([[1.0, 2.0]], {"weights": [1]}),
        ([[1.0, 2.0]], {"weights": [1, -1]}),
        ([[1.0, 2.0]], {"issues": ["a", "b"]}),
        ([[1.0]] * 17, {}),
    ],
)
def test_what_does_not_fit_is_refused(payoffs, more) -> None:
    with pytest.raises(InputError):
        issue_packages(payoffs, quota=1, **more)
