"""Many cases compared, on toy cases whose answers are known."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from rich.console import Console
from tests.unit.toy_model import plain_votes

from winset.cases.model.case import Case
from winset.cases.model.parameters import Parameters
from winset.foundation.errors import CaseError, InputError
from winset.render.terminal.coders_terminal import print_coders
from winset.reports.comparison.compare_report import CompareReport, compare_schema
from winset.studies.comparison import compare as study
from winset.studies.comparison.coders import compare_coders
from winset.studies.comparison.compare import compare
from winset.studies.comparison.compare_plan import Plan, Specification, read_plan
from winset.studies.comparison.measured_cases import (
    forecast_of,
    measured_case,
    membership_of,
    under,
)

ToyCase = Callable[..., Case]
AXIS = {"axis": "vote", "title": "Axis", "low": "closed", "high": "open"}
ROLE = {"impact": 0.9, "cost_of_staying_out": 0.9, "resources": 0.8}


def group(ideal: float, capacity: float, **more: Any) -> dict[str, Any]:
    return {"level": "group", "position": {"openness": ideal}, "capacity": capacity} | more


@pytest.fixture
def bill(toy_case: ToyCase) -> ToyCase:
    """Give a maker of bills: name, purse for it, how it ended, direction."""

    def made(
        name: str,
        purse: float,
        happened: str = "passes",
        *,
        opens: bool = True,
        payoff: float = 0.6,
        against: float = 0.2,
        **more: Any,
    ) -> Case:
        ends = (0.2, 0.8) if opens else (0.8, 0.2)
        willing = {"payoff": payoff, "polarization": against, "opposition": against}
        banks = group(1.0 if opens else 0.0, purse, pivotal=ROLE)
        labour = group(0.0 if opens else 1.0, 0.5, pivotal=ROLE | {"resources": 0.3})
        fields = {
            "id": name,
            "title": name,
            "issues": {"openness": AXIS | {"status_quo": ends[0], "proposal": ends[1]}},
            "outcome": {"verdict": happened, "date": dt.date(1997, 11, 10)},
        }
        return toy_case(
            quota=4,
            members={"willingness": willing},
            others={"banks": banks, "labour": labour},
            **(fields | more),
        )

    return made


@pytest.fixture
def parameters(toy_parameters: Callable[..., Parameters]) -> Parameters:
    shocks = {"bill": 0, "party": 0, "bloc": 0, "member": 0.3}
    return toy_parameters(vote_model=plain_votes("simultaneous"), shocks=shocks)


@pytest.fixture
def quick() -> Plan:
    """Give the shipped plan with three blocks, few draws and few shuffles."""
    plan = read_plan()
    names = ("standard", "no-fund", "positions-alone")
    blocks = {name: plan.specifications.blocks[name] for name in names}
    specifications = plan.specifications.model_copy(update={"blocks": blocks, "draws": 20})
    cuts = plan.cut_offs.model_copy(update={"permutations": 200})
    return plan.model_copy(update={"specifications": specifications, "cut_offs": cuts})


@pytest.fixture
def report(bill: ToyCase, parameters: Parameters, quick: Plan) -> CompareReport:
    cases = [
        bill("rich-1", 20),
        bill("rich-2", 15),
        bill("rich-3", 20, "fails"),
        bill("poor-1", 0.1, "withdrawn", payoff=0.1, against=0.9),
        bill("poor-2", 0.2, "fails", payoff=0.1, against=0.9),
        bill("closing-1", 20, "passes", opens=False),
        bill("closing-2", 0.1, "stalls", opens=False, payoff=0.1, against=0.9),
    ]
    return compare(cases, plan=quick, parameters=parameters, draws=20)


def test_cases_are_measured_by_the_quantities_of_the_game(
    bill: ToyCase, parameters: Parameters
) -> None:
    row = measured_case(bill("one", 20), parameters, read_plan(), draws=20, seed=0)
    assert row.liberalising
    assert row.bill == row.liberal_side
    assert row.bill["WB"].value == pytest.approx(0.6)  # the weakest of .6, .8, .8
    assert row.bill["PA"].value == pytest.approx(0.8)
    assert row.bill["PA"].actor == "banks"
    assert row.bill["DC"].value == pytest.approx(1.0)
    assert row.bill["LIB"].level == 1


def test_a_protectionist_bill_mirrors_sides_and_outcome(
    bill: ToyCase, parameters: Parameters
) -> None:
    row = measured_case(bill("two", 20, opens=False), parameters, read_plan(), draws=20, seed=0)
    assert row.liberalising is False
    assert row.adopted
    assert row.liberal is False
    assert row.bill["PA"].actor == "banks"
    assert row.liberal_side["PA"].actor == "labour"
    lost = measured_case(
        bill("three", 0, "stalls", opens=False), parameters, read_plan(), draws=20, seed=0
    )
    assert lost.liberal


def test_a_bill_without_direction_enters_no_test_of_the_liberalising_side(
    bill: ToyCase, parameters: Parameters, quick: Plan
) -> None:
    issues = {"openness": AXIS | {"status_quo": 0.4, "proposal": 0.4}}
    found = compare([bill("still", 1, issues=issues)], plan=quick, parameters=parameters, draws=5)
    assert found.cases[0].liberal is None
    assert found.cases[0].liberal_side == {}
    assert any("no direction" in text for text in found.warnings)
    liberal = [item for item in found.analyses if item.outcome == "liberal"]
    assert liberal[0].without[0].reason == "the direction of the bill is not known"
    assert liberal[0].reason == "no case has all the conditions"


def test_scores_count_withdrawals_and_stand_beside_the_baseline(report: CompareReport) -> None:
    score = report.scoring.all.by_verdict
    assert (score.cases, score.happened) == (7, 3)
    assert score.accuracy_of_always == pytest.approx(3 / 7)
    assert score.sensitivity == 1.0
    assert score.specificity == pytest.approx(3 / 4)
    assert report.scoring.table["withdrawn"]["fails"] == 1
    assert report.scoring.all.verdicts_right == sum(row.agrees for row in report.cases)
    assert report.scoring.liberalising.by_verdict.cases == 5
    assert report.scoring.protectionist.by_verdict.cases == 2


def test_the_specification_curve_tells_which_verdicts_turn(report: CompareReport) -> None:
    curve = {row.id: row for row in report.specification_curve}
    assert list(curve) == ["standard", "no-fund", "positions-alone"]
    assert curve["standard"].turned == []
    assert curve["positions-alone"].turned == ["rich-1", "rich-2", "rich-3", "closing-1"]
    assert curve["positions-alone"].score.sensitivity == 0.0


def test_every_comparison_is_there_with_its_checks(report: CompareReport) -> None:
    kinds = [(item.outcome, item.kind) for item in report.analyses]
    assert len(kinds) == len(set(kinds)) == 12
    fuzzy = next(i for i in report.analyses if (i.outcome, i.kind) == ("adopted", "fuzzy"))
    assert fuzzy.robustness is not None
    assert fuzzy.robustness.variants == 72
    assert any("contradictory" in text for text in fuzzy.warnings)
    assert any("limited diversity" in text for text in fuzzy.warnings)


def test_hypotheses_are_tested_for_both_sides(report: CompareReport) -> None:
    found = {item.id: item for item in report.hypotheses}
    bills = found["H1-WB (bill)"]
    assert bills.with_condition == (3, 4)
    assert bills.without_condition == (0, 3)
    assert bills.bayes_factor is not None
    assert bills.strongest is not None
    assert 1.0 < bills.bayes_factor < bills.strongest


def test_the_document_keeps_to_its_schema_and_is_the_same_each_time(
    report: CompareReport, bill: ToyCase, parameters: Parameters, quick: Plan
) -> None:
    document = report.to_dict()
    jsonschema.validate(document, compare_schema())
    json.dumps(document, allow_nan=False)
    again = [compare([bill("a", 3)], plan=quick, parameters=parameters) for _ in range(2)]
    assert again[0] == again[1]
    assert "7 cases, 3 measures adopted." in report.summary()


def test_seed_cases_and_cases_without_an_outcome_are_left_out_and_named(
    bill: ToyCase, parameters: Parameters, quick: Plan
) -> None:
    cases = [bill("fast-track-1997", 1), bill("open-end", 1, outcome=None), bill("kept", 1)]
    found = compare(cases, plan=quick, parameters=parameters, draws=5, with_curve=False)
    assert [item.case for item in found.left_out] == ["fast-track-1997", "open-end"]
    assert [row.case for row in found.cases] == ["kept"]
    assert any("one case only" in text for text in found.warnings)
    kept = compare(
        cases, plan=quick, parameters=parameters, draws=5, with_curve=False, with_left_out=True
    )
    assert len(kept.cases) == 2


def test_nothing_to_compare_and_cases_given_twice_are_refused(
    bill: ToyCase, parameters: Parameters, quick: Plan
) -> None:
    with pytest.raises(InputError, match=r"no case is left to compare .*--with-seed-cases"):
        compare([bill("fast-track-1997", 1)], plan=quick, parameters=parameters)
    with pytest.raises(InputError, match="given twice"):
        compare([bill("a", 1), bill("a", 1)], plan=quick, parameters=parameters)


def test_a_constant_outcome_is_told(bill: ToyCase, parameters: Parameters, quick: Plan) -> None:
    cases = [bill("a", 9), bill("b", 8)]
    found = compare(cases, plan=quick, parameters=parameters, draws=5, with_curve=False)
    assert any("constant outcome" in text for text in found.warnings)
    assert {item.reason for item in found.analyses if item.outcome == "adopted"} == {
        "every case has the outcome: there is nothing to explain"
    }


def test_without_the_library_the_rest_is_still_there(
    bill: ToyCase, parameters: Parameters, quick: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    from winset.solvers.cross_case import truth_table

    def missing(part: str = "") -> None:
        raise InputError("setqca is not installed", "pip install 'winset[qca]'")

    monkeypatch.setattr(truth_table, "engine", missing)
    found = compare([bill("a", 9)], plan=quick, parameters=parameters, draws=5)
    assert found.analyses == []
    assert found.analyses_reason == "setqca is not installed; pip install 'winset[qca]'"
    assert found.scoring.all.by_verdict.cases == 1


def test_progress_is_told_step_by_step(bill: ToyCase, parameters: Parameters, quick: Plan) -> None:
    told: list[tuple[int, int, str]] = []
    compare(
        [bill("a", 9)],
        plan=quick,
        parameters=parameters,
        draws=5,
        progress=lambda *step: told.append(step),
    )
    assert told == [
        (0, 4, "a"),
        (1, 4, "standard: a"),
        (2, 4, "no-fund: a"),
        (3, 4, "positions-alone: a"),
    ]


def test_evidence_is_traced_within_its_case(
    bill: ToyCase, parameters: Parameters, quick: Plan
) -> None:
    test = {"hypothesis": "H1", "if_true": 0.8, "if_false": 0.2}
    evidence = [{"id": "clue", "claim": "c", "source": "s", "test": test}]
    case = bill("a", 9, evidence=evidence)
    found = compare([case], plan=quick, parameters=parameters, draws=5, with_curve=False).tracing
    assert (found[0].case, found[0].hypothesis, found[0].posterior) == ("a", "H1", 0.8)
    assert found[0].clues[0].kind == "straw in the wind"


@pytest.mark.parametrize("name", list(read_plan().specifications.blocks))
def test_every_registered_block_can_be_played(
    name: str, bill: ToyCase, toy_parameters: Callable[..., Parameters]
) -> None:
    specification = read_plan().specifications.blocks[name]
    case, block = under(specification, bill("a", 3), toy_parameters())
    assert forecast_of(case, block, 5, 0).verdict in ("passes", "fails", "withdrawn", "stalls")
    changed = (case, block) != (bill("a", 3), toy_parameters())
    # what the toy case does not have cannot be left out
    absent = ("standard", "no-timing", "no-pressure", "no-cost-of-failure")
    assert changed or name in absent


def test_a_block_that_names_no_parameter_is_refused(bill: ToyCase, parameters: Parameters) -> None:
    with pytest.raises(InputError, match="thta"):
        under(Specification(title="x", parameters={"thta": 0}), bill("a", 1), parameters)


def test_anchors_can_be_moved_for_robustness() -> None:
    planned = read_plan().conditions["PA"]
    assert membership_of(planned, 0.5, 0.001) == 0.501
    assert membership_of(planned, 0.5, 0.001, shift=0.2) < 0.5
    assert membership_of(planned, 0.5, 0.001, shift=-0.2) > 0.55
    assert membership_of(read_plan().conditions["LIB"], 1.0, 0.001) == 1.0


def test_the_anchors_follow_from_the_block_where_the_plan_says_so() -> None:
    from winset.cases.file.read_parameters import read_parameters

    block, plan = read_parameters(), read_plan()
    cohesion = plan.conditions["DC"].calibration
    assert cohesion.crossover == pytest.approx((1 - block.convenience_near.likely) ** 0.5, abs=5e-4)
    assert cohesion.out == pytest.approx((1 - block.convenience_far.likely) ** 0.5, abs=5e-4)
    assert cohesion.in_ == pytest.approx(0.9**0.5, abs=5e-4)
    assert plan.conditions["PA"].calibration.crossover == block.engagement_threshold.likely


def test_a_plan_of_ones_own_is_checked(tmp_path: Path) -> None:
    source = Path(study.__file__).with_name("compare_plan.yaml").read_text(encoding="utf-8")
    path = tmp_path / "plan.yaml"
    path.write_text(source.replace("id: plan-1", "id: mine"))
    assert read_plan(path).id == "mine"
    path.write_text(source.replace("{out: 0.25, crossover: 0.5,", "{out: 0.5, crossover: 0.5,"))
    with pytest.raises(CaseError, match="anchors need out < crossover < in"):
        read_plan(path)


def test_two_codings_are_compared_field_by_field(bill: ToyCase, parameters: Parameters) -> None:
    first, second = bill("a", 20), bill("a", 0.1, payoff=0.5)
    found = compare_coders({"anna": first, "ben": second}, parameters=parameters, draws=5)
    assert [item.verdict for item in found.verdicts] == ["passes", "fails"]
    assert not found.same_verdict
    paths = [row.path for row in found.differences]
    assert paths[0] == "actors.banks.capacity"
    assert "actors.m1.willingness.payoff" in paths
    assert len(paths) == 6
    willing = next(row for row in found.agreement if row.kind == "willingness")
    assert willing.numbers == 15
    assert willing.overlapping == pytest.approx(10 / 15)
    assert willing.alpha is not None
    assert willing.alpha < 1.0
    position = next(row for row in found.agreement if row.kind == "position")
    assert position.alpha == 1.0
    assert found.words.alpha == 1.0
    jsonschema.validate(found.to_dict(), compare_schema())


def test_what_only_one_coder_has_is_listed(bill: ToyCase, parameters: Parameters) -> None:
    first, second = bill("a", 20), bill("a", 20)
    fewer = {name: actor for name, actor in second.actors.items() if name != "labour"}
    found = compare_coders(
        {"anna": first, "ben": second.model_copy(update={"actors": fewer})},
        parameters=parameters,
        draws=5,
    )
    assert found.only_in == {"anna": ["actor labour"]}
    missing = [row for row in found.differences if row.path.startswith("actors.labour")]
    assert missing
    assert all(row.gap is None for row in missing)


def test_choices_that_differ_are_told_with_what_each_coder_chose(
    bill: ToyCase, parameters: Parameters, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = bill("a", 20), bill("a", 20)
    abroad = second.actors["banks"].model_copy(update={"level": "foreign"})
    second = second.model_copy(update={"actors": second.actors | {"banks": abroad}})
    found = compare_coders({"anna": first, "ben": second}, parameters=parameters, draws=5)
    assert [(row.path, row.values) for row in found.choices] == [
        ("actors.banks.level", ["group", "foreign"])
    ]
    assert found.words.overlapping == pytest.approx(1 - 1 / found.words.numbers)
    jsonschema.validate(found.to_dict(), compare_schema())
    print_coders(found, Console(width=100))
    shown = capsys.readouterr().out.split("Choices that differ")[1]
    assert shown.splitlines()[3].split() == ["actors.banks.level", "group", "foreign"]


def test_codings_of_different_cases_are_refused(bill: ToyCase, parameters: Parameters) -> None:
    with pytest.raises(InputError, match="different cases: a, b"):
        compare_coders({"x": bill("a", 1), "y": bill("b", 1)}, parameters=parameters)
    with pytest.raises(InputError, match="two codings"):
        compare_coders({"x": bill("a", 1)}, parameters=parameters)
