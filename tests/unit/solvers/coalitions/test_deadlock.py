"""The deadlock coalition: its members, its cohesion, and what it takes to split it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from winset.solvers.coalitions.contributions import field_of
from winset.solvers.coalitions.deadlock import (
    deadlock_coalition,
    divide_and_conquer,
    losing_members,
    opponent_distances,
)

LABOUR = {"labour": {"axis": "reason", "title": "L", "low": "no", "high": "yes"}}


def foe(ideal: float, capacity: float, labour: float | None = None, **more: Any) -> dict[str, Any]:
    position = {"openness": ideal} | ({} if labour is None else {"labour": labour})
    return {
        "level": "group",
        "position": position,
        "capacity": capacity,
        "no_agreement": -2.0,
        "joined": {"value": True},
    } | more


def with_reasons(toy_game: Any, others: dict[str, Any]) -> Any:
    axis = {"axis": "vote", "title": "O", "low": "l", "high": "h"}
    issues = {"openness": axis | {"status_quo": 0.2, "proposal": 0.8}} | LABOUR
    return field_of(toy_game(issues=issues, others=others))


def test_the_largest_purse_comes_first_and_then_the_order_of_the_case(toy_game: Any) -> None:
    others = {"small": foe(0.0, 1), "large": foe(0.0, 3), "friend": foe(1.0, 9, no_agreement=0)}
    field = field_of(toy_game(others=others))
    names = [field.game.labels.actors[row] for row in deadlock_coalition(field).members]
    assert names == ["large", "small", "m1", "m2"]


STAYED = {"value": False}


def test_opponents_that_all_joined_have_full_cohesion_wherever_they_stand(toy_game: Any) -> None:
    field = field_of(toy_game(others={"a": foe(0.3, 1), "b": foe(0.9, 2)}))
    assert deadlock_coalition(field).cohesion[0] == pytest.approx(1.0)


def test_cohesion_is_the_part_of_the_capacity_that_joined(toy_game: Any) -> None:
    field = field_of(toy_game(others={"a": foe(0.0, 1), "b": foe(0.0, 3, joined=STAYED)}))
    assert deadlock_coalition(field).cohesion[0] == pytest.approx(1 / 4)


def test_who_is_not_known_to_have_joined_counts_half(toy_game: Any) -> None:
    field = field_of(toy_game(others={"a": foe(0.0, 1), "b": foe(0.0, 3, joined=None)}))
    assert deadlock_coalition(field).cohesion[0] == pytest.approx((1 + 3 / 2) / 4)


def test_cohesion_counts_capacity_and_not_what_is_spent_of_it(toy_game: Any) -> None:
    late = {"from": "2000-05-23"}
    others = {"a": foe(0.0, 1, lobbying=late), "b": foe(0.0, 1, joined=STAYED)}
    stages = {"voting": {"deadline": "2000-05-24"}}
    one = deadlock_coalition(field_of(toy_game(others=others, stages=stages)))
    other = deadlock_coalition(
        field_of(toy_game(others=others, stages=stages, parameters={"theta": 0.3}))
    )
    assert one.cohesion[0] == other.cohesion[0] == pytest.approx(1 / 2)


def test_cohesion_of_reasons_is_measured_on_the_reason_axes(toy_game: Any) -> None:
    field = with_reasons(toy_game, {"a": foe(0.0, 1, 0.0), "b": foe(0.0, 1, 1.0)})
    found = deadlock_coalition(field)
    assert found.cohesion[0] == pytest.approx(1.0)
    assert found.cohesion_reasons[0] == pytest.approx(0.5**0.5)


def test_without_reason_axes_there_is_no_cohesion_of_reasons(toy_game: Any) -> None:
    found = deadlock_coalition(field_of(toy_game(others={"a": foe(0.0, 1)})))
    assert np.isnan(found.cohesion_reasons[0])


def test_without_purses_there_is_no_cohesion(toy_game: Any) -> None:
    assert np.isnan(deadlock_coalition(field_of(toy_game())).cohesion[0])


def test_losing_members_are_counted_by_bloc(toy_game: Any) -> None:
    bloc = {
        "level": "legislature",
        "seats": {"house": 3},
        "position": {"openness": 0.5},
        "spread": {"openness": 0.2},
    }
    field = field_of(toy_game((0.0, 1.0), quota=1, others={"bloc": bloc}))
    assert losing_members(field).tolist() == [1, 0, 1]
    assert 2 in deadlock_coalition(field).members


def test_strange_bedfellows_are_near_on_the_vote_and_far_in_their_reasons(toy_game: Any) -> None:
    field = with_reasons(
        toy_game, {"unions": foe(0.0, 1, 1.0), "nation": foe(0.2, 1, 0.25), "mute": foe(0.0, 1)}
    )
    pairs = opponent_distances(field)
    assert len(pairs) == 1
    assert pairs[0].vote == pytest.approx(0.2)
    assert pairs[0].reasons == pytest.approx(0.75)


def test_saliences_weigh_the_distance_of_a_pair(toy_game: Any) -> None:
    others = {
        "a": foe(0.0, 1, 0.0, salience={"openness": 0.5}),
        "b": foe(1.0, 1, 0.5, salience={"openness": 0.25}),
    }
    pair = opponent_distances(with_reasons(toy_game, others))[0]
    assert pair.vote == pytest.approx(1.0)  # on one axis the weight cancels
    assert pair.reasons == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("form", "distance"), [("euclidean", (0.5**2 / (0.5**2 + 1)) ** 0.5), ("city-block", 0.5 / 1.5)]
)
def test_a_reason_that_matters_little_to_a_pair_counts_little(
    toy_game: Any, form: str, distance: float
) -> None:
    # Apart by 1 on a reason of mean salience 1/2, together on one of salience 1.
    axis = {"axis": "vote", "title": "O", "low": "l", "high": "h"}
    reason = {"axis": "reason", "title": "R", "low": "no", "high": "yes"}
    places = ({"labour": 0.0, "nature": 0.3}, {"labour": 1.0, "nature": 0.3})
    a, b = (
        foe(0.0, 1) | {"position": {"openness": 0.0} | place, "salience": {"labour": weight}}
        for place, weight in zip(places, (0.25, 0.75), strict=True)
    )
    game = toy_game(
        issues={
            "openness": axis | {"status_quo": 0.2, "proposal": 0.8},
            "labour": reason,
            "nature": reason,
        },
        others={"a": a, "b": b},
        parameters={"distance": form},
    )
    # Two equal purses: the square of the cohesion is (1 + 1 + 2 (1 - distance)) / 4.
    found = deadlock_coalition(field_of(game)).cohesion_reasons[0]
    assert found == pytest.approx((4 - 2 * distance) ** 0.5 / 2)


def test_a_fund_holder_gives_up_for_what_it_would_have_spent_over_its_willingness(
    toy_game: Any,
) -> None:
    willing = {"payoff": 0.5, "polarization": 0.5, "opposition": 0.5}
    others = {"bought": foe(0.0, 1, willingness=willing), "firm": foe(0.0, 2)}
    bought, firm = divide_and_conquer(field_of(toy_game(others=others)))
    # What is left is F = 2 against S = -0.6, -0.5, 0, 0.5, 0.6 and quota 3. With three members each
    # must be worth 2: 2 + 1.5 + 1.4 = 4.9; with four, 1: 0.5 + (4 - 1.1) = 3.4; with all five, 2/3:
    # 1.1 + (10/3 - 1.1) = 10/3, the cheapest.
    assert bought.entry_price == pytest.approx(2.0)
    assert bought.price_after == pytest.approx(10 / 3)
    assert firm.entry_price == np.inf


def test_an_opponent_that_joins_never_lowers_the_fund(toy_game: Any) -> None:
    alone = field_of(toy_game(others={"a": foe(0.0, 1)}))
    joined = field_of(toy_game(others={"a": foe(0.0, 1), "b": foe(1.0, 0.01)}))
    assert joined.fund[0] > alone.fund[0]
