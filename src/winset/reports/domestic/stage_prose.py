"""Sentences on the course of events: formulation, and texts tried in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from winset.reports.domestic.report import Report


def course_sentences(report: Report) -> str:
    """Say what formulation did, and the chances of each text that was put to a vote."""
    told = (formulation_effect_sentence(report), attempts_sentence(report))
    return " ".join(text for text in told if text)


def attempts_sentence(report: Report) -> str:
    """Chances of each text in turn."""
    if len(report.attempts) < 2:
        return ""
    each = "; ".join(
        f"{one.text} ({one.date}{_in(one.chambers)}) {one.passage_probability:.0%}"
        for one in report.attempts
    )
    return f"Its texts, each on its own day: {each}."


def _in(chambers: list[str]) -> str:
    return f", {' and '.join(chambers)}" if chambers else ""


def formulation_effect_sentence(report: Report) -> str:
    """Say how the chances changed from the start of the work to the proposal."""
    effect, late = report.formulation_effect, report.stages.formulation.lateness
    if effect is None:
        return ""
    gone = "" if late is None else f", after {late:.0%} of the time for it"
    return (
        f"From the start of the work to the proposal{gone}, its chances changed by "
        f"{100 * effect:+.0f} points."
    )
