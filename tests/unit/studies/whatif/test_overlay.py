"""Variants kept as small files, and what they change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from winset.casebook import read_case
from winset.cases.editing.with_values import with_values
from winset.foundation.errors import InputError
from winset.studies.domestic.analyze import analyze
from winset.studies.whatif.overlay import Overlay, read_overlay, what_changed, write_overlay


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
        ("winset_overlay: 1\n", "write one path and its value or more"),
        ("winset_overlay: 1\nsett: {a: 1}\n", "did you mean `set`?"),
        ("winset_overlay: [1\n", "a bracket is not closed"),
    ],
)
def test_a_wrong_overlay_says_what_would_be_right(text: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "o.yaml").write_text(text)
    with pytest.raises(InputError) as raised:
        read_overlay(tmp_path / "o.yaml")
    assert says in str(raised.value)


def test_a_change_is_told_from_the_probability_back_to_who_spends_what(
    toy_case: Any, toy_parameters: Any
) -> None:
    def group(ideal: float, capacity: float) -> dict[str, Any]:
        fields = {"level": "group", "position": {"openness": ideal}, "capacity": capacity}
        return fields | {"joined": {"value": True}}

    # the third vote costs F = 0.2 while its member is indifferent, 0.2 + 0.5 where it loses 0.2
    case = toy_case(quota=3, others={"exporters": group(1.0, 1.3), "unions": group(0.0, 0.2)})
    changes = {"actors.unions.capacity": "0.5", "actors.m3.position.openness": "0.4"}
    more = with_values(case, changes)
    before, after = (analyze(c, draws=10, parameters=toy_parameters()) for c in (case, more))
    lines = what_changed(before, after)
    assert lines[0] == "P(passes) 1.000 to 0.000"
    assert lines[1].startswith("the verdict turns from passes to fails: ")
    assert "price 0.2 to 0.7" in lines
    assert any(line.startswith("opponents' fund") for line in lines)
    assert any("unions spends" in line and "capacity 0.2 to 0.5" in line for line in lines)
    assert not any(line.startswith("budget") for line in lines)
    assert what_changed(before, before) == []
