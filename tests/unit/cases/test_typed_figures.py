"""The page on writing a case says what the script counts."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.contracts.scripts import load_script

from winset.casebook import read_domestic_case
from winset.cases.checks.check import check_case
from winset.cases.checks.sourced import sourced

ROOT = Path(__file__).parents[3]
EXAMPLES = sorted((ROOT / "docs/how-to/examples").glob("*.yaml"))
PAGE = (ROOT / "docs/how-to/write-a-case.md").read_text("utf-8")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_page_tells_what_a_case_took_to_type(path: Path) -> None:
    script = load_script(ROOT / "benchmarks/typed_figures.py")
    _, coded, _, lines, figures, share = script.counted(str(path))
    case = read_domestic_case(path)
    found = sourced(case)
    own = f"all; {100 * found.share:.0f} % other than a default"
    assert share == f"{found.numbers}/{found.numbers}"
    assert f"| {lines} | {figures} | {coded} | {found.numbers} | {own} |" in PAGE
    assert [problem for problem in check_case(case) if problem.severity != "note"] == []


def test_there_are_two_examples() -> None:
    assert len(EXAMPLES) == 2
    assert all(f"](examples/{path.name})" in PAGE for path in EXAMPLES)
