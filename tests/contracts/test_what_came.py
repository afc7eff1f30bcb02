"""Every number of the page on what came of plan 2, and of the README, is one of the tables.

The tables are those of the stored folds, the posterior in the block and the trials beside it. What
cannot be made again in seconds stands by name in `TOLD`.
"""

from __future__ import annotations

import json
import re
from typing import Any

import numpy as np
import pytest
from tests.contracts.pages import ROOT, TRIALS, share

from winset.casebook import blind_coding, read_case
from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.case import Case
from winset.foundation.coefficients import NAMES
from winset.reports.comparison.leave_one_out_parts import LeaveOneOutScores, ScoredGroup
from winset.solvers.estimation.coefficients import PRIORS
from winset.studies.comparison.compare_plan import read_plan
from winset.studies.comparison.measured_cases import measured_case
from winset.studies.comparison.verdict_scores import hypotheses
from winset.studies.estimate.baselines import known
from winset.studies.estimate.folds import StoredFolds, shipped_folds
from winset.studies.estimate.plan import read_estimate_plan
from winset.studies.estimate.scores import leave_one_out_scores


def unwrapped(page: str) -> str:
    """A page with each paragraph and each item of a list on one line."""
    whole = re.sub(r"\n +(?=[^\s|])", " ", page)
    return re.sub(r"(?<=[^\n|])\n(?=[^\n|#`-])", " ", whole)


PAGE = unwrapped((ROOT / "docs" / "explanation" / "what-came.md").read_text(encoding="utf-8"))
README = (ROOT / "README.md").read_text(encoding="utf-8")
MODEL_ROWS = {
    "**registered model**": "registered",
    "rival: influence": "influence",
    "rival: last mover": "last-mover",
    "rival: none": "none",
    "rival: bargaining": "bargaining",
}
RULE_ROWS = {
    "base rate": "base_rate",
    "direction": "direction",
    "direction and kind": "direction_and_kind",
    "ridge": "ridge",
    "last of the kind": "last_of_kind",
}
RUNS = {
    "columns equal over the blocs of a case": "equalised",
    "the same, willingness of the second coder": "second_coder",
    "columns of another case": "permuted",
    "prior spreads halved": "half_the_prior",
    "prior spreads doubled": "twice_the_prior",
}

TOLD = {
    ".187": "weighted mean of gamma_dir; the block's 400 draws give .186",
    "1.8": "weighted 95th percentile of phi; the block's 400 draws give 1.7",
    "77.4": "log evidence of the registered fit (`winset estimate --all --as-registered`)",
    "2.5": "-74.9 less -77.4",
    "1.815": "log score of days, each of today's 55 episodes left out (`ws.small_models()`)",
    "1.816": "the same without predictors",
}
"""Numbers that only a fit of minutes gives again, each with where it comes from."""


@pytest.fixture(scope="module")
def folds() -> StoredFolds:
    found = shipped_folds()
    assert found is not None
    return found


@pytest.fixture(scope="module")
def scores(folds: StoredFolds) -> LeaveOneOutScores:
    cases = [case for name in folds.cases if isinstance(case := read_case(name), Case)]
    return leave_one_out_scores(folds, cases, read_estimate_plan())


def between(found: tuple[float, float, float] | None, places: int = 3) -> str:
    assert found is not None
    mean, low, high = (f"{value:+.{places}f}" for value in found)
    return f"{mean} ({low} to {high})"


def rows_under(heading: str) -> dict[str, list[str]]:
    """Cells of the table rows under a heading, as `rows_of` gives them."""
    return rows_of(PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0])


def rows_of(part: str) -> dict[str, list[str]]:
    """Cells of the table rows of a text, by their first cell, marks of bold type left out."""
    found = {}
    for line in part.splitlines():
        if line.startswith("| ") and not line.startswith("|---"):
            first, *rest = (cell.strip() for cell in line.strip("|").split("|"))
            found[first] = [cell.replace("**", "") for cell in rest]
    return found


def parts(scores: LeaveOneOutScores) -> tuple[ScoredGroup, ScoredGroup]:
    assert scores.new_episodes is not None
    assert scores.abroad is not None
    return scores.new_episodes, scores.abroad


