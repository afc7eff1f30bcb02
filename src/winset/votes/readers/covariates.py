"""Facts about members' districts, such as import exposure, for a forecast to use."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from winset.foundation.errors import InputError
from winset.votes.readers.csv_rows import CsvFile, CsvRow, read_csv
from winset.votes.records import VoteTable

_MISSING = ("", "na", "nan", ".")
_FIRST_YEAR = 3
"""Districts drawn after the census of 1990 are those of the members of 1993 to 2002."""
_AT_LARGE = ("", "0", "00", "AL")


@dataclass(frozen=True)
class Covariates:
    """Numbers by member, or by district and decade.

    Parameters
    ----------
    names
        Columns that are used.
    by_member
        Values by member id.
    by_district
        Values by state, district and the census after which it was drawn (None: of all).
    """

    names: tuple[str, ...]
    by_member: Mapping[str, tuple[float, ...]]
    by_district: Mapping[tuple[str, str, int | None], tuple[float, ...]]

    def of(self, known: VoteTable) -> dict[str, dict[str, float]]:
        """Values of the members of a table, by name and member id, as `forecast_vote` takes them.

        Parameters
        ----------
        known
            What is known of the vote. A member has the district it last sat for.
        """
        found: dict[str, dict[str, float]] = {name: {} for name in self.names}
        for row, member in enumerate(known.members):
            seen = np.flatnonzero(known.listed[row])
            if not seen.size:
                continue
            last = known.people[known.record[row, seen[-1]]]
            year = known.roll_calls[int(seen[-1])].date.year
            decade = (year - _FIRST_YEAR) // 10 * 10
            place = (last.state, _district(last.district))
            values = self.by_member.get(member.id) or self.by_district.get((*place, decade))
            values = values or self.by_district.get((*place, None)) or ()
            for name, value in zip(self.names, values, strict=False):
                if not math.isnan(value):
                    found[name][member.id] = value
        return found


def read_covariates(path: Path, names: tuple[str, ...]) -> Covariates:
    """Read numbers of members or of their districts.

    Parameters
    ----------
    path
        CSV with a column ``member`` (an id as in the votes), or ``state`` and ``district`` (or
        ``dist``); with ``decade`` a row is for the districts drawn after that census: 1 or 1990 for
        those of 1993 to 2002, 2 or 2000 for those of 2003 to 2012. A row whose district or decade
        is NA is passed over.
    names
        Columns to use, one at least. An empty field or NA counts as missing.

    Returns
    -------
    Covariates

    Raises
    ------
    CaseError
        If a column is missing or a value is not a number, with file, line and column.
    InputError
        If no column is named, or two rows are of the same member or district.
    """
    if not names:
        raise InputError(f"{path}: which column?", f"{path}:COLUMN, such as exposure.csv:x")
    file = read_csv(path)
    for name in names:
        file.need(name)
    of_member = next((c for c in ("member", "bioguide_id", "id") if c in file.index), None)
    if of_member is None:
        file.need("state")
        file.need("district", "dist")
    members: dict[str, tuple[float, ...]] = {}
    districts: dict[tuple[str, str, int | None], tuple[float, ...]] = {}
    for row in file.rows():
        values = tuple(_number(row, name) for name in names)
        if of_member is not None:
            _once(row, of_member, row.get(of_member) in members)
            members[row.get(of_member)] = values
            continue
        if any(row.get(c).casefold() in ("na", "nan") for c in ("district", "dist", "decade")):
            continue  # a row that names no place
        key = (row.get("state"), _district(row.get("district", "dist")), _decade(file, row))
        _once(row, "state", key in districts)
        districts[key] = values
    return Covariates(names, members, districts)


def _once(row: CsvRow, column: str, is_known: bool) -> None:
    if is_known:
        raise row.wrong(column, "stands twice", "one row each, or a column `decade`")


def _district(text: str) -> str:
    """District as a number without leading zeros; at large is 1, as in the clerks' lists."""
    bare = text.strip().upper()
    return "1" if bare in _AT_LARGE else bare.lstrip("0")


def _decade(file: CsvFile, row: CsvRow) -> int | None:
    if "decade" not in file.index:
        return None
    text = row.get("decade")
    if not text.isdecimal() or not (1 <= int(text) <= 9 or 1780 <= int(text) <= 2100):
        raise row.wrong("decade", f"`{text}` is not a decade", "1 or 1990 for the 1990s")
    number = int(text)
    return 1980 + 10 * number if number < 10 else number // 10 * 10


def _number(row: CsvRow, name: str) -> float:
    text = row.get(name)
    if text.casefold() in _MISSING:
        return math.nan
    try:
        value = float(text)
    except ValueError:
        has_comma = text.count(",") == 1 and text.replace(",", "").lstrip("+-").isdecimal()
        raise row.wrong(
            name,
            f"`{text}` is not a number",
            f"write {text.replace(',', '.')}" if has_comma else "a number, or empty",
        ) from None
    if not math.isfinite(value):
        raise row.wrong(name, f"`{text}` is not a number", "a number, or empty")
    return value
