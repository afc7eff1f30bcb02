"""Rival approaches to one case, each a function of an arena.

`report` is the verb `winset lenses`; the family itself can be called like it.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from types import ModuleType
from typing import TYPE_CHECKING, cast

from winset.solvers.lenses.advocacy_coalitions import advocacy_coalitions
from winset.solvers.lenses.alt_gilligan import mixed_cleavage
from winset.solvers.lenses.bureaucratic_politics import bureaucratic_politics
from winset.solvers.lenses.catalogue import LENSES
from winset.solvers.lenses.coalition_framework import coalition_framework
from winset.solvers.lenses.coalition_theory import coalition_theory
from winset.solvers.lenses.decision_units import decision_units
from winset.solvers.lenses.delegation import delegation, optimal_delegation
from winset.solvers.lenses.divided_government import divided_government
from winset.solvers.lenses.iron_triangles import iron_triangles
from winset.solvers.lenses.policy_networks import policy_networks
from winset.solvers.lenses.ricardo_viner import jones_returns, specific_factors
from winset.solvers.lenses.rogowski import factor_cleavage, rogowski_cleavage
from winset.solvers.lenses.sector_cleavage import sector_cleavage
from winset.solvers.lenses.stolper_samuelson import stolper_samuelson
from winset.studies.lenses.rival_readings import lenses as report
from winset.translate.arena import arena_of

if TYPE_CHECKING:
    from winset.cases.model.case import Case
    from winset.cases.model.parameters import Parameters
    from winset.reports.lens_report import LensReport

__all__ = [
    "LENSES",
    "advocacy_coalitions",
    "arena_of",
    "bureaucratic_politics",
    "coalition_framework",
    "coalition_theory",
    "decision_units",
    "delegation",
    "divided_government",
    "factor_cleavage",
    "iron_triangles",
    "jones_returns",
    "mixed_cleavage",
    "optimal_delegation",
    "policy_networks",
    "report",
    "rogowski_cleavage",
    "sector_cleavage",
    "specific_factors",
    "stolper_samuelson",
]


class LensFamily(ModuleType):
    """The family as a module that can be called, as the function of this name could."""

    def __call__(
        self,
        case: Case,
        *,
        cut_points: Mapping[str, float] | None = None,
        parameters: Parameters | None = None,
    ) -> LensReport:
        """Read a case through every lens, as `report` does."""
        return report(case, cut_points=cut_points, parameters=parameters)


family = cast("LensFamily", sys.modules[__name__])
family.__class__ = LensFamily
