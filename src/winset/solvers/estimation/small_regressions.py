"""Small regressions with normal priors: a logit, a normal law with censoring, each by its mode."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import log_ndtr

Floats = NDArray[np.float64]
_STEP = 1e-4


@dataclass(frozen=True)
class NormalPrior:
    """Independent normal priors of the coefficients.

    Parameters
    ----------
    names
        The coefficients.
    mean, sd
        One of each a coefficient; ``sd`` above 0.
    """

    names: tuple[str, ...]
    mean: Floats
    sd: Floats


@dataclass(frozen=True)
class Fitted:
    """Mode of a posterior and its curvature there.

    Parameters
    ----------
    prior
        The prior.
    mean
        Mode, one a coefficient.
    sd
        Standard deviation of the normal law with the curvature at the mode.
    """

    prior: NormalPrior
    mean: Floats
    sd: Floats

    @property
    def learned(self) -> Floats:
        """Share of the prior variance that the data removed, 0..1."""
        return np.clip(1.0 - (self.sd / self.prior.sd) ** 2, 0.0, 1.0)

    def value(self, name: str) -> float:
        """Mode of one coefficient."""
        return float(self.mean[self.prior.names.index(name)])


def logit_log_likelihood(beta: Floats, x: Floats, y: Floats) -> Floats:
    """Log likelihood of each yes or no.

    Parameters
    ----------
    beta
        Coefficients, shape ``(k,)``.
    x
        Predictors, the constant among them, shape ``(n, k)``.
    y
        1 or 0, shape ``(n,)``.

    Examples
    --------
    >>> logit_log_likelihood(np.zeros(1), np.ones((2, 1)), np.array([1.0, 0.0])).round(4).tolist()
    [-0.6931, -0.6931]
    """
    score = x @ beta
    return np.asarray(np.where(y > 0.5, -np.logaddexp(0.0, -score), -np.logaddexp(0.0, score)))


def normal_log_likelihood(beta: Floats, x: Floats, y: Floats, censored: Floats) -> Floats:
    """Log likelihood of each value of a normal law whose log spread is the last coefficient.

    Parameters
    ----------
    beta
        Coefficients and log spread, shape ``(k + 1,)``.
    x
        Predictors, shape ``(n, k)``.
    y
        Values, or where censored the values they exceed, shape ``(n,)``.
    censored
        1 where only a lower bound is known, else 0, shape ``(n,)``.

    Examples
    --------
    >>> x, y = np.ones((2, 1)), np.array([0.0, 0.0])
    >>> normal_log_likelihood(np.zeros(2), x, y, np.array([0.0, 1.0])).round(4).tolist()
    [-0.9189, -0.6931]
    """
    spread = np.exp(beta[-1])
    z = (y - x @ beta[:-1]) / spread
    density = -0.5 * z**2 - 0.5 * np.log(2.0 * np.pi) - beta[-1]
    return np.asarray(np.where(censored > 0.5, log_ndtr(-z), density))


def fitted(log_likelihood: Callable[[Floats], float], prior: NormalPrior) -> Fitted:
    """Mode of the posterior and its curvature.

    Parameters
    ----------
    log_likelihood
        Of the coefficients, shape ``(k,)``.
    prior
        The prior.

    Examples
    --------
    A yes under a prior N(0, 1) of the constant: the mode solves beta = 1 - p(beta).

    >>> one = NormalPrior(("constant",), np.zeros(1), np.ones(1))
    >>> x, y = np.ones((1, 1)), np.ones(1)
    >>> found = fitted(lambda b: float(logit_log_likelihood(b, x, y).sum()), one)
    >>> round(float(found.mean[0]), 4), round(float(1 / (1 + np.exp(found.mean[0]))), 4)
    (0.4011, 0.4011)
    """

    def cost(z: Floats) -> float:
        return float(0.5 * z @ z - log_likelihood(prior.mean + prior.sd * z))

    start = np.zeros(prior.mean.size)
    mode = minimize(cost, start, method="BFGS", options={"gtol": 1e-7}).x
    spread = np.sqrt(np.diag(np.linalg.inv(_curvature(cost, mode))))
    return Fitted(prior, prior.mean + prior.sd * mode, prior.sd * spread)


def _curvature(cost: Callable[[Floats], float], mode: Floats) -> Floats:
    """Second differences of a cost, shape ``(k, k)``."""
    size = mode.size
    step = _STEP**0.5 * np.eye(size)
    found = np.empty((size, size))
    for i in range(size):
        for j in range(size):
            found[i, j] = (
                cost(mode + step[i] + step[j])
                - cost(mode + step[i] - step[j])
                - cost(mode - step[i] + step[j])
                + cost(mode - step[i] - step[j])
            ) / (4.0 * _STEP)
    return 0.5 * (found + found.T)
