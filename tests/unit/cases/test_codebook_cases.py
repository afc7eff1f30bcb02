"""New cases by the codebook: sound, sourced, and different only where the facts differ."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from winset.casebook import read_domestic_case
from winset.cases.checks.check import check_case
from winset.cases.codebook.build import Wanted, new_case_data
from winset.cases.codebook.defaults import codebook
from winset.cases.codebook.like import new_case_text
from winset.cases.codebook.parliaments import parliament, parliament_ids
from winset.cases.codebook.parts import STEPS
from winset.cases.file.read import load_text
from winset.cases.model.case import Case
from winset.cases.paths.paths import quantities
from winset.foundation.errors import InputError

DAY = dt.date(1993, 11, 4)


def case_of(text: str) -> Case:
    """Read a text and hold it to what every new case promises.

    No problem but what is to be filled in, and a source for each number.
    """
    file = load_text(text, "new.yaml")
    told = [problem for problem in check_case(file) if problem.severity != "note"]
    told = [problem for problem in told if not problem.what.startswith("still says")]
    assert told == []
    assert isinstance(file.case, Case)
    assert all(quantity.source for _, quantity in quantities(file.case))
    return file.case


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("clock", [None, dt.date(1993, 12, 20)])
def test_a_bill_of_the_congress_is_sound_and_sourced(step: str, clock: dt.date | None) -> None:
    wanted = Wanted("bill", "us-trade", as_of=DAY, step=step, clock=clock)
    case = case_of(new_case_text(wanted))
    assert (case.calendar.held_by is None) == (clock is not None)
    assert case.chief_executive == "clinton"
    assert sum(actor.seats.get("house", 0) for actor in case.actors.values()) == 435
    assert sum(actor.seats.get("senate", 0) for actor in case.actors.values()) == 100
    assert ("plaintiff-industry" in case.actors) == (step in ("sector", "sectors"))


@pytest.mark.parametrize("number", range(93, 120))
def test_every_congress_makes_a_case(number: int) -> None:
    case = case_of(new_case_text(Wanted("bill", "us-trade", number=number)))
    assert ("environmental-groups" in case.actors) == (number >= 102)


@pytest.mark.parametrize("name", parliament_ids())
def test_every_parliament_is_full_and_makes_a_case(name: str) -> None:
    house = parliament(name)
    assert sum(party.seats for party in house.parties.values()) == house.of
    assert house.quota == house.of // 2 + 1
    case = case_of(new_case_text(Wanted("treaty", "abroad", parliaments=(name,))))
    assert case.country == house.country


def test_several_parliaments_each_have_their_say() -> None:
    names = ("netherlands-tweede-kamer-2012", "netherlands-eerste-kamer-2015")
    wanted = Wanted("treaty", "abroad", as_of=dt.date(2015, 7, 1), parliaments=names)
    data = new_case_data(wanted)
    assert [vote.get("chamber") for vote in data["rule"]["all"]] == [
        "tweede-kamer",
        "eerste-kamer",
        None,
    ]
    case_of(new_case_text(wanted))


def test_parties_of_a_single_parliament_have_their_own_names() -> None:
    def blocs(*names: str) -> list[str]:
        actors = new_case_data(Wanted("treaty", "abroad", as_of=DAY, parliaments=names))["actors"]
        return [name for name, actor in actors.items() if "seats" in actor]

    assert blocs("canada-commons-1988") == [
        "progressive-conservatives",
        "liberals",
        "new-democrats",
    ]
    assert "commons-labour" in blocs("uk-commons-2019")  # the unions are `labour`
    assert "conservative" in blocs("uk-commons-2019")
    assert "tweede-kamer-vvd" in blocs(
        "netherlands-tweede-kamer-2012", "netherlands-eerste-kamer-2015"
    )


def test_without_a_parliament_there_is_an_example_to_replace() -> None:
    case = case_of(new_case_text(Wanted("treaty", "abroad", as_of=DAY)))
    assert {actor.benches for actor in case.actors.values()} == {None, "government", "opposition"}


def test_a_speaker_takes_his_seat_from_his_own_bloc() -> None:
    actors = new_case_data(Wanted("bill", "us-trade", as_of=DAY))["actors"]
    assert actors["speaker"]["title"] == "Speaker Foley"
    assert (actors["speaker"]["party"], actors["house-democrats"]["seats"]["house"]) == ("D", 257)


def test_willingness_differs_between_chambers_and_years_not_between_parties() -> None:
    found = {}
    for year in (1994, 2001):
        actors = new_case_data(Wanted("b", "us-trade", as_of=dt.date(year, 6, 1)))["actors"]
        for chamber in ("house", "senate"):
            blocs = [
                actors[f"{chamber}-{party}"]["willingness"]
                for party in ("republicans", "democrats")
            ]
            assert blocs[0] == blocs[1]
            found[year, chamber] = blocs[0]["polarization"]["likely"]
    assert len(set(found.values())) == 4


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (Wanted("x", "us-trad", as_of=DAY), "did you mean `us-trade`"),
        (Wanted("x", "us-trade"), "give --as-of DAY"),
        (Wanted("x", "abroad"), "give --as-of DAY"),
        (Wanted("x", "us-trade", as_of=DAY, step="larg"), "did you mean `large`"),
        (Wanted("x", "us-trade", as_of=DAY, number=104), "sat from 1995-01-04 to 1997-01-06"),
        (Wanted("x", "us-trade", as_of=DAY, without=("nafts",)), "did you mean `nafta`"),
        (Wanted("x", "abroad", as_of=DAY, parliaments=("uk-common-2019",)), "did you mean"),
        (Wanted("x", "abroad", as_of=DAY, number=103), "belongs to the United States"),
    ],
)
def test_what_cannot_be_is_told(wanted: Wanted, message: str) -> None:
    with pytest.raises(InputError) as caught:
        new_case_data(wanted)
    assert message in str(caught.value)


def test_a_case_like_another_takes_its_actors_and_none_of_its_days_seats_or_outcome() -> None:
    other = read_domestic_case("agoa-2000")
    text = new_case_text(Wanted("bill", "us-trade", as_of=dt.date(2003, 7, 15)), other)
    file = load_text(text, "new.yaml")
    case = file.case
    assert isinstance(case, Case)
    assert [p.path for p in check_case(file) if p.severity != "note"] == ["summary"]
    assert case.outcome is None
    assert case.chief_executive == "bush"
    assert case.issues == other.issues
    groups = {name for name, actor in other.actors.items() if actor.level == "group"}
    assert groups <= set(case.actors)
    assert all(
        case.actors[name].lobbying != other.actors[name].lobbying
        for name in groups
        if name in ("business",)
    )
    assert case.actors["house-republicans"].seats == {"house": 228}


def test_the_defaults_written_are_those_of_the_codebook() -> None:
    case = case_of(new_case_text(Wanted("bill", "us-trade", as_of=DAY)))
    book: Any = codebook().books["us-trade"].roles
    for role in ("business", "farm-groups", "environmental-groups"):
        found = case.actors[role]
        default = book[role].defaults["position.openness"]
        assert found.position["openness"].likely == default.likely
        assert found.engagement is not None
        assert found.engagement.value.likely == 0.5


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("", "", []),
        (
            "position: {openness: {low: 0.85, likely: 0.9, high: 0.95, source: codebook-2}}",
            "position: {openness: {low: 0.75, likely: 0.8, high: 0.85, source: codebook-2}}",
            ["cites the codebook, whose default is 0.85, 0.9, 0.95"],
        ),
        (
            "position: {openness: {low: 0.85, likely: 0.9, high: 0.95, source: codebook-2}}",
            "position: {openness: {low: 0.75, likely: 0.8, high: 0.85, source: divisions}}",
            [],
        ),
        (
            "spread: {openness: {low: 0.15, likely: 0.2, high: 0.25, source: codebook-2}}",
            "spread: {openness: {value: 0.3, source: codebook-2}}",
            ["cites the codebook, whose default is 0.15, 0.2, 0.25"],
        ),
    ],
)
def test_a_number_that_cites_the_codebook_must_be_its_own(
    old: str, new: str, told: list[str]
) -> None:
    text = new_case_text(Wanted("bill", "us-trade", as_of=DAY)).replace(old, new, 1)
    problems = check_case(load_text(text, "bill.yaml"))
    found = [p.what for p in problems if p.severity == "warning"]
    assert [what for what in found if not what.startswith("still says")] == told


@pytest.mark.parametrize("book", ["us-trade", "abroad"])
def test_counts_that_were_looked_up_become_numbers(book: str) -> None:
    wanted = Wanted(
        "bill", book, as_of=DAY, concessions=2, against=5, in_districts=True, trade_share=0.014
    )
    case = case_of(new_case_text(wanted))
    members = [a for a in case.actors.values() if a.level == "legislature"]
    assert all(a.willingness is not None for a in members)
    assert {a.willingness.payoff.likely for a in members if a.willingness} == {0.5}
    assert {a.willingness.opposition.likely for a in members if a.willingness} == {0.75}
    assert case.actors["business"].salience["openness"].likely == 0.5
    assert "5 national organisations on record against" in case.sources["counts"].text
