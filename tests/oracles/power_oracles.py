"""Power by definition: all coalitions, all orders. Slow, and written without the solvers."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import chain, combinations, permutations
from math import factorial

from winset.games.rule import Rule

Values = dict[str, Fraction]


def coalitions(players: Sequence[str]) -> list[frozenset[str]]:
    """All subsets."""
    sizes = range(len(players) + 1)
    return [
        frozenset(c) for c in chain.from_iterable(combinations(players, size) for size in sizes)
    ]


@lru_cache(maxsize=4)
def winning(rule: Rule) -> set[frozenset[str]]:
    return {c for c in coalitions(rule.players) if rule.is_winning(c)}


@lru_cache(maxsize=4)
def swings(rule: Rule) -> dict[str, int]:
    won = winning(rule)
    return {p: sum(p in c and c - {p} not in won for c in won) for p in rule.players}


def minimal_winning(rule: Rule) -> set[frozenset[str]]:
    won = winning(rule)
    return {c for c in won if all(c - {p} not in won for p in c)}


def minimal_blocking(rule: Rule) -> set[frozenset[str]]:
    won, everybody = winning(rule), frozenset(rule.players)
    blocking = {c for c in coalitions(rule.players) if everybody - c not in won}
    return {c for c in blocking if all(c - {p} not in blocking for p in c)}


def shapley_shubik_by_orders(rule: Rule) -> Values:
    """Count pivots over all n! orders."""
    pivots = dict.fromkeys(rule.players, 0)
    for order in permutations(rule.players):
        for position, player in enumerate(order):
            if rule.is_winning(order[: position + 1]):
                pivots[player] += 1
                break
    return {p: Fraction(count, factorial(len(rule.players))) for p, count in pivots.items()}


def shapley_shubik_by_coalitions(rule: Rule) -> Values:
    n, won = len(rule.players), winning(rule)
    return {
        p: sum(
            (
                Fraction(factorial(len(c) - 1) * factorial(n - len(c)), factorial(n))
                for c in won
                if p in c and c - {p} not in won
            ),
            Fraction(0),
        )
        for p in rule.players
    }


def penrose_banzhaf(rule: Rule) -> Values:
    return {p: Fraction(s, 2 ** (len(rule.players) - 1)) for p, s in swings(rule).items()}


def banzhaf(rule: Rule) -> Values:
    counts = swings(rule)
    return {p: Fraction(s, sum(counts.values())) for p, s in counts.items()}


def coleman_prevent(rule: Rule) -> Values:
    return {p: Fraction(s, len(winning(rule))) for p, s in swings(rule).items()}


def coleman_initiate(rule: Rule) -> Values:
    losing = 2 ** len(rule.players) - len(winning(rule))
    return {p: Fraction(s, losing) for p, s in swings(rule).items()}


def coleman_act(rule: Rule) -> Fraction:
    return Fraction(len(winning(rule)), 2 ** len(rule.players))


def johnston(rule: Rule) -> Values:
    won = winning(rule)
    raw = dict.fromkeys(rule.players, Fraction(0))
    for c in won:
        critical = [p for p in c if c - {p} not in won]
        for p in critical:
            raw[p] += Fraction(1, len(critical))
    return _shares(raw)


def deegan_packel(rule: Rule) -> Values:
    raw = dict.fromkeys(rule.players, Fraction(0))
    for c in minimal_winning(rule):
        for p in c:
            raw[p] += Fraction(1, len(c))
    return _shares(raw)


def holler_packel(rule: Rule) -> Values:
    raw = dict.fromkeys(rule.players, Fraction(0))
    for c in minimal_winning(rule):
        for p in c:
            raw[p] += 1
    return _shares(raw)


def owen_by_orders(rule: Rule, unions: Sequence[Sequence[str]]) -> Values:
    """Count pivots over the orders in which no union is interrupted."""
    pivots = dict.fromkeys(rule.players, 0)
    total = 0
    for union_order in permutations(unions):
        for order in _member_orders(list(union_order)):
            total += 1
            for position, player in enumerate(order):
                if rule.is_winning(order[: position + 1]):
                    pivots[player] += 1
                    break
    return {p: Fraction(count, total) for p, count in pivots.items()}


def banzhaf_owen(rule: Rule, unions: Sequence[Sequence[str]]) -> Values:
    """Count swings over all sets of other unions and all sets of union mates."""
    values = {}
    for union in unions:
        others = [u for u in unions if u is not union]
        for player in union:
            mates = [p for p in union if p != player]
            swung = total = 0
            for joined in coalitions([str(k) for k in range(len(others))]):
                outside = {p for k in joined for p in others[int(k)]}
                for inside in coalitions(mates):
                    total += 1
                    together = outside | inside
                    swung += rule.is_winning(together | {player}) - rule.is_winning(together)
            values[player] = Fraction(swung, total)
    return values


def _member_orders(unions: list[Sequence[str]]) -> list[tuple[str, ...]]:
    if not unions:
        return [()]
    rest = _member_orders(unions[1:])
    return [(*head, *tail) for head in permutations(unions[0]) for tail in rest]


def _shares(raw: Values) -> Values:
    total = sum(raw.values(), Fraction(0))
    return {p: value / total for p, value in raw.items()}