def test_the_headline(scores: LeaveOneOutScores) -> None:
    table = rows_under("The headline")
    new, _ = parts(scores)
    for group, where in ((scores, "51 American cases"), (new, "30 new cases")):
        assert group.scores["registered"].n == int(where.split()[0])
        for rule in ("direction", "ridge"):
            added = group.model_adds[rule]
            row = next(
                cells
                for name, cells in table.items()
                if rule in name and ("30 new" in name) == ("30 new" in where)
            )
            assert row == [between(added.brier), between(added.crps)]
    assert f"({between(scores.model_adds['base_rate'].brier)[:-1]}" in PAGE.replace(
        "-0.047, -0.082", "-0.047 (-0.082"
    )
    assert f"({between(new.model_adds['last_of_kind'].crps)[:-1]}" in PAGE.replace(
        "-0.052, -0.072", "-0.052 (-0.072"
    )


def test_american_cases(scores: LeaveOneOutScores) -> None:
    table = rows_under("American cases, each forecast without its episode")
    new, _ = parts(scores)
    for words, name in MODEL_ROWS.items():
        mine, later = scores.scores[name], new.scores[name]
        assert mine.balanced_accuracy is not None
        assert mine.crps is not None
        assert later.crps is not None
        assert table[words] == [
            share(mine.brier),
            share(mine.log_score),
            share(mine.balanced_accuracy, 2),
            share(mine.crps),
            share(later.brier),
            share(later.crps),
        ]
    for words, name in RULE_ROWS.items():
        rule, later_rule = scores.baselines[name], new.baselines[name]
        assert rule is not None
        assert later_rule is not None
        numbers = (rule.brier, rule.log_score, None, rule.crps, later_rule.brier, later_rule.crps)
        assert table[words] == ["" if one is None else share(one) for one in numbers]


def test_what_is_said_of_the_tallies(folds: StoredFolds, scores: LeaveOneOutScores) -> None:
    new, _ = parts(scores)
    assert scores.tallies is not None
    assert new.tallies is not None
    held = [round(100 * scores.tallies.coverage[name]) for name in ("50", "80", "90")]
    later = [round(100 * new.tallies.coverage[name]) for name in ("50", "80", "90")]
    assert f"hold {held[0]} % at 50, {held[1]} % at 80 and {held[2]} % at 90" in PAGE
    assert f"(new cases: {later[0]}, {later[1]}, {later[2]})" in PAGE
    assert f"{round(100 * scores.tallies.width90)} points of the vote wide" in PAGE
    home = [row for row in folds.forecasts["registered"] if row.case not in folds.abroad]
    tallies = [(row.case, tally) for row in home for tally in row.tallies]
    assert f"{len(tallies)} tallies" in PAGE
    outside = [
        case
        for case, one in tallies
        if not one.quantiles["5"] <= one.recorded <= one.quantiles["95"]
    ]
    spent = set(read_estimate_plan().spent)
    first = sum(case in spent for case in outside)
    words = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight")
    assert f"All {len(outside)} tallies outside the 90 % interval" in PAGE
    assert f"{words[first]} among the first twenty-one" in PAGE
    assert f"{words[len(outside) - first]} among the new ones" in PAGE
    error = np.mean([one.recorded - one.mean for _, one in tallies])
    assert error > 0.0
    assert f"forecasts are {share(float(error), 2)} of the vote too low" in PAGE
    middle = sum(0.3 <= row.passage_probability <= 0.6 for row in home)
    assert f"{middle} of the {len(home)} lie between .3 and .6" in PAGE


def test_walking_forward(folds: StoredFolds, scores: LeaveOneOutScores) -> None:
    found = scores.walk_forward
    assert found is not None
    assert found.balanced_accuracy is not None
    assert f"({found.n} cases from 1990 on" in PAGE
    assert found.crps is not None
    said = f"Brier {share(found.brier)}, balanced accuracy {share(found.balanced_accuracy, 2)}"
    assert f"{said}, CRPS {share(found.crps)}" in PAGE
    worse = scores.walk_forward_adds
    assert worse is not None
    assert f"({between(worse.brier)[:-1]}" in PAGE.replace("(+0.067, +0.021", "(+0.067 (+0.021")
    assert len(folds.walk_forward) >= found.n


