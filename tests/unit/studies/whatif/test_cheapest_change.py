"""The cheapest changes that turn the outcome at likely values."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.unit.toy_model import plain_votes

from winset.cases.model.case import Case
from winset.cases.model.parameters import Parameters
from winset.foundation.errors import InputError
from winset.solvers.coalitions.ratification_price import ratification_price
from winset.studies.whatif.break_even import break_evens
from winset.studies.whatif.cheapest_change import Lever, cheapest_change
from winset.translate import coded_game

VOTE = dt.date(2000, 5, 24)
LABOUR = Lever("actors.unions.capacity", "1.0")
THETA = Lever("parameters.theta", "1.6")
SOME_LABOUR = Lever("actors.unions.capacity", "0.3")


def group(ideal: float, capacity: float, **more: Any) -> dict[str, Any]:
    fields = {"level": "group", "position": {"openness": ideal}, "capacity": capacity}
    return fields | {"joined": {"value": True}} | more


@pytest.fixture
def case(toy_case: Any) -> Case:
    """S = 0.6, 0.5, 0, -0.5, -0.6: 2.5 of three votes are expected where both purses are 0.4."""
    officer = {"level": "executive", "position": {"openness": 0.9}}
    others = {"exporters": group(1.0, 0.4), "unions": group(0.0, 0.2), "officer": officer}
    found: Case = toy_case(quota=3, others=others)
    return found


@pytest.fixture
def parameters(toy_parameters: Any) -> Parameters:
    shocks = {"bill": 0, "party": 0, "bloc": 0, "member": 0.3}
    found: Parameters = toy_parameters(vote_model=plain_votes("simultaneous"), shocks=shocks)
    return found


def test_the_cheapest_single_change_is_the_break_even(case: Case, parameters: Parameters) -> None:
    found = cheapest_change(case, parameters, [LABOUR]).advice
    assert len(found) == 1
    row = next(b for b in break_evens(coded_game(case, parameters)) if b.path == LABOUR.path)
    assert found[0].moves[0].after == pytest.approx(row.value, abs=1e-5)
    assert found[0].moves[0].after == pytest.approx(0.4, abs=1e-5)
    assert found[0].cost == pytest.approx((0.4 - 0.2) / 0.8, abs=1e-5)


def test_advice_turns_the_outcome_when_it_is_followed_and_not_when_it_is_cut_short(
    case: Case, parameters: Parameters
) -> None:
    # Neither 0.3 nor 1.6 times 0.2 reaches 0.4; together they could reach 0.48.
    report = cheapest_change(case, parameters, [SOME_LABOUR, THETA])
    assert report.wanted == "anything but passes"
    several = next(a for a in report.advice if len(a.moves) > 1)
    game = coded_game(case, parameters)

    def verdict(part: float) -> str:
        row = game.likely_values[None, :].copy()
        for move in several.moves:
            row[0, game.input_named(move.path)] += part * (move.after - move.before)
        return ratification_price(game.at(row)).verdict_word()

    assert verdict(1.0) == several.verdict != "passes"
    assert verdict(0.999) == "passes"
    after = {move.path: move.after for move in several.moves}
    assert after[LABOUR.path] * after[THETA.path] == pytest.approx(0.4, abs=1e-4)
    costs = [advice.cost for advice in report.advice]
    assert costs == sorted(costs)


def test_a_dearer_change_is_advised_less(case: Case, parameters: Parameters) -> None:
    cheap = cheapest_change(case, parameters, [LABOUR]).advice[0]
    dear = cheapest_change(case, parameters, [Lever(LABOUR.path, "1.0", 3.0)]).advice[0]
    assert dear.cost == pytest.approx(3 * cheap.cost)
    assert dear.moves == cheap.moves


def test_a_set_with_an_idle_change_is_left_out(case: Case, parameters: Parameters) -> None:
    idle = Lever("actors.officer.position.openness", "0.8", 0.1)
    report = cheapest_change(case, parameters, [LABOUR, idle])
    assert [[m.path for m in a.moves] for a in report.advice] == [[LABOUR.path]]


def test_a_broker_is_a_change_like_others(toy_case: Any, toy_parameters: Any) -> None:
    # Sixty days' work takes 60 exp(0.9) = 148 days of the 100 there are, or 60 with a broker.
    start = VOTE - dt.timedelta(days=100)
    work = {"start": start, "work_days": 60, "division": 0.9, "coordination": 0.9}
    stages = {"formulation": work, "voting": {"deadline": VOTE}}
    slow = {"constant": 0.0, "division": 1.0, "broker": 1.0}
    model = plain_votes() | {"duration": slow}
    parameters = toy_parameters(vote_model=model)
    officer = {"level": "executive", "position": {"openness": 0.9}}
    stalled = toy_case(quota=3, others={"officer": officer}, stages=stages)
    broker = Lever("actors.officer.broker", "true")
    report = cheapest_change(stalled, parameters, [broker])
    assert report.verdict == "stalls"
    assert [m.path for m in report.advice[0].moves] == [broker.path]


def test_no_advice_says_so(case: Case, parameters: Parameters) -> None:
    report = cheapest_change(case, parameters, [Lever("actors.exporters.capacity", "0.5")])
    assert report.advice == []
    assert report.reason is not None
    assert "no allowed change" in report.reason


@pytest.mark.parametrize(
    ("levers", "says"),
    [
        ([], "at least one"),
        ([LABOUR, LABOUR], "twice"),
        ([Lever(LABOUR.path, "40", 0.0)], "above 0"),
        ([Lever(LABOUR.path, "lots")], "is not a number"),
        ([Lever("actors.nobody.capacity", "4")], "no coded number"),
        ([Lever(LABOUR.path, "0.2")], "is the value coded"),
    ],
)
def test_a_wrong_lever_says_what_is_wrong(
    case: Case, parameters: Parameters, levers: list[Lever], says: str
) -> None:
    with pytest.raises(InputError, match=says):
        cheapest_change(case, parameters, levers)


def test_the_trade_off_pairs_just_turn_the_outcome(case: Case, parameters: Parameters) -> None:
    report = cheapest_change(case, parameters, [SOME_LABOUR, THETA])
    trade = report.trade_off
    assert trade is not None
    needed = [other for _, other in trade.pairs if other is not None]
    assert needed == sorted(needed, reverse=True)
    assert any(0.0 < other < 1.0 for other in needed)
