"""Reading a table of actors in whichever layout it is."""

from __future__ import annotations

from pathlib import Path

from winset.cases.tables.actor_table import ActorTable
from winset.cases.tables.decide import decide_table, is_decide
from winset.cases.tables.excel import is_excel, sheet_from_excel
from winset.cases.tables.ktab import is_ktab, ktab_table
from winset.cases.tables.ktab_xml import ktab_xml_table
from winset.cases.tables.plain import plain_table
from winset.cases.tables.sheet import Sheet, sheet_from_text
from winset.foundation.files import read_text


def read_actor_table(path: str | Path, *, ends: tuple[float, float] | None = None) -> ActorTable:
    """Read a table of actors: name, position, salience, capability.

    Parameters
    ----------
    path
        A text file in UTF-8 of at most 5 MB: columns in any order under a row of names, separated
        by commas, semicolons or tabs; KTAB's comma separated or XML form; DECIDE's lines. Or the
        first page of an Excel file.
    ends
        Ends of the axes where the layout does not state them; default: from the positions.

    Returns
    -------
    ActorTable
        The table, with a note of everything that had to be assumed.

    Raises
    ------
    CaseError
        If the file cannot be read or cells are wrong, with line and column of each.
    """
    if is_excel(path):
        return actor_table_from_rows(sheet_from_excel(path), ends=ends)
    return actor_table_from_text(read_text(path), str(path), ends=ends)


def actor_table_from_text(
    text: str, name: str, *, ends: tuple[float, float] | None = None
) -> ActorTable:
    r"""Read a table of actors from a text.

    Parameters
    ----------
    text
        The table.
    name
        What messages call it.
    ends
        As for `read_actor_table`.

    Returns
    -------
    ActorTable
        The table.

    Raises
    ------
    CaseError
        As `read_actor_table`.

    Examples
    --------
    >>> text = "Actor\tx\tc\ts\nFrance\t10\t0.16\t0.6\nDenmark\t4\t.05\t1\n"
    >>> table = actor_table_from_text(text, "emission.txt")
    >>> [(actor.name, stance.position, stance.salience) for actor, stance in table.on("position")]
    [('France', 10.0, 0.6), ('Denmark', 4.0, 1.0)]
    """
    plain = text.removeprefix("\ufeff")
    if plain.lstrip().startswith("<"):
        return ktab_xml_table(plain.lstrip(), name)
    return actor_table_from_rows(sheet_from_text(plain, name), ends=ends)


def actor_table_from_rows(sheet: Sheet, *, ends: tuple[float, float] | None = None) -> ActorTable:
    """Read a table of actors from rows of cells, wherever they come from.

    Parameters
    ----------
    sheet
        The rows.
    ends
        As for `read_actor_table`.

    Returns
    -------
    ActorTable
        The table.

    Raises
    ------
    CaseError
        As `read_actor_table`.
    """
    if is_decide(sheet):
        return decide_table(sheet)
    if is_ktab(sheet):
        return ktab_table(sheet)
    return plain_table(sheet, ends=ends)
