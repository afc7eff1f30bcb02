"""Whip count of a chamber from a case's own members: the game's answer in the form of `whip`."""

from __future__ import annotations

from typing import Any

from winset.foundation.errors import InputError
from winset.foundation.spelling import meant
from winset.reports.domestic.report import Report
from winset.reports.domestic.report_tables import MemberRow
from winset.reports.roll_calls.whip_report import CaseWhip, ranked


def case_whip(report: Report, chamber: str | None = None) -> CaseWhip:
    """Count a chamber member by member, campaigns and prices of the case included.

    Answers: how far is this bill from its quota in the chamber, who is persuadable, and at what
    price, if the case has the right of it?

    Parameters
    ----------
    report
        Report of a case whose chamber real members fill.
    chamber
        Its name; may be left out where only one is filled, else the first is taken.

    Returns
    -------
    CaseWhip
        As ``winset votes whip``: members by id with ``p_yes`` (share of draws in which the
        member supports the bill unpaid), ``p_forecast`` (what roll calls alone say), ``price``
        (expected price of neutrality in member-moves; None if the member cannot be bought) and
        ``p_pivotal``; persuadables, distribution, interval. All members count as voting.

    Raises
    ------
    InputError
        If no real members fill the chamber.
    """
    named = dict.fromkeys(row.chamber for row in report.members if row.member is not None)
    if not named:
        raise InputError(
            f"{report.case}: no chamber has real members",
            "give roll-call data, for a case with `chambers`",
        )
    place = next(iter(named)) if chamber is None else chamber
    if place not in named:
        raise InputError(
            f"no real members fill the `{place}`", meant(place, named, noun="chambers")
        )
    votes = report.votes[place]
    rows = [_member(row) for row in report.members if row.chamber == place]
    rows.sort(key=lambda row: str(row["id"]))
    shares = report.distributions.votes[place]
    document: dict[str, Any] = {
        "seed": report.seed,
        "draws": report.draws,
        "model": "case",
        "roll_call": {
            "id": report.case,
            "title": f"{report.title} ({place})",
            "date": report.outcome.date if report.outcome else None,
            "chamber": place,
            "kind": "case",
            "stage": "passage",
            "requires": f"{votes.quota} of {votes.of}",
            "liberalising": "Yea",
            "president_side": None,
        },
        "as_of": None,
        "needed": votes.quota,
        "expected": votes.expected,
        "low": votes.low,
        "high": votes.high,
        "passage_probability": sum(s.share for s in shares if s.votes >= votes.quota),
        "liberalising_side_prevails": sum(s.share for s in shares if s.votes >= votes.quota),
        "members_voting": float(votes.members),
        "declared": 0,
        "members": rows,
        "persuadables": ranked(rows),
        "distribution": [{"yeas": s.votes, "share": s.share} for s in shares],
        "shock_multiples": [],
        "used": [],
        "assumptions": [
            "p_yes is the share of draws in which the member supports the bill unpaid, p_forecast "
            "what roll calls alone say; every member counts as voting",
            "expected, low, high and the distribution count the vote of the vote model, once both "
            "sides have spent what they have",
            *report.assumptions,
        ],
    }
    return CaseWhip.model_validate(document)


def _member(row: MemberRow) -> dict[str, Any]:
    return {
        "id": row.member or f"{row.actor}-{row.rank}",
        "name": row.name or row.actor,
        "party": row.party or "",
        "state": row.state or "",
        "district": row.district or "",
        "bloc": row.actor,
        "p_yes": row.p_supports,
        "p_votes": 1.0,
        "p_forecast": row.p_yes,
        "p_pivotal": row.p_pivotal or 0.0,
        "price": row.expected_price,
    }
