"""Expected votes of an episode, compiled: arrays in, arrays out.

The noise of single members is integrated in closed form, a bloc being a few quantiles of its
members, so that the votes of an episode are a smooth function of the coefficients.
"""

from __future__ import annotations

import math
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from winset.kernels.compiled import compiled, compiled_like_numpy

__all__ = [
    "DrawnShares",
    "EpisodeArrays",
    "chances_of_a_vote",
    "drawn_shocks",
    "expected_votes",
    "fill_shares",
    "net_purses",
    "normal_share",
    "room_for",
    "valences",
]

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

_ROOT_FIVE: Final = math.sqrt(5.0)
_ROOT_TWO_PI: Final = math.sqrt(2.0 * math.pi)

COUNT_ERROR: Final = 0.05
"""Error of the count of whoever holds the calendar, as a share of the chamber."""
OWN_SHOCK: Final = 0.05
"""Standard deviation of the own shock of a holder of the calendar or a single veto player."""

# Places of the coefficients.
_GAMMA_0, _GAMMA_DIR, _GAMMA_PKG, _GAMMA_CLK, _S_A, _S_P, _S_T = range(7)
_ETA, _LAMBDA, _RHO, _PI, _PHI = range(7, 12)


class EpisodeArrays(NamedTuple):
    """One episode as arrays over D draws, N nodes, B blocs, V voting units, G spenders, C counts.

    `winset.games.episode.Episode` says what each holds. Where the calendar is fixed,
    ``holder_surplus`` is empty.
    """

    traits: Floats  # (3,)
    base: Floats  # (D, N)
    bloc: Integers  # (N,)
    weight: Floats  # (N,)
    unit: Integers  # (N,)
    chamber: Integers  # (N,)
    seats: Floats  # (V,)
    chamber_seats: Floats  # (chambers,)
    party: Integers  # (B,)
    pull: Floats  # (D, B)
    climate: Floats  # (D, B)
    noise: Floats  # (D,)
    bill_shock: Floats  # (D,)
    party_shock: Floats  # (D, P)
    ready: Floats  # (D,), 1 or 0
    spends: Floats  # (D, G)
    side: Floats  # (D, G)
    engaged: Floats  # (D, G)
    joins: Floats  # (D, G)
    cohesion: Floats  # (D,), over the usual cohesion
    reach: Floats  # (G, chambers), surplus units for each member from one member-move
    holder_surplus: Floats  # (D,) or (0,)
    holder_mixing: Floats  # (V,)
    holder_needs: float
    holder_counts: bool
    recorded: Floats  # (C,)
    mixing: Floats  # (C, V)
    came: int  # 1 came to a vote, 0 did not, -1 says nothing


@compiled_like_numpy
def _upper_part(size: float) -> float:
    return float(0.0000380036 + size * (0.0000488906 + size * 5.383e-6))


@compiled_like_numpy
def normal_share(value: float) -> float:
    """Standard normal distribution function, to 1.5e-7, without a transcendental function.

    Parameters
    ----------
    value : float
        Standard deviations from the mean.

    Notes
    -----
    Formula 26.2.19 of Abramowitz and Stegun (1964), Handbook of Mathematical Functions: fast,
    since it needs multiplications and one division only.
    """
    size = abs(value)
    power = 1.0 + size * (
        0.0498673470 + size * (0.0211410061 + size * (0.0032776263 + size * _upper_part(size)))
    )
    power *= power
    power *= power
    power *= power
    power *= power
    tail = 0.5 / power
    return float(1.0 - tail if value > 0.0 else tail)


@compiled
def net_purses(episode: EpisodeArrays, coefficients: Floats) -> Floats:
    """Net purse for each member of a chamber on average, shape (n_draws, n_chambers).

    Parameters
    ----------
    episode : EpisodeArrays
    coefficients : array (12,)
    """
    spends, side, engaged, joins = episode.spends, episode.side, episode.engaged, episode.joins
    pi, phi = coefficients[_PI], coefficients[_PHI]
    each = np.zeros((spends.shape[0], episode.chamber_seats.size))
    for draw in range(spends.shape[0]):
        held = max(episode.cohesion[draw], 0.01) ** phi if phi != 0.0 else 1.0
        for spender in range(spends.shape[1]):
            amount = spends[draw, spender]
            if amount <= 0.0 or side[draw, spender] == 0.0:
                continue
            if pi != 0.0:
                amount *= math.exp(pi * (engaged[draw, spender] - 0.5))
            if side[draw, spender] < 0.0:
                amount *= -held * (0.5 + 0.5 * joins[draw, spender])
            for place in range(each.shape[1]):
                each[draw, place] += amount * episode.reach[spender, place]
    return each


