"""Closed forms of the table under risk: one issue, A gains x, B gains 1 - x and ratifies with P."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from winset.games.bargaining import BargainingProblem
from winset.games.negotiation import EntryIntoForce
from winset.solvers.bargaining.alternating_offers import alternating_offers
from winset.solvers.bargaining.kalai_smorodinsky import kalai_smorodinsky
from winset.solvers.bargaining.nash import nash_solution
from winset.solvers.bargaining.take_it_or_leave_it import take_it_or_leave_it
from winset.solvers.bargaining.unknown_ratifiers import unknown_ratifiers
from winset.solvers.two_level.expected_gains import Prospects, in_force

GRID = np.linspace(0.0, 1.0, 2001)[:, None]
Chance = Callable[[np.ndarray], np.ndarray]


def prospects(
    chance: Chance,
    *,
    cost: tuple[float, float] = (0.0, 0.0),
    own: Chance = np.ones_like,
    entry: EntryIntoForce | None = None,
) -> Prospects:
    return Prospects(
        names=("a", "b"),
        issues=("x",),
        gains=lambda x: np.hstack([x, 1.0 - x]),
        chance=lambda x: np.hstack([own(x), np.clip(chance(x), 0.0, 1.0)]),
        failure_cost=np.array(cost),
        entry=entry or EntryIntoForce(2),
    )


def problem(found: Prospects) -> BargainingProblem:
    return found.problem(GRID, np.array([1 / 2000]), lambda x: (x[:, 0] >= 0.0) & (x[:, 0] <= 1.0))


def falling(x: np.ndarray) -> np.ndarray:
    return 1.0 - x


def logistic(centre: float, scale: float) -> Chance:
    return lambda x: 1.0 / (1.0 + np.exp((x - centre) / scale))


def nash(found: Prospects) -> float:
    return float(nash_solution(problem(found)).point[0])


def test_nash_under_shared_risk_is_a_quarter() -> None:
    found = nash_solution(problem(prospects(falling)))
    assert found.point[0] == pytest.approx(0.25, abs=1e-6)
    assert found.gains == pytest.approx([3 / 16, 9 / 16], abs=1e-6)


def test_nash_under_own_risk_is_a_third() -> None:
    assert nash(prospects(falling, entry=EntryIntoForce(1))) == pytest.approx(1 / 3, abs=1e-6)


def test_kalai_smorodinsky_under_risk_is_a_fifth() -> None:
    found = kalai_smorodinsky(problem(prospects(falling)))
    assert found.point[0] == pytest.approx(0.2, abs=1e-3)


@pytest.mark.parametrize(("who", "where"), [("a", 0.5), ("b", 0.0)])
def test_who_makes_the_one_offer_takes_its_best(who: str, where: float) -> None:
    found = take_it_or_leave_it(problem(prospects(falling)), who)
    assert found.point[0] == pytest.approx(where, abs=1e-3)


@pytest.mark.parametrize(("cost", "where"), [(0.0, 0.5), (0.1, 0.45), (0.2, 0.4)])
def test_an_offer_where_failure_costs_equals_unknown_ratifiers(cost: float, where: float) -> None:
    """A pays if B's ratifiers refuse, as in Iida: x (1 - x) - k x is largest at (1 - k) / 2."""
    base = prospects(falling)

    class Paying(Prospects):
        def expected(self, points: np.ndarray) -> np.ndarray:
            found = super().expected(points)
            refused = 1.0 - self.chance(points)[:, 1]
            return np.stack([found[:, 0] - cost * refused, found[:, 1]], axis=1)

    found = Paying(**vars(base))
    free = take_it_or_leave_it(replace(problem(base), gains=found.expected), "a")
    assert free.point[0] == pytest.approx(where, abs=1e-6)
    # There the offer is what the other side gets.
    assert 1.0 - unknown_ratifiers(cost).offer == pytest.approx(where)


@pytest.mark.parametrize(("cost", "where"), [(0.1, 0.229137), (0.2, 0.210289)])
def test_nash_where_both_pay_for_a_failure(cost: float, where: float) -> None:
    base = prospects(falling)

    def expected(x: np.ndarray) -> np.ndarray:
        return base.expected(x) - cost * x

    def allowed(x: np.ndarray) -> np.ndarray:
        return np.asarray((expected(x) > 0.0).all(axis=1))

    both = replace(problem(base), gains=expected, allowed=allowed, candidates=GRID[allowed(GRID)])
    assert nash_solution(both).point[0] == pytest.approx(where, abs=1e-5)


def test_the_cost_falls_on_the_country_that_refuses() -> None:
    found = prospects(falling, cost=(0.3, 0.2)).expected(np.array([[0.25]]))
    assert found[0] == pytest.approx([3 / 16, 9 / 16 - 0.2 * 0.25])


