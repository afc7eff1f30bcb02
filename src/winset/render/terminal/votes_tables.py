"""Tables of roll calls, trade scores, whip counts and back-tests for the terminal."""

from __future__ import annotations

import statistics

from rich.console import Console

from winset.render.tables.layout import Table, columns, table
from winset.render.terminal.report_terminal import print_table
from winset.reports.roll_calls.backtest_report import (
    Backtest,
    Baseline,
    OverallScores,
    PairedDifference,
)
from winset.reports.roll_calls.ideal_report import IdealReport
from winset.reports.roll_calls.vote_list_report import ListedVote, TradeScoreList, VoteList
from winset.reports.roll_calls.whip_report import WhipCount

_SHOWN = 15
_ENDS = 10
_INDENT = 12


def list_lines(document: VoteList, width: int) -> list[str]:
    """Trade votes, each with what it was about on a line below, so that no key is ever cut.

    Parameters
    ----------
    document
        Trade votes.
    width
        Characters in a line.
    """
    from winset.render.terminal.short_page import Panel, wrapped

    heading = ("date", "key", "stage", "opens", "yea-nay")
    rows = [
        (row.date, row.key, row.stage, row.liberalising or "", _tally(row))
        for row in document.roll_calls
    ]
    panel = Panel(heading, tuple(rows), left=frozenset({1, 2, 3}))
    head, *lines = [line.plain for line in panel.lines(len(rows), width)] or [""]
    found = [head, "─" * min(width, max(map(len, [head, *lines])))]
    for line, row in zip(lines, document.roll_calls, strict=True):
        about = f"{row.title} ({row.case})" if row.case else row.title
        below = wrapped(about, max(width - _INDENT, _INDENT))
        found += [line, *(" " * _INDENT + text for text in below)]
    return found


def _tally(row: ListedVote) -> str:
    if not row.held:
        return "not held"
    tie = f" +{row.tie_breaker}" if row.yea == row.nay and row.tie_breaker else ""
    return f"{row.yea}-{row.nay}{tie}"


def score_text(document: TradeScoreList, console: Console) -> None:
    """Print members by trade score, the most liberalising first.

    Parameters
    ----------
    document
        Trade scores.
    console
        Where to print.
    """
    votes = document.roll_calls
    rows = [
        (
            str(row.rank),
            row.name,
            row.party,
            row.state,
            f"{row.score:+.2f}",
            f"{row.deviation:.2f}",
            str(row.votes),
        )
        for row in document.members
    ]
    found = table(
        columns("rank", "member<", "party<", "state<", "score", "give or take", "votes"),
        rows,
        f"Trade scores on {votes} vote{'' if votes == 1 else 's'} (positive opens trade)",
    )
    print_table(console, found)


def ideal_text(document: IdealReport, console: Console) -> None:
    """Print ideal points: the fit, each party's middle, and the members at both ends."""
    console.print(document.summary(), soft_wrap=True)
    console.print(f"Fixed by: {document.identification}.", soft_wrap=True)
    placed = [member for member in document.members if member.dim1 is not None]
    places = [(member.party, member.dim1) for member in placed if member.dim1 is not None]
    parties: list[tuple[str, ...]] = []
    for name in dict.fromkeys(member.party for member in placed):
        held = [place for party, place in places if party == name]
        if held:
            parties.append(
                (
                    name,
                    str(len(held)),
                    f"{statistics.median(held):+.2f}",
                    f"{min(held):+.2f}",
                    f"{max(held):+.2f}",
                )
            )
    console.print()
    print_table(
        console, table(columns("party<", "members", "median", "from", "to"), parties, "Parties")
    )
    ends = placed if len(placed) <= 2 * _ENDS else [*placed[:_ENDS], *placed[-_ENDS:]]
    what = "Members" if len(ends) == len(placed) else f"The {_ENDS} members at each end"
    two = ("second", "error") if document.dimensions > 1 else ()
    rows: list[tuple[str, ...]] = []
    for row in ends:
        second = (
            (f"{row.dim2 or 0:+.2f}", f"{row.dim2_se or 0:.2f}") if document.dimensions > 1 else ()
        )
        rows.append(
            (
                row.name,
                row.party,
                row.state,
                str(row.votes),
                f"{row.dim1:+.2f}",
                f"{row.dim1_se:.2f}",
                *second,
            )
        )
    console.print()
    print_table(
        console,
        table(columns("member<", "party<", "state<", "votes", "place", "error", *two), rows, what),
    )
    if len(ends) < len(placed):
        console.print("all members: --csv FILE, --json")


