"""Answers to what lies on a desk: at a glance while things move, and in full when they rest."""

from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import Any
from uuid import uuid4

from winset.cases.model.case import Case
from winset.cases.model.negotiation import NegotiationCase
from winset.cases.model.parameters import Parameters
from winset.foundation.errors import InputError
from winset.reports.domestic.explanation import Explanation
from winset.reports.domestic.glance_parts import Glance
from winset.reports.domestic.report import Report
from winset.reports.forecast_report import ForecastReport
from winset.reports.negotiation.negotiation_report import NegotiationReport
from winset.reports.negotiation.win_set_map_parts import WinSetMap
from winset.studies.domestic.glance import Glances
from winset.workbench.access.limits import MOST_GLANCE_DRAWS, refuse_many, small
from winset.workbench.compute import questions
from winset.workbench.compute.comparison import Comparison
from winset.workbench.compute.lanes import Lanes
from winset.workbench.compute.processes import Processes
from winset.workbench.compute.turns import FairThreads
from winset.workbench.editing.desk import Desk

_REPORTS_KEPT = 6


class Answers:
    """Answering machinery: threads at a glance, processes in full.

    Nothing of one visitor is kept for another but reports of equal cases, which are equal.

    Parameters
    ----------
    workers
        Processes for full answers; they start when first needed.
    data
        Folder of roll calls, if there is one.
    """

    def __init__(self, workers: int = 3, data: Path | None = None) -> None:
        self.data = data
        self._threads = FairThreads(2, "glance")
        self._processes = Processes(workers)
        self._lanes = Lanes()
        self._lock = Lock()
        self._glances: Glances | None = None
        self._kept: OrderedDict[str, Any] = OrderedDict()

    async def glance(
        self,
        desk: Desk,
        values: Mapping[str, object] | None = None,
        *,
        draws: int | None = None,
        seed: int = 0,
        saved: bool = False,
        lane: str = "",
    ) -> Glance:
        """Answer a draft at a glance.

        Parameters
        ----------
        desk
            The draft.
        values
            Values laid over it that are not confirmed yet; paths that begin with ``parameters.``
            change the parameter block.
        draws, seed
            Of the Monte Carlo draws; default 200, at most 2,000.
        saved
            Answer the saved case instead of the draft.
        lane
            Tells tabs of one visitor apart.

        Raises
        ------
        SupersededError
            If a newer question of the same lane came before this one was begun.
        InputError
            If a value does not fit, or it is a negotiation.
        """
        refuse_many(draws, MOST_GLANCE_DRAWS)
        case, laid = desk.saved_case if saved else desk.case, dict(values or {})

        def work() -> Glance:
            changed, block = _with_changes(case, laid)
            return self.glances.glance(
                small(_domestic(changed)),
                draws=draws or questions.GLANCE_DRAWS,
                seed=seed,
                parameters=block,
            )

        name = ("glance", desk.visitor, desk.key, lane)
        return await self._lanes.ask(name, lambda: self._threads.run(desk.share, work))

    async def report(
        self,
        desk: Desk,
        values: Mapping[str, object] | None = None,
        *,
        draws: int = questions.REPORT_DRAWS,
        seed: int = 0,
        members: bool = False,
        saved: bool = False,
        lane: str = "",
    ) -> Report:
        """Answer a draft in full, in a process beside the server.

        Parameters
        ----------
        desk, values, draws, seed, lane
            As for `glance`.
        members
            Fill the chambers that the case names with the members of the roll calls.
        saved
            Answer the saved case instead of the draft.

        Raises
        ------
        SupersededError
            If a newer question of the same lane came before this one was begun.
        InputError
            If the case cannot be played, or there are no roll calls.
        """
        refuse_many(draws)
        if members and self.data is None:
            raise InputError("no roll calls are loaded", "start with `winset serve --data DIR`")
        case, block = _with_changes(desk.saved_case if saved else desk.case, values)
        changes = {c.path: str(c.after) for c in desk.changes()} if not saved else {}
        changes |= {path: str(value) for path, value in (values or {}).items()}
        data = str(self.data) if members else None
        question = questions.DomesticQuestion(_domestic(case), block, draws, seed, changes, data)
        name = ("report", desk.visitor, desk.key, lane)
        found: Report = await self._in_full(desk, name, question)
        return found

    async def negotiation(
        self,
        desk: Desk,
        values: Mapping[str, object] | None = None,
        *,
        solution: str = "nash",
        draws: int = questions.NEGOTIATION_DRAWS,
        seed: int = 0,
        lane: str = "",
    ) -> NegotiationReport:
        """Play a negotiation: win-sets and zone to draw, agreement, tied hands, defection.

        Parameters
        ----------
        desk, values, draws, seed, lane
            As for `report`.
        solution
            As for `winset.negotiate`.

        Raises
        ------
        SupersededError
            If a newer question of the same lane came before this one was begun.
        InputError
            If it is no negotiation, or there is no such solution.
        """
        refuse_many(draws)
        case, block = _with_changes(desk.case, values)
        changes = {path: str(value) for path, value in (values or {}).items()}
        table = await self._table(desk, case)
        question = questions.NegotiationQuestion(table, block, solution, draws, seed, changes)
        name = ("negotiation", desk.visitor, desk.key, lane)
        found: NegotiationReport = await self._in_full(desk, name, question)
        return found

    async def forecast(
        self, desk: Desk, values: Mapping[str, object] | None = None, *, lane: str = ""
    ) -> ForecastReport:
        """Forecast the outcome of bargaining with every model.

        Parameters
        ----------
        desk, values, lane
            As for `report`.

        Raises
        ------
        SupersededError
            If a newer question of the same lane came before this one was begun.
        InputError
            If no actor has a position on a vote axis.
        """
        case, block = _with_changes(desk.case, values)
        if isinstance(case, NegotiationCase):
            case = await self._table(desk, case)
        question = questions.ForecastQuestion(case, block)
        name = ("forecast", desk.visitor, desk.key, lane)
        found: ForecastReport = await self._in_full(desk, name, question)
        return found

    async def win_set_map(
        self,
        desk: Desk,
        issues: tuple[str, ...],
        *,
        values: Mapping[str, object] | None = None,
        at: Mapping[str, float] | None = None,
        hands: Mapping[str, float] | None = None,
        solution: str = "nash",
        seed: int = 0,
        lane: str = "",
    ) -> WinSetMap:
        """Cut every country's win-set along one or two chosen issues.

        Parameters
        ----------
        desk, values, seed, lane
            As for `report`.
        issues
            One or two issues to show.
        at
            Where the other issues are held; default: at the agreement, else the status quo.
        hands
            Country to how much harder its legislators are to please.
        solution
            Which agreement.

        Raises
        ------
        SupersededError
            If a newer question of the same lane came before this one was begun.
        InputError
            If it is no negotiation, or an issue does not exist.
        """
        case, block = _with_changes(desk.case, values)
        table = await self._table(desk, case)
        question = questions.MapQuestion(
            table, block, tuple(issues), dict(at or {}), dict(hands or {}), solution, seed
        )
        name = ("map", desk.visitor, desk.key, lane)
        found: WinSetMap = await self._in_full(desk, name, question)
        return found

    async def compare(
        self, desk: Desk, names: list[str], *, draws: int = questions.REPORT_DRAWS, seed: int = 0
    ) -> Comparison:
        """Set scenarios side by side.

        Parameters
        ----------
        desk
            The draft.
        names
            ``saved``, ``draft``, or the names of scenarios; at least two.
        draws, seed
            Of each report.

        Raises
        ------
        InputError
            If there is no such scenario, fewer than two are named, or it is a negotiation.
        """
        from winset.studies.whatif.overlay import what_changed
        from winset.workbench.editing.scenarios import case_named

        refuse_many(draws)
        if len(names) < 2 or len(names) > 6:
            raise InputError("name two to six scenarios to set side by side")
        told = [case_named(desk, name) for name in names]
        block = _with_changes(desk.case)[1]
        asked = [
            questions.DomesticQuestion(_domestic(case), block, draws, seed, changes)
            for _, case, changes in told
        ]
        reports: list[Report] = [
            await self._in_full(desk, ("compare", uuid4().hex), question) for question in asked
        ]
        return Comparison(
            titles=[title for title, _, _ in told],
            reports=[report.to_dict() for report in reports],
            changed=[what_changed(reports[0], report) for report in reports[1:]],
        )

    async def export(
        self,
        desk: Desk,
        name: str,
        *,
        draws: int = questions.REPORT_DRAWS,
        seed: int = 0,
        solution: str = "nash",
    ) -> bytes:
        """Return a draft's report as a file.

        Parameters
        ----------
        desk
            The draft.
        name
            One of `winset.workbench.exports.export_names`, except ``case.yaml``.
        draws, seed, solution
            Of the report.

        Raises
        ------
        NotFoundError
            If there is no such export.
        InputError
            If the case cannot be played, or an extra is missing.
        """
        from winset.workbench.exports import Rendering, refuse_unknown

        refuse_unknown(name, desk.kind)
        lane = f"export {uuid4().hex}"
        report: Report | NegotiationReport
        if desk.kind == "domestic":
            report = await self.report(desk, draws=draws, seed=seed, lane=lane)
        else:
            report = await self.negotiation(
                desk, solution=solution, draws=draws, seed=seed, lane=lane
            )
        rendering = Rendering(report, name)
        return bytes(await self._processes.run(rendering, who=desk.share))

    async def why(
        self, desk: Desk, number: str, *, of: str | None = None, draws: int | None = None
    ) -> Explanation:
        """Explain a number that is shown: its formula with this case's values in it.

        Parameters
        ----------
        desk
            The draft.
        number
            One of `winset.studies.explain.why.NUMBERS`.
        of
            Actor or chamber, where the number is one's.
        draws
            Draws for a probability.

        Raises
        ------
        InputError
            If there is no such number, or it needs an actor.
        """
        from winset.studies.explain.why import why

        case, block = _with_changes(desk.case)
        return await self._threads.run(
            desk.share,
            lambda: why(_domestic(case), number, of=of, parameters=block, draws=draws or 200),
        )

    @property
    def glances(self) -> Glances:
        """Find what answers at a glance; made when first needed, since it brings numba in."""
        from winset.studies.domestic.glance import Glances

        with self._lock:
            if self._glances is None:
                self._glances = Glances()
            return self._glances

    async def warm(self) -> None:
        """Bring in what the first answers need, so that nobody waits for it."""
        from winset.casebook import case_path
        from winset.foundation.files import read_text
        from winset.workbench.editing.history import read

        def work() -> None:
            self.glances.glance(_domestic(read(read_text(case_path("china-pntr-2000"))).case))

        await self._threads.run("", work)
        await self._processes.run(questions.Warming())

    def close(self) -> None:
        """Stop threads and processes; what they were at is dropped."""
        self._threads.close()
        self._processes.close()

    @staticmethod
    async def _table(desk: Desk, case: Case | NegotiationCase) -> NegotiationCase:
        from winset.workbench.library.references import with_games_of

        return await asyncio.to_thread(with_games_of, desk.shelf, _negotiation(case))

    async def _in_full(
        self, desk: Desk, name: tuple[object, ...], question: questions.AskedQuestion
    ) -> Any:
        key = hashlib.sha256(question.identity().encode("utf-8", "surrogatepass")).hexdigest()

        def kept() -> Any:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

        async def work() -> Any:
            return await self._processes.run(question, who=desk.share, kept=kept)

        found = kept() or await self._lanes.ask(name, work)
        self._kept[key] = found
        while len(self._kept) > _REPORTS_KEPT:
            self._kept.popitem(last=False)
        return found


def _with_changes(
    case: Case | NegotiationCase, values: Mapping[str, object] | None = None
) -> tuple[Case | NegotiationCase, Parameters]:
    """Return a case and the parameter block with some values changed."""
    from winset.cases.editing.changes import with_changes
    from winset.cases.file.read_parameters import read_parameters

    return with_changes(case, read_parameters(), values or {})


def _domestic(case: Case | NegotiationCase) -> Case:
    from winset.cases.model.case_file import domestic_case

    return domestic_case(case)


def _negotiation(case: Case | NegotiationCase) -> NegotiationCase:
    if not isinstance(case, NegotiationCase):
        raise InputError(f"`{case.id}` is a domestic case", "ask for its report")
    return case
