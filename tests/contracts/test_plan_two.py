"""Plan 2 holds: priors, parameters and cases are those that were registered."""

from __future__ import annotations

from pathlib import Path

import pytest

from winset.casebook import case_ids, read_case
from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.case import Case
from winset.foundation.coefficients import DELETED_FORMS, LAST_WITH_THEM, PRIORS
from winset.foundation.errors import CaseError, InputError
from winset.studies.estimate.folds import shipped_folds
from winset.studies.estimate.plan import case_digest, parameters_digest, read_estimate_plan

PLAN = read_estimate_plan()


def test_priors_and_parameters_are_those_registered() -> None:
    assert {name: tuple(prior) for name, prior in PLAN.priors.items()} == PRIORS
    assert parameters_digest(read_parameters()) == PLAN.parameters


def test_the_registered_form_comes_first_and_is_the_default() -> None:
    first = next(iter(PLAN.forms))
    model = read_parameters().vote_model
    assert first == "registered"
    assert PLAN.forms[first].contest == model.contest


def test_deleted_forms_are_told_with_the_commit_that_had_them(tmp_path: Path) -> None:
    assert list(PLAN.runnable().forms) == ["registered", "none"]
    assert list(PLAN.runnable([]).forms) == ["registered"]
    for name in DELETED_FORMS:
        with pytest.raises(InputError, match=f"{name}: no longer part .* {LAST_WITH_THEM}"):
            PLAN.runnable([name])
    with pytest.raises(InputError, match="not a form of plan-2"):
        PLAN.runnable(["last-movers"])
    older = tmp_path / "older.yaml"
    model = "vote_model: {contest: none, influence: {mean: 0, sd: 0.05}, willingness: climate}"
    older.write_text(f"winset_parameters: 1\n{model}\n", encoding="utf-8")
    assert read_parameters(older).vote_model.contest == "none"
    for field, form in (("contest", "last-mover"), ("willingness", "bargaining")):
        block = f"winset_parameters: 1\nvote_model: {{{field}: {form}}}\n"
        older.write_text(block, encoding="utf-8")
        with pytest.raises(CaseError, match=f"`{field}: {form}` was deleted"):
            read_parameters(older)


@pytest.mark.parametrize("name", PLAN.cases)
def test_a_case_is_as_it_was_registered(name: str) -> None:
    case = read_case(name)
    assert isinstance(case, Case)
    assert case_digest(case) == PLAN.cases[name]


def test_every_case_with_an_outcome_is_registered_or_told_why_not() -> None:
    told = {*PLAN.cases, *PLAN.excluded}
    for name in case_ids():
        case = read_case(name)
        if isinstance(case, Case) and case.outcome is not None:
            assert name in told


def test_episodes_left_out_together_and_spent_cases_are_registered() -> None:
    named = [case for cases in PLAN.folds.values() for case in cases]
    assert len(named) == len(set(named))
    assert {*named, *PLAN.spent} <= {*PLAN.cases}


def test_stored_folds_are_of_the_plan() -> None:
    folds = shipped_folds()
    assert folds is not None
    assert folds.plan == PLAN.id
    assert folds.cases == PLAN.cases
    assert list(folds.forecasts) == list(PLAN.forms)


def test_the_default_block_holds_the_posterior() -> None:
    model = read_parameters().vote_model
    assert model.source == "estimated"
    assert len(model.sample) == 400
