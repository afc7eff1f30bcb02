"""Votes of a chamber, and the price of a majority in it, over many draws in one compiled pass.

Member i of bloc b has in draw d, in units of surplus,

    D_i = |status quo - ideal_i| - |proposal - ideal_i| + shift_b        (salience-weighted)
    S_i = D_i + contest_i + e_i,    e_i = sd * z_i,    yes iff S_i >= 0

with ideal_i = mean_b + spread_b * quantile_i clipped to 0..1. `shift` is all that the members of
a bloc share beside the distance. For real members z_i shifts the ideal point instead. In the
contest of purses each member is worth

    contest_i = per_member * f_i / mean f,    f_i = max(0, 1 - (D_i / half_width)^2),

so that the payments in a chamber of n members sum to n * per_member, and nothing is spent where no
member is within `half_width` of indifference. The price is that of `winset.kernels.price` at the
entry surplus before anybody is paid, D_i + e_i where that is not negative, else divided by the
bloc's `rate`.

The functions take what `winset.kernels.vote_inputs` describes, never change it, and do not check
it: the solvers do. Their sums have a fixed order: blocks of draws, workers and machines change
nothing.

References
----------
Lindbeck, A., and J. W. Weibull (1987). Balanced-budget redistribution as the outcome of political
competition. Public Choice 52(3), 273-297 (purses go to the members likeliest to be decisive for
themselves). Groseclose, T., and J. M. Snyder, Jr. (1996). Buying supermajorities. American
Political Science Review 90(2), 303-315.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from winset.kernels.compiled import compiled_like_numpy
from winset.kernels.normals import DRAWS_AT_ONCE, fill_normals, fill_words
from winset.kernels.vote_expansion import add_shifts, expand, runs_of
from winset.kernels.vote_inputs import (
    NO_TABLE,
    BlocDraws,
    ContestDraws,
    MemberNoise,
    Seats,
    VotesAndPrice,
)
from winset.kernels.vote_steps import (
    Noise,
    bits_of_a_tally,
    count,
    party_codes,
    place,
    price,
    spend,
    total_of,
    yes_paid,
    yes_unpaid,
)

__all__ = [
    "BlocDraws",
    "ContestDraws",
    "MemberNoise",
    "Seats",
    "VotesAndPrice",
    "tallies",
    "text_tallies",
    "votes_and_price",
]

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]
Words = NDArray[np.uint32]

BLOCK: Final = 32
"""Draws that go through each step together; what comes out does not depend on it."""
ROOT_FIVE: Final = 5.0**0.5
"""Half width of an Epanechnikov density in standard deviations."""
_NOT_PRICED: Final = (np.zeros((1, 0)), np.zeros(0, dtype=np.int64), np.zeros(0))


@compiled_like_numpy
def _unfilled(draws: int, parties: int, priced: int, quotas: int) -> VotesAndPrice:
    return VotesAndPrice(
        np.zeros((draws, parties), dtype=np.int64),
        np.zeros(priced, dtype=np.int64),
        np.zeros((priced, quotas)),
        np.zeros((priced, quotas), dtype=np.int64),
        np.zeros((priced, quotas)),
    )


@compiled_like_numpy
def _block(members: int) -> Floats:
    return np.zeros((BLOCK, members))


@compiled_like_numpy
def _make(key: Words, number: int, column: int, normals: Floats) -> None:
    """Write the normals of the draws from `number` on, one row each."""
    words = np.empty((DRAWS_AT_ONCE, normals.shape[1]), dtype=np.uint64)
    for lane in range(normals.shape[0]):
        within = (number + lane) % DRAWS_AT_ONCE
        if within == 0 or lane == 0:
            fill_words(key, (number + lane) // DRAWS_AT_ONCE, column, words)
        fill_normals(words[within], normals[lane])


@compiled_like_numpy
def _noise(noise: MemberNoise, first: int, draws: int, made: Floats) -> tuple[int, Noise]:
    """Count how many draws the block that begins here has, and their noise."""
    number = noise.first_draw + first
    size = min(made.shape[0], draws - first)
    if noise.key.size > 0:
        _make(noise.key, number, noise.column, made[:size])
        return size, Noise(noise.sd, made, 0, 0)
    row = number % noise.table.shape[0]
    size = min(size, noise.table.shape[0] - row)
    return size, Noise(noise.sd, noise.table, row, noise.column)


@compiled_like_numpy
def _split(noise: Noise, is_real: Booleans, own: Floats, drift: Floats) -> Noise:
    """Give noise to members who are not real, and drift of the ideal point to those who are."""
    for lane in range(own.shape[0]):
        for member in range(is_real.size):
            z = noise.z[noise.row + lane, noise.column + member]
            own[lane, member] = 0.0 if is_real[member] else z
            drift[lane, member] = z if is_real[member] else 0.0
    return Noise(noise.sd, own, 0, 0)


@compiled_like_numpy
def _expanded(seats: Seats, blocs: BlocDraws) -> Floats:
    """Surplus of each member before noise in every draw."""
    draws, members = blocs.shift.shape[0], seats.bloc.size
    starts, scratch = runs_of(seats.bloc), np.empty((2, members))
    still = np.zeros((draws, members if seats.drift_axis >= 0 else 0))
    surplus = np.empty((draws, members))
    expand(0, seats, blocs, starts, still, scratch, surplus)
    return surplus


def _fixed_gains(seats: Seats, blocs: BlocDraws) -> Floats:
    """Gain in distance of each member where it is the same in all draws; no rows otherwise."""
    if seats.drift_axis >= 0 or blocs.vary():
        return NO_TABLE
    return _expanded(seats, blocs._replace(shift=np.zeros((1, blocs.mean.shape[1]))))


@compiled_like_numpy
def _solved(
    seats: Seats,
    blocs: BlocDraws,
    gains: Floats,
    contest: ContestDraws,
    noise: MemberNoise,
    rate: Floats,
    quotas: Integers,
    fund: Floats,
    is_priced: bool,
) -> VotesAndPrice:
    """Votes in every draw and, where asked for, the price, step by step in blocks of draws."""
    draws, members, drifts = blocs.shift.shape[0], seats.bloc.size, seats.drift_axis >= 0
    starts, codes = runs_of(seats.bloc), party_codes(seats.party, seats.parties)
    surplus, made, scratch = _block(members), _block(members), np.empty((2, members))
    own, drift = _block(members if drifts else 0), _block(members if drifts else 0)
    spent = np.empty((2, BLOCK))
    found = _unfilled(draws, seats.parties, draws if is_priced else 0, quotas.size)
    first = 0
    while first < draws:
        size, mine = _noise(noise, first, draws, made)
        if drifts:
            mine = _split(mine, seats.is_real, own[:size], drift)
        before = surplus[:size]
        if gains.shape[0] > 0:
            add_shifts(first, gains, blocs.shift, seats.bloc, starts, before)
        else:
            expand(first, seats, blocs, starts, drift, scratch, before)
        spend(first, contest, before, scratch[0], spent)
        count(first, before, spent, mine, codes, found.votes)
        if is_priced:
            price(first, before, mine, seats.bloc, starts, rate, quotas, fund, found)
        first += size
    return found


def tallies(seats: Seats, blocs: BlocDraws, contest: ContestDraws, noise: MemberNoise) -> Integers:
    """Yes votes of a chamber by party in every draw.

    Parameters
    ----------
    seats, blocs, contest, noise
        The chamber.

    Returns
    -------
    array (n_draws, n_parties)

    Examples
    --------
    Three members of one bloc at 0.2, 0.5 and 0.8; the proposal moves policy from 0.3 to 0.9, so
    they lose 0.6, lose 0.2 and gain 0.4. A shift of 0.25 wins the second.

    >>> seats = Seats.of(np.zeros(3, dtype=np.int64), np.array([-1.0, 0.0, 1.0]))
    >>> one = np.ones((1, 1, 1))
    >>> blocs = BlocDraws.of(
    ...     0.5 * one, 0.3 * one, one, 0.9 * one, np.array([[0.3]]), np.array([[0.0], [0.25]])
    ... )
    >>> noise = MemberNoise(np.zeros(2), np.zeros((1, 3)))
    >>> tallies(seats, blocs, ContestDraws.none(2), noise).tolist()
    [[1], [2]]
    """
    gains = _fixed_gains(seats, blocs)
    return _solved(seats, blocs, gains, contest, noise, *_NOT_PRICED, False).votes


@compiled_like_numpy
def text_tallies(
    seats: Seats, gains: Floats, shift: Floats, per_member: Floats, noise: MemberNoise
) -> Integers:
    """Yes votes of a chamber by party for many texts before the same draws.

    Parameters
    ----------
    seats
        Who sits there; none real.
    gains
        Surplus of each member from each text before shocks, in units of surplus, shape
        ``(n_texts, n_members)``.
    shift
        What a draw adds to the surplus of a bloc's members, shape ``(n_draws, n_blocs)``.
    per_member
        Net purse of the contest for each member on average, shape ``(n_texts,)``; it goes to
        members within sqrt(5) standard deviations of their noise from indifference.
    noise
        Members' own shocks.

    Returns
    -------
    array (n_texts, n_draws, n_parties)

    Examples
    --------
    Two members who lose 0.1 and 0.3 by one text and gain by another; the bill's shock is 0.2.

    >>> seats = Seats.of(np.zeros(2, dtype=np.int64), np.zeros(2))
    >>> gains = np.array([[-0.1, -0.3], [0.4, 0.2]])
    >>> noise = MemberNoise(np.zeros(2), np.zeros((2, 2)))
    >>> text_tallies(seats, gains, np.array([[0.0], [0.2]]), np.zeros(2), noise)[:, :, 0].tolist()
    [[0, 1], [2, 2]]
    """
    texts, draws, members = gains.shape[0], shift.shape[0], seats.bloc.size
    codes = party_codes(seats.party, seats.parties)
    moved, own, made = _block(members), _block(members), _block(members)
    surplus, density, strips = np.empty(members), np.empty(members), np.empty(members)
    bits = bits_of_a_tally(members)
    together = 63 // bits
    found = np.zeros((texts, draws, seats.parties), dtype=np.int64)
    first = 0
    while first < draws:
        size, mine = _noise(noise, first, draws, made)
        _of_members(first, seats.bloc, shift, mine, moved[:size], own)
        for lane in range(size):
            narrow = 1.0 / max(noise.sd[first + lane] * ROOT_FIVE, 1e-300)
            for text in range(texts):
                scale = 0.0
                if per_member[text] != 0.0:
                    place(gains[text], moved[lane], narrow, surplus, density)
                    total = total_of(density, strips)
                    scale = per_member[text] * members / total if total > 0.0 else 0.0
                for word in range(codes.shape[0]):
                    if scale != 0.0:
                        packed = yes_paid(surplus, density, scale, own[lane], codes[word])
                    else:
                        packed = yes_unpaid(gains[text], moved[lane], own[lane], codes[word])
                    for party in range(word * together, min((word + 1) * together, seats.parties)):
                        found[text, first + lane, party] = packed & ((1 << bits) - 1)
                        packed >>= bits
        first += size
    return found


@compiled_like_numpy
def _of_members(
    first: int, bloc: Integers, shift: Floats, noise: Noise, moved: Floats, own: Floats
) -> None:
    """Write what each draw of a block adds to every member, and its own shock, once for all texts.

    Shapes ``(draws of the block, n_members)``.
    """
    sd, z, row, column = noise
    for lane in range(moved.shape[0]):
        draw = first + lane
        for member in range(bloc.size):
            moved[lane, member] = shift[draw, bloc[member]]
        for member in range(bloc.size):
            own[lane, member] = sd[draw] * z[row + lane, column + member]


def votes_and_price(
    seats: Seats,
    blocs: BlocDraws,
    contest: ContestDraws,
    noise: MemberNoise,
    rate: Floats,
    quotas: Integers,
    fund: Floats,
) -> VotesAndPrice:
    """Yes votes by party and the exact price of each quota in every draw, sorting once.

    Parameters
    ----------
    seats, blocs, contest, noise
        The chamber.
    rate
        Rate at which a loss is bought off, in 0..1, shape ``(n_draws or 1, n_blocs)``; 0 means
        that losers cannot be bought.
    quotas
        Votes needed, shape ``(n_quotas,)``; 0 or less costs nothing.
    fund
        Opposing fund in the chamber's units of surplus, shape ``(n_draws,)``.

    Returns
    -------
    VotesAndPrice

    Examples
    --------
    The chamber of `tallies` without a shift, quota 2: the second member is paid the 0.2 it loses,
    and without a fund that is all.

    >>> seats = Seats.of(np.zeros(3, dtype=np.int64), np.array([-1.0, 0.0, 1.0]))
    >>> one = np.ones((1, 1, 1))
    >>> blocs = BlocDraws.of(
    ...     0.5 * one, 0.3 * one, one, 0.9 * one, np.array([[0.3]]), np.zeros((1, 1))
    ... )
    >>> noise = MemberNoise(np.zeros(1), np.zeros((1, 3)))
    >>> found = votes_and_price(
    ...     seats, blocs, ContestDraws.none(1), noise, np.ones((1, 1)), np.array([2]), np.zeros(1)
    ... )
    >>> found.votes.tolist(), found.supporters.tolist(), found.price.round(12).tolist()
    ([[1]], [1], [[0.2]])
    """
    gains = _fixed_gains(seats, blocs)
    return _solved(seats, blocs, gains, contest, noise, rate, quotas, fund, True)
