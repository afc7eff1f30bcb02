"""Compiled elections and turns beside the plain ones, on random tables."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from winset.games.issue_positions import positions
from winset.solvers.bargaining.condorcet_election import (
    VICTORY_POWERS,
    VOTING_RULES,
    condorcet_election,
)
from winset.solvers.bargaining.spatial_model_of_politics import (
    Switches,
    spatial_model_of_politics,
)

_SPEC = importlib.util.spec_from_file_location(
    "plain_bargaining", Path(__file__).with_name("plain_bargaining.py")
)
assert _SPEC is not None
assert _SPEC.loader is not None
plain = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(plain)

KINDS = ("conditional", "markov-uniform", "markov-incentive")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("victory", [*VICTORY_POWERS, "binary"])
@pytest.mark.parametrize("voting", VOTING_RULES)
def test_an_election_is_that_of_the_plain_loops(
    generator: np.random.Generator, voting: str, victory: str, kind: str
) -> None:
    for size in (2, 3, 5):
        utility = generator.random((size + 2, size)).round(2)
        weight = generator.integers(1, 9, size + 2).astype(float)
        found = condorcet_election(utility, weight, voting=voting, victory=victory, kind=kind)
        assert found.verify(), found.verify().failed
        expected = plain.election(utility, weight, voting, victory, kind)
        np.testing.assert_allclose(found.probability, expected, rtol=0, atol=1e-7)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("issues", [1, 2, 3])
def test_turns_are_those_of_the_plain_loops(
    generator: np.random.Generator, issues: int, kind: str
) -> None:
    for count in (2, 3, 6, 9):
        places = generator.random((count, issues)).round(3)
        salience = generator.uniform(0.05, 1.0 / issues, (count, issues)).round(3)
        salience[-1] *= float(count != 6)  # once with an actor that does not care
        capability = generator.integers(5, 100, count).astype(float)
        found = spatial_model_of_politics(
            positions(places, salience=salience, capability=capability),
            turns=6,
            switches=Switches(election=kind),
        )
        assert found.verify(), found.verify().failed
        scaled = capability * 100 / capability.max()
        model = plain.PlainModel(places, salience, scaled, kind=kind)
        for turn in range(found.rounds + 1):
            np.testing.assert_allclose(found.path[turn], model.x, rtol=0, atol=1e-9)
            model.x = model.turn()


def test_the_plain_model_sees_a_wrong_turn(generator: np.random.Generator) -> None:
    places = generator.random((5, 1))
    model = plain.PlainModel(places, np.full((5, 1), 0.5), [1.0] * 5)
    assert np.abs(model.turn() - places).max() > 1e-3
