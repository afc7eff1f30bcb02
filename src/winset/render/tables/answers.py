"""Tables of what was found: outcomes, price, votes, hypotheses, break-evens, record."""

from __future__ import annotations

from dataclasses import replace

from winset.render.marks import marked
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
from winset.reports.domestic import bill_parts as parts
from winset.reports.domestic.report import Report
from winset.reports.domestic.report_prose import (
    amount_text,
    chamber_name,
    date_text,
    names_of,
    percent_text,
    tally_text,
)
from winset.reports.quantities import derivation
from winset.reports.report_parts import Interval, Moments

_BAR = 30


def verdict_section(report: Report) -> Section:
    """Share of each outcome over the draws, and whether it comes to a vote."""
    rows = [
        (word, percent_text(share), "█" * round(share * _BAR))
        for word, share in report.verdict_shares.items()
    ]
    columns = (
        Column("outcome"),
        Column("draws", number=True, mark="computed"),
        Column("", is_bar=True),
    )
    found = report.probabilities
    held = (
        ""
        if found.passes_if_it_does is None
        else f", and passes in {percent_text(found.passes_if_it_does)} of those"
    )
    note = (
        f"It comes to a vote in {percent_text(found.comes_to_a_vote)} of the draws{held}. "
        f"Verdict, the most frequent: {report.verdict}. {report.draws:,} draws, seed {report.seed}."
    )
    process = report.coalition_process
    if process is not None:
        read = process.reading or "no reading"
        note += f" As Hagan and others (2001) read coalitions: {read} ({process.because})."
    return Section("What becomes of the bill", (table(columns, rows),), note, derivation("verdict"))


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
        field_column("likely", Interval, "likely"),
        field_column("5 %", Interval, "low"),
        field_column("95 %", Interval, "high"),
    )
    note = f"Cheapest by: {_clause_words(report, price.clause)}." if price.clause else ""
    if price.clause and price.other_clauses:
        others = "; or ".join(_clause_words(report, clause) for clause in price.other_clauses)
        note += f" The rule is also met by {others}."
    if price.reason:
        note = f"{note} {price.reason[:1].upper()}{price.reason[1:].rstrip('.')}.".strip()
    why = " ".join(derivation(name) for name in ("price", "budget", "fund"))
    return Section("Price, budget and fund", (table(columns, rows),), note, why)


def _clause_words(report: Report, clause: str) -> str:
    """Clause of the rule in words, such as ``House ≥ 218 and President Clinton``."""
    names = names_of(report)
    said = []
    for part in clause.split(" and "):
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
    """The vote and four readings of the price, by chamber."""
    if not report.votes:
        return None
    v = parts.VotesRead
    columns = (
        Column("chamber"),
        field_column("quota", v, "quota"),
        field_column("of", v, "of"),
        field_column("mean vote", v, "expected"),
        field_column("5 %", v, "low"),
        field_column("95 %", v, "high"),
        field_column("unpaid", v, "unpaid"),
        field_column("bought", v, "bought", from_width=76),
        field_column("secured", v, "robust", from_width=76),
        field_column("short", v, "short", from_width=76),
    )
    rows = [
        (chamber_name(c), " or ".join(map(str, (r.quota, *r.other_quotas))), str(r.of),
         f"{r.expected:.1f}", f"{r.low:.0f}",
         f"{r.high:.0f}", str(r.unpaid), str(r.bought), str(r.robust),
         str(r.short).replace("-", "−"))
        for c, r in report.votes.items()
    ]  # fmt: skip
    note = (
        "Mean vote: over the draws, if a vote is held and both sides have spent. Before anybody is "
        "paid, at likely values: Unpaid, in favour as they are. Bought: losers paid in the "
        "cheapest coalition. Secured: the largest majority the budget holds against the fund. "
        "Short: quota less secured; below zero, to spare."
    )
    body = (table(columns, rows), *_party_table(report))
    return Section("Votes", body, note, derivation("votes"))


