"""Limits on a visitor's requests at once, so that one cannot hold up the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from winset.foundation.errors import InputError

if TYPE_CHECKING:
    from winset.cases.model.case import Case

MOST_DRAWS = 100_000
"""Draws a visitor may ask for at once; more belong into a sweep."""

MOST_GLANCE_DRAWS = 2000
"""Draws of a glance: more would hold up everybody who drags."""

MOST_GLANCE_ACTORS = 1000
"""Actors of a case that is answered at a glance; members of a bloc are not actors."""

MOST_SENT_VALUES = 40_000
"""Values of a case that a visitor uploads or types: about 7 s to read. The largest case of the
casebook has 6,600; a file that lies in the folder may hold as many as the command line reads."""


def refuse_many(draws: int | None, most: int = MOST_DRAWS) -> None:
    """Refuse more draws than may be asked for at once.

    Raises
    ------
    InputError
        If there are more.
    """
    if draws is not None and draws > most:
        raise InputError(f"at most {most:,} draws at once, not {draws:,}", "use a sweep")


def small(case: Case) -> Case:
    """Return a case if it is small enough to be answered while things move.

    Raises
    ------
    InputError
        If it has more actors.
    """
    if len(case.actors) > MOST_GLANCE_ACTORS:
        raise InputError(
            f"{len(case.actors):,} actors are too many to answer while things move",
            f"ask for the report, or make blocs: at most {MOST_GLANCE_ACTORS:,}",
        )
    return case
