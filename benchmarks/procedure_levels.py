"""Levels of the parties by procedure, from all roll calls: the table the forecast of a vote uses.

    python benchmarks/procedure_levels.py ALL_ROLL_CALLS TRADE_LIST [--to 2004-12-31] [--out FILE]

ALL_ROLL_CALLS has one row a roll call with chamber, session, roll, date, category, requires, bill,
question, result and yea_R, nay_R, yea_D, nay_D, yea_other, nay_other, plain or gzipped. The votes
of TRADE_LIST (chamber, session, roll) are left out, so that none of them has a part in its own
forecast. Without --out the table is printed; the one in use is
``src/winset/votes/forecast/procedure_levels.csv``, made from the votes of 1989 to 2004.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import re
import statistics
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scipy.stats import norm

_ONE_SIDED: Final = 0.9
_LEAST_VOTES: Final = 20
"""Votes each party must have cast."""
_SHRUNK: Final = 5
"""Trade votes that weigh as much as all other votes of the procedure together."""
_LEAST_PAIRS: Final = 100
_USUAL_SLOPE: Final = 0.7
"""Share of the level on passage that stays where fewer pairs of votes than that show it."""
_LEAST_CONTESTED: Final = 10
_WITHOUT_LEVELS: Final = ("amendment", "table")
"""Whose motion it is decides how the parties vote, and the index does not tell it."""

_TRADE = re.compile(
    r"\btrade\b|tariff|\bimport|\bexport|customs|nafta|fast.track|\bwto\b|most.favored|"
    r"nondiscriminatory|\bdut(y|ies)\b|uruguay|caribbean basin|andean|african growth|free trade|"
    r"jackson|vanik|sanction|buy.america|steel|textile|currency|adjustment assistance",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"federal trade commission|controlled import|organ|drug|important|patent|trade center|"
    r"importance|heavy duty|active duty|off-duty|duty status|firearm|estate|trade name|first duty|"
    r"foreign operations|food, agri",
    re.IGNORECASE,
)
_MAJORITIES: Final = {
    "house": (("1989-01-03", "D"), ("1995-01-04", "R"), ("2007-01-04", "D")),
    "senate": (
        ("1989-01-03", "D"), ("1995-01-04", "R"), ("2001-06-06", "D"), ("2003-01-07", "R"),
        ("2007-01-04", "D"),
    ),
}  # fmt: skip
_NEED: Final = {"2/3": 2 / 3, "3/5": 3 / 5}


@dataclass(frozen=True)
class Vote:
    """One roll call: levels are probits of the shares of Yeas of the majority and minority."""

    chamber: str
    procedure: str
    bill: str
    date: str
    majority: float
    minority: float
    is_trade: bool
    is_one_sided: bool
    carries: bool
    level: float


def main() -> None:
    """Print or write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("all_roll_calls", type=Path)
    parser.add_argument("trade_list", type=Path)
    parser.add_argument("--to", default="2004-12-31")
    parser.add_argument("--out", type=Path)
    told = parser.parse_args()
    found = list(votes(told.all_roll_calls, told.trade_list, told.to))
    text = table(found)
    if told.out is None:
        print(text, end="")
        levels = [vote.level for vote in found if vote.is_one_sided and vote.chamber == "house"]
        print(
            f"{len(levels)} one-sided House votes: level {statistics.mean(levels):.2f}, standard "
            f"deviation {statistics.pstdev(levels):.2f}"
        )
    else:
        told.out.write_text(text, encoding="utf-8")


def votes(path: Path, trade_list: Path, last: str) -> Iterator[Vote]:
    """Yield the roll calls on which both parties voted, without those of the list."""
    with trade_list.open(encoding="utf-8-sig", newline="") as file:
        listed = {(r["chamber"], r["session"], r["roll"]) for r in csv.DictReader(file)}
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"))):
        if row["date"] > last or (row["chamber"], row["session"], row["roll"]) in listed:
            continue
        procedure = procedure_of(row)
        shares = _shares(row)
        if procedure and shares:
            yield _vote(row, procedure, *shares)


def procedure_of(row: dict[str, str]) -> str:
    """Name of the procedure, empty for others than those of the table."""
    words, category = row["question"].casefold(), row["category"]
    if "disapprov" in words and category in ("passage", "unknown", "procedural"):
        return "privileged" if "table" not in words and "recommit" not in words else ""
    if category in ("passage", "procedural", "unknown"):
        if "previous question" in words:
            return ""
        if re.search(
            r"providing for (the )?(further )?consideration|relating to the consid", words
        ):
            return "rule" if "table" not in words else ""
        if "table" in words:
            return "table"
        if "conference report" in words:
            return "conference"
        if "suspend the rules" in words:
            return "suspension"
        return "passage" if category == "passage" else ""
    usual = ("recommit", "cloture", "treaty", "veto-override", "amendment")
    return "suspension" if category == "passage-suspension" else category * (category in usual)


