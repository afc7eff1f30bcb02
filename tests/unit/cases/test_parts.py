"""Parts are added, removed and renamed in a case's own text; the rest stays to the letter."""

from __future__ import annotations

import json

import pytest

from winset.casebook import case_path
from winset.cases.checks.check import check_case
from winset.cases.editing.parts import REMOVED, added, removed, renamed, with_plain
from winset.cases.file.document import parse_document
from winset.cases.file.read import load, load_text
from winset.cases.file.yaml_text import case_text, json_data
from winset.cases.model.case_file import CaseFile
from winset.cases.templates.skeleton import skeleton_text
from winset.foundation.errors import CaseError, InputError

FARMERS = {"level": "group", "position": {"openness": 0.9}, "capacity": 3}


def skeleton() -> CaseFile:
    return load_text(skeleton_text("a-bill"), "a-bill.yaml")


def errors(file: CaseFile) -> list[str]:
    return [str(problem) for problem in check_case(file) if problem.severity == "error"]


def is_subsequence(lines: list[str], of: list[str]) -> bool:
    rest = iter(of)
    return all(line in rest for line in lines)


@pytest.mark.parametrize("name", ["china-pntr-2000", "fast-track-1997"])
def test_what_is_added_and_removed_again_leaves_the_file_to_the_letter(name: str) -> None:
    file = load(case_path(name))
    more = added(file, "actors.small-farmers", FARMERS)
    assert more.domestic.actors["small-farmers"].capacity.likely == 3
    assert is_subsequence(file.text.splitlines(), more.text.splitlines())
    assert removed(more, "actors.small-farmers").text == file.text
    tie = {"from": "small-farmers", "to": next(iter(file.domestic.actors)), "strength": 0.1}
    tied = added(more, "pressure", tie)
    assert tied.domestic.pressure[-1].source == "small-farmers"
    last = len(tied.domestic.pressure) - 1
    assert removed(tied, f"pressure.{last}").text == more.text


def test_every_actor_of_a_case_can_be_taken_out_of_its_text() -> None:
    file = load(case_path("fast-track-1997"))
    for name in file.domestic.actors:
        less = removed(file, f"actors.{name}")
        assert list(less.domestic.actors) == [n for n in file.domestic.actors if n != name]
        assert is_subsequence(less.text.splitlines(), file.text.splitlines())


def test_what_is_missing_above_a_new_part_is_made() -> None:
    file = skeleton()
    without = removed(file, "pressure.0")
    assert "pressure" not in without.domestic.model_fields_set
    tie = {"from": "unions", "to": "exporters", "strength": 0.2}
    again = added(without, "pressure", [tie])
    assert again.domestic.pressure[0].strength.likely == 0.2
    framed = added(file, "sources.nyt", {"text": "New York Times"})
    assert framed.domestic.sources["nyt"].text == "New York Times"


def test_the_last_entry_takes_the_mapping_with_it() -> None:
    file = skeleton()
    less = removed(file, "actors.unions.lobbying.from")
    assert less.domestic.actors["unions"].lobbying is None or (
        "lobbying" not in less.domestic.actors["unions"].model_fields_set
    )


def test_a_field_within_brackets_can_go() -> None:
    file = load_text(skeleton_text("a-bill"), "x")
    bloc = next(n for n, a in file.domestic.actors.items() if a.level == "legislature")
    assert removed(file, f"actors.{bloc}.spread").domestic.actors[bloc].spread == {}


def test_what_exists_is_not_added_and_what_does_not_is_not_removed() -> None:
    with pytest.raises(InputError, match="one already"):
        added(skeleton(), "actors.unions", FARMERS)
    with pytest.raises(InputError, match="did you mean `unions`"):
        removed(skeleton(), "actors.unoins")
    with pytest.raises(CaseError):
        added(skeleton(), "actors.farmers", {"level": "gruop"})


@pytest.mark.parametrize("name", ["china-pntr-2000", "fast-track-1997"])
def test_an_actor_is_renamed_wherever_it_is_named(name: str) -> None:
    file = load(case_path(name))
    for old in list(file.domestic.actors)[::3]:
        new = renamed(file, f"actors.{old}", "somebody-else")
        assert errors(new) == errors(file)
        again = renamed(new, "actors.somebody-else", old)
        assert again.text == file.text
        assert list(new.domestic.actors) == [
            "somebody-else" if n == old else n for n in file.domestic.actors
        ]


@pytest.mark.parametrize("name", ["china-pntr-2000", "fast-track-1997"])
def test_an_issue_is_renamed_wherever_it_is_named(name: str) -> None:
    file = load(case_path(name))
    for old in file.domestic.issues:
        new = renamed(file, f"issues.{old}", "another-issue")
        assert errors(new) == errors(file)
        assert renamed(new, "issues.another-issue", old).text == file.text
        assert all(old not in actor.position for actor in new.domestic.actors.values())


def test_a_name_that_is_taken_or_none_is_refused() -> None:
    with pytest.raises(InputError, match="one of that name"):
        renamed(skeleton(), "actors.unions", "exporters")
    with pytest.raises(CaseError):
        renamed(skeleton(), "actors.unions", "No Name")
    with pytest.raises(InputError, match="only actors and issues"):
        renamed(skeleton(), "stages.voting", "x")


def test_json_stays_json() -> None:
    plain = json_data(skeleton().domestic)
    file = load_text(json.dumps(plain, indent=2), "x.json")
    more = added(file, "actors.farmers", FARMERS)
    assert json.loads(more.text)["actors"]["farmers"] == FARMERS
    assert removed(more, "actors.farmers").case == file.case


def test_parts_are_replaced_added_and_removed_together() -> None:
    file = skeleton()
    text = with_plain(
        file.text,
        "x",
        {
            ("title",): "Another: title",
            ("actors", "unions", "capacity"): {"low": 1, "likely": 2, "high": 3},
            ("actors", "farmers"): FARMERS,
            ("actors", "exporters"): REMOVED,
            ("actors", "nobody"): REMOVED,
        },
    )
    found = load_text(text, "x").domestic
    assert found.title == "Another: title"
    assert found.actors["unions"].capacity.likely == 2
    assert "farmers" in found.actors
    assert "exporters" not in found.actors
    assert parse_document(text, "x").text == text


def test_a_file_without_a_last_line_end_is_added_to() -> None:
    text = case_text(skeleton().domestic).rstrip("\n")
    more = added(load_text(text, "x"), "notes", ["a note"])
    assert more.domestic.notes == ["a note"]
    assert added(more, "notes", "another").domestic.notes == ["a note", "another"]
