"""Laws of reading, writing and changing cases."""

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from winset.cases.checks.check import check_case
from winset.cases.editing.edit import edited
from winset.cases.editing.with_values import with_values
from winset.cases.file.document import parse_document
from winset.cases.file.read import load_text
from winset.cases.file.scalars import plain_scalar
from winset.cases.file.yaml_text import case_text, flow_text, json_data, scalar_text
from winset.cases.model.case import Case
from winset.cases.model.quantities import Quantity
from winset.cases.paths.paths import quantities, value_at
from winset.foundation.errors import CaseError, Problem

ids = st.from_regex(r"\A[a-z0-9]{1,6}(-[a-z0-9]{1,4}){0,2}\Z")
texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=40) | st.sampled_from(
    [
        "NO",
        "yes",
        "null",
        "~",
        "1997",
        "1997-12-15",
        "0x1F",
        "1_000",
        ".5",
        "a: b",
        "# c",
        "- d",
        "<<",
    ]
)
days = st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))
shares = st.floats(0, 1, allow_subnormal=False)
whole = st.integers(-(10**15), 10**15)
finite = st.floats(-1e12, 1e12, allow_nan=False)


@st.composite
def coded(draw: st.DrawFn, number: st.SearchStrategy[Any] = shares) -> Any:
    """Draw a coded value in one of the ways a file may write it."""
    low, likely, high = sorted(draw(st.tuples(number, number, number)))
    about = draw(st.sampled_from([{}, {"source": "The Times, 1997"}, {"note": "a: b"}]))
    plain = draw(st.sampled_from(["plain", "value", "range"]))
    if plain == "plain":
        return likely
    if plain == "value":
        return {"value": likely, **about}
    return {"low": low, "likely": likely, "high": high, **about}


