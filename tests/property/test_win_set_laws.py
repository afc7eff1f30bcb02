"""Laws of win-sets and zones, on random games with and without payments."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.negotiation import NegotiationCase, country_case
from winset.cases.model.parameters import Parameters
from winset.solvers.spatial.majority_win_set import majority_win_set
from winset.solvers.spatial.veto_players import veto_player_win_set
from winset.solvers.two_level.agreement import agreement
from winset.solvers.two_level.ratification_test import RatificationTest, ratification_test
from winset.solvers.two_level.win_set import win_set, win_set_of
from winset.solvers.two_level.zone import (
    bargaining_problem,
    ratification_tests,
    zone_of_agreement,
)
from winset.translate.domestic import coded_game
from winset.translate.negotiation import coded_negotiation

PARAMETERS: Parameters = read_parameters()
UNIT = st.integers(0, 100).map(lambda n: n / 100)
SMALL = st.integers(-20, 20).map(lambda n: n / 100)


@st.composite
def countries(draw: st.DrawFn, name: str, issues: int, paid: bool) -> dict:
    def place() -> dict:
        return {f"issue-{k}": draw(UNIT) for k in range(issues)}

    actors = {
        f"{name}-chief": {"level": "executive", "position": place(), "no_agreement": draw(SMALL)},
        f"{name}-left": {
            "level": "legislature",
            "seats": {f"{name}-house": draw(st.integers(1, 9))},
            "position": place(),
        },
        f"{name}-right": {
            "level": "legislature",
            "seats": {f"{name}-house": draw(st.integers(1, 9))},
            "position": place(),
            "spread": {f"issue-{k}": draw(st.integers(0, 20)) / 100 for k in range(issues)},
        },
    }
    if paid:
        for group in ("friends", "foes"):
            actors[f"{name}-{group}"] = {
                "level": "group",
                "position": place(),
                "capacity": draw(st.integers(0, 30)) / 10,
            }
    seats = sum(a["seats"][f"{name}-house"] for a in actors.values() if "seats" in a)
    quota = draw(st.integers(1, seats))
    chamber = {"chamber": f"{name}-house", "quota": quota, "of": seats}
    return {
        "title": name,
        "rule": {"all": [chamber]},
        "chief_executive": f"{name}-chief",
        "actors": actors,
    }


@st.composite
def negotiations(draw: st.DrawFn, issues: int = 1, paid: bool = False) -> NegotiationCase:
    quo = {f"issue-{k}": draw(UNIT) for k in range(issues)}
    document = {
        "winset": 1,
        "id": "random",
        "title": "Random",
        "kind": "negotiation",
        "issues": {
            k: {"axis": "vote", "title": k, "low": "0", "high": "1", "status_quo": v}
            for k, v in quo.items()
        },
        "countries": {name: draw(countries(name, issues, paid)) for name in ("a", "b")},
    }
    return NegotiationCase.model_validate(document)


def game_of(case: NegotiationCase, name: str = "a"):
    return coded_game(country_case(case, name), PARAMETERS, votes="certain").likely


@given(negotiations())
@settings(max_examples=40)
def test_the_exact_line_is_what_pricing_every_point_says(case: NegotiationCase) -> None:
    game = game_of(case)
    exact, priced = win_set(game), RatificationTest(game)
    assert exact.exact
    assert exact.verify(), exact.verify().failed
    grid = np.linspace(0.0, 1.0, 997)[:, None]
    inside = np.zeros(len(grid), dtype=bool)
    near = np.zeros(len(grid), dtype=bool)
    for low, high in exact.intervals:
        inside |= (grid[:, 0] >= low) & (grid[:, 0] <= high)
        near |= (np.abs(grid[:, 0] - low) < 1e-7) | (np.abs(grid[:, 0] - high) < 1e-7)
    quo = np.abs(grid[:, 0] - exact.status_quo[0]) < 1e-7
    assert (priced.accepts(grid) == inside)[~near & ~quo].all()


@given(negotiations(issues=2))
@settings(max_examples=15)
def test_counting_votes_in_a_plane_is_what_pricing_says(case: NegotiationCase) -> None:
    game = game_of(case)
    counted, priced = ratification_test(game), RatificationTest(game)
    assert counted.spatial
    points = np.random.default_rng(0).random((600, 2))
    assert (counted.accepts(points) == priced.accepts(points)).all()
    found = win_set(game)
    assert found.verify(), found.verify().failed


@given(negotiations(issues=2, paid=True))
@settings(max_examples=6)
def test_the_traced_area_agrees_with_the_exact_one(case: NegotiationCase) -> None:
    game = game_of(case)
    game = game.with_numbers(capacity=np.zeros_like(game.numbers.capacity))
    exact, traced = win_set(game), win_set_of(RatificationTest(game))
    assert exact.exact
    assert not traced.exact
    assert abs(exact.volume - traced.volume) <= traced.error_bound + 1.0 / 24.0**2


@given(negotiations(paid=True), st.integers(1, 4))
@settings(max_examples=25)
def test_a_win_set_never_shrinks_when_friends_have_more_to_spend(
    case: NegotiationCase, factor: int
) -> None:
    game = game_of(case)
    row = game.labels.actor("a-friends")
    points = np.linspace(0.0, 1.0, 301)[:, None]
    before = ratification_test(game).accepts(points)
    from winset.solvers.coalitions.surplus import actor_surplus
    from winset.solvers.two_level.ratification_test import at_proposals

    supports = actor_surplus(at_proposals(game, points)).total[:, row] > 0.0
    capacity = game.numbers.capacity.copy()
    capacity[:, row] += factor
    after = ratification_test(game.with_numbers(capacity=capacity)).accepts(points)
    assert (after >= before)[supports].all()


@given(negotiations())
@settings(max_examples=25)
def test_the_agreement_is_in_the_zone_and_not_the_status_quo(case: NegotiationCase) -> None:
    table = coded_negotiation(case, PARAMETERS).likely
    tests = ratification_tests(table)
    zone = zone_of_agreement(table, tests)
    problem = bargaining_problem(table, tests, zone)
    for solution in ("nash", "kalai-smorodinsky", "alternating-offers", "offer:b"):
        found = agreement(table, problem, solution)
        assert found.outcome == ("empty" if problem.is_empty else "solved")
        if found.outcome == "empty":
            continue
        assert all(test.accepts(found.point[None, :])[0] for test in tests)
        assert abs(found.point[0] - table.status_quo[0]) > 1e-9
        assert (found.gains > 0).all()


@given(negotiations())
@settings(max_examples=25)
def test_a_zone_lies_in_every_win_set(case: NegotiationCase) -> None:
    table = coded_negotiation(case, PARAMETERS).likely
    zone = zone_of_agreement(table)
    for country in table.countries:
        own = win_set(country.game)
        assert zone.volume <= own.volume + 1e-9
        assert zone.outcome == "empty" or own.outcome == "solved"


@given(
    st.lists(st.tuples(UNIT, UNIT), min_size=2, max_size=6),
    st.tuples(UNIT, UNIT),
    st.tuples(UNIT, UNIT),
)
@settings(max_examples=40)
def test_a_veto_player_more_never_enlarges_a_win_set(ideals, more, quo) -> None:
    few = veto_player_win_set(ideals, status_quo=quo)
    many = veto_player_win_set([*ideals, more], status_quo=quo)
    assert many.volume <= few.volume + 1e-9


@given(st.lists(UNIT, min_size=2, max_size=9), UNIT)
def test_a_higher_quota_never_enlarges_a_win_set(ideals, quo) -> None:
    volumes = [
        majority_win_set(ideals, status_quo=quo, quota=k).volume for k in range(1, len(ideals) + 1)
    ]
    assert all(later <= earlier + 1e-9 for earlier, later in itertools.pairwise(volumes))


@given(st.lists(st.tuples(UNIT, UNIT), min_size=3, max_size=7), st.randoms())
@settings(max_examples=30)
def test_the_order_of_the_voters_changes_nothing(ideals, random) -> None:
    turned = list(ideals)
    random.shuffle(turned)
    quota = len(ideals) // 2 + 1
    one = majority_win_set(ideals, status_quo=[0.5, 0.5], quota=quota)
    other = majority_win_set(turned, status_quo=[0.5, 0.5], quota=quota)
    assert one.volume == pytest.approx(other.volume, abs=1e-9)


def test_a_sampled_volume_is_within_its_bound_of_the_exact_one() -> None:
    from winset.solvers.two_level.region import Question, region

    centre = np.full(3, 0.5)

    def ball(points):
        return ((points - centre) ** 2).sum(axis=1) <= 0.16

    question = Question(
        issues=("x", "y", "z"),
        status_quo=np.zeros(3),
        accepts=ball,
        refused_by=lambda points: ["ball"] * len(points),
        hints=centre[None, :],
    )
    exact = 4.0 / 3.0 * np.pi * 0.4**3
    for samples in (512, 4096, 32768):
        found = region(question, samples=samples)
        assert abs(found.volume - exact) <= found.error_bound
