"""Slope of the log likelihood at the truth, by coefficient and episode: minutes instead of hours.

    python benchmarks/slope_at_truth.py --casebooks 300 --out slopes.npz
    python benchmarks/slope_at_truth.py --seed 888 --names gamma_0 s_a s_p --shared --worlds 256

If the likelihood is that of the model, the mean slope at the truth is 0 in every episode. Its mean
over casebooks, divided by its standard deviation, says by how many standard deviations a posterior
would lie too high, were all other coefficients known; the episodes that bring it show where to
look. `--draws` says how many draws of the coded ranges there are, `--worlds` from how many the
truth comes; `--shared` gives the same path of every case the same random numbers. The same truths
come whatever these are. Slopes are by standard deviations of the prior, of a scale by its
logarithm. What plan 5 quotes was made with `--shared --worlds 256`, with its sum and other points;
what plan 7 quotes, with points that hung on `--names`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from recovery import MORE_DRAWS, OWN_WORLD_DRAWS, chosen_cases, episodes_of
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


def around(truth: Floats, places: Sequence[int]) -> list[Floats]:
    """The truth with each of some coefficients a step higher, then lower: vectors ``(12,)``."""
    found = []
    for place in places:
        prior = PRIORS[place]
        for way in (STEP, -STEP):
            moved = truth.copy()
            moved[place] = (
                moved[place] * np.exp(way) if prior.is_scale else moved[place] + way * prior.sd
            )
            found.append(moved)
    return found


def slopes(episodes: Sequence[Episode], truth: Floats, places: Sequence[int], seed: int) -> Floats:
    """Slope of the log likelihood with some coefficients, ``(n_episodes, n_places)``."""
    moved = around(truth, places)
    likelihood = Likelihood(episodes, 0.5, settled=True)
    likelihood.settle([truth, *around(truth, range(0, len(NAMES), 3))], seed)
    logs = np.array([likelihood.by_episode(one) for one in moved])
    return np.asarray((logs[0::2] - logs[1::2]).T / (2.0 * STEP))


def main() -> None:
    """Draw casebooks, find the slopes, print what they come to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--casebooks", type=int, default=300)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--names", nargs="+", default=NAMES, choices=NAMES)
    parser.add_argument("--draws", type=int, default=MORE_DRAWS)
    parser.add_argument("--worlds", type=int, default=OWN_WORLD_DRAWS)
    parser.add_argument("--shared", action="store_true")
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    cases, block = chosen_cases(), with_priors(read_parameters())
    own = not arguments.shared
    coded = episodes_of(cases, 0, arguments.draws, block, own_numbers=own)
    worlds = episodes_of(cases, 1, arguments.worlds, block, own_numbers=own)
    places = [NAMES.index(name) for name in arguments.names]
    rows, truths = [], []
    for number in range(arguments.casebooks):
        source = generator(arguments.seed, "one_coefficient", number)
        truth = prior_sample(1, source, PRIORS)[0]
        made = simulated_counts(coded, truth, source, worlds=worlds)
        rows.append(slopes(made, truth, places, number))
        truths.append(truth)
        print(f"{number + 1} of {arguments.casebooks}", end="\r", file=sys.stderr, flush=True)
        if arguments.out is not None:
            told = {"names": arguments.names, "episodes": [one.id for one in cases]}
            np.savez(arguments.out, slopes=np.array(rows), truths=np.array(truths), **told)
    found = np.array(rows)
    for place, name in enumerate(arguments.names):
        whole, each = found[:, :, place].sum(axis=1), found[:, :, place].mean(axis=0)
        order = np.argsort(-np.abs(each))[:SHOWN]
        told = ", ".join(f"{cases[one].id} {each[one]:.2f}" for one in order)
        print(
            f"{name:9} {whole.mean() / whole.std():6.3f} standard deviations too high "
            f"(standard error {len(whole) ** -0.5:.3f}); most in {told}"
        )


if __name__ == "__main__":
    main()
