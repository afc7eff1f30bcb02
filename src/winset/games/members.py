"""Members of a chamber: how blocs stand in it seat by seat."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from winset.games.domestic import Floats, Labels, NamedMembers


@dataclass(frozen=True)
class Seating:
    """Members of a chamber: one entry a member, blocs in order.

    Parameters
    ----------
    bloc
        Row of the actor each member belongs to, shape ``(n_members,)``.
    quantile
        Its standard normal quantile within the bloc, shape ``(n_members,)``; member i of n stands
        at (i - 1/2)/n.
    offset
        Place of the chamber's first member among the members of all chambers.
    named
        The real members, where the chamber has them.
    """

    bloc: NDArray[np.int64]
    quantile: Floats
    offset: int
    named: NamedMembers | None = None

    @classmethod
    def of(cls, labels: Labels, chamber: int) -> Seating:
        """Seating of one chamber, by its column in the labels."""
        seats = labels.seats[:, chamber]
        bloc = np.repeat(np.arange(seats.size), seats)
        named = labels.members_of(labels.chambers[chamber])
        even = [bloc_quantiles(int(n)) for n in seats] if named is None else [named.quantile]
        quantile = np.concatenate(even or [np.zeros(0)])
        return cls(bloc, quantile, int(labels.seats[:, :chamber].sum()), named)

    @property
    def members(self) -> int:
        """Number of members."""
        return int(self.bloc.size)

    def positions(self, mean: Floats, spread: Floats) -> Floats:
        """Positions of the members on one axis, shape ``(n_draws, n_members)``.

        Parameters
        ----------
        mean, spread
            Of each actor on that axis, shape ``(n_draws, n_actors)``.
        """
        raw = mean[:, self.bloc] + spread[:, self.bloc] * self.quantile
        return np.asarray(np.where(self.quantile == 0.0, raw, np.clip(raw, 0.0, 1.0)))


@lru_cache(maxsize=1024)
def bloc_quantiles(size: int) -> Floats:
    """Standard normal quantiles at (i - 1/2)/n for i = 1..n, shape ``(n,)``; not to be written to.

    Examples
    --------
    >>> bloc_quantiles(3).round(4).tolist()
    [-0.9674, 0.0, 0.9674]
    """
    normal = NormalDist()
    found = np.array([normal.inv_cdf((i + 0.5) / size) for i in range(size)], dtype=np.float64)
    found.flags.writeable = False
    return found


def real_blocs(labels: Labels) -> Floats:
    """1 for each actor whose seats real members fill, 0 for the others, shape ``(n_actors,)``."""
    found = np.zeros(len(labels.actors))
    for column, chamber in enumerate(labels.chambers):
        named = labels.members_of(chamber)
        if named is not None:
            found[np.repeat(np.arange(found.size), labels.seats[:, column])[named.is_real]] = 1.0
    return found


def member_label(name: str, *places: str | None) -> str:
    """Name of a member with party, state and district, as far as they are known.

    Examples
    --------
    >>> member_label("HASTERT, John Dennis", "R", "IL", "14"), member_label("Sato", None)
    ('HASTERT, John Dennis (R-IL-14)', 'Sato')
    """
    where = "-".join(place for place in places if place)
    return f"{name} ({where})" if where else name
