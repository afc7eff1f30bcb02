"""The first page of `winset analyze` on a terminal: what an analyst asks first, in sixty lines."""

from __future__ import annotations

from rich.text import Text

from winset.foundation.wording import counted
from winset.games.members import member_label
from winset.render.marks import marked
from winset.render.tables.layout import MISSING, count_text, value_text, yes_text
from winset.render.terminal.short_page import PAGE_LINES, WIDEST, Panel, fitted, wrapped
from winset.reports.domestic import bill_parts as parts
from winset.reports.domestic.report import Report
from winset.reports.domestic.report_prose import (
    PRICE_NOT_COVERED,
    SHORT_RECORD,
    UNCERTAIN_VERDICT,
    amount_text,
    chamber_name,
    date_text,
    joined,
    name_in_chamber,
    names_of,
    outcome_words,
    percent_text,
    tally_text,
)
from winset.reports.domestic.sourced_prose import sourced_sentence
from winset.reports.domestic.stage_prose import attempts_sentence

_BAR = 30
_NOTES = 3
_PAYERS = 3


def first_page(report: Report, width: int) -> list[Text]:
    """Lines of the first page of a report.

    Parameters
    ----------
    report
        Report of `winset analyze`.
    width
        Characters in a line; from 80 on the page has 60 lines at most.
    """
    wide = min(width, WIDEST)
    head = heading_lines(report, wide)
    panels = [
        Panel(notes=tuple(_beside(report))),
        Panel(notes=tuple(_warnings(report))),
        _votes(report),
        _price(report),
        _coalition(report),
        _members(report),
        _blockers(report),
        _pivots(report),
        _break_evens(report),
        _basis(report),
        _further(report),
    ]
    return head + fitted(panels, wide, PAGE_LINES - len(head))


def heading_lines(report: Report, width: int) -> list[Text]:
    """Title, how it was made, the three probabilities and the share of each outcome.

    Parameters
    ----------
    report
        Report of `winset analyze`.
    width
        Characters in a line.
    """
    found = report.probabilities
    headline = f"PASSES IN {percent_text(report.passage_probability)} of the draws"
    if found.passes_if_it_does is None:
        headline += " (never comes to a vote)"
    elif found.comes_to_a_vote < 1.0:
        vote, held = percent_text(found.comes_to_a_vote), percent_text(found.passes_if_it_does)
        headline += f" (comes to a vote {vote}, then passes {held})"
    ranked = sorted(report.verdict_shares.items(), key=lambda share: -share[1])
    ends = ", ".join(f"{word} {percent_text(share)}" for word, share in ranked if share > 0)
    made = (
        f"{report.case}, {counted(report.draws, 'draw', 'draws')}, standard error "
        f"{100 * report.passage_probability_se:.1f} points, seed {report.seed}, "
        f"winset {report.version}"
    )
    return [
        *(Text(line, style="bold") for line in wrapped(report.title, width, most=2)),
        *(Text(line, style="dim") for line in wrapped(made, width, most=2)),
        Text("─" * width, style="dim"),
        *(Text(line, style="bold blue") for line in wrapped(headline, width)),
        *(Text(line) for line in wrapped(f"Outcomes: {ends}.", width)),
    ]


def _beside(report: Report) -> list[str]:
    """Say what happened, what was changed, and the forecast without this episode."""
    found = []
    outcome = report.outcome
    if outcome is not None:
        tallies = joined(f"{chamber_name(c)} {tally_text(v)}" for c, v in outcome.tally.items())
        where = f" ({tallies})" if tallies else ""
        found.append(f"In fact {outcome_words(outcome)}{where} on {date_text(outcome.date)}.")
    if report.without_this_case is not None:
        share = percent_text(report.without_this_case.passage_probability)
        found.append(f"By coefficients that have not seen this episode it passes in {share}.")
    if report.changes:
        changes = ", ".join(f"{path}={value}" for path, value in report.changes.items())
        before = report.as_coded
        was = (
            f"; as coded it passes in {percent_text(before.passage_probability)}" if before else ""
        )
        found.append(f"Changed: {changes}{was}.")
    texts = attempts_sentence(report)
    return [*([" ".join(found)] if found else []), *([texts] if texts else [])]


def _warnings(report: Report) -> list[str]:
    """Notes of the run, without those that the page says in other words."""
    said = (UNCERTAIN_VERDICT, PRICE_NOT_COVERED)
    left = [text for text in report.warnings if not text.lower().startswith(said)]
    shown = [f"Note: {text[:1].upper()}{text[1:].rstrip('.')}." for text in left[:_NOTES]]
    more = len(left) - len(shown)
    return [*shown, f"{counted(more, 'more note', 'more notes')}: --verbose."] if more else shown


