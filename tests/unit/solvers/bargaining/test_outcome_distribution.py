"""The distribution over outcomes: quantiles, scores and calibration against its own draws."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pytest

from winset.foundation.errors import InputError
from winset.games.issue_positions import Positions, positions
from winset.solvers.bargaining.condorcet_election import condorcet_forecast
from winset.solvers.bargaining.outcome_distribution import (
    SIZES,
    DistributionSizes,
    outcome_distribution,
)
from winset.solvers.bargaining.weighted_mean import weighted_mean


@pytest.fixture
def table() -> Positions:
    return positions(
        [0, 30, 30, 70, 100], salience=[0.9, 0.5, 0.2, 0.6, 0.8], capability=[3, 1, 2, 2, 4],
        ends=(0, 100),
    )  # fmt: skip


def test_its_own_draws_are_uniform_in_it(table: Positions, generator: np.random.Generator) -> None:
    found = outcome_distribution(table)
    drawn = found.at(*generator.random((2, 20_000)))
    ends = np.array([found.pit(float(outcome)) for outcome in drawn])
    places = ends[:, 0] + generator.random(len(ends)) * (ends[:, 1] - ends[:, 0])
    tenths = np.histogram(places, bins=10, range=(0, 1))[0] / len(places)
    np.testing.assert_allclose(tenths, 0.1, atol=0.012)
    assert drawn.mean() == pytest.approx(found.mean, abs=0.8)
    for percent, level in found.quantiles().items():
        share = int(percent) / 100
        assert (drawn <= level).mean() >= share - 0.012
        assert (drawn < level).mean() <= share + 0.012
    apart = abs(drawn[::2] - drawn[1::2]).mean()
    for outcome in (0.0, 30.0, 55.0, 100.0):
        expected = abs(drawn - outcome).mean() - apart / 2
        assert found.crps(outcome) == pytest.approx(expected, abs=0.6)


def test_parts_have_the_weights_of_the_constants(table: Positions) -> None:
    found = outcome_distribution(table)
    election = condorcet_forecast(table, kind="markov-uniform")
    np.testing.assert_allclose(found.masses, election.probability)
    assert found.points.tolist() == [0.0, 30.0, 70.0, 100.0]
    normal = NormalDist(weighted_mean(table).position, 100 * SIZES.error)
    expected = SIZES.share * election.probability[:2].sum() + (1 - SIZES.share) * normal.cdf(45)
    assert found.cdf(45.0) == pytest.approx(expected)
    at_end = SIZES.share * election.probability[0] + (1 - SIZES.share) * normal.cdf(0)
    assert found.cdf(0.0) == pytest.approx(at_end)
    assert found.cdf_below(0.0) == 0.0
    assert found.cdf(100.0) == found.cdf(101.0) == 1.0
    assert found.cdf(-1.0) == 0.0


def test_without_error_and_without_support_it_is_the_point(table: Positions) -> None:
    mean = weighted_mean(table).position
    found = outcome_distribution(table, DistributionSizes(0.0, 0.0))
    assert found.crps(90.0) == pytest.approx(90.0 - mean)
    assert found.quantile(0.05) == found.quantile(0.95) == pytest.approx(mean)
    assert found.mean == pytest.approx(mean)


def test_the_score_of_what_lies_beyond_the_axis_grows_with_the_distance(table: Positions) -> None:
    found = outcome_distribution(table)
    assert found.crps(120.0) == pytest.approx(found.crps(100.0) + 20.0)
    assert found.crps(-5.0) == pytest.approx(found.crps(0.0) + 5.0)


def test_scales_differ_where_positions_leave_room() -> None:
    table = positions([40, 60], ends=(0, 100))
    axis = outcome_distribution(table, DistributionSizes(0.3, 0.3, scale="axis"))
    span = outcome_distribution(table, DistributionSizes(0.3, 0.3, scale="span"))
    assert (axis.error, span.error) == pytest.approx((30.0, 6.0))


def test_constants_out_of_bounds_and_nobody_with_weight_are_refused(table: Positions) -> None:
    for wrong in (
        DistributionSizes(-0.1, 0.3),
        DistributionSizes(1.1, 0.3),
        DistributionSizes(0, -1),
    ):
        with pytest.raises(InputError, match="share is from 0 to 1"):
            outcome_distribution(table, wrong)
    with pytest.raises(InputError, match="0 for all"):
        outcome_distribution(positions([0, 1], capability=0))
