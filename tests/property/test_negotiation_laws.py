"""Laws of tables: veto players, purses, order and names, agreements that pass at home."""

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from winset.cases.editing.with_values import with_values
from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.negotiation import NegotiationCase, country_case
from winset.cases.model.parameters import Parameters
from winset.solvers.coalitions.ratification_price import ratification_price
from winset.solvers.two_level.agreement import agreement
from winset.solvers.two_level.nash_path import nash_path
from winset.solvers.two_level.side_payments import pooled_zone
from winset.solvers.two_level.win_set import win_set
from winset.solvers.two_level.zone import (
    bargaining_problem,
    ratification_tests,
    zone_of_agreement,
)
from winset.translate.domestic import coded_game
from winset.translate.negotiation import coded_negotiation

PARAMETERS: Parameters = read_parameters()
UNIT = st.integers(0, 40).map(lambda n: n / 40)
WEIGHT = st.integers(1, 4).map(lambda n: n / 4)
Document = dict[str, Any]


@st.composite
def tables(
    draw: st.DrawFn, issues: int = 1, paid: bool = False, equal: bool = True, most: int = 3
) -> Document:
    """A random table as a document: two or three countries, each with a house of two blocs."""
    axes = [f"issue-{k}" for k in range(issues)]

    def place() -> dict[str, float]:
        return {name: draw(UNIT) for name in axes}

    def care() -> dict[str, float]:
        return dict.fromkeys(axes, draw(WEIGHT)) if equal else {name: draw(WEIGHT) for name in axes}

    countries: Document = {}
    for name in ("a", "b", "c")[: draw(st.integers(2, most))]:
        seats = [draw(st.integers(1, 7)) for _ in range(2)]
        actors: Document = {
            f"{name}-chief": {"level": "executive", "position": place(), "salience": care()},
        }
        for bloc, size in zip(("left", "right"), seats, strict=True):
            actors[f"{name}-{bloc}"] = {
                "level": "legislature",
                "seats": {f"{name}-house": size},
                "position": place(),
                "salience": care(),
                "no_agreement": draw(st.integers(-5, 10)) / 100,
            }
        if paid:
            friends = {"level": "group", "position": place(), "capacity": draw(UNIT) * 8}
            actors[f"{name}-friends"] = friends
        quota = draw(st.integers(1, sum(seats)))
        chamber = {"chamber": f"{name}-house", "quota": quota, "of": sum(seats)}
        countries[name] = {
            "title": name,
            "rule": {"all": [chamber]},
            "chief_executive": f"{name}-chief",
            "actors": actors,
        }
    return {
        "winset": 1,
        "id": "random",
        "title": "Random",
        "kind": "negotiation",
        "issues": {
            k: {"axis": "vote", "title": k, "low": "0", "high": "1", "status_quo": draw(UNIT)}
            for k in axes
        },
        "countries": countries,
    }


def renamed(home: Document, old: str, new: str) -> Document:
    """A country whose actors and chamber carry another name in front."""
    found: Document = json.loads(json.dumps(home).replace(f'"{old}-', f'"{new}-'))
    return found


def table_of(document: Document):
    found = coded_negotiation(NegotiationCase.model_validate(document), PARAMETERS).likely
    return found, ratification_tests(found)


@given(tables(issues=2), st.tuples(UNIT, UNIT))
@settings(max_examples=15, deadline=None)
def test_a_veto_player_more_at_home_never_enlarges_the_zone(document, place) -> None:
    before = zone_of_agreement(*table_of(document)).volume
    home = document["countries"]["a"]
    home["actors"]["a-council"] = {
        "level": "executive",
        "position": {"issue-0": place[0], "issue-1": place[1]},
    }
    home["rule"]["all"].append({"actor": "a-council"})
    assert zone_of_agreement(*table_of(document)).volume <= before + 1e-9


@given(tables(issues=2, most=2), tables(issues=2, most=2))
@settings(max_examples=15, deadline=None)
def test_a_country_more_at_the_table_never_enlarges_the_zone(document, other) -> None:
    before = zone_of_agreement(*table_of(document)).volume
    joined = document["countries"] | {"z": renamed(other["countries"]["a"], "a", "z")}
    after = zone_of_agreement(*table_of(document | {"countries": joined})).volume
    assert after <= before + 1e-9


@given(tables(paid=True), st.integers(1, 9))
@settings(max_examples=20, deadline=None)
def test_a_zone_never_shrinks_when_those_who_want_it_have_more_to_spend(document, more) -> None:
    negotiation, tests = table_of(document)
    zone = zone_of_agreement(negotiation, tests)
    points = zone.inner
    assume(len(points))
    # Friends who gain at a point of the zone may only make it safer when they are richer.
    home = document["countries"]["a"]["actors"]["a-friends"]
    from winset.solvers.coalitions.surplus import actor_surplus
    from winset.solvers.two_level.ratification_test import at_proposals

    game = negotiation.country("a").game
    row = game.labels.actor("a-friends")
    gains = actor_surplus(at_proposals(game, points)).total[:, row] > 0.0
    home["capacity"] += more
    richer, tests = table_of(document)
    held = zone_of_agreement(richer, tests).accepts(points)
    assert held[gains].all()


