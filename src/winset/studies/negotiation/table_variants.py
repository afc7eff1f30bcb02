"""Variants of a table under risk: what is compared, and how a game is changed for it."""

from __future__ import annotations

from dataclasses import dataclass

from winset.games.domestic import DomesticGame

__all__ = ["MovedGroup", "TableOutcome", "pressing_groups", "with_scaled"]


@dataclass(frozen=True)
class TableOutcome:
    """Result of the table in one draw of the coded ranges.

    Parameters
    ----------
    point
        The agreement; None where none is signed.
    ratified
        Probability that it then enters into force.
    """

    point: tuple[float, ...] | None
    ratified: float | None


@dataclass(frozen=True)
class MovedGroup:
    """Agreement without a group, and with twice of it.

    Parameters
    ----------
    country, actor
        The group.
    deleted, doubled
        The agreement; None where none is signed.
    """

    country: str
    actor: str
    deleted: tuple[float, ...] | None
    doubled: tuple[float, ...] | None


def pressing_groups(game: DomesticGame) -> list[int]:
    """Rows of the actors outside chambers that have something to press with."""
    sources = set(game.links.tie_source.tolist())
    outside = ~game.labels.at_level("legislature")
    chief = game.institutions.chief_executive
    return [
        row
        for row in range(len(game.labels.actors))
        if outside[row] and row != chief and (game.numbers.capacity[0, row] > 0 or row in sources)
    ]


def with_scaled(game: DomesticGame, row: int, factor: float) -> DomesticGame:
    """The game with an actor's capacity and ties multiplied."""
    capacity = game.numbers.capacity.copy()
    capacity[:, row] *= factor
    strength = game.numbers.tie_strength.copy()
    strength[:, game.links.tie_source == row] *= factor
    return game.with_numbers(capacity=capacity, tie_strength=strength)
