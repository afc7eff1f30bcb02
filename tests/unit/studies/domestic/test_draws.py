"""Monte Carlo: shares, percentiles and standard errors of a game drawn many times."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.unit.toy_model import plain_votes

from winset.foundation.errors import InputError
from winset.foundation.randomness import BLOCK_DRAWS
from winset.solvers.coalitions.ratification_price import ratification_price
from winset.studies.domestic.draws import MOST_DRAWS, DrawnVotes, Draws, monte_carlo, percentile
from winset.translate import coded_game

EITHER_WAY = {
    "level": "legislature",
    "seats": {"house": 1},
    "position": {"openness": {"low": 0.3, "likely": 0.5, "high": 0.7, "distribution": "uniform"}},
}


@pytest.fixture
def coin(toy_case: Any, toy_parameters: Any) -> Any:
    """Two members are for it, two against it, and one as often for as against: it is needed."""
    return coded_game(toy_case(quota=3, others={"m3": EITHER_WAY}), toy_parameters())


def test_a_member_even_round_indifference_carries_it_half_the_time(coin: Any) -> None:
    found = monte_carlo(coin, 4000, 0)
    assert found.count == 4000
    assert found.passage_probability == pytest.approx(0.5, abs=4 * 0.5 / 4000**0.5)
    share = found.passage_probability
    assert found.passage_probability_se == pytest.approx((share * (1 - share) / 4000) ** 0.5)


def test_what_fits_into_memory_at_once_changes_no_draw(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from winset.casebook import read_domestic_case
    from winset.cases.file.read_parameters import read_parameters

    coded = coded_game(read_domestic_case("fast-track-1997"), read_parameters())
    whole = monte_carlo(coded, 150, 0)
    actors = len(coded.likely.labels.actors)
    monkeypatch.setattr("winset.studies.domestic.draws.MOST_BLOCK_BYTES", 8 * actors * actors * 7)
    split = monte_carlo(coded, 150, 0)
    for name in ("price", "budget", "fund", "verdict", "robust", "recorded"):
        assert np.array_equal(getattr(whole, name), getattr(split, name)), name
    monkeypatch.setattr("winset.studies.domestic.draws.MOST_BLOCK_BYTES", 1)
    assert monte_carlo(coded, 3, 0).count == 3


def test_verdict_shares_add_up_and_name_every_verdict(coin: Any) -> None:
    shares = monte_carlo(coin, 500, 0).verdict_shares
    assert list(shares) == ["passes", "stalls", "withdrawn", "fails"]
    assert sum(shares.values()) == pytest.approx(1.0)
    assert shares["stalls"] == shares["withdrawn"] == 0.0


def test_the_recorded_vote_is_that_of_the_members(coin: Any) -> None:
    found = monte_carlo(coin, 500, 0)
    assert found.recorded[:, 0].tolist() == np.where(found.passes, 3, 2).tolist()
    assert found.robust[:, 0].tolist() == np.where(found.passes, 3, 2).tolist()


def test_support_is_counted_member_by_member(coin: Any) -> None:
    found = monte_carlo(coin, 50, 0)
    assert found.supports[0].tolist() == [0, 0, found.passage_probability, 1, 1]


def test_member_shocks_decide_the_indifferent_half_the_time(
    toy_case: Any, toy_parameters: Any
) -> None:
    shocks = {"bill": 0, "party": 0, "bloc": 0, "member": 0.1}
    coded = coded_game(toy_case(), toy_parameters(shocks=shocks))
    supports = monte_carlo(coded, 3000, 0).supports[0]
    assert supports[2] == pytest.approx(0.5, abs=0.04)
    assert supports[[0, 1]].max() == 0.0
    assert supports[[3, 4]].min() == 1.0


def test_a_shared_shock_moves_all_members_together(toy_case: Any, toy_parameters: Any) -> None:
    block = toy_parameters(vote_model=plain_votes("none", s_a=5.0))
    found = monte_carlo(coded_game(toy_case(), block), 400, 0)
    all_or_nobody = np.isin(found.recorded[:, 0], [0, 5]).mean()
    assert all_or_nobody > 0.8


def test_draws_over_several_blocks_are_put_together_in_order(coin: Any) -> None:
    asked = []

    def watched(coded: Any, seed: int, start: int, stop: int) -> Any:
        asked.append((start, stop))
        return ratification_price(coded.drawn(seed, start, stop))

    found = monte_carlo(coin, 2 * BLOCK_DRAWS + 1, 3, watched)
    assert asked[0] == (0, BLOCK_DRAWS)
    assert asked[-1] == (2 * BLOCK_DRAWS, 2 * BLOCK_DRAWS + 1)
    assert np.array_equal(found.budget, monte_carlo(coin, 2 * BLOCK_DRAWS + 1, 3).budget)


@pytest.mark.parametrize("draws", [0, -5, MOST_DRAWS + 1])
def test_a_number_of_draws_out_of_bounds_is_refused(coin: Any, draws: int) -> None:
    with pytest.raises(InputError, match="draws"):
        monte_carlo(coin, draws, 0)


def test_a_negative_seed_is_refused(coin: Any) -> None:
    with pytest.raises(InputError, match="seed"):
        monte_carlo(coin, 10, -1)


def test_a_case_without_votes_has_no_tallies(toy_case: Any, toy_parameters: Any) -> None:
    others = {"president": {"level": "executive", "position": {"openness": 1.0}}}
    coded = coded_game(toy_case((), others=others, rule={"actor": "president"}), toy_parameters())
    found = monte_carlo(coded, 10, 0)
    assert found.recorded.shape == (10, 0)
    assert found.passage_probability == 1.0


def test_percentiles_are_values_that_occurred_or_none() -> None:
    values = np.array([1.0, 2.0, 3.0, np.inf])
    assert percentile(values, 50.0) == 2.0
    assert percentile(values, 75.0) == 3.0
    assert percentile(values, 95.0) is None


def test_a_sure_thing_has_no_standard_error() -> None:
    ones, none = np.ones(10), np.zeros((10, 0), dtype=np.int64)
    votes = DrawnVotes(np.ones(10, dtype=np.bool_), np.zeros((10, 0, 1)), ones, np.zeros(0))
    sure = Draws(ones, ones, ones, np.zeros(10, dtype=np.int64), none, none, (), votes)
    assert (sure.passage_probability, sure.passage_probability_se) == (1.0, 0.0)
