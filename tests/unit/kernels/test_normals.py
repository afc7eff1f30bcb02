"""Standard normals made from a counter."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pytest
from scipy import stats

from winset.foundation.randomness import stream_key
from winset.kernels.normals import DRAWS_AT_ONCE, fill_normals, fill_words


def words(key: tuple[int, int], group: int, column: int, members: int) -> np.ndarray:
    found = np.empty((DRAWS_AT_ONCE, members), dtype=np.uint64)
    fill_words(np.array(key, dtype=np.uint32), group, column, found)
    return found


def plain_philox(counter: list[int], key: list[int]) -> list[int]:
    """Philox 4x32-10 in whole numbers, from the paper."""
    a, b, c, d = counter
    left, right = key
    for _ in range(10):
        one, two = 0xD2511F53 * a, 0xCD9E8D57 * c
        a, b, c, d = (two >> 32) ^ b ^ left, two % 2**32, (one >> 32) ^ d ^ right, one % 2**32
        left, right = (left + 0x9E3779B9) % 2**32, (right + 0xBB67AE85) % 2**32
    return [a, b, c, d]


def normals(seed: int, groups: int, members: int) -> np.ndarray:
    """Shape (4 groups, members)."""
    key = stream_key(seed, "member")
    found = np.empty((groups, DRAWS_AT_ONCE, members))
    for group in range(groups):
        made = words((int(key[0]), int(key[1])), group, 0, members)
        for lane in range(DRAWS_AT_ONCE):
            fill_normals(made[lane], found[group, lane])
    return found.reshape(-1, members)


def test_the_plain_generator_gives_the_published_answers() -> None:
    """Known answers of the authors' library Random123 (kat_vectors, philox4x32, 10 rounds)."""
    ones = 0xFFFFFFFF
    assert plain_philox([0] * 4, [0] * 2) == [0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8]
    assert plain_philox([ones] * 4, [ones] * 2) == [0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD]


@pytest.mark.parametrize("group", [0, 5, 2**32 - 1, 2**32, 3 * 2**40 + 1])
def test_words_are_those_of_the_plain_generator(group: int) -> None:
    key = (12345, 2**32 - 1)
    found = words(key, group, 7, 40)
    for member in range(40):
        counter = [group % 2**32, 7 + member, group >> 32, 0]
        assert found[:, member].tolist() == plain_philox(counter, list(key))


def test_a_chamber_further_on_reads_the_same_stream_further_on() -> None:
    whole = words((1, 2), 3, 0, 50)
    assert (words((1, 2), 3, 20, 30) == whole[:, 20:]).all()


def test_every_word_becomes_the_normal_of_its_probability() -> None:
    edges = [0, 1, 2, 3, 2**30, 2**31 - 1, 2**31, 2**31 + 1, 2**32 - 1]
    edges += [2**k + add for k in range(2, 31) for add in (-1, 0, 1)]
    random = np.random.default_rng(0).integers(0, 2**32, 20_000).tolist()
    taken = np.array(edges + random, dtype=np.uint64)
    found = np.empty(taken.size)
    fill_normals(taken, found)
    inverse = NormalDist().inv_cdf
    for word, value in zip(taken.tolist(), found.tolist(), strict=True):
        exact = -inverse((word % 2**31 + 0.5) / 2**32)
        assert abs(value - (exact if word < 2**31 else -exact)) < 1e-9


def test_the_extremes_are_opposite_and_finite() -> None:
    found = np.empty(2)
    fill_normals(np.array([0, 2**31], dtype=np.uint64), found)
    assert found[0] == -found[1] == pytest.approx(6.3379, abs=1e-4)


def test_the_distribution_is_standard_normal() -> None:
    """A million numbers; bounds at about four standard errors."""
    z = normals(11, 500, 500).ravel()
    assert abs(z.mean()) < 4e-3
    assert abs(z.std() - 1.0) < 3e-3
    assert abs(stats.skew(z)) < 1e-2
    assert abs(stats.kurtosis(z)) < 2e-2
    assert stats.kstest(z, "norm").pvalue > 1e-3
    tails = [(np.abs(z) > bound).mean() for bound in (1.0, 2.0, 3.0, 4.0)]
    expected = [2.0 * stats.norm.sf(bound) for bound in (1.0, 2.0, 3.0, 4.0)]
    for found, share in zip(tails, expected, strict=True):
        assert abs(found - share) < 4.0 * np.sqrt(share / z.size)


def test_neighbours_in_draws_and_members_and_other_seeds_are_uncorrelated() -> None:
    z = normals(11, 250, 500)
    bound = 4.0 / np.sqrt(z.size)
    for first, second in (
        (z[1:], z[:-1]),
        (z[4:], z[:-4]),
        (z[:, 1:], z[:, :-1]),
        (z**2, np.roll(z**2, 1, axis=1)),
        (z, normals(12, 250, 500)),
    ):
        assert abs(np.corrcoef(first.ravel(), second.ravel())[0, 1]) < bound
