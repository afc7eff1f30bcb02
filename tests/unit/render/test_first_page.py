"""The first page keeps to sixty lines of eighty characters, whatever the report holds."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

import winset as ws
from winset.render.terminal.first_page import first_page
from winset.render.terminal.short_page import PAGE_LINES, Panel, fitted, wrapped
from winset.reports.domestic.report import Report

CASES = [
    "fast-track-1997",
    "china-pntr-2000",
    "textile-1990",
    "ceta-wallonia-2016",
    "ukraine-association-netherlands-2015-17",
    "canada-us-fta-1988-second-bill",
]


def checked(report: Report, width: int = 80) -> list[str]:
    lines = [line.plain for line in first_page(report, width)]
    assert len(lines) <= PAGE_LINES
    assert max(map(cell_len, lines)) <= width
    return lines


@pytest.mark.parametrize("case", CASES)
def test_a_published_case_takes_sixty_lines_and_no_number_is_cut(case: str) -> None:
    report = ws.analyze(ws.read_domestic_case(case), draws=20)
    lines = checked(report)
    known = {row.path for row in report.break_even}
    start = next(i for i, line in enumerate(lines) if line.startswith("number that turns"))
    end = lines.index("", start)
    paths = [line.split()[0] for line in lines[start + 1 : end - 1] if not line.startswith(" ")]
    assert paths
    assert set(paths) <= known
    table = next(i for i, line in enumerate(lines) if line.startswith("price of ratification"))
    assert len(lines[table].split()) == 6
    assert lines[-1].startswith("° coded")


def longer(report: Report, titles: int, warnings: list[int], chambers: int, rows: int) -> Report:
    """Report with longer names, more notes, more chambers and more rows everywhere."""
    name = "Association " * (titles // 12) + "x" * (titles % 12)
    votes = dict(report.votes)
    votes |= {f"chamber-{i}": next(iter(votes.values())) for i in range(chambers)}
    return report.model_copy(
        update={
            "title": f"{report.title} {name}",
            "actors": [
                row.model_copy(update={"title": f"{row.title} {name}"}) for row in report.actors
            ],
            "warnings": ["word " * count for count in warnings],
            "votes": votes,
            "minimum_winning_coalition": report.minimum_winning_coalition * rows,
            "pivotal_actors": report.pivotal_actors * rows,
            "break_even": report.break_even * rows,
            "changes": {f"actors.a{i}.capacity": "1.5" for i in range(rows)},
        }
    )


@pytest.mark.parametrize("shape", ["normal", "long-names", "crowd", "two-axes", "no-spread"])
@settings(deadline=None, max_examples=12)
@given(
    st.integers(0, 300),
    st.lists(st.integers(1, 120), max_size=9),
    st.integers(0, 9),
    st.integers(1, 6),
)
def test_any_report_takes_sixty_lines(
    report_of: Callable[[str], Report],
    shape: str,
    titles: int,
    warnings: list[int],
    chambers: int,
    rows: int,
) -> None:
    checked(longer(report_of(shape), titles, warnings, chambers, rows))


def test_every_shape_fits_narrower_and_wider_consoles(any_report: Report) -> None:
    for width in (60, 80, 100, 200):
        assert max(cell_len(line.plain) for line in first_page(any_report, width)) <= width


def table(count: int, *, rest: bool) -> Panel:
    rows = tuple((f"row {i}", str(i)) for i in range(count))
    return Panel(
        ("name", "number"),
        rows,
        most=9,
        least=2,
        rest=(lambda shown: (f"{count - shown} more", "")) if rest else None,
        notes=("A note.",),
    )


@pytest.mark.parametrize("rest", [True, False])
def test_rows_give_way_before_notes_and_what_is_left_out_is_counted(rest: bool) -> None:
    lines = [line.plain for line in fitted([table(8, rest=rest)], 40, 7)]
    assert len(lines) <= 7
    shown = sum(line.startswith("row") for line in lines)
    assert f"{8 - shown} more" in "\n".join(lines)
    assert any(line.startswith("A note.") for line in lines)


def test_a_row_for_the_rest_never_stands_for_a_single_row() -> None:
    for limit in range(4, 14):
        lines = [line.plain for line in fitted([table(8, rest=True)], 40, limit)]
        assert not any(line.startswith("1 more") for line in lines)


def test_the_least_rows_stay_where_nothing_fits() -> None:
    lines = [line.plain for line in fitted([table(8, rest=True)], 40, 1)]
    assert [line.split()[:2] for line in lines[1:3]] == [["row", "0"], ["row", "1"]]


def test_paths_stand_in_one_piece() -> None:
    path = "actors.senate-internationalist-republicans.position.openness"
    lines = Panel(("number", "now"), ((path, "0.64"),), is_path=True).lines(1, 50)
    assert [line.plain.split() for line in lines[1:]] == [[path], ["0.64"]]


def test_words_wider_than_the_line_are_folded_and_wide_characters_counted() -> None:
    assert wrapped("abcdefgh ij", 3) == ["abc", "def", "gh", "ij"]
    assert all(cell_len(line) <= 7 for line in wrapped("日本の国会 国会", 7))


NOTE = (
    "Ratification pulls it by 0.08, to 0.72 and 0.71. Of the outcomes 14% would enter into force."
)


@pytest.mark.parametrize("limit", range(1, 9))
def test_sentences_stand_whole_or_are_left_out(limit: int) -> None:
    panels = [table(3, rest=False), Panel(notes=(NOTE,))]
    text = " ".join(" ".join(line.plain for line in fitted(panels, 30, limit)).split())
    assert "…" not in text
    assert text.endswith((NOTE, NOTE[:48], "A note.", "more: --verbose.", "row 1 1"))


def test_names_that_would_read_alike_are_not_cut() -> None:
    names = [f"Opening of the United States to Japanese {what}" for what in ("cars", "trucks")]
    rows = (*((name, "0.2") for name in names), ("A long name that is cut as ever", "1"))
    lines = [line.plain for line in Panel(("issue", "now"), rows).lines(3, 30)]
    assert all(name in " ".join(lines) for name in names)
    assert lines[-1] == "A long name that is cut …    1"
