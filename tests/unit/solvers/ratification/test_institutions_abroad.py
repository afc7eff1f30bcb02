"""Parliaments that make the government, several parliaments, unanimity, referendums: by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.oracles.plain_vote_model import benches_line, boycott_quota, expected_tally
from tests.unit.toy_model import STILL

from winset.cases.checks.check import check_case
from winset.cases.model.case import Case
from winset.cases.model.parameters import Parameters, Shocks
from winset.foundation.coefficients import NAMES
from winset.solvers.coalitions.contributions import field_of
from winset.solvers.coalitions.ratification_price import price_in
from winset.solvers.coalitions.surplus import actor_surplus
from winset.solvers.ratification.vote import vote_outcome
from winset.studies.domestic.analyze import analyze
from winset.studies.explain.why import why
from winset.translate import coded_game

NOISE = 0.1
GAINS = [-0.6, -0.5, 0.0, 0.5, 0.6]


@pytest.fixture
def block(toy_parameters: Callable[..., Parameters]) -> Callable[..., Parameters]:
    """Give a maker of blocks without valence whose votes are modelled."""

    def made(**model: Any) -> Parameters:
        zero = {name: {"mean": 0.0, "sd": 0.0} for name in NAMES}
        shocks = {"bill": 0, "party": 0, "bloc": 0, "member": NOISE}
        fields = STILL | {"coefficients": zero} | model
        return toy_parameters(shocks=shocks, vote_model=fields)

    return made


def on_benches(case: Case, **benches: str) -> Case:
    """The case with some members on benches."""
    actors = {
        name: actor.model_copy(update={"benches": benches.get(name, actor.benches)})
        for name, actor in case.actors.items()
    }
    return case.model_copy(update={"actors": actors})


LINES = {"government": 0.25, "opposition": 0.15}


def test_benches_move_their_members_and_nobody_else(toy_case: Any, block: Any) -> None:
    case = on_benches(toy_case(), m2="government", m4="opposition", m5="cross")
    game = coded_game(case, block(benches=LINES)).likely
    expected = [
        gain + benches_line(side, 0.25, 0.15)
        for gain, side in zip(GAINS, [None, "government", None, "opposition", "cross"], strict=True)
    ]
    assert actor_surplus(game).total[0] == pytest.approx(expected)
    found = vote_outcome(field_of(game)).tally[0, 0]
    assert found == pytest.approx(expected_tally(expected, 0.0, NOISE), abs=1e-9)


def test_benches_do_nothing_in_a_country_of_a_negotiation(toy_case: Any, block: Any) -> None:
    case = on_benches(toy_case(), m2="government", m4="opposition")
    game = coded_game(case, block(benches=LINES), votes="certain").likely
    assert actor_surplus(game).total[0] == pytest.approx(GAINS)


def test_party_lines_are_coded_numbers_only_where_somebody_sits_there(
    toy_case: Any, block: Any
) -> None:
    paths = [one.path for one in coded_game(toy_case(), block(benches=LINES)).inputs]
    assert not [path for path in paths if "benches" in path]
    case = on_benches(toy_case(), m1="opposition")
    paths = [one.path for one in coded_game(case, block(benches=LINES)).inputs]
    assert [path for path in paths if "benches" in path] == [
        "parameters.vote_model.benches.opposition"
    ]


def test_the_report_and_its_reasons_name_the_lines(toy_case: Any, block: Any) -> None:
    case = on_benches(toy_case(), m2="government")
    parameters = block(benches=LINES)
    told = analyze(case, draws=20, parameters=parameters).assumptions
    assert any("government's benches gain 0.25" in line for line in told)
    steps = why(case, "surplus", of="m2", parameters=parameters).steps
    assert any("party line" in one.text and one.value == pytest.approx(0.25) for one in steps)


def test_confidence_is_a_veto_of_the_government(toy_case: Any, block: Any) -> None:
    cabinet = {"level": "executive", "position": {"openness": 0.0}}
    rule = {"all": [{"chamber": "house", "quota": 1, "of": 5}, {"actor": "cabinet"}]}
    against = coded_game(toy_case(others={"cabinet": cabinet}, rule=rule), block()).likely
    assert vote_outcome(field_of(against)).verdict_word() == "fails"
    cabinet = cabinet | {"position": {"openness": 1.0}}
    free = coded_game(toy_case(others={"cabinet": cabinet}, rule=rule), block()).likely
    assert vote_outcome(field_of(free)).verdict_word() == "passes"


def two_parliaments(toy_case: Any, second_quota: int) -> Case:
    """A case that needs the house and a regional parliament of two members."""
    region = {
        f"r{n}": {
            "level": "legislature",
            "seats": {"region": 1},
            "position": {"openness": ideal},
        }
        for n, ideal in enumerate((1.0, 0.0), 1)
    }
    rule = {
        "all": [
            {"chamber": "house", "quota": 2, "of": 5},
            {"chamber": "region", "quota": second_quota, "of": 2},
        ]
    }
    return toy_case(others=region, rule=rule)


def test_every_parliament_has_to_consent(toy_case: Any, block: Any) -> None:
    words = [
        vote_outcome(
            field_of(coded_game(two_parliaments(toy_case, quota), block()).likely)
        ).verdict_word()
        for quota in (1, 2)
    ]
    assert words == ["passes", "fails"]


def test_a_referendum_stops_a_bill_that_parliament_passes(toy_case: Any, block: Any) -> None:
    def word(**terms: Any) -> str:
        rule = {"all": [{"chamber": "house", "quota": 2, "of": 5}, {"referendum": terms}]}
        game = coded_game(toy_case(rule=rule), block()).likely
        return vote_outcome(field_of(game)).verdict_word()

    both = "people_and_cantons"
    assert word(share=0.51) == "passes"
    assert word(share=0.49) == "fails"
    assert word(share=0.49, binding=False) == "passes"
    assert word(share=0.51, turnout=0.2, quorum=0.3) == "fails"
    assert word(share=0.49, turnout=0.2, quorum=0.3, below_quorum="stands") == "passes"
    assert word(share=0.6, majority=both, cantons=0.45) == "fails"
    assert word(share=0.6, majority=both, cantons=0.55) == "passes"


@pytest.mark.parametrize(("members", "quorum"), [(295, 148), (100, 40), (9, 9)])
def test_with_a_boycott_the_quota_is_the_higher_of_majority_and_quorum(
    members: int, quorum: int
) -> None:
    """Opponents choose between voting no and staying away, whichever stops more."""
    least = boycott_quota(members, quorum)
    assert least == max(members // 2 + 1, quorum)


def test_check_refuses_benches_of_a_group(toy_case: Any) -> None:
    unions = {"unions": {"level": "group", "position": {"openness": 0.0}, "benches": "government"}}
    told = [problem.what for problem in check_case(toy_case(others=unions))]
    assert "an actor of the level group sits on no benches" in told


def test_a_gatekeeper_that_may_be_paid_costs_his_weight(toy_case: Any, block: Any) -> None:
    leader = {"level": "executive", "position": {"openness": 0.0}, "compensable": True}
    friends = {"level": "group", "position": {"openness": 1.0}, "capacity": 2}
    others = {"leader": leader, "friends": friends}

    def word(weight: float) -> str:
        calendar = {"held_by": "leader", "weight": weight}
        game = coded_game(toy_case(quota=1, others=others, calendar=calendar), block()).likely
        return vote_outcome(field_of(game)).verdict_word()

    # He loses 0.6; the friends hold 2.
    assert word(3.0) == "passes"
    assert word(4.0) == "stalls"


def test_an_abstention_does_not_block_a_consensus(toy_case: Any, block: Any) -> None:
    """Five members who gain .6, .5, 0, -.05 and -.2 under unanimity: the last must be paid."""
    ideals = (1.0, 0.75, 0.5, 0.475, 0.4)

    def played(abstention: float | None) -> tuple[float, float]:
        rule: dict[str, Any] = {"chamber": "house", "quota": 5, "of": 5}
        if abstention is not None:
            rule["abstention"] = abstention
        found = price_in(field_of(coded_game(toy_case(ideals, rule=rule), quiet).likely))
        return float(found.price[0]), float(found.chambers[0].unpaid[0])

    quiet = block().model_copy(update={"shocks": Shocks(bill=0, party=0, bloc=0, member=0)})
    assert played(None) == pytest.approx((0.05 + 0.2, 3))
    assert played(0.1) == pytest.approx((0.1, 4))
    assert played(0.3) == pytest.approx((0.0, 5))
    rule = {"chamber": "house", "quota": 5, "of": 5, "abstention": 0.3}
    case = toy_case(ideals, rule=rule)
    assert vote_outcome(field_of(coded_game(case, quiet).likely)).verdict_word() == "passes"
    told = analyze(case, draws=5, parameters=quiet).assumptions
    assert any("abstention does not block" in line for line in told)
