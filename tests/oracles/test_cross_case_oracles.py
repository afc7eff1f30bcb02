"""Comparison over cases beside the slow second implementations."""

from __future__ import annotations

import importlib.util
from itertools import product
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from winset.solvers.cross_case.coder_agreement import krippendorff_alpha
from winset.solvers.cross_case.hypothesis_test import Contingency, hypothesis_test
from winset.solvers.cross_case.minimal_models import minimal_models


def oracles() -> ModuleType:
    path = Path(__file__).with_name("cross_case_oracles.py")
    spec = importlib.util.spec_from_file_location("cross_case_oracles", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


ORACLES = oracles()
alpha_by_pairs, bayes_factor = ORACLES.alpha_by_pairs, ORACLES.bayes_factor
cubes_by_definition, petrick = ORACLES.cubes_by_definition, ORACLES.petrick
probability_above, quine_mccluskey = ORACLES.probability_above, ORACLES.quine_mccluskey

pytest.importorskip("setqca", reason="needs the extra qca: pip install 'winset[qca]'")

WORDS = st.sampled_from(["on", "off", "free"])
BINARY = st.lists(WORDS, min_size=16, max_size=16)
LEVELS = st.sampled_from([(3, 2), (2, 3, 2), (3, 3), (2, 2, 2)])


def coded(words: list[str], levels: tuple[int, ...]) -> dict[str, set[tuple[int, ...]]]:
    rows = list(product(*map(range, levels)))
    return {
        kind: {row for row, word in zip(rows, words, strict=False) if word == kind}
        for kind in ("on", "off", "free")
    }


@given(words=BINARY)
@settings(max_examples=60, deadline=None)
def test_models_are_those_of_quine_mccluskey_and_petrick(words: list[str]) -> None:
    table = coded(words, (2, 2, 2, 2))
    assume(table["on"])
    primes = quine_mccluskey(table["on"], table["free"])
    assume(len(primes) <= 12)
    found = minimal_models(table["on"], table["free"], (2, 2, 2, 2))
    assert {frozenset(model) for model in found} == petrick(primes, table["on"])


@given(levels=LEVELS, data=st.data())
@settings(max_examples=60, deadline=None)
def test_multi_value_models_are_those_of_the_definition(
    levels: tuple[int, ...], data: st.DataObject
) -> None:
    size = int(np.prod(levels))
    words = data.draw(
        st.lists(st.sampled_from(["on", "off", "free"]), min_size=size, max_size=size)
    )
    table = coded(words, levels)
    assume(table["on"])
    primes = cubes_by_definition(table["on"], table["free"], levels)
    assume(len(primes) <= 12)
    found = minimal_models(table["on"], table["free"], levels)
    assert {frozenset(model) for model in found} == petrick(primes, table["on"])


def test_the_two_oracles_agree_on_binary_tables() -> None:
    generator = np.random.default_rng(3)
    for _ in range(30):
        words = generator.choice(["on", "off", "free"], 16).tolist()
        table = coded(words, (2, 2, 2, 2))
        assert quine_mccluskey(table["on"], table["free"]) == cubes_by_definition(
            table["on"], table["free"], (2, 2, 2, 2)
        )


@given(
    counts=st.tuples(st.integers(1, 8), st.integers(1, 8)).flatmap(
        lambda cases: st.tuples(
            st.integers(0, cases[0]), st.just(cases[0]), st.integers(0, cases[1]), st.just(cases[1])
        )
    )
)
@settings(max_examples=80, deadline=None)
def test_bayes_factors_are_exact(counts: tuple[int, int, int, int]) -> None:
    good, cases, other_good, others = counts
    found = hypothesis_test(Contingency(*counts))
    posterior = probability_above(
        (1 + good, 1 + cases - good), (1 + other_good, 1 + others - other_good)
    )
    assert found.posterior == pytest.approx(float(posterior), abs=1e-12)
    assert found.bayes_factor == pytest.approx(float(bayes_factor(counts)), rel=1e-10)
    every = [
        float(bayes_factor((a, cases, b, others)))
        for a in range(cases + 1)
        for b in range(others + 1)
    ]
    assert found.strongest == pytest.approx(max(every), rel=1e-10)


def test_the_chances_of_evidence_are_those_of_a_simulation() -> None:
    found = hypothesis_test(Contingency(3, 5, 2, 6))
    generator = np.random.default_rng(11)
    first, second = generator.random((2, 40_000))
    ordered = np.maximum(first, second), np.minimum(first, second)
    shared = generator.random(40_000)
    large = {(a, b): float(bayes_factor((a, 5, b, 6))) >= 3.0 for a in range(6) for b in range(7)}

    def share(one: np.ndarray, other: np.ndarray) -> float:  # type: ignore[type-arg]
        pairs = zip(generator.binomial(5, one), generator.binomial(6, other), strict=True)
        return float(np.mean([large[int(a), int(b)] for a, b in pairs]))

    assert found.chance_of_evidence == pytest.approx(share(*ordered), abs=0.01)
    assert found.chance_of_error == pytest.approx(share(shared, shared), abs=0.01)


@given(
    codings=st.integers(2, 4).flatmap(
        lambda coders: st.lists(
            st.lists(st.one_of(st.none(), st.integers(0, 4)), min_size=6, max_size=6),
            min_size=coders,
            max_size=coders,
        )
    )
)
@settings(max_examples=80, deadline=None)
@pytest.mark.parametrize(("metric", "power"), [("nominal", 0), ("interval", 2)])
def test_alpha_is_that_of_all_pairs(
    metric: str, power: int, codings: list[list[float | None]]
) -> None:
    found = krippendorff_alpha(codings, metric)  # type: ignore[arg-type]
    expected = alpha_by_pairs(codings, power)
    if expected is None:
        assert found is None
    else:
        assert found == pytest.approx(expected, abs=1e-12)
