"""The tab of members: who is likely to vote how, and who can be persuaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nicegui import html

from winset.render.tables.layout import Column, Section, table
from winset.studies.report_prose import amount_text, chamber_name, percent_text
from winset.workbench.components.drawing import show_section

if TYPE_CHECKING:
    from winset.studies.report import Report
    from winset.studies.report_tables import MemberRow
    from winset.workbench.pages.domestic import GamePage

__all__ = ["members_tab"]

_MOST: Final = 40


def members_tab(page: GamePage) -> None:
    """Fill the tab of members."""
    report = page.report
    if report is None:
        html.p("Working it out in full …").classes("quiet").props('role="status"')
        return
    if not report.members:
        with html.div().classes("empty"):
            html.p("No chamber votes in this case, so there are no members to show.")
        return
    html.p(
        "Members made from the blocs of the case, the most persuadable first: those nearest to "
        "even odds of supporting the bill unpaid. Real members come from roll calls: see "
        "`winset votes whip`."
    ).classes("quiet small")
    for chamber in report.votes:
        show_section(_persuadable(report, chamber), "No member of this chamber is in doubt.")


def _persuadable(report: Report, chamber: str) -> Section | None:
    titles = {row.actor: " ".join(row.title.split()) for row in report.actors}

    def doubt(member: MemberRow) -> float:
        return abs(member.p_supports - 0.5)

    members = sorted((m for m in report.members if m.chamber == chamber), key=doubt)[:_MOST]
    if not members:
        return None
    columns = (
        Column("member"),
        Column("place", number=True, mark="computed"),
        Column("supports unpaid in", number=True, mark="computed"),
        Column("price of neutrality", number=True, mark="computed"),
        Column("within reach", mark="computed"),
    )
    rows = [
        (
            titles.get(member.actor, member.actor),
            str(member.rank),
            percent_text(member.p_supports),
            amount_text(member.entry_price, missing="cannot be bought"),
            "yes" if member.within_reach else "no",
        )
        for member in members
    ]
    note = "Place: from the most to the least favourable member of the chamber."
    return Section(f"Persuadable, {chamber_name(chamber)}", (table(columns, rows),), note)
