"""What the page on plan 7 says came of its casebooks is what the stored trials say."""

import pytest
from tests.contracts.pages import TRIALS, explanation, share

from winset.cases.file.read_parameters import read_parameters

PAGE = explanation("plan-7")
RECORD = explanation("what-came").split("## The record by the calibrated sum ")[1].split(" ## ")[0]


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
    for group in ("all", "new"):
        now, before = found[group]["registered"], found[group]["plan_2"]
        less = between(found[group]["stored_less_this"]["brier"])
        assert f"{share(now['brier'])} ({share(before['brier'])}" in RECORD
        assert less in RECORD
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
        new["last_of_kind"]["crps"],
        rules["ridge"]["crps"],
    ):
        assert f"({between(less)})" in RECORD


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
