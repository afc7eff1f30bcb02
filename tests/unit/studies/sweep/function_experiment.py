"""A function of numbers as the subject of a sweep, to try the methods on known answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winset.foundation.randomness import BLOCK_DRAWS
from winset.games.domestic import Floats
from winset.studies.sweep.experiment import Columns, digest_of
from winset.translate.inputs import CodedInput


@dataclass(frozen=True)
class FunctionExperiment:
    """A function of numbers, each uniform over a range: for tests of the methods themselves.

    Parameters
    ----------
    name
        What the function is called.
    ranges
        Lowest and highest value of each input by its name.
    function
        Takes an array ``(n_draws, n_inputs)`` and returns ``(n_draws,)``.
    threshold
        The column ``passes`` says where the value is at least this.
    """

    name: str
    ranges: Mapping[str, tuple[float, float]]
    function: Callable[[Floats], Floats]
    threshold: float = 0.0

    @property
    def inputs(self) -> tuple[CodedInput, ...]:
        """The inputs, most likely in the middle."""
        return tuple(
            CodedInput(name, low, 0.5 * (low + high), high, "uniform", (low, high), False, ())
            for name, (low, high) in self.ranges.items()
        )

    @property
    def has_shocks(self) -> bool:
        """Never."""
        return False

    @property
    def part_draws(self) -> int:
        """Four blocks: a fraction of a second."""
        return 4 * BLOCK_DRAWS

    def identity(self) -> dict[str, Any]:
        """Name and ranges."""
        plain: dict[str, Any] = {
            "kind": "function",
            "case": self.name,
            "ranges": {name: list(ends) for name, ends in self.ranges.items()},
        }
        return {**plain, "digest": digest_of(plain)}

    def play(
        self,
        values: Floats,
        seed: int,
        shocks: NDArray[np.int64] | None,
    ) -> Columns:
        """Value of the function at each row."""
        found = np.asarray(self.function(values), dtype=np.float64)
        return {"value": found, "passes": found >= self.threshold}
