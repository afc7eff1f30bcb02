"""The tab of members: who is likely to vote how, and who can be persuaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nicegui import html

from winset.foundation.errors import InputError
from winset.render.tables.layout import Column, Section, table
from winset.studies.report_prose import amount_text, chamber_name, percent_text
from winset.workbench.components.drawing import show_figure, show_section
from winset.workbench.failures import SupersededError
from winset.workbench.pages.frame import notice, problem_text

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
    _real_members(page)
    if not report.members:
        with html.div().classes("empty"):
            html.p("No chamber votes in this case, so there are no members to show.")
        return
    html.p(
        "Members made from the blocs of the case, the most persuadable first: those nearest to "
        "even odds of supporting the bill unpaid."
    ).classes("quiet small")
    for chamber in report.votes:
        show_section(_persuadable(report, chamber), "No member of this chamber is in doubt.")


def _real_members(page: GamePage) -> None:
    """Offer the count with real members, or say what it takes."""
    if not page.case.chambers:
        what = "This case names no roll call under `chambers`, so its members have no names."
        html.p(what).classes("quiet small")
        return
    if page.bench.answers.data is None:
        what = (
            "Real members come from roll calls: start the workbench with `winset serve --data DIR`."
        )
        html.p(what).classes("quiet small")
        return
    button = html.button("Count the real members").classes("button")
    place = html.div()

    async def count() -> None:
        place.clear()
        with place:
            html.p("Working it out with the members of the roll calls …").props('role="status"')
        try:
            found = await page.bench.answers.report(
                page.desk, members=True, lane=f"{page.lane}-members"
            )
        except SupersededError:
            return
        except InputError as error:
            place.clear()
            with place:
                notice(problem_text(error), bad=True)
            return
        place.clear()
        with place:
            _show_real(found)

    button.on("click", count)


def _show_real(report: Report) -> None:
    from winset.render.figures.hemicycle import plot_hemicycle
    from winset.render.tables.members import member_section
    from winset.studies.case_whip import case_whip

    chance = percent_text(report.passage_probability)
    html.p(f"With real members the verdict is {report.verdict}; passes in {chance} of the draws.")
    named = dict.fromkeys(row.chamber for row in report.members if row.member is not None)
    for chamber in named:
        show_figure(f"hemicycle-{chamber}", plot_hemicycle, case_whip(report, chamber))
    show_section(member_section(report, verbose=False))


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
