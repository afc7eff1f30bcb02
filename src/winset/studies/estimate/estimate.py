"""`estimate`: the coefficients of the vote model from cases whose votes are recorded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.case import Case
from winset.cases.model.parameters import Parameters
from winset.foundation.citations import cited
from winset.foundation.coefficients import COEFFICIENTS, DELETED_FORMS, LAST_WITH_THEM, NAMES
from winset.foundation.errors import InputError
from winset.reports.comparison.estimate_report import (
    EstimatedCoefficient,
    EstimateDiagnostics,
    EstimateReport,
)
from winset.reports.report_parts import Moments
from winset.solvers.estimation.coefficients import Prior
from winset.solvers.estimation.posterior import MOST_ROUNDS, Posterior, posterior
from winset.studies.estimate.block import (
    findings_like,
    held_in_trials,
    recovery_table,
    uneven_in_trials,
    with_posterior,
    with_priors,
)
from winset.studies.estimate.episodes import EPISODE_DRAWS, SETTLED_DRAWS, episode_of
from winset.studies.estimate.folds import StoredFolds
from winset.studies.estimate.folds_made import Material, made_folds
from winset.studies.estimate.left_out import scored
from winset.studies.estimate.plan import EstimatePlan, read_estimate_plan
from winset.studies.sweep.workers import crew

DEFAULT_DRAWS = 200

Progress = Callable[[int, int, str], None]

_SOURCES = list(cited("clinton-et-al-2004", "cornuet-et-al-2012", "vehtari-et-al-2024"))
_ASSUMPTIONS = [
    "In the likelihood of an episode the shocks of the bill and of its parties are integrated out "
    "by importance sampling round Laplace's approximation [ours].",
    "Given these shocks, recorded shares of a chamber, by party where they are known, are normal "
    "with the mean and covariance over draws of the coded ranges, the variance of members' own "
    "noise and a residual s_t of each party; shares of 0 and 1 are at a bound [ours].",
    "The noise of single members is integrated in closed form over five quantiles of each bloc "
    "[ours].",
    "Theta is fixed at the value of the parameter block; weights of the elements of willingness "
    "are equal [ours].",
]
_SETTLED = [
    "Each episode has as many points for the sum over its shocks as it needs, chosen where its "
    "record puts them. 32 draws of its coded ranges serve at each, and 256 at one place amid them, "
    "where they correct the moments of the shares; they come from random numbers of its own and "
    "are taken as a sample of the ranges [ours].",
    "In a total the tally of each party ends at none and all; tallies of parties with fewer than "
    "five members in a chamber are left out [ours].",
    "The sampler makes six rounds, and up to 24 while fewer draws are effective than a fifth of "
    "those of six rounds; a sample with fewer than that, or with a Pareto k above 0.7, is made "
    "again from a wide start. A fit without an episode starts from that of all and makes three "
    "rounds or more [ours].",
]
_AS_REGISTERED = [
    "The sum over shocks has 24 points in every episode, and 32 draws of its coded ranges [ours].",
    "The sampler makes six rounds, and up to 24 while less than a fifth of its draws is "
    "effective [ours].",
]


@dataclass(frozen=True)
class Estimate:
    """An estimate with the parameter block that it gives.

    Parameters
    ----------
    report
        What was found.
    parameters
        The block with the posterior in place of the prior.
    folds
        Every case forecast without its episode, by the registered model and its rivals; ``None``
        unless asked for.
    """

    report: EstimateReport
    parameters: Parameters
    folds: StoredFolds | None = None


def estimate(
    cases: Sequence[Case],
    *,
    parameters: Parameters | None = None,
    seed: int = 0,
    draws: int = DEFAULT_DRAWS,
    leave_one_out: bool = False,
    workers: int = 1,
    scheduler: str | None = None,
    folds_dir: str | Path | None = None,
    plan: EstimatePlan | None = None,
    variants: Sequence[str] | None = None,
    as_registered: bool = False,
    progress: Progress | None = None,
) -> Estimate:
    """Estimate the coefficients of the vote model from recorded votes.

    Answers: what do recorded votes say about valence, party, president, calendar, willingness,
    engagement and cohesion, and how well would each case have been forecast without its own votes?

    Parameters
    ----------
    cases
        Cases with an outcome; those without one are refused.
    parameters
        The block whose coefficients are the priors, but for those with a posterior sample: then
        the registered priors. Default: the block that comes with the package.
    seed
        Not negative; one seed, one answer, whatever the number of workers.
    draws
        Draws of each round of the sampler; six rounds are made, and up to 24 while too few draws
        are effective.
    leave_one_out
        Forecast the cases of each episode by coefficients that have not seen it: the draws are
        weighted anew, or fitted anew where those weights are not to be trusted.
    workers
        Processes on this machine.
    scheduler
        Address of a Dask scheduler; then `workers` is not used.
    folds_dir
        Folder that keeps each finished fold; the same command goes on where it stopped.
    plan
        Which cases are one episode; default: the plan that comes with the package.
    variants
        Forms of the plan by which to forecast besides the registered one; default: all that the
        model still has.
    as_registered
        Sum over the shocks of each case at 24 points, as plan 2 was registered and as the posterior
        of the package was made; else as plan 7 says.
    progress
        Called with steps done, steps in all, and what was finished.

    Returns
    -------
    Estimate

    Raises
    ------
    InputError
        If fewer than two cases are given, one has no outcome or no chamber, draws or workers are
        out of bounds, a variant can no longer be run, or the block has no prior to start from.
    """
    if len(cases) < 2:
        raise InputError("an estimate needs two cases or more", "name cases, or give --all")
    registered = plan or read_estimate_plan()
    chosen = registered.runnable(variants)
    block = with_priors(parameters or read_parameters())
    fitted = [case for case in cases if chosen.is_fitted(case)] or list(cases)
    size = EPISODE_DRAWS if as_registered else SETTLED_DRAWS
    episodes = tuple(
        episode_of(
            case,
            block,
            seed=seed,
            draws=size,
            fold=chosen.fold_of(case.id),
            own_numbers=not as_registered,
        )
        for case in fitted
    )
    found = posterior(
        episodes,
        seed=seed,
        priors=_priors_of(block),
        draws=draws,
        usual_cohesion=block.vote_model.usual_cohesion,
        workers=workers,
        most_rounds=MOST_ROUNDS,
        settled=not as_registered,
    )
    if progress is not None:
        progress(1, 1, "all cases")
    left_out, folds = None, None
    if leave_one_out:
        material = Material(tuple(cases), episodes, block, chosen, found, seed, draws, workers)
        with crew(workers, scheduler) as hands:
            folds = made_folds(material, hands, folds_dir, progress)
        rows = next(iter(folds.forecasts.values()))
        left_out = scored([row for row in rows if row.case not in folds.abroad])
    report = EstimateReport(
        version=version("winset"),
        plan=chosen.id,
        seed=seed,
        cases=[case.id for case in fitted],
        parameters=_coefficients(found),
        diagnostics=EstimateDiagnostics(
            effective_sample_size=found.effective_size,
            draws=len(found.sample),
            pareto_k=found.pareto_k,
            log_evidence=found.log_evidence,
            coverage_90=held_in_trials(found),
            uneven=uneven_in_trials(found),
            sum_over_shocks="as-registered" if as_registered else "settled",
            trial_cases=recovery_table()["cases"],
        ),
        leave_one_out=left_out,
        assumptions=[
            *_ASSUMPTIONS,
            *(_AS_REGISTERED if as_registered else _SETTLED),
            *(_deleted(registered) if leave_one_out else ()),
        ],
        sources=_SOURCES,
    )
    return Estimate(report, with_posterior(block, found, seed), folds)


def _priors_of(block: Parameters) -> tuple[Prior, ...]:
    """Priors of the coefficients in a block."""
    told = [(name, block.vote_model.coefficients[name]) for name in NAMES]
    found = tuple(Prior(name, one.mean, one.sd) for name, one in told)
    for prior in found:
        if prior.is_scale and prior.sd > 0.0 and prior.mean != 0.0:
            raise InputError(
                f"vote_model.coefficients.{prior.name}.mean: {prior.mean:g} is not 0",
                "the prior of a standard deviation is half normal: mean 0, `sd` its scale",
            )
    if not any(prior.sd > 0.0 for prior in found):
        raise InputError("vote_model.coefficients: all are fixed", "give one or more an `sd`")
    return found


def _deleted(plan: EstimatePlan) -> list[str]:
    """Say which registered forms are not run any more."""
    gone = ", ".join(name for name in plan.forms if name in DELETED_FORMS)
    words = (
        f"The forms {gone} of {plan.id} are no longer part of the model; their stored scores were "
        f"made by commit {LAST_WITH_THEM} of the project."
    )
    return [words] if gone else []


def _coefficients(found: Posterior) -> list[EstimatedCoefficient]:
    low, high = found.quantile(0.05), found.quantile(0.95)
    trials = findings_like(found)
    rows = []
    for place, prior in enumerate(found.priors):
        mean, sd = prior.moments
        finding = trials.get(prior.name)
        lost = finding is not None and finding.recovered is False
        rows.append(
            EstimatedCoefficient(
                name=prior.name,
                meaning=COEFFICIENTS[prior.name],
                prior=Moments(mean=mean, sd=sd),
                posterior=Moments(
                    mean=float(found.mean[place]),
                    sd=float(found.sd[place]),
                    low=float(low[place]),
                    high=float(high[place]),
                ),
                learned=None if lost else float(found.learned[place]),
            )
        )
    return rows
