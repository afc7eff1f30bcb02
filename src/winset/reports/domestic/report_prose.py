"""A Report in words: its numbers as text, its actors by name, and a paragraph on the whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from winset.reports.domestic.sourced_prose import sourced_sentence
from winset.reports.domestic.stage_prose import course_sentences

if TYPE_CHECKING:
    from winset.reports.domestic.bill_parts import OutcomeCompared, VotesRead
    from winset.reports.domestic.report import Report
    from winset.reports.report_parts import Interval

__all__ = [
    "BELONG_TOGETHER",
    "PRICE_NOT_COVERED",
    "SHORT_RECORD",
    "TRACK_RECORD",
    "UNCERTAIN_VERDICT",
    "VERDICTS",
    "amount_text",
    "chamber_name",
    "coalition_sentences",
    "date_text",
    "deadlock_sentence",
    "interval_text",
    "joined",
    "name_in_chamber",
    "names_of",
    "outcome_sentences",
    "outcome_words",
    "paragraphs_of",
    "percent_text",
    "price_sentence",
    "probability_sentence",
    "sourced_sentence",
    "stage_sentence",
    "summary_of",
    "tally_text",
    "valence_sentence",
    "verdict_sentence",
    "vote_sentence",
    "votes_sentence",
]

VERDICTS: Final = {
    "passes": "passes",
    "fails": "fails on the floor",
    "withdrawn": "is withdrawn before a vote",
    "stalls": "stalls before it reaches a vote",
}
"""End of the bill, by the word of the verdict."""

MISSING: Final = "none"

TRACK_RECORD: Final = (
    "With the coefficients of the package the model's Brier score is .214 (lower is better) on 51 "
    "American cases, each forecast without its episode; the base rate's is .261, that of a ridge "
    "regression on the same inputs .230. On 19 cases abroad it is .265; on the 14 of them whose "
    "benches are coded, counting the government's benches has .181."
)
"""Measured quality of the model's forecasts."""

SHORT_RECORD: Final = (
    "Package's record (Brier score, low is good): .214 on 51 American cases (base rate .261, "
    "regression .230), .265 on 19 abroad (counting benches .181 on 14)."
)
"""The same for a page with little room."""

UNCERTAIN_VERDICT: Final = "the verdict is uncertain"
"""Beginning of the warning that the most frequent outcome is not the likely one."""

PRICE_NOT_COVERED: Final = "the supporters cannot cover the price"
"""Beginning of the warning that the cheapest coalition is out of reach."""

BELONG_TOGETHER: Final = (
    "The two belong together in this way: the probability says what becomes of the bill once both "
    "sides have spent what they have; the price says whom the supporters would have to win, and "
    "for how much, to hold the bill against opponents who move last."
)
"""Relation of price and probability, in every report."""


_NOTHING: Final = 1e-9


def amount_text(value: float | None, *, missing: str = MISSING) -> str:
    """Number to about three digits, never in powers of ten where it can be helped.

    What a search left of zero, below a thousand-millionth, is written as zero.

    Examples
    --------
    >>> [amount_text(v) for v in (0, -6e-11, 0.0004, 0.0712, 3.456, 21.34, 1234.5, None)]
    ['0', '0', '0.0004', '0.071', '3.46', '21.3', '1,234', 'none']
    """
    if value is None:
        return missing
    size = abs(value)
    if size < _NOTHING:
        return "0"
    if size >= 100:
        text = f"{value:,.0f}"
    elif size >= 10:
        text = f"{value:.1f}"
    elif size >= 0.1:
        text = f"{value:.2f}"
    elif size >= 0.01:
        text = f"{value:.3f}"
    else:
        text = f"{value:.1g}"
    return text.replace("-", "−")


def percent_text(share: float) -> str:
    """Share as a percentage; near the ends with as many digits as distinguish it from 0 or 1.

    Examples
    --------
    >>> [percent_text(s) for s in (0.0, 0.0005, 0.214, 0.9996, 1.0)]
    ['0 %', '0.1 %', '21.4 %', '99.9 %', '100 %']
    """
    if share in (0.0, 1.0):
        return f"{share:.0%}".replace("%", " %")
    return f"{min(99.9, max(0.1, 100 * share)):.1f} %"


