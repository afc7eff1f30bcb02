"""How much of a case has a source."""

from __future__ import annotations

from pathlib import Path

from winset.casebook import case_head, case_ids, case_path, fresh_index
from winset.cases.checks.check import check_case
from winset.cases.checks.sourced import sourced, without_source
from winset.cases.file.read import load_text

TEXT = (Path(__file__).parents[2] / "data" / "sound.yaml").read_text(encoding="utf-8")


def counts(*changes: tuple[str, str]) -> tuple[int, int, int]:
    """Count the sound case after changes of its text."""
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return tuple(sourced(load_text(text, "x").case))  # type: ignore[return-value]


def test_a_number_has_a_source_by_itself_by_evidence_or_not_at_all() -> None:
    """Fifteen numbers and days; evidence is about the axis, which has two."""
    assert counts() == (15, 2, 0)
    assert counts(("capacity: 10}", "capacity: {value: 10, source: a book}}")) == (15, 3, 0)
    assert counts(("about: [issues.openness]", "about: [issues, actors]")) == (15, 11, 0)


def test_defaults_of_the_codebook_are_counted_apart() -> None:
    own = ("capacity: 10}", "capacity: {value: 10, source: codebook-2}}")
    assert counts(own) == (15, 3, 1)
    both = ("about: [issues.openness]", "about: [issues.openness, actors.unions]")
    assert counts(own, both) == (15, 4, 0)


def test_an_engagement_with_dated_signs_has_a_source() -> None:
    sign = "{date: 1997-05-01, what: a letter, source: a paper}"
    signs = f"engagement: {{value: 0.5, evidence: [{sign}]}}"
    assert counts(("capacity: 10}", f"capacity: 10, {signs}}}")) == (16, 3, 0)


def test_check_counts_the_bare_numbers_by_kind_the_weightiest_first() -> None:
    file = load_text(TEXT, "x")
    told = next(p for p in check_case(file) if p.what.endswith("have no source"))
    assert told.what == "13 coded numbers have no source"
    assert told.right is not None
    ranked = told.right.split("by weight in a verdict: ")[1]
    assert ranked.startswith("positions and proposals (5), capacities and engagement (3)")
    bare = [p.path for p in check_case(file) if p.what == "has no source"]
    assert sorted(bare) == sorted(without_source(file.case))


def test_the_list_of_cases_counts_what_the_files_hold() -> None:
    assert fresh_index().count('"digest"') == len(case_ids())
    head = case_head("putnam-figure-1")
    assert head.sourced == (9, 9, 0)


def test_a_case_that_changed_since_it_was_counted_is_counted_again(monkeypatch: object) -> None:
    from winset import casebook

    monkeypatch.setattr(casebook, "_index", dict)  # type: ignore[attr-defined]
    assert case_path("putnam-figure-1").exists()
    assert case_head("putnam-figure-1").sourced == (9, 9, 0)
