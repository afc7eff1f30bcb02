"""Plan of `winset agreements`, written down before it was run on any agreement.

The page ``docs/reference/agreements.md`` says the same in words. Nothing here was chosen by its
result; a change after the first run is a new plan and must be called so there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

FOLLOWED: Final = 10.0
"""Years after signature at which the watch over an agreement ends."""

INTERVALS: Final = (0.25, 0.5, 1.0, 2.0, 3.0, 5.0, FOLLOWED)
"""Ends, in years since signature, of the intervals within which the hazard is constant."""

HORIZONS: Final = (1.0, 2.0, 5.0)
"""Years since signature at which forecasts are scored; each is the end of an interval."""

LEVEL_PRIOR: Final = (-1.0, 2.0)
"""Mean and standard deviation of the normal prior on the log hazard a year in each interval."""

TERM_PRIOR_SD: Final = 0.5
"""Standard deviation of the normal prior on each coefficient; its mean is 0."""

JOINED_LATER: Final = 1.0
"""A state whose own signature or accession came more than so many years later was not a party."""

LEAST: Final = 20
"""Fewest agreements (or states) with an entry (or ratification) on which a model is fitted."""

CENTRE: Final = 1985.0
"""Year at which the term `year` is 0."""


@dataclass(frozen=True)
class Term:
    """One coefficient and what the literature expects of it.

    Parameters
    ----------
    unit
        What a step of 1 in the term is.
    expected
        Sign of the effect on the speed of entry into force; 0: none predicted.
    argument
        Who says so, and why.
    """

    unit: str
    expected: Literal[-1, 0, 1]
    argument: str


TERMS: Final[dict[str, Term]] = {
    "parties": Term("twice as many parties", -1, "more must ratify, and the slowest decides"),
    "year": Term("ten years later", 0, "no sign predicted; takes up the trend"),
    "veto_players": Term(
        "twice as many veto players, in the party that has most",
        -1,
        "each may refuse: Putnam 1988; Mansfield, Milner and Pevehouse 2007; Haftel and "
        "Thompson 2013",
    ),
    "constraint": Term(
        "three more points of 7 of constraint on the executive, in the most constrained party",
        -1,
        "a legislature that must approve takes time and may refuse: Milner 1997; Haftel and "
        "Thompson 2013",
    ),
    "democracy": Term(
        "ten more points of Polity, in the least democratic party",
        1,
        "elected leaders gain from agreements they can show: Mansfield, Milner and Rosendorff 2002",
    ),
}
"""The terms. In the ratification models a state's own values stand for those of the parties."""

_INSTITUTIONS: Final = ("veto_players", "constraint", "democracy")
_GIVEN: Final = ("parties", "year")

MODELS: Final[dict[str, tuple[str, ...]]] = {
    "parties": _GIVEN,
    **{name: (*_GIVEN, name) for name in _INSTITUTIONS},
    "all": (*_GIVEN, *_INSTITUTIONS),
}
"""Terms of each model of entry into force."""

RATIFICATION_MODELS: Final[dict[str, tuple[str, ...]]] = {
    **{name: ("year", name) for name in _INSTITUTIONS},
    "all": ("year", *_INSTITUTIONS),
}
"""Terms of each model of a state's ratification."""

VETO_GROUPS: Final = ((1, 3), (4, 5), (6, None))
"""Fewest and most veto players in the party that has most; cut by size before the first run."""
