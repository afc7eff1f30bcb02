"""Tables of a Report as files: CSV for other programs, LaTeX for papers."""

from __future__ import annotations

import io
import math
import zipfile
from typing import TYPE_CHECKING, Any, Final

from winset.foundation.errors import InputError
from winset.foundation.spelling import meant
from winset.studies.negotiation_report import NegotiationReport
from winset.studies.report import Report
from winset.studies.report_tables import TABLES

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["latex_of", "table_csv", "table_latex", "table_names", "tables_zip"]

NEGOTIATION_TABLES: Final = ("countries", "tying_hands", "pairs", "later", "smallest_change")

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
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def table_names(report: Report | NegotiationReport) -> tuple[str, ...]:
    """Names of the tables of a report."""
    return NEGOTIATION_TABLES if isinstance(report, NegotiationReport) else tuple(TABLES)


def table_csv(report: Report | NegotiationReport, table: str) -> str:
    """One table of a report as CSV, numbers in full.

    Parameters
    ----------
    report
        A report.
    table
        One of `table_names`.

    Raises
    ------
    InputError
        If there is no such table.

    Notes
    -----
    A text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    frame = _frame(report, table)
    return str(frame.map(_harmless).to_csv(index=False, lineterminator="\n"))


def table_latex(report: Report | NegotiationReport, table: str) -> str:
    """One table of a report as a LaTeX table with booktabs rules.

    Parameters
    ----------
    report
        A report.
    table
        One of `table_names`.

    Raises
    ------
    InputError
        If there is no such table.
    """
    frame = _frame(report, table)
    head = [_escaped(str(name).replace("_", " ")) for name in frame.columns]
    rows = [[_cell(value) for value in row] for row in frame.itertuples(index=False)]
    columns = "".join("r" if _is_numeric(frame[name]) else "l" for name in frame.columns)
    lines = [
        r"\begin{table}",
        rf"\caption{{{_escaped(report.title)}: {_escaped(table.replace('_', ' '))}}}",
        rf"\begin{{tabular}}{{{columns}}}",
        r"\toprule",
        " & ".join(head) + r" \\",
        r"\midrule",
        *[" & ".join(row) + r" \\" for row in rows],
        r"\bottomrule",
        r"\end{tabular}",
        r"\end{table}",
    ]
    return "\n".join(lines) + "\n"


def latex_of(report: Report | NegotiationReport) -> str:
    """All tables of a report but that of single members, as LaTeX; needs the package booktabs."""
    names = [name for name in table_names(report) if name != "members"]
    origin = f"% {report.case}, winset {report.version}, seed {report.seed}, draws {report.draws}"
    parts = [table_latex(report, name) for name in names if not _frame(report, name).empty]
    return "\n".join([origin, "% needs \\usepackage{booktabs}", "", *parts])


def tables_zip(report: Report | NegotiationReport) -> bytes:
    """All tables of a report as CSV files in one ZIP archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in table_names(report):
            entry = zipfile.ZipInfo(f"{report.case}-{name}.csv")
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, table_csv(report, name))
    return packed.getvalue()


def _frame(report: Report | NegotiationReport, table: str) -> pd.DataFrame:
    names = table_names(report)
    if table not in names:
        raise InputError(f"there is no table {table!r}", meant(table, names, noun="tables"))
    return report.to_frame(table)


def _harmless(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _is_numeric(column: pd.Series[Any]) -> bool:
    from pandas.api.types import is_bool_dtype, is_numeric_dtype

    return bool(is_numeric_dtype(column) and not is_bool_dtype(column))


def _cell(value: Any) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "--"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.4g}"
    return _escaped(str(value))


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)
