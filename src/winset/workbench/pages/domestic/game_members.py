"""The tab of members: who is likely to vote how, and who can be persuaded."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from nicegui import html

from winset.render.tables.layout import Column, Section, table
from winset.reports.domestic.report_prose import VERDICTS, amount_text, chamber_name, percent_text
from winset.workbench.components.drawing import show_figure, show_section, show_waiting
from winset.workbench.components.terms import explained
from winset.workbench.pages.shared.page_parts import button, complaints, empty

if TYPE_CHECKING:
    from winset.reports.domestic.report import Report
    from winset.reports.domestic.report_tables import MemberRow
    from winset.workbench.pages.domestic.domestic import GamePage


_MOST: Final = 20
_LIKELIEST: Final = 8


def members_tab(page: GamePage) -> None:
    """Fill the tab of members."""
    explained(
        "Who can be persuaded: the members nearest to even odds of supporting the bill unpaid. "
        "The model places the members of each [bloc] round its mean; where the case names a roll "
        "call, real members can take their places."
    )
    report = page.report
    if report is None:
        show_waiting()
        return
    if not report.members:
        empty(
            "No chamber votes in this case, so there are no members to show. Add a chamber to the "
            "rule in the tab Rule."
        )
        return
    html.h3("Real members")
    _real_members(page)
    for chamber in report.votes:
        show_section(_persuadable(report, chamber), "No member of this chamber is in doubt.")


def _real_members(page: GamePage) -> None:
    """Offer the count with real members, or say what it takes."""
    if not page.case.chambers:
        html.p(
            "This case names no roll call, so its members have no names. Add one under `chambers` "
            "in the tab Text."
        ).classes("quiet")
        return
    if page.bench.answers.data is None:
        with html.p().classes("quiet"):
            html.span("Real members come from roll calls. Start the workbench with ")
            html.code("winset serve --data DIR")
            html.span(", DIR being a folder of roll calls.")
        return
    place = html.div()

    async def count() -> None:
        page.counts_members = True
        place.clear()
        with complaints(place):
            with place:
                html.p("Working it out with the members of the roll calls …").props('role="status"')
            lane = f"{page.lane}-members"
            found = await page.bench.answers.report(page.desk, members=True, lane=lane)
            place.clear()
            with place:
                _show_real(found, page)

    if page.counts_members:
        page.later(count)
        return
    with place:
        html.p(
            "Fill the chambers with the members who sat in them, placed by their earlier votes on "
            "trade. The card above goes on counting the blocs."
        ).classes("quiet")
        button("Count the real members", count)


def _show_real(report: Report, page: GamePage) -> None:
    from winset.render.figures.registry import figure_named
    from winset.render.tables.members import member_section
    from winset.reports.roll_calls.case_whip import case_whip

    chance = percent_text(report.passage_probability)
    blocs = percent_text(page.report.passage_probability) if page.report else ""
    beside = f" With the blocs it passes in {blocs}." if blocs else ""
    html.p(
        f"With real members the bill passes in {chance} of the draws; most often it "
        f"{VERDICTS[report.verdict]}.{beside}"
    ).props('role="status"')
    named = dict.fromkeys(row.chamber for row in report.members if row.member is not None)
    for chamber in named:
        draw = figure_named("hemicycle").draw
        show_figure(f"hemicycle-{chamber}", draw, case_whip(report, chamber))
    section = member_section(report, _LIKELIEST)
    if section is not None:
        note = "In each chamber the eight likeliest to decide; `winset analyze --data` has all."
        show_section(replace(section, note=note))


def _persuadable(report: Report, chamber: str) -> Section | None:
    titles = {row.actor: " ".join(row.title.split()) for row in report.actors}

    def doubt(member: MemberRow) -> float:
        return abs(member.p_supports - 0.5)

    members = sorted((m for m in report.members if m.chamber == chamber), key=doubt)[:_MOST]
    if not members:
        return None
    columns = (
        Column("member"),
        Column("rank", number=True, mark="computed"),
        Column("supports unpaid", number=True, mark="computed"),
        Column("price of neutrality", number=True, mark="computed"),
        Column("in the coalition", mark="computed"),
    )
    rows = [
        (
            titles.get(member.actor, member.actor),
            str(member.rank),
            percent_text(member.p_supports),
            amount_text(member.entry_price, missing="cannot be bought"),
            "yes" if member.in_coalition else "no",
        )
        for member in members
    ]
    note = (
        "Rank: from the most to the least favourable member of the chamber. Supports unpaid: share "
        "of the draws. Price of neutrality: in member-moves, 0 if it gains. In the coalition: it "
        "belongs to the cheapest coalition that holds."
    )
    return Section(f"Persuadable by bloc, {chamber_name(chamber)}", (table(columns, rows),), note)
