"""What the power indices accept, refuse, choose and report."""

from __future__ import annotations

from fractions import Fraction

import pytest

from winset.foundation.errors import InputError
from winset.games.rule import Player, Rule, Vote, rule_from_text
from winset.solvers.power.banzhaf import banzhaf
from winset.solvers.power.banzhaf_owen import banzhaf_owen
from winset.solvers.power.coleman import coleman_act, coleman_initiate, coleman_prevent
from winset.solvers.power.deegan_packel import deegan_packel
from winset.solvers.power.holler_packel import holler_packel
from winset.solvers.power.johnston import johnston
from winset.solvers.power.owen import owen
from winset.solvers.power.penrose_banzhaf import penrose_banzhaf
from winset.solvers.power.shapley_shubik import shapley_shubik

INDICES = [
    shapley_shubik,
    banzhaf,
    penrose_banzhaf,
    coleman_prevent,
    coleman_initiate,
    johnston,
    deegan_packel,
    holler_packel,
]
COLLEGE = [54, 40, 30, 28, 19, 19, 17, 16, 16, 15, 14, 13, 12, 11, 11, 11, 11, 10, 10, 10, 10, 10]
COLLEGE += [9, 9, 8, 8, 8, 7, 7, *[6] * 6, 5, 5, *[4] * 7, *[3] * 7]


def federal() -> Rule:
    return rule_from_text(
        "H & P & (S | S >= 50 & VP) | H_2_3 & S_2_3",
        {"H": {f"h{i}": 1 for i in range(435)}, "S": {f"s{i}": 1 for i in range(100)}},
    )


@pytest.mark.parametrize("solver", INDICES)
def test_bare_weights_a_mapping_and_a_rule_give_the_same_answer(solver) -> None:
    bare = solver([50, 49, 1], quota=51, names=["A", "B", "C"], exact=True)
    mapped = solver({"A": 50, "B": 49, "C": 1}, quota=51, exact=True)
    ruled = solver(Rule.weighted({"A": 50, "B": 49, "C": 1}, quota=51), exact=True)
    assert bare.values == mapped.values == ruled.values
    assert bare.verify()


@pytest.mark.parametrize("solver", INDICES)
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([1, 2], {}), "give quota="),
        (([1, 2], {"quota": 4}), "above the total"),
        (([1, 2], {"quota": 0}), "everybody wins"),
        (([1, float("nan")], {"quota": 1}), "finite"),
        (([1, -2], {"quota": 1}), ">= 0"),
        (([1, 2], {"quota": 2, "names": ["A", "A"]}), "duplicate"),
        (([0, 0], {"quota": 1}), "above the total"),
        ((Rule.weighted([1], quota=1), {"quota": 1}), "brings its own"),
    ],
)
def test_a_game_without_meaning_is_refused(solver, arguments, message) -> None:
    game, keywords = arguments
    with pytest.raises(InputError, match=message):
        solver(game, **keywords)


@pytest.mark.parametrize("solver", INDICES)
def test_callers_weights_are_never_changed(solver) -> None:
    weights = [5, 1, 3, 0]
    solver(weights, quota=5)
    assert weights == [5, 1, 3, 0]


@pytest.mark.parametrize("solver", INDICES)
def test_a_dictator_has_all_power_and_dummies_none(solver) -> None:
    result = solver({"one": 6, "two": 3, "none": 0}, quota=6, exact=True)
    assert result.values["one"] == 1
    assert result.values["two"] == result.values["none"] == 0
    assert any("no power: none" in note for note in result.assumptions)


def test_weights_of_a_thousand_million_are_counted_exactly() -> None:
    result = shapley_shubik([10**9, 10**9 - 1, 1], quota=10**9 + 1, exact=True)
    assert list(result.values.values()) == [Fraction(2, 3), Fraction(1, 6), Fraction(1, 6)]


