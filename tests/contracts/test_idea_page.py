"""The table of what each idea moves is the model's, by the coefficients in the block."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.contracts.scripts import load_script

from winset.cases.file.read_parameters import read_parameters

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "explanation" / "what-each-idea-moves.md").read_text(encoding="utf-8")
SCRIPT = load_script(ROOT / "benchmarks" / "two_cases" / "idea_switches.py")


def test_the_page_has_a_row_for_every_switch() -> None:
    rows = [line.split(" | ") for line in PAGE.splitlines() if line.startswith("| ")]
    told = [(row[0].removeprefix("| "), row[1]) for row in rows]
    assert told[1:] == [(one.idea, one.what) for one in SCRIPT.SWITCHES]
    names = [cell.strip(" |") for cell in rows[0][2:]]
    assert names == [*SCRIPT.BUILT, *SCRIPT.REAL]


@pytest.mark.parametrize("idea", ["frames"])
def test_cells_are_those_of_the_model(idea: str) -> None:
    case = SCRIPT.cases()[1]
    switch = next(one for one in SCRIPT.SWITCHES if one.idea == idea)
    found = SCRIPT.moved_by(
        case,
        [switch],
        read_parameters(),
        coefficients=SCRIPT.COEFFICIENTS,
        draws=SCRIPT.DRAWS,
    )
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| {idea} |"))
    assert row.strip("|").split("|")[3].strip() == SCRIPT.cell(found[idea])


def test_a_change_that_rounds_to_nothing_has_no_sign() -> None:
    found = SCRIPT.Moved(0.0001, -0.001, 0.02, -0.01, None, None)
    assert SCRIPT.cell(found) == "0.0 (0, +2); 0.0"
