"""What stands behind the verdict: a tab for each part of a report."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from nicegui import html

from winset.render.figures import (
    plot_break_even,
    plot_payments,
    plot_price,
    plot_timeline,
    plot_votes,
)
from winset.render.tables.actors import (
    coalition_section,
    deadlock_section,
    pivot_section,
    stage_section,
)
from winset.render.tables.answers import (
    break_even_section,
    hypothesis_section,
    outcome_section,
    price_section,
    text_section,
    verdict_section,
    votes_section,
)
from winset.render.tables.layout import Section
from winset.workbench.components.drawing import show_figure, show_section
from winset.workbench.pages.editing import Renew, text_tab
from winset.workbench.pages.game_edit import actors_tab, rule_tab, timeline_tab
from winset.workbench.pages.game_evidence import evidence_tab
from winset.workbench.pages.game_members import members_tab
from winset.workbench.pages.game_sweep import sensitivity_tab

if TYPE_CHECKING:
    from winset.studies.report import Report
    from winset.workbench.pages.domestic import GamePage

__all__ = ["TABS", "TITLES"]


def _waiting() -> None:
    html.p("Working it out in full …").classes("quiet").props('role="status"')


def _of_report(
    *parts: Callable[[Report], Section | None] | tuple[str, Callable[..., Any]],
) -> Callable[[GamePage], None]:
    """Make a tab of figures (with their names) and tables of the full report."""

    def tab(page: GamePage) -> None:
        if page.report is None:
            _waiting()
            return
        for part in parts:
            if isinstance(part, tuple):
                show_figure(part[0], part[1], page.report)
            else:
                show_section(part(page.report), "This case has nothing to show here.")

    return tab


def _whole(part: Callable[[Report, bool], Section | None]) -> Callable[[Report], Section | None]:
    return lambda report: part(report, True)


TITLES: Final[dict[str, tuple[str, str, Callable[[GamePage], Renew | None]]]] = {
    "actors": ("Actors", "Actors", actors_tab),
    "rule": ("Rule", "What it takes to pass", rule_tab),
    "timeline": ("Timeline", "Both stages in time", timeline_tab),
    "coalition": (
        "Coalition",
        "Coalition and payments",
        _of_report(
            ("payments", plot_payments),
            coalition_section,
            _whole(deadlock_section),
            ("price", plot_price),
            price_section,
        ),
    ),
    "votes": (
        "Votes",
        "Votes, and what happened",
        _of_report(("votes", plot_votes), verdict_section, votes_section, outcome_section),
    ),
    "pivots": ("Pivots", "Pivots and power", _of_report(_whole(pivot_section))),
    "stages": (
        "Stages",
        "Formulation and voting",
        _of_report(("stages", plot_timeline), _whole(stage_section)),
    ),
    "break-evens": (
        "Break-evens",
        "What would turn the verdict",
        _of_report(("break-even", plot_break_even), _whole(break_even_section)),
    ),
    "sensitivity": ("Sensitivity", "What the verdict hangs on", sensitivity_tab),
    "members": ("Members", "Members", members_tab),
    "evidence": ("Evidence", "Evidence and sources", evidence_tab),
    "text": ("Text", "The case as YAML", text_tab),
    "assumptions": (
        "Assumptions",
        "Assumptions, sources, the two hypotheses",
        _of_report(hypothesis_section, text_section),
    ),
}
"""Tabs by name: short title, heading, what fills them."""

TABS: Final = tuple(TITLES)
"""Names of the tabs in order."""
