"""The steps of `winset.kernels.votes` after the surpluses: spend, count and price, block by block.

Loops run over whole rows and choose by value instead of branching, so that the compiler turns them
into vector instructions. Sums are taken in an order that depends on their length alone, so that
every machine gets the same.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from winset.kernels.compiled import compiled_like_numpy
from winset.kernels.price import INDIFFERENCE, add_up, summed_price
from winset.kernels.sorting import STRIPS, sort_descending_into
from winset.kernels.vote_inputs import ContestDraws, VotesAndPrice

__all__ = [
    "Noise",
    "bits_of_a_tally",
    "count",
    "party_codes",
    "place",
    "price",
    "spend",
    "total_of",
    "yes_paid",
    "yes_unpaid",
]

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


class Noise(NamedTuple):
    """Noise of a block of draws.

    Parameters
    ----------
    sd
        Shape ``(n_draws,)``, of all draws.
    z
        Rows of standard normals.
    row, column
        Where those of the block's first draw and the chamber's first member are.
    """

    sd: Floats
    z: Floats
    row: int
    column: int


@compiled_like_numpy
def _density(surplus: float, narrow: float) -> float:
    """Measure how near to indifference, 0 out of reach; `narrow` is 1 over the reach."""
    apart = surplus * narrow
    value = 1.0 - apart * apart
    return value if value > 0.0 else 0.0


@compiled_like_numpy
def _total_density(surplus: Floats, narrow: float, strips: Floats) -> float:
    """Sum of the densities: strip upon strip, then by fours."""
    strip = surplus.size // STRIPS
    rest = 0.0
    for i in range(STRIPS * strip, surplus.size):
        rest += _density(surplus[i], narrow)
    for i in range(strip):
        first = _density(surplus[i], narrow) + _density(surplus[i + strip], narrow)
        first += _density(surplus[i + 2 * strip], narrow) + _density(surplus[i + 3 * strip], narrow)
        last = _density(surplus[i + 4 * strip], narrow) + _density(surplus[i + 5 * strip], narrow)
        last += _density(surplus[i + 6 * strip], narrow) + _density(surplus[i + 7 * strip], narrow)
        strips[i] = first + last
    one = two = three = four = 0.0
    fours = strip // 4 * 4
    for i in range(0, fours, 4):
        one += strips[i]
        two += strips[i + 1]
        three += strips[i + 2]
        four += strips[i + 3]
    for i in range(fours, strip):
        rest += strips[i]
    return rest + ((one + two) + (three + four))


@compiled_like_numpy
def spend(
    first: int, contest: ContestDraws, surplus: Floats, scratch: Floats, spent: Floats
) -> None:
    """Write how the contest pays at these surpluses before noise.

    Parameters
    ----------
    first
        Number of the block's first draw.
    contest
        The purses.
    surplus
        Shape ``(draws of the block, n_members)``.
    scratch
        Room, shape ``(n_members,)``.
    spent
        What a density of 1 is paid, 0 where no member is in reach or nothing is spent, and 1 over
        the reach, shape ``(2, at least draws of the block)``.
    """
    per_member, half_width = contest.per_member, contest.half_width
    members = surplus.shape[1]
    for lane in range(surplus.shape[0]):
        purse = per_member[first + lane]
        narrow = 1.0 / half_width[first + lane]
        total = _total_density(surplus[lane], narrow, scratch) if purse != 0.0 else 0.0
        spent[0, lane] = purse * members / total if total > 0.0 else 0.0
        spent[1, lane] = narrow


@compiled_like_numpy
def bits_of_a_tally(members: int) -> int:
    """Bits that hold a count of all members."""
    bits = 1
    while members >> bits:
        bits += 1
    return bits


@compiled_like_numpy
def party_codes(party: Integers, parties: int) -> Integers:
    """Find what a yes of each member adds to each word of tallies, shape ``(n_words, n_members)``.

    Tallies of several parties stand side by side in a word, so that one sum counts them all.
    """
    bits = bits_of_a_tally(party.size)
    together = 63 // bits
    codes = np.zeros((max(1, -(-parties // together)), party.size), dtype=np.int64)
    for member in range(party.size):
        column = party[member]
        codes[column // together, member] = 1 << (bits * (column % together))
    return codes


@compiled_like_numpy
def _yes(surplus: Floats, z: Floats, sd: float, code: Integers) -> int:
    total = 0
    for i in range(surplus.size):
        total += code[i] if surplus[i] + sd * z[i] >= -INDIFFERENCE else 0
    return total


@compiled_like_numpy
def _yes_paid(
    surplus: Floats, scale: float, narrow: float, z: Floats, sd: float, code: Integers
) -> int:
    total = 0
    for i in range(surplus.size):
        value = (surplus[i] + scale * _density(surplus[i], narrow)) + sd * z[i]
        total += code[i] if value >= -INDIFFERENCE else 0
    return total


@compiled_like_numpy
def count(
    first: int, surplus: Floats, spent: Floats, noise: Noise, codes: Integers, votes: Integers
) -> None:
    """Write the yes votes by party: members with surplus + payment + sd z of at least 0.

    Parameters
    ----------
    first
        Number of the block's first draw.
    surplus, spent
        Of `expand` and `spend`.
    noise
        Of the block.
    codes
        Of `party_codes`.
    votes
        Shape ``(n_draws, n_parties)``.
    """
    sd, z, row, column = noise
    members, parties = surplus.shape[1], votes.shape[1]
    bits = bits_of_a_tally(members)
    together = 63 // bits
    for lane in range(surplus.shape[0]):
        draw = first + lane
        scale, narrow = spent[0, lane], spent[1, lane]
        mine = z[row + lane, column : column + members]
        for word in range(codes.shape[0]):
            if scale != 0.0:
                packed = _yes_paid(surplus[lane], scale, narrow, mine, sd[draw], codes[word])
            else:
                packed = _yes(surplus[lane], mine, sd[draw], codes[word])
            for party in range(word * together, min((word + 1) * together, parties)):
                votes[draw, party] = packed & ((1 << bits) - 1)
                packed >>= bits


@compiled_like_numpy
def place(gains: Floats, shift: Floats, narrow: float, surplus: Floats, density: Floats) -> None:
    """Write the surplus of every member before noise, and its density."""
    for i in range(gains.size):
        value = gains[i] + shift[i]
        surplus[i] = value
        density[i] = _density(value, narrow)


@compiled_like_numpy
def total_of(density: Floats, strips: Floats) -> float:
    """Sum of densities that are known, in the order of `_total_density`."""
    strip = density.size // STRIPS
    rest = 0.0
    for i in range(STRIPS * strip, density.size):
        rest += density[i]
    for i in range(strip):
        first = density[i] + density[i + strip]
        first += density[i + 2 * strip] + density[i + 3 * strip]
        last = density[i + 4 * strip] + density[i + 5 * strip]
        last += density[i + 6 * strip] + density[i + 7 * strip]
        strips[i] = first + last
    one = two = three = four = 0.0
    fours = strip // 4 * 4
    for i in range(0, fours, 4):
        one += strips[i]
        two += strips[i + 1]
        three += strips[i + 2]
        four += strips[i + 3]
    for i in range(fours, strip):
        rest += strips[i]
    return rest + ((one + two) + (three + four))


@compiled_like_numpy
def yes_paid(surplus: Floats, density: Floats, scale: float, noise: Floats, code: Integers) -> int:
    """Yes votes by party in a word of tallies, where a density of 1 is paid `scale`."""
    total = 0
    for i in range(surplus.size):
        value = (surplus[i] + scale * density[i]) + noise[i]
        total += code[i] if value >= -INDIFFERENCE else 0
    return total


@compiled_like_numpy
def yes_unpaid(gains: Floats, shift: Floats, noise: Floats, code: Integers) -> int:
    """The same where nothing is paid, of surpluses that are not yet added up."""
    total = 0
    for i in range(gains.size):
        value = (gains[i] + shift[i]) + noise[i]
        total += code[i] if value >= -INDIFFERENCE else 0
    return total


@compiled_like_numpy
def _fill_units(
    draw: int, rate: Floats, bloc: Integers, starts: Integers, per_unit: Floats
) -> None:
    """Write what one unit lost costs each member: 1 / rate, inf where there is no rate."""
    row = draw if rate.shape[0] > 1 else 0
    for run in range(starts.size - 1):
        start, stop = starts[run], starts[run + 1]
        at = rate[row, bloc[start]]
        per_unit[start:stop] = 1.0 / at if at > 0.0 else np.inf


@compiled_like_numpy
def _entry_of(surplus: Floats, z: Floats, sd: float, per_unit: Floats, entry: Floats) -> int:
    """Write the entry surplus of every member with its noise; how many gain unpaid."""
    gaining = 0
    for i in range(surplus.size):
        value = surplus[i] + sd * z[i]
        value = 0.0 if abs(value) <= INDIFFERENCE else value
        gaining += 1 if value >= 0.0 else 0
        entry[i] = value * per_unit[i] if value < 0.0 else value
    return gaining


@compiled_like_numpy
def price(
    first: int,
    surplus: Floats,
    noise: Noise,
    bloc: Integers,
    starts: Integers,
    rate: Floats,
    quotas: Integers,
    fund: Floats,
    found: VotesAndPrice,
) -> None:
    """Write supporters, price, size and level of a block of draws, sorting each draw once.

    Parameters
    ----------
    first
        Number of the block's first draw.
    surplus
        Before noise and payment, shape ``(draws of the block, n_members)``.
    noise
        Of the block.
    bloc, starts
        Of `Seats` and `runs_of`.
    rate, quotas, fund
        As `winset.kernels.votes.votes_and_price` takes them.
    found
        What is written into.
    """
    sd, z, row, column = noise
    supporters, prices, sizes, levels = found.supporters, found.price, found.size, found.level
    members = surplus.shape[1]
    per_unit, entry, ranked = np.empty(members), np.empty(members), np.empty(members)
    gains, rest, losses = np.empty(members + 1), np.empty(members + 1), np.empty(members + 1)
    bins = np.empty(members, dtype=np.uint32)
    places = np.empty(members + 2, dtype=np.uint32)
    for lane in range(surplus.shape[0]):
        draw = first + lane
        if lane == 0 or rate.shape[0] > 1:
            _fill_units(draw, rate, bloc, starts, per_unit)
        mine = z[row + lane, column : column + members]
        supporters[draw] = _entry_of(surplus[lane], mine, sd[draw], per_unit, entry)
        sort_descending_into(entry, ranked, bins, places, gains, rest)
        buyable = add_up(ranked, gains, rest, losses)
        for which in range(quotas.size):
            cost, size, level = summed_price(
                quotas[which], fund[draw], buyable, ranked, gains, rest, losses
            )
            prices[draw, which] = cost
            sizes[draw, which] = size
            levels[draw, which] = level
