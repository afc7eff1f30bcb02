"""Arguments of the compiled votes of a chamber: members, blocs, purses and noise."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from winset.kernels.normals import NO_KEY

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]
Words = NDArray[np.uint32]

NO_TABLE: Final[Floats] = np.empty((0, 0))


class Seats(NamedTuple):
    """Members of a chamber.

    Parameters
    ----------
    bloc
        Row of each member's bloc in `BlocDraws`, shape ``(n_members,)``. Members of one bloc and
        party should stand side by side: each such run is one loop.
    quantile
        Place of each member within its bloc, in units of the bloc's spread, ``(n_members,)``.
    party
        Column of each member's party in the tally, ``(n_members,)``.
    parties
        Number of columns.
    is_real
        Real members, ``(n_members,)``: their z shifts the ideal point on `drift_axis` instead of
        the surplus.
    drift_axis
        Axis of that shift; -1 where no member is real.
    """

    bloc: Integers
    quantile: Floats
    party: Integers
    parties: int
    is_real: Booleans
    drift_axis: int

    @classmethod
    def of(
        cls,
        bloc: Integers,
        quantile: Floats,
        party: Integers | None = None,
        *,
        parties: int | None = None,
        is_real: Booleans | None = None,
        drift_axis: int = -1,
    ) -> Seats:
        """Seats with the usual defaults: one party, no real members.

        Examples
        --------
        >>> Seats.of(np.array([0, 0, 1]), np.array([-0.5, 0.5, 0.0])).parties
        1
        """
        members = bloc.size
        of_party = np.zeros(members, dtype=np.int64) if party is None else party
        real = np.zeros(members, dtype=np.bool_) if is_real is None else is_real
        return cls(
            np.ascontiguousarray(bloc, dtype=np.int64),
            np.ascontiguousarray(quantile, dtype=np.float64),
            np.ascontiguousarray(of_party, dtype=np.int64),
            int(of_party.max(initial=0)) + 1 if parties is None else parties,
            np.ascontiguousarray(real, dtype=np.bool_),
            drift_axis,
        )


class BlocDraws(NamedTuple):
    """Blocs in every draw; D draws, B blocs, K issues.

    Parameters
    ----------
    mean, spread, salience, perceived
        Positions (NaN: none on that issue), spreads, saliences and the proposal as each bloc sees
        it, all in 0..1, shape ``(D or 1, B, K)``. One row stands for all draws; where all of them
        have one row, the members' distances are worked out once.
    status_quo
        In 0..1, shape ``(D or 1, K)``.
    shift
        What the members of a bloc share beside the distance, in units of surplus, ``(D, B)``.
    city_block
        City-block instead of Euclidean distance.
    """

    mean: Floats
    spread: Floats
    salience: Floats
    perceived: Floats
    status_quo: Floats
    shift: Floats
    city_block: bool

    @classmethod
    def of(
        cls,
        mean: Floats,
        spread: Floats,
        salience: Floats,
        perceived: Floats,
        status_quo: Floats,
        shift: Floats,
        *,
        city_block: bool = False,
    ) -> BlocDraws:
        """Blocs with contiguous arrays; an axis of draws that was broadcast becomes one row.

        Examples
        --------
        >>> wide = np.broadcast_to(np.full((1, 1, 1), 0.4), (9, 1, 1))
        >>> flat = np.zeros((9, 1))
        >>> BlocDraws.of(wide, wide, wide, wide, flat, flat).mean.shape
        (1, 1, 1)
        """
        return cls(
            _once(mean),
            _once(spread),
            _once(salience),
            _once(perceived),
            _once(status_quo),
            np.ascontiguousarray(shift, dtype=np.float64),
            city_block,
        )

    def vary(self) -> bool:
        """Return whether distances differ between draws."""
        places = (self.mean, self.spread, self.salience, self.perceived, self.status_quo)
        return bool(max(array.shape[0] for array in places) > 1)


def _once(array: Floats) -> Floats:
    """Contiguous array; a first axis that repeats one row is cut to that row."""
    repeated = array.shape[0] > 1 and array.strides[0] == 0
    return np.ascontiguousarray(array[:1] if repeated else array, dtype=np.float64)


class MemberNoise(NamedTuple):
    """Standard normal z of each member in each draw, times `sd`: read from a table, or made.

    Parameters
    ----------
    sd
        In units of surplus, shape ``(D,)``.
    table
        Draw d of the call, member i of the chamber reads
        ``table[(first_draw + d) % T, column + i]``; shape ``(T, at least column + n_members)``.
    first_draw
        Number of the call's first draw, so that blocks of draws give what one call gives.
    column
        Column of the chamber's first member.
    key
        Of noise that is made; see `MemberNoise.made`.
    """

    sd: Floats
    table: Floats
    first_draw: int = 0
    column: int = 0
    key: Words = NO_KEY

    @classmethod
    def made(cls, sd: Floats, key: Words, first_draw: int = 0, column: int = 0) -> MemberNoise:
        """Noise made from a key, without a table and without end.

        Parameters
        ----------
        sd
            In units of surplus, shape ``(D,)``.
        key
            Two words, one stream of numbers each: `winset.foundation.randomness.stream_key`.
        first_draw, column
            Draw d, member i has the number of draw ``first_draw + d`` and member ``column + i``
            of the stream, in whatever block or order they are asked for.

        Examples
        --------
        >>> noise = MemberNoise.made(np.full(5, 0.09), np.array([1, 2], dtype=np.uint32))
        >>> noise.table.size, noise.key.tolist()
        (0, [1, 2])
        """
        return cls(sd, NO_TABLE, first_draw, column, key)


class ContestDraws(NamedTuple):
    """Contest of purses over one chamber.

    Parameters
    ----------
    per_member
        Net purse over the weighted number of members it is spread over, in units of surplus,
        shape ``(D,)``; negative where the opponents' purse is the larger.
    half_width
        Distance from indifference beyond which a member is out of reach, above 0, ``(D,)``;
        sqrt(5) times the sd of the noise for the Epanechnikov density of that sd.
    """

    per_member: Floats
    half_width: Floats

    @classmethod
    def none(cls, draws: int) -> ContestDraws:
        """Nothing spent.

        Examples
        --------
        >>> ContestDraws.none(2).per_member.tolist()
        [0.0, 0.0]
        """
        return cls(np.zeros(draws), np.ones(draws))


class VotesAndPrice(NamedTuple):
    """Result of `winset.kernels.votes.votes_and_price`; D draws, P parties, Q quotas.

    Parameters
    ----------
    votes
        Yes votes by party with the contest, shape ``(D, P)``.
    supporters
        Members who gain before anybody is paid, shape ``(D,)``.
    price
        Least cost of each quota in the chamber's units of surplus, ``(D, Q)``; infinite where not
        enough members can be bought.
    size
        Members of the cheapest coalition, ``(D, Q)``; 0 if there is none.
    level
        Its level, ``(D, Q)``.
    """

    votes: Integers
    supporters: Integers
    price: Floats
    size: Integers
    level: Floats
