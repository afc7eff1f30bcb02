"""A sweep in a process of its own: it leaves its progress and its report in the job's folder."""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from winset.cases.file.read import load_text
from winset.cases.file.read_parameters import read_parameters
from winset.foundation.errors import InputError
from winset.foundation.files import read_text, write_text
from winset.foundation.spelling import meant

if TYPE_CHECKING:
    from winset.cases.model.case import Case
    from winset.cases.model.negotiation import NegotiationCase
    from winset.studies.sweep.sweep import SweepQuestion

_SECONDS_BETWEEN = 0.2


def question_of(text: str, asked_for: dict[str, Any]) -> SweepQuestion:
    """Put the question of a sweep together and check it.

    Parameters
    ----------
    text
        The case: a domestic game or a negotiation.
    asked_for
        ``vary``, ``draws`` (None: as many as `winset.sweep` takes), ``design``, ``seed``,
        ``hold_others``, ``solution`` (of a negotiation; None: Nash).

    Raises
    ------
    InputError
        If a path, range, design, solution or number does not fit.
    """
    try:
        return _question(load_text(text, "case.yaml").case, asked_for)
    except InputError as error:
        what = re.sub(r"^--[a-z-]+ ", "", error.what)  # nobody typed the option of a command
        raise InputError(what, error.right) from None


def _question(case: Case | NegotiationCase, asked_for: dict[str, Any]) -> SweepQuestion:
    from winset.studies.sweep.design import DESIGNS
    from winset.studies.sweep.sweep import asked
    from winset.studies.sweep.sweep_case import DRAWS, experiment_of, refuse_impossible_values

    design = next((word for word in DESIGNS if word == asked_for["design"]), None)
    if design is None:
        right = meant(str(asked_for["design"]), DESIGNS)
        raise InputError(f"design {asked_for['design']}: there is no such design", right)
    question = asked(
        experiment_of(case, read_parameters(), solution=asked_for.get("solution")),
        vary=asked_for["vary"],
        draws=asked_for["draws"] or DRAWS[case.kind],
        seed=asked_for["seed"],
        design=design,
        hold_others=asked_for["hold_others"],
    )
    refuse_impossible_values(question)
    return question


def run_sweep(folder: str) -> None:
    """Run the sweep a folder describes; go on where an earlier run ended.

    Parameters
    ----------
    folder
        The job's folder, with ``job.json`` and ``case.yaml``.
    """
    from winset.foundation.processes import end_with_parent

    end_with_parent()
    place = Path(folder)
    progress = place / "progress.json"
    try:
        _play(place, progress)
    except InputError as error:
        write_text(progress, json.dumps({"state": "failed", "message": str(error)}))
        sys.exit(1)


def _play(place: Path, progress: Path) -> None:
    from winset.studies.sweep.sweep import run
    from winset.studies.sweep.sweep_case import sweep_findings

    question = question_of(
        read_text(place / "case.yaml"), json.loads(read_text(place / "job.json"))
    )
    told = 0.0

    def tell(have: int, whole: int) -> None:
        nonlocal told
        if have < whole and time.monotonic() - told < _SECONDS_BETWEEN:
            return
        told = time.monotonic()
        words = {"state": "running", "done": have, "total": whole, "message": None}
        write_text(progress, json.dumps(words))

    finished = run(question, place / "table", progress=tell)
    report = sweep_findings(finished, question)
    write_text(place / "result.json", json.dumps(report.to_dict(), allow_nan=False))
