"""Paths that a reader copies stand in one piece, however narrow the terminal is."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

import winset as ws
from winset.render.tables.layout import Column, table
from winset.render.terminal.path_lines import path_lines
from winset.render.terminal.report_terminal import print_report
from winset.render.terminal.side_by_side import print_side_by_side

LONG = "actors.senate-internationalist-republicans.willingness.polarization"
COLUMNS = [
    Column("number", is_path=True),
    Column("now", number=True, mark="coded"),
    Column("verdict"),
]


def printed(thing: object, width: int) -> list[str]:
    console = Console(width=width, file=io.StringIO(), color_system=None)
    console.print(thing)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue().splitlines()


@pytest.mark.parametrize("width", [70, 80, 120])
def test_a_path_is_never_broken(width: int) -> None:
    rows = [("parameters.theta", "1.0", "passes"), (LONG, "0.25", "withdrawn")]
    lines = printed(path_lines(table(COLUMNS, rows), width), width)
    assert any(line.split()[:1] == [LONG] for line in lines)
    assert max(map(len, lines)) <= width
    assert any(line.split()[-2:] == ["0.25", "withdrawn"] for line in lines)
    ends = {line.rstrip().rfind("1.0") + 3 for line in lines if "1.0" in line}
    ends |= {line.rstrip().rfind("0.25") + 4 for line in lines if "0.25" in line}
    assert len(ends) == 1, "the numbers stand below one another"


def test_break_evens_of_a_report_can_be_copied_at_eighty_columns() -> None:
    report = ws.analyze(ws.read_domestic_case("fast-track-1997"), draws=2)
    paths = [row.path for row in report.break_even if row.value is not None]
    assert paths
    console = Console(width=80, file=io.StringIO(), color_system=None)
    print_report(report, console, verbose=True)
    print_side_by_side([report, report], console)
    assert isinstance(console.file, io.StringIO)
    words = console.file.getvalue().split()
    assert set(paths) <= set(words)
