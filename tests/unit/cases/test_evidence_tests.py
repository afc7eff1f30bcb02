"""Tests of a hypothesis that evidence may carry, and what the checks say about them."""

from __future__ import annotations

from pathlib import Path

import pytest

from winset.cases.checks.check import check_case
from winset.cases.file.read import load_text, read_case_text
from winset.cases.file.yaml_text import case_text
from winset.cases.model.case import Case
from winset.foundation.errors import CaseError

TEXT = (Path(__file__).parents[2] / "data" / "sound.yaml").read_text(encoding="utf-8")
ITEM = "  - {{id: {id}, claim: A claim., source: The Times, test: {test}}}\n"
TEST = "{hypothesis: H1, if_true: {low: 0.2, likely: 0.3, high: 0.4}, if_false: 0.05}"


def with_tests(*tests: str) -> str:
    items = "".join(ITEM.format(id=f"clue-{n}", test=test) for n, test in enumerate(tests, 1))
    assert "evidence:\n" in TEXT
    return TEXT.replace("evidence:\n", "evidence:\n" + items, 1)


def told(text: str) -> list[str]:
    return [f"{p.severity} {p.path}: {p.what}" for p in check_case(load_text(text, "x"))]


def test_evidence_may_carry_a_test_with_ranges() -> None:
    case = read_case_text(with_tests(TEST))
    assert isinstance(case, Case)
    test = case.evidence[0].test
    assert test is not None
    assert (test.hypothesis, test.if_true.high, test.if_false.likely) == ("H1", 0.4, 0.05)
    assert test.found
    assert test.depends_on == []


def test_a_test_survives_being_written_and_read() -> None:
    case = read_case_text(with_tests(TEST))
    assert read_case_text(case_text(case)) == case


def test_a_test_asks_for_no_source_of_its_own() -> None:
    assert not [line for line in told(with_tests(TEST)) if "evidence" in line]


@pytest.mark.parametrize(
    ("depends", "expected"),
    [
        ("clue-1", "evidence cannot depend on itself"),
        ("clue-9", "`clue-9` is not a clue of this case"),
        ("clue-3", "`clue-3` tests another hypothesis: H2"),
    ],
)
def test_dependence_names_another_test_of_the_same_hypothesis(depends: str, expected: str) -> None:
    first = TEST[:-1] + f", depends_on: [{depends}]" + "}"
    text = with_tests(first, TEST, TEST.replace("H1", "H2"))
    errors = [line for line in told(text) if line.startswith("error")]
    assert errors == [f"error evidence.0.test.depends_on.0: {expected}"]


def test_evidence_that_is_as_likely_either_way_is_told() -> None:
    text = with_tests("{hypothesis: H1, if_true: 0.4, if_false: 0.4}")
    assert any("it says nothing" in line for line in told(text))


def test_a_probability_above_one_is_refused() -> None:
    with pytest.raises(CaseError, match="must lie between 0 and 1"):
        read_case_text(with_tests("{hypothesis: H1, if_true: 1.4, if_false: 0.4}"))
