"""The defaults of the codebook, each with its source."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Literal, get_args

from winset.cases.model.actors import Identifier, Level
from winset.cases.model.quantities import Coded, Number
from winset.foundation.errors import InputError
from winset.foundation.spelling import meant

BookName = Literal["us-trade", "abroad"]


class Default(Coded):
    """A default value and where it comes from."""

    low: Number
    likely: Number
    high: Number
    source: Identifier


class Role(Coded):
    """Defaults of one kind of actor, by field, such as `position.openness`."""

    title: str
    level: Level
    defaults: dict[str, Default]


class Book(Coded):
    """The defaults for one kind of case."""

    country: str | None
    axis: Identifier
    reasons: list[Identifier]
    roles: dict[Identifier, Role]


class Codebook(Coded):
    """The whole codebook: its sources, its scales, and the defaults for each kind of case."""

    codebook: Literal[2]
    id: Identifier
    title: str
    sources: dict[Identifier, str]
    scales: dict[str, Default]
    books: dict[BookName, Book]

    def book(self, name: str) -> Book:
        """Return the defaults for one kind of case.

        Raises
        ------
        InputError
            If there is no such kind.
        """
        known = get_args(BookName)
        if name not in known:
            raise InputError(f"there is no codebook `{name}`", meant(name, known, noun="codebooks"))
        return self.books[name]  # type: ignore[index]


@cache
def codebook() -> Codebook:
    """Return the second codebook.

    Returns
    -------
    Codebook
        Read from `defaults.yaml` of this package.

    Examples
    --------
    >>> codebook().books["us-trade"].roles["president"].defaults["capacity"].likely
    20.0
    """
    from ruamel.yaml import YAML

    file = resources.files("winset.cases.codebook") / "defaults.yaml"
    return Codebook.model_validate(YAML(typ="safe").load(file.read_text("utf-8")))


def default_of(role: str, field: str) -> list[Default]:
    """Return the defaults of a field of an actor, one for each codebook that has the role.

    Parameters
    ----------
    role
        Id of a role, such as ``business``.
    field
        Field of an actor, such as ``pivotal.impact``.

    Examples
    --------
    >>> [found.likely for found in default_of("business", "position.openness")]
    [0.9, 0.85]
    """
    roles = [book.roles.get(role) for book in codebook().books.values()]
    found = [one.defaults.get(field) for one in roles if one is not None]
    return [default for default in found if default is not None]
