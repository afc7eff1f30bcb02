"""A table of four countries, written from the documentation alone."""

import pytest

from winset.cases.file.read import read_case_text
from winset.cases.model.negotiation import NegotiationCase
from winset.foundation.errors import CaseError
from winset.studies.negotiation.negotiate import negotiate

TABLE = """
winset: 1
id: four-countries
title: Beef against machines and forests
kind: negotiation
issues:
  beef: {axis: vote, title: Beef quota, low: as it is, high: free, status_quo: 0.1, natural: [0, 400], unit: thousand tonnes}
  cars: {axis: vote, title: Car tariff, low: 35 %, high: none, status_quo: 0, natural: [35, 0], unit: "%"}
  forests: {axis: vote, title: Forests, low: words, high: sanctions, status_quo: 0}
countries:
  eu:
    title: European Union
    weight: 16000
    patience: 0.95
    rule: {all: [{chamber: parliament, quota: majority, of: 705}, {actor: council}]}
    chief_executive: commission
    actors:
      commission: {level: executive, position: {beef: 0.4, cars: 1, forests: 0.7}, no_agreement: 0.05}
      council: {level: executive, position: {beef: 0.3, cars: 1, forests: 0.6}, salience: {beef: 0.8}}
      centre: {level: legislature, seats: {parliament: 420}, position: {beef: 0.4, cars: 0.9, forests: 0.6}, spread: {beef: 0.2}}
      wings: {level: legislature, seats: {parliament: 285}, position: {beef: 0.1, cars: 0.5, forests: 0.5}, spread: {forests: 0.3}}
      farmers: {level: group, position: {beef: 0}, capacity: {low: 4, likely: 8, high: 16}}
      industry: {level: group, position: {cars: 1}, capacity: 8}
    pressure: [{from: farmers, to: centre, strength: 0.1}]
    later: [{title: Next parliament, date: 2030-07-16, values: {actors.centre.seats.parliament: 380, actors.wings.seats.parliament: 325}}]
  brazil:
    title: Brazil
    weight: 1900
    rule: {all: [{chamber: congress, quota: 257, of: 513}]}
    chief_executive: government
    actors:
      government: {level: executive, position: {beef: 1, cars: 0.4, forests: 0.3}, capacity: 10}
      rural: {level: legislature, seats: {congress: 240}, position: {beef: 1, cars: 0.5, forests: 0}}
      others: {level: legislature, seats: {congress: 273}, position: {beef: 0.6, cars: 0.2, forests: 0.5}}
      car-makers: {level: group, position: {cars: 0}, capacity: 6}
  argentina:
    title: Argentina
    weight: 490
    rule: {all: [{chamber: congress, quota: 129, of: 257}]}
    chief_executive: government
    actors:
      government: {level: executive, position: {beef: 1, cars: 0.3, forests: 0.4}}
      deputies: {level: legislature, seats: {congress: 257}, position: {beef: 0.8, cars: 0.2, forests: 0.4}, spread: {cars: 0.15}}
  uruguay:
    title: Uruguay
    weight: 60
    rule: {all: [{actor: government}]}
    chief_executive: government
    actors:
      government: {level: executive, position: {beef: 1, cars: 0.9, forests: 0.5}}
entry_into_force: {countries: 2, share: 0.5, required: [eu]}
beliefs: [{holder: brazil, values: {countries.eu.actors.wings.no_agreement: 0.1}}]
"""  # noqa: E501 - a case file keeps one actor a line


@pytest.fixture(scope="module")
def report():
    case = read_case_text(TABLE)
    assert isinstance(case, NegotiationCase)
    return negotiate(case, draws=50)


def test_countries_may_use_the_same_names_for_actors_and_chambers(report) -> None:
    assert report.agreement.outcome == "solved"
    assert set(report.countries) == {"eu", "brazil", "argentina", "uruguay"}
    assert report.agreement.ratified["eu"]
    assert report.agreement.natural["beef"].endswith("thousand tonnes")


def test_who_must_ratify_is_said_in_a_sentence(report) -> None:
    assert report.entry == (
        "at least 2 of 4 countries with 50% of the weight must ratify, "
        "the European Union among them"
    )


def test_cuts_through_the_agreement_hold_it(report) -> None:
    for name, found in report.countries.items():
        if not report.agreement.ratified[name]:
            continue
        for issue, pieces in found.win_set.along.items():
            place = report.agreement.point[issue]
            assert any(low - 1e-6 <= place <= high + 1e-6 for low, high in pieces), (name, issue)


def test_seats_of_a_later_legislature_are_moved_together(report) -> None:
    assert report.later[0].probability is not None


def test_bounds_are_shown_to_a_thousandth(report) -> None:
    assert "e-0" not in report.summary()


def test_a_country_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(CaseError, match="countries here: eu, brazil"):
        read_case_text(TABLE.replace("required: [eu]", "required: [china]"))
