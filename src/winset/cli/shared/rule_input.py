"""Parts shared by `winset power` and `winset coalitions`: a rule from a case or bare numbers."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from winset.foundation.errors import InputError
from winset.foundation.numbers import number_from_text

if TYPE_CHECKING:
    from winset.games.rule import Rule

CaseArgument = Annotated[
    str | None, typer.Argument(metavar="[CASE]", help="Casebook id or path of a case file.")
]
QuotaOption = Annotated[
    str | None, typer.Option("--quota", metavar="Q", help="Votes needed, instead of a case.")
]
WeightsOption = Annotated[
    str | None,
    typer.Option(
        "--weights",
        metavar="A,B,C",
        help="Votes of each player, or a table (CSV) with columns name and weight.",
    ),
]
NamesOption = Annotated[
    str | None, typer.Option("--names", metavar="X,Y,Z", help="Names of the players; else 1, 2, 3.")
]
CsvOption = Annotated[
    Path | None,
    typer.Option("--csv", metavar="FILE", help="Also write the table as CSV, whole or not at all."),
]
SeedOption = Annotated[
    int, typer.Option("--seed", help="Accepted by every verb; nothing here is random.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")]


def asked_rule(case: str | None, quota: str | None, weights: str | None, names: str | None) -> Rule:
    """Return the rule of a case, or of bare numbers.

    Parameters
    ----------
    case
        Casebook id or path.
    quota, weights, names
        As typed: a number, numbers or the path of a CSV file, words.

    Raises
    ------
    InputError
        Both or neither given, a number that is none, or a rule without meaning.
    """
    if case is not None:
        if quota is not None or weights is not None or names is not None:
            raise InputError("give a case, or --quota and --weights, not both")
        return _rule_of_case(case)
    if quota is None or weights is None:
        raise InputError("give a case, or both --quota and --weights")
    from winset.games.rule import Rule

    listed = split_words(names, "--names") if names is not None else None
    values, found = _weights(weights)
    if found is not None and listed is not None:
        raise InputError("the CSV file already names the players; leave --names out")
    votes = number_from_text(quota, "--quota")
    _refuse_share_of_votes(quota, votes, values)
    return Rule.weighted(values, quota=votes, names=listed or found)


def _refuse_share_of_votes(text: str, quota: float, weights: list[float]) -> None:
    """Refuse a quota such as 2/3 where every weight is a whole number of votes."""
    if not 0.0 < quota < 1.0 or any(w != int(w) for w in weights) or not sum(weights):
        return
    total = int(sum(weights))
    # A share of one half means more than half; others are reached by that share itself.
    needed = total // 2 + 1 if quota == 0.5 else math.ceil(quota * total - 1e-9)
    raise InputError(
        f"--quota {text}: the quota is in votes, and no weight is below one vote",
        f"for that share of {total} votes write --quota {needed}",
    )


def _rule_of_case(case: str) -> Rule:
    from winset.casebook import read_domestic_case
    from winset.translate import rule_of

    return rule_of(read_domestic_case(case))


def _weights(text: str) -> tuple[list[float], list[str] | None]:
    if text.lower().endswith((".csv", ".tsv", ".txt")):
        rows = table(text, ("name", "weight"))
        return [number_from_text(row["weight"], f"{text}, weight") for row in rows], [
            row["name"] for row in rows
        ]
    return [number_from_text(word, "--weights") for word in split_words(text, "--weights")], None


def table(path: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """Read a table with these columns from a CSV file; others are ignored.

    Decimal commas are read where the cells are separated by something else.

    Raises
    ------
    InputError
        No such file, no rows, or a column missing.
    """
    from winset.foundation.files import read_text
    from winset.foundation.table_text import text_table

    read = text_table(read_text(path), path, one="player", fill=True)
    read.refuse_twice(*columns)
    missing = [name for name in columns if name not in read.header]
    if missing:
        message = f"{path}: there is no column {' or '.join(missing)}"
        raise InputError(message, f"columns here: {', '.join(read.header)}")
    cells = {name: read.column(name) for name in columns}
    if read.separator != ",":
        for name in columns[1:]:
            cells[name] = [_DECIMAL_COMMA.sub(r"\1.\2", cell) for cell in cells[name]]
    return [dict(zip(columns, row, strict=True)) for row in zip(*cells.values(), strict=True)]


_DECIMAL_COMMA = re.compile(r"\A([-+]?[0-9]*),([0-9]+)\Z")


def split_words(text: str, option: str) -> list[str]:
    """Split a comma-separated option; empty words are an error.

    Raises
    ------
    InputError
        An empty word.
    """
    words = [word.strip() for word in text.split(",")]
    if not all(words):
        message = f"{option} {text!r}: an empty entry between commas"
        raise InputError(message)
    return words


def asked_numbers(text: str, option: str, players: tuple[str, ...], column: str) -> Any:
    """Return numbers for the players: a list as typed, or by name from a CSV file.

    Raises
    ------
    InputError
        A number that is none, or a file without the columns.
    """
    if text.lower().endswith((".csv", ".tsv", ".txt")):
        rows = table(text, ("name", column))
        wanted = {row["name"]: row[column] for row in rows if row["name"] in players}
        return {name: _amount(value, f"{text}, {column}", column) for name, value in wanted.items()}
    return [_amount(word, option, column) for word in split_words(text, option)]


def _amount(text: str, what: str, column: str) -> float:
    """Return a number; the price of a player that cannot be had is infinite."""
    if column == "price" and text.lower() in ("inf", "infinity"):
        return math.inf
    return number_from_text(text, what)


def write_csv(path: Path, header: list[str], rows: list[list[Any]]) -> None:
    """Write a table as CSV, whole or not at all.

    Raises
    ------
    InputError
        If it cannot be written.
    """
    from winset.foundation.csv_text import csv_text
    from winset.foundation.files import write_text

    write_text(path, csv_text(header, rows))
