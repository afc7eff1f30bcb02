"""The posterior of the coefficients: mode, curvature, then adaptive importance sampling."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.special import logsumexp
from scipy.stats import multivariate_t

from winset.foundation.randomness import generator
from winset.games.domestic import Floats
from winset.games.episode import Episode
from winset.solvers.estimation.coefficients import (
    PRIORS,
    Prior,
    coefficients_of,
    free,
    log_prior,
)
from winset.solvers.estimation.likelihood import Likelihood

DEGREES = 5
"""Degrees of freedom of the proposals, heavier tails than the posterior's."""
ROUNDS = 6
MOST_ROUNDS = 24
"""Rounds where the first ones leave too few effective draws, as `estimate` allows."""
ENOUGH = 0.2
"""Share of effective draws below which another round is made."""
DISTRUSTED = 0.7
"""Shape of the tail of the weights above which a sample is made again from a wide start."""
WIDE = 0.5
"""Least standard deviation of such a start, over that of the prior, roughly."""
LIKELY = 8
"""Coefficients beside the best ones at which the points of the sum over shocks are tried."""
LOW_SCORE = -0.12
"""Normal score of a scale that is .6 of its prior's."""
STEP = 0.02
"""Step of the finite differences, in prior standard deviations."""

Target = Callable[[Floats], float]
Start = tuple[Floats, Floats]
"""Centre and covariance of a proposal, scales by their logarithms or, settled, normal scores."""


class _Sample(NamedTuple):
    """Draws as the sampler sees them, normalised log weights, their tail, episodes, evidence."""

    vectors: Floats  # (n, k)
    logs: Floats  # (n,)
    tail: float | None
    by_episode: Floats  # (n, n_episodes)
    evidence: float

    @property
    def effective(self) -> float:
        """Effective number of draws."""
        return _effective_size(np.exp(self.logs))

    @property
    def start(self) -> Start:
        """Mean and covariance."""
        weights = np.exp(self.logs)
        centre = np.asarray(weights @ self.vectors)
        away = self.vectors - centre
        return centre, np.asarray((away.T * weights) @ away)

    def serves(self, goal: float) -> bool:
        """Return whether so many draws are effective and the tail of the weights can be trusted."""
        return self.effective >= goal and (self.tail is None or self.tail <= DISTRUSTED)


@dataclass(frozen=True)
class Posterior:
    """Posterior of the coefficients as a weighted sample.

    Parameters
    ----------
    priors
        One for each coefficient, in the order of the columns.
    sample
        Shape ``(n, 12)``.
    weights
        Sum to 1, shape ``(n,)``.
    mode
        Coefficients of highest posterior density as the sampler sees them, shape ``(12,)``.
    log_evidence
        Log of the marginal likelihood.
    effective_size
        One over the sum of squared weights.
    usual_cohesion
        Cohesion at which the opponents' fund is what it holds.
    pareto_k
        Shape of the tail of the weights; above 0.7 the sample is not to be trusted. ``None``
        without the library that finds it.
    by_episode
        Log likelihood of each episode at each draw, shape ``(n, n_episodes)``.
    start
        Centre and covariance as the sampler sees them (scales by logarithms, settled by normal
        scores), from which a posterior of nearly the same episodes can start.
    settled
        Whether the sum over shocks had its points chosen for each episode.
    """

    priors: tuple[Prior, ...]
    sample: Floats
    weights: Floats
    mode: Floats
    log_evidence: float
    effective_size: float
    usual_cohesion: float
    pareto_k: float | None = None
    by_episode: Floats = field(default_factory=lambda: np.empty((0, 0)))
    start: Start | None = None
    settled: bool = False

    @property
    def mean(self) -> Floats:
        """Posterior means, shape ``(12,)``."""
        return np.asarray(self.weights @ self.sample)

    @property
    def sd(self) -> Floats:
        """Posterior standard deviations, shape ``(12,)``."""
        return np.sqrt(self.weights @ (self.sample - self.mean) ** 2)

    def quantile(self, share: float) -> Floats:
        """Quantile of each coefficient, shape ``(12,)``.

        Parameters
        ----------
        share
            0..1.
        """
        found = np.empty(self.sample.shape[1])
        for column, values in enumerate(self.sample.T):
            order = np.argsort(values, kind="stable")
            cumulated = np.cumsum(self.weights[order])
            place = min(int(np.searchsorted(cumulated, share)), values.size - 1)
            found[column] = values[order[place]]
        return found

    @property
    def learned(self) -> Floats:
        """Share of the prior variance that is removed, not below 0, shape ``(12,)``."""
        before = np.array([prior.moments[1] for prior in self.priors])
        with np.errstate(divide="ignore", invalid="ignore"):
            removed = np.where(before > 0.0, 1.0 - (self.sd / before) ** 2, 0.0)
        return np.clip(removed, 0.0, 1.0)

    def resampled(self, count: int, seed: int) -> Floats:
        """Equally weighted rows, systematically drawn, shape ``(count, 12)``."""
        start = generator(seed, "posterior.resampled").random()
        places = (np.arange(count) + start) / count
        rows = np.searchsorted(np.cumsum(self.weights), places)
        return self.sample[np.minimum(rows, len(self.sample) - 1)]


