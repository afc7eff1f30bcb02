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
TABLE_ROWS = 4096
"""Rows of a table of numbers that draws share, for `normal_table`."""
_STRIP = 64


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


def stream_key(seed: int, name: str) -> NDArray[np.uint32]:
    """Key of one named stream for numbers that are made from a counter inside a kernel.

    Parameters
    ----------
    seed
        Not negative.
    name
        Name of the random input.

    Returns
    -------
    array (2,)
        Two words; other seeds and other names give other streams.

    Raises
    ------
    ValueError
        If the seed is negative.

    Examples
    --------
    >>> stream_key(0, "members of the House").tolist() == stream_key(1, "members").tolist()
    False
    """
    stream = zlib.crc32(name.encode())
    words = np.random.SeedSequence(entropy=seed, spawn_key=(stream, 0)).generate_state(2)
    return words.astype(np.uint32)


def normal_table(seed: int, name: str, rows: int, width: int) -> NDArray[np.float64]:
    """Standard normal numbers that many draws and many cases read again and again.

    Parameters
    ----------
    seed
        Not negative.
    name
        Name of the random input.
    rows
        How many draws it takes until a number comes again.
    width
        Numbers in a row, such as the members of all chambers.

    Returns
    -------
    array (rows, width)
        A wider or longer table begins with the same numbers.

    Raises
    ------
    ValueError
        If the seed is negative.

    Notes
    -----
    What is estimated from D draws that share T rows has the variance (v - v_row) / D + v_row / T,
    v being the variance over draws and v_row that of the expectation given the row: more draws
    take away the first term alone. Noise that is each member's own moves a tally little beside
    what members share, so v_row is a few percent of v.

    Examples
    --------
    >>> small = normal_table(0, "member", 4, 3)
    >>> bool((normal_table(0, "member", 2000, 100)[:4, :3] == small).all())
    True
    """
    strips = [
        standard_normals(seed, f"{name}, from {first} on", 0, rows, _STRIP)
        for first in range(0, width, _STRIP)
    ]
    return np.ascontiguousarray(np.concatenate(strips, axis=1)[:, :width])


def sobol_normals(seed: int, name: str, draws: int, width: int) -> NDArray[np.float64]:
    """Standard normal numbers spread evenly over the draws: a scrambled Sobol sequence.

    Parameters
    ----------
    seed
        Not negative.
    name
        Name of the stream.
    draws
        How many; a power of two is spread best.
    width
        Numbers in a draw.

    Returns
    -------
    array (draws, width)
        A longer table begins with the same numbers.

    Raises
    ------
    ValueError
        If the seed is negative.

    References
    ----------
    Owen (1998), Scrambling Sobol' and Niederreiter-Xing points, Journal of Complexity 14(4).

    Examples
    --------
    >>> drawn = sobol_normals(0, "bill", 256, 2)
    >>> drawn.shape, bool(abs(drawn.mean()) < 0.01), bool(abs(drawn.std() - 1) < 0.02)
    ((256, 2), True, True)
    """
    from scipy.special import ndtri
    from scipy.stats import qmc

    if width == 0 or draws == 0:
        return np.zeros((draws, width))
    sequence = qmc.Sobol(width, scramble=True, rng=generator(seed, name))
    shares = sequence.random_base2(max(draws - 1, 1).bit_length())[:draws]
    return np.asarray(ndtri(np.clip(shares, 1e-10, 1.0 - 1e-10)))
