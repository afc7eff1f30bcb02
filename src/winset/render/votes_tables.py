"""Tables of roll calls, trade scores, whip counts and back-tests for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

__all__ = ["backtest_text", "list_table", "score_table", "whip_text"]


def _table(title: str, *columns: str) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for name in columns:
        is_text = name.endswith("<")
        table.add_column(name.rstrip("<"), justify="left" if is_text else "right")
    return table


def list_table(document: dict[str, Any]) -> Table:
    """Trade votes, one a row."""
    table = _table("Trade votes", "date<", "key<", "what<", "stage<", "opens<", "yea-nay", "case<")
    for row in document["roll_calls"]:
        tally = f"{row['yea']}-{row['nay']}" if row["held"] else "not held"
        if row["held"] and row["yea"] == row["nay"] and row["tie_breaker"]:
            tally += f" +{row['tie_breaker']}"
        table.add_row(
            row["date"], row["id"], row["title"], row["stage"], row["liberalising"] or "",
            tally, row["case"] or "",
        )  # fmt: skip
    return table


def score_table(document: dict[str, Any]) -> Table:
    """Members by trade score, the most liberalising first."""
    votes = document["roll_calls"]
    table = _table(
        f"Trade scores on {votes} vote{'' if votes == 1 else 's'} (positive opens trade)",
        "rank", "member<", "party<", "state<", "score", "give or take", "votes",
    )  # fmt: skip
    for row in document["members"]:
        table.add_row(
            str(row["rank"]), row["name"], row["party"], row["state"],
            f"{row['score']:+.2f}", f"{row['deviation']:.2f}", str(row["votes"]),
        )  # fmt: skip
    return table


def whip_text(document: dict[str, Any], console: Console, most: int = 15) -> None:
    """Print a whip count: the tally, how sure, and the persuadables."""
    call = document["roll_call"]
    console.print(f"{call['title'] or call['id']}  ({call['chamber']}, {call['date']})")
    console.print(
        f"as of {document['as_of']}: {document['expected']:.0f} Yeas expected, "
        f"{document['low']:.0f} to {document['high']:.0f} in 9 of 10; "
        f"{document['needed']} needed if all vote"
    )
    console.print(
        f"the motion carries with probability {document['passage_probability']:.2f}; the side that "
        f"opens trade ({call['liberalising']}) prevails with "
        f"{document['liberalising_side_prevails']:.2f}"
    )
    console.print(f"{len(document['members'])} may vote: {document['voters']}", soft_wrap=True)
    if "nominate" in document:
        told = document["nominate"]
        console.print(
            f"with NOMINATE: {told['expected']:.0f} ({told['low']:.0f} to {told['high']:.0f}); "
            f"{told['leak']}"
        )
    table = _table(
        "Persuadables, by the chance of holding the decisive seat",
        "rank", "member<", "party<", "state<", "district", "p(Yea)", "p(decisive)", "price",
    )  # fmt: skip
    for row in document["persuadables"][:most]:
        table.add_row(
            str(row["rank"]), row["name"], row["party"], row["state"], row["district"],
            f"{row['p_yes']:.2f}", f"{row['p_pivotal']:.4f}", f"{row['price']:.3f}",
        )  # fmt: skip
    console.print(table)
    console.print("price: expected push to Yea in member-moves, at par")


def backtest_text(document: dict[str, Any], console: Console) -> None:
    """Print a back-test: each vote, the overall scores and the forecasts by hand beside."""
    table = _table(
        "Each vote forecast from the earlier ones",
        "date<", "vote<", "actual", "predicted", "5-95 %", "carries", "right", "Brier", "PRE",
    )  # fmt: skip
    for row in document["roll_calls"]:
        reduction = row["proportional_reduction_in_error"]
        table.add_row(
            row["date"], row["id"], str(row["actual"]), f"{row['predicted']:.0f}",
            f"{row['low']:.0f}-{row['high']:.0f}", f"{row['passage_probability']:.2f}",
            f"{row['accuracy']:.2f}", f"{row['brier']:.3f}",
            "" if reduction is None else f"{reduction:.2f}",
        )  # fmt: skip
    console.print(table)
    console.print(_comparison(document))
    console.print(_tallies(document))
    for row in document["calibration"]["coverage"]:
        console.print(
            f"{row['interval']:.0%} interval: holds {row['inside']} of {row['votes']} tallies "
            f"(chance alone: {row['band_low']:.0%} to {row['band_high']:.0%}), "
            f"{row['mean_width']:.0f} votes wide"
        )


def _gap_text(gap: dict[str, Any], places: int = 3) -> str:
    if gap["mean"] is None:
        return "none"
    form = f"+.{places}f"
    ends = "" if gap["low"] is None else f" ({gap['low']:{form}} to {gap['high']:{form}})"
    return f"{gap['mean']:{form}}{ends}"


def _tallies(document: dict[str, Any]) -> Table:
    """Tally and passage beside forecasts by hand that have the spread of their own past errors."""
    table = _table(
        "Tally and passage, beside forecasts by hand with the spread of their own past errors",
        "forecast<", "CRPS", "model minus this<", "Brier of passage", "model minus this <",
    )  # fmt: skip
    own = document["overall"]
    table.add_row("the model", f"{own['crps']:.1f}", "", f"{own['passage_brier']:.3f}", "")
    for name, entry in document["baselines"].items():
        crps, passage = entry["crps_with_past_errors"], entry["passage_brier"]
        gaps = entry["difference"]
        table.add_row(
            "NOMINATE logit (leak)" if name == "nominate_logit" else name.replace("_", " "),
            "none" if crps is None else f"{crps:.1f}",
            _gap_text(gaps["crps_with_past_errors"], 1),
            "none" if passage is None else f"{passage:.3f}",
            _gap_text(gaps["passage_brier"]),
        )
    return table


def _comparison(document: dict[str, Any]) -> Table:
    table = _table(
        "Over votes, beside forecasts by hand (difference in Brier with its 95 % interval)",
        "forecast<", "right", "Brier", "log score", "tally error", "Brier, model minus this<",
    )  # fmt: skip
    own = document["overall"]
    rows = {"the model": (own, "")}
    if "nominate" in document:
        rows["with NOMINATE (leak)"] = (document["nominate"]["overall"], "")
    if "covariates" in document:
        beside = document["covariates"]
        gap = beside["difference"]["brier"]
        minus = {name: None if gap[name] is None else -gap[name] for name in ("low", "high")}
        ends = {"mean": -gap["mean"], "low": minus["high"], "high": minus["low"]}
        rows["with " + ", ".join(beside["names"])] = (beside["overall"], _gap_text(ends))
    for name, entry in document["baselines"].items():
        told = "NOMINATE logit (leak)" if name == "nominate_logit" else name.replace("_", " ")
        rows[told] = (entry, _gap_text(entry["difference"]["brier"]))
    for name, (entry, gap) in rows.items():
        table.add_row(
            name, f"{entry['accuracy']:.3f}", f"{entry['brier']:.3f}",
            f"{entry['log_score']:.3f}", f"{entry['tally_error']:.1f}", gap,
        )  # fmt: skip
    return table
