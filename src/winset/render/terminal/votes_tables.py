"""Tables of roll calls, trade scores, whip counts and back-tests for the terminal."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, Literal

from winset.reports.roll_calls.backtest_report import PairedDifference

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from winset.reports.roll_calls.backtest_report import Backtest, Baseline, OverallScores
    from winset.reports.roll_calls.ideal_report import IdealReport
    from winset.reports.roll_calls.vote_list_report import ListedVote, TradeScoreList, VoteList
    from winset.reports.roll_calls.whip_report import WhipCount

_SHOWN = 15
_ENDS = 10
_INDENT = 12

__all__ = ["backtest_text", "ideal_text", "list_lines", "score_table", "whip_text"]


def _table(title: str, *columns: str) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for name in columns:
        is_text = name.endswith("<")
        justify: Literal["left", "right"] = "left" if is_text else "right"
        table.add_column(name.rstrip("<"), justify=justify, overflow="fold")
    return table


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
    table = Panel(heading, tuple(rows), left=frozenset({1, 2, 3}))
    head, *lines = [line.plain for line in table.lines(len(rows), width)] or [""]
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


def score_table(document: TradeScoreList) -> Table:
    """Members by trade score, the most liberalising first."""
    votes = document.roll_calls
    table = _table(
        f"Trade scores on {votes} vote{'' if votes == 1 else 's'} (positive opens trade)",
        "rank", "member<", "party<", "state<", "score", "give or take", "votes",
    )  # fmt: skip
    for row in document.members:
        table.add_row(
            str(row.rank), row.name, row.party, row.state,
            f"{row.score:+.2f}", f"{row.deviation:.2f}", str(row.votes),
        )  # fmt: skip
    return table


def ideal_text(document: IdealReport, console: Console) -> None:
    """Print ideal points: the fit, each party's middle, and the members at both ends."""
    console.print(document.summary(), soft_wrap=True)
    console.print(f"Fixed by: {document.identification}.", soft_wrap=True)
    placed = [member for member in document.members if member.dim1 is not None]
    places = [(member.party, member.dim1) for member in placed if member.dim1 is not None]
    parties = _table("Parties", "party<", "members", "median", "from", "to")
    for name in dict.fromkeys(member.party for member in placed):
        held = [place for party, place in places if party == name]
        if held:
            parties.add_row(
                name, str(len(held)), f"{statistics.median(held):+.2f}", f"{min(held):+.2f}",
                f"{max(held):+.2f}",
            )  # fmt: skip
    console.print(parties)
    ends = placed if len(placed) <= 2 * _ENDS else [*placed[:_ENDS], *placed[-_ENDS:]]
    what = "Members" if len(ends) == len(placed) else f"The {_ENDS} members at each end"
    two = ("second", "error") if document.dimensions > 1 else ()
    table = _table(what, "member<", "party<", "state<", "votes", "place", "error", *two)
    for row in ends:
        second = (
            (f"{row.dim2 or 0:+.2f}", f"{row.dim2_se or 0:.2f}") if document.dimensions > 1 else ()
        )
        table.add_row(
            row.name, row.party, row.state, str(row.votes), f"{row.dim1:+.2f}",
            f"{row.dim1_se:.2f}", *second,
        )  # fmt: skip
    console.print(table)
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
    parties = _table("By party", "party<", "members", "Yeas expected", "9 of 10 between")
    for party in document.parties:
        parties.add_row(
            party.party, str(party.members), f"{party.expected:.0f}",
            f"{party.low:.0f} and {party.high:.0f}",
        )  # fmt: skip
    console.print(parties)
    table = _table(
        "Persuadables, by what a word from them would change",
        "rank", "group", "member<", "party<", "state<", "p(Yea)", "carries if Yea", "if Nay",
        "moves it", "price",
    )  # fmt: skip
    for row in document.persuadables[:_SHOWN]:
        table.add_row(
            str(row.rank), str(row.group or ""), row.name, row.party,
            row.state + (f"-{row.district}" if row.district else ""), f"{row.p_yes:.2f}",
            _chance(row.if_yea), _chance(row.if_nay), _chance(row.word, 3), _chance(row.price, 3),
        )  # fmt: skip
    console.print(table)
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
    table = _table(
        "Each vote forecast from the earlier ones",
        "date<", "vote<", "actual", "predicted", "5-95 %", "carries", "right", "Brier", "PRE",
    )  # fmt: skip
    for row in document.roll_calls:
        reduction = row.proportional_reduction_in_error
        table.add_row(
            row.date, row.id, str(row.actual), f"{row.predicted:.0f}",
            f"{row.low:.0f}-{row.high:.0f}", f"{row.passage_probability:.2f}",
            f"{row.accuracy:.2f}", f"{row.brier:.3f}",
            "" if reduction is None else f"{reduction:.2f}",
        )  # fmt: skip
    console.print(table)
    console.print(_comparison(document))
    console.print(_tallies(document))
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
    table = _table(
        "Tally and passage, beside forecasts by hand with the spread of their own past errors",
        "forecast<", "CRPS", "model minus this<", "Brier of passage", "model minus this <",
    )  # fmt: skip
    own = document.overall
    table.add_row("the model", f"{own.crps:.1f}", "", f"{own.passage_brier:.3f}", "")
    for name, entry in document.baselines.items():
        crps, passage = entry.crps_with_past_errors, entry.passage_brier
        gaps = entry.difference
        table.add_row(
            "NOMINATE logit (leak)" if name == "nominate_logit" else name.replace("_", " "),
            "none" if crps is None else f"{crps:.1f}",
            _gap_text(gaps["crps_with_past_errors"], 1),
            "none" if passage is None else f"{passage:.3f}",
            _gap_text(gaps["passage_brier"]),
        )
    return table


def _comparison(document: Backtest) -> Table:
    table = _table(
        "Over votes, beside forecasts by hand (difference in Brier with its 95 % interval)",
        "forecast<", "right", "Brier", "log score", "tally error", "Brier, model minus this<",
    )  # fmt: skip
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
        table.add_row(
            name, f"{entry.accuracy:.3f}", f"{entry.brier:.3f}",
            f"{entry.log_score:.3f}", f"{entry.tally_error:.1f}", minus,
        )  # fmt: skip
    return table
