"""A notebook that hands over the wrong thing is told what would be right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import winset
from winset.foundation.errors import InputError
from winset.studies.arguments import refuse_no_count

DOMESTIC = winset.read_case("fast-track-1997")
NEGOTIATION = winset.read_case("putnam-figure-1")


@pytest.mark.parametrize("given", [5, None, ["fast-track-1997"]])
def test_what_names_no_case_is_not_read(given: Any) -> None:
    with pytest.raises(InputError, match="names no case; give the id of a published case or the"):
        winset.read_case(given)


@pytest.mark.parametrize("study", [winset.analyze, winset.negotiate, winset.lenses, winset.sweep])
def test_a_name_is_not_a_case(study: Any) -> None:
    with pytest.raises(InputError, match=r'read it first: winset.read_\w+\("fast-track-1997"\)'):
        study("fast-track-1997")


def test_a_negotiation_is_not_compared() -> None:
    with pytest.raises(InputError, match="`putnam-figure-1` is a negotiation; compare takes"):
        winset.compare([DOMESTIC, NEGOTIATION])  # type: ignore[list-item]


@pytest.mark.parametrize("given", [DOMESTIC, "fast-track-1997", Path("case.yaml")])
def test_one_case_is_not_a_list_to_compare(given: Any) -> None:
    with pytest.raises(InputError, match="one case is not a list of cases"):
        winset.compare(given)


def test_a_domestic_case_is_not_negotiated() -> None:
    with pytest.raises(InputError, match=r"is a domestic case; use `winset.analyze`"):
        winset.negotiate(DOMESTIC)  # type: ignore[arg-type]


@pytest.mark.parametrize("draws", ["many", 1.5, None])
def test_draws_are_a_whole_number(draws: Any) -> None:
    for study, case in ((winset.analyze, DOMESTIC), (winset.negotiate, NEGOTIATION)):
        with pytest.raises(InputError, match="draws must be a whole number, not"):
            study(case, draws=draws)  # type: ignore[operator]


def test_a_seed_is_a_whole_number_that_is_not_negative() -> None:
    with pytest.raises(InputError, match="seed must be a whole number, not 'x'"):
        refuse_no_count(1, "x", 10)
    with pytest.raises(InputError, match="the seed must not be negative"):
        refuse_no_count(1, -1, 10)


def test_bounds_of_draws_belong_to_them() -> None:
    refuse_no_count(np.int64(10), np.uint32(0), 10)
    for draws in (0, 11):
        with pytest.raises(InputError, match="between 1 and 10"):
            refuse_no_count(draws, 0, 10)


@pytest.mark.parametrize(
    ("vary", "told"),
    [
        (5, "names no numbers"),
        ({"parameters.theta": 3}, "3 is not a range of parameters.theta"),
        ({"parameters.theta": ("a", "b")}, "is not a range of parameters.theta"),
        ({1: "0.5:2"}, "1 is not the path of a number"),
        ([("parameters.theta", 0.5, 2)], "is not the path of a number"),
        (["parameters.theta="], "write PATH=LOW:HIGH"),
        (["parameters.theta=1:2", "parameters.theta"], "parameters.theta: is named twice"),
        (["parameters.thta"], "did you mean `parameters.theta`"),
    ],
)
def test_ranges_of_a_sweep_are_told_in_words(vary: Any, told: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=told):
        winset.sweep(DOMESTIC, vary=vary, draws=64, out=tmp_path / "none")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("pair", ["ab", ("a", "b"), ("a", "b", "c"), 3])
def test_a_correlation_of_a_sweep_is_two_paths_and_a_number(pair: Any, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"write \(PATH, PATH, RHO\)"):
        winset.sweep(DOMESTIC, correlate=[pair], draws=64, out=tmp_path / "none")


def test_ranges_of_a_sweep_may_be_written_in_several_ways() -> None:
    from winset.studies.sweep.inputs import ranges_named

    wanted = {"parameters.theta": "0.5:2", "parameters.tau": None}
    assert ranges_named({"parameters.theta": (0.5, 2), "parameters.tau": None}) == wanted
    assert ranges_named(["parameters.theta=0.5:2", "parameters.tau"]) == wanted
    assert ranges_named("parameters.theta=0.5:2") == {"parameters.theta": "0.5:2"}