def _shares(row: dict[str, str]) -> tuple[float, float] | None:
    """Level of the majority and of the minority; None where either hardly voted."""
    dates = _MAJORITIES[row["chamber"].casefold()]
    majority = [party for since, party in dates if since <= row["date"]][-1]
    found = []
    for party in (majority, "D" if majority == "R" else "R"):
        yea, nay = int(row[f"yea_{party}"]), int(row[f"nay_{party}"])
        if yea + nay < _LEAST_VOTES:
            return None
        found.append(float(norm.ppf((yea + 0.5) / (yea + nay + 1))))
    return found[0], found[1]


def _vote(row: dict[str, str], procedure: str, majority: float, minority: float) -> Vote:
    yeas, nays = (
        sum(int(row[f"{side}_{party}"]) for party in ("R", "D", "other")) for side in ("yea", "nay")
    )
    words = row["question"]
    need = _NEED.get(row["requires"])
    carries = yeas > nays if need is None else yeas >= need * (yeas + nays)
    is_trade = bool(_TRADE.search(words)) and not _OTHER.search(words)
    bill = re.sub(r"[^a-z0-9]", "", row["bill"].casefold())
    named = re.search(
        r"\b(h\.? ?r\.?|s\.?|h\.? ?j\.? ?res\.?|s\.? ?j\.? ?res\.?)\s*(\d+)",
        words.split("onsideration of")[-1] if procedure == "rule" else words,
        re.IGNORECASE,
    )
    if row["chamber"] == "House" and named is not None:
        bill = re.sub(r"[^a-z]", "", named[1].casefold()) + named[2]
    return Vote(
        row["chamber"].casefold(), procedure, f"{row['congress']} {bill}", row["date"], majority,
        minority, is_trade, yeas >= _ONE_SIDED * (yeas + nays), carries,
        float(norm.ppf((yeas + 0.5) / (yeas + nays + 1))),
    )  # fmt: skip


def table(found: list[Vote]) -> str:
    """CSV of the levels by chamber and procedure."""
    groups: dict[tuple[str, str], list[Vote]] = defaultdict(list)
    for vote in found:
        groups[vote.chamber, vote.procedure].append(vote)
    text = io.StringIO()
    names = ("chamber", "procedure", "roll_calls", "trade", "one_sided", "carries", "majority",
             "minority", "slope", "pairs")  # fmt: skip
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    for (chamber, procedure), here in sorted(groups.items()):
        contested = [vote for vote in here if not vote.is_one_sided]
        slope, pairs = _slope(groups[chamber, "passage"], here, procedure)
        levels = ("", "", "", "")
        if len(contested) >= _LEAST_CONTESTED and procedure not in _WITHOUT_LEVELS:
            means = (f"{_level(contested, role):.2f}" for role in ("majority", "minority"))
            levels = (
                f"{statistics.mean(v.carries for v in contested):.3f}",
                *means,
                f"{slope:.2f}",
            )
        writer.writerow(
            (
                chamber, procedure, len(here), sum(vote.is_trade for vote in here),
                f"{1 - len(contested) / len(here):.3f}", *levels, pairs,
            )
        )  # fmt: skip
    return text.getvalue()


def _level(contested: list[Vote], role: str) -> float:
    """Mean level on contested votes: trade votes, drawn to all votes by five of those."""
    everything = [getattr(vote, role) for vote in contested]
    trade = [getattr(vote, role) for vote in contested if vote.is_trade]
    return (sum(trade) + _SHRUNK * statistics.mean(everything)) / (len(trade) + _SHRUNK)


def _slope(passages: list[Vote], here: list[Vote], procedure: str) -> tuple[float, int]:
    """Slope of the parties' levels on their levels on the passage of the same bill, and pairs."""
    if procedure in ("passage", "conference", "privileged"):
        return 1.0, 0
    last = {vote.bill: vote for vote in sorted(passages, key=lambda vote: vote.date)}
    pairs = [
        (last[vote.bill], vote) for vote in here if vote.bill in last and vote.bill.split()[1:]
    ]
    if len(pairs) < _LEAST_PAIRS:
        return _USUAL_SLOPE, len(pairs)
    slopes = []
    for role in ("majority", "minority"):
        x, y = ([getattr(pair[at], role) for pair in pairs] for at in (0, 1))
        slopes.append(statistics.linear_regression(x, y).slope)
    return abs(statistics.mean(slopes)), len(pairs)


if __name__ == "__main__":
    main()
