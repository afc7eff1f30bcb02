"""The band of the ranks: what an even spread of ranks stays inside."""

import numpy as np
import pytest

from winset.foundation.coefficients import NAMES
from winset.solvers.estimation.calibration import RANKS, Recovery
from winset.solvers.estimation.coefficients import PRIORS


def recovery(casebooks: int) -> Recovery:
    """Casebooks of which only their number counts."""
    shape = (casebooks, len(NAMES))
    none = np.zeros(shape)
    ranks = np.zeros(shape, dtype=np.int64)
    return Recovery(none, none, none, none, none, ranks, np.ones(casebooks), PRIORS)


def gap(ranks: np.ndarray) -> float:
    """Largest distance of the ranks' distribution from an even one, rank by rank."""
    even = (np.arange(RANKS + 1) + 1) / (RANKS + 1)
    reached = np.array([(ranks <= rank).mean() for rank in range(RANKS + 1)])
    return float(np.abs(reached - even).max())


@pytest.mark.parametrize("casebooks", [40, 300])
def test_an_even_spread_stays_inside_the_band_with_the_chance_at_least(casebooks: int) -> None:
    band = recovery(casebooks).rank_band(0.95)
    source = np.random.default_rng(5)
    gaps = np.array([gap(source.integers(0, RANKS + 1, casebooks)) for _ in range(2000)])
    beyond, reached = (gaps > band + 1e-9).mean(), (gaps > band - 1e-9).mean()
    error = 3.0 * np.sqrt(0.05 * 0.95 / len(gaps))
    assert beyond < 0.05 + error
    assert reached > 0.05 - error
    assert np.abs(gaps - band).min() == pytest.approx(0.0, abs=1e-12)  # a gap that can be


def test_the_band_of_all_twelve_at_300_casebooks() -> None:
    band = recovery(300).rank_band(0.95 ** (1.0 / len(NAMES)))
    assert band == pytest.approx(29 / 300, abs=1e-12)
