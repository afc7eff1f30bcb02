"""All lenses, in the order of the article's table of approaches."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from winset.games.arena import Arena
from winset.results.lenses.lens_reading import LensCard, LensReading
from winset.solvers.lenses import (
    advocacy_coalitions,
    alt_gilligan,
    bureaucratic_politics,
    coalition_framework,
    coalition_theory,
    decision_units,
    delegation,
    divided_government,
    iron_triangles,
    policy_networks,
    rogowski,
    sector_cleavage,
)


class Lens(NamedTuple):
    """A lens: what it is, and how it reads an arena."""

    card: LensCard
    read: Callable[[Arena], LensReading]


LENSES: Final = (
    Lens(rogowski.CARD, rogowski.factor_cleavage),
    Lens(sector_cleavage.CARD, sector_cleavage.sector_cleavage),
    Lens(alt_gilligan.CARD, alt_gilligan.mixed_cleavage),
    Lens(bureaucratic_politics.CARD, bureaucratic_politics.bureaucratic_politics),
    Lens(iron_triangles.CARD, iron_triangles.iron_triangles),
    Lens(policy_networks.CARD, policy_networks.policy_networks),
    Lens(advocacy_coalitions.CARD, advocacy_coalitions.advocacy_coalitions),
    Lens(coalition_theory.CARD, coalition_theory.coalition_theory),
    Lens(decision_units.CARD, decision_units.decision_units),
    Lens(divided_government.CARD, divided_government.divided_government),
    Lens(delegation.CARD, delegation.delegation),
    Lens(coalition_framework.CARD, coalition_framework.coalition_framework),
)
"""Every lens: commerce and coalitions, bureaucratic politics, iron triangles, networks, advocacy
coalitions, the theory of coalitions, unitary executive and legislature, the framework itself."""
