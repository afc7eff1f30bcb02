"""Texts that are ratified along one or two chosen issues, country by country, for a map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from winset.cases.model.negotiation import NegotiationCase
from winset.cases.model.parameters import Parameters
from winset.foundation.errors import InputError
from winset.foundation.spelling import meant
from winset.games.domestic import Floats
from winset.games.negotiation import Negotiation
from winset.reports.negotiation.win_set_map_parts import MappedSet, WinSetMap
from winset.solvers.two_level.cross_section import line_through
from winset.solvers.two_level.landscape import Landscape, Lattice
from winset.solvers.two_level.outline import closed_outline
from winset.solvers.two_level.table_play import TablePlay
from winset.solvers.two_level.traced_plane import traced_plane
from winset.solvers.two_level.tying_hands import tied
from winset.studies.negotiation.kept_surfaces import with_kept
from winset.studies.negotiation.table_at_risk import TableAtRisk
from winset.translate.negotiation import coded_negotiation

__all__ = ["MappedSet", "WinSetMap", "win_set_map"]

Bits = NDArray[np.bool_]

LEVELS: Final = (0.5, 0.9)
"""Probabilities of ratification at which sets are drawn."""
_DRAWS: Final = 128
_CELLS: Final = 48
_LINE: Final = 400
_TEXTS: Final = 150
_STEP: Final = 2e-3
_DIGITS: Final = 5
_FRAME: Final = np.array([[0.0, 0.0], [1.0, 1.0]])
MOST_TIED: Final = 10.0
"""Units of surplus by which hands may be tied: no agreement is worth as much."""
_FINE: Final = 4
"""Cells of the plane that are looked at whole, in cells of the border."""


def win_set_map(
    case: NegotiationCase,
    issues: tuple[str, ...],
    *,
    at: Mapping[str, float] | None = None,
    hands: Mapping[str, float] | None = None,
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
        Where other issues are held, 0..1. Default: at the agreement, or at the most promising text
        if nothing is signed.
    hands
        Country to how much more each of its legislators must gain to vote yes, 0 or more, in
        units of surplus: its government's hands are tied by that.
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
    Sets are those of `negotiate`: what a government gains from and its country ratifies with a
    probability of .5 or more, and of .9 or more. The probability is found on a lattice of 48 x 48
    cells with 256 draws of the shocks and interpolated between its nodes; a report takes up to
    2,048 draws, so that both may differ by .02.

    Raises
    ------
    InputError
        If an issue or country does not exist or an issue is named twice, if a place lies outside
        0..1, or hands are tied by less than nothing.
    """
    if parameters is None:
        from winset.cases.file.read_parameters import read_parameters

        parameters = read_parameters()
    coded = coded_negotiation(case, parameters, votes="modelled")
    coded = replace(coded, likely=_tied(coded.likely, hands or {}))
    names = coded.likely.issues
    _refuse_issues(names, issues, at or {})
    play = TableAtRisk(coded, solution, _DRAWS, seed).play
    play = with_kept(play.replace(cells=_CELLS, texts=_TEXTS, step=_STEP))
    base = play.agreement.point if play.is_signed else play.most_promising
    held = dict(zip(names, map(float, base), strict=True)) | dict(at or {})
    cut = _Cut(play, issues, held)
    agreed = dict(zip(names, map(float, base), strict=True))
    places = range(len(coded.likely.names))
    return WinSetMap(
        case=case.id,
        issues=list(issues),
        held={name: place for name, place in held.items() if name not in issues},
        countries={coded.likely.names[place]: cut.mapped(place) for place in places},
        zone=cut.mapped(None),
        status_quo=dict(zip(names, map(float, coded.likely.status_quo), strict=True)),
        agreement=agreed if play.is_signed else {},
        most_promising={} if play.is_signed else agreed,
        ideals=_ideals(coded.likely),
    )


def _tied(negotiation: Negotiation, hands: Mapping[str, float]) -> Negotiation:
    """Return the negotiation with the legislators of some countries harder to please."""
    for name, level in hands.items():
        if name not in negotiation.names:
            raise InputError(
                f"there is no country {name!r}", meant(name, negotiation.names, noun="countries")
            )
        if not 0.0 <= level <= MOST_TIED:
            raise InputError(f"the hands of {name} are tied by {level}", f"from 0 to {MOST_TIED:g}")
    countries = [
        country.replace(game=tied(country.game, hands[country.name]))
        if hands.get(country.name)
        else country
        for country in negotiation.countries
    ]
    return negotiation.replace(countries=tuple(countries))


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


@dataclass(frozen=True, eq=False)
class _Cut:
    """A line or a plane through the space of agreements."""

    play: TablePlay
    issues: tuple[str, ...]
    held: Mapping[str, float]

    @cached_property
    def _columns(self) -> list[int]:
        return [self.play.negotiation.issues.index(issue) for issue in self.issues]

    def _points(self, values: Floats) -> Floats:
        """Texts at places of the cut, shape ``(n, n_issues)``."""
        base = np.array([self.held[name] for name in self.play.negotiation.issues])
        points = np.repeat(base[None, :], len(values), axis=0)
        points[:, self._columns] = values
        return points

    @cached_property
    def _lattice(self) -> Lattice:
        count = len(self.issues)
        axis = np.linspace(0.0, 1.0, (_LINE if count == 1 else _CELLS) + 1)
        return Lattice(self.play, axis, count, self._points)

    def accepts(self, values: Floats, place: int | None, level: float) -> Bits:
        """Return whether texts of the cut belong to a country's win-set, or to the zone."""
        chance, gains, expected = self._lattice.at(values)
        fits = self.play.fits(self._points(values))
        if place is not None:
            return np.asarray((gains[:, place] > 0.0) & (chance[:, place] >= level) & fits)
        return Landscape(self.play).held(level, chance, expected) & fits

    def mapped(self, place: int | None) -> MappedSet:
        """The win-set of a country by its place, or the zone, at both levels."""
        even, likely = (self._traced(place, level) for level in LEVELS)
        return MappedSet(
            intervals=even[0], outline=even[1], intervals_likely=likely[0], outline_likely=likely[1]
        )

    def _traced(
        self, place: int | None, level: float
    ) -> tuple[list[tuple[float, float]], list[list[tuple[float, float]]]]:
        def asked(values: Floats) -> Bits:
            return self.accepts(values, place, level)

        if len(self.issues) == 1:
            table, column = self.play.negotiation, self._columns[0]
            line = line_through(
                lambda points: asked(points[:, self._columns]),
                table.issues,
                table.status_quo,
                column,
                np.array([self.held[name] for name in table.issues]),
            )
            return list(line.intervals), []
        traced = traced_plane(asked, lambda points: [""] * len(points), _FRAME, coarsest=_FINE)
        lines = closed_outline([stretch.points for stretch in traced.border], asked, _FRAME)
        outline = [
            [(round(float(x), _DIGITS), round(float(y), _DIGITS)) for x, y in line]
            for line in lines
        ]
        return [], outline


def _ideals(table: Negotiation) -> dict[str, dict[str, float]]:
    found = {}
    for country in table.countries:
        places = country.game.numbers.position[0, country.executive]
        found[country.name] = {
            name: float(place)
            for name, place in zip(table.issues, places, strict=True)
            if np.isfinite(place)
        }
    return found
