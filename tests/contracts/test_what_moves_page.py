"""The page on what moves the agreements holds the rows found, and a cheap one is found again."""

from __future__ import annotations

import json
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
    key, find = next(pair for pair in FINDER.work(setting) if pair[0].get("actor") == "importers")
    found: dict[str, Any] = key | find()
    assert found["point"] == pytest.approx(wanted["point"], abs=2e-3)
    assert found["sure"] == pytest.approx(wanted["sure"], abs=2e-3)
    assert found["weight"] == pytest.approx(wanted["weight"], abs=1e-6)
    assert found["slope"] == pytest.approx(wanted["slope"], abs=1e-2)


def test_groups_move_every_axis_of_two_or_the_page_says_why_not() -> None:
    for rows in ROWS.values():
        base = WRITER.of(rows, "base")[0]
        if base["point"] is None or not WRITER.pairs(rows):
            continue
        _, still = WRITER.reach(rows)
        assert not still or len(base["issues"]) > 2
        table = WRITER.summary_table({rows[0]["case"]: rows})
        assert all(WRITER.why_still(name, rows) in table for name in still)


def test_what_is_said_of_weight_and_ratification() -> None:
    alike = others = 0
    for name in FINDER.PUBLISHED:
        base = WRITER.of(ROWS[name], "base")[0]
        if len(base["issues"]) > 2:
            continue
        for one, two in WRITER.pairs(ROWS[name]):
            steps = zip(WRITER.span(one, two), WRITER.span(one, two, "sure"), strict=True)
            for real, free in steps:
                if abs(real) < WRITER.NOISE:
                    continue
                others += abs(free) < WRITER.FREE
                if abs(free) >= WRITER.FREE:
                    assert real * free > 0.0
                    alike += 1
    page = " ".join(PAGE.read_text("utf-8").split())
    assert f"Of the {alike + others} moves beyond the noise" in page
    assert f"{alike} would also come if ratification were certain, all {alike} with the" in page


def test_the_region_is_that_of_the_file() -> None:
    region: dict[str, Any] = json.loads(WRITER.REGION.read_text("utf-8"))
    page = " ".join(PAGE.read_text("utf-8").split())
    low, _, high = region["cost"]
    assert f"The coded range of k is {WRITER.short(low)} to {WRITER.short(high)}" in page
    coded = next(one for one in region["stretch"] if one["stretch"] == 1.0)
    ends = [WRITER.limit(coded[day][1]) for day in ("april", "november")]
    assert f"between {ends[0]} and {ends[1]}" in page
    hardest = [*region["stretch"], region["hard_ends"], *region["pressure"]]
    assert min(one["april"][2] for one in hardest) > 70.0
    draws = region["signed"]["draws"]
    assert region["signed"] == {"april": draws, "november": draws, "draws": draws}
    within = [
        one["hands"]
        for one in region["hands"]
        if one["april"][1] <= high and one["november"][1] >= low
    ]
    assert set(within) == {0.28, 0.3, 0.35}
    assert min(one["april"][1] for one in region["care"]) > high