def _party_table(report: Report) -> tuple[Table, ...]:
    """Votes in favour by party, where members have one."""
    rows = [
        (chamber_name(chamber), party, f"{votes.likely or 0.0:.1f}", f"{votes.low or 0.0:.0f}",
         f"{votes.high or 0.0:.0f}")
        for chamber, read in report.votes.items()
        for party, votes in read.by_party.items()
    ]  # fmt: skip
    if all(party == "none" for _, party, *_ in rows):
        return ()
    columns = (
        Column("chamber"),
        Column("party"),
        field_column("mean vote", parts.VotesRead, "by_party"),
        field_column("5 %", Interval, "low"),
        field_column("95 %", Interval, "high"),
    )
    return (table(columns, rows, "By party"),)


def hypothesis_section(report: Report) -> Section:
    """The two hypotheses by their coefficients: prior, posterior, recovery and placebo."""
    found = report.hypotheses
    c = parts.CoefficientRead
    columns = (
        Column(""),
        field_column("coefficient", c, "coefficient", number=False),
        field_column("prior", c, "prior"),
        field_column("posterior", c, "posterior"),
        field_column("recovered", c, "recovered", number=False),
        field_column("placebo", c, "placebo", from_width=72),
    )
    both = (("H1", found.H1), ("H2", found.H2))
    rows = [
        (name, one.coefficient, moments_text(one.prior), moments_text(one.posterior),
         MISSING if one.recovered is None else yes_text(one.recovered), moments_text(one.placebo))
        for name, reads in both
        for one in reads
    ]  # fmt: skip
    text = " ".join(f"{one.coefficient}: {one.statement}." for _, reads in both for one in reads)
    reasons = dict.fromkeys(one.reason for _, reads in both for one in reads if one.reason)
    why = f" No posterior: {' and '.join(reasons)}." if reasons else ""
    note = f"Mean and, in brackets, standard deviation. {text}{why}"
    return Section("Hypotheses", (table(columns, rows),), note, derivation("hypotheses"))


def moments_text(found: Moments | None) -> str:
    """Mean and standard deviation of a coefficient.

    Examples
    --------
    >>> moments_text(Moments(mean=0.12, sd=0.09)), moments_text(None)
    ('0.12 (0.090)', '–')
    """
    if found is None:
        return MISSING
    return f"{amount_text(found.mean)} ({amount_text(found.sd)})"


def break_even_section(report: Report) -> Section:
    """Numbers that turn the verdict, nearest first, and those that turn nothing."""
    turning = [row for row in report.break_even if row.value is not None]
    idle = [row for row in report.break_even if row.value is None]
    b = parts.BreakEven
    columns = (
        replace(field_column("number", b, "path", number=False), is_path=True),
        field_column("now", b, "from_"),
        field_column("turns at", b, "value"),
        field_column("in range", b, "within_range", number=False),
        field_column("outcome", b, "to_verdict", number=False, from_width=72),
        field_column("searched", b, "searched", number=False, from_width=100),
    )
    rows = [
        (r.path, value_text(r.from_), value_text(r.value),
         yes_text(r.within_range) if r.value is not None else MISSING,
         (r.to_verdict or MISSING) + (", by definition" if r.by_definition else ""),
         " to ".join(value_text(v) for v in r.searched))
        for r in turning
    ]  # fmt: skip
    note = (
        "Each number alone, the others at likely values and without shocks, nearest first: where "
        "the outcome there turns to or from passing."
    )
    if not rows:
        note = "No single number turns the outcome at likely values over the interval searched."
    body: tuple[Table | str, ...] = (table(columns, rows),) if rows else ()
    if idle:
        body += (f"Turn nothing over the interval searched: {', '.join(r.path for r in idle)}.",)
    return Section("Break-evens", body, note, derivation("break_even"))


def outcome_section(report: Report) -> Section | None:
    """Say what happened beside what was found."""
    outcome = report.outcome
    if outcome is None:
        return None
    o = parts.OutcomeCompared
    rows = [
        ("model, most often", "", report.verdict, ""),
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
        f"The verdict {agrees} with the record. Percentile: where a number falls "
        "among the votes drawn."
    )
    return Section("Beside the record", (table(columns, rows),), note, derivation("record"))


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
