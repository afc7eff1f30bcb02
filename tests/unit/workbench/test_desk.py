"""A desk keeps a draft through crashes, tells what changed and never overwrites an outside edit."""

from __future__ import annotations

from pathlib import Path

import pytest

from winset.cases.editing.with_values import with_values
from winset.cases.file.read import load_text
from winset.foundation.errors import CaseError, InputError
from winset.workbench.editing import draft as draft_module
from winset.workbench.editing.desk import Desk
from winset.workbench.editing.desks import Desks
from winset.workbench.failures import ConflictError, StaleRevisionError
from winset.workbench.library.shelf import Shelf

VISITOR = "a" * 32
CAPACITY = "actors.unions.capacity"
PLACE = "actors.unions.position.openness"


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    found = Shelf(tmp_path)
    found.create("a-bill")
    return found


@pytest.fixture
def desk(shelf: Shelf) -> Desk:
    return Desks(shelf).at(VISITOR, "a-bill")


def reopened(desk: Desk) -> Desk:
    return Desks(desk.shelf).at(desk.visitor, desk.key)


def test_one_edit_changes_one_line_and_keeps_the_comments(desk: Desk) -> None:
    desk.set(CAPACITY, 7)
    before, after = desk.saved_text.splitlines(), desk.text().splitlines()
    assert len(before) == len(after)
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1
    assert any(line.lstrip().startswith("#") for line in after)


def test_the_text_says_what_the_case_says(desk: Desk) -> None:
    desk.set_many({CAPACITY: "3:4:5", PLACE: 0.25})
    desk.add("actors.farmers", {"level": "group", "position": {"openness": 0.7}})
    desk.set("actors.farmers.capacity", 2)
    assert load_text(desk.text(), "x").case == desk.case


def test_a_draft_comes_back_after_the_server_is_gone(desk: Desk) -> None:
    desk.set(CAPACITY, 7)
    desk.set(CAPACITY, 8)
    desk.undo()
    again = reopened(desk)
    assert again.case == desk.case
    assert again.text() == desk.text()
    assert (again.revision, again.can_undo, again.can_redo) == (3, True, True)
    again.redo()
    assert again.case.actors["unions"].capacity.likely == 8  # type: ignore[union-attr]


def test_undo_and_redo_walk_through_every_kind_of_step(desk: Desk) -> None:
    texts = [desk.text()]
    for step in (
        lambda: desk.set(CAPACITY, 7),
        lambda: desk.add("actors.farmers", {"level": "group", "position": {"openness": 0.7}}),
        lambda: desk.rename("actors.farmers", "growers"),
        lambda: desk.remove("actors.growers"),
        lambda: desk.write(desk.text().replace("Unions", "Labour unions")),
        lambda: desk.discard(),
    ):
        step()
        texts.append(desk.text())
    for wanted in reversed(texts[:-1]):
        desk.undo()
        assert desk.text() == wanted
    assert not desk.can_undo
    with pytest.raises(InputError, match="nothing to undo"):
        desk.undo()
    for wanted in texts[1:]:
        desk.redo()
        assert desk.text() == wanted
    with pytest.raises(InputError, match="nothing to redo"):
        desk.redo()


def test_an_edit_after_undo_forgets_what_was_undone(desk: Desk) -> None:
    desk.set(CAPACITY, 7)
    desk.undo()
    desk.set(PLACE, 0.3)
    assert not desk.can_redo
    assert not reopened(desk).can_redo


def test_a_wrong_value_changes_nothing(desk: Desk) -> None:
    for path, value, words in (
        (PLACE, 1.5, "1"),
        ("actors.unoins.capacity", 3, "did you mean"),
        ("calendar.held_by", "nobody-here", "nobody-here"),
        (PLACE, float("nan"), "number"),
        (PLACE, object(), "kept"),
    ):
        with pytest.raises(InputError, match=words):
            desk.set(path, value)
    with pytest.raises(InputError, match="no value"):
        desk.set_many({})
    assert desk.revision == 0
    assert not desk.is_changed


def test_an_edit_against_an_old_revision_is_refused(desk: Desk) -> None:
    now = desk.set(CAPACITY, 7)
    with pytest.raises(StaleRevisionError):
        desk.set(CAPACITY, 8, revision=now - 1)
    for refused in (
        lambda: desk.remove("actors.exporters", revision=0),
        lambda: desk.write(desk.text(), revision=0),
    ):
        with pytest.raises(StaleRevisionError):
            refused()
    assert desk.set(CAPACITY, 8, revision=now) == now + 1


