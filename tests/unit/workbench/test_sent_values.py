"""What a visitor uploads or types may hold fewer values than a file that lies in the folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from winset.casebook import case_ids, case_path
from winset.cases.file.document import MOST_VALUES, parse_document
from winset.cases.templates.skeleton import skeleton_text
from winset.foundation.errors import CaseError
from winset.workbench.access.limits import MOST_SENT_VALUES
from winset.workbench.editing import history
from winset.workbench.editing.desks import Desks
from winset.workbench.library.shelf import Shelf

VISITOR = "b" * 32
TOLD = r"more than {:,} values.*a case has a few thousand"


def values_in(text: str) -> int:
    return parse_document(text, "x.yaml").root.size


def case_with(least: int) -> str:
    """A valid case with a few more values than `least`: many groups."""
    text = skeleton_text("a-bill", "A bill", "us-bill")
    head, tail = text.split("actors:\n", 1)
    number = (least - values_in(text)) // 4 + 1
    more = "".join(
        f"  group-{n}: {{level: group, position: {{openness: 0.5}}, capacity: 1}}\n"
        for n in range(number)
    )
    return f"{head}actors:\n{more}{tail}"


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> int:
    """A limit that a small text is above."""
    monkeypatch.setattr(history, "MOST_SENT_VALUES", 600)
    return 600


def test_every_case_of_the_casebook_has_room_to_grow_fivefold() -> None:
    largest = max(values_in(case_path(name).read_text("utf-8")) for name in case_ids())
    assert 1000 < largest < MOST_SENT_VALUES / 5
    assert MOST_SENT_VALUES < MOST_VALUES


def test_an_upload_above_the_limit_is_refused_with_the_limit_and_writes_nothing(
    shelf: Shelf, few: int
) -> None:
    large = case_with(few)
    assert values_in(large) > few
    with pytest.raises(CaseError, match=TOLD.format(few)):
        shelf.upload("large.yaml", large.encode())
    assert not list(shelf.folder.glob("*.yaml"))


def test_an_upload_below_the_limit_is_taken(shelf: Shelf, few: int) -> None:
    small = case_with(few - 100)
    assert few - 100 < values_in(small) <= few
    assert shelf.upload("small.yaml", small.encode()) == "small"


def test_the_limit_itself_is_the_one_that_is_told(shelf: Shelf) -> None:
    with pytest.raises(CaseError, match=TOLD.format(MOST_SENT_VALUES)):
        shelf.upload("large.yaml", case_with(MOST_SENT_VALUES + 100).encode())


def test_a_typed_text_above_the_limit_is_refused_and_the_draft_stays(
    shelf: Shelf, few: int
) -> None:
    shelf.create("a-bill")
    desk = Desks(shelf).at(VISITOR, "a-bill")
    before = desk.text()
    with pytest.raises(CaseError, match=TOLD.format(few)):
        desk.write(case_with(few))
    assert desk.text() == before
    assert "more than" in str(desk.problems()[0])


def test_a_file_of_the_folder_above_the_limit_opens_and_is_edited(shelf: Shelf, few: int) -> None:
    shelf.put("large", case_with(few))
    desk = Desks(shelf).at(VISITOR, "large")
    desk.set("actors.group-0.capacity", 7)
    assert "capacity: 7" in desk.text()
