"""The page of a negotiation: where the win-sets meet, what is agreed there, and how it dies."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from nicegui import html, ui
from starlette.requests import Request

from winset.cases.negotiation import NegotiationCase
from winset.foundation.errors import InputError
from winset.render.negotiation import NEGOTIATION_FIGURES, negotiation_tables
from winset.render.tables.layout import Column, Section, table
from winset.studies.report_prose import date_text
from winset.workbench.components.drawing import show_figure, show_section, show_waiting
from winset.workbench.components.map import WinSetChart
from winset.workbench.components.map_view import map_view
from winset.workbench.components.popup import Popup, Tabs
from winset.workbench.failures import SupersededError
from winset.workbench.pages.case_tools import CaseTools
from winset.workbench.pages.editing import EditedPage, Renew, text_tab
from winset.workbench.pages.explanation import show_found
from winset.workbench.pages.frame import frame, problem_text
from winset.workbench.pages.negotiation_answer import answer_card, hands_slider
from winset.workbench.pages.negotiation_edit import countries_tab, issues_tab
from winset.workbench.pages.negotiation_sweep import negotiation_sweep_tab
from winset.workbench.pages.negotiation_why import negotiation_why
from winset.workbench.pages.refusal import refused_case

if TYPE_CHECKING:
    from winset.studies.negotiation_report import NegotiationReport
    from winset.studies.win_set_map import WinSetMap
    from winset.workbench.bench import Workbench
    from winset.workbench.desk import Desk

__all__ = ["NegotiationPage", "register"]

_TIMEOUT_S: Final = 60.0
_LOOK_EVERY_S: Final = 2.0
_VALUE: Final = "(event) => emit(event.target.value)"
_CHECKED: Final = "(event) => emit(event.target.checked)"
_SOLUTIONS: Final = {
    "nash": "Nash",
    "kalai-smorodinsky": "Kalai-Smorodinsky",
    "alternating-offers": "alternating offers",
}


def register(bench: Workbench) -> None:
    """Set the page up."""

    @ui.page("/negotiation/{key:path}", title="winset", response_timeout=_TIMEOUT_S)
    async def negotiation(request: Request, key: str) -> None:
        try:
            desk = await asyncio.to_thread(bench.desk, bench.visitor(request), key)
        except InputError as error:
            await refused_case(bench, key, error)
            return
        if desk.kind == "domestic":
            ui.navigate.to(f"/case/{key}")
            return
        NegotiationPage(bench, desk).build(dict(request.query_params))


class NegotiationPage(EditedPage):
    """One tab of a browser that looks at one negotiation.

    Parameters
    ----------
    bench
        Where answers come from.
    desk
        The draft.
    """

    def __init__(self, bench: Workbench, desk: Desk) -> None:
        self.bench, self.desk = bench, desk
        self.lane = uuid4().hex
        self.solution = "nash"
        self.away: set[str] = set()
        self.linked = True
        self.issues = list(self.case.issues)[:2]
        self.report: NegotiationReport | None = None
        self.charts: list[WinSetChart] = []
        self.shown_revision = desk.revision
        self.tab = next(iter(_TABS))
        self.country = ""
        self._offered: tuple[dict[str, str], dict[str, str]] | None = None
        self._renew: Renew | None = None

    @property
    def case(self) -> NegotiationCase:
        """The draft."""
        case = self.desk.case
        if not isinstance(case, NegotiationCase):
            raise InputError(f"{case.id} is a game at home")
        return case

    # ---- making the page -----------------------------------------------------------------------

    def build(self, query: dict[str, str]) -> None:
        """Make the page."""
        with frame(self.case.title):
            self.why = Popup("Why?")
            self.editor = Popup("Actor", side=True)
            self.tools = CaseTools(self, query)
            self.controls = html.div().classes("controls")
            self._controls()
            with html.div().classes("table-game"):
                self.maps = html.section().props('aria-labelledby="map-title"')
                with html.aside().props('aria-label="What is agreed"'):
                    self.answer = html.section().props('aria-live="polite"').classes("answer")
                    self.hands = html.section()
            self._tabs()
        with self.maps:
            html.h2("Where the win-sets meet").props('id="map-title"')
            html.p("Working out the win-sets …").classes("quiet").props('role="status"')
        ui.timer(0.05, self.refresh, once=True)
        ui.timer(_LOOK_EVERY_S, self._watch)

    def _tabs(self) -> None:
        items = [(name, title) for name, (title, _, _) in _TABS.items()]
        self.tabs = Tabs(
            items, selected=self.tab, label="What is behind it", on_choose=self.choose_tab
        )
        self.panel = html.section().classes("panel")
        self._fill_tab()

    async def choose_tab(self, name: str) -> None:
        """Show another tab."""
        self.tab = name
        self.tabs.select(name)
        self._fill_tab()

    def _fill_tab(self) -> None:
        self.panel.props(
            f'role="tabpanel" tabindex="0" id="panel-{self.tab}" aria-labelledby="tab-{self.tab}"'
        )
        self.panel.clear()
        with self.panel:
            html.h2(_TABS[self.tab][1])
            self._renew = _TABS[self.tab][2](self)

    def _renew_tab(self) -> None:
        with self.panel:
            done = self._renew is not None and self._renew()
        if not done:
            self._fill_tab()

    def heading(self) -> None:
        """What the negotiation is."""
        with html.div():
            day = f" · {date_text(self.case.date.isoformat())}" if self.case.date else ""
            html.p(f"Negotiation{day}").classes("kicker")
            html.h1(self.case.title)
            if self.case.summary:
                html.p(self.case.summary).classes("lead")

    def _controls(self) -> None:
        """Make the choices above the map, anew when countries or issues have come or gone."""
        offered = (self.solutions(), {n: issue.title for n, issue in self.case.issues.items()})
        if offered == self._offered:
            return
        self._offered = offered
        self.controls.clear()
        with self.controls:
            self._choices()

    def _choices(self) -> None:
        self._select("solution", "Solution", self.solutions(), self.solution, self._choose_solution)
        names = {name: issue.title for name, issue in self.case.issues.items()}
        if len(names) > 1:
            self._select("across", "Across", names, self.issues[0], self._choose_across)
            self._select("up", "Up", names, self.issues[1], self._choose_up)
            with html.label().classes("check"):
                box = html.input_(type="checkbox", checked=self.linked).props('id="linkage"')
                html.span("Issues linked in one package")
            box.on("change", self._link, js_handler=_CHECKED)

    def solutions(self) -> dict[str, str]:
        """Solutions of the bargaining, with what a reader calls them."""
        offers = {
            f"offer:{name}": f"take it or leave it by {country.title}"
            for name, country in self.case.countries.items()
        }
        return {**_SOLUTIONS, **offers}

    def _select(
        self, name: str, title: str, options: dict[str, str], now: str, chosen: Any
    ) -> None:
        with html.span().classes("field"):
            html.label(title).props(f'for="{name}"')
            with html.select().props(f'id="{name}"') as select:
                for value, text in options.items():
                    html.option(text, value=value, selected=value == now)
        select.on("change", chosen, js_handler=_VALUE)

    # ---- what the reader does ------------------------------------------------------------------

    async def _choose_solution(self, event: Any) -> None:
        self.solution = str(event.args)
        await self.refresh()

    async def _choose_across(self, event: Any) -> None:
        await self._choose_issue(0, str(event.args))

    async def _choose_up(self, event: Any) -> None:
        await self._choose_issue(1, str(event.args))

    async def _choose_issue(self, place: int, name: str) -> None:
        self.issues[place] = name
        await self._draw_maps()

    async def _link(self, event: Any) -> None:
        self.linked = bool(event.args)
        await self._draw_maps()

    async def _toggle(self, country: str, on: bool) -> None:
        away = self.away - {country} if on else self.away | {country}
        if len(self.case.countries) - len(away) < 2:
            self.tools.say("Two countries at least have to sit at the table.", bad=True)
            await self._draw_maps()
            return
        self.away = away
        await self.refresh()

    def values(self) -> dict[str, object]:
        """What the switches change: an agreement needs those at the table, and no one else."""
        if not self.away:
            return {}
        here = [name for name in self.case.countries if name not in self.away]
        return {
            "entry_into_force": {"countries": len(here), "required": here},
        }

    async def edit(self, path: str, value: object, *, label: str | None = None) -> str | None:
        """Make an edit; return what is wrong with it, if anything is."""
        return await self.change(lambda: self.desk.set(path, value, label=label))

    async def explain(self, number: str) -> None:
        """Open how a number comes about."""
        if self.report is not None:
            show_found(self.why, negotiation_why(self.report, number))

    async def _watch(self) -> None:
        """Notice edits made in another tab of the browser, and those made to the file."""
        if self.shown_revision != self.desk.revision:
            await self.refresh()
        await self.tools.look_outside()

    # ---- showing what was found ----------------------------------------------------------------

    async def refresh(self) -> None:
        """Show the draft as it is now."""
        self.shown_revision = self.desk.revision
        self.tools.refresh()
        self._keep_to_what_is_there()
        self.report = None
        self._renew_tab()
        self.answer.props('aria-busy="true"')
        await self._draw_maps()
        try:
            self.report = await self.bench.answers.negotiation(
                self.desk, self.values(), solution=self.solution, lane=self.lane
            )
        except SupersededError:
            return
        except InputError as error:
            self.tools.say(problem_text(error), bad=True)
            return
        self.answer.props(remove="aria-busy")
        await self._draw_maps()
        self._show_answer(self.report)
        self._show_hands(self.report)
        if self.tab == _RESULTS:
            self._fill_tab()

    def _keep_to_what_is_there(self) -> None:
        """Forget countries and issues that an edit has taken out."""
        self.away &= set(self.case.countries)
        names = list(self.case.issues)
        if any(name not in names for name in self.issues):
            self.issues = names[:2]
        if self.solution not in self.solutions():
            self.solution = next(iter(_SOLUTIONS))
        self._controls()

    async def seated(self, country: str) -> None:
        """Show a country that has come to the table: its part of the tab is open."""
        self.country = country
        self._renew_tab()
        self.panel.client.run_javascript(
            f"document.querySelector('[data-home={country}] summary')?.focus()"
        )
        await self.refresh()

    async def _draw_maps(self) -> None:
        shown = list(dict.fromkeys(self.issues))
        cuts = [tuple(shown)] if self.linked else [(name,) for name in shown]
        maps = []
        for cut in cuts:
            try:
                maps.append(await self._cut(cut))
            except SupersededError:
                return
            except InputError as error:
                self.tools.say(problem_text(error), bad=True)
                return
        views = [map_view(self.case, found, self.report, self.away) for found in maps]
        if len(self.charts) == len(views) and not any(c.is_deleted for c in self.charts):
            for chart, view in zip(self.charts, views, strict=True):
                chart.show(view)
            return
        self.maps.clear()
        with self.maps:
            html.h2("Where the win-sets meet").props('id="map-title"')
            html.p(
                "The deeper the colour, the more countries would ratify; the outlined zone is what "
                "would enter into force. Point at a country to see its own win-set, switch it off "
                "to see what the others could agree on."
            ).classes("quiet small")
            self.charts = [WinSetChart(view, on_toggle=self._toggle) for view in views]

    async def _cut(self, issues: tuple[str, ...]) -> WinSetMap:
        at = {}
        if not self.linked:
            for name, issue in self.case.issues.items():
                if name not in issues and issue.status_quo is not None:
                    at[name] = issue.status_quo.likely
        return await self.bench.answers.win_set_map(
            self.desk,
            issues,
            values=self.values(),
            at=at or None,
            solution=self.solution,
            lane=f"{self.lane}-{'-'.join(issues)}",
        )

    def _show_answer(self, report: NegotiationReport) -> None:
        self.answer.clear()
        with self.answer:
            answer_card(report, self.explain)

    def _show_hands(self, report: NegotiationReport) -> None:
        self.hands.clear()
        rows = [row for row in report.tying_hands if row.curve]
        with self.hands:
            html.h2("Tying hands")
            if not rows:
                with html.div().classes("empty"):
                    html.p("No legislature of this negotiation has hands to tie.")
                return
            html.p(
                "Every legislator of a country must gain so much more: does its government do "
                "better at the table, or does the deal die?"
            ).classes("quiet small")
            for row in rows:
                hands_slider(report, row)


def _results_tab(page: NegotiationPage) -> None:
    report = page.report
    if report is None:
        show_waiting()
        return
    for title, headings, rows in negotiation_tables(report):
        columns = tuple(Column(heading) for heading in headings)
        show_section(Section(title, (table(columns, rows),)))
    for name, plot in NEGOTIATION_FIGURES.items():
        if name != "tying-hands" or any(row.curve for row in report.tying_hands):
            show_figure(name, plot, report)
    with html.details():
        html.summary("Assumptions and sources")
        with html.ul():
            for line in [*report.assumptions, *report.sources]:
                html.li(line)


_RESULTS: Final = "results"
_TABS: Final[dict[str, tuple[str, str, Callable[[NegotiationPage], Renew | None]]]] = {
    _RESULTS: ("Results", "Behind it", _results_tab),
    "issues": ("Issues", "What is on the table", issues_tab),
    "countries": ("Countries", "Who sits there, and who ratifies at home", countries_tab),
    "sensitivity": ("Sensitivity", "What it hangs on", negotiation_sweep_tab),
    "text": ("Text", "The case as YAML", text_tab),
}
