"""Slow second implementations: Quine-McCluskey with Petrick's method, shares by enumeration."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product
from math import comb, factorial

Row = tuple[int, ...]
Cube = tuple[int | None, ...]


def quine_mccluskey(on: set[Row], free: set[Row]) -> set[Cube]:
    """Prime implicants of a binary table by merging cubes that differ in one place."""
    level: set[Cube] = set(on | free)
    primes: set[Cube] = set()
    while level:
        merged: set[Cube] = set()
        used: set[Cube] = set()
        for one, other in combinations(sorted(level, key=str), 2):
            places = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
            if len(places) == 1 and None not in (one[places[0]], other[places[0]]):
                used |= {one, other}
                merged.add((*one[: places[0]], None, *one[places[0] + 1 :]))
        primes |= level - used
        level = merged
    return {cube for cube in primes if any(holds(cube, row) for row in on)}


def cubes_by_definition(on: set[Row], free: set[Row], levels: tuple[int, ...]) -> set[Cube]:
    """Prime implicants by definition: conjunctions of single levels that cannot be shortened."""
    off = set(product(*map(range, levels))) - on - free

    def is_implicant(cube: Cube) -> bool:
        return not any(holds(cube, row) for row in off)

    found = set()
    for cube in product(*((None, *range(count)) for count in levels)):
        shorter = [
            (*cube[:i], None, *cube[i + 1 :]) for i, part in enumerate(cube) if part is not None
        ]
        if is_implicant(cube) and not any(map(is_implicant, shorter)):
            found.add(cube)
    return {cube for cube in found if any(holds(cube, row) for row in on)}


def holds(cube: Cube, row: Row) -> bool:
    return all(part is None or part == value for part, value in zip(cube, row, strict=True))


def petrick(primes: set[Cube], on: set[Row]) -> set[frozenset[Cube]]:
    """All smallest sets of primes that cover every row, trying every set of every size."""
    ordered = sorted(primes, key=str)
    for size in range(1, len(ordered) + 1):
        found = {
            frozenset(chosen)
            for chosen in combinations(ordered, size)
            if all(any(holds(cube, row) for cube in chosen) for row in on)
        }
        if found:
            return found
    return set()


def intermediate_by_terms(
    on: set[Row], off: set[Row], signs: tuple[int, ...]
) -> set[frozenset[Cube]]:
    """Intermediate models of a binary table by the rule of Ragin and Sonnett, term by term.

    A term of a conservative model that lies in one of a parsimonious model loses what that one
    does not ask for and theory expects the other way. Rows of the shortened terms may be assumed.
    """
    everything = set(product((0, 1), repeat=len(signs)))
    free = everything - on - off
    helps = {place: int(sign > 0) for place, sign in enumerate(signs) if sign}

    def literals(cube: Cube) -> set[tuple[int, int]]:
        return {(place, level) for place, level in enumerate(cube) if level is not None}

    found: set[frozenset[Cube]] = set()
    for narrow in petrick(quine_mccluskey(on, set()), on):
        for wide in petrick(quine_mccluskey(on, free), on):
            shortened = []
            for term in map(literals, narrow):
                for asked in map(literals, wide):
                    if asked <= term:
                        kept = {(p, n) for p, n in term if p not in helps or helps[p] == n}
                        shortened.append(asked | kept)
            easy = {
                row
                for row in everything - on
                if any(all(row[place] == level for place, level in term) for term in shortened)
            }
            found |= petrick(quine_mccluskey(on, easy), on)
    return found


def beta(first: int, second: int) -> Fraction:
    """Beta function of whole numbers."""
    return Fraction(factorial(first - 1) * factorial(second - 1), factorial(first + second - 1))


def probability_above(first: tuple[int, int], second: tuple[int, int]) -> Fraction:
    """Exact P(x > y) for two beta variables with whole parameters.

    The distribution function of a beta variable with whole parameters is a binomial tail; its
    product with the other density is integrated term by term.
    """
    (a, b), (c, d) = first, second
    total, trials = Fraction(0), c + d - 1
    for successes in range(c, trials + 1):
        ways = comb(trials, successes)
        total += ways * beta(a + successes, b + trials - successes)
    return total / beta(a, b)


def bayes_factor(table: tuple[int, int, int, int]) -> Fraction:
    """Exact Bayes factor of an order of two shares against one share, uniform priors."""
    good, cases, other_good, others = table
    bad, other_bad = cases - good, others - other_good
    apart = beta(1 + good, 1 + bad) * beta(1 + other_good, 1 + other_bad)
    same = beta(1 + good + other_good, 1 + bad + other_bad)
    order = probability_above((1 + good, 1 + bad), (1 + other_good, 1 + other_bad))
    return 2 * order * apart / same


def alpha_by_pairs(codings: list[list[float | None]], power: int) -> float | None:
    """Krippendorff's alpha from the list of all pairs; power 0 nominal, 2 interval."""

    def distance(one: float, other: float) -> float:
        return float(one != other) if power == 0 else float(abs(one - other) ** power)

    units = [[v for v in unit if v is not None] for unit in zip(*codings, strict=True)]
    units = [unit for unit in units if len(unit) > 1]
    values = [value for unit in units for value in unit]
    within = sum(
        2 * distance(a, b) / (len(unit) - 1) for unit in units for a, b in combinations(unit, 2)
    )
    across = sum(2 * distance(a, b) for a, b in combinations(values, 2))
    if not across:
        return None
    return 1.0 - (within / len(values)) / (across / (len(values) * (len(values) - 1)))
