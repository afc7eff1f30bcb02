"""Calibration, qualitative comparison, hypotheses, clues, scores, agreement: edges, errors."""

from __future__ import annotations

import builtins
import sys
from typing import Any

import numpy as np
import pytest

from winset.foundation.errors import InputError
from winset.results.cross_case.qualitative_comparison import Kind, Model, SetData, SetFit
from winset.solvers.cross_case.calibration import (
    direct_calibration,
    level_of,
    linear_calibration,
    off_the_crossover,
)
from winset.solvers.cross_case.coder_agreement import cohen_kappa, krippendorff_alpha
from winset.solvers.cross_case.forecast_score import forecast_score
from winset.solvers.cross_case.hypothesis_test import Contingency, hypothesis_test
from winset.solvers.cross_case.process_tracing import (
    Chance,
    Clue,
    ClueKind,
    clue_kind,
    trace_process,
)
from winset.solvers.cross_case.truth_table import engine


def point(value: float) -> Chance:
    return Chance(value, value, value)


def test_the_three_anchors_have_their_memberships() -> None:
    found = direct_calibration([1.0, 2.0, 5.0], out=1.0, crossover=2.0, full=5.0)
    assert found == pytest.approx([0.05, 0.5, 0.95])
    fallen = direct_calibration([1.0, 2.0, 5.0], out=5.0, crossover=2.0, full=1.0)
    assert fallen == pytest.approx([0.95, 0.5, 0.05])
    assert linear_calibration([0.0, 2.0, 9.0], out=1.0, crossover=2.0, full=5.0).tolist() == [
        0.0,
        0.5,
        1.0,
    ]


@pytest.mark.parametrize("anchors", [(1.0, 1.0, 2.0), (1.0, 3.0, 2.0)])
def test_anchors_out_of_order_are_refused(anchors: tuple[float, float, float]) -> None:
    out, middle, full = anchors
    with pytest.raises(InputError, match="neither rise nor fall"):
        direct_calibration([1.0], out=out, crossover=middle, full=full)


def test_missing_values_and_falling_cuts_are_refused() -> None:
    with pytest.raises(InputError, match="missing or not finite"):
        level_of([np.nan], [0.5])
    with pytest.raises(InputError, match="do not rise"):
        level_of([0.1], [0.5, 0.5])


def test_a_membership_of_one_half_is_moved_off_the_crossover() -> None:
    assert off_the_crossover(np.array([0.5, 0.2]), 0.001).tolist() == [0.501, 0.2]


def test_a_missing_library_is_told_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__
    for name in [n for n in sys.modules if n.split(".")[0] == "setqca"]:
        monkeypatch.delitem(sys.modules, name)

    def without(name: str, *args: Any, **options: Any) -> Any:
        if name.split(".")[0] == "setqca":
            raise ImportError(name)
        return real(name, *args, **options)

    monkeypatch.setitem(sys.modules, "setqca", None)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(InputError, match=r"not installed; python -m pip install '\.\[qca\]'"):
        engine()


