"""Statements from CSV files as analysts save them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from winset.discourse.read_statements import read_statements
from winset.discourse.statements import Statement, Statements
from winset.foundation.errors import CaseError, InputError


def written(folder: Path, text: str) -> Path:
    path = folder / "debate.csv"
    path.write_text(text, encoding="utf-8")
    return path


def read(folder: Path, text: str, **options: object) -> Statements:
    return read_statements(written(folder, text), **options)  # type: ignore[arg-type]


def test_the_export_of_the_discourse_network_analyzer_is_read_as_it_is(tmp_path: Path) -> None:
    text = (
        "ID;Time;Document title;person;organization;concept;agreement\n"
        "1;1997-09-16 10:00:00;Times;Sweeney;AFL-CIO;jobs are lost;1\n"
        "2;1997-09-17;Post;Daley;Commerce;jobs are lost;0\n"
    )
    found = read(tmp_path, text)
    assert found.entries[0].actor == "AFL-CIO"
    assert [item.agrees for item in found.entries] == [True, False]
    assert found.entries[0].day == dt.date(1997, 9, 16)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("1 0", [True, False]),
        ("1.0 0.0", [True, False]),
        ("TRUE false", [True, False]),
        ("yes No", [True, False]),
        ("agree disagree", [True, False]),
        ("for against", [True, False]),
        ("+ -", [True, False]),
        ("1 -1", [True, False]),
    ],
)
def test_a_stance_may_be_written_in_many_words(
    tmp_path: Path, words: str, expected: list[bool]
) -> None:
    first, second = words.split()
    text = f"actor,concept,agreement\na,c,{first}\nb,c,{second}\n"
    assert [item.agrees for item in read(tmp_path, text).entries] == expected


def test_zero_is_no_opinion_where_the_column_also_has_minus_one(tmp_path: Path) -> None:
    found = read(tmp_path, "actor,concept,stance\na,c,1\nb,c,0\nd,c,-1\n")
    assert [item.actor for item in found.entries] == ["a", "d"]
    assert found.left_out == {"neither for nor against": 1}


def test_rows_without_actor_or_concept_are_left_out_and_counted(tmp_path: Path) -> None:
    found = read(tmp_path, "actor,concept,agreement\n,c,1\na,,1\na,c,1\n")
    assert found.left_out == {"no actor": 1, "no concept": 1}
    assert len(found.entries) == 1


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ("13/4/1997 3/4/1997", dt.date(1997, 4, 3)),
        ("4/13/1997 3/4/1997", dt.date(1997, 3, 4)),
        ("3.4.1997 3.4.1997", dt.date(1997, 4, 3)),
    ],
)
def test_day_and_month_are_told_apart_by_the_other_dates(
    tmp_path: Path, dates: str, expected: dt.date
) -> None:
    first, second = dates.split()
    text = f"actor,concept,agreement,date\na,c,1,{first}\na,c,1,{second}\n"
    assert read(tmp_path, text).entries[1].day == expected


def test_dates_that_could_be_either_are_refused_unless_said(tmp_path: Path) -> None:
    text = "actor,concept,agreement,date\na,c,1,3/4/1997\n"
    with pytest.raises(
        CaseError, match=r"debate.csv:2: the date `3/4/1997` cannot be read; say whether"
    ):
        read(tmp_path, text)
    assert read(tmp_path, text, day_first=False).entries[0].day == dt.date(1997, 3, 4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "no rows"),
        ("actor,concept,agreement\n", "no rows"),
        ("actor,agreement\na,1\n", "no column for `concept`; columns here: actor, agreement"),
        ("actor,concept,agreement\na,c,perhaps\n", r":2: `perhaps` is not a stance"),
        ("actor,concept,agreement\na,c\n", r":2: 2 cells in a table of 3 columns"),
        ("actor,concept,agreement,date\na,c,1,1997-02-30\n", "not in the calendar"),
        ("actor,concept,agreement,date\na,c,1,soon\n", "write year-month-day"),
        ("actor,concept,agreement\n,c,1\n", "holds no statement"),
        ('actor,concept,agreement\n"a,c,1\n', "close the quotes"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(
    tmp_path: Path, text: str, expected: str
) -> None:
    with pytest.raises(CaseError, match=expected):
        read(tmp_path, text)


def test_columns_can_be_named(tmp_path: Path) -> None:
    text = "who,what,agreement\nSweeney,jobs,1\n"
    found = read(tmp_path, text, columns={"actor": "Who", "concept": "what"})
    assert found.entries == (Statement("Sweeney", "jobs", True),)
    with pytest.raises(InputError, match="nothing a column can hold"):
        read(tmp_path, text, columns={"actr": "who"})
    with pytest.raises(CaseError, match="no column for `nobody`"):
        read(tmp_path, text, columns={"actor": "nobody", "concept": "what"})


def test_columns_with_one_value_for_each_actor_become_attributes(tmp_path: Path) -> None:
    text = "actor,type,mood,concept,agreement\na,labour,x,c,1\na,labour,y,d,1\nb,firm,x,c,0\n"
    assert read(tmp_path, text).attributes == {"type": {"a": "labour", "b": "firm"}}


@pytest.mark.parametrize(
    ("rule", "lines"),
    [
        ("document", "document for every .* on line 3;"),
        ("month", "date for every .* on lines 2, 4;"),
    ],
)
def test_lines_without_what_duplicates_go_by_are_told(
    rule: Any, lines: str, tmp_path: Path
) -> None:
    path = tmp_path / "lacking.csv"
    path.write_text(
        "actor,concept,agreement,date,document\nA,jobs,1,,x\nA,jobs,1,1997-09-16,\nB,jobs,0,,x\n",
        encoding="utf-8",
    )
    found = read_statements(path)
    with pytest.raises(InputError, match=lines):
        found.without_duplicates(rule)
    assert len(found.without_duplicates("across-range").entries) == 2


@pytest.mark.parametrize("word", ["", "NA", "neutral", "mixed", "0"])
def test_what_counts_as_neither_for_nor_against(word: str, tmp_path: Path) -> None:
    path = tmp_path / "neither.csv"
    path.write_text(f"actor,concept,agreement\nA,jobs,-1\nB,jobs,{word}\n", encoding="utf-8")
    assert read_statements(path).left_out == {"neither for nor against": 1}


def test_a_column_that_occurs_twice_is_not_guessed_between(tmp_path: Path) -> None:
    text = "actor,Actor,concept,agreement\nA,B,x,1\n"
    with pytest.raises(CaseError, match="column `actor` occurs twice"):
        read(tmp_path, text)
    odd = "actor,concept,agreement,note,note\nA,x,1,u,v\n"
    assert len(read(tmp_path, odd).entries) == 1


@pytest.mark.parametrize("first", ["sep=;\n", ""])
def test_a_separator_line_is_passed_over_and_na_is_no_organisation(
    tmp_path: Path, first: str
) -> None:
    rows = ("d1;2007-06-01;A;C1;1", "d2;2007-06-02;NA;C1;0", "d3;2007-06-03;n/a;C1;0",
            "d4;2007-06-04;Nana;NULL;0", "d5;2007-06-05;B;C1;0")  # fmt: skip
    text = first + "\n".join(("document;date;organization;concept;agreement", *rows)) + "\n"
    found = read(tmp_path, text)
    assert [item.actor for item in found.entries] == ["A", "B"]
    assert found.left_out == {"no actor": 2, "no concept": 1}
    assert found.entries[-1].line == (7 if first else 6)


def test_a_day_that_stands_for_no_date_is_wrong_input(tmp_path: Path) -> None:
    text = "actor,concept,agreement,date\na,c,1,9999-12-31\n"
    with pytest.raises(CaseError, match="`9999-12-31` cannot be read; days from"):
        read(tmp_path, text)
