"""Laws of the comparison over cases."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from winset.foundation.outcomes import OutcomeWord
from winset.solvers.cross_case.calibration import direct_calibration, level_of
from winset.solvers.cross_case.coder_agreement import cohen_kappa, krippendorff_alpha
from winset.solvers.cross_case.forecast_score import forecast_score
from winset.solvers.cross_case.hypothesis_test import Contingency, hypothesis_test
from winset.solvers.cross_case.process_tracing import Chance, Clue, trace_process

UNIT = st.floats(0.0, 1.0)
SCORES = st.floats(0.0, 1.0).filter(lambda score: abs(score - 0.5) > 1e-6)


@st.composite
def fuzzy_cases(draw: st.DrawFn) -> tuple[list[list[float]], list[float]]:
    size = draw(st.integers(2, 9))
    rows = draw(st.lists(st.lists(SCORES, min_size=3, max_size=3), min_size=size, max_size=size))
    return rows, draw(st.lists(SCORES, min_size=size, max_size=size))


def compared(
    rows: list[list[float]], outcome: list[float], names: tuple[str, ...] = ("A", "B", "C")
) -> Any:
    pytest.importorskip("setqca", reason="needs the extra qca: python -m pip install '.[qca]'")
    from winset.solvers.cross_case.qualitative_comparison import qualitative_comparison
    from winset.solvers.cross_case.truth_table import set_data

    cases = [f"c{n}" for n in range(len(rows))]
    data = set_data(rows, outcome, conditions=names, cases=cases)
    return qualitative_comparison(data, consistency=0.75, expectations={"A": "present"})


@given(cases=fuzzy_cases())
@settings(max_examples=60, deadline=None)
def test_every_answer_passes_its_own_check(cases: tuple[list[list[float]], list[float]]) -> None:
    found = compared(*cases)
    assert found.verify(), found.verify().failed
    if found.outcome is OutcomeWord.SOLVED:
        fewest = {family: len(models[0].terms) for family, models in found.models.items()}
        assert fewest["parsimonious"] <= fewest["intermediate"] <= fewest["conservative"]


@given(cases=fuzzy_cases(), order=st.permutations(range(3)))
@settings(max_examples=40, deadline=None)
def test_the_order_of_conditions_and_cases_does_not_matter(
    cases: tuple[list[list[float]], list[float]], order: list[int]
) -> None:
    rows, outcome = cases
    names = tuple("ABC"[place] for place in order)
    turned = [[row[place] for place in order] for row in rows]
    first, second = compared(rows, outcome), compared(turned[::-1], outcome[::-1], names)

    def texts(found: Any, family: str) -> set[frozenset[frozenset[str]]]:
        return {
            frozenset(frozenset(term.split("*")) for term in model.term_texts)
            for model in found.models.get(family, ())
        }

    assume(not near_a_cut(first) and not near_a_cut(second))
    for family in ("conservative", "intermediate", "parsimonious"):
        assert texts(first, family) == texts(second, family)


def near_a_cut(found: Any) -> bool:
    """Whether a row lies so close to the cut-off that the order of a sum decides."""
    return any(abs(row.consistency - 0.75) < 1e-9 for row in found.rows)


@given(
    values=st.lists(st.floats(-10, 10), min_size=1, max_size=8),
    anchors=st.lists(st.floats(-5, 5), min_size=3, max_size=3, unique=True).map(sorted),
)
@settings(max_examples=100, deadline=None)
def test_calibration_keeps_the_order_and_mirrors(values: list[float], anchors: list[float]) -> None:
    out, middle, full = anchors
    assume(min(middle - out, full - middle) > 1e-3)
    rising = direct_calibration(sorted(values), out=out, crossover=middle, full=full)
    falling = direct_calibration(sorted(values), out=full, crossover=middle, full=out)
    assert (np.diff(rising) >= 0.0).all()
    assert ((rising >= 0.0) & (rising <= 1.0)).all()
    assert rising + falling == pytest.approx(np.ones(len(values)))
    assert (np.diff(level_of(sorted(values), anchors)) >= 0).all()


@given(st.integers(0, 6), st.integers(1, 6), st.integers(0, 6), st.integers(1, 6))
@settings(max_examples=80, deadline=None)
def test_the_two_signs_share_the_belief(good: int, cases: int, other: int, others: int) -> None:
    assume(good <= cases and other <= others)
    table = Contingency(good, cases, other, others)
    up, down = hypothesis_test(table), hypothesis_test(table, "negative")
    assert up.posterior is not None
    assert down.posterior is not None
    assert up.posterior + down.posterior == pytest.approx(1.0)
    assert up.bayes_factor is not None
    assert up.strongest is not None
    assert up.bayes_factor <= up.strongest * (1 + 1e-12)
    if good < cases:
        more = hypothesis_test(Contingency(good + 1, cases, other, others))
        assert more.posterior is not None
        assert more.posterior > up.posterior


@st.composite
def clues(draw: st.DrawFn) -> list[Clue]:
    found: list[Clue] = []
    for place in range(draw(st.integers(1, 4))):
        chances = [
            Chance(*sorted(draw(st.lists(st.floats(0.02, 0.98), min_size=3, max_size=3))))
            for _ in range(2)
        ]
        earlier = draw(st.lists(st.sampled_from(range(place)), max_size=2)) if place else []
        names = tuple(f"clue-{n}" for n in earlier)
        found.append(Clue(f"clue-{place}", *chances, draw(st.booleans()), names))
    return found


@given(found=clues(), prior=st.floats(0.05, 0.95))
@settings(max_examples=80, deadline=None)
def test_a_posterior_lies_within_its_ends_whatever_the_order(
    found: list[Clue], prior: float
) -> None:
    traced = trace_process(found, prior=prior)
    assert traced.low is not None
    assert traced.posterior is not None
    assert traced.high is not None
    assert traced.low - 1e-12 <= traced.posterior <= traced.high + 1e-12
    weights = sorted(clue.ratio for clue in traced.clues if clue.ratio is not None)
    if len(set(weights)) == len(weights):
        for order in list(permutations(found))[:6]:
            again = trace_process(list(order), prior=prior)
            assert again.posterior == pytest.approx(traced.posterior)
            assert again.if_independent == pytest.approx(traced.if_independent)


@given(
    st.lists(st.tuples(st.booleans(), UNIT, st.booleans()), min_size=1, max_size=12),
)
@settings(max_examples=80, deadline=None)
def test_scores_lie_in_their_bounds_and_turn_with_the_forecast(
    rows: list[tuple[bool, float, bool]],
) -> None:
    said, chance, happened = (list(column) for column in zip(*rows, strict=True))
    found = forecast_score(said, chance, happened)
    turned = forecast_score([not word for word in said], [1 - c for c in chance], happened)
    assert found.accuracy is not None
    assert turned.accuracy == pytest.approx(1.0 - found.accuracy)
    assert found.brier is not None
    assert 0.0 <= found.brier <= 1.0
    if found.balanced_accuracy is not None:
        assert turned.balanced_accuracy == pytest.approx(1.0 - found.balanced_accuracy)


@given(
    st.lists(st.lists(st.integers(0, 5), min_size=4, max_size=4), min_size=2, max_size=4),
    st.floats(0.5, 4.0),
)
@settings(max_examples=80, deadline=None)
def test_agreement_does_not_depend_on_the_order_of_coders_or_the_scale(
    codings: list[list[float]], scale: float
) -> None:
    found = krippendorff_alpha(codings, "interval")
    scaled = krippendorff_alpha([[7 + scale * v for v in row] for row in codings[::-1]], "interval")
    if found is None:
        return
    assert found <= 1.0 + 1e-12
    assert scaled == pytest.approx(found)
    words = [[str(v) for v in row] for row in codings[:2]]
    kappa = cohen_kappa(words[0], words[1])
    assert kappa is None or kappa == pytest.approx(cohen_kappa(words[1], words[0]))