@pytest.mark.parametrize(
    ("patience", "second", "first"), [(0.9, 0.230605, 0.270088), (0.99, 0.248119, 0.251888)]
)
def test_alternating_offers_under_risk(patience: float, second: float, first: float) -> None:
    discounts = {"a": patience, "b": patience}
    table = problem(prospects(falling))
    opens = {
        who: float(alternating_offers(table, discounts=discounts, first=who).point[0])
        for who in ("a", "b")
    }
    y = (1.0 - patience**1.5) / (1.0 - patience**2)
    assert opens["b"] == pytest.approx(1.0 - y, abs=1e-3)
    assert opens["b"] == pytest.approx(second, abs=1e-3)
    assert opens["a"] == pytest.approx(1.0 - np.sqrt(patience) * y, abs=1e-3)
    assert opens["a"] == pytest.approx(first, abs=1e-3)


@pytest.mark.parametrize(("h", "where"), [(1, 0.292893), (2, 0.190983), (5, 0.090098)])
def test_nash_where_the_chance_falls_exponentially(h: float, where: float) -> None:
    found = nash(prospects(lambda x: np.exp(-h * x)))
    assert found == pytest.approx(where, abs=1e-5)
    assert found == pytest.approx(((h + 1) - np.sqrt(h**2 + 1)) / (2 * h), abs=1e-5)


def test_nash_before_a_logistic_border() -> None:
    centre = 0.4 + 0.1 * np.log(23)
    found = nash_solution(problem(prospects(logistic(centre, 0.1))))
    assert found.point[0] == pytest.approx(0.4, abs=1e-6)
    x = found.point[0]
    chance = logistic(centre, 0.1)(x)
    assert chance == pytest.approx(23 / 24, abs=1e-6)
    assert (1 - 2 * x) / (x * (1 - x)) == pytest.approx(2 * (1 - chance) / 0.1, abs=1e-4)


@pytest.mark.parametrize(
    ("scale", "where"),
    [(0.1, 0.22914), (0.05, 0.26331), (0.02, 0.31852), (0.01, 0.34986), (0.001, 0.392298)],
)
def test_less_risk_brings_the_agreement_back_to_the_border(scale: float, where: float) -> None:
    """The back-off is s ln(2 / (s h)) + o(s), not proportional to s."""
    found = nash(prospects(logistic(0.4, scale)))
    assert found == pytest.approx(where, abs=1e-5)
    if scale == 0.001:
        h = (1 - 2 * 0.4) / (0.4 * 0.6)
        assert 0.4 - found == pytest.approx(scale * np.log(2 / (scale * h)), rel=0.02)


@pytest.mark.parametrize("tied", [0.1, 0.25, 0.4, 0.5, 0.7, 0.75, 0.8])
def test_a_sharply_tied_legislature(tied: float) -> None:
    """A gains t (1 - t) once the border binds: best at 1/2, worse than untied from 3/4."""
    found = nash_solution(problem(prospects(falling, own=lambda x: (x >= tied).astype(np.float64))))
    # The search ends within its step of a jump; the candidates lie on it.
    assert found.point[0] == pytest.approx(max(0.25, tied), abs=1e-6)
    at = max(0.25, tied)
    assert found.gains[0] == pytest.approx(at * (1 - at), abs=1e-6)


@pytest.mark.parametrize(
    ("tied", "gain", "where"),
    [
        (0.0, 0.3971, 0.4053),
        (0.2, 0.4055, 0.4220),
        (0.4, 0.3879, 0.5000),
        (0.5, 0.2932, 0.5487),
        (0.6, 0.1494, 0.5980),
    ],
)
def test_hands_tied_under_risk_help_early_and_backfire_early(
    tied: float, gain: float, where: float
) -> None:
    def own(x: np.ndarray) -> np.ndarray:
        return 1.0 / (1.0 + np.exp(-(x - tied) / 0.05))

    found = nash_solution(problem(prospects(logistic(0.6, 0.05), own=own)))
    assert found.point[0] == pytest.approx(where, abs=1e-3)
    assert found.gains[0] == pytest.approx(gain, abs=1e-3)


def test_the_threshold_of_signing() -> None:
    """Signed if and only if P is at least k / (u + k): .4839 at u = .32 and k = .3."""
    threshold = 0.3 / (0.32 + 0.3)
    assert threshold == pytest.approx(0.4839, abs=1e-4)
    for chance, signs in ((threshold - 1e-3, False), (threshold + 1e-3, True)):
        found = Prospects(
            names=("a",),
            issues=("x",),
            gains=lambda x: np.full_like(x, 0.32),
            chance=lambda x, chance=chance: np.full_like(x, chance),
            failure_cost=np.array([0.3]),
            entry=EntryIntoForce(1),
        )
        assert bool(found.expected(np.array([[0.5]]))[0, 0] > 0) is signs
        assert bool(found.signatories(np.array([[0.5]]))) is signs


def with_cost(found: Prospects, cost: float) -> Prospects:
    """The same with another cost of failure for every government."""
    return replace(found, failure_cost=np.full(len(found.names), cost))


