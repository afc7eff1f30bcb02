"""Variants kept as small files, and what they change."""

from __future__ import annotations

from pathlib import Path

import pytest

from winset.casebook import read_case
from winset.cases.paths import with_values
from winset.foundation.errors import InputError
from winset.studies.analyze import analyze
from winset.studies.overlay import Overlay, read_overlay, what_changed, write_overlay


@pytest.mark.parametrize(
    "values",
    [
        {"stages.voting.deadline": "1998-04-30"},
        {"actors.afl-cio.capacity": "8:10:12", "actors.clinton.broker": "true"},
        {"parameters.theta": "1.2", "title": 'He said: "no" # and left'},
    ],
)
def test_an_overlay_is_read_as_it_was_written(values: dict[str, str], tmp_path: Path) -> None:
    overlay = Overlay("A later vote: yes, later", "fast-track-1997", values)
    write_overlay(tmp_path / "o.yaml", overlay)
    assert read_overlay(tmp_path / "o.yaml") == overlay


def test_an_overlay_written_by_hand_may_give_ranges_as_cases_do(tmp_path: Path) -> None:
    path = tmp_path / "less-labour.yaml"
    path.write_text(
        "winset_overlay: 1\nset:\n  actors.afl-cio.capacity: {low: 8, likely: 10, high: 12}\n"
    )
    overlay = read_overlay(path)
    assert overlay.title == "less-labour"
    assert overlay.of is None
    changed = with_values(read_case("fast-track-1997"), overlay.values)
    assert changed.actors["afl-cio"].capacity.likely == 10


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("winset: 1\n", "begin it with `winset_overlay: 1`"),
        ("winset_overlay: 1\n", "at least one PATH: VALUE"),
        ("winset_overlay: 1\nsett: {a: 1}\n", "did you mean `set`?"),
        ("winset_overlay: [1\n", "a bracket is not closed"),
    ],
)
def test_a_wrong_overlay_says_what_would_be_right(text: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "o.yaml").write_text(text)
    with pytest.raises(InputError) as raised:
        read_overlay(tmp_path / "o.yaml")
    assert says in str(raised.value)


def test_a_change_is_told_from_the_verdict_back_to_who_spends_what() -> None:
    case = read_case("china-pntr-2000")
    before = analyze(case, draws=100)
    after = analyze(with_values(case, {"actors.afl-cio.capacity": "40"}), draws=100)
    lines = what_changed(before, after)
    assert lines[0].startswith("the verdict turns from passes to withdrawn: ")
    assert any(line.startswith("opponents' fund") for line in lines)
    assert any("afl-cio spends" in line and "capacity 20 to 40" in line for line in lines)
    assert not any(line.startswith("budget") for line in lines)
    assert what_changed(before, before) == []