def test_rivals(scores: LeaveOneOutScores) -> None:
    table = rows_under("Rivals")
    for words, name in MODEL_ROWS.items():
        if name == "registered":
            continue
        added = scores.rivals_add[name]
        row = table[words.removeprefix("rival: ")]
        assert row == [between(added.brier), between(added.crps, 4)]


def test_abroad(folds: StoredFolds, scores: LeaveOneOutScores) -> None:
    _, away = parts(scores)
    text = PAGE.split("\n## Abroad\n")[1].split("\n## ")[0]
    benches, direction = away.baselines["government_benches"], away.baselines["direction"]
    assert benches is not None
    assert direction is not None
    assert benches.brier is not None
    assert direction.brier is not None
    assert direction.crps is not None
    assert away.tallies is not None
    assert f"Brier {share(away.scores['registered'].brier)}" in text
    assert share(direction.brier) in text
    assert between(away.model_adds["direction"].brier) in text
    assert share(benches.brier) in text
    assert f"{benches.n} cases" in text
    assert between(away.model_adds["government_benches"].brier) in text
    assert f"CRPS {share(away.tallies.crps)} against {share(direction.crps)}" in text
    assert f"holds {round(100 * away.tallies.coverage['90'])} %" in text
    for name in ("last-mover", "bargaining"):
        low_high = between(away.rivals_add[name].brier).replace(" (", ", ")
        assert share(away.scores[name].brier) in text
        assert low_high[:-1] in text
    wallonia = next(r for r in folds.forecasts["registered"] if r.case == "ceta-wallonia-2016")
    assert share(wallonia.passage_probability, 2) in text


def test_what_was_learnt() -> None:
    table = rows_under("What was learnt")
    rows = np.array(read_parameters().vote_model.sample)
    priors = {one.name: one.moments for one in PRIORS}
    for words, cells in table.items():
        names = [one.strip() for one in words.split(",") if one.strip() in NAMES]
        if not names:
            continue
        for place, name in enumerate(names):
            column = rows[:, NAMES.index(name)]
            removed = 1.0 - (column.std() / priors[name][1]) ** 2
            numbers = re.findall(r"-?\d*\.\d+|-?\d+", cells[1])
            per_name = len(numbers) // len(names)
            mean, *ends = (float(one) for one in numbers[place * per_name :][:per_name])
            step = 0.0051 if "." in numbers[0] and len(numbers[0].split(".")[1]) > 1 else 0.051
            assert mean == pytest.approx(column.mean(), abs=step + 0.004)
            for end, level in zip(ends, (0.05, 0.95), strict=False):
                assert end == pytest.approx(np.quantile(column, level), abs=2 * step + 0.02)
            said = float(cells[2].split(",")[place])
            assert said == pytest.approx(removed, abs=0.04)


def test_placebos_and_other_priors() -> None:
    heading = "Placebos and other priors"
    registered, settled = PAGE.split(f"\n## {heading}\n")[1].split("\n### By the sum of plan 7\n")
    for text, runs in ((registered, "other_runs"), (settled, "other_runs_settled")):
        table = rows_of(text.split("\n## ")[0])
        said = {words: run for words, run in RUNS.items() if words in table}
        assert {*said.values()} >= {run for run in TRIALS[runs] if run in RUNS.values()}
        for words, run in said.items():
            found = TRIALS[runs][run]
            for cell, name in zip(table[words], ("rho", "pi", "phi"), strict=False):
                one = found["coefficients"][name]
                places = 2 if name == "rho" else 1
                expected = f"{one['mean']:.{places}f} ({one['low']:.{places}f} to "
                expected += f"{one['high']:.{places}f})"
                expected = re.sub(r"\b0\.", ".", expected)
                assert cell == expected.replace("-.0 ", ".0 ").replace("-.00 ", ".00 ")
            assert float(table[words][3]) == pytest.approx(found["log_evidence"], abs=0.051)


