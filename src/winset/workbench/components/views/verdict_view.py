"""View of the verdict card: a report, or a glance at one."""

from __future__ import annotations

from typing import Any, Final

from winset.cases.model.case import Outcome
from winset.reports.domestic.bill_parts import VotesRead
from winset.reports.domestic.glance_parts import Glance
from winset.reports.domestic.report import Report
from winset.reports.domestic.report_prose import VERDICTS, amount_text, chamber_name, percent_text
from winset.reports.report_parts import Interval
from winset.workbench.components.glossary import GLOSSARY
from winset.workbench.library.cards import outcome_words

_SIGNS: Final = {"passes": "✓", "fails": "✕", "withdrawn": "↩", "stalls": "…"}
_CAUTION: Final = (
    "The chance follows from the coded numbers and the coefficients; it is not a calibrated "
    "forecast."
)
_UNIT: Final = {
    "name": "Member-move",
    "text": "member-moves",
    "meaning": GLOSSARY["Member-move"],
}
_MONEY: Final = (
    ("price", "Price", "price"),
    ("budget", "Budget", "budget"),
    ("fund", "Opponents' fund", "opposition_fund"),
)


def verdict_view(
    report: Report | Glance,
    before: Report | Glance | None = None,
    *,
    outcome: Outcome | None = None,
    pending: bool = False,
) -> dict[str, Any]:
    """Verdict, probability, votes and money of a report as plain data.

    Parameters
    ----------
    report
        Report or glance.
    before
        What it is compared with, such as the case as saved.
    outcome
        What happened, if it is coded.
    pending
        Whether the mark is still being moved, so that nothing is to be spoken yet.
    """
    probability = report.passage_probability
    votes = [_chamber(name, read) for name, read in report.votes.items()]
    text = percent_text(probability)
    verdict = report.verdict.capitalize()
    view: dict[str, Any] = {
        "word": report.verdict,
        "verdict": verdict,
        "sign": _SIGNS[report.verdict],
        "reason": f"{report.verdict_reason[:1].upper()}{report.verdict_reason[1:]}.",
        "pending": pending,
        "probability": {
            "text": text,
            "value": probability,
            "detail": f"± {100 * report.passage_probability_se:.1f} points, {report.draws} draws",
            "stages": _stages(report),
        },
        "votes": votes,
        "money": _money(report),
        "gist": "; ".join(f"{v['name']} {v['gist']}" for v in votes),
        "record": None if outcome is None else outcome_words(outcome.verdict, outcome.tally),
        "caution": _CAUTION,
        "unit": _UNIT,
        "before": None,
        "spoken": f"Probability of passage {text}, most often {verdict.lower()}. "
        + ". ".join(str(v["spoken"]) for v in votes),
    }
    if before is not None:
        view["before"] = {
            "probability": before.passage_probability,
            "text": before_text(before),
        }
    return view


def before_text(report: Report | Glance) -> str:
    """Verdict and probability that a change is measured against, in words."""
    verdict = VERDICTS[report.verdict].removeprefix("is ")
    return f"as saved {percent_text(report.passage_probability)}, {verdict}"


def _stages(report: Report | Glance) -> str:
    """Return whether it comes to a vote, and passes if it does."""
    found = report.probabilities
    text = f"comes to a vote in {percent_text(found.comes_to_a_vote)}"
    if found.passes_if_it_does is not None:
        text += f", passes in {percent_text(found.passes_if_it_does)} of those"
    return text


def _chamber(name: str, read: VotesRead) -> dict[str, Any]:
    """Votes expected in a chamber against the quota, and what the budget could secure."""
    title = chamber_name(name)
    of = max(read.of, 1)
    expected = f"{read.expected:.0f} of {read.quota} needed"
    gap = f"{read.short} short" if read.short > 0 else f"{-read.short} to spare"
    return {
        "chamber": name,
        "name": title,
        "why": f"votes.{name}",
        "share": read.expected / of,
        "low": read.low / of,
        "high": read.high / of,
        "quota": read.quota / of,
        "short": read.quota - read.expected,
        "gist": expected,
        "headline": expected,
        "detail": f"{read.low:.0f} to {read.high:.0f} in nine of ten draws; {read.unpaid} gain "
        f"unpaid, {read.robust} secured against opponents who move last ({gap})",
        "spoken": f"{title}: {read.expected:.0f} votes expected of {read.quota} needed",
    }


def _money(report: Report | Glance) -> dict[str, Any]:
    amounts: dict[str, Interval | float | None] = {
        name: getattr(report, field) for name, _, field in _MONEY
    }
    likely = {name: _likely(amount) for name, amount in amounts.items()}
    most = max([value for value in likely.values() if value is not None], default=0.0) or 1.0
    rows = [
        {
            "name": name,
            "label": label,
            "why": name,
            "text": amount_text(likely[name], missing="none"),
            "share": (likely[name] or 0.0) / most,
        }
        for name, label, _ in _MONEY
    ]
    price, budget = likely["price"], likely["budget"]
    headline = "cannot be bought"
    if price is not None and budget is not None:
        gap = amount_text(abs(budget - price))
        headline = f"{gap} to spare" if budget >= price else f"{gap} short"
    return {"headline": headline, "rows": rows}


def _likely(amount: Interval | float | None) -> float | None:
    return amount.likely if isinstance(amount, Interval) else amount
