"""Linkage, pairs and openings at risk: a country counts where it ratifies with .5 or more."""

from functools import cache

import numpy as np
import pytest

from winset.cases.editing.with_values import with_values
from winset.cases.file.read import read_case_text
from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.negotiation import NegotiationCase
from winset.studies.negotiation.negotiation_sections import report_of
from winset.studies.negotiation.opening import blockers, openings, probe_points
from winset.studies.negotiation.table_at_risk import TableAtRisk
from winset.translate.negotiation import coded_negotiation

TEXT = """
winset: 1
id: two-axes
title: Two axes and one house
kind: negotiation
issues:
  one: {axis: vote, title: One, low: none, high: all, status_quo: 0.2}
  two: {axis: vote, title: Two, low: none, high: all, status_quo: 0.2}
countries:
  a:
    title: A
    chief_executive: president
    rule: {all: [{chamber: house, quota: 26, of: 51}, {actor: president}]}
    actors:
      president: {level: executive, position: {one: 0.9, two: 0.6}, failure_cost: COST}
      members: {level: legislature, party: R, seats: {house: 51},
        position: {one: PLACE, two: PLACE},
        spread: {one: 0.1, two: 0.1}}
  b:
    title: B
    chief_executive: premier
    rule: {all: [{actor: premier}]}
    actors: {premier: {level: executive, position: {one: 0.8, two: 0.7}, failure_cost: 0}}
"""
DRAWS = 64


@cache
def table(cost: float = 0.0, place: float = 0.5) -> TableAtRisk:
    case = read_case_text(TEXT.replace("COST", str(cost)).replace("PLACE", str(place)))
    assert isinstance(case, NegotiationCase)
    coded = coded_negotiation(case, read_parameters(), votes="modelled")
    return TableAtRisk(coded, "nash", draws=DRAWS, seed=1)


def test_linkage_measures_zones_of_ratification_with_one_half() -> None:
    found, play = table().linkage, table().play
    values = np.linspace(0.0, 1.0, 401)
    for column, name in enumerate(("one", "two")):
        points = np.full((len(values), 2), 0.2)
        points[:, column] = values
        chance, gains = play.chance(points), play.gains(points)
        held = ((chance >= 0.5) & (gains > 0.0)).all(axis=1)
        assert found.singles[name].volume == pytest.approx(held.mean(), abs=0.02)
    assert found.zone.volume == pytest.approx(report_of(table(), {}).zone.volume)


def test_two_countries_can_agree_only_where_both_then_expect_to_gain() -> None:
    """A failure that costs enough keeps a pair apart that would ratify with .5 and more."""
    points = np.random.default_rng(0).random((400, 2))
    cheap, dear = table().pairs(points), table(100.0).pairs(points)
    assert (table().play.chance(points) >= 0.5).all(axis=1).any()
    assert cheap == {(0, 1): True}
    assert dear == {(0, 1): False}


def test_what_opens_an_empty_zone_opens_it() -> None:
    shut = table(0.3, 0.05)
    assert shut.zone.outcome == "empty"
    points = probe_points(shut.zone, shut.win_sets)
    alone, said = blockers(shut, points)
    assert alone == ["a"]
    assert "A (house)" in said
    found = openings(shut, points)
    assert found
    for opening in found:
        case = with_values(shut.coded.case, {opening.path: opening.value})
        coded = coded_negotiation(case, read_parameters(), votes="modelled")
        after = TableAtRisk(coded, "nash", draws=DRAWS, seed=1)
        chance, _, expected = after.landscape.at(probe_points(shut.zone, {}))
        assert ((chance >= 0.47) & (expected > -0.02)).all(axis=1).any()  # 64 of 128 draws asked
        assert opening.value != opening.from_


def test_the_rest_agrees_as_if_the_country_in_the_way_ratified() -> None:
    """Who expects a loss only since another refuses is not told to stand in the way."""
    benches = """rule: {all: [{chamber: diet, quota: 26, of: 51}, {actor: premier}]}
    actors:
      premier: {level: executive, position: {one: 0.8, two: 0.7}, failure_cost: 0.6}
      benches: {level: legislature, seats: {diet: 51}, position: {one: 0.5, two: 0.5},
        spread: {one: 0.1, two: 0.1}}"""
    head, _ = TEXT.split("    rule: {all: [{actor: premier}]}")
    text = (head + "    " + benches + "\n").replace("COST", "0.3").replace("PLACE", "0.05")
    case = read_case_text(text)
    assert isinstance(case, NegotiationCase)
    shut = TableAtRisk(
        coded_negotiation(case, read_parameters(), votes="modelled"), "nash", draws=DRAWS, seed=1
    )
    assert shut.zone.outcome == "empty"
    points = probe_points(shut.zone, shut.win_sets)
    chance, gains, expected = shut.landscape.at(points)
    ratifies = chance[:, 1] >= 0.5
    sure = gains[:, 1] * chance[:, 1] - 0.6 * (1.0 - chance[:, 1])
    found = shut.without(0, points)
    assert found.tolist() == (ratifies & (sure > 0.0)).tolist()
    assert found.sum() > (ratifies & (expected[:, 1] > 0.0)).sum()
    alone, said = blockers(shut, points)
    assert alone == ["a"]
    assert "A (house)" in said