def date_text(iso: str) -> str:
    """ISO date as a reader writes it; anything else as it is.

    Examples
    --------
    >>> date_text("1997-11-10")
    '10 November 1997'
    """
    try:
        day = dt.date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.day} {day:%B} {day.year}"


def interval_text(interval: Interval) -> str:
    """Likely value with its 5th and 95th percentile.

    Examples
    --------
    >>> from winset.reports.report_parts import Interval
    >>> interval_text(Interval(likely=17.2, low=12.1, high=22.4))
    '17.2 (12.1 to 22.4)'
    """
    if interval.low is None and interval.high is None:
        return amount_text(interval.likely)
    ends = f"{amount_text(interval.low)} to {amount_text(interval.high, missing='unbounded')}"
    return f"{amount_text(interval.likely)} ({ends})"


def joined(parts: Iterable[str]) -> str:
    """Enumeration in words.

    Examples
    --------
    >>> joined(["labour", "steel", "farmers"])
    'labour, steel and farmers'
    """
    items = list(parts)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def names_of(report: Report) -> dict[str, str]:
    """Name for readers of each actor, by its id."""
    return {row.actor: " ".join(row.title.split()) for row in report.actors}


def chamber_name(chamber: str) -> str:
    """Name of a chamber for readers.

    Examples
    --------
    >>> chamber_name("upper-house")
    'Upper House'
    """
    return chamber.replace("-", " ").title()


def tally_text(votes: Sequence[int]) -> str:
    """Votes for and against.

    Examples
    --------
    >>> tally_text([237, 197])
    '237–197'
    """
    return "–".join(str(v) for v in votes)


def verdict_sentence(report: Report) -> str:
    """Most frequent outcome, and why."""
    reason = report.verdict_reason.strip().rstrip(".")
    reason = f": {reason}" if reason else ""
    share = percent_text(report.verdict_shares.get(report.verdict, 0.0))
    return f"Most often, in {share} of the draws, it {VERDICTS[report.verdict]}{reason}."


def probability_sentence(report: Report) -> str:
    """Probability of a vote and of passage with its standard error, and the other outcomes."""
    if report.draws == 1:
        done = "passes" if report.passage_probability else "does not pass"
        return f"In the single draw made it {done}."
    found = report.probabilities
    held = ""
    if found.passes_if_it_does is not None and found.comes_to_a_vote < 1.0:
        held = (
            f" (it comes to a vote in {percent_text(found.comes_to_a_vote)}, and passes in "
            f"{percent_text(found.passes_if_it_does)} of those)"
        )
    others = [
        f"{word} in {percent_text(share)}"
        for word, share in report.verdict_shares.items()
        if word != "passes" and share > 0
    ]
    rest = f"; it {joined(_in_passing(others))}" if others else ""
    return (
        f"It passes in {percent_text(report.passage_probability)} of {report.draws:,} draws of "
        f"every coded range and of the coefficients{held}, with a standard error of "
        f"{100 * report.passage_probability_se:.1f} points{rest}."
    )


def _in_passing(shares: Iterable[str]) -> list[str]:
    return [share.replace("withdrawn in", "is withdrawn in") for share in shares]


def valence_sentence(report: Report) -> str:
    """Say what valence adds, and where the coefficients come from."""
    found = report.valence
    origin = {
        "estimated": "estimated from recorded votes",
        "set": "set beforehand and not estimated",
    }[report.parameters_source]
    points = 100 * found.adds
    left_out = report.without_this_case
    without = (
        ""
        if left_out is None
        else f" By coefficients estimated from other episodes alone it passes with "
        f"{left_out.passage_probability:.0%}."
    )
    return (
        f"Of the probability {points:+.0f} points are the valence such bills have whatever their "
        "policy; "
        f"the coefficients of the vote model are {origin}.{without}"
    )


def price_sentence(report: Report) -> str:
    """Price of ratification against the budget and the opponents' fund."""
    price, budget, fund = report.price, report.budget, report.opposition_fund
    spend = (
        f"the supporters can spend {interval_text(budget)} and the opponents' fund is worth "
        f"{interval_text(fund)}"
    )
    if price.likely is None:
        reason = (price.reason or "").rstrip(".").removeprefix("nothing buys ratification: ")
        why = f": {reason}" if reason else ""
        return (
            f"At likely values nothing can buy ratification{why}; {spend} member-moves. "
            f"{BELONG_TOGETHER}"
        )
    unbounded = (
        f" No upper end: {price.reason.rstrip('.')}."
        if price.high is None and price.low is not None and price.reason
        else ""
    )
    return (
        f"Ratification costs {interval_text(price)} member-moves (in brackets the 5th and 95th "
        f"percentile), while {spend}.{unbounded} {BELONG_TOGETHER}"
    )


