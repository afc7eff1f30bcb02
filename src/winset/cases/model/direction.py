"""Direction of a bill, open, closed or mixed: the case's own word, else a rule."""

from __future__ import annotations

from typing import Literal

from winset.cases.model.case import Case
from winset.cases.paths.rule_walk import chambers_of

Direction = Literal["opens", "closes", "mixed"]

LEAST_MOVE = 0.05
"""Summed move, each axis times its mean salience, below which a bill is mixed."""


def direction_of(case: Case) -> Direction:
    """Return whether the proposal of a case opens trade, closes it, or does both or neither.

    Parameters
    ----------
    case
        The case; its `direction` comes before the rule.

    Returns
    -------
    {'opens', 'closes', 'mixed'}
        By `moves`: mixed if one vote axis moves up and another down, or if the sum is smaller than
        `LEAST_MOVE` either way; else by the sign of the sum.

    Examples
    --------
    >>> from winset.casebook import read_domestic_case
    >>> direction_of(read_domestic_case("fast-track-1997"))
    'opens'
    >>> direction_of(read_domestic_case("omnibus-1987-88"))  # openness up, regulation up
    'mixed'
    """
    if case.direction is not None:
        return case.direction
    moved = moves(case).values()
    total = sum(moved)
    if (any(move > 0 for move in moved) and any(move < 0 for move in moved)) or (
        abs(total) < LEAST_MOVE
    ):
        return "mixed"
    return "opens" if total > 0 else "closes"


def moves(case: Case) -> dict[str, float]:
    """Measure how far the proposal moves each vote axis, times the axis's mean salience.

    Parameters
    ----------
    case
        The case.

    Returns
    -------
    dict of str to float
        Vote axis to (proposal - status quo) times salience, at likely values, between -1 and 1.
        The salience is the mean over the members of each chamber, then over the chambers; in a
        rule without chambers, over the executive.

    Examples
    --------
    >>> from winset.casebook import read_domestic_case
    >>> found = moves(read_domestic_case("fast-track-1997"))["openness"]
    >>> round(found, 4)  # 0.5 * (0.70 - 0.40)
    0.15
    """
    found = {}
    for name, issue in case.issues.items():
        if issue.axis != "vote" or issue.status_quo is None:
            continue
        to = issue.proposal or issue.status_quo
        step = to.likely - issue.status_quo.likely
        found[name] = round(step * _mean_salience(case, name), 12)
    return found


def _mean_salience(case: Case, axis: str) -> float:
    means = []
    for chamber in chambers_of(case.rule):
        seats = {n: a.seats.get(chamber, 0) for n, a in case.actors.items()}
        filled = sum(seats.values())
        if filled:
            weighed = (count * _salience(case, name, axis) for name, count in seats.items())
            means.append(sum(weighed) / filled)
    if not means:
        means = [_salience(case, n, axis) for n, a in case.actors.items() if a.level == "executive"]
    return sum(means) / len(means) if means else 1.0


def _salience(case: Case, actor: str, axis: str) -> float:
    given = case.actors[actor].salience.get(axis)
    return 1.0 if given is None else given.likely
