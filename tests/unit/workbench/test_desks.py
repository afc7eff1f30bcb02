"""All desks: a journal has one desk at a time, however many are open."""

from __future__ import annotations

import gc
import os
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from winset.workbench.editing import desks as desks_module
from winset.workbench.editing.desks import Desks
from winset.workbench.failures import NotFoundError
from winset.workbench.library.shelf import Shelf

CASE = "fast-track-1997"
PATH = "actors.clinton.capacity"


def visitor(number: int) -> str:
    return f"{number:032x}"


def test_a_desk_in_use_is_the_same_after_it_made_room_for_others(tmp_path: Path) -> None:
    desks = Desks(Shelf(tmp_path), room=2)
    held = desks.at(visitor(0), CASE)
    for number in range(1, 4):
        desks.at(visitor(number), CASE)
    assert len(desks._open) == 2
    assert desks.at(visitor(0), CASE) is held
    held.set(PATH, 3)
    desks.at(visitor(0), CASE).set("actors.business.capacity", 4)
    del held
    found = Desks(Shelf(tmp_path)).at(visitor(0), CASE)
    assert {change.path for change in found.changes()} == {PATH, "actors.business.capacity"}


def test_a_desk_nobody_uses_is_let_go(tmp_path: Path) -> None:
    desks = Desks(Shelf(tmp_path), room=1)
    desks.at(visitor(0), CASE)
    desks.at(visitor(1), CASE)
    gc.collect()
    assert len(desks._alive) == 1
    assert not desks._opening


def test_drafts_nobody_did_anything_in_are_removed_after_a_month(tmp_path: Path) -> None:
    desks = Desks(Shelf(tmp_path))
    old = time.time() - 31 * 86400
    for number, edit in enumerate(("nothing", "set", "undone", "typed", "young", "torn")):
        desk = desks.at(visitor(number), CASE)
        path = desks.journal_of(visitor(number), CASE)
        if edit in ("set", "undone"):
            desk.set(PATH, 3)
        if edit == "undone":
            desk.undo()
        if edit == "typed":
            desk.keep_scratch("half a ca")
        if edit == "torn":
            path.write_bytes(path.read_bytes() + b"0000")
        if edit != "young":
            os.utime(path, (old, old))
    assert Desks(Shelf(tmp_path)).tidy() == 1
    kept = [desks.journal_of(visitor(number), CASE).exists() for number in range(6)]
    assert kept == [False, True, True, True, True, True]
    assert not desks.journal_of(visitor(0), CASE).parent.exists()
    assert Desks(Shelf(tmp_path / "new")).tidy() == 0


def test_a_desk_is_opened_once_and_holds_up_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desks = Desks(Shelf(tmp_path))
    begun, go_on = threading.Event(), threading.Event()
    made: list[Any] = []

    class Slow(desks_module.Desk):
        def __init__(self, shelf: Shelf, owner: str, key: str, path: Path) -> None:
            super().__init__(shelf, owner, key, path)
            made.append(self)
            if owner == visitor(0):
                begun.set()
                assert go_on.wait(60)

    monkeypatch.setattr(desks_module, "Desk", Slow)
    found: list[Any] = []
    threads = [
        threading.Thread(target=lambda: found.append(desks.at(visitor(0), CASE))) for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    assert begun.wait(60)
    other = desks.at(visitor(1), CASE)  # while the first is still being opened
    go_on.set()
    for thread in threads:
        thread.join(60)
    assert found[0] is found[1]
    assert made == [found[0], other] or made == [other, found[0]]


def test_a_tab_of_a_draft_thrown_away_writes_into_no_other(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    desks = Desks(shelf)
    shelf.create("mine")
    old = desks.at(visitor(0), "mine")
    old.set("actors.unions.capacity", 3)
    shelf.remove("mine")
    desks.forget(visitor(0), "mine")
    shelf.create("mine")
    new = desks.at(visitor(0), "mine")
    new.set("actors.unions.capacity", 7)
    for _ in range(3):
        with pytest.raises(NotFoundError, match="thrown away"):
            old.set("actors.unions.capacity", 99)
    found = Desks(shelf).at(visitor(0), "mine")
    assert found.case == new.case


def test_those_without_a_cookie_take_one_share(tmp_path: Path) -> None:
    desks = Desks(Shelf(tmp_path))
    strangers = [desks.at(visitor(n), CASE, is_returning=False) for n in range(3)]
    assert {desk.share for desk in strangers} == {""}
    assert desks.at(visitor(0), CASE).share == visitor(0)
