"""Findings of a sweep beside the summary of every sweep, by the game it played."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from winset.cases.paths.path_words import path_words
from winset.games.domestic import Floats
from winset.reports.sweep.sweep_documents import NegotiationSweepReport, Spread, SweepReport
from winset.results.ratification.ratification import VERDICTS
from winset.studies.sweep.experiment import DomesticExperiment
from winset.studies.sweep.negotiation_experiment import NegotiationExperiment
from winset.studies.sweep.sensitivity_range import identification, ridge, tornado
from winset.studies.sweep.summary import spread_of, strongest, summary_of
from winset.studies.sweep.sweep import Sweep, SweepQuestion


def sweep_report(sweep: Sweep, question: SweepQuestion) -> SweepReport:
    """Read a finished sweep of a domestic game.

    Answers: how likely is passage over everything the inputs may be, which inputs carry that, and
    which cannot be distinguished?

    Parameters
    ----------
    sweep
        The sweep.
    question
        What it asked.

    Raises
    ------
    TypeError
        If the question is not about a domestic game.
    """
    experiment = question.experiment
    if not isinstance(experiment, DomesticExperiment):
        raise TypeError("only sweeps of a case have such a report")
    summary = summary_of(sweep, question)
    words = sweep.column("verdict")
    paths = strongest(question, summary["indices"])
    game = experiment.coded
    return SweepReport(
        **summary,
        input_titles={
            **{item.path: path_words(experiment.case, item.path) for item in question.varied},
            "shocks": "All shocks together",
        },
        verdict_shares={word: float((words == word).mean()) for word in VERDICTS},
        price=spread_of(sweep.column("price")),
        budget=spread_of(sweep.column("budget")),
        fund=spread_of(sweep.column("fund")),
        tornado=tornado(game, question.varied),
        identification=identification(game, seed=summary["seed"]),
        ridge=ridge(game, paths[0], paths[1]) if len(paths) > 1 else None,
    )


_WORDS = {
    "agreement-survives": ("survives", "dies at home"),
    "zone-open": ("zone open", "zone empty"),
}


def negotiation_sweep_report(sweep: Sweep, question: SweepQuestion) -> NegotiationSweepReport:
    """Read a finished sweep of a negotiation.

    Answers: how likely is it that the agreement survives at home, and which inputs carry that?

    Parameters
    ----------
    sweep
        The sweep.
    question
        What it asked.

    Raises
    ------
    TypeError
        If the question is not about a negotiation.
    """
    experiment = question.experiment
    if not isinstance(experiment, NegotiationExperiment):
        raise TypeError("only sweeps of a negotiation have such a report")
    summary = summary_of(sweep, question)
    passing, failing = _WORDS[experiment.asks]
    share = summary["passage_probability"]
    zone = sweep.column("zone_share")
    issues = experiment.coded.likely.issues
    agreed = dict(zip(issues, experiment.agreed.tolist(), strict=False))
    return NegotiationSweepReport(
        **summary,
        verdict_shares={passing: share, failing: 1.0 - share},
        titles={
            name: part.title
            for parts in (experiment.case.issues, experiment.case.countries)
            for name, part in parts.items()
        },
        solution=experiment.solution,
        asks=experiment.asks,
        agreed=agreed,
        ratified={name: float(c.mean()) for name, c in _columns(sweep, "ratified").items()},
        zone_share=spread_of(zone),
        zone_empty=float((zone == 0.0).mean()),
        lattice_points=len(experiment.lattice),
        signed_probability=float(sweep.column("signed").mean()),
        in_force_if_signed=_mean_where(sweep.column("in_force")),
        ratification={name: _spread_where(c) for name, c in _columns(sweep, "probability").items()},
        agreement={name: _spread_where(c) for name, c in _columns(sweep, "agreement").items()},
        gain={name: _spread_where(c) for name, c in _columns(sweep, "gain").items()},
    )


def _columns(sweep: Sweep, group: str) -> dict[str, Floats]:
    prefix = f"{group}."
    inputs = set(sweep.inputs())
    names = [n for n in sweep.names if n.startswith(prefix) and n not in inputs]
    return {name.removeprefix(prefix): sweep.column(name) for name in names}


def _mean_where(values: NDArray[np.float64]) -> float | None:
    there = values[np.isfinite(values)]
    return float(there.mean()) if there.size else None


def _spread_where(values: NDArray[np.float64]) -> Spread:
    there = values[np.isfinite(values)]
    return spread_of(there) if there.size else Spread(low=None, median=None, high=None)
