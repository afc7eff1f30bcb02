"""Exchanging parts of two cases."""

import datetime as dt

import pytest

from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.case import Case
from winset.foundation.errors import InputError
from winset.solvers.coalitions.ratification_price import ratification_price
from winset.studies.whatif.contrast import contrast
from winset.studies.whatif.swap_parts import BLOCKS, exchanged
from winset.translate import coded_game

OPPONENTS = {"union", "greens"}


def a_case(name: str, *, deadline: str, lobbying: str, payoff: float, **groups: float) -> Case:
    actors = {
        "left": _bloc(60, 0.4, payoff),
        "right": _bloc(41, 0.65, payoff),
        "president": {
            "level": "executive",
            "position": {"trade": 0.9},
            "capacity": 6,
            "lobbying": {"from": lobbying},
        },
        **{
            group: {"level": "group", "position": {"trade": 0.1}, "capacity": capacity}
            for group, capacity in groups.items()
        },
    }
    return Case.model_validate(
        {
            "winset": 1,
            "id": name,
            "title": name,
            "issues": {
                "trade": {
                    "axis": "vote",
                    "title": "Trade",
                    "low": "closed",
                    "high": "open",
                    "status_quo": 0.4,
                    "proposal": 0.7,
                }
            },
            "rule": {"all": [{"chamber": "house", "quota": 51, "of": 101}, {"actor": "president"}]},
            "actors": actors,
            "pressure": [{"from": next(iter(groups)), "to": "left", "strength": 0.1}],
            "stages": {
                "formulation": {"start": "1990-01-01", "proposal": lobbying},
                "voting": {"deadline": deadline},
            },
        }
    )


def _bloc(seats: int, mean: float, payoff: float) -> dict[str, object]:
    return {
        "level": "legislature",
        "seats": {"house": seats},
        "position": {"trade": mean},
        "spread": {"trade": 0.15},
        "willingness": {"payoff": payoff, "polarization": 0.2, "opposition": 0.2},
    }


@pytest.fixture
def first() -> Case:
    return a_case("first", deadline="1990-06-01", lobbying="1990-05-15", payoff=0.2, union=12.0)


@pytest.fixture
def second() -> Case:
    return a_case(
        "second", deadline="1995-12-01", lobbying="1995-06-04", payoff=0.8, union=4.0, greens=1.0
    )


def test_no_block_leaves_the_case_as_it_is(first: Case, second: Case) -> None:
    parameters = read_parameters()
    mixed = coded_game(exchanged(first, second, [], OPPONENTS), parameters)
    plain = coded_game(first, parameters)
    assert mixed.inputs == plain.inputs


def test_all_blocks_make_the_other_case(first: Case, second: Case) -> None:
    parameters = read_parameters()
    mixed = ratification_price(
        coded_game(exchanged(first, second, BLOCKS, OPPONENTS), parameters).likely
    )
    whole = ratification_price(coded_game(second, parameters).likely)
    assert mixed.price[0] == pytest.approx(whole.price[0], rel=1e-12)
    assert mixed.budget[0] == pytest.approx(whole.budget[0], rel=1e-12)
    assert mixed.fund[0] == pytest.approx(whole.fund[0], rel=1e-12)


def test_time_is_exchanged_as_days_before_the_vote(first: Case, second: Case) -> None:
    mixed = exchanged(first, second, ["time"], OPPONENTS)
    assert mixed.stages is not None
    president = mixed.actors["president"]
    assert president.lobbying is not None
    assert president.lobbying.start is not None
    days = mixed.stages.voting.deadline.likely - president.lobbying.start.likely
    assert days == dt.timedelta(days=180)
    assert president.capacity == first.actors["president"].capacity


def test_the_other_deadlock_coalition_brings_its_groups_and_keeps_the_first_ones_time(
    first: Case, second: Case
) -> None:
    mixed = exchanged(first, second, ["deadlock coalition"], OPPONENTS)
    assert set(mixed.actors) == {"left", "right", "president", "union", "greens"}
    assert mixed.actors["union"].capacity.likely == 4.0
    assert mixed.stages == first.stages


def test_willingness_alone_changes_nothing_else(first: Case, second: Case) -> None:
    mixed = exchanged(first, second, ["willingness"], OPPONENTS)
    willing = mixed.actors["left"].willingness
    assert willing is not None
    assert willing.payoff.likely == 0.8
    assert mixed.actors["union"] == first.actors["union"]
    assert mixed.stages == first.stages


def test_an_unknown_block_is_refused_with_the_ones_there_are(first: Case, second: Case) -> None:
    with pytest.raises(InputError, match="there are: willingness, pivotal actors"):
        exchanged(first, second, ["luck"], OPPONENTS)


def test_cases_over_other_axes_cannot_be_combined(first: Case, second: Case) -> None:
    issues = {"climate": second.issues["trade"]}
    other = second.model_copy(update={"issues": issues})
    with pytest.raises(InputError, match="different vote axes"):
        exchanged(first, other, ["time"], OPPONENTS)


def test_a_contrast_adds_up(first: Case, second: Case) -> None:
    found = contrast(first, second, draws=200, seed=1)
    apart = found.second.passage_probability - found.first.passage_probability
    assert found.difference == pytest.approx(apart)
    assert found.only_second_passes - found.only_first_passes == pytest.approx(apart)
    assert found.only_second_passes + found.only_first_passes + found.same == pytest.approx(1.0)
    assert [swap.block for swap in found.swaps] == [*BLOCKS, *BLOCKS]
    swapped = {swap.into: swap.verdict for swap in found.all_blocks}
    assert swapped == {"first": found.second.verdict, "second": found.first.verdict}
