"""A part goes with what only names it; what the case needs stays, and is told where."""

from __future__ import annotations

from pathlib import Path

import pytest

import winset.casebook
from winset.cases.checks.check import check_case
from winset.cases.editing.mentions import mention_of, removed_with_mentions
from winset.cases.editing.parts import removed
from winset.cases.file.read import load_text
from winset.cases.model.case_file import CaseFile
from winset.cases.model.negotiation import NegotiationCase
from winset.foundation.errors import CaseError

CASEBOOK = Path(winset.casebook.__file__).parent


def case_file(name: str) -> CaseFile:
    return load_text((CASEBOOK / f"{name}.yaml").read_text(encoding="utf-8"), f"{name}.yaml")


def errors(file: CaseFile) -> list[str]:
    return [problem.path for problem in check_case(file) if problem.severity == "error"]


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("tpp-2013", "countries.vn"),
        ("korea-fta-2007-2011", "countries.us.actors.afl-cio"),
        ("us-china-wto-1999", "countries.china.actors.protected-ministries"),
        ("china-pntr-2000", "actors.afl-cio"),
    ],
)
def test_a_part_that_is_only_named_goes_with_the_entries_that_name_it(name: str, path: str) -> None:
    before = case_file(name)
    alone = removed(before, path)
    assert errors(alone), "nothing names it: the test says nothing"
    found = removed_with_mentions(before, path)
    assert errors(found) == []
    kept = [line for line in before.document.text.splitlines() if line.startswith("#")]
    assert [line for line in found.document.text.splitlines() if line.startswith("#")] == kept


def test_what_else_is_said_of_the_others_stays() -> None:
    before, found = (
        case_file("tpp-2013"),
        removed_with_mentions(case_file("tpp-2013"), "countries.vn"),
    )
    assert isinstance(before.case, NegotiationCase)
    assert isinstance(found.case, NegotiationCase)
    assert set(before.case.countries) - set(found.case.countries) == {"vn"}
    about = {line for one in before.case.evidence for line in one.about}
    left = {line for one in found.case.evidence for line in one.about}
    assert about - left == {line for line in about if "countries.vn" in line}


def test_an_actor_that_holds_the_calendar_or_signs_cannot_go() -> None:
    for name, path, where in (
        ("korea-fta-2007-2011", "countries.us.actors.speaker", "countries.us.calendar.held_by"),
        ("us-china-wto-1999", "countries.china.actors.premier", "countries.china.chief_executive"),
    ):
        with pytest.raises(CaseError) as told:
            removed_with_mentions(case_file(name), path)
        assert where in [problem.path for problem in told.value.problems]
        assert all(mention_of(problem) is None for problem in told.value.problems)
