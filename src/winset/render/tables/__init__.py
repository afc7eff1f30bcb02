"""What a Report holds as titled tables, in the order they are read."""

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
from winset.studies.report import Report

__all__ = ["sections"]


def sections(report: Report, *, verbose: bool = False) -> list[Section]:
    """Tables of a report in the order they are read, those without content left out.

    Parameters
    ----------
    report
        Report of `winset analyze`.
    verbose
        Every row, every actor, and the assumptions and sources.
    """
    found = [
        verdict_section(report),
        price_section(report),
        votes_section(report),
        coalition_section(report),
        member_section(report, verbose),
        deadlock_section(report, verbose),
        pivot_section(report, verbose),
        stage_section(report, verbose),
        hypothesis_section(report),
        break_even_section(report, verbose),
        outcome_section(report),
        change_section(report),
    ]
    if verbose:
        found += [actor_section(report), text_section(report)]
    return [section for section in found if section is not None]
