"""A glance says what the Report says with as many draws, and keeps nothing between cases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from winset.casebook import case_ids, read_case
from winset.cases.editing.with_values import with_values
from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.case import Case
from winset.foundation.errors import InputError
from winset.reports.domestic.glance_parts import Glance, MemberMarks
from winset.studies.domestic.analyze import analyze
from winset.studies.domestic.glance import Glances, glance

CASES = [name for name in case_ids() if isinstance(read_case(name), Case)]


def case_of(name: str) -> Case:
    found = read_case(name)
    assert isinstance(found, Case)
    return found


@pytest.mark.parametrize("name", CASES)
def test_a_glance_is_the_report_with_as_many_draws(name: str) -> None:
    case = case_of(name)
    report, seen = analyze(case, draws=100, seed=3), glance(case, draws=100, seed=3)
    for field in set(Glance.model_fields) - {"member_marks"}:
        assert getattr(seen, field) == getattr(report, field), field


def test_member_marks_are_the_members_of_the_report() -> None:
    case = case_of("china-pntr-2000")
    report, seen = analyze(case, draws=20), glance(case, draws=20)
    from_report = sorted(
        (m.chamber, m.actor, round(m.position["openness"], 9), m.surplus >= 0)
        for m in report.members
    )
    from_marks = sorted(
        (marks.chamber, marks.actor, round(place, 9), gains)
        for marks in seen.member_marks
        for place, gains in zip(marks.position["openness"], marks.gains, strict=True)
    )
    assert from_marks == from_report
    assert all(isinstance(marks, MemberMarks) for marks in seen.member_marks)


def test_the_second_glance_is_the_same_as_the_first_whatever_was_seen_between() -> None:
    glances = Glances()
    one, other = case_of("china-pntr-2000"), case_of("fast-track-1997")
    moved = with_values(one, {"actors.clinton.position.openness": "0.2:0.3:0.4"})
    first = [glances.glance(case, draws=64) for case in (one, other, moved)]
    assert [glances.glance(case, draws=64) for case in (one, other, moved)] == first
    assert [glance(case, draws=64) for case in (one, other, moved)] == first
    assert len({seen.model_dump_json() for seen in first}) == 3


def test_a_change_of_seed_seats_or_parameters_is_not_answered_from_what_was_kept() -> None:
    glances, case = Glances(), case_of("china-pntr-2000")
    bloc = next(n for n, a in case.actors.items() if a.seats.get("house", 0) > 20)
    smaller = with_values(case, {f"actors.{bloc}.party": "Z"})
    block = with_values(read_parameters(), {"theta": 2.0})
    for changed, options in ((smaller, {}), (case, {"seed": 5}), (case, {"parameters": block})):
        glances.glance(case, draws=64)
        kept = glances.glance(changed, draws=64, **options)  # type: ignore[arg-type]
        assert kept == Glances().glance(changed, draws=64, **options)  # type: ignore[arg-type]


def test_threads_share_one_without_mixing_answers_up() -> None:
    glances, case = Glances(), case_of("china-pntr-2000")
    cases = [with_values(case, {"actors.clinton.capacity": n}) for n in range(8)]
    wanted = [glance(case, draws=32) for case in cases]
    with ThreadPoolExecutor(4) as pool:
        for _ in range(3):
            assert list(pool.map(lambda c: glances.glance(c, draws=32), cases)) == wanted


def test_wrong_draws_and_seeds_are_refused() -> None:
    case = case_of("fast-track-1997")
    with pytest.raises(InputError, match="draws"):
        glance(case, draws=0)
    with pytest.raises(InputError, match="seed"):
        glance(case, seed=-1)