def needed_text(read: VotesRead) -> str:
    """Votes needed in a chamber, with what another clause of the rule needs instead."""
    others = joined([str(quota) for quota in read.other_quotas])
    return f"{read.quota} needed" + (f", {others} by another clause" if others else "")


def _one_chamber(chamber: str, read: VotesRead) -> str:
    gap = f"{read.short} short" if read.short > 0 else f"{-read.short} to spare"
    gap = "exactly enough" if read.short == 0 else gap
    return (
        f"in the {chamber_name(chamber)} {read.unpaid} members of the {needed_text(read)} are in "
        f"favour unpaid, {read.bought} more would be bought in the cheapest coalition, and the "
        f"budget could secure {read.robust}, {gap}"
    )


def vote_sentence(report: Report) -> str:
    """Votes expected in each chamber against the quota."""
    reads = [
        f"{read.expected:.0f} in the {chamber_name(name)} ({read.low:.0f} to {read.high:.0f}; "
        f"{needed_text(read)})"
        for name, read in report.votes.items()
    ]
    if not reads:
        return ""
    return f"A vote brings on average {joined(reads)}, in brackets the 5th and 95th percentile."


def votes_sentence(report: Report) -> str:
    """Robust tally against the quota in each chamber."""
    if not report.votes:
        return ""
    reads = "; ".join(_one_chamber(name, read) for name, read in report.votes.items())
    return f"Before anybody is paid {reads}."


def _most(items: Sequence[str], limit: int, what: str) -> str:
    if len(items) <= limit + 1:
        return joined(items)
    return f"{', '.join(items[:limit])} and {len(items) - limit} other {what}"


def name_in_chamber(name: str, chamber: str | None) -> str:
    """Name of an actor with its chamber, unless the name says it already.

    Examples
    --------
    >>> name_in_chamber("Moderate Democrats", "house"), name_in_chamber("House leaders", "house")
    ('Moderate Democrats (House)', 'House leaders')
    """
    if not chamber or chamber_name(chamber).lower() in name.lower():
        return name
    return f"{name} ({chamber_name(chamber)})"


def coalition_sentences(report: Report) -> str:
    """Cheapest coalition that holds: who is bought, who pays, who acquiesces."""
    parts = report.minimum_winning_coalition
    if not parts:
        return "There is no winning coalition to describe."
    names = names_of(report)
    bought = sorted(
        (p for p in parts if p.role == "votes" and p.bought), key=lambda p: -(p.paid or 0)
    )
    payers = sorted((p for p in parts if p.role == "pays"), key=lambda p: -(p.contributes or 0))
    quiet = [names.get(p.actor, p.actor) for p in parts if p.role == "acquiesces"]
    sentences = []
    if bought:
        each = [
            f"{p.bought} of {name_in_chamber(names.get(p.actor, p.actor), p.chamber)} for "
            f"{amount_text(p.paid)}"
            for p in bought
        ]
        sentences.append(
            f"The cheapest coalition that withstands the fund buys {_most(each, 3, 'blocs')}."
        )
    else:
        sentences.append("The cheapest coalition that withstands the fund buys nobody across.")
    if payers:
        each = [f"{names.get(p.actor, p.actor)} ({amount_text(p.contributes)})" for p in payers]
        verb = "would pay" if len(each) > 1 else "would pay alone"
        sentences.append(f"{_most(each, 4, 'payers')} {verb}.")
    if quiet:
        sentences.append(f"The rule needs the acquiescence of {joined(quiet)}.")
    farthest = report.reach.farthest_bought
    if farthest is not None:
        who = report.reach.member or f"one of {names.get(farthest, farthest)}"
        sentences.append(f"The farthest member whom the budget wins over: {who}.")
    return " ".join(sentences)


