"""Each of several texts, signed one after the other, before each legislature of its years."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from winset.cases.model.negotiation import TextInTurn
from winset.games.domestic import Floats
from winset.reports.negotiation import negotiation_report_parts as parts
from winset.studies.negotiation.risk import failures
from winset.translate.negotiation import CodedNegotiation

if TYPE_CHECKING:
    from winset.studies.negotiation.likely_table import Table

__all__ = ["point_of", "text_named", "texts_section"]


def texts_section(table: Table) -> list[parts.LaterRatification]:
    """Probability that each legislature ratifies each text of the file's `sequence`.

    Parameters
    ----------
    table
        A table; the agreement found at it plays no part here.
    """
    case = table.coded.case
    if not case.sequence:
        return []
    table.tell("texts in turn")
    found = []
    for name, country in case.countries.items():
        day = "" if case.date is None else case.date.isoformat()
        before = [(f"{country.title} at the table", day, table.coded)]
        for legislature in country.later:
            then = table.coded.before_later(name, legislature)
            before.append((legislature.title, legislature.date.isoformat(), then))
        for title, date, then in before:
            for text in case.sequence:
                chance = _chance(then, name, text, table)
                found.append(
                    parts.LaterRatification(
                        country=name,
                        title=title,
                        date=date,
                        text=text_named(text),
                        ratified=chance >= 0.5,
                        probability=chance,
                        members=bool(then.countries[name].rosters),
                    )
                )
    return found


def text_named(text: TextInTurn) -> str:
    """A text with its day."""
    return f"{text.text} ({text.date.isoformat()})"


def _chance(then: CodedNegotiation, name: str, text: TextInTurn, table: Table) -> float:
    point = point_of(text, then.likely.issues)
    return float(1.0 - failures(then, name, point, table.draws, table.seed).mean())


def point_of(text: TextInTurn, issues: tuple[str, ...]) -> Floats:
    """The likely terms of a text on every issue, shape ``(n_issues,)``."""
    return np.array([text.terms[issue].likely for issue in issues])
