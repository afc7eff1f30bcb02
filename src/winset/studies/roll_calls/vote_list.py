"""The library of trade votes and the members' trade scores as documents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import numpy as np

from winset.foundation.errors import InputError
from winset.reports.roll_calls.vote_list_report import TradeScoreList, VoteList
from winset.votes.quota import has_carried
from winset.votes.readers.covariates import Covariates
from winset.votes.readers.identity import party_switches, shared_seats
from winset.votes.records import VoteTable


def vote_list(table: VoteTable, *, chamber: str | None = None) -> VoteList:
    """List trade votes with side, stage, tally, party split, and the casebook's case, if any.

    Parameters
    ----------
    table
        All votes.
    chamber
        Only this chamber.

    Returns
    -------
    VoteList
        Roll calls by date; ``party_switches`` and ``new_members`` stand with the first roll call
        that shows them.

    Raises
    ------
    InputError
        If the table has no vote of the chamber.
    """
    chosen = _of_chamber(table, chamber)
    cases = _cases_by_vote()
    switched, entered = _switches(chosen), _entries(chosen)
    rows = []
    for column, call in enumerate(chosen.roll_calls):
        yeas, nays = chosen.tally(column)
        seats = int(chosen.listed[:, column].sum())
        rows.append(
            {
                "key": call.key,
                "date": call.date.isoformat(),
                "chamber": call.chamber,
                "yea": yeas,
                "nay": nays,
                "carried": has_carried(call, yeas, nays, seats) if yeas + nays else None,
                "held": bool(yeas + nays),
                "title": call.title,
                "kind": call.kind,
                "stage": call.stage,
                "requires": call.requires,
                "liberalising": call.liberalising,
                "president_side": call.president_side,
                "tie_breaker": call.tie_breaker,
                "congress": call.congress,
                "bill": call.bill,
                "listed": seats,
                "parties": {
                    name: {"yea": yes, "nay": no}
                    for name, (yes, no) in chosen.party_tally(column).items()
                },
                "case": _case_of(cases.get((call.chamber, yeas, nays), ()), call.date),
                "party_switches": switched.get(column, []),
                "new_members": entered.get(column, []),
            }
        )
    return VoteList.model_validate({"roll_calls": rows, "notes": list(table.notes)})


def _switches(table: VoteTable) -> dict[int, list[dict[str, Any]]]:
    """Changes of party by the column that first shows them."""
    found: dict[int, list[dict[str, Any]]] = {}
    for switch in party_switches(table):
        row = table.row(switch.member)
        column = next(
            at
            for at in np.flatnonzero(table.listed[row])
            if table.roll_calls[at].date == switch.seen
            and table.party_names[table.party[row, at]] == switch.after
        )
        found.setdefault(int(column), []).append(
            {"member": switch.member, "name": switch.name, "from": switch.before,
             "to": switch.after}
        )  # fmt: skip
    return found


def _entries(table: VoteTable) -> dict[int, list[dict[str, Any]]]:
    """Members who took over a seat within a Congress, by the first column that lists them."""
    found: dict[int, list[dict[str, Any]]] = {}
    for seat in shared_seats(table):
        of_congress = [
            at
            for at, call in enumerate(table.roll_calls)
            if (call.congress, call.chamber) == (seat.congress, seat.chamber)
        ]
        first = {m: next(at for at in of_congress if table.listed[table.row(m), at])
                 for m in seat.members}  # fmt: skip
        for member, column in first.items():
            if column > min(first.values()):
                found.setdefault(column, []).append(
                    {"member": member, "state": seat.state, "district": seat.district}
                )
    return found


def _of_chamber(table: VoteTable, chamber: str | None) -> VoteTable:
    if chamber is None:
        return table
    chosen = table.chamber(chamber)
    if not chosen.roll_calls:
        names = ", ".join(sorted({call.chamber for call in table.roll_calls}))
        raise InputError(f"there is no vote of the chamber `{chamber}`", f"one of {names}")
    return chosen.trimmed()


def _cases_by_vote() -> dict[tuple[str, int, int], list[tuple[dt.date, str]]]:
    """Day of the decision and casebook id, by chamber and tally of the outcome it records."""
    from winset.casebook import case_head, case_ids
    from winset.cases.model.case import Outcome

    found: dict[tuple[str, int, int], list[tuple[dt.date, str]]] = {}
    for name in case_ids():
        outcome = case_head(name).outcome
        if not isinstance(outcome, Outcome):
            continue
        for chamber, tally in outcome.tally.items():
            vote = (str(chamber), int(tally[0]), int(tally[1]))
            found.setdefault(vote, []).append((outcome.date, name))
    return found


def _case_of(decided: Sequence[tuple[dt.date, str]], day: dt.date) -> str | None:
    """Return the case that was decided on the day of a vote or within two years after it."""
    near = [(day_of_end, name) for day_of_end, name in decided if day <= day_of_end]
    end, name = min(near, default=(dt.date.max, None))
    return name if end - day <= dt.timedelta(days=730) else None


def score_list(
    table: VoteTable,
    *,
    chamber: str | None = None,
    as_of: dt.date | None = None,
    covariates: Covariates | None = None,
    nominate: bool = False,
) -> TradeScoreList:
    """Score members on trade.

    Parameters
    ----------
    table
        All votes.
    chamber
        Only members who sat in this chamber, scored on all votes.
    as_of
        Only votes dated before this day.
    covariates
        Numbers of members or districts that help to place who has few votes.
    nominate
        Use the file's NOMINATE scores so too; they are estimated from whole careers.

    Raises
    ------
    InputError
        If no vote is left, or there are no NOMINATE scores to use.
    """
    from winset.votes.forecast.nominate import nominate_scores
    from winset.votes.trade_scores import trade_scores

    cut = table if as_of is None else table.before(as_of).trimmed()
    if not cut.roll_calls or not cut.members:
        raise InputError("no vote is left to score members on", "a later --as-of date")
    known = {} if covariates is None else covariates.of(cut)
    if nominate:
        known |= nominate_scores(cut)
    scores = trade_scores(cut, covariates=known)
    chosen = _of_chamber(cut, chamber)
    wanted = {member.id for member in chosen.members}
    order = [i for i in np.argsort(-scores.score, kind="stable") if cut.members[i].id in wanted]
    document: dict[str, Any] = {
        "as_of": as_of.isoformat() if as_of else None,
        "roll_calls": len(cut.roll_calls),
        "covariates": list(known),
        "identification": "positive opens trade: every vote is coded with its liberalising side; "
        "mean 0 and standard deviation 1 over all members; equal discrimination of votes",
        "members": [
            {
                "rank": rank + 1,
                "id": cut.members[i].id,
                "name": cut.members[i].name,
                "party": cut.members[i].party,
                "state": cut.members[i].state,
                "score": float(scores.score[i]),
                "deviation": float(scores.deviation[i]),
                "votes": int(scores.votes[i]),
                "support": float(scores.support[i]),
                "nominate_dim1": _nominate(cut, int(i)),
            }
            for rank, i in enumerate(order)
        ],
    }
    return TradeScoreList.model_validate(document)


def _nominate(table: VoteTable, row: int) -> float | None:
    """Last NOMINATE score that came with the member's votes."""
    if table.scores is None:
        return None
    known = table.scores[row, :, 0]
    known = known[~np.isnan(known)]
    return float(known[-1]) if known.size else None
