"""A table of actors as other programs write it, as a case."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from winset.cases.file.read import load_text
from winset.cases.file.yaml_text import block_lines
from winset.cases.model.case import Case
from winset.cases.tables.actors_table import ActorsTable, actors_table_from_text
from winset.cases.tables.excel import is_excel, sheet_from_excel
from winset.cases.tables.gaps import filled
from winset.cases.tables.read import actor_table_from_rows, actor_table_from_text
from winset.cases.tables.sheet import Sheet, SheetRow, sheet_from_text
from winset.cases.tables.to_case import case_from_table
from winset.foundation.errors import CaseError, InputError, Problem
from winset.foundation.files import read_text, write_text
from winset.foundation.spelling import kebab


class ImportedCase(NamedTuple):
    """A case made from a table.

    Parameters
    ----------
    case
        The case, as it was written.
    layout
        How the table was read: ``columns``, ``long``, ``ktab``, ``ktab-xml``, ``decide``, or
        ``case-fields`` for columns named by the fields of a case.
    assumptions
        What the table did not say, one sentence each; they stand in the file too.
    """

    case: Case
    layout: str
    assumptions: tuple[str, ...]


def import_table(
    table: str | Path,
    to: str | Path,
    *,
    page: str | None = None,
    ends: tuple[float, float] | None = None,
    title: str | None = None,
    force: bool = False,
) -> ImportedCase:
    """Read a table of actors as other programs write it into a case.

    Parameters
    ----------
    table
        CSV, TSV or XLSX; name, position, salience and capability in any order and scale, in the
        layouts of KTAB (also its XML), DECIDE and Bueno de Mesquita, or columns named by the
        fields of a case, such as ``seats.house``.
    to
        File to write, ending in .yaml; its name becomes the id.
    page
        Page of an Excel file. Default: the first.
    ends
        Ends of the axes where the table does not state them.
    title
        Title of the case. Default: that of the table.
    force
        Whether an existing file is overwritten.

    Returns
    -------
    ImportedCase
        The case, the layout, and what was assumed.

    Raises
    ------
    CaseError
        If the table cannot be read or cells are wrong, with line and column of each.
    InputError
        If the file to write exists or has another ending.
    """
    path = Path(to)
    if path.suffix not in (".yaml", ".yml"):
        raise InputError(f"{path}: a case file ends in .yaml", f"write {path.with_suffix('.yaml')}")
    if (path.exists() or path.is_symlink()) and not force:
        raise InputError(f"{path} exists", "choose another name, or overwrite it with --force")
    text, layout, assumptions = _text(table, kebab(path.stem), page, ends, title)
    case = load_text(text, str(path)).case
    assert isinstance(case, Case)  # noqa: S101 - only domestic cases are made here
    write_text(path, text)
    return ImportedCase(case, layout, assumptions)


def _text(
    table: str | Path,
    case_id: str,
    page: str | None,
    ends: tuple[float, float] | None,
    title: str | None,
) -> tuple[str, str, tuple[str, ...]]:
    name = str(table)
    if is_excel(table):
        sheet: Sheet | None = sheet_from_excel(table, page)
        plain = ""
    else:
        if page is not None:
            raise InputError(f"{name}: only an Excel file has pages", "leave out --sheet")
        plain = read_text(table)
        sheet = None if plain.lstrip("\ufeff \n").startswith("<") else sheet_from_text(plain, name)
    if sheet is not None and _has_seats(sheet):
        return _case_fields(sheet, case_id, title)
    said: tuple[str, ...] = ()
    if sheet is None:
        found = actor_table_from_text(plain, name, ends=ends)
    else:
        sheet, said = filled(sheet)
        found = actor_table_from_rows(sheet, ends=ends)
    found = replace(found, assumptions=(*said, *found.assumptions))
    imported = case_from_table(found, case_id, title)
    return "\n".join(block_lines(imported.data)) + "\n", found.layout, imported.assumptions


def _has_seats(sheet: Sheet) -> bool:
    return any(cell.startswith("seats.") for cell in sheet.rows[0].cells)


def _case_fields(sheet: Sheet, case_id: str, title: str | None) -> tuple[str, str, tuple[str, ...]]:
    """A table with seats: chambers by their seats, each deciding by majority."""
    chambers = [c.removeprefix("seats.") for c in sheet.rows[0].cells if c.startswith("seats.")]
    read = actors_table_from_text(_as_csv(sheet), sheet.name, chambers)
    seats = {chamber: _seats(read, chamber) for chamber in chambers}
    empty = next((chamber for chamber, filled in seats.items() if not filled), None)
    if empty is not None:
        what = f"nobody sits in the {empty}"
        raise CaseError([Problem(what, "give seats", f"seats.{empty}", sheet.name, 1)])
    rule = {"all": [{"chamber": c, "quota": n // 2 + 1, "of": n} for c, n in seats.items()]}
    said = (
        *read.assumptions,
        "Rule: a majority of the seats in the table, in each chamber.",
        "The first axis is voted on, from a status quo of 0.4 to a proposal of 0.7, the others are "
        "reasons. Replace what is not so.",
    )
    data: dict[str, Any] = {
        "winset": 1,
        "id": case_id,
        "title": title or case_id.replace("-", " ").capitalize(),
        "summary": f"Made from the table {Path(sheet.name).name}.",
        "issues": read.issues,
        "rule": rule,
        "actors": read.actors,
        "sources": {"table": {"text": f"Table of actors, {Path(sheet.name).name}."}},
        "evidence": [
            {
                "id": "table",
                "claim": "The numbers of the actors are those of the table.",
                "source": "table",
                "about": ["issues", "actors"],
            }
        ],
        "notes": list(said),
    }
    return "\n".join(block_lines(data)) + "\n", "case-fields", said


def _seats(read: ActorsTable, chamber: str) -> int:
    return sum(int(actor.get("seats", {}).get(chamber, 0)) for actor in read.actors.values())


def _as_csv(sheet: Sheet) -> str:
    """The rows again as CSV, each on its own line of the file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    line = 1
    for row in _padded(sheet.rows):
        out.write("\n" * (row.line - line))
        writer.writerow(row.cells)
        line = row.line + 1
    return out.getvalue()


def _padded(rows: tuple[SheetRow, ...]) -> list[SheetRow]:
    width = len(rows[0].cells)
    return [SheetRow(r.line, r.cells + ("",) * (width - len(r.cells))) for r in rows]
