"""Laws of the votes of a chamber, each provable from the description of the model."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from winset.kernels.votes import (
    BlocDraws,
    ContestDraws,
    MemberNoise,
    Seats,
    VotesAndPrice,
    votes_and_price,
)

settings.register_profile("vote laws", deadline=None, max_examples=80, derandomize=True)
LAWS = settings.get_profile("vote laws")
DRAWS = 6
seeds = st.integers(0, 10**6)


class Chamber(NamedTuple):
    seats: Seats
    blocs: BlocDraws
    contest: ContestDraws
    noise: MemberNoise
    rate: np.ndarray
    quotas: np.ndarray
    fund: np.ndarray

    def solved(self) -> VotesAndPrice:
        return votes_and_price(*self)


def chamber(seed: int) -> Chamber:
    """A chamber of up to 40 members in up to 4 blocs, each of one party, on 1 to 3 issues."""
    rng = np.random.default_rng(seed)
    sizes = rng.integers(1, 11, rng.integers(1, 5))
    issues = int(rng.integers(1, 4))
    members, blocs = int(sizes.sum()), sizes.size
    bloc = np.repeat(np.arange(blocs), sizes)
    shape = (DRAWS if rng.random() < 0.5 else 1, blocs, issues)
    return Chamber(
        Seats.of(bloc, rng.normal(size=members), bloc % 3, parties=3),
        BlocDraws.of(
            rng.random(shape),
            0.3 * rng.random(shape),
            rng.random(shape),
            rng.random(shape),
            rng.random((1, issues)),
            rng.normal(0.0, 0.2, (DRAWS, blocs)),
            city_block=bool(rng.random() < 0.5),
        ),
        ContestDraws(rng.normal(0.0, 0.1, DRAWS), rng.uniform(0.02, 0.4, DRAWS)),
        MemberNoise(rng.uniform(0.0, 0.3, DRAWS), rng.normal(size=(4, members))),
        rng.uniform(0.1, 1.0, (DRAWS, blocs)),
        np.array([members // 2 + 1, members]),
        rng.uniform(0.0, 2.0, DRAWS),
    )


def assert_same(one: VotesAndPrice, other: VotesAndPrice) -> None:
    assert (one.votes == other.votes).all()
    assert (one.supporters == other.supporters).all()
    np.testing.assert_allclose(one.price, other.price, rtol=1e-9, atol=1e-12)


@LAWS
@given(seeds)
def test_the_order_of_members_does_not_matter(seed: int) -> None:
    given_ = chamber(seed)
    seats, noise = given_.seats, given_.noise
    order = np.random.default_rng(seed).permutation(seats.bloc.size)
    mixed = given_._replace(
        seats=Seats.of(seats.bloc[order], seats.quantile[order], seats.party[order], parties=3),
        noise=noise._replace(table=np.ascontiguousarray(noise.table[:, order])),
    )
    assert_same(given_.solved(), mixed.solved())


@LAWS
@given(seeds)
def test_splitting_a_bloc_in_two_changes_nothing(seed: int) -> None:
    given_ = chamber(seed)
    cut = given_.seats.bloc.copy()
    first = np.flatnonzero(cut == 0)
    cut[first[first.size // 2 :]] = given_.rate.shape[1]

    def doubled(array: np.ndarray) -> np.ndarray:
        return np.concatenate([array, array[:, :1]], axis=1)

    blocs = given_.blocs
    split = given_._replace(
        seats=given_.seats._replace(bloc=cut),
        blocs=blocs._replace(
            mean=doubled(blocs.mean),
            spread=doubled(blocs.spread),
            salience=doubled(blocs.salience),
            perceived=doubled(blocs.perceived),
            shift=doubled(blocs.shift),
        ),
        rate=doubled(given_.rate),
    )
    assert_same(given_.solved(), split.solved())


@LAWS
@given(seeds, st.floats(0.0, 1.0))
def test_a_shift_for_the_bill_loses_no_vote_and_costs_nothing(seed: int, more: float) -> None:
    given_ = chamber(seed)._replace(contest=ContestDraws.none(DRAWS))
    blocs = given_.blocs
    helped = given_._replace(blocs=blocs._replace(shift=blocs.shift + more)).solved()
    before = given_.solved()
    assert (helped.votes >= before.votes).all()
    assert (helped.supporters >= before.supporters).all()
    assert (helped.price <= before.price + 1e-9).all()


@LAWS
@given(seeds)
def test_the_larger_net_purse_loses_no_vote(seed: int) -> None:
    given_ = chamber(seed)
    contest = given_.contest
    richer = contest._replace(per_member=contest.per_member + 0.1)
    more = given_._replace(contest=richer).solved()
    assert (more.votes >= given_.solved().votes).all()
    assert (more.supporters == given_.solved().supporters).all()


@LAWS
@given(seeds)
def test_without_reach_nothing_is_spent(seed: int) -> None:
    given_ = chamber(seed)
    blocs = given_.blocs
    far = given_._replace(blocs=blocs._replace(shift=blocs.shift - 9.0))
    spent = far.solved()
    saved = far._replace(contest=ContestDraws.none(DRAWS)).solved()
    assert (spent.votes == saved.votes).all()


@LAWS
@given(seeds, st.integers(1, DRAWS - 1))
def test_blocks_of_draws_give_what_one_call_gives(seed: int, cut: int) -> None:
    given_ = chamber(seed)
    whole = given_.solved()
    blocs, noise = given_.blocs, given_.noise

    def rows(array: np.ndarray, part: slice) -> np.ndarray:
        return array if array.shape[0] == 1 else array[part]

    for part in (slice(0, cut), slice(cut, DRAWS)):
        piece = given_._replace(
            blocs=BlocDraws(*(rows(a, part) for a in blocs[:-1]), blocs.city_block),
            contest=ContestDraws(*(a[part] for a in given_.contest)),
            noise=noise._replace(sd=noise.sd[part], first_draw=part.start),
            rate=given_.rate[part],
            fund=given_.fund[part],
        ).solved()
        assert (piece.votes == whole.votes[part]).all()
        assert (piece.price == whole.price[part]).all()
