"""The study of rival lenses, on the two published cases and beside them."""

from __future__ import annotations

import json

import jsonschema
import pytest

from winset.casebook import read_domestic_case
from winset.cases.model.case import Case
from winset.foundation.errors import InputError
from winset.reports.lens_report import LensReport, side_in
from winset.solvers.lenses.catalogue import LENSES
from winset.studies.lenses.facts_otherwise import FACTS, turned_by
from winset.studies.lenses.rival_readings import lenses
from winset.translate.arena import arena_of

TWO_CASES = ("fast-track-1997", "china-pntr-2000")


@pytest.fixture(scope="module", params=TWO_CASES)
def case(request: pytest.FixtureRequest) -> Case:
    return read_domestic_case(request.param)


@pytest.fixture(scope="module")
def report(case: Case) -> LensReport:
    return lenses(case)


def test_every_lens_has_its_reading_and_everybody_is_seen_or_not(report: LensReport) -> None:
    assert [r.lens for r in report.readings] == [lens.card.id for lens in LENSES]
    everybody = {seen.actor for seen in report.actors}
    for reading in report.readings:
        assert set(reading.sees) | set(reading.ignores) == everybody
        assert not set(reading.sees) & set(reading.ignores)
        assert {a for c in reading.coalitions for a in c.members} <= set(reading.sees)
    for seen in report.actors:
        assert len(seen.seen_by) + len(seen.unseen_by) == len(LENSES)


def test_the_outcome_judges_the_readings_and_enters_none(case: Case, report: LensReport) -> None:
    assert case.outcome is not None
    other = "passes" if case.outcome.verdict != "passes" else "fails"
    changed = case.model_copy(
        update={"outcome": case.outcome.model_copy(update={"verdict": other})}
    )
    turned = lenses(changed)
    for one, two in zip(report.readings, turned.readings, strict=True):
        assert (one.prediction, one.because, one.measures) == (
            two.prediction,
            two.because,
            two.measures,
        )
        if one.prediction is not None:
            assert one.agrees is not two.agrees
    unknown = lenses(case.model_copy(update={"outcome": None}))
    assert unknown.happened is None
    assert all(r.agrees is None for r in unknown.readings)


def test_agreement_of_two_lenses_is_that_of_what_they_say(report: LensReport) -> None:
    assert len(report.agreements) == len(LENSES) * (len(LENSES) - 1) // 2
    for pair in report.agreements:
        one, other = report.reading(pair.one), report.reading(pair.other)
        both = [
            (a, b)
            for seen in report.actors
            if (a := side_in(one, seen.actor)) and (b := side_in(other, seen.actor))
        ]
        assert pair.shared == len(both)
        if both:
            assert pair.sides == pytest.approx(sum(a == b for a, b in both) / len(both))
        known = None not in (one.prediction, other.prediction)
        assert (pair.outcome is not None) == known


def test_a_fact_that_tells_lenses_apart_moves_some_and_not_all(
    case: Case, report: LensReport
) -> None:
    changes = [entry for entry in report.tells_apart if entry.kind == "change"]
    assert changes
    before = {r.lens: r.prediction for r in report.readings}
    for entry in changes:
        assert 0 < len(entry.says) < len(before)
        for lens, said in entry.says.items():
            assert said != (before[lens] or "abstains")


def test_facts_are_variants_of_the_case_only(case: Case) -> None:
    arena = arena_of(case)
    for fact in FACTS:
        found = fact(arena)
        if found is not None:
            assert found[0]
            assert found[1] is not arena
            assert found[1].actors == arena.actors
    again = {lens.card.id: lens.read(arena).prediction for lens in LENSES}
    assert all(changed.keys() <= again.keys() for _, changed in turned_by(arena, again))


def test_the_model_stands_beside_the_lenses(report: LensReport) -> None:
    assert report.model is not None
    expected = "passes" if report.model.verdict == "passes" else "does not pass"
    assert report.model.prediction == expected


def test_the_document_follows_its_schema(report: LensReport) -> None:
    document = json.loads(report.to_json())
    jsonschema.validate(document, LensReport.json_schema())
    assert document == report.to_dict()
    assert document["schema"] == "winset/lenses/1"


def test_the_same_case_gives_the_same_document(case: Case, report: LensReport) -> None:
    assert lenses(case).to_json() == report.to_json()


def test_tables_hold_what_the_readings_say(report: LensReport) -> None:
    assert len(report.to_frame()) == len(LENSES)
    sides = report.to_frame("actors")
    assert sides.shape == (len(report.actors), len(LENSES))
    assert sides.loc["afl-cio", "factor-cleavage"] == -1
    assert len(report.to_frame("agreements")) == len(report.agreements)
    assert {"lens", "name", "value"} <= set(report.to_frame("measures").columns)
    with pytest.raises(InputError, match="no table"):
        report.to_frame("votes")
    with pytest.raises(InputError, match="did you mean `delegation`"):
        report.reading("delegations")


def test_a_cut_point_can_be_set_and_is_reported(case: Case) -> None:
    strict = lenses(case, cut_points={"executive_dispersion": 0.01})
    assert strict.cut_points["executive_dispersion"] == 0.01
    assert strict.reading("bureaucratic-politics").prediction == "does not pass"
    with pytest.raises(InputError, match="not a cut point"):
        lenses(case, cut_points={"dispersion": 0.1})


def test_a_case_without_lens_fields_says_what_is_missing(case: Case) -> None:
    bare = lenses(case.model_copy(update={"lenses": None}))
    for name in ("factor-cleavage", "sector-cleavage", "mixed-cleavage", "iron-triangles"):
        reading = bare.reading(name)
        assert reading.prediction is None
        assert reading.missing
    assert bare.reading("coalition-theory").prediction is not None


def test_no_other_verb_reads_the_fields_of_the_lenses(case: Case) -> None:
    from winset.studies.domestic.analyze import analyze

    bare = case.model_copy(update={"lenses": None})
    with_fields, without = (analyze(each, draws=20).to_dict() for each in (case, bare))
    # The count of coded numbers counts those of the lenses too.
    assert with_fields.pop("sourced") != without.pop("sourced")
    # A stored forecast belongs to the published file, every field of it.
    assert with_fields.pop("without_this_case") is not None
    assert without.pop("without_this_case") is None
    assert with_fields == without
