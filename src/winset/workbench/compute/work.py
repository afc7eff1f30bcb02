"""Long work in the background: sweeps that go on while the page is used, and after it is closed."""

from __future__ import annotations

import datetime as dt
import re
import secrets
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from winset.foundation.errors import InputError
from winset.foundation.files import write_text
from winset.reports.sweep.sweep_documents import NegotiationSweepReport, SweepReport
from winset.workbench.compute.job_turns import JobTurns, json_in
from winset.workbench.editing.desk import Desk
from winset.workbench.failures import NotFoundError

MOST_JOBS = 50
"""Jobs kept for one visitor."""
MOST_DRAWS = 5_000_000

State = Literal["waiting", "running", "done", "cancelled", "stopped", "failed"]


class Job(BaseModel):
    """One piece of long work.

    Parameters
    ----------
    id
        Its name.
    key, title
        The case it is about.
    state
        ``stopped``: the server ended meanwhile; it can be resumed, like a cancelled one.
    done, total
        Draws there are, and that there will be.
    message
        What went wrong.
    vary, draws, design, seed, hold_others
        What was asked.
    kind
        Which game it plays.
    solution
        Solution of the bargaining, for a negotiation.
    created
        When.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    key: str
    title: str
    state: State
    done: int = 0
    total: int
    message: str | None = None
    vary: dict[str, str | None] = {}
    draws: int
    design: str = "latin-hypercube"
    seed: int = 0
    hold_others: bool = False
    kind: Literal["domestic", "negotiation"] = "domestic"
    solution: str | None = None
    created: str


class Work:
    """The jobs of a folder: each has a folder of its own, so a restart loses none.

    Parameters
    ----------
    folder
        The workbench's private folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "jobs"
        self._turns = JobTurns()

    def start_sweep(
        self,
        visitor: str,
        desk: Desk,
        *,
        vary: Mapping[str, str | None] | None = None,
        draws: int | None = None,
        design: str = "latin-hypercube",
        seed: int = 0,
        hold_others: bool = False,
        solution: str | None = None,
        share: str | None = None,
    ) -> Job:
        """Begin a sweep of the draft as it is now.

        Parameters
        ----------
        visitor
            Whose job it is.
        desk
            The draft; later edits do not enter.
        vary
            Path to range as text; None takes the coded range. Numbers not named are drawn from
            their coded ranges.
        draws, design, seed, hold_others, solution
            As for `winset.sweep`.
        share
            Whose turn it takes; default: the visitor's. Those without a cookie share one.

        Returns
        -------
        Job

        Raises
        ------
        InputError
            If a path, range, design or solution does not fit, or there are too many draws or jobs.
        BusyError
            If too many sweeps wait already, of this visitor or of all.
        """
        from winset.workbench.compute.sweep_process import question_of

        if draws is not None and draws > MOST_DRAWS:
            raise InputError(f"at most {MOST_DRAWS:,} draws here", "use `winset sweep`")
        if len(self.jobs(visitor)) >= MOST_JOBS:
            raise InputError(f"there are {MOST_JOBS} jobs already", "remove some")
        who = visitor if share is None else share
        self._turns.refuse_many(who)
        case, text = desk.case, _whole_text(desk)
        wanted = {
            "vary": dict(vary or {}),
            "draws": draws,
            "design": design,
            "seed": seed,
            "hold_others": hold_others,
            "solution": solution,
        }
        total = question_of(text, wanted).plan.draws
        job = Job(
            id=secrets.token_hex(8),
            key=desk.key,
            title=case.title,
            state="waiting",
            total=total,
            kind=case.kind,
            created=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            **{**wanted, "draws": total if draws is None else draws},
        )
        place = self._place(visitor, job.id)
        place.mkdir(parents=True, mode=0o700)
        try:
            write_text(place / "case.yaml", text)
            write_text(place / "job.json", job.model_dump_json())
            self._turns.begin(who, place)
        except InputError:  # what was refused, or found no room on the disk, leaves nothing
            shutil.rmtree(place, ignore_errors=True)
            raise
        return self.job(visitor, job.id)

    def jobs(self, visitor: str) -> list[Job]:
        """Return the jobs of a visitor, newest first."""
        home = self._home(visitor)
        names = [path.name for path in home.iterdir()] if home.is_dir() else []
        found = []
        for name in names:
            with suppress(NotFoundError):
                found.append(self.job(visitor, name))
        return sorted(found, key=lambda job: (job.created, job.id), reverse=True)

    def job(self, visitor: str, job_id: str) -> Job:
        """Return a job as it stands.

        Raises
        ------
        NotFoundError
            If this visitor has no such job.
        """
        place = self._known(visitor, job_id)
        now = self._turns.state(place)  # first, since a job that ends writes how it ended
        asked = json_in(place / "job.json")
        if not asked:  # removed in this moment, in another tab
            raise NotFoundError(f"there is no job {job_id!r}")
        told = {**asked, **json_in(place / "progress.json")}
        if now is not None:
            told["state"] = now
        elif told["state"] in ("waiting", "running"):
            told["state"] = "stopped"
        return Job.model_validate(told)

    def cancel(self, visitor: str, job_id: str) -> Job:
        """Stop a job; what is done is kept, and it can be resumed.

        Raises
        ------
        NotFoundError
            If this visitor has no such job.
        """
        self._turns.cancel(self._known(visitor, job_id))
        return self.job(visitor, job_id)

    def resume(self, visitor: str, job_id: str) -> Job:
        """Go on with a job that was cancelled, stopped or failed, where it ended.

        Raises
        ------
        NotFoundError
            If this visitor has no such job.
        BusyError
            If too many sweeps wait already, of this visitor or of all.
        """
        if self.job(visitor, job_id).state in ("cancelled", "stopped", "failed"):
            self._turns.begin(visitor, self._known(visitor, job_id))
        return self.job(visitor, job_id)

    def remove(self, visitor: str, job_id: str) -> None:
        """Stop a job and throw it away.

        Raises
        ------
        NotFoundError
            If this visitor has no such job.
        """
        self.cancel(visitor, job_id)
        shutil.rmtree(self._known(visitor, job_id), ignore_errors=True)

    def report(self, visitor: str, job_id: str) -> SweepReport | NegotiationSweepReport:
        """Return what a finished job found.

        Raises
        ------
        NotFoundError
            If this visitor has no such job.
        InputError
            If it is not finished.
        """
        place = self._known(visitor, job_id)
        found = json_in(place / "result.json")
        if not found:
            state = self.job(visitor, job_id).state
            raise InputError(f"the job is {state}", "wait for it, or resume it")
        if found["kind"] == "negotiation":
            from winset.reports.sweep.sweep_documents import NegotiationSweepReport

            return NegotiationSweepReport.model_validate(found)
        from winset.reports.sweep.sweep_documents import SweepReport

        return SweepReport.model_validate(found)

    def table(self, visitor: str, job_id: str) -> Path:
        """Return the folder with the table of a finished sweep."""
        return self._known(visitor, job_id) / "table"

    def close(self) -> None:
        """Stop what runs; it can be resumed when the server is back."""
        self._turns.close()

    def _home(self, visitor: str) -> Path:
        if not re.fullmatch(r"[a-f0-9]{32}", visitor):
            raise InputError("this is not a visitor of ours")
        return self._folder / visitor

    def _place(self, visitor: str, job_id: str) -> Path:
        if not re.fullmatch(r"[a-f0-9]{16}", job_id):
            raise NotFoundError(f"there is no job {job_id!r}")
        return self._home(visitor) / job_id

    def _known(self, visitor: str, job_id: str) -> Path:
        place = self._place(visitor, job_id)
        if not (place / "job.json").is_file():
            raise NotFoundError(f"there is no job {job_id!r}")
        return place


def _whole_text(desk: Desk) -> str:
    """Text of the draft; the games of the folder that a negotiation refers to are written out."""
    from winset.cases.model.negotiation import NegotiationCase
    from winset.workbench.library.references import with_games_of

    case = desk.case
    if not isinstance(case, NegotiationCase):
        return desk.text()
    whole = with_games_of(desk.shelf, case)
    if whole is case:
        return desk.text()
    return whole.model_dump_json(by_alias=True, exclude_unset=True)
