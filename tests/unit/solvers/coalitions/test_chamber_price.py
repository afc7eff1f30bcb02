"""The price of ratification in one chamber, as a user meets it."""

from __future__ import annotations

import dataclasses
import json
import math
import subprocess
import sys
from typing import Any

import numpy as np
import pytest

from winset.foundation.errors import InputError
from winset.results.coalitions.chamber_price import ChamberPrice
from winset.solvers.coalitions.chamber_price import chamber_price, chamber_price_by_size


@pytest.fixture
def answer() -> ChamberPrice:
    """Groseclose and Snyder: three votes needed, four bought."""
    return chamber_price([-3.0] * 5, quota=3, fund=6.0, names=["a", "b", "c", "d", "e"])


def forged(answer: ChamberPrice, **changes: Any) -> tuple[str, ...]:
    check = dataclasses.replace(answer, **changes).verify()
    assert not check
    return check.failed


def test_a_supermajority_can_be_cheaper_than_a_minimal_coalition(answer: ChamberPrice) -> None:
    assert (answer.outcome, answer.price, answer.size, answer.level) == ("solved", 24.0, 4, 3.0)
    assert answer.coalition == answer.bought == ("a", "b", "c", "d")
    assert answer.payments.tolist() == [6.0, 6.0, 6.0, 6.0, 0.0]
    assert answer.exact
    assert any("Groseclose" in source for source in answer.sources)


def test_members_keep_the_order_given_and_supporters_are_not_called_bought() -> None:
    answer = chamber_price([-0.5, 0.0, 0.6, -0.6, 0.5], quota=4, names=list("vwxyz"))
    assert answer.labels == ("v", "w", "x", "y", "z")
    assert answer.price == 0.5
    assert answer.coalition == ("v", "w", "x", "z")
    assert answer.bought == ("v",)
    assert answer.payments.tolist() == [0.5, 0.0, 0.0, 0.0, 0.0]


def test_an_indifferent_member_topped_up_is_paid_and_not_bought() -> None:
    answer = chamber_price([0.0, 0.0, 0.0], quota=2, fund=1.0)
    assert answer.payments.tolist() == [0.5, 0.5, 0.5]
    assert answer.bought == ()
    assert answer.verify()


def test_members_without_names_are_numbered() -> None:
    assert chamber_price([1.0, 2.0], quota=1).labels == ("member-1", "member-2")


@pytest.mark.parametrize(
    ("surplus", "quota", "advice"),
    [([1.0, 1.0], 3, "lower it"), ([1.0, -math.inf, -math.inf], 2, "willingness of 1 more")],
)
def test_what_cannot_be_carried_is_infeasible_and_says_what_to_change(
    surplus: list[float], quota: int, advice: str
) -> None:
    answer = chamber_price(surplus, quota=quota, fund=1.0)
    assert answer.outcome == "infeasible"
    assert answer.price == math.inf
    assert answer.coalition == answer.bought == ()
    assert not answer.payments.any()
    assert advice in answer.reason
    assert advice in answer.summary()
    assert answer.verify()
    written = answer.to_dict()
    assert written["price"] is None
    assert written["reason"] == answer.reason


def test_a_forged_infeasibility_is_found() -> None:
    answer = chamber_price([1.0, -math.inf], quota=2)
    assert forged(answer, quota=1) == ("fewer members than the quota can be had at any price",)
    assert forged(answer, price=3.0)


def test_a_quota_of_zero_passes_free_of_charge() -> None:
    answer = chamber_price([-1.0, -1.0], quota=0, fund=9.0)
    assert (answer.outcome, answer.price, answer.size) == ("solved", 0.0, 0)
    assert answer.verify()


@pytest.mark.parametrize(
    ("changes", "claim"),
    [
        ({"price": 23.0, "payments": [6, 6, 6, 5, 0]}, "opponents cannot undo it"),
        ({"price": 25.0, "payments": [7, 6, 6, 6, 0]}, "no payments come to less"),
        ({"price": 24.5}, "add up to the price"),
        ({"payments": [6, 6, 6, 5, 1]}, "only the coalition is paid"),
        ({"payments": [8, 8, 8, 0, 0]}, "gains or is indifferent"),
        ({"payments": [7, 7, 7, 4, -1]}, "not negative"),
        ({"size": 3}, "the size and the quota"),
        ({"coalition": ("a", "b")}, "the size and the quota"),
        ({"bought": ("a",)}, "the bought are its losers"),
        ({"fund": 7.0}, "opponents cannot undo it"),
        ({"fund": 5.0}, "no payments come to less"),
        ({"entry_surplus": [-3, -3, -3, -4, -3]}, "opponents cannot undo it"),
        ({"price": math.nan}, "add up to the price"),
        ({"price": math.inf}, "add up to the price"),
        ({"payments": [6, 6, 6, math.inf, 0]}, "finite and not negative"),
        ({"payments": [6, 6, 6, math.nan, 0]}, "not negative"),
    ],
)
def test_verify_finds_every_kind_of_wrong_answer(
    answer: ChamberPrice, changes: dict[str, Any], claim: str
) -> None:
    assert any(claim in failed for failed in forged(answer, **changes))


