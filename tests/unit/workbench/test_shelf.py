"""The shelf shows what is there, reads only inside its folder, and overwrites nothing."""

from __future__ import annotations

import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from winset.casebook import case_ids, case_path, read_case
from winset.foundation.errors import CaseError, InputError
from winset.workbench.failures import (
    ConflictError,
    NotFoundError,
    StorageError,
    TooLargeError,
)
from winset.workbench.library import cards
from winset.workbench.library.cards import head_of
from winset.workbench.library.shelf import Shelf, revision_of


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "new" / "folder")


def test_a_card_says_what_the_whole_case_says() -> None:
    for name in case_ids():
        path, case = case_path(name), read_case(name)
        head = head_of(path.read_text(encoding="utf-8"), path)
        assert (head["id"], head["title"], head["kind"]) == (case.id, case.title, case.kind)
        assert head["date"] == (case.date.isoformat() if case.date else None)
        assert head["summary"] == case.summary
        assert (head["outcome"] is None) == (case.outcome is None)
        assert head["verdict"] == getattr(case.outcome, "verdict", None)


def test_the_cards_of_the_casebook_take_well_under_a_second(shelf: Shelf) -> None:
    began = time.process_time()
    shelf.cards()
    assert time.process_time() - began < 0.8


def test_own_cases_come_first_and_broken_ones_are_shown_as_such(shelf: Shelf) -> None:
    shelf.create("my-bill", title="My bill")
    (shelf.folder / "broken.yaml").write_text("actors: [")
    (shelf.folder / "notes.txt").write_text("no case")
    (shelf.folder / "my-bill.weak.overlay.yaml").write_text("winset_overlay: 1")
    cards = shelf.cards()
    own = [card for card in cards if card.origin == "folder"]
    assert cards[: len(own)] == own
    assert {card.key: card.kind for card in own} == {
        "my-bill": "domestic",
        "broken": "unreadable",
    }
    assert next(card for card in own if card.key == "broken").problems == 1


BROKEN_FILES: dict[bytes, bytes] = {
    b"beyond-unicode.yaml": b'winset: 1\nid: x\ntitle: "\\U00110000"\n',
    b"far-beyond-unicode.yaml": b'winset: 1\nid: x\ntitle: "\\UFFFFFFFF"\n',
    b"name-not-utf8-\xe9.yaml": b"winset: 1\nid: x\ntitle: Named in Latin-1\n",
    b"not-utf8.yaml": b"winset: 1\nid: x\ntitle: caf\xe9\n",
    b"zero.yaml": b"winset: 1\0\n",
    b"utf16.yaml": "winset: 1".encode("utf-16"),
    b"empty.yaml": b"",
    b"bracket.yaml": b"actors: [\n",
    b"deep.yaml": b"[" * 5000,
    b"list-as-title.yaml": b"winset: 1\nid: x\ntitle: t\nsummary: [a]\n",
    b"number-as-verdict.yaml": b"winset: 1\nid: x\ntitle: t\noutcome: {verdict: 3}\n",
}


def test_each_broken_file_is_a_card_and_hides_no_other(shelf: Shelf) -> None:
    shelf.create("sound", title="Sound")
    for name, data in BROKEN_FILES.items():
        Path(os.fsdecode(os.fsencode(shelf.folder) + b"/" + name)).write_bytes(data)
    cards = {card.key: card for card in shelf.cards() if card.origin == "folder"}
    assert len(cards) == len(BROKEN_FILES) + 1
    assert [key for key, card in cards.items() if card.kind != "unreadable"] == ["sound"]
    assert all(card.problems >= 1 for key, card in cards.items() if key != "sound")
    for card in cards.values():
        card.model_dump_json().encode()


def test_a_file_whose_name_is_not_utf8_says_so_when_it_is_opened(shelf: Shelf) -> None:
    Path(os.fsdecode(os.fsencode(shelf.folder) + b"/caf\xe9.yaml")).write_text("winset: 1")
    card = shelf.cards()[0]
    assert (card.key, card.file) == ("caf\ufffd", "caf\ufffd.yaml")
    with pytest.raises(CaseError, match="name of this file is not UTF-8"):
        shelf.sheet(card.key)