def test_which_placebos_hold_zero_by_the_sum_of_plan_7() -> None:
    off = {
        (run, name)
        for run, found in TRIALS["other_runs_settled"].items()
        for name in ("rho", "pi", "phi")
        if not found["coefficients"][name]["low"] < 0.0 < found["coefficients"][name]["high"]
    }
    assert off == {("equalised", "rho")}
    twice = TRIALS["other_runs_settled"]["twice_the_prior"]["coefficients"]
    assert twice["rho"]["mean"] < 0.0 < min(twice["pi"]["mean"], twice["phi"]["mean"])
    kept = {
        name: {key: one[key] for key in ("mean", "sd")}
        for name, one in TRIALS["other_runs_settled"]["permuted"]["coefficients"].items()
        if name in ("rho", "pi", "phi")
    }
    assert kept == TRIALS["placebos_settled"]


def test_how_much_other_priors_leave() -> None:
    prior = {one.name: one.moments[1] for one in PRIORS}
    for run, factor, least, most in (
        ("twice_the_prior", 2.0, 0.5, 1.0),
        ("half_the_prior", 0.5, 0.05, 0.25),
    ):
        found = TRIALS["other_runs"][run]["coefficients"]
        for name in ("rho", "pi", "phi"):
            spread = (found[name]["high"] - found[name]["low"]) / (2 * 1.645)
            assert least < 1.0 - (spread / (factor * prior[name])) ** 2 < most
            assert found[name]["low"] < 0.0 < found[name]["high"]


def test_the_null_result_stands_on_the_first_screen() -> None:
    first_screen = " ".join(README.split("\n## ")[0].split())
    assert "The model adds nothing to a plain regression on its own inputs" in first_screen
    assert "The record does not show that the money of either side moves votes" in first_screen


def test_recovery() -> None:
    table = rows_under("Recovery")
    text = " ".join(PAGE.split("\n## Recovery\n")[1].split("\n## ")[0].split())
    found = TRIALS["recovery"]
    coefficients = found["coefficients"]
    for name, one in coefficients.items():
        assert table[name] == [
            share(one["contraction"], 2),
            f"{share(one['slope'], 2)} ({share(one['slope_error'], 2)})",
            share(one["coverage_90"], 2),
            share(one["rank_gap"], 2),
        ]
    least = read_estimate_plan().settings.learnt_slope
    lost = [name for name, one in coefficients.items() if one["slope"] < least]
    assert f"**Not recovered by the rule**: {', '.join(lost)}." in text
    outside = [name for name, one in coefficients.items() if one["rank_gap"] > found["band"]]
    assert f"but for {', '.join(outside)}." in text
    assert f"(up to {share(found['band'], 2)} from even" in text
    held = float(np.mean([one["coverage_90"] for one in coefficients.values()]))
    assert f"{share(held, 2)} of the truths lie inside" in text
    assert f"of s_a {share(coefficients['s_a']['coverage_90'], 2)}" in text
    assert f"There are {found['casebooks']} of them" in text
    zero, effect = found["planted"]["zero"], found["planted"]["effect"]
    assert f"Planted in {zero['casebooks']} further casebooks" in text
    assert f"is estimated at {share(zero['mean'], 2)} on average" in text
    rows = (ROOT / "benchmarks" / "recovery.jsonl").read_text(encoding="utf-8").splitlines()
    planted = [one for one in map(json.loads, rows) if one["kind"] == "zero"]
    below = sum(one["high"][NAMES.index("rho")] < 0.0 for one in planted)
    assert (
        f"above zero in {sum(one['low'][NAMES.index('rho')] > 0.0 for one in planted)} of them"
        in text
    )
    assert f"below zero in {below}" in text
    planted = [one for one in map(json.loads, rows) if one["kind"] == "effect"]
    above = sum(one["low"][NAMES.index("rho")] > 0.0 for one in planted)
    assert f"of .2, planted in {effect['casebooks']}, is estimated at" in text
    assert f"at {share(effect['mean'], 2)}, and its interval lies above zero in {above}" in text
    made = (ROOT / "benchmarks" / "recovery.jsonl").read_text(encoding="utf-8").splitlines()
    kinds = [json.loads(line)["kind"] for line in made]
    assert kinds.count("prior") == found["casebooks"]
    assert kinds.count("zero") == zero["casebooks"]
    assert kinds.count("effect") == effect["casebooks"]
    for kind in ("same", "known", "finer", "points", "longer"):
        assert f"{kinds.count(kind)} casebooks" in text
        assert f"hold {share(found[kind]['coverage_90'], 2)}" in text
        assert share(found[kind]["as_registered"], 2) in text
    well = found["by_sampler"]
    assert f"In the first {well['casebooks']} casebooks" in text
    assert (
        f"half with {well['median_effective_size']} effective draws or more the intervals hold "
        f"{share(well['upper_half'], 2)}, in the other half {share(well['lower_half'], 2)}; where "
        f"Pareto's k is above .7 ({well['casebooks'] - well['trusted']} of them) "
        f"{share(well['held_elsewhere'], 2)}."
    ) in text
    longer = [row for row in map(json.loads, made) if row["kind"] == "longer"]
    kept = [row for row in longer if row.get("copied")]
    enough = [row["effective_size"] >= 240.0 for row in kept]
    assert all(enough)
    assert f"Of the {len(longer)} casebooks {len(kept)} have enough" in text
    reached = sum(row["effective_size"] >= 280.0 for row in longer if not row.get("copied"))
    assert f"{reached} of the other {len(longer) - len(kept)} reach it" in text
    learnt = " ".join(PAGE.split("\n## What was learnt\n")[1].split("\n## ")[0].split())
    slopes = {
        name: f"{share(one['slope'], 2)}, {share(one['slope_error'], 2)}"
        for name, one in coefficients.items()
    }
    assert f"gamma_dir ({slopes['gamma_dir']})" in learnt
    assert f"and s_a ({slopes['s_a']}) meet" in learnt
    assert f"eta ({slopes['eta']})" in learnt
    assert f"lambda (slope {slopes['lambda'].replace(',', ', standard error')})" in learnt
    rho, pi, phi = (share(coefficients[name]["slope"], 2) for name in ("rho", "pi", "phi"))
    assert f"(slopes {rho}, {pi} and {phi} where .7" in learnt


