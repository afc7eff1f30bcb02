"""Downloads of a report, by the name of the file."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from winset.foundation.errors import InputError
from winset.foundation.spelling import meant
from winset.workbench.failures import NotFoundError

if TYPE_CHECKING:
    from winset.reports.domestic.report import Report
    from winset.reports.negotiation.negotiation_report import NegotiationReport

MEDIA = {
    ".html": "text/html; charset=utf-8",
    ".pdf": "application/pdf",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".csv": "text/csv; charset=utf-8",
    ".tex": "application/x-tex; charset=utf-8",
    ".zip": "application/zip",
    ".yaml": "application/yaml; charset=utf-8",
}
"""Kinds of files by their ending."""
_FIGURE_ENDINGS = ("svg", "png", "pdf")


@cache
def can_write_pdf() -> bool:
    """Return whether what writes PDF reports is installed; the first call imports it."""
    from winset.render.html import weasyprint_module

    try:
        weasyprint_module()
    except InputError:
        return False
    return True


def export_names(kind: str) -> list[str]:
    """Return the names of everything that a case of a kind can be exported as here.

    Parameters
    ----------
    kind
        ``domestic`` or ``negotiation``.
    """
    from winset.render.tables.table_files import can_write_excel
    from winset.reports.domestic.report_tables import TABLES
    from winset.reports.negotiation.negotiation_report import NEGOTIATION_TABLES

    is_domestic = kind == "domestic"
    tables = TABLES if is_domestic else NEGOTIATION_TABLES
    has_pdf = is_domestic and can_write_pdf()
    reports = ["report.html", "report.json", *(["report.pdf"] if has_pdf else [])]
    figures = [f"{name}.{end}" for name in _figures(kind) for end in _FIGURE_ENDINGS]
    files = [f"{name}{end}" for name in tables for end in (".csv", ".tex")]
    whole = ["tables.zip", "tables.tex", *(["tables.xlsx"] if can_write_excel() else [])]
    return ["case.yaml", *reports, *whole, *figures, *files]


def _figures(kind: str) -> list[str]:
    from winset.render.figures.registry import FIGURES

    document = "Report" if kind == "domestic" else "NegotiationReport"
    return [figure.name for figure in FIGURES if figure.exported and figure.draws == document]


@dataclass(frozen=True)
class Rendering:
    """A report as a file; a question for a process, since a figure takes a second.

    Parameters
    ----------
    report
        The report.
    name
        One of `export_names`, except ``case.yaml``.
    """

    report: Report | NegotiationReport
    name: str

    def identity(self) -> str:
        """Everything the answer depends on."""
        return f"rendering\n{self.name}\n{self.report.to_json(indent=None)}"

    def answer(self) -> bytes:
        """Render it.

        Raises
        ------
        NotFoundError
            If a report cannot be had as that.
        InputError
            If it needs an extra that is not installed.
        """
        refuse_unknown(self.name, self.report.kind)
        stem, _, ending = self.name.rpartition(".")
        if stem == "report":
            return _report(self.report, ending)
        if ending in _FIGURE_ENDINGS:
            return _figure(self.report, stem, ending)
        return _tables(self.report, stem, ending)


def refuse_unknown(name: str, kind: str) -> None:
    """Raise an error for an export that cannot be had.

    Raises
    ------
    NotFoundError
        If there is no such export, with the nearest name.
    InputError
        If it is the PDF report and what writes it is not installed.
    """
    names = export_names(kind)
    if name not in names:
        if name == "report.pdf" and kind == "domestic":
            from winset.render.html import weasyprint_module

            weasyprint_module()
        raise NotFoundError(f"there is no export {name!r}", meant(name, names))


def _report(report: Report | NegotiationReport, ending: str) -> bytes:
    from winset.reports.domestic.report import Report as Domestic

    if ending == "json":
        return (json.dumps(report.to_dict(), indent=2, ensure_ascii=False) + "\n").encode()
    if not isinstance(report, Domestic):
        from winset.render.negotiation import negotiation_html

        return negotiation_html(report).encode()
    from winset.render.html import report_html, report_pdf

    if ending == "html":
        return report_html(report).encode()
    return _by_file("report.pdf", lambda path: report_pdf(report, path))


def _figure(report: Report | NegotiationReport, name: str, ending: str) -> bytes:
    from winset.render.export import save_figure
    from winset.render.figures.registry import figure_named

    chart = figure_named(name).draw(report)
    return _by_file(f"figure.{ending}", lambda path: save_figure(chart, path))


def _tables(report: Report | NegotiationReport, stem: str, ending: str) -> bytes:
    from winset.render.tables.table_files import (
        excel_of,
        latex_of,
        table_csv,
        table_latex,
        tables_zip,
    )

    if stem == "tables":
        if ending == "xlsx":
            return excel_of(report)
        return tables_zip(report) if ending == "zip" else latex_of(report).encode()
    text = table_csv(report, stem) if ending == "csv" else table_latex(report, stem)
    return text.encode()


def _by_file(name: str, write: Any) -> bytes:
    """Find what a function writes to a file, as bytes."""
    with tempfile.TemporaryDirectory(prefix="winset-") as folder:
        path = Path(folder) / name
        write(path)
        return path.read_bytes()


def media_of(name: str) -> str:
    """Return the kind of a file by its ending.

    Raises
    ------
    InputError
        If it has an ending nothing of ours has.
    """
    ending = Path(name).suffix
    if ending not in MEDIA:
        raise InputError(f"there is no export {name!r}", f"use one of {', '.join(MEDIA)}")
    return MEDIA[ending]
