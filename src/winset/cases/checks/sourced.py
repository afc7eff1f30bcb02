"""Share of a case that has a source: each coded number by itself or by evidence about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pydantic import BaseModel

from winset.cases.file.document import Path
from winset.cases.paths.paths import quantities, steps_of, value_at

CODEBOOKS = frozenset({"codebook", "codebook-2"})
"""Ids under which a case cites a default of the codebook."""

WRITTEN = CODEBOOKS | {"divisions", "splits", "party-votes", "union-density", "results"}
"""Sources of what `winset new --codebook` writes by itself: defaults, and tables of facts."""


class Sourced(NamedTuple):
    """Count of the numbers of a case, of those with a source and of those with a default's only.

    Parameters
    ----------
    numbers
        Coded numbers and dates; those of evidence itself, which names its source, do not count.
    with_source
        Those that name a source, stand below a path that evidence is about, or are an engagement
        with dated signs.
    defaults
        Those of them whose only source is the codebook.
    """

    numbers: int
    with_source: int
    defaults: int

    @property
    def share(self) -> float:
        """Share with a source of its own, which the codebook is not; 1 without numbers."""
        return (self.with_source - self.defaults) / self.numbers if self.numbers else 1.0


def sourced(case: BaseModel) -> Sourced:
    """Count the numbers of a case and those with a source.

    Parameters
    ----------
    case
        A domestic case or a negotiation.

    Examples
    --------
    >>> from winset.casebook import read_negotiation
    >>> sourced(read_negotiation("putnam-figure-1"))
    Sourced(numbers=9, with_source=9, defaults=0)
    """
    found = [sources for _, sources in _sources(case)]
    return Sourced(
        numbers=len(found),
        with_source=sum(1 for sources in found if sources),
        defaults=sum(1 for sources in found if sources and sources <= CODEBOOKS),
    )


def without_source(case: BaseModel) -> list[str]:
    """Return the paths of the numbers of a case that have no source, in the order of the format.

    Parameters
    ----------
    case
        A domestic case or a negotiation.
    """
    return [path for path, sources in _sources(case) if not sources]


def departures(case: BaseModel) -> set[str]:
    """Return the paths of the numbers in which a coder departed from what the codebook writes.

    Parameters
    ----------
    case
        A case coded by the second codebook; any other has none.

    Returns
    -------
    set of str
        Paths whose sources are more than the codebook and its tables, or that have none.
    """
    if "codebook-2" not in getattr(case, "sources", {}):
        return set()
    return {path for path, sources in _sources(case) if not sources or not sources <= WRITTEN}


def _sources(case: BaseModel) -> Iterator[tuple[str, set[str]]]:
    """Yield every coded number's path and what it comes from."""
    covered: dict[str, set[str]] = {}
    for item in getattr(case, "evidence", []):
        for about in item.about:
            covered.setdefault(about, set()).add(item.source)
    for path, quantity in quantities(case):
        steps = path.split(".")
        if steps[0] == "evidence":
            continue
        ways = (".".join(steps[:length]) for length in range(1, len(steps) + 1))
        found = set().union(*(covered.get(way, set()) for way in ways))
        if quantity.source is not None:
            found = {*found, quantity.source}
        if _has_signs(case, steps_of(path)):
            found = {*found, "dated signs"}
        yield path, found


def _has_signs(case: BaseModel, steps: Path) -> bool:
    """Return whether a number is an engagement with dated signs, which name their sources."""
    if steps[-2:] != ("engagement", "value"):
        return False
    engagement = value_at(case, ".".join(map(str, steps[:-1])))
    return bool(engagement.evidence)
