"""What a report can be taken away as, by the name of the file."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from winset.foundation.errors import InputError
from winset.foundation.spelling import meant
from winset.workbench.failures import NotFoundError

if TYPE_CHECKING:
    from winset.studies.negotiation_report import NegotiationReport
    from winset.studies.report import Report

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


def export_names(kind: str) -> list[str]:
    """Return the names of everything a case of a kind can be taken away as.

    Parameters
    ----------
    kind
        ``domestic`` or ``negotiation``.
    """
    from winset.render.table_files import NEGOTIATION_TABLES
    from winset.studies.report_tables import TABLES

    is_domestic = kind == "domestic"
    tables = TABLES if is_domestic else NEGOTIATION_TABLES
    reports = ["report.html", "report.json", *(["report.pdf"] if is_domestic else [])]
    figures = [f"{name}{end}" for name in _figures(kind) for end in (".svg", ".png", ".pdf")]
    files = [f"{name}{end}" for name in tables for end in (".csv", ".tex")]
    return ["case.yaml", *reports, "tables.zip", "tables.tex", *figures, *files]


def _figures(kind: str) -> tuple[str, ...]:
    if kind == "domestic":
        from winset.render.figures import FIGURES

        return tuple(FIGURES)
    from winset.render.negotiation import NEGOTIATION_FIGURES

    return tuple(NEGOTIATION_FIGURES)


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
        if stem in _figures(self.report.kind):
            return _figure(self.report, stem, ending)
        return _tables(self.report, stem, ending)


def refuse_unknown(name: str, kind: str) -> None:
    """Refuse a name that is none.

    Raises
    ------
    NotFoundError
        If it is none, with the nearest.
    """
    names = export_names(kind)
    if name not in names:
        raise NotFoundError(f"there is no export {name!r}", meant(name, names))


def _report(report: Report | NegotiationReport, ending: str) -> bytes:
    from winset.studies.report import Report as Domestic

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
    from winset.studies.report import Report as Domestic

    if isinstance(report, Domestic):
        from winset.render.figures import FIGURES

        chart = FIGURES[name](report)
    else:
        from winset.render.negotiation import negotiation_figure

        chart = negotiation_figure(report, name)
    return _by_file(f"figure.{ending}", lambda path: save_figure(chart, path))


def _tables(report: Report | NegotiationReport, stem: str, ending: str) -> bytes:
    from winset.render.table_files import latex_of, table_csv, table_latex, tables_zip

    if stem == "tables":
        return tables_zip(report) if ending == "zip" else latex_of(report).encode()
    text = table_csv(report, stem) if ending == "csv" else table_latex(report, stem)
    return text.encode()


def _by_file(name: str, write: Any) -> bytes:
    """What a function writes to a file, as bytes."""
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
