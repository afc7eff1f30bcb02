"""Laws of the lenses: specific factors, clusters, and readings of random cases."""

from __future__ import annotations

import math
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from winset.cases.model.case import Case
from winset.games.arena import Arena
from winset.solvers.lenses.belief_distance import (
    adjusted_rand,
    belief_distance,
    complete_linkage,
    stated_reasons,
)
from winset.solvers.lenses.catalogue import LENSES
from winset.solvers.lenses.delegation import optimal_delegation
from winset.solvers.lenses.iron_triangles import triangles
from winset.solvers.lenses.ricardo_viner import jones_returns, specific_factors
from winset.solvers.lenses.stolper_samuelson import stolper_samuelson
from winset.translate.arena import arena_of

shares = st.floats(0.05, 0.95)
elasticities = st.floats(0.2, 4.0)
units = st.sampled_from([i / 20 for i in range(21)])


@st.composite
def economies(draw: st.DrawFn, sectors: int = 2) -> dict[str, list[float]]:
    """Draw an economy: workers, cost shares and elasticities of its sectors."""
    workers = draw(st.lists(st.floats(0.05, 1.0), min_size=sectors, max_size=sectors))
    return {
        "employment_shares": [w / sum(workers) for w in workers],
        "labour_cost_shares": draw(st.lists(shares, min_size=sectors, max_size=sectors)),
        "elasticities": draw(st.lists(elasticities, min_size=sectors, max_size=sectors)),
    }


# --- Specific factors ----------------------------------------------------------------------------


@given(economies(), st.floats(0.01, 0.5))
def test_capital_of_the_dearer_good_gains_more_than_its_price_and_the_other_loses(
    economy: dict[str, list[float]], rise: float
) -> None:
    found = specific_factors(**economy, prices=[1.0 + rise, 1.0])
    assume(min(found.returns) > 0.0)
    assert found.verify(), found.verify().failed
    assert found.returns[0] > 1.0 + rise > found.wage > 1.0 > found.returns[1]


@given(economies(), st.floats(0.01, 0.5))
def test_the_real_wage_falls_in_one_good_and_rises_in_the_other(
    economy: dict[str, list[float]], rise: float
) -> None:
    found = specific_factors(**economy, prices=[1.0 + rise, 1.0])
    assert found.wage / (1.0 + rise) < 1.0 < found.wage


@given(economies(sectors=4), st.lists(st.floats(-1.0, 1.0), min_size=4, max_size=4))
def test_the_formula_is_the_limit_of_the_solved_equilibrium(
    economy: dict[str, list[float]], changes: list[float]
) -> None:
    step = 1e-6
    formula = jones_returns(**economy, price_changes=changes)
    solved = specific_factors(**economy, prices=[1.0 + step * change for change in changes])
    assert (solved.wage - 1.0) / step == pytest.approx(formula.wage, abs=1e-3)
    for have, want in zip(solved.returns, formula.returns, strict=True):
        assert (have - 1.0) / step == pytest.approx(want, abs=2e-2)


@given(economies(sectors=3), st.lists(st.floats(0.5, 2.0), min_size=3, max_size=3))
def test_an_equilibrium_meets_costs_and_employs_everybody(
    economy: dict[str, list[float]], prices: list[float]
) -> None:
    found = specific_factors(**economy, prices=prices)
    assert found.verify(), found.verify().failed
    assert min(prices) - 1e-9 <= found.wage <= max(prices) + 1e-9


@given(economies(sectors=3), st.floats(0.2, 5.0))
def test_all_prices_alike_change_nothing_real(
    economy: dict[str, list[float]], level: float
) -> None:
    found = specific_factors(**economy, prices=[level] * 3)
    assert found.wage == pytest.approx(level)
    assert found.returns == pytest.approx([level] * 3)
    assert found.workers == pytest.approx(economy["employment_shares"])


@given(shares, shares, st.floats(-10, 10), st.floats(-10, 10))
def test_mobile_factors_magnify_the_change_of_prices(
    one: float, other: float, first: float, second: float
) -> None:
    assume(abs(one - other) > 0.01)
    assume(abs(first - second) > 0.01)
    found = stolper_samuelson([one, other], [first, second])
    assert found.verify(), found.verify().failed
    ends = sorted([found.wage, found.returns[0]])
    assert ends[0] < min(first, second)
    assert ends[1] > max(first, second)


# --- Clusters ------------------------------------------------------------------------------------


