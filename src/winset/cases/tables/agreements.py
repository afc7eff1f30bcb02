"""Tables of agreements and of the institutions of states: a row an agreement and state, or a year.

Column names may stand in any order and in capitals; commas, semicolons or tabs separate cells, and
Excel files are read too. Columns with other names are passed over.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from winset.cases.tables.excel import read_sheet
from winset.cases.tables.numbers import TableNumbers
from winset.cases.tables.sheet import Sheet, SheetRow
from winset.foundation.calendar import day_range_right, day_right, is_in_range
from winset.foundation.errors import CaseError, Problem
from winset.foundation.spelling import nearest

_NEEDED: Final = ("agreement", "state", "signed", "in_force")
_OF_THE_AGREEMENT: Final = ("signed", "in_force", "ended")
_OF_THE_STATE: Final = ("state_signed", "state_ratified", "state_in_force", "acceded")
_EMPTY: Final = ("", "NA", "N/A")
_MIDNIGHT: Final = re.compile(r"[T ]00:00(:00(\.0+)?)?Z?\Z")
"""Ways in which programs write a day as a point in time."""
_VALUES: Final = {"checks": (1.0, 100.0), "xconst": (1.0, 7.0), "polity2": (-10.0, 10.0)}
_CODES_BELOW: Final = {"checks": 0.0, "xconst": 0.0, "polity2": -10.0}
"""Values below these are codes of the data sets for an interruption or for no value."""


@dataclass(frozen=True)
class Party:
    """One state's days of one agreement; None where none was recorded."""

    state: str
    signed: dt.date | None = None
    ratified: dt.date | None = None
    acceded: dt.date | None = None


@dataclass(frozen=True)
class SignedAgreement:
    """One agreement with its states, late joiners included."""

    id: str
    signed: dt.date
    in_force: dt.date | None
    ended: dt.date | None
    is_unclear: bool
    parties: tuple[Party, ...]


@dataclass(frozen=True)
class AgreementTable:
    """Agreements of a file.

    Parameters
    ----------
    file
        Its name.
    agreements
        In the order of signature.
    left_out
        Agreements whose rows give different days, with the reason.
    record_end
        Last day of signature, ratification, accession or entry in the file.
    rows
        Rows read.
    rows_without_state
        Rows that name no state; they count for the agreement alone.
    """

    file: str
    agreements: tuple[SignedAgreement, ...]
    left_out: Mapping[str, str]
    record_end: dt.date
    rows: int
    rows_without_state: int


@dataclass(frozen=True)
class InstitutionYear:
    """Veto players (1 or more), executive constraint (1 to 7) and Polity (-10 to 10) of a state."""

    checks: float | None = None
    xconst: float | None = None
    polity2: float | None = None


@dataclass
class _Reader:
    """Cells by column name, with problems collected."""

    sheet: Sheet
    places: Mapping[str, int]
    numbers: TableNumbers
    problems: list[Problem] = field(default_factory=list)

    def text(self, row: SheetRow, column: str) -> str:
        found = row.cell(self.places.get(column))
        return "" if found.upper() in _EMPTY else found

    def day(self, row: SheetRow, column: str) -> dt.date | None:
        text = self.text(row, column)
        if not text:
            return None
        try:
            found = dt.date.fromisoformat(_MIDNIGHT.sub("", text))
        except ValueError:
            self.problem(row, column, f"`{text}` is not a day", day_right(text))
            return None
        if not is_in_range(found):
            self.problem(row, column, f"{text} is out of range", day_range_right("the cell empty"))
            return None
        return found

    def yes(self, row: SheetRow, column: str) -> bool:
        text = self.text(row, column).casefold()
        if text not in ("", "false", "true", "0", "1", "no", "yes"):
            self.problem(row, column, f"`{text}` is neither", "write true or false")
        return text in ("true", "1", "yes")

    def number(self, row: SheetRow, column: str) -> float | None:
        text = self.text(row, column)
        value = self.numbers.read(row, text, column) if text else math.nan
        if math.isnan(value) or value < _CODES_BELOW[column]:
            return None
        low, high = _VALUES[column]
        if not low <= value <= high:
            self.problem(row, column, f"{text} is out of range", f"{low:g} to {high:g}")
            return None
        return value

    def problem(self, row: SheetRow, column: str, what: str, right: str) -> None:
        self.problems.append(self.sheet.problem(row, what, right, column=column))

    def finish(self) -> None:
        found = [*self.problems, *self.numbers.problems]
        CaseError.refuse(sorted(found, key=lambda problem: problem.line or 0))