def test_changes_are_told_field_by_field_with_ranges_as_one(desk: Desk) -> None:
    desk.set_many({CAPACITY: 7, PLACE: "0.1:0.2:0.4"})
    told = {change.path: (change.before, change.after) for change in desk.changes()}
    assert told == {
        PLACE: (
            {"low": 0.1, "likely": 0.2, "high": 0.3},
            {"low": 0.1, "likely": 0.2, "high": 0.4},
        ),
        CAPACITY: ({"low": 5.0, "likely": 10.0, "high": 20.0}, 7.0),
    }


def test_what_is_typed_and_not_valid_yet_is_kept_and_told_with_its_line(desk: Desk) -> None:
    typed = desk.text().replace("level: group", "level: gruop", 1)
    with pytest.raises(CaseError) as caught:
        desk.write(typed)
    assert caught.value.problems[0].line is not None
    again = reopened(desk)
    assert again.scratch == typed
    assert again.problems()[0].path.endswith("level")
    assert again.case == desk.case
    again.write(typed.replace("gruop", "group"))
    assert again.scratch is None


def test_a_part_others_name_cannot_be_removed(desk: Desk) -> None:
    with pytest.raises(CaseError, match="unions"):
        desk.remove("actors.unions")
    with pytest.raises(InputError, match="there is one already"):
        desk.add("actors.unions", {"level": "group"})
    with pytest.raises(InputError, match="there is none"):
        desk.remove("actors.nobody")
    assert desk.revision == 0


def test_saving_writes_the_file_and_the_draft_is_then_unchanged(desk: Desk) -> None:
    desk.set(CAPACITY, 7)
    assert desk.save() == "a-bill"
    assert (desk.shelf.folder / "a-bill.yaml").read_text() == desk.text()
    assert not desk.is_changed
    assert not reopened(desk).is_changed
    desk.undo()
    assert desk.is_changed


def test_a_case_of_the_casebook_is_saved_as_a_copy_with_its_own_id(shelf: Shelf) -> None:
    desk = Desks(shelf).at(VISITOR, "fast-track-1997")
    desk.set("actors.clinton.capacity", 30)
    with pytest.raises(InputError, match="copy"):
        desk.save()
    key = desk.save("my-fast-track")
    assert shelf.sheet(key).origin == "folder"
    saved = load_text(shelf.sheet(key).text, "x").case
    assert saved.id == "my-fast-track"
    assert saved == with_values(desk.case, {"id": "my-fast-track"})
    with pytest.raises(ConflictError):
        desk.save("my-fast-track")


def edit_outside(desk: Desk, old: str, new: str) -> str:
    path = desk.shelf.path(desk.key)
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return path.read_text()


def test_an_outside_edit_of_other_fields_is_taken_in_with_its_comments(desk: Desk) -> None:
    desk.set(CAPACITY, 7)
    edit_outside(desk, "title: Exporters", "title: Exporters of all kinds  # they asked for it")
    assert desk.look_outside().state == "merged"
    assert desk.case.actors["exporters"].title == "Exporters of all kinds"  # type: ignore[union-attr]
    assert desk.case.actors["unions"].capacity.likely == 7  # type: ignore[union-attr]
    assert "# they asked for it" in desk.text()
    assert [change.path for change in desk.changes()] == [CAPACITY]
    assert desk.look_outside().state == "same"
    desk.save()
    again = reopened(desk)
    assert "# they asked for it" in again.text()


def test_an_outside_edit_of_the_same_field_is_asked_about_and_never_overwritten(desk: Desk) -> None:
    desk.set(CAPACITY, 7)
    theirs = edit_outside(
        desk, "capacity: {low: 5, likely: 10, high: 20}\n    lobbying", "capacity: 11\n    lobbying"
    )
    found = desk.look_outside()
    assert found.state == "conflict"
    assert [(c.path, c.mine, c.theirs) for c in found.conflicts] == [(CAPACITY, 7, 11)]
    with pytest.raises(ConflictError):
        desk.save()
    with pytest.raises(ConflictError, match="unions"):
        desk.settle({})
    assert desk.shelf.path("a-bill").read_text() == theirs
    desk.settle({CAPACITY: "mine"})
    assert desk.case.actors["unions"].capacity.likely == 7  # type: ignore[union-attr]
    desk.save()
    assert not desk.is_changed


