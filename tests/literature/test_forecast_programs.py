"""Forecasts of bargaining beside what other programs made of their own example files."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import numpy as np
import pytest

from winset.cases.tables.read import read_actor_table
from winset.games.issue_positions import Positions
from winset.solvers.bargaining.bilateral_exchange import bilateral_exchange
from winset.solvers.bargaining.challenge_model import challenge_model
from winset.solvers.bargaining.spatial_model_of_politics import spatial_model_of_politics
from winset.solvers.bargaining.weighted_mean import weighted_mean
from winset.solvers.bargaining.weighted_median import weighted_median
from winset.translate.issue_positions import positions_of_table

pytestmark = pytest.mark.shared_data


def peer(research_data: Path, name: str) -> Positions:
    return positions_of_table(read_actor_table(research_data / "peers" / name))


def printed_positions(path: Path, shape: tuple[int, ...]) -> np.ndarray:
    rows = list(csv.DictReader(path.read_text().splitlines()))
    turns = 1 + max(int(row["Turn_t"]) for row in rows)
    found = np.full((turns, *shape), np.nan)
    for row in rows:
        place = (int(row["Turn_t"]), int(row["Act_i"]), int(row["Dim_k"]))
        found[place] = float(row["Pos_Coord"])
    return found


@pytest.mark.parametrize(
    ("name", "turns"), [("SOE-Pol-Comp", 27), ("dummyData_3Dim", 10), ("dummyData_6Dim", 29)]
)
def test_positions_turn_by_turn_are_those_of_ktab(
    research_data: Path, name: str, turns: int
) -> None:
    table = peer(research_data, f"ktab/{name}.csv")
    found = spatial_model_of_politics(table)
    assert found.verify(), found.verify().failed
    assert (found.rounds, found.stopped) == (turns, "settled")
    expected = printed_positions(
        research_data / "peers" / "ktab" / f"run_positions_{name}.csv", table.position.shape
    )
    np.testing.assert_allclose(found.path, expected, rtol=0, atol=1e-9)


@pytest.mark.parametrize("name", ["SOE-Pol-Comp", "dummyData_3Dim"])
def test_probabilities_and_movement_are_those_ktab_printed_in_2017(
    research_data: Path, name: str
) -> None:
    found = spatial_model_of_politics(peer(research_data, f"ktab/{name}.csv"))
    path = research_data / "peers" / "ktab" / f"expected_20170530_ref-{name}.prob.txt"
    lines = path.read_text().splitlines()
    moved = [re.findall(r"step: ([\d.]+)", line) for line in lines]
    chances = [line.partition("prob :")[2].split() for line in lines if "prob :" in line]
    np.testing.assert_allclose(
        found.fractions, np.array([m for m in moved if m], float)[:, 0], rtol=0, atol=5e-5
    )
    np.testing.assert_allclose(found.support.T, np.array(chances, float), rtol=0, atol=5e-5)


@pytest.mark.parametrize(
    ("name", "turns", "means", "medians"),
    [
        ("SOE-Policy", 19, (35.01, 32.82), (30.00, 38.64)),
        ("SOE-Competitive", 35, (39.96, 37.25), (40.00, 35.10)),
    ],
)
def test_means_and_medians_of_ktab(
    research_data: Path,
    name: str,
    turns: int,
    means: tuple[float, float],
    medians: tuple[float, float],
) -> None:
    table = peer(research_data, f"ktab/{name}.csv")
    found = spatial_model_of_politics(table)
    assert found.rounds == turns
    assert weighted_mean(table).position == pytest.approx(means[0], abs=0.005)
    assert weighted_median(table).position == pytest.approx(medians[0], abs=0.005)
    assert found.means[-1, 0] == pytest.approx(means[1], abs=0.005)
    assert found.medians[-1, 0] == pytest.approx(medians[1], abs=0.005)


@pytest.mark.parametrize(
    ("name", "turns", "means"),
    [("a040", 20, (62.95, 61.39)), ("a080", 17, (67.18, 67.12))],
)
def test_many_actors_end_where_ktab_ends(
    research_data: Path, name: str, turns: int, means: tuple[float, float]
) -> None:
    found = spatial_model_of_politics(peer(research_data, f"ktab/dummyData-{name}.csv"))
    assert found.verify(), found.verify().failed
    assert found.rounds == turns
    assert found.means[[0, -1], 0] == pytest.approx(means, abs=0.005)


@pytest.mark.parametrize(
    ("name", "pairs", "gains"),
    [
        ("sample_data.txt", 240, (1.973684, 1.792636, 1.741486)),
        ("copenhagen.csv", 437, (3.278818, 2.364532, 2.364532)),
        ("cop21.csv", 2094, (2.190722, 2.048233)),
    ],
)
def test_pairs_and_gains_are_those_of_decide(
    research_data: Path, name: str, pairs: int, gains: tuple[float, ...]
) -> None:
    found = bilateral_exchange(peer(research_data, f"decide/{name}"))
    assert found.verify(), found.verify().failed
    possible = found.rounds[0].possible
    assert len(possible) == pairs
    assert [trade.gain for trade in possible[: len(gains)]] == pytest.approx(gains, abs=1e-6)


def test_first_trades_are_those_of_decide(research_data: Path) -> None:
    first = bilateral_exchange(peer(research_data, "decide/sample_data.txt")).rounds[0].done[0]
    assert (first.actor, first.other) == ("Willems", "Wcentr")
    assert (first.demands, first.supplies) == ("tolheffing-binnenstad", "extra-investering")
    assert (first.actor_moves, first.other_moves) == pytest.approx((75, 61.0512), abs=5e-5)
    first = bilateral_exchange(peer(research_data, "decide/copenhagen.csv")).rounds[0].done[0]
    assert (first.actor, first.other) == ("USA", "China India")
    assert (first.demands, first.supplies) == ("Commitments", "Extra")
    assert (first.actor_moves, first.other_moves) == pytest.approx((80, 63.1063), abs=5e-5)


def test_outcomes_before_any_trade_are_those_of_decide(research_data: Path) -> None:
    for name in ("copenhagen", "sample_data"):
        (file,) = (research_data / "peers" / "decide").glob(f"{name}.???")  # txt or csv
        found = bilateral_exchange(peer(research_data, f"decide/{file.name}"))
        observed = file.with_name(f"observed_{name}_rounds_p0_hashseed0.csv")
        lines = observed.read_text().splitlines()
        rows = [row for row in csv.DictReader(lines) if row["round"] == "0"]
        assert len(rows) == len(found.table.issues)
        before = dict(zip(found.table.issues, found.path[0], strict=True))
        for row in rows:
            issue = row["issue"].partition(" [")[0]
            assert before[issue] == pytest.approx(float(row["preference_mds"]), abs=1e-6)


@pytest.mark.parametrize(
    "name",
    [
        "jmckib_ExampleActors.csv",
        "dmasad_ExampleActors.csv",
        "decisionmechanics_emission-standards.txt",
    ],
)
def test_ten_rounds_of_the_challenge_model_are_those_observed(
    research_data: Path, name: str
) -> None:
    """Three copies of one table in three layouts, one run of one program."""
    table = peer(research_data, f"emission/{name}")
    found = challenge_model(table, rounds=10)
    observed = research_data / "peers" / "emission" / "emission_jmckib_rounds.csv"
    rows = list(csv.DictReader(observed.read_text().splitlines()))
    assert len(rows) == 11
    expected = [[float(row[actor]) for actor in table.actors] for row in rows]
    np.testing.assert_allclose(found.path[:, :, 0], expected, rtol=0, atol=1e-9)
    means = [float(row["weighted_mean"]) for row in rows]
    np.testing.assert_allclose(found.means[:, 0], means, rtol=0, atol=1e-9)
