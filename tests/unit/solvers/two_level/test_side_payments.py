"""Side payments across the border: the pooled zone, and who pays whom."""

from dataclasses import replace

import numpy as np
import pytest

from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.negotiation import NegotiationCase
from winset.foundation.errors import InputError
from winset.solvers.two_level.side_payments import PooledAcceptance, pooled_zone, transfers
from winset.solvers.two_level.zone import ratification_tests, zone_of_agreement
from winset.studies.negotiation.negotiate import negotiate
from winset.translate.negotiation import coded_negotiation


def country(name: str, votes: dict[str, float], purse: float) -> dict:
    """A government that wants all, three members, and a friend with a purse."""
    members = {
        f"{name}-{k}": {
            "level": "legislature",
            "seats": {f"{name}-house": 1},
            "position": {"cut": p},
        }
        for k, p in votes.items()
    }
    purses = {f"{name}-friend": {"level": "group", "position": {"cut": 1}, "capacity": purse}}
    return {
        "title": name.upper(),
        "rule": {"all": [{"chamber": f"{name}-house", "quota": 2, "of": 3, "weight": 1}]},
        "chief_executive": f"{name}-chief",
        "actors": {
            f"{name}-chief": {"level": "executive", "position": {"cut": 1}},
            **members,
            **purses,
        },
    }


def table(rich_purse: float, poor_purse: float = 0.0) -> NegotiationCase:
    """One country where all is wanted, one where two of three lose and somebody must pay them."""
    return NegotiationCase.model_validate(
        {
            "winset": 1,
            "id": "aid",
            "title": "Aid",
            "kind": "negotiation",
            "issues": {
                "cut": {"axis": "vote", "title": "Cut", "low": "0", "high": "1", "status_quo": 0.5}
            },
            "countries": {
                "rich": country("rich", {"a": 1, "b": 1, "c": 1}, rich_purse),
                "poor": country("poor", {"a": 1, "b": 0.4, "c": 0.4}, poor_purse),
            },
        }
    )


def game(case: NegotiationCase):
    found = coded_negotiation(case, read_parameters()).likely
    return found, ratification_tests(found)


def test_what_one_has_left_over_carries_the_other() -> None:
    negotiation, tests = game(table(3.0))
    plain = zone_of_agreement(negotiation, tests)
    pooled = pooled_zone(negotiation, tests)
    assert plain.outcome == "empty"
    assert pooled.outcome == "solved"
    assert pooled.verify(), pooled.verify().failed
    found = transfers(negotiation, tests, np.array([0.8]))
    assert found.verify(), found.verify().failed
    assert found.paid[0] == pytest.approx(-found.paid[1])
    # The median member of the poor country stands at 0.4: 0.1 from the status quo, 0.4 from 0.8.
    assert found.total == pytest.approx(0.3, abs=1e-9)


def test_without_a_purse_nobody_pays() -> None:
    negotiation, tests = game(table(0.0))
    assert pooled_zone(negotiation, tests).outcome == "empty"
    found = transfers(negotiation, tests, np.array([0.8]))
    assert found.outcome == "empty"
    assert found.total == 0.0


def test_no_payment_helps_where_an_executive_loses() -> None:
    _, tests = game(table(50.0))
    assert not PooledAcceptance(tests)(np.array([[0.3]]))[0]


def test_a_false_balance_fails_the_check() -> None:
    negotiation, tests = game(table(3.0))
    found = transfers(negotiation, tests, np.array([0.8]))
    assert not replace(found, paid=(0.0, 0.0)).verify()


@pytest.mark.parametrize("purse", [0.0, 0.2, 1.0, 5.0])
def test_the_pooled_zone_holds_the_plain_one(purse: float) -> None:
    negotiation, tests = game(table(purse, purse))
    points = np.linspace(0.0, 1.0, 401)[:, None]
    plain = zone_of_agreement(negotiation, tests).accepts(points)
    assert (PooledAcceptance(tests)(points) >= plain).all()


def test_slack_says_the_same_as_acceptance() -> None:
    for purse in (0.0, 0.5, 3.0):
        _, tests = game(table(purse, 0.4))
        points = np.linspace(0.0, 1.0, 401)[:, None]
        for test in tests:
            assert ((test.slack(points) >= 0.0) == test.accepts(points)).all()


def test_the_report_bargains_over_the_pooled_zone_when_asked() -> None:
    without = negotiate(table(3.0), draws=20)
    assert without.agreement.outcome == "empty"
    assert without.side_payments.gain == pytest.approx(0.5, abs=1e-6)
    found = negotiate(table(3.0), draws=20, side_payments=True)
    assert found.agreement.outcome == "solved"
    assert found.agreement.point["cut"] == pytest.approx(1.0, abs=1e-6)
    assert set(found.agreement.ratified.values()) == {True}
    assert found.side_payments.paid["rich"] == pytest.approx(0.5, abs=1e-6)
    assert found.side_payments.paid["poor"] == pytest.approx(-0.5, abs=1e-6)
    assert "Side payments" in " ".join(found.assumptions)
    hands = {row.country: row for row in found.tying_hands}
    assert hands["poor"].curve[0][1] == pytest.approx(found.agreement.surplus["poor"], abs=1e-6)


def test_side_payments_need_a_table_at_which_all_must_ratify() -> None:
    case = table(3.0)
    some = case.model_copy(
        update={"entry_into_force": case.entry_into_force.model_copy(update={"countries": 1})}
    )
    with pytest.raises(InputError, match="every country"):
        negotiate(some, draws=10, side_payments=True)
