"""The chance that a rule is met when everybody votes by the toss of a fair coin."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset.solvers.power.counting.decision_diagram import decision_diagram
from winset.solvers.power.counting.diagram_chances import diagram_chances
from winset.solvers.power.counting.limits import is_small, refuse_bytes
from winset.solvers.power.counting.pivot_chance import UNIT, ascending_weights
from winset.solvers.power.counting.player_classes import PlayerClasses


@dataclass(frozen=True)
class PassingChance:
    """A chance of passing.

    Attributes
    ----------
    value : float
        From 0 to 1.
    error_bound : float
        Bound on its rounding.
    method : str
        The algorithm.
    """

    value: float
    error_bound: float
    method: str


def even_passing_chance(classes: PlayerClasses) -> PassingChance:
    """Return the chance that a rule is met when each joins with chance 1/2.

    Raises
    ------
    InputError
        A rule too large for a decision diagram, or a total weight too large to count up to.
    """
    if not classes.is_single_vote or is_small(classes):
        joining = np.full((len(classes.sizes), 1), 0.5)
        chances = diagram_chances(decision_diagram(classes), joining)
        return PassingChance(float(chances.passing[0]), chances.error_bound, "decision diagram")
    from winset.kernels.weighted_votes import losing_chance

    refuse_bytes(12.0 * classes.total, classes, "the chance that a vote passes,")
    weights, counts = ascending_weights(classes)
    dual = 2 * classes.quota > classes.total + 1
    quota = classes.total - classes.quota + 1 if dual else classes.quota
    below = losing_chance(weights, counts, quota, 0.5)
    bound = 4 * UNIT * (classes.n_players + 4)
    return PassingChance(below if dual else 1 - below, bound, "distribution of the total")
