"""Surplus from texts, beside what the domestic game finds one text at a time."""

import numpy as np
import pytest

from winset.casebook import read_case
from winset.cases.file.read_parameters import read_parameters
from winset.games.domestic import Floats
from winset.solvers.coalitions.surplus import actor_surplus
from winset.solvers.two_level.ratification_test import at_proposals
from winset.solvers.two_level.text_surplus import TextSurplus
from winset.translate.negotiation import coded_negotiation


def texts(issues: int) -> Floats:
    return np.random.default_rng(0).random((40, issues))


@pytest.mark.parametrize(
    "name", ["us-china-wto-1999", "korea-fta-2007-2011", "tpp-2013", "us-vietnam-labour-2013"]
)
def test_surplus_is_that_of_the_domestic_game(name: str) -> None:
    coded = coded_negotiation(read_case(name), read_parameters())
    for country in coded.likely.countries:
        points = texts(len(coded.likely.issues))
        whole = actor_surplus(at_proposals(country.game, points))
        found = TextSurplus(country.game)
        assert found.total(points) == pytest.approx(whole.total, abs=1e-12)
        assert found.own(points) == pytest.approx(whole.total - whole.pressure, abs=1e-9)
