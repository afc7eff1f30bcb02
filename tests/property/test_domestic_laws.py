"""Laws of the domestic game that hold whatever the case."""

from __future__ import annotations

import importlib.util
import random
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from winset.cases.model.case import Case
from winset.cases.model.parameters import Parameters
from winset.foundation.coefficients import NAMES
from winset.foundation.randomness import BLOCK_DRAWS
from winset.games.domestic import DomesticGame
from winset.kernels.price import robust_quotas
from winset.results.ratification.ratification import RatificationPrice
from winset.solvers.coalitions.contributions import field_of
from winset.solvers.coalitions.pivotal import mirrored, swings
from winset.solvers.coalitions.ratification_price import ratification_price
from winset.solvers.coalitions.surplus import actor_surplus
from winset.studies.domestic.draws import monte_carlo
from winset.translate import coded_game

ROOT = Path(__file__).parents[2]


def _random_cases() -> ModuleType:
    path = ROOT / "tests" / "oracles" / "random_domestic_cases.py"
    spec = importlib.util.spec_from_file_location("random_cases_for_laws", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


random_case = _random_cases().random_case
SEEDS = st.integers(0, 10**6)
UNIT = st.floats(0.0, 1.0)
lawful = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def likely(case: Case, parameters: Parameters) -> DomesticGame:
    return coded_game(case, parameters).likely


def likely_game(seed: int) -> DomesticGame:
    return likely(*random_case(seed))


def not_above(one: float, other: float) -> bool:
    """Whether one number is at most another, up to rounding; equal infinities are."""
    return one <= other or bool(np.isclose(one, other, rtol=1e-9, atol=1e-9))


def same_answer(one: RatificationPrice, other: RatificationPrice) -> None:
    for name in ("price", "budget", "fund"):
        assert getattr(one, name)[0] == pytest.approx(getattr(other, name)[0], rel=1e-9, abs=1e-9)
    assert one.verdict_word() == other.verdict_word()
    for mine, theirs in zip(one.chambers, other.chambers, strict=True):
        assert mine.unpaid[0] == theirs.unpaid[0]


def edited(case: Case, **fields: Any) -> Case:
    return Case.model_validate(case.model_dump(by_alias=True, exclude_unset=True) | fields)


# ------------------------------------------------------------------------ price and fund


@lawful
@given(SEEDS, UNIT, UNIT)
def test_where_willingness_helps_the_price_never_rises_with_it(
    seed: int, low: float, high: float
) -> None:
    game = likely_game(seed)
    helps = game.numbers.coefficients.copy()
    helps[:, NAMES.index("rho")] = abs(helps[:, NAMES.index("rho")])
    helps[:, NAMES.index("phi")] = 0.0  # else a loser that turns may leave a more united fund
    game = game.with_numbers(coefficients=helps)
    low, high = sorted((low, high))
    prices = [
        ratification_price(
            game.with_numbers(
                payoff=factor * game.numbers.payoff,
                polarization=1 - factor * (1 - game.numbers.polarization),
                opposition=1 - factor * (1 - game.numbers.opposition),
            )
        ).price[0]
        for factor in (low, high)
    ]
    assert not_above(prices[1], prices[0])


@lawful
@given(SEEDS, st.floats(0.0, 1.0))
def test_the_price_never_rises_with_the_cost_of_no_agreement(seed: int, rise: float) -> None:
    game = likely_game(seed)
    one = random.Random(seed).randrange(len(game.labels.actors))  # noqa: S311
    higher = game.numbers.no_agreement.copy()
    higher[0, one] += rise
    before, after = (
        ratification_price(game),
        ratification_price(game.with_numbers(no_agreement=higher)),
    )
    assert not_above(after.price[0], before.price[0])
    assert not_above(after.fund[0], before.fund[0])


@lawful
@given(SEEDS, st.floats(0.0, 3.0), st.floats(0.0, 3.0))
def test_the_price_never_falls_with_the_fund(seed: int, low: float, high: float) -> None:
    game = likely_game(seed)
    prices = [
        ratification_price(game.with_numbers(fund_factor=np.full((1, 1), factor))).price[0]
        for factor in sorted((low, high))
    ]
    assert not_above(prices[0], prices[1])


def _with_higher_quotas(node: Any, members: dict[str, int]) -> Any:
    if "chamber" in node:
        return node | {"quota": min(node["quota"] + 1, members[node["chamber"]])}
    return {
        key: [_with_higher_quotas(part, members) for part in value]
        if isinstance(value, list)
        else value
        for key, value in node.items()
    }


@lawful
@given(SEEDS)
def test_the_price_never_falls_with_the_quota(seed: int) -> None:
    case, parameters = random_case(seed)
    game = likely(case, parameters)
    members = dict(zip(game.labels.chambers, game.labels.seats.sum(axis=0).tolist(), strict=True))
    rule = _with_higher_quotas(case.model_dump(by_alias=True)["rule"], members)
    harder = edited(case, rule=rule)
    assert not_above(
        ratification_price(game).price[0], ratification_price(likely(harder, parameters)).price[0]
    )


@lawful
@given(SEEDS)
def test_a_further_veto_player_never_lowers_the_price(seed: int) -> None:
    case, parameters = random_case(seed)
    name = random.Random(seed).choice(list(case.actors))  # noqa: S311
    rule = {"all": [case.model_dump(by_alias=True)["rule"], {"actor": name}]}
    assert not_above(
        ratification_price(likely(case, parameters)).price[0],
        ratification_price(likely(edited(case, rule=rule), parameters)).price[0],
    )


def _with_actor(case: Case, **actor: Any) -> Case:
    actors = case.model_dump(by_alias=True, exclude_unset=True)["actors"]
    return edited(case, actors=actors | {"newcomer": {"level": "group"} | actor})


@lawful
@given(SEEDS, UNIT, st.floats(0.0, 5.0))
def test_an_opponent_that_joins_never_lowers_the_fund(
    seed: int, ideal: float, capacity: float
) -> None:
    case, parameters = random_case(seed)
    axis = next(name for name, issue in case.issues.items() if issue.axis == "vote")
    foe = {"position": {axis: ideal}, "capacity": capacity, "no_agreement": -3.0}
    before = field_of(likely(case, parameters))
    after = field_of(likely(_with_actor(case, **foe), parameters))
    assert not_above(before.fund[0], after.fund[0])
    assert after.budget[0] == pytest.approx(before.budget[0])


# ------------------------------------------------------------------------ invariance


_NAMING = ("from", "to", "actor", "acquiescence", "held_by", "actors", "chief_executive")


@lawful
@given(SEEDS)
def test_names_and_order_of_actors_change_nothing(seed: int) -> None:
    case, parameters = random_case(seed)
    names = list(case.actors)
    random.Random(seed + 1).shuffle(names)  # noqa: S311
    new = {name: f"actor-{place}" for place, name in enumerate(names)}
    plain = case.model_dump(by_alias=True, exclude_unset=True)

    def renamed(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {k: renamed(v, k) for k, v in value.items()}
        if isinstance(value, list):
            return [renamed(v, key) for v in value]
        is_name = key in _NAMING
        return new.get(value, value) if is_name and isinstance(value, str) else value

    actors = {new[name]: plain["actors"][name] for name in names}
    other = Case.model_validate(renamed(plain) | {"actors": actors})
    one, two = likely(case, parameters), likely(other, parameters)
    same_answer(ratification_price(one), ratification_price(two))
    pivots = dict(zip(one.labels.actors, swings(one).pivotal.tolist(), strict=True))
    found = dict(zip(two.labels.actors, swings(two).pivotal.tolist(), strict=True))
    assert {new[name]: pivot for name, pivot in pivots.items()} == found


@lawful
@given(SEEDS)
def test_an_actor_without_seats_purse_and_ties_changes_nothing(seed: int) -> None:
    case, parameters = random_case(seed)
    axis = next(name for name, issue in case.issues.items() if issue.axis == "vote")
    dummy = _with_actor(case, position={axis: 0.3}, no_agreement=1.0)
    before, after = likely(case, parameters), likely(dummy, parameters)
    same_answer(ratification_price(before), ratification_price(after))
    assert swings(after).pivotal[:-1].tolist() == swings(before).pivotal.tolist()
    assert not swings(after).turns[-1]


@lawful
@given(SEEDS)
def test_an_axis_nobody_stands_on_changes_nothing(seed: int) -> None:
    case, parameters = random_case(seed)
    issues = case.model_dump(by_alias=True, exclude_unset=True)["issues"]
    axis = {"axis": "vote", "title": "New", "low": "l", "high": "h", "status_quo": 0.1}
    wider = edited(case, issues=issues | {"new": axis | {"proposal": 0.9}}, amendments="closed")
    closed = edited(case, amendments="closed")
    same_answer(
        ratification_price(likely(closed, parameters)),
        ratification_price(likely(wider, parameters)),
    )


@lawful
@given(SEEDS)
def test_which_end_of_an_axis_is_called_zero_changes_nothing(seed: int) -> None:
    game = likely_game(seed)
    numbers = game.numbers
    turned = game.with_numbers(
        status_quo=1 - numbers.status_quo,
        proposal=1 - numbers.proposal,
        position=1 - numbers.position,
        frame_toward=1 - numbers.frame_toward,
    )
    same_answer(ratification_price(game), ratification_price(turned))


@lawful
@given(SEEDS, st.sampled_from([0.125, 0.5, 2.0, 8.0]))
def test_the_unit_of_surplus_is_a_convention(seed: int, unit: float) -> None:
    game = likely_game(seed)
    numbers = game.numbers
    in_units = [*NAMES[:6], "eta", "lambda", "rho"]
    of_surplus = np.array([name in in_units for name in NAMES])
    scaled = ratification_price(
        game.with_numbers(
            coefficients=np.where(of_surplus, unit, 1.0) * numbers.coefficients,
            shock_sizes=unit * numbers.shock_sizes,
            salience=unit * numbers.salience,
            no_agreement=unit * numbers.no_agreement,
            full_stake=unit * numbers.full_stake,
            capacity=unit * numbers.capacity,
        )
    )
    plain = ratification_price(game)
    for name in ("price", "budget", "fund"):
        expected = unit * getattr(plain, name)[0]
        assert getattr(scaled, name)[0] == pytest.approx(expected, rel=1e-9, abs=1e-9)
    assert scaled.verdict_word() == plain.verdict_word()


@lawful
@given(SEEDS)
def test_mirrored_twice_is_not_mirrored_at_all(seed: int) -> None:
    game = likely_game(seed)
    surplus = actor_surplus(game)
    row = random.Random(seed).randrange(len(game.labels.actors))  # noqa: S311
    who = np.arange(len(game.labels.actors))[None, :] == row
    once = mirrored(game, surplus, who)
    first = actor_surplus(once)
    twice = mirrored(once, first, who)
    second = actor_surplus(twice)
    assert second.total == pytest.approx(surplus.total, abs=1e-12)
    assert second.position == pytest.approx(surplus.position, abs=1e-12, nan_ok=True)
    assert ratification_price(twice).price[0] == pytest.approx(ratification_price(game).price[0])
    own = surplus.total - surplus.pressure - game.numbers.no_agreement
    turned = first.total - first.pressure - game.numbers.no_agreement
    assert turned[0, row] == pytest.approx(-own[0, row], abs=1e-9)


# ------------------------------------------------------------------------ votes


@lawful
@given(
    st.lists(st.floats(-2, 2), min_size=1, max_size=12),
    st.floats(0, 4),
    st.floats(0, 6),
    st.floats(0, 6),
)
def test_more_budget_never_loses_votes(
    worth: list[float], fund: float, less: float, more: float
) -> None:
    less, more = sorted((less, more))
    entry = np.array([worth, worth])
    tally = robust_quotas(entry, np.full(2, fund), np.array([less, more]))
    assert tally[0] <= tally[1]


@lawful
@given(SEEDS, st.floats(1.0, 4.0))
def test_a_richer_supporter_never_loses_a_chamber_votes(seed: int, factor: float) -> None:
    game = likely_game(seed)
    before = ratification_price(game)
    outside = ~game.labels.at_level("legislature")
    supports = outside & (actor_surplus(game).total[0] > 0)
    capacity = game.numbers.capacity * np.where(supports, factor, 1.0)
    after = ratification_price(game.with_numbers(capacity=capacity))
    assert after.price[0] == before.price[0]
    assert not (before.affordable[0] and not after.affordable[0])
    for one, other in zip(before.chambers, after.chambers, strict=True):
        assert one.robust[0] <= other.robust[0]


@lawful
@given(SEEDS)
def test_every_answer_holds_without_the_solver(seed: int) -> None:
    check = ratification_price(likely_game(seed)).verify()
    assert check, check.failed


@lawful
@given(SEEDS, st.integers(1, 300), st.integers(-12, 15))
def test_answers_hold_however_unwilling_a_member_and_however_rich_a_group(
    seed: int, unwilling: int, rich: int
) -> None:
    game = likely_game(seed)
    payoff = np.where(np.isnan(game.numbers.payoff), 1.0, game.numbers.payoff)
    capacity = game.numbers.capacity.copy()
    legislators = np.flatnonzero(game.labels.at_level("legislature"))
    payoff[:, legislators[seed % len(legislators)]] = 10.0**-unwilling
    capacity[:, seed % capacity.shape[1]] = 10.0**rich
    found = ratification_price(game.with_numbers(payoff=payoff, capacity=capacity))
    check = found.verify()
    assert check, (check.failed, found.price)


# ------------------------------------------------------------------------ draws


def _uncertain(seed: int) -> tuple[Case, Parameters]:
    """Return a case in which some numbers are ranges, and the shipped sizes of the shocks."""
    case, parameters = random_case(seed)
    actors = case.model_dump(by_alias=True, exclude_unset=True)["actors"]
    for actor in actors.values():
        if "capacity" in actor:
            actor["capacity"] = {"low": 0.1, "likely": 0.5, "high": 2.0}
        actor["no_agreement"] = {"low": -0.1, "likely": 0.0, "high": 0.2}
    return edited(case, actors=actors), parameters


def _outcomes(case: Case, parameters: Parameters, draws: int, seed: int = 3) -> Any:
    return monte_carlo(coded_game(case, parameters), draws, seed)


@settings(max_examples=8, deadline=None, derandomize=True)
@given(SEEDS)
def test_the_first_hundred_of_a_thousand_draws_are_the_hundred(seed: int) -> None:
    pair = _uncertain(seed)
    few, many = _outcomes(*pair, 100), _outcomes(*pair, 1000)
    for name in ("price", "budget", "fund", "verdict", "robust", "recorded"):
        assert np.array_equal(getattr(few, name), getattr(many, name)[:100])


@settings(max_examples=5, deadline=None, derandomize=True)
@given(SEEDS, st.integers(1, BLOCK_DRAWS - 1))
def test_where_the_draws_are_cut_into_blocks_changes_nothing(seed: int, cut: int) -> None:
    coded = coded_game(*_uncertain(seed))
    stop = BLOCK_DRAWS + 200
    whole = ratification_price(coded.drawn(5, 0, stop))
    pieces = [ratification_price(coded.drawn(5, a, b)) for a, b in ((0, cut), (cut, stop))]
    for name in ("price", "budget", "fund", "verdict"):
        joined = np.concatenate([getattr(piece, name) for piece in pieces])
        assert np.array_equal(getattr(whole, name), joined)


@settings(max_examples=8, deadline=None, derandomize=True)
@given(SEEDS)
def test_a_draw_is_answered_as_if_it_stood_alone(seed: int) -> None:
    coded = coded_game(*_uncertain(seed))
    many = ratification_price(coded.drawn(5, 0, 12))
    for draw in range(0, 12, 5):
        one = ratification_price(coded.drawn(5, draw, draw + 1))
        assert one.price[0] == many.price[draw]
        assert one.verdict[0] == many.verdict[draw]
        check = many.verify(draw)
        assert check, check.failed


@settings(max_examples=15, deadline=None, derandomize=True)
@given(SEEDS)
def test_a_range_for_one_input_leaves_the_draws_of_all_others(seed: int) -> None:
    case, parameters = _uncertain(seed)
    issues = case.model_dump(by_alias=True, exclude_unset=True)["issues"]
    axis = next(name for name, issue in issues.items() if issue["axis"] == "vote")
    issues[axis]["status_quo"] = {"low": 0.0, "likely": 0.2, "high": 0.9}
    before = coded_game(case, parameters)
    after = coded_game(edited(case, issues=issues), parameters)
    one, other = before.drawn_values(9, 0, 50), after.drawn_values(9, 0, 50)
    changed = before.input_named(f"issues.{axis}.status_quo")
    kept = [column for column in range(one.shape[1]) if column != changed]
    assert np.array_equal(one[:, kept], other[:, kept])
    assert len(np.unique(other[:, changed])) == 50
    shocks, others = before.drawn_shocks(9, 0, 50), after.drawn_shocks(9, 0, 50)
    for name in ("bill", "party", "bloc", "member"):
        assert np.array_equal(getattr(shocks, name), getattr(others, name))


@settings(max_examples=15, deadline=None, derandomize=True)
@given(SEEDS)
def test_a_further_actor_leaves_the_draws_of_all_others(seed: int) -> None:
    case, parameters = _uncertain(seed)
    before = coded_game(case, parameters)
    capacity = {"low": 0, "likely": 1, "high": 2}
    after = coded_game(_with_actor(case, capacity=capacity), parameters)
    one, other = before.drawn_values(9, 0, 20), after.drawn_values(9, 0, 20)
    for column, item in enumerate(before.inputs):
        assert np.array_equal(one[:, column], other[:, after.input_named(item.path)])
    shocks, others = before.drawn_shocks(9, 0, 20), after.drawn_shocks(9, 0, 20)
    assert np.array_equal(shocks.member, others.member)
    assert np.array_equal(shocks.bloc, others.bloc[:, :-1])


_FRESH = """
import importlib.util, sys
spec = importlib.util.spec_from_file_location("laws", sys.argv[1])
laws = importlib.util.module_from_spec(spec)
spec.loader.exec_module(laws)
found = laws._outcomes(*laws._uncertain(11), 50)
print(found.price.tobytes().hex(), found.budget.tobytes().hex(), found.verdict.tolist())
"""


def test_one_seed_gives_one_answer_in_a_fresh_process() -> None:
    here = _outcomes(*_uncertain(11), 50)
    fresh = subprocess.run(
        [sys.executable, "-c", _FRESH, __file__], capture_output=True, text=True, check=True
    )
    expected = f"{here.price.tobytes().hex()} {here.budget.tobytes().hex()} {here.verdict.tolist()}"
    assert fresh.stdout.strip() == expected
    assert not np.array_equal(here.budget, _outcomes(*_uncertain(11), 50, seed=4).budget)
