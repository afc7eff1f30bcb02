"""Likelihood of the coefficients of the vote model, episode by episode."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from winset.foundation.randomness import generator
from winset.games.domestic import Floats
from winset.games.episode import Episode
from winset.kernels.episode_likelihood import log_likelihood
from winset.kernels.episode_votes import expected_votes
from winset.solvers.estimation.shock_points import few_points, settled_points

COARSE: Final = 32
"""Draws of the coded ranges that serve at every point of a settled sum."""
LEAST_MEMBERS: Final = 5
"""Members of a party in a chamber whose tally serves in a settled sum."""


@dataclass(frozen=True)
class ExpectedVotes:
    """Expected votes of an episode under one set of coefficients, draw by draw.

    Parameters
    ----------
    share, variance
        Expected share in favour of each voting unit, and the variance that members' own shocks
        give it, shape ``(n_draws, n_units)``.
    comes_to_a_vote
        Chance that the bill comes to a vote, shape ``(n_draws,)``.
    """

    share: Floats
    variance: Floats
    comes_to_a_vote: Floats


class Likelihood:
    """Log likelihood of coefficients for a set of episodes.

    Answers: how well do these coefficients account for the votes that were recorded?

    Parameters
    ----------
    episodes
        The episodes.
    usual_cohesion
        Cohesion at which the opponents' fund is what it holds, above 0.
    settled
        Whether the points of the sum over shocks will be settled. Then the first 32 draws of the
        coded ranges serve at each point, and all of them correct the moments; tallies of parties
        with fewer than five members in a chamber, which are not normal, are left out.

    Notes
    -----
    The shocks of the bill and of its parties are integrated out by importance sampling round
    Laplace's approximation; given them, recorded shares are normal with the mean and covariance
    that they have over the draws of the coded ranges, with the variance of members' own shocks and
    a residual of each party's tally; shares of 0 and 1 are at a bound (Tobin). The chance that it
    came to a vote, or did not, is a factor and weights the draws. The points of the sampling are
    24, the same for every episode, till they are settled.

    References
    ----------
    Tierney, L. and J. Kadane (1986), Accurate approximations for posterior moments and marginal
    densities, Journal of the American Statistical Association 81(393): 82-86. Tobin, J. (1958),
    Estimation of relationships for limited dependent variables, Econometrica 26(1): 24-36.
    """

    def __init__(
        self, episodes: Sequence[Episode], usual_cohesion: float, *, settled: bool = False
    ) -> None:
        self.episodes = tuple(episodes)
        self.usual_cohesion = usual_cohesion
        kept = [one.with_tallies(LEAST_MEMBERS) for one in episodes] if settled else self.episodes
        self._finer = tuple(episode.arrays(usual_cohesion) for episode in kept)
        self._arrays = self._finer
        if settled:
            self._arrays = tuple(one.first(COARSE).arrays(usual_cohesion) for one in kept)
        self._points = tuple(few_points(one) for one in self._arrays)

    def settle(self, vectors: Sequence[Floats], seed: int) -> None:
        """Sum over the shocks of each episode at points chosen for it.

        Parameters
        ----------
        vectors
            Coefficients: the best ones first, then others that may be true, each ``(12,)``.
        seed
            Not negative.
        """
        self._points = tuple(
            settled_points(one, finer, vectors, generator(seed, f"shock_points.{episode.name}"))
            for one, finer, episode in zip(self._arrays, self._finer, self.episodes, strict=True)
        )

    def __call__(self, coefficients: Floats) -> float:
        """Log likelihood of all episodes together; coefficients have shape ``(12,)``."""
        return float(sum(self._logs(coefficients)))

    def by_episode(self, coefficients: Floats) -> Floats:
        """Log likelihood of each episode, shape ``(n_episodes,)``."""
        return np.array(self._logs(coefficients))

    def _logs(self, coefficients: Floats) -> list[float]:
        return [
            log_likelihood(one, finer if points.settled else one, points, coefficients)
            for one, finer, points in zip(self._arrays, self._finer, self._points, strict=True)
        ]

    def expected_votes(self, place: int, coefficients: Floats) -> ExpectedVotes:
        """Expected votes of one episode, by its place."""
        share, variance, chance = expected_votes(self._finer[place], coefficients)
        return ExpectedVotes(share.T, variance.T, chance)
