"""Votes of a chamber: noise from a key, tallies by party, what the contest pays."""

from __future__ import annotations

import numpy as np
import pytest

from winset.foundation.randomness import stream_key
from winset.kernels.members import member_surplus
from winset.kernels.normals import DRAWS_AT_ONCE, fill_normals, fill_words
from winset.kernels.votes import (
    BLOCK,
    BlocDraws,
    ContestDraws,
    MemberNoise,
    Seats,
    tallies,
    votes_and_price,
)

DRAWS = 3 * BLOCK + 5
SIZES = (40, 3, 1, 25)
MEMBERS = sum(SIZES)


def seats(parties: int = 2) -> Seats:
    bloc = np.repeat(np.arange(len(SIZES)), SIZES)
    quantile = np.concatenate([np.linspace(-1.5, 1.5, n) if n > 1 else np.zeros(1) for n in SIZES])
    return Seats.of(bloc, quantile, np.arange(MEMBERS) % parties, parties=parties)


def blocs(issues: int = 1, *, vary: bool = True, city_block: bool = False) -> BlocDraws:
    rng = np.random.default_rng(issues)
    shape = (DRAWS if vary else 1, len(SIZES), issues)
    return BlocDraws.of(
        rng.random(shape),
        0.2 * rng.random(shape),
        rng.random(shape),
        rng.random(shape),
        rng.random((shape[0], issues)),
        rng.normal(0.0, 0.1, (DRAWS, len(SIZES))),
        city_block=city_block,
    )


def contest() -> ContestDraws:
    rng = np.random.default_rng(8)
    return ContestDraws(rng.normal(0.0, 0.03, DRAWS), rng.uniform(0.1, 0.3, DRAWS))


def table_noise(sd: float = 0.1, rows: int = 50) -> MemberNoise:
    table = np.random.default_rng(9).normal(size=(rows, MEMBERS))
    return MemberNoise(np.full(DRAWS, sd), table)


def first_edition(given: BlocDraws, noise: np.ndarray) -> np.ndarray:
    """Surplus of each member in each draw."""

    def wide(array: np.ndarray) -> np.ndarray:
        return np.ascontiguousarray(np.broadcast_to(array, (DRAWS, *array.shape[1:])))

    return member_surplus(
        seats().bloc,
        seats().quantile,
        *(wide(a) for a in (given.mean, given.spread, given.salience, given.status_quo)),
        wide(given.perceived),
        given.shift,
        noise,
        np.zeros((1, 1)),
        -1,
        given.city_block,
    )


def sliced(part: slice, given: BlocDraws) -> BlocDraws:
    arrays = [array if array.shape[0] == 1 else array[part] for array in given[:-1]]
    return BlocDraws(*arrays, given.city_block)


def test_noise_from_a_key_is_the_table_of_its_normals() -> None:
    key = stream_key(4, "House")
    table = np.empty((DRAWS + 8, MEMBERS))
    words = np.empty((DRAWS_AT_ONCE, MEMBERS), dtype=np.uint64)
    for row in range(DRAWS + 8):
        fill_words(key, row // DRAWS_AT_ONCE, 3, words)
        fill_normals(words[row % DRAWS_AT_ONCE], table[row])
    sd = np.full(DRAWS, 0.2)
    made = MemberNoise.made(sd, key, 6, 3)
    read = MemberNoise(sd, table, 6)
    given = (seats(), blocs(), contest())
    assert (tallies(*given, made) == tallies(*given, read)).all()


@pytest.mark.parametrize("cut", [1, 2, 3, 4, BLOCK - 1, BLOCK, BLOCK + 1])
def test_noise_from_a_key_is_the_same_for_any_split_of_the_draws(cut: int) -> None:
    key, sd = stream_key(4, "House"), np.full(DRAWS, 0.2)
    whole = tallies(seats(), blocs(), contest(), MemberNoise.made(sd, key, 100))
    for part in (slice(0, cut), slice(cut, DRAWS)):
        spent = ContestDraws(*(array[part] for array in contest()))
        noise = MemberNoise.made(sd[part], key, 100 + part.start)
        assert (tallies(seats(), sliced(part, blocs()), spent, noise) == whole[part]).all()


@pytest.mark.parametrize("rows", [1, 2, BLOCK - 1, BLOCK, BLOCK + 1, 1000])
def test_a_table_is_read_again_from_its_first_row(rows: int) -> None:
    table = table_noise(rows=rows).table
    long = np.ascontiguousarray(np.tile(table, (DRAWS // rows + 2, 1)))
    sd = np.full(DRAWS, 0.2)
    given = (seats(), blocs(), contest())
    short = tallies(*given, MemberNoise(sd, table, 7))
    assert (short == tallies(*given, MemberNoise(sd, long, 7 % rows))).all()


@pytest.mark.parametrize("issues", [1, 2, 3])
@pytest.mark.parametrize("city_block", [False, True])
@pytest.mark.parametrize("vary", [False, True])
def test_the_surplus_is_that_of_the_first_edition_to_the_last_digit(
    issues: int, city_block: bool, vary: bool
) -> None:
    given, noise = blocs(issues, vary=vary, city_block=city_block), table_noise(rows=DRAWS)
    surplus = first_edition(given, 0.1 * noise.table)
    found = tallies(seats(), given, ContestDraws.none(DRAWS), noise)
    for party in (0, 1):
        mine = surplus[:, seats().party == party]
        assert (found[:, party] == (mine >= 0.0).sum(axis=1)).all()
    free = votes_and_price(
        seats(),
        given,
        ContestDraws.none(DRAWS),
        noise,
        np.ones((1, len(SIZES))),
        np.array([MEMBERS]),
        np.zeros(DRAWS),
    )
    losses = np.array([sum(sorted(-s for s in row if s < 0.0)) for row in surplus])
    np.testing.assert_allclose(free.price[:, 0], losses, rtol=1e-14)


@pytest.mark.parametrize("parties", [1, 7, 8, 9, 10, 60])
def test_any_number_of_parties_is_counted(parties: int) -> None:
    """69 members take 7 bits, so that nine parties share a word."""
    split = tallies(seats(parties), blocs(), contest(), table_noise())
    one = tallies(seats(MEMBERS), blocs(), contest(), table_noise())
    for party in range(parties):
        assert (split[:, party] == one[:, party::parties].sum(axis=1)).all()


def test_without_members_there_are_no_votes() -> None:
    empty = Seats.of(np.zeros(0, dtype=np.int64), np.zeros(0))
    noise = MemberNoise(np.zeros(DRAWS), np.zeros((1, 0)))
    assert tallies(empty, blocs(), contest(), noise).tolist() == [[0]] * DRAWS
    found = votes_and_price(
        empty, blocs(), contest(), noise, np.ones((1, 4)), np.array([0, 1]), np.zeros(DRAWS)
    )
    assert found.price[0].tolist() == [0.0, np.inf]


def test_the_price_is_that_before_anybody_is_paid() -> None:
    rate, quotas, fund = np.full((1, 4), 0.5), np.array([35, 46]), np.full(DRAWS, 2.0)
    given = (seats(), blocs())
    with_purse = votes_and_price(*given, contest(), table_noise(), rate, quotas, fund)
    without = votes_and_price(*given, ContestDraws.none(DRAWS), table_noise(), rate, quotas, fund)
    assert (with_purse.price == without.price).all()
    assert (with_purse.supporters == without.supporters).all()
    assert (without.votes.sum(axis=1) == without.supporters).all()
    assert (with_purse.votes != without.votes).any()