def test_verify_finds_the_dearer_schedule_of_the_minimal_coalition(answer: ChamberPrice) -> None:
    failed = forged(
        answer,
        price=27.0,
        size=3,
        level=6.0,
        payments=[9, 9, 9, 0, 0],
        coalition=("a", "b", "c"),
        bought=("a", "b", "c"),
    )
    assert failed == ("no payments come to less",)


def test_verify_does_not_load_the_solver() -> None:
    code = (
        "import sys\n"
        "from winset.results.coalitions.chamber_price import ChamberPrice\n"
        "one = ('a',)\n"
        "price = ChamberPrice(one, [-2.0], 1, 1.0, 3.0, 1, 1.0, [3.0], one, one, method='')\n"
        "assert price.verify()\n"
        "assert 'numba' not in sys.modules and 'pandas' not in sys.modules\n"
        "import winset.solvers.coalitions.chamber_price\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_an_answer_cannot_be_changed(answer: ChamberPrice) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        answer.price = 1.0  # type: ignore[misc]
    with pytest.raises(ValueError, match="read-only"):
        answer.payments[0] = 1.0
    with pytest.raises(ValueError, match="read-only"):
        answer.entry_surplus[0] = 1.0


def test_the_surpluses_given_are_neither_kept_nor_changed() -> None:
    surplus = np.array([-1.0, 3.0, -2.0])
    answer = chamber_price(surplus, quota=2, fund=1.0)
    assert surplus.tolist() == [-1.0, 3.0, -2.0]
    surplus[0] = 50.0
    assert answer.entry_surplus.tolist() == [-1.0, 3.0, -2.0]


def test_the_dictionary_is_strict_json_and_marks_who_cannot_be_bought() -> None:
    answer = chamber_price([1.0, -math.inf, -0.5], quota=2, fund=0.0, names=["a", "b", "c"])
    written = json.loads(json.dumps(answer.to_dict(), allow_nan=False))
    assert written["price"] == 0.5
    assert written["of"] == 3
    assert "reason" not in written
    assert written["members"][1] == {
        "member": "b",
        "entry_surplus": None,
        "payment": 0.0,
        "in_coalition": False,
        "bought": False,
        "reason": "cannot be bought at any price",
    }
    assert written["members"][2]["bought"] is True


def test_the_frame_has_a_row_a_member(answer: ChamberPrice) -> None:
    frame = answer.to_frame()
    assert frame.index.tolist() == ["a", "b", "c", "d", "e"]
    assert frame["payment"].sum() == 24.0
    assert frame["in_coalition"].tolist() == frame["bought"].tolist() == [True] * 4 + [False]


def test_the_summary_names_price_quota_and_coalition(answer: ChamberPrice) -> None:
    text = answer.summary()
    for part in ("3 of 5", "fund of 6", "costs 24", "coalition of 4", "4 of them bought"):
        assert part in text


def test_the_least_of_the_sizes_is_the_price(answer: ChamberPrice) -> None:
    by_size = chamber_price_by_size(answer.entry_surplus, quota=3, fund=6.0)
    assert by_size.tolist() == [27.0, 24.0, 25.0]
    assert chamber_price_by_size([1.0], quota=2).size == 0


@pytest.mark.parametrize(
    ("surplus", "options", "said"),
    [
        ([], {}, "one number a member"),
        ([[1.0, 2.0]], {}, r"shape \(1, 2\)"),
        (["x"], {}, "must hold numbers"),
        ([1.0, math.nan], {}, r"entry_surplus\[1\] is nan"),
        ([math.inf], {}, r"entry_surplus\[0\] is inf"),
        ([1.0], {"quota": -1}, "quota"),
        ([1.0], {"quota": 1.5}, "quota"),
        ([1.0], {"quota": True}, "quota"),
        ([1.0], {"fund": -0.1}, "fund"),
        ([1.0], {"fund": math.inf}, "fund"),
        ([1.0], {"fund": math.nan}, "fund"),
        ([1.0], {"names": ["a", "b"]}, "2 entries for 1 members"),
        ([1.0, 2.0], {"names": ["a", "a"]}, "'a' occurs more than once"),
    ],
)
def test_wrong_input_is_refused_with_what_is_wrong(
    surplus: list[Any], options: dict[str, Any], said: str
) -> None:
    with pytest.raises(InputError, match=said):
        chamber_price(surplus, **{"quota": 1, **options})


def test_the_price_by_size_needs_a_vote() -> None:
    with pytest.raises(InputError, match="1 or more"):
        chamber_price_by_size([1.0], quota=0)


def test_a_chamber_of_5000_is_priced_and_verified() -> None:
    surplus = np.random.default_rng(0).normal(-0.05, 1.0, 5000)
    answer = chamber_price(surplus, quota=2700, fund=40.0)
    assert answer.verify()
    assert answer.size > 2700
