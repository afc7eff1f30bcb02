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

    What is worked out node by node has the draws last, so that several are worked out at once.
    `winset.games.episode.Episode` says what each holds. Where the calendar is fixed,
    ``holder_surplus`` is empty.
    """

    traits: Floats  # (3,)
    base: Floats  # (N, D)
    bloc: Integers  # (N,)
    weight: Floats  # (N,)
    unit: Integers  # (N,)
    chamber: Integers  # (N,)
    seats: Floats  # (V,)
    chamber_seats: Floats  # (chambers,)
    party: Integers  # (B,)
    pull: Floats  # (B, D)
    climate: Floats  # (B, D)
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
    """Net purse for each member of a chamber on average, shape (n_chambers, n_draws).

    Parameters
    ----------
    episode : EpisodeArrays
    coefficients : array (12,)
    """
    spends, side, engaged, joins = episode.spends, episode.side, episode.engaged, episode.joins
    pi, phi = coefficients[_PI], coefficients[_PHI]
    each = np.zeros((episode.chamber_seats.size, spends.shape[0]))
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
            for place in range(each.shape[0]):
                each[place, draw] += amount * episode.reach[spender, place]
    return each


class DrawnShares(NamedTuple):
    """Expected shares over D draws, V voting units and P parties, with a last column for none."""

    share: Floats  # (V, D)
    variance: Floats  # (V, D), from members' own shocks
    slope: Floats  # (V, P + 1, D), change when the members of a party are all shifted


@compiled
def room_for(episode: EpisodeArrays) -> DrawnShares:
    """Arrays to be filled by `fill_shares`.

    Parameters
    ----------
    episode : EpisodeArrays
    """
    units, draws = episode.seats.size, episode.base.shape[1]
    columns = episode.party_shock.shape[1] + 1
    return DrawnShares(
        np.zeros((units, draws)), np.zeros((units, draws)), np.zeros((units, columns, draws))
    )


@compiled_like_numpy
def valences(episode: EpisodeArrays, coefficients: Floats, shock: Floats) -> Floats:
    """Valence of the bill at given shocks of its own.

    Parameters
    ----------
    episode : EpisodeArrays
    coefficients : array (12,)
    shock : array (n_draws,)
    """
    shared = 0.0
    for place in range(episode.traits.size):
        shared += coefficients[_GAMMA_DIR + place] * episode.traits[place]
    shared += coefficients[_GAMMA_0]
    found = np.empty(shock.size)
    for draw in range(shock.size):
        found[draw] = shared + coefficients[_S_A] * shock[draw]
    return found


class _Nodes(NamedTuple):
    """Room over D draws, N nodes, L chambers and P parties, with a last column for none."""

    value: Floats  # (N, D) surplus, in the end with the purses
    density: Floats  # (N, D) of a node's own indifference
    turn: Floats  # (N, D) its derivative
    scale: Floats  # (L, D) what density 1 brings
    moved: Floats  # (L, P + 1, D) by how much that falls with the shift of a party
    column: Integers  # (N,) the party's


@compiled_like_numpy
def _turn(episode: EpisodeArrays, narrow: Floats, mass: Floats, nodes: _Nodes) -> None:
    """Find by how much what density 1 brings falls with the shift of each party."""
    draws, weight = narrow.size, episode.weight
    for node in range(weight.size):
        each, found, turn = nodes.value[node], nodes.density[node], nodes.turn[node]
        moved = nodes.moved[episode.chamber[node], nodes.column[node]]
        for draw in range(draws):
            away = each[draw] * narrow[draw]
            turn[draw] = -2.0 * away * narrow[draw] if found[draw] > 0.0 else 0.0
            moved[draw] += weight[node] * turn[draw]
    for place in range(mass.shape[0]):
        for column in range(nodes.moved.shape[1]):
            for draw in range(draws):
                if mass[place, draw] > 0.0:
                    nodes.moved[place, column, draw] *= nodes.scale[place, draw] / mass[place, draw]


@compiled_like_numpy
def _pay(
    episode: EpisodeArrays, purses: Floats, narrow: Floats, with_slope: bool, nodes: _Nodes
) -> None:
    """Add to each node its part of the net purse, by the density of its own indifference."""
    weight, chamber = episode.weight, episode.chamber
    draws = narrow.size
    mass = np.zeros_like(purses)
    for node in range(weight.size):
        each, found, whole = nodes.value[node], nodes.density[node], mass[chamber[node]]
        for draw in range(draws):
            away = each[draw] * narrow[draw]
            found[draw] = max(0.0, 1.0 - away * away)
            whole[draw] += weight[node] * found[draw]
    for place in range(mass.shape[0]):
        for draw in range(draws):
            if mass[place, draw] > 0.0:
                held = purses[place, draw] * episode.chamber_seats[place]
                nodes.scale[place, draw] = held / mass[place, draw]
    if with_slope:
        _turn(episode, narrow, mass, nodes)
    for node in range(weight.size):
        each, found, scale = nodes.value[node], nodes.density[node], nodes.scale[chamber[node]]
        for draw in range(draws):
            each[draw] += found[draw] * scale[draw]


@compiled_like_numpy
def _slopes(episode: EpisodeArrays, narrow: Floats, nodes: _Nodes, slope: Floats) -> None:
    """Change of each unit's supporters when a party is shifted, the purses moving along."""
    draws, columns = narrow.size, slope.shape[1]
    steep = np.empty(draws)
    slope[:, :, :] = 0.0
    for node in range(episode.weight.size):
        row, place = episode.unit[node], episode.chamber[node]
        each, weight = nodes.value[node], episode.weight[node]
        density, turn, scale = nodes.density[node], nodes.turn[node], nodes.scale[place]
        for draw in range(draws):
            away = each[draw] * narrow[draw]
            steep[draw] = weight * narrow[draw] * math.exp(-0.5 * away * away) / _ROOT_TWO_PI
        own = slope[row, nodes.column[node]]
        for draw in range(draws):
            own[draw] += steep[draw] * (1.0 + scale[draw] * turn[draw])
            steep[draw] *= density[draw]
        for column in range(columns):
            other, moved = slope[row, column], nodes.moved[place, column]
            for draw in range(draws):
                other[draw] -= steep[draw] * moved[draw]


