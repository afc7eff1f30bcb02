"""The page of a game at home: axis, verdict, and everything behind them in tabs."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from nicegui import html, ui
from starlette.requests import Request

from winset.cases.model.case import Case
from winset.cases.model.case_file import domestic_case
from winset.cases.model.quantities import Quantity
from winset.foundation.errors import InputError
from winset.workbench.access.addresses import page_address
from winset.workbench.components.popup import Popup
from winset.workbench.components.shown import Axis, VerdictCard
from winset.workbench.components.threads import in_thread
from winset.workbench.components.tour import Tour
from winset.workbench.components.views.axis_view import axis_view, mark_value
from winset.workbench.components.views.verdict_view import verdict_view
from winset.workbench.compute.questions import REPORT_DRAWS
from winset.workbench.failures import SupersededError
from winset.workbench.pages.domestic.game_tabs import TABS, TITLES
from winset.workbench.pages.shared.case_tools import CaseTools
from winset.workbench.pages.shared.editing import EditedPage, Renew
from winset.workbench.pages.shared.explanation import show_explanation
from winset.workbench.pages.shared.forecast_tab import ForecastChoice
from winset.workbench.pages.shared.frame import frame, problem_text
from winset.workbench.pages.shared.page import page
from winset.workbench.pages.shared.page_parts import option_field, sides_legend
from winset.workbench.pages.shared.refusal import refused_case

if TYPE_CHECKING:
    from winset.reports.domestic.glance_parts import Glance
    from winset.reports.domestic.report import Report
    from winset.workbench.bench import Workbench
    from winset.workbench.editing.desk import Desk


_SAME: Final = 1e-9


def register(bench: Workbench) -> None:
    """Set the page up."""

    @page("/case/{key:path}")
    async def game(request: Request, key: str) -> None:
        try:
            desk = await in_thread(bench.desk_of, request, key)
            if desk.kind == "negotiation":
                ui.navigate.to(page_address("negotiation", key))
                return
            page = GamePage(bench, desk)
            await page.first_look()
        except InputError as error:
            await refused_case(bench, key, error)
            return
        page.build(dict(request.query_params))


class GamePage(EditedPage):
    """One tab of a browser that looks at one game.

    Parameters
    ----------
    bench
        Where answers come from.
    desk
        The draft.
    """

    glance: Glance
    before: Report | Glance | None
    kicker = "Game at home"

    def __init__(self, bench: Workbench, desk: Desk) -> None:
        self.bench, self.desk = bench, desk
        self.lane = uuid4().hex
        self.report: Report | None = None
        self.shown_revision = -1
        self.before = None
        self.compared: Case | None = None
        self.counts_members = False
        self.forecast_choice = ForecastChoice()
        self._renew: Renew | None = None
        self.tab = TABS[0]
        self.issue = next(
            (name for name, issue in self.case.issues.items() if issue.axis == "vote"),
            next(iter(self.case.issues)),
        )

    @property
    def case(self) -> Case:
        """The draft."""
        return domestic_case(self.desk.case)

    # ---- making the page -----------------------------------------------------------------------

    async def first_look(self) -> None:
        """Find out what the page shows first."""
        self.glance = await self.bench.answers.glance(self.desk, lane=self.lane)
        self.shown_revision = self.desk.revision
        await self._look_back()

    async def _look_back(self) -> None:
        """Know the saved case, if the draft differs from it: at a glance, until it is in full."""
        if not self.desk.is_changed:
            self.before = self.compared = None
            return
        saved = domestic_case(self.desk.saved_case)
        if self.before is None or saved != self.compared:
            self.compared = saved
            lane = f"{self.lane}-saved"
            with suppress(SupersededError):
                self.before = await self.bench.answers.glance(self.desk, saved=True, lane=lane)

    async def _look_back_in_full(self) -> None:
        """Work the saved case out with as many draws as the draft."""
        saved = self.compared
        if saved is None or self.before is None or self.before.draws >= REPORT_DRAWS:
            return
        lane = f"{self.lane}-saved"
        try:
            found = await self.bench.answers.report(self.desk, saved=True, lane=lane)
        except (SupersededError, InputError):
            return
        if self.compared is saved:
            self.before = found
            self._show_found()

    def build(self, query: dict[str, str]) -> None:
        """Make the page."""
        with frame(self.case.title):
            self.why = Popup("Why?")
            self.editor = Popup("Actor", side=True)
            self.tools = CaseTools(self, query)
            self._game()
            self.make_tabs(TITLES)
            if query.get("tour"):
                Tour()
        self.keep_up()
        ui.timer(0.05, self.in_full, once=True)

    def _game(self) -> None:
        with html.div().classes("game"):
            with html.section().props('aria-labelledby="axis-title"'):
                self._axis_head()
                self.axis = Axis(
                    axis_view(self.glance, self.issue),
                    on_drag=self.drag,
                    on_drop=self.drop,
                    on_choose=self.choose,
                )
            with html.aside().props('aria-label="Verdict"'):
                self.card = VerdictCard(self._verdict(self.glance), on_why=self.explain)

    def _verdict(self, found: Report | Glance, *, pending: bool = False) -> dict[str, Any]:
        before = (self.before or self.report or self.glance) if pending else self.before
        return verdict_view(found, before, outcome=self.case.outcome, pending=pending)

    def _axis_head(self) -> None:
        html.h2("Where they stand").props('id="axis-title"')
        with html.div().classes("row axis-head"):
            html.p(
                "Drag an actor, the proposal or the status quo, or focus one and use the arrow "
                "keys. A click, or Enter, opens an actor's fields."
            ).classes("quiet small grow")
            if len(self.case.issues) > 1:
                names = {
                    name: f"{issue.title} ({issue.axis})"
                    for name, issue in self.case.issues.items()
                }
                option_field("axis-issue", "Axis", names, self._choose_issue, chosen=self.issue)
        sides_legend("ticks: single members; lines: coded ranges; bands: spread of a bloc")

    # ---- what the reader does ------------------------------------------------------------------

    def _choose_issue(self, issue: str) -> None:
        found = self.report or self.glance
        if any(issue == one.issue for one in found.issues):  # gone where the draft was changed
            self.issue = issue
            self.axis.show(axis_view(found, self.issue))

    def place_of(self, path: str) -> float:
        """Find where the draft has a mark."""
        from winset.cases.paths.paths import value_at

        now = value_at(self.case, path)
        likely = now.likely if isinstance(now, Quantity) else now
        if not isinstance(likely, int | float):
            raise InputError(f"{path} is not a mark on the axis")
        return float(likely)

    def _show_found(self) -> None:
        found = self.report or self.glance
        self.axis.show(axis_view(found, self.issue))
        self.card.show(self._verdict(found))

    def value_at(self, path: str, at: float) -> object:
        """Value that a mark moved to a place stands for."""
        from winset.cases.paths.paths import value_at

        now = value_at(self.case, path)
        if isinstance(now, Quantity):
            return mark_value(now.low, now.likely, now.high, at)
        return round(at, 4)

    async def drag(self, path: str, at: float) -> None:
        """Show what would be if a mark stood where it is held."""
        await self.try_value(path, self.value_at(path, at))

    async def try_value(self, path: str, value: object) -> None:
        """Show what would be with another value, without taking it."""
        with self.tools.complaints():
            glance = await self.bench.answers.glance(self.desk, {path: value}, lane=self.lane)
            self.axis.show(axis_view(glance, self.issue))
            self.card.show(self._verdict(glance, pending=True))

    async def drop(self, path: str, at: float) -> None:
        """Take the place of a mark as an edit; one that is back where it was is none."""
        if abs(self.place_of(path) - at) < _SAME:
            self._show_found()
        else:
            await self.edit(path, self.value_at(path, at))

    async def choose(self, mark: str) -> None:
        """Open the fields of the actor whose mark was chosen."""
        from winset.workbench.pages.domestic.game_edit import open_actor

        steps = mark.split(".")
        if steps[0] == "actors":
            await open_actor(self, steps[1])
        else:
            await self.choose_tab("rule")

    async def edit(self, path: str, value: object, *, label: str | None = None) -> str | None:
        """Make an edit; return what is wrong with it, if anything is."""
        try:
            await in_thread(self.desk.set, path, value, label=label)
        except InputError as error:
            self._show_found()
            return problem_text(error)
        await self.refresh()
        return None

    async def explain(self, number: str) -> None:
        """Open the formula of a number with this case's values in it."""
        await show_explanation(self, number)

    # ---- keeping up ----------------------------------------------------------------------------

    async def refresh(self) -> None:
        """Show the draft as it is now: at a glance at once, in full as soon as it is there."""
        self.shown_revision = self.desk.revision
        with self.tools.complaints():
            self.glance = await self.bench.answers.glance(self.desk, lane=self.lane)
            self.report = None
            if self.issue not in self.case.issues:
                self.issue = next(iter(self.case.issues))
            await self._look_back()
            self._show_found()
            self.tools.refresh()
            self.renew_tab()
            await self.in_full()

    async def in_full(self) -> None:
        """Bring in the full report."""
        revision = self.desk.revision
        with self.tools.complaints():
            report = await self.bench.answers.report(self.desk, lane=self.lane)
            if revision != self.desk.revision:
                return
            self.report = report
            self._show_found()
            if self.tab not in EDITED:
                self.fill_tab()
            await self._look_back_in_full()


EDITED: Final = ("actors", "rule", "timeline", "text")
"""Tabs whose fields must not be made anew while somebody types in them."""
