"""`winset cases`."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest

from winset import casebook
from winset.casebook import case_head, case_ids, case_path, read_case
from winset.cases.checks.sourced import sourced
from winset.cases.model.case import Case
from winset.cases.model.direction import direction_of
from winset.cli import main
from winset.cli.cases import what_happened


def test_the_table_names_each_case_its_date_and_what_happened(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert main(["cases"]) == 0
    head, *lines = capsys.readouterr().out.splitlines()
    assert head.split() == ["id", "title", "date", "what", "happened", "sourced"]
    rows = [line for line in lines if line.strip()]
    names = [row.split()[0] for row in rows]
    assert sorted(names) == list(case_ids())
    for row, case in zip(rows, map(read_case, names), strict=True):
        assert case.title in row
        assert str(case.date) in row
        assert what_happened(case) in row


def test_episodes_at_home_come_first_and_each_kind_in_the_order_of_its_days(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["cases", "--json"]) == 0
    listed = [(case["kind"], case["date"]) for case in json.loads(capsys.readouterr().out)]
    assert listed == sorted(listed)


def test_the_head_of_a_case_is_what_the_whole_file_says() -> None:
    for name in case_ids():
        head, case = case_head(name), read_case(name)
        assert (head.id, head.title, head.kind) == (case.id, case.title, case.kind)
        assert head.date == case.date
        assert head.outcome == case.outcome
        assert head.direction == (direction_of(case) if isinstance(case, Case) else None)


@pytest.mark.parametrize("columns", ["40", "60"])
def test_a_narrow_terminal_gets_narrow_lines(
    columns: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert main(["cases"]) == 0
    assert max(map(len, capsys.readouterr().out.splitlines())) <= int(columns)


def test_json_is_a_list_with_the_outcome(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cases", "--json"]) == 0
    found = {case["id"]: case for case in json.loads(capsys.readouterr().out)}
    assert set(found) == set(case_ids())
    assert found["china-pntr-2000"]["outcome"] == "passes"
    assert found["china-pntr-2000"]["tally"]["house"] == [237, 197]
    counted = sourced(read_case("china-pntr-2000"))._asdict()
    assert found["china-pntr-2000"]["sourced"] == counted
    assert counted["numbers"] == counted["with_source"] > counted["defaults"] > 0
    assert found["fast-track-1997"]["date"] == "1997-11-10"
    assert found["steel-quota-1999"]["direction"] == "closes"
    assert found["us-china-wto-1999"]["direction"] is None


def test_a_case_without_an_outcome_is_open() -> None:
    case = read_case("fast-track-1997")
    assert what_happened(case) == "withdrawn"
    assert what_happened(case.model_copy(update={"outcome": None})) == "open"


def test_a_day_in_quotation_marks_is_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = case_path("fast-track-1997").read_text("utf-8")
    quoted = re.sub(r"^date: (\S+)$", r'date: "\1"', text, flags=re.MULTILINE)
    assert quoted != text
    file = tmp_path / "fast-track-1997.yaml"
    file.write_text(quoted, encoding="utf-8")
    monkeypatch.setattr(casebook, "case_path", lambda _: file)
    assert case_head("fast-track-1997").date == dt.date(1997, 11, 10)
