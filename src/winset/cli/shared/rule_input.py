"""Parts shared by `winset power` and `winset coalitions`: a rule from a case or bare numbers."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from winset.foundation.errors import CaseError, InputError
from winset.foundation.numbers import number_from_text

if TYPE_CHECKING:
    from winset.cases.tables.numbers import TableNumbers
    from winset.cases.tables.sheet import Sheet, SheetRow
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
        help="Votes of each player, or a table (CSV, XLSX) with columns name and weight.",
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
    votes = number_from_text(quota, "--quota")
    if not _is_table(weights):
        words = split_words(weights, "--weights")
        values = [number_from_text(word, "--weights") for word in words]
        _refuse_share_of_votes(quota, votes, values)
        return Rule.weighted(values, quota=votes, names=listed)
    if listed is not None:
        raise InputError("the CSV file already names the players; leave --names out")
    found = named_numbers(weights, "weight")
    _refuse_share_of_votes(quota, votes, list(found.values()))
    with about_table(weights):
        return Rule.weighted(found, quota=votes)


@contextmanager
def about_table(weights: str | None) -> Iterator[None]:
    """Name the table of weights in what is refused about its numbers.

    Parameters
    ----------
    weights
        As typed; nothing is added where it is not the path of a table.
    """
    try:
        yield
    except InputError as error:
        if weights is None or not _is_table(weights) or weights in error.what:
            raise
        raise InputError(f"{weights}: {error.what}", error.right) from None


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


def _is_table(text: str) -> bool:
    """Return whether an option names a file rather than giving numbers."""
    endings = (".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm")
    return text.lower().endswith(endings) or ("," not in text and Path(text).is_file())


def named_numbers(path: str, column: str) -> dict[str, float]:
    """Read numbers by name from a table with the columns `name` and `column`; others are ignored.

    Parameters
    ----------
    path
        A text file or an Excel file. Decimal commas are read, a row that adds up the others is not.
    column
        ``weight``, ``price`` or ``position``. Only a position may be below 0, only a price ``inf``.

    Returns
    -------
    dict
        Finite numbers, whole ones as integers, in the order of the file.

    Raises
    ------
    CaseError
        No such file, no rows, a column missing, a name twice or empty, or a cell that is not a
        number: with file, line and column.
    """
    from winset.cases.tables.numbers import TableNumbers
    from winset.cases.tables.plain import row_of_sums

    sheet = _table(path, column)
    header = _as_read(sheet.rows[0].cells, column)
    missing = [name for name in ("name", column) if name not in header]
    if missing:
        what = f"there is no column {' or '.join(f'`{name}`' for name in missing)}"
        right = f"columns here: {', '.join(cell for cell in sheet.rows[0].cells if cell)}"
        if len([cell for cell in header if cell]) == 1:
            right += "; the first row names the columns, so delete what stands above"
        raise CaseError([sheet.problem(sheet.rows[0], what, right)])
    names, values = header.index("name"), header.index(column)
    numbers = TableNumbers(sheet)
    found: dict[str, float] = {}
    lines: dict[str, int] = {}
    if (sums := row_of_sums(sheet, names)) is not None:
        numbers.problems.append(sums)
    for row in sheet.rows[1:]:
        name, text = row.cell(names), row.cell(values)
        if not name:
            right = "name the player, or delete the row"
            numbers.problems.append(sheet.problem(row, "the field is empty", right, column="name"))
        elif lines.setdefault(name, row.line) != row.line:
            what = f"`{name}` is there twice, first in line {lines[name]}"
            right = "give each player one row"
            numbers.problems.append(sheet.problem(row, what, right, column="name"))
        elif not text:
            what = f"the field of `{name}` is empty"
            problem = sheet.problem(row, what, "write a number", column=header[values])
            numbers.problems.append(problem)
        else:
            found[name] = _in_a_table(numbers, row, text, column)
    if numbers.problems:
        raise CaseError(numbers.problems)
    return found


def _as_read(header: tuple[str, ...], column: str) -> list[str]:
    """Names of the columns; those of a table that `--csv` wrote are known too."""
    names = [cell.casefold() for cell in header]
    if "name" not in names and names.count("player") == 1:
        names[names.index("player")] = "name"
    ending = [name for name in names if name.endswith(f" {column}")]
    if column not in names and len(ending) == 1:
        names[names.index(ending[0])] = column
    return names


def _table(path: str, column: str) -> Sheet:
    from winset.cases.tables.excel import is_excel, sheet_from_excel
    from winset.cases.tables.sheet import Sheet, SheetRow
    from winset.foundation.files import read_text
    from winset.foundation.table_text import text_table

    if is_excel(path):
        return sheet_from_excel(path)
    read = text_table(read_text(path), path, one="player", fill=True)
    read.refuse_twice("name", column)
    rows = (SheetRow(1, read.header), *(SheetRow(line, cells) for line, cells in read.rows))
    return Sheet(path, rows, read.separator)


def _in_a_table(numbers: TableNumbers, row: SheetRow, text: str, column: str) -> float:
    """Return the number in a cell; NaN, and a problem collected, where there is none."""
    if column == "price" and text.casefold() in ("inf", "infinity"):
        return math.inf
    if re.fullmatch(r"[0-9]{1,9}/[0-9]{1,9}", text):
        top, bottom = map(int, text.split("/"))
        if bottom:
            return top / bottom
    least = -math.inf if column == "position" else 0.0
    value = numbers.read(row, text, column, least=least)
    return int(value) if value.is_integer() else value


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
    if _is_table(text):
        found = named_numbers(text, column)
        missing = [name for name in players if name not in found]
        if missing:
            raise InputError(f"{text}: no {column} for {', '.join(missing)}", "give each a row")
        return {name: found[name] for name in players}
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
