"""The least that turns a text: one pivot in closed form, and ways that are closed."""

from dataclasses import replace
from functools import cache
from statistics import NormalDist

import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.stats import binom
from tests.unit.toy_model import plain_votes

from winset.cases.file.read import read_case_text
from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.negotiation import NegotiationCase
from winset.cases.model.parameters import Parameters
from winset.kernels.episode_votes import OWN_SHOCK
from winset.solvers.two_level.landscape import Landscape
from winset.solvers.two_level.second_try import TextTried
from winset.solvers.two_level.table_play import TablePlay
from winset.solvers.two_level.tying_hands import tied
from winset.translate.negotiation import coded_negotiation

PIVOT = """
winset: 1
id: one-pivot
title: One pivot with a normal shock
kind: negotiation
issues: {openness: {axis: vote, title: Openness, low: none, high: all, status_quo: 0.2}}
countries:
  a:
    title: A
    rule: {all: [{actor: chief-a}]}
    chief_executive: chief-a
    actors: {chief-a: {level: executive, position: {openness: 1}, failure_cost: 0}}
  b:
    title: B
    rule: {all: [{actor: chief-b}, {actor: court}]}
    chief_executive: chief-b
    actors:
      chief-b: {level: executive, position: {openness: 0.9}, failure_cost: COST}
      court: {level: executive, position: {openness: 0.4}}
"""
HOUSE = """
winset: 1
id: one-house
title: A house that purses court
kind: negotiation
issues: {openness: {axis: vote, title: Openness, low: none, high: all, status_quo: 0.2}}
countries:
  a:
    title: A
    rule: {all: [{actor: chief-a}]}
    chief_executive: chief-a
    actors:
      chief-a: {level: executive, position: {openness: 1}, failure_cost: 0}
      exporters: {level: group, position: {openness: 1}, capacity: PURSE,
        engagement: {value: 1, evidence: []}}
  b:
    title: B
    rule: {all: [{chamber: house, quota: 51, of: 101}]}
    chief_executive: chief-b
    actors:
      chief-b: {level: executive, position: {openness: 0.9}, failure_cost: 0}
      members: {level: legislature, seats: {house: 101}, position: {openness: 0.4},
        spread: {openness: 0}}
"""
SHIPPED = read_parameters().model_dump(mode="json")
PLAIN = Parameters.model_validate(
    SHIPPED
    | {"vote_model": plain_votes("simultaneous"), "shocks": SHIPPED["shocks"] | {"bloc": 0.0}}
)
DRAWS = 2048


def play(text: str, **words: object) -> TablePlay:
    for word, value in words.items():
        text = text.replace(word, str(value))
    case = read_case_text(text)
    assert isinstance(case, NegotiationCase)
    coded = coded_negotiation(case, PLAIN, votes="modelled")
    names = coded.likely.names
    return TablePlay(
        coded.likely,
        {name: coded.unknown_at_signature(name, 0, DRAWS) for name in names},
        coded.failure_costs(),
        cells=48,
        asked={},
    )


@cache
def landscape(cost: float = 0.0) -> Landscape:
    return Landscape(play(PIVOT, COST=cost))


@pytest.mark.parametrize("level", [0.5, 0.75, 0.9])
@pytest.mark.parametrize("first", [0.7, 0.95])
def test_the_least_change_before_one_pivot_has_a_formula(level: float, first: float) -> None:
    """S(x) = |.2 - .4| - |x - .4|; P(S + N(0, s) >= 0) = level at x = .6 - s z(level)."""
    tried = TextTried(landscape(), np.array([first]))
    expected = 0.6 - OWN_SHOCK * NormalDist().inv_cdf(level)
    [found] = tried.nearest(level)
    assert found == pytest.approx(expected, abs=0.003)
    assert tried.chance_at(np.array([found]))[1] >= level


def test_what_is_turned_already_stays() -> None:
    tried = TextTried(landscape(), np.array([0.5]))
    assert tried.nearest(0.5).tolist() == [0.5]
    assert tried.letters(0.5).amounts == {}
    assert tried.letters(0.5).reason is None


def test_a_pivot_outside_any_legislature_gets_no_letter_and_no_money() -> None:
    tried = TextTried(landscape(), np.array([0.8]))
    assert tried.letters(0.5).reason == "no letter turns b"
    assert tried.payments(0.5).reason == "purses do not decide the vote in b"


def test_where_the_cost_of_failure_exceeds_every_expected_gain_no_text_is_turned() -> None:
    tried = TextTried(landscape(50.0), np.array([0.8]))
    assert not tried.nearest(0.5).size
    assert TextTried(landscape(), np.array([0.8])).nearest(0.5).size


@pytest.mark.parametrize("level", [0.5, 0.9])
def test_a_letter_before_like_members_has_a_formula(level: float) -> None:
    """S = .2 - .4 for all 101; 51 ayes have probability level at p* of each: g = .2 + s z(p*)."""
    tried = TextTried(Landscape(play(HOUSE, PURSE=0)), np.array([0.8]))
    bill, party, bloc, own = tried.play.risks[1].game.numbers.shock_sizes[0, :4]
    assert max(bill, party, bloc) == 0.0
    share = brentq(lambda p: binom.sf(50, 101, p) - level, 0.01, 0.99)
    expected = 0.2 + own * NormalDist().inv_cdf(share)
    assert tried.letters(level).amounts["b"] == pytest.approx(expected, abs=0.004)


def test_purses_abroad_pay_what_they_hold_and_no_more() -> None:
    rich = TextTried(Landscape(play(HOUSE, PURSE=2000)), np.array([0.62]))
    poor = TextTried(Landscape(play(HOUSE, PURSE=0.001)), np.array([0.62]))
    paid, short = rich.payments(0.5), poor.payments(0.5)
    assert paid.reason is None
    assert paid.amounts["b"] > 0.0
    assert short.reason is not None
    assert short.reason.startswith("the purses abroad hold")
    assert not short.amounts
    assert short.reason.endswith(f"{paid.amounts['b']:.3g} are needed")  # what it takes is the same
    assert rich.payments(0.9).amounts["b"] > paid.amounts["b"]


@pytest.mark.parametrize("cost", [0.5, 2.0])
def test_a_letter_goes_on_until_its_government_dares_to_sign(cost: float) -> None:
    """E = u P - k (1 - P) > 0 asks for P > k / (u + k), more than the level of one half."""
    fearful = HOUSE.replace("0.9}, failure_cost: 0", f"0.9}}, failure_cost: {cost}")
    tried = TextTried(Landscape(play(fearful, PURSE=0)), np.array([0.66]))
    gain = float(tried.gains[1])
    needed = max(0.5, cost / (gain + cost))
    found = tried.letters(0.5)
    assert found.reason is None
    size = found.amounts["b"]
    risk = tried.play.risks[1]

    def after(letter: float) -> float:
        game = tied(risk.game, -letter)
        return float(replace(risk, game=game).chance(tried.first[None, :], 1024)[0])

    assert after(size) >= needed
    assert after(size - 0.002) < needed + 0.01
    assert size <= tried.letters(0.99).amounts["b"]
