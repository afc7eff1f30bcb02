"""The base of the answers of solvers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from winset.foundation.face import Result


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Answer(Result):
    """The answer of a solver, with how it was found.

    Parameters
    ----------
    method
        The algorithm that was chosen.
    sources
        Keys of the works that define what is answered.
    outcome
        ``"solved"``; ``"empty"`` or ``"infeasible"`` where there is no answer, ``"undecided"``
        where a limit was reached.
    """

    method: str
    sources: tuple[str, ...] = ()
    outcome: Literal["solved", "empty", "infeasible", "undecided"] = "solved"