def test_recovery_by_plan_3() -> None:
    heading = "Recovery with points where the shocks are"
    table = rows_under(heading)
    text = " ".join(PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0].split())
    found = TRIALS["recovery"]["settled"]
    before = TRIALS["recovery"]["coefficients"]
    for name, one in found["coefficients"].items():
        assert table[name] == [
            share(one["contraction"], 2),
            f"{share(one['slope'], 2)} ({share(one['slope_error'], 2)})",
            f"{share(one['coverage_90'], 2)} ({share(before[name]['coverage_90'], 2)})",
            f"{share(one['rank_gap'], 2)} ({share(before[name]['rank_gap'], 2)})",
        ]
    rows = (ROOT / "benchmarks" / "recovery.jsonl").read_text(encoding="utf-8").splitlines()
    made = [json.loads(line) for line in rows]
    settled = [one for one in made if one["kind"] == "settled"]
    assert sorted(one["number"] for one in settled) == list(range(found["casebooks"]))
    assert found["casebooks"] == 300

    def outside(of: dict[str, Any], band: str) -> list[str]:
        return [name for name, one in of.items() if one["rank_gap"] > found[band]]

    def upon(of: dict[str, Any]) -> list[str]:
        edge = found["band_of_all"]
        return [name for name, one in of.items() if one["rank_gap"] == edge]

    now = found["coefficients"]
    edge = share(found["band_of_all"])
    assert outside(now, "band_of_all") == ["s_p"]
    assert upon(now) == ["s_a"]
    assert f"s_p leave the joint band (up to {edge} from even), those of s_a lie on it" in text
    assert outside(before, "band_of_all") == ["s_a"]
    assert f"before s_a left it and {', '.join(upon(before))} lay on it." in text
    assert len(outside(now, "band")) == 2
    assert len(outside(before, "band")) == 7
    assert f"Two leave the narrower band of a single coefficient ({share(found['band'])})" in text
    assert now["s_p"]["rank_gap"] > before["s_p"]["rank_gap"]
    assert np.mean([one["ranks"][NAMES.index("s_p")] for one in settled]) < 99 / 2
    assert now["rho"]["contraction"] < 0.5 < before["rho"]["contraction"]
    assert np.mean([one["seconds"] for one in settled]) == pytest.approx(62.0, abs=0.5)
    held, error = found["coverage_90"], found["coverage_error"]
    assert f"hold {share(held)} of all truths (standard error {share(error, 4)})" in text
    assert held < 0.87 < held + error
    first = [one["number"] for one in made if one["kind"] == "longer"]
    assert len(first) == 60
    assert f"in {found['well']} casebooks the sampler does well" in text
    assert f"in the {found['few']} with fewer than 240 effective draws" in text
    assert f"In {found['distrusted']} of these Pareto's k" in text
    poor = [one for one in settled if one["pareto_k"] > 0.7]
    assert all(one["effective_size"] < 240.0 for one in poor)
    assert sum(one["effective_size"] < 4.0 for one in poor) == 4
    assert sum(one["effective_size"] < 240.0 for one in settled) == found["few"]
    assert len(poor) == found["distrusted"]
    for name in ("held_where_well", "held_where_few", "held_elsewhere"):
        assert share(found[name]) in text
    zero, effect = found["planted"]["zero"], found["planted"]["effect"]
    place = NAMES.index("rho")
    nothing, something = (
        [one for one in made if one["kind"] == kind] for kind in ("settled-zero", "settled-effect")
    )
    above = sum(one["low"][place] > 0.0 for one in nothing)
    below = sum(one["high"][place] < 0.0 for one in nothing)
    assert f"a rho of 0 is estimated at {share(zero['mean'], 2)} on average" in text
    assert f"above zero in {above} of {zero['casebooks']} casebooks, below in {below};" in text
    above = sum(one["low"][place] > 0.0 for one in something)
    assert f"a rho of .2 is estimated at {share(effect['mean'], 2)} and its" in text
    assert f"above zero in {above} of {effect['casebooks']}." in text


