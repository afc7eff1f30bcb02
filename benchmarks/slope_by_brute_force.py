"""Slope of one episode's log likelihood with s_a beside brute force, in made-up records.

    python benchmarks/slope_by_brute_force.py africa-1998 --least .03 --draws 65536
    python benchmarks/slope_by_brute_force.py africa-1998 --least .002 --most .023 --casebooks 60

Brute force draws ranges and shocks together, `--draws` times, and takes the mean chance of what was
recorded in each draw: no normal law over the coded ranges, no chosen points. It serves where a
record has no total and s_t is not near 0, else too few draws count; records by fewer effective ones
than `--few` are left out. Both slopes are by the logarithm of s_a; at the truth their mean is 0 if
the likelihood is that of the model. Standard errors are over truths, each with `--records` records.
"""

from __future__ import annotations

import argparse
import math

import numpy as np
from scipy.stats import norm

from recovery import MORE_DRAWS, chosen_cases
from slope_at_truth import STEP, around
from winset.cases.file.read_parameters import read_parameters
from winset.foundation.coefficients import NAMES
from winset.foundation.randomness import generator
from winset.games.domestic import Floats
from winset.games.episode import Episode
from winset.kernels.bounded_shares import AT_A_BOUND
from winset.kernels.episode_votes import expected_votes
from winset.solvers.estimation.calibration import simulated_counts
from winset.solvers.estimation.coefficients import PRIORS, prior_sample
from winset.solvers.estimation.likelihood import LEAST_MEMBERS, Likelihood
from winset.studies.estimate.block import with_priors
from winset.studies.estimate.episodes import episode_of

SEED = 99
WORLDS = 4096
S_A, S_T = NAMES.index("s_a"), NAMES.index("s_t")


def log_likelihood(
    votes: tuple[Floats, Floats, Floats], made: Episode, s_t: float
) -> tuple[float, float]:
    """Log of the mean chance over draws, and how many draws count.

    Votes are share and variance ``(n_units, n_draws)`` and chance ``(n_draws,)``.
    """
    share, variance, chance = votes
    kept = made.with_tallies(LEAST_MEMBERS).counts
    logs = np.zeros(share.shape[1])
    if made.counts.came_to_a_vote is not None:
        came = chance if made.counts.came_to_a_vote else 1.0 - chance
        logs = np.log(np.maximum(came, 1e-300))
    for recorded, row in zip(kept.shares, kept.mixing, strict=True):
        if np.count_nonzero(row) != 1:
            raise SystemExit(f"{made.name} records a total: name a case with tallies by party")
        (unit,) = np.flatnonzero(row)
        deviation = np.sqrt(variance[unit] + s_t**2)
        if recorded >= 1.0 - AT_A_BOUND:
            logs = logs + norm.logcdf((share[unit] - 1.0) / deviation)
        elif recorded <= AT_A_BOUND:
            logs = logs + norm.logcdf(-share[unit] / deviation)
        else:
            logs = logs + norm.logpdf(recorded, share[unit], deviation)
    most = logs.max()
    weights = np.exp(logs - most)
    return most + math.log(weights.mean()), weights.sum() ** 2 / (weights**2).sum()


def main() -> None:
    """Draw records, find both slopes, print what they come to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case")
    parser.add_argument("--least", type=float, default=0.03)
    parser.add_argument("--most", type=float)
    parser.add_argument("--draws", type=int, default=2**18)
    parser.add_argument("--casebooks", type=int, default=200)
    parser.add_argument("--records", type=int, default=10)
    parser.add_argument("--few", type=float, default=30.0)
    arguments = parser.parse_args()
    (case,) = [one for one in chosen_cases() if one.id == arguments.case]
    block = with_priors(read_parameters())
    coded, worlds, many = (
        episode_of(case, block, seed=seed, draws=draws, own_numbers=True)
        for seed, draws in ((0, MORE_DRAWS), (1, WORLDS), (2, arguments.draws))
    )
    arrays = many.arrays(0.5)
    rows = []
    for number in range(arguments.casebooks):
        source = generator(SEED, "exact", number)
        truth = prior_sample(1, source, PRIORS)[0]
        if arguments.most is None:
            truth[S_T] = max(truth[S_T], arguments.least)
        else:
            truth[S_T] = source.uniform(arguments.least, arguments.most)
        moved = around(truth, [S_A])
        votes = [expected_votes(arrays, one) for one in moved]
        for record in range(arguments.records):
            (made,) = simulated_counts([coded], truth, source, worlds=[worlds])
            (up, effective), (down, _) = (log_likelihood(one, made, truth[S_T]) for one in votes)
            likelihood = Likelihood([made], 0.5, settled=True)
            likelihood.settle([truth, *moved], number * arguments.records + record)
            ours = likelihood(moved[0]) - likelihood(moved[1])
            rows.append((ours / (2 * STEP), (up - down) / (2 * STEP), effective))
    found = np.array(rows).reshape(arguments.casebooks, arguments.records, 3)
    kept = np.where(found[..., 2:] > arguments.few, found[..., :2], np.nan)
    kept = kept[~np.isnan(kept).all(axis=(1, 2))]
    of_truths = np.nanmean(kept, axis=1)
    settled, brute = of_truths.T
    told = {"settled": settled, "brute force": brute, "difference": settled - brute}
    for name, column in told.items():
        error = column.std() / math.sqrt(len(column))
        print(f"{name:12} {column.mean():6.3f} (standard error {error:.3f})")
    count = int((found[..., 2] > arguments.few).sum())
    print(
        f"{count} of {found[..., 2].size} records have more than {arguments.few:g} effective draws"
    )


if __name__ == "__main__":
    main()