def test_weights_that_do_not_fit_are_refused_with_what_to_do() -> None:
    weights = [10**9 + 7 * i * i for i in range(80)]
    with pytest.raises(InputError, match="round the weights"):
        shapley_shubik(weights, quota=sum(weights) // 2 + 1)


def test_decimals_are_read_as_written() -> None:
    shares = shapley_shubik([0.1, 0.1, 0.1, 0.7], quota=0.8, exact=True)
    whole = shapley_shubik([1, 1, 1, 7], quota=8, exact=True)
    assert shares.values == whole.values


def test_a_rule_that_is_not_proper_is_allowed_but_said() -> None:
    result = shapley_shubik([1, 1, 1], quota=1)
    assert list(result.values.values()) == pytest.approx([1 / 3] * 3)
    assert any("at most half" in note for note in result.assumptions)
    assert not shapley_shubik([1, 1, 1], quota=2).assumptions


def test_the_algorithm_is_chosen_by_shape_and_reported() -> None:
    assert shapley_shubik([1] * 435, quota=218).method.startswith("closed form")
    assert shapley_shubik(COLLEGE, quota=270).method.startswith("generating function")
    assert shapley_shubik(federal()).method.startswith("decision diagram")
    many = [1 + (7 * i) % 83 for i in range(90)]
    assert shapley_shubik(many, quota=sum(many) // 2 + 1).method.startswith("distribution")
    more = [1 + (611 * i) % 397 for i in range(300)]
    assert "certified" in shapley_shubik(more, quota=sum(more) // 2 + 1).method


def test_every_algorithm_stays_within_its_bound_of_the_exact_fractions() -> None:
    weights = [1 + (37 * i) % 61 for i in range(80)]
    quota = sum(weights) * 2 // 3
    for solver in (shapley_shubik, penrose_banzhaf, banzhaf):
        exact, rounded = solver(weights, quota=quota, exact=True), solver(weights, quota=quota)
        assert 0 < rounded.error_bound < 1e-11
        for name, value in exact.values.items():
            assert abs(Fraction(rounded[name]) - value) <= rounded.error_bound
            assert abs(Fraction(rounded[name]) - value) <= Fraction(1, 10**12) * value


def test_certified_frequencies_stay_within_their_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    from winset.solvers.power.counting import pivot_chance

    weights = [1 + (17 * i) % 31 for i in range(250)]
    quota = sum(weights) // 2 + 1
    exact = shapley_shubik(weights, quota=quota, exact=True)
    monkeypatch.setattr(pivot_chance, "QUICK_STEPS", 0.0)
    monkeypatch.setattr(pivot_chance, "_steps", lambda classes, quadrature: 1e11)
    rounded = shapley_shubik(weights, quota=quota)
    assert "certified" in rounded.method
    assert rounded.error_bound < 1e-12
    for name, value in exact.values.items():
        assert abs(Fraction(rounded[name]) - value) <= rounded.error_bound


def test_arithmetic_structure_falls_back_where_no_tail_bound_is_proved() -> None:
    # Weights 1000 and 1001 only: the characteristic function returns near every multiple of 2 pi
    # over 1000, so few low frequencies cannot carry it.
    weights = [1000] * 25 + [1001] * 25 + [1]
    result = shapley_shubik(weights, quota=sum(weights) // 2 + 1)
    exact = shapley_shubik(weights, quota=sum(weights) // 2 + 1, exact=True)
    for name, value in exact.values.items():
        assert abs(Fraction(result[name]) - value) <= result.error_bound


def test_a_compound_rule_of_many_players_agrees_in_both_arithmetics() -> None:
    exact, rounded = shapley_shubik(federal(), exact=True), shapley_shubik(federal())
    for name in ("h0", "s0", "P", "VP"):
        assert abs(Fraction(rounded[name]) - exact[name]) <= rounded.error_bound
    assert sum(exact.values.values()) == 1


def test_unions_of_one_change_nothing() -> None:
    weights, names = [4, 3, 2, 1], ["A", "B", "C", "D"]
    plain = shapley_shubik(weights, quota=6, names=names, exact=True)
    assert owen(weights, quota=6, names=names, unions=[], exact=True).values == plain.values
    even = penrose_banzhaf(weights, quota=6, names=names, exact=True)
    assert banzhaf_owen(weights, quota=6, names=names, unions=[], exact=True).values == even.values


@pytest.mark.parametrize(
    ("unions", "message"),
    [
        ([["A"], ["A", "B"]], "must not overlap"),
        ([["X"]], "not a player"),
        ([[]], "list of players"),
        (["AB"], "list of players"),
    ],
)
def test_unions_without_meaning_are_refused(unions, message) -> None:
    with pytest.raises(InputError, match=message):
        owen([2, 1, 1], quota=3, names=["A", "B", "C"], unions=unions)


def test_the_power_to_act_is_a_share_of_coalitions() -> None:
    result = coleman_act([1, 1, 1], quota=2, exact=True)
    assert result.value == Fraction(1, 2)
    assert result.verify()
    large = coleman_act([1] * 200, quota=101)
    assert large.verify()
    assert large.value < 0.5
    assert "power_to_act" in large.to_dict()
    assert large.to_frame().shape == (1, 1)
    assert "can act" in large.summary()


def test_coleman_in_floating_point_follows_the_exact_fractions() -> None:
    weights = [1 + (611 * i) % 997 for i in range(100)]
    quota = sum(weights) * 3 // 5
    for solver in (coleman_prevent, coleman_initiate):
        exact, rounded = solver(weights, quota=quota, exact=True), solver(weights, quota=quota)
        assert "distribution" in rounded.method or "certified" in rounded.method
        for name, value in exact.values.items():
            assert abs(Fraction(rounded[name]) - value) <= rounded.error_bound
    act, truth = coleman_act(weights, quota=quota), coleman_act(weights, quota=quota, exact=True)
    assert abs(Fraction(act.value) - truth.value) <= act.error_bound


def test_a_result_is_frozen_reports_itself_and_becomes_a_table() -> None:
    result = shapley_shubik({"A": 50, "B": 49, "C": 1}, quota=51)
    with pytest.raises(AttributeError):
        result.index = "x"  # type: ignore[misc]
    document = result.to_dict()
    assert document["quota"] == 51
    assert document["total"] == 100
    assert set(document["values"]) == {"A", "B", "C"}
    assert "reason" not in document
    frame = result.to_frame()
    assert frame.loc["A", "votes share"] == 0.5
    assert "shapley-shubik over 3 players" in result.summary()
    compound = shapley_shubik(Rule(Vote("h", 2) & Player("p"), {"h": {"a": 1, "b": 1}}))
    assert compound.to_dict()["quota"] is None
    assert "not a single weighted vote" in compound.to_dict()["reason"]


def test_fractions_appear_in_json_as_text() -> None:
    result = banzhaf([50, 49, 1], quota=51, exact=True)
    assert result.to_dict()["values"] == {"1": "3/5", "2": "1/5", "3": "1/5"}
    assert result.to_dict()["error_bound"] == 0


def test_verify_sees_a_wrong_value() -> None:
    from dataclasses import replace

    result = shapley_shubik([50, 49, 1], quota=51)
    assert result.verify()
    wrong = replace(result, values={"1": 0.6, "2": 0.2, "3": 0.2})
    assert not wrong.verify()
    assert "definition" in wrong.verify().failed[0]
    large = shapley_shubik([54, *[1] * 60], quota=58)
    off = dict.fromkeys(large.values, 1 / 61)
    assert large.verify()
    assert not replace(large, values=off).verify()


def test_johnston_of_a_large_compound_is_refused_with_its_limit() -> None:
    names = [f"p{i}" for i in range(30)]
    seats = {
        "h": {name: 1 + i for i, name in enumerate(names)},
        "s": {name: 40 - i for i, name in enumerate(names)},
    }
    rule = Rule(Vote("h", 240) & Vote("s", 400), seats)
    with pytest.raises(InputError, match="compositions"):
        johnston(rule)


def test_deegan_packel_and_holler_reach_beyond_enumeration() -> None:
    weights = [1 + (37 * i) % 61 for i in range(70)]
    quota = sum(weights) // 2 + 1
    for solver in (deegan_packel, holler_packel):
        exact, rounded = solver(weights, quota=quota, exact=True), solver(weights, quota=quota)
        assert sum(exact.values.values()) == 1
        for name, value in exact.values.items():
            assert abs(Fraction(rounded[name]) - value) <= rounded.error_bound