def test_a_file_that_makes_the_reader_fail_hides_no_other(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.create("first", title="First")
    shelf.create("second", title="Second")
    read = cards.head_of

    def failing(text: str, path: Path) -> dict[str, object]:
        return read(text, path) if path.stem != "first" else 1 / 0  # type: ignore[return-value]

    monkeypatch.setattr(cards, "head_of", failing)
    found = {card.key: card.kind for card in shelf.cards() if card.origin == "folder"}
    assert found == {"first": "unreadable", "second": "domestic"}


def test_a_file_removed_while_the_folder_is_listed_hides_no_other(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.create("first", title="First")
    shelf.create("second", title="Second")
    files = shelf.files()
    shelf.path("first").unlink()
    monkeypatch.setattr(shelf, "files", lambda: files)
    assert [card.key for card in shelf.cards() if card.origin == "folder"] == ["second"]


def test_files_that_differ_in_their_ending_alone_have_a_card_each(shelf: Shelf) -> None:
    shelf.create("bill", title="YAML")
    text = shelf.sheet("bill").text
    (shelf.folder / "bill.yml").write_text(text.replace("title: YAML", "title: YML"))
    titles = {card.key: card.title for card in shelf.cards() if card.origin == "folder"}
    assert titles == {"bill": "YAML", "bill.yml": "YML"}
    assert "title: YML" in shelf.sheet("bill.yml").text


def test_a_changed_file_gives_a_new_card(shelf: Shelf) -> None:
    key = shelf.create("my-bill", title="Old")
    assert shelf.cards()[0].title == "Old"
    path = shelf.path(key)
    path.write_text(path.read_text().replace("title: Old", "title: Newer title"))
    assert shelf.cards()[0].title == "Newer title"


def test_a_file_named_like_a_published_case_has_a_key_of_its_own(shelf: Shelf) -> None:
    key = shelf.copy("fast-track-1997", "fast-track-1997")
    assert key == "fast-track-1997.mine"
    assert shelf.sheet(key).origin == "folder"
    assert shelf.sheet("fast-track-1997").origin == "casebook"


@pytest.mark.parametrize("template", sorted(Shelf.templates()))
def test_every_template_makes_a_case_that_can_be_opened(shelf: Shelf, template: str) -> None:
    from winset.workbench.editing.desks import Desks

    key = shelf.create("from-template", template=template, title="A title")
    desk = Desks(shelf).at("a" * 32, key)
    assert desk.case.title == "A title"
    assert not desk.is_changed


@pytest.mark.parametrize(
    "name", ["", "../x", "a/b", "a\\b", ".hidden", "x" * 81, "a b", "a\0b", "Ä"]
)
def test_names_that_are_none_are_refused(shelf: Shelf, name: str) -> None:
    with pytest.raises(InputError, match="name"):
        shelf.put(name, "x")


def test_nothing_is_overwritten(shelf: Shelf) -> None:
    key = shelf.create("my-bill")
    before = shelf.sheet(key)
    for again in (
        lambda: shelf.create("my-bill"),
        lambda: shelf.copy("fast-track-1997", "my-bill"),
    ):
        with pytest.raises(ConflictError):
            again()
    shelf.path(key).write_text(before.text + "# outside\n")
    with pytest.raises(ConflictError, match="outside"):
        shelf.save(key, "mine", revision=before.revision)
    assert shelf.sheet(key).text == before.text + "# outside\n"
    assert shelf.save(key, before.text, revision=shelf.sheet(key).revision) == before.revision
    with pytest.raises(InputError, match="casebook"):
        shelf.save("fast-track-1997", "x", revision=revision_of("x"))


def test_links_that_lead_outside_are_not_shown(shelf: Shelf, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text("winset: 1\nid: outside\ntitle: t\n")
    (shelf.folder / "link.yaml").symlink_to(outside)
    (shelf.folder / "loop.yaml").symlink_to(shelf.folder / "loop.yaml")
    (shelf.folder / "folder.yaml").mkdir()
    assert shelf.files() == {}
    with pytest.raises(NotFoundError):
        shelf.sheet("link")


def test_a_removed_case_lies_in_the_trash(shelf: Shelf) -> None:
    key = shelf.create("my-bill")
    text = shelf.sheet(key).text
    assert shelf.remove(key).read_text() == text
    with pytest.raises(NotFoundError):
        shelf.sheet(key)
    with pytest.raises(InputError):
        shelf.remove("fast-track-1997")


def test_uploads_get_a_free_name_and_are_checked_first(shelf: Shelf) -> None:
    data = case_path("fast-track-1997").read_bytes()
    assert shelf.upload("mine.yaml", data) == "mine"
    assert shelf.upload("../../mine.yaml", data) == "mine-2"
    assert shelf.upload("no name!.yaml", data) == "fast-track-1997.mine"
    with pytest.raises(TooLargeError):
        shelf.upload("x.yaml", b"#" * 5_000_001)
    with pytest.raises(CaseError, match="UTF-8"):
        shelf.upload("x.yaml", b"\xff\xfa")
    wrong = data.replace(b"level: executive", b"level: exekutive", 1)
    with pytest.raises(CaseError) as caught:
        shelf.upload("x.yaml", wrong)
    line = wrong[: wrong.index(b"exekutive")].count(b"\n") + 1
    assert line in [problem.line for problem in caught.value.problems]
    assert set(shelf.files()) == {"mine", "mine-2", "fast-track-1997.mine"}


def test_a_folder_that_cannot_be_one_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match="cannot be used"):
        Shelf(tmp_path / "file")


def test_two_cases_of_one_title_and_day_are_told_apart_by_their_files(shelf: Shelf) -> None:
    for name in ("first", "second"):
        shelf.copy("china-pntr-2000", name)
    own = [card for card in shelf.cards() if card.origin == "folder"]
    assert len({(card.title, card.date) for card in own}) == 1
    assert [card.file for card in own] == ["first.yaml", "second.yaml"]
    assert all(card.modified for card in own)


def test_what_this_workbench_saved_is_known_from_what_others_wrote(shelf: Shelf) -> None:
    key = shelf.create("my-bill", title="My bill")
    assert not shelf.is_saved_here(key)
    sheet = shelf.sheet(key)
    shelf.save(key, sheet.text + "# here\n", revision=sheet.revision)
    assert shelf.is_saved_here(key)
    (shelf.folder / "my-bill.yaml").write_text(sheet.text + "# elsewhere\n", encoding="utf-8")
    assert not shelf.is_saved_here(key)


def test_a_case_that_could_not_be_written_leaves_no_empty_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path, _text: str) -> None:
        raise InputError("no space left on device")

    shelf = Shelf(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr("winset.workbench.library.shelf.write_text", full)
        with pytest.raises(InputError, match="no space"):
            shelf.create("mine")
    assert shelf.create("mine") == "mine"


def test_a_folder_that_is_gone_is_told_as_such(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "cases")
    key = shelf.create("mine")
    (tmp_path / "cases").rename(tmp_path / "moved")
    for ask in (shelf.files, shelf.cards, lambda: shelf.sheet(key), lambda: shelf.remove(key)):
        with pytest.raises(StorageError, match="cannot be read"):
            ask()


def test_cards_can_be_listed_by_many_while_files_change(shelf: Shelf) -> None:
    def case(number: int, title: str) -> None:
        text = f"winset: 1\nid: c{number}\ntitle: {title}\nkind: domestic\n"
        (shelf.folder / f"c{number}.yaml").write_text(text)

    for number in range(60):
        case(number, "first")

    def look(who: int) -> None:
        for turn in range(3):
            assert len(shelf.cards()) >= 60
            for number in range(0, 60, 7):
                case(number, f"turn {turn} of {who}")

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(look, range(8)))
    finally:
        sys.setswitchinterval(before)


def test_the_longest_name_gets_a_free_one_beside_it(shelf: Shelf) -> None:
    data = shelf.sheet(shelf.create("a-bill")).text.encode()
    keys = [shelf.upload(f"{'x' * 80}.yaml", data) for _ in range(3)]
    assert keys == ["x" * 80, "x" * 78 + "-2", "x" * 78 + "-3"]
