"""Whatever is edited, undone and cut off by crashes, the same draft comes back."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from winset.cases.file.read import load_text
from winset.foundation.errors import InputError
from winset.workbench.editing.desk import Desk
from winset.workbench.editing.desks import Desks
from winset.workbench.editing.history import batched
from winset.workbench.library.shelf import Shelf

VISITOR = "c" * 32
PLACES = ("actors.unions.position.openness", "actors.exporters.position.openness")

share = st.floats(0.0, 1.0).map(lambda value: round(value, 4))
edits = st.one_of(
    st.tuples(st.just("set"), st.sampled_from(PLACES), share),
    st.tuples(
        st.just("set"),
        st.sampled_from(("actors.unions.capacity", "actors.exporters.capacity")),
        st.floats(0.0, 50.0).map(lambda value: round(value, 3)),
    ),
    st.tuples(
        st.just("set"),
        st.just("actors.unions.position"),
        st.fixed_dictionaries({"openness": share}, optional={"labour-rights": share}),
    ),
    st.tuples(st.just("set"), st.just("actors.unions.title"), st.text(max_size=12)),
    st.tuples(st.just("add"), st.sampled_from(("farmers", "steel", "banks")), share),
    st.tuples(st.just("remove"), st.sampled_from(("farmers", "steel", "banks")), st.none()),
    st.tuples(st.sampled_from(("undo", "redo", "crash", "torn")), st.none(), st.none()),
)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        shelf = Shelf(Path(name))
        shelf.create("a-bill")
        yield Path(name)


def perform(desk: Desk, kind: str, name: Any, value: Any) -> Desk:
    if kind == "set":
        desk.set(name, value)
    elif kind == "add":
        desk.add(f"actors.{name}", {"level": "group", "position": {"openness": value}})
    elif kind == "remove":
        desk.remove(f"actors.{name}")
    elif kind in ("undo", "redo"):
        desk.undo() if kind == "undo" else desk.redo()
    else:
        if kind == "torn":  # what a crash in the middle of writing leaves behind
            with desk._journal.path.open("ab") as file:
                file.write(b'0badc0de {"op":"set","values":{"actors.uni')
        return Desks(desk.shelf).at(VISITOR, "a-bill")
    return desk


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(edits, max_size=14))
def test_any_sequence_of_edits_and_crashes_replays_to_the_same_text(
    folder: Path, steps: list[tuple[str, Any, Any]]
) -> None:
    desks = Desks(Shelf(folder))
    desks.forget(VISITOR, "a-bill")
    desk = desks.at(VISITOR, "a-bill")
    for step in steps:
        before = desk.case
        try:
            desk = perform(desk, *step)
        except InputError:
            assert desk.case == before
        if step[0] in ("crash", "torn"):
            assert desk.case == before
    again = Desks(Shelf(folder)).at(VISITOR, "a-bill")
    assert again.text() == desk.text()
    assert again.case == desk.case == load_text(desk.text(), "x").case
    assert (again.revision, again.can_undo, again.can_redo) == (
        desk.revision,
        desk.can_undo,
        desk.can_redo,
    )


@settings(max_examples=25, deadline=None)
@given(cut=st.integers(0, 2_000), values=st.lists(share, min_size=1, max_size=5))
def test_a_journal_cut_at_any_byte_gives_a_draft_that_was_confirmed(
    folder: Path, cut: int, values: list[float]
) -> None:
    desks = Desks(Shelf(folder))
    desks.forget(VISITOR, "a-bill")
    desk = desks.at(VISITOR, "a-bill")
    confirmed = [desk.case]
    start = desk._journal.size
    for value in values:
        desk.set(PLACES[0], value)
        confirmed.append(desk.case)
    path = desk._journal.path
    os.truncate(path, min(start + cut, path.stat().st_size))
    again = Desks(Shelf(folder)).at(VISITOR, "a-bill")
    assert again.case == confirmed[again.revision]


paths = st.sampled_from(("a", "a.b", "a.b.c", "a.d", "e"))


@given(sets=st.lists(st.dictionaries(paths, st.integers(0, 9), max_size=3), max_size=6))
def test_batches_set_what_one_after_another_would_set(sets: list[dict[str, int]]) -> None:
    def laid(groups: Any) -> dict[str, int]:
        found: dict[str, int] = {}
        for group in groups:
            for path, value in group.items():
                found = {p: v for p, v in found.items() if not (p + ".").startswith(path + ".")}
                found[path] = value
        return found

    batches = batched(sets)
    assert laid(batches) == laid(sets)
    for batch in batches:
        for one in batch:
            assert not any(other != one and other.startswith(one + ".") for other in batch)
