from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from winset.casebook import agencies, case_ids, case_path, read_case
from winset.cases.checks.check import check_case
from winset.cases.file.read import load
from winset.cases.model.case import Case
from winset.cases.model.quantities import DateQuantity
from winset.cases.paths.paths import quantities
from winset.foundation.errors import InputError

TWO_CASES = ("fast-track-1997", "china-pntr-2000")
ROOT = Path(__file__).parents[3]

SITTING = {
    "fast-track-1997": {"house": 434, "senate": 100},
    "china-pntr-2000": {"house": 435, "senate": 100},
}
"""Members on 10 November 1997 (California 22 vacant) and on 24 May 2000."""


@pytest.fixture(params=TWO_CASES)
def case(request: pytest.FixtureRequest) -> Case:
    return read_case(str(request.param))


def covered_paths(case: Case) -> set[str]:
    return {about for item in case.evidence for about in item.about}


def above(path: str) -> list[str]:
    steps = path.split(".")
    return [".".join(steps[:length]) for length in range(1, len(steps) + 1)]


def test_every_published_file_is_a_valid_case_without_warnings() -> None:
    for name in TWO_CASES:
        found = [item for item in check_case(load(case_path(name))) if item.severity != "note"]
        assert found == []


def test_the_id_of_a_case_is_the_name_of_its_file(case: Case) -> None:
    assert case_path(case.id).stem == case.id


@pytest.mark.parametrize("name", TWO_CASES)
@pytest.mark.parametrize("chamber", ["house", "senate"])
def test_seats_add_up_to_the_members_of_the_chamber(name: str, chamber: str) -> None:
    actors = read_case(name).actors.values()
    assert sum(actor.seats.get(chamber, 0) for actor in actors) == SITTING[name][chamber]
    assert all(actor.party is not None for actor in actors if chamber in actor.seats)


def test_every_coded_number_has_a_source(case: Case) -> None:
    covered = covered_paths(case)
    coded = list(quantities(case))
    assert len(coded) > 300
    bare = [
        path
        for path, quantity in coded
        if quantity.source is None and not covered.intersection(above(path))
    ]
    assert bare == []


def test_members_seats_rule_calendar_and_elections_have_a_source(case: Case) -> None:
    covered = covered_paths(case)
    seated = [name for name, actor in case.actors.items() if actor.seats]
    assert {f"actors.{name}.seats" for name in seated} <= covered
    assert {"rule", "calendar", "amendments", "elections"} <= covered


def test_every_source_that_is_named_is_listed(case: Case) -> None:
    named = {item.source for item in case.evidence}
    inline = {quantity.source for _, quantity in quantities(case) if quantity.source}
    assert named <= set(case.sources)
    assert all(text in case.sources or text.startswith("coding worksheet") for text in inline)


def test_no_source_of_a_coded_number_is_dated_after_the_vote(case: Case) -> None:
    assert case.outcome is not None
    retrospective = {"coalition-approach-2017", "public-citizen-2000"}
    for name in {item.source for item in case.evidence} - retrospective:
        dated = re.search(r"(\d{4})-(\d{2})(?:-(\d{2}))?$", name)
        if dated:
            year, month, day = (int(part or 1) for part in dated.groups())
            assert dt.date(year, month, day) <= case.outcome.date, name


def test_the_tally_stands_only_under_the_outcome(case: Case) -> None:
    assert case.outcome is not None
    counted = {number for tally in case.outcome.tally.values() for number in tally}
    counted |= {n for count in case.outcome.counts for votes in count.votes.values() for n in votes}
    elsewhere = case.model_copy(update={"outcome": None, "rule": case.rule, "notes": []})
    used = {quantity.likely for _, quantity in quantities(elsewhere)}
    claims = " ".join(item.claim for item in case.evidence)
    assert not counted & used
    assert not any(re.search(rf"\b{number}\b", claims) for number in counted - {15})


def test_nearly_every_number_is_a_range(case: Case) -> None:
    numbers = [item for _, item in quantities(case) if not isinstance(item, DateQuantity)]
    assert sum(item.is_range for item in numbers) / len(numbers) > 0.95


def test_actors_found_in_one_case_only_are_the_two_the_worksheet_names() -> None:
    first, second = (set(read_case(name).actors) for name in TWO_CASES)
    assert first - second == set()
    assert second - first == {"chief-of-staff", "china"}


def test_the_casebook_lists_cases_but_not_the_catalogue_of_agencies() -> None:
    assert set(TWO_CASES) <= set(case_ids())
    assert "agencies" not in case_ids()
    assert list(case_ids()) == sorted(case_ids())


def test_an_unknown_id_is_answered_with_the_nearest_one() -> None:
    with pytest.raises(InputError, match=r"no case `china-pntr-2002`.*`china-pntr-2000`"):
        read_case("china-pntr-2002")


def test_a_path_is_read_as_a_file_even_when_it_is_named_like_a_case(tmp_path: Path) -> None:
    copy = tmp_path / "fast-track-1997"
    copy.write_text(case_path("china-pntr-2000").read_text("utf-8"), "utf-8")
    assert read_case(copy).id == "china-pntr-2000"
    assert read_case(str(copy)).id == "china-pntr-2000"


def test_agencies_have_distinct_ids_and_parents_that_exist() -> None:
    ids = [agency.id for agency in agencies()]
    assert len(ids) == len(set(ids)) == 45
    assert {agency.parent for agency in agencies() if agency.parent} <= set(ids)


def test_the_trade_commission_is_not_filed_under_commerce() -> None:
    commission = next(item for item in agencies() if item.id == "international-trade-commission")
    assert commission.parent is None
    assert commission.note is not None
    assert "independent" in commission.note


def test_the_reference_page_lists_every_agency_with_its_note() -> None:
    page = (ROOT / "docs/reference/agencies.md").read_text("utf-8")
    for agency in agencies():
        assert f"| `{agency.id}` | {agency.name} |" in page
        assert agency.note is None or agency.note in page
