"""A cut through a win-set along one issue, the others held fast."""

from __future__ import annotations

from typing import Any

import numpy as np

from winset.games.domestic import Floats
from winset.results.two_level.win_set import Accepts, WinSet
from winset.solvers.spatial.line import SAME_POINT
from winset.solvers.two_level.region import Question, region

__all__ = ["cross_section", "line_through"]

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
    return line_through(found.accepts, found.issues, found.status_quo, issue, at)


def line_through(
    belongs: Accepts, issues: tuple[str, ...], status_quo: Floats, issue: int, at: Floats
) -> WinSet:
    """The same for any set that can be asked about points.

    Parameters
    ----------
    belongs
        Whether points belong, each of shape ``(n_issues,)``.
    issues, status_quo
        Ids of the axes, and the status quo on them.
    issue, at
        As for `cross_section`.
    """
    others = np.arange(len(at)) != issue
    through_quo = bool((np.abs(at - status_quo)[others] <= SAME_POINT).all())

    def accepts(values: Floats) -> Any:
        points = np.repeat(at[None, :], len(values), axis=0)
        points[:, issue] = values[:, 0]
        return belongs(points)

    quo = status_quo[issue : issue + 1] if through_quo else np.array([_NOWHERE])
    question = Question(
        issues=(issues[issue],),
        status_quo=quo,
        accepts=accepts,
        refused_by=lambda values: [""] * len(values),
        hints=at[issue : issue + 1, None],
    )
    return region(question)
