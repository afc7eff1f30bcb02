"""From a case to a game: labels, institutions, links, and the game at other values."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from winset.foundation.errors import InputError
from winset.translate import chamber_seats, coded_game, rule_of

BILL = {
    "any": [
        {
            "all": [
                {"chamber": "house", "quota": 3, "of": 5},
                {"chamber": "senate", "quota": 1, "of": 1},
                {"actor": "president"},
            ]
        },
        {
            "all": [
                {"chamber": "house", "quota": 4, "of": 5},
                {"chamber": "senate", "quota": 1, "of": 1},
            ]
        },
    ]
}
OTHERS: dict[str, Any] = {
    "s": {"level": "legislature", "seats": {"senate": 1}, "position": {"openness": 0.5}},
    "president": {"level": "executive", "position": {"openness": 0.9}, "compensable": True},
}


@pytest.fixture
def bill(toy_case: Any, toy_parameters: Any) -> Any:
    def made(**fields: Any) -> Any:
        return coded_game(toy_case(rule=BILL, others=OTHERS, **fields), toy_parameters())

    return made


def test_chambers_come_in_the_order_of_the_rule_with_their_weights(bill: Any) -> None:
    game = bill().likely
    assert game.labels.chambers == ("house", "senate")
    assert game.labels.seats.sum(axis=0).tolist() == [5, 1]
    assert game.institutions.chamber_weights.tolist() == [1.0, 4.0]


def test_a_chamber_the_parameters_do_not_name_weighs_one(
    toy_case: Any, toy_parameters: Any
) -> None:
    member = {"level": "legislature", "seats": {"diet": 1}, "position": {"openness": 0.5}}
    case = toy_case((), others={"m": member}, rule={"chamber": "diet", "quota": 1, "of": 1})
    assert coded_game(case, toy_parameters()).likely.institutions.chamber_weights.tolist() == [1.0]


def test_the_rule_keeps_its_clauses_over_the_blocs(toy_case: Any) -> None:
    case = toy_case(rule=BILL, others=OTHERS)
    clauses = rule_of(case).clauses()
    found = {(c.quotas["house"], c.quotas["senate"], c.players) for c in clauses}
    assert found == {(3, 1, ("president",)), (4, 1, ())}
    assert chamber_seats(case) == {"house": 5, "senate": 1}


def test_at_least_and_acquiescence_are_translated(toy_case: Any) -> None:
    parts = [
        {"chamber": "house", "quota": "majority", "of": 5},
        {"acquiescence": "president"},
        {"chamber": "senate", "quota": "unanimity", "of": 1},
    ]
    case = toy_case(rule={"at_least": 2, "among": parts}, others=OTHERS)
    clauses = rule_of(case).clauses()
    assert {(tuple(sorted(c.quotas.items())), c.acquiescences) for c in clauses} == {
        ((("house", 3),), ("president",)),
        ((("house", 3), ("senate", 1)), ()),
        ((("senate", 1),), ("president",)),
    }


def test_a_rule_that_names_nobody_is_refused(toy_case: Any) -> None:
    case = toy_case(rule={"all": [{"chamber": "house", "quota": 3, "of": 5}, {"actor": "ghost"}]})
    with pytest.raises(InputError, match="ghost"):
        rule_of(case)


def test_calendar_amendments_and_roles_are_rows(bill: Any) -> None:
    found = bill(
        calendar={"held_by": "s", "prefers_recorded_defeat": True},
        chief_executive="president",
        amendments={"rule": "open", "chamber": "senate", "germane": ["openness"]},
    ).likely.institutions
    assert (found.gatekeeper, found.chief_executive, found.prefers_recorded_defeat) == (5, 6, True)
    assert (found.open_axes, found.amending_chamber) == ((0,), 1)
    assert found.compensable.tolist() == [False] * 6 + [True]


def test_an_open_rule_without_more_opens_every_vote_axis_to_the_first_chamber(bill: Any) -> None:
    found = bill(amendments="open").likely.institutions
    assert (found.open_axes, found.amending_chamber) == ((0,), 0)
    assert bill().likely.institutions.open_axes == ()


def test_an_input_is_found_by_its_path_or_refused(bill: Any) -> None:
    coded = bill()
    place = coded.input_named("actors.president.position.openness")
    assert coded.inputs[place].likely == 0.9
    with pytest.raises(InputError, match=r"actors\.ghost\.capacity"):
        coded.input_named("actors.ghost.capacity")


def test_the_game_at_likely_values_is_the_likely_game(bill: Any) -> None:
    coded = bill()
    again = coded.at(coded.likely_values[None, :])
    assert np.array_equal(again.numbers.position, coded.likely.numbers.position, equal_nan=True)
    assert np.array_equal(again.numbers.theta, coded.likely.numbers.theta)


def test_each_row_of_values_is_a_draw_of_its_own(bill: Any) -> None:
    coded = bill()
    values = np.repeat(coded.likely_values[None, :], 3, axis=0)
    values[1, coded.input_named("actors.m1.position.openness")] = 0.7
    game = coded.at(values)
    assert game.numbers.position[:, 0, 0].tolist() == [0.0, 0.7, 0.0]
    assert coded.likely.numbers.position[0, 0, 0] == 0.0


def test_only_ranges_are_drawn(bill: Any) -> None:
    members = {"no_agreement": {"low": -0.1, "likely": 0.0, "high": 0.1}}
    coded = bill(members=members)
    drawn = coded.drawn_values(0, 0, 40)
    varies = np.ptp(drawn, axis=0) > 0
    named = [item.path.endswith("no_agreement") for item in coded.inputs]
    assert varies.tolist() == named


def test_inputs_and_shocks_of_different_names_are_drawn_independently(bill: Any) -> None:
    members = {"no_agreement": {"low": -0.1, "likely": 0.0, "high": 0.1}, "party": "D"}
    coded = bill(members=members)
    drawn = coded.drawn_values(0, 0, 2000)
    columns = [coded.input_named(f"actors.m{n}.no_agreement") for n in (1, 2, 3)]
    shocks = coded.drawn_shocks(0, 0, 2000)
    streams = np.column_stack([drawn[:, columns], shocks.bill, shocks.party, shocks.member])
    correlation = np.corrcoef(streams.T) - np.eye(streams.shape[1])
    assert np.abs(correlation).max() < 5 / 2000**0.5


def test_shocks_are_standard_normal_of_the_right_shapes(bill: Any) -> None:
    shocks = bill(members={"party": "D"}).drawn_shocks(0, 0, 3000)
    shapes = [shocks.bill.shape, shocks.party.shape, shocks.bloc.shape, shocks.member.shape]
    assert shapes == [(3000, 1), (3000, 1), (3000, 7), (3000, 6)]
    assert shocks.member.mean() == pytest.approx(0.0, abs=0.03)
    assert shocks.member.std() == pytest.approx(1.0, abs=0.03)
