"""Tables of who: the coalitions, the pivots, the stages, all actors."""

from __future__ import annotations

from winset.render.marks import MARK_SYMBOLS, marked
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
from winset.reports.domestic import bill_parts as parts
from winset.reports.domestic.report import Report
from winset.reports.domestic.report_prose import (
    amount_text,
    chamber_name,
    date_text,
    names_of,
    percent_text,
)
from winset.reports.domestic.report_tables import ActorRow
from winset.reports.quantities import derivation

_FEW = 6


def coalition_section(report: Report) -> Section | None:
    """Say who votes, is bought, pays and acquiesces."""
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
    return Section(
        "Minimum winning coalition", (table(columns, rows),), note, derivation("coalition")
    )


def deadlock_section(report: Report) -> Section | None:
    """Say who opposes, what they spend and how close they stand."""
    coalition, names = report.deadlock_coalition, names_of(report)
    d = parts.DeadlockMember
    columns = (
        Column("opponent"),
        field_column("spends", d, "contributes"),
        field_column("share", d, "share"),
        field_column("joins", d, "joins"),
        field_column("members", d, "opposing_members"),
    )
    rows = [
        (names.get(m.actor, m.actor), amount_text(m.contributes), percent_text(m.share),
         "" if m.joins is None else f"{m.joins:.2f}", count_text(m.opposing_members))
        for m in coalition.members
    ]  # fmt: skip
    body: list[Table | str] = [table(columns, rows)] if rows else []
    body.append(_cohesion(coalition))
    for pair in coalition.convenience_pairs:
        one, other = (names.get(a, a) for a in pair.actors)
        line = (
            f"Convenience: {one} and {other}, {pair.vote_distance:.2f} apart on the vote, "
            f"{pair.reason_distance:.2f} on the reasons."
        )
        body.append(line)
    for d_c in coalition.divide_and_conquer:
        name = names.get(d_c.actor, d_c.actor)
        after = amount_text(d_c.price_after, missing="no price")
        how = d_c.reason or f"for {amount_text(d_c.entry_price)}, then the price is {after}"
        worth = "; worthwhile" if d_c.worthwhile else ""
        body.append(f"Dividing off {name}: {how}{worth}.")
    return Section("Deadlock coalition", tuple(body), why=derivation("deadlock"))


def pivot_section(report: Report) -> Section | None:
    """Four readings of whether an actor is pivotal."""
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
        for q in report.pivotal_actors
    ]  # fmt: skip
    title = "Pivotal actors in four readings"
    return Section(title, (table(columns, rows),), why=derivation("pivots"))


def _power(value: float | None) -> str:
    return MISSING if value is None else f"{value:.3f}"


def stage_section(report: Report) -> Section:
    """Both stages at likely values."""
    f, voting = report.stages.formulation, report.stages.voting
    p = parts.FormulationReport
    days_left = MISSING if f.days_left is None else f"{f.days_left:,.0f}"
    ready = date_text(f.ready_date) if f.ready_date else MISSING

    def named(text: str, field: str) -> str:
        return f"{text}{MARK_SYMBOLS['coded']}" if field in f.as_coded else marked(text, p, field)

    facts = (
        (named("division of the executive at the start", "division"), amount_text(f.division)),
        (named("coordination", "coordination"), amount_text(f.coordination)),
        (named("proposal ready", "ready_date"), ready),
        (marked("days from then to the vote", p, "days_left"), days_left),
        (named("quality of the proposal", "quality"), amount_text(f.quality)),
        (marked("vote", parts.VotingReport, "deadline"),
         date_text(voting.deadline) if voting.deadline else MISSING),
    )  # fmt: skip
    rows = [(name, MISSING if text == "none" else text) for name, text in facts]
    body: list[Table | str] = [table((Column("formulation"), Column("")), rows)]
    shares = sorted(voting.share.items(), key=lambda s: (-s[1], s[0]))
    if shares:
        names = names_of(report)
        columns = (Column("spender"), field_column("of the window", parts.VotingReport, "share"))
        body.append(table(columns, [(names.get(a, a), percent_text(s)) for a, s in shares]))
    note = f"{f.reason[:1].upper()}{f.reason[1:].rstrip('.')}." if f.reason else ""
    if f.known:
        note = f"{note} The day of the proposal is coded: division and broker did not enter."
    return Section("Stages", tuple(body), note.strip(), derivation("stages"))


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


def _cohesion(coalition: parts.DeadlockCoalition) -> str:
    """Cohesion of the opponents, or the word that nobody spends."""
    if coalition.cohesion is None:
        reason = (coalition.reason or "").rstrip(".")
        return f"{reason[:1].upper()}{reason[1:]}." if reason else "No cohesion to measure."
    text = f"Cohesion, the part of their capacity that joined, {amount_text(coalition.cohesion)}"
    if coalition.cohesion_reasons is not None:
        return f"{text}; likeness of their reasons {amount_text(coalition.cohesion_reasons)}."
    return f"{text}; {coalition.reason.rstrip('.')}." if coalition.reason else f"{text}."
