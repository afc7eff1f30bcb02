"""Placebos and other priors: what is left of rho, pi and phi when what they work on means nothing.

    python benchmarks/placebos.py --to placebos.json
    python benchmarks/placebos.py --settled --to placebos_settled.json

One posterior with willingness, engagement and joining made equal over the blocs of each case, one
with those of another case in their place, one each with all prior spreads halved and doubled, to be
laid beside that of the cases as they are coded: `winset estimate --all --as-registered`, or with
`--settled`, by the sum of plan 7, `winset estimate --all`. Plan 2 says what is read from them; they
stand in the package's `trials.json` under `other_runs` and `other_runs_settled`, those of the
permuted columns also under `placebos` and `placebos_settled`.

Beside the plan, `--only` makes two more: `second_coder`, the equal columns with the willingness of
the second coder where there is one, and `joining`, the small model of who joins with other priors
and with the distances of another opponent.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed

from winset.casebook import blind_coding, case_ids, read_case, read_domestic_case
from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.case import Case
from winset.foundation.coefficients import NAMES
from winset.foundation.randomness import generator
from winset.games.episode import Episode
from winset.solvers.estimation.coefficients import PRIORS, Prior
from winset.solvers.estimation.posterior import MOST_ROUNDS, Posterior, posterior
from winset.studies.comparison.small_models import (
    casebook_cases,
    fitted_joining,
    joining_observations,
)
from winset.studies.estimate.baselines import known
from winset.studies.estimate.block import with_priors
from winset.studies.estimate.episodes import EPISODE_DRAWS, SETTLED_DRAWS, episode_of
from winset.studies.estimate.plan import read_estimate_plan

COLUMNS = ("rho", "pi", "phi")


def fitted_cases() -> list[Case]:
    """Cases the plan fits."""
    plan = read_estimate_plan()
    found = [read_case(name) for name in case_ids() if name in plan.cases]
    return [case for case in found if isinstance(case, Case) and plan.is_fitted(case)]


def equalised(episode: Episode) -> Episode:
    """The episode with willingness, engagement and joining at their means over the case."""
    purses, used = episode.purses, np.unique(episode.bloc)
    climate = np.zeros_like(episode.climate)
    climate[:, used] = episode.climate[:, used].mean(axis=1, keepdims=True)
    return episode.replace(
        climate=climate,
        purses=replace(
            purses,
            engaged=np.zeros_like(purses.engaged) + purses.engaged.mean(axis=1, keepdims=True),
            joins=np.zeros_like(purses.joins) + purses.joins.mean(axis=1, keepdims=True),
        ),
    )


def permuted(episodes: list[Episode], seed: int) -> list[Episode]:
    """Each episode with the mean willingness, engagement and joining of another one."""
    order = generator(seed, "placebo").permutation(len(episodes))
    found = []
    for place, episode in zip(order, episodes, strict=True):
        other = equalised(episodes[place])
        purses, theirs = episode.purses, other.purses
        column = int(np.unique(other.bloc)[0])
        climate = np.zeros_like(episode.climate)
        climate[:, np.unique(episode.bloc)] = other.climate[:, [column]]
        size = purses.engaged.shape[1]
        found.append(
            episode.replace(
                climate=climate,
                purses=replace(
                    purses,
                    engaged=np.repeat(theirs.engaged[:, :1], size, 1),
                    joins=np.repeat(theirs.joins[:, :1], size, 1),
                    cohesion=theirs.cohesion,
                ),
            )
        )
    return found


def by_second_coder(episode: Episode) -> Episode:
    """The equalised episode, its willingness shifted by what the second coder thinks otherwise."""
    plan, found = read_estimate_plan(), equalised(episode)
    if episode.name not in plan.spent:
        return found
    elements: dict[str, dict[str, float]] = {}
    for key, value in blind_coding(episode.name).values.items():
        bloc, _, element = key.partition(".willingness.")
        if element:
            elements.setdefault(bloc, {})[element] = value
    theirs = np.mean(
        [(v["payoff"] + 2.0 - v["polarization"] - v["opposition"]) / 3.0 for v in elements.values()]
    )
    mine = known(read_domestic_case(episode.name), plan).willingness
    climate, used = found.climate.copy(), np.unique(episode.bloc)
    climate[:, used] += theirs - mine
    return found.replace(climate=climate)


def joining() -> dict[str, object]:
    """Who joins: as registered, prior spreads halved and doubled, distances of another opponent."""
    data = joining_observations(list(casebook_cases()), read_parameters())
    mixed = data.x.copy()
    order = generator(0, "placebo.joining").permutation(len(mixed))
    mixed[:, 2:] = mixed[order, 2:]
    runs = {
        "as_coded": fitted_joining(data),
        "half_the_prior": fitted_joining(data, 0.5),
        "twice_the_prior": fitted_joining(data, 2.0),
        "permuted": fitted_joining(replace(data, x=mixed)),
    }
    return {
        name: {
            key: {
                "mean": round(float(found.mean[place]), 2),
                "sd": round(float(found.sd[place]), 2),
                "learned": round(float(found.learned[place]), 2),
            }
            for place, key in enumerate(found.prior.names)
        }
        for name, found in runs.items()
    }


def told(found: Posterior) -> dict[str, dict[str, float]]:
    """Posterior of every coefficient."""
    low, high = found.quantile(0.05), found.quantile(0.95)
    return {
        name: {
            "mean": round(float(found.mean[place]), 4),
            "sd": round(float(found.sd[place]), 4),
            "low": round(float(low[place]), 4),
            "high": round(float(high[place]), 4),
        }
        for place, name in enumerate(NAMES)
    }


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", required=True)
    parser.add_argument("--only", choices=("second_coder", "joining"))
    parser.add_argument("--settled", action="store_true")
    parser.add_argument("--workers", type=int, default=1)
    arguments = parser.parse_args()
    if arguments.only == "joining":
        Path(arguments.to).write_text(json.dumps(joining(), indent=1) + "\n")
        return
    plan, block, settled = read_estimate_plan(), read_parameters(), arguments.settled
    settings = plan.settings
    episodes = [
        episode_of(
            case,
            with_priors(block) if settled else block,
            seed=settings.seed,
            draws=SETTLED_DRAWS if settled else EPISODE_DRAWS,
            fold=plan.fold_of(case.id),
            own_numbers=settled,
        )
        for case in fitted_cases()
    ]

    def spread(times: float) -> tuple[Prior, ...]:
        return tuple(Prior(one.name, one.mean, one.sd * times) for one in PRIORS)

    runs = {
        "equalised": ([equalised(episode) for episode in episodes], PRIORS),
        "permuted": (permuted(episodes, settings.seed), PRIORS),
        "half_the_prior": (episodes, spread(0.5)),
        "twice_the_prior": (episodes, spread(2.0)),
    }
    if arguments.only:
        runs = {arguments.only: ([by_second_coder(episode) for episode in episodes], PRIORS)}

    def run(name: str) -> tuple[str, dict[str, object]]:
        data, priors = runs[name]
        found = posterior(
            data,
            seed=settings.seed,
            draws=settings.sampler_draws,
            priors=priors,
            most_rounds=MOST_ROUNDS if settled else None,
            settled=settled,
        )
        return name, {
            "coefficients": told(found),
            "log_evidence": round(found.log_evidence, 2),
            "effective_size": round(found.effective_size),
            "pareto_k": found.pareto_k,
        }

    done = dict(Parallel(n_jobs=arguments.workers)(delayed(run)(name) for name in runs))
    Path(arguments.to).write_text(json.dumps(done, indent=1) + "\n")


if __name__ == "__main__":
    main()
