"""Means, medians, elections, challenges and exchanges of plain and of degenerate tables."""

from __future__ import annotations

import math

import numpy as np
import pytest

from winset.foundation.errors import InputError
from winset.games.issue_positions import Positions, positions
from winset.solvers.bargaining.bilateral_exchange import bilateral_exchange
from winset.solvers.bargaining.challenge_model import challenge_model
from winset.solvers.bargaining.condorcet_election import condorcet_election, condorcet_forecast
from winset.solvers.bargaining.spatial_model_of_politics import (
    Switches,
    spatial_model_of_politics,
)
from winset.solvers.bargaining.weighted_mean import weighted_mean
from winset.solvers.bargaining.weighted_median import weighted_median

DEGENERATE = {
    "one actor": positions([0.3]),
    "one position": positions([0.3, 0.3, 0.3], capability=[1, 2, 3], salience=0.5),
    "no weight": positions([0.2, 0.4, 0.9], capability=0),
    "no salience": positions([0.2, 0.4, 0.9], salience=0),
    "some weight": positions([0.2, 0.4, 0.9], capability=[0, 2, 0], salience=[1, 0.5, 0]),
    "two equal": positions([0.0, 1.0], salience=0.5),
    "symmetric": positions([0.0, 0.5, 1.0], salience=0.4, capability=[1, 0, 1]),
    "tiny weights": positions([0.0, 0.5, 1.0], capability=1e-12),
    "huge weights": positions([0.0, 0.5, 1.0], capability=[1e12, 1, 1e12]),
    "an axis without length": positions([5.0, 5.0], ends=(5, 5)),
}


@pytest.mark.parametrize("name", DEGENERATE)
def test_no_model_answers_with_nan(name: str) -> None:
    table = DEGENERATE[name]
    places = table.position[:, 0]
    for rounds in (
        spatial_model_of_politics(table),
        spatial_model_of_politics(table, switches=Switches(election="markov-incentive")),
        challenge_model(table),
        challenge_model(table, variant="paper"),
    ):
        assert rounds.verify(), (rounds.model, rounds.verify().failed)
    for kind in ("conditional", "markov-uniform", "markov-incentive"):
        found = condorcet_forecast(table, kind=kind)
        assert found.verify(), found.verify().failed
        assert places.min() <= found.mean <= places.max() + 1e-12
    for centre in (weighted_mean(table), weighted_median(table)):
        assert centre.verify(), centre.verify().failed
        has_weight = table.weight.sum() > 0
        assert (centre.outcome == "solved") == has_weight
        assert math.isnan(centre.position) != has_weight
        assert bool(centre.reason) != has_weight


def test_zero_is_not_a_forecast_where_nobody_has_weight() -> None:
    found = weighted_mean(positions([0.2, 0.8], capability=0))
    assert found.to_dict()["position"] is None
    assert "0 for all" in found.reason


def test_weights_may_leave_salience_or_capability_out() -> None:
    table = positions([0, 1], salience=[0.2, 0.8], capability=[3, 1])
    assert weighted_mean(table).position == pytest.approx(0.8 / 1.4)
    assert weighted_mean(table, with_salience=False).position == pytest.approx(0.25)
    assert weighted_mean(table, with_capability=False).position == pytest.approx(0.8)
    plain = weighted_mean(table, with_salience=False, with_capability=False)
    assert plain.position == pytest.approx(0.5)


def test_half_of_the_weight_on_a_side_makes_an_interval_of_medians() -> None:
    found = weighted_median(positions([0, 0.4, 1], capability=[0.5, 0.3, 0.2]))
    assert (found.position, found.interval) == (0.0, (0.0, 0.4))
    other = weighted_median(positions([1, 0.4, 0], capability=[0.2, 0.3, 0.51]))
    assert (other.position, other.interval) == (0.0, (0.0, 0.0))


def test_an_actor_without_weight_is_not_the_median() -> None:
    found = weighted_median(positions([0, 0.5, 1], capability=[1, 0, 1]))
    assert found.interval == (0.0, 1.0)


def test_two_at_one_point_count_as_one_with_both_weights_in_an_election() -> None:
    split = condorcet_forecast(positions([0, 0.4, 0.4, 1], capability=[0.5, 0.1, 0.2, 0.2]))
    whole = condorcet_forecast(positions([0, 0.4, 1], capability=[0.5, 0.3, 0.2]))
    np.testing.assert_allclose(split.probability, whole.probability, atol=1e-12)


def test_a_position_nobody_prefers_hardly_wins() -> None:
    found = condorcet_election([[1, 0], [1, 0]], [1, 1])
    assert found.probability[1] < 1e-7
    assert found.mode == 0.0