@given(st.lists(st.lists(st.floats(0, 1), min_size=3, max_size=3), min_size=2, max_size=9))
def test_complete_linkage_is_that_of_a_second_implementation(rows: list[list[float]]) -> None:
    apart = belief_distance(rows, [1.0, 2.0, 0.5])
    assume(len({round(float(d), 9) for d in squareform(apart)}) == len(squareform(apart)))
    cut = float(np.median(squareform(apart)))
    labels = fcluster(linkage(squareform(apart), "complete"), cut, criterion="distance")
    theirs = {frozenset(np.flatnonzero(labels == label).tolist()) for label in set(labels)}
    ours = complete_linkage(apart, cut)
    assert {frozenset(cluster) for cluster in ours} == theirs
    assert all(apart[i, j] <= cut for cluster in ours for i, j in combinations(cluster, 2))


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=14))
def test_the_adjusted_rand_index_is_that_of_counted_pairs(labels: list[tuple[int, int]]) -> None:
    one, other = [a for a, _ in labels], [b for _, b in labels]
    pairs = list(combinations(range(len(labels)), 2))
    same_one = [one[i] == one[j] for i, j in pairs]
    same_other = [other[i] == other[j] for i, j in pairs]
    both = sum(a and b for a, b in zip(same_one, same_other, strict=True))
    expected = sum(same_one) * sum(same_other) / len(pairs)
    most = (sum(same_one) + sum(same_other)) / 2
    by_pairs = 1.0 if most == expected else (both - expected) / (most - expected)
    assert adjusted_rand(one, other) == pytest.approx(by_pairs)
    assert adjusted_rand(other, one) == pytest.approx(by_pairs)


@given(st.floats(0, 0.999))
def test_more_bias_never_leaves_more_leeway(bias: float) -> None:
    near, far = optimal_delegation(bias), optimal_delegation(min(1.0, bias + 0.001))
    assert (near.cap or 0.5) >= (far.cap or 0.5) - 1e-12
    assert near.loss <= far.loss + 1e-12