def _votes(report: Report) -> Panel:
    """The vote in each chamber: needed, drawn, unpaid, secured, recorded."""
    v, tally = parts.VotesRead, {} if report.outcome is None else report.outcome.tally
    heading = (
        "votes in favour", marked("needed", v, "quota"), "mean", "5 %", "95 %", "unpaid",
        "secured", *(["recorded°"] if tally else []),
    )  # fmt: skip
    reads = sorted(report.votes.items(), key=lambda item: item[1].expected - item[1].quota)
    reads = reads if len(reads) > _NOTES + 1 else list(report.votes.items())
    rows = tuple(
        (f"{chamber_name(name)}, {r.of} seats",
         " or ".join(map(str, (r.quota, *r.other_quotas))), f"{r.expected:.0f}", f"{r.low:.0f}",
         f"{r.high:.0f}", str(r.unpaid), str(r.robust),
         *([str(tally[name][0]) if name in tally else MISSING] if tally else []))
        for name, r in reads
    )  # fmt: skip
    note = (
        "At likely values: unpaid, before anybody pays; secured, what the budget holds against "
        "the fund."
    )
    return Panel(
        heading,
        rows,
        most=4,
        least=2,
        notes=(note,) if rows else (),
        spare=(6, 5),
    )


def _price(report: Report) -> Panel:
    """Price, budget and fund."""
    price = report.price
    amounts = (
        ("price of ratification", price),
        ("budget of the supporters", report.budget),
        ("opponents' fund", report.opposition_fund),
    )
    rows = tuple(
        (name, *(amount_text(n, missing=MISSING) for n in (a.likely, a.low, a.high)))
        for name, a in amounts
    )
    each = [
        f"{chamber_name(chamber)} {amount_text(cost)}"
        for chamber, cost in price.by_chamber.items()
        if cost is not None
    ]
    if price.likely is None:
        reason = (price.reason or "").rstrip(".").removeprefix("nothing buys ratification: ")
        text = f"Nothing can buy ratification: {reason}."
    else:
        short = any(PRICE_NOT_COVERED in text.lower() for text in report.warnings)
        lead = "The budget does not cover the price. " if short else ""
        split = f"Price by chamber: {', '.join(each[:4])}. " if len(each) > 1 else ""
        text = (
            f"{lead}{split}The price holds the majorities against opponents who move last, so it "
            "can be above zero where enough are in favour unpaid. The probability does not use it. "
            "Likely: with every number at its likely value."
        )
    return Panel(("member-moves", "likely", "5 %", "95 %"), rows, least=3, notes=(text,))


def _coalition(report: Report) -> Panel:
    """Say who votes and is bought in the cheapest coalition, who pays, who must acquiesce."""
    found, names = report.minimum_winning_coalition, names_of(report)
    voters = sorted((p for p in found if p.role == "votes"), key=lambda p: -(p.paid or 0.0))
    rows = tuple(
        (name_in_chamber(names.get(p.actor, p.actor), p.chamber), count_text(p.unpaid),
         count_text(p.bought), amount_text(p.paid, missing=MISSING))
        for p in voters
    )  # fmt: skip

    def rest(shown: int) -> tuple[str, ...]:
        left = voters[shown:]
        paid = amount_text(sum(p.paid or 0.0 for p in left))
        unpaid, bought = sum(p.unpaid or 0 for p in left), sum(p.bought or 0 for p in left)
        return (f"{len(left)} more", str(unpaid), str(bought), paid)

    heading = ("cheapest coalition that holds", "in favour", "bought", "is paid")
    return Panel(heading, rows, most=4, rest=rest, notes=tuple(_payers(report, names)))


def _members(report: Report) -> Panel:
    """Real members likeliest to hold the decisive seat, where the case has any."""
    real = sorted(
        (row for row in report.members if row.member is not None),
        key=lambda row: (-(row.p_pivotal or 0.0), row.member or ""),
    )
    rows = tuple(
        (member_label(row.name or "", row.party, row.state, row.district),
         chamber_name(row.chamber), f"{row.p_supports:.2f}", f"{row.p_pivotal or 0.0:.4f}",
         amount_text(row.expected_price, missing=MISSING))
        for row in real
    )  # fmt: skip
    heading = ("members that decide", "chamber", "supports", "decides", "price")
    note = "Decides: chance of holding the seat on which the chamber turns."
    notes = (note,) if rows else ()
    return Panel(heading, rows, most=4, least=2, notes=notes, left=frozenset({1}))


def _payers(report: Report, names: dict[str, str]) -> list[str]:
    found = report.minimum_winning_coalition
    payers = sorted((p for p in found if p.role == "pays"), key=lambda p: -(p.contributes or 0.0))
    sentences = []
    if payers:
        each = [
            f"{names.get(p.actor, p.actor)} ({amount_text(p.contributes)})"
            for p in payers[:_PAYERS]
        ]
        left = payers[_PAYERS:]
        if left:
            paid = amount_text(sum(p.contributes or 0.0 for p in left))
            each.append(f"{len(left)} more ({paid})")
        sentences.append(f"Would pay, each with all it can spend: {joined(each)}.")
    quiet = [names.get(p.actor, p.actor) for p in found if p.role == "acquiesces"]
    if quiet:
        most = quiet[:_PAYERS] + ([f"{len(quiet) - _PAYERS} more"] if quiet[_PAYERS:] else [])
        sentences.append(f"Must acquiesce: {joined(most)}.")
    farthest = report.reach.farthest_bought
    if farthest is not None:
        who = report.reach.member or f"one of {names.get(farthest, farthest)}"
        sentences.append(f"The farthest member whom the budget wins over: {who}.")
    return [" ".join(sentences)] if sentences else []