def test_their_side_can_be_taken(desk: Desk) -> None:
    desk.set(CAPACITY, 7)
    edit_outside(
        desk, "capacity: {low: 5, likely: 10, high: 20}\n    lobbying", "capacity: 11\n    lobbying"
    )
    desk.settle({CAPACITY: "theirs"})
    assert desk.case.actors["unions"].capacity.likely == 11  # type: ignore[union-attr]
    assert not desk.is_changed
    desk.undo()
    assert desk.case.actors["unions"].capacity.likely == 7  # type: ignore[union-attr]


def test_a_part_removed_outside_and_edited_here_is_a_conflict(desk: Desk) -> None:
    desk.set("actors.exporters.capacity", 7)
    path = desk.shelf.path(desk.key)
    file = load_text(path.read_text(), "x")
    from winset.cases.editing.parts import removed

    path.write_text(removed(file, "actors.exporters").text)
    found = desk.look_outside()
    assert found.state == "conflict"
    assert [c.path for c in found.conflicts] == ["actors.exporters"]
    desk.settle({"actors.exporters": "mine"})
    assert desk.case.actors["exporters"].capacity.likely == 7  # type: ignore[union-attr]


def test_a_broken_or_missing_file_is_told_and_left_alone(desk: Desk) -> None:
    desk.set(CAPACITY, 7)
    path = desk.shelf.path(desk.key)
    path.write_text("actors: [")
    found = desk.look_outside()
    assert found.state == "broken"
    assert found.problems
    with pytest.raises(InputError):
        desk.save()
    assert path.read_text() == "actors: ["
    path.unlink()
    assert desk.look_outside().state == "gone"
    assert desk.save("rescued") == "rescued"


def test_a_file_changed_while_nobody_edited_is_simply_read_anew(desk: Desk) -> None:
    edit_outside(desk, "title: Exporters", "title: Farmers")
    again = reopened(desk)
    assert again.case.actors["exporters"].title == "Farmers"  # type: ignore[union-attr]
    assert again.look_outside().state == "same"


def test_a_file_that_shares_values_by_alias_keeps_every_value(shelf: Shelf) -> None:
    text = shelf.sheet("a-bill").text
    shared = text.replace("capacity: {low: 5, likely: 10, high: 15}", "capacity: &ten 10", 1)
    shared = shared.replace("capacity: {low: 5, likely: 10, high: 20}", "capacity: *ten", 1)
    shelf.put("shared", shared)
    desk = Desks(shelf).at(VISITOR, "shared")
    holder = next(n for n, a in desk.case.actors.items() if a.capacity.likely == 10)  # type: ignore[union-attr]
    desk.set(f"actors.{holder}.capacity", 3)
    read = load_text(desk.text(), "x").case
    assert read == desk.case
    assert {a.capacity.likely for a in read.actors.values()} >= {3.0, 10.0}  # type: ignore[union-attr]


def test_visitors_have_desks_of_their_own(shelf: Shelf) -> None:
    desks = Desks(shelf)
    one, other = desks.at("a" * 32, "a-bill"), desks.at("b" * 32, "a-bill")
    one.set(CAPACITY, 7)
    assert not other.is_changed
    assert desks.at("a" * 32, "a-bill") is one
    assert set(desks.recent("a" * 32)) == {"a-bill"}
    assert desks.recent("c" * 32) == {}


def test_a_visitor_is_never_a_path(shelf: Shelf) -> None:
    for visitor in ("../x", "", "A" * 32, "a" * 31, "a" * 31 + "/"):
        with pytest.raises(InputError):
            Desks(shelf).at(visitor, "a-bill")


def test_desks_beyond_the_room_are_closed_and_lose_nothing(shelf: Shelf) -> None:
    desks = Desks(shelf, room=3)
    visitors = [f"{number:032x}" for number in range(6)]
    for number, visitor in enumerate(visitors):
        desks.at(visitor, "a-bill").set(CAPACITY, number + 1)
    assert len(desks._open) == 3
    for number, visitor in enumerate(visitors):
        case = desks.at(visitor, "a-bill").case
        assert case.actors["unions"].capacity.likely == number + 1  # type: ignore[union-attr]


