"""Each of several texts, signed one after the other, before each legislature of its years."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from winset.cases.editing.with_values import with_values
from winset.cases.model.negotiation import TextInTurn, country_case
from winset.reports.negotiation import negotiation_report_parts as parts
from winset.studies.negotiation.risk import failures
from winset.translate.domestic import coded_game
from winset.translate.negotiation import CodedNegotiation

if TYPE_CHECKING:
    from winset.studies.negotiation.likely_table import Table

__all__ = ["texts_section"]


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
        before = [(f"{country.title} at the table", None), *((x.title, x) for x in country.later)]
        for title, legislature in before:
            then = table.coded
            day = case.date
            if legislature is not None:
                home = with_values(country_case(case, name), legislature.values)
                votes = table.coded.countries[name].likely.choices.votes
                game = coded_game(home, table.coded.parameters, votes=votes)
                games = {**table.coded.countries, name: game}
                then = CodedNegotiation(case, table.coded.parameters, games, table.coded.likely)
                day = legislature.date
            for text in case.sequence:
                chance = _chance(then, name, text, table)
                found.append(
                    parts.LaterRatification(
                        country=name,
                        title=title,
                        date="" if day is None else day.isoformat(),
                        text=f"{text.text} ({text.date.isoformat()})",
                        ratified=chance >= 0.5,
                        probability=chance,
                    )
                )
    return found


def _chance(then: CodedNegotiation, name: str, text: TextInTurn, table: Table) -> float:
    point = np.array([text.terms[issue].likely for issue in then.likely.issues])
    return float(1.0 - failures(then, name, point, table.draws, table.seed).mean())
