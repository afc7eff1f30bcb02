"""Reads the tables on spatial voting."""

from __future__ import annotations

from typing import Any

from winset.solvers.spatial.agenda_setter import agenda_setter
from winset.solvers.spatial.majority_core import majority_core
from winset.solvers.spatial.majority_win_set import majority_win_set
from winset.solvers.spatial.median import median_voter
from winset.solvers.spatial.pareto_set import pareto_set
from winset.solvers.spatial.pivotal_politics import pivotal_politics
from winset.solvers.spatial.veto_players import veto_player_win_set
from winset.solvers.spatial.yolk import yolk


def ends(found: Any, status_quo: float) -> list[float]:
    """Ends of a win-set on a line; the status quo alone where nothing beats it."""
    assert found.verify()
    if found.outcome == "empty":
        return [status_quo, status_quo]
    assert len(found.intervals) == 1
    return list(found.intervals[0])


def quota(*, ideals: list[float], status_quo: float, quota: int) -> list[float]:
    return ends(majority_win_set(ideals, status_quo=status_quo, quota=quota), status_quo)


def veto(*, ideals: list[float], status_quo: float) -> list[float]:
    return ends(veto_player_win_set(ideals, status_quo=status_quo), status_quo)


def setter(*, setter: float, voter: float, status_quo: float) -> float:
    found = agenda_setter(setter, voter, status_quo=status_quo)
    assert found.verify()
    return found.position


def pivots(*, veto: float, median: float, filibuster: float, status_quo: float) -> float:
    found = pivotal_politics(veto, median, filibuster, status_quo=status_quo)
    assert found.verify()
    return found.position


def core(*, ideals: list[float], needed: float) -> list[float]:
    found = majority_core(ideals, needed=needed)
    assert found.verify()
    return [found.low, found.high]


def median(*, ideals: list[float], weights: list[float] | None = None) -> list[float]:
    found = median_voter(ideals, weights=weights)
    assert found.verify()
    return [found.low, found.high]


def pareto(*, ideals: list[list[float]]) -> dict[str, Any]:
    found = pareto_set(ideals)
    assert found.verify()
    return {"area": found.area, "corners": len(found.corners)}


def lens(
    *, ideals: list[list[float]], status_quo: list[float], quota: int, salience: Any = None
) -> dict[str, float]:
    found = majority_win_set(ideals, status_quo=status_quo, quota=quota, salience=salience)
    assert found.verify()
    return {"area": found.volume}


def smallest_circle(*, ideals: list[list[float]]) -> dict[str, Any]:
    found = yolk(ideals)
    assert found.verify(), found.verify().failed
    return {"radius": found.radius, "centre": found.centre.tolist()}


SOLVERS = {
    "yolk": smallest_circle,
    "majority_win_set": quota,
    "veto_players": veto,
    "agenda_setter": setter,
    "pivotal_politics": pivots,
    "majority_core": core,
    "median": median,
    "pareto_set": pareto,
    "arrangement_win_set": lens,
}
