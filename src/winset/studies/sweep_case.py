"""`sweep` for scripts and notebooks: one call from a case to a finished table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from winset.cases.model import Case
from winset.cases.parameters import Parameters
from winset.studies.sweep import Progress, Sweep, asked, default_folder, run
from winset.studies.sweep_design import Design
from winset.studies.sweep_experiment import DomesticExperiment
from winset.studies.sweep_inputs import Correlation


def sweep(
    case: Case,
    *,
    vary: Mapping[str, str | None] | None = None,
    draws: int = 20_000,
    seed: int = 0,
    design: Design = "latin-hypercube",
    correlate: Sequence[tuple[str, str, float]] = (),
    hold_others: bool = False,
    shocks: bool = True,
    out: str | Path | None = None,
    workers: int = 1,
    scheduler: str | None = None,
    parameters: Parameters | None = None,
    progress: Progress | None = None,
) -> Sweep:
    """Play a case at very many points of its ranges.

    Answers: how do price, budget and verdict come out over everything the inputs may be?

    Parameters
    ----------
    case
        A domestic case.
    vary
        Path to range as text, such as ``{"parameters.theta": "0.5:2"}``; ``None`` takes the coded
        range. Numbers that are not named are drawn from their coded ranges.
    draws
        How often.
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
    if parameters is None:
        from winset.cases.read_parameters import read_parameters

        parameters = read_parameters()
    question = asked(
        DomesticExperiment(case, parameters),
        vary=vary,
        draws=draws,
        seed=seed,
        design=design,
        correlations=[Correlation(*pair) for pair in correlate],
        hold_others=hold_others,
        with_shocks=shocks,
    )
    folder = default_folder(question) if out is None else out
    return run(question, folder, workers=workers, scheduler=scheduler, progress=progress)
