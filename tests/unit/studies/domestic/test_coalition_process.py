"""The coalition's way of deciding stands beside the verdict, and coded numbers are marked coded."""

from __future__ import annotations

import winset as ws
from winset.reports.domestic.report import Report
from winset.solvers.lenses.decision_units import decision_units
from winset.studies.domestic.coalition_process import coalition_process_of
from winset.translate.arena import arena_of

CASE = ws.read_domestic_case("fast-track-1997")


def stage_rows(report: Report) -> list[str]:
    from winset.render.tables.actors import stage_section

    body = stage_section(report).body
    return [row[0] for part in body if not isinstance(part, str) for row in part.rows]


def test_the_reading_of_the_lens_stands_beside_the_verdict() -> None:
    from winset.render.tables.answers import verdict_section

    report = ws.analyze(CASE, draws=2)
    found = report.coalition_process
    assert found is not None
    assert f"{found.reading}: {found.because}" == decision_units(arena_of(CASE)).because
    assert f"{found.reading} ({found.because})" in str(verdict_section(report).note)


def test_without_willingness_there_is_a_reason_and_no_reading() -> None:
    voters = {
        name: actor.model_copy(update={"willingness": None}) for name, actor in CASE.actors.items()
    }
    found = coalition_process_of(CASE.model_copy(update={"actors": voters}))
    assert found.reading is None
    assert found.reason == "no voter's willingness to bargain is coded"


def test_numbers_of_the_stage_that_are_coded_are_marked_so() -> None:
    assert CASE.stages is not None
    formulation = CASE.stages.formulation.model_copy(update={"division": None, "quality": None})
    stages = CASE.stages.model_copy(update={"formulation": formulation})
    computed = ws.analyze(CASE.model_copy(update={"stages": stages}), draws=2)
    assert not {"division", "quality"} & set(computed.stages.formulation.as_coded)
    assert "division of the executive at the start" in stage_rows(computed)
    coded = ws.analyze(CASE, draws=2)
    assert {"division", "quality", "ready_date"} <= set(coded.stages.formulation.as_coded)
    assert "division of the executive at the start°" in stage_rows(coded)
    assert "quality of the proposal°" in stage_rows(coded)


def test_a_case_without_a_formulation_stage_has_no_coded_numbers_of_it() -> None:
    assert CASE.stages is not None
    stages = CASE.stages.model_copy(update={"formulation": None})
    report = ws.analyze(CASE.model_copy(update={"stages": stages}), draws=2)
    assert not {"division", "quality"} & set(report.stages.formulation.as_coded)
