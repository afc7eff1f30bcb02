"""The cheapest changes that turn a verdict."""

from __future__ import annotations

import pytest

from winset.casebook import read_case
from winset.cases.paths import with_values
from winset.cases.read_parameters import read_parameters
from winset.foundation.errors import InputError
from winset.solvers.coalitions.ratification_price import ratification_price
from winset.studies.advise import Lever, advise
from winset.studies.break_even import break_evens
from winset.translate import coded_game

PNTR = read_case("china-pntr-2000")
PARAMETERS = read_parameters()
LABOUR = Lever("actors.afl-cio.capacity", "40")


def test_the_cheapest_single_change_is_the_break_even() -> None:
    found = advise(PNTR, PARAMETERS, [LABOUR]).advice
    assert len(found) == 1
    row = next(b for b in break_evens(coded_game(PNTR, PARAMETERS)) if b.path == LABOUR.path)
    assert found[0].moves[0].after == pytest.approx(row.value, abs=1e-5)
    assert found[0].cost == pytest.approx((row.value - 20) / 20, abs=1e-6)


def test_advice_turns_the_verdict_when_it_is_followed_and_not_when_it_is_cut_short() -> None:
    levers = [Lever(LABOUR.path, "24"), Lever("parameters.theta", "1.15")]
    report = advise(PNTR, PARAMETERS, levers)
    assert report.wanted == "anything but passes"
    several = next(a for a in report.advice if len(a.moves) > 1)
    game = coded_game(PNTR, PARAMETERS)

    def verdict(part: float) -> str:
        row = game.likely_values[None, :].copy()
        for move in several.moves:
            row[0, game.input_named(move.path)] += part * (move.after - move.before)
        return ratification_price(game.at(row)).verdict_word()

    assert verdict(1.0) == several.verdict != "passes"
    assert verdict(0.999) == "passes"
    costs = [advice.cost for advice in report.advice]
    assert costs == sorted(costs)


def test_a_dearer_change_is_advised_less() -> None:
    cheap = advise(PNTR, PARAMETERS, [LABOUR]).advice[0]
    dear = advise(PNTR, PARAMETERS, [Lever(LABOUR.path, "40", 3.0)]).advice[0]
    assert dear.cost == pytest.approx(3 * cheap.cost)
    assert dear.moves == cheap.moves


def test_a_set_with_an_idle_change_is_left_out() -> None:
    idle = Lever("actors.clinton.position.openness", "0.9", 0.1)
    report = advise(PNTR, PARAMETERS, [LABOUR, idle])
    assert [[m.path for m in a.moves] for a in report.advice] == [[LABOUR.path]]


def test_a_broker_is_a_change_like_others() -> None:
    stage = "{start: 1999-01-01, work_days: 150, division: 0.9}"
    stalled = with_values(PNTR, {"stages.formulation": stage})
    broker = Lever("actors.nec.broker", "true")
    report = advise(stalled, PARAMETERS, [broker])
    assert report.verdict == "stalls"
    assert [m.path for m in report.advice[0].moves] == [broker.path]


def test_no_advice_says_so() -> None:
    report = advise(PNTR, PARAMETERS, [Lever("actors.clinton.capacity", "21")])
    assert report.advice == []
    assert "no allowed change" in report.reason


@pytest.mark.parametrize(
    ("levers", "says"),
    [
        ([], "at least one"),
        ([LABOUR, LABOUR], "twice"),
        ([Lever(LABOUR.path, "40", 0.0)], "above 0"),
        ([Lever(LABOUR.path, "lots")], "is not a number"),
        ([Lever("actors.nobody.capacity", "4")], "no coded number"),
        ([Lever("actors.afl-cio.capacity", "20.0")], "is the value coded"),
    ],
)
def test_a_wrong_lever_says_what_is_wrong(levers: list[Lever], says: str) -> None:
    with pytest.raises(InputError, match=says):
        advise(PNTR, PARAMETERS, levers)


def test_the_trade_off_pairs_just_turn_the_verdict() -> None:
    levers = [Lever(LABOUR.path, "24"), Lever("parameters.theta", "1.15")]
    report = advise(PNTR, PARAMETERS, levers)
    trade = report.trade_off
    assert trade is not None
    needed = [other for _, other in trade.pairs if other is not None]
    assert needed == sorted(needed, reverse=True)
    assert any(0.0 < other < 1.0 for other in needed)
