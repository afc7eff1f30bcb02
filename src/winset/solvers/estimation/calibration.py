"""Check of the estimation on made-up outcomes: ranks of known truths among posterior draws."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from winset.foundation.coefficients import NAMES
from winset.foundation.randomness import generator
from winset.games.domestic import Floats
from winset.games.episode import Counts, Episode
from winset.solvers.estimation.coefficients import PRIORS, Prior, prior_sample
from winset.solvers.estimation.likelihood import ExpectedVotes, Likelihood
from winset.solvers.estimation.posterior import posterior

RANKS = 99
"""Posterior draws among which a truth is ranked."""


@dataclass(frozen=True)
class Recovery:
    """Known truths beside what the estimation made of casebooks drawn from them.

    Parameters
    ----------
    truth, mean, sd
        True coefficients, posterior means and standard deviations, shape ``(n, 12)``.
    low, high
        5th and 95th percentile of the posterior, shape ``(n, 12)``.
    ranks
        Rank of each truth among `RANKS` posterior draws, 0 to `RANKS`, shape ``(n, 12)``.
    adopted
        Share of the episodes that passed or came to a vote in each casebook, ``(n,)``.
    priors
        Priors the truths were drawn from and the posteriors start from.
    """

    truth: Floats
    mean: Floats
    sd: Floats
    low: Floats
    high: Floats
    ranks: np.ndarray[tuple[int, int], np.dtype[np.int64]]
    adopted: Floats
    priors: tuple[Prior, ...]

    @property
    def inside(self) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
        """True where a truth lies inside its 90 % interval, shape ``(n, 12)``."""
        return np.asarray((self.low <= self.truth) & (self.truth <= self.high))

    @property
    def coverage(self) -> Floats:
        """Share of the truths inside the 90 % interval, shape ``(12,)``."""
        return np.asarray(self.inside.mean(axis=0))

    @property
    def slope(self) -> Floats:
        """Slope of posterior mean on truth, shape ``(12,)``; NaN for a truth that is fixed."""
        centred = self.truth - self.truth.mean(axis=0)
        total = (centred**2).sum(axis=0)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(total > 0.0, (centred * self.mean).sum(axis=0) / total, np.nan)

    @property
    def contraction(self) -> Floats:
        """Mean share of the prior variance that the posterior removes, shape ``(12,)``."""
        before = np.array([prior.moments[1] for prior in self.priors])
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(before > 0.0, 1.0 - (self.sd**2).mean(axis=0) / before**2, np.nan)

    def rank_band(self, chance: float = 0.95, simulations: int = 10_000) -> float:
        """Half width of the simultaneous band of the ranks' distribution function.

        Parameters
        ----------
        chance
            Chance that a calibrated estimation stays inside everywhere, or on the edge, at least.
        simulations
            Simulated sets of uniform ranks.

        Notes
        -----
        Säilynoja, Bürkner and Vehtari (2022) give exact bands; here the largest difference from
        uniform is simulated, which is the same statement with a band of equal width.
        """
        source = generator(0, "calibration.band")
        size = len(self.ranks)
        drawn = source.integers(0, RANKS + 1, (simulations, size))
        gaps = [_largest_gap(row) for row in drawn]
        return float(np.quantile(gaps, chance, method="higher"))

    @property
    def rank_gap(self) -> Floats:
        """Largest difference between the ranks' distribution and a uniform one, ``(12,)``."""
        return np.array([_largest_gap(column) for column in self.ranks.T])


def _largest_gap(ranks: np.ndarray[tuple[int], np.dtype[np.int64]]) -> float:
    counts = np.bincount(ranks, minlength=RANKS + 1)
    reached = np.cumsum(counts) / ranks.size
    return float(np.abs(reached - np.arange(1, RANKS + 2) / (RANKS + 1)).max())


@dataclass(frozen=True)
class RecoveredCasebook:
    """One casebook drawn from known coefficients, and what the estimation made of it.

    Parameters
    ----------
    truth, mean, sd, low, high
        True coefficients; posterior mean, standard deviation, 5th and 95th percentile, ``(12,)``.
    ranks
        Rank of each truth among `RANKS` posterior draws, 0 to `RANKS`, ``(12,)``.
    voted
        Share of the episodes with a recorded vote.
    effective_size, pareto_k
        Of the posterior's sample; how far it is to be trusted. NaN where it was not noted.
    """

    truth: Floats
    mean: Floats
    sd: Floats
    low: Floats
    high: Floats
    ranks: np.ndarray[tuple[int], np.dtype[np.int64]]
    voted: float
    effective_size: float = math.nan
    pareto_k: float = math.nan