class DrawnShares(NamedTuple):
    """Expected shares over D draws, V voting units and P parties, with a last column for none."""

    share: Floats  # (D, V)
    variance: Floats  # (D, V), from members' own shocks
    slope: Floats  # (D, V, P + 1), change when the members of a party are all shifted


@compiled
def room_for(episode: EpisodeArrays) -> DrawnShares:
    """Arrays to be filled by `fill_shares`.

    Parameters
    ----------
    episode : EpisodeArrays
    """
    draws, units = episode.base.shape[0], episode.seats.size
    columns = episode.party_shock.shape[1] + 1
    return DrawnShares(
        np.zeros((draws, units)), np.zeros((draws, units)), np.zeros((draws, units, columns))
    )


@compiled
def valences(episode: EpisodeArrays, coefficients: Floats, shock: Floats) -> Floats:
    """Valence of the bill at given shocks of its own.

    Parameters
    ----------
    episode : EpisodeArrays
    coefficients : array (12,)
    shock : array (n_draws,)
    """
    shared = (coefficients[_GAMMA_DIR : _GAMMA_CLK + 1] * episode.traits).sum()
    return np.asarray(coefficients[_GAMMA_0] + shared + coefficients[_S_A] * shock)


@compiled
def _paid(
    value: Floats,
    density: Floats,
    turn: Floats,
    weight: Floats,
    chamber: Integers,
    column: Integers,
    each: Floats,
    chamber_seats: Floats,
    narrow: float,
    with_slope: bool,
    scale: Floats,
    moved: Floats,
) -> None:
    """Add to each node its part of the net purse, by the density of its own indifference.

    Writes the density and what density 1 brings in each chamber; where the slope is wanted, also
    the derivative of the density and by how much that falls with the shift of each party.
    """
    mass = np.zeros(each.size)
    for node in range(value.size):  # by itself, so that several are worked out at once
        away = value[node] * narrow
        density[node] = max(0.0, 1.0 - away * away)
    for node in range(value.size):
        mass[chamber[node]] += weight[node] * density[node]
    for place in range(mass.size):
        scale[place] = 0.0
        if mass[place] > 0.0:
            scale[place] = each[place] * chamber_seats[place] / mass[place]
    if with_slope:
        moved[:, :] = 0.0
        for node in range(value.size):
            away = value[node] * narrow
            turn[node] = -2.0 * away * narrow if density[node] > 0.0 else 0.0
            moved[chamber[node], column[node]] += weight[node] * turn[node]
        for place in range(mass.size):
            if mass[place] > 0.0:
                for party in range(moved.shape[1]):
                    moved[place, party] *= scale[place] / mass[place]
    for node in range(value.size):
        value[node] += density[node] * scale[chamber[node]]


@compiled
def _slopes(
    value: Floats,
    density: Floats,
    turn: Floats,
    weight: Floats,
    unit: Integers,
    chamber: Integers,
    column: Integers,
    scale: Floats,
    moved: Floats,
    slope: Floats,
    narrow: float,
) -> None:
    """Change of each unit's supporters when a party is shifted, the purses moving along."""
    slope[:, :] = 0.0
    columns = slope.shape[1]
    for node in range(value.size):
        away = value[node] * narrow
        steep = weight[node] * narrow * math.exp(-0.5 * away * away) / _ROOT_TWO_PI
        place, row = chamber[node], unit[node]
        slope[row, column[node]] += steep * (1.0 + scale[place] * turn[node])
        lost = steep * density[node]
        for party in range(columns):
            slope[row, party] -= lost * moved[place, party]


@compiled_like_numpy
def _supporters(
    value: Floats,
    weight: Floats,
    unit: Integers,
    narrow: float,
    chance: Floats,
    share: Floats,
    variance: Floats,
) -> None:
    """Expected supporters of each voting unit and their variance."""
    for node in range(value.size):  # by itself, so that several are worked out at once
        chance[node] = normal_share(value[node] * narrow)
    share[:] = 0.0
    variance[:] = 0.0
    row, for_it, doubt = unit[0], 0.0, 0.0
    for node in range(value.size):
        if unit[node] != row:  # sums of the unit at hand stay in registers
            share[row], variance[row] = for_it, doubt
            row = unit[node]
            for_it, doubt = share[row], variance[row]
        found = weight[node] * chance[node]
        for_it += found
        doubt += found * (1.0 - chance[node])
    share[row], variance[row] = for_it, doubt


