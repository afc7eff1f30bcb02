"""Votes of a chamber in plain Python, one member at a time, from the description of the model.

Nothing is shared with the kernel: no runs of members, no sorting, no table of noise by rows. A
chamber is a list of members, each a dictionary with its own copy of what its bloc has:

    ideals, spreads, saliences, perceived: lists over issues (an ideal of None: no position);
    quantile, shift, party, rate, noise (already times its sd), drift (None, or (axis, shift)).
"""

from __future__ import annotations

import math
from typing import Any

Member = dict[str, Any]


def place(member: Member, issue: int) -> float:
    """Ideal point of a member on an issue on which it has one."""
    ideal = float(member["ideals"][issue])
    if member["quantile"] != 0:
        ideal = min(max(ideal + member["spreads"][issue] * member["quantile"], 0.0), 1.0)
    if member["drift"] is not None and member["drift"][0] == issue:
        ideal = min(max(ideal + member["drift"][1], 0.0), 1.0)
    return ideal


def distance(member: Member, target: list[float], city_block: bool) -> float:
    gaps = [
        member["saliences"][issue] * abs(target[issue] - place(member, issue))
        for issue in range(len(target))
        if member["ideals"][issue] is not None
    ]
    return math.fsum(gaps) if city_block else math.hypot(*gaps)


def before_noise(member: Member, status_quo: list[float], city_block: bool) -> float:
    """D: gain over the status quo plus what the bloc shares."""
    home = distance(member, status_quo, city_block)
    away = distance(member, member["perceived"], city_block)
    return home - away + float(member["shift"])


def payments(nearness: list[float], per_member: float, half_width: float) -> list[float]:
    """What the net purse gives each member, in units of surplus."""
    density = [max(0.0, 1.0 - (d / half_width) ** 2) for d in nearness]
    if per_member == 0.0 or not any(density):
        return [0.0 for _ in nearness]
    mean = math.fsum(density) / len(density)
    return [per_member * f / mean for f in density]


def surpluses(members: list[Member], status_quo: list[float], city_block: bool) -> list[float]:
    """S of each member before anybody is paid."""
    return [
        before_noise(m, status_quo, city_block) + (m["noise"] if m["drift"] is None else 0.0)
        for m in members
    ]


def paid_surpluses(
    members: list[Member],
    status_quo: list[float],
    city_block: bool,
    per_member: float,
    half_width: float,
) -> list[float]:
    """S of each member with the contest."""
    unpaid = surpluses(members, status_quo, city_block)
    nearness = [before_noise(m, status_quo, city_block) for m in members]
    paid = payments(nearness, per_member, half_width)
    return [s + c for s, c in zip(unpaid, paid, strict=True)]


def by_party(members: list[Member], surplus: list[float], parties: int) -> list[int]:
    return [
        sum(1 for m, s in zip(members, surplus, strict=True) if m["party"] == party and s >= -1e-12)
        for party in range(parties)
    ]


def entry(members: list[Member], surplus: list[float]) -> list[float]:
    """S': minus infinity where a loser cannot be bought."""
    found = []
    for member, value in zip(members, surplus, strict=True):
        if value >= -1e-12:
            found.append(0.0 if value <= 1e-12 else value)
        else:
            found.append(value / member["rate"] if member["rate"] > 0 else -math.inf)
    return found
