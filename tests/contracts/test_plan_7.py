"""What the page on plan 7 says came of its casebooks is what the stored trials say."""

import json

import numpy as np
import pytest
from scipy.stats import norm
from tests.contracts.pages import ROOT, TRIALS, explanation, share

from winset.cases.file.read_parameters import read_parameters
from winset.foundation.coefficients import NAMES

PAGE = explanation("plan-7")
RECORD = explanation("what-came").split("## The record by the sum of plan 7 ")[1].split(" ## ")[0]


def test_what_came_of_its_casebooks() -> None:
    found = TRIALS["recovery"]["own"]
    gaps = {name: one["rank_gap"] for name, one in found["coefficients"].items()}
    assert found["casebooks"] == 300
    assert len(gaps) == 12
    largest = max(gaps, key=lambda name: gaps[name])
    assert gaps[largest] < found["band_of_all"]
    assert (
        f"gap is {share(gaps[largest])} ({largest}; the joint band ends at "
        f"{share(found['band_of_all'])}); s_a, too high in every trial before, has "
        f"{share(gaps['s_a'])}." in PAGE
    )
    held, error = share(found["coverage_90"]), share(found["coverage_error"])
    assert f"{held} of all truths (standard error {error})" in PAGE
    assert 0.875 <= found["coverage_90"] <= 0.925
    assert (found["few"], found["distrusted"]) == (0, 0)
    zero, effect = found["planted"]["zero"], found["planted"]["effect"]
    assert f"a rho of 0 is estimated at {share(zero['mean'], 2)} on average" in PAGE
    assert f"a rho of .2 is estimated at {share(effect['mean'], 2)} and" in PAGE
    assert zero["above_zero"] == effect["above_zero"] == 0.0


def test_two_estimates_of_the_record_agree() -> None:
    found = TRIALS["record_by_plan_7"]
    other = found["other_seed"]
    draws = (round(one["effective_sample_size"]) for one in (found, other))
    tails = " and ".join(share(one["pareto_k"], 2) for one in (found, other))
    said = " and ".join(map(str, draws))
    assert f"({said} effective draws of 1,200, k {tails})" in PAGE
    assert f"{said} of 1,200 draws effective, Pareto k {tails})" in RECORD
    apart = {
        name: abs(one["mean"] - two["mean"]) / min(one["sd"], two["sd"])
        for (name, one), two in zip(
            found["coefficients"].items(), other["coefficients"].values(), strict=True
        )
    }
    first, second = sorted(apart.values(), reverse=True)[:2]
    assert apart["s_t"] == first < 0.5
    assert f"more than {share(first, 2)} of the smaller standard deviation (s_t; all" in PAGE
    assert f"all others {share(second, 2)} or less)" in PAGE


def test_how_the_record_moves() -> None:
    found = TRIALS["record_by_plan_7"]
    shipped = read_parameters().vote_model.coefficients
    columns = {}
    for name, one in found["coefficients"].items():
        before, two = shipped[name], found["other_seed"]["coefficients"][name]
        assert one["mean_moved"] == pytest.approx((one["mean"] - before.mean) / before.sd, abs=0.01)
        rows = ((before.mean, before.sd), *((row["mean"], row["sd"]) for row in (one, two)))
        columns[name] = [f"{share(mean)} ({share(sd)})" for mean, sd in rows]
        columns[name].insert(2, f"{one['mean_moved']:+.2f}")
        assert f"| {name} | {' | '.join(columns[name])} |" in RECORD
    largest = max(abs(one["mean_moved"]) for one in found["coefficients"].values())
    assert f"up to {largest:.2f} standard deviations" in PAGE
    moved = {n for n, one in found["coefficients"].items() if abs(one["mean_moved"]) > 1.0}
    assert moved == {"gamma_dir", "eta", "s_a"}


