"""The forecast at the table of a negotiation, laid over its win-sets, for the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from winset.reports.negotiation.negotiation_report_parts import TableForecast, TableModel
from winset.studies.forecast.over_win_sets import Ratification, forecast_over_win_sets
from winset.studies.negotiation.natural_units import natural_text
from winset.translate.issue_positions import positions_at_table

if TYPE_CHECKING:
    from winset.studies.negotiation.likely_table import Table

__all__ = ["LEAST_COVERED", "narrow_positions", "table_forecast"]


LEAST_COVERED = 0.5
"""Share of an axis that positions cover, below which the spread of the forecast is doubtful."""


def table_forecast(table: Table) -> TableForecast:
    """Find where the table would go if nobody had to ratify, and what ratification makes of that.

    Parameters
    ----------
    table
        Everything found about a negotiation.
    """
    negotiation = table.coded.likely
    table.tell("forecast of the table")
    ends = [np.array([[end] for piece in table.zone.intervals for end in piece])]
    known = [table.zone.inner, *(found for found in ends if found.size)]
    test = Ratification(
        countries=negotiation.names,
        ratified=table.ratifying,
        in_force=table.zone.accepts,
        known=np.concatenate(known) if table.zone.outcome == "solved" else np.zeros((0, 1)),
    )
    found = forecast_over_win_sets(positions_at_table(negotiation), test, seed=table.seed)
    issues = negotiation.issues
    point = dict(zip(issues, map(float, found.point), strict=False))
    agreed = table.agreement.point
    natural = {name: natural_text(table.coded.case, name, value) for name, value in point.items()}
    both = bool(agreed.size and found.point.size)
    return TableForecast(
        point=point,
        natural={name: text for name, text in natural.items() if text is not None},
        ratified=dict(found.ratified),
        in_force=found.in_force,
        share_in_force=found.share_in_force,
        nearest=dict(zip(issues, map(float, found.nearest), strict=False)),
        pull=found.pull,
        to_agreement=float(np.linalg.norm(agreed - found.point)) if both else None,
        models={
            name: TableModel(point=dict(zip(issues, map(float, at), strict=True)), in_force=held)
            for name, (at, held) in found.models.items()
        },
        reason=found.reason,
    )


def narrow_positions(table: Table) -> list[str]:
    """Warn of issues on which the governments' positions cover little of the axis.

    Parameters
    ----------
    table
        Everything found about a negotiation.

    Notes
    -----
    Past errors, by which the forecast at the table is spread, are those of issues whose positions
    stretch over the whole axis. Below half of it they are too wide.
    """
    positions = positions_at_table(table.coded.likely).position
    spans = np.nanmax(positions, axis=0) - np.nanmin(positions, axis=0)
    titles = table.coded.case.issues
    narrow = [
        f"{titles[name].title} ({100 * span:.0f} %)"
        for name, span in zip(table.coded.likely.issues, spans, strict=True)
        if span < LEAST_COVERED
    ]
    if not narrow:
        return []
    return [
        "The governments' positions cover little of the axis: "
        f"{', '.join(narrow)}. Past errors of forecasts come from issues on which they cover all "
        "of it, so the share of the outcomes forecast that enters into force is a rough guide."
    ]
