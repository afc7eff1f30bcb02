"""What a finished sweep of a negotiation says beside the summary of every sweep."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from winset.games.domestic import Floats
from winset.studies.report_parts import coded, computed
from winset.studies.sweep import Question, Sweep
from winset.studies.sweep_negotiation import NegotiationExperiment
from winset.studies.sweep_summary import Spread, SweepSummary, spread_of, summary_of

__all__ = ["NegotiationSweepReport", "negotiation_sweep_report"]

_WORDS = {
    "agreement-survives": ("survives", "dies at home"),
    "zone-open": ("zone open", "zone empty"),
}


class NegotiationSweepReport(SweepSummary):
    """Everything `winset sweep` found out about a negotiation."""

    kind: Literal["negotiation"] = coded("The two-level game.")
    titles: dict[str, str] = coded(
        "Names of countries and issues as a reader should see them.", default_factory=dict
    )
    solution: str = coded("Solution of the bargaining.")
    asks: str = computed(
        "What a draw passes by: agreement-survives (the agreement reached at likely values is "
        "ratified by enough countries) or, where none is reached, zone-open."
    )
    agreed: dict[str, float] = computed("The agreement at likely values, by issue, 0 to 1.")
    ratified: dict[str, float] = computed("Share of draws in which each country ratifies it.")
    zone_share: Spread = computed("Share of all points that are in the zone of agreement.")
    zone_empty: float = computed("Share of draws in which the zone is empty on the lattice.")
    lattice_points: int = computed("Points at which the zone of each draw was asked for.")
    agreement: dict[str, Spread] = computed(
        "What would be agreed on, by issue, in the draws with a zone: percentiles over these."
    )
    gain: dict[str, Spread] = computed("What each party's chief executive gains by it.")


def negotiation_sweep_report(sweep: Sweep, question: Question) -> NegotiationSweepReport:
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
        agreement={name: _spread_where(c) for name, c in _columns(sweep, "agreement").items()},
        gain={name: _spread_where(c) for name, c in _columns(sweep, "gain").items()},
    )


def _columns(sweep: Sweep, group: str) -> dict[str, Floats]:
    prefix = f"{group}."
    inputs = set(sweep.inputs())
    names = [n for n in sweep.names if n.startswith(prefix) and n not in inputs]
    return {name.removeprefix(prefix): sweep.column(name) for name in names}


def _spread_where(values: NDArray[np.float64]) -> Spread:
    there = values[np.isfinite(values)]
    return spread_of(there) if there.size else Spread(low=None, median=None, high=None)
