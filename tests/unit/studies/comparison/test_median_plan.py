"""The second plan of the cross-case tests is the registered one but for its cut points."""

from __future__ import annotations

from pathlib import Path

from winset.studies.comparison.compare_plan import read_plan

SECOND = Path(__file__).parents[4] / "benchmarks" / "compare_medians.yaml"


def test_only_cut_points_and_blocks_differ_from_the_registered_plan() -> None:
    first, second = read_plan(), read_plan(SECOND)
    assert second.id == "medians"
    for name in ("left_out", "at_crossover", "analyses", "cut_offs", "hypotheses", "prior"):
        assert getattr(first, name) == getattr(second, name)
    assert set(second.specifications.blocks) == {"standard"}
    assert second.conditions.keys() == first.conditions.keys()
    assert second.conditions["LIB"] == first.conditions["LIB"]
    crossed = {
        name: (first.conditions[name].calibration.crossover, planned.calibration.crossover)
        for name, planned in second.conditions.items()
        if name != "LIB"
    }
    assert crossed.pop("WB") == (0.25, 0.19)  # the median of the weakest element
    assert all(after > before for before, after in crossed.values())
