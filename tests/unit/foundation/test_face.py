"""Every document and every result has the same face: line, summary, page, tables, files."""

from __future__ import annotations

import importlib
import inspect
import io
import json
import pkgutil
from pathlib import Path

import openpyxl
import pytest

import winset as ws
from winset.casebook import read_domestic_case
from winset.cases.file.read_parameters import read_parameters
from winset.foundation.errors import InputError
from winset.foundation.face import Face
from winset.render.tables import table_files
from winset.render.tables.table_files import TABLE_ENDINGS, excel_of, write_tables
from winset.reports.document import Document
from winset.reports.sweep.sweep_documents import SweepSummary


def every_class() -> list[type[Face]]:
    """Classes with a face that are given as answers, wherever they stand."""
    for folder in ("reports", "results", "solvers", "studies", "discourse"):
        package = importlib.import_module(f"winset.{folder}")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    found: list[type[Face]] = []
    waiting: list[type[Face]] = [Face]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            if not inspect.isabstract(kind) and kind is not SweepSummary:
                found.append(kind)
    return sorted(set(found), key=lambda kind: kind.__name__)


def test_there_is_an_answer_of_every_class(answers: dict[str, Face]) -> None:
    assert {kind.__name__ for kind in every_class()} == set(answers)


def test_every_document_has_the_face() -> None:
    named = {name: getattr(ws, name) for name in ws.__all__ if name[0].isupper()}
    answering = {name for name in named if name.endswith("Report") or name == "Contrast"}
    assert all(issubclass(named[name], Document) for name in answering)
    for kind in every_class():
        assert issubclass(kind, Document) == kind.__module__.startswith("winset.reports.")


@pytest.mark.parametrize("kind", every_class(), ids=lambda kind: kind.__name__)
def test_an_answer_shows_itself(kind: type[Face], answers: dict[str, Face]) -> None:
    answer = answers[kind.__name__]
    line = repr(answer)
    assert line.startswith(f"<{kind.__name__}: ")
    assert "\n" not in line
    assert len(line) <= 140
    assert str(answer) == answer.summary() != ""
    assert len(answer.heading()) > 3
    json.dumps(answer.to_dict(), allow_nan=False)
    page = answer._repr_html_()
    assert answer.heading().replace("&", "&amp;").replace("'", "&#39;") in page
    assert "<script" not in page
    assert len(page) < 60_000


@pytest.mark.parametrize("kind", every_class(), ids=lambda kind: kind.__name__)
def test_tables_are_fit_to_print(kind: type[Face], answers: dict[str, Face]) -> None:
    answer = answers[kind.__name__]
    for name, frame in answer.tables().items():
        assert frame.attrs["title"]
        assert not frame.columns.duplicated().any(), name
        cells = [str(cell) for column in frame for cell in frame[column]]
        assert not any(
            isinstance(cell, list | tuple | dict) or str(cell) == "" for cell in cells
        ), name
        assert not any("_" in str(heading) for heading in frame.columns)
    first = next(iter(answer.tables()))
    assert r"\toprule" in answer.to_latex(first)
    assert answer.to_latex().startswith("% ")
    book = openpyxl.load_workbook(io.BytesIO(excel_of(answer)))
    assert book.sheetnames == list(answer.tables())


def test_titles_stand_where_ids_were(answers: dict[str, Face]) -> None:
    report = answers["Report"]
    assert isinstance(report, ws.Report)
    frame = report.tables()["coalition"]
    titles = {row.title for row in report.actors}
    assert set(frame["Actor"]) <= titles
    assert set(frame["Chamber"].dropna()) <= {"House", "Senate"}
    assert str(frame["Votes bought"].dtype) == "Int64"
    assert "bought_members" in report.to_frame("coalition").columns
    assert "Members bought" not in frame.columns


def test_the_report_of_china_pntr_is_short_in_a_notebook() -> None:
    report = ws.analyze(read_domestic_case("china-pntr-2000"), draws=20)
    assert len(repr(report)) < 140
    assert len(report._repr_html_()) < 40_000


def test_cases_and_games_are_a_line(tmp_path: Path) -> None:
    case, table = read_domestic_case("china-pntr-2000"), ws.read_case("putnam-figure-1")
    assert repr(case) == str(case)
    assert repr(case).startswith("<Case: china-pntr-2000, Permanent normal trade relations")
    assert repr(table).startswith("<NegotiationCase: putnam-figure-1, ")
    coded = ws.coded_game(case, read_parameters())
    swept = ws.sweep(table, draws=16, out=tmp_path / "sweep")
    for answer in (case, table, coded, coded.likely, swept):
        assert len(repr(answer)) < 160 + len(str(tmp_path))
        assert "\n" not in repr(answer)


def test_figures_are_those_that_can_be_drawn(answers: dict[str, Face]) -> None:
    assert next(iter(answers["Report"].figures())) == "axis"
    assert set(answers["NegotiationReport"].figures()) == {
        "win-sets",
        "groups",
        "tying-hands",
        "pairs",
    }
    assert list(answers["PowerResult"].figures()) == ["power"]
    assert list(answers["CaseWhip"].figures()) == ["tally", "ladder", "hemicycle"]
    assert answers["Yolk"].figures() == {}


@pytest.mark.parametrize("ending", TABLE_ENDINGS)
def test_tables_are_written_by_the_ending_of_the_file(
    ending: str, answers: dict[str, Face], tmp_path: Path
) -> None:
    path = tmp_path / f"tables{ending}"
    write_tables(answers["Report"], path)
    assert path.stat().st_size > 100


def test_wrong_tables_are_refused(answers: dict[str, Face], tmp_path: Path) -> None:
    report = answers["Report"]
    with pytest.raises(InputError, match=r"tables are written as .csv, .xlsx, .tex, .zip"):
        write_tables(report, tmp_path / "tables.doc")
    with pytest.raises(InputError, match="did you mean `members`"):
        report.to_latex("member")
    with pytest.raises(InputError, match="one table is written as"):
        write_tables(report, tmp_path / "tables.xlsx", "members")


def test_a_missing_library_is_named(
    answers: dict[str, Face], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_files, "find_spec", lambda _: None)
    with pytest.raises(InputError, match=r"python -m pip install '\.\[excel\]'"):
        answers["Report"].to_excel(tmp_path / "tables.xlsx")
    assert not (tmp_path / "tables.xlsx").exists()
