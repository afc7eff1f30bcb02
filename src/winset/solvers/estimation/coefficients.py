"""The coefficients of the vote model, their priors and how a sampler sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, ndtri

from winset.foundation import coefficients
from winset.foundation.coefficients import NAMES, SCALES
from winset.games.domestic import Floats


@dataclass(frozen=True)
class Prior:
    """Prior of one coefficient: normal, or half normal for a scale.

    Parameters
    ----------
    name
        One of `NAMES`.
    mean, sd
        Of the normal; of a scale the half normal has mean 0 and this ``sd`` as its scale.
        A ``sd`` of 0 fixes the coefficient at its mean.
    """

    name: str
    mean: float
    sd: float

    @property
    def is_scale(self) -> bool:
        """Return whether the coefficient is a standard deviation."""
        return self.name in SCALES

    @property
    def moments(self) -> tuple[float, float]:
        """Mean and standard deviation of the coefficient itself under the prior.

        Examples
        --------
        >>> mean, sd = Prior("s_a", 0.0, 0.1).moments
        >>> round(mean, 4), round(sd, 4)
        (0.0798, 0.0603)
        """
        if not self.is_scale or self.sd == 0.0:
            return self.mean, self.sd
        return self.sd * float(np.sqrt(2.0 / np.pi)), self.sd * float(np.sqrt(1.0 - 2.0 / np.pi))


PRIORS = tuple(Prior(name, mean, sd) for name, (mean, sd) in coefficients.PRIORS.items())
"""The registered priors."""


def log_prior(vectors: Floats, priors: Sequence[Prior] = PRIORS, *, scores: bool = False) -> Floats:
    """Log density of the prior where scales are given by their logarithms or normal scores.

    Parameters
    ----------
    vectors
        Shape ``(n, n_free)``: the free coefficients in order, scales as `scores` says.
    priors
        One for each coefficient; those with ``sd`` 0 are fixed and not in the vectors.
    scores
        Whether scales are given by their normal scores under the prior, else by logarithms.

    Returns
    -------
    array (n,)
    """
    total = np.zeros(len(vectors))
    for column, prior in enumerate(free(priors)):
        value = vectors[:, column]
        if prior.is_scale and not scores:
            scaled = np.exp(value) / prior.sd
            total += 0.5 * np.log(2.0 / np.pi) - np.log(prior.sd) - 0.5 * scaled**2 + value
        else:
            mean, sd = (0.0, 1.0) if prior.is_scale else (prior.mean, prior.sd)
            scaled = (value - mean) / sd
            total += -0.5 * np.log(2.0 * np.pi) - np.log(sd) - 0.5 * scaled**2
    return total


def free(priors: Sequence[Prior]) -> tuple[Prior, ...]:
    """Priors of the coefficients that are estimated."""
    return tuple(prior for prior in priors if prior.sd > 0.0)


def coefficients_of(
    vectors: Floats, priors: Sequence[Prior] = PRIORS, *, scores: bool = False
) -> Floats:
    """All coefficients from the vectors a sampler sees, shape ``(n, 12)``.

    Parameters
    ----------
    vectors
        Shape ``(n, n_free)``.
    priors
        One for each coefficient, in the order of `NAMES`.
    scores
        Whether scales are given by their normal scores under the prior, else by logarithms. Where a
        scale may well be 0, its logarithm has a long tail that a sampler misses, its score none.

    Examples
    --------
    >>> vectors = np.zeros((1, 12))  # a scale at its median, .67 of its prior's 0.1
    >>> float(coefficients_of(vectors, scores=True)[0, NAMES.index("s_a")].round(4))
    0.0674
    """
    found = np.empty((len(vectors), len(NAMES)))
    column = 0
    for place, prior in enumerate(priors):
        if prior.sd == 0.0:
            found[:, place] = prior.mean
            continue
        value = vectors[:, column]
        if prior.is_scale:
            value = -prior.sd * ndtri(0.5 * ndtr(-value)) if scores else np.exp(value)
        found[:, place] = value
        column += 1
    return found


def prior_sample(count: int, source: np.random.Generator, priors: Sequence[Prior]) -> Floats:
    """Coefficients drawn from the prior, shape ``(count, 12)``."""
    found = np.empty((count, len(NAMES)))
    for place, prior in enumerate(priors):
        value = prior.mean + prior.sd * source.standard_normal(count)
        found[:, place] = np.abs(value) if prior.is_scale else value
    return found