def read_agreements(path: str | Path) -> AgreementTable:
    """Read a table of agreements, a row an agreement and state.

    Parameters
    ----------
    path
        File with the columns agreement, state, signed and in_force, and where there are any ended,
        state_signed, state_ratified, state_in_force, acceded and in_force_unclear. Days are
        written 1994-04-15; an empty cell is a day that was not recorded.

    Returns
    -------
    AgreementTable
        Agreements whose rows agree.

    Raises
    ------
    CaseError
        With line and column of everything that is wrong, and what would be right.
    """
    reader = _reader(Path(path), _NEEDED, "a table of agreements")
    rows: dict[str, list[dict[str, dt.date | None]]] = {}
    parties: dict[str, dict[str, Party]] = {}
    unclear: set[str] = set()
    last: list[dt.date] = []
    stateless = 0
    for row in reader.sheet.rows[1:]:
        name, state = reader.text(row, "agreement"), reader.text(row, "state")
        if not name:
            reader.problem(row, "agreement", "the field is empty", "name the agreement")
            continue
        if not reader.text(row, "signed"):
            reader.problem(row, "signed", "the field is empty", "the day of signature")
            continue
        days = {key: reader.day(row, key) for key in (*_OF_THE_AGREEMENT, *_OF_THE_STATE)}
        last += [day for key, day in days.items() if day is not None and key != "ended"]
        rows.setdefault(name, []).append(days)
        if reader.yes(row, "in_force_unclear"):
            unclear.add(name)
        stateless += not state
        if state:
            party = Party(state, days["state_signed"], days["state_ratified"], days["acceded"])
            parties.setdefault(name, {}).setdefault(state, party)
    if not rows and not reader.problems:
        reader.problem(reader.sheet.rows[0], "", "there are no agreements", "rows below the names")
    reader.finish()
    kept, left_out = [], {}
    for name, held in rows.items():
        differs = [k for k in _OF_THE_AGREEMENT[:2] if len({days[k] for days in held}) > 1]
        signed = held[0]["signed"]
        if differs or signed is None:
            left_out[name] = f"its rows give different days: {', '.join(differs)}"
            continue
        states = tuple(parties.get(name, {}).values())
        first = held[0]
        kept.append(
            SignedAgreement(
                name, signed, first["in_force"], first["ended"], name in unclear, states
            )
        )
    kept.sort(key=lambda one: (one.signed, one.id))
    count = len(reader.sheet.rows) - 1
    return AgreementTable(str(path), tuple(kept), left_out, max(last), count, stateless)


def read_institutions(path: str | Path) -> dict[tuple[str, int], InstitutionYear]:
    """Read a table of institutions, a row a state and year.

    Parameters
    ----------
    path
        File with the columns state and year and one or more of checks (veto players, 1 or more),
        xconst (constraint on the executive, 1 to 7) and polity2 (-10 to 10). Codes below these
        ranges, such as -88, stand for no value, as empty cells do.

    Returns
    -------
    dict
        Values by state and year.

    Raises
    ------
    CaseError
        With line and column of everything that is wrong, and what would be right.
    """
    reader = _reader(Path(path), ("state", "year"), "a table of institutions")
    if not set(_VALUES) & set(reader.places):
        header = reader.sheet.rows[0]
        reader.problem(header, "", "there are no institutions", f"one of {', '.join(_VALUES)}")
    found: dict[tuple[str, int], InstitutionYear] = {}
    for row in reader.sheet.rows[1:]:
        state, year = reader.text(row, "state"), reader.text(row, "year")
        if not state:
            reader.problem(row, "state", "the field is empty", "name the state as in agreements")
            continue
        if not (year.isdecimal() and len(year) == 4):
            reader.problem(row, "year", f"`{year}` is not a year", "four digits, such as 1994")
            continue
        values = {column: reader.number(row, column) for column in _VALUES}
        key = (state, int(year))
        if key in found:
            reader.problem(
                row, "year", f"{state} {year} is there twice", "one row a state and year"
            )
        found[key] = InstitutionYear(**values)
    reader.finish()
    return found


def _reader(path: Path, needed: Sequence[str], noun: str) -> _Reader:
    """Open a file and find its columns."""
    sheet = read_sheet(path)
    header = sheet.rows[0]
    names = [cell.casefold().strip().replace(" ", "_") for cell in header.cells]
    problems = []
    for column in needed:
        if column not in names:
            near = nearest(column, header.cells)
            right = f"is `{near}` meant?" if near else f"the columns of {noun}"
            problems.append(sheet.problem(header, f"there is no column `{column}`", right))
    twice = next((name for name in names if name and names.count(name) > 1), None)
    if twice is not None:
        problems.append(
            sheet.problem(header, "the column is there twice", "one of each", column=twice)
        )
    CaseError.refuse(problems)
    reader = _Reader(sheet, {name: place for place, name in enumerate(names)}, TableNumbers(sheet))
    for row in sheet.rows[1:]:
        if len(row.cells) > len(names):
            what = f"{len(row.cells)} cells in a table of {len(names)} columns"
            reader.problem(row, "", what, "quote a cell that holds the separator")
    reader.finish()
    return reader
