"""Surpluses of a chamber's members before their own noise, compiled: blocs become members.

Loops run over whole slices and choose by value instead of branching, so that the compiler turns
them into vector instructions; what the members of a run share is read once.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from winset.kernels.compiled import compiled_like_numpy
from winset.kernels.vote_inputs import BlocDraws, Seats

__all__ = ["add_shifts", "expand", "runs_of"]

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@compiled_like_numpy
def runs_of(bloc: Integers) -> Integers:
    """Find where runs of members of one bloc begin, and the end, shape ``(n_runs + 1,)``.

    Examples
    --------
    >>> runs_of(np.array([4, 4, 4, 0, 0])).tolist()
    [0, 3, 5]
    """
    starts = np.empty(bloc.size + 1, dtype=np.int64)
    count = 0
    for member in range(bloc.size):
        if member == 0 or bloc[member] != bloc[member - 1]:
            starts[count] = member
            count += 1
    starts[count] = bloc.size
    return starts[: count + 1]


@compiled_like_numpy
def _clipped(value: float) -> float:
    value = 0.0 if value < 0.0 else value
    return 1.0 if value > 1.0 else value


@compiled_like_numpy
def _ideal(mean: float, spread: float, quantile: float) -> float:
    """Ideal point of a member; the bloc's middle is where it was coded, even off the scale."""
    return mean if quantile == 0.0 else _clipped(mean + spread * quantile)


@compiled_like_numpy
def _one_axis(
    quantile: Floats,
    mean: float,
    spread: float,
    weight: float,
    quo: float,
    seen: float,
    shift: float,
    surplus: Floats,
) -> None:
    for i in range(quantile.size):
        ideal = _ideal(mean, spread, quantile[i])
        surplus[i] = abs(weight * (quo - ideal)) - abs(weight * (seen - ideal)) + shift


@compiled_like_numpy
def _two_axes(
    quantile: Floats,
    first: tuple[float, ...],
    second: tuple[float, ...],
    shift: float,
    surplus: Floats,
) -> None:
    mean, spread, weight, quo, seen = first
    other_mean, other_spread, other_weight, other_quo, other_seen = second
    for i in range(quantile.size):
        ideal = _ideal(mean, spread, quantile[i])
        other = _ideal(other_mean, other_spread, quantile[i])
        home = weight * (quo - ideal)
        other_home = other_weight * (other_quo - other)
        away = weight * (seen - ideal)
        other_away = other_weight * (other_seen - other)
        gain = np.sqrt(home * home + other_home * other_home)
        gain -= np.sqrt(away * away + other_away * other_away)
        surplus[i] = gain + shift


@compiled_like_numpy
def _add_axis(
    quantile: Floats, place: tuple[float, ...], city_block: bool, home: Floats, away: Floats
) -> None:
    mean, spread, weight, quo, seen = place
    for i in range(quantile.size):
        ideal = _ideal(mean, spread, quantile[i])
        to_home = weight * (quo - ideal)
        to_away = weight * (seen - ideal)
        home[i] += abs(to_home) if city_block else to_home * to_home
        away[i] += abs(to_away) if city_block else to_away * to_away


@compiled_like_numpy
def _add_drifting_axis(
    quantile: Floats,
    drift: Floats,
    place: tuple[float, ...],
    city_block: bool,
    home: Floats,
    away: Floats,
) -> None:
    mean, spread, weight, quo, seen = place
    for i in range(quantile.size):
        ideal = _clipped(_ideal(mean, spread, quantile[i]) + drift[i])
        to_home = weight * (quo - ideal)
        to_away = weight * (seen - ideal)
        home[i] += abs(to_home) if city_block else to_home * to_home
        away[i] += abs(to_away) if city_block else to_away * to_away


@compiled_like_numpy
def _row(array: Floats, draw: int) -> int:
    return draw if array.shape[0] > 1 else 0


@compiled_like_numpy
def _place(
    draw: int,
    bloc: int,
    issue: int,
    mean: Floats,
    spread: Floats,
    salience: Floats,
    perceived: Floats,
    status_quo: Floats,
) -> tuple[float, float, float, float, float]:
    """Mean, spread, weight, status quo and proposal; no weight where there is no position."""
    middle = mean[_row(mean, draw), bloc, issue]
    weight = salience[_row(salience, draw), bloc, issue]
    return (
        0.0 if np.isnan(middle) else middle,
        spread[_row(spread, draw), bloc, issue],
        0.0 if np.isnan(middle) else weight,
        status_quo[_row(status_quo, draw), issue],
        perceived[_row(perceived, draw), bloc, issue],
    )


@compiled_like_numpy
def _expand_one(
    draw: int,
    bloc: Integers,
    quantile: Floats,
    starts: Integers,
    mean: Floats,
    spread: Floats,
    salience: Floats,
    perceived: Floats,
    status_quo: Floats,
    shift: Floats,
    surplus: Floats,
) -> None:
    """One axis."""
    row, row_spread, row_seen = _row(mean, draw), _row(spread, draw), _row(perceived, draw)
    row_salience = _row(salience, draw)
    quo = status_quo[_row(status_quo, draw), 0]
    for run in range(starts.size - 1):
        start, stop = starts[run], starts[run + 1]
        which = bloc[start]
        middle, weight = mean[row, which, 0], salience[row_salience, which, 0]
        if np.isnan(middle):
            middle, weight = 0.0, 0.0
        _one_axis(
            quantile[start:stop],
            middle,
            spread[row_spread, which, 0],
            weight,
            quo,
            perceived[row_seen, which, 0],
            shift[draw, which],
            surplus[start:stop],
        )


