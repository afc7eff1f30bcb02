"""Ratification under shocks: a plain second implementation, and the surface beside a grid."""

from __future__ import annotations

import importlib.util
import itertools
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from tests.oracles.plain_vote_model import contest
from tests.unit.toy_model import STILL, plain_votes

from winset.casebook import read_case
from winset.cases.editing.with_values import with_values
from winset.cases.file.read import read_case_text
from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.negotiation import NegotiationCase, country_case
from winset.cases.model.parameters import Parameters
from winset.games.domestic import Shocks
from winset.solvers.two_level.landscape import Landscape
from winset.solvers.two_level.ratification_risk import RatificationRisk
from winset.solvers.two_level.ratification_surface import RatificationSurface
from winset.solvers.two_level.second_try import TextTried
from winset.solvers.two_level.table_play import TablePlay
from winset.translate.negotiation import coded_negotiation

PARAMETERS = read_parameters()
TABLE = """
winset: 1
id: plain-table
title: Every way to refuse
kind: negotiation
issues:
  one: {axis: vote, title: One, low: nothing, high: all, status_quo: 0.1}
  two: {axis: vote, title: Two, low: nothing, high: all, status_quo: 0.2}
countries:
  a:
    title: A
    rule:
      any:
        - all:
            [{chamber: house, quota: 11, of: 21}, {chamber: senate, quota: 5, of: 9},
             {actor: court}]
        - all: [{chamber: house, quota: 14, of: 21}, {chamber: senate, quota: 6, of: 9}]
    calendar: {held_by: speaker}
    chief_executive: chief
    actors:
      chief: {level: executive, position: {one: 0.9, two: 0.6}, capacity: 3}
      court: {level: executive, position: {one: 0.5, two: 0.5}}
      speaker: {level: legislature, party: L, seats: {house: 1}, position: {one: 0.4, two: 0.7}}
      left: {level: legislature, party: L, seats: {house: 9, senate: 4},
        position: {one: 0.2, two: 0.5}, spread: {one: 0.2, two: 0.1},
        willingness: {payoff: 0.7, polarization: 0.3, opposition: 0.2}}
      right: {level: legislature, party: R, seats: {house: 11, senate: 5},
        position: {one: 0.7, two: 0.4}, spread: {one: 0.1, two: 0.2},
        salience: {one: 0.9, two: 0.4}, no_agreement: 0.02}
      workers: {level: group, position: {one: 0}, capacity: 4}
      growers: {level: group, position: {two: 0, one: 0.2}, capacity: 2}
      makers: {level: group, position: {one: 1, two: 0.9}, capacity: 3}
    pressure: [{from: workers, to: left, strength: 0.2}, {from: makers, to: chief, strength: 0.1}]
  b:
    title: B
    rule: {all: [{chamber: council, quota: unanimity, of: 5}, {acquiescence: ministry}]}
    chief_executive: premier
    actors:
      premier: {level: executive, position: {one: 0.3, two: 1}, capacity: 2}
      ministry: {level: group, position: {one: 0.2, two: 0.3},
        willingness: {payoff: 0.6, polarization: 0.2, opposition: 0.3}}
      states: {level: legislature, seats: {council: 5},
        position: {one: 0.3, two: 0.6}, spread: {one: 0.1, two: 0.1}}
"""


