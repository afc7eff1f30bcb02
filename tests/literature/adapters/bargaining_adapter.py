"""Reads the tables on bargaining."""

from __future__ import annotations

from typing import Any

from winset.games.bargaining import pie
from winset.solvers.bargaining.alternating_offers import alternating_offers
from winset.solvers.bargaining.banks_duggan import banks_duggan
from winset.solvers.bargaining.baron_ferejohn import baron_ferejohn
from winset.solvers.bargaining.delegation import delegation
from winset.solvers.bargaining.divided_government import divided_government
from winset.solvers.bargaining.kalai_smorodinsky import kalai_smorodinsky
from winset.solvers.bargaining.nash import nash_solution
from winset.solvers.bargaining.ratification_floors import ratification_floors, rubinstein
from winset.solvers.bargaining.take_it_or_leave_it import take_it_or_leave_it
from winset.solvers.bargaining.unknown_ratifiers import unknown_ratifiers
from winset.solvers.bargaining.voluntary_defection import voluntary_defection
from winset.solvers.two_level.issue_packages import issue_packages


def point(found: Any) -> float | str:
    assert found.verify(), found.verify().failed
    return str(found.outcome) if found.outcome == "empty" else float(found.point[0])


def nash(*, low: float = 0.0, high: float = 1.0) -> float | str:
    return point(nash_solution(pie(low=low, high=high)))


def kalai(*, low: float = 0.0, high: float = 1.0) -> float | str:
    return point(kalai_smorodinsky(pie(low=low, high=high)))


def offer(*, proposer: str, low: float = 0.0, high: float = 1.0) -> float | str:
    return point(take_it_or_leave_it(pie(low=low, high=high), proposer))


def first_mover(*, first: float, second: float) -> dict[str, float]:
    """The closed form beside the zone solver."""
    closed = rubinstein(first, second)
    assert closed.verify()
    zone = alternating_offers(pie(), discounts={"a": first, "b": second})
    assert zone.verify()
    return {"closed form": closed.first, "over a zone": 1.0 - float(zone.point[0])}


def floors(*, discount: float, first: float, second: float) -> dict[str, Any]:
    pair = ratification_floors(discount, discount, first_floor=first, second_floor=second)
    assert pair.verify()
    problem = pie(low=second, high=1.0 - first)
    zone = alternating_offers(problem, discounts={"a": discount, "b": discount})
    return {"shares": [pair.first, pair.second], "over a zone": 1.0 - float(zone.point[0])}


def closed_rule(*, members: int, quota: int, discount: float) -> dict[str, float]:
    shares = baron_ferejohn(members, quota=quota, discount=discount)
    assert shares.verify()
    return {"proposer": shares.proposer, "partner": shares.partner}


def line(*, ideals: list[float], discount: float) -> float:
    found = banks_duggan(ideals, discount=discount)
    assert found.verify(), found.verify().failed
    return found.high


def iida(*, failure_cost: float) -> dict[str, float]:
    found = unknown_ratifiers(failure_cost)
    assert found.verify()
    return {"offer": found.offer, "failure": found.failure}


def milner(*, legislatures: list[float]) -> dict[str, list[float]]:
    found = [divided_government(1.0, 0.5, c) for c in legislatures]
    assert all(outcome.verify() for outcome in found)
    return {
        "policy": [f.position for f in found],
        "distance": [abs(f.position - 0.5) for f in found],
    }


def patience(*, temptation: float, reward: float, punishment: float) -> float:
    found = voluntary_defection(temptation=temptation, reward=reward, punishment=punishment)
    assert found.verify()
    return found.discount


def cap(*, bias: float) -> dict[str, float]:
    found = delegation(bias)
    assert found.verify(), found.verify().failed
    return {"cap": found.cap, "loss": found.loss}


def packages(*, payoffs: list[list[float]], quota: float) -> dict[str, Any]:
    found = issue_packages(payoffs, quota=quota)
    assert found.verify(), found.verify().failed
    names = [*((name,) for name in found.issues), found.issues]
    return found.to_dict() | {"votes": {" ".join(name): found.votes(name) for name in names}}


SOLVERS = {
    "delegation": cap,
    "issue_packages": packages,
    "nash": nash,
    "kalai_smorodinsky": kalai,
    "take_it_or_leave_it": offer,
    "rubinstein": first_mover,
    "ratification_floors": floors,
    "baron_ferejohn": closed_rule,
    "banks_duggan": line,
    "unknown_ratifiers": iida,
    "divided_government": milner,
    "voluntary_defection": patience,
}
