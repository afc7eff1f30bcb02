"""Simpler rules, scores of stored folds, and when stored folds say nothing."""

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from winset.casebook import read_domestic_case
from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.case import Case
from winset.foundation.randomness import generator
from winset.reports.comparison.estimate_report import LeftOutCase, LeftOutTally
from winset.studies.estimate.baselines import Known, baselines, known, ridge_logit
from winset.studies.estimate.folds import (
    FoldFit,
    StoredFolds,
    read_folds,
    what_does_not_fit,
    without_this_case,
    write_folds,
)
from winset.studies.estimate.plan import case_digest, parameters_digest, read_estimate_plan
from winset.studies.estimate.scores import leave_one_out_scores

PLAN = read_estimate_plan()
NAMES = ["nafta-1993", "fast-track-1998", "textile-1988", "uruguay-round-1994"]


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    """Four published cases."""
    return [read_domestic_case(name) for name in NAMES]


def fact(name: str, *, adopted: bool, direction: float, share: float, year: int) -> Known:
    """What the rules know of a made-up case."""
    day = dt.date(year, 6, 1)
    return Known(
        name, name, True, adopted, day, day, direction, "plain", 0.5, {"house": share}, None
    )


FACTS = [
    fact("a", adopted=True, direction=0.5, share=0.6, year=1980),
    fact("b", adopted=True, direction=0.5, share=0.7, year=1985),
    fact("c", adopted=False, direction=-0.5, share=0.4, year=1990),
    fact("d", adopted=True, direction=0.5, share=0.55, year=1995),
]


def test_rules_say_what_can_be_counted_by_hand() -> None:
    said = baselines(FACTS[3], FACTS, 1.0)
    assert said["base_rate"].probability == pytest.approx(3 / 5)
    assert said["direction"].probability == pytest.approx(3 / 4)
    assert said["last_of_kind"].probability == pytest.approx(2 / 3)
    assert said["direction"].crps["house"] == pytest.approx(0.1 - 0.025)
    # the one pair a rule of the last of its kind could be tried on: b after a, .1 more
    assert said["last_of_kind"].crps["house"] == pytest.approx(abs(0.55 - 0.8))
    assert "government_benches" not in said


def test_a_case_says_nothing_of_its_own_episode() -> None:
    twin = Known(**{**vars(FACTS[3]), "name": "e"})
    assert baselines(FACTS[3], [*FACTS, twin], 1.0) == baselines(FACTS[3], FACTS, 1.0)


def test_the_ridge_lies_between_the_base_rate_and_the_logit() -> None:
    rows = np.array([[-1.0], [-1.0], [-1.0], [1.0], [1.0], [1.0]])
    happened = np.array([0.0, 0.0, 1.0, 0.0, 1.0, 1.0])
    free, shrunk, heavy = (ridge_logit(rows, happened, p)[1] for p in (0.0, 1.0, 1e6))
    assert free == pytest.approx(np.log(2.0), abs=1e-4)
    assert free > shrunk > heavy
    assert heavy == pytest.approx(0.0, abs=1e-4)


def forecast(case: Case, probability: float) -> LeftOutCase:
    """A stored forecast, its tallies right on the median."""
    fact_of = known(case, PLAN)
    source = generator(3, case.id)
    tallies = []
    for chamber, share in fact_of.tallies.items():
        sample = share + 0.05 * source.standard_normal(400)
        marks = {str(q): float(np.percentile(sample, q)) for q in (5, 10, 25, 50, 75, 90, 95)}
        tallies.append(
            LeftOutTally(chamber=chamber, recorded=share, mean=share, quantiles=marks, crps=0.01)
        )
    assert case.outcome is not None
    return LeftOutCase(
        case=case.id,
        fold=fact_of.fold,
        happened=case.outcome.verdict,
        passage_probability=probability,
        comes_to_a_vote=1.0,
        tallies=tallies,
    )