def posterior(
    episodes: Sequence[Episode],
    *,
    seed: int,
    priors: Sequence[Prior] = PRIORS,
    draws: int = 2000,
    usual_cohesion: float = 0.5,
    workers: int = 1,
    start: Start | None = None,
    most_rounds: int | None = None,
    settled: bool = False,
) -> Posterior:
    """Posterior of the coefficients from episodes whose votes are recorded.

    Answers: what do recorded votes say about valence, party, president, calendar, willingness,
    engagement and cohesion?

    Parameters
    ----------
    episodes
        Episodes; an empty sequence gives the prior back.
    seed
        Not negative; one seed, one answer.
    priors
        One for each coefficient.
    draws
        Draws of each of the rounds.
    usual_cohesion
        Cohesion at which the opponents' fund is what it holds, above 0.
    workers
        Threads; the answer does not depend on them.
    start
        Of a posterior of nearly the same episodes; saves the way to the mode.
    most_rounds
        Rounds at the most while fewer draws are effective than a fifth of all; settled, of those
        of six rounds. Default: six rounds, or three from a `start`, whatever comes.
    settled
        Whether each episode gets as many points for the sum over its shocks as it needs, where
        they are likely to be, and more draws of the coded ranges than 32 are made use of; else 24,
        the same for all.

    Returns
    -------
    Posterior

    Notes
    -----
    The mode is found by quasi-Newton steps, the curvature there by finite differences; a Student
    proposal is then adapted in rounds, and all draws are weighted against the mixture of all
    proposals (adaptive multiple importance sampling).

    References
    ----------
    Cornuet, J.-M., J.-M. Marin, A. Mira and C. P. Robert (2012), Adaptive multiple importance
    sampling, Scandinavian Journal of Statistics 39(4): 798-812.
    """
    chosen = tuple(priors)

    likelihood = Likelihood(episodes, usual_cohesion, settled=settled)

    def prior(vector: Floats) -> float:
        return float(log_prior(vector[None, :], chosen, scores=settled)[0])

    def coefficients(vectors: Floats) -> Floats:
        return coefficients_of(vectors, chosen, scores=settled)

    def by_episode(vector: Floats) -> Floats:
        return likelihood.by_episode(coefficients(vector[None, :])[0])

    def target(vector: Floats) -> float:
        return prior(vector) + float(by_episode(vector).sum())

    rounds = ROUNDS if start is None else ROUNDS // 2
    if start is None:
        mode = _mode(target, chosen, rough=settled)
        start = mode, _curvature(target, mode, chosen)
    allowed = rounds, max(rounds, most_rounds or 0)
    goal = ENOUGH * ROUNDS * draws if settled else None

    def sample(start: Start, turn: int) -> _Sample:
        if settled:
            likelihood.settle([*coefficients(_likely(start, seed))], seed)
        return _adapted(prior, by_episode, start, (seed, turn), draws, allowed, goal, workers)

    found = sample(start, 0)
    if goal is not None and not found.serves(goal):
        again = sample(_wide(found.start, chosen), 1)
        if not found.serves(again.effective):
            found = again
    vectors, weights = found.vectors, np.exp(found.logs)
    heights = found.by_episode.sum(axis=1) + log_prior(vectors, chosen, scores=settled)
    best = vectors[int(np.argmax(heights))]
    return Posterior(
        priors=chosen,
        sample=coefficients(vectors),
        weights=weights,
        mode=coefficients(best[None, :])[0],
        log_evidence=found.evidence,
        effective_size=found.effective,
        usual_cohesion=usual_cohesion,
        pareto_k=found.tail,
        by_episode=found.by_episode,
        start=found.start,
        settled=settled,
    )


