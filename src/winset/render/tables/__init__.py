"""A Report as titled tables, in the order they are read."""

from __future__ import annotations

from winset.render.tables.actors import (
    actor_section,
    coalition_section,
    deadlock_section,
    pivot_section,
    stage_section,
)
from winset.render.tables.answers import (
    break_even_section,
    change_section,
    hypothesis_section,
    outcome_section,
    price_section,
    text_section,
    verdict_section,
    votes_section,
)
from winset.render.tables.layout import Section
from winset.render.tables.members import member_section
from winset.reports.domestic.report import Report

__all__ = ["sections"]


def sections(report: Report) -> list[Section]:
    """Tables of a report in the order they are read, those without content left out.

    Parameters
    ----------
    report
        Report of `winset analyze`.
    """
    found = [
        verdict_section(report),
        price_section(report),
        votes_section(report),
        coalition_section(report),
        member_section(report),
        deadlock_section(report),
        pivot_section(report),
        stage_section(report),
        hypothesis_section(report),
        break_even_section(report),
        outcome_section(report),
        change_section(report),
        actor_section(report),
        text_section(report),
    ]
    return [section for section in found if section is not None]
