"""Checking power values against the definitions, without the solvers."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from math import comb, factorial
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from winset.foundation.randomness import generator
from winset.games.rule import Rule
from winset.games.rule_form import Condition, IntegerForm, holds
from winset.results.check import Check
from winset.results.power.power_index import PowerIndex

Values: TypeAlias = dict[str, float | Fraction]
MOST_ENUMERATED = 12
DRAWS = 2_000


def check_power(
    index: str,
    rule: Rule,
    values: Values,
    error_bound: float,
    unions: Sequence[Sequence[str]] = (),
) -> Check:
    """Return which claims about these values hold; see `PowerResult.verify`."""
    form = rule.integer_form
    slack = error_bound + 1e-15
    claims = [
        ("every player has a value", set(values) == set(rule.players)),
        ("no value is negative", all(float(v) >= -slack for v in values.values())),
    ]
    if PowerIndex(index).adds_up:
        total = abs(float(sum(Fraction(v) for v in values.values())) - 1)
        claims.append(("the values add up to 1", total <= len(values) * slack))
    else:
        claims.append(("no value is above 1", all(float(v) <= 1 + slack for v in values.values())))
    if not unions:
        claims.append(("interchangeable players have equal power", _equal(rule, values, slack)))
    if len(rule.players) <= MOST_ENUMERATED:
        truth = defined_values(index, form, unions)
        close = all(abs(Fraction(values[p]) - truth[p]) <= slack for p in form.players)
        claims.append(("the values follow from the definition, over all coalitions", close))
    elif index == "shapley-shubik":
        claims.append(("the values agree with random orders", _orders_agree(form, values)))
    elif index == "penrose-banzhaf":
        claims.append(("the values agree with random coalitions", _swings_agree(form, values)))
    return Check(tuple(claims))


def _equal(rule: Rule, values: Values, slack: float) -> bool:
    return all(
        abs(float(values[name]) - float(values[group[0]])) <= 2 * slack
        for group in rule.classes()
        for name in group
    )


def defined_values(
    index: str, form: IntegerForm, unions: Sequence[Sequence[str]] = ()
) -> dict[str, Fraction]:
    """Return an index by its definition, over all 2^n coalitions; for at most about 16 players."""
    wins = _winning_table(form)
    if PowerIndex(index).with_unions:
        raw = _union_values(wins, form, unions, shapley=index == "owen")
    else:
        raw = _coalition_values(index, wins, len(form.players))
    return dict(zip(form.players, raw, strict=True))


def _winning_table(form: IntegerForm) -> list[bool]:
    sums: list[tuple[int, ...]] = [(0,) * len(form.dimensions)]
    for row in form.weights:
        sums += [tuple(a + b for a, b in zip(s, row, strict=True)) for s in sums]
    return [holds(form.condition, s) for s in sums]


def _coalition_values(index: str, wins: list[bool], n: int) -> list[Fraction]:
    """Dispatch on what a coalition hands to each of its decisive members."""
    won = [s for s in range(2**n) if wins[s]]
    raw = [Fraction(0)] * n
    for s in won:
        decisive = [i for i in range(n) if s >> i & 1 and not wins[s ^ (1 << i)]]
        size = s.bit_count()
        minimal = len(decisive) == size
        for i in decisive:
            if index == "shapley-shubik":
                raw[i] += Fraction(factorial(size - 1) * factorial(n - size), factorial(n))
            elif index == "johnston":
                raw[i] += Fraction(1, len(decisive))
            elif index == "deegan-packel":
                raw[i] += Fraction(minimal, size)
            elif index == "holler-packel":
                raw[i] += minimal
            else:
                raw[i] += 1
    divisor = {
        "shapley-shubik": Fraction(1),
        "penrose-banzhaf": Fraction(2 ** (n - 1)),
        "coleman-prevent": Fraction(len(won)),
        "coleman-initiate": Fraction(2**n - len(won)),
    }.get(index, sum(raw, Fraction(0)))
    return [value / divisor for value in raw]


def _union_values(
    wins: list[bool], form: IntegerForm, unions: Sequence[Sequence[str]], *, shapley: bool
) -> list[Fraction]:
    bit = {name: 1 << i for i, name in enumerate(form.players)}
    blocs = [sum(bit[name] for name in union) for union in unions]
    values = []
    for name in form.players:
        home = next(k for k, union in enumerate(unions) if name in union)
        mates = [bit[m] for m in unions[home] if m != name]
        others = [mask for k, mask in enumerate(blocs) if k != home]
        value = Fraction(0)
        for r in range(len(others) + 1):
            for outside in combinations(others, r):
                for t in range(len(mates) + 1):
                    weight = _order_share(r, len(others), shapley) * _order_share(
                        t, len(mates), shapley
                    )
                    for inside in combinations(mates, t):
                        s = sum(outside) + sum(inside)
                        value += weight * (wins[s | bit[name]] - wins[s])
        values.append(value)
    return values


def _order_share(before: int, others: int, shapley: bool) -> Fraction:
    if shapley:
        return Fraction(1, (others + 1) * comb(others, before))
    return Fraction(1, 2**others)


def _condition_met(condition: Condition, sums: NDArray[np.int64]) -> NDArray[np.bool_]:
    if condition[0] == "vote":
        met: NDArray[np.bool_] = sums[..., condition[1]] >= condition[2]
        return met
    parts = np.stack([_condition_met(part, sums) for part in condition[2]])
    enough: NDArray[np.bool_] = parts.sum(axis=0) >= condition[1]
    return enough


def _orders_agree(form: IntegerForm, values: Values) -> bool:
    weights = np.array(form.weights, dtype=np.int64)
    random = generator(0, "power check")
    pivots = np.zeros(len(weights))
    for _ in range(DRAWS):
        order = random.permutation(len(weights))
        won = _condition_met(form.condition, np.cumsum(weights[order], axis=0))
        pivots[order[int(np.argmax(won))]] += 1
    return _within_noise(pivots / DRAWS, form, values)


def _swings_agree(form: IntegerForm, values: Values) -> bool:
    weights = np.array(form.weights, dtype=np.int64)
    random = generator(0, "power check")
    swings = np.zeros(len(weights))
    for _ in range(DRAWS):
        inside = random.random(len(weights)) < 0.5
        without = weights[inside].sum(axis=0)[None, :] - weights * inside[:, None]
        before = _condition_met(form.condition, without)
        swings += _condition_met(form.condition, without + weights) & ~before
    return _within_noise(swings / DRAWS, form, values)


def _within_noise(shares: NDArray[np.float64], form: IntegerForm, values: Values) -> bool:
    claimed = np.array([float(values[name]) for name in form.players])
    spread = np.sqrt(np.maximum(claimed * (1 - claimed), 0) / DRAWS)
    return bool(np.all(np.abs(shares - claimed) <= 6 * spread + 12 / DRAWS))


def check_power_to_act(rule: Rule, value: float | Fraction, error_bound: float) -> Check:
    """Return which claims about a body's power to act hold."""
    form = rule.integer_form
    if len(form.players) <= MOST_ENUMERATED:
        wins = _winning_table(form)
        truth = Fraction(sum(wins), len(wins))
        close = abs(Fraction(value) - truth) <= error_bound
        return Check((("the value is the share of winning coalitions", close),))
    weights = np.array(form.weights, dtype=np.int64)
    inside = generator(0, "power check").random((DRAWS, len(weights))) < 0.5
    share = float(np.mean(_condition_met(form.condition, inside @ weights)))
    noise = 6 * (float(value) * (1 - float(value)) / DRAWS) ** 0.5 + 12 / DRAWS
    return Check((("the value agrees with random coalitions", abs(share - float(value)) <= noise),))