def test_the_game_refuses_what_is_not_a_table() -> None:
    for wrong in (
        {"position": []},
        {"position": [math.inf]},
        {"position": [0, 1], "salience": 1.5},
        {"position": [0, 1], "capability": -1},
        {"position": [0, 1], "capability": [1, 2, 3]},
        {"position": [0, 1], "capability": math.nan},
        {"position": [0, 1], "ends": (1, 0)},
        {"position": [0, 1], "actors": ["a", "a"]},
    ):
        with pytest.raises(InputError):
            positions(**wrong)  # type: ignore[arg-type]


def several() -> Positions:
    return positions([[0, 1], [1, math.nan]], issues=["tax", "duty"])


def test_a_model_of_one_issue_asks_for_one() -> None:
    for model in (weighted_mean, weighted_median, condorcet_forecast, challenge_model):
        with pytest.raises(InputError, match="2 issues where one is asked for"):
            model(several())  # type: ignore[operator]
    assert several().on("duty").actors == ("1",)
    with pytest.raises(InputError, match="did you mean `duty`"):
        several().on("duti")


def test_the_spatial_model_says_what_it_cannot_take() -> None:
    with pytest.raises(InputError, match="takes no part"):
        spatial_model_of_politics(several())
    with pytest.raises(InputError, match="add up to more than 1"):
        spatial_model_of_politics(positions([[0, 1], [1, 0]], salience=0.6))
    with pytest.raises(InputError, match="differ between issues"):
        spatial_model_of_politics(
            positions([[0, 1], [1, 0]], salience=0.5, capability=[[1, 2], [1, 1]])
        )
    with pytest.raises(InputError, match="did you mean `one-third`"):
        spatial_model_of_politics(positions([0, 1]), switches=Switches(risk_adjust="one-thrid"))  # type: ignore[arg-type]
    with pytest.raises(InputError, match="did you mean `cubic`"):
        spatial_model_of_politics(positions([0, 1]), switches=Switches(voting="cubik"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "switches",
    [
        Switches(risk_range="min", risk_adjust="half"),
        Switches(risk_range="max", risk_adjust="none"),
        Switches(third_parties="abstain"),
        Switches(interpolation="s1p1"),
        Switches(victory="quartic"),
        Switches(voting="binary"),
    ],
)
def test_every_switch_changes_the_path(switches: Switches) -> None:
    table = positions(
        [0, 0.3, 0.55, 1, 0.9], capability=[5, 3, 2, 4, 1], salience=[0.5, 0.9, 0.3, 0.7, 0.6]
    )
    default = spatial_model_of_politics(table, turns=5)
    other = spatial_model_of_politics(table, turns=5, switches=switches)
    assert other.verify(), other.verify().failed
    shared = min(len(default.path), len(other.path))
    assert np.abs(default.path[:shared] - other.path[:shared]).max() > 1e-4


def test_the_horizon_ends_a_path() -> None:
    table = positions([0, 0.4, 1], capability=[5, 3, 2], salience=0.5)
    assert spatial_model_of_politics(table, turns=0).rounds == 0
    assert spatial_model_of_politics(table, turns=1).stopped == "horizon"
    assert challenge_model(table, rounds=0).rounds == 0
    frame = spatial_model_of_politics(table, turns=1).to_frame()
    assert list(frame.columns) == ["round", "actor", "issue", "position"]
    assert len(frame) == 6


def test_an_exchange_needs_two_issues() -> None:
    with pytest.raises(InputError, match="two issues"):
        bilateral_exchange(positions([0, 1]))
    with pytest.raises(InputError, match="1 or more"):
        bilateral_exchange(several(), rounds=0)


def test_nobody_trades_who_agrees_or_is_alone() -> None:
    for table in (
        several(),
        positions([[0, 0], [0, 0]], ends=(0, 100)),
        positions([[0, 0], [100, 100]], capability=0, ends=(0, 100)),
        positions([[0, 0], [100, 100]], salience=[[0.5, 0], [0.5, 0]], ends=(0, 100)),
    ):
        found = bilateral_exchange(table, rounds=2)
        assert found.verify(), found.verify().failed
        assert found.rounds[0].possible == ()
        assert found.to_frame().empty


def test_an_outcome_is_not_pushed_past_who_demands_it() -> None:
    table = positions(
        [[40, 0], [100, 100], [0, 100]],
        salience=[[1, 0.1], [0.1, 1], [0.3, 0.3]],
        capability=[1, 20, 1],
        ends=(0, 100),
    )
    found = bilateral_exchange(table)
    assert found.verify(), found.verify().failed
    first = found.rounds[0].done[0]
    assert (first.actor, first.demands) == ("1", "1")
    assert found.rounds[0].after[0] >= 40 - 1e-9


def test_later_rounds_start_from_where_votes_pulled_preferences() -> None:
    table = positions([[0, 0], [100, 100]], salience=[[0.1, 0.9], [0.6, 0.5]], ends=(0, 100))
    found = bilateral_exchange(table, rounds=2)
    first, second = found.rounds
    drift = 0.4 * (1 - table.salience) + 0.1
    expected = first.preferences + drift * (first.votes - first.preferences)
    np.testing.assert_allclose(second.preferences, expected)
