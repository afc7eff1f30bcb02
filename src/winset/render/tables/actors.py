"""Tables of who: the coalitions, the pivots, the stages, all actors."""

from __future__ import annotations

from winset.foundation.wording import counted
from winset.render.marks import marked
from winset.render.tables.formulas import WHY
from winset.render.tables.layout import (
    MISSING,
    Column,
    Section,
    Table,
    count_text,
    field_column,
    table,
    yes_text,
)
from winset.studies import report_parts as parts
from winset.studies.report import Report
from winset.studies.report_prose import (
    amount_text,
    chamber_name,
    date_text,
    names_of,
    percent_text,
)
from winset.studies.report_tables import ActorRow

__all__ = [
    "actor_section",
    "coalition_section",
    "deadlock_section",
    "pivot_section",
    "stage_section",
]

_FEW = 6


def coalition_section(report: Report) -> Section | None:
    """Who votes, is bought, pays and acquiesces."""
    if not report.minimum_winning_coalition:
        return None
    p, names = parts.CoalitionPart, names_of(report)
    columns = (
        Column("actor"),
        field_column("role", p, "role", number=False),
        field_column("chamber", p, "chamber", number=False, from_width=80),
        field_column("unpaid", p, "unpaid"),
        field_column("bought", p, "bought"),
        field_column("is paid", p, "paid"),
        field_column("pays", p, "contributes"),
    )
    rows = [
        (names.get(c.actor, c.actor), c.role, chamber_name(c.chamber or ""), count_text(c.unpaid),
         count_text(c.bought), amount_text(c.paid, missing=""),
         amount_text(c.contributes, missing=""))
        for c in report.minimum_winning_coalition
    ]  # fmt: skip
    names_reach = report.reach.farthest_bought
    note = report.reach.reason or ""
    if names_reach is not None:
        place = ", ".join(f"{k} {v:.2f}" for k, v in (report.reach.position or {}).items())
        who = report.reach.member or f"a member of {names.get(names_reach, names_reach)}"
        note = f"The budget reaches {who} ({place})"
    bought = [name for c in report.minimum_winning_coalition for name in c.bought_members]
    if bought:
        more = f" and {len(bought) - _FEW} more" if len(bought) > _FEW else ""
        note = f"{note}. Bought by name: {'; '.join(bought[:_FEW])}{more}"
    note = f"{note[:1].upper()}{note[1:].rstrip('.')}." if note else ""
    return Section("Minimum winning coalition", (table(columns, rows),), note, WHY["coalition"])


def deadlock_section(report: Report, verbose: bool) -> Section | None:
    """Who opposes, what they spend and how close they stand."""
    coalition, names = report.deadlock_coalition, names_of(report)
    d = parts.DeadlockMember
    columns = (
        Column("opponent"),
        field_column("spends", d, "contributes"),
        field_column("share", d, "share"),
        field_column("members", d, "opposing_members"),
    )
    rows = [
        (names.get(m.actor, m.actor), amount_text(m.contributes), percent_text(m.share),
         count_text(m.opposing_members))
        for m in coalition.members
    ]  # fmt: skip
    body: list[Table | str] = [table(columns, rows)] if rows else []
    vote = amount_text(coalition.cohesion, missing=MISSING)
    reasons = amount_text(coalition.cohesion_reasons, missing=MISSING)
    text = f"Cohesion on the vote {vote}, on the reasons {reasons}"
    text += f" ({coalition.reason.rstrip('.')})." if coalition.reason else "."
    body.append(text)
    pairs = coalition.convenience_pairs
    for pair in pairs if verbose else pairs[:3]:
        one, other = (names.get(a, a) for a in pair.actors)
        line = (
            f"Convenience: {one} and {other}, {pair.vote_distance:.2f} apart on the vote, "
            f"{pair.reason_distance:.2f} on the reasons."
        )
        body.append(line)
    if len(pairs) > 3 and not verbose:
        body.append(f"... and {len(pairs) - 3} more pairs (--verbose).")
    for d_c in coalition.divide_and_conquer if verbose else []:
        name = names.get(d_c.actor, d_c.actor)
        after = amount_text(d_c.price_after, missing="no price")
        how = d_c.reason or f"for {amount_text(d_c.entry_price)}, then the price is {after}"
        worth = "; worthwhile" if d_c.worthwhile else ""
        body.append(f"Dividing off {name}: {how}{worth}.")
    return Section("Deadlock coalition", tuple(body), why=WHY["deadlock"])