def test_the_record_by_plan_3(scores: LeaveOneOutScores) -> None:
    heading = "Recovery with points where the shocks are"
    text = " ".join(PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0].split())
    found = TRIALS["record_by_plan_3"]
    assert f"{found['effective_size']} of {found['draws']:,} draws effective" in text
    shipped = read_parameters().vote_model.coefficients
    moved = {}
    for name, one in found["coefficients"].items():
        assert one["mean_moved"] == pytest.approx(
            (one["mean"] - shipped[name].mean) / shipped[name].sd, abs=0.01
        )
        assert one["sd_ratio"] == pytest.approx(one["sd"] / shipped[name].sd, abs=0.005)
        if abs(one["mean_moved"]) > 0.25:
            moved[name] = one["mean_moved"]
    assert "Three means move" in text
    assert len(moved) == 3
    for name, size in moved.items():
        assert f"{name} by {size:+.2f}" in text
    assert moved["s_a"] < dict(TRIALS["noise"]["means_moved"])["s_a"]
    spreads = [one["sd_ratio"] for one in found["coefficients"].values()]
    assert f"{share(min(spreads), 2)} to {share(max(spreads), 2)} of what they were" in text
    new, _ = parts(scores)
    for group, of in (("all", scores), ("new", new)):
        stored = of.scores["registered"]
        assert found[group]["plan_2"]["brier"] == pytest.approx(stored.brier, abs=1e-4)
        assert found[group]["plan_2"]["crps"] == pytest.approx(stored.crps, abs=1e-4)
        for score in ("brier", "log_score", "balanced_accuracy"):
            if group == "all" or score == "brier":
                assert share(found[group]["plan_3"][score]) in text
        assert f"({share(found[group]['plan_2']['brier'])}" in text
        mean, low, high = found[group]["plan_2_less_plan_3"]["brier"]
        assert f"{mean:+.3f}, {low:+.3f} to {high:+.3f}" in text
    assert f"No probability moves by more than {share(found['largest_move'])}." in text