def whip_text(document: WhipCount, console: Console) -> None:
    """Print a whip count: the count against the need, by party, the persuadables."""
    call = document.roll_call
    console.print(f"{call.title or call.id}  ({call.chamber}, {call.date})", soft_wrap=True)
    console.print(f"as of {document.as_of}: {_against_need(document)}", soft_wrap=True)
    console.print(
        f"the motion carries with probability {document.passage_probability:.2f}; the side that "
        f"opens trade ({call.liberalising}) prevails with "
        f"{document.liberalising_side_prevails:.2f}",
        soft_wrap=True,
    )
    if document.caution:
        console.print(document.caution, soft_wrap=True)
    console.print(f"{len(document.members)} may vote: {document.voters}", soft_wrap=True)
    if document.nominate is not None:
        told = document.nominate
        console.print(
            f"with NOMINATE: {told.expected:.0f} ({told.low:.0f} to {told.high:.0f}); {told.leak}"
        )
    parties = [
        (
            party.party,
            str(party.members),
            f"{party.expected:.0f}",
            f"{party.low:.0f} and {party.high:.0f}",
        )
        for party in document.parties
    ]
    console.print()
    print_table(
        console,
        table(
            columns("party<", "members", "Yeas expected", "9 of 10 between"), parties, "By party"
        ),
    )
    rows = [
        (
            str(row.rank),
            str(row.group or ""),
            row.name,
            row.party,
            row.state + (f"-{row.district}" if row.district else ""),
            f"{row.p_yes:.2f}",
            _chance(row.if_yea),
            _chance(row.if_nay),
            _chance(row.word, 3),
            _chance(row.price, 3),
        )
        for row in document.persuadables[:_SHOWN]
    ]
    console.print()
    print_table(
        console,
        table(
            columns(
                "rank",
                "group",
                "member<",
                "party<",
                "state<",
                "p(Yea)",
                "carries if Yea",
                "if Nay",
                "moves it",
                "price",
            ),
            rows,
            "Persuadables, by what a word from them would change",
        ),
    )
    if document.ranking:
        console.print(document.ranking, soft_wrap=True)
    console.print(
        "carries if: chance of passage once the member has voted so, colleagues who follow the "
        "same swing included; moves it: by how much its word is expected to move that chance; "
        "price: expected push to Yea in member-moves, at par",
        soft_wrap=True,
    )


def _chance(value: float | None, places: int = 2) -> str:
    return "" if value is None else f"{value:.{places}f}"


def _against_need(document: WhipCount) -> str:
    """Count against what is needed, in words."""
    count = (
        f"{document.expected:.0f} Yeas expected, {document.low:.0f} to {document.high:.0f} in 9 of "
        f"10; {document.needed} needed if all vote"
    )
    if document.margin is None:
        return count
    over = document.margin
    where = f"{abs(over.expected):.0f} {'short' if over.expected < 0 else 'to spare'}"
    return f"{count}: {where} ({over.low:+.0f} to {over.high:+.0f})"


def backtest_text(document: Backtest, console: Console) -> None:
    """Print a back-test: each vote, the overall scores and the forecasts by hand beside."""
    rows: list[tuple[str, ...]] = []
    for row in document.roll_calls:
        reduction = row.proportional_reduction_in_error
        rows.append(
            (
                row.date,
                row.id,
                str(row.actual),
                f"{row.predicted:.0f}",
                f"{row.low:.0f}-{row.high:.0f}",
                f"{row.passage_probability:.2f}",
                f"{row.accuracy:.2f}",
                f"{row.brier:.3f}",
                "" if reduction is None else f"{reduction:.2f}",
            )
        )
    console.print()
    print_table(
        console,
        table(
            columns(
                "date<",
                "vote<",
                "actual",
                "predicted",
                "5-95 %",
                "carries",
                "right",
                "Brier",
                "PRE",
            ),
            rows,
            "Each vote forecast from the earlier ones",
        ),
    )
    console.print()
    print_table(console, _comparison(document))
    console.print()
    print_table(console, _tallies(document))
    console.print()
    print_table(console, _passage(document))
    console.print()
    print_table(console, _groups(document))
    for cover in document.calibration.coverage:
        console.print(
            f"{cover.interval:.0%} interval: holds {cover.inside} of {cover.votes} tallies "
            f"(chance alone: {cover.band_low:.0%} to {cover.band_high:.0%}), "
            f"{cover.mean_width:.0f} votes wide"
        )


