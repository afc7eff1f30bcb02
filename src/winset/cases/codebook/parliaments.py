"""The table of parliaments: seats by party after an election."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Literal

from winset.cases.model.actors import Identifier
from winset.cases.model.quantities import Coded, Day, Whole
from winset.foundation.errors import InputError
from winset.foundation.spelling import meant


class ParliamentParty(Coded):
    """A party of a parliament: its title, seats, and benches where it makes the government."""

    title: str
    seats: Whole
    benches: Literal["government", "opposition", "cross"] | None = None


class Parliament(Coded):
    """A chamber after an election: country, id in a rule, seats, majority, parties."""

    country: str
    chamber: Identifier
    elected: Day
    of: Whole
    quota: Whole
    note: str | None = None
    parties: dict[Identifier, ParliamentParty]


@cache
def _parliaments() -> dict[str, Parliament]:
    from ruamel.yaml import YAML

    file = resources.files("winset.cases.codebook") / "parliaments.yaml"
    rows = YAML(typ="safe").load(file.read_text("utf-8"))["parliaments"]
    return {name: Parliament.model_validate(row) for name, row in rows.items()}


def parliament_ids() -> tuple[str, ...]:
    """Return the ids of the parliaments in the table, in alphabetical order."""
    return tuple(sorted(_parliaments()))


def parliament(name: str) -> Parliament:
    """Return a parliament of the table.

    Parameters
    ----------
    name
        One of `parliament_ids`.

    Raises
    ------
    InputError
        If it is not in the table, with the nearest name.

    Examples
    --------
    >>> parliament("wallonia-parliament-2014").parties["socialists"].seats
    30
    """
    if name not in _parliaments():
        raise InputError(
            f"the table has no parliament `{name}`",
            meant(name, parliament_ids(), noun="parliaments"),
        )
    return _parliaments()[name]