@compiled_like_numpy
def _expand_two(
    draw: int,
    bloc: Integers,
    quantile: Floats,
    starts: Integers,
    mean: Floats,
    spread: Floats,
    salience: Floats,
    perceived: Floats,
    status_quo: Floats,
    shift: Floats,
    surplus: Floats,
) -> None:
    """Two axes and Euclidean distance."""
    for run in range(starts.size - 1):
        start, stop = starts[run], starts[run + 1]
        which = bloc[start]
        first = _place(draw, which, 0, mean, spread, salience, perceived, status_quo)
        second = _place(draw, which, 1, mean, spread, salience, perceived, status_quo)
        _two_axes(quantile[start:stop], first, second, shift[draw, which], surplus[start:stop])


@compiled_like_numpy
def _distances(
    draw: int,
    bloc: Integers,
    quantile: Floats,
    starts: Integers,
    mean: Floats,
    spread: Floats,
    salience: Floats,
    perceived: Floats,
    status_quo: Floats,
    city_block: bool,
    drift_axis: int,
    drift: Floats,
    away: Floats,
    gain: Floats,
) -> None:
    """Any axes, one of which may drift; without the shift."""
    gain[:] = 0.0
    away[:] = 0.0
    for run in range(starts.size - 1):
        one = slice(starts[run], starts[run + 1])
        for issue in range(mean.shape[2]):
            place = _place(
                draw, bloc[starts[run]], issue, mean, spread, salience, perceived, status_quo
            )
            if issue == drift_axis:
                _add_drifting_axis(
                    quantile[one], drift[one], place, city_block, gain[one], away[one]
                )
            else:
                _add_axis(quantile[one], place, city_block, gain[one], away[one])
    for i in range(gain.size):
        if city_block:
            gain[i] -= away[i]
        else:
            gain[i] = np.sqrt(gain[i]) - np.sqrt(away[i])


@compiled_like_numpy
def _add_constant(values: Floats, constant: float, out: Floats) -> None:
    for i in range(out.size):
        out[i] = values[i] + constant


@compiled_like_numpy
def _add_shift(
    draw: int, gain: Floats, shift: Floats, bloc: Integers, starts: Integers, surplus: Floats
) -> None:
    """Write gain + the bloc's shift of every member in a draw."""
    for run in range(starts.size - 1):
        start, stop = starts[run], starts[run + 1]
        _add_constant(gain[start:stop], shift[draw, bloc[start]], surplus[start:stop])


@compiled_like_numpy
def add_shifts(
    first: int, gains: Floats, shift: Floats, bloc: Integers, starts: Integers, surplus: Floats
) -> None:
    """Write the surplus of a block of draws whose distances are known.

    Parameters
    ----------
    first
        Number of the block's first draw.
    gains
        d(status quo) - d(proposal) of the members, the same in all draws, ``(1, n_members)``.
    shift
        Of `BlocDraws`.
    bloc, starts
        Of `Seats` and `runs_of`.
    surplus
        Shape ``(draws of the block, n_members)``.
    """
    for lane in range(surplus.shape[0]):
        draw = first + lane
        _add_shift(draw, gains[0], shift, bloc, starts, surplus[lane])


@compiled_like_numpy
def expand(
    first: int,
    seats: Seats,
    blocs: BlocDraws,
    starts: Integers,
    drift: Floats,
    scratch: Floats,
    surplus: Floats,
) -> None:
    """Write d(status quo) - d(proposal) + shift of every member in a block of draws.

    Parameters
    ----------
    first
        Number of the block's first draw.
    seats, blocs
        The chamber.
    starts
        Of `runs_of`.
    drift
        Shift of each member's ideal point on the drift axis, shape of `surplus`; not read
        without one.
    scratch
        Room, shape ``(2, n_members)``.
    surplus
        Shape ``(draws of the block, n_members)``.

    Notes
    -----
    Tuples are taken apart before the loop: reading a field within it would count references.
    """
    bloc, quantile, drift_axis = seats.bloc, seats.quantile, seats.drift_axis
    mean, spread, salience, seen = blocs.mean, blocs.spread, blocs.salience, blocs.perceived
    quo, shift, city_block = blocs.status_quo, blocs.shift, blocs.city_block
    issues = mean.shape[2]
    for lane in range(surplus.shape[0]):
        draw = first + lane
        row = surplus[lane]
        if issues == 1 and drift_axis < 0:
            _expand_one(draw, bloc, quantile, starts, mean, spread, salience, seen, quo, shift, row)
        elif issues == 2 and drift_axis < 0 and not city_block:
            _expand_two(draw, bloc, quantile, starts, mean, spread, salience, seen, quo, shift, row)
        else:
            gain = scratch[0]
            _distances(
                draw,
                bloc,
                quantile,
                starts,
                mean,
                spread,
                salience,
                seen,
                quo,
                city_block,
                drift_axis,
                drift[lane],
                scratch[1],
                gain,
            )
            _add_shift(draw, gain, shift, bloc, starts, row)