def stored(cases: list[Case]) -> StoredFolds:
    """Folds whose registered model is nearly right and whose rival knows nothing."""
    happened = [known(case, PLAN).adopted for case in cases]
    near = [
        forecast(case, 0.9 if adopted else 0.1)
        for case, adopted in zip(cases, happened, strict=True)
    ]
    return StoredFolds(
        plan=PLAN.id,
        seed=0,
        parameters=parameters_digest(read_parameters()),
        cases={case.id: case_digest(case) for case in cases},
        abroad=[],
        fits=[FoldFit(fit="registered", fold="a", method="weights", pareto_k=0.3)],
        forecasts={"registered": near, "none": [forecast(case, 0.5) for case in cases]},
        walk_forward=near[1:2],
    )


def test_scores_are_those_of_the_stored_forecasts(cases: list[Case]) -> None:
    found = leave_one_out_scores(stored(cases), cases, PLAN)
    assert list(found.scores) == ["registered", "none"]
    assert found.scores["registered"].brier == pytest.approx(0.01)
    assert found.scores["none"].brier == pytest.approx(0.25)
    assert found.scores["registered"].balanced_accuracy == 1.0
    assert found.tallies is not None
    assert found.tallies.coverage["90"] == 1.0
    assert found.tallies.crps == pytest.approx(0.01)
    added = found.model_adds["direction"]
    rule = found.baselines["direction"]
    assert added.brier is not None
    assert rule is not None
    assert rule.brier is not None
    assert added.brier[0] == pytest.approx(0.01 - rule.brier)
    assert added.brier[1] <= added.brier[0] <= added.brier[2]
    assert set(found.model_adds) == set(found.baselines) - set(found.reasons)
    rival = found.rivals_add["none"]
    assert list(found.rivals_add) == ["none"]
    assert rival.brier is not None
    assert rival.brier[0] == pytest.approx(0.25 - 0.01)
    assert rival.crps == (0.0, 0.0, 0.0)
    assert found.scores["none"].crps == found.tallies.crps
    assert found.new_episodes is None
    assert found.abroad is None
    assert set(found.reasons) == {"blind_coder", "roll_calls", "government_benches"}
    assert [row.walk_forward is None for row in found.cases] == [True, False, True, True]
    assert found.walk_forward_adds is not None
    assert found.walk_forward_adds.brier == (0.0, 0.0, 0.0)
    rules = [row.ridge_probability for row in found.cases]
    assert len(set(rules)) > 1


def test_stored_folds_come_back_and_do_not_fit_other_cases(
    cases: list[Case], tmp_path: Path
) -> None:
    folds = stored(cases)
    write_folds(folds, tmp_path / "folds.json")
    assert read_folds(tmp_path / "folds.json") == folds
    block = read_parameters()
    assert what_does_not_fit(folds, cases, block) is None
    other = cases[0].model_copy(update={"package": not cases[0].package})
    assert "nafta-1993" in str(what_does_not_fit(folds, [other, *cases[1:]], block))
    assert "more cases" in str(what_does_not_fit(folds, cases[1:], block))
    changed = block.model_copy(update={"engagement_threshold": block.full_stake})
    assert "other parameters" in str(what_does_not_fit(folds, cases, changed))


def test_stored_folds_stand_beside_no_other_posterior(cases: list[Case]) -> None:
    block = read_parameters()
    shorter = block.vote_model.model_copy(update={"sample": block.vote_model.sample[:200]})
    other = block.model_copy(update={"vote_model": shorter})
    assert without_this_case(cases[0], block) is not None
    assert without_this_case(cases[0], other) is None
    assert "another posterior" in str(what_does_not_fit(stored(cases), cases, other))


def test_words_about_a_case_do_not_change_its_digest(cases: list[Case]) -> None:
    said = cases[0].model_copy(update={"notes": ["another"], "title": "Another"})
    assert case_digest(said) == case_digest(cases[0])
    assert case_digest(cases[0]) != case_digest(cases[1])
