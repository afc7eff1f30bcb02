"""An estimate from priors of one's own, and what it says of how far it can be trusted."""

from dataclasses import replace

import pytest

from winset.casebook import case_ids, read_case, read_domestic_case
from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.case import Case
from winset.cases.model.parameters import Parameters
from winset.cases.model.vote_parameters import Coefficient
from winset.foundation.coefficients import PRIORS
from winset.foundation.errors import InputError
from winset.solvers.estimation.posterior import posterior
from winset.studies.estimate.block import (
    findings_like,
    held_in_trials,
    recovery_table,
    uneven_in_trials,
    with_posterior,
    with_priors,
)
from winset.studies.estimate.estimate import estimate

CASES = [read_domestic_case(name) for name in ("nafta-1993", "textile-1988")]


def block(**changed: tuple[float, float]) -> Parameters:
    """The default block with priors in place of its posterior, some of them changed."""
    found = with_priors(read_parameters())
    priors = found.vote_model.coefficients | {
        name: Coefficient(mean=mean, sd=sd) for name, (mean, sd) in changed.items()
    }
    model = found.vote_model.model_copy(update={"coefficients": priors})
    return found.model_copy(update={"vote_model": model})


def test_priors_of_a_block_without_a_posterior_are_used() -> None:
    found = estimate(CASES, draws=100, parameters=block(rho=(0.3, 0.0), gamma_0=(0.5, 0.01)))
    rows = {row.name: row for row in found.report.parameters}
    assert rows["rho"].posterior.mean == pytest.approx(0.3)
    assert rows["rho"].posterior.sd == pytest.approx(0.0, abs=1e-12)
    assert rows["gamma_0"].prior.mean == 0.5
    assert rows["gamma_0"].posterior.mean == pytest.approx(0.5, abs=0.03)
    assert found.report.diagnostics.coverage_90 is None
    assert "was not tried" in found.report.how_sure()


def test_registered_priors_give_what_the_default_block_gives() -> None:
    own, default = (
        estimate(CASES, draws=100, parameters=one, as_registered=True) for one in (block(), None)
    )
    assert own.report.parameters == default.report.parameters
    held = own.report.diagnostics.coverage_90
    assert held == recovery_table()["by_sampler"]["lower_half"]
    assert "of 51 cases drawn from the model" in own.report.how_sure()
    assert f"held {100 * held:.0f} % of the truths" in own.report.how_sure()


def test_a_block_that_gives_no_prior_is_refused() -> None:
    fixed = {name: (mean, 0.0) for name, (mean, _) in PRIORS.items()}
    with pytest.raises(InputError, match="all are fixed"):
        estimate(CASES, draws=100, parameters=block(**fixed))
    with pytest.raises(InputError, match=r"coefficients\.s_a\.mean"):
        estimate(CASES, draws=100, parameters=block(s_a=(0.1, 0.05)))


def test_how_sure_follows_the_sampler() -> None:
    well = posterior((), seed=0, draws=400)
    trials = recovery_table()
    assert well.effective_size > 240.0
    assert held_in_trials(well) == trials["longer"]["coverage_90"]
    few = replace(well, effective_size=100.0)
    assert held_in_trials(few) == trials["by_sampler"]["lower_half"]
    assert held_in_trials(replace(well, pareto_k=0.9)) == trials["by_sampler"]["held_elsewhere"]
    assert trials["by_sampler"]["lower_half"] < trials["longer"]["coverage_90"] < 0.9


def test_how_sure_where_the_sum_is_settled() -> None:
    well = replace(posterior((), seed=0, draws=400), settled=True)
    trials = recovery_table()["own"]
    assert held_in_trials(well) == trials["held_where_well"]
    assert (trials["few"], trials["distrusted"]) == (0, 0)
    for found in (replace(well, effective_size=100.0), replace(well, pareto_k=0.9)):
        assert held_in_trials(found) is None


def test_uneven_coefficients_are_named_whatever_the_sample() -> None:
    well = replace(posterior((), seed=0, draws=400), settled=True)
    trials = recovery_table()["own"]
    uneven = uneven_in_trials(well)
    assert uneven == uneven_in_trials(replace(well, effective_size=10.0))
    assert all(trials["coefficients"][name]["coverage_90"] == uneven[name] for name in uneven)
    assert all(
        (one["rank_gap"] > trials["band_of_all"]) == (name in uneven)
        for name, one in trials["coefficients"].items()
    )
    others = tuple(replace(one, mean=one.mean + 1.0) for one in well.priors)
    assert uneven_in_trials(replace(well, priors=others)) == {}


def test_trials_from_the_registered_priors_say_nothing_of_others() -> None:
    found = replace(posterior((), seed=0, draws=400), settled=True)
    tried = findings_like(found)
    lost = [name for name, one in tried.items() if not one.recovered]
    assert lost == ["lambda", "rho", "pi", "phi"]
    others = tuple(replace(one, sd=2.0 * one.sd) for one in found.priors)
    assert findings_like(replace(found, priors=others)) == {}
    block = with_posterior(read_parameters(), replace(found, priors=others), 0)
    assert block.vote_model.findings == {}


def test_the_sum_is_settled_unless_told_otherwise() -> None:
    settled, registered = (
        estimate(CASES, draws=100, as_registered=chosen) for chosen in (False, True)
    )
    told = [one.report.diagnostics.sum_over_shocks for one in (settled, registered)]
    assert told == ["settled", "as-registered"]
    said = [" ".join(one.report.assumptions) for one in (settled, registered)]
    assert ["24 points" in words for words in said] == [False, True]
    assert ["256 at one place amid them" in words for words in said] == [True, False]
    means = [
        {row.name: row.posterior.mean for row in one.report.parameters}
        for one in (settled, registered)
    ]
    assert means[0] != means[1]
    assert all(abs(means[0][name] - means[1][name]) < 0.5 for name in means[0])


def test_the_posterior_that_comes_with_the_package_is_found_again() -> None:
    cases = [read_case(name) for name in case_ids()]
    ended = [one for one in cases if isinstance(one, Case) and one.outcome is not None]
    found = estimate(ended, workers=2, as_registered=True)
    assert len(found.report.cases) == 51
    assert found.report.diagnostics.pareto_k < 0.7
    # To the last digit on the machine that made it; another may take another way to the mode.
    again, shipped = found.parameters.vote_model, read_parameters().vote_model
    for name, one in shipped.coefficients.items():
        assert again.coefficients[name].mean == pytest.approx(one.mean, abs=0.2 * one.sd)
        assert again.coefficients[name].sd == pytest.approx(one.sd, rel=0.2)