@compiled
def fill_shares(
    episode: EpisodeArrays,
    coefficients: Floats,
    purses: Floats,
    latent: Floats,
    last: int,
    with_slope: bool,
    found: DrawnShares,
) -> None:
    """Write the expected shares of the first draws, given the shocks of the bill and the parties.

    Parameters
    ----------
    episode : EpisodeArrays
    coefficients : array (12,)
    purses : array (n_draws, n_chambers)
        Of `net_purses`.
    latent : array (n_draws, 1 + n_parties)
        Shock of the bill, then of each party, standard normal.
    last : int
        How many draws.
    with_slope : bool
        Whether the change with the shift of each party is wanted.
    found : DrawnShares
        Where it is written.
    """
    base, bloc, weight, unit = episode.base, episode.bloc, episode.weight, episode.unit
    chamber, seats, party = episode.chamber, episode.seats, episode.party
    nodes, spenders, chambers = bloc.size, episode.spends.shape[1], episode.chamber_seats.size
    value, density, turn = np.empty(nodes), np.zeros(nodes), np.zeros(nodes)
    chance = np.empty(nodes)
    scale = np.zeros(chambers)
    moved = np.zeros((chambers, latent.shape[1]))
    shift = np.empty(party.size)
    column = np.empty(nodes, np.int64)
    for node in range(nodes):
        column[node] = party[bloc[node]] if party[bloc[node]] >= 0 else latent.shape[1] - 1
    alpha = valences(episode, coefficients, latent[:, 0])
    eta, rho, s_p = coefficients[_ETA], coefficients[_RHO], coefficients[_S_P]
    for draw in range(last):
        for place in range(party.size):
            shift[place] = alpha[draw] + eta * episode.pull[draw, place]
            shift[place] += rho * episode.climate[draw, place]
            if party[place] >= 0:
                shift[place] += s_p * latent[draw, 1 + party[place]]
        for node in range(nodes):
            value[node] = base[draw, node] + shift[bloc[node]]
        narrow = 1.0 / episode.noise[draw]
        if spenders > 0:
            _paid(
                value,
                density,
                turn,
                weight,
                chamber,
                column,
                purses[draw],
                episode.chamber_seats,
                narrow / _ROOT_FIVE,
                with_slope,
                scale,
                moved,
            )
        _supporters(value, weight, unit, narrow, chance, found.share[draw], found.variance[draw])
        if with_slope:
            _slopes(
                value,
                density,
                turn,
                weight,
                unit,
                chamber,
                column,
                scale,
                moved,
                found.slope[draw],
                narrow,
            )
        for place in range(seats.size):
            found.share[draw, place] /= seats[place]
            found.variance[draw, place] /= seats[place] * seats[place]
            for party_column in range(latent.shape[1] if with_slope else 0):
                found.slope[draw, place, party_column] /= seats[place]


@compiled
def drawn_shocks(episode: EpisodeArrays) -> Floats:
    """Shocks of the bill and of its parties as they were drawn, shape (n_draws, 1 + n_parties).

    Parameters
    ----------
    episode : EpisodeArrays
    """
    latent = np.empty((episode.base.shape[0], 1 + episode.party_shock.shape[1]))
    latent[:, 0] = episode.bill_shock
    latent[:, 1:] = episode.party_shock
    return latent


@compiled
def expected_votes(episode: EpisodeArrays, coefficients: Floats) -> tuple[Floats, Floats, Floats]:
    """Expected share in favour of each voting unit, a party in a chamber, draw by draw.

    Parameters
    ----------
    episode : EpisodeArrays
    coefficients : array (12,)
        In the order of `winset.foundation.coefficients.NAMES`.

    Returns
    -------
    share, variance : arrays (n_draws, n_units)
        Expected share in favour and the variance that the members' own shocks give it.
    chance : array (n_draws,)
        Chance that the bill comes to a vote.
    """
    found = room_for(episode)
    latent = drawn_shocks(episode)
    purses = net_purses(episode, coefficients)
    fill_shares(episode, coefficients, purses, latent, latent.shape[0], False, found)
    shift = valences(episode, coefficients, episode.bill_shock) + coefficients[_LAMBDA]
    return found.share, found.variance, chances_of_a_vote(episode, found.share, shift)


@compiled
def chances_of_a_vote(episode: EpisodeArrays, share: Floats, shift: Floats) -> Floats:
    """Chance that the bill comes to a vote in each draw.

    Parameters
    ----------
    episode : EpisodeArrays
    share : array (n_draws, n_units)
        Share in favour of each voting unit.
    shift : array (n_draws,)
        Valence and own shift of the holder of the calendar.
    """
    chance = episode.ready.copy()
    held, mixing = episode.holder_surplus, episode.holder_mixing
    if held.size == 0:
        return chance
    for draw in range(chance.size):
        chance[draw] *= normal_share((held[draw] + shift[draw]) / OWN_SHOCK)
        if episode.holder_counts:
            count = -episode.holder_needs
            for unit in range(mixing.size):
                count += share[draw, unit] * mixing[unit]
            chance[draw] *= normal_share(count / COUNT_ERROR)
    return chance
