"""Texts that governments would sign and countries ratify, at a level of probability."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray

from winset.games.domestic import Floats
from winset.results.two_level.win_set import WinSet
from winset.solvers.two_level.region import Question, region
from winset.solvers.two_level.table_play import TablePlay

__all__ = ["Landscape", "Lattice"]

_LATTICE = 96
_LINE = 1000
_FEW_DRAWS = 48
_SAMPLES = 2048
Bits = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Lattice:
    """P, u and E of texts along one or two axes, found at nodes and interpolated linearly.

    Parameters
    ----------
    play
        The table.
    axis
        Nodes on each axis, evenly from 0 to 1.
    count
        How many axes, one or two.
    text_at
        Texts, shape ``(n, n_issues)``, at places on the axes, shape ``(n, count)``; None where the
        axes are the issues.
    """

    play: TablePlay
    axis: Floats
    count: int
    text_at: Callable[[Floats], Floats] | None = None

    @cached_property
    def nodes(self) -> Floats:
        """Places of the nodes, the last axis running fastest, shape ``(n, count)``."""
        mesh = np.meshgrid(*[self.axis] * self.count, indexing="ij")
        return np.stack(mesh, -1).reshape(-1, self.count)

    @cached_property
    def _found(self) -> tuple[Floats, Floats, Floats]:
        """P, u and E at the nodes, each of shape ``(n_countries, n, ...)``."""
        points = self.nodes if self.text_at is None else self.text_at(self.nodes)
        chance, gains = self.play.chance(points), self.play.gains(points)
        expected = self.play.prospects.from_parts(gains, chance)
        shape = (-1, *(self.axis.size,) * self.count)
        return chance.T.reshape(shape), gains.T.reshape(shape), expected.T.reshape(shape)

    def at(self, places: Floats) -> tuple[Floats, Floats, Floats]:
        """P, u and E at places on the axes, each of shape ``(n, n_countries)``."""
        steps = self.axis.size - 1
        place = np.clip(places, 0.0, 1.0) * steps
        low = np.minimum(place.astype(np.int64), steps - 1)
        chance, gains, expected = (_between_nodes(v, low, place - low) for v in self._found)
        return chance, gains, expected


@dataclass(frozen=True, eq=False)
class Landscape:
    """Probabilities and expected gains over all texts, and the sets they mark out.

    Parameters
    ----------
    play
        The table.

    Notes
    -----
    With one or two issues both are found on a lattice and interpolated linearly; with more, texts
    are asked one by one.
    """

    play: TablePlay

    @property
    def issues(self) -> int:
        """Number of issues."""
        return len(self.play.negotiation.issues)

    @cached_property
    def _lattice(self) -> Lattice:
        axis = np.linspace(0.0, 1.0, (_LINE if self.issues == 1 else _LATTICE) + 1)
        return Lattice(self.play, axis, self.issues)

    @cached_property
    def texts(self) -> Floats:
        """Texts of the lattice, or those searched from, shape ``(n, n_issues)``."""
        if not self.play.is_mapped:
            return self.play.candidates[0]
        return self._lattice.nodes

    def at(self, points: Floats) -> tuple[Floats, Floats, Floats]:
        """P, u and E at texts, each of shape ``(n, n_countries)``.

        Parameters
        ----------
        points
            Shape ``(n, n_issues)``.
        """
        if not self.play.is_mapped:
            chance, gains = self.play.chance(points), self.play.gains(points)
            return chance, gains, self.play.prospects.from_parts(gains, chance)
        return self._lattice.at(points)

    def _gain_of(self, place: int, points: Floats) -> Floats:
        """The column of `at` for u of one country, without asking the others."""
        if self.play.is_mapped:
            return self.at(points)[1][:, place]
        return np.asarray(self.play.governments[place].gains(points))

    def _chance_of(self, place: int, points: Floats) -> Floats:
        """The column of `at` for P of one country, without asking the others."""
        if self.play.is_mapped:
            return self.at(points)[0][:, place]
        return self.play.chance_of(place, points)

    def enters(self, level: float, points: Floats, doubt: float = 0.0) -> Bits:
        """Return whether enough countries would sign each text and ratify it with some probability.

        Parameters
        ----------
        level
            Least probability of each.
        points
            Shape ``(n, n_issues)``.
        doubt
            What is taken off every probability first, for the error of a lattice.
        """
        if self.play.is_mapped:
            return self._enters(level, points, doubt)
        table = self.play.negotiation
        gaining = self.play.gains(points) > 0.0  # others do not sign, whatever is ratified
        found = table.entry.holds(gaining, table.names, table.weights) & self.play.fits(points)
        found[found] = self._enters(level, points[found], doubt)
        return np.asarray(found)

    def _enters(self, level: float, points: Floats, doubt: float) -> Bits:
        chance, gains, expected = self.at(points)
        if doubt > 0.0:
            chance = np.maximum(chance - doubt, 0.0)
            expected = self.play.prospects.from_parts(gains, chance)
        return np.asarray(self.held(level, chance, expected) & self.play.fits(points))

    def held(self, level: float, chance: Floats, expected: Floats) -> Bits:
        """The same from P and E of texts, each of shape ``(n, n_countries)``."""
        table = self.play.negotiation
        signed = (chance >= level) & (expected > 0.0)
        return np.asarray(table.entry.holds(signed, table.names, table.weights))

    def entering(self, level: float, doubt: float = 0.0) -> Floats:
        """Texts of the lattice, or of those searched from, that `enters` holds for."""
        return np.asarray(self.texts[self.enters(level, self.texts, doubt)])

    def zone(self, level: float, seed: int = 0) -> WinSet:
        """Texts that enough countries would sign and each of them ratify with some probability.

        Parameters
        ----------
        level
            Least probability of each.
        seed
            Of the sample with more than two issues.
        """

        def refused_by(points: Floats) -> list[str]:
            chance, _, expected = self.at(points)
            short = np.where(expected > 0.0, chance, -1.0)
            worst = short.argmin(axis=1)
            return self._named(points, worst, expected, prefix=True)

        reason = f"no text is signed and ratified by all that are needed with {level:g} or more"
        return self._region(partial(self.enters, level), refused_by, reason, seed)

    def win_set(self, place: int, level: float, seed: int = 0) -> WinSet:
        """Texts that one government gains from and its country ratifies with some probability."""

        def accepts(points: Floats) -> Bits:
            held = (self._gain_of(place, points) > 0.0) & self.play.fits(points)
            held[held] = self._chance_of(place, points[held]) >= level
            return np.asarray(held)

        def refused_by(points: Floats) -> list[str]:
            gains = np.zeros((len(points), place + 1))
            gains[:, place] = self._gain_of(place, points)
            return self._named(points, np.full(len(points), place), gains, prefix=False)

        reason = f"no text is ratified with a probability of {level:g} or more"
        return self._region(accepts, refused_by, reason, seed)

    def _named(
        self,
        points: Floats,
        places: NDArray[np.intp],
        gains: Floats,
        *,
        prefix: bool,
    ) -> list[str]:
        """Find who refuses each text in a country: the chief executive or the likeliest at home."""
        said = [""] * len(points)
        names = self.play.negotiation.names
        for place in np.unique(places):
            risk = self.play.risks[place]
            rows = np.flatnonzero(places == place)
            home = risk.refusers(points[rows], min(_FEW_DRAWS, risk.draws))
            chief = risk.game.labels.actors[self.play.governments[place].chief]
            for row, refuser in zip(rows, home, strict=True):
                unwilling = gains[row, place] <= 0.0 or not refuser
                who = chief if unwilling else refuser
                said[row] = f"{names[place]}: {who}" if prefix else who
        return said

    def _region(
        self,
        accepts: Callable[[Floats], Bits],
        refused_by: Callable[[Floats], list[str]],
        reason: str,
        seed: int,
    ) -> WinSet:
        hints = self.texts[:1] if self.issues == 2 else self.texts
        question = Question(
            issues=self.play.negotiation.issues,
            status_quo=self.play.negotiation.status_quo,
            accepts=accepts,
            refused_by=refused_by,
            hints=hints,
            reason=reason,
        )
        return region(question, samples=_SAMPLES, seed=seed)


def _between_nodes(values: Floats, low: NDArray[np.int64], share: Floats) -> Floats:
    """Values on a lattice, interpolated linearly between its nodes.

    Parameters
    ----------
    values
        Shape ``(k, n)`` on a line, ``(k, n, n)`` on a plane.
    low
        Node below each point on each axis, shape ``(n_points, 1 or 2)``.
    share
        Place between that node and the next, 0..1, same shape.

    Returns
    -------
    array (n_points, k)
    """
    if low.shape[1] == 1:
        first, right = low[:, 0], share[:, 0]
        found = values[:, first] * (1.0 - right) + values[:, first + 1] * right
        return np.asarray(found.T)
    (a, b), (s, t) = low.T, share.T
    found = (
        values[:, a, b] * (1.0 - s) * (1.0 - t)
        + values[:, a + 1, b] * s * (1.0 - t)
        + values[:, a, b + 1] * (1.0 - s) * t
        + values[:, a + 1, b + 1] * s * t
    )
    return np.asarray(found.T)
