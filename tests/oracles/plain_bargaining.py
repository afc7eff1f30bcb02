"""Condorcet election and spatial model of politics, written down once more, slowly and plainly.

Loops over actors in the order of the formulas, for comparison with the compiled versions.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np


def vote(rule: str, weight: float, first: float, second: float) -> float:
    """Vote of an actor between two utilities: positive for the first."""
    du = first - second
    binary = min(max(du / 1e-8, -1.0), 1.0)
    return (
        weight
        * {
            "proportional": du,
            "cubic": du**3,
            "proportional-cubic": (du + du**3) / 2,
            "binary": binary,
            "proportional-binary": 0.8 * du + 0.2 * binary,
            "asymmetric": du if du < 0 else 2 * du / 3,
        }[rule]
    )


def chance(rule: str, a: float, b: float) -> float:
    """Probability that a coalition of strength a beats one of strength b."""
    if rule == "binary":
        low, high = 1 / 2.1, 1.1 / 2.1
        share = a / (a + b)
        slope = (share - low) / (high - low)
        return min(max(slope, 1e-6), 1 - 1e-6)
    power = {"linear": 1, "square": 2, "quartic": 4, "octic": 8}[rule]
    return a**power / (a**power + b**power)


def election(
    utility: np.ndarray,
    weight: Sequence[float],
    voting: str = "proportional",
    victory: str = "linear",
    kind: str = "conditional",
) -> np.ndarray:
    """Probability of each option; `utility` is actors by options."""
    actors, options = utility.shape
    c = np.full((options, options), 1e-8)
    for a in range(options):
        for b in range(options):
            if a != b:
                for k in range(actors):
                    c[a, b] += max(0.0, vote(voting, weight[k], utility[k, a], utility[k, b]))
    p = np.array(
        [[chance(victory, c[a, b], c[b, a]) for b in range(options)] for a in range(options)]
    )
    if kind == "conditional":
        share = np.array([math.prod(p[a]) for a in range(options)])
        return share / share.sum()
    now = np.full(options, 1.0 / options)
    if kind == "markov-uniform":
        moves = [[p[a, b] / options for b in range(options)] for a in range(options)]
        stays = [sum(p[a]) / options for a in range(options)]
    else:
        n = c * p
        for a in range(options):
            n[a, a] += 1e-10
        h = n / n.sum(axis=0)
        moves = [[p[a, b] * h[a, b] for b in range(options)] for a in range(options)]
        stays = [sum(p[a, b] * h[b, a] for b in range(options)) for a in range(options)]
    for _ in range(200_000):
        after = np.array(
            [
                sum(moves[a][b] * now[b] for b in range(options)) + stays[a] * now[a]
                for a in range(options)
            ]
        )
        if np.abs(after - now).max() < 1e-14:
            break
        now = (now + after) / 2
    return now


def rounded(value: float) -> float:
    """Four decimals, halves upward."""
    return math.floor(value * 1e4 + 0.5) / 1e4


class PlainModel:
    """One table of the spatial model of politics: positions and saliences on a scale of 0 to 1."""

    def __init__(
        self,
        position: np.ndarray,
        salience: np.ndarray,
        capability: Sequence[float],
        voting: str = "proportional",
        victory: str = "linear",
        kind: str = "conditional",
    ) -> None:
        self.x = np.array(position, dtype=float)
        self.s = np.array(salience, dtype=float)
        self.c = [float(value) for value in capability]
        self.rules = (voting, victory, kind)
        self.n = len(self.c)
        self.total = [float(self.s[i].sum()) for i in range(self.n)]

    def distance(self, i: int, point: np.ndarray) -> float:
        """Distance that an actor sees from its position to a point."""
        above = sum(self.s[i, k] ** 2 * (self.x[i, k] - point[k]) ** 2 for k in range(len(point)))
        below = sum(self.s[i, k] ** 2 for k in range(len(point)))
        return math.sqrt(above / below) if below else 0.0

    @staticmethod
    def utility(distance: float, risk: float) -> float:
        """Utility of a distance to an actor with an attitude to risk."""
        if distance > 1.0:
            return (1 - distance) * (1 + risk)
        return (1 - distance) * (1 + distance * risk)

    def assess(self) -> None:
        """Find distances and attitudes to risk."""
        n = self.n
        self.seen_from = [[self.distance(i, self.x[j]) for j in range(n)] for i in range(n)]
        neutral = np.array([[1 - self.seen_from[i][j] for j in range(n)] for i in range(n)])
        found = election(neutral, self.c, *self.rules)
        low, high = found.min(), found.max()
        if high - low < 1e-12:
            self.risk = [0.0] * n
        else:
            self.risk = [(3 * p - (high + 2 * low)) / (2 * (high - low)) for p in found]

    def seen(self, h: int, i: int, j: int) -> float:
        """Utility of j's position to i, as h sees it."""
        return self.utility(self.seen_from[i][j], (2 * self.risk[h] + self.risk[i]) / 3)

    def challenge(self, i: int, j: int) -> tuple[float, float]:
        """Probability that i prevails over j, and i's gain from trying, as i sees both."""
        voting = self.rules[0]
        w = [self.c[n] * self.total[n] for n in range(self.n)]

        def u(actor: int, place: int) -> float:
            return self.seen(i, actor, place)

        a = b = 1e-10
        for k in (i, j):
            own = vote(voting, w[k], u(k, i), u(k, j))
            a, b = (a + own, b) if own > 0 else (a, b - own)
        start_a, start_b = a, b
        for n in range(self.n):
            if n in (i, j):
                continue
            v = vote(voting, w[n], u(n, i), u(n, j))
            up, down = max(v, 0.0), max(-v, 0.0)
            pi = (start_a + up) / (start_a + up + start_b + down)
            with_i = pi * (2 * u(n, i) + u(n, n)) + (1 - pi) * 3 * u(n, j)
            with_j = pi * 3 * u(n, i) + (1 - pi) * (2 * u(n, j) + u(n, n))
            own = vote(voting, w[n], with_i, with_j)
            a, b = (a + own, b) if own > 0 else (a, b - own)
        p = a / (a + b)
        won = 2 * u(i, i)
        fought = p * won + (1 - p) * 2 * u(i, j)
        care = self.total[j]
        return p, (1 - care) * won + care * fought - (u(i, i) + u(i, j))

    def bargain(self, i: int, j: int, p: float) -> tuple[np.ndarray, np.ndarray]:
        """Where i and j would move."""
        first, second = self.x[i].copy(), self.x[j].copy()
        for k in range(self.x.shape[1]):
            wi, wj = self.s[i, k] ** 2 * p**2, self.s[j, k] ** 2 * (1 - p) ** 2
            xi, xj = self.x[i, k], self.x[j, k]
            first[k] = rounded(((wi + 1e-6) * xi + wj * xj) / (wi + 1e-6 + wj))
            second[k] = rounded((wi * xi + (wj + 1e-6) * xj) / (wi + wj + 1e-6))
        return first, second

    def worth(self, a: int, moved: dict[int, np.ndarray]) -> float:
        """Average over all positions of their utility to an actor, some moved."""
        total = 0.0
        for j in range(self.n):
            point = moved.get(j, self.x[j])
            total += self.utility(self.distance(a, point), self.risk[a])
        return total / self.n

    def turn(self) -> np.ndarray:
        """Play one turn; positions after it."""
        self.assess()
        lists: list[list[dict[int, np.ndarray]]] = [[{}] for _ in range(self.n)]
        for i in range(self.n):
            best, target, chance_of = 1e-5, -1, 0.0
            for j in range(self.n):
                if j == i:
                    continue
                p, gain = self.challenge(i, j)
                if gain > best + 1e-10:
                    best, target, chance_of = gain, j, p
            if target >= 0:
                first, second = self.bargain(i, target, chance_of)
                lists[i].append({i: first, target: second})
                lists[target].append({i: first, target: second})
        after = self.x.copy()
        for k in range(self.n):
            worth = np.array([[self.worth(a, moved) for moved in lists[k]] for a in range(self.n)])
            found = election(worth, self.c, *self.rules)
            chosen = lists[k][int(np.argmax(found >= found.max() - 1e-10))]
            if k in chosen:
                after[k] = chosen[k]
        return after
