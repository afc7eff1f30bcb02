"""Randomness: the only way from a seed to random numbers.

Every random input has a stream of its own, found by its name, and is drawn in blocks found by
their number. So one seed gives one answer: whatever the number of workers, whichever draws a
worker is given, and whether or not another input was added.
"""

from __future__ import annotations

import zlib

import numpy as np
from numpy.typing import NDArray

BLOCK_DRAWS = 1024
"""Draws in one block of a stream."""


def generator(seed: int, name: str, block: int = 0) -> np.random.Generator:
    """Generator for one block of one named stream.

    Parameters
    ----------
    seed
        Not negative.
    name
        Name of the random input, such as the path of a coded number.
    block
        Number of the block, from 0.

    Raises
    ------
    ValueError
        If the seed or the block is negative.
    """
    stream = zlib.crc32(name.encode())
    sequence = np.random.SeedSequence(entropy=seed, spawn_key=(stream, block))
    return np.random.Generator(np.random.Philox(sequence))


def uniforms(seed: int, name: str, start: int, stop: int, width: int = 1) -> NDArray[np.float64]:
    """Uniform numbers in [0, 1) for the draws ``start`` to ``stop``, shape ``(draws, width)``.

    Examples
    --------
    >>> whole = uniforms(0, "theta", 0, 3000)
    >>> bool((uniforms(0, "theta", 1000, 1100) == whole[1000:1100]).all())
    True
    """
    return _blocks(seed, name, start, stop, width, normal=False)


def standard_normals(
    seed: int, name: str, start: int, stop: int, width: int = 1
) -> NDArray[np.float64]:
    """Standard normal numbers for the draws ``start`` to ``stop``, shape ``(draws, width)``."""
    return _blocks(seed, name, start, stop, width, normal=True)


def _blocks(
    seed: int, name: str, start: int, stop: int, width: int, *, normal: bool
) -> NDArray[np.float64]:
    pieces = []
    for block in range(start // BLOCK_DRAWS, -(-stop // BLOCK_DRAWS)):
        first = block * BLOCK_DRAWS
        rows = min(stop, first + BLOCK_DRAWS) - first
        source = generator(seed, name, block)
        shape = (rows, width)
        drawn = source.standard_normal(shape) if normal else source.random(shape)
        pieces.append(drawn[max(start - first, 0) :])
    return np.concatenate(pieces) if pieces else np.empty((0, width))
