"""Laws of a sweep: what a worker is given changes nothing, and shares are shares."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winset.cases.file.read import read_case_file
from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.case import Case
from winset.studies.sweep.design import DESIGNS, Design, planned, points
from winset.studies.sweep.experiment import DomesticExperiment
from winset.studies.sweep.inputs import Correlation, VariedInput, copula_factor, correlated
from winset.studies.sweep.sweep import asked, run
from winset.translate.inputs import CodedInput

PART_DRAWS = 4096  # four blocks, as a domestic game and a function are kept

SOUND = Path(__file__).parents[1] / "data" / "sound.yaml"
names = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=4, unique=True).map(tuple)
FEW = settings(max_examples=40)


@FEW
@given(
    st.sampled_from(DESIGNS), names, st.integers(0, 99), st.integers(700, 2500), st.booleans(),
    st.data(),
)  # fmt: skip
def test_any_stretch_of_a_block_is_the_same_as_in_the_whole(
    design: Design, paths: tuple[str, ...], seed: int, draws: int, shocks: bool, data: st.DataObject
) -> None:
    plan = planned(design, draws, seed, paths, with_shocks=shocks)
    block = data.draw(st.integers(0, (plan.draws - 1) // 1024))
    first, last = block * 1024, min(plan.draws, (block + 1) * 1024)
    start = data.draw(st.integers(first, last - 1))
    stop = data.draw(st.integers(start + 1, last))
    share, shock = points(plan, first, last)
    part, of_part = points(plan, start, stop)
    np.testing.assert_array_equal(part, share[start - first : stop - first])
    np.testing.assert_array_equal(of_part, shock[start - first : stop - first])
    assert share.shape == (last - first, len(paths))
    assert (share >= 0.0).all()
    assert (share <= 1.0).all()
    assert design == "morris" or (share < 1.0).all()


@FEW
@given(st.sampled_from(("random", "latin-hypercube")), names, st.integers(0, 99))
def test_an_input_keeps_its_draws_when_another_is_added(
    design: Design, paths: tuple[str, ...], seed: int
) -> None:
    few = points(planned(design, 1000, seed, paths, with_shocks=False), 0, 1000)[0]
    more = points(planned(design, 1000, seed, (*paths, "z"), with_shocks=False), 0, 1000)[0]
    np.testing.assert_array_equal(more[:, : len(paths)], few)


@FEW
@given(st.floats(-0.95, 0.95), st.integers(0, 99))
def test_a_copula_keeps_shares_uniform(value: float, seed: int) -> None:
    varied = [
        VariedInput(CodedInput(n, 0.0, 0.5, 1.0, "uniform", (0.0, 1.0), False, ()), "uniform")
        for n in ("a", "b")
    ]
    share = points(planned("random", 1024, seed, ("a", "b"), with_shocks=False), 0, 1024)[0]
    factor = copula_factor(varied, [Correlation("a", "b", value)])
    together = correlated(share, *factor)
    np.testing.assert_allclose(together[:, 0], share[:, 0], atol=1e-9)
    counts = np.histogram(together[:, 1], bins=4, range=(0, 1))[0]
    assert abs(counts - 256).max() < 6 * np.sqrt(256)
    assert np.sign(np.corrcoef(together.T)[0, 1]) == np.sign(value) or abs(value) < 0.15


@pytest.mark.parametrize("workers", [8])
def test_any_number_of_workers_leaves_the_same_files(workers: int, tmp_path: Path) -> None:
    case = read_case_file(SOUND)
    assert isinstance(case, Case)
    question = asked(DomesticExperiment(case, read_parameters()), draws=8 * PART_DRAWS, seed=1)
    with tempfile.TemporaryDirectory() as alone:
        run(question, alone, workers=1)
        run(question, tmp_path / "s", workers=workers)
        files = sorted((Path(alone) / "draws").iterdir())
        assert len(files) == 8
        for file in files:
            assert (tmp_path / "s" / "draws" / file.name).read_bytes() == file.read_bytes()
