"""What fields of a case say about each other; errors are in tests/contracts/test_broken_files."""

from pathlib import Path

import numpy as np
import pytest

from winset.cases.checks.check import check_case
from winset.cases.checks.pressure import connected_parts, spectral_radius
from winset.cases.file.read import load, load_text, read_case_text
from winset.foundation.errors import CaseError

SOUND = Path(__file__).parents[2] / "data" / "sound.yaml"
TEXT = SOUND.read_text(encoding="utf-8")


def told(*changes: tuple[str, str]) -> list[str]:
    """Return the warnings and notes of the sound case after changes of its text."""
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    problems = check_case(load_text(text, "x"))
    return [f"{p.severity} {p.path}: {p.what}" for p in problems]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("quota: 218", "quota: 217", "warning rule.all.0.quota: a quota of 217 is not above half"),
        ("{house: 435}", "{house: 434}", "note rule.all.0.of: 434 of 435 seats of the house"),
        ("{house: 435}", "{house: 100}", "error rule.all.0.quota: only 100 members sit in"),
        (
            "from: 1997-09-16",
            "from: 1997-11-10",
            "warning actors.president.lobbying.from: lobbying from 1997-11-10 on comes too late",
        ),
        (
            "strength: 0.2}",
            "strength: 0.2, since: 1998-01-01}",
            "warning pressure.0.since: pressure from 1998-01-01 on comes too late",
        ),
        (
            "[1996-11-05, 1998-11-03]",
            "[1998-11-03, 1996-11-05]",
            "warning elections.1: 1996-11-05 comes after 1998-11-03",
        ),
        (
            "proposal: 1997-09-16",
            "proposal: {low: 1997-09-16, likely: 1997-09-16, high: 1997-12-01}",
            "warning stages.voting.deadline: the ranges overlap",
        ),
        (
            ", proposal: 1997-09-16",
            "",
            "warning stages.formulation: neither `proposal` nor `work_days` is given",
        ),
        ("proposal: 0.7", "proposal: 0.4", "warning issues: on every vote axis the proposal is"),
        (
            "level: group, position: {openness: 0.2}",
            "level: group, spread: {openness: 0.1}, position: {openness: 0.2}",
            "warning actors.churches.spread: an actor of the level group has no members",
        ),
        (
            "{held_by: president}",
            "{prefers_recorded_defeat: true}",
            "warning calendar.prefers_recorded_defeat: nobody holds the calendar",
        ),
        (
            "date: 1997-11-10, tally",
            "date: 1996-11-10, tally",
            "warning outcome.date: it ended on 1996-11-10, before it began on 1997-01-15",
        ),
    ],
)
def test_what_is_odd_but_possible_is_a_warning_or_a_note(old: str, new: str, expected: str) -> None:
    assert any(line.startswith(expected) for line in told((old, new))), told((old, new))
    assert not any(line.startswith(expected) for line in told())


def test_numbers_without_a_source_are_counted_and_listed() -> None:
    lines = told()
    assert "warning : 13 coded numbers have no source" in lines
    assert sum(line.endswith(": has no source") for line in lines) == 13


def test_evidence_and_inline_sources_cover_numbers() -> None:
    evidence = ("about: [issues.openness]", "about: [issues, actors, pressure]")
    lines = told(evidence, ("start: 1997-01-15", "start: {value: 1997-01-15, source: The Times}"))
    assert [line for line in lines if "has no source" in line] == [
        "note stages.formulation.proposal: has no source",
        "note stages.voting.deadline: has no source",
    ]


def test_an_id_that_differs_from_the_file_name_is_a_warning(tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(TEXT)
    assert [p.what for p in check_case(load(other)) if p.path == "id"] == [
        "the id `sound` differs from the file name `other.yaml`"
    ]
    assert not any(p.path == "id" for p in check_case(load(SOUND)))


def test_reading_stops_at_errors_and_not_at_warnings() -> None:
    assert read_case_text(TEXT).id == "sound"
    with pytest.raises(CaseError, match="a quota of 436"):
        read_case_text(TEXT.replace("quota: 218", "quota: 436"))


def test_the_spectral_radius_agrees_with_the_eigenvalues() -> None:
    generator = np.random.default_rng(1)
    for size in (2, 3, 5, 9):
        for _ in range(5):
            matrix = generator.random((size, size)) * (generator.random((size, size)) < 0.5)
            np.fill_diagonal(matrix, 0)
            matrix *= 0.9 / max(1.0, float(matrix.sum(axis=1).max()))
            for row in range(size):  # a ring makes it one strongly connected part
                matrix[row, (row + 1) % size] += 0.05
            ties = {
                str(row): {str(col): float(matrix[row, col]) for col in np.nonzero(matrix[row])[0]}
                for row in range(size)
            }
            (part,) = connected_parts(ties)
            expected = float(np.abs(np.linalg.eigvals(matrix)).max())
            found = spectral_radius(ties, part)
            assert found >= expected - 1e-9
            assert found == pytest.approx(expected, abs=1e-8) or found < 1


def test_pressure_that_dies_out_is_no_problem_and_a_chain_has_no_circle() -> None:
    ring = "strength: 0.2}\n  - {from: unions, to: churches, strength: 0.999}\n"
    assert not any("circle" in line for line in told(("strength: 0.2}\n", ring)))
    both = ring + "  - {from: churches, to: unions, strength: 1}\n"
    assert not any("circle" in line for line in told(("strength: 0.2}\n", both)))
    assert connected_parts({"a": {"b": 1.0}, "b": {"c": 1.0}}) == []


def test_a_long_ring_does_not_exhaust_the_stack() -> None:
    size = 5000
    ties = {str(n): {str((n + 1) % size): 1.0} for n in range(size)}
    (part,) = connected_parts(ties)
    assert len(part) == size
    assert spectral_radius(ties, part) == pytest.approx(1.0)
