"""The numbers a reader looks for first, and the parameter block, ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from winset.render.marks import MARK_MEANINGS, mark_of, symbol_of
from winset.reports.domestic.bill_parts import DeadlockCoalition, Probabilities, VotesRead
from winset.reports.domestic.report import Report
from winset.reports.domestic.report_prose import VERDICTS, amount_text, chamber_name, percent_text
from winset.reports.quantities import derivation
from winset.reports.report_parts import Interval


@dataclass(frozen=True)
class NumberCard:
    """One number: its name, value, mark, what belongs beside it and how it comes about."""

    name: str
    value: str
    detail: str
    symbol: str
    meaning: str
    why: str
    strong: bool = False


def _card(
    name: str,
    value: str,
    why: str,
    of: tuple[type[BaseModel], str],
    *,
    detail: str = "",
    strong: bool = False,
) -> NumberCard:
    meaning = MARK_MEANINGS[mark_of(*of)]
    return NumberCard(name, value, detail, symbol_of(*of), meaning, derivation(why), strong)


def cards_of(report: Report) -> list[NumberCard]:
    """Key numbers: probabilities, verdict, price, budget, fund, votes of each chamber, cohesion.

    Parameters
    ----------
    report
        Report of `winset analyze`.
    """
    error = f"± {100 * report.passage_probability_se:.1f} points (standard error)"
    found = report.probabilities
    verdict = VERDICTS[report.verdict].removeprefix("is ")
    share = percent_text(report.verdict_shares.get(report.verdict, 0.0))
    held = found.passes_if_it_does
    cards = [
        _card("Probability of passage", percent_text(report.passage_probability), "probability",
              (Report, "passage_probability"), detail=error, strong=True),
        _card("Comes to a vote", percent_text(found.comes_to_a_vote), "probability",
              (Probabilities, "comes_to_a_vote"),
              detail="" if held is None else f"and passes in {percent_text(held)} of those"),
        _card("Verdict", report.verdict.capitalize(), "verdict", (Report, "verdict"),
              detail=f"most often, in {share} of the draws: {verdict}", strong=True),
        _amount("Price of ratification", "price", report.price),
        _amount("Budget of the supporters", "budget", report.budget),
        _amount("Opponents' fund", "fund", report.opposition_fund),
    ]  # fmt: skip
    for chamber, read in report.votes.items():
        gap = f"{read.short} short" if read.short > 0 else f"{-read.short} to spare"
        name = chamber_name(chamber)
        span = f"of {read.quota} needed; 5 % to 95 %: {read.low:.0f} to {read.high:.0f}"
        cards += [
            _card(f"Votes, {name}", f"{read.expected:.0f}", "votes", (VotesRead, "expected"),
                  detail=span),
            _card(f"Votes secured, {name}", str(read.robust), "votes", (VotesRead, "robust"),
                  detail=f"against opponents who move last; {gap}"),
        ]  # fmt: skip
    coalition = report.deadlock_coalition
    detail = "nobody spends against the bill"
    if coalition.cohesion is not None:
        detail = "part of their capacity that joined"
    if coalition.cohesion_reasons is not None:
        detail += f"; likeness of their reasons {amount_text(coalition.cohesion_reasons)}"
    cards.append(
        _card("Cohesion of the deadlock coalition", amount_text(coalition.cohesion), "deadlock",
              (DeadlockCoalition, "cohesion"),
              detail=detail)
    )  # fmt: skip
    return cards


def _amount(name: str, why: str, interval: Interval) -> NumberCard:
    if interval.likely is None:
        reason = interval.reason or ""
        return _card(name, "none", why, (Interval, "likely"), detail=reason)
    high = amount_text(interval.high, missing="unbounded")
    detail = f"member-moves; 5 % to 95 %: {amount_text(interval.low)} to {high}"
    return _card(name, amount_text(interval.likely), why, (Interval, "likely"), detail=detail)


def parameter_rows(report: Report) -> list[tuple[str, str, str]]:
    """Name, value and reason of each parameter, those in groups by their dotted name.

    Parameters
    ----------
    report
        Report of `winset analyze`.
    """
    block = dict(report.parameters)
    reasons = block.pop("rationale", None) or {}
    rows = []
    for name, value in _flat("", block):
        why = reasons.get(name) or reasons.get(name.split(".")[0]) or ""
        rows.append((name, value, str(why)))
    return rows


def _flat(prefix: str, value: Any) -> list[tuple[str, str]]:
    if not isinstance(value, dict):
        return [(prefix, amount_text(value) if isinstance(value, float) else str(value))]
    if {"low", "likely", "high"} <= value.keys():
        low, likely, high = (amount_text(value[end]) for end in ("low", "likely", "high"))
        text = likely if low == high else f"{likely} ({low} to {high})"
        source = value.get("source")
        return [(prefix, f"{text}; {source}" if source else text)]
    return [
        row
        for key, item in value.items()
        for row in _flat(f"{prefix}.{key}" if prefix else str(key), item)
    ]