def test_a_long_history_is_folded_and_says_the_same(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draft_module, "MOST_STEPS", 10)
    for number in range(25):
        desk.set(CAPACITY, number + 1)
    assert len(desk._history.steps) <= 10
    again = reopened(desk)
    assert again.text() == desk.text()
    assert again.revision == desk.revision == 25
    assert again.is_changed
    again.undo()
    assert again.case.actors["unions"].capacity.likely == 24  # type: ignore[union-attr]


def test_the_journal_of_whole_texts_stays_short(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = 12 * len(desk.text())
    monkeypatch.setattr(draft_module, "MOST_BYTES", room)
    longest = 0
    for number in range(40):
        desk.write(desk.saved_text.replace("Unions", f"Unions of {number}"))
        desk.save()
        longest = max(longest, desk._journal.size)
    assert longest < room + 3 * len(desk.text())
    assert "Unions of 39" in desk.text()
    desk.undo()
    assert "Unions of 38" in desk.text()
    again = reopened(desk)
    assert (again.text(), again.revision) == (desk.text(), desk.revision)
    assert again.saved_text == desk.saved_text
    again.redo()
    assert "Unions of 39" in again.text()


def test_walking_to_and_fro_does_not_lengthen_the_journal(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.set(CAPACITY, 7)
    desk.set(CAPACITY, 8)
    room = desk._journal.size + 200
    monkeypatch.setattr(draft_module, "MOST_BYTES", room)
    for _ in range(100):
        desk.undo()
        assert desk._journal.size <= room
        desk.redo()
        assert desk._journal.size <= room
    again = reopened(desk)
    assert again.case == desk.case
    assert again.revision == desk.revision == 202


def test_a_full_disk_at_the_tidying_leaves_what_is_confirmed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(records: object) -> None:
        raise InputError("no space left on device")

    monkeypatch.setattr(draft_module, "MOST_STEPS", 3)
    monkeypatch.setattr(desk._journal, "rewrite", full)
    for number in range(1, 8):
        assert desk.set(CAPACITY, number) == number
    again = reopened(desk)
    assert again.case == desk.case
    assert again.revision == 7


def test_throwing_a_draft_away_leaves_the_file(shelf: Shelf) -> None:
    desks = Desks(shelf)
    desks.at(VISITOR, "a-bill").set(CAPACITY, 7)
    desks.forget(VISITOR, "a-bill")
    assert not desks.at(VISITOR, "a-bill").is_changed


def test_what_cannot_stand_together_is_asked_about(desk: Desk) -> None:
    from winset.cases.editing.parts import added

    desk.remove("actors.exporters")
    desk.set(CAPACITY, 7)
    path = desk.shelf.path(desk.key)
    tie = {"from": "exporters", "to": "senate-minority", "strength": 0.2}
    path.write_text(added(load_text(path.read_text(), "x"), "pressure", tie).text)
    for _ in range(2):
        found = desk.look_outside()
        assert found.state == "conflict"
        assert [c.path for c in found.conflicts] == ["actors.exporters", CAPACITY]
    assert found.conflicts[1].theirs == {"low": 5, "likely": 10, "high": 20}
    with pytest.raises(CaseError, match="exporters"):
        desk.settle({CAPACITY: "mine", "actors.exporters": "mine"})
    assert "exporters" not in desk.case.actors  # type: ignore[union-attr]
    desk.settle({CAPACITY: "mine", "actors.exporters": "theirs"})
    assert desk.look_outside().state == "same"
    assert [change.path for change in desk.changes()] == [CAPACITY]
    desk.save()
    assert desk.look_outside().state == "same"


def test_a_file_that_is_yaml_but_no_valid_case_is_told_as_broken(desk: Desk) -> None:
    edit_outside(desk, "winset: 1\n", "winset: 1\nnonsense: 3\n")
    found = desk.look_outside()
    assert found.state == "broken"
    assert "nonsense" in str(found.problems[0])


def test_the_saved_case_is_not_read_anew_for_each_of_many_visitors(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    desks = [Desk(shelf, "a" * 32, shelf.create(f"b{n}"), tmp_path / f"j{n}") for n in range(20)]
    for desk in desks:
        desk.set(CAPACITY, 7)
        assert len(desk.changes()) == 1
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("winset.workbench.editing.draft.read", None)
        for desk in desks:
            desk.set(CAPACITY, 8)
            assert len(desk.changes()) == 1
