"""Hold the short-form cases to the codebook: defaults, departures, sources, pairs. No solver."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from winset.casebook import case_ids, case_path, read_case
from winset.cases.check import check_case
from winset.cases.model import Case
from winset.cases.paths import quantities
from winset.cases.quantities import DateQuantity
from winset.cases.read import load

CODEBOOK = (Path(__file__).parents[3] / "docs/reference/codebook.md").read_text("utf-8")
LEADERS = ("speaker", "minority-leader", "senate-majority-leader", "house-majority-leader")
WINGS = ("internationalist-", "conservative-", "new-", "liberal-", "independents")
FIRST_TEN = (
    "canada-fta-1988",
    "domestic-content-1982-83",
    "fast-track-1991",
    "omnibus-1987-88",
    "omnibus-1988",
    "textile-1985-86",
    "textile-1988",
    "trade-act-1974",
    "trade-agreements-act-1979",
    "trade-tariff-act-1984",
)

Triple = tuple[float, float, float]


def short_form() -> tuple[str, ...]:
    """The cases whose defaults come from the codebook; a key of their sources says so."""
    key = re.compile(r"^  codebook:$", re.MULTILINE)
    return tuple(name for name in case_ids() if key.search(case_path(name).read_text("utf-8")))


@pytest.fixture(params=short_form())
def case(request: pytest.FixtureRequest) -> Case:
    found = read_case(str(request.param))
    assert isinstance(found, Case)
    return found


@cache
def default_values() -> dict[tuple[str, str], Triple]:
    """Read the table of defaults from the page that the coders used."""
    row = re.compile(
        r"^\| ([a-z-]+) \| ([a-z_.]+) \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \|$", re.MULTILINE
    )
    return {
        (actor, field): (float(low), float(likely), float(high))
        for actor, field, low, likely, high in row.findall(CODEBOOK)
    }


def row_of(case: Case, name: str) -> str:
    """The row of the table of defaults that holds for an actor, or nothing."""
    if name == case.chief_executive:
        return "president"
    if name in LEADERS:
        return "leader"
    if case.actors[name].level == "legislature":
        wing = name.removeprefix("senate-").startswith(WINGS)
        return "wing" if wing else "party"
    return name


def sources_of(case: Case, path: str) -> set[str]:
    """Sources of a number, from evidence about it or about what holds it."""
    steps = path.split(".")
    above = {".".join(steps[:length]) for length in range(1, len(steps) + 1)}
    return {item.source for item in case.evidence if above & set(item.about)}


def test_the_ten_of_1974_to_1991_are_short_form_cases() -> None:
    assert set(FIRST_TEN) <= set(short_form())


def test_the_page_gives_a_default_for_every_standard_actor() -> None:
    rows = {actor for actor, _ in default_values()}
    assert {"president", "ustr", "business", "afl-cio", "leader", "wing", "party"} <= rows
    assert all(low <= likely <= high for low, likely, high in default_values().values())


def test_the_file_is_valid_and_without_warnings(case: Case) -> None:
    found = check_case(load(case_path(case.id)))
    assert [item for item in found if item.severity != "note"] == []


def test_every_number_has_a_source(case: Case) -> None:
    bare = [
        path
        for path, quantity in quantities(case)
        if quantity.source is None and not sources_of(case, path)
    ]
    assert bare == []


def test_a_number_differs_from_its_default_only_by_a_source_of_its_own(case: Case) -> None:
    table = default_values()
    unexplained = []
    for path, quantity in quantities(case):
        steps = path.split(".")
        if steps[0] != "actors" or isinstance(quantity, DateQuantity):
            continue
        default = table.get((row_of(case, steps[1]), ".".join(steps[2:])))
        coded = (quantity.low, quantity.likely, quantity.high)
        if default is None or coded == default:
            continue
        if not sources_of(case, path) - {"codebook"} and quantity.source is None:
            unexplained.append(path)
    assert unexplained == []


def test_one_payoff_and_one_polarization_for_the_whole_congress(case: Case) -> None:
    coded = {
        (field, tuple(getattr(actor.willingness, field).model_dump().items()))
        for actor in case.actors.values()
        if actor.level == "legislature" and actor.willingness is not None
        for field in ("payoff", "polarization")
    }
    assert len({field for field, _ in coded}) == len(coded) == 2


def test_the_status_quo_is_the_same_in_all_cases(case: Case) -> None:
    status_quo = case.issues["openness"].status_quo
    assert status_quo is not None
    assert status_quo.likely == 0.4


def test_departures_rest_on_sources_dated_before_the_deadline(case: Case) -> None:
    deadline = case.stages.voting.deadline if case.stages else None
    assert deadline is not None
    for item in case.evidence:
        dated = re.search(r"(\d{4})-(\d{2})-(\d{2})$", item.source)
        if dated and any(path.startswith("actors.") for path in item.about):
            assert "-".join(dated.groups()) <= str(deadline.likely), item.id


def test_the_deciding_tally_stands_only_under_the_outcome(case: Case) -> None:
    assert case.outcome is not None
    claims = " ".join(item.claim for item in case.evidence)
    for votes in case.outcome.tally.values():
        for_, against = votes
        assert not re.search(rf"\b{for_}\s*(?:-|to)\s*{against}\b", claims)


def test_every_listed_source_is_used(case: Case) -> None:
    inline = {quantity.source for _, quantity in quantities(case) if quantity.source}
    assert set(case.sources) <= {item.source for item in case.evidence} | inline


def test_the_file_says_who_coded_it_and_what_was_known(case: Case) -> None:
    last = case.notes[-1]
    assert re.search(r"Coder [AB]\b", last)
    assert "outcome was known" in last


def test_the_omnibus_bills_differ_only_where_the_record_does() -> None:
    first, second = (dict(quantities(read_case(f"omnibus-{end}"))) for end in ("1987-88", "1988"))
    allowed = re.compile(
        r"issues\.plant-closing\.proposal|stages\.|actors\.senate-majority-leader\."
        r"|actors\.[a-z-]+\.(?:lobbying\.from|willingness\.polarization|no_agreement)"
        r"|pressure\.\d+\.since"
    )
    for path in set(first) | set(second):
        one, other = first.get(path), second.get(path)
        same = (
            one is not None
            and other is not None
            and (one.low, one.likely, one.high) == (other.low, other.likely, other.high)
        )
        assert same or allowed.match(path), path
