"""The library of trade votes and the members' trade scores as documents."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np

from winset.foundation.errors import InputError
from winset.votes.covariates import Covariates
from winset.votes.identity import party_switches, shared_seats
from winset.votes.quota import has_carried
from winset.votes.records import VoteTable

__all__ = ["score_list", "vote_list"]


def vote_list(table: VoteTable, *, chamber: str | None = None) -> dict[str, Any]:
    """List trade votes with side, stage, tally, party split, and the casebook's case, if any.

    Parameters
    ----------
    table
        All votes.
    chamber
        Only this chamber.

    Raises
    ------
    InputError
        If the table has no vote of the chamber.
    """
    chosen = _of_chamber(table, chamber)
    cases = _cases_by_vote()
    rows = []
    for column, call in enumerate(chosen.roll_calls):
        yeas, nays = chosen.tally(column)
        seats = int(chosen.listed[:, column].sum())
        rows.append(
            {
                "id": call.key,
                "date": call.date.isoformat(),
                "chamber": call.chamber,
                "title": call.title,
                "kind": call.kind,
                "stage": call.stage,
                "requires": call.requires,
                "liberalising": call.liberalising,
                "president_side": call.president_side,
                "held": bool(yeas + nays),
                "yea": yeas,
                "nay": nays,
                "tie_breaker": call.tie_breaker,
                "carried": has_carried(call, yeas, nays, seats) if yeas + nays else None,
                "parties": {
                    name: {"yea": yes, "nay": no}
                    for name, (yes, no) in chosen.party_tally(column).items()
                },
                "case": cases.get((call.date.isoformat(), call.chamber, yeas, nays)),
            }
        )
    return {
        "schema": "winset/votes-list/1",
        "roll_calls": rows,
        "party_switches": [
            {"member": s.member, "name": s.name, "from": s.before, "to": s.after,
             "first_seen": s.seen.isoformat()}
            for s in party_switches(chosen)
        ],
        "shared_seats": [
            {"congress": s.congress, "chamber": s.chamber, "state": s.state,
             "district": s.district, "members": list(s.members)}
            for s in shared_seats(chosen)
        ],
        "notes": list(table.notes),
    }  # fmt: skip


def _of_chamber(table: VoteTable, chamber: str | None) -> VoteTable:
    if chamber is None:
        return table
    chosen = table.chamber(chamber)
    if not chosen.roll_calls:
        names = ", ".join(sorted({call.chamber for call in table.roll_calls}))
        raise InputError(f"there is no vote of the chamber `{chamber}`", f"one of {names}")
    return chosen.trimmed()


def _cases_by_vote() -> dict[tuple[str, str, int, int], str]:
    """Casebook id by day, chamber and tally of the outcome it records."""
    from winset.casebook import case_head, case_ids
    from winset.cases.model import Outcome

    found = {}
    for name in case_ids():
        outcome = case_head(name).outcome
        if not isinstance(outcome, Outcome):
            continue
        for chamber, tally in outcome.tally.items():
            found[str(outcome.date), str(chamber), int(tally[0]), int(tally[1])] = name
    return found


def score_list(
    table: VoteTable,
    *,
    chamber: str | None = None,
    as_of: dt.date | None = None,
    covariates: Covariates | None = None,
    nominate: bool = False,
) -> dict[str, Any]:
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
    from winset.votes.nominate import nominate_scores
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
    return {
        "schema": "winset/votes-scores/1",
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


def _nominate(table: VoteTable, row: int) -> float | None:
    """Last NOMINATE score that came with the member's votes."""
    if table.scores is None:
        return None
    known = table.scores[row, :, 0]
    known = known[~np.isnan(known)]
    return float(known[-1]) if known.size else None
