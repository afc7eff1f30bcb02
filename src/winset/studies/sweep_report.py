"""What a finished sweep of a domestic game says beside the summary of every sweep."""

from __future__ import annotations

from typing import Literal

from winset.results.ratification import VERDICTS
from winset.studies.report_parts import coded, computed
from winset.studies.sensitivity_range import (
    Identification,
    Ridge,
    Tornado,
    identification,
    ridge,
    tornado,
)
from winset.studies.sweep import Question, Sweep
from winset.studies.sweep_experiment import DomesticExperiment
from winset.studies.sweep_summary import Spread, SweepSummary, spread_of, strongest, summary_of


class SweepReport(SweepSummary):
    """Everything `winset sweep` found out about a domestic game."""

    kind: Literal["domestic"] = coded("A game at home.")
    price: Spread = computed("Price of ratification, member-moves.")
    budget: Spread = computed("Budget, member-moves.")
    fund: Spread = computed("Opponents' fund, member-moves.")
    tornado: Tornado = computed("Margin at both ends of each range, others at likely values.")
    identification: Identification = computed("Numbers that an outcome cannot tell apart.")
    ridge: Ridge | None = computed("Verdict over the two strongest or first named inputs.")


def sweep_report(sweep: Sweep, question: Question) -> SweepReport:
    """Read a finished sweep of a domestic game.

    Answers: how likely is passage over everything the inputs may be, which inputs carry that, and
    which cannot be told apart?

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
        verdict_shares={word: float((words == word).mean()) for word in VERDICTS},
        price=spread_of(sweep.column("price")),
        budget=spread_of(sweep.column("budget")),
        fund=spread_of(sweep.column("fund")),
        tornado=tornado(game, question.varied),
        identification=identification(game, seed=summary["seed"]),
        ridge=ridge(game, paths[0], paths[1]) if len(paths) > 1 else None,
    )