def without(found: Posterior, episodes: Sequence[int]) -> Posterior:
    """The posterior as it would be without some of its episodes, by weighting its draws anew.

    Answers: what would the others alone say?

    Parameters
    ----------
    found
        A posterior of all episodes.
    episodes
        Places of the episodes that are left out.

    Returns
    -------
    Posterior
        Trust it where `pareto_k` is 0.7 or less.

    References
    ----------
    Vehtari, A., A. Gelman and J. Gabry (2017), Practical Bayesian model evaluation using
    leave-one-out cross-validation and WAIC, Statistics and Computing 27(5): 1413-1432.
    """
    gone = found.by_episode[:, list(episodes)].sum(axis=1)
    with np.errstate(divide="ignore"):
        logs = np.log(found.weights) - gone
    logs, tail = _smoothed(logs - logsumexp(logs))
    weights = np.exp(logs)
    return replace(
        found,
        weights=weights,
        effective_size=_effective_size(weights),
        pareto_k=tail,
        by_episode=np.delete(found.by_episode, list(episodes), axis=1),
    )


def _smoothed(logs: Floats) -> tuple[Floats, float | None]:
    """Weights with their tail smoothed by a Pareto law, and its shape, infinite if it has none."""
    try:
        statistics: Any = importlib.import_module("arviz_stats.base").array_stats
    except ImportError:
        return logs, None
    with np.errstate(all="ignore"):  # where one draw has all the weight
        smooth, tail = statistics.psislw(-logs)  # it takes log likelihoods to be divided by
    if not (np.isfinite(tail) and np.isfinite(logsumexp(smooth))):
        return logs, float("inf")
    return np.asarray(smooth - logsumexp(smooth)), float(tail)


def _units(priors: Sequence[Prior]) -> Floats:
    """Standard deviation of each free coefficient, roughly, as the sampler sees it."""
    return np.array([0.8 if prior.is_scale else prior.sd for prior in free(priors)])


def _mode(target: Target, priors: Sequence[Prior], *, rough: bool) -> Floats:
    """Coefficients of highest density; roughly, by scores, in fewer steps and wide differences."""
    units = _units(priors)

    def first(prior: Prior) -> float:
        if not prior.is_scale:
            return prior.mean
        return LOW_SCORE if rough else float(np.log(0.6 * prior.sd))

    start = np.array([first(prior) for prior in free(priors)])

    def cost(steps: Floats) -> float:
        return -target(start + units * steps)

    found = minimize(
        cost,
        np.zeros_like(start),
        method="L-BFGS-B",
        bounds=[(-6.0, 6.0)] * start.size,
        options=(
            {"maxiter": 200, "eps": 1e-2, "ftol": 1e-5} if rough else {"maxiter": 200, "eps": 1e-4}
        ),
    )
    return np.asarray(start + units * found.x)


