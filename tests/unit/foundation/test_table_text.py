"""Small tables as people type them, and what the readers that take them say."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from winset.cases.tables.actors_table import read_actors_table
from winset.cases.tables.negotiation_table import read_positions_table
from winset.cli.shared.rule_input import named_numbers
from winset.discourse.read_statements import read_statements
from winset.foundation.errors import CaseError, InputError
from winset.foundation.table_text import text_table

LINE = re.compile(r"line=\d+")
READERS: dict[str, tuple[Callable[[Path], object], str]] = {
    "weights": (
        lambda path: named_numbers(str(path), "weight"),
        "name,weight\nSPD,2\nCDU,3\n",
    ),
    "actors": (lambda path: read_actors_table(path, ["house"]), "id,level\nspd,group\ncdu,group\n"),
    "statements": (read_statements, "actor,concept,agreement\nspd,c,1\ncdu,c,0\n"),
    "positions": (read_positions_table, "proposal,us,jp\np1,accept,reject\np2,reject,\n"),
}


def doubled(text: str) -> str:
    """The first column once more at the end."""
    rows = text.splitlines()
    return "".join(f"{row},{row.split(',')[0]}\n" for row in rows)


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("first", ["", "sep={}\n", '"sep={}"\n', "\ufeff"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_every_reader_takes_what_spreadsheets_write(
    kind: str, separator: str, first: str, ends: str, tmp_path: Path
) -> None:
    read, text = READERS[kind]
    plain, other = tmp_path / "plain.csv", tmp_path / "other.csv"
    plain.write_text(text, encoding="utf-8")
    written = first.format(separator) + text.replace(",", separator) + "\n \n"
    other.write_text(written.replace("\n", ends), encoding="utf-8", newline="")
    found, meant = (LINE.sub("", str(read(path))) for path in (other, plain))
    assert found == meant


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (lambda text: text.replace("\n", ",,x,y\n", 2).replace(",,x,y\n", "\n", 1), "cells in a"),
        (lambda text: text.partition("\n")[0], "the table has no rows"),
        (lambda _: "", "the table has no rows"),
        (lambda text: text + '"open', "close the quotes"),
        (doubled, "twice"),
    ],
)
def test_every_reader_says_the_same_of_a_damaged_table(
    kind: str, damage: Callable[[str], str], says: str, tmp_path: Path
) -> None:
    read, text = READERS[kind]
    path = tmp_path / "table.csv"
    path.write_text(damage(text), encoding="utf-8")
    with pytest.raises(InputError) as error:
        read(path)
    assert says in str(error.value)
    assert "table.csv" in str(error.value)


def test_weights_with_decimal_commas_are_read_where_semicolons_separate(tmp_path: Path) -> None:
    path = tmp_path / "weights.csv"
    path.write_text("name;weight\nSPD;1,5\nCDU;2,5\nFDP;1\n", encoding="utf-8")
    assert named_numbers(str(path), "weight") == {"SPD": 1.5, "CDU": 2.5, "FDP": 1}


def test_places_count_the_line_that_names_the_separator() -> None:
    with pytest.raises(CaseError, match=r"a.csv:4: 3 cells in a table of 2 columns; write a cell"):
        text_table("sep=;\na;b\n1;2\n1;2;3\n", "a.csv", one="entry")
