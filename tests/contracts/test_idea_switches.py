"""No idea is inert by construction: each moves something in a case built for it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.contracts.scripts import load_script

from winset.casebook import read_domestic_case
from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.parameters import Parameters
from winset.cases.model.vote_parameters import Duration, Joining

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data"
SCRIPT = load_script(ROOT / "benchmarks" / "two_cases" / "switches.py")


@pytest.fixture(scope="module")
def block() -> Parameters:
    """The shipped block with effects of division, broker and distances that can be seen."""
    shipped = read_parameters()
    model = shipped.vote_model.model_copy(
        update={
            "duration": Duration(constant=0.5, division=0.8, broker=1.5, spread=0.7),
            "joining": Joining(stake=1.0, vote_distance=-4.0, reason_distance=-4.0),
        }
    )
    return shipped.model_copy(update={"vote_model": model})


def test_every_idea_moves_the_probability_or_the_price(block: Parameters) -> None:
    left = list(SCRIPT.SWITCHES)
    for name in ("built-opening", "built-closing"):
        case = read_domestic_case(DATA / f"{name}.yaml")
        found = SCRIPT.moved_by(case, left, block, coefficients=2, draws=150)
        left = [one for one in left if (moved := found[one.idea]) is None or moved.is_nothing]
    # Nobody's joining is recorded in the built cases, so there is nothing to forget.
    assert [one.idea for one in left] == ["who joined not recorded"]


def test_a_switch_that_does_nothing_moves_nothing(block: Parameters) -> None:
    case = read_domestic_case(DATA / "built-opening.yaml")
    idle = SCRIPT.Switch("idle", "nothing", lambda case, parameters: (case, parameters))
    found = SCRIPT.moved_by(case, [idle], block, coefficients=2, draws=40)["idle"]
    assert found is not None
    assert found.is_nothing


def test_the_change_is_the_difference_of_two_analyses(block: Parameters) -> None:
    from winset.studies.domestic.draws import monte_carlo
    from winset.translate import coded_game

    case = read_domestic_case(DATA / "built-closing.yaml")
    purses = next(one for one in SCRIPT.SWITCHES if one.idea == "labour's purse")
    changed = purses.change(case, block)
    assert changed is not None
    assert changed[0].actors["retailers"].capacity.likely == 0.0
    fixed = {
        name: one.model_copy(update={"sd": 0.0})
        for name, one in block.vote_model.coefficients.items()
    }
    held = block.model_copy(
        update={"vote_model": block.vote_model.model_copy(update={"coefficients": fixed})}
    )
    found = SCRIPT.moved_by(case, [purses], held, coefficients=2, draws=60)[purses.idea]
    assert found is not None
    before, after = (
        monte_carlo(coded_game(one, held, votes="modelled"), 60, 0).passage_probability
        for one in (case, changed[0])
    )
    assert (found.low, found.high) == pytest.approx((after - before,) * 2, abs=1e-12)
    assert np.isclose(found.probability, after - before)