def _curvature(target: Target, mode: Floats, priors: Sequence[Prior]) -> Floats:
    """Covariance of the normal approximation at the mode, kept positive definite."""
    units = _units(priors)
    size = mode.size
    step = 5.0 * STEP * units
    centre = target(mode)
    plus = np.array([target(mode + step * row) for row in np.eye(size)])
    minus = np.array([target(mode - step * row) for row in np.eye(size)])
    hessian = np.empty((size, size))
    for one in range(size):
        hessian[one, one] = (plus[one] - 2.0 * centre + minus[one]) / step[one] ** 2
        for other in range(one):
            both = np.zeros(size)
            both[[one, other]] = step[[one, other]]
            mixed = target(mode + both) - plus[one] - plus[other] + centre
            hessian[one, other] = hessian[other, one] = mixed / (step[one] * step[other])
    scaled = -hessian * np.outer(units, units)
    values, vectors = np.linalg.eigh(0.5 * (scaled + scaled.T))
    kept = np.clip(values, 0.5, None)
    covariance = (vectors / kept) @ vectors.T
    return np.asarray(covariance * np.outer(units, units))


def _likely(start: Start, seed: int) -> Floats:
    """The centre of a proposal and rows drawn round it."""
    centre, spread = start
    normal = generator(seed, "posterior.likely").standard_normal((LIKELY, centre.size))
    drawn = centre + normal @ np.linalg.cholesky(spread).T
    return np.vstack([centre, drawn])


def _wide(start: Start, priors: Sequence[Prior]) -> Start:
    """The same centre with independent coefficients, none much surer than by its prior."""
    centre, spread = start
    least = (WIDE * _units(priors)) ** 2
    return centre, np.diag(np.maximum(np.diag(spread), least))


def _adapted(
    prior: Target,
    by_episode: Callable[[Floats], Floats],
    start: Start,
    seed: tuple[int, int],
    draws: int,
    rounds: tuple[int, int],
    goal: float | None,
    workers: int,
) -> _Sample:
    """Draws from proposals that come closer, weighted; `seed` with the turn it is made."""
    centre, scale = start
    size = centre.size
    spread = 1.2 * scale
    vectors, found, priors = np.empty((0, size)), np.empty((0, 0)), np.empty(0)
    proposals: list[Start] = []
    logs = np.empty(0)
    least, most = rounds
    for place in range(most):
        enough = ENOUGH * logs.size if goal is None else goal
        if place >= least and _effective_size(np.exp(logs - logsumexp(logs))) >= enough:
            break
        source = generator(seed[0], "posterior.round", place + seed[1] * most)
        normal = source.standard_normal((draws, size))
        stretch = np.sqrt(DEGREES / source.chisquare(DEGREES, draws))
        new = centre + (normal * stretch[:, None]) @ np.linalg.cholesky(spread).T
        proposals.append((centre, spread))
        vectors = np.concatenate([vectors, new])
        rows = _evaluated(by_episode, new, workers)
        found = rows if place == 0 else np.concatenate([found, rows])
        priors = np.concatenate([priors, [prior(vector) for vector in new]])
        mixture = logsumexp(
            [multivariate_t.logpdf(vectors, mean, shape, DEGREES) for mean, shape in proposals],
            axis=0,
        ) - np.log(len(proposals))
        logs = priors + found.sum(axis=1) - mixture
        smooth = _tempered(logs)
        centre = smooth @ vectors
        spread = ((vectors - centre).T * smooth) @ (vectors - centre) + 1e-3 * scale
    evidence = float(logsumexp(logs) - np.log(logs.size))
    logs, tail = _smoothed(logs - logsumexp(logs))
    return _Sample(vectors, logs, tail, found, evidence)


def _effective_size(weights: Floats) -> float:
    """Effective number of draws with such weights, which sum to 1."""
    return float(1.0 / (weights**2).sum())


def _tempered(logs: Floats) -> Floats:
    """Weights, flattened until they stand for a twentieth of the draws or more."""
    power = 1.0
    while True:
        found = power * logs
        weights: Floats = np.exp(found - logsumexp(found))
        if _effective_size(weights) >= 0.05 * logs.size or power < 0.05:
            return weights
        power *= 0.7


def _evaluated(by_episode: Callable[[Floats], Floats], vectors: Floats, workers: int) -> Floats:
    """Log likelihood of each episode at each vector, shape ``(n, n_episodes)``."""
    if workers <= 1:
        return np.array([by_episode(vector) for vector in vectors])
    with ThreadPoolExecutor(workers) as pool:
        return np.array(list(pool.map(by_episode, vectors, chunksize=32)))
