"""Tabs behind the verdict: one for each part of a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final, NamedTuple

from winset.render.figures.registry import Figure, figure_named
from winset.render.tables.actors import (
    coalition_section,
    deadlock_section,
    pivot_section,
    stage_section,
)
from winset.render.tables.answers import (
    hypothesis_section,
    outcome_section,
    price_section,
    text_section,
    verdict_section,
    votes_section,
)
from winset.render.tables.layout import Section
from winset.reports.domestic.report_prose import chamber_name, names_of
from winset.workbench.components.drawing import show_figure, show_section, show_waiting
from winset.workbench.components.terms import explained
from winset.workbench.pages.domestic.game_break_evens import break_even_tab
from winset.workbench.pages.domestic.game_edit import actors_tab, rule_tab, timeline_tab
from winset.workbench.pages.domestic.game_evidence import evidence_tab
from winset.workbench.pages.domestic.game_members import members_tab
from winset.workbench.pages.domestic.game_sweep import sensitivity_tab
from winset.workbench.pages.shared.editing import Tab, text_tab
from winset.workbench.pages.shared.forecast_tab import forecast_tab

if TYPE_CHECKING:
    from winset.reports.domestic.report import Report
    from winset.workbench.pages.domestic.domestic import GamePage


Numbers = Callable[["Report"], dict[str, str]]
"""Numbers of a part that can be explained with the case's values: name to title."""

Part = Callable[["Report"], Section | None]


class Tables(NamedTuple):
    """Tables of a tab, and what of them can be explained with the case's values."""

    part: Part
    numbers: Numbers = lambda _: {}


def _of_report(intro: str, *parts: Figure | Tables) -> Callable[[GamePage], None]:
    """Make a tab of figures and tables of the full report, with what they are about."""

    def tab(page: GamePage) -> None:
        explained(intro)
        report = page.report
        if report is None:
            show_waiting()
            return
        for part in parts:
            if isinstance(part, Figure):
                show_figure(part.name, part.draw, report)
            else:
                show_section(
                    part.part(report),
                    "This case has nothing to show here.",
                    numbers=part.numbers(report),
                    on_why=page.explain,
                )

    return tab


def _titled(report: Report, number: str, title: str, actors: Iterable[str]) -> dict[str, str]:
    """One number of several actors."""
    names = names_of(report)
    return {f"{number}.{actor}": f"{title}, {names.get(actor, actor)}" for actor in actors}


def _verdict_numbers(_: Report) -> dict[str, str]:
    return {
        "probability": "Probability of passage",
        "comes_to_a_vote": "Probability of a vote",
        "passes_if_it_does": "Probability of passage if there is one",
        "verdict": "Verdict",
    }


def _price_numbers(report: Report) -> dict[str, str]:
    found = {"price": "Price", "budget": "Budget", "fund": "Opponents' fund"}
    prices = {
        f"chamber_price.{name}": f"Price in the {chamber_name(name)}"
        for name in report.price.by_chamber
    }
    return found | prices


def _votes_numbers(report: Report) -> dict[str, str]:
    words = {
        "expected": "votes expected",
        "unpaid": "unpaid",
        "bought": "bought",
        "robust": "secured",
        "short": "short",
    }
    return {
        f"{number}.{chamber}": f"{chamber_name(chamber)}, {word}"
        for chamber in report.votes
        for number, word in words.items()
    }


def _payer_numbers(report: Report) -> dict[str, str]:
    payers = [row.actor for row in report.minimum_winning_coalition if row.role == "pays"]
    return _titled(report, "contributes", "Spends", dict.fromkeys(payers))


def _deadlock_numbers(report: Report) -> dict[str, str]:
    largest = sorted(report.deadlock_coalition.members, key=lambda m: -m.share)[:5]
    spenders = [member.actor for member in largest if member.share > 0]
    found = {"cohesion": "Cohesion", "fund": "Opponents' fund"}
    return found | _titled(report, "contributes", "Spends", dict.fromkeys(spenders))


def _pivot_numbers(report: Report) -> dict[str, str]:
    engaged = [row.actor for row in report.pivotal_actors if row.engagement is not None]
    return _titled(report, "engagement", "Engagement", dict.fromkeys(engaged))


def _stage_numbers(report: Report) -> dict[str, str]:
    found = {"division": "Division of the executive", "coordination": "Coordination"}
    spenders = sorted(report.stages.voting.share.items(), key=lambda item: -item[1])
    used = [actor for actor, share in spenders if share > 0]
    return found | _titled(report, "window_share", "Share of the window", used)


TITLES: Final[dict[str, Tab]] = {
    "actors": ("Actors", "Actors", actors_tab),
    "rule": ("Rule", "What it takes to pass", rule_tab),
    "timeline": ("Timeline", "Both stages in time", timeline_tab),
    "coalition": (
        "Coalition",
        "Coalition and payments",
        _of_report(
            "Who is won over, and for how much: the cheapest coalition that the opponents' [fund] "
            "cannot break, those who pay for it, and the [deadlock coalition] against it. Amounts "
            "are in [member-moves].",
            figure_named("payments"),
            Tables(coalition_section, _payer_numbers),
            Tables(deadlock_section, _deadlock_numbers),
            figure_named("price"),
            Tables(price_section, _price_numbers),
        ),
    ),
    "votes": (
        "Votes",
        "Votes, and what happened",
        _of_report(
            "How many votes there are in each chamber against its [quota], over all [draws], and "
            "beside the count on record. What happened enters no computation.",
            figure_named("votes"),
            Tables(verdict_section, _verdict_numbers),
            Tables(votes_section, _votes_numbers),
            Tables(outcome_section),
        ),
    ),
    "pivots": (
        "Pivots",
        "Pivots and power",
        _of_report(
            "Whose side decides, in four readings that need not agree: a [pivotal actor] of De "
            "Swaan's kind, one whose change of side turns the verdict, one with power in the rule, "
            "one with the [engagement] to use it.",
            Tables(pivot_section, _pivot_numbers),
        ),
    ),
    "stages": (
        "Stages",
        "Formulation and voting",
        _of_report(
            "When the proposal is ready, and how much of the time before the vote each spender "
            "uses. A [broker] helps a divided executive to agree.",
            figure_named("timeline"),
            Tables(stage_section, _stage_numbers),
        ),
    ),
    "forecast": ("Forecast", "Where bargaining may end", forecast_tab),
    "break-evens": ("Break-evens", "What would turn the verdict", break_even_tab),
    "sensitivity": ("Sensitivity", "What the verdict hangs on", sensitivity_tab),
    "members": ("Members", "Members", members_tab),
    "evidence": ("Evidence", "Evidence and sources", evidence_tab),
    "text": ("Text", "The case as YAML", text_tab),
    "assumptions": (
        "Assumptions",
        "Assumptions, sources, the two hypotheses",
        _of_report(
            "What the model takes for granted here, what it was coded from, and what the recorded "
            "votes say of the two hypotheses.",
            Tables(hypothesis_section, lambda _: {"cohesion": "Cohesion", "price": "Price"}),
            Tables(text_section),
        ),
    ),
}
"""Tabs by name: short title, heading, what fills them."""

TABS: Final = tuple(TITLES)
"""Names of the tabs in order."""
