"""Win-sets cut along one or two chosen issues, country by country, for a map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from winset.cases.negotiation import NegotiationCase
from winset.cases.parameters import Parameters
from winset.foundation.errors import InputError
from winset.foundation.spelling import meant
from winset.games.domestic import Floats
from winset.results.win_set import Accepts
from winset.solvers.two_level.cross_section import line_through
from winset.solvers.two_level.outline import closed_outline
from winset.solvers.two_level.traced_plane import traced_plane
from winset.studies.negotiate import Table
from winset.studies.win_set_map_parts import MappedSet, WinSetMap
from winset.translate.negotiation import coded_negotiation

__all__ = ["MappedSet", "WinSetMap", "win_set_map"]

_DIGITS: Final = 5
_FRAME: Final = np.array([[0.0, 0.0], [1.0, 1.0]])
_FINE: Final = 4
"""Cells of the plane that are looked at whole, in cells of the border."""


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

    Notes
    -----
    In a plane the border is traced on 192 x 192 cells and closed along the frame, so that what is
    filled ends where the border runs; a part narrower than a 48th of the plane may be missed. On a
    line every change between neighbours of a grid of 1,001 points is bisected.

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
    cut = _Cut(names, issues, held, np.asarray(table.zone.status_quo))
    tests = dict(zip(table.coded.likely.names, table.tests, strict=True))
    report_quo = dict(zip(names, map(float, np.asarray(table.zone.status_quo)), strict=True))
    return WinSetMap(
        case=case.id,
        issues=list(issues),
        held={name: place for name, place in held.items() if name not in issues},
        countries={name: cut.through(test.accepts) for name, test in tests.items()},
        zone=cut.through(table.zone.accepts),
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


@dataclass(frozen=True)
class _Cut:
    """A line or a plane through the space of agreements."""

    names: tuple[str, ...]
    issues: tuple[str, ...]
    held: Mapping[str, float]
    status_quo: Floats

    def through(self, accepts: Accepts) -> MappedSet:
        """What of a set lies in it."""
        columns = [self.names.index(issue) for issue in self.issues]
        base = np.array([self.held[name] for name in self.names])
        if len(columns) == 1:
            line = line_through(accepts, self.names, self.status_quo, columns[0], base)
            return MappedSet(intervals=list(line.intervals), outline=[])

        def asked(values: Floats) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
            points = np.repeat(base[None, :], len(values), axis=0)
            points[:, columns] = values
            return np.asarray(accepts(points))

        traced = traced_plane(asked, lambda points: [""] * len(points), _FRAME, coarsest=_FINE)
        lines = closed_outline([stretch.points for stretch in traced.border], asked, _FRAME)
        outline = [
            [(round(float(x), _DIGITS), round(float(y), _DIGITS)) for x, y in line]
            for line in lines
        ]
        return MappedSet(intervals=[], outline=outline)


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
