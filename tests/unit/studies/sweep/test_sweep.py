"""The sweep engine: designs, ranges, tables on disk."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from tests.unit.studies.sweep.function_experiment import FunctionExperiment
from tests.unit.toy_model import plain_votes

from winset.cases.file.read import load_text
from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.parameters import Parameters
from winset.foundation.errors import InputError
from winset.studies.domestic.draws import monte_carlo
from winset.studies.sweep.design import planned, points
from winset.studies.sweep.experiment import DomesticExperiment
from winset.studies.sweep.inputs import Correlation
from winset.studies.sweep.sweep import asked, read_sweep, run

PART_DRAWS = 4096  # four blocks, as a domestic game and a function are kept

# One legislator, no money: it votes for the proposal exactly where its ideal point is nearer to
# 0.7 than to 0.3, that is from 0.5 upward.
TOY = """
winset: 1
id: toy
title: One legislator
issues:
  openness: {axis: vote, title: Openness, low: closed, high: open, status_quo: 0.3, proposal: 0.7}
rule: {chamber: house, quota: 1, of: 1}
actors:
  member:
    level: legislature
    seats: {house: 1}
    position: {openness: {low: 0.4, likely: 0.5, high: 0.9}}
    no_agreement: {low: -0.01, likely: 0.0, high: 0.01}