def test_the_choice_of_points() -> None:
    text = " ".join(PAGE.split("\n## Recovery\n")[1].split("\n## ")[0].split())
    found = TRIALS["noise"]
    moved = dict(found["means_moved"])
    most = moved.pop("s_a")
    sizes = [one["noise"] for one in found["casebooks"]]
    assert f"by {share(found['record']['noise'], 2)} (standard deviation)" in text
    assert f"move by {share(min(moved.values()), 2)} to {share(max(moved.values()), 2)} of" in text
    assert f"that of s_a by {share(most, 2)}" in text
    assert len(sizes) == 12
    assert f"In twelve casebooks it is {share(min(sizes), 1)} to {max(sizes):.1f}" in text


def test_ten_times_the_draws_say_the_same() -> None:
    text = " ".join(PAGE.split("\n## Recovery\n")[1].split("\n## ")[0].split())
    few, many = (TRIALS["other_runs"][run] for run in ("as_coded", "as_coded_2000_draws"))
    moved, wider = [], []
    for name in NAMES:
        one, other = few["coefficients"][name], many["coefficients"][name]
        moved.append(abs(other["mean"] - one["mean"]) / other["sd"])
        wider.append(other["sd"] / one["sd"] - 1.0)
    assert f"{many['effective_sample_size']:,} effective of {many['draws']:,}" in text
    assert f"{few['effective_sample_size']} of {few['draws']:,}" in text
    assert f"by more than {share(max(moved), 2)} of its standard deviation" in text
    assert f"{100 * np.mean(wider):.0f} % wider on average" in text
    assert f"{100 * max(wider):.0f} % at most" in text


def test_other_draws_of_the_ranges() -> None:
    text = " ".join(PAGE.split("\n## Recovery\n")[1].split("\n## ")[0].split())
    one, other = (dict(TRIALS["other_draws"][seed]) for seed in ("seed_1", "seed_2"))
    assert f"lies {one.pop('s_a'):+.2f} and {other.pop('s_a'):+.2f} standard" in text
    assert max(map(abs, [*one.values(), *other.values()])) < 0.5


def test_who_joins() -> None:
    text = PAGE.split("\n## The hypotheses, one by one\n")[1].split("\n## ")[0]
    runs = TRIALS["joining"]
    vote, reasons = runs["as_coded"]["vote_distance"], runs["as_coded"]["reason_distance"]
    assert max(run["vote_distance"]["learned"] for run in runs.values()) < 0.5
    assert runs["as_coded"]["reason_distance"]["learned"] < 0.5
    assert f"{vote['mean']:.1f} (standard deviation {vote['sd']:.1f}, prior 4)" in text
    assert f"of another opponent {runs['permuted']['vote_distance']['mean']:.1f}" in text
    assert f"{reasons['mean']:.1f} ({reasons['sd']:.1f}, prior 4)" in text
    half, twice = (runs[name]["reason_distance"] for name in ("half_the_prior", "twice_the_prior"))
    assert f"halved {share(half['mean'], 1)}, doubled {share(twice['mean'], 1)}" in text


def test_the_second_coder() -> None:
    text = PAGE.split("\n## The second coder\n")[1].split("\n## ")[0]
    plan = read_estimate_plan()
    first, second, adopted, said = [], [], [], []
    for name in plan.spent:
        case, coding = read_case(name), blind_coding(name)
        assert isinstance(case, Case)
        assert coding.recognised
        elements: dict[str, dict[str, float]] = {}
        for key, value in coding.values.items():
            bloc, _, element = key.partition(".willingness.")
            if element:
                elements.setdefault(bloc, {})[element] = value
        facts = known(case, plan)
        first.append(facts.willingness)
        adopted.append(facts.adopted)
        said.append(coding.probability)
        second.append(
            np.mean(
                [v["payoff"] + 2.0 - v["polarization"] - v["opposition"] for v in elements.values()]
            )
            / 3.0
        )
    assert f"correlation {share(float(np.corrcoef(first, second)[0, 1]), 2)}" in text
    areas = [share(area(np.array(one), np.array(adopted)), 2) for one in (first, second)]
    assert f"{areas[0]} and {areas[1]}" in text
    brier = float(((np.array(said) - np.array(adopted)) ** 2).mean())
    assert f"Brier of {share(brier)}" in text
    rho = TRIALS["other_runs"]["second_coder"]["coefficients"]["rho"]
    ends = f"{share(rho['low'], 2)} to {share(rho['high'], 2)}"
    assert f"rho is {share(rho['mean'], 2)} ({ends})" in text


