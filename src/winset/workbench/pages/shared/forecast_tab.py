"""The tab of forecasts: where bargaining may end, by models that can be switched on and off."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Protocol

from nicegui import html

from winset.foundation.errors import InputError
from winset.render.figures.registry import figure_named
from winset.render.tables.forecasts import MODEL_TITLES, issue_sections
from winset.workbench.components.drawing import show_figure, show_section, show_waiting
from winset.workbench.failures import SupersededError
from winset.workbench.pages.shared.frame import notice, problem_text

if TYPE_CHECKING:
    from winset.reports.forecast_report import ForecastReport
    from winset.workbench.bench import Workbench
    from winset.workbench.editing.desk import Desk

__all__ = ["ForecastChoice", "forecast_tab"]

_VALUE: Final = "(event) => emit(event.target.value)"
_CHECKED: Final = "(event) => emit(event.target.checked)"


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
        try:
            report = await page.bench.answers.forecast(page.desk, lane=page.lane)
        except SupersededError:
            return
        except InputError as error:
            place.clear()
            with place:
                notice(problem_text(error))
            return
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
                self._issues()
            with html.fieldset().classes("models"):
                html.legend("Models")
                for name in self.report.issues[self.choice.issue].models:
                    self._switch(name)
        for text in self.report.warnings:
            html.p(text).classes("small")
        self.figure = html.div().props('aria-live="polite"')
        self.tables = html.div()
        self._draw()
        self._list()
        with html.details():
            html.summary("Assumptions and sources")
            with html.ul():
                for line in [*self.report.assumptions, *self.report.sources]:
                    html.li(line)

    def _issues(self) -> None:
        with html.span().classes("field"):
            html.label("Issue").props('for="forecast-issue"')
            with html.select().props('id="forecast-issue"') as select:
                for name, found in self.report.issues.items():
                    chosen = name == self.choice.issue
                    html.option(found.title or name, value=name, selected=chosen)
        select.on("change", self._choose, js_handler=_VALUE)

    def _switch(self, name: str) -> None:
        with html.label().classes("check"):
            box = html.input_(type="checkbox", checked=name not in self.choice.off)
            box.props(f'data-model="{name}"')
            html.span(MODEL_TITLES[name])
        box.on("change", partial(self._toggle, name), js_handler=_CHECKED)

    def _choose(self, event: Any) -> None:
        self.choice.issue = str(event.args)
        self._draw()
        self._list()

    def _toggle(self, name: str, event: Any) -> None:
        off = self.choice.off
        self.choice.off = off - {name} if event.args else off | {name}
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