@given(tables(issues=2), st.randoms())
@settings(max_examples=12, deadline=None)
def test_the_order_and_the_names_of_countries_and_actors_change_nothing(document, rnd) -> None:
    negotiation, tests = table_of(document)
    zone = zone_of_agreement(negotiation, tests)
    found = agreement(negotiation, bargaining_problem(negotiation, tests, zone))
    order = list(document["countries"])
    rnd.shuffle(order)
    turned: Document = {}
    for name in order:
        home = renamed(document["countries"][name], name, f"new-{name}")
        actors = list(home["actors"].items())
        rnd.shuffle(actors)
        turned[f"new-{name}"] = home | {"actors": dict(actors)}
    again, others = table_of(document | {"countries": turned})
    other = zone_of_agreement(again, others)
    assert other.volume == pytest.approx(zone.volume, abs=1e-9)
    assert other.outcome == zone.outcome
    second = agreement(again, bargaining_problem(again, others, other))
    assert second.outcome == found.outcome
    if found.outcome == "solved":
        mine = found.score(found.gains[None, :])[0]
        assert second.score(second.gains[None, :])[0] == pytest.approx(mine, abs=1e-5)


@given(tables(paid=True), st.sampled_from(["nash", "kalai-smorodinsky", "offer:a"]))
@settings(max_examples=15, deadline=None)
def test_an_agreement_passes_at_home_in_every_country(document, solution) -> None:
    case = NegotiationCase.model_validate(document)
    negotiation, tests = table_of(document)
    problem = bargaining_problem(negotiation, tests, zone_of_agreement(negotiation, tests))
    found = agreement(negotiation, problem, solution)
    assume(found.outcome == "solved")
    assert abs(found.point[0] - negotiation.status_quo[0]) > 1e-9
    for name in negotiation.names:
        home = country_case(case, name)
        value = {"issues.issue-0.proposal": float(found.point[0])}
        game = coded_game(with_values(home, value), PARAMETERS, votes="certain").likely
        assert ratification_price(game).verdict_word() == "passes"


@given(tables(issues=2, equal=False))
@settings(max_examples=15, deadline=None)
def test_unlike_voters_in_a_plane_are_exact_and_as_counting_says(document) -> None:
    negotiation, tests = table_of(document)
    for place, test in enumerate(tests):
        assert test.spatial
        found = win_set(negotiation.countries[place].game)
        assert found.exact
        assert found.verify(), found.verify().failed
    zone = zone_of_agreement(negotiation, tests)
    assert zone.exact
    assert zone.verify(), zone.verify().failed


@given(tables(paid=True, most=2))
@settings(max_examples=15, deadline=None)
def test_side_payments_across_the_border_never_shrink_the_zone(document) -> None:
    negotiation, tests = table_of(document)
    zone, pooled = zone_of_agreement(negotiation, tests), pooled_zone(negotiation, tests)
    points = zone.inner
    assert not len(points) or pooled.accepts(points).all()
    assert pooled.volume >= zone.volume - 1e-6


@given(tables(most=2))
@settings(max_examples=10, deadline=None)
def test_more_bargaining_power_never_hurts(document) -> None:
    negotiation, tests = table_of(document)
    problem = bargaining_problem(negotiation, tests, zone_of_agreement(negotiation, tests))
    found = nash_path(problem)
    assert found.verify(), found.verify().failed


@pytest.mark.parametrize("seed", range(3))
def test_a_sampled_win_set_comes_closer_to_the_exact_one_within_its_bound(seed: int) -> None:
    axes = ("x", "y", "z")
    document = {
        "winset": 1,
        "id": "ball",
        "title": "Ball",
        "kind": "negotiation",
        "issues": {
            k: {"axis": "vote", "title": k, "low": "0", "high": "1", "status_quo": v}
            for k, v in zip(axes, (0.5, 0.5, 0.2), strict=True)
        },
        "countries": {
            name: {
                "title": name,
                "rule": {"all": [{"actor": f"{name}-chief"}]},
                "chief_executive": f"{name}-chief",
                "actors": {
                    f"{name}-chief": {"level": "executive", "position": dict.fromkeys(axes, 0.5)}
                },
            }
            for name in ("a", "b")
        },
    }
    case = NegotiationCase.model_validate(document)
    game = coded_game(country_case(case, "a"), PARAMETERS, votes="certain").likely
    exact = 4.0 / 3.0 * np.pi * 0.3**3
    bounds = []
    for samples in (512, 4096, 32768):
        found = win_set(game, samples=samples, seed=seed)
        assert abs(found.volume - exact) <= found.error_bound
        bounds.append(found.error_bound)
    assert bounds == sorted(bounds, reverse=True)
    assert bounds[-1] < 0.01
