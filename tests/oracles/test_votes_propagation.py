"""Expectation propagation against plain importance sampling of the same posterior."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtr

from winset.votes.forecast.propagation import Observations, fit, shared_posterior

SIDES = np.array([[1, 1, 0], [1, -1, -1], [-1, 0, 1], [1, 1, 1]], dtype=np.int8)
PARTY = np.array([0, 0, 1, 1])
KERNEL = np.array([[1.5, 1.0, 0.6], [1.0, 1.2, 0.5], [0.6, 0.5, 1.4]])


def problem(slip: float) -> tuple[Observations, np.ndarray, np.ndarray]:
    place = PARTY[:, None] * 3 + np.arange(3)
    covariates = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.0, 1.0]])
    mean = np.array([0.3, 0.0, -0.2, 0.5, 0.1, 0.0, 0.0, 0.0])
    covariance = np.diag([0.8, 0.6, 0.9, 0.7, 0.5, 0.4, 0.2, 0.3]) + 0.2 * np.ones((8, 8))
    slips = np.where(SIDES != 0, slip, 0.0)
    return Observations(SIDES, slips, place, covariates, KERNEL), mean, covariance


@pytest.mark.parametrize("slip", [0.0, 0.05])
def test_the_shared_part_agrees_with_a_million_weighted_draws(slip: float) -> None:
    observed, mean, covariance = problem(slip)
    found = fit(observed, mean, covariance, tolerance=1e-8)
    centre, spread = shared_posterior(found.shared, mean, covariance)
    source = np.random.default_rng(1)
    draws = 1_000_000
    shared = mean + source.standard_normal((draws, 8)) @ np.linalg.cholesky(covariance).T
    own = np.linalg.cholesky(KERNEL)
    weight = np.ones(draws)
    for member in range(4):
        leaning = source.standard_normal((draws, 3)) @ own.T
        home = shared[:, 6:] @ observed.covariates[member]
        for vote in np.flatnonzero(SIDES[member]):
            support = shared[:, observed.place[member, vote]] + home + leaning[:, vote]
            weight *= slip + (1 - 2 * slip) * ndtr(SIDES[member, vote] * support)
    weight /= weight.sum()
    exact = weight @ shared
    centred = shared - exact
    assert centre == pytest.approx(exact, abs=0.02)
    assert np.diag(spread) == pytest.approx(weight @ centred**2, rel=0.04)


def test_nothing_seen_leaves_the_prior() -> None:
    observed, mean, covariance = problem(0.0)
    blank = Observations(
        np.zeros_like(SIDES), observed.slip * 0, observed.place, observed.covariates, KERNEL
    )
    found = fit(blank, mean, covariance)
    centre, spread = shared_posterior(found.shared, mean, covariance)
    assert centre == pytest.approx(mean)
    assert spread == pytest.approx(covariance)
