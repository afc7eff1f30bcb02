"""Findings of every finished sweep: how often it passes and which inputs carry that."""

from __future__ import annotations

from typing import Any

import numpy as np

from winset.foundation.randomness import BLOCK_DRAWS
from winset.games.domestic import Floats
from winset.reports.sweep.sensitivity_parts import (
    Screening,
    SobolIndex,
    ValueOfKnowing,
)
from winset.reports.sweep.sweep_documents import Curve, Spread
from winset.studies.domestic.draws import percentile
from winset.studies.sweep.sensitivity import screening, shares_and_values, sobol_indices
from winset.studies.sweep.sensitivity_curves import passage_curve, passage_map
from winset.studies.sweep.sweep import Sweep, SweepQuestion

_CURVES = 3
_LEAST_REPLICATES = 8


def summary_of(sweep: Sweep, question: SweepQuestion) -> dict[str, Any]:
    """Fields of a `SweepSummary`, but for the shares of verdicts.

    Parameters
    ----------
    sweep
        A finished sweep.
    question
        What it asked.
    """
    told = sweep.manifest
    passes = sweep.column("passes").astype(np.float64)
    error, method = standard_error(sweep, passes)
    indices, screened, values = _sensitivities(sweep, passes)
    table = sweep.design not in ("saltelli", "morris")
    paths = strongest(question, indices)
    pair = [path for path in paths if path in sweep.inputs()] if table else []
    repeated = ("kind", "case", "title", "version", "seed", "design", "changes", "inputs", "shocks")
    return {
        **{name: told[name] for name in repeated},
        "draws": sweep.draws,
        "folder": str(sweep.folder),
        "correlations": [tuple(pair) for pair in told["correlations"]],
        "passage_probability": float(passes.mean()),
        "passage_probability_se": error,
        "se_method": method,
        "indices": indices,
        "screening": screened,
        "worth_knowing": values,
        "curves": [Curve(path=path, points=passage_curve(sweep, path)) for path in pair[:_CURVES]],
        "map": passage_map(sweep, pair[0], pair[1]) if len(pair) > 1 else None,
    }


def standard_error(sweep: Sweep, passes: Floats) -> tuple[float, str]:
    """Standard error of the share that passes, and how it was found.

    Parameters
    ----------
    sweep
        The sweep.
    passes
        1 where a draw passes, else 0, shape ``(n_draws,)``.
    """
    share = float(passes.mean())
    binomial = float(np.sqrt(share * (1.0 - share) / passes.size))
    if sweep.design == "random":
        return binomial, "binomial"
    if sweep.design == "latin-hypercube":
        whole = passes.size // BLOCK_DRAWS
        if whole >= _LEAST_REPLICATES:
            means = passes[: whole * BLOCK_DRAWS].reshape(whole, BLOCK_DRAWS).mean(axis=1)
            scale = np.sqrt(BLOCK_DRAWS / passes.size)
            return float(means.std(ddof=1) * scale), f"between {whole} replicated hypercubes"
        return binomial, "binomial, which a Latin hypercube does not exceed by more than n/(n-1)"
    if sweep.design == "sobol":
        return binomial, "binomial, which a scrambled sequence stays below in practice"
    size = len(sweep.manifest["inputs"]) + bool(sweep.manifest["shocks"])
    size += 2 if sweep.design == "saltelli" else 1
    means = passes.reshape(-1, size).mean(axis=1)
    return float(means.std(ddof=1) / np.sqrt(means.size)), f"between {means.size} sets of draws"


def spread_of(values: Floats) -> Spread:
    """Percentiles of a column."""
    low, median, high = (percentile(values, share) for share in (5.0, 50.0, 95.0))
    return Spread(low=low, median=median, high=high)


def _sensitivities(
    sweep: Sweep, passes: Floats
) -> tuple[list[SobolIndex], list[Screening], list[ValueOfKnowing]]:
    if passes.min() == passes.max():
        return [], [], []
    if sweep.design == "saltelli":
        return sobol_indices(sweep), [], []
    if sweep.design == "morris":
        return [], screening(sweep), []
    indices, values = shares_and_values(sweep)
    return indices, [], values


def strongest(question: SweepQuestion, indices: list[SobolIndex]) -> list[str]:
    """Inputs named by the user first, as they stand in the case; then those of largest share."""
    named = [item.path for item in question.varied if item.named]
    ranked = [row.path for row in indices if row.path != "shocks"]
    rest = [item.path for item in question.varied]
    return list(dict.fromkeys([*named, *ranked, *rest]))
