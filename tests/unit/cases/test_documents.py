"""Where values stand in a document, and what plain words mean."""

import datetime as dt
from pathlib import Path

import pytest

from winset.cases.file.document import parse_document
from winset.cases.file.read import load
from winset.cases.file.scalars import number_right, plain_scalar
from winset.foundation.calendar import day_right

SOUND = Path(__file__).parents[2] / "data" / "sound.yaml"


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("actors.president.capacity.likely", (22, 33)),
        ("actors.president.capacity", (22, 5)),
        ("actors.president", (19, 3)),
        ("rule.all.1.actor", (16, 15)),
        ("actors.president.willingness.payoff", (19, 3)),
        ("nothing", (1, 1)),
    ],
)
def test_a_path_has_a_place_and_an_absent_one_that_of_what_holds_it(
    path: str, place: tuple[int, int]
) -> None:
    assert load(SOUND).place(path) == place


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("true", True),
        ("", None),
        ("~", None),
        ("0755", 755),
        ("-1.5e3", -1500.0),
        (".5", 0.5),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("12:30", "12:30"),
        ("1997-09-16", dt.date(1997, 9, 16)),
        ("1997-9-16", "1997-9-16"),
    ],
)
def test_a_plain_word_means_what_it_looks_like(word: str, value: object) -> None:
    found, wrong = plain_scalar(word)
    assert (found, type(found), wrong) == (value, type(value), None)


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("1997-02-30", "that month has the days 01 to 28"),
        ("2000-02-30", "that month has the days 01 to 29"),
        ("1997-13-01", "write year-month-day with a month from 01 to 12"),
        ("1997-12-32", "that month has the days 01 to 31"),
        ("0000-01-01", "the years begin with 0001"),
        ("-.INF", "write a number"),
        ("1e400", "at most 1e+15 is read"),
    ],
)
def test_an_impossible_day_or_number_is_told(word: str, right: str) -> None:
    assert plain_scalar(word)[1] is not None
    assert plain_scalar(word)[1].right == right  # type: ignore[union-attr]


def test_numbers_and_days_in_other_forms_are_put_right() -> None:
    assert number_right("12,5 %") == "write 0.125"
    assert number_right("1 000") == "write 1000"
    assert number_right("10,000") == "write 10000"
    assert number_right("0.3 to 0.5") == "write {low: 0.3, likely: 0.4, high: 0.5}"
    assert number_right("0.3:0.4:0.6") == "write {low: 0.3, likely: 0.4, high: 0.6}"
    assert number_right("many") is None
    assert day_right("1997/9/16") == "write 1997-09-16"
    assert day_right("1997-2-30") == "that day is not in the calendar"


def test_an_alias_stands_for_what_it_names() -> None:
    root = parse_document("a: &x {b: [1, 2]}\nc: *x\n", "x").root
    assert root.plain() == {"a": {"b": [1, 2]}, "c": {"b": [1, 2]}}


def test_no_version_directive_brings_norway_back_as_false() -> None:
    assert parse_document("%YAML 1.1\n---\na: NO\n", "x").root.plain() == {"a": "NO"}


def test_pairs_of_surrogates_in_json_are_one_character() -> None:
    assert parse_document('{"a": "\\ud83d\\ude00"}', "x").root.plain() == {"a": "\U0001f600"}
