"""A vote that has not been held: described by a row of CSV or a few lines of YAML."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import numpy as np

from winset.foundation.errors import CaseError, InputError, Problem
from winset.votes.csv_rows import file_text
from winset.votes.read_trade import parse_roll_calls, read_roll_call_rows
from winset.votes.records import RollCall, VoteTable

__all__ = ["read_upcoming", "with_upcoming"]


def read_upcoming(path: Path) -> list[RollCall]:
    """Read votes to come.

    Parameters
    ----------
    path
        CSV with the columns of ``trade_rollcalls.csv``, or YAML: one mapping with these names, or a
        list of them. Needed: vote_key, date, chamber, pro_trade_vote.

    Raises
    ------
    CaseError
        As `winset.votes.read_trade.read_roll_call_rows`; or if the YAML is no mapping.
    """
    if path.suffix not in (".yaml", ".yml"):
        return read_roll_call_rows(path)
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        found = YAML(typ="safe").load(file_text(path))
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = None if mark is None else mark.line + 1
        what = str(getattr(error, "problem", None) or "no YAML")
        raise CaseError([Problem(what, file=str(path), line=line)]) from None
    rows = found if isinstance(found, list) else [found]
    if not rows or not all(isinstance(row, dict) for row in rows):
        raise CaseError(
            [Problem("no mapping", "vote_key: ..., date: ..., chamber: ...", file=str(path))]
        )
    names = list(dict.fromkeys(str(name) for row in rows for name in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, names)
    writer.writeheader()
    writer.writerows([{str(k): v for k, v in row.items()} for row in rows])
    return parse_roll_calls(text.getvalue(), str(path))


def with_upcoming(table: VoteTable, call: RollCall) -> VoteTable:
    """Return the table with one more roll call, on which nobody has voted.

    Raises
    ------
    InputError
        If the table has a roll call of this key.
    """
    if any(other.key == call.key for other in table.roll_calls):
        raise InputError(f"the data hold a roll call `{call.key}` already", "give it another key")
    at = sum(other.date <= call.date for other in table.roll_calls)
    scores = table.scores
    return replace(
        table,
        roll_calls=(*table.roll_calls[:at], call, *table.roll_calls[at:]),
        casts=np.insert(table.casts, at, 0, axis=1),
        listed=np.insert(table.listed, at, False, axis=1),
        party=np.insert(table.party, at, -1, axis=1),
        record=np.insert(table.record, at, -1, axis=1),
        scores=None if scores is None else np.insert(scores, at, np.nan, axis=1),
    )
