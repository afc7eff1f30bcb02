"""A parameter block with a posterior in it, and what trials of the estimation say beside."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np

from winset.cases.model.parameters import Parameters
from winset.cases.model.vote_parameters import Coefficient, Finding, VoteModel
from winset.foundation.coefficients import NAMES
from winset.games.domestic import Floats
from winset.solvers.estimation.coefficients import PRIORS
from winset.solvers.estimation.posterior import ENOUGH, ROUNDS, Posterior
from winset.studies.estimate.plan import read_estimate_plan

SAMPLE = 400
"""Draws of the posterior that a parameter block keeps."""
SETTLED_TRIALS = "own"
"""Part of the recovery table with the casebooks whose sum over shocks was settled, of plan 7."""


def with_posterior(parameters: Parameters, found: Posterior, seed: int) -> Parameters:
    """A parameter block with a posterior in place of its priors.

    Parameters
    ----------
    parameters
        The block.
    found
        The posterior.
    seed
        Not negative; it decides which draws are kept.
    """
    return with_rows(parameters, found.resampled(SAMPLE, seed), findings_like(found))


def with_priors(parameters: Parameters) -> Parameters:
    """A parameter block with the registered priors in place of a posterior, if it has one.

    What a case says of its players must not depend on what was learnt from its votes: legislators
    with a purse take the side that the coefficients give them.

    Parameters
    ----------
    parameters
        The block; one without a posterior stays as it is.
    """
    if not parameters.vote_model.sample:
        return parameters
    priors = {one.name: Coefficient(mean=one.mean, sd=one.sd) for one in PRIORS}
    update = {"coefficients": priors, "sample": [], "source": "set", "findings": {}}
    model = parameters.vote_model.model_copy(update=update)
    return parameters.model_copy(update={"vote_model": model})


def with_rows(
    parameters: Parameters, rows: Floats, tried: dict[str, Finding] | None = None
) -> Parameters:
    """A parameter block with equally weighted draws of the coefficients.

    Parameters
    ----------
    parameters
        The block.
    rows
        Draws, shape ``(n, 12)``.
    tried
        What trials of such an estimation gave, by coefficient; forecasts do not read it.
    """
    sample = np.round(rows, 5)
    coefficients = {
        name: Coefficient(mean=float(mean), sd=float(sd))
        for name, mean, sd in zip(NAMES, sample.mean(axis=0), sample.std(axis=0), strict=True)
    }
    model = parameters.vote_model.model_copy(
        update={
            "coefficients": coefficients,
            "sample": sample.tolist(),
            "source": "estimated",
            "findings": tried or {},
        }
    )
    return parameters.model_copy(
        update={"vote_model": VoteModel.model_validate(model.model_dump())}
    )


@lru_cache(maxsize=1)
def _stored() -> dict[str, Any]:
    """Find what the trials of the estimation gave, as stored: `recovery` and `placebos`."""
    file = resources.files(__package__ or "") / "trials.json"
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return found


def recovery_table() -> dict[str, Any]:
    """Find what was recovered from casebooks drawn from the model (`benchmarks/recovery.py`)."""
    found: dict[str, Any] = _stored()["recovery"]
    return found


def held_in_trials(found: Posterior) -> float | None:
    """Share of the truths held by 90 % intervals of estimates that were sampled as well, 0..1.

    Parameters
    ----------
    found
        A posterior.

    Returns
    -------
    float or None
        ``None`` where it was not tried: from other priors than the registered ones, or with a
        settled sum and fewer effective draws than every trial had, or a tail above what is trusted.
    """
    if found.priors != PRIORS:
        return None
    trials, settings = _trials(settled=found.settled), read_estimate_plan().settings
    distrusted = found.pareto_k is not None and found.pareto_k > settings.refit_above
    enough = found.effective_size >= ENOUGH * ROUNDS * settings.sampler_draws
    if found.settled:
        return float(trials["held_where_well"]) if enough and not distrusted else None
    if distrusted:
        return float(trials["by_sampler"]["held_elsewhere"])
    return float(trials["longer"]["coverage_90"] if enough else trials["by_sampler"]["lower_half"])


def uneven_in_trials(found: Posterior) -> dict[str, float]:
    """Coefficients whose truths had uneven ranks in such trials, with the share held, 0..1.

    Parameters
    ----------
    found
        A posterior; none where its priors were not tried.
    """
    if found.priors != PRIORS:
        return {}
    trials = _trials(settled=found.settled)
    band, of = trials["band_of_all"], trials["coefficients"]
    return {name: one["coverage_90"] for name, one in of.items() if one["rank_gap"] > band}


def _trials(*, settled: bool) -> dict[str, Any]:
    """Find the trials whose sum over shocks was settled, or at 24 points."""
    found: dict[str, Any] = recovery_table()[SETTLED_TRIALS] if settled else recovery_table()
    return found


def findings_like(found: Posterior) -> dict[str, Finding]:
    """Findings of trials made as this posterior was, by coefficient; none from other priors.

    Parameters
    ----------
    found
        A posterior.
    """
    return findings(settled=found.settled) if found.priors == PRIORS else {}


def findings(*, settled: bool) -> dict[str, Finding]:
    """Of each coefficient: could it be recovered, by what slope, and its placebo.

    Parameters
    ----------
    settled
        Whether the sum over shocks was settled in these trials, or at 24 points.
    """
    least = read_estimate_plan().settings.learnt_slope
    recovered = _trials(settled=settled)["coefficients"]
    placebos = _stored()["placebos_settled" if settled else "placebos"]
    found = {}
    for name in NAMES:
        slope = recovered[name]["slope"] if name in recovered else None
        placebo = placebos.get(name)
        if slope is None and placebo is None:
            continue
        found[name] = Finding(
            recovered=None if slope is None else slope >= least,
            slope=slope,
            placebo=None if placebo is None else Coefficient(**placebo),
        )
    return found
