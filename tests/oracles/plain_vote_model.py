"""The vote model written again, member by member, in plain Python from its description."""

from __future__ import annotations

import math
from collections.abc import Sequence


def normal_share(value: float) -> float:
    """Standard normal distribution function."""
    return 0.5 * math.erfc(-value / math.sqrt(2.0))


def contest(before: Sequence[float], each: float, noise: float) -> list[float]:
    """What each member gets: in proportion to the density of its own indifference."""
    half_width = math.sqrt(5.0) * noise
    density = [max(0.0, 1.0 - (surplus / half_width) ** 2) for surplus in before]
    whole = sum(density)
    if whole == 0.0:
        return [0.0 for _ in before]
    return [each * len(before) * part / whole for part in density]


def expected_tally(before: Sequence[float], each: float, noise: float) -> float:
    """Expected votes in favour after the contest, the members' own shocks integrated out."""
    paid = contest(before, each, noise)
    return sum(
        normal_share((surplus + part) / noise) for surplus, part in zip(before, paid, strict=True)
    )


def fund(
    spends: Sequence[float], joins: Sequence[float], cohesion: float, usual: float, phi: float
) -> float:
    """The opponents' fund: half of what stays outside the campaign, times the cohesion."""
    held = sum(amount * (0.5 + 0.5 * join) for amount, join in zip(spends, joins, strict=True))
    return held * (max(cohesion, 0.01) / usual) ** phi


def benches_line(side: str | None, government: float, opposition: float) -> float:
    """What a member gains from voting with its benches."""
    if side == "government":
        return government
    return -opposition if side == "opposition" else 0.0


def boycott_quota(members: int, quorum: int) -> int:
    """Least yes votes that pass whatever the rest do: each no votes or stays away."""
    for yes in range(members + 1):
        outcomes = [
            yes + no >= quorum and yes > no  # `no` of the others come and vote no
            for no in range(members - yes + 1)
        ]
        if all(outcomes):
            return yes
    return members + 1


def worth(quality: float, start: float, ready: float, last: float, kappa: float) -> float:
    """What a proposal is worth to those who wait for it."""
    late = min(1.0, max(0.0, (ready - start) / (last - start))) if last > start else 0.0
    return quality * (1.0 - kappa * late)


def free_time(first: int, last: int, matters: Sequence[tuple[int, int]]) -> float:
    """Mean over the days of 1 / (1 + other matters on that day)."""
    shares = [
        1.0 / (1 + sum(begin <= day <= end for begin, end in matters))
        for day in range(first, last + 1)
    ]
    return sum(shares) / len(shares)


def joins(
    capacity: dict[str, float],
    stake: dict[str, float],
    place: dict[str, list[float]],
    recorded: dict[str, bool],
    slopes: tuple[float, float],
) -> dict[str, float]:
    """Chance that each opponent joins, by stake and distance on the vote axes, at rest."""
    founder = max(
        (name for name in capacity if recorded.get(name, True)),
        key=lambda name: (capacity[name], [-ord(letter) for letter in name]),
    )
    inside = {founder}
    chance: dict[str, float] = {}
    for _ in range(20):
        for name in capacity:
            others = [other for other in sorted(inside) if other != name]
            held = sum(capacity[other] for other in others)
            score = slopes[0] * (stake[name] - 0.5)
            if held > 0.0:
                squares = [
                    (mine - sum(capacity[o] * place[o][axis] for o in others) / held) ** 2
                    for axis, mine in enumerate(place[name])
                ]
                score += slopes[1] * (math.sqrt(sum(squares) / len(squares)) - 0.2)
            chance[name] = 1.0 / (1.0 + math.exp(-score))
            if name in recorded:
                chance[name] = float(recorded[name])
        now = {name for name in capacity if chance[name] >= 0.5 or name == founder}
        if now == inside:
            break
        inside = now
    return chance
