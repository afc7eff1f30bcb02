"""Casebooks drawn from the vote model itself, to see what could be learnt from them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from winset.foundation.coefficients import NAMES
from winset.games.domestic import Floats
from winset.games.episode import Counts, Episode
from winset.solvers.estimation.likelihood import ExpectedVotes, Likelihood


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
