"""Tables of a document or result as files: CSV and Excel for other programs, LaTeX for papers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from winset.foundation.csv_text import harmless
from winset.foundation.errors import InputError
from winset.foundation.extras import how_to_install
from winset.foundation.face import Face
from winset.foundation.files import write_bytes
from winset.foundation.spelling import meant

if TYPE_CHECKING:
    import pandas as pd


_ON_A_PAGE: Final = 60
"""Rows of a table that fits on a page of a paper."""
_WIDE_TEXT: Final = 40
"""Characters from which on a column of a LaTeX table breaks its lines."""
_SHEET_NAME: Final = 31
"""Longest name of a sheet in Excel."""

_ESCAPES: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "{": r"\{",
        "}": r"\}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        "\n": " ",
        "\r": " ",
    }
)


def table_csv(answer: Face, table: str) -> str:
    """One table as CSV, numbers in full.

    Parameters
    ----------
    answer
        Document or result.
    table
        Name of the table.

    Raises
    ------
    InputError
        If there is no such table.

    Notes
    -----
    A text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    frame = _frame(answer, table)
    return str(frame.map(harmless).to_csv(index=False, lineterminator="\n"))


def table_latex(answer: Face, table: str) -> str:
    """One table as a LaTeX table with booktabs rules.

    Parameters
    ----------
    answer
        Document or result.
    table
        Name of the table.

    Raises
    ------
    InputError
        If there is no such table.
    """
    return _latex(answer, table, _frame(answer, table))


def latex_of(answer: Face, table: str | None = None) -> str:
    """One table as LaTeX, or all that fit on a page, those without rows left out.

    Parameters
    ----------
    answer
        Document or result.
    table
        Name of a table. Default: all of at most 60 rows.

    Raises
    ------
    InputError
        If there is no such table.
    """
    if table is not None:
        return table_latex(answer, table)
    frames = answer.tables().items()
    parts = [_latex(answer, name, frame) for name, frame in frames if 0 < len(frame) <= _ON_A_PAGE]
    return "\n".join([f"% {_origin(answer)}", "% needs \\usepackage{booktabs}", "", *parts])


def _origin(answer: Face) -> str:
    """Say what the tables are of: case, version, seed, draws where the answer has them."""
    fields = ("case", "version", "seed", "draws")
    found = {name: getattr(answer, name) for name in fields if hasattr(answer, name)}
    words = (f"{name} {value}" if name != "case" else str(value) for name, value in found.items())
    return ", ".join(words).replace("version ", "winset ") or type(answer).__name__


def _latex(answer: Face, table: str, frame: pd.DataFrame) -> str:
    head = [_escaped(str(name)) for name in frame.columns]
    rows = [[_escaped(cell_text(v, missing="--")) for v in row] for row in _rows(frame)]
    titles = dict.fromkeys((answer.heading(), frame.attrs.get("title", table)))
    title = _escaped(": ".join(titles))
    lines = [
        r"\begin{table}",
        rf"\caption{{{title}}}",
        rf"\label{{tab:{table.replace('_', '-')}}}",
        rf"\begin{{tabular}}{{{_alignment(frame)}}}",
        r"\toprule",
        " & ".join(head) + r" \\",
        r"\midrule",
        *[" & ".join(row) + r" \\" for row in rows],
        r"\bottomrule",
        r"\end{tabular}",
        r"\end{table}",
    ]
    return "\n".join(lines) + "\n"


def _alignment(frame: pd.DataFrame) -> str:
    """Numbers right, texts left, long texts in lines of their own."""
    letters = []
    for place in range(frame.shape[1]):
        column = frame.iloc[:, place]
        if is_numeric(column):
            letters.append("r")
        else:
            longest = max((len(cell_text(v, missing="")) for v in column), default=0)
            letters.append(r"p{0.3\textwidth}" if longest > _WIDE_TEXT else "l")
    return "".join(letters)


