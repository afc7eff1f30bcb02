"""Standard normals from a counter: any draw of any member at any time, without a table.

Philox 4x32-10 turns a counter (draw // 4, member) and a key of two words into four words of 32
bits, one for each of four draws. A word becomes a normal by inversion: one bit is the sign, the
others p = (word + 1/2) / 2^32 < 1/2, and z = -Phi^-1(p) comes from cubics on 32 equal pieces of
each halving of p, within 1e-9. So |z| never exceeds 6.34.

References
----------
Salmon, J. K., M. A. Moraes, R. O. Dror and D. E. Shaw (2011). Parallel random numbers: as easy as
1, 2, 3. Proceedings of SC '11.
"""

from __future__ import annotations

from statistics import NormalDist
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from winset.kernels.compiled import compiled_like_numpy

Floats = NDArray[np.float64]
Words = NDArray[np.uint32]
LongWords = NDArray[np.uint64]

NO_KEY: Final[Words] = np.empty(0, dtype=np.uint32)
DRAWS_AT_ONCE: Final = 4
ROUNDS: Final = 10

_OCTAVES: Final = 32
_PIECES_BITS: Final = 5
_PIECES: Final = 2**_PIECES_BITS

_MULTIPLIER = np.uint64(0xD2511F53)
_OTHER_MULTIPLIER = np.uint64(0xCD9E8D57)
_STEP = np.uint64(0x9E3779B9)
_OTHER_STEP = np.uint64(0xBB67AE85)
_LOW_HALF = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
_SIGN = np.int64(0x80000000)
_MAGNITUDE = np.int64(0x7FFFFFFF)
_LOW_BITS = np.uint64(52 - _PIECES_BITS)
_MANTISSA_REST = np.uint64(2 ** (52 - _PIECES_BITS) - 1)
_ONE = np.uint64(1023 << 52)
_FIRST_PIECE = np.uint64((1023 - _OCTAVES - 1) * _PIECES)


def _curve() -> Floats:
    """Coefficients of the cubics for -Phi^-1, constant term first, shape ``(4, 1024)``.

    Interpolated at the Chebyshev nodes of each piece.
    """
    inverse = NormalDist().inv_cdf
    nodes = 0.5 + 0.5 * np.cos((2.0 * np.arange(4) + 1.0) * np.pi / 8.0)
    edges = np.exp2(np.arange(_OCTAVES) - _OCTAVES - 1.0)[:, None]
    left = (edges * (1.0 + np.arange(_PIECES) / _PIECES)).ravel()
    places = left + np.outer(nodes, np.repeat(edges.ravel() / _PIECES, _PIECES))
    values = np.array([-inverse(p) for p in places.ravel().tolist()]).reshape(places.shape)
    return np.ascontiguousarray(np.linalg.solve(np.vander(nodes, increasing=True), values))


_CONSTANT, _LINEAR, _SQUARE, _CUBE = _curve()


@compiled_like_numpy
def _round(
    first: np.uint64, second: np.uint64, third: np.uint64, fourth: np.uint64, key: Any, other: Any
) -> tuple[np.uint64, np.uint64, np.uint64, np.uint64]:
    product = _MULTIPLIER * first
    other_product = _OTHER_MULTIPLIER * third
    return (
        ((other_product >> _HALF) ^ second ^ key) & _LOW_HALF,
        other_product & _LOW_HALF,
        ((product >> _HALF) ^ fourth ^ other) & _LOW_HALF,
        product & _LOW_HALF,
    )


@compiled_like_numpy
def fill_words(key: Words, group: int, column: int, words: LongWords) -> None:
    """Write the words of a group of four draws, ``(4, n_members)``, from member `column` on."""
    low = np.uint64(group) & _LOW_HALF
    high = np.uint64(group) >> _HALF
    rows = (words[0], words[1], words[2], words[3])
    for member in range(words.shape[1]):
        one, two, three, four = low, np.uint64(column + member), high, np.uint64(0)
        left = np.uint64(key[0])
        right = np.uint64(key[1])
        for _ in range(ROUNDS):
            one, two, three, four = _round(one, two, three, four, left, right)
            left = (left + _STEP) & _LOW_HALF
            right = (right + _OTHER_STEP) & _LOW_HALF
        rows[0][member] = one
        rows[1][member] = two
        rows[2][member] = three
        rows[3][member] = four


@compiled_like_numpy
def fill_normals(words: LongWords, normals: Floats) -> None:
    """Write the normal of each word; one row of words, one of normals."""
    for index in range(words.size):
        word = np.int64(words[index])
        tail = np.float64((np.float64(word & _MAGNITUDE) + 0.5) * 2.0**-32)
        bits = np.uint64(tail.view(np.uint64))
        piece = np.int64((bits >> _LOW_BITS) - _FIRST_PIECE)
        within = np.uint64((bits & _MANTISSA_REST) | _ONE)
        at = (within.view(np.float64) - 1.0) * _PIECES
        value = _LINEAR[piece] + at * (_SQUARE[piece] + at * _CUBE[piece])
        value = _CONSTANT[piece] + at * value
        normals[index] = -value if word & _SIGN else value
