"""From a case to a game: labels, institutions, links, and the game at other values."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from winset.cases.file.read_parameters import read_parameters
from winset.foundation.errors import InputError
from winset.solvers.coalitions.ratification_price import ratification_price
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


@pytest.mark.parametrize(("vote", "weight"), [({}, 4.35), ({"weight": 16.1}, 16.1)])
def test_a_seat_weighs_what_the_rule_says_or_its_share_of_435(
    vote: dict[str, float], weight: float, toy_case: Any, toy_parameters: Any
) -> None:
    member = {"level": "legislature", "seats": {"diet": 60}, "position": {"openness": 0.5}}
    rule = {"chamber": "diet", "quota": 51, "of": 100, **vote}
    game = coded_game(toy_case((), others={"m": member}, rule=rule), toy_parameters()).likely
    assert game.institutions.chamber_weights.tolist() == [weight]


def test_the_rule_comes_before_an_older_parameter_file(toy_case: Any, toy_parameters: Any) -> None:
    rule = {"all": [{"chamber": "house", "quota": 3, "of": 5, "weight": 7}, {"actor": "president"}]}
    game = coded_game(toy_case(rule=rule, others=OTHERS), toy_parameters()).likely
    assert game.institutions.chamber_weights.tolist() == [7.0]


def test_a_single_player_weighs_what_the_rule_or_the_calendar_says(toy_case: Any) -> None:
    rule = {"all": [{"chamber": "house", "quota": 3, "of": 5}, {"actor": "president", "weight": 9}]}
    case = toy_case(rule=rule, others=OTHERS, calendar={"held_by": "s", "weight": 3})
    game = coded_game(case, read_parameters()).likely
    weights = dict(zip(game.labels.actors, game.institutions.player_weights, strict=True))
    assert (weights["president"], weights["s"]) == (9.0, 3.0)
    assert {w for name, w in weights.items() if name not in ("president", "s")} == {435.0}


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


@pytest.fixture
def asked(toy_case: Any) -> Any:
    """A chamber of five that passes the bill, and a referendum."""

    def made(**terms: Any) -> Any:
        parts = [{"chamber": "house", "quota": 1, "of": 5}, {"referendum": {"share": 0.6, **terms}}]
        return toy_case(rule={"all": parts})

    return made


@pytest.mark.parametrize(
    ("terms", "passes"),
    [
        ({}, True),
        ({"share": 0.5}, False),
        ({"turnout": 0.29, "quorum": 0.3}, False),
        ({"share": 0.4, "turnout": 0.29, "quorum": 0.3, "below_quorum": "stands"}, True),
        ({"majority": "people_and_cantons", "cantons": 0.5}, False),
        ({"majority": "people_and_cantons", "cantons": 0.52}, True),
        ({"share": 0.4, "binding": False}, True),
    ],
)
def test_a_binding_referendum_must_be_won(
    terms: dict[str, Any], passes: bool, asked: Any, toy_parameters: Any
) -> None:
    answer = ratification_price(coded_game(asked(**terms), toy_parameters()).likely)
    assert np.isfinite(answer.price[0]) == passes
    assert answer.verify()


def test_the_share_of_a_referendum_is_drawn_over_its_range(asked: Any, toy_parameters: Any) -> None:
    share = {"low": 0.4, "likely": 0.5, "high": 0.6}
    game = coded_game(asked(share=share), toy_parameters()).drawn(0, 0, 400)
    won = np.isfinite(ratification_price(game).price)
    assert 0.4 < won.mean() < 0.6  # half of a symmetric range lies above one half


def test_an_electorate_is_a_player_of_the_rule_and_unknown_to_the_lenses(asked: Any) -> None:
    assert "referendum" in rule_of(asked()).players
    assert "referendum" not in rule_of(asked(), with_people=False).players


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
