"""Result of a negotiation: the agreement, who gains, and how it may die."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from nicegui import html

from winset.reports.domestic.report_prose import amount_text, percent_text
from winset.reports.negotiation.negotiation_report import NegotiationReport

_CHANGES: Final = 3
_NAMED: Final = {
    "nash": "the solution of Nash",
    "kalai-smorodinsky": "the solution of Kalai and Smorodinsky",
}


def answer_card(report: NegotiationReport, on_why: Callable[[str], Awaitable[None]]) -> None:
    """Show what is agreed, what each gains, the risk of defection, and what linkage adds.

    Parameters
    ----------
    report
        Report on the negotiation.
    on_why
        Called with ``agreement``, ``defection`` or ``zone`` to explain it.
    """
    solved = report.agreement.outcome == "solved"
    verdict = report.verdict_text()
    html.h2("An agreement" if verdict == "agreement" else verdict.capitalize()).classes("word")
    html.p(report.headline_)
    with html.p(_solution_text(report)).classes("quiet small"):
        if solved:
            _why("agreement", "the agreement", on_why)
    if solved:
        _terms(report)
        _gains(report)
    else:
        html.p(report.agreement.reason or "The win-sets do not meet.")
        for change in report.smallest_change[:_CHANGES]:
            ends = f"{amount_text(change.from_)} to {amount_text(change.value)}"
            text = f"{change.title or change.path}: {ends}"
            html.p(f"Smallest change that opens a zone: {text}").classes("small")
    with html.dl().classes("facts"):
        html.dt("Zone, share of all points")
        with html.dd():
            html.span(percent_text(report.zone.volume))
            _why("zone", "the zone", on_why)
        chance = report.ratification.get("all")
        html.dt("Ratified by all that are needed")
        html.dd(percent_text(chance) if isinstance(chance, float) else "nothing is signed")
        html.dt("Signed, share of draws of the ranges")
        html.dd(percent_text(report.signed_probability))
        risk = report.defection.involuntary.get("any")
        html.dt("Ratification fails somewhere, ranges drawn")
        with html.dd():
            html.span(percent_text(risk) if risk is not None else "not known")
            _why("defection", "ratification fails", on_why)
        if len(report.issues) > 1:
            html.dt("Linkage adds to the zone")
            kind = "synergistic" if report.linkage.synergistic else "not synergistic"
            html.dd(f"{report.linkage.gain:+.3f}, {kind}")
    with html.details():
        html.summary("In words")
        html.p(report.summary())
        for warning in report.warnings:
            html.p(f"Note: {warning}").classes("small")


def _solution_text(report: NegotiationReport) -> str:
    word, _, country = report.agreement.solution.partition(":")
    if country:
        return f"if {report.countries[country].title} makes an offer to take or leave"
    return f"under {_NAMED.get(word, word.replace('-', ' '))}"


def _why(number: str, of: str, on_why: Callable[[str], Awaitable[None]]) -> None:
    button = html.button("Why?", type="button").classes("why")
    button.props["aria-label"] = f"Why: {of}"
    button.on("click", lambda: on_why(number))


def _terms(report: NegotiationReport) -> None:
    titles = {issue.issue: issue.title for issue in report.issues}
    with html.dl().classes("facts strong"):
        for name, at in report.agreement.point.items():
            natural = report.agreement.natural.get(name)
            html.dt(titles.get(name, name))
            html.dd(f"{at:.2f}" + (f" ({natural})" if natural else ""))


def _gains(report: NegotiationReport) -> None:
    gains = report.agreement.surplus
    most = max([abs(gain) for gain in gains.values()], default=0.0) or 1.0
    html.h3("What each government gains")
    for name, gain in gains.items():
        with html.div().classes("gain"):
            html.span(report.countries[name].title if name in report.countries else name)
            with html.span().classes("track").props('aria-hidden="true"'):
                bar = html.i().style(f"width:{100 * abs(gain) / most:.1f}%")
                bar.classes("budget" if gain >= 0 else "fund")
            html.span(amount_text(gain)).classes("amount")