def _blockers(report: Report) -> Panel:
    """Say who spends against the bill, and how united they are."""
    coalition, names = report.deadlock_coalition, names_of(report)
    spenders = [m for m in coalition.members if m.contributes > 0]
    rows = tuple(
        (names.get(m.actor, m.actor), amount_text(m.contributes), percent_text(m.share),
         "" if m.joins is None else f"{m.joins:.2f}")
        for m in spenders
    )  # fmt: skip

    def rest(shown: int) -> tuple[str, ...]:
        left = spenders[shown:]
        spent = amount_text(sum(m.contributes for m in left))
        return (f"{len(left)} more", spent, percent_text(sum(m.share for m in left)), "")

    text = "" if rows else "Deadlock coalition: nobody spends against the bill. "
    if coalition.cohesion is not None:
        text += f"Cohesion {coalition.cohesion:.2f}, the part of their capacity that joined"
        reasons = coalition.cohesion_reasons
        text += "." if reasons is None else f"; likeness of their reasons {reasons:.2f}."
    if coalition.convenience and coalition.convenience_pairs:
        one, other = (names.get(a, a) for a in coalition.convenience_pairs[0].actors)
        text += f" Of convenience: {one} and {other}, close on the vote, apart in their reasons."
    heading = ("deadlock coalition", "spends", "share", "joins")
    return Panel(heading, rows, most=4, rest=rest, notes=(text.strip(),) if text else ())


def _rank(pivot: parts.PivotalActor) -> tuple[bool, bool, float, float]:
    power = 0.0 if pivot.power is None else pivot.power.shapley_shubik or 0.0
    return (not pivot.swing, not pivot.de_swaan, -power, -(pivot.engagement or 0.0))


def _pivots(report: Report) -> Panel:
    """Actors that most readings find pivotal."""
    names = names_of(report)
    ranked = sorted(report.pivotal_actors, key=_rank)
    ranked = [p for p in ranked if p.swing or p.de_swaan or p.engaged or _rank(p)[2] < 0]
    rows = tuple(
        (name_in_chamber(names.get(p.actor, p.actor), p.chamber), yes_text(p.swing),
         yes_text(p.de_swaan), _power(p), amount_text(p.engagement, missing=MISSING))
        for p in ranked
    )  # fmt: skip
    heading = ("pivotal actors", "swing", "De Swaan", "Shapley", "engaged")
    note = "Swing: mirrored, turns the verdict. De Swaan: mid-chamber."
    return Panel(
        heading,
        rows,
        most=5,
        least=2,
        notes=(note,) if rows else (),
    )


def _power(pivot: parts.PivotalActor) -> str:
    index = pivot.power.shapley_shubik if pivot.power else None
    return MISSING if index is None else f"{index:.3f}"


def _break_evens(report: Report) -> Panel:
    """Numbers that turn the outcome at likely values, the nearest first."""
    turning = [row for row in report.break_even if row.value is not None]
    turning.sort(key=lambda row: row.by_definition)
    rows = tuple(
        (r.path, value_text(r.from_), value_text(r.value), yes_text(r.within_range),
         r.to_verdict or MISSING)
        for r in turning
    )  # fmt: skip
    b = parts.BreakEven
    heading = (
        marked("number that turns the outcome", b, "path"), marked("now", b, "from_"), "turns at",
        "in range", "then it",
    )  # fmt: skip
    note = "Each alone, at likely values without shocks, nearest first."
    none = "No single number turns the outcome at likely values over the interval searched."
    notes = (note,) if rows else (none,)
    return Panel(heading, rows, notes=notes, is_path=True, left=frozenset({4}))


def _basis(report: Report) -> Panel:
    """Say what the answer rests on: sources, coefficients, formulation, the record."""
    came = {"estimated": "estimated from recorded votes", "set": "set, not estimated"}
    points = f"valence adds {_points(report.valence.adds)}"
    if report.formulation_effect is not None:
        points += f", formulation {_points(report.formulation_effect)}"
    text = f"Coefficients {came[report.parameters_source]}; of the probability {points} points."
    basis = f"{sourced_sentence(report.sourced)} {text}".strip()
    return Panel(notes=(basis, SHORT_RECORD), apart=True)


def _points(share: float) -> str:
    return f"{100 * share:+.0f}".replace("-", "−")


def _further(report: Report) -> Panel:
    """Say where to look next, and what the marks mean."""
    assumptions = counted(len(report.assumptions), "assumption", "assumptions")
    sources = counted(len(report.sources), "source", "sources")
    text = (
        f"Next: --verbose (all tables, {assumptions}, {sources}), --html FILE (the same with "
        "figures), --set PATH=VALUE, winset sweep (which numbers carry the answer)."
    )
    marks = "° coded, not found. Member-move: a House member's vote moved across the axis."
    return Panel(notes=(text, marks), apart=True)
