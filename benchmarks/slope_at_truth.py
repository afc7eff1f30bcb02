"""Slope of the log likelihood at the truth, by coefficient and episode: minutes instead of hours.

    python benchmarks/slope_at_truth.py --casebooks 300 --out slopes.npz

If the likelihood is that of the model, the mean slope at the truth is 0 in every episode. Its mean
over casebooks, divided by its standard deviation, says by how many standard deviations a posterior
would lie too high, were all other coefficients known; the episodes that bring it show where to
look. `--draws` says how many draws of the coded ranges there are; the same casebooks come whatever
it is, so that two runs can be compared one by one. Slopes are by standard deviations of the prior,
of a scale by its logarithm.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from recovery import MORE_DRAWS, WORLD_DRAWS, chosen_cases, episodes_of
from winset.cases.file.read_parameters import read_parameters
from winset.foundation.coefficients import NAMES
from winset.foundation.randomness import generator
from winset.games.domestic import Floats
from winset.games.episode import Episode
from winset.solvers.estimation.calibration import simulated_counts
from winset.solvers.estimation.coefficients import PRIORS, prior_sample
from winset.solvers.estimation.likelihood import Likelihood
from winset.studies.estimate.block import with_priors

SEED = 777
STEP = 0.03
SHOWN = 4


def around(truth: Floats) -> list[Floats]:
    """The truth with each coefficient a step higher, then a step lower."""
    found = []
    for place, prior in enumerate(PRIORS):
        for way in (STEP, -STEP):
            moved = truth.copy()
            moved[place] = (
                moved[place] * np.exp(way) if prior.is_scale else moved[place] + way * prior.sd
            )
            found.append(moved)
    return found


def slopes(episodes: Sequence[Episode], truth: Floats, seed: int) -> Floats:
    """Slope of the log likelihood of each episode with each coefficient."""
    moved = around(truth)
    likelihood = Likelihood(episodes, 0.5, settled=True)
    likelihood.settle([truth, *moved[::6]], seed)
    logs = np.array([likelihood.by_episode(one) for one in moved])
    return np.asarray((logs[0::2] - logs[1::2]).T / (2.0 * STEP))


def main() -> None:
    """Draw casebooks, find the slopes, print what they come to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--casebooks", type=int, default=300)
    parser.add_argument("--draws", type=int, default=MORE_DRAWS)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    cases, block = chosen_cases(), with_priors(read_parameters())
    coded = episodes_of(cases, 0, arguments.draws, block)
    worlds = episodes_of(cases, 1, WORLD_DRAWS, block)
    rows = []
    for number in range(arguments.casebooks):
        source = generator(SEED, "one_coefficient", number)  # the casebooks that plan 5 quotes
        truth = prior_sample(1, source, PRIORS)[0]
        made = simulated_counts(coded, truth, source, worlds=worlds)
        rows.append(slopes(made, truth, number))
        print(f"{number + 1} of {arguments.casebooks}", end="\r", file=sys.stderr, flush=True)
        if arguments.out is not None:
            np.savez(arguments.out, slopes=np.array(rows), episodes=[one.id for one in cases])
    found = np.array(rows)
    for place, name in enumerate(NAMES):
        whole, each = found[:, :, place].sum(axis=1), found[:, :, place].mean(axis=0)
        order = np.argsort(-np.abs(each))[:SHOWN]
        told = ", ".join(f"{cases[one].id} {each[one]:.2f}" for one in order)
        print(
            f"{name:9} {whole.mean() / whole.std():6.3f} standard deviations too high "
            f"(standard error {len(whole) ** -0.5:.3f}); most in {told}"
        )


if __name__ == "__main__":
    main()
