"""Recount what docs/explanation/episodes.md says against the case files. No solver."""

from __future__ import annotations

import json
from pathlib import Path

from winset.casebook import case_ids, read_case
from winset.cases.model.case import Case
from winset.cases.model.direction import direction_of

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs/explanation/episodes.md").read_text("utf-8")
FROZEN = json.loads((ROOT / "tests/data/frozen_codings.json").read_text("utf-8"))["digests"]


def first_group() -> set[str]:
    """Cases of the table of bills and public sources."""
    section = PAGE.split("## Bills and public sources")[1].split("\n## ")[0]
    return {line.split("`")[1] for line in section.splitlines() if line.startswith("| `")}


def domestic() -> dict[str, Case]:
    """Domestic cases by id."""
    found = {name: read_case(name) for name in case_ids()}
    return {name: case for name, case in found.items() if isinstance(case, Case)}


def adopted(case: Case) -> bool:
    """Whether the measure was adopted."""
    return case.outcome is not None and case.outcome.verdict == "passes"


def test_the_first_group_is_that_of_the_first_scoring() -> None:
    names = {Path(name).stem for name in FROZEN if "casebook" in name}
    assert first_group() == names
    assert len(names) == 21


def test_the_sizes_of_the_groups_are_those_of_the_casebook() -> None:
    cases = domestic()
    american = {name for name, case in cases.items() if case.country == "United States"}
    older = {"havana-charter-1949-50", "american-selling-price-1968"}
    new = american - first_group() - older
    assert (len(cases), len(american), len(new), len(cases) - len(american)) == (70, 51, 28, 19)
    years = [case.as_of.year for name, case in cases.items() if name in new and case.as_of]
    assert (min(years), max(years), len(years)) == (1990, 2009, 28)
    assert "| American episodes of 1990 to 2010 | 28, " in PAGE
    assert "Seventy fights" in PAGE
    assert "fifty-one in the Congress" in PAGE


def test_what_a_simple_rule_gets_right() -> None:
    cases = {name: case for name, case in domestic().items() if case.country == "United States"}
    right = {
        name for name, case in cases.items() if adopted(case) == (direction_of(case) != "closes")
    }
    assert len(right & first_group()) == 17
    assert sum(adopted(cases[name]) for name in first_group()) == 13
    assert f"right in {len(right)}," in PAGE
