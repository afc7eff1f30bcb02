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
from winset.solvers.estimation.posterior import ENOUGH, Posterior
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


def held_in_trials(effective_share: float) -> float:
    """Share of the truths held by 90 % intervals of estimates that were sampled as well, 0..1.

    Parameters
    ----------
    effective_share
        Effective draws over all draws of the posterior's sample.
    """
    found = recovery_table()
    if effective_share >= ENOUGH:
        return float(found["longer"]["coverage_90"])
    return float(found["by_sampler"]["lower_half"])


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
