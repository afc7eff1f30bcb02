"""Tables of real members: who is persuadable in each chamber that they fill."""

from __future__ import annotations

from winset.games.members import member_label
from winset.render.tables.layout import MISSING, Column, Section, field_column, table
from winset.reports.domestic.report import Report
from winset.reports.domestic.report_prose import amount_text, chamber_name, names_of
from winset.reports.domestic.report_tables import MemberRow
from winset.reports.quantities import derivation

_MORE = 40


def member_section(report: Report, most: int = _MORE) -> Section | None:
    """Members by the chance of holding the decisive seat, chamber by chamber; None without any."""
    real = [row for row in report.members if row.member is not None]
    if not real:
        return None
    names = names_of(report)
    columns = (
        Column("member"),
        Column("bloc", from_width=90),
        field_column("forecast", MemberRow, "p_yes"),
        field_column("supports", MemberRow, "p_supports"),
        field_column("decides", MemberRow, "p_pivotal"),
        field_column("price", MemberRow, "expected_price"),
    )
    body = []
    for chamber in dict.fromkeys(row.chamber for row in real):
        rows = sorted(
            (row for row in real if row.chamber == chamber),
            key=lambda row: (-(row.p_pivotal or 0.0), row.member or ""),
        )
        cells = [
            (member_label(row.name or "", row.party, row.state, row.district),
             names.get(row.actor, row.actor), f"{row.p_yes or 0.0:.2f}",
             f"{row.p_supports:.2f}", f"{row.p_pivotal or 0.0:.4f}",
             amount_text(row.expected_price, missing=MISSING))
            for row in rows[:most]
        ]  # fmt: skip
        body.append(table(columns, cells, f"{chamber_name(chamber)}, {len(rows)} members by name"))
    note = "All in the JSON and with --csv."
    return Section("Persuadable members", tuple(body), note, derivation("members"))