def tables_zip(answer: Face) -> bytes:
    """All tables as CSV files in one ZIP archive."""
    packed = io.BytesIO()
    stem = getattr(answer, "case", None) or type(answer).__name__.lower()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in answer.tables():
            entry = zipfile.ZipInfo(f"{stem}-{name}.csv")
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, table_csv(answer, name))
    return packed.getvalue()


def can_write_excel() -> bool:
    """Return whether the library that writes Excel files is installed."""
    return find_spec("openpyxl") is not None


def excel_of(answer: Face) -> bytes:
    """All tables as one Excel workbook, a sheet each, captions left to their names.

    Parameters
    ----------
    answer
        Document or result.

    Raises
    ------
    InputError
        If openpyxl is not installed.
    """
    if not can_write_excel():
        raise InputError(
            f"an Excel file needs openpyxl: {how_to_install('excel')}; CSV and LaTeX do not"
        )
    import pandas as pd

    packed = io.BytesIO()
    with pd.ExcelWriter(packed, engine="openpyxl") as writer:
        for name, frame in answer.tables().items():
            sheet = frame.map(harmless)
            sheet.to_excel(writer, sheet_name=name[:_SHEET_NAME], index=False, freeze_panes=(1, 0))
    return packed.getvalue()


def write_excel(answer: Face, path: str | Path) -> None:
    """Write all tables as one Excel workbook.

    Parameters
    ----------
    answer
        Document or result.
    path
        File to write.

    Raises
    ------
    InputError
        If openpyxl is not installed, or the file cannot be written.
    """
    write_bytes(path, excel_of(answer))


_WRITERS: Final[dict[str, Callable[[Face], bytes]]] = {
    ".xlsx": excel_of,
    ".tex": lambda answer: latex_of(answer).encode(),
    ".zip": tables_zip,
}
TABLE_ENDINGS: Final = (".csv", *_WRITERS)
"""Endings of files of tables."""


def write_tables(answer: Face, path: str | Path, table: str | None = None) -> None:
    """Write tables in the form that the ending of the file asks for.

    Parameters
    ----------
    answer
        Document or result.
    path
        ``.csv`` for one table, ``.zip`` for all as CSV, ``.tex`` for LaTeX, ``.xlsx`` for Excel.
    table
        Name of the one table to write. Default: in CSV the first, else all.

    Raises
    ------
    InputError
        If there is no such table, the ending is another, or the file cannot be written.
    """
    ending = Path(path).suffix.lower()
    if ending not in TABLE_ENDINGS:
        raise InputError(f"{path}: tables are written as {', '.join(TABLE_ENDINGS)}")
    if ending == ".csv":
        name = next(iter(answer.tables())) if table is None else table
        content = table_csv(answer, name).encode()
    elif table is None:
        content = _WRITERS[ending](answer)
    elif ending == ".tex":
        content = table_latex(answer, table).encode()
    else:
        raise InputError(f"{path}: one table is written as .csv or .tex")
    write_bytes(path, content)


def _frame(answer: Face, table: str) -> pd.DataFrame:
    known = answer.tables()
    if table not in known:
        raise InputError(f"there is no table {table!r}", meant(table, known, noun="tables"))
    return known[table]


def _rows(frame: pd.DataFrame) -> list[tuple[Any, ...]]:
    return list(frame.itertuples(index=False, name=None))


def is_numeric(column: pd.Series[Any]) -> bool:
    """Return whether a column holds numbers, and not only yes and no."""
    from pandas.api.types import is_bool_dtype, is_numeric_dtype

    return bool(is_numeric_dtype(column) and not is_bool_dtype(column))


def cell_text(value: Any, *, missing: str) -> str:
    """Cell as it is printed: four digits, yes and no, a dash where there is nothing.

    Examples
    --------
    >>> [cell_text(v, missing="-") for v in (0.123456, True, None, "House", 218)]
    ['0.1235', 'yes', '-', 'House', '218']
    """
    import pandas as pd

    if value is None or pd.isna(value):
        return missing
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.4g}"
    return str(value)


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)