def maybe(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Draw fields each of which may be left out."""
    return st.fixed_dictionaries({}, optional=fields)


actors = st.builds(
    lambda level, rest: {"level": level, **rest},
    st.sampled_from(["executive", "legislature", "group", "foreign"]),
    maybe(
        title=texts,
        party=texts,
        position=st.dictionaries(ids, coded(), max_size=3),
        salience=st.dictionaries(ids, coded(), max_size=2),
        seats=st.dictionaries(ids, st.integers(0, 500), max_size=2),
        capacity=coded(st.floats(0, 1e6)),
        no_agreement=coded(finite),
        willingness=st.fixed_dictionaries(
            {"payoff": coded(), "polarization": coded(), "opposition": coded()}
        ),
        lobbying=maybe(**{"from": coded(days), "attention": coded()}),
        broker=st.booleans(),
        note=texts,
    ),
)
leaves = (
    st.fixed_dictionaries(
        {
            "chamber": ids,
            "quota": st.integers(-5, 500) | st.sampled_from(["majority", "two-thirds"]),
            "of": st.integers(1, 500),
        }
    )
    | st.fixed_dictionaries({"actor": ids})
    | st.fixed_dictionaries({"acquiescence": ids})
)
rules = st.recursive(
    leaves,
    lambda parts: (
        st.lists(parts, min_size=1, max_size=3).map(lambda found: {"all": found})
        | st.lists(parts, min_size=1, max_size=3).map(lambda found: {"any": found})
        | st.lists(parts, min_size=1, max_size=3).map(lambda found: {"at_least": 1, "among": found})
    ),
    max_leaves=6,
)
issues = st.fixed_dictionaries(
    {"axis": st.sampled_from(["vote", "reason"]), "title": texts, "low": texts, "high": texts},
    optional={
        "status_quo": coded(),
        "proposal": coded(),
        "unit": texts,
        "natural": st.tuples(finite, finite).map(list),
    },
)
documents = st.builds(
    lambda required, optional: {"winset": 1, **required, **optional},
    st.fixed_dictionaries(
        {
            "id": ids,
            "title": texts,
            "issues": st.dictionaries(ids, issues, min_size=1, max_size=3),
            "rule": rules,
            "actors": st.dictionaries(ids, actors, min_size=1, max_size=4),
        }
    ),
    maybe(
        summary=st.text(st.characters(exclude_categories=("Cs",)), max_size=300),
        date=days,
        amendments=st.sampled_from(["open", "closed", {"rule": "open", "germane": ["a"]}]),
        calendar=maybe(held_by=ids, prefers_recorded_defeat=st.booleans()),
        pressure=st.lists(
            st.fixed_dictionaries(
                {"from": ids, "to": ids, "strength": coded()},
                optional={"where": texts, "since": coded(days)},
            ),
            max_size=3,
        ),
        stages=st.fixed_dictionaries(
            {"voting": st.fixed_dictionaries({"deadline": coded(days)})},
            optional={"formulation": st.fixed_dictionaries({"start": coded(days)})},
        ),
        elections=st.lists(days, max_size=3),
        outcome=st.fixed_dictionaries(
            {"verdict": st.sampled_from(["passes", "fails"]), "date": days},
            optional={
                "tally": st.dictionaries(ids, st.lists(whole, min_size=2, max_size=2)),
                "counts": st.lists(
                    st.fixed_dictionaries(
                        {"source": texts, "votes": st.dictionaries(ids, st.just([1, 2]))}
                    ),
                    max_size=2,
                ),
            },
        ),
        notes=st.lists(texts, max_size=3),
    ),
)
cases = documents.map(Case.model_validate)
few = settings(max_examples=40)


def told(read: Callable[[], object]) -> tuple[Problem, ...]:
    """Return the problems that reading told, none if it went well; any other error is a defect."""
    try:
        read()
    except CaseError as error:
        return error.problems
    return ()


@few
@given(cases)
def test_what_is_written_reads_back_equal(case: Case) -> None:
    assert load_text(case_text(case), "text").case == case


@few
@given(cases)
def test_a_case_survives_json(case: Case) -> None:
    assert load_text(json.dumps(json_data(case)), "json").case == case


@few
@given(cases)
def test_writing_twice_gives_the_same_text(case: Case) -> None:
    text = case_text(case)
    assert case_text(load_text(text, "text").case) == text


@given(texts | st.text())
def test_any_text_reads_back_as_that_text(text: str) -> None:
    assume(not any("\ud800" <= character <= "\udfff" for character in text))
    assert parse_document(f"a: {scalar_text(text)}\n", "x").root.plain() == {"a": text}
    assert parse_document(f"[{flow_text(text)}]", "x").root.plain() == [text]


@given(st.floats(-1e15, 1e15) | whole | days)
def test_numbers_and_days_read_back_exactly(value: float | dt.date) -> None:
    assert plain_scalar(scalar_text(value)) == (value, None)


@given(st.floats(min_value=1e15, exclude_min=True, allow_infinity=False), st.sampled_from([1, -1]))
def test_a_number_too_large_is_told_and_not_taken(size: float, sign: int) -> None:
    text = scalar_text(sign * size)
    assume("." in text or "e" in text)
    value, wrong = plain_scalar(text)
    assert value == text
    assert wrong is not None
    assert wrong.right == "at most 1e+15 is read"


@few
@given(cases, st.data())
def test_an_edit_of_a_number_changes_it_and_nothing_else(case: Case, data: st.DataObject) -> None:
    numbers = [path for path, value in quantities(case) if isinstance(value, Quantity)]
    assume(numbers)
    path = data.draw(st.sampled_from(numbers))
    before = load_text(case_text(case), "text")
    after = edited(before, {path: 0.25})
    assert value_at(after.case, path).likely == 0.25
    assert after.case == with_values(case, {path: 0.25})
    changed = [
        (old, new)
        for old, new in zip(before.text.splitlines(), after.text.splitlines(), strict=False)
        if old != new
    ]
    assert len(changed) <= 1 or len(before.text.splitlines()) != len(after.text.splitlines())


@few
@given(cases, st.data())
def test_every_coded_path_can_be_set_to_what_it_is(case: Case, data: st.DataObject) -> None:
    paths = [path for path, _ in quantities(case)]
    assume(paths)
    path = data.draw(st.sampled_from(paths))
    assert with_values(case, {path: value_at(case, path)}) == case


@few
@given(cases)
def test_checking_gives_problems_and_never_fails(case: Case) -> None:
    text = case_text(case)
    without_places = check_case(case)
    with_places = check_case(load_text(text, "text"))
    assert sorted(p.what for p in without_places) == sorted(p.what for p in with_places)
    assert all(problem.line and problem.column for problem in with_places)
    lines = text.splitlines()
    assert all((problem.line or 0) <= len(lines) for problem in with_places)


@given(st.text(st.sampled_from("abc:-[]{},#&*!|>'\"%@`\n\t 01.~<?"), max_size=60))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    problems = told(lambda: parse_document(text, "x"))
    assert all(problem.line for problem in problems)


@few
@given(documents, st.data())
def test_any_damage_to_a_case_is_told_and_never_fails(
    document: dict[str, Any], data: st.DataObject
) -> None:
    place: Any = document
    while isinstance(place, dict | list) and place:
        steps = list(place) if isinstance(place, dict) else list(range(len(place)))
        step = data.draw(st.sampled_from(steps))
        if not isinstance(place[step], dict | list) or data.draw(st.booleans()):
            place[step] = data.draw(st.sampled_from([None, "x", -1, [1], {"y": 2}, True, 0.5]))
            break
        place = place[step]
    text = flow_text(document)
    problems = told(lambda: load_text(text, "x"))
    assert all(problem.line and problem.column for problem in problems)
