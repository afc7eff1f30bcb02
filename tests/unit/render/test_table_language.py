"""One table language: documents are printed from its tables, and nothing builds others by hand."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

from rich.console import Console

from winset.render.tables.layout import columns, table
from winset.render.terminal.report_terminal import print_table

SOURCE = Path(__file__).parents[3] / "src" / "winset"
BY_HAND = {
    "render/terminal/report_terminal.py": "draws the tables of the language",
    "cli/cases.py": "lists cases before any document is loaded",
    "cli/shared/case_view.py": "lays out the parts of a case, which is not a document",
}


def test_tables_are_built_in_one_place() -> None:
    found = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if re.search(r"from rich.table import|rich.table.Table", path.read_text(encoding="utf-8"))
    }
    assert found == set(BY_HAND)


def printed(width: int, rows: list[tuple[str, str]]) -> list[str]:
    out = StringIO()
    heads = columns("member<", "votes")
    print_table(Console(file=out, width=width), table(heads, rows, "Members"))
    return out.getvalue().splitlines()


def test_numbers_stand_at_the_right_under_a_title() -> None:
    lines = [line.rstrip() for line in printed(40, [("Ann", "7"), ("Bob [x]", "12")])]
    assert lines[0] == "Members"
    assert lines[1].split() == ["member", "votes"]
    assert [line.split() for line in lines[3:]] == [["Ann", "7"], ["Bob", "[x]", "12"]]
    assert lines[3].index("7") == lines[4].index("2")


def test_a_long_cell_is_folded_and_no_text_is_lost() -> None:
    lines = printed(24, [("a name of many short words", "7")])
    assert max(map(len, lines)) <= 24
    assert " ".join(" ".join(lines[3:]).replace("7", "").split()) == "a name of many short words"


def test_many_columns_with_long_words_fit_a_narrow_line() -> None:
    words = "internationalists representatives"
    heads = columns("level<", "passes", "price", "budget", "wins<", "loses<")
    rows = [("0.4 (status quo)", "70%", "117", "6.81", words, words)]
    for width in (60, 40):
        out = StringIO()
        print_table(Console(file=out, width=width), table(heads, rows))
        lines = out.getvalue().splitlines()
        assert max(map(len, lines)) <= width
        below = "".join(lines).rpartition("─")[2]
        assert sorted(below.replace(" ", "")) == sorted("".join(rows[0]).replace(" ", ""))
