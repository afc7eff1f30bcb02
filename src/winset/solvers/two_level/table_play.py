"""One table under risk: the governments, what each may ratify, and what they agree on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from winset.foundation.randomness import uniforms
from winset.games.bargaining import BargainingProblem
from winset.games.domestic import DomesticGame, Floats, Shocks
from winset.games.negotiation import Negotiation
from winset.results.bargaining.agreement import Agreement
from winset.solvers.bargaining.search import best_agreement
from winset.solvers.spatial.line import SAME_POINT
from winset.solvers.two_level.agreement import agreement
from winset.solvers.two_level.expected_gains import Over, Prospects
from winset.solvers.two_level.government import REFERENCE_CAPACITY, Government
from winset.solvers.two_level.ratification_risk import RatificationRisk
from winset.solvers.two_level.ratification_surface import RatificationSurface
from winset.solvers.two_level.ratification_test import ratification_test
from winset.solvers.two_level.zone import as_amended

__all__ = ["TablePlay"]

_MAPPED = 2
"""Issues up to which ratification is found once on a lattice."""
_FEW_DRAWS = 128
"""Draws at a text where more issues leave no lattice."""
_POOL = 4096
_LINE = 401
_ZOOMS = 5
_POLISHED_TO = 1e-3


@dataclass(frozen=True, eq=False)
class TablePlay:
    """A negotiation in which governments sign what may be refused at home.

    Parameters
    ----------
    negotiation
        The table, of one draw.
    shocks
        What each government does not know at signature, by country.
    solution
        As for `agreement`.
    pressure, reference
        Weight of pressure lam, and the capacity K at which a group weighs it.
    failure_cost
        Cost k to each government of an agreement that its own country refuses.
    cells
        Cells of the lattice on which ratification is found, with one or two issues.
    texts
        Texts that a search starts from with more issues.
    step
        Where the search of the Nash solution ends, in units of an axis.
    polished
        Whether an agreement found on the lattice is improved at texts between its nodes.
    believed
        The table as governments with beliefs take it to be, by country.
    belief_weight
        Probability that such a government gives to what it believes, by country; 1 unless given.
        The rest goes to things as they are.
    known
        Ratification surfaces found before for the same games and shocks, by country, or with fewer
        draws where a rough lattice will do; a text itself is then still asked of all draws.
    start
        The only text that a search starts from with more than two issues, instead of `texts`.
    asked
        Probabilities of ratification found before with more than two issues, by identity of the
        game, then by text; variants of a table share it, since each changes one country's game.
    """

    negotiation: Negotiation
    shocks: Mapping[str, Shocks]
    failure_cost: Floats
    solution: str = "nash"
    pressure: float = 0.0
    reference: float = REFERENCE_CAPACITY
    cells: int = 48
    texts: int = 600
    step: float = 1e-3
    polished: bool = True
    believed: Mapping[str, TablePlay] | None = None
    belief_weight: Mapping[str, float] | None = None
    known: Mapping[str, RatificationSurface] | None = None
    start: Floats | None = None
    asked: dict[int, tuple[DomesticGame, dict[bytes, float]]] | None = None

    def replace(self, **changes: Any) -> TablePlay:
        """Variant with some parts exchanged."""
        return replace(self, **changes)

    @cached_property
    def governments(self) -> tuple[Government, ...]:
        """The governments' objectives."""
        return tuple(
            Government(country.game, self.pressure, self.reference)
            for country in self.negotiation.countries
        )

    @cached_property
    def risks(self) -> tuple[RatificationRisk, ...]:
        """Ratification in each country, draw by draw.

        That of a known surface is the same unless the surface was found with fewer draws.
        """
        known = self.known or {}
        found = []
        for country in self.negotiation.countries:
            risk = RatificationRisk(country.game, self.shocks[country.name])
            surface = known.get(country.name)
            same = surface is not None and surface.risk.draws == risk.draws
            found.append(surface.risk if surface is not None and same else risk)
        return tuple(found)

    @property
    def is_mapped(self) -> bool:
        """Return whether ratification is found on a lattice."""
        return len(self.negotiation.issues) <= _MAPPED

    @cached_property
    def surfaces(self) -> tuple[RatificationSurface, ...]:
        """Probability of ratification in each country, with one or two issues."""
        known = self.known or {}
        return tuple(
            known.get(name) or RatificationSurface(risk, self.cells)
            for name, risk in zip(self.negotiation.names, self.risks, strict=True)
        )

    def gains(self, points: Floats) -> Floats:
        """Find what each government gains from each text in force, shape ``(n, n_countries)``."""
        return np.stack([g.gains(points) for g in self.governments], axis=1)

    def chance(self, points: Floats) -> Floats:
        """Probability that each country ratifies each text, shape ``(n, n_countries)``."""
        if self.is_mapped:
            return np.stack([surface.chance(points) for surface in self.surfaces], axis=1)
        return np.stack([self.chance_of(k, points) for k in range(len(self.risks))], axis=1)

    def chance_of(self, place: int, points: Floats) -> Floats:
        """Probability that one country ratifies each text, shape ``(n,)``."""
        if self.is_mapped:
            return self.surfaces[place].chance(points)
        risk = self.risks[place]
        draws = min(_FEW_DRAWS, risk.draws)
        if self.asked is None:
            return risk.chance(points, draws)
        game = self.negotiation.countries[place].game
        _, known = self.asked.setdefault(id(game), (game, {}))  # kept, so that no other has its id
        keys = [point.tobytes() for point in points]
        fresh = [row for row, key in enumerate(keys) if key not in known]
        if fresh:
            found = risk.chance(points[fresh], draws)
            known.update((keys[row], float(p)) for row, p in zip(fresh, found, strict=True))
        return np.array([known[key] for key in keys])

    def exact_chance(self, points: Floats) -> Floats:
        """The same with all draws at the texts themselves."""
        return np.stack([risk.chance(points) for risk in self.risks], axis=1)

    @cached_property
    def prospects(self) -> Prospects:
        """Find what every government expects of every text."""
        names = self.negotiation.names
        return Prospects(
            names=names,
            issues=self.negotiation.issues,
            gains=self.gains,
            chance=self.chance,
            failure_cost=self.failure_cost,
            entry=self.negotiation.entry,
            weights=self.negotiation.weights,
            believed=self._believed_chances("chance"),
            one=None if self.is_mapped else self.chance_of,
            surest=self._surest(None if self.is_mapped else _FEW_DRAWS),
        )

    def _surest(self, most: int | None = None) -> Floats:
        """The highest P that each country can have with all draws, or with so many at most."""
        return np.array(
            [
                risk.smoothed(np.ones(1), risk.draws if most is None else min(most, risk.draws))[0]
                for risk in self.risks
            ]
        )

    def _believed_chances(self, kind: Literal["chance", "exact_chance"]) -> dict[int, Over]:
        """P as each government with a belief takes it to be, by the place of the government."""
        own: Over = getattr(self, kind)
        weights = self.belief_weight or {}
        return {
            self.negotiation.names.index(holder): _mixed(
                getattr(seen, kind), own, weights.get(holder, 1.0)
            )
            for holder, seen in (self.believed or {}).items()
        }

    @cached_property
    def _tests(self) -> tuple[Any, ...]:
        tests = tuple(ratification_test(country.game) for country in self.negotiation.countries)
        return tests if any(test.is_open for test in tests) else ()

    def fits(self, points: Floats) -> NDArray[np.bool_]:
        """Return whether a text can be agreed on at all.

        It lies on the axes, is not the status quo, and is what floors that may amend leave as it
        is.
        """
        inside = ((points >= 0.0) & (points <= 1.0)).all(axis=1)
        away = np.abs(points - self.negotiation.status_quo).max(axis=1) > SAME_POINT
        if self._tests:
            away &= np.abs(as_amended(self._tests, points) - points).max(axis=1) <= SAME_POINT
        return np.asarray(inside & away)

    @cached_property
    def candidates(self) -> tuple[Floats, Floats]:
        """Texts to search from, and how far apart they are."""
        issues = len(self.negotiation.issues)
        if issues == 1:
            points, spacing = np.linspace(0.0, 1.0, _LINE)[:, None], np.array([1.0 / (_LINE - 1)])
        elif issues == _MAPPED:
            axis = np.linspace(0.0, 1.0, self.cells + 1)
            points = np.stack(np.meshgrid(axis, axis, indexing="ij"), -1).reshape(-1, issues)
            spacing = np.full(issues, 1.0 / self.cells)
        elif self.start is not None:
            points, spacing = self.start[None, :], np.full(issues, 0.05)
        else:
            points, spacing = self._drawn(issues), np.full(issues, 0.05)
        if self._tests:
            points = np.unique(as_amended(self._tests, points), axis=0)
        return points, spacing

    def _drawn(self, issues: int) -> Floats:
        """Texts drawn evenly: of those most governments gain from, half are the best on balance."""
        drawn = uniforms(0, "texts at the table", 0, _POOL, issues)
        gains = self.gains(drawn)
        many = (gains > 0.0).sum(axis=1)
        logs = np.log(np.maximum(gains, 1e-4)).sum(axis=1)
        order = np.lexsort((-logs, -many))
        half = self.texts // 2
        kept = np.concatenate([order[:half], order[half : half + 4 * half : 4]])
        return np.asarray(drawn[kept])

    @cached_property
    def problem(self) -> BargainingProblem:
        """Find what the governments bargain over: expected gains, where all who sign have some."""
        points, spacing = self.candidates
        return self.prospects.problem(points, spacing, self.fits)

    @cached_property
    def agreement(self) -> Agreement:
        """Find what they agree on."""
        found = agreement(self.negotiation, self.problem, self.solution, smallest_step=self.step)
        if found.outcome == "empty" or not (self.polished and self.is_mapped):
            return found
        return self._polished(found)

    def _polished(self, found: Agreement) -> Agreement:
        """The agreement improved with ratification asked at the texts themselves.

        Between nodes of a lattice P is made of straight pieces, so the best text lies on a node
        more often than it should.
        """
        believed = self._believed_chances("exact_chance")
        exact = replace(
            self.prospects,
            chance=self.exact_chance,
            believed=believed,
            one=lambda place, at: self.risks[place].chance(at),
            surest=self._surest(),
        )
        members = exact.among(self.problem.players)

        def allowed(at: Floats) -> NDArray[np.bool_]:
            return np.asarray(self.fits(at) & (members.expected(at) > 0.0).all(axis=1))

        start = found.point[None, :]
        near = self.problem.replace(
            gains=members.expected,
            allowed=allowed,
            candidates=start[allowed(start)],
            spacing=self.problem.spacing / 2.0,
            ceilings=members.ceilings(members.riskiest(start)),
        )
        if near.is_empty:
            return found
        return best_agreement(
            near,
            found.score,
            solution=found.solution,
            sources=found.sources,
            smallest_step=max(self.step, _POLISHED_TO),
        )

    @cached_property
    def without_risk(self) -> Agreement:
        """Find what they would agree on if every country ratified for certain."""
        sure = replace(
            self.prospects,
            chance=lambda at: np.ones((len(at), len(self.governments))),
            believed={},
            one=None,
        )
        points, spacing = self.candidates
        problem = sure.problem(points, spacing, self.fits)
        return agreement(self.negotiation, problem, self.solution, smallest_step=self.step)

    @cached_property
    def most_promising(self) -> Floats:
        """The text at which the government that expects least expects most."""
        points, _ = self.candidates
        points = points[self.fits(points)]
        expected = self.prospects.expected(points).min(axis=1)
        return np.asarray(points[int(expected.argmax())])

    @property
    def is_signed(self) -> bool:
        """Return whether there is an agreement."""
        return self.agreement.outcome == "solved"

    def ratified(self, point: Floats) -> float:
        """Probability that a text enters into force among those who sign."""
        members = self.prospects.among(self.problem.players)
        return float(members.ratified(np.atleast_2d(point))[0])

    def highest_cost(self) -> float | None:
        """The cost of failure above which there is no deal; None where none is too high."""
        points, spacing = self.candidates
        members = self.prospects.among(self.problem.players)
        points = points[self.fits(points)]
        best = -np.inf
        for _ in range(_ZOOMS):
            borne = members.costs_borne(points)
            best = max(best, float(borne.max(initial=-np.inf)))
            if not np.isfinite(best):
                return None
            centre = points[int(borne.argmax())]
            offsets = np.stack(
                np.meshgrid(*[np.linspace(-1.0, 1.0, 5)] * len(spacing), indexing="ij"), -1
            ).reshape(-1, len(spacing))
            points = np.clip(centre + offsets * spacing, 0.0, 1.0)
            points, spacing = points[self.fits(points)], spacing / 2.0
        return best

    def shared_surfaces(self, changed: Sequence[str] = ()) -> dict[str, RatificationSurface]:
        """Surfaces of the countries that a variant leaves as they are."""
        if not self.is_mapped:
            return {}
        return {
            name: surface
            for name, surface in zip(self.negotiation.names, self.surfaces, strict=True)
            if name not in changed
        }


def _mixed(believed: Over, own: Over, weight: float) -> Over:
    """P of a belief and of things as they are, mixed by the weight of the belief."""
    if weight == 1.0:
        return believed
    return lambda points: weight * believed(points) + (1.0 - weight) * own(points)
