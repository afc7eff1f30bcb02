"""The compiled votes and prices against plain Python, and against the pipeline of the package."""

from __future__ import annotations

import importlib.util
import math
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from winset.casebook import case_ids, read_case
from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.case import Case
from winset.kernels.price import chamber_prices
from winset.kernels.votes import (
    BlocDraws,
    ContestDraws,
    MemberNoise,
    Seats,
    tallies,
    votes_and_price,
)
from winset.solvers.coalitions.contributions import field_of
from winset.solvers.coalitions.engagement import trading_rate
from winset.translate import coded_game

NEAR_A_TIE = 1e-9


def _by_path(name: str) -> ModuleType:
    path = Path(__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"{name}_by_path", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


DOMESTIC = [name for name in case_ids() if isinstance(read_case(name), Case)]
DRAWS = 40

plain = _by_path("plain_votes")
plain_price = _by_path("plain_price_and_rule")


class Chamber:
    """A random chamber, as the kernel and as the plain implementation take it."""

    def __init__(self, seed: int) -> None:
        rng = np.random.default_rng(seed)
        self.blocs = int(rng.integers(1, 6))
        self.members = int(rng.integers(1, 30))
        self.issues = int(rng.integers(1, 4))
        self.draws = 5
        self.parties = int(rng.integers(1, 4))
        self.rng = rng
        shape = (self.blocs, self.issues)
        mean = self._rows(shape)
        mean[:, rng.random(shape) < 0.15] = np.nan
        self.bloc_draws = BlocDraws.of(
            mean,
            0.3 * self._rows(shape),
            self._rows(shape),
            self._rows(shape),
            self._rows((self.issues,)),
            rng.normal(0.0, 0.2, (self.draws, self.blocs)),
            city_block=bool(rng.random() < 0.5),
        )
        bloc = np.sort(rng.integers(0, self.blocs, self.members))
        quantile = np.where(rng.random(self.members) < 0.2, 0.0, rng.normal(size=self.members))
        real = rng.random(self.members) < 0.4 * (rng.random() < 0.4)
        axis = int(rng.integers(0, self.issues)) if real.any() else -1
        party = rng.integers(0, self.parties, self.members)
        self.seats = Seats.of(
            bloc, quantile, party, parties=self.parties, is_real=real, drift_axis=axis
        )
        self.contest = ContestDraws(
            rng.normal(0.0, 0.1, self.draws) * (rng.random(self.draws) < 0.8),
            rng.uniform(0.02, 0.4, self.draws),
        )
        table = rng.normal(0.0, 0.3, (3, self.members + 2))
        self.noise = MemberNoise(rng.uniform(0.0, 0.5, self.draws), table, 2, 1)
        self.rate = np.where(rng.random((self.draws, self.blocs)) < 0.2, 0.0, self._rows(()))
        self.quotas = np.array([self.members // 2 + 1, max(1, 2 * self.members // 3), 0])
        self.fund = rng.uniform(0.0, 3.0, self.draws) * (rng.random(self.draws) < 0.8)

    def _rows(self, shape: tuple[int, ...]) -> np.ndarray:
        """Numbers in 0..1 over the draws; half the time the same in all of them."""
        rows = 1 if self.rng.random() < 0.5 and shape else self.draws
        return self.rng.random((rows, *(shape or (self.blocs,))))

    def plain_members(self, draw: int) -> list[dict[str, Any]]:
        blocs, seats, noise = self.bloc_draws, self.seats, self.noise

        def of(array: np.ndarray, bloc: int) -> list[float]:
            return [float(x) for x in array[draw % array.shape[0], bloc]]

        members = []
        for i, b in enumerate(seats.bloc.tolist()):
            z = float(noise.table[(noise.first_draw + draw) % 3, noise.column + i])
            members.append(
                {
                    "ideals": [None if math.isnan(x) else x for x in of(blocs.mean, b)],
                    "spreads": of(blocs.spread, b),
                    "saliences": of(blocs.salience, b),
                    "perceived": of(blocs.perceived, b),
                    "quantile": float(seats.quantile[i]),
                    "party": int(seats.party[i]),
                    "shift": float(blocs.shift[draw, b]),
                    "rate": float(self.rate[draw, b]),
                    "noise": float(noise.sd[draw]) * z,
                    "drift": (seats.drift_axis, z) if seats.is_real[i] else None,
                }
            )
        return members

    def status_quo(self, draw: int) -> list[float]:
        quo = self.bloc_draws.status_quo
        return [float(x) for x in quo[draw % quo.shape[0]]]


@pytest.mark.parametrize("batch", range(8))
def test_votes_and_prices_are_those_of_the_plain_implementation(batch: int) -> None:
    compared = 0
    for seed in range(40 * batch, 40 * batch + 40):
        chamber = Chamber(seed)
        given = (chamber.seats, chamber.bloc_draws, chamber.contest, chamber.noise)
        found = votes_and_price(*given, chamber.rate, chamber.quotas, chamber.fund)
        assert (found.votes == tallies(*given)).all()
        for draw in range(chamber.draws):
            members, quo = chamber.plain_members(draw), chamber.status_quo(draw)
            city = chamber.bloc_draws.city_block
            unpaid = plain.surpluses(members, quo, city)
            width = float(chamber.contest.half_width[draw])
            purse = float(chamber.contest.per_member[draw])
            paid = plain.paid_surpluses(members, quo, city, purse, width)
            if min(abs(s) for s in unpaid + paid) < NEAR_A_TIE:
                continue
            compared += 1
            expected = plain.by_party(members, paid, chamber.parties)
            assert found.votes[draw].tolist() == expected
            assert found.supporters[draw] == sum(s >= 0 for s in unpaid)
            _same_prices(chamber, draw, found, plain.entry(members, unpaid))
    assert compared > 150


def _same_prices(chamber: Chamber, draw: int, found: Any, worth: list[float]) -> None:
    for column, quota in enumerate(chamber.quotas.tolist()):
        fund = float(chamber.fund[draw])
        expected = plain_price.chamber_price(worth, quota, fund)
        price = float(found.price[draw, column])
        if expected is None:
            assert price == math.inf
        else:
            assert math.isclose(price, expected, rel_tol=1e-9, abs_tol=1e-9)


@pytest.mark.parametrize("name", DOMESTIC)
def test_the_casebook_votes_and_costs_what_the_pipeline_says(name: str) -> None:
    game = coded_game(read_case(name), read_parameters(), votes="certain").drawn(7, 0, DRAWS)
    field = field_of(game)
    numbers, shocks, surplus = game.numbers, game.shocks, field.surplus
    shared = numbers.no_agreement + surplus.pressure
    shared = shared + numbers.shock_sizes[:, 0:1] * shocks.bill
    for actor, party in enumerate(game.labels.parties):
        if party is not None and game.labels.levels[actor] == "legislature":
            column = game.parties.index(party)
            shared[:, actor] += numbers.shock_sizes[:, 1] * shocks.party[:, column]
    blocs = BlocDraws.of(
        surplus.position,
        numbers.spread,
        numbers.salience,
        surplus.perceived,
        numbers.status_quo,
        shared + numbers.shock_sizes[:, 2:3] * shocks.bloc,
        city_block=game.choices.distance == "city-block",
    )
    fund = np.linspace(0.0, 20.0, DRAWS)
    for chamber in field.chambers:
        seating = chamber.seating
        quotas = np.array([seating.members // 2 + 1, -(-2 * seating.members // 3)])
        found = votes_and_price(
            Seats.of(seating.bloc, seating.quantile),
            blocs,
            ContestDraws.none(DRAWS),
            MemberNoise(
                np.ascontiguousarray(numbers.shock_sizes[:, 3]), shocks.member, 0, seating.offset
            ),
            trading_rate(game, field.willingness),
            quotas,
            fund,
        )
        assert (found.supporters == (chamber.surplus >= 0.0).sum(axis=1)).all()
        assert (found.votes[:, 0] == found.supporters).all()
        for column, quota in enumerate(quotas):
            asked = np.full(DRAWS, quota, dtype=np.int64)
            cost, size, level = chamber_prices(chamber.entry, asked, fund)
            np.testing.assert_allclose(found.price[:, column], cost, rtol=1e-12)
            np.testing.assert_array_equal(found.size[:, column], size)
            np.testing.assert_allclose(found.level[:, column], level, rtol=1e-12)
