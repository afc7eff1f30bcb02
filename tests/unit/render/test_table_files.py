"""Tables can be read back by other programs, and do them no harm."""

from __future__ import annotations

import io
import re
import zipfile

import pandas as pd
import pytest

from winset.casebook import read_case
from winset.cases.model.case import Case
from winset.foundation.errors import InputError
from winset.render.tables.table_files import (
    latex_of,
    table_csv,
    table_latex,
    tables_zip,
)
from winset.reports.domestic.report import Report
from winset.studies.domestic.analyze import analyze


@pytest.fixture(scope="module")
def report() -> Report:
    case = read_case("fast-track-1997")
    assert isinstance(case, Case)
    return analyze(case, draws=50)


def test_csv_reads_back_to_the_numbers_of_the_report(report: Report) -> None:
    for table, wanted in report.tables().items():
        if wanted.empty:
            continue
        found = pd.read_csv(io.StringIO(table_csv(report, table)))
        assert list(found.columns) == list(wanted.columns)
        assert len(found) == len(wanted)
    text = io.StringIO(table_csv(report, "actors"))
    actors = pd.read_csv(text, float_precision="round_trip")
    assert actors["Surplus"].tolist() == [row.surplus for row in report.actors]


def test_a_text_like_a_formula_is_no_formula_in_a_spreadsheet(report: Report) -> None:
    for words in ("=1+1", "+1", "-cmd|x", "@SUM(1)", "\t=1", "\n=1"):
        evil = report.actors[0].model_copy(update={"title": words})
        changed = report.model_copy(update={"actors": [evil, *report.actors[1:]]})
        found = pd.read_csv(io.StringIO(table_csv(changed, "actors")))
        assert found["Actor"][0] == f"'{words}"


def test_latex_has_a_row_for_each_entry_and_escapes_what_tex_would_read(report: Report) -> None:
    evil = report.actors[0].model_copy(update={"title": r"A & B \ 50% $x_1$ {y} #~^ <b> |"})
    changed = report.model_copy(update={"actors": [evil, *report.actors[1:]]})
    text = table_latex(changed, "actors")
    body = text.split(r"\midrule")[1].split(r"\bottomrule")[0]
    assert body.count(r" \\") == len(report.actors)
    assert (
        r"A \& B \textbackslash{} 50\% \$x\_1\$ \{y\} \#\textasciitilde{}\textasciicircum{}" in body
    )
    assert r"\textless{}b\textgreater{} \textbar{}" in body
    letters = re.search(r"\\begin\{tabular\}\{(.+)\}", text)
    assert letters is not None
    columns = re.sub(r"p\{[^}]*\}", "l", letters[1])
    assert set(columns) <= {"l", "r"}
    for row in body.strip().splitlines():
        assert len(re.findall(r"(?<!\\)&", row)) == len(columns) - 1


def test_all_tables_come_together(report: Report) -> None:
    archive = zipfile.ZipFile(io.BytesIO(tables_zip(report)))
    tables = report.tables()
    assert len(archive.namelist()) == len(tables)
    short = [name for name, frame in tables.items() if 0 < len(frame) <= 60]
    assert "members" not in short
    assert latex_of(report).count(r"\begin{table}") == len(short)


def test_a_table_that_does_not_exist_is_told_with_the_nearest(report: Report) -> None:
    with pytest.raises(InputError, match="did you mean `actors`"):
        table_csv(report, "actor")
