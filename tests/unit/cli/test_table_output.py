"""Verbs write their tables as CSV, LaTeX and Excel."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from winset.cli import main

POWER = ["power", "--quota", "51", "--weights", "50,30,20", "--names", "A,B,C"]
ANALYZE = ["analyze", "fast-track-1997", "--draws", "20"]


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def test_one_option_writes_csv_latex_and_excel(tmp_path: Path) -> None:
    paths = {ending: tmp_path / f"power{ending}" for ending in (".csv", ".tex", ".xlsx", ".zip")}
    for path in paths.values():
        assert main([*POWER, "--tables", str(path)]) == 0
    rows = rows_of(paths[".csv"])
    assert [row["Player"] for row in rows] == ["A", "B", "C"]
    assert float(rows[0]["Power"]) == pytest.approx(2 / 3)
    assert r"\toprule" in paths[".tex"].read_text(encoding="utf-8")
    book = openpyxl.load_workbook(paths[".xlsx"])
    assert [cell.value for cell in book["values"][1]][:2] == ["Player", "Power"]


def test_a_table_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "coalition.csv"
    assert main([*ANALYZE, "--tables", str(path), "--table", "coalition"]) == 0
    assert f"written: {path}" in capsys.readouterr().out.replace("\n", "")
    rows = rows_of(path)
    assert {row["Role"] for row in rows} == {"votes", "pays", "acquiesces"}
    assert all(" " in row["Actor"] or row["Actor"][0].isupper() for row in rows)
    assert not any(cell in ("[]", "{}") for row in rows for cell in row.values())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--tables", "x.doc"], "tables are written as .csv, .xlsx, .tex, .zip"),
        (["--tables", "x.csv", "--table", "coalitions"], "did you mean `coalition`?"),
        (["--table", "members"], "give --tables OUT.csv too"),
    ],
)
def test_wrong_tables_exit_2(
    words: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([*ANALYZE, *words]) == 2
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