class TestQualitativeComparison:
    """What a comparison refuses, and what it says where there is nothing to find."""

    @pytest.fixture(autouse=True)
    def _library(self) -> None:
        pytest.importorskip("setqca", reason="needs the extra qca: python -m pip install '.[qca]'")

    def data(self, text: str, kind: Kind = "crisp") -> SetData:
        from winset.solvers.cross_case.truth_table import set_data

        rows = [[float(cell) for cell in row] for row in text.split()]
        return set_data(
            [row[:-1] for row in rows],
            [row[-1] for row in rows],
            conditions=list("ABCD"[: len(rows[0]) - 1]),
            cases=[f"c{n}" for n in range(len(rows))],
            kind=kind,
        )

    def found(self, text: str, **options: Any) -> Any:
        from winset.solvers.cross_case.qualitative_comparison import qualitative_comparison

        return qualitative_comparison(self.data(text), **options)

    def test_a_constant_outcome_explains_nothing(self) -> None:
        found = self.found("111 101 011")
        assert found.outcome == "infeasible"
        assert found.reason == "every case has the outcome: there is nothing to explain"
        assert found.models == {}

    def test_one_case_cannot_be_compared(self) -> None:
        assert self.found("111").reason == "there is one case only: nothing can be compared"

    def test_no_sufficient_row_is_an_empty_answer(self) -> None:
        found = self.found("111 110 000", consistency=1.0)
        assert found.outcome == "empty"
        assert "1 contradictory row holds cases with and without it: c0, c1" in found.warnings[1]

    def test_limited_diversity_and_constant_conditions_are_told(self) -> None:
        found = self.found("111 100")
        assert found.warnings[0].startswith("limited diversity: 2 of 4 rows have cases")
        assert found.warnings[1] == "does not vary over these cases: A"

    def test_every_row_sufficient_is_no_explanation(self) -> None:
        found = self.found("00 11 01 10 01 11", consistency=0.2)
        assert found.reason == "every row is sufficient: the conditions explain nothing"

    def test_tied_models_are_all_given(self) -> None:
        found = self.found("1111 0000", consistency=1.0)
        models = sorted(model.text for model in found.models["parsimonious"])
        assert models == ["A", "B", "C"]
        assert found.verify()

    def test_intermediate_solutions_lie_between(self) -> None:
        found = self.found(
            "1111 0000", consistency=1.0, expectations={"A": "present", "B": "absent"}
        )
        # one for each parsimonious model: A and C allow B to be absent, B does not
        assert [model.text for model in found.models["intermediate"]] == ["A*C", "A*B*C"]
        assert [model.text for model in found.models["conservative"]] == ["A*B*C"]

    def test_names_that_read_like_formulas_stand_in_backquotes(self) -> None:
        from winset.solvers.cross_case.qualitative_comparison import qualitative_comparison
        from winset.solvers.cross_case.truth_table import set_data

        names = ["~A", "B", "A*B", "C+D"]
        data = set_data(
            [[1, 0, 0, 0], [0, 1, 0, 1]],
            [1, 0],
            conditions=names,
            cases=["a", "b"],
            kind="crisp",
        )
        assert [data.literal_text(place, 1) for place in range(4)] == [
            "`~A`",
            "B",
            "`A*B`",
            "`C+D`",
        ]
        assert data.text((1, 0, None, 0)) == "`~A`*~B*~`C+D`"
        found = qualitative_comparison(data, consistency=1.0)
        assert "`~A`" in [model.text for model in found.models["parsimonious"]]

    def test_a_wrong_model_fails_its_check(self) -> None:
        from dataclasses import replace

        found = self.found("1111 0000", consistency=1.0)
        none = SetFit(None, None, None)
        wrong = Model("~A", ((0, None, None),), ("~A",), (none,), none, (), ())
        broken = replace(found, models={"parsimonious": (wrong,)})
        assert not broken.verify()
        assert "~A covers every sufficient row" in broken.verify().failed

    def test_unusual_necessity_is_trivial(self) -> None:
        found = self.found("111 101 110 100 111")
        always = next(item for item in found.single_conditions if item.text == "A")
        assert always.consistency == 1.0
        assert always.trivial
        assert not always.necessary

    def test_tables_and_summaries_can_be_read(self) -> None:
        found = self.found("1111 0000", consistency=1.0)
        assert list(found.to_frame()["OUT"]) == [0, 1]
        assert len(found.to_frame("models")) == 4
        assert "parsimonious: A => Y" in found.summary()
        assert "no solution" in self.found("111").summary()

    @pytest.mark.parametrize(
        ("options", "expected"),
        [
            ({"consistency": 1.2}, "cut-offs"),
            ({"frequency": 0}, "cut-offs"),
            ({"expectations": {"Z": "present"}}, "names `Z`, which is not a condition"),
        ],
    )
    def test_wrong_wishes_are_refused(self, options: dict[str, Any], expected: str) -> None:
        with pytest.raises(InputError, match=expected):
            self.found("111 100", **options)

    @pytest.mark.parametrize(
        ("scores", "kind", "expected"),
        [
            ([[0.5]], "fuzzy", "a: X stands exactly at 0.5"),
            ([[1.5]], "fuzzy", "must lie between 0 and 1"),
            ([[0.7]], "crisp", "must be 0 or 1"),
            ([[0.5]], "multi-value", "whole numbers from 0"),
            ([[np.nan]], "fuzzy", "a score is missing"),
            ([[0.5, 0.2]], "fuzzy", "do not fit"),
        ],
    )
    def test_scores_outside_their_scale_are_refused(
        self, scores: list[list[float]], kind: Kind, expected: str
    ) -> None:
        from winset.solvers.cross_case.truth_table import set_data

        with pytest.raises(InputError, match=expected):
            set_data(scores, [1.0], conditions=["X"], cases=["a"], kind=kind)

    def test_more_rows_than_any_casebook_could_fill_are_refused(self) -> None:
        from winset.solvers.cross_case.qualitative_comparison import qualitative_comparison
        from winset.solvers.cross_case.truth_table import set_data

        names = [f"X{n}" for n in range(13)]
        data = set_data(np.zeros((2, 13)), [0.0, 1.0], conditions=names, cases=["a", "b"])
        with pytest.raises(InputError, match="8,192 rows"):
            qualitative_comparison(data)


