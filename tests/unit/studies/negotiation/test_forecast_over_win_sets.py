"""The forecast at the table laid over what would be ratified."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pytest

import winset as ws
from winset.games.issue_positions import positions
from winset.solvers.bargaining.outcome_distribution import SIZES
from winset.studies.forecast.over_win_sets import Ratification, forecast_over_win_sets
from winset.studies.negotiation.negotiate import negotiation_table
from winset.studies.negotiation.negotiation_forecast import table_forecast


def within(centre: list[float], radius: float) -> Ratification:
    """Ratified by both within a circle, by the first alone beyond it."""
    middle = np.array(centre)

    def held(points: np.ndarray) -> np.ndarray:
        return np.linalg.norm(points - middle, axis=1) <= radius

    return Ratification(
        countries=("a", "b"),
        ratified=lambda points: np.stack([np.ones(len(points), dtype=bool), held(points)], axis=1),
        in_force=held,
        known=middle + np.linspace(-0.9, 0.9, 7)[:, None] * radius / np.sqrt(len(centre)),
    )


@pytest.mark.parametrize("issues", [1, 2, 3])
def test_the_nearest_point_of_a_ball_is_found(issues: int) -> None:
    table = positions(np.tile([[0.8], [1.0]], issues))
    test = within([0.3] * issues, 0.2)
    found = forecast_over_win_sets(table, test)
    assert found.in_force is False
    assert found.ratified == {"a": True, "b": False}
    expected = 0.6 * np.sqrt(issues) - 0.2
    assert found.pull == pytest.approx(expected, abs=2e-3)
    assert test.in_force(found.nearest[None, :])[0]


def test_what_would_be_ratified_is_not_pulled() -> None:
    found = forecast_over_win_sets(positions([0.2, 0.6]), within([0.4], 0.1))
    assert found.in_force is True
    assert found.pull == 0.0
    assert found.nearest.tolist() == found.point.tolist()


def test_shares_follow_the_distribution() -> None:
    """Two equal governments at the ends; what lies from .6 to .8 enters into force."""
    found = forecast_over_win_sets(positions([0.0, 1.0]), within([0.7], 0.1))
    normal = NormalDist(0.5, SIZES.error)
    expected = (1 - SIZES.share) * (normal.cdf(0.8) - normal.cdf(0.6))
    assert found.share_in_force == pytest.approx(expected, abs=0.03)
    whole = forecast_over_win_sets(positions([0.0, 1.0]), within([0.5], 1.0))
    assert whole.share_in_force == 1.0


def test_nothing_known_and_nobody_with_weight_are_said() -> None:
    test = within([0.7], 0.1)
    nowhere = Ratification(test.countries, test.ratified, test.in_force, np.zeros((0, 1)))
    found = forecast_over_win_sets(positions([0.0, 0.2]), nowhere)
    assert found.pull is None
    assert found.reason == "nothing is known that would enter into force"
    silent = forecast_over_win_sets(positions([0.0, 0.2], salience=0), test)
    assert silent.point.size == 0
    assert "0 for all" in str(silent.reason)


def test_putnams_figure_in_closed_form() -> None:
    """Win-sets 0 to .8 and .6 to 1; the governments stand at 0 and 1."""
    report = ws.negotiate(ws.read_case("putnam-figure-1"), draws=20, certain=True)
    found = report.forecast
    assert found.point == {"division": pytest.approx(0.5)}
    assert found.ratified == {"x": True, "y": False}
    assert found.in_force is False
    assert found.nearest == {"division": pytest.approx(0.6, abs=1e-6)}
    assert found.pull == pytest.approx(0.1, abs=1e-6)
    assert found.models["condorcet-markov"].in_force is False
    assert "Country Y would not ratify that" in report.summary()
    assert "Ratification pulls it by 0.1 of the axis" in report.summary()


def test_at_risk_the_forecast_is_pulled_into_the_zone_of_the_report() -> None:
    report = ws.negotiate(ws.read_case("putnam-figure-1"), draws=20)
    low = report.zone.bounds["division"][0]
    assert low > 0.6  # a refusal at home costs something, so the edge of .5 is not signed
    assert report.forecast.nearest == {"division": pytest.approx(low, abs=1e-4)}
    assert report.forecast.pull == pytest.approx(low - 0.5, abs=1e-4)
    assert report.forecast.ratified == {"x": True, "y": False}


def test_a_table_without_a_zone_has_a_forecast_and_no_pull() -> None:
    case = ws.with_values(
        ws.read_case("putnam-figure-1"), {"countries.y.actors.y-ratifier.no_agreement": -0.9}
    )
    table = negotiation_table(case)
    found = table_forecast(table)
    assert table.zone.outcome == "empty"
    assert found.point == {"division": pytest.approx(0.5)}
    assert found.pull is None
    assert found.share_in_force == 0.0
    assert found.reason == "nothing is known that would enter into force"


def test_one_seed_one_answer() -> None:
    table = positions([[0.1, 0.9], [0.8, 0.3]])
    test = within([0.4, 0.5], 0.2)
    first = forecast_over_win_sets(table, test, seed=3)
    again = forecast_over_win_sets(table, test, seed=3)
    other = forecast_over_win_sets(table, test, seed=4)
    assert first.share_in_force == again.share_in_force
    assert first.share_in_force != other.share_in_force
    assert first.nearest.tolist() == other.nearest.tolist()


def test_positions_that_cover_little_of_the_axis_are_warned_of() -> None:
    wide = ws.negotiate(ws.read_case("putnam-figure-1"), draws=2)
    assert not any("cover little" in text for text in wide.warnings)
    near = {
        "countries.x.actors.x-negotiator.position.division": 0.45,
        "countries.y.actors.y-negotiator.position.division": 0.55,
    }
    case = ws.with_values(ws.read_case("putnam-figure-1"), near)
    (said,) = [text for text in ws.negotiate(case, draws=2).warnings if "cover little" in text]
    assert "(10 %)" in said