def _gap_text(gap: PairedDifference, places: int = 3) -> str:
    if gap.mean is None:
        return "none"
    form = f"+.{places}f"
    ends = "" if gap.low is None else f" ({gap.low:{form}} to {gap.high:{form}})"
    return f"{gap.mean:{form}}{ends}"


def _reversed(gap: PairedDifference) -> PairedDifference:
    """The same difference with its two sides exchanged."""
    ends = (None if end is None else -end for end in (gap.mean, gap.high, gap.low))
    mean, low, high = ends
    return PairedDifference(mean=mean, low=low, high=high, votes=gap.votes)


def _tallies(document: Backtest) -> Table:
    """Tally and passage beside forecasts by hand that have the spread of their own past errors."""
    rows: list[tuple[str, ...]] = []
    own = document.overall
    rows.append(("the model", f"{own.crps:.1f}", "", f"{own.passage_brier:.3f}", ""))
    for name, entry in document.baselines.items():
        crps, passage = entry.crps_with_past_errors, entry.passage_brier
        gaps = entry.difference
        rows.append(
            (
                "NOMINATE logit (leak)" if name == "nominate_logit" else name.replace("_", " "),
                "none" if crps is None else f"{crps:.1f}",
                _gap_text(gaps["crps_with_past_errors"], 1),
                "none" if passage is None else f"{passage:.3f}",
                _gap_text(gaps["passage_brier"]),
            )
        )
    return table(
        columns("forecast<", "CRPS", "model minus this<", "Brier of passage", "model minus this <"),
        rows,
        "Tally and passage, beside forecasts by hand with the spread of their own past errors",
    )


def _passage(document: Backtest) -> Table:
    """Passage beside the rules that need no members."""
    rows = [
        (
            row.forecast,
            str(row.votes),
            "none" if row.right is None else f"{row.right:.2f}",
            "none" if row.brier.mean is None else f"{row.brier.mean:.3f}",
            "" if row.forecast == "the model" else _gap_text(row.difference),
        )
        for row in document.passage
    ]
    return table(
        columns("forecast<", "votes", "right", "Brier", "model minus this<"),
        rows,
        "Whether the motion carries, beside simple rules",
    )


def _groups(document: Backtest) -> Table:
    """Scores by chamber and by kind."""
    rows = [
        (
            f"{row.by} {row.name}",
            str(row.votes),
            "none" if row.accuracy is None else f"{row.accuracy:.3f}",
            "none" if row.brier is None else f"{row.brier:.3f}",
            "none" if row.log_score is None else f"{row.log_score:.3f}",
            "none" if row.crps is None else f"{row.crps:.1f}",
            f"{row.held_90 * row.votes:.0f}",
        )
        for row in document.groups
        if row.by in ("chamber", "kind")
    ]
    return table(
        columns("by<", "votes", "right", "Brier", "log score", "CRPS", "90 % holds"),
        rows,
        "By chamber and kind",
    )


def _comparison(document: Backtest) -> Table:
    cells: list[tuple[str, ...]] = []
    own = document.overall
    rows: dict[str, tuple[OverallScores | Baseline, str]] = {"the model": (own, "")}
    if document.nominate is not None:
        rows["with NOMINATE (leak)"] = (document.nominate.overall, "")
    if document.covariates is not None:
        beside = document.covariates
        gap = _reversed(beside.difference["brier"])
        rows["with " + ", ".join(beside.names)] = (beside.overall, _gap_text(gap))
    for name, baseline in document.baselines.items():
        told = "NOMINATE logit (leak)" if name == "nominate_logit" else name.replace("_", " ")
        rows[told] = (baseline, _gap_text(baseline.difference["brier"]))
    for name, (entry, minus) in rows.items():
        cells.append(
            (
                name,
                f"{entry.accuracy:.3f}",
                f"{entry.brier:.3f}",
                f"{entry.log_score:.3f}",
                f"{entry.tally_error:.1f}",
                minus,
            )
        )
    return table(
        columns(
            "forecast<", "right", "Brier", "log score", "tally error", "Brier, model minus this<"
        ),
        cells,
        "Over votes, beside forecasts by hand (difference in Brier with its 95 % interval)",
    )