# --- Readings ------------------------------------------------------------------------------------


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a case with actors of every level, and with some of the fields for lenses."""
    groups = draw(st.integers(0, 3))
    actors: dict[str, Any] = {
        "chief": {"level": "executive", "position": {"openness": draw(units)}},
        "agency": {"level": "executive", "position": {"openness": draw(units)}, "capacity": 2},
    }
    for number in range(3):
        actors[f"bloc-{number}"] = {
            "level": "legislature",
            "party": "AB"[number % 2],
            "seats": {"house": draw(st.integers(1, 40))},
            "position": {"openness": draw(units), "reason": draw(units)},
        }
        if draw(st.booleans()):
            actors[f"bloc-{number}"]["willingness"] = {
                "payoff": draw(units),
                "polarization": draw(units),
                "opposition": draw(units),
            }
    for number in range(groups):
        actors[f"group-{number}"] = {
            "level": "group",
            "capacity": draw(st.integers(0, 20)),
            "position": {"openness": draw(units)},
            "pivotal": {
                "impact": draw(units),
                "cost_of_staying_out": draw(units),
                "resources": draw(units),
            },
        }
    total = sum(actors[f"bloc-{n}"]["seats"]["house"] for n in range(3))
    case: dict[str, Any] = {
        "winset": 1,
        "id": "drawn",
        "title": "A drawn case",
        "issues": {
            "openness": {
                "axis": "vote",
                "title": "Openness",
                "low": "closed",
                "high": "open",
                "status_quo": draw(units),
                "proposal": draw(units),
            },
            "reason": {"axis": "reason", "title": "Reason", "low": "a", "high": "b"},
        },
        "rule": {
            "all": [
                {"chamber": "house", "quota": total // 2 + 1, "of": total},
                {"actor": "chief"},
            ]
        },
        "chief_executive": "chief",
        "actors": actors,
        "stages": {"voting": {"deadline": "2000-05-24"}},
    }
    if draw(st.booleans()):
        case["lenses"] = draw(lens_fields(groups))
    return case


@st.composite
def lens_fields(draw: st.DrawFn, groups: int) -> dict[str, Any]:
    """Draw the fields for lenses, each of them or not."""
    owners = [f"group-{n}" for n in range(groups)]
    everybody = ["chief", "agency", "bloc-0", "committee", *owners]
    pairs = st.lists(st.sampled_from(everybody), min_size=2, max_size=2, unique=True)
    fields: dict[str, Any] = {
        "further_actors": {
            "committee": {
                "title": "Committee",
                "kind": "committee",
                "position": {"openness": draw(units)},
            }
        },
        "ties": [
            {"between": pair, "kind": "consultation", "strength": draw(units)}
            for pair in draw(st.lists(pairs, max_size=8))
        ],
        "delegates": draw(st.booleans()),
        "president_party": draw(st.sampled_from("AB")),
        "seats": {"agency": draw(st.sampled_from(["finance", "labour"]))},
        "paths_to_change": [],
        "economy": {
            "trade": draw(st.sampled_from(["rising", "falling"])),
            "specificity": draw(units),
            "collective_action_cost": draw(units),
            "majoritarian": draw(units),
            "factors": {
                "capital": {"abundance": "abundant", "owners": owners[:1]},
                "land": {"abundance": "abundant"},
                "labour": {"abundance": "scarce", "owners": owners[1:]},
            },
            "sectors": {
                "exports": {
                    "price_change": draw(units),
                    "employment_share": 0.5,
                    "labour_cost_share": draw(shares),
                    "capital": owners[:2],
                },
                "imports": {
                    "price_change": -draw(units),
                    "employment_share": 0.5,
                    "labour_cost_share": draw(shares),
                    "labour": owners[1:],
                },
            },
        },
    }
    kept = draw(st.sets(st.sampled_from(sorted(set(fields) - {"further_actors"}))))
    return {name: value for name, value in fields.items() if name in {"further_actors", *kept}}


def arena(case: dict[str, Any]) -> Arena:
    return arena_of(Case.model_validate(case))


@settings(max_examples=60, deadline=None)
@given(cases())
def test_every_reading_of_every_case_is_whole(case: dict[str, Any]) -> None:
    there = arena(case)
    for lens in LENSES:
        reading = lens.read(there)
        assert reading.verify(), (lens.card.id, reading.verify().failed)
        assert len(reading.sees) + len(reading.ignores) == len(there.actors)


@settings(max_examples=40, deadline=None)
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_actors_changes_no_prediction(case: dict[str, Any], order: Any) -> None:
    names = list(case["actors"])
    order.shuffle(names)
    shuffled = {**case, "actors": {name: case["actors"][name] for name in names}}
    places = [case["actors"][n]["position"]["openness"] for n in names if "bloc" in n]
    assume(len(set(places)) == len(places))  # else which of two blocs is the median is free
    holds, weights = stated_reasons(arena(case))
    apart = squareform(belief_distance(holds, weights)).round(9)
    for lens in LENSES:
        if lens.card.id == "advocacy-coalitions" and len(set(apart)) < len(apart):
            continue  # of equal distances the first pair merges
        one, other = lens.read(arena(case)), lens.read(arena(shuffled))
        assert one.prediction == other.prediction, lens.card.id
        assert set(one.sees) == set(other.sees), lens.card.id


@settings(max_examples=40, deadline=None)
@given(cases())
def test_a_lens_that_misses_its_fields_abstains_or_uses_what_the_game_holds(
    case: dict[str, Any],
) -> None:
    bare = {key: value for key, value in case.items() if key != "lenses"}
    readings = {lens.card.id: lens.read(arena(bare)) for lens in LENSES}
    for name in ("factor-cleavage", "sector-cleavage", "mixed-cleavage", "iron-triangles"):
        assert readings[name].prediction is None
        assert readings[name].missing
    assert readings["delegation"].prediction is None


@given(st.data())
def test_a_tie_to_an_outsider_never_makes_a_triangle_more_autonomous(data: st.DataObject) -> None:
    from winset.games.arena import Tie

    inside = [Tie(a, b, data.draw(st.floats(0.05, 1))) for a, b in combinations(("x", "y", "z"), 2)]
    (before,) = triangles(["x"], ["y"], ["z"], inside)
    outsider = Tie("x", "w", data.draw(st.floats(0.05, 1)))
    (after,) = triangles(["x"], ["y"], ["z"], [*inside, outsider])
    assert before.autonomy == 1.0
    assert after.autonomy < 1.0
    assert math.isclose(after.closure, min(tie.strength for tie in inside))


def prefers(case: dict[str, Any], name: str) -> bool:
    """Whether an actor likes the bill at least as well as the status quo, counted from the file."""
    issue, place = case["issues"]["openness"], case["actors"][name]["position"]["openness"]
    return abs(place - issue["proposal"]) <= abs(place - issue["status_quo"]) + 1e-12


@settings(max_examples=60, deadline=None)
@given(cases())
def test_the_theory_of_coalitions_counts_votes_and_the_veto(case: dict[str, Any]) -> None:
    (lens,) = (lens for lens in LENSES if lens.card.id == "coalition-theory")
    votes = sum(
        actor["seats"]["house"]
        for name, actor in case["actors"].items()
        if "seats" in actor and prefers(case, name)
    )
    passes = votes >= case["rule"]["all"][0]["quota"] and prefers(case, "chief")
    assert lens.read(arena(case)).prediction == ("passes" if passes else "does not pass")


@settings(max_examples=60, deadline=None)
@given(cases())
def test_executive_and_median_ratify_what_both_prefer(case: dict[str, Any]) -> None:
    issue = case["issues"]["openness"]
    assume(issue["proposal"] != issue["status_quo"])
    (lens,) = (lens for lens in LENSES if lens.card.id == "divided-government")
    up = issue["proposal"] > issue["status_quo"]
    members = sorted(
        (
            actor["position"]["openness"]
            for actor in case["actors"].values()
            for _ in range(actor.get("seats", {}).get("house", 0))
        ),
        reverse=up,
    )
    # The member past the middle, from those who want most; half and half gives the lesser.
    median = members[len(members) // 2]
    chief = case["actors"]["chief"]["position"]["openness"]
    both = all(
        abs(place - issue["proposal"]) <= abs(place - issue["status_quo"]) + 1e-12
        for place in (median, chief)
    )
    assert lens.read(arena(case)).prediction == ("passes" if both else "does not pass")
