"""A vote that has not been held: described by a row of CSV or a few lines of YAML."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

import numpy as np

from winset.foundation.errors import CaseError, InputError, Problem
from winset.votes.readers.csv_rows import file_text
from winset.votes.readers.read_trade import parse_roll_calls, read_roll_call_rows
from winset.votes.records import RollCall, VoteTable

_FIELDS: Final = (
    "vote_key", "key", "date", "chamber", "pro_trade_vote", "liberalising", "tag", "kind", "label",
    "title", "category", "stage", "requires", "congress", "session", "roll", "number", "bill",
    "question", "president", "president_party", "tie_breaker", "vice_president", "source",
)  # fmt: skip
"""Fields of a vote to come, in small letters."""
_NEAR: Final = 0.8
"""Share of letters from which a field counts as a slip of another."""


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
        As `winset.votes.readers.read_trade.read_roll_call_rows`; or if the YAML is not a mapping,
        a field of it is a slip of a known one, or a value is more than a word or line.
    """
    if path.suffix not in (".yaml", ".yml"):
        return read_roll_call_rows(path)
    return _of_yaml(path)


def _of_yaml(path: Path) -> list[RollCall]:
    """Roll calls of a YAML file; what is wrong with a field is reported with its line."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        found = YAML().load(file_text(path))  # keeps the lines
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise CaseError.of(
            str(getattr(error, "problem", None) or "no YAML"),
            "lines such as `kind: fta`",
            file=str(path),
            line=None if mark is None else mark.line + 1,
        ) from None
    rows = found if isinstance(found, list) else [found]
    if not rows or not all(isinstance(row, dict) for row in rows):
        raise CaseError.of("no mapping", "vote_key: ..., date: ..., chamber: ...", file=str(path))
    for row in rows:
        _check_fields(row, path)
    names = list(dict.fromkeys(str(name) for row in rows for name in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows([{str(k): v for k, v in row.items()} for row in rows])
    try:
        return parse_roll_calls(text.getvalue(), str(path))
    except CaseError as error:
        raise CaseError([_in_yaml(problem, rows) for problem in error.problems]) from None


def _check_fields(row: Any, path: Path) -> None:
    """Refuse a field that is a slip of a known one, and a value that is more than a word or line.

    Other fields are passed over, as other columns are.
    """
    for name, value in row.items():
        line = row.lc.key(name)[0] + 1
        word = str(name).casefold()
        near = get_close_matches(word, _FIELDS, n=1, cutoff=_NEAR)
        if word not in _FIELDS and near:
            raise CaseError.of(
                "there is no such field",
                f"did you mean `{near[0]}`?",
                path=str(name),
                file=str(path),
                line=line,
            )
        if isinstance(value, list | dict) or "\n" in str(value).strip():
            raise CaseError.of(
                "holds more than one value",
                "one word or line",
                path=str(name),
                file=str(path),
                line=line,
            )


def _in_yaml(problem: Problem, rows: Sequence[Any]) -> Problem:
    """Move a problem from the line of a table to the line of the field in the YAML file."""
    row = rows[max(problem.line or 2, 2) - 2]
    name = next((each for each in row if str(each).casefold() == problem.path), None)
    line = row.lc.line if name is None else row.lc.key(name)[0]
    return replace(problem, line=line + 1, column=None)


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