def _by_path(name: str) -> ModuleType:
    path = Path(__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"{name}_at_table", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


plain = _by_path("plain_domestic_game")
PLAIN = Parameters.model_validate(
    PARAMETERS.model_dump(mode="json")
    | {"vote_model": PARAMETERS.vote_model.model_dump(mode="json") | STILL}
)
"""The block as shipped, but for who joins a campaign: one half where nothing is recorded."""


def alone(surplus: float, shock: float, weight: float, budget: float, *, payable: bool) -> bool:
    """Whether a single player agrees, out of its own gain or paid at par."""
    gain = surplus + 0.05 * shock
    return gain >= 0.0 or (payable and weight * -gain <= budget)


def plain_tallies(game: Any, shocks: Shocks, draw: int) -> dict[str, float]:
    """Votes in favour by chamber: plain Python, from the description alone."""
    home, names = game.case, list(game.case.actors)
    parties = list(dict.fromkeys(a.party for a in home.actors.values() if a.party))
    size = float(PLAIN.shocks.member.likely)
    bloc = float(PLAIN.shocks.bloc.likely)
    reached = [c for c in game.members if c != "council"]  # unanimity is reached by name alone
    each = (game.budget - game.fund) / (435.0 * len(reached)) if reached else 0.0
    found, place = {}, 0
    for number, (chamber, people) in enumerate(game.members.items()):
        before = []
        for (name, _), s in zip(people, game.member_surplus[chamber], strict=True):
            party = home.actors[name].party
            s += game.effect("s_a") * float(shocks.bill[draw, 0])
            s += bloc * float(shocks.bloc[draw, names.index(name)])
            if party:
                s += game.effect("s_p") * float(shocks.party[draw, parties.index(party)])
            before.append(s)
        paid = contest(before, each if chamber in reached else 0.0, size)
        yes: dict[str | None, int] = {}
        seats: dict[str | None, int] = {}
        for (name, _), s, part in zip(people, before, paid, strict=True):
            party = home.actors[name].party
            votes = s + part + size * float(shocks.member[draw, place]) >= 0.0
            yes[party], seats[party] = yes.get(party, 0) + votes, seats.get(party, 0) + 1
            place += 1
        total = 0.0
        for party, count in yes.items():
            column = number * (len(parties) + 1) + (parties.index(party) if party else len(parties))
            residual = 0.0 if chamber == "council" else game.effect("s_t")  # of unanimity none
            moved = count + residual * float(shocks.tally[draw, column]) * seats[party]
            total += min(max(moved, 0.0), float(seats[party]))
        found[chamber] = total
    return found


def plain_ratified(case: Any, point: dict[str, float], shocks: Shocks, draw: int) -> bool:
    """Whether one draw ratifies a text: plain Python, from the description alone."""
    home = with_values(case, {f"issues.{k}.proposal": v for k, v in point.items()})
    game, names = plain.PlainGame(home, PLAIN), list(home.actors)
    tally = plain_tallies(game, shocks, draw)

    def agrees(name: str, more: float = 0.0, *, payable: bool = False) -> bool:
        own = float(shocks.single[draw, names.index(name)])
        return alone(game.surplus[name] + more, own, 435.0, game.budget, payable=payable)

    if home.id.endswith("-b"):
        return tally["council"] >= 5 - 1e-9 and agrees("ministry", payable=True)
    count = tally["house"] + 0.05 * 21 * float(shocks.count[draw, 0])
    lead = game.valence() + game.effect("lambda") + game.effect("s_a") * float(shocks.bill[draw, 0])
    if not agrees("speaker", lead) or count < 11 - 1e-9:
        return False
    if tally["house"] >= 14 - 1e-9 and tally["senate"] >= 6 - 1e-9:
        return True
    return tally["house"] >= 11 - 1e-9 and tally["senate"] >= 5 - 1e-9 and agrees("court")


def case_of(text: str) -> NegotiationCase:
    case = read_case_text(text)
    assert isinstance(case, NegotiationCase)
    return case


def risk_of(
    case: NegotiationCase, name: str, draws: int, seed: int = 0, parameters: Any = PARAMETERS
) -> RatificationRisk:
    coded = coded_negotiation(case, parameters, votes="modelled")
    shocks = coded.unknown_at_signature(name, seed, draws)
    return RatificationRisk(coded.countries[name].likely, shocks)


@pytest.mark.parametrize("name", ["a", "b"])
def test_every_draw_agrees_with_a_plain_second_implementation(name: str) -> None:
    case = case_of(TABLE)
    risk = risk_of(case, name, 25, parameters=PLAIN)
    home = country_case(case, name)
    points = np.random.default_rng(3).random((14, 2))
    found = risk.passes(points)
    for row, point in enumerate(points):
        at = dict(zip(("one", "two"), map(float, point), strict=True))
        by_hand = [plain_ratified(home, at, risk.shocks, draw) for draw in range(25)]
        assert found[row].tolist() == by_hand, at
    assert 0.03 < found.mean() < 0.95


@pytest.mark.parametrize("name", ["a", "b"])
@pytest.mark.parametrize("contest_", ["simultaneous", "none"])
def test_every_draw_is_that_of_the_vote_model_at_home(name: str, contest_: str) -> None:
    block = PARAMETERS.model_dump(mode="json")
    block["vote_model"]["contest"] = contest_
    risk = risk_of(case_of(TABLE), name, 150, parameters=Parameters.model_validate(block))
    points = np.random.default_rng(5).random((40, 2))
    assert (risk.passes(points) == np.stack([risk.modelled(point) for point in points])).all()


def test_blocs_that_spend_are_asked_of_the_vote_model_itself() -> None:
    spending = with_values(case_of(TABLE), {"countries.a.actors.left.capacity": 2})
    points = np.random.default_rng(6).random((6, 2))
    risk = risk_of(spending, "a", 20)
    plain_ = np.stack([risk.modelled(point) for point in points])
    assert (risk.passes(points) == plain_).all()
    assert risk.refusers(points)[0] in {"house", "senate", "court", "speaker"}


@pytest.mark.parametrize(
    ("case", "name", "bound"),
    # Near the edge of the recoded cases P jumps within a cell, which the lattice smears.
    [("korea-fta-2007-2011", "us", 0.02), ("us-japan-autos-farm-2013", "japan", 0.04),
     (TABLE, "a", 0.01), (TABLE, "b", 0.025)],
)  # fmt: skip
def test_the_surface_is_as_close_to_a_plain_grid_as_is_promised(
    case: str, name: str, bound: float
) -> None:
    """Root mean square where P is between .02 and .98, against 8,192 draws of another seed."""
    known = case_of(case) if "\n" in case else read_case(case)
    axis = np.linspace(0.03, 0.97, 12)
    points = np.stack(np.meshgrid(axis, axis, indexing="ij"), -1).reshape(-1, 2)
    truth = risk_of(known, name, 8192, seed=1).passes(points).mean(axis=1)
    surface = RatificationSurface(risk_of(known, name, 2048))
    band = (truth > 0.02) & (truth < 0.98)
    assert band.sum() >= 5
    error = surface.share(points) - truth
    assert np.sqrt((error[band] ** 2).mean()) <= bound
    assert np.abs(error[~band]).max() <= 0.02


def test_where_only_single_players_decide_the_surface_is_exact() -> None:
    risk = risk_of(read_case("us-vietnam-labour-2013"), "vietnam", 256)
    points = np.random.default_rng(1).random((50, 2))
    assert RatificationSurface(risk, 24).share(points) == pytest.approx(
        risk.passes(points).mean(axis=1), abs=1e-12
    )


def test_a_harder_legislature_never_ratifies_more_often() -> None:
    from winset.solvers.two_level.tying_hands import tied

    risk = risk_of(case_of(TABLE), "a", 128)
    points = np.random.default_rng(2).random((60, 2))
    risk = replace(risk, game=risk.game.replace(choices=replace(risk.game.choices, contest="none")))
    chances = [
        RatificationRisk(tied(risk.game, t), risk.shocks).chance(points)
        for t in (0.0, 0.05, 0.1, 0.2, 0.4)
    ]
    for before, after in itertools.pairwise(chances):
        assert (after <= before + 1e-12).all()
    assert (chances[-1] < chances[0]).any()


def test_with_nothing_but_positions_it_is_the_sharp_test_but_for_the_signature() -> None:
    from winset.games.domestic import no_shocks
    from winset.solvers.two_level.ratification_test import ratification_test

    block = PARAMETERS.model_dump(mode="json") | {"vote_model": plain_votes("none")}
    still = Parameters.model_validate(block)
    names = ("chief", "workers", "growers", "makers")
    case = with_values(
        case_of(TABLE),
        {f"countries.a.actors.{name}.capacity": 0 for name in names}
        | {"countries.b.actors.premier.capacity": 0},
    )
    sharp = coded_negotiation(case, still)
    for name in ("a", "b"):
        game = risk_of(case, name, 2, parameters=still).game
        risk = RatificationRisk(game, no_shocks(game.labels, game.parties, 1))
        test = ratification_test(sharp.countries[name].likely)
        points = np.random.default_rng(4).random((300, 2))
        signed = test.gains(points) > 1e-9
        assert (risk.passes(points)[:, 0][signed] == test.accepts(points)[signed]).all()
        assert risk.is_certain
        assert set(np.unique(risk.chance(points))) <= {0.0, 1.0}


def test_the_one_who_refuses_is_named() -> None:
    risk = risk_of(case_of(TABLE), "a", 200)
    assert risk.refusers(np.array([[0.95, 0.9]]))[0] in {"house", "senate", "court", "speaker"}
    vietnam = risk_of(read_case("us-vietnam-labour-2013"), "vietnam", 50)
    assert vietnam.refusers(np.array([[0.5, 1.0]])) == ["politburo"]


def test_the_nearest_turned_text_is_that_of_a_plain_grid() -> None:
    """Every text of a grid asked with all draws; axes of length 1, nobody's salience counted."""
    coded = coded_negotiation(case_of(TABLE), PARAMETERS, votes="modelled")
    names, draws, steps = coded.likely.names, 128, 60
    play = TablePlay(
        coded.likely,
        {name: coded.unknown_at_signature(name, 0, draws) for name in names},
        np.full(2, 0.01),
        cells=48,
    )
    axis = np.linspace(0.0, 1.0, steps + 1)
    grid = np.stack(np.meshgrid(axis, axis, indexing="ij"), -1).reshape(-1, 2)
    chance, gains = play.exact_chance(grid), play.gains(grid)
    expected = gains * chance.prod(axis=1)[:, None] - 0.01 * (1.0 - chance)
    landscape = Landscape(play)
    for first in ([0.9, 0.9], [0.05, 0.9], [0.6, 0.1]):
        tried = TextTried(landscape, np.array(first))
        assert not tried.nearest(0.9).size
        assert not (chance >= 0.9).all(axis=1).any()
        for level in (0.5, 0.7):
            turned = grid[((chance >= level) & (expected > 0.0)).all(axis=1)]
            plain = float(np.linalg.norm(turned - first, axis=1).min())
            found = tried.nearest(level)
            assert (tried.chance_at(found) >= level).all()
            away = float(np.linalg.norm(found - first))
            assert plain - 1.5 / steps <= away <= plain + 0.02