def test_a_condition_that_all_or_no_cases_have_tests_nothing() -> None:
    assert "every case has" in hypothesis_test(Contingency(1, 2, 0, 0)).reading
    assert "every case lacks" in hypothesis_test(Contingency(0, 0, 1, 2)).reading
    assert "no case gives" in hypothesis_test(Contingency(0, 0, 0, 0)).reading
    assert hypothesis_test(Contingency(1, 2, 0, 0)).bayes_factor is None


def test_few_cases_say_that_they_are_few() -> None:
    assert hypothesis_test(Contingency(1, 1, 0, 1)).reading.startswith("too few cases")


def test_the_sign_turns_the_posterior_round() -> None:
    up, down = (hypothesis_test(Contingency(4, 5, 1, 5), sign) for sign in ("positive", "negative"))
    assert up.posterior is not None
    assert down.posterior == pytest.approx(1.0 - up.posterior)
    assert "evidence against" in hypothesis_test(Contingency(9, 10, 1, 10), "negative").reading


@pytest.mark.parametrize("counts", [(2, 1, 0, 1), (-1, 1, 0, 1), (1, 401, 0, 1)])
def test_counts_that_cannot_be_are_refused(counts: tuple[int, int, int, int]) -> None:
    with pytest.raises(InputError):
        hypothesis_test(Contingency(*counts))


@pytest.mark.parametrize(
    ("if_true", "if_false", "kind"),
    [
        (0.95, 0.5, ClueKind.HOOP),
        (0.5, 0.05, ClueKind.SMOKING_GUN),
        (0.95, 0.05, ClueKind.DOUBLY_DECISIVE),
        (0.6, 0.4, ClueKind.STRAW_IN_THE_WIND),
    ],
)
def test_clues_are_of_four_kinds(if_true: float, if_false: float, kind: ClueKind) -> None:
    assert clue_kind(if_true, if_false, certain=0.9, unique=0.1) is kind


def test_of_dependent_clues_only_the_strongest_counts() -> None:
    strong = Clue("strong", point(0.9), point(0.3))
    echo = Clue("echo", point(0.8), point(0.4), depends_on=("strong",))
    apart = Clue("apart", point(0.6), point(0.3))
    found = trace_process([strong, echo, apart])
    assert found.posterior == pytest.approx(6 / 7)
    assert found.if_independent == pytest.approx(12 / 13)
    assert [clue.counts for clue in found.clues] == [True, False, True]
    assert [clue.group for clue in found.clues] == [0, 0, 1]
    assert "of 3 clues 2 count" in found.reason