def test_the_highest_cost_at_which_a_deal_is_signed() -> None:
    base = prospects(lambda x: np.full_like(x, 0.4), own=lambda x: np.full_like(x, 0.9))
    most = base.highest_cost(GRID)
    # B refuses more often: it is the one that no longer signs, unless it gains nearly all.
    u = np.hstack([GRID, 1 - GRID])
    by_hand = np.minimum(u[:, 0] * 0.36 / 0.1, u[:, 1] * 0.36 / 0.6).max()
    assert most == pytest.approx(by_hand)
    assert not problem(with_cost(base, most - 1e-4)).is_empty
    assert problem(with_cost(base, most + 1e-4)).is_empty


def test_without_a_cost_any_chance_of_success_is_signed() -> None:
    unlikely = prospects(lambda x: np.full_like(x, 0.01))
    assert nash_solution(problem(unlikely)).outcome == "solved"
    assert nash_solution(problem(with_cost(unlikely, 0.3))).outcome == "empty"


@pytest.mark.parametrize("factor", [0.1, 3.0, 50.0])
def test_a_government_that_counts_in_other_units_changes_nothing(factor: float) -> None:
    base = prospects(logistic(0.5, 0.1))
    scaled = replace(base, gains=lambda x: np.hstack([factor * x, 1.0 - x]))
    for solve in (
        nash_solution,
        kalai_smorodinsky,
        lambda table: take_it_or_leave_it(table, "a"),
        lambda table: alternating_offers(table, discounts={"a": 0.9, "b": 0.9}),
    ):
        assert solve(problem(scaled)).point[0] == pytest.approx(
            float(solve(problem(base)).point[0]), abs=2e-3
        )


def test_countries_with_the_same_risk_maximise_mean_log_gains_plus_log_chance() -> None:
    x = np.linspace(0.05, 0.95, 7)[:, None]
    many = Prospects(
        names=("a", "b", "c"),
        issues=("x",),
        gains=lambda x: np.hstack([x, 1.0 - x, 0.5 + 0.0 * x]),
        chance=lambda x: np.repeat(1.0 - 0.5 * x, 3, axis=1),
        failure_cost=np.zeros(3),
        entry=EntryIntoForce(3),
    )
    whole = (1.0 - 0.5 * x[:, 0]) ** 3
    by_hand = np.log(many.gains(x)).mean(axis=1) + np.log(whole)
    assert np.log(many.expected(x)).mean(axis=1) == pytest.approx(by_hand)


@pytest.mark.parametrize("solve", [nash_solution, kalai_smorodinsky])
def test_the_order_of_the_countries_changes_nothing(solve) -> None:
    base = prospects(logistic(0.45, 0.08), cost=(0.1, 0.2))
    turned = replace(
        base,
        names=("b", "a"),
        gains=lambda x: base.gains(x)[:, ::-1],
        chance=lambda x: base.chance(x)[:, ::-1],
        failure_cost=base.failure_cost[::-1],
    )
    one, other = (float(solve(problem(table)).point[0]) for table in (base, turned))
    assert one == pytest.approx(other, abs=1e-5)


def test_a_cost_beyond_all_gains_drives_the_agreement_to_where_it_is_safest() -> None:
    steep = logistic(0.3, 0.05)
    points = [nash(prospects(steep, cost=(0.0, k))) for k in (0.0, 1.0, 10.0, 100.0)]
    chances = [float(steep(np.array([x]))[0]) for x in points]
    assert chances == sorted(chances)
    assert problem(prospects(steep, cost=(0.0, 1e5))).is_empty


def test_entry_into_force_by_enumeration_and_by_joint_draws_agree() -> None:
    rng = np.random.default_rng(5)
    weights = rng.uniform(1.0, 9.0, 12)
    entry = EntryIntoForce(6, 0.6, ("c3",))
    names = tuple(f"c{i}" for i in range(12))
    chance = rng.uniform(0.3, 1.0, (4, 12))
    whole, each = in_force(chance, entry, names, weights)
    drawn = rng.random((40_000, 12))
    for row in range(4):
        held = drawn < chance[row]
        enough = entry.holds(held, names, weights)
        assert whole[row] == pytest.approx(enough.mean(), abs=0.01)
        assert each[row] == pytest.approx((held & enough[:, None]).mean(axis=0), abs=0.01)
    wide = np.concatenate([chance, np.ones((4, 1))], axis=1)
    more, _ = in_force(wide, entry, (*names, "c12"), np.concatenate([weights, [1e-9]]))
    seven = EntryIntoForce(7, 0.6, ("c3",))
    joint, _ = in_force(wide, seven, (*names, "c12"), np.concatenate([weights, [1e-9]]))
    assert joint == pytest.approx(whole, abs=0.05)
    assert (more >= joint - 1e-12).all()


def test_who_expects_no_gain_stays_out() -> None:
    base = Prospects(
        names=("a", "b", "c"),
        issues=("x",),
        gains=lambda x: np.hstack([x, x, -1.0 + 0.0 * x]),
        chance=lambda x: np.ones((len(x), 3)),
        failure_cost=np.zeros(3),
        entry=EntryIntoForce(2),
        weights=np.array([3.0, 2.0, 1.0]),
    )
    assert base.signatories(GRID[1:]) == ("a", "b")
    assert base.among(("a", "b")).expected(np.array([[0.5]])).tolist() == [[0.5, 0.5]]
