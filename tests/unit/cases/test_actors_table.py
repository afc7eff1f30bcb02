"""Spreadsheets of actors and whip lists."""

from pathlib import Path

import pytest

from winset.cases.tables.actors_table import WHIP_POSITIONS, ActorsTable, read_actors_table
from winset.foundation.errors import CaseError

CHAMBERS = ("house", "senate")


def read(folder: Path, text: str) -> ActorsTable:
    """Read a table from its text."""
    path = folder / "actors.csv"
    path.write_text(text, encoding="utf-8")
    return read_actors_table(path, CHAMBERS)


def told(folder: Path, text: str) -> list[str]:
    """Return what is told about a wrong table, without the name of the file."""
    with pytest.raises(CaseError) as error:
        read(folder, text)
    return [str(p).removeprefix(f"{folder / 'actors.csv'}:") for p in error.value.problems]


def test_each_column_is_a_path_and_an_empty_cell_leaves_it_out(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        "id,level,name,position.trade,position.labour,seats.house,capacity,lobbying.from,broker\n"
        "reps,legislature,Republicans,0.6:0.7:0.8,,228,,,\n"
        '"unions",group,"AFL, CIO",0.2,0.1,,20,1997-03-01,true\n',
    )
    assert list(table.actors) == ["reps", "unions"]
    assert table.actors["reps"] == {
        "level": "legislature",
        "title": "Republicans",
        "position": {"trade": {"low": 0.6, "likely": 0.7, "high": 0.8}},
        "seats": {"house": 228},
    }
    assert table.actors["unions"]["title"] == "AFL, CIO"
    assert table.actors["unions"]["broker"] is True
    assert [(name, issue["axis"]) for name, issue in table.issues.items()] == [
        ("trade", "vote"),
        ("labour", "reason"),
    ]


@pytest.mark.parametrize("separator", [";", "\t"])
def test_semicolons_and_tabs_separate_too(tmp_path: Path, separator: str) -> None:
    text = "\ufeffid,level,capacity\na,group,1.5\n".replace(",", separator)
    assert read(tmp_path, text).actors["a"]["capacity"] == 1.5


def test_wrong_cells_are_told_with_row_and_column(tmp_path: Path) -> None:
    text = (
        "id;level;position.trade;seats.house;pivotal.impact\n"
        "A B;grop;0,4;x;\n"
        "ok;group;1.5;;0.3\n"
        "ok;group;;;\n"
    )
    assert [line.split(";")[0] for line in told(tmp_path, text)] == [
        "2: id: 'A B' is not an id",
        "2: level: takes one of executive, legislature, group, foreign, not 'grop'",
        "2: seats.house: takes a whole number, not 'x'",
        "3: position.trade: must lie between 0 and 1, not 1.5",
        "3: pivotal.cost_of_staying_out: is needed here",
        "3: pivotal.resources: is needed here",
        "4: id: the id `ok` is there twice, first in row 3",
    ]


def test_wrong_columns_are_told_with_the_nearest(tmp_path: Path) -> None:
    assert told(tmp_path, "id,levl,seats.hous,capcity\na,group,1,2\n") == [
        "1: the column `level` is missing; did you mean `levl`?",
        "1: the column `levl` is not known; did you mean `level`?",
        "1: seats.hous: the rule has no vote in `hous`; did you mean `house`?",
        "1: the column `capcity` is not known; did you mean `capacity`?",
    ]
    assert "the column `id` is there twice" in told(tmp_path, "id,id\na,b\n")[0]
    assert "the table has no rows" in told(tmp_path, "id,level\n\n")[0]
    assert "3 cells in a table of 2 columns" in told(tmp_path, "id,level\na,group,x\n")[0]


def test_a_whip_list_becomes_members_at_the_place_of_their_word(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        "member,party,state,chamber,position\n"
        '"Garc\u00eda, Jes\u00fas",D,IL,,Lean Yes\n'
        "Smith,R,TX,senate,NO\n"
        "Smith,D,NY,house,undecided\n"
        "Smith,D,NY,house,lean-no\n",
    )
    assert table.is_whip_list
    assert list(table.actors) == ["garcia-jesus", "smith", "smith-ny", "smith-ny-2"]
    assert table.actors["garcia-jesus"] == {
        "title": "Garc\u00eda, Jes\u00fas (IL)",
        "level": "legislature",
        "party": "D",
        "seats": {"house": 1},
        "position": {"bill": WHIP_POSITIONS["lean yes"]},
    }
    assert table.actors["smith"]["seats"] == {"senate": 1}
    assert table.issues["bill"]["axis"] == "vote"


def test_the_words_of_a_whip_list_lie_in_order_round_the_middle() -> None:
    likely = [WHIP_POSITIONS[word]["likely"] for word in ("yes", "lean yes", "undecided")]
    mirrored = [WHIP_POSITIONS[word]["likely"] for word in ("no", "lean no", "undecided")]
    assert likely == sorted(likely, reverse=True)
    assert [1 - place for place in mirrored] == likely
    assert likely[-1] == 0.5


def test_a_wrong_whip_list_is_told_with_row_and_column(tmp_path: Path) -> None:
    text = "member,position,chamber\nA,leen no,\n,yes,\nC,yes,hous\nD,,\n"
    assert told(tmp_path, text) == [
        "2: position: 'leen no' is not a position; did you mean `lean no`?",
        "3: member: a member without a name",
        "4: chamber: the rule has no vote in `hous`; did you mean `house`?",
        "5: position: a member without a position; "
        "positions here: yes, lean yes, undecided, lean no, no",
    ]
