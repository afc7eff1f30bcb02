"""A cut through a win-set along one issue, the others held fast."""

from __future__ import annotations

from typing import Any

import numpy as np

from winset.games.domestic import Floats
from winset.results.win_set import WinSet
from winset.solvers.spatial.line import SAME_POINT
from winset.solvers.two_level.region import Question, region

__all__ = ["cross_section"]

_NOWHERE = -1.0


def cross_section(found: WinSet, issue: int, at: Floats) -> WinSet:
    """The values of one issue at which a point belongs to a win-set, the others as given.

    How far could this issue alone move from an agreement before somebody refuses?

    Parameters
    ----------
    found
        A win-set or a zone.
    issue
        Place of the issue that moves.
    at
        The point through which the cut runs, shape ``(n_issues,)``; its own value of the issue does
        not matter.

    Returns
    -------
    WinSet
        On one axis; pieces bisected to 1e-9.
    """
    others = np.arange(len(at)) != issue
    through_quo = bool((np.abs(at - found.status_quo)[others] <= SAME_POINT).all())

    def accepts(values: Floats) -> Any:
        points = np.repeat(at[None, :], len(values), axis=0)
        points[:, issue] = values[:, 0]
        return found.accepts(points)

    quo = found.status_quo[issue : issue + 1] if through_quo else np.array([_NOWHERE])
    question = Question(
        issues=(found.issues[issue],),
        status_quo=quo,
        accepts=accepts,
        refused_by=lambda values: [""] * len(values),
        hints=at[issue : issue + 1, None],
    )
    return region(question)
