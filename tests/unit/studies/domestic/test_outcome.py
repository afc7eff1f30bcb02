"""What happened, beside the predictive distribution."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from winset.results.ratification.ratification import VERDICTS, Verdict
from winset.solvers.coalitions.ratification_price import ratification_price
from winset.studies.domestic.draws import DrawnVotes, Draws, monte_carlo
from winset.studies.domestic.outcome import outcome_compared, percentile_of
from winset.translate import coded_game

OUTCOME = {
    "verdict": "fails",
    "date": "2000-05-24",
    "tally": {"house": [2, 3]},
    "counts": [{"source": "a newspaper", "house": [1, 4]}],
}


def drawn(tallies: list[int], verdict: Verdict = "passes") -> Draws:
    """Return draws with the given tallies, all of which end alike."""
    votes = np.array(tallies)[:, None]
    ones, ends = np.ones(len(votes)), np.full(len(votes), VERDICTS.index(verdict))
    held = DrawnVotes(ones > 0, votes[:, :, None].astype(float), ones, np.zeros(5))
    return Draws(ones, ones, ones, ends, votes, votes, (), held)


@pytest.mark.parametrize(("votes", "place"), [(0, 0.0), (1, 12.5), (3, 75.0), (9, 100.0)])
def test_equal_tallies_count_half(votes: int, place: float) -> None:
    assert percentile_of(votes, np.array([1, 2, 3, 3])) == place


def test_the_tally_and_each_published_count_get_a_percentile(
    toy_case: Any, toy_parameters: Any
) -> None:
    case = toy_case(quota=4, outcome=OUTCOME)
    likely = ratification_price(coded_game(case, toy_parameters()).likely)
    found = outcome_compared(case, likely, drawn([1, 2, 3, 4], "fails"))
    assert found is not None
    assert found.where_it_falls == {"house": 37.5}
    assert found.counts[0].percentiles == [12.5, 87.5]
    assert found.counts[0].source == "a newspaper"
    assert found.tally == {"house": [2, 3]}
    assert found.agrees


def test_a_verdict_that_differs_does_not_agree(toy_case: Any, toy_parameters: Any) -> None:
    case = toy_case(quota=3, outcome=OUTCOME)
    likely = ratification_price(coded_game(case, toy_parameters()).likely)
    found = outcome_compared(case, likely, drawn([3]))
    assert found is not None
    assert not found.agrees


def test_a_case_that_is_not_over_has_nothing_to_compare(toy_case: Any, toy_parameters: Any) -> None:
    case = toy_case()
    likely = ratification_price(coded_game(case, toy_parameters()).likely)
    assert outcome_compared(case, likely, drawn([3])) is None


def test_a_tally_of_a_chamber_the_rule_does_not_name_is_kept_but_not_placed(
    toy_case: Any, toy_parameters: Any
) -> None:
    case = toy_case(outcome=OUTCOME | {"tally": {"senate": [60, 40]}, "counts": []})
    likely = ratification_price(coded_game(case, toy_parameters()).likely)
    found = outcome_compared(case, likely, drawn([3]))
    assert found is not None
    assert found.tally == {"senate": [60, 40]}
    assert found.where_it_falls == {"house": None}
    assert found.reason == "the case records no vote of the House"


def test_the_outcome_enters_nowhere_else(toy_case: Any, toy_parameters: Any) -> None:
    with_it = coded_game(toy_case(quota=4, outcome=OUTCOME), toy_parameters())
    without = coded_game(toy_case(quota=4), toy_parameters())
    one, other = monte_carlo(with_it, 50, 0), monte_carlo(without, 50, 0)
    assert np.array_equal(one.price, other.price)
    assert [item.path for item in with_it.inputs] == [item.path for item in without.inputs]
