"""Limit on pressure between groups: the spectral radius of the ties must be below 1.

Groups that press each other in a circle pass their surplus on without end; the sum is finite only
if the largest eigenvalue of the matrix of ties is below 1. Each strongly connected part of the
graph is taken alone and bounded from both sides (Collatz and Wielandt), so that the answer is
proved rather than estimated; no array library is needed.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping

from winset.cases.checks.subject import Finding, Subject

Ties = Mapping[str, Mapping[str, float]]
"""Pressing actor to pressed actor to strength."""

MOST_ROUNDS = 5_000
CLOSE_ENOUGH = 1e-10


def pressure_findings(subject: Subject) -> Iterator[Finding]:
    """Yield an error for every circle of pressure that does not die out."""
    ties: dict[str, dict[str, float]] = defaultdict(dict)
    first: dict[tuple[str, str], int] = {}
    for number, tie in enumerate(subject.case.pressure):
        if tie.source == tie.target:
            continue
        first.setdefault((tie.source, tie.target), number)
        before = ties[tie.source].get(tie.target, 0.0)
        ties[tie.source][tie.target] = before + tie.strength.high
    for circle in connected_parts(ties):
        radius = spectral_radius(ties, circle)
        if radius >= 1 - CLOSE_ENOUGH:
            way = _circle_through(ties, circle)
            named = " -> ".join(f"`{name}`" for name in (*way, way[0]))
            yield Finding(
                ("pressure", first[way[0], way[1]], "strength"),
                f"pressure in a circle does not die out: {named}, spectral radius {radius:.3g}",
                "it must be below 1 at the high ends: weaken or remove one of these ties",
            )


def connected_parts(ties: Ties) -> list[list[str]]:
    """Return the sets of actors that press each other in circles (strongly connected parts).

    Parameters
    ----------
    ties
        Pressing actor to pressed actor to strength.

    Returns
    -------
    list of list of str
        Parts of two actors and more, each in the order of the ties.

    Notes
    -----
    Kosaraju's two passes, without recursion: linear in the number of ties.
    """
    order: list[str] = []
    seen: set[str] = set()
    for start in ties:
        _finish_order(ties, start, seen, order)
    backward: dict[str, list[str]] = defaultdict(list)
    for source, targets in ties.items():
        for target in targets:
            backward[target].append(source)
    parts, placed = [], set[str]()
    for start in reversed(order):
        part, waiting = [], [start]
        while waiting:
            name = waiting.pop()
            if name not in placed:
                placed.add(name)
                part.append(name)
                waiting.extend(backward[name])
        if len(part) > 1:
            members = set(part)
            parts.append([name for name in ties if name in members])
    return parts


def _finish_order(ties: Ties, start: str, seen: set[str], order: list[str]) -> None:
    if start in seen:
        return
    seen.add(start)
    waiting = [(start, iter(ties.get(start, ())))]
    while waiting:
        name, targets = waiting[-1]
        for target in targets:
            if target not in seen:
                seen.add(target)
                waiting.append((target, iter(ties.get(target, ()))))
                break
        else:
            waiting.pop()
            order.append(name)


def spectral_radius(ties: Ties, part: list[str]) -> float:
    """Return the largest eigenvalue of the ties within a strongly connected part.

    Parameters
    ----------
    ties
        Pressing actor to pressed actor to strength, not negative.
    part
        Actors of one strongly connected part.

    Returns
    -------
    float
        The spectral radius; its error is below 1e-10 or, on slow convergence, on the safe side
        (too large).

    References
    ----------
    Collatz 1942; Wielandt 1950: for a positive vector v the radius of a matrix A that is not
    negative lies between the least and the largest (A v)_i / v_i.

    Examples
    --------
    >>> round(spectral_radius({"a": {"b": 0.5}, "b": {"a": 0.5}}, ["a", "b"]), 9)
    0.5
    """
    rows = {name: [(t, ties[name][t]) for t in ties[name] if t in set(part)] for name in part}
    vector = dict.fromkeys(part, 1.0)
    high = float("inf")
    for _ in range(MOST_ROUNDS):
        # One step with I + A, which converges also where A alone would swing.
        moved = {n: vector[n] + sum(s * vector[t] for t, s in rows[n]) for n in part}
        ratios = [moved[name] / vector[name] for name in part]
        low, high = min(ratios) - 1, min(high, max(ratios) - 1)
        if high - low < CLOSE_ENOUGH or low >= 1 + CLOSE_ENOUGH or high < 1 - 1e-6:
            break
        largest = max(moved.values())
        vector = {name: value / largest for name, value in moved.items()}
    return high


def _circle_through(ties: Ties, part: list[str]) -> list[str]:
    """Return a shortest circle through the first actor of a part."""
    start, members = part[0], set(part)
    came_from: dict[str, str] = {}
    waiting = deque([start])
    while waiting:
        name = waiting.popleft()
        for target in ties.get(name, ()):
            if target == start:
                way = [name]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return way[::-1]
            if target in members and target not in came_from:
                came_from[target] = name
                waiting.append(target)
    return part
