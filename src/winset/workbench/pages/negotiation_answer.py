"""What a negotiation comes to: the agreement, who gains, how it may die, and tied hands."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Final

from nicegui import html

from winset.studies.report_prose import amount_text, percent_text

if TYPE_CHECKING:
    from winset.studies.negotiation_report import NegotiationReport
    from winset.studies.negotiation_report_parts import TiedHands

__all__ = ["answer_card", "hands_slider"]

_VALUE: Final = "(event) => emit(event.target.value)"
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
    html.h2("An agreement" if solved else "No agreement").classes("word")
    with html.p(_solution_text(report)).classes("quiet small"):
        if solved:
            _why("agreement", "the agreement", on_why)
    if solved:
        _terms(report)
        _gains(report)
    else:
        html.p(report.agreement.reason or "The win-sets do not meet.")
        for change in report.smallest_change[:_CHANGES]:
            text = f"{change.path}: {amount_text(change.from_)} to {amount_text(change.value)}"
            html.p(f"Smallest change that opens a zone: {text}").classes("small")
    with html.dl().classes("facts"):
        html.dt("Zone, share of all points")
        with html.dd():
            html.span(percent_text(report.zone.volume))
            _why("zone", "the zone", on_why)
        risk = report.defection.involuntary.get("any")
        html.dt("Ratification fails somewhere")
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


def hands_slider(report: NegotiationReport, row: TiedHands) -> None:
    """Show what a government gains as its legislature becomes harder to please.

    Parameters
    ----------
    report
        Report on the negotiation.
    row
        One country, with its curve.
    """
    name = f"hands-{row.country}"
    with html.div().classes("slider-row"):
        html.label(report.countries[row.country].title).props(f'for="{name}"')
        slider = html.input_(type="range", min=0, max=len(row.curve) - 1, value=0)
        slider.props(f'id="{name}" aria-describedby="{name}-says"')
        says = html.span().props(f'id="{name}-says"')
    _write(says, _tied(row.curve, 0))
    slider.on("input", lambda e: _write(says, _tied(row.curve, int(e.args))), js_handler=_VALUE)


def _tied(curve: list[tuple[float, float | None]], place: int) -> str:
    level, gain = curve[place]
    free = curve[0][1]
    if gain is None:
        return f"tied by {level:.2f}: no agreement is left"
    if place == 0 or free is None:
        return f"free hands: it gains {gain:.3f}"
    word = "more" if gain > free else "less"
    than = f"{abs(gain - free):.3f} {word} than with" if gain != free else "as much as with"
    return f"tied by {level:.2f}: it gains {gain:.3f}, {than} free hands"


def _write(place: html.span, text: str) -> None:
    place.clear()
    with place:
        html.span(text)
