"""Laws of forecasts and scores: names carry nothing, quotas order outcomes, scores are proper."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winset.votes.forecast.one_vote import forecast_vote
from winset.votes.quota import needed_yeas, passes
from winset.votes.records import Member, RollCall, TableBuilder, VoteTable
from winset.votes.scoring import calibration, continuous_ranked_score, score_members

chances = st.lists(st.floats(0.01, 0.99), min_size=2, max_size=40)


@st.composite
def legislatures(draw) -> list[list[int]]:
    members = draw(st.integers(3, 12))
    votes = draw(st.integers(1, 5))
    row = st.lists(st.sampled_from([-1, 0, 1]), min_size=votes, max_size=votes)
    return draw(st.lists(row, min_size=members, max_size=members))


def table_of(rows: list[list[int]], names: list[str]) -> VoteTable:
    built = TableBuilder()
    votes = len(rows[0])
    for vote in range(votes + 1):
        built.add_roll_call(
            RollCall(f"v{vote}", dt.date(1990 + vote, 1, 1), "diet", "Yea", kind="ab"[vote % 2])
        )
    words = {1: "Yea", -1: "Nay", 0: "Not Voting"}
    for i, (row, name) in enumerate(zip(rows, names, strict=True)):
        for vote, side in enumerate([*row, 0]):
            built.add(Member(name, name, "AB"[i % 2], "XY"[i % 2]), f"v{vote}", words[side])
    return built.table()


@settings(max_examples=15)
@given(legislatures(), st.randoms(use_true_random=False))
def test_renaming_members_permutes_the_forecast(rows: list[list[int]], random) -> None:
    names = [f"m{i:02d}" for i in range(len(rows))]
    other = names[:]
    random.shuffle(other)
    key = f"v{len(rows[0])}"
    first = forecast_vote(table_of(rows, names), key, draws=100)
    second = forecast_vote(table_of(rows, other), key, draws=100)
    by_name = dict(zip([m.id for m in second.members], second.yea, strict=True))
    expected = [by_name[other[names.index(m.id)]] for m in first.members]
    assert first.yea == pytest.approx(expected, abs=2e-3)


@settings(max_examples=15)
@given(legislatures(), st.data())
def test_one_more_vote_for_never_makes_a_member_less_likely(rows, data) -> None:
    who = data.draw(st.integers(0, len(rows) - 1))
    vote = data.draw(st.integers(0, len(rows[0]) - 1))
    key = f"v{len(rows[0])}"
    found = []
    for side in (-1, 1):
        changed = [list(row) for row in rows]
        changed[who][vote] = side
        names = [f"m{i:02d}" for i in range(len(rows))]
        found.append(forecast_vote(table_of(changed, names), key, draws=100).yea[who])
    assert found[0] < found[1] + 1e-6


@given(st.sampled_from(["1/2", "2/3", "3/5"]), st.integers(1, 500), st.data())
def test_needed_yeas_are_the_least_that_carry(requires: str, seats: int, data) -> None:
    voting = seats if requires == "3/5" else data.draw(st.integers(1, seats))
    needed = needed_yeas(requires, "house", seats, voting)
    yeas = np.array([needed - 1, needed])
    assert passes(requires, "house", yeas, voting - yeas, seats).tolist() == [False, True]
    share = {"1/2": 0.5, "2/3": 2 / 3, "3/5": 0.6}[requires]
    assert needed / voting >= share - 1e-12


@given(chances, st.data())
def test_the_truth_scores_best_on_average(stated: list[float], data) -> None:
    truth = np.array(stated)
    shift = np.array(
        data.draw(st.lists(st.floats(-0.3, 0.3), min_size=truth.size, max_size=truth.size))
    )
    said = np.clip(truth + shift, 0.01, 0.99)

    def expected(forecast: np.ndarray, mark: str) -> float:
        """Average a score over outcomes drawn from the truth, member by member."""
        total = 0.0
        for p, q in zip(forecast, truth, strict=True):
            for outcome, weight in ((True, q), (False, 1 - q)):
                found = score_members(np.array([p]), np.array([outcome]))
                total += weight * getattr(found, mark)
        return total

    assert expected(truth, "brier") <= expected(said, "brier") + 1e-9
    assert expected(truth, "log_score") >= expected(said, "log_score") - 1e-9


@given(st.lists(st.integers(0, 435), min_size=1, max_size=200), st.integers(0, 435))
def test_the_ranked_score_is_the_mean_gap_less_the_spread(tallies: list[int], actual: int) -> None:
    draws = np.array(tallies, dtype=float)
    pairs = np.abs(draws[:, None] - draws[None, :]).mean()
    slow = np.abs(draws - actual).mean() - 0.5 * pairs
    assert continuous_ranked_score(draws, actual) == pytest.approx(slow, abs=1e-9)
    assert continuous_ranked_score(draws, actual) >= -1e-9


@given(chances, st.data())
def test_calibration_counts_everybody_once(stated: list[float], data) -> None:
    n = len(stated)
    outcomes = np.array(data.draw(st.lists(st.booleans(), min_size=n, max_size=n)))
    rows = calibration(np.array(stated), outcomes)
    assert sum(row["members"] for row in rows) == n
    happened = sum(row["members"] * row["happened"] for row in rows)
    assert happened == pytest.approx(outcomes.sum())
    assert all(row["low"] - 1e-12 <= row["stated"] <= row["high"] + 1e-12 for row in rows)
