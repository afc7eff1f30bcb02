"""Tables of what was found: verdict, price, votes, hypotheses, break-evens, record."""

from __future__ import annotations

from winset.render.marks import marked
from winset.render.tables.formulas import WHY
from winset.render.tables.layout import (
    MISSING,
    Column,
    Section,
    Table,
    field_column,
    table,
    value_text,
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
    tally_text,
)

__all__ = [
    "break_even_section",
    "change_section",
    "hypothesis_section",
    "outcome_section",
    "price_section",
    "text_section",
    "verdict_section",
    "votes_section",
]


_BAR = 30


def verdict_section(report: Report) -> Section:
    """Share of each verdict over the draws."""
    rows = [
        (word, percent_text(share), "█" * round(share * _BAR))
        for word, share in report.verdict_shares.items()
    ]
    columns = (
        Column("verdict"),
        Column("draws", number=True, mark="computed"),
        Column("", is_bar=True),
    )
    note = f"At likely values: {report.verdict}. {report.draws:,} draws, seed {report.seed}."
    return Section("Verdict", (table(columns, rows),), note, WHY["verdict"])


def price_section(report: Report) -> Section:
    """Price, budget and fund with their intervals."""
    amounts = (
        ("price of ratification", report.price),
        ("budget of the supporters", report.budget),
        ("opponents' fund", report.opposition_fund),
    )
    rows = [
        (name, amount_text(a.likely, missing=MISSING), amount_text(a.low, missing=MISSING),
         amount_text(a.high, missing=MISSING))
        for name, a in amounts
    ]  # fmt: skip
    price = report.price
    for chamber, cost in price.by_chamber.items():
        rows.append(
            (f"  price in the {chamber_name(chamber)}", amount_text(cost, missing=MISSING), "", "")
        )
    for player, cost in price.by_player.items():
        name = names_of(report).get(player, player)
        rows.append((f"  price of {name}", amount_text(cost, missing=MISSING), "", ""))
    bound = amount_text(price.lower_bound, missing=MISSING)
    rows.append(("  if opponents spent nothing", bound, "", ""))
    columns = (
        Column("member-moves"),
        field_column("likely", parts.Interval, "likely"),
        field_column("5 %", parts.Interval, "low"),
        field_column("95 %", parts.Interval, "high"),
    )
    note = f"Cheapest by: {_clause_words(report)}." if price.clause else ""
    if price.reason:
        note = f"{note} {price.reason[:1].upper()}{price.reason[1:].rstrip('.')}.".strip()
    why = " ".join(WHY[name] for name in ("price", "budget", "fund"))
    return Section("Price, budget and fund", (table(columns, rows),), note, why)


def _clause_words(report: Report) -> str:
    """Cheapest clause of the rule in words, such as ``House ≥ 218 and President Clinton``."""
    names = names_of(report)
    said = []
    for part in (report.price.clause or "").split(" and "):
        chamber, is_vote, quota = part.partition(" >= ")
        _, is_silence, actor = part.partition("acquiescence of ")
        if is_vote:
            said.append(f"{chamber_name(chamber)} ≥ {quota}")
        elif is_silence:
            said.append(f"acquiescence of {names.get(actor, actor)}")
        else:
            said.append(names.get(part, part))
    return " and ".join(said)


def votes_section(report: Report) -> Section | None:
    """Four readings of votes by chamber."""
    if not report.votes:
        return None
    v = parts.VotesRead
    columns = (
        Column("chamber"),
        field_column("quota", v, "quota"),
        field_column("of", v, "of"),
        field_column("unpaid", v, "unpaid"),
        field_column("bought", v, "bought"),
        field_column("secured", v, "robust"),
        field_column("short", v, "short"),
        field_column("mean vote", v, "expected", from_width=76),
        field_column("5 %", v, "low", from_width=76),
        field_column("95 %", v, "high", from_width=76),
    )
    rows = [
        (chamber_name(c), str(r.quota), str(r.of), str(r.unpaid), str(r.bought), str(r.robust),
         str(r.short).replace("-", "−"), f"{r.expected:.1f}", f"{r.low:.0f}", f"{r.high:.0f}")
        for c, r in report.votes.items()
    ]  # fmt: skip
    note = (
        "Unpaid: in favour as they are. Bought: losers paid in the cheapest coalition. Secured: "
        "the largest majority the budget holds against the fund. Short: quota less secured; below "
        "zero, to spare. Mean vote: over the draws, if a vote is held."
    )
    return Section("Votes in four readings", (table(columns, rows),), note, WHY["votes"])


