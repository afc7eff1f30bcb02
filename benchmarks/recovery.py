"""Could a casebook of this size teach the coefficients of the vote model, were the model true?

Draws casebooks from the registered priors on the coded inputs of the published cases, estimates
each and asks of every coefficient: is its truth uniform among the posterior draws (simulation-based
calibration), how much of the prior variance goes, and what is the slope of the posterior mean on
the truth? Then casebooks with rho set to 0 and to .2, and four kinds that look for the cause of an
interval that is too narrow: the truth uses the very draws of the coded ranges that the estimate
uses, where else it has its own (`same`); truth and estimate know one value of each coded range
(`known`); the estimate has five times the draws of the sampler (`finer`), or more rounds while few
draws are effective, as `winset estimate --as-registered` does (`longer`).

    python benchmarks/recovery.py run --casebooks 60 --planted 12 --out recovery.jsonl
    python benchmarks/recovery.py run --casebooks 0 --same 40 --known 40 --out recovery.jsonl
    python benchmarks/recovery.py run --casebooks 0 --own 300 --workers 2 --out recovery-7.jsonl
    python benchmarks/recovery.py table --out recovery.jsonl recovery-7.jsonl --to recovery.json
    python benchmarks/recovery.py noise --casebooks 12 --out recovery.jsonl --to noise.json

`own` casebooks are those of plan 7 (`docs/explanation/plan-7.md`): other truths, points for the sum
over shocks that are chosen for each episode, more draws of the coded ranges that correct the
moments of the first ones, totals of tallies that end at none and all, no tally of a party with
fewer than five members, and random numbers of its own for every case; `--own-planted` plants rho in
further ones. Their episodes are read by the priors, as by `winset estimate`; all others by the
default block, in which legislators with a purse of their own take sides as by its posterior. The
rows of plans 3 and 4 (`settled`, `widened`) were made by versions of the estimation that are not in
the project's history, those of plans 5 and 6 (`corrected`, `mended`) by the last versions before
plans 6 and 7.

`run` goes on where it stopped; casebook n is the same whoever makes it, so that several processes
may share the work (`--workers`). What was made stands in `benchmarks/recovery.jsonl`, that of plans
6 and 7 in `recovery-6.jsonl` and `recovery-7.jsonl` beside it. `table` writes what `winset
estimate` reads, the part `recovery` of `studies/estimate/trials.json`; what `noise` writes is the
part `noise` of it.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from joblib import Parallel, delayed
from scipy.special import logsumexp

from winset.casebook import case_ids, read_case
from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.case import Case
from winset.cases.model.parameters import Parameters
from winset.foundation.coefficients import NAMES, SCALES
from winset.foundation.randomness import generator
from winset.games.episode import Episode
from winset.solvers.estimation.calibration import (
    RANKS,
    RecoveredCasebook,
    Recovery,
    joined,
    recovered_casebook,
    simulated_counts,
)
from winset.solvers.estimation.coefficients import PRIORS, prior_sample
from winset.solvers.estimation.likelihood import Likelihood
from winset.solvers.estimation.posterior import ENOUGH, MOST_ROUNDS, ROUNDS
from winset.studies.estimate.block import with_priors
from winset.studies.estimate.episodes import EPISODE_DRAWS, SETTLED_DRAWS, episode_of
from winset.studies.estimate.plan import read_estimate_plan

SEED = 20_000
FINER = 5
SEEDS = 12
WORLD_DRAWS = 256
OWN_SEED = 70_000
OWN_WORLD_DRAWS = 2048
MORE_DRAWS = SETTLED_DRAWS
CAUSES = ("same", "known", "finer", "longer")
POINTS = "points"
"""Rows made with NEAR_PAIRS 20 and FAR_PAIRS 12 in `estimation/shock_points.py`: 64 points."""
PLANTED = {"prior": None, "zero": {"rho": 0.0}, "effect": {"rho": 0.2}} | dict.fromkeys(CAUSES)
PLANS = [
    {name: None, f"{name}-zero": {"rho": 0.0}, f"{name}-effect": {"rho": 0.2}}
    for name in ("settled", "widened", "corrected", "mended", "own")
]
"""Kinds of rows of the plans 3 to 7, each with what is planted."""
OWN = PLANS[-1]


def chosen_cases() -> list[Case]:
    """Domestic cases of the United States with an outcome, by the second codebook."""
    found = []
    for name in case_ids():
        case = read_case(name)
        if isinstance(case, Case) and case.outcome is not None and case.as_of is not None:
            found.append(case)
    return [case for case in found if case.country in (None, "United States")]


def episodes_of(
    cases: list[Case],
    seed: int,
    draws: int,
    block: Parameters | None = None,
    *,
    own_numbers: bool = False,
) -> list[Episode]:
    """Episodes of the cases, by the default block or another."""
    parameters = block or read_parameters()
    return [
        episode_of(case, parameters, seed=seed, draws=draws, own_numbers=own_numbers)
        for case in cases
    ]


def known(episode: Episode, shocks: Episode) -> Episode:
    """Variant without ranges: their first draw beside every draw of the shocks of another."""

    def first(array: np.ndarray) -> np.ndarray:
        return np.repeat(array[:1], shocks.draws, axis=0)

    purses, calendar = episode.purses, episode.calendar
    held = {name: first(getattr(purses, name)) for name in vars(purses) if name != "reach"}
    return episode.replace(
        **{name: first(getattr(episode, name)) for name in ("base", "pull", "climate", "noise")},
        ready=np.ones(shocks.draws, dtype=np.bool_),
        bill_shock=shocks.bill_shock,
        party_shock=shocks.party_shock,
        purses=replace(purses, **held),
        calendar=calendar and replace(calendar, surplus=first(calendar.surplus)),
    )


def rows_of(*paths: str | Path) -> list[dict[str, Any]]:
    """Casebooks made so far."""
    return [json.loads(line) for path in paths for line in Path(path).read_text().splitlines()]


def run(arguments: argparse.Namespace) -> None:
    """Make the casebooks that are not there yet."""
    out = Path(arguments.out)
    rows = rows_of(out) if out.exists() else []
    done = {(row["kind"], row["number"]) for row in rows}
    cases = chosen_cases()
    episodes = episodes_of(cases, 0, EPISODE_DRAWS)
    worlds = episodes_of(cases, 1, WORLD_DRAWS)
    wanted = [("prior", n) for n in range(arguments.first, arguments.casebooks)]
    for kind in ("zero", "effect"):
        wanted += [(kind, n) for n in range(arguments.planted)]
    for kind in CAUSES:
        wanted += [(kind, n) for n in range(getattr(arguments, kind))]
    wanted += [("own", n) for n in range(arguments.own)]
    wanted += [(kind, n) for n in range(arguments.own_planted) for kind in [*OWN][1:]]
    without_ranges = [known(one, one) for one in episodes]
    known_worlds = [known(one, other) for one, other in zip(episodes, worlds, strict=True)]
    block = with_priors(read_parameters())
    by_priors = episodes_of(cases, 0, MORE_DRAWS, block, own_numbers=True)
    worlds_by_priors = episodes_of(cases, 1, OWN_WORLD_DRAWS, block, own_numbers=True)

    first = {row["number"]: row for row in rows if row["kind"] == "prior"}

    def one(kind: str, number: int) -> None:
        known_before = first.get(number, {})
        enough = ENOUGH * ROUNDS * arguments.draws
        if kind == "longer" and known_before.get("effective_size", 0.0) >= enough:
            write(known_before | {"kind": kind, "copied": True})  # no round more is made
            return
        began = time.process_time()
        draws = arguments.draws * (FINER if kind == "finer" else 1)
        chosen = {"known": without_ranges} | dict.fromkeys(OWN, by_priors)
        truths = {"same": None, "known": known_worlds} | dict.fromkeys(OWN, worlds_by_priors)
        found = recovered_casebook(
            chosen.get(kind, episodes),
            number,
            seed=OWN_SEED if kind in OWN else SEED,
            worlds=truths.get(kind, worlds),
            planted=(PLANTED | OWN)[kind],
            draws=draws,
            most_rounds=MOST_ROUNDS if kind in ("longer", *OWN) else None,
            settled=kind in OWN,
        )
        row = {"kind": kind, "number": number, "cases": len(cases), "draws": draws}
        row |= {"seconds": round(time.process_time() - began, 1)}
        row |= {k: np.asarray(v).round(5).tolist() for k, v in vars(found).items()}
        write(row)

    def write(row: dict[str, Any]) -> None:
        with out.open("a") as file:
            file.write(json.dumps(row, separators=(",", ":")) + "\n")

    todo = [item for item in wanted if item not in done]
    Parallel(n_jobs=arguments.workers)(delayed(one)(*item) for item in todo)


def noise(arguments: argparse.Namespace) -> None:
    """Write by how much the sum over shocks at few points moves the log likelihood.

    Noise is what differs between coefficients by the choice of the points alone: the log likelihood
    less that with the points of all seeds, its mean over coefficients taken off. First on the
    record, over draws of its posterior; then in casebooks whose ranges are known, coefficients
    drawn round the posterior of each, every one by its own standard deviation.
    """
    rows = rows_of(arguments.out)
    found = {row["number"]: row for row in rows if row["kind"] == "known"}
    cases, block = chosen_cases(), with_priors(read_parameters())
    record = [episode_of(case, block, seed=0, draws=EPISODE_DRAWS) for case in cases]
    others = [episodes_of(cases, 100 + seed, EPISODE_DRAWS) for seed in range(SEEDS)]
    sample = np.array(read_parameters().vote_model.sample)
    away = _away(record, others, sample)
    weights = np.exp(away.sum(axis=2))
    weights /= weights.sum(axis=1, keepdims=True)
    moved = (weights @ sample - sample.mean(axis=0)) / sample.std(axis=0)
    size = np.sqrt((moved**2).mean(axis=0)).round(3).tolist()
    told: dict[str, Any] = {"seeds": SEEDS, "record": _size(away)}
    told |= {"means_moved": dict(zip(NAMES, size, strict=True)), "casebooks": []}
    episodes = episodes_of(cases, 0, EPISODE_DRAWS)
    worlds = episodes_of(cases, 1, WORLD_DRAWS)
    without_ranges = [known(one, one) for one in episodes]
    known_worlds = [known(one, other) for one, other in zip(episodes, worlds, strict=True)]
    scales = [NAMES.index(name) for name in SCALES]
    for number in range(arguments.casebooks):
        source = generator(SEED, "recovery", number)
        truth = prior_sample(1, source, PRIORS)[0]
        drawn = simulated_counts(without_ranges, truth, source, worlds=known_worlds)
        mean, sd = np.array(found[number]["mean"]), np.array(found[number]["sd"])
        vectors = mean + sd * generator(number, "recovery.noise").standard_normal((30, len(NAMES)))
        vectors[:, scales] = np.abs(vectors[:, scales])
        told["casebooks"].append(_size(_away(drawn, others, vectors)))
    Path(arguments.to).write_text(json.dumps(told, indent=1) + "\n")
    print(json.dumps(told, indent=1))


def _away(drawn: Sequence[Episode], others: list[list[Episode]], vectors: np.ndarray) -> np.ndarray:
    """Noise in the log likelihood, shape ``(n_seeds, n_vectors, n_episodes)``."""
    logs = []
    for shocks in others:
        made = [
            one.replace(bill_shock=other.bill_shock, party_shock=other.party_shock)
            for one, other in zip(drawn, shocks, strict=True)
        ]
        likelihood = Likelihood(made, 0.5)
        logs.append([likelihood.by_episode(vector) for vector in vectors])
    found = np.array(logs)
    return np.asarray(found - (logsumexp(found, axis=0) - np.log(SEEDS)))


def _size(away: np.ndarray) -> dict[str, Any]:
    """Standard deviation over coefficients, and of the three episodes where it is largest."""
    largest = np.sort(away.std(axis=1).mean(axis=0))[-3:].round(2).tolist()
    whole = float(away.sum(axis=2).std(axis=1).mean())
    return {"noise": round(whole, 3), "largest_episodes": largest}


def table(arguments: argparse.Namespace) -> None:
    """Write what was recovered, by coefficient."""
    rows = rows_of(*arguments.out)
    kinds = {
        kind: {row["number"]: _casebook(row) for row in rows if row["kind"] == kind}
        for kind in [*PLANTED, POINTS, *(kind for plan in PLANS for kind in plan)]
    }
    all_of = joined([*kinds["prior"].values()])
    found = {
        "cases": rows[0]["cases"],
        "casebooks": len(kinds["prior"]),
        "ranks": RANKS,
        "band": round(all_of.rank_band(), 4),
        "band_of_all": _band_of_all(all_of),
        "coefficients": _by_coefficient(all_of),
    }
    for kind in (*CAUSES, POINTS):
        if kinds[kind]:
            registered = [one for number, one in kinds["prior"].items() if number in kinds[kind]]
            found[kind] = {
                "casebooks": len(kinds[kind]),
                "coverage_90": _held([*kinds[kind].values()]),
                "as_registered": _held(registered),
            }
    noted = [one for one in kinds["prior"].values() if one.effective_size > 0.0]
    if noted:
        found["by_sampler"] = _by_sampler(noted)
    found["planted"] = _planted(PLANTED, kinds)
    for plan in PLANS:
        name = next(iter(plan))
        if kinds[name]:
            found[name] = _by_plan(plan, kinds)
    Path(arguments.to).write_text(json.dumps(found, indent=1) + "\n")
    print(json.dumps(found, indent=1))


def _band_of_all(all_of: Recovery) -> float:
    """Half width of the band inside which the ranks of all coefficients lie together."""
    return round(all_of.rank_band(0.95 ** (1.0 / len(NAMES))), 4)


def _by_coefficient(all_of: Recovery) -> dict[str, dict[str, float]]:
    """What of each coefficient was recovered."""
    shrunk, slope, cover, gap = all_of.contraction, all_of.slope, all_of.coverage, all_of.rank_gap
    truth = all_of.truth - all_of.truth.mean(axis=0)
    missed = (all_of.mean - all_of.mean.mean(axis=0)) - slope * truth
    error = np.sqrt((missed**2).sum(axis=0) / (len(truth) - 2) / (truth**2).sum(axis=0))
    return {
        name: {
            "contraction": round(float(shrunk[place]), 4),
            "slope": round(float(slope[place]), 4),
            "slope_error": round(float(error[place]), 4),
            "coverage_90": round(float(cover[place]), 4),
            "rank_gap": round(float(gap[place]), 4),
        }
        for place, name in enumerate(NAMES)
    }


def _planted(of: dict[str, Any], kinds: dict[str, Any]) -> dict[str, dict[str, float]]:
    """What became of a rho that was planted."""
    place, found = NAMES.index("rho"), {}
    for kind, planted in of.items():
        if planted is None or not kinds[kind]:
            continue
        part = joined([*kinds[kind].values()])
        found[kind.split("-")[-1]] = {
            "rho": planted["rho"],
            "casebooks": len(kinds[kind]),
            "mean": round(float(part.mean[:, place].mean()), 3),
            "sd": round(float(part.sd[:, place].mean()), 3),
            "covered_90": round(float(part.coverage[place]), 3),
            "above_zero": round(float((part.low[:, place] > 0).mean()), 3),
        }
    return found


def _by_plan(plan: dict[str, Any], kinds: dict[str, Any]) -> dict[str, Any]:
    """What came of one of the plans 3 to 7, of which the first kind has no rho planted."""
    made = [*kinds[next(iter(plan))].values()]
    all_of = joined(made)
    enough = ENOUGH * ROUNDS * read_estimate_plan().settings.sampler_draws
    limit = read_estimate_plan().settings.refit_above
    few = [one for one in made if one.effective_size < enough]
    distrusted = [one for one in made if one.pareto_k > limit]
    well = [one for one in made if one.effective_size >= enough and one.pareto_k <= limit]
    inside = all_of.inside.mean(axis=1)
    return {
        "casebooks": len(made),
        "band": round(all_of.rank_band(), 4),
        "band_of_all": _band_of_all(all_of),
        "coefficients": _by_coefficient(all_of),
        "coverage_90": _held(made),
        "coverage_error": round(float(inside.std(ddof=1) / np.sqrt(len(made))), 4),
        "well": len(well),
        "held_where_well": _held(well),
        "few": len(few),
        "held_where_few": _held(few) if few else None,
        "distrusted": len(distrusted),
        "held_elsewhere": _held(distrusted) if distrusted else None,
        "planted": _planted(plan, kinds),
    }


def _casebook(row: dict[str, Any]) -> RecoveredCasebook:
    """One row, those made before the sampler was noted included."""
    names = RecoveredCasebook.__dataclass_fields__
    return RecoveredCasebook(**{name: np.array(row[name]) for name in names if name in row})


def _by_sampler(noted: list[RecoveredCasebook]) -> dict[str, Any]:
    """Shares of truths held where the sampler did well by its own measures, and where not."""
    middle = float(np.median([one.effective_size for one in noted]))
    halves = [
        [one for one in noted if (one.effective_size >= middle) == up] for up in (True, False)
    ]
    limit = read_estimate_plan().settings.refit_above
    tails = [[one for one in noted if (one.pareto_k <= limit) == ok] for ok in (True, False)]
    return {
        "casebooks": len(noted),
        "median_effective_size": round(middle),
        "upper_half": _held(halves[0]),
        "lower_half": _held(halves[1]),
        "trusted": len(tails[0]),
        "held_where_trusted": _held(tails[0]),
        "held_elsewhere": _held(tails[1]) if tails[1] else None,
    }


def _held(casebooks: list[RecoveredCasebook]) -> float:
    """Share of all truths inside their 90 % interval."""
    return round(float(joined(casebooks).coverage.mean()), 3)


def main() -> None:
    """Read the command and do it."""
    parser = argparse.ArgumentParser(description=__doc__)
    verbs = parser.add_subparsers(required=True)
    runner = verbs.add_parser("run")
    runner.add_argument("--first", type=int, default=0)
    runner.add_argument("--casebooks", type=int, default=60)
    runner.add_argument("--planted", type=int, default=0)
    for kind in CAUSES:
        runner.add_argument(f"--{kind}", type=int, default=0)
    runner.add_argument("--own", type=int, default=0)
    runner.add_argument("--own-planted", type=int, default=0)
    runner.add_argument("--draws", type=int, default=200)
    runner.add_argument("--workers", type=int, default=1)
    runner.add_argument("--out", required=True)
    runner.set_defaults(do=run)
    writer = verbs.add_parser("table")
    writer.add_argument("--out", nargs="+", required=True)
    writer.add_argument("--to", required=True)
    writer.set_defaults(do=table)
    noisy = verbs.add_parser("noise")
    noisy.add_argument("--casebooks", type=int, default=12)
    noisy.add_argument("--out", required=True)
    noisy.add_argument("--to", required=True)
    noisy.set_defaults(do=noise)
    arguments = parser.parse_args()
    arguments.do(arguments)


if __name__ == "__main__":
    main()
