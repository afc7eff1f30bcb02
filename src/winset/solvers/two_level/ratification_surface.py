"""The probability of ratification over a line or a plane of texts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from winset.games.domestic import Floats
from winset.kernels.table_votes import interpolated_passes
from winset.solvers.two_level.ratification_risk import RatificationRisk

__all__ = ["FINE", "RatificationSurface"]

Bits = NDArray[np.uint8]
FINE = 48
"""Cells on an axis."""
_STRIDE = 4
_FIRST_LOOK = 128
"""Draws after which a node counts as decided if they all agree."""
_CHUNK = 2048
_MANY, _KEPT = 256, 4
"""Texts from which on what was found is kept, and how many sets of texts."""


@dataclass(frozen=True, eq=False)
class RatificationSurface:
    """P(x) of one country, found on a lattice where it is undecided and interpolated between.

    Parameters
    ----------
    risk
        Ratification draw by draw, over one or two issues.
    cells
        Cells on an axis, a multiple of four.

    Notes
    -----
    Every fourth node is looked at with 128 draws. Where it and its neighbours agree in all of them,
    what lies between counts as decided; elsewhere every node is found with all draws. So a part
    narrower than four cells may be missed. Between nodes what chambers do is interpolated draw by
    draw; single players and the calendar are asked at the text itself. With 2,048 draws and 48
    cells the error of P has a root mean square of .01 or less where P is neither 0 nor 1, but of
    .02 and .04 in two countries of the casebook, where P jumps within a cell near an edge.
    """

    risk: RatificationRisk
    cells: int = FINE

    @cached_property
    def _known(self) -> dict[bytes, Floats]:
        """Probabilities at large sets of texts asked before, such as those of a search."""
        return {}

    @property
    def issues(self) -> int:
        """One or two."""
        return len(self.risk.game.labels.vote_issues)

    @cached_property
    def axis(self) -> Floats:
        """Nodes on an axis."""
        return np.linspace(0.0, 1.0, self.cells + 1)

    @cached_property
    def nodes(self) -> Floats:
        """All nodes, the last axis running fastest, shape ``(n_nodes, n_issues)``."""
        mesh = np.meshgrid(*[self.axis] * self.issues, indexing="ij")
        return np.stack(mesh, axis=-1).reshape(-1, self.issues)

    @cached_property
    def carried(self) -> Bits:
        """Find what chambers do at the nodes, shape ``(n_nodes, n_draws, n_clauses)``."""
        risk, steps = self.risk, self.cells + 1
        shape = (steps,) * self.issues
        if not risk.asks_chambers:
            return risk.carried(self.nodes)
        first = min(_FIRST_LOOK, risk.draws)
        coarse = np.arange(0, steps, _STRIDE)
        places = np.stack(np.meshgrid(*[coarse] * self.issues, indexing="ij"), -1)
        places = places.reshape(-1, self.issues)
        flat = np.ravel_multi_index(tuple(places.T), shape)
        look = risk.carried(self.nodes[flat], first)
        share = look.mean(axis=1).reshape(*(coarse.size,) * self.issues, -1)
        undecided = _undecided(share)
        wide = undecided
        for number in range(self.issues):
            wide = np.repeat(wide, _STRIDE, axis=number)
        cut = tuple(slice(0, size - 1) for size in shape)
        wide = wide[cut]
        open_ = np.zeros(shape, np.bool_)
        for corner in np.ndindex(*(2,) * self.issues):
            at = tuple(slice(c, c + size - 1) for c, size in zip(corner, shape, strict=True))
            open_[at] |= wide
        nearest = np.minimum((np.arange(steps) + _STRIDE // 2) // _STRIDE, coarse.size - 1)
        decided = share[np.ix_(*[nearest] * self.issues)].reshape(-1, share.shape[-1])
        found = np.repeat((decided > 0.5)[:, None, :].astype(np.uint8), risk.draws, axis=1)
        still = np.flatnonzero(open_.reshape(-1))
        found[still] = risk.carried(self.nodes[still])
        return found

    def share(self, points: Floats) -> Floats:
        """Share of draws in which each text is ratified, shape ``(n,)``."""
        points = np.clip(np.asarray(points, dtype=np.float64), 0.0, 1.0)
        pieces = [
            self._share(points[first : first + _CHUNK]) for first in range(0, len(points), _CHUNK)
        ]
        return np.concatenate(pieces) if pieces else np.zeros(0)

    def _share(self, points: Floats) -> Floats:
        place = points * self.cells
        first = np.minimum(place.astype(np.int64), self.cells - 1)
        consents = self.risk.consents(points)
        return np.asarray(
            interpolated_passes(self.carried, first, place - first, consents, self.cells + 1)
        )

    def chance(self, points: Floats) -> Floats:
        """Probability of ratification of each text, as `RatificationRisk.chance` counts it."""
        if self.risk.needs_nobody:
            return np.ones(len(points))
        if len(points) < _MANY:
            return self.risk.smoothed(self.share(points), self.risk.draws)
        key = np.asarray(points, dtype=np.float64).tobytes()
        if key not in self._known:
            if len(self._known) >= _KEPT:
                self._known.pop(next(iter(self._known)))
            self._known[key] = self.risk.smoothed(self.share(points), self.risk.draws)
        return self._known[key].copy()


def _undecided(share: Floats) -> NDArray[np.bool_]:
    """Coarse cells that must be looked into: a corner, or a neighbour's, is not like the others."""
    issues = share.ndim - 1
    low, high = share, share
    for number in range(issues):
        size = share.shape[number]
        low = np.minimum(low.take(range(size - 1), number), low.take(range(1, size), number))
        high = np.maximum(high.take(range(size - 1), number), high.take(range(1, size), number))
    plain = ((low == high) & ((low == 0.0) | (high == 1.0))).all(axis=-1)
    found = ~plain
    for number in range(issues):
        pad = [(1, 1) if axis == number else (0, 0) for axis in range(issues)]
        wide = np.pad(found, pad)
        size = found.shape[number]
        found = (
            wide.take(range(size), number)
            | wide.take(range(1, size + 1), number)
            | wide.take(range(2, size + 2), number)
        )
    return np.asarray(found)
