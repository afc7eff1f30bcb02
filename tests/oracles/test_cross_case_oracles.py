"""Comparison over cases beside the slow second implementations."""

from __future__ import annotations

import importlib.util
import time
from itertools import combinations, product
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from winset.solvers.cross_case.coder_agreement import krippendorff_alpha
from winset.solvers.cross_case.hypothesis_test import Contingency, hypothesis_test
from winset.solvers.cross_case.minimal_covers import minimal_covers
from winset.solvers.cross_case.minimal_models import Expectation, minimal_models
from winset.solvers.cross_case.qualitative_comparison import qualitative_comparison
from winset.solvers.cross_case.truth_table import set_data


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

pytest.importorskip("setqca", reason="needs the extra qca: python -m pip install '.[qca]'")

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
    assert {frozenset(model) for model in found.found} == petrick(primes, table["on"])


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
    assert {frozenset(model) for model in found.found} == petrick(primes, table["on"])


@pytest.mark.parametrize("seed", range(8))
def test_intermediate_models_follow_the_rule_term_by_term(seed: int) -> None:
    """Fifty random tables a seed, with and without expectations of each condition."""
    generator = np.random.default_rng(seed)
    rows = list(product((0, 1), repeat=4))
    tried = 0
    while tried < 50:
        words = generator.choice(["on", "off", "free"], 16, p=[0.25, 0.25, 0.5]).tolist()
        table = coded(words, (2, 2, 2, 2))
        signs = tuple(int(sign) for sign in generator.integers(-1, 2, 4))
        primes = quine_mccluskey(table["on"], table["free"]) if table["on"] else set()
        if not table["on"] or not table["off"] or not any(signs) or len(primes) > 11:
            continue
        tried += 1
        cases = [row for row in rows if row not in table["free"]]
        data = set_data(
            cases,
            [float(row in table["on"]) for row in cases],
            conditions=list("ABCD"),
            cases=["".join(map(str, row)) for row in cases],
            kind="crisp",
        )
        expected = {1: "present", -1: "absent"}
        given = {n: expected[s] for n, s in zip("ABCD", signs, strict=True) if s}
        found = qualitative_comparison(data, consistency=1.0, expectations=given)  # type: ignore[arg-type]
        models = {frozenset(model.terms) for model in found.models["intermediate"]}
        truth = ORACLES.intermediate_by_terms(table["on"], table["off"], signs)
        assert models == truth, (words, signs)
        assert found.verify(), found.verify().failed


def test_an_assumption_whose_way_an_observed_row_contradicts_is_not_easy() -> None:
    """A*B*~C shows the outcome and A*~B*~C does not: C makes B no less needed."""
    data = set_data(
        [[1, 1, 0], [1, 0, 0], [0, 0, 1]],
        [1, 0, 0],
        conditions=["A", "B", "C"],
        cases=["a", "b", "c"],
        kind="crisp",
    )
    present: dict[str, Expectation] = {"A": "present", "B": "absent", "C": "present"}
    found = qualitative_comparison(data, consistency=1.0, expectations=present)
    assert [model.text for model in found.models["parsimonious"]] == ["B"]
    assert [model.text for model in found.models["intermediate"]] == ["A*B"]


@pytest.mark.parametrize("seed", range(4))
def test_covers_are_all_of_the_smallest(seed: int) -> None:
    generator = np.random.default_rng(seed)
    for _ in range(60):
        count, bits = int(generator.integers(1, 9)), int(generator.integers(1, 8))
        sets = [int(one) for one in generator.integers(1, 1 << bits, count)]
        everything = 0
        for one in sets:
            everything |= one
        found = minimal_covers(sets, everything, 10_000)
        assert found.complete
        for size in range(1, count + 1):
            truth = [
                chosen
                for chosen in combinations(range(count), size)
                if np.bitwise_or.reduce([sets[place] for place in chosen]) == everything
            ]
            if truth:
                break
        assert list(found.found) == truth


def test_ten_conditions_are_answered_in_seconds() -> None:
    generator = np.random.default_rng(5)
    scores = generator.integers(0, 2, (30, 10))
    outcome = generator.integers(0, 2, 30)
    names = [f"C{place}" for place in range(10)]
    data = set_data(
        scores, outcome, conditions=names, cases=[f"k{n}" for n in range(30)], kind="crisp"
    )
    begun = time.perf_counter()
    found = qualitative_comparison(data, consistency=1.0, expectations={"C0": "present"})
    assert time.perf_counter() - begun < 30.0
    assert found.outcome == "solved"
    assert len(found.models["parsimonious"]) == 270
    assert found.verify()


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
