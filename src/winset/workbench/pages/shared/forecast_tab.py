"""The tab of forecasts: where bargaining may end, by models that can be switched on and off."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Protocol

from nicegui import html

from winset.render.figures.registry import figure_named
from winset.render.tables.forecasts import MODEL_TITLES, issue_sections
from winset.workbench.components.drawing import show_figure, show_section, show_waiting
from winset.workbench.pages.shared.page_parts import bullets, check_box, complaints, option_field

if TYPE_CHECKING:
    from winset.reports.forecast_report import ForecastReport
    from winset.workbench.bench import Workbench
    from winset.workbench.editing.desk import Desk


@dataclass
class ForecastChoice:
    """Choice of a reader: an issue, and the models that are switched off."""

    issue: str = ""
    off: set[str] = field(default_factory=set)


class ForecastPage(Protocol):
    """Needs of the tab from the page it stands on."""

    bench: Workbench
    desk: Desk
    lane: str
    forecast_choice: ForecastChoice

    def later(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do something as soon as the page has been sent."""
        ...


def forecast_tab(page: ForecastPage) -> None:
    """Fill the tab of forecasts.

    Parameters
    ----------
    page
        Page of a case of either kind.
    """
    at_table = page.desk.kind == "negotiation"
    html.p(
        (
            "Where the governments would end if nobody had to ratify. "
            if at_table
            else "Where the actors would end if they bargained freely, with no vote on the bill. "
        )
        + "The distribution is the answer; each model stands beside its mean error on decided "
        "issues of the European Union. None was nearer there than the weighted mean."
    ).classes("intro")
    place = html.div()
    with place:
        show_waiting()

    async def fill() -> None:
        with complaints(place, bad=False):
            report = await page.bench.answers.forecast(page.desk, lane=page.lane)
            place.clear()
            with place:
                _View(page.forecast_choice, report).build()

    page.later(fill)


class _View:
    """The forecast of one issue with its switches."""

    def __init__(self, choice: ForecastChoice, report: ForecastReport) -> None:
        self.choice, self.report = choice, report
        if choice.issue not in report.issues:
            choice.issue = next(iter(report.issues))

    def build(self) -> None:
        """Make switches, figure and tables."""
        with html.div().classes("controls"):
            if len(self.report.issues) > 1:
                names = {name: one.title or name for name, one in self.report.issues.items()}
                chosen = self.choice.issue
                option_field("forecast-issue", "Issue", names, self._choose, chosen=chosen)
            with html.fieldset().classes("models"):
                html.legend("Models")
                for name in self.report.issues[self.choice.issue].models:
                    check_box(
                        MODEL_TITLES[name],
                        partial(self._toggle, name),
                        checked=name not in self.choice.off,
                        props=f'data-model="{name}"',
                    )
        for text in self.report.warnings:
            html.p(text).classes("small")
        self.figure = html.div().props('aria-live="polite"')
        self.tables = html.div()
        self._draw()
        self._list()
        with html.details():
            html.summary("Assumptions and sources")
            bullets([*self.report.assumptions, *self.report.sources])

    def _choose(self, issue: str) -> None:
        self.choice.issue = issue
        self._draw()
        self._list()

    def _toggle(self, name: str, on: bool) -> None:
        off = self.choice.off
        self.choice.off = off - {name} if on else off | {name}
        self._draw()

    def _draw(self) -> None:
        issue = self.choice.issue
        shown = [m for m in self.report.issues[issue].models if m not in self.choice.off]
        self.figure.clear()
        with self.figure:
            draw = partial(figure_named("forecast").draw, issue=issue, models=shown)
            show_figure("forecast", draw, self.report)

    def _list(self) -> None:
        issue = self.choice.issue
        self.tables.clear()
        with self.tables:
            for section in issue_sections(issue, self.report.issues[issue]):
                show_section(section)
