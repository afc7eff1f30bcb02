"""The laws of a-priori power and of coalitions, on random games."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from winset.games.rule import AtLeast, Player, Rule, Vote
from winset.solvers.coalitions.minimal_winning import (
    minimal_blocking_coalitions,
    minimal_winning_coalitions,
)
from winset.solvers.power.banzhaf import banzhaf
from winset.solvers.power.coleman import coleman_initiate, coleman_prevent
from winset.solvers.power.deegan_packel import deegan_packel
from winset.solvers.power.holler_packel import holler_packel
from winset.solvers.power.johnston import johnston
from winset.solvers.power.penrose_banzhaf import penrose_banzhaf
from winset.solvers.power.shapley_shubik import shapley_shubik

SHARES = (shapley_shubik, banzhaf, johnston, deegan_packel, holler_packel)
MEASURES = (penrose_banzhaf, coleman_prevent, coleman_initiate)
FEW = settings(max_examples=60)


@st.composite
def votes(draw: st.DrawFn, most: int = 12) -> tuple[list[int], int]:
    weights = draw(st.lists(st.integers(0, 30), min_size=1, max_size=most).filter(any))
    return weights, draw(st.integers(1, sum(weights)))


@st.composite
def compounds(draw: st.DrawFn) -> Rule:
    names = [f"p{i}" for i in range(draw(st.integers(2, 9)))]
    seats = {
        chamber: {name: draw(st.integers(0, 9)) for name in names} | {names[0]: 1}
        for chamber in ("house", "senate")
    }
    parts = tuple(
        Vote(chamber, draw(st.integers(1, sum(weights.values()))))
        for chamber, weights in seats.items()
    )
    return Rule(AtLeast(draw(st.integers(1, 3)), (*parts, Player("president"))), seats)


@FEW
@given(votes())
def test_shares_add_up_to_one(vote: tuple[list[int], int]) -> None:
    weights, quota = vote
    for solver in SHARES:
        assert sum(solver(weights, quota=quota, exact=True).values.values()) == 1


@FEW
@given(votes(), st.randoms(use_true_random=False))
def test_relabelling_permutes_the_answer(vote: tuple[list[int], int], draw) -> None:
    weights, quota = vote
    named = {f"p{i}": w for i, w in enumerate(weights)}
    shuffled = list(named.items())
    draw.shuffle(shuffled)
    for solver in (*SHARES, *MEASURES):
        one = solver(named, quota=quota, exact=True).values
        other = solver(dict(shuffled), quota=quota, exact=True).values
        assert dict(one) == dict(other)


@FEW
@given(votes(), st.integers(2, 50))
def test_scaling_weights_and_quota_changes_nothing(
    vote: tuple[list[int], int], factor: int
) -> None:
    weights, quota = vote
    larger = [w * factor for w in weights]
    for solver in (*SHARES, *MEASURES):
        one = solver(weights, quota=quota, exact=True).values
        assert solver(larger, quota=quota * factor, exact=True).values == one
        halves = [w / 4 for w in weights]
        assert solver(halves, quota=quota / 4, exact=True).values == one


@FEW
@given(votes(most=9))
def test_a_dummy_has_no_power_and_changes_nobody_elses(vote: tuple[list[int], int]) -> None:
    weights, quota = vote
    for solver in (*SHARES, *MEASURES):
        one = list(solver(weights, quota=quota, exact=True).values.values())
        joined = list(solver([*weights, 0], quota=quota, exact=True).values.values())
        assert joined == [*one, 0]


@FEW
@given(votes())
def test_more_weight_is_never_less_power(vote: tuple[list[int], int]) -> None:
    # Deegan-Packel and Holler-Packel are left out: they are known to break this law.
    weights, quota = vote
    for solver in (shapley_shubik, banzhaf, johnston, *MEASURES):
        values = list(solver(weights, quota=quota, exact=True).values.values())
        ranked = sorted(zip(weights, values, strict=True))
        assert all(a[1] <= b[1] for a, b in pairwise(ranked))


@FEW
@given(votes())
def test_a_vote_and_its_dual_give_equal_power(vote: tuple[list[int], int]) -> None:
    weights, quota = vote
    dual = sum(weights) - quota + 1
    for solver in (shapley_shubik, banzhaf, penrose_banzhaf):
        one = solver(weights, quota=quota, exact=True).values
        assert solver(weights, quota=dual, exact=True).values == one
    prevent = coleman_prevent(weights, quota=quota, exact=True).values
    assert coleman_initiate(weights, quota=dual, exact=True).values == prevent


@FEW
@given(compounds())
def test_floats_stay_within_their_bound_of_the_fractions(rule: Rule) -> None:
    for solver in (*SHARES, *MEASURES):
        exact, rounded = solver(rule, exact=True), solver(rule)
        for name, value in exact.values.items():
            assert abs(Fraction(rounded[name]) - value) <= rounded.error_bound
        assert rounded.verify()


@FEW
@given(compounds())
def test_every_minimal_winning_coalition_meets_every_minimal_blocking_one(rule: Rule) -> None:
    winning, blocking = minimal_winning_coalitions(rule), minimal_blocking_coalitions(rule)
    assert winning.verify()
    assert blocking.verify()
    assert winning.coalitions is not None
    assert blocking.coalitions is not None
    assert all(set(w) & set(b) for w in winning.coalitions for b in blocking.coalitions)


@FEW
@given(votes(most=8))
def test_a_veto_player_can_prevent_everything_and_is_in_every_winning_coalition(
    vote: tuple[list[int], int],
) -> None:
    weights, quota = vote
    rule = Rule(
        Vote("votes", quota) & Player("veto"),
        {"votes": {f"p{i}": w for i, w in enumerate(weights)}},
    )
    assert coleman_prevent(rule, exact=True)["veto"] == 1
    found = minimal_winning_coalitions(rule)
    assert found.coalitions is not None
    assert all("veto" in c for c in found.coalitions)
