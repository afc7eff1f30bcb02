"""The words a rule is written in: votes, single players, and, or, k of n."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias


class _Combinable:
    """Operators shared by all nodes: `&` for all of, `|` for any of."""

    __slots__ = ()

    def __and__(self, other: Expression) -> AllOf:
        """Return the requirement that both hold."""
        return AllOf((*_parts_if(self, AllOf), *_parts_if(other, AllOf)))

    def __or__(self, other: Expression) -> AnyOf:
        """Return the requirement that at least one holds."""
        return AnyOf((*_parts_if(self, AnyOf), *_parts_if(other, AnyOf)))


@dataclass(frozen=True, slots=True)
class Vote(_Combinable):
    """A weighted vote: the members who consent hold at least `quota` votes in `chamber`.

    Parameters
    ----------
    chamber : str
        Whose vote; a key of the rule's `seats`.
    quota : float
        Votes needed, in the unit of the seats; reached when equalled.
    of : float, optional
        The membership the quota was set for (435), when it differs from the seats filled.
    """

    chamber: str
    quota: float
    of: float | None = None


@dataclass(frozen=True, slots=True)
class Player(_Combinable):
    """A single actor whose consent is required, such as a president.

    Parameters
    ----------
    name : str
        Who.
    """

    name: str


@dataclass(frozen=True, slots=True)
class Acquiescence(_Combinable):
    """An actor that must not be left opposed; in a-priori power it counts like a `Player`.

    Parameters
    ----------
    name : str
        Who.
    """

    name: str


@dataclass(frozen=True, slots=True)
class Electorate(_Combinable):
    """The people in a referendum; in a-priori power it counts like a `Player`.

    Parameters
    ----------
    name : str
        Which referendum.
    """

    name: str


@dataclass(frozen=True, slots=True)
class AllOf(_Combinable):
    """All parts must hold.

    Parameters
    ----------
    parts : tuple of expressions
        At least one.
    """

    parts: tuple[Expression, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "parts", tuple(self.parts))


@dataclass(frozen=True, slots=True)
class AnyOf(_Combinable):
    """At least one part must hold.

    Parameters
    ----------
    parts : tuple of expressions
        At least one.
    """

    parts: tuple[Expression, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "parts", tuple(self.parts))


@dataclass(frozen=True, slots=True)
class AtLeast(_Combinable):
    """At least `count` of the parts must hold.

    Parameters
    ----------
    count : int
        From 1 to the number of parts.
    parts : tuple of expressions
        At least one.
    """

    count: int
    parts: tuple[Expression, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "parts", tuple(self.parts))


Single: TypeAlias = Player | Acquiescence | Electorate
Expression: TypeAlias = Vote | Single | AllOf | AnyOf | AtLeast


def _parts_if(node: object, kind: type[AllOf] | type[AnyOf]) -> tuple[Expression, ...]:
    """Return the parts of a node of this kind, or the node alone: keeps `a & b & c` flat."""
    if isinstance(node, AllOf | AnyOf) and isinstance(node, kind):
        return node.parts
    if isinstance(node, Vote | Player | Acquiescence | Electorate | AllOf | AnyOf | AtLeast):
        return (node,)
    raise TypeError(f"a rule is combined from votes and players, not from {type(node).__name__}")


def leaves(expression: Expression) -> Iterator[Vote | Single]:
    """Yield the votes and players of an expression, left to right, repeats included."""
    if isinstance(expression, AllOf | AnyOf | AtLeast):
        for part in expression.parts:
            yield from leaves(part)
    else:
        yield expression


def expression_text(expression: Expression) -> str:
    """Return an expression as one readable line.

    Examples
    --------
    >>> expression_text(Vote("house", 218) & Player("president") | Vote("house", 290))
    'house >= 218 & president | house >= 290'
    """
    if isinstance(expression, Vote):
        return f"{expression.chamber} >= {expression.quota:g}"
    if isinstance(expression, Player):
        return expression.name
    if isinstance(expression, Acquiescence):
        return f"acquiescence({expression.name})"
    if isinstance(expression, Electorate):
        return f"referendum({expression.name})"
    if isinstance(expression, AtLeast):
        return f"{expression.count} of ({', '.join(_texts(expression.parts))})"
    if isinstance(expression, AnyOf):
        return " | ".join(_texts(expression.parts))
    return " & ".join(
        f"({text})" if isinstance(part, AnyOf) else text
        for part, text in zip(expression.parts, _texts(expression.parts), strict=True)
    )


def _texts(parts: Iterable[Expression]) -> list[str]:
    return [expression_text(part) for part in parts]