def _is_telling(pivot: parts.PivotalActor) -> bool:
    power = 0.0 if pivot.power is None else pivot.power.shapley_shubik or 0.0
    return bool(pivot.de_swaan or pivot.swing or pivot.engaged or pivot.broker or power > 0.0)


def pivot_section(report: Report, verbose: bool) -> Section | None:
    """Actors that some reading finds pivotal; all of them if verbose."""
    shown = [p for p in report.pivotal_actors if verbose or _is_telling(p)]
    if not report.pivotal_actors:
        return None
    names, p, w = names_of(report), parts.PivotalActor, parts.PowerRead
    columns = (
        Column("actor"),
        field_column("chamber", p, "chamber", number=False, from_width=80),
        field_column("De Swaan", p, "de_swaan", number=False),
        field_column("swing", p, "swing", number=False),
        field_column("Shapley", w, "shapley_shubik"),
        field_column("Banzhaf", w, "banzhaf", from_width=72),
        field_column("engaged", p, "engagement"),
    )
    rows = [
        (names.get(q.actor, q.actor) + (" (broker)" if q.broker else ""),
         chamber_name(q.chamber or ""), yes_text(q.de_swaan), yes_text(q.swing),
         _power(q.power.shapley_shubik if q.power else None),
         _power(q.power.banzhaf if q.power else None), amount_text(q.engagement, missing=MISSING))
        for q in shown
    ]  # fmt: skip
    left = len(report.pivotal_actors) - len(shown)
    note = f"Left out: {counted(left, 'row', 'rows')} no reading finds pivotal (--verbose)."
    note = note if left else ""
    title = "Pivotal actors in four readings"
    return Section(title, (table(columns, rows),), note, WHY["pivots"])


def _power(value: float | None) -> str:
    return MISSING if value is None else f"{value:.3f}"


def stage_section(report: Report, verbose: bool) -> Section:
    """Both stages at likely values."""
    f, voting = report.stages.formulation, report.stages.voting
    p = parts.FormulationReport
    days_left = MISSING if f.days_left is None else f"{f.days_left:,.0f}"
    ready = date_text(f.ready_date) if f.ready_date else MISSING
    facts = (
        (marked("division of the executive at the start", p, "division"), amount_text(f.division)),
        (marked("coordination", p, "coordination"), amount_text(f.coordination)),
        ("proposal ready" + ("°" if f.known else ""), ready),
        (marked("days from then to the vote", p, "days_left"), days_left),
        (marked("quality of the proposal", p, "quality"), amount_text(f.quality)),
        (marked("vote", parts.VotingReport, "deadline"),
         date_text(voting.deadline) if voting.deadline else MISSING),
    )  # fmt: skip
    rows = [(name, MISSING if text == "none" else text) for name, text in facts]
    body: list[Table | str] = [table((Column("formulation"), Column("")), rows)]
    shares = sorted(voting.share.items(), key=lambda s: (-s[1], s[0]))
    limited = shares if verbose else shares[:_FEW]
    if limited:
        names = names_of(report)
        columns = (Column("spender"), field_column("of the window", parts.VotingReport, "share"))
        body.append(table(columns, [(names.get(a, a), percent_text(s)) for a, s in limited]))
    note = f"{f.reason[:1].upper()}{f.reason[1:].rstrip('.')}." if f.reason else ""
    if f.known:
        note = f"{note} The day of the proposal is coded: division and broker did not enter."
    if len(shares) > len(limited):
        note += f" {len(shares) - len(limited)} more spenders (--verbose)."
    return Section("Stages", tuple(body), note.strip(), WHY["stages"])


def actor_section(report: Report) -> Section:
    """Every actor at likely values."""
    columns = (
        Column("actor"),
        field_column("side", ActorRow, "side", number=False),
        field_column("surplus", ActorRow, "surplus"),
        field_column("willing", ActorRow, "willingness", from_width=80),
        field_column("entry", ActorRow, "entry_price", from_width=80),
        field_column("capacity", ActorRow, "capacity"),
        field_column("spends", ActorRow, "contributes"),
    )
    rows = [
        (a.title, a.side, amount_text(a.surplus), amount_text(a.willingness, missing=MISSING),
         amount_text(a.entry_price, missing=MISSING), amount_text(a.capacity),
         amount_text(a.contributes))
        for a in report.actors
    ]  # fmt: skip
    return Section("Actors at likely values", (table(columns, rows),))