def recovered_casebook(
    episodes: Sequence[Episode],
    number: int,
    *,
    seed: int,
    worlds: Sequence[Episode] | None = None,
    priors: Sequence[Prior] = PRIORS,
    planted: dict[str, float] | None = None,
    draws: int = 500,
    usual_cohesion: float = 0.5,
    most_rounds: int | None = None,
    settled: bool = False,
) -> RecoveredCasebook:
    """Draw one casebook of the real size from the model and estimate it.

    Many of them answer: could a casebook like this one teach the coefficients, were the model true?

    Parameters
    ----------
    episodes
        The real episodes, whose votes are replaced.
    number
        Number of the casebook; each has its own stream of random numbers.
    seed
        Not negative.
    worlds
        The same cases with other draws for the truth; default the episodes.
    priors
        Priors the truth comes from and the estimation starts from.
    planted
        Coefficients whose truth is set instead of drawn, by name.
    draws
        Draws of each round of the estimation.
    usual_cohesion
        Cohesion at which the opponents' fund is what it holds.
    most_rounds, settled
        As for `posterior`.

    References
    ----------
    Talts, S., M. Betancourt, D. Simpson, A. Vehtari and A. Gelman (2018), Validating Bayesian
    inference algorithms with simulation-based calibration, arXiv:1804.06788.
    """
    source = generator(seed, "recovery", number)
    truth = prior_sample(1, source, tuple(priors))[0]
    for name, value in (planted or {}).items():
        truth[NAMES.index(name)] = value
    drawn = simulated_counts(episodes, truth, source, worlds=worlds, usual_cohesion=usual_cohesion)
    found = posterior(
        drawn,
        seed=seed + number,
        priors=priors,
        draws=draws,
        usual_cohesion=usual_cohesion,
        most_rounds=most_rounds,
        settled=settled,
    )
    rows = found.resampled(RANKS, seed + number)
    return RecoveredCasebook(
        truth=truth,
        mean=found.mean,
        sd=found.sd,
        low=found.quantile(0.05),
        high=found.quantile(0.95),
        ranks=np.asarray((rows < truth).sum(axis=0), dtype=np.int64),
        voted=float(np.mean([episode.counts.shares.size > 0 for episode in drawn])),
        effective_size=found.effective_size,
        pareto_k=math.nan if found.pareto_k is None else found.pareto_k,
    )


def joined(casebooks: Sequence[RecoveredCasebook], priors: Sequence[Prior] = PRIORS) -> Recovery:
    """Many recovered casebooks as one table.

    Parameters
    ----------
    casebooks
        One or more.
    priors
        Priors the truths were drawn from.
    """

    def column(name: str) -> Any:
        return np.array([getattr(one, name) for one in casebooks])

    return Recovery(
        truth=column("truth"),
        mean=column("mean"),
        sd=column("sd"),
        low=column("low"),
        high=column("high"),
        ranks=column("ranks"),
        adopted=column("voted"),
        priors=tuple(priors),
    )


def simulated_counts(
    episodes: Sequence[Episode],
    coefficients: Floats,
    source: np.random.Generator,
    *,
    worlds: Sequence[Episode] | None = None,
    usual_cohesion: float = 0.5,
) -> tuple[Episode, ...]:
    """Episodes whose recorded votes are replaced by votes drawn from the model.

    Answers: what would the record look like if these coefficients were true?

    Parameters
    ----------
    episodes
        The episodes; what they record decides which counts are drawn.
    coefficients
        In the order of `NAMES`, shape ``(12,)``.
    source
        Generator of random numbers.
    worlds
        The same cases with other draws, one of which is taken as the truth; default the episodes.
    usual_cohesion
        Cohesion at which the opponents' fund is what it holds.

    Returns
    -------
    tuple of Episode
        In the order given. A bill that does not come to a vote records no count; one that does
        records those of the episode, or of every voting unit where the episode records none.
    """
    truth = Likelihood(worlds or episodes, usual_cohesion)
    residual = float(coefficients[NAMES.index("s_t")])
    found = []
    for place, episode in enumerate(episodes):
        votes = truth.expected_votes(place, coefficients)
        draw = int(source.integers(len(votes.share)))
        came = bool(source.random() < votes.comes_to_a_vote[draw])
        unit = _tallies(votes, draw, residual, source)
        mixing = episode.counts.mixing
        if not len(mixing):
            mixing = np.eye(unit.size)
        if episode.calendar is None:
            came, knows = True, None
        else:
            knows = came
        kept = mixing if came else mixing[:0]
        found.append(episode.replace(counts=Counts(kept @ unit, kept, knows)))
    return tuple(found)


def _tallies(
    votes: ExpectedVotes, draw: int, residual: float, source: np.random.Generator
) -> Floats:
    """Recorded share of each voting unit in one draw."""
    size = votes.share.shape[1]
    spread = np.sqrt(votes.variance[draw] + residual**2)
    return np.asarray(np.clip(votes.share[draw] + spread * source.standard_normal(size), 0.0, 1.0))
