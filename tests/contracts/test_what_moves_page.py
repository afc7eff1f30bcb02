"""The page on what moves the agreements holds the rows found, and a cheap one is found again."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.contracts.scripts import load_script

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "explanation" / "what-moves-agreements.md"
WRITER = load_script(ROOT / "benchmarks" / "what_moves_page.py")
FINDER = load_script(ROOT / "benchmarks" / "what_moves_agreements.py")
ROWS = WRITER.read_rows()


def test_the_page_is_what_its_script_writes() -> None:
    page = PAGE.read_text("utf-8")
    assert WRITER.written(page, WRITER.blocks()) == page


def test_every_negotiation_has_every_change() -> None:
    assert tuple(ROWS) == FINDER.CASES
    for name, rows in ROWS.items():
        kinds = [(row["kind"], row.get("value")) for row in rows]
        assert kinds.count(("base", None)) == 1
        assert [value for kind, value in kinds if kind == "shocks"] == list(FINDER.SCALES)
        for one, two in WRITER.pairs(rows):
            assert (one["value"], two["value"]) == FINDER.FACTORS
        tied: dict[str, list[float]] = {}
        for row in WRITER.of(rows, "hands"):
            tied.setdefault(row["country"], []).append(row["value"])
        assert all(tuple(levels) == FINDER.HANDS for levels in tied.values())
        assert bool(WRITER.of(rows, "cost")) == (name not in FINDER.PUBLISHED)


@pytest.mark.parametrize("name", ["phase-one-2020"])
def test_a_cheap_row_is_found_again(name: str) -> None:
    setting = FINDER.Setting(name, FINDER.table_of(name))
    wanted = next(row for row in ROWS[name] if row.get("actor") == "importers")
    key, find = next(
        pair for pair in FINDER.work(setting) if pair[0].get("actor") == "importers"
    )
    found: dict[str, Any] = key | find()
    assert found["point"] == pytest.approx(wanted["point"], abs=2e-3)
    assert found["sure"] == pytest.approx(wanted["sure"], abs=2e-3)
    assert found["weight"] == pytest.approx(wanted["weight"], abs=1e-6)
    assert found["slope"] == pytest.approx(wanted["slope"], abs=1e-2)


def test_groups_can_move_what_no_border_or_corner_holds() -> None:
    for rows in ROWS.values():
        base = WRITER.of(rows, "base")[0]
        if base["point"] is None:
            continue
        _, still = WRITER.reach(rows)
        told = " ".join(WRITER.why_group(*pair, base) for pair in WRITER.pairs(rows))
        for name in still:
            assert name in base["corner"] or f"the border holds `{name}`" in told
