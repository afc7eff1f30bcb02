"""Laws that every forecast of bargaining keeps, on random tables."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad

from winset.games.issue_positions import Positions, positions
from winset.solvers.bargaining.bilateral_exchange import bilateral_exchange
from winset.solvers.bargaining.challenge_model import challenge_model
from winset.solvers.bargaining.condorcet_election import condorcet_forecast
from winset.solvers.bargaining.outcome_distribution import DistributionSizes, outcome_distribution
from winset.solvers.bargaining.spatial_model_of_politics import spatial_model_of_politics
from winset.solvers.bargaining.weighted_mean import weighted_mean
from winset.solvers.bargaining.weighted_median import weighted_median

KINDS = ("conditional", "markov-uniform", "markov-incentive")
FEW = settings(max_examples=40)


@st.composite
def tables(draw: st.DrawFn, most: int = 7) -> Positions:
    """Actors on one issue, at places that may coincide, some without weight."""
    count = draw(st.integers(1, most))
    grid = st.integers(0, 20)
    places = draw(st.lists(grid, min_size=count, max_size=count))
    care = draw(st.lists(st.integers(0, 10), min_size=count, max_size=count))
    power = draw(st.lists(st.integers(0, 9), min_size=count, max_size=count))
    return positions(
        np.array(places) * 5.0,
        salience=np.array(care) / 10.0,
        capability=np.array(power, dtype=float),
        ends=(0, 100),
    )


def mirrored(table: Positions) -> Positions:
    return positions(
        100.0 - table.position[:, 0],
        salience=table.salience[:, 0],
        capability=table.capability[:, 0],
        ends=(0, 100),
    )


def weighty(table: Positions) -> bool:
    return bool(table.weight.sum() > 0)


@FEW
@given(tables())
def test_forecasts_lie_between_the_positions_and_check_themselves(table: Positions) -> None:
    low, high = table.position.min(), table.position.max()
    for kind in KINDS:
        found = condorcet_forecast(table, kind=kind)
        assert found.verify(), found.verify().failed
        assert low - 1e-9 <= found.mean <= high + 1e-9
    for centre in (weighted_mean(table), weighted_median(table)):
        assert centre.verify(), centre.verify().failed
        if weighty(table):
            assert low - 1e-9 <= centre.position <= high + 1e-9
    for rounds in (
        spatial_model_of_politics(table, turns=4),
        challenge_model(table, rounds=4),
        challenge_model(table, rounds=4, variant="paper"),
    ):
        assert rounds.verify(), (rounds.model, rounds.verify().failed)


@FEW
@given(tables(), st.floats(0.01, 1000.0))
def test_the_unit_of_capability_does_not_matter(table: Positions, factor: float) -> None:
    other = positions(
        table.position[:, 0],
        salience=table.salience[:, 0],
        capability=table.capability[:, 0] * factor,
        ends=(0, 100),
    )
    if weighty(table):
        assert np.isclose(weighted_mean(table).position, weighted_mean(other).position)
        # If rounding decided ties, the two paths would part within ten rounds.
        first, second = challenge_model(table, rounds=10), challenge_model(other, rounds=10)
        np.testing.assert_allclose(first.path, second.path, atol=1e-6)
    np.testing.assert_allclose(
        condorcet_forecast(table).probability, condorcet_forecast(other).probability, atol=1e-9
    )
    one, two = (spatial_model_of_politics(each, turns=1) for each in (table, other))
    np.testing.assert_allclose(one.support, two.support, atol=1e-9)
    np.testing.assert_allclose(one.path, two.path, atol=1e-9)


@FEW
@given(tables())
def test_turning_the_axis_round_turns_the_forecast_round(table: Positions) -> None:
    other = mirrored(table)
    for kind in KINDS:
        found, turned = condorcet_forecast(table, kind=kind), condorcet_forecast(other, kind=kind)
        np.testing.assert_allclose(found.probability[::-1], turned.probability, atol=1e-6)
    if not weighty(table):
        return
    assert np.isclose(weighted_mean(other).position, 100.0 - weighted_mean(table).position)
    low, high = weighted_median(table).interval
    assert weighted_median(other).interval == (100.0 - high, 100.0 - low)
    spread, turned_spread = outcome_distribution(table), outcome_distribution(other)
    assert np.isclose(spread.mean, 100.0 - turned_spread.mean)
    for at in (0.0, 17.0, 50.0, 100.0):
        assert np.isclose(spread.crps(at), turned_spread.crps(100.0 - at))


@FEW
@given(tables())
def test_two_halves_of_an_actor_are_that_actor(table: Positions) -> None:
    places, salience, capability = (
        np.append(column, column[:1])
        for column in (table.position[:, 0], table.salience[:, 0], table.capability[:, 0])
    )
    capability[[0, -1]] /= 2.0
    split = positions(places, salience=salience, capability=capability, ends=(0, 100))
    for kind in KINDS:
        np.testing.assert_allclose(
            condorcet_forecast(table, kind=kind).probability,
            condorcet_forecast(split, kind=kind).probability,
            atol=1e-6,
        )
    if weighty(table):
        assert np.isclose(weighted_mean(table).position, weighted_mean(split).position)
        assert weighted_median(table).interval == weighted_median(split).interval


@FEW
@given(
    tables(),
    st.floats(0.0, 1.0),
    st.floats(0.0, 0.8),
    st.sampled_from(["weight", "election"]),
    st.floats(-20.0, 120.0),
)
def test_the_distribution_is_one_and_its_score_is_the_integral(
    table: Positions, share: float, error: float, support: str, outcome: float
) -> None:
    if not weighty(table):
        return
    found = outcome_distribution(table, DistributionSizes(share, error, support))  # type: ignore[arg-type]
    assert found.verify(), found.verify().failed
    levels = [found.quantile(q) for q in (0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99)]
    assert all(a <= b + 1e-9 for a, b in pairwise(levels))
    marks = sorted({0.0, 100.0, *found.points.tolist(), min(max(outcome, 0.0), 100.0)})
    marks += [found.centre] if error * 100 < 1e-6 else []
    total = sum(
        quad(lambda x: (found.cdf(x) - (x >= outcome)) ** 2, a, b, limit=200)[0]
        for a, b in pairwise(sorted(set(marks)))
    )
    beyond = max(-outcome, outcome - 100.0, 0.0)
    assert np.isclose(found.crps(outcome), total + beyond, atol=2e-3)
    low, high = found.pit(outcome)
    assert 0.0 <= low <= high <= 1.0


@settings(max_examples=25)
@given(st.lists(st.tuples(*[st.integers(0, 10)] * 4, st.integers(1, 5)), min_size=2, max_size=6))
def test_trades_pay_both_sides_alike_and_keep_within_the_positions(
    rows: list[tuple[int, int, int, int, int]],
) -> None:
    data = np.array(rows, dtype=float)
    table = positions(
        data[:, :2] * 10.0,
        salience=data[:, 2:4] / 10.0,
        capability=data[:, 4],
        ends=(0, 100),
    )
    found = bilateral_exchange(table, rounds=2)
    assert found.verify(), found.verify().failed
    names = {name: row for row, name in enumerate(table.actors)}
    for trade in found.rounds[0].possible:
        k, other = names[trade.actor], names[trade.other]
        p, q = (table.issues.index(name) for name in (trade.demands, trade.supplies))
        weight, total = table.weight, table.weight.sum(axis=0)
        first = trade.other_moves * weight[other, p] / total[p]
        second = trade.actor_moves * weight[k, q] / total[q]
        s = table.salience
        assert np.isclose(first * s[k, p] - second * s[k, q], trade.gain, atol=1e-9)
        assert np.isclose(second * s[other, q] - first * s[other, p], trade.gain, atol=1e-9)
    gains = [trade.gain for trade in found.rounds[0].possible]
    assert all(a >= b - 1e-9 for a, b in pairwise(gains))