def test_how_the_forecasts_move() -> None:
    found = TRIALS["record_by_plan_7"]
    for group in ("all", "new", "abroad"):
        now, before = found[group]["registered"], found[group]["plan_2"]
        less = between(turned(found[group]["stored_less_this"]["brier"]))
        assert f"{share(now['brier'])} ({share(before['brier'])}" in RECORD
        assert less in RECORD
    assert found["refits"] == 1
    assert f"it is {share(found['walk_forward']['brier'])} (.276)" in RECORD
    assert f"hold {100 * found['all']['coverage']['90']:.0f} % of them as before" in RECORD
    now, before = found["all"]["registered"], found["all"]["plan_2"]
    for said, score in (
        ("a log score of", "log_score"),
        ("a balanced accuracy of", "balanced_accuracy"),
        ("tallies a CRPS of", "crps"),
    ):
        assert f"{said} {share(now[score])} ({share(before[score])})" in RECORD
    rules, new = found["all"]["less_each_rule"], found["new"]["less_each_rule"]
    for less in (
        new["direction"]["brier"],
        rules["base_rate"]["brier"],
        rules["direction_and_kind"]["crps"],
        found["abroad"]["less_each_rule"]["base_rate"]["brier"],
        new["last_of_kind"]["crps"],
        rules["ridge"]["crps"],
    ):
        assert f"({between(less)})" in RECORD


def test_which_differences_are_off_zero() -> None:
    found = TRIALS["record_by_plan_7"]
    ahead, behind = (
        {
            (group, rule, score)
            for group in ("all", "new")
            for rule, scores in found[group]["less_each_rule"].items()
            for score, less in scores.items()
            if min(sign * less[1], sign * less[2]) > 0.0
        }
        for sign in (-1.0, 1.0)
    )
    assert ahead == {
        ("all", "base_rate", "brier"),
        ("all", "direction_and_kind", "crps"),
        ("new", "last_of_kind", "crps"),
    }
    assert behind == {("all", "ridge", "crps")}


def turned(found: list[float]) -> list[float]:
    """A difference and its interval the other way round."""
    mean, low, high = found
    return [-mean, -high, -low]


def between(found: list[float]) -> str:
    """A mean and its interval as a page writes them."""
    mean, low, high = found
    return f"{mean:+.3f}, {low:+.3f} to {high:+.3f}"


def test_what_its_casebooks_recover() -> None:
    slopes = {name: one["slope"] for name, one in TRIALS["recovery"]["own"]["coefficients"].items()}
    lost = {name for name, slope in slopes.items() if slope < 0.7}
    assert lost == {"lambda", "rho", "pi", "phi"}
    rho, pi, phi, calendar = (share(slopes[name], 2) for name in ("rho", "pi", "phi", "lambda"))
    assert f"slopes are {rho}, {pi} and {phi} where .7 was asked, and lambda ({calendar})" in RECORD


def test_what_is_wrong_with_calibrated() -> None:
    kept = (ROOT / "benchmarks" / "recovery-7.jsonl").read_text("utf-8").splitlines()
    rows = [row for row in map(json.loads, kept) if row["kind"] == "own"]
    truth, mean, sd, low, high = (
        np.array([row[name] for row in rows]) for name in ("truth", "mean", "sd", "low", "high")
    )
    own = TRIALS["recovery"]["own"]
    short = (0.9 - own["coverage_90"]) / own["coverage_error"]
    assert f"{share(own['coverage_90'])} is {short:.1f} standard errors below .90" in PAGE
    place = NAMES.index("lambda")
    above, below = (int(off[:, place].sum()) for off in (truth > high, truth < low))
    assert f"{above} of {len(rows)} truths lie above the 95 % point" in PAGE
    assert f"where 15 should, {below} below the 5 % point" in PAGE
    one = own["coefficients"]["lambda"]
    assert f"intervals hold {share(one['coverage_90'])}." in PAGE
    slope, gone = share(one["slope"], 2), share(one["contraction"], 2)
    assert f"is {slope}, where calibrated intervals would give {gone}" in PAGE
    assert f"s_p hold {share(own['coefficients']['s_p']['coverage_90'])}." in PAGE
    away = ((mean - truth) / sd)[:, NAMES.index("s_a")]
    error = share(float(away.std() / np.sqrt(len(rows))), 2)
    assert f"lie {share(float(away.mean()), 2)} ({error}) below its estimates" in PAGE


def test_how_weak_even_ranks_are() -> None:
    drawn = np.random.default_rng(1).standard_normal((1000, 300))
    steps, band = np.arange(301) / 300, TRIALS["recovery"]["own"]["band_of_all"]
    found = []
    for moved in (drawn + 0.2, drawn / 0.9):
        ranks = np.sort(norm.cdf(moved), axis=1)
        gap = np.maximum(np.abs(steps[1:] - ranks), np.abs(steps[:-1] - ranks)).max(axis=1)
        found.append(float((gap > band).mean()))
    assert 0.5 < found[0] < 0.65
    assert found[1] < 0.05
