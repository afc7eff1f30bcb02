"""Positions on one or several issues, with the salience and the capacity of each actor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from winset.foundation.errors import InputError
from winset.foundation.spelling import meant

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Positions:
    """Actors on issues: what a forecast of bargaining starts from.

    Parameters
    ----------
    actors, issues
        Names.
    position
        Shape ``(n_actors, n_issues)``, in the unit of each issue; NaN where an actor takes no part.
    salience
        How much of an actor's effort an issue is worth, 0 to 1, same shape; 0 without a part.
    capability
        What an actor can bring to bear on an issue, 0 or more, same shape; 0 without a part.
    low, high
        Ends of each axis, shape ``(n_issues,)``.
    """

    actors: tuple[str, ...]
    issues: tuple[str, ...]
    position: Floats
    salience: Floats
    capability: Floats
    low: Floats
    high: Floats

    @property
    def takes_part(self) -> NDArray[np.bool_]:
        """Find which actor takes part on which issue."""
        return ~np.isnan(self.position)

    @property
    def weight(self) -> Floats:
        """Capability times salience; 0 where an actor takes no part."""
        return self.capability * self.salience

    @property
    def share_of_axis(self) -> Floats:
        """Positions as shares of their axis, 0 at the low end and 1 at the high end."""
        width = np.where(self.high > self.low, self.high - self.low, 1.0)
        return np.asarray((self.position - self.low) / width)

    def on(self, issue: str) -> Positions:
        """Return one issue with those who take part in it.

        Parameters
        ----------
        issue
            Name of an issue.

        Raises
        ------
        InputError
            If there is no such issue.
        """
        if issue not in self.issues:
            raise InputError(f"there is no issue `{issue}`", meant(issue, self.issues))
        column = self.issues.index(issue)
        rows = np.flatnonzero(self.takes_part[:, column])
        part = np.ix_(rows, np.array([column]))
        return Positions(
            actors=tuple(self.actors[row] for row in rows),
            issues=(issue,),
            position=self.position[part],
            salience=self.salience[part],
            capability=self.capability[part],
            low=self.low[[column]],
            high=self.high[[column]],
        )

    def one_issue(self) -> tuple[Floats, Floats, Floats]:
        """Return positions, saliences and capabilities on the only issue, shape ``(n_actors,)``.

        Raises
        ------
        InputError
            If there are several issues, or an actor takes no part.
        """
        if len(self.issues) != 1:
            raise InputError(
                f"there are {len(self.issues)} issues where one is asked for",
                f"take one of them: {', '.join(self.issues[:6])}",
            )
        if not self.takes_part.all():
            raise InputError("some actors take no part", "leave them out")
        return self.position[:, 0], self.salience[:, 0], self.capability[:, 0]

    def weighted(self, *, with_salience: bool, with_capability: bool) -> tuple[Floats, Floats]:
        """Return positions on the only issue and weights, both of shape ``(n_actors,)``.

        Parameters
        ----------
        with_salience, with_capability
            Whether saliences and capabilities enter the weights; with neither all are 1.

        Raises
        ------
        InputError
            As for `one_issue`.

        Examples
        --------
        >>> table = positions([0, 0.4, 1], capability=[2, 1, 1], salience=0.5)
        >>> table.weighted(with_salience=True, with_capability=True)[1].tolist()
        [1.0, 0.5, 0.5]
        """
        places, salience, capability = self.one_issue()
        weights = (salience if with_salience else 1.0) * (capability if with_capability else 1.0)
        return places, weights + 0.0 * places


def positions(
    position: ArrayLike,
    *,
    salience: ArrayLike = 1.0,
    capability: ArrayLike = 1.0,
    ends: tuple[float, float] = (0.0, 1.0),
    actors: Sequence[str] | None = None,
    issues: Sequence[str] | None = None,
) -> Positions:
    """Positions from plain numbers.

    Parameters
    ----------
    position
        Shape ``(n_actors,)`` for one issue or ``(n_actors, n_issues)``; NaN: takes no part.
    salience
        0 to 1; a number for all, or the shape of the positions.
    capability
        0 or more; a number for all, one an actor, or the shape of the positions.
    ends
        Ends of every axis.
    actors, issues
        Names; default ``1``, ``2`` and so on.

    Returns
    -------
    Positions

    Raises
    ------
    InputError
        If shapes do not fit, a number is infinite, there is no actor, a salience is outside 0 to
        1, a capability is negative, or the ends are in the wrong order.

    Examples
    --------
    >>> table = positions([4, 10], salience=[0.5, 1], capability=2, ends=(4, 10))
    >>> table.weight[:, 0].tolist(), table.share_of_axis[:, 0].tolist()
    ([1.0, 2.0], [0.0, 1.0])
    """
    places = np.array(position, dtype=np.float64)
    if places.ndim == 1:
        places = places[:, None]
    if places.ndim != 2 or places.size == 0:
        raise InputError("there are no positions", "a number an actor, or a row of them")
    shape = places.shape
    part = ~np.isnan(places)
    saliences = np.where(part, _filled(salience, shape, "saliences"), 0.0)
    capabilities = np.where(part, _filled(capability, shape, "capabilities"), 0.0)
    low, high = ends
    if not low <= high or not np.isfinite([low, high]).all():
        raise InputError(f"an axis from {low:g} to {high:g}", "the lower end first")
    if np.isinf(places).any():
        raise InputError("a position is infinite")
    if not ((saliences >= 0.0) & (saliences <= 1.0)).all():
        raise InputError("a salience is outside 0 to 1", "divide percent by 100")
    if not ((capabilities >= 0.0) & np.isfinite(capabilities)).all():
        raise InputError("a capability is negative or not finite")
    return Positions(
        actors=_names(actors, shape[0], "actors"),
        issues=_names(issues, shape[1], "issues"),
        position=places,
        salience=saliences,
        capability=capabilities,
        low=np.full(shape[1], float(low)),
        high=np.full(shape[1], float(high)),
    )


def _filled(values: ArrayLike, shape: tuple[int, int], noun: str) -> Floats:
    given = np.asarray(values, dtype=np.float64)
    if given.ndim == 1 and given.shape[0] == shape[0]:
        given = given[:, None]
    try:
        return np.array(np.broadcast_to(given, shape))
    except ValueError:
        raise InputError(
            f"{noun} of the shape {given.shape} for positions of the shape {shape}"
        ) from None


def _names(given: Sequence[str] | None, count: int, noun: str) -> tuple[str, ...]:
    names = tuple(given) if given is not None else tuple(str(i + 1) for i in range(count))
    if len(names) != count or len(set(names)) != count:
        raise InputError(f"{len(set(names))} different names for {count} {noun}")
    return names