def test_across_cases() -> None:
    text = PAGE.split("\n**Across cases**")[1].split("\n## ")[0]
    plan, registered, block = read_plan(), read_estimate_plan(), read_parameters()
    home = [
        case
        for name in registered.cases
        if isinstance(case := read_case(name), Case) and registered.is_fitted(case)
    ]
    rows = [measured_case(case, block, plan, draws=2, seed=0) for case in home]
    found = {one.id: one for one in hypotheses(rows, plan)}
    for name in ("H1-PA (bill)", "H2 (bill)"):
        assert found[name].with_condition[1] == len(home)
        assert found[name].without_condition == (0, 0)
    willing = found["H1-WB (bill)"]
    has, lacks = willing.with_condition, willing.without_condition
    assert f"{has[1]} of the {has[1] + lacks[1]} cases" in text
    assert f"{has[0]} of these bills were adopted, of the {lacks[1]} without it {lacks[0]}" in text
    assert f"Bayes factor is {willing.bayes_factor:.2f}: {willing.reading}" in text


def area(values: Any, adopted: Any) -> float:
    """Chance that an adopted case has the larger value than one that was not."""
    apart = values[adopted][:, None] - values[~adopted][None, :]
    return float((apart > 0).mean() + 0.5 * (apart == 0).mean())


def numbers_of(found: Any) -> list[float]:
    """Every number of a document."""
    if isinstance(found, dict):
        return [one for value in found.values() for one in numbers_of(value)]
    if isinstance(found, list | tuple):
        return [one for value in found for one in numbers_of(value)]
    is_number = isinstance(found, int | float) and not isinstance(found, bool)
    return [float(found)] if is_number else []


def tables(scores: LeaveOneOutScores, folds: StoredFolds) -> list[float]:
    """Every number of the tables behind the page."""
    model = read_parameters().vote_model
    rows = np.array(model.sample)
    spread = [1.0 - (rows[:, n].std() / one.moments[1]) ** 2 for n, one in enumerate(PRIORS)]
    ends = np.quantile(rows, [0.05, 0.95], axis=0).ravel().tolist()
    plan = read_estimate_plan().model_dump(mode="json", exclude={"cases"})
    return [
        *numbers_of(scores.model_dump()),
        *numbers_of(TRIALS),
        *numbers_of(plan),
        *numbers_of({name: one.model_dump() for name, one in model.coefficients.items()}),
        *[value for one in PRIORS for value in one.moments],
        *[row.passage_probability for row in folds.forecasts["registered"]],
        *ends,
        *spread,
    ]


def test_every_decimal_of_the_page_is_in_a_table(
    scores: LeaveOneOutScores, folds: StoredFolds
) -> None:
    known = np.abs(np.array(tables(scores, folds)))
    strange = []
    for word in re.findall(r"(?<![\d.])-?\d*\.\d+", PAGE):
        places = len(word.split(".")[1])
        if (
            word.lstrip("-") not in TOLD
            and not (np.abs(known - abs(float(word))) <= 0.51 * 10.0**-places).any()
        ):
            strange.append(word)
    assert not strange, " ".join(strange)


def test_every_score_of_the_readme_is_one_of_the_tables(scores: LeaveOneOutScores) -> None:
    text = README.split("## What it can and cannot be trusted for")[1].split("\n## ")[0]
    known = [*numbers_of(scores.model_dump()), *numbers_of(TRIALS["record_by_plan_7"])]
    for word in re.findall(r"(?<![\d.])[-+]?\d?\.\d{3}\b", text):
        places = float(word)
        assert any(abs(abs(one) - abs(places)) <= 0.00051 for one in known), word
    assert scores.tallies is not None
    assert f"hold {round(100 * scores.tallies.coverage['90'])} %" in text
    assert f"{round(100 * scores.tallies.width90)} points of the vote" in " ".join(text.split())
