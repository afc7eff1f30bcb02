"""Tables of agreements and institutions as people write them, and broken ones."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from winset.cases.tables.agreements import read_agreements, read_institutions
from winset.foundation.errors import CaseError

HEAD = "agreement,state,signed,in_force"


def written(folder: Path, *lines: str) -> Path:
    path = folder / "table.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_columns_in_any_order_and_with_any_separator(tmp_path: Path, separator: str) -> None:
    lines = [
        ["State", "IN_FORCE", "note", "Signed", "Agreement", "state ratified", "Acceded"],
        ["MEX", "1994-01-01", "x", "1992-12-17", "nafta", "1993-11-22", ""],
        ["USA", "1994-01-01", "", "1992-12-17", "nafta", "", ""],
        ["CHL", "1994-01-01", "", "1992-12-17", "nafta", "", "1999-01-01"],
        ["ISR", "NA", "", "1985-04-22", "israel", "", ""],
    ]
    table = read_agreements(written(tmp_path, *(separator.join(line) for line in lines)))
    assert [one.id for one in table.agreements] == ["israel", "nafta"]
    israel, nafta = table.agreements
    assert israel.in_force is None
    assert nafta.signed == dt.date(1992, 12, 17)
    assert {party.state: party.ratified for party in nafta.parties} == {
        "MEX": dt.date(1993, 11, 22), "USA": None, "CHL": None,
    }  # fmt: skip
    assert nafta.parties[2].acceded == dt.date(1999, 1, 1)
    assert table.record_end == dt.date(1999, 1, 1)
    assert table.rows == 4


def test_rows_that_give_different_days_are_left_out_and_rows_without_a_state_counted(
    tmp_path: Path,
) -> None:
    table = read_agreements(
        written(
            tmp_path, HEAD, "a,X,1990-01-01,1991-01-01", "a,Y,1990-01-01,1991-02-01",
            "b,,1990-01-01,", "b,Z,1990-01-01,",
        )
    )  # fmt: skip
    assert table.left_out == {"a": "its rows give different days: in_force"}
    assert [party.state for party in table.agreements[0].parties] == ["Z"]
    assert table.rows_without_state == 1


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("agreement,state,signd,in_force", "a,X,1990-01-01,"), "table.csv:1: there is no column "
         "`signed`; is `signd` meant?"),
        (("agreement,state,signed,signed,in_force",), "signed: the column is there twice"),
        ((HEAD, "a,X,01/02/1990,"), "table.csv:2: signed: `01/02/1990` is not a day; "),
        ((HEAD, "a,X,1990-02-30,"), "table.csv:2: signed: `1990-02-30` is not a day"),
        ((HEAD, "a,X,1990-01-01,9999-12-31"), "in_force: 9999-12-31 is out of range; days from"),
        ((HEAD, ",X,1990-01-01,"), "table.csv:2: agreement: the field is empty; name the"),
        ((HEAD, "a,X,,1990-01-01"), "table.csv:2: signed: the field is empty; the day of"),
        ((HEAD, "a,X,1990-01-01,1991-01-01,y"), "table.csv:2: 5 cells in a table of 4 columns"),
        ((HEAD,), "there are no agreements"),
        ((f"{HEAD},in_force_unclear", "a,X,1990-01-01,,maybe"), "`maybe` is neither; write true"),
    ],
)  # fmt: skip
def test_a_broken_table_of_agreements_says_where_and_what(
    tmp_path: Path, lines: tuple[str, ...], told: str
) -> None:
    with pytest.raises(CaseError) as caught:
        read_agreements(written(tmp_path, *lines))
    assert told in str(caught.value)


def test_institutions_by_state_and_year_with_codes_for_no_value(tmp_path: Path) -> None:
    found = read_institutions(
        written(
            tmp_path, "year;polity2;checks;state;xconst", "1990;10;4,0;USA;7",
            "1991;-88;-999;USA;-66", "1990;;2;MEX;",
        )
    )  # fmt: skip
    assert (found["USA", 1990].checks, found["USA", 1990].xconst) == (4.0, 7.0)
    assert found["USA", 1991].polity2 is found["USA", 1991].checks is None
    assert found["USA", 1991].xconst is None
    assert found["MEX", 1990].checks == 2.0


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("state,year,check", "X,1990,1"), "there are no institutions; one of checks, xconst"),
        (("state,year,checks", "X,90,1"), "table.csv:2: year: `90` is not a year; four digits"),
        (("state,year,checks", "X,1990,many"), "checks: `many` is not a number"),
        (("state,year,checks", "X,1990,0.5"), "checks: 0.5 is out of range; 1 to 100"),
        (("state,year,xconst", "X,1990,8"), "xconst: 8 is out of range; 1 to 7"),
        (("state,year,checks", "X,1990,1", "X,1990,2"), "table.csv:3: year: X 1990 is there twice"),
        (("state,year,checks", ",1990,1"), "table.csv:2: state: the field is empty"),
    ],
)
def test_a_broken_table_of_institutions_says_where_and_what(
    tmp_path: Path, lines: tuple[str, ...], told: str
) -> None:
    with pytest.raises(CaseError) as caught:
        read_institutions(written(tmp_path, *lines))
    assert told in str(caught.value)


def test_every_problem_is_told_in_the_order_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(CaseError) as caught:
        read_agreements(written(tmp_path, HEAD, "a,X,1990,", "b,X,1990-01-01,soon"))
    assert [problem.line for problem in caught.value.problems] == [2, 3]
