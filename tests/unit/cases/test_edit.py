"""An edit of a case file changes one line and keeps the rest."""

from pathlib import Path

import pytest

from winset.cases.editing.edit import edited
from winset.cases.file.read import load, load_text
from winset.cases.file.write import write_case
from winset.foundation.errors import InputError

TEXT = """\
winset: 1   # the version
id: bill
title: 'A bill'
issues:
    openness:
        axis: vote
        title: >-
            Openness of
            trade
        low: closed
        high: open
        status_quo: 0.40    # where it stands
        proposal: {low: 0.6, likely: 0.7, high: 0.8}
rule: {all: [{chamber: house, quota: 218, of: 435}]}
actors:
    members:
        level: legislature
        seats:
            house: 435   # all of them
        position:
            openness: 0.5

    # the unions
    unions: {level: group, position: {openness: 0.1}}
notes:
- first
- second
"""


def changes(path: str, value: object, text: str = TEXT) -> list[tuple[str, str]]:
    """Return old and new text of the lines an edit changes; an added line has no old text."""
    before = load_text(text, "x")
    old, new = text.splitlines(), edited(before, {path: value}).text.splitlines()
    if len(old) == len(new):
        return [(a, b) for a, b in zip(old, new, strict=True) if a != b]
    return [("", line) for line in new if line not in old]


@pytest.mark.parametrize(
    ("path", "value", "old", "new"),
    [
        (
            "issues.openness.status_quo",
            "0.45",
            "        status_quo: 0.40    # where it stands",
            "        status_quo: 0.45    # where it stands",
        ),
        (
            "issues.openness.proposal.high",
            "0.9",
            "        proposal: {low: 0.6, likely: 0.7, high: 0.8}",
            "        proposal: {low: 0.6, likely: 0.7, high: 0.9}",
        ),
        (
            "issues.openness.proposal",
            "0.9",
            "        proposal: {low: 0.6, likely: 0.7, high: 0.8}",
            "        proposal: 0.9",
        ),
        (
            "actors.members.seats.house",
            "434",
            "            house: 435   # all of them",
            "            house: 434   # all of them",
        ),
        ("title", "Bill: no. 2", "title: 'A bill'", 'title: "Bill: no. 2"'),
        ("notes.1", "third", "- second", "- third"),
        (
            "actors.unions.capacity",
            "10",
            "    unions: {level: group, position: {openness: 0.1}}",
            "    unions: {level: group, position: {openness: 0.1}, capacity: 10}",
        ),
        ("actors.members.capacity", "1:2:3", "", "        capacity: {low: 1, likely: 2, high: 3}"),
        ("actors.members.salience.openness", "0.3", "", "        salience: {openness: 0.3}"),
        ("date", "1997-11-10", "", "date: 1997-11-10"),
    ],
)
def test_one_edit_changes_one_line(path: str, value: str, old: str, new: str) -> None:
    assert changes(path, value) == [(old, new)]


def test_a_new_field_stands_behind_the_last_one_of_its_block() -> None:
    lines = edited(load_text(TEXT, "x"), {"actors.members.capacity": "3"}).text.splitlines()
    place = lines.index("        capacity: 3")
    assert lines[place - 1] == "            openness: 0.5"
    assert lines[place + 1 : place + 3] == ["", "    # the unions"]


def test_windows_line_ends_stay() -> None:
    text = TEXT.replace("\n", "\r\n")
    changed = edited(load_text(text, "x"), {"actors.members.capacity": "3"}).text
    assert changed.count("\r\n") == changed.count("\n") == text.count("\n") + 1


def test_a_text_over_several_lines_can_be_replaced() -> None:
    changed = edited(load_text(TEXT, "x"), {"issues.openness.title": "Openness"})
    assert changed.case.issues["openness"].title == "Openness"
    assert "# where it stands" in changed.text


def test_json_stays_json() -> None:
    import json

    text = json.dumps(load_text(TEXT, "x").document.root.plain(), indent="\t")
    changed = edited(load_text(text, "x"), {"actors.unions.note": "a", "title": "B"})
    data = json.loads(changed.text)
    assert (data["actors"]["unions"]["note"], data["title"]) == ("a", "B")


def test_a_value_shared_by_an_alias_is_not_changed_behind_the_users_back() -> None:
    shared = TEXT.replace("status_quo: 0.40", "status_quo: &here 0.40").replace(
        "openness: 0.5", "openness: *here"
    )
    with pytest.raises(InputError, match="shares this value with another place"):
        edited(load_text(shared, "x"), {"actors.members.position.openness": "0.6"})


def test_a_case_file_is_written_in_its_own_words(tmp_path: Path) -> None:
    path = tmp_path / "bill.yaml"
    path.write_text(TEXT)
    write_case(load(path), path)
    assert path.read_text() == TEXT
    write_case(edited(load(path), {"issues.openness.status_quo": "0.45"}), path)
    assert path.read_text() == TEXT.replace("status_quo: 0.40", "status_quo: 0.45")
    assert [entry.name for entry in tmp_path.iterdir()] == ["bill.yaml"]
