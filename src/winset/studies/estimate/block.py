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
    return with_rows(parameters, found.resampled(SAMPLE, seed))


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


def with_rows(parameters: Parameters, rows: Floats) -> Parameters:
    """A parameter block with equally weighted draws of the coefficients.

    Parameters
    ----------
    parameters
        The block.
    rows
        Draws, shape ``(n, 12)``.
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
            "findings": findings(),
        }
    )
    return parameters.model_copy(
        update={"vote_model": VoteModel.model_validate(model.model_dump())}
    )


@lru_cache(maxsize=1)
def _trials() -> dict[str, Any]:
    """Find what the trials of the estimation gave, as stored: `recovery` and `placebos`."""
    file = resources.files(__package__ or "") / "trials.json"
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return found


def recovery_table() -> dict[str, Any]:
    """Find what was recovered from casebooks drawn from the model (`benchmarks/recovery.py`)."""
    found: dict[str, Any] = _trials()["recovery"]
    return found


def held_in_trials(found: Posterior) -> float | None:
    """Share of the truths held by 90 % intervals of estimates that were sampled as well, 0..1.

    Parameters
    ----------
    found
        A posterior; from other priors than the registered ones nothing was tried.
    """
    if found.priors != PRIORS:
        return None
    trials, settings = recovery_table(), read_estimate_plan().settings
    if found.pareto_k is not None and found.pareto_k > settings.refit_above:
        return float(trials["by_sampler"]["held_elsewhere"])
    if found.effective_size >= ENOUGH * ROUNDS * settings.sampler_draws:
        return float(trials["longer"]["coverage_90"])
    return float(trials["by_sampler"]["lower_half"])


def findings() -> dict[str, Finding]:
    """Of each coefficient: could it be recovered, by what slope, and its placebo."""
    least = read_estimate_plan().settings.learnt_slope
    recovered, placebos = recovery_table()["coefficients"], _trials()["placebos"]
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
