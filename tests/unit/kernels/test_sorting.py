"""Sorting in bins, by swaps and by insertion, against the general sort."""

from __future__ import annotations

import numpy as np
import pytest

from winset.kernels.sorting import SMALL, sort_descending


def smooth(rng: np.random.Generator, count: int) -> np.ndarray:
    return rng.normal(0.0, 0.2, count)


def equal(rng: np.random.Generator, count: int) -> np.ndarray:
    return np.full(count, rng.normal())


def tied(rng: np.random.Generator, count: int) -> np.ndarray:
    return np.round(rng.normal(0.0, 2.0, count))


def crowded(rng: np.random.Generator, count: int) -> np.ndarray:
    """All but one value in one bin: too many moves for insertion."""
    values = rng.normal(0.0, 1e-9, count)
    values[rng.integers(count)] = 5.0
    return values


def two_camps(rng: np.random.Generator, count: int) -> np.ndarray:
    return np.where(rng.random(count) < 0.5, -100.0, 100.0) + rng.normal(0.0, 1e-3, count)


def not_for_sale(rng: np.random.Generator, count: int) -> np.ndarray:
    return np.where(rng.random(count) < 0.4, -np.inf, rng.normal(size=count))


def none_for_sale(rng: np.random.Generator, count: int) -> np.ndarray:
    return np.full(count, -np.inf)


def far_apart(rng: np.random.Generator, count: int) -> np.ndarray:
    return rng.normal(size=count) * 10.0 ** rng.integers(-300, 300, count)


def widest(rng: np.random.Generator, count: int) -> np.ndarray:
    return rng.choice([1.7e308, -1.7e308, 0.0, 1.0], count)


def narrowest(rng: np.random.Generator, count: int) -> np.ndarray:
    return rng.integers(0, 9, count) * 5e-324


KINDS = (
    smooth,
    equal,
    tied,
    crowded,
    two_camps,
    not_for_sale,
    none_for_sale,
    far_apart,
    widest,
    narrowest,
)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("count", [1, 2, SMALL, SMALL + 1, 31, 32, 33, 100, 435, 2000])
def test_values_are_sorted_whatever_they_are(kind: object, count: int) -> None:
    assert callable(kind)
    for seed in range(10):
        values = kind(np.random.default_rng(seed), count)
        before = values.copy()
        ranked = np.empty(count)
        sort_descending(values, ranked)
        assert ranked.tolist() == sorted(before.tolist(), reverse=True)
        assert values.tolist() == before.tolist()


def test_nothing_is_sorted_where_there_is_nothing() -> None:
    sort_descending(np.empty(0), np.empty(0))
