"""The seals of the project in docs/ledger are as they were written."""

from __future__ import annotations

import json
from pathlib import Path

import winset as ws
from winset.cases.file.read import load_text

ROOT = Path(__file__).parents[3]
LEDGER = ROOT / "docs" / "ledger"


def test_no_seal_is_broken_and_the_page_tells_each() -> None:
    found = ws.grade(LEDGER)
    assert [entry.state for entry in found.forecasts].count("broken") == 0
    assert len(found.forecasts) == len(list(LEDGER.glob("*.seal.json"))) >= 1
    page = (ROOT / "docs" / "reference" / "ledger.md").read_text("utf-8")
    for entry in found.forecasts:
        assert f"| {entry.number} |" in page
        assert f"| {entry.probability:.2f} |" in page


def test_the_case_beside_a_seal_is_the_one_that_was_sealed() -> None:
    for path in LEDGER.glob("*.seal.json"):
        seal = json.loads(path.read_text("utf-8"))
        sealed = load_text(seal["case_file"], "sealed.yaml").case
        assert ws.read_case(LEDGER / f"{seal['subject']}.yaml") == sealed
