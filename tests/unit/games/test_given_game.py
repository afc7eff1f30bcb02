"""A coded case is taken wherever a domestic game or a rule is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import winset as ws
from winset.foundation.errors import InputError

CASE = ws.read_domestic_case("fast-track-1997")
CODED = ws.coded_game(CASE, ws.read_parameters())


def test_solvers_of_games_take_the_game_at_likely_values() -> None:
    assert ws.ratification_price(CODED).price == ws.ratification_price(CODED.likely).price
    assert ws.win_set(CODED).to_dict() == ws.win_set(CODED.likely).to_dict()


def test_solvers_of_rules_take_its_rule() -> None:
    found = ws.shapley_shubik(CODED)
    assert found.values == ws.shapley_shubik(CODED.rule).values
    assert sum(found.values.values()) == pytest.approx(1)
    assert ws.minimal_winning_coalitions(CODED).count == 19


@pytest.mark.parametrize(
    "solver", [ws.ratification_price, ws.win_set, ws.shapley_shubik, ws.minimal_winning_coalitions]
)
@pytest.mark.parametrize("given", [CASE, "fast-track-1997"], ids=["case", "name"])
def test_a_case_that_is_not_coded_is_refused_with_how_to_code_it(
    solver: Callable[..., Any], given: Any
) -> None:
    with pytest.raises(InputError, match="coded_game"):
        solver(given)
