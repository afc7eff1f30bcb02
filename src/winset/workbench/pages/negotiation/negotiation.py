"""The page of a negotiation: where the win-sets meet, what is agreed there, and how it dies."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from nicegui import html, ui
from starlette.requests import Request

from winset.cases.model.negotiation import NegotiationCase
from winset.foundation.errors import InputError
from winset.render.figures.registry import figures_for
from winset.render.negotiation import negotiation_tables
from winset.render.tables.layout import Section
from winset.reports.domestic.report_prose import joined
from winset.workbench.access.addresses import page_address
from winset.workbench.components.drawing import show_figure, show_section, show_waiting
from winset.workbench.components.hands import HandSliders, hands_view
from winset.workbench.components.popup import Popup
from winset.workbench.components.shown import WinSetChart
from winset.workbench.components.threads import in_thread
from winset.workbench.components.views.map_view import map_view, moved_ideal
from winset.workbench.failures import SupersededError
from winset.workbench.pages.negotiation.negotiation_answer import answer_card
from winset.workbench.pages.negotiation.negotiation_edit import countries_tab, issues_tab
from winset.workbench.pages.negotiation.negotiation_sweep import negotiation_sweep_tab
from winset.workbench.pages.negotiation.negotiation_why import negotiation_why
from winset.workbench.pages.shared.case_tools import CaseTools
from winset.workbench.pages.shared.editing import EditedPage, Renew, Tab, text_tab
from winset.workbench.pages.shared.explanation import show_found
from winset.workbench.pages.shared.forecast_tab import ForecastChoice, forecast_tab
from winset.workbench.pages.shared.frame import frame, problem_text
from winset.workbench.pages.shared.page import page
from winset.workbench.pages.shared.page_parts import bullets, check_box, option_field
from winset.workbench.pages.shared.refusal import refused_case

if TYPE_CHECKING:
    from winset.reports.negotiation.negotiation_report import NegotiationReport
    from winset.reports.negotiation.win_set_map_parts import WinSetMap
    from winset.workbench.bench import Workbench
    from winset.workbench.editing.desk import Desk


_SOLUTIONS: Final = {
    "nash": "Nash",
    "kalai-smorodinsky": "Kalai-Smorodinsky",
    "alternating-offers": "alternating offers",
}


def register(bench: Workbench) -> None:
    """Set the page up."""

    @page("/negotiation/{key:path}")
    async def negotiation(request: Request, key: str) -> None:
        try:
            desk = await in_thread(bench.desk_of, request, key)
        except InputError as error:
            await refused_case(bench, key, error)
            return
        if desk.kind == "domestic":
            ui.navigate.to(page_address("case", key))
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

    kicker = "Negotiation"

    def __init__(self, bench: Workbench, desk: Desk) -> None:
        self.bench, self.desk = bench, desk
        self.lane = uuid4().hex
        self.solution = "nash"
        self.away: set[str] = set()
        self.linked = True
        self.issues = list(self.case.issues)[:2]
        self.report: NegotiationReport | None = None
        self.charts: list[WinSetChart] = []
        self.tied: dict[str, float] = {}
        self.sliders: HandSliders | None = None
        self._curves: dict[str, Any] = {}
        self._held: dict[tuple[str, ...], dict[str, float]] = {}
        self.shown_revision = desk.revision
        self.tab = next(iter(_TABS))
        self.country = ""
        self.forecast_choice = ForecastChoice()
        self._choices_made: tuple[dict[str, str], dict[str, str]] | None = None
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
            self.make_tabs(_TABS)
        with self.maps:
            html.h2("Where the win-sets meet").props('id="map-title"')
            html.p("Working out the win-sets …").classes("quiet").props('role="status"')
        ui.timer(0.05, self.refresh, once=True)
        self.keep_up()

    def _controls(self) -> None:
        """Make the choices above the map, anew when countries or issues have come or gone."""
        offered = (self.solutions(), {n: issue.title for n, issue in self.case.issues.items()})
        if offered == self._choices_made:
            return
        self._choices_made = offered
        self.controls.clear()
        with self.controls:
            self._choices()

    def _choices(self) -> None:
        option_field(
            "solution", "Solution", self.solutions(), self._choose_solution, chosen=self.solution
        )
        names = {name: issue.title for name, issue in self.case.issues.items()}
        if len(names) > 1:
            for place, (name, title) in enumerate((("across", "Across"), ("up", "Up"))):
                choose = partial(self._choose_issue, place)
                option_field(name, title, names, choose, chosen=self.issues[place])
            check_box(
                "Issues linked in one package",
                self._link,
                checked=self.linked,
                props='id="linkage"',
            )

    def solutions(self) -> dict[str, str]:
        """Solutions of the bargaining, with what a reader calls them."""
        offers = {
            f"offer:{name}": f"take it or leave it by {country.title}"
            for name, country in self.case.countries.items()
        }
        return {**_SOLUTIONS, **offers}

    # ---- what the reader does ------------------------------------------------------------------

    async def _choose_solution(self, solution: str) -> None:
        self.solution = solution
        await self.refresh()

    async def _choose_issue(self, place: int, name: str) -> None:
        self.issues[place] = name
        await self._draw_maps()

    async def _link(self, linked: bool) -> None:
        self.linked = linked
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
        """Find what the switches change: an agreement needs those at the table, and no one else."""
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

    # ---- showing what was found ----------------------------------------------------------------

    async def refresh(self) -> None:
        """Show the draft as it is now."""
        self.shown_revision = self.desk.revision
        self.tools.refresh()
        self._keep_to_what_is_there()
        self.report = None
        self.renew_tab()
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
            self.answer.props(remove="aria-busy")
            self.answer.clear()  # what stood there is not of this case any more
            return
        self.answer.props(remove="aria-busy")
        await self._draw_maps()
        self._show_answer(self.report)
        self._show_hands(self.report)
        if self.tab == _RESULTS:
            self.fill_tab()

    def _keep_to_what_is_there(self) -> None:
        """Forget countries and issues that an edit has taken out."""
        self.away &= set(self.case.countries)
        self.tied = {n: level for n, level in self.tied.items() if n in self.case.countries}
        names = list(self.case.issues)
        if any(name not in names for name in self.issues):
            self.issues = names[:2]
        if self.solution not in self.solutions():
            self.solution = next(iter(_SOLUTIONS))
        self._controls()

    async def seated(self, country: str) -> None:
        """Show a country that has come to the table: its part of the tab is open."""
        self.country = country
        self.renew_tab()
        self.panel.client.run_javascript(
            f"document.querySelector('[data-home={country}] summary')?.focus()"
        )
        await self.refresh()

    async def _draw_maps(self) -> None:
        self.maps.props('aria-busy="true"')
        await self._bring_maps()
        self.maps.props(remove="aria-busy")

    async def _bring_maps(self) -> None:
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
        views = [
            map_view(self.case, found, self.report, self.away, tied=bool(self.tied))
            for found in maps
        ]
        if len(self.charts) == len(views) and not any(c.is_deleted for c in self.charts):
            for chart, view in zip(self.charts, views, strict=True):
                chart.show(view)
            return
        self.maps.clear()
        with self.maps:
            html.h2("Where the win-sets meet").props('id="map-title"')
            html.p(
                "The deeper the colour, the more countries ratify with a probability of .5 or more "
                "what their governments gain from; the outlined zone is what all that are needed "
                "would sign and ratify so; a dashed line, or a white one in a bar, marks .9. Point "
                "at a country to see its own sets, switch it off to see what the others could "
                "agree on. Drag a government's ideal point, or move it with the arrow keys."
            ).classes("quiet small")
            self.remark = html.div().props('aria-live="polite"')
            self._remark()
            self.charts = [
                WinSetChart(view, on_toggle=self._toggle, on_drop=self._drop_ideal)
                for view in views
            ]

    async def _cut(self, issues: tuple[str, ...]) -> WinSetMap:
        at: dict[str, float] = {}
        if self.tied:  # the other issues stay where they are held with free hands
            at = self._held.get(issues, {})
        elif not self.linked:
            for name, issue in self.case.issues.items():
                if name not in issues and issue.status_quo is not None:
                    at[name] = issue.status_quo.likely
        found = await self.bench.answers.win_set_map(
            self.desk,
            issues,
            values=self.values(),
            at=at or None,
            hands={name: level for name, level in self.tied.items() if name not in self.away},
            solution=self.solution,
            lane=f"{self.lane}-{'-'.join(issues)}",
        )
        if not self.tied:
            self._held[issues] = found.held
        return found

    def _show_answer(self, report: NegotiationReport) -> None:
        self.answer.clear()
        with self.answer:
            answer_card(report, self.explain)

    # ---- ideal points and tied hands -----------------------------------------------------------

    async def _drop_ideal(self, country: str, issues: list[str], at: list[float]) -> None:
        """Take the place where an ideal point was let go as an edit."""
        values = moved_ideal(self.case, country, dict(zip(issues, at, strict=False)))
        if values:
            title = self.case.countries[country].title
            label = f"moved the ideal point of {title}"
            what = await self.change(lambda: self.desk.set_many(values, label=label))
            if what is None:
                return
            self.tools.say(what, bad=True)
        await self._draw_maps()

    async def _tie(self, country: str, place: int) -> None:
        """Tie the hands of a government by what its slider stands at."""
        # A slider may be let go while the report is worked out anew: it shows the one before.
        curve = self._curves.get(country, [])
        if not 0 <= place < len(curve):
            return
        self.tied = {name: level for name, level in self.tied.items() if name != country}
        if curve[place][0] > 0.0:
            self.tied[country] = curve[place][0]
        await self._show_tied()

    async def _free(self) -> None:
        """Free all hands."""
        self.tied = {}
        await self._show_tied()

    async def _show_tied(self) -> None:
        """Bring sliders, map and the remark over the map in line with the hands that are tied."""
        if self.report is not None:
            self._show_hands(self.report)
        self._remark()
        await self._draw_maps()

    def _remark(self) -> None:
        """Say over the map whose hands are tied in it."""
        self.remark.clear()
        if not self.tied:
            return
        whose = [
            f"{self.case.countries[name].title} by {level:.2f}" for name, level in self.tied.items()
        ]
        with self.remark:
            html.p(
                f"On this map hands are tied: {joined(whose)}. The agreement beside it is the one "
                "with free hands."
            ).classes("notice")

    def _show_hands(self, report: NegotiationReport) -> None:
        self._curves = {row.country: row.curve for row in report.tying_hands}
        rows = hands_view(report, self.tied)
        if self.sliders is not None and rows and not self.sliders.is_deleted:
            self.sliders.show(rows)
            return
        self.hands.clear()
        with self.hands:
            html.h2("Tying hands")
            if not rows:
                with html.div().classes("empty"):
                    signed = report.agreement.outcome == "solved"
                    html.p(
                        "No legislature of this negotiation has hands to tie."
                        if signed
                        else "Nothing is signed, so no hands are tied."
                    )
                return
            html.p(
                "Every legislator of a country must gain so much more: does its government do "
                "better at the table, or does the deal die? Let go of a slider, and the map "
                "follows."
            ).classes("quiet small")
            self.sliders = HandSliders(rows, on_tied=self._tie, on_freed=self._free)


def _results_tab(page: NegotiationPage) -> None:
    report = page.report
    if report is None:
        show_waiting()
        return
    for table in negotiation_tables(report):
        show_section(Section(table.title, (replace(table, title=""),)))
    for name, figure in figures_for(type(report)).items():
        if name != "tying-hands" or any(row.curve for row in report.tying_hands):
            show_figure(name, figure.draw, report)
    with html.details():
        html.summary("Assumptions and sources")
        bullets([*report.assumptions, *report.sources])


_RESULTS: Final = "results"
_TABS: Final[dict[str, Tab]] = {
    _RESULTS: ("Results", "Behind it", _results_tab),
    "issues": ("Issues", "What is on the table", issues_tab),
    "countries": ("Countries", "Who sits there, and who ratifies at home", countries_tab),
    "forecast": ("Forecast", "Where the table would go", forecast_tab),
    "sensitivity": ("Sensitivity", "What it hangs on", negotiation_sweep_tab),
    "text": ("Text", "The case as YAML", text_tab),
}
