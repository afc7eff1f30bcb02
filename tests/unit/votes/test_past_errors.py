"""Forecasts by hand with the spread of their own past errors, and what a back-test says of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from winset.studies.roll_calls.backtest import backtest
from winset.votes.forecast.past_errors import LEAST_ERRORS, HandForecasts
from winset.votes.readers.read_trade import read_trade_votes


def test_errors_are_shares_on_the_liberalising_side_of_earlier_votes(folder: Path) -> None:
    table = read_trade_votes(folder)
    said = HandForecasts(table).tally("uniform", 4)
    voting = int((table.casts[:, 4] != 0).sum())
    assert table.roll_calls[4].orientation == -1
    expected = []
    for column in range(4):
        yeas, nays = table.tally(column)
        error = table.roll_calls[column].orientation * (yeas - (yeas + nays) / 2) / (yeas + nays)
        expected.append(voting / 2 - error * voting)
    assert said.expected == voting / 2
    assert sorted(said.tallies) == pytest.approx(sorted(expected))
    carried = np.rint(said.tallies) > voting - np.rint(said.tallies)
    assert said.passage == pytest.approx(carried.mean())


def test_too_few_earlier_votes_give_no_spread(folder: Path) -> None:
    by_hand = HandForecasts(read_trade_votes(folder))
    sizes = [by_hand.tally("party_share", column).tallies.size for column in range(6)]
    assert sizes == [0] * LEAST_ERRORS + list(range(LEAST_ERRORS, 6))


def test_later_votes_change_nothing_by_hand(
    folder: Path, make_folder: Callable[..., Path], planted: tuple[tuple[str, ...], ...]
) -> None:
    own = read_trade_votes(folder)
    more = read_trade_votes(make_folder(roll_calls=planted))
    for name in HandForecasts(own).names:
        one = HandForecasts(own).tally(name, own.column("f1998_h"))
        other = HandForecasts(more).tally(name, more.column("f1998_h"))
        assert one.yea.tolist() == other.yea.tolist()
        assert one.tallies.tolist() == other.tallies.tolist()


def test_a_backtest_gives_each_hand_forecast_a_fair_tally_and_a_passage(folder: Path) -> None:
    table = read_trade_votes(folder)
    found = backtest(table, draws=300).to_dict()
    entry = found["baselines"]["party_share"]
    told = [row for row in found["roll_calls"] if
            row["baselines"]["party_share"]["passage_probability"] is not None]  # fmt: skip
    assert len(told) == 3
    crps = [row["baselines"]["party_share"]["crps_with_past_errors"] for row in told]
    assert entry["crps_with_past_errors"] == pytest.approx(np.mean(crps))
    gap = entry["difference"]["crps_with_past_errors"]
    assert gap["votes"] == 3
    assert gap["mean"] == pytest.approx(np.mean([row["crps"] for row in told]) - np.mean(crps))
    own = [(row["passage_probability"] - row["carried"]) ** 2 for row in found["roll_calls"]]
    assert found["overall"]["passage_brier"] == pytest.approx(np.mean(own))
    for row in found["roll_calls"]:
        assert row["carried"] == (row["actual"] > row["actual_nay"])


def test_without_enough_earlier_votes_the_difference_is_none(
    make_folder: Callable[..., Path],
) -> None:
    short = (
        ("a1991_h", "1991-05-23", "Nay", "tpa", "x"),
        ("b1993_h", "1993-06-22", "Yea", "tpa", "y"),
    )
    found = backtest(read_trade_votes(make_folder(roll_calls=short)), draws=200).to_dict()
    entry = found["baselines"]["majority"]
    assert entry["crps_with_past_errors"] is None
    assert entry["difference"]["crps_with_past_errors"]["mean"] is None