def deadlock_sentence(report: Report) -> str:
    """Say who spends against the bill, and how close they stand on the vote and in reasons."""
    coalition, names = report.deadlock_coalition, names_of(report)
    spenders = [m for m in coalition.members if m.contributes > 0]
    if not spenders:
        return "Nobody spends against the bill."
    each = [f"{names.get(m.actor, m.actor)} ({percent_text(m.share)})" for m in spenders]
    text = f"The deadlock coalition's money comes from {_most(each, 4, 'actors')}"
    if coalition.cohesion is not None:
        text += f"; the part of their capacity that joined is {coalition.cohesion:.2f}"
        if coalition.cohesion_reasons is not None:
            text += f", and their cohesion on the reasons {coalition.cohesion_reasons:.2f}"
    if coalition.convenience and coalition.convenience_pairs:
        one, other = coalition.convenience_pairs[0].actors
        more = len(coalition.convenience_pairs) - 1
        also = f" (and {more} more pair{'s' if more > 1 else ''})" if more else ""
        text += (
            f". It is a coalition of convenience: {names.get(one, one)} and "
            f"{names.get(other, other)}{also} stand close on the vote and apart in their reasons"
        )
    return f"{text}."


def stage_sentence(report: Report) -> str:
    """Say when the proposal is ready, and what time that leaves."""
    stage = report.stages.formulation
    if stage.ready_date is None:
        return f"No ready date: {stage.reason.rstrip('.')}." if stage.reason else ""
    left = "" if stage.days_left is None else f", {stage.days_left:.0f} days before the vote"
    if stage.known:
        how = " The date is coded, so division and brokers do not enter."
    elif stage.division is not None:
        how = f" The executive's division at the start is {stage.division:.2f}."
    else:
        how = ""
    return f"The proposal is out on {date_text(stage.ready_date)}{left}.{how}"


def outcome_words(outcome: OutcomeCompared) -> str:
    """Say what became of the bill, in the past tense."""
    words = {
        "passes": "the bill passed",
        "fails": "the bill failed on the floor",
        "withdrawn": "the bill was withdrawn",
        "stalls": "the bill stalled",
    }
    return words.get(outcome.verdict, f"the bill {outcome.verdict}")


def outcome_sentences(report: Report) -> str:
    """Say what happened, beside what was found."""
    outcome = report.outcome
    if outcome is None:
        return ""
    past = outcome_words(outcome)
    agrees = "as the model says" if outcome.agrees else "which the model does not say"
    tallies = [f"{chamber_name(c)} {tally_text(v)}" for c, v in outcome.tally.items()]
    text = f"In fact {past}{f' ({joined(tallies)})' if tallies else ''} on "
    text += f"{date_text(outcome.date)}, {agrees}."
    for chamber, percentile in outcome.where_it_falls.items():
        if percentile is not None:
            text += (
                f" The recorded vote of the {chamber_name(chamber)} lies at percentile "
                f"{percentile:.0f} of the votes drawn."
            )
    if outcome.counts:
        counts = joined(
            f"{' to '.join(str(v) for v in c.votes)} ({c.source.rstrip('.')}; percentile "
            f"{' to '.join(f'{p:.0f}' for p in c.percentiles)})"
            for c in outcome.counts
        )
        text += f" Published counts: {counts}."
    return text


def paragraphs_of(report: Report) -> list[str]:
    """Report in three or four paragraphs: the answer, the coalitions, the stages, the record.

    Parameters
    ----------
    report
        Report of `winset analyze`.
    """
    title = " ".join(report.title.split())
    paragraphs = (
        (
            f"{title} ({report.case}).",
            probability_sentence(report),
            verdict_sentence(report),
            vote_sentence(report),
            valence_sentence(report),
            price_sentence(report),
        ),
        (votes_sentence(report), coalition_sentences(report)),
        (deadlock_sentence(report), stage_sentence(report), course_sentences(report)),
        (outcome_sentences(report), sourced_sentence(report.sourced)),
    )
    texts = (" ".join(sentence for sentence in group if sentence) for group in paragraphs)
    return [text for text in texts if text]


def summary_of(report: Report) -> str:
    """Report as one line of plain text, without any number it does not hold.

    Parameters
    ----------
    report
        Report of `winset analyze`.

    Returns
    -------
    str
        Probability with standard error, verdict, price against budget, votes, coalition, deadlock
        coalition, stages and, if known, what happened.
    """
    return " ".join(paragraphs_of(report))