def test_dependence_runs_through_others() -> None:
    chain = [
        Clue("a", point(0.6), point(0.3)),
        Clue("b", point(0.6), point(0.3), depends_on=("a",)),
        Clue("c", point(0.6), point(0.3), depends_on=("b",)),
    ]
    assert trace_process(chain).posterior == pytest.approx(2 / 3)


def test_ranges_give_a_range_of_posteriors() -> None:
    found = trace_process([Clue("a", Chance(0.4, 0.6, 0.8), Chance(0.2, 0.3, 0.4))])
    assert (found.low, found.posterior, found.high) == pytest.approx((0.5, 2 / 3, 0.8))
    missing = trace_process([Clue("a", Chance(0.4, 0.6, 0.8), Chance(0.2, 0.3, 0.4), found=False)])
    assert (missing.low, missing.high) == pytest.approx((0.2, 0.5))


def test_certain_evidence_both_ways_has_no_posterior() -> None:
    proof = Clue("proof", point(0.5), point(0.0))
    refuted = Clue("refuted", point(1.0), point(0.5), found=False)
    assert trace_process([proof]).posterior == 1.0
    assert trace_process([refuted]).posterior == 0.0
    assert trace_process([proof, refuted]).posterior is None


def test_without_clues_there_is_no_posterior() -> None:
    assert trace_process([]).posterior is None


@pytest.mark.parametrize(
    ("clues", "prior", "expected"),
    [
        ([], 1.0, "a prior lies above 0 and below 1"),
        ([Clue("a", point(0.5), point(0.5))] * 2, 0.5, "occurs twice"),
        ([Clue("a", point(1.5), point(0.5))], 0.5, "probabilities need"),
        ([Clue("a", point(0.5), point(0.5), depends_on=("z",))], 0.5, "no other clue"),
        ([Clue("a", point(0.5), point(0.5), depends_on=("a",))], 0.5, "no other clue"),
    ],
)
def test_clues_that_cannot_be_are_refused(clues: list[Clue], prior: float, expected: str) -> None:
    with pytest.raises(InputError, match=expected):
        trace_process(clues, prior=prior)


def test_a_constant_forecast_has_a_balanced_accuracy_of_one_half() -> None:
    found = forecast_score([True] * 4, [1.0] * 4, [True, True, True, False])
    assert found.accuracy == found.accuracy_of_always == 0.75
    assert found.balanced_accuracy == 0.5
    assert found.brier == found.brier_of_always == 0.25


def test_scores_without_variation_do_not_exist() -> None:
    assert forecast_score([], [], []).accuracy is None
    one = forecast_score([True], [0.8], [True])
    assert one.balanced_accuracy is None
    assert one.brier_of_base_rate is None
    with pytest.raises(InputError, match="not equally many"):
        forecast_score([True], [], [True])


def test_the_base_rate_does_not_know_the_case_it_is_scored_on() -> None:
    found = forecast_score([True] * 3, [0.5] * 3, [True, True, False])
    assert found.brier_of_base_rate == pytest.approx((0.25 + 0.25 + 1.0) / 3)


def test_agreement_without_variation_does_not_exist() -> None:
    assert krippendorff_alpha([[1, 1], [1, 1]]) is None
    assert krippendorff_alpha([[1, None], [None, 1]]) is None
    assert cohen_kappa(["a"], ["a"]) is None
    assert cohen_kappa([], []) is None


def test_perfect_agreement_is_one_and_ragged_codings_are_refused() -> None:
    assert krippendorff_alpha([[1, 2, 3], [1, 2, 3]], "ratio") == 1.0
    assert cohen_kappa("ab", "ab") == 1.0
    with pytest.raises(InputError, match="every coder"):
        krippendorff_alpha([[1], [1, 2]])
    with pytest.raises(InputError, match="ratios"):
        krippendorff_alpha([[-1, 2], [1, 2]], "ratio")
    with pytest.raises(InputError, match="both coders"):
        cohen_kappa("a", "ab")
