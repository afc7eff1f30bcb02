"""Forecasts of every case without its own votes, as they are stored and read again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Literal

from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.case import Case
from winset.cases.model.parameters import Parameters
from winset.foundation.files import write_text
from winset.reports.comparison.estimate_report import LeftOutCase
from winset.reports.report_parts import Part, coded, computed
from winset.studies.estimate.plan import case_digest, parameters_digest

_FILE = "folds.json"


class FoldFit(Part):
    """Origin of the coefficients of one fold."""

    fit: str = coded("Registered form whose likelihood was used.")
    fold: str = coded("Episode left out.")
    method: Literal["weights", "refit", "all"] = computed(
        "By weighting the draws anew, by a new fit, or the fit of all cases."
    )
    pareto_k: float | None = computed(
        "Tail of the weights.", "the library that finds it is missing, or nothing was weighted"
    )


class StoredFolds(Part):
    """Forecasts of all cases, each by coefficients that have not seen its episode."""

    schema_: Literal["winset/folds/1"] = coded("Format.", default="winset/folds/1", alias="schema")
    plan: str = coded("Plan.")
    seed: int = coded("Seed.")
    sum_over_shocks: Literal["settled", "as-registered"] = coded(
        "Sum over the shocks of a case in the estimate.", default="as-registered"
    )
    parameters: str = coded("Digest of the parameter block without its posterior.")
    cases: dict[str, str] = coded("Digest of each case.")
    abroad: list[str] = coded("Cases that were predicted, never fitted.")
    fits: list[FoldFit] = computed("How the coefficients of each fold were found.")
    forecasts: dict[str, list[LeftOutCase]] = computed("By form, the registered one first.")
    walk_forward: list[LeftOutCase] = computed("From earlier cases only, by the registered form.")


def write_folds(folds: StoredFolds, path: str | Path) -> None:
    """Write stored folds as JSON.

    Parameters
    ----------
    folds
        The folds.
    path
        Where to.
    """
    plain = folds.model_dump(mode="json", by_alias=True)
    write_text(Path(path), json.dumps(plain, indent=1) + "\n")


def read_folds(path: str | Path) -> StoredFolds:
    """Read stored folds.

    Parameters
    ----------
    path
        A file that `winset estimate --leave-one-out --out` wrote.
    """
    return StoredFolds.model_validate(json.loads(Path(path).read_text("utf-8")))


@lru_cache(maxsize=1)
def shipped_folds() -> StoredFolds | None:
    """Folds that come with the package, if any."""
    file = resources.files(__package__ or "") / _FILE
    return read_folds(str(file)) if file.is_file() else None


def what_does_not_fit(
    folds: StoredFolds, cases: Sequence[Case], parameters: Parameters
) -> str | None:
    """Explain why stored folds say nothing about these cases; ``None`` where they fit.

    Parameters
    ----------
    folds
        The folds.
    cases
        The cases as they are now.
    parameters
        The block as it is now, posterior included.
    """
    if not _is_theirs(folds, parameters):
        return "the stored folds were made under other parameters or by another posterior"
    by_id = {case.id: case for case in cases}
    missing = sorted(name for name in folds.cases if name not in by_id)
    if missing:
        return f"the stored folds hold {len(missing)} more cases, {missing[0]} among them"
    other = sorted(
        name for name, digest in folds.cases.items() if case_digest(by_id[name]) != digest
    )
    if other:
        return (
            f"{len(other)} of {len(folds.cases)} cases differ from those of the stored folds, "
            f"{other[0]} among them"
        )
    return None


def without_this_case(case: Case, parameters: Parameters) -> float | None:
    """Probability of passage of a published case by coefficients that have not seen its episode.

    Parameters
    ----------
    case
        The case; ``None`` comes back where it is not exactly the one of the stored folds.
    parameters
        The block; ``None`` comes back where it, or its posterior, is not that of the folds.
    """
    folds = shipped_folds()
    if folds is None or folds.cases.get(case.id) != case_digest(case):
        return None
    if not _is_theirs(folds, parameters):
        return None
    rows = next(iter(folds.forecasts.values()))
    return next(row.passage_probability for row in rows if row.case == case.id)


def _is_theirs(folds: StoredFolds, parameters: Parameters) -> bool:
    """Compare a block and its posterior with those of the folds that come with the package."""
    same = parameters.vote_model.sample == read_parameters().vote_model.sample
    return same and folds.parameters == parameters_digest(parameters)
