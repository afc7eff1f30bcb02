"""Knowledge of a vote the day before: the table, cut."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from winset.foundation.errors import InputError
from winset.votes.records import VoteTable


def known_before(table: VoteTable, key: str, as_of: dt.date | None = None) -> VoteTable:
    """Return what was known the day before: earlier votes, and the vote without its casts.

    Parameters
    ----------
    table
        All votes.
    key
        The vote to forecast; it becomes the last column.
    as_of
        Only votes held strictly before this day are kept, and only those before the vote itself.
        Default: the day of the vote.

    Returns
    -------
    VoteTable
        Built from nothing later. Where the vote lists no members, those of the last earlier roll
        call of its chamber are taken.

    Raises
    ------
    InputError
        If no member of the chamber is known before that day.
    """
    target = table.column(key)
    call = table.roll_calls[target]
    day = call.date if as_of is None else min(as_of, call.date)
    was_held = (table.casts != 0).any(axis=0)
    early = [i for i, other in enumerate(table.roll_calls) if other.date < day and was_held[i]]
    known = table.select([*early, target])
    listed, party, record = known.listed.copy(), known.party.copy(), known.record.copy()
    if not listed[:, -1].any():
        last = [
            i
            for i in range(len(early))
            if known.roll_calls[i].chamber == call.chamber and listed[:, i].any()
        ]
        if not last:
            raise InputError(
                f"{key}: no members are known for the {call.chamber} before {day}",
                "list them with the vote, or name a later day",
            )
        for array in (listed, party, record):
            array[:, -1] = array[:, last[-1]]
    casts = known.casts.copy()
    casts[:, -1] = 0
    scores = None if known.scores is None else known.scores
    blank = replace(call, yea=None, nay=None, present=None, not_voting=None, result="")
    if was_held[target]:  # that there was a tie, and who broke it, was not known
        blank = replace(blank, tie_breaker=None)
    return replace(
        known,
        roll_calls=(*known.roll_calls[:-1], blank),
        casts=casts,
        listed=listed,
        party=party,
        record=record,
        scores=scores,
        notes=(),
    ).trimmed()
