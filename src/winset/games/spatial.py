"""The spatial game: voters round ideal points, bodies with quotas, a status quo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from winset.foundation.errors import InputError

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class SpatialGame:
    """Accepted points: each voter accepts all points within a radius of its ideal point.

    Parameters
    ----------
    issues
        Ids of the axes.
    voters
        One entry a voter: whom it stands for.
    ideals
        Ideal points, shape ``(n_voters, n_issues)``.
    radii
        How far from its ideal each voter still accepts, shape ``(n_voters,)``, in distances of its
        own (salience times axis); negative: nothing, infinite: everything.
    bodies
        Ids of the bodies that vote; a veto player is a body of one.
    body
        Body of each voter, shape ``(n_voters,)``.
    clauses
        Ways to pass: in each the votes needed in every body, 0 where it is not asked.
    status_quo
        Shape ``(n_issues,)``.
    salience
        What a unit of each axis counts for each voter, above 0, shape ``(n_voters, n_issues)``;
        None: 1 throughout, so that what a voter accepts is a ball.
    """

    issues: tuple[str, ...]
    voters: tuple[str, ...]
    ideals: Floats
    radii: Floats
    bodies: tuple[str, ...]
    body: NDArray[np.int64]
    clauses: tuple[tuple[int, ...], ...]
    status_quo: Floats
    salience: Floats | None = None

    @property
    def saliences(self) -> Floats:
        """Find what a unit of each axis counts for each voter, shape ``(n_voters, n_issues)``."""
        return np.ones_like(self.ideals) if self.salience is None else self.salience

    @cached_property
    def _alike(self) -> tuple[tuple[Floats, NDArray[np.int64]], ...]:
        """Voters who weigh the axes in the same way: what they count, and their rows."""
        kinds, which = np.unique(self.saliences, axis=0, return_inverse=True)
        flat = which.ravel()
        return tuple((kind, np.flatnonzero(flat == k)) for k, kind in enumerate(kinds))

    @property
    def dimensions(self) -> int:
        """Number of axes."""
        return int(self.ideals.shape[1])

    def votes(self, points: Floats) -> NDArray[np.int64]:
        """Votes for each point in every body, shape ``(n_points, n_bodies)``."""
        from winset.kernels.grid import votes_by_body

        points = np.asarray(points, dtype=np.float64)
        votes = np.zeros((len(points), len(self.bodies)), dtype=np.int64)
        for weight, rows in self._alike:
            votes += votes_by_body(
                np.ascontiguousarray(points * weight),
                np.ascontiguousarray(self.ideals[rows] * weight),
                self.radii[rows],
                self.body[rows],
                len(self.bodies),
            )
        return votes

    def passes(self, votes: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return whether votes in every body, ``(..., n_bodies)``, satisfy one of the clauses."""
        enough = [
            np.all([votes[..., k] >= n for k, n in enumerate(clause) if n], axis=0)
            if any(clause)
            else np.ones(votes.shape[:-1], dtype=np.bool_)
            for clause in self.clauses
        ]
        return np.asarray(np.any(enough, axis=0), dtype=np.bool_)

    def accepts(self, points: Floats) -> NDArray[np.bool_]:
        """Return whether each point passes, shape ``(n_points,)``."""
        return self.passes(self.votes(points))

    def replace(self, **changes: Any) -> SpatialGame:
        """Variant with some parts exchanged."""
        return replace(self, **changes)


def _ideals(values: ArrayLike) -> Floats:
    ideals = np.array(values, dtype=np.float64)
    if ideals.ndim == 1:
        ideals = ideals[:, None]
    if ideals.ndim != 2 or ideals.size == 0:
        raise InputError("ideal points are a list, or a table with a row a voter")
    if not np.isfinite(ideals).all():
        raise InputError("ideal points must be finite")
    return ideals


def spatial_game(
    ideals: ArrayLike,
    *,
    status_quo: ArrayLike,
    quota: int,
    no_agreement: ArrayLike = 0.0,
    salience: ArrayLike | None = None,
    names: Sequence[str] | None = None,
) -> SpatialGame:
    """One body of voters with circular or elliptical preferences.

    Parameters
    ----------
    ideals
        Ideal points, shape ``(n_voters,)`` or ``(n_voters, n_issues)``.
    status_quo
        Shape ``()`` or ``(n_issues,)``.
    quota
        Votes needed, 1 to the number of voters.
    no_agreement
        Cost of no agreement, one for all or one a voter: it widens what a voter accepts.
    salience
        What a unit of each axis counts, above 0, shape ``(n_issues,)`` or ``(n_voters, n_issues)``;
        default 1.
    names
        Names of the voters; default ``1``, ``2``, ...

    Raises
    ------
    InputError
        If shapes do not fit or the quota cannot be met.

    Examples
    --------
    >>> game = spatial_game([0.0, 0.5, 1.0], status_quo=0.2, quota=2)
    >>> game.accepts(np.array([[0.1], [0.8]])).tolist()
    [False, True]
    """
    table = _ideals(ideals)
    point = np.atleast_1d(np.array(status_quo, dtype=np.float64))
    if point.shape != (table.shape[1],):
        raise InputError(f"the status quo needs {table.shape[1]} coordinates, not {point.size}")
    if not 1 <= quota <= len(table):
        raise InputError(f"a quota of {quota} among {len(table)} voters", "1 to their number")
    named = tuple(names) if names is not None else tuple(str(i + 1) for i in range(len(table)))
    if len(named) != len(table):
        raise InputError(f"{len(named)} names for {len(table)} voters")
    weights = None if salience is None else _weights(salience, table)
    away = (table - point) * (1.0 if weights is None else weights)
    radii = np.sqrt((away**2).sum(axis=1)) + np.array(no_agreement, dtype=np.float64)
    return SpatialGame(
        issues=tuple(f"issue-{k + 1}" for k in range(table.shape[1])),
        voters=named,
        ideals=table,
        radii=np.broadcast_to(radii, (len(table),)).copy(),
        bodies=("voters",),
        body=np.zeros(len(table), dtype=np.int64),
        clauses=((quota,),),
        status_quo=point,
        salience=weights,
    )


def _weights(salience: ArrayLike, table: Floats) -> Floats:
    given = np.array(salience, dtype=np.float64)
    if given.shape not in ((table.shape[1],), table.shape):
        raise InputError(
            f"saliences of shape {given.shape}", f"({table.shape[1]},) or {table.shape}"
        )
    if not (np.isfinite(given) & (given > 0.0)).all():
        raise InputError("saliences are finite and above 0")
    return np.broadcast_to(given, table.shape).copy()


def veto_game(
    ideals: ArrayLike, *, status_quo: ArrayLike, names: Sequence[str] | None = None
) -> SpatialGame:
    """Veto players, each of whom must accept: every one is a body of its own.

    Parameters
    ----------
    ideals, status_quo, names
        As in `spatial_game`.

    Raises
    ------
    InputError
        As in `spatial_game`.
    """
    game = spatial_game(ideals, status_quo=status_quo, quota=1, names=names)
    count = len(game.voters)
    return game.replace(
        bodies=game.voters,
        body=np.arange(count, dtype=np.int64),
        clauses=(tuple([1] * count),),
    )
