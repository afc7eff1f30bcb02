"""Visitors who save one case at the same moment: what is confirmed is in the file."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from winset.cases.file.read import load_text
from winset.workbench.editing.desk import Desk
from winset.workbench.editing.desks import Desks
from winset.workbench.editing.scenarios import drop_scenario, keep_scenario
from winset.workbench.failures import ConflictError, NotFoundError
from winset.workbench.library.shelf import Shelf

VISITORS = [letter * 32 for letter in "abcd"]
FIELDS = ["actors.unions.capacity", "actors.exporters.capacity",
          "actors.unions.position.openness", "actors.exporters.position.openness"]  # fmt: skip


@pytest.fixture
def visitors(tmp_path: Path) -> list[Desk]:
    shelf = Shelf(tmp_path)
    shelf.create("a-bill")
    desks = Desks(shelf)
    return [desks.at(visitor, "a-bill") for visitor in VISITORS]


def at_once(desks: list[Desk], work: Callable[[Desk], object]) -> list[Desk]:
    """Let all do something at the same moment; return those for whom it was confirmed."""
    together = Barrier(len(desks))

    def attempt(desk: Desk) -> bool:
        together.wait()
        try:
            work(desk)
        except (ConflictError, NotFoundError):
            return False
        return True

    with ThreadPoolExecutor(len(desks)) as pool:
        confirmed = list(pool.map(attempt, desks))
    return [desk for desk, done in zip(desks, confirmed, strict=True) if done]


def in_file(desk: Desk, path: str) -> float:
    case = load_text(desk.shelf.sheet("a-bill").text, "x").case
    actor, field = path.split(".")[1:3]
    found = getattr(case.actors[actor], field)  # type: ignore[union-attr]
    return float((found["openness"] if field == "position" else found).likely)


def test_a_confirmed_save_is_in_the_file_and_the_others_lose_nothing(
    visitors: list[Desk],
) -> None:
    for turn in range(40):
        wanted = {desk: 0.2 + 0.01 * turn + 0.002 * place for place, desk in enumerate(visitors)}
        path_of = dict(zip(visitors, FIELDS, strict=True))
        for desk in visitors:
            desk.look_outside()
            desk.set(path_of[desk], wanted[desk])
        waiting = list(visitors)
        while waiting:
            saved = at_once(waiting, Desk.save)
            assert len(saved) == 1
            assert in_file(saved[0], path_of[saved[0]]) == wanted[saved[0]]
            waiting.remove(saved[0])
            for desk in waiting:
                assert desk.look_outside().state == "merged"
        for desk in visitors:
            assert in_file(desk, path_of[desk]) == wanted[desk]


def test_one_of_those_who_keep_a_scenario_under_one_name_has_it(visitors: list[Desk]) -> None:
    for turn in range(10):
        for place, desk in enumerate(visitors):
            desk.set(FIELDS[0], 5 + turn + place / 10)
        kept = at_once(visitors, lambda desk, name=f"s{turn}": keep_scenario(desk, name))
        assert len(kept) == 1
        found = keep_scenario(kept[0], f"again{turn}").values
        path = kept[0].shelf.folder / f"a-bill.s{turn}.overlay.yaml"
        assert found[FIELDS[0]] in path.read_text()
        dropped = at_once(visitors, lambda desk, name=f"s{turn}": drop_scenario(desk, name))
        assert len(dropped) == 1


def test_one_of_those_who_remove_a_case_moves_it_to_the_trash(visitors: list[Desk]) -> None:
    removed = at_once(visitors, lambda desk: desk.shelf.remove("a-bill"))
    assert len(removed) == 1
    assert len(list((removed[0].shelf.private / "trash").iterdir())) == 1
