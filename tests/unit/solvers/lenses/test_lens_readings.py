"""How each lens turns: one fact of a small case at a time."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from winset.casebook import read_domestic_case
from winset.cases.model.case import Case
from winset.foundation.errors import InputError
from winset.games.arena import Arena, Beliefs, PathToChange, Perception, Tie
from winset.games.cut_points import CutPoints, cut_point_meanings
from winset.results.lenses.lens_reading import LensCoalition, LensReading, Matters
from winset.solvers.lenses.advocacy_coalitions import (
    advocacy_coalitions,
    coalition_stability,
    devil_shift,
    policy_learning,
)
from winset.solvers.lenses.alt_gilligan import mixed_cleavage, trade_coalitions
from winset.solvers.lenses.belief_distance import adjusted_rand, belief_distance
from winset.solvers.lenses.bureaucratic_politics import (
    SEAT_STANDS,
    bureaucratic_politics,
    resultant,
)
from winset.solvers.lenses.catalogue import LENSES
from winset.solvers.lenses.coalition_framework import coalition_framework, framework_score
from winset.solvers.lenses.coalition_theory import coalition_theory
from winset.solvers.lenses.decision_units import concession_reading, decision_units
from winset.solvers.lenses.delegation import delegation, optimal_delegation
from winset.solvers.lenses.divided_government import (
    chamber_medians,
    divided_government,
    opposed_chambers,
)
from winset.solvers.lenses.iron_triangles import iron_triangles
from winset.solvers.lenses.policy_networks import (
    membership_stability,
    policy_network,
    policy_networks,
)
from winset.solvers.lenses.ricardo_viner import jones_returns, specific_factors
from winset.solvers.lenses.rogowski import factor_cleavage, rogowski_cleavage
from winset.solvers.lenses.sector_cleavage import sector_cleavage, sector_stakes
from winset.solvers.lenses.stolper_samuelson import stolper_samuelson
from winset.translate.arena import arena_of

DAY = float(dt.date(2000, 5, 24).toordinal())


def small_case(**changes: Any) -> Case:
    """A bill from 0.4 to 0.7 before a president, two agencies, three blocs and three groups."""

    def at(place: float, **more: Any) -> dict[str, Any]:
        return {"position": {"openness": place}, **more}

    def ready(payoff: float) -> dict[str, float]:
        return {"payoff": payoff, "polarization": 0.1, "opposition": 0.1}

    engaged = {"impact": 0.8, "cost_of_staying_out": 0.8, "resources": 0.8}
    fields: dict[str, Any] = {
        "winset": 1,
        "id": "small",
        "title": "A small case",
        "issues": {
            "openness": {
                "axis": "vote",
                "title": "Openness",
                "low": "closed",
                "high": "open",
                "status_quo": 0.4,
                "proposal": 0.7,
            },
            "jobs": {"axis": "reason", "title": "Jobs", "low": "a", "high": "b"},
        },
        "rule": {"all": [{"chamber": "house", "quota": 51, "of": 100}, {"actor": "president"}]},
        "chief_executive": "president",
        "actors": {
            "president": at(0.9, level="executive", capacity=20, pivotal=engaged),
            "commerce": at(0.7, level="executive", capacity=2),
            "labour-department": at(0.6, level="executive", capacity=1),
            "left": at(
                0.3, level="legislature", party="L", seats={"house": 40}, willingness=ready(0.8)
            ),
            "middle": at(
                0.6, level="legislature", party="L", seats={"house": 20}, willingness=ready(0.8)
            ),
            "right": at(
                0.8, level="legislature", party="R", seats={"house": 40}, willingness=ready(0.8)
            ),
            "firms": at(0.9, level="group", capacity=10),
            "unions": {
                "level": "group",
                "capacity": 8,
                "position": {"openness": 0.1, "jobs": 0.0},
                "salience": {"jobs": 1},
            },
            "churches": {
                "level": "group",
                "capacity": 2,
                "position": {"openness": 0.2, "jobs": 1.0},
                "salience": {"jobs": 1},
            },
        },
        "stages": {"voting": {"deadline": "2000-05-24"}},
        "lenses": {
            "president_party": "R",
            "delegates": True,
            "further_actors": {
                "trade-committee": {
                    "title": "Trade committee",
                    "kind": "committee",
                    "position": {"openness": 0.8},
                }
            },
            "seats": {"commerce": "home-industry", "labour-department": "labour"},
            "ties": [
                {"between": pair, "kind": "consultation", "strength": strength}
                for pair, strength in (
                    (["commerce", "trade-committee"], 0.75),
                    (["trade-committee", "firms"], 0.5),
                    (["firms", "commerce"], 0.5),
                )
            ],
            "paths_to_change": [],
            "economy": {
                "trade": "rising",
                "specificity": 0.5,
                "collective_action_cost": 0.3,
                "majoritarian": 0.5,
                "factors": {
                    "capital": {"abundance": "abundant", "owners": ["firms"], "income_share": 0.3},
                    "land": {"abundance": "abundant", "income_share": 0.1},
                    "labour": {"abundance": "scarce", "owners": ["unions"], "income_share": 0.6},
                },
                "sectors": {
                    "exports": {
                        "price_change": 1,
                        "employment_share": 0.5,
                        "labour_cost_share": 0.5,
                        "capital": ["firms"],
                    },
                    "imports": {
                        "price_change": -1,
                        "employment_share": 0.5,
                        "labour_cost_share": 0.5,
                        "labour": ["unions"],
                    },
                },
            },
        },
    }
    return Case.model_validate({**fields, **changes})


@pytest.fixture
def arena() -> Arena:
    return arena_of(small_case())


def moved(arena: Arena, **places: float) -> Arena:
    """The arena with actors at other places on the vote axis."""
    position = arena.position.copy()
    for name, place in places.items():
        position[arena.row(name.replace("_", "-"))] = place
    return arena.replace(position=position)


# --- The arena -----------------------------------------------------------------------------------


def test_sides_follow_distances_and_the_indifferent_side_with_the_bill(arena: Arena) -> None:
    assert arena.gain[arena.row("unions")] == pytest.approx(-0.3)
    assert (arena.side("unions"), arena.side("firms")) == (-1, 1)
    assert moved(arena, unions=0.55).side("unions") == 1
    assert arena.step == pytest.approx(0.3)


def test_an_actor_only_the_lenses_see_has_no_votes(arena: Arena) -> None:
    assert arena.kinds[arena.row("trade-committee")] == "committee"
    assert arena.votes_of("trade-committee", "house") == 0.0
    assert "trade-committee" not in arena.rule.players


def test_the_game_does_not_see_what_only_the_lenses_read() -> None:
    from winset.cases.file.read_parameters import read_parameters
    from winset.translate import coded_game

    with_fields, without = small_case(), small_case(lenses=None)
    block = read_parameters()
    one, other = (coded_game(case, block) for case in (with_fields, without))
    assert [i.path for i in one.inputs] == [i.path for i in other.inputs]
    assert one.likely.labels.actors == other.likely.labels.actors


def test_the_party_of_the_chief_executive_is_that_of_the_actor() -> None:
    """By hand: 1995, a Democrat in office, Republicans with a majority of both chambers."""
    case = read_domestic_case("fast-track-1995")
    assert case.lenses is None
    found = arena_of(case)
    assert found.president_party == "D"
    reading = divided_government(found)
    assert {m.name: m.value for m in reading.measures}["opposed chambers"] == 2
    assert "lenses.president_party" not in reading.missing


def test_every_lens_reads_a_case_without_its_fields() -> None:
    bare = arena_of(small_case(lenses=None, stages=None))
    for lens in LENSES:
        reading = lens.read(bare)
        assert reading.verify(), (lens.card.id, reading.verify().failed)


def test_lenses_have_different_names_and_whole_cards() -> None:
    assert len({lens.card.id for lens in LENSES}) == len(LENSES) == 12
    for lens in LENSES:
        card = lens.card
        texts = (card.title, card.family, card.asks, card.needs, card.ignores, card.predicts)
        assert all(texts)
        assert card.sources
        assert card.assumptions


# --- Commerce and coalitions ---------------------------------------------------------------------


def test_rising_trade_makes_owners_of_abundant_factors_assertive(arena: Arena) -> None:
    reading = factor_cleavage(arena)
    assert reading.prediction == "passes"
    assert (reading.side_of("firms"), reading.side_of("unions")) == (1, -1)
    assert reading.measure("income share of free-trading factors") == pytest.approx(0.4)
    assert reading.ignores[:3] == ("president", "commerce", "labour-department")


def test_an_owner_of_two_factors_matters_once_by_their_income_together(arena: Arena) -> None:
    assert arena.economy is not None
    factors = [
        replace(f, owners=(*f.owners, "firms"), income_share=0.1) if f.name == "land" else f
        for f in arena.economy.factors
    ]
    held = [f.income_share for f in factors if "firms" in f.owners]
    assert len(held) == 2
    found = factor_cleavage(arena.replace(economy=replace(arena.economy, factors=tuple(factors))))
    assert [entry.weight for entry in found.matters if entry.actor == "firms"] == [
        pytest.approx(sum(held))
    ]


def test_falling_trade_reverses_who_is_assertive_but_not_the_sides(arena: Arena) -> None:
    assert arena.economy is not None
    falling = arena.replace(economy=replace(arena.economy, trade="falling"))
    reading = factor_cleavage(falling)
    assert reading.prediction == "does not pass"
    assert (reading.side_of("firms"), reading.side_of("unions")) == (1, -1)


def test_a_protectionist_bill_turns_the_sides_round(arena: Arena) -> None:
    closing = arena.replace(status_quo=arena.proposal, proposal=arena.status_quo)
    reading = factor_cleavage(closing)
    assert reading.prediction == "does not pass"
    assert (reading.side_of("firms"), reading.side_of("unions")) == (-1, 1)


def test_a_bill_that_neither_opens_nor_closes_trade_is_none_of_its_business(arena: Arena) -> None:
    idle = arena.replace(proposal=arena.status_quo)
    assert idle.direction == 0
    assert factor_cleavage(idle).prediction is None
    assert mixed_cleavage(idle).prediction is None


def test_an_actor_that_speaks_for_both_sides_takes_none(arena: Arena) -> None:
    assert arena.economy is not None
    factors = tuple(replace(f, owners=("firms",)) for f in arena.economy.factors)
    reading = factor_cleavage(arena.replace(economy=replace(arena.economy, factors=factors)))
    assert reading.side_of("firms") == 0


def test_land_and_labour_cannot_both_be_abundant() -> None:
    with pytest.raises(InputError, match="both abundant"):
        rogowski_cleavage(capital_abundant=True, land_abundant=True, labour_abundant=True)


def test_sectors_that_export_face_those_that_compete_with_imports(arena: Arena) -> None:
    reading = sector_cleavage(arena)
    assert reading.prediction == "passes"
    assert (reading.side_of("firms"), reading.side_of("unions")) == (1, -1)
    # Half the product each, half of it wages: capital gains 2, workers who stay lose 1.
    assert reading.measure("stake of those who gain") == pytest.approx(0.25 * 2.0)
    assert reading.measure("stake of those who lose") == pytest.approx(0.25 * 1.0)


def test_the_heavier_stake_decides_between_sectors(arena: Arena) -> None:
    assert arena.economy is not None
    exports, imports = arena.economy.sectors
    heavy = (
        replace(exports, employment_share=0.1),
        replace(imports, employment_share=0.9, labour_cost_share=0.9),
    )
    changed = arena.replace(economy=replace(arena.economy, sectors=heavy))
    stakes = sector_stakes(heavy)
    assert stakes.returns.verify()
    gain = {0: 0, 1: 1}
    firms = abs(stakes.income[0, 0] * stakes.gain[0, gain[0]])
    unions = abs(stakes.income[1, 1] * stakes.gain[1, gain[1]])
    expected = "passes" if firms >= unions else "does not pass"
    assert sector_cleavage(changed).prediction == expected


def test_a_real_gain_below_the_cut_takes_no_side(arena: Arena) -> None:
    deaf = arena.replace(cuts=CutPoints(small_gain=1.0))
    assert sector_cleavage(deaf).side_of("unions") == 0
    assert sector_cleavage(deaf).side_of("firms") == 1


def test_between_classes_and_sectors_an_end_is_said_only_if_both_lead_to_it(arena: Arena) -> None:
    assert mixed_cleavage(arena).prediction == "passes"
    assert arena.economy is not None
    falling = arena.replace(economy=replace(arena.economy, trade="falling"))
    reading = mixed_cleavage(falling)
    assert reading.prediction is None
    assert "different ends" in reading.because


@pytest.mark.parametrize(
    ("specificity", "cost", "majoritarian", "expected"),
    [
        (0.0, 0.0, 1.0, "passes"),
        (0.0, 1.0, 1.0, None),
        (1.0, 0.0, 1.0, "passes"),
        (1.0, 1.0, 0.0, "does not pass"),
        (1.0, 1.0, 1.0, "does not pass"),
    ],
)
def test_the_mixed_lens_follows_the_cell_of_the_scheme(
    arena: Arena, specificity: float, cost: float, majoritarian: float, expected: str | None
) -> None:
    assert arena.economy is not None
    economy = replace(
        arena.economy,
        specificity=specificity,
        collective_action_cost=cost,
        majoritarian=majoritarian,
    )
    assert mixed_cleavage(arena.replace(economy=economy)).prediction == expected


def test_wrong_economies_are_refused() -> None:
    with pytest.raises(InputError, match="add up to 1"):
        jones_returns([0.5, 0.6], [0.5, 0.5], [1.0, 0.0])
    with pytest.raises(InputError, match="one entry a sector"):
        jones_returns([0.5, 0.5], [0.5], [1.0, 0.0])
    with pytest.raises(InputError, match="elasticity"):
        jones_returns([0.5, 0.5], [0.5, 0.5], [1.0, 0.0], elasticities=[0.0, 1.0])
    with pytest.raises(InputError, match="price must be above 0"):
        specific_factors([0.5, 0.5], [0.5, 0.5], [1.0, 0.0])
    with pytest.raises(InputError, match="factors alike"):
        stolper_samuelson([0.5, 0.5], [1.0, 0.0])
    with pytest.raises(InputError, match="two goods"):
        stolper_samuelson([0.5], [1.0])


def test_a_sector_that_cannot_pay_the_wage_closes() -> None:
    found = specific_factors([0.9, 0.1], [0.5, 0.5], [1.0, 0.05], elasticities=[0.5, 0.5])
    assert found.returns[1] == 0.0
    assert found.workers[1] == 0.0
    assert found.verify(), found.verify().failed


def test_cells_of_the_scheme_move_with_the_cut_points() -> None:
    assert trade_coalitions(0.5, 0.0, 1.0).form == "mixed"
    wide = CutPoints(class_below=0.6, sector_above=0.9)
    assert trade_coalitions(0.5, 0.0, 1.0, wide).form == "classes"


# --- Bureaucratic politics -----------------------------------------------------------------------


def test_a_united_executive_lets_policy_leave(arena: Arena) -> None:
    reading = bureaucratic_politics(arena)
    assert reading.prediction == "passes"
    assert reading.sees == ("president", "commerce", "labour-department")
    expected = (0.8 * 0.9 + 0.7 + 0.6) / 2.8
    assert reading.measure("resultant") == pytest.approx(expected)
    errors = [abs(0.7 - SEAT_STANDS["home-industry"]), abs(0.6 - SEAT_STANDS["labour"])]
    assert reading.measure("seat to stand error") == pytest.approx(np.mean(errors))


def test_a_divided_executive_holds_it_back(arena: Arena) -> None:
    reading = bureaucratic_politics(moved(arena, labour_department=0.2))
    assert reading.prediction == "does not pass"
    assert "divided" in reading.because


def test_a_united_executive_may_want_less_than_the_bill(arena: Arena) -> None:
    reading = bureaucratic_politics(
        moved(arena, president=0.45, commerce=0.45, labour_department=0.4)
    )
    assert reading.prediction == "does not pass"
    assert "less than the bill" in reading.because


def test_a_seat_stands_in_for_a_position_that_is_not_coded(arena: Arena) -> None:
    unknown = moved(arena, labour_department=np.nan)
    reading = bureaucratic_politics(unknown)
    assert "labour-department" in reading.sees
    assert reading.prediction == "does not pass"  # the seat expects 0.3: the executive is divided


def test_weights_must_be_there_on_every_axis() -> None:
    with pytest.raises(InputError, match="above 0 for somebody"):
        resultant([[0.5], [0.6]], [[0.0], [0.0]])


# --- Triangles and networks ----------------------------------------------------------------------


def test_a_closed_and_autonomous_triangle_gets_its_way(arena: Arena) -> None:
    reading = iron_triangles(arena)
    assert reading.prediction == "passes"
    assert set(reading.sees) == {"commerce", "trade-committee", "firms"}
    assert (reading.measure("closure"), reading.measure("autonomy")) == (0.5, 1.0)


def test_ties_to_outsiders_open_a_triangle(arena: Arena) -> None:
    outside = tuple(Tie("commerce", name, 1.0) for name in ("unions", "churches", "president"))
    reading = iron_triangles(arena.replace(ties=(*arena.ties, *outside)))
    assert reading.prediction is None
    assert "open to the outside" in reading.because


def test_a_triangle_against_the_bill_stops_it(arena: Arena) -> None:
    against = moved(arena, commerce=0.2, firms=0.2, trade_committee=0.2)
    assert iron_triangles(against).prediction == "does not pass"


def test_corners_on_two_sides_form_no_triangle(arena: Arena) -> None:
    reading = iron_triangles(moved(arena, firms=0.1))
    assert reading.prediction is None
    assert reading.measure("triangles") == 0.0


def test_a_tie_that_ended_before_the_vote_holds_nothing(arena: Arena) -> None:
    ended = tuple(replace(tie, until=DAY - 30) for tie in arena.ties)
    assert iron_triangles(arena.replace(ties=ended)).measure("triangles") == 0.0


def test_a_small_dense_lasting_network_allows_no_large_step(arena: Arena) -> None:
    reading = policy_networks(arena)
    assert reading.measure("density") == 1.0
    assert reading.prediction == "does not pass"
    small = arena.replace(proposal=np.array([0.5]))
    assert policy_networks(small).prediction == "passes"


def test_a_pair_of_tied_actors_is_no_policy_community(arena: Arena) -> None:
    pair = (Tie("firms", "left", 1.0, since=DAY - 900),)
    reading = policy_networks(arena.replace(ties=pair, pressure=()))
    assert reading.prediction is None
    assert reading.because == "a pair is not a network: firms and left"


def test_a_wide_loose_network_is_an_issue_network(arena: Arena) -> None:
    chain = [Tie(f"{a}", f"{b}", 1.0) for a, b in pairwise(range(60))]
    found = policy_network(chain, stability=0.1)
    assert found.kind == "issue network"
    assert found.score == pytest.approx((0.0 + 2 / 60 + 0.1) / 3)


def test_between_the_two_ends_the_network_lens_abstains(arena: Arena) -> None:
    star = tuple(Tie("firms", name, 1.0, since=DAY - 30) for name in ("left", "middle", "right"))
    reading = policy_networks(arena.replace(ties=star, cuts=CutPoints(community=0.9)))
    assert reading.prediction is None
    assert "no policy community" in reading.because


def test_stability_is_the_overlap_of_members_at_two_times() -> None:
    ties = [Tie("a", "b", 1.0), Tie("c", "d", 1.0, since=DAY - 100)]
    assert membership_stability(ties, DAY, 2.0) == pytest.approx(0.5)
    assert np.isnan(membership_stability([Tie("a", "b", 1.0)], DAY, 2.0))


# --- Advocacy coalitions -------------------------------------------------------------------------


def test_no_major_change_without_a_way_to_it(arena: Arena) -> None:
    assert advocacy_coalitions(arena).prediction == "does not pass"
    shock = PathToChange("external", "a crisis", DAY - 10, favours_change=True)
    opened = advocacy_coalitions(arena.replace(paths_to_change=(shock,)))
    assert opened.prediction == "passes"
    late = replace(shock, day=DAY + 10)
    assert advocacy_coalitions(arena.replace(paths_to_change=(late,))).prediction != "passes"
    unknown = advocacy_coalitions(arena.replace(paths_to_change=None))
    assert unknown.prediction is None
    assert "lenses.paths_to_change" in unknown.missing


def test_with_a_way_open_the_coalition_of_more_resources_decides(arena: Arena) -> None:
    shock = PathToChange("external", "a crisis", DAY - 10, favours_change=True)
    capacity = arena.capacity.copy()
    capacity[arena.row("unions")] = 100.0
    rich = arena.replace(paths_to_change=(shock,), capacity=capacity)
    assert advocacy_coalitions(rich).prediction == "does not pass"


def test_opponents_with_opposite_reasons_are_a_coalition_of_convenience(arena: Arena) -> None:
    reading = advocacy_coalitions(arena)
    together = [set(c.members) for c in reading.coalitions if "unions" in c.members]
    assert "churches" not in together[0]
    assert reading.measure("opponents of different core") is not None
    assert reading.measure("opponents of different core") > 0.0


def beliefs(arena: Arena, first: list[float], last: list[float]) -> Beliefs:
    """One policy-core and one secondary belief of three actors, ten years apart."""
    holds = np.full((2, len(arena.actors), 2), np.nan)
    for row, name in enumerate(("president", "unions", "churches")):
        holds[0, arena.row(name)] = (first[row], 0.2)
        holds[1, arena.row(name)] = (last[row], 0.6)
    return Beliefs(
        ("trade", "timing"),
        ("policy-core", "secondary"),
        np.ones(2),
        np.array([DAY - 3653, DAY]),
        holds,
    )


def test_learning_changes_what_is_secondary_and_leaves_the_core(arena: Arena) -> None:
    found = policy_learning(beliefs(arena, [1, 0, 0], [1, 0, 0]), core_change=0.1)
    assert found.learned
    assert (found.secondary, found.core) == (pytest.approx(0.4), 0.0)
    assert found.years == pytest.approx(10.0, abs=0.01)
    assert not policy_learning(beliefs(arena, [1, 0, 0], [0, 1, 1]), core_change=0.1).learned


def test_stability_compares_the_coalitions_of_two_waves(arena: Arena) -> None:
    assert coalition_stability(beliefs(arena, [1, 0, 0], [0.9, 0.1, 0]), 0.3) == 1.0
    assert coalition_stability(beliefs(arena, [1, 0, 0], [1, 1, 0]), 0.3) < 1.0


def test_coded_beliefs_take_the_place_of_positions(arena: Arena) -> None:
    with_beliefs = arena.replace(beliefs=beliefs(arena, [1, 0, 0], [1, 0, 0]))
    reading = advocacy_coalitions(with_beliefs)
    assert reading.sees == ("president", "unions", "churches")
    assert {frozenset(c.members) for c in reading.coalitions} == {
        frozenset({"president"}),
        frozenset({"unions", "churches"}),
    }
    assert reading.measure("stability") == 1.0


def test_a_devil_shift_sees_opponents_farther_and_stronger(arena: Arena) -> None:
    seen = (
        Perception("unions", "firms", (1.0,), 30.0),
        Perception("unions", "churches", (1.0,), 99.0),
    )
    found = devil_shift(arena.replace(perceptions=seen))
    assert found.distance == pytest.approx(0.1)  # 0.9 away instead of 0.8; allies do not count
    assert found.power == pytest.approx(3.0)
    assert np.isnan(devil_shift(arena).distance)


def test_actors_without_a_common_belief_are_no_allies() -> None:
    apart = belief_distance([[1.0, np.nan], [np.nan, 1.0]], [1.0, 1.0])
    assert apart[0, 1] == 1.0
    with pytest.raises(InputError, match="0 or more"):
        belief_distance([[1.0]], [-1.0])
    with pytest.raises(InputError, match="same things"):
        adjusted_rand("ab", "abc")


# --- The theory of coalitions and decision units -------------------------------------------------


def test_the_actor_that_completes_the_quota_decides(arena: Arena) -> None:
    reading = coalition_theory(arena)
    assert reading.prediction == "passes"
    assert reading.matters[0].actor == "middle"
    assert coalition_theory(moved(arena, middle=0.5)).prediction == "does not pass"


def test_a_veto_player_that_loses_stops_the_bill(arena: Arena) -> None:
    reading = coalition_theory(moved(arena, president=0.2))
    assert reading.prediction == "does not pass"
    assert "veto player" in reading.because


def test_groups_are_outside_the_theory_of_coalitions(arena: Arena) -> None:
    assert {"firms", "unions", "churches"} <= set(coalition_theory(arena).ignores)


def test_willing_actors_with_a_pivot_follow_it(arena: Arena) -> None:
    reading = decision_units(arena)
    assert reading.prediction == "passes"
    assert reading.because.startswith("one side prevails")
    alone = arena.replace(resources=np.where(np.isnan(arena.resources), np.nan, 0.0))
    assert decision_units(alone).because.startswith("lopsided compromise")


def test_unwilling_actors_without_the_votes_are_in_deadlock(arena: Arena) -> None:
    unwilling = moved(arena, middle=0.5).replace(
        polarization=np.where(np.isnan(arena.polarization), np.nan, 0.9)
    )
    reading = decision_units(unwilling)
    assert reading.prediction == "does not pass"
    assert reading.because.startswith("deadlock")


def test_the_side_of_the_stronger_pivots_prevails(arena: Arena) -> None:
    impact = arena.impact.copy()
    impact[arena.row("unions")] = 0.9
    capacity = arena.capacity.copy()
    capacity[arena.row("unions")] = 99.0
    against = arena.replace(
        impact=impact, cost_of_staying_out=impact, resources=impact, capacity=capacity
    )
    assert decision_units(against).prediction == "does not pass"


def test_without_coded_willingness_there_is_no_reading(arena: Arena) -> None:
    unknown = arena.replace(payoff=np.full_like(arena.payoff, np.nan))
    reading = decision_units(unknown)
    assert reading.prediction is None
    assert "actors.*.willingness" in reading.missing


@pytest.mark.parametrize(
    ("concessions", "expected"),
    [
        ([0.0, 1.0], "one side prevails"),
        ([0.2, 0.8], "lopsided compromise"),
        ([0.5, 0.5], "mutual compromise"),
        ([0.0, 0.0], "mutual compromise"),
    ],
)
def test_concessions_tell_victory_from_compromise(concessions: list[float], expected: str) -> None:
    assert concession_reading(concessions) == expected


def test_the_concessions_of_the_bill_are_measured_side_by_side(arena: Arena) -> None:
    # Right and middle are 0.1 from the bill, left is 0.4 from it.
    measure = decision_units(arena).measure("least share of concessions")
    assert measure == pytest.approx(0.1 / 0.5)
    (told,) = (m for m in decision_units(arena).measures if m.name.startswith("least share"))
    assert "lopsided compromise" in told.meaning


def test_concessions_need_two_parties() -> None:
    with pytest.raises(InputError, match="at least two"):
        concession_reading([0.5])


# --- Unitary executive and legislature -----------------------------------------------------------


def test_the_legislature_is_its_median_faction(arena: Arena) -> None:
    assert chamber_medians(arena) == {"house": ("middle", 0.6)}
    reading = divided_government(arena)
    assert reading.prediction == "passes"
    assert reading.measure("largest step") == pytest.approx(0.4)
    assert divided_government(moved(arena, middle=0.54)).prediction == "does not pass"


def test_a_case_without_a_chief_executive_is_told_which_field_is_missing(arena: Arena) -> None:
    headless = arena.replace(chief_executive=None)
    reading = divided_government(headless)
    assert "`chief_executive`" in reading.because
    assert "chief_executive" in reading.missing
    assert "chief_executive" in delegation(headless).missing


def test_division_is_counted_by_party(arena: Arena) -> None:
    assert opposed_chambers(arena) == ("house",)
    assert opposed_chambers(arena.replace(president_party="L")) == ()
    assert opposed_chambers(arena.replace(president_party=None)) is None


def test_no_lens_names_an_american_office_in_what_it_says_of_a_case(arena: Arena) -> None:
    abroad = arena.replace(actors=("premier", *arena.actors[1:]), chief_executive="premier")
    for variant in (abroad, abroad.replace(delegates=False)):
        reading = delegation(variant)
        said = [reading.because, *reading.missing.values()]
        said += [measure.meaning for measure in reading.measures]
        assert not re.search(r"\b(Congress|president)\b", " ".join(said))
    for card in (lens.card for lens in LENSES):
        said = [card.asks, card.needs, card.ignores, card.predicts, *card.assumptions]
        assert not re.search(r"\b(Congress|president)\b", " ".join(said)), card.id


def test_authority_is_lent_while_president_and_congress_are_near(arena: Arena) -> None:
    reading = delegation(arena)
    assert reading.prediction == "passes"
    assert reading.measure("leeway") == pytest.approx(0.7)
    assert "up-or-down vote" in reading.because
    far = delegation(moved(arena, middle=0.3, president=0.95))
    assert far.prediction == "does not pass"
    assert delegation(arena.replace(delegates=False)).prediction is None
    assert "lenses.delegates" in delegation(arena.replace(delegates=None)).missing


def test_a_bias_outside_the_axis_is_refused() -> None:
    with pytest.raises(InputError, match="between 0 and 1"):
        optimal_delegation(1.5)


# --- The framework -------------------------------------------------------------------------------


def test_the_framework_is_as_strong_as_its_weakest_concept(arena: Arena) -> None:
    found = framework_score(arena)
    assert found.willingness == pytest.approx(0.8)
    assert (found.pivotal, found.engagement) == ("president", 0.8)
    assert set(found.opponents) == {"left", "unions", "churches"}
    assert found.score == pytest.approx(1.0 - found.convergence)
    apart = [0.2, 0.1, (0.1 + 1.0) / 2]  # left-unions, left-churches, unions-churches
    assert 1.0 - found.convergence == pytest.approx(np.mean(apart))


def test_convergence_of_opponents_stops_the_bill(arena: Arena) -> None:
    reasons = arena.reason_position.copy()
    reasons[arena.row("churches")] = 0.0
    converged = arena.replace(reason_position=reasons)
    assert coalition_framework(converged).prediction == "does not pass"
    assert framework_score(converged).score < framework_score(arena).score


def test_a_lower_cut_lets_the_bill_pass(arena: Arena) -> None:
    assert coalition_framework(arena).prediction == "does not pass"
    lenient = arena.replace(cuts=CutPoints(framework_score=0.2))
    assert coalition_framework(lenient).prediction == "passes"


# --- Cut points and readings ---------------------------------------------------------------------


def test_every_cut_point_has_a_meaning() -> None:
    assert cut_point_meanings().keys() == CutPoints().to_dict().keys()
    assert all(cut_point_meanings().values())


def test_wrong_cut_points_are_refused() -> None:
    with pytest.raises(InputError, match="willing"):
        CutPoints(willing=1.5)
    with pytest.raises(InputError, match="must not be above"):
        CutPoints(class_below=0.9)
    with pytest.raises(InputError, match="not a cut point"):
        CutPoints().changed({"wiling": 0.4})
    assert CutPoints().changed({"willing": 0.4}).willing == 0.4


def test_a_reading_that_contradicts_itself_does_not_verify() -> None:
    card = LENSES[0].card
    both = (LensCoalition("one", ("a",), 1), LensCoalition("other", ("a",), -1))
    assert not LensReading(card, ("a",), ("a",), None, "why", both).verify()
    unseen = LensReading(card, ("a", "b"), ("a",), None, "why", matters=(Matters("b", "why"),))
    assert unseen.verify().failed == ("whoever is named is seen",)
    assert not LensReading(card, ("a",), ("a",), None, " ").verify()
