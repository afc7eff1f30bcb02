"""The page of all sealed forecasts with their record."""

from __future__ import annotations

from markupsafe import Markup

from winset.render.page import json_in_html, page_file, page_template
from winset.reports.ledger_report import STATES, Grade


def ledger_html(found: Grade) -> str:
    """Ledger as a self-contained page: no script, nothing loaded.

    Parameters
    ----------
    found
        What `winset grade` found. Every text in it is escaped.
    """
    return page_template("ledger.html.j2").render(
        found=found,
        states=STATES,
        style=Markup(page_file("report.css")),  # noqa: S704 - our own file
        report_json=json_in_html(found.to_dict()),
    )
