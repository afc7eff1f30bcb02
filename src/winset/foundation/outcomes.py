"""The four words a solver answers with."""

from __future__ import annotations

from enum import StrEnum


class OutcomeWord(StrEnum):
    """End of the search for an answer.

    Examples
    --------
    >>> OutcomeWord.EMPTY == "empty"
    True
    """

    SOLVED = "solved"
    """The answer was found."""
    EMPTY = "empty"
    """It is proved that there is none."""
    INFEASIBLE = "infeasible"
    """The question asks for something the rules exclude, for example a quota above the total."""
    UNDECIDED = "undecided"
    """A limit on time, size or precision was reached first."""
