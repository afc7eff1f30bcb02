"""Designs of a sweep: at which points of the ranges the game is played."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from winset.foundation.errors import InputError
from winset.foundation.randomness import BLOCK_DRAWS, generator, uniforms
from winset.games.domestic import Floats

if TYPE_CHECKING:
    from scipy.stats import qmc

Design = Literal["random", "latin-hypercube", "sobol", "saltelli", "morris"]
DESIGNS: tuple[Design, ...] = ("random", "latin-hypercube", "sobol", "saltelli", "morris")

SHOCKS = "shocks"
"""Name of all shocks together, where they count as one more input."""
MORRIS_LEVELS = 4
_LEAST_SETS = {"saltelli": 64, "morris": 4}


@dataclass(frozen=True)
class SweepPlan:
    """Place of each draw of a sweep, block by block.

    Parameters
    ----------
    design
        How points are chosen.
    draws
        How many there are in all.
    seed
        Of everything random.
    paths
        Of the inputs that vary; a stream of random numbers is found by its path.
    with_shocks
        Whether the shocks are drawn too.
    """

    design: Design
    draws: int
    seed: int
    paths: tuple[str, ...]
    with_shocks: bool

    @property
    def factors(self) -> tuple[str, ...]:
        """Inputs of the design: those that vary and, if drawn, the shocks as one."""
        return (*self.paths, SHOCKS) if self.with_shocks else self.paths

    @property
    def set_size(self) -> int:
        """Draws that belong together: 1, or all that change one point factor by factor."""
        if self.design == "saltelli":
            return len(self.factors) + 2
        return len(self.factors) + 1 if self.design == "morris" else 1

    @property
    def sets(self) -> int:
        """Number of such sets."""
        return self.draws // self.set_size


def planned(
    design: Design, draws: int, seed: int, paths: tuple[str, ...], *, with_shocks: bool
) -> SweepPlan:
    """Plan of a sweep with the number of draws rounded down to what the design needs.

    Raises
    ------
    InputError
        If nothing varies, or there are too few draws for the design.

    Notes
    -----
    ``saltelli`` needs k + 2 draws for each point (k factors), the number of points a power of two;
    ``morris`` k + 1 draws for each trajectory.
    """
    plan = SweepPlan(design, draws, seed, paths, with_shocks)
    if not plan.factors:
        raise InputError("nothing varies: no number has a range and the shocks are left out")
    if design not in _LEAST_SETS:
        return plan
    if plan.sets < _LEAST_SETS[design]:
        least = _LEAST_SETS[design] * plan.set_size
        raise InputError(
            f"--draws {draws}: design {design} over {len(plan.factors)} inputs needs at least "
            f"{least:,} draws",
            "vary fewer, or ask for more draws",
        )
    sets = 1 << (plan.sets.bit_length() - 1) if design == "saltelli" else plan.sets
    return SweepPlan(design, sets * plan.set_size, seed, paths, with_shocks)


def points(plan: SweepPlan, start: int, stop: int) -> tuple[Floats, NDArray[np.int64]]:
    """Shares of the inputs and numbers of the shocks for the draws ``start`` to ``stop``.

    Parameters
    ----------
    plan
        The plan.
    start, stop
        Within one block of 1024 draws.

    Returns
    -------
    share
        In [0, 1), shape ``(stop - start, n_paths)``.
    shock
        Which draw of the shocks' streams belongs to each row, shape ``(stop - start,)``.

    Notes
    -----
    ``latin-hypercube`` puts every block into strata of its own (a replicated Latin hypercube), so
    that any worker finds its block without the others and the replicates give an honest standard
    error. ``sobol`` is Sobol's sequence with Owen scrambling and a digital shift by the seed.
    """
    rows = np.arange(start, stop, dtype=np.int64)
    if plan.design == "random":
        return _side_by_side(
            [uniforms(plan.seed, path, start, stop)[:, 0] for path in plan.paths], rows.size
        ), rows
    if plan.design == "latin-hypercube":
        return _hypercube(plan, start, stop), rows
    if plan.design == "sobol":
        return _sequence(plan.seed, len(plan.paths), start, stop), rows
    return _saltelli(plan, rows) if plan.design == "saltelli" else _morris(plan, rows)


def _side_by_side(columns: list[Floats], rows: int) -> Floats:
    return np.stack(columns, axis=1) if columns else np.zeros((rows, 0))


def _hypercube(plan: SweepPlan, start: int, stop: int) -> Floats:
    block = start // BLOCK_DRAWS
    first = block * BLOCK_DRAWS
    size = min(plan.draws, first + BLOCK_DRAWS) - first
    columns = []
    for path in plan.paths:
        source = generator(plan.seed, f"latin-hypercube.{path}", block)
        stratum = source.permutation(size) + source.random(size)
        columns.append(np.minimum(stratum / size, np.nextafter(1.0, 0.0))[start - first :])
    return _side_by_side([column[: stop - start] for column in columns], stop - start)


_ONE_AT_A_TIME = Lock()


@lru_cache(maxsize=4)
def _engine(seed: int, width: int) -> qmc.Sobol:
    from scipy.stats import qmc

    return qmc.Sobol(width, scramble=True, seed=generator(seed, "sobol"))


def _sequence(seed: int, width: int, start: int, stop: int) -> Floats:
    """Points ``start`` to ``stop`` of a scrambled Sobol sequence, shape ``(rows, width)``."""
    if width == 0 or stop <= start:
        return np.zeros((stop - start, width))
    with _ONE_AT_A_TIME:  # the engine walks along the sequence
        engine = _engine(seed, width)
        if engine.num_generated > start:
            engine.reset()
        if engine.num_generated < start:
            engine.fast_forward(start - engine.num_generated)
        first = engine.random(1)  # by itself, since a first draw of 2^n + 1 would warn
        found = np.concatenate([first, engine.random(stop - start - 1)])
    return np.asarray(np.minimum(found, np.nextafter(1.0, 0.0)))


def _saltelli(plan: SweepPlan, rows: NDArray[np.int64]) -> tuple[Floats, NDArray[np.int64]]:
    """Point A, then A with one factor from B for each factor, then B (Saltelli 2002, 2010)."""
    width, size = len(plan.paths), plan.set_size
    base, role = np.divmod(rows, size)
    first, last = int(base[0]), int(base[-1]) + 1
    both = _sequence(plan.seed, 2 * width, first, last)[base - first]
    own, other = both[:, :width], both[:, width:]
    exchanged = role[:, None] == 1 + np.arange(width)[None, :]
    is_other = role == size - 1
    share = np.where(exchanged | is_other[:, None], other, own)
    swaps_shocks = is_other | (role == 1 + width) if plan.with_shocks else is_other
    return share, np.where(swaps_shocks, plan.sets + base, base)


def morris_levels(plan: SweepPlan, rows: NDArray[np.int64]) -> Floats:
    """Level of each factor in the given draws of a ``morris`` design, ``(n_rows, n_factors)``.

    Notes
    -----
    Trajectories over the grid 0, 1/3, 2/3, 1 of each factor's distribution; each factor moves once,
    up or down by 2/3, in an order of its own (Morris 1991). The shocks, where they count as a
    factor, are one draw of them below 1/2 and another above.
    """
    width = len(plan.factors)
    jump = MORRIS_LEVELS / (2.0 * (MORRIS_LEVELS - 1.0))
    trajectory, step = np.divmod(rows, plan.set_size)
    level = np.empty((rows.size, width))
    for one in np.unique(trajectory):
        source = generator(plan.seed, "morris", int(one))
        start = source.integers(0, MORRIS_LEVELS // 2, width) / (MORRIS_LEVELS - 1.0)
        upward = source.random(width) < 0.5
        turn = source.permutation(width).argsort()
        mine = trajectory == one
        moved = step[mine, None] > turn[None, :]
        level[mine] = np.where(moved == upward[None, :], start + jump, start)
    return level


def _morris(plan: SweepPlan, rows: NDArray[np.int64]) -> tuple[Floats, NDArray[np.int64]]:
    level, trajectory = morris_levels(plan, rows), rows // plan.set_size
    if not plan.with_shocks:
        return level, trajectory
    return level[:, :-1], np.where(level[:, -1] > 0.5, plan.sets + trajectory, trajectory)
