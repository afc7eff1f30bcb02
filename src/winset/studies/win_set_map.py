"""Win-sets cut along one or two chosen issues, country by country, for a map."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from winset.cases.negotiation import NegotiationCase
from winset.cases.parameters import Parameters
from winset.foundation.errors import InputError
from winset.foundation.spelling import meant
from winset.games.domestic import Floats
from winset.studies.negotiate import Table
from winset.studies.win_set_map_parts import WinSetMap
from winset.translate.negotiation import coded_negotiation

__all__ = ["STEPS", "WinSetMap", "win_set_map"]

STEPS = 61
"""Points along each axis of a map."""


def win_set_map(
    case: NegotiationCase,
    issues: tuple[str, ...],
    *,
    at: Mapping[str, float] | None = None,
    solution: str = "nash",
    seed: int = 0,
    parameters: Parameters | None = None,
) -> WinSetMap:
    """Cut every country's win-set along one or two issues.

    Answers: what could be agreed on these issues if the others stood where they are held?

    Parameters
    ----------
    case
        A negotiation.
    issues
        One or two of its issues.
    at
        Where other issues are held, 0..1. Default: at the agreement, or at the status quo if
        there is none.
    solution
        Solution of the bargaining that finds the agreement.
    seed
        Of sampled sets.
    parameters
        The parameter block; default: the one shipped with the package.

    Returns
    -------
    WinSetMap

    Raises
    ------
    InputError
        If an issue does not exist or is named twice, or a place lies outside 0..1.
    """
    if parameters is None:
        from winset.cases.read_parameters import read_parameters

        parameters = read_parameters()
    table = Table(coded_negotiation(case, parameters), solution, 1, seed)
    names = table.zone.issues
    _refuse_issues(names, issues, at or {})
    agreed = table.agreement.point
    base = np.asarray(table.zone.status_quo if agreed.size == 0 else agreed, dtype=np.float64)
    held = dict(zip(names, map(float, base), strict=True)) | dict(at or {})
    points = _lattice(names, issues, held)
    accepted = {
        name: np.asarray(test.accepts(points))
        for name, test in zip(table.coded.likely.names, table.tests, strict=True)
    }
    report_quo = dict(zip(names, map(float, np.asarray(table.zone.status_quo)), strict=True))
    return WinSetMap(
        case=case.id,
        issues=list(issues),
        held={name: place for name, place in held.items() if name not in issues},
        steps=STEPS,
        countries={name: _rows(found) for name, found in accepted.items()},
        zone=_rows(np.asarray(table.zone.accepts(points))),
        status_quo=report_quo,
        agreement=dict(zip(names, map(float, agreed), strict=False)) if agreed.size else {},
        ideals=_ideals(table, names),
    )


def _refuse_issues(
    names: tuple[str, ...], issues: tuple[str, ...], at: Mapping[str, float]
) -> None:
    for name in (*issues, *at):
        if name not in names:
            raise InputError(f"there is no issue {name!r}", meant(name, names, noun="issues"))
    if not 1 <= len(issues) <= 2 or len(set(issues)) != len(issues):
        raise InputError("a map has one or two different issues")
    for name, place in at.items():
        if not 0.0 <= place <= 1.0:
            raise InputError(f"{name} is held at {place}", "a place from 0 to 1")


def _lattice(names: tuple[str, ...], issues: tuple[str, ...], held: Mapping[str, float]) -> Floats:
    axis = np.linspace(0.0, 1.0, STEPS)
    count = STEPS ** len(issues)
    points = np.tile(np.array([held[name] for name in names]), (count, 1))
    across = np.tile(axis, count // STEPS)
    points[:, names.index(issues[0])] = across
    if len(issues) == 2:
        points[:, names.index(issues[1])] = np.repeat(axis, STEPS)
    return points


def _rows(accepted: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> list[str]:
    table = accepted.reshape(-1, STEPS)
    return ["".join("1" if cell else "0" for cell in row) for row in table]


def _ideals(table: Table, names: tuple[str, ...]) -> dict[str, dict[str, float]]:
    found = {}
    for country, test in zip(table.coded.likely.names, table.tests, strict=True):
        row = test.game.institutions.chief_executive
        if row is None:
            continue
        places = test.game.numbers.position[0, row]
        found[country] = {
            name: float(place)
            for name, place in zip(names, places, strict=True)
            if np.isfinite(place)
        }
    return found