def hypothesis_section(report: Report) -> Section:
    """The two hypotheses, marked as holding by construction."""
    h = parts.Hypothesis
    columns = (
        Column(""),
        field_column("sign", h, "sign", number=False),
        field_column("elasticity", h, "elasticity"),
        field_column("now", h, "now"),
        field_column("turns at", h, "flips_at"),
    )
    both = (("H1", report.hypotheses.H1), ("H2", report.hypotheses.H2))
    rows = [
        (name, one.sign, *(amount_text(v, missing=MISSING) for v in
         (one.elasticity, one.now, one.flips_at)))
        for name, one in both
    ]  # fmt: skip
    text = " ".join(
        f"{name}: {one.statement.rstrip('.')}{f' ({one.reason})' if one.reason else ''}."
        for name, one in both
    )
    note = f"{text} The signs hold by construction of the model and are no evidence."
    return Section("Hypotheses", (table(columns, rows),), note, WHY["hypotheses"])


def break_even_section(report: Report, verbose: bool) -> Section:
    """Numbers that turn the verdict, nearest first; all of them if verbose."""
    turning = [row for row in report.break_even if row.value is not None]
    idle = [row for row in report.break_even if row.value is None]
    shown = turning if verbose else turning[:10]
    b = parts.BreakEven
    columns = (
        field_column("number", b, "path", number=False),
        field_column("now", b, "from_"),
        field_column("turns at", b, "value"),
        field_column("in range", b, "within_range", number=False),
        field_column("verdict", b, "to_verdict", number=False, from_width=72),
        field_column("searched", b, "searched", number=False, from_width=100),
    )
    rows = [
        (r.path, value_text(r.from_), value_text(r.value),
         yes_text(r.within_range) if r.value is not None else MISSING, r.to_verdict or MISSING,
         " to ".join(value_text(v) for v in r.searched))
        for r in shown
    ]  # fmt: skip
    note = "Each number alone, the others at likely values, nearest first."
    if len(turning) > len(shown):
        note += f" {len(turning) - len(shown)} more turn the verdict (--verbose shows all)."
    if idle and not verbose:
        note += f" {len(idle)} turn nothing over the interval searched."
    if not rows:
        note = "No single number turns the verdict over the interval searched."
    body: tuple[Table | str, ...] = (table(columns, rows),) if rows else ()
    if idle and verbose:
        body += (f"Turn nothing over the interval searched: {', '.join(r.path for r in idle)}.",)
    return Section("Break-evens", body, note, WHY["break_even"])


def outcome_section(report: Report) -> Section | None:
    """What happened beside what was found."""
    outcome = report.outcome
    if outcome is None:
        return None
    o = parts.OutcomeCompared
    rows = [
        ("model, at likely values", "", report.verdict, ""),
        (marked("record", o, "verdict") + f", {date_text(outcome.date)}", "", outcome.verdict, ""),
    ]
    for chamber, votes in outcome.tally.items():
        place = outcome.where_it_falls.get(chamber)
        rows.append(("recorded vote°", chamber_name(chamber), tally_text(votes), _place(place)))
    for count in outcome.counts:
        rows.append(  # noqa: PERF401
            (f"{count.source}°", chamber_name(count.chamber), " to ".join(map(str, count.votes)),
             " to ".join(_place(p) for p in count.percentiles))
        )  # fmt: skip
    columns = (
        Column("who"),
        Column("chamber"),
        Column("says", number=True),
        field_column("percentile", o, "where_it_falls"),
    )
    agrees = "agrees" if outcome.agrees else "does not agree"
    note = (
        f"The verdict at likely values {agrees} with the record. Percentile: where a number falls "
        "among the votes drawn."
    )
    return Section("Beside the record", (table(columns, rows),), note, WHY["record"])


def _place(percentile: float | None) -> str:
    return MISSING if percentile is None else f"{percentile:.0f}"


def change_section(report: Report) -> Section | None:
    """Values changed from the case file."""
    if not report.changes:
        return None
    rows = list(report.changes.items())
    return Section(
        "Changed from the case file",
        (table((Column("number"), Column("value", mark="coded")), rows),),
    )


def text_section(report: Report) -> Section:
    """Assumptions, sources and notes in full."""
    groups = (
        ("Assumptions", report.assumptions),
        ("Sources", report.sources),
        ("Notes of the case", report.notes),
    )
    columns = (Column("", number=True), Column(""))
    body = tuple(
        table(columns, [(f"{i}.", line) for i, line in enumerate(lines, 1)], title)
        for title, lines in groups
        if lines
    )
    return Section("Assumptions, sources, notes", body)
