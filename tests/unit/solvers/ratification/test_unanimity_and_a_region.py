"""A council that decides by unanimity, and a region with a veto: what moves the answer."""

from __future__ import annotations

from typing import Any

import pytest
from tests.unit.toy_model import plain_votes

from winset.cases.editing.with_values import with_values
from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.case import Case
from winset.cases.model.parameters import Parameters
from winset.studies.domestic.analyze import analyze

DRAWS = 400


def signature(
    *, campaign: float = 1.5, reach: list[str] | None = None, weight: float | None = None
) -> Case:
    """Twenty-seven governments, a commission and a region, after the signature of CETA in 2016."""
    axis = {"axis": "vote", "title": "Access", "low": "closed", "high": "open"}
    council: dict[str, Any] = {"chamber": "council", "quota": "unanimity", "of": 27}
    if weight is not None:
        council["weight"] = weight

    def states(seats: int, place: float) -> dict[str, Any]:
        return {
            "level": "legislature",
            "seats": {"council": seats},
            "position": {"openness": place},
        }

    return Case.model_validate(
        {
            "winset": 1,
            "id": "signature",
            "title": "Signature of an agreement",
            "issues": {"openness": axis | {"status_quo": 0.2, "proposal": 0.7}},
            "rule": {"all": [council, {"actor": "commission"}, {"actor": "region"}]},
            "actors": {
                "commission": {
                    "level": "executive",
                    "position": {"openness": 0.85},
                    "capacity": 5,
                },
                "region": {
                    "level": "executive",
                    "position": {"openness": 0.44},
                },
                "north": states(15, 0.85),
                "south": states(12, 0.8),
                "campaign": {
                    "level": "group",
                    "position": {"openness": 0.1},
                    "capacity": campaign,
                    "reach": reach or [],
                },
            },
        }
    )


def place(case: Case, value: float) -> float:
    """The probability with the region at a place."""
    priors = plain_votes("simultaneous", gamma_0=0.1, eta=0.05) | {"feedback": 0.25}
    block = Parameters.model_validate(read_parameters().model_dump() | {"vote_model": priors})
    changed = with_values(case, {"actors.region.position.openness": value})
    return analyze(changed, draws=DRAWS, parameters=block).passage_probability


def test_the_position_of_the_region_decides_and_a_purse_that_does_not_reach_it_does_not() -> None:
    case = signature()
    hostile, friendly = place(case, 0.1), place(case, 0.8)
    assert hostile == 0.0
    assert friendly > 0.5
    assert place(signature(campaign=300.0), 0.44) == place(case, 0.44)


def test_a_campaign_that_reaches_the_region_moves_it() -> None:
    far = place(signature(campaign=60.0), 0.47)
    near = place(signature(campaign=60.0, reach=["region"]), 0.47)
    assert near < far - 0.1


@pytest.mark.parametrize("value", [0.44, 0.8])
def test_a_weight_that_says_what_is_usual_changes_nothing(value: float) -> None:
    assert place(signature(weight=435 / 27), value) == place(signature(), value)
