"""The probability of passage, for independent votes and votes that move together."""

from __future__ import annotations

import math
import random
from itertools import product

import pytest

from winset.foundation.errors import InputError
from winset.games.rule import Player, Rule, Vote
from winset.solvers.power.passage_probability import passage_probability


def enumerated(rule: Rule, chances: dict[str, float]) -> tuple[float, dict[str, float]]:
    """Sum over all ways to vote."""
    passing, pivotal = 0.0, dict.fromkeys(rule.players, 0.0)
    for votes in product([False, True], repeat=len(rule.players)):
        yes = {p for p, vote in zip(rule.players, votes, strict=True) if vote}
        chance = math.prod(chances[p] if p in yes else 1 - chances[p] for p in rule.players)
        passing += chance * rule.is_winning(yes)
        for p in rule.players:
            pivotal[p] += chance * (rule.is_winning(yes | {p}) - rule.is_winning(yes - {p}))
    return passing, pivotal


def test_independent_votes_follow_the_sum_over_all_ways_to_vote() -> None:
    draw = random.Random(4)  # noqa: S311
    vote = Rule.weighted([5, 3, 3, 2, 1, 0], quota=8)
    chambers = Rule(
        Vote("h", 4) & Vote("s", 2) & Player("p") | Vote("h", 5),
        {"h": {"a": 3, "b": 2, "c": 1}, "s": {"b": 1, "c": 1, "d": 1}},
    )
    for rule in (vote, chambers):
        for _ in range(30):
            chances = {p: draw.choice([0, 1, 0.5, draw.random()]) for p in rule.players}
            answer = passage_probability(rule, chances)
            passing, pivotal = enumerated(rule, chances)
            assert abs(answer.probability - passing) <= answer.error_bound + 1e-15
            for p in rule.players:
                assert abs(answer.pivotal[p] - pivotal[p]) <= answer.error_bound + 1e-15
            assert answer.verify()


def test_a_shared_shock_spreads_the_tally_and_keeps_its_mean() -> None:
    chances = [0.6] * 51
    alone = passage_probability([1] * 51, chances, quota=26)
    shared = passage_probability([1] * 51, chances, quota=26, bill_shock=0.5)
    assert shared.probability < alone.probability
    assert alone.tally is not None
    assert shared.tally is not None
    for answer in (alone, shared):
        assert math.fsum(k * p for k, p in enumerate(answer.tally)) == pytest.approx(0.6 * 51)
        assert answer.verify()


def test_a_perfectly_shared_shock_makes_one_voter_of_all() -> None:
    answer = passage_probability([1] * 5, [0.7] * 5, quota=3, bill_shock=200, nodes=800)
    assert answer.probability == pytest.approx(0.7, abs=2e-3)


def test_party_and_bloc_shocks_agree_between_the_two_algorithms() -> None:
    chances = {"a": 0.3, "b": 0.6, "c": 0.7, "d": 0.5}
    party = {"a": "R", "b": "R", "c": "D", "d": "D"}
    shocks = {"party": party, "bill_shock": 0.4, "party_shock": 0.6}
    weights = {"a": 2, "b": 1, "c": 2, "d": 1}
    by_level = passage_probability(weights, chances, quota=4, **shocks)
    single = Rule(Vote("h", 4), {"h": weights})
    compound = Rule(
        Vote("h", 4) | Vote("h", 4) & Vote("again", 4), {"h": weights, "again": weights}
    )
    by_setting = passage_probability(compound, chances, **shocks)
    assert by_setting.method != by_level.method
    assert passage_probability(single, chances, **shocks).probability == by_level.probability
    assert by_setting.probability == pytest.approx(by_level.probability, abs=1e-8)
    for name in chances:
        assert by_setting.pivotal[name] == pytest.approx(by_level.pivotal[name], abs=1e-8)


def test_a_party_of_one_bloc_and_a_bloc_without_parties_are_the_same() -> None:
    groups = {"1": "x", "2": "x", "3": "y"}
    one = passage_probability([1, 1, 1], [0.4, 0.5, 0.6], quota=2, party=groups, party_shock=0.5)
    two = passage_probability([1, 1, 1], [0.4, 0.5, 0.6], quota=2, bloc=groups, bloc_shock=0.5)
    assert one.probability == pytest.approx(two.probability, abs=1e-12)


@pytest.mark.parametrize(
    ("keywords", "message"),
    [
        ({"chances": [0.5]}, "1 chances for 2"),
        ({"chances": [0.5, 1.2]}, "from 0 to 1"),
        ({"chances": [0.5, float("nan")]}, "finite number"),
        ({"chances": {"1": 0.5}}, "no chance for 2"),
        ({"chances": {"1": 0.5, "2": 0.5, "9": 0.5}}, "not players"),
        ({"chances": [0.5, 0.5], "bill_shock": -1}, "0 or more"),
        ({"chances": [0.5, 0.5], "party_shock": 1}, "party="),
        ({"chances": [0.5, 0.5], "bloc_shock": 1}, "bloc="),
        ({"chances": [0.5, 0.5], "party": {"7": "R"}}, "not players"),
        ({"chances": [0.5, 0.5], "nodes": 2}, "at least 4"),
        (
            {
                "chances": [0.5, 0.5],
                "party": {"1": "R", "2": "D"},
                "bloc": {"1": "x", "2": "x"},
                "bloc_shock": 1,
            },
            "two parties",
        ),
    ],
)
def test_chances_and_shocks_without_meaning_are_refused(keywords, message) -> None:
    with pytest.raises(InputError, match=message):
        passage_probability([1, 1], quota=2, **keywords)


def test_an_answer_reports_itself() -> None:
    answer = passage_probability([2, 1], [0.5, 0.25], quota=3)
    assert answer.probability == 0.125
    assert answer.to_dict()["tally"] == pytest.approx([0.375, 0.125, 0.375, 0.125])
    assert answer.to_frame().loc["1", "pivotal"] == 0.25
    assert "Passes with probability" in answer.summary()
    rule = Rule(Vote("h", 1) & Player("p"), {"h": {"a": 1}})
    assert "reason" in passage_probability(rule, [0.5, 0.5]).to_dict()
