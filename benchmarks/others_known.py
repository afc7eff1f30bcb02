"""Posterior of one coefficient at known truths of the others: minutes instead of hours.

    python benchmarks/others_known.py --first 300 --casebooks 300 --out known.npz

Draws the casebooks of plan 5 (numbers from 300 on do not count), and works out the posterior of one
coefficient (`--name`, default s_a) on a grid, all others being true. The truth must lie evenly, so
that its mean rank is .5. Truths come from 256 draws that share their random numbers over cases,
which moves all casebooks alike (plan 7). With `--known` truth and estimate know one value of each
coded range.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

from recovery import MORE_DRAWS, WORLD_DRAWS, chosen_cases, episodes_of, known
from winset.cases.file.read_parameters import read_parameters
from winset.foundation.coefficients import NAMES
from winset.foundation.randomness import generator
from winset.games.domestic import Floats
from winset.solvers.estimation.calibration import simulated_counts
from winset.solvers.estimation.coefficients import PRIORS, coefficients_of, log_prior, prior_sample
from winset.solvers.estimation.likelihood import Likelihood
from winset.studies.estimate.block import with_priors

SEED = 50_000
SCORES = np.linspace(-2.6, 3.4, 31)
"""Where the coefficient is tried, in standard deviations of its prior, a scale by its score."""


def grid_of(place: int, truth: Floats) -> tuple[Floats, Floats]:
    """The truth with other values of one coefficient, and the log prior of each."""
    prior = PRIORS[place]
    values = SCORES if prior.is_scale else prior.mean + prior.sd * SCORES
    vectors = np.zeros((len(values), len(PRIORS)))
    vectors[:, place] = values
    found = np.tile(truth, (len(values), 1))
    found[:, place] = coefficients_of(vectors, scores=True)[:, place]
    return found, log_prior(vectors, scores=True)


def rank(truth: float, values: Floats, logs: Floats) -> tuple[float, float]:
    """Share of a posterior below the truth, and the error of its mean over its deviation."""
    fine = np.linspace(values[0], values[-1], 4001)
    steps = np.gradient(np.interp(fine, values, SCORES))  # the density is by scores
    density = np.exp(np.interp(fine, values, logs - logs.max())) * steps
    density /= density.sum()
    mean = float(density @ fine)
    deviation = float(np.sqrt(density @ (fine - mean) ** 2))
    return float(np.interp(truth, fine, np.cumsum(density))), (mean - truth) / deviation


def main() -> None:
    """Draw casebooks, find the ranks, print what they come to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--name", default="s_a", choices=NAMES)
    parser.add_argument("--first", type=int, default=300)
    parser.add_argument("--casebooks", type=int, default=300)
    parser.add_argument("--known", action="store_true")
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    cases, block = chosen_cases(), with_priors(read_parameters())
    coded = episodes_of(cases, 0, MORE_DRAWS, block)
    worlds = episodes_of(cases, 1, WORLD_DRAWS, block)
    if arguments.known:
        worlds = [known(one, other) for one, other in zip(coded, worlds, strict=True)]
        coded = [known(one, one) for one in coded]
    place = NAMES.index(arguments.name)
    found = []
    for number in range(arguments.first, arguments.first + arguments.casebooks):
        source = generator(SEED, "recovery", number)
        truth = prior_sample(1, source, PRIORS)[0]
        made = simulated_counts(coded, truth, source, worlds=worlds)
        vectors, prior = grid_of(place, truth)
        likelihood = Likelihood(made, 0.5, settled=True)
        likelihood.settle([truth, *vectors[4::4]], number)
        logs = prior + np.array([likelihood(vector) for vector in vectors])
        found.append(rank(truth[place], vectors[:, place], logs))
        print(f"{len(found)} of {arguments.casebooks}", end="\r", file=sys.stderr, flush=True)
        if arguments.out is not None:
            np.savez(arguments.out, ranks=np.array(found))
    ranks, errors = np.array(found).T
    print(
        f"{arguments.name}: mean rank {ranks.mean():.3f} (standard error "
        f"{12**-0.5 * len(ranks) ** -0.5:.3f}), {errors.mean():.2f} standard deviations too high; "
        f"inside 90 %: {np.mean((ranks > 0.05) & (ranks < 0.95)):.3f}"
    )


if __name__ == "__main__":
    main()
