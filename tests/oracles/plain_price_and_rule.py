"""Price of one chamber, clauses of a rule and small sums, for the second implementation.

Plain Python, slow, and not the closed form: small chambers are solved over every coalition, large
ones over every level of pay.
"""

from __future__ import annotations

import math
from itertools import combinations
from typing import Any

BRUTE_FORCE_UP_TO = 7
Clause = dict[str, Any]


# --------------------------------------------------------------------------- prices of one chamber


def price_over_every_coalition(worth: list[float], quota: int, fund: float) -> float | None:
    """Return the least payment over all coalitions; ``worth`` is S' (minus infinity: not for sale).

    In a coalition of k + j the cheapest j + 1 must be worth the fund together. The sum of the m
    smallest of z is the largest value of m t - sum(max(t - z, 0)) over t, so every level t that can
    be a corner is tried: the floors of the members, and the level at which nobody needs more.
    """
    best: float | None = None
    people = range(len(worth))
    for size in range(quota, len(worth) + 1):
        for coalition in combinations(people, size):
            if any(worth[i] == -math.inf for i in coalition):
                continue
            entry = sum(max(0.0, -worth[i]) for i in coalition)
            floors = [max(0.0, worth[i]) for i in coalition]
            attacked = size - quota + 1
            lowest = fund / attacked
            top_up = min(
                max(0.0, fund - attacked * t + math.fsum(max(0.0, t - f) for f in floors))
                for t in [lowest, *(f for f in floors if f > lowest)]
            )
            total = entry + top_up
            best = total if best is None else min(best, total)
    return best


def price_over_every_level(worth: list[float], quota: int, fund: float) -> float | None:
    """Return the least payment over all levels t and all numbers of members bought.

    With all supporters and the j cheapest losers aboard, sum(min(z, t)) >= F + (k - 1) t can be met
    if (supporters + j - k + 1) t >= F, and what is missing after the supporters' own worth is paid
    at par.
    """
    own = sorted(w for w in worth if w >= 0)
    losses = sorted(-w for w in worth if -math.inf < w < 0)
    corners = sorted(set(own))

    def missing(t: float) -> float:
        return max(0.0, fund + (quota - 1) * t - math.fsum(min(w, t) for w in own))

    at_corner = [missing(t) for t in corners]
    from_corner_on = at_corner[:]
    for index in range(len(corners) - 2, -1, -1):
        from_corner_on[index] = min(from_corner_on[index], from_corner_on[index + 1])
    best: float | None = None
    entry = 0.0
    for bought in range(len(losses) + 1):
        if bought:
            entry += losses[bought - 1]
        attacked = len(own) + bought - quota + 1
        if attacked < 1:
            continue
        lowest = fund / attacked
        top_up = missing(lowest)
        later = next((i for i, t in enumerate(corners) if t >= lowest), None)
        if later is not None:
            top_up = min(top_up, from_corner_on[later])
        best = entry + top_up if best is None else min(best, entry + top_up)
    return best


def chamber_price(worth: list[float], quota: int, fund: float) -> float | None:
    """Return the least payment in one chamber in its own unit, or None if nothing buys it."""
    if quota <= 0:
        return 0.0
    if len(worth) <= BRUTE_FORCE_UP_TO:
        return price_over_every_coalition(worth, quota, fund)
    return price_over_every_level(worth, quota, fund)


# --------------------------------------------------------------------------- the rule


def clauses_of(node: Any) -> list[Clause]:
    """Bring a rule to clauses by plain recursion."""
    fields = set(type(node).model_fields)
    if "chamber" in fields:
        return [{"chambers": {node.chamber: node.votes_needed}, "vetoes": [], "acquiesces": []}]
    if "actor" in fields:
        return [{"chambers": {}, "vetoes": [node.actor], "acquiesces": []}]
    if "acquiescence" in fields:
        return [{"chambers": {}, "vetoes": [], "acquiesces": [node.acquiescence]}]
    if "any" in fields:
        return [clause for part in node.any for clause in clauses_of(part)]
    if "all" in fields:
        return joined([clauses_of(part) for part in node.all])
    found: list[Clause] = []
    for parts in combinations(node.among, node.at_least):
        found += joined([clauses_of(part) for part in parts])
    return found


def leaves_naming(node: Any, name: str) -> list[Any]:
    """Return the votes and players of a rule that name a chamber or an actor."""
    fields = set(type(node).model_fields)
    for kind in ("chamber", "actor", "acquiescence"):
        if kind in fields:
            return [node] if getattr(node, kind) == name else []
    parts = next((getattr(node, kind) for kind in ("any", "all") if kind in fields), None)
    below = node.among if parts is None else parts
    return [leaf for part in below for leaf in leaves_naming(part, name)]


def joined(parts: list[list[Clause]]) -> list[Clause]:
    """Return every way to meet all parts, each by one of its clauses."""
    if not parts:
        return [{"chambers": {}, "vetoes": [], "acquiesces": []}]
    return [both(first, rest) for first in parts[0] for rest in joined(parts[1:])]


def both(one: Clause, other: Clause) -> Clause:
    """Join two clauses: the highest quota of a chamber, each actor once."""
    chambers = dict(one["chambers"])
    for chamber, quota in other["chambers"].items():
        chambers[chamber] = max(quota, chambers.get(chamber, 0))
    return {
        "chambers": chambers,
        "vetoes": list(dict.fromkeys(one["vetoes"] + other["vetoes"])),
        "acquiesces": list(dict.fromkeys(one["acquiesces"] + other["acquiesces"])),
    }


def first_chamber(node: Any) -> str | None:
    """Return the chamber that a rule names first."""
    if hasattr(node, "chamber"):
        return str(node.chamber)
    for field in ("all", "any", "among"):
        for part in getattr(node, field, None) or []:
            found = first_chamber(part)
            if found is not None:
                return found
    return None


# --------------------------------------------------------------------------- small sums


def clip(value: float) -> float:
    """Cut to 0..1."""
    return min(1.0, max(0.0, value))


def median(values: list[float]) -> float:
    """Return the middle value; of an even number, the mean of the two in the middle."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2


def standard_deviation(values: list[float]) -> float:
    """Return the population standard deviation."""
    mean = math.fsum(values) / len(values)
    return math.sqrt(math.fsum((v - mean) ** 2 for v in values) / len(values))


def solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solve linear equations by elimination with the largest pivot."""
    n = len(right)
    rows = [[*row, r] for row, r in zip(matrix, right, strict=True)]
    for column in range(n):
        pivot = max(range(column, n), key=lambda r: abs(rows[r][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        for r in range(n):
            if r != column and rows[r][column]:
                factor = rows[r][column] / rows[column][column]
                rows[r] = [a - factor * b for a, b in zip(rows[r], rows[column], strict=True)]
    return [rows[i][n] / rows[i][i] for i in range(n)]
