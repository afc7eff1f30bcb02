"""`sweep` for scripts and notebooks: one call from a case to a finished table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from winset.cases.editing.with_values import with_values
from winset.cases.model.case import Case
from winset.cases.model.negotiation import NegotiationCase
from winset.cases.model.parameters import Parameters
from winset.foundation.errors import InputError
from winset.reports.sweep.sweep_documents import SweepSummary
from winset.studies.arguments import refuse_no_case
from winset.studies.sweep.design import Design
from winset.studies.sweep.experiment import DomesticExperiment, Experiment
from winset.studies.sweep.inputs import Correlation, VariedInput, Vary, ranges_named
from winset.studies.sweep.sweep import Progress, Sweep, SweepQuestion, asked, default_folder, run

if TYPE_CHECKING:
    from winset.votes.records import VoteTable


DRAWS: Final = {"domestic": 20_000, "negotiation": 256}
"""Draws of a sweep by default, by the kind of case."""


def experiment_of(
    case: Case | NegotiationCase,
    parameters: Parameters,
    *,
    solution: str | None = None,
    changes: Mapping[str, str] | None = None,
    data: str | Path | VoteTable | None = None,
) -> Experiment:
    """Find what a sweep of a case plays: the domestic game, or the whole two-level game.

    Parameters
    ----------
    case, parameters
        The case and the parameter block.
    solution
        Solution of the bargaining, for a negotiation; default ``"nash"``.
    changes
        Values changed from the case file, to be repeated.
    data
        Roll calls whose members fill the chambers of a domestic case, as in `analyze`, or those
        of the Congress at the table, as in `negotiate`.

    Raises
    ------
    InputError
        If a domestic case is given a solution, a negotiation one that a sweep cannot find, or a
        change is to a number that real members bring.
    """
    changed = tuple((changes or {}).items())
    if isinstance(case, NegotiationCase):
        from winset.studies.domestic.analyze import refuse_replaced
        from winset.studies.negotiation.negotiate import members_at_table
        from winset.studies.sweep.negotiation_experiment import NegotiationExperiment

        table = NegotiationExperiment(
            case, parameters, solution or "nash", changed, members_at_table(data)
        )
        for coded in table.coded.countries.values():
            refuse_replaced(coded, changes or {})
        return table
    if solution is not None:
        raise InputError(f"`{case.id}` is a domestic case", "leave out the solution")
    if data is None:
        return DomesticExperiment(case, parameters, changed)
    from winset.studies.domestic.analyze import refuse_replaced
    from winset.votes.readers.folder_reader import roll_calls_of

    found = DomesticExperiment(case, parameters, changed, roll_calls_of(data))
    refuse_replaced(found.coded, changes or {})
    return found


def question_of(finished: Sweep) -> SweepQuestion:
    """Read what a finished sweep asked, from what its folder says of itself.

    Parameters
    ----------
    finished
        A sweep of a case.

    Raises
    ------
    InputError
        If it was made by a version of winset that reads the case or the ranges otherwise.
    """
    told = finished.manifest
    if "real_members" in told:
        raise InputError(
            f"{finished.folder}: was played with real members, whose roll calls it does not hold",
            "the same sweep with the same data gives its report without playing it again",
        )
    try:
        kind = NegotiationCase if told["kind"] == "negotiation" else Case
        case = kind.model_validate(told["case_file"])
        parameters = Parameters.model_validate(told["parameters"])
        question = asked(
            experiment_of(case, parameters, solution=told.get("solution"), changes=told["changes"]),
            **told["asked"],
            draws=finished.draws,
            seed=told["seed"],
            design=finished.design,
            correlations=[Correlation(*pair) for pair in told["correlations"]],
            with_shocks=told["shocks"],
            keep=told["kept"],
        )
    except (KeyError, ValueError) as error:
        raise _other_version(finished) from error
    if question.manifest()["identity"] != told["identity"]:
        raise _other_version(finished)
    return question


def _other_version(finished: Sweep) -> InputError:
    version = finished.manifest.get("version", "unknown")
    return InputError(
        f"{finished.folder}: made by winset {version}, which this one cannot read back",
        "its table opens all the same; run it again for a report",
    )


def sweep_findings(finished: Sweep, question: SweepQuestion | None = None) -> SweepSummary:
    """Report of a finished sweep, by the game it played.

    Answers: how likely is passage (or that an agreement survives at home) over everything the
    inputs may be, and which inputs carry that?

    Parameters
    ----------
    finished
        The sweep of a case.
    question
        What it asked; default: what its folder says.

    Returns
    -------
    SweepReport or NegotiationSweepReport
        What the figures of sweeps, such as `plot_tornado`, draw.

    Raises
    ------
    InputError
        If the folder was made by a version of winset that reads the case otherwise.
    """
    wanted = question_of(finished) if question is None else question
    if isinstance(wanted.experiment, DomesticExperiment):
        from winset.studies.sweep.findings import sweep_report

        return sweep_report(finished, wanted)
    from winset.studies.sweep.findings import negotiation_sweep_report

    return negotiation_sweep_report(finished, wanted)


def refuse_impossible_values(question: SweepQuestion) -> None:
    """Check that the case would accept both ends of every range that was named.

    Parameters
    ----------
    question
        A sweep that is about to be run.

    Raises
    ------
    InputError
        If it would not, with the path and what would be right.
    """
    for item in question.varied:
        if item.named:
            for value in (item.coded.low, item.coded.high):
                _refuse_impossible(question.experiment, item, value)


def _refuse_impossible(experiment: Experiment, item: VariedInput, value: float) -> None:
    from winset.studies.sweep.negotiation_experiment import NegotiationExperiment

    if not isinstance(experiment, DomesticExperiment | NegotiationExperiment):
        return
    text = str(item.coded.readable(value))
    prefix, _, rest = item.path.partition(".")
    if prefix == "parameters":
        with_values(experiment.parameters, {rest: text})
    elif prefix == "scales" or ".scales." in item.path:
        if value < 0.0:
            raise InputError(f"{item.path}: a scale must not be negative")
    elif isinstance(experiment, NegotiationExperiment):
        with_values(experiment.coded.case, {item.path: text})
    else:
        with_values(experiment.case, {item.path: text})


def default_draws(experiment: Experiment) -> int:
    """Draws of a sweep by default."""
    return DRAWS["domestic" if isinstance(experiment, DomesticExperiment) else "negotiation"]


def _pair(given: object) -> Correlation:
    if isinstance(given, Sequence) and len(given) == 3 and isinstance(given[2], int | float):
        return Correlation(str(given[0]), str(given[1]), float(given[2]))
    raise InputError(f"correlate: {given!r} is not a pair", "write (PATH, PATH, RHO)")


def sweep(
    case: Case | NegotiationCase,
    *,
    vary: Vary | None = None,
    draws: int | None = None,
    seed: int = 0,
    design: Design = "latin-hypercube",
    correlate: Sequence[tuple[str, str, float]] = (),
    hold_others: bool = False,
    shocks: bool = True,
    out: str | Path | None = None,
    workers: int = 1,
    scheduler: str | None = None,
    parameters: Parameters | None = None,
    solution: str | None = None,
    data: str | Path | VoteTable | None = None,
    progress: Progress | None = None,
) -> Sweep:
    """Play a case at very many points of its ranges.

    Answers: how do price, budget and verdict come out over everything the inputs may be?

    Parameters
    ----------
    case
        A domestic case, or a negotiation.
    vary
        Path to range, as text such as ``{"parameters.theta": "0.5:2"}`` or as numbers
        ``{"parameters.theta": (0.5, 2)}``; ``None`` takes the coded range. Or a list of texts as
        behind ``--vary``. Numbers that are not named are drawn from their coded ranges.
    draws
        How often; default 20,000, of a negotiation 256.
    seed
        Not negative; one seed, one table, whoever computes it.
    design
        ``"latin-hypercube"``, ``"sobol"``, ``"random"``, ``"saltelli"`` or ``"morris"``.
    correlate
        Pairs of paths with the correlation of their normal scores.
    hold_others
        Keep numbers not named at their likely values.
    shocks
        Draw the shocks as well.
    out
        Folder of the table. Default: ``sweeps/CASE-DIGEST``.
    workers
        Processes on this machine.
    scheduler
        Address of a Dask scheduler instead.
    parameters
        The parameter block; default: the one shipped with the package.
    solution
        For a negotiation: ``"nash"`` (default), ``"kalai-smorodinsky"`` or ``"offer:COUNTRY"``.
    data
        Roll calls whose members fill the chambers of a domestic case, as in `analyze`, or those
        of the Congress at the table, as in `negotiate`.
    progress
        Called with the draws there are and the draws there will be.

    Returns
    -------
    Sweep
        The finished table; `Sweep.to_frame` opens it.

    Raises
    ------
    InputError
        If the question or the folder does not fit, the disk is full, or the scheduler does not
        answer. What is done is kept, and the same call goes on there.
    """
    if not isinstance(case, NegotiationCase):
        refuse_no_case(case)
    if parameters is None:
        from winset.cases.file.read_parameters import read_parameters

        parameters = read_parameters()
    experiment = experiment_of(case, parameters, solution=solution, data=data)
    question = asked(
        experiment,
        vary=ranges_named(vary),
        draws=default_draws(experiment) if draws is None else draws,
        seed=seed,
        design=design,
        correlations=[_pair(pair) for pair in correlate],
        hold_others=hold_others,
        with_shocks=shocks,
    )
    folder = default_folder(question) if out is None else out
    return run(question, folder, workers=workers, scheduler=scheduler, progress=progress)
