"""Members' surplus and the opponents' pool, compiled: arrays in, arrays out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from winset.kernels.compiled import compiled

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

_ZERO = 1e-12


@compiled
def member_surplus(
    bloc: Integers,
    quantile: Floats,
    mean: Floats,
    spread: Floats,
    salience: Floats,
    status_quo: Floats,
    perceived: Floats,
    shift: Floats,
    noise: Floats,
    drift: Floats,
    drift_axis: int,
    city_block: bool,
) -> Floats:
    """Surplus of each member of a chamber in every draw.

    Parameters
    ----------
    bloc : array (n_members,)
        Row of each member's actor.
    quantile : array (n_members,)
        Standard normal quantile of each member within its bloc.
    mean, spread, salience, perceived : array (n_draws, n_actors, n_issues)
        Positions, spreads, saliences in 0..1 and the proposal as each actor sees it.
    status_quo : array (n_draws, n_issues)
        Status quo.
    shift : array (n_draws, n_actors)
        What all members of a bloc share: no agreement, pressure, shocks.
    noise : array (n_draws, n_members)
        Each member's own shock.
    drift : array (n_draws, n_members)
        Shift of each member's ideal point; not read without an axis.
    drift_axis : int
        Axis that shift is on; -1 for none.
    city_block : bool
        City-block instead of Euclidean distance.

    Returns
    -------
    array (n_draws, n_members)
        d(status quo) - d(proposal) + shift + noise; at most 1e-12 off zero becomes zero.
    """
    draws = mean.shape[0]
    issues = mean.shape[2]
    members = bloc.size
    surplus = np.empty((draws, members))
    for draw in range(draws):
        for member in range(members):
            actor = bloc[member]
            home = 0.0
            away = 0.0
            for issue in range(issues):
                ideal = mean[draw, actor, issue]
                if np.isnan(ideal):
                    continue
                if quantile[member] != 0.0:
                    ideal += spread[draw, actor, issue] * quantile[member]
                    ideal = min(1.0, max(0.0, ideal))
                if issue == drift_axis:
                    ideal = min(1.0, max(0.0, ideal + drift[draw, member]))
                weight = salience[draw, actor, issue]
                to_home = weight * (status_quo[draw, issue] - ideal)
                to_proposal = weight * (perceived[draw, actor, issue] - ideal)
                if city_block:
                    home += abs(to_home)
                    away += abs(to_proposal)
                else:
                    home += to_home * to_home
                    away += to_proposal * to_proposal
            if not city_block:
                home = np.sqrt(home)
                away = np.sqrt(away)
            value = home - away + shift[draw, actor] + noise[draw, member]
            surplus[draw, member] = 0.0 if abs(value) <= _ZERO else value
    return surplus


@compiled
def entry_surplus(surplus: Floats, bloc: Integers, willingness: Floats) -> Floats:
    """Entry surplus S': S where S >= 0, else S / w; -inf where w is zero.

    Parameters
    ----------
    surplus : array (n_draws, n_members)
    bloc : array (n_members,)
        Row of each member's actor.
    willingness : array (n_draws, n_actors)
        0..1.

    Returns
    -------
    array (n_draws, n_members)
    """
    draws, members = surplus.shape
    entry = np.empty((draws, members))
    for draw in range(draws):
        for member in range(members):
            value = surplus[draw, member]
            if value < 0.0:
                rate = willingness[draw, bloc[member]]
                value = value / rate if rate > 0.0 else -np.inf
            entry[draw, member] = value
    return entry


@compiled
def pair_distance(
    first: Floats, second: Floats, salience_first: Floats, salience_second: Floats, city_block: bool
) -> float:
    """Distance of two actors, 0..1: salience-weighted, over the diameter of the axes both have.

    Parameters
    ----------
    first, second : array (n_issues,)
        Positions; NaN where an actor has none.
    salience_first, salience_second : array (n_issues,)
        Saliences; the pair's weight on an axis is their mean.
    city_block : bool
        City-block instead of Euclidean distance.
    """
    apart = 0.0
    diameter = 0.0
    for issue in range(first.size):
        if np.isnan(first[issue]) or np.isnan(second[issue]):
            continue
        weight = 0.5 * (salience_first[issue] + salience_second[issue])
        gap = weight * abs(first[issue] - second[issue])
        if city_block:
            apart += gap
            diameter += weight
        else:
            apart += gap * gap
            diameter += weight * weight
    if diameter <= 0.0:
        return 0.0
    if city_block:
        return apart / diameter
    return float(np.sqrt(apart / diameter))


@compiled
def pooled_contributions(
    contribution: Floats, position: Floats, salience: Floats, city_block: bool
) -> Floats:
    """Sum over pairs of c_g c_h (1 - delta_gh), pairs of one with itself included.

    Parameters
    ----------
    contribution : array (n_draws, n_spenders)
        What each spends; zero leaves it out.
    position, salience : array (n_draws, n_spenders, n_issues)
        On the axes over which distance is measured.
    city_block : bool
        City-block instead of Euclidean distance.

    Returns
    -------
    array (n_draws,)
    """
    draws, spenders = contribution.shape
    pooled = np.zeros(draws)
    for draw in range(draws):
        for one in range(spenders):
            own = contribution[draw, one]
            if own <= 0.0:
                continue
            pooled[draw] += own * own
            for other in range(one):
                theirs = contribution[draw, other]
                if theirs <= 0.0:
                    continue
                apart = pair_distance(
                    position[draw, one],
                    position[draw, other],
                    salience[draw, one],
                    salience[draw, other],
                    city_block,
                )
                pooled[draw] += 2.0 * own * theirs * max(0.0, 1.0 - apart)
    return pooled
