"""The answer on ratification: its certificate catches whoever tampers with it."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest

from winset.games.rule import Clause
from winset.games.rule_seats import FrozenMap
from winset.results.ratification.ratification import ChamberReading, clause_text, covers, finite
from winset.solvers.coalitions.ratification_price import ratification_price

FOE = {
    "level": "group",
    "position": {"openness": 0.0},
    "capacity": 0.8,
    "joined": {"value": True},
}
SPEAKER = {"level": "executive", "position": {"openness": 0.0}, "compensable": True}


@pytest.fixture
def answer(toy_game: Any) -> Any:
    """Quota 3 against a fund of 0.8, and a gatekeeper that is paid 0.6: 1.3 + 0.6."""
    others = {"unions": FOE, "speaker": SPEAKER}
    return ratification_price(toy_game(others=others, calendar={"held_by": "speaker", "weight": 1}))


def failed(answer: Any, **changes: Any) -> tuple[str, ...]:
    found: tuple[str, ...] = dataclasses.replace(answer, **changes).verify().failed
    return found


def test_the_honest_answer_holds(answer: Any) -> None:
    assert answer.price[0] == pytest.approx(1.9)
    assert answer.verify()


@pytest.mark.parametrize("change", [-0.01, 0.01, 1e-6])
def test_a_price_that_is_not_the_sum_of_the_payments_is_caught(answer: Any, change: float) -> None:
    assert failed(answer, price=answer.price + change) == ("the payments add up to the price",)


def test_a_single_player_left_unpaid_is_caught(answer: Any) -> None:
    assert failed(answer, player_price=np.zeros_like(answer.player_price))


def test_an_infinite_price_with_a_clause_still_open_is_caught(answer: Any) -> None:
    claim = ("every clause is closed",)
    assert failed(answer, price=np.array([np.inf])) == claim
    closed = np.full_like(answer.clause_prices, np.inf)
    assert failed(answer, price=np.array([np.inf]), clause_prices=closed) == ()


@pytest.mark.parametrize(
    ("part", "value"),
    [("quota", np.array([2])), ("quota", np.array([4])), ("fund", np.array([0.5]))],
)
def test_an_answer_to_another_question_is_caught(answer: Any, part: str, value: Any) -> None:
    changed = dataclasses.replace(answer.chambers[0], **{part: value})
    assert "the payments add up to the price" in failed(answer, chambers=(changed,))


class Tampered(ChamberReading):
    """A chamber whose payments somebody has touched."""

    scheme: Any = None

    def payments(self, draw: int = 0) -> Any:
        return np.array(type(self).scheme)


def tampered(answer: Any, scheme: list[float]) -> Any:
    kind = type("Scheme", (Tampered,), {"scheme": scheme})
    fields = {
        f.name: getattr(answer.chambers[0], f.name) for f in dataclasses.fields(ChamberReading)
    }
    total = np.array([sum(scheme) + 0.6])
    return dataclasses.replace(answer, chambers=(kind(**fields),), price=total).verify()


def test_the_least_schedule_is_accepted_from_anybody(answer: Any) -> None:
    assert tampered(answer, [0.0, 0.0, 0.8, 0.3, 0.2])


def test_a_schedule_that_overpays_is_caught(answer: Any) -> None:
    assert tampered(answer, [0.0, 0.0, 0.8, 0.3, 0.3]).failed == (
        "house: no payments come to less",
    )


def test_a_schedule_the_opponents_can_break_is_caught(answer: Any) -> None:
    assert (
        "house: the opponents cannot break it" in tampered(answer, [0.0, 0.0, 0.7, 0.3, 0.2]).failed
    )


def test_a_negative_payment_is_caught(answer: Any) -> None:
    check = tampered(answer, [0.0, 0.0, 0.8, 0.3, -0.2])
    assert "house: no payment is negative" in check.failed


def test_votes_recorded_are_those_of_the_vote(answer: Any) -> None:
    house = answer.chambers[0]
    assert answer.recorded_votes(house).tolist() == [3]
    counted = dataclasses.replace(answer.vote, tally=np.array([[3.6]]))
    assert dataclasses.replace(answer, vote=counted).recorded_votes(house).tolist() == [4]


def test_where_members_do_not_vote_there_is_no_tally(answer: Any) -> None:
    with pytest.raises(ValueError, match="no vote model"):
        dataclasses.replace(answer, vote=None).recorded_votes(answer.chambers[0])


@pytest.mark.parametrize(
    ("budget", "price", "enough"),
    [(1.0, 1.0, True), (1.0, 1.0 + 1e-13, True), (1.0, 1.0 + 1e-9, False), (1e6, np.inf, False)],
)
def test_a_budget_covers_a_price_up_to_rounding(budget: float, price: float, enough: bool) -> None:
    assert covers(np.array([budget]), np.array([price])).tolist() == [enough]


def test_what_cannot_be_bought_is_none_as_plain_data() -> None:
    assert finite(np.inf) is None
    assert finite(np.nan) is None
    assert finite(2.0) == 2.0


def test_a_clause_is_written_in_one_line() -> None:
    clause = Clause(FrozenMap({"house": 218, "senate": 51}), ("president",), ("farmers",))
    text = "house >= 218 and senate >= 51 and president and acquiescence of farmers"
    assert clause_text(clause) == text


def test_the_answer_as_plain_data(answer: Any) -> None:
    plain = answer.to_dict()
    assert plain["price"] == pytest.approx(1.9)
    assert plain["by_chamber"] == {"house": pytest.approx(1.3)}
    assert plain["verdict"] == answer.verdict_word() == "stalls"
    assert "stalls" in answer.summary()