@compiled_like_numpy
def _supporters(episode: EpisodeArrays, narrow: Floats, value: Floats, found: DrawnShares) -> None:
    """Expected supporters of each voting unit and their variance."""
    found.share[:, :] = 0.0
    found.variance[:, :] = 0.0
    for node in range(episode.weight.size):
        each, weight = value[node], episode.weight[node]
        share, variance = found.share[episode.unit[node]], found.variance[episode.unit[node]]
        for draw in range(narrow.size):
            chance = normal_share(each[draw] * narrow[draw])
            part = weight * chance
            share[draw] += part
            variance[draw] += part * (1.0 - chance)


@compiled_like_numpy
def _per_member(seats: Floats, with_slope: bool, found: DrawnShares) -> None:
    """Divide what was counted in each voting unit by its members."""
    columns, draws = found.slope.shape[1:]
    for place in range(seats.size):
        for draw in range(draws):
            found.share[place, draw] /= seats[place]
            found.variance[place, draw] /= seats[place] * seats[place]
        if with_slope:
            for column in range(columns):
                for draw in range(draws):
                    found.slope[place, column, draw] /= seats[place]


@compiled_like_numpy
def fill_shares(
    episode: EpisodeArrays,
    coefficients: Floats,
    purses: Floats,
    latent: Floats,
    with_slope: bool,
    found: DrawnShares,
) -> None:
    """Write the expected shares of each draw, given the shocks of the bill and the parties.

    Parameters
    ----------
    episode : EpisodeArrays
    coefficients : array (12,)
    purses : array (n_chambers, n_draws)
        Of `net_purses`.
    latent : array (n_draws, 1 + n_parties)
        Shock of the bill, then of each party, standard normal.
    with_slope : bool
        Whether the change with the shift of each party is wanted.
    found : DrawnShares
        Where it is written.
    """
    bloc, party, seats = episode.bloc, episode.party, episode.seats
    count, draws, columns = bloc.size, latent.shape[0], latent.shape[1]
    chambers = episode.chamber_seats.size
    slopes = 1 if with_slope else 0  # what only slopes need has no rows without them
    nodes = _Nodes(
        np.empty((count, draws)),
        np.zeros((count, draws)),
        np.zeros((slopes * count, draws)),
        np.zeros((chambers, draws)),
        np.zeros((slopes * chambers, columns, draws)),
        np.empty(count, np.int64),
    )
    alpha = valences(episode, coefficients, latent[:, 0])
    eta, rho, s_p = coefficients[_ETA], coefficients[_RHO], coefficients[_S_P]
    shift = np.empty((party.size, draws))
    for place in range(party.size):
        for draw in range(draws):
            shift[place, draw] = alpha[draw] + eta * episode.pull[place, draw]
            shift[place, draw] += rho * episode.climate[place, draw]
        if party[place] >= 0:
            for draw in range(draws):
                shift[place, draw] += s_p * latent[draw, 1 + party[place]]
    for node in range(count):
        nodes.column[node] = party[bloc[node]] if party[bloc[node]] >= 0 else columns - 1
        value, base, moved = nodes.value[node], episode.base[node], shift[bloc[node]]
        for draw in range(draws):
            value[draw] = base[draw] + moved[draw]
    narrow = 1.0 / episode.noise
    if episode.spends.shape[1] > 0:
        _pay(episode, purses, narrow / _ROOT_FIVE, with_slope, nodes)
    _supporters(episode, narrow, nodes.value, found)
    if with_slope:
        _slopes(episode, narrow, nodes, found.slope)
    _per_member(seats, with_slope, found)


@compiled
def drawn_shocks(episode: EpisodeArrays) -> Floats:
    """Shocks of the bill and of its parties as they were drawn, shape (n_draws, 1 + n_parties).

    Parameters
    ----------
    episode : EpisodeArrays
    """
    latent = np.empty((episode.bill_shock.size, 1 + episode.party_shock.shape[1]))
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
    share, variance : arrays (n_units, n_draws)
        Expected share in favour and the variance that the members' own shocks give it.
    chance : array (n_draws,)
        Chance that the bill comes to a vote.
    """
    found = room_for(episode)
    latent = drawn_shocks(episode)
    purses = net_purses(episode, coefficients)
    fill_shares(episode, coefficients, purses, latent, False, found)
    shift = valences(episode, coefficients, episode.bill_shock) + coefficients[_LAMBDA]
    return found.share, found.variance, chances_of_a_vote(episode, found.share, shift)


@compiled_like_numpy
def chances_of_a_vote(episode: EpisodeArrays, share: Floats, shift: Floats) -> Floats:
    """Chance that the bill comes to a vote in each draw.

    Parameters
    ----------
    episode : EpisodeArrays
    share : array (n_units, n_draws)
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
        count = np.full(chance.size, -episode.holder_needs)
        for unit in range(mixing.size):
            for draw in range(chance.size):
                count[draw] += share[unit, draw] * mixing[unit]
        for draw in range(chance.size):
            chance[draw] *= normal_share(count[draw] / COUNT_ERROR)
    return chance