"""


BLOCK = Parameters.model_validate(
    read_parameters().model_dump() | {"vote_model": plain_votes("none", s_a=0.05), "id": "even"}
)
"""No valence on average and no purses: only shocks, which are even to both sides."""


@pytest.fixture(scope="module")
def toy() -> DomesticExperiment:
    return DomesticExperiment(load_text(TOY, "toy.yaml").case, BLOCK)


def identity(values: np.ndarray) -> np.ndarray:
    return values[:, 0]


RAMP = FunctionExperiment("ramp", {"a": (0.0, 1.0), "b": (-1.0, 1.0)}, identity, threshold=0.25)
POSITION = "actors.member.position.openness"


@pytest.mark.parametrize("design", ["random", "latin-hypercube", "sobol"])
def test_passage_of_a_toy_game_agrees_with_its_closed_form(
    toy: DomesticExperiment, design: str, tmp_path: Path
) -> None:
    question = asked(
        toy,
        vary={POSITION: "0.4:0.9"},
        draws=8192,
        design=design,
        hold_others=True,
        with_shocks=False,
    )
    share = run(question, tmp_path / "s").column("passes").mean()
    exact = (0.9 - 0.5) / (0.9 - 0.4)
    assert abs(share - exact) < 4 * np.sqrt(exact * (1 - exact) / 8192)
    if design != "random":
        assert abs(share - exact) < 0.002


def test_the_shocks_of_a_toy_game_agree_with_their_closed_form(
    toy: DomesticExperiment, tmp_path: Path
) -> None:
    # At 0.5 the member is indifferent: whatever the sizes of its shocks, it gains half the time.
    question = asked(
        toy, vary={POSITION: "0.4999999:0.5000001"}, draws=8192, hold_others=True, seed=4
    )
    share = run(question, tmp_path / "s").column("passes").mean()
    assert abs(share - 0.5) < 4 * np.sqrt(0.25 / 8192)


def test_a_random_sweep_over_the_coded_ranges_repeats_the_draws_of_analyze(
    toy: DomesticExperiment, tmp_path: Path
) -> None:
    swept = run(asked(toy, draws=3000, seed=7, design="random"), tmp_path / "s")
    drawn = monte_carlo(toy.coded, 3000, 7)
    np.testing.assert_array_equal(swept.column("price"), drawn.price)
    np.testing.assert_array_equal(swept.column("passes"), drawn.passes)


def test_a_latin_hypercube_has_one_draw_in_each_stratum_of_each_block() -> None:
    plan = planned("latin-hypercube", 1024 + 300, 3, ("a", "b"), with_shocks=False)
    for start, stop in ((0, 1024), (1024, 1324)):
        share, _ = points(plan, start, stop)
        strata = np.floor(share * (stop - start)).astype(int)
        for column in strata.T:
            np.testing.assert_array_equal(np.sort(column), np.arange(stop - start))


def test_a_sobol_design_is_the_same_whether_walked_forward_or_jumped_into() -> None:
    plan = planned("sobol", 4096, 3, ("a", "b", "c"), with_shocks=False)
    whole = np.concatenate([points(plan, s, s + 1024)[0] for s in range(0, 4096, 1024)])
    back = points(plan, 1024, 2048)[0]
    np.testing.assert_array_equal(whole[1024:2048], back)
    counts = np.histogram(whole[:, 1], bins=64, range=(0, 1))[0]
    assert set(counts) == {64}


def test_a_saltelli_design_changes_one_factor_at_a_time() -> None:
    plan = planned("saltelli", 64 * 5, 1, ("a", "b"), with_shocks=True)
    share, shock = points(plan, 0, 5 * 64)
    first, other = share[0], share[4]
    np.testing.assert_array_equal(share[1], [other[0], first[1]])
    np.testing.assert_array_equal(share[2], [first[0], other[1]])
    np.testing.assert_array_equal(share[3], first)
    assert shock[0] == shock[1] == shock[2] == 0
    assert shock[3] == shock[4] == 64


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0:2", 1.0),
        ("uniform:0:2", 1.0),
        ("triangular:0:0.5:2", 2.5 / 3),
        ("0:0.5:2", 2.5 / 3),
        ("beta:0:0.5:2", (0 + 4 * 0.5 + 2) / 6),
        ("0,1@3", 0.75),
    ],
)
def test_a_range_has_the_mean_of_its_distribution(text: str, expected: float) -> None:
    question = asked(RAMP, vary={"a": text}, draws=1024)
    item = question.varied[0]
    middle = (np.arange(20_000) + 0.5) / 20_000
    assert item.at(middle).mean() == pytest.approx(expected, abs=1e-3)


def test_correlated_inputs_have_their_correlation_and_keep_their_ranges(tmp_path: Path) -> None:
    question = asked(RAMP, draws=8192, correlations=[Correlation("a", "b", 0.8)])
    frame = run(question, tmp_path / "s").to_frame()
    # Of uniforms under a Gaussian copula: 6/pi * asin(rho / 2).
    exact = 6 / np.pi * np.arcsin(0.4)
    assert np.corrcoef(frame["a"], frame["b"])[0, 1] == pytest.approx(exact, abs=0.02)
    for name, low, high in (("a", 0.0, 1.0), ("b", -1.0, 1.0)):
        counts = np.histogram(frame[name], bins=8, range=(low, high))[0]
        assert counts.sum() == 8192
        assert abs(counts - 1024).max() < 6 * np.sqrt(1024)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"vary": {"a": "2:1"}}, "reversed; did you mean 1.0:2.0?"),
        ({"vary": {"a": "1:1"}}, "one value; use --set"),
        ({"vary": {"a": "low:1"}}, "'low' is not a number"),
        ({"vary": {"a": "1:2:3:4"}}, "not a range"),
        ({"vary": {"a": "1,1"}}, "given twice"),
        ({"vary": {"a": "1,2@-1"}}, "above 0"),
        ({"vary": {"c": "1:2"}}, "--vary c: this case codes no such number"),
        ({"draws": 0}, "between 1 and"),
        ({"seed": -1}, "negative"),
        ({"design": "saltelli", "draws": 10}, "at least 256 draws"),
        ({"correlations": [Correlation("a", "b", 1.0)]}, "strictly between"),
        ({"correlations": [Correlation("a", "z", 0.1)]}, "does not vary"),
        (
            {"correlations": [Correlation("a", "b", 0.5)], "design": "saltelli"},
            "takes the inputs as independent",
        ),
        ({"vary": {}, "hold_others": True}, "nothing varies"),
    ],
)
def test_a_wrong_question_says_what_would_be_right(options: dict, says: str) -> None:
    with pytest.raises(InputError) as raised:
        asked(RAMP, **{"draws": 1024, **options})
    assert says in str(raised.value)


def test_correlations_that_no_distribution_has_are_refused() -> None:
    three = FunctionExperiment("t", {"a": (0, 1), "b": (0, 1), "c": (0, 1)}, identity)
    pairs = [Correlation("a", "b", 0.9), Correlation("b", "c", 0.9), Correlation("a", "c", -0.9)]
    with pytest.raises(InputError, match="at once"):
        asked(three, draws=100, correlations=pairs)


def test_a_sweep_opens_in_pandas_and_says_what_it_is(tmp_path: Path) -> None:
    run(asked(RAMP, draws=PART_DRAWS + 10, seed=5), tmp_path / "s")
    frame = pd.read_parquet(tmp_path / "s" / "draws")
    assert list(frame["draw"]) == list(range(PART_DRAWS + 10))
    assert list(frame.columns) == ["draw", "a", "b", "value", "passes"]
    part = tmp_path / "s" / "draws" / "part-000001.parquet"
    note = json.loads(pq.read_metadata(part).metadata[b"winset"])
    assert note["seed"] == 5
    assert note["case"] == "ramp"
    assert read_sweep(tmp_path / "s").to_frame(["a"]).equals(frame[["a"]])
    with pytest.raises(InputError, match="did you mean `value`"):
        read_sweep(tmp_path / "s").column("valu")


def test_an_unfinished_or_damaged_sweep_is_completed_and_not_begun_anew(tmp_path: Path) -> None:
    question = asked(RAMP, draws=3 * PART_DRAWS)
    folder = tmp_path / "s"
    run(question, folder)
    parts = sorted((folder / "draws").iterdir())
    before = [part.read_bytes() for part in parts]
    kept = parts[0].stat().st_mtime_ns
    parts[1].unlink()
    parts[2].write_bytes(before[2][:-100])
    (folder / "draws" / ".half.new").write_bytes(b"left by a killed sweep")
    with pytest.raises(InputError, match="2 of 3 parts are missing"):
        read_sweep(folder)
    told = []
    run(question, folder, progress=lambda have, whole: told.append((have, whole)))
    assert told[0] == (PART_DRAWS, 3 * PART_DRAWS)
    assert told[-1] == (3 * PART_DRAWS, 3 * PART_DRAWS)
    assert [part.read_bytes() for part in parts] == before
    assert parts[0].stat().st_mtime_ns == kept
    assert not list((folder / "draws").glob(".*"))


def test_a_part_that_was_changed_is_named_and_not_read(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    run(asked(RAMP, draws=1000), folder)
    part = folder / "draws" / "part-000000.parquet"
    data = bytearray(part.read_bytes())
    data[200] ^= 0xFF
    part.write_bytes(bytes(data))
    with pytest.raises(InputError, match=r"part-000000.parquet: the part is damaged; delete it"):
        read_sweep(folder).to_frame()


@pytest.mark.parametrize(
    "text",
    ["\ufeffx", "[]", '{"identity": "x"}', '{"identity": "x", "draws": "8", "part_draws": 8}'],
)
def test_a_manifest_that_is_none_is_named(text: str, tmp_path: Path) -> None:
    run(asked(RAMP, draws=1000), tmp_path / "s")
    manifest = tmp_path / "s" / "manifest.json"
    manifest.write_text(text, encoding="utf-16")
    with pytest.raises(InputError, match=r"manifest.json: is not a manifest of a sweep"):
        read_sweep(tmp_path / "s")
    manifest.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"manifest.json: is not a manifest of a sweep"):
        run(asked(RAMP, draws=1000), tmp_path / "s")


def test_a_sweep_grows_by_asking_for_more_draws(tmp_path: Path) -> None:
    run(asked(RAMP, draws=PART_DRAWS + 100), tmp_path / "s")
    grown = run(asked(RAMP, draws=2 * PART_DRAWS), tmp_path / "s")
    direct = run(asked(RAMP, draws=2 * PART_DRAWS), tmp_path / "t")
    assert grown.to_frame().equals(direct.to_frame())
    with pytest.raises(InputError, match="more than"):
        run(asked(RAMP, draws=100), tmp_path / "s")


@pytest.mark.parametrize(
    ("other", "says"),
    [
        (asked(RAMP, draws=1000, seed=1), "seed 0 instead of 1"),
        (asked(replace(RAMP, name="slope"), draws=1000), "case 'ramp' instead of 'slope'"),
        (asked(RAMP, draws=1000, design="sobol"), "design 'latin-hypercube' instead"),
        (asked(RAMP, draws=1000, vary={"a": "0:0.5"}), "other inputs vary"),
        (asked(replace(RAMP, ranges={"a": (0, 2)}), draws=1000), "other numbers in the case"),
    ],
)
def test_a_folder_of_another_sweep_is_refused(other: object, says: str, tmp_path: Path) -> None:
    run(asked(RAMP, draws=1000), tmp_path / "s")
    with pytest.raises(InputError) as raised:
        run(other, tmp_path / "s")
    assert says in str(raised.value)


def begun_in_vain(folder: Path) -> None:
    """Begin a sweep whose scheduler cannot be reached: a manifest is left, and no draws."""
    with pytest.raises(InputError, match="--scheduler"):
        run(asked(RAMP, draws=1000), folder, scheduler="no-scheduler")
    assert (folder / "manifest.json").exists()
    assert not list((folder / "draws").iterdir())


def test_a_folder_where_nothing_was_computed_takes_another_sweep(tmp_path: Path) -> None:
    begun_in_vain(tmp_path / "s")
    other = asked(RAMP, draws=500, seed=1)
    found = run(other, tmp_path / "s")
    assert read_sweep(tmp_path / "s").manifest == found.manifest
    assert found.manifest["seed"] == 1
    assert found.to_frame().equals(run(other, tmp_path / "t").to_frame())


def test_a_folder_without_its_empty_part_of_draws_takes_another_sweep(tmp_path: Path) -> None:
    begun_in_vain(tmp_path / "s")
    (tmp_path / "s" / "draws").rmdir()
    assert run(asked(RAMP, draws=500, seed=1), tmp_path / "s").draws == 500


def test_a_folder_with_a_note_beside_an_empty_sweep_is_still_refused(tmp_path: Path) -> None:
    begun_in_vain(tmp_path / "s")
    before = (tmp_path / "s" / "manifest.json").read_bytes()
    (tmp_path / "s" / "letter.txt").write_text("mine")
    with pytest.raises(InputError, match="seed 0 instead of 1"):
        run(asked(RAMP, draws=1000, seed=1), tmp_path / "s")
    assert (tmp_path / "s" / "manifest.json").read_bytes() == before


def test_a_folder_with_other_files_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(InputError, match="other files and no sweep"):
        run(asked(RAMP, draws=100), tmp_path)
    assert (tmp_path / "letter.txt").read_text() == "mine"
    with pytest.raises(InputError, match="no sweep here"):
        read_sweep(tmp_path)


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="lies under a file; name a folder"):
        run(asked(RAMP, draws=100), tmp_path / "file" / "sweep")
    with pytest.raises(InputError, match="file: is or lies under a file; name a folder"):
        run(asked(RAMP, draws=100), tmp_path / "file")
