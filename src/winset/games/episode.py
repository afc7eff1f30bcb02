"""An episode whose vote is recorded, as arrays over draws: what coefficients are learnt from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winset.games.domestic import Floats
from winset.kernels.bounded_shares import AT_A_BOUND
from winset.kernels.episode_votes import EpisodeArrays

Integers = NDArray[np.int64]

DRAWN_OF_PURSES = ("spends", "side", "engaged", "joins", "cohesion")
"""Parts of `Purses` that have draws."""


@dataclass(frozen=True)
class Calendar:
    """Decision on whether the bill comes to a vote, draw by draw.

    Parameters
    ----------
    surplus
        Surplus of the holder without the bill's valence, shape ``(n_draws,)``.
    mixing
        Weights of the voting units in the count of the chamber the holder leads, ``(n_units,)``.
    needed
        Share of that chamber the count has to reach, 0..1.
    counts
        Whether a count that falls short keeps the holder from a vote; not where the holder prefers
        a recorded defeat.
    """

    surplus: Floats
    mixing: Floats
    needed: float
    counts: bool


@dataclass(frozen=True)
class Purses:
    """Purses of both sides, draw by draw, before coefficients enter.

    Parameters
    ----------
    spends, side, engaged, joins
        Shape ``(n_draws, n_spenders)``: capacity times window times stake in member-moves; 1 for
        the bill, -1 against; engagement 0..1; chance that an opponent joins the campaign 0..1.
    cohesion
        Joined share of the opponents' potential capacity, 0..1, shape ``(n_draws,)``.
    reach
        Surplus units that one member-move of a spender comes to for each member of a chamber,
        shape ``(n_spenders, n_chambers)``.
    """

    spends: Floats
    side: Floats
    engaged: Floats
    joins: Floats
    cohesion: Floats
    reach: Floats


@dataclass(frozen=True)
class Counts:
    """Votes as they were recorded.

    Parameters
    ----------
    shares
        Share in favour of those who voted, shape ``(n_counts,)``.
    mixing
        Weights of the voting units in each count, rows that sum to 1, ``(n_counts, n_units)``.
    came_to_a_vote
        Whether the holder of the calendar let it come to a vote; ``None`` with a fixed calendar.
    """

    shares: Floats
    mixing: Floats
    came_to_a_vote: bool | None


@dataclass(frozen=True)
class Episode:
    """One bill whose end is recorded, over draws of its coded ranges and shared shocks.

    Shapes use D draws, N nodes (quantiles of blocs), B blocs, V voting units (a party in a
    chamber), P parties.

    Parameters
    ----------
    name, fold
        Id of the case, and the name under which cases are left out together.
    traits
        Direction (+.5 opens, -.5 closes, 0 mixed), package and statutory clock (0 or 1), ``(3,)``.
    base
        Surplus of each node without valence, party, president, climate and purses, ``(D, N)``.
    bloc, weight, unit, chamber
        Bloc of each node, the members it stands for, its voting unit and its chamber, ``(N,)``.
    units
        Names of the voting units, as (chamber, party).
    party
        Column of the party shock of each bloc, -1 without a party, ``(B,)``.
    pull
        1 for blocs of the president's party where he gains, -1 where he loses, else 0, ``(D, B)``.
    climate
        Willingness to bargain minus one half, ``(D, B)``.
    noise
        Standard deviation of a member's own shock, ``(D,)``.
    bill_shock, party_shock
        Standard normal shocks, ``(D,)`` and ``(D, P)``.
    ready
        Whether there is a proposal by the deadline, ``(D,)``.
    purses, calendar, counts
        What is spent, who holds the calendar (``None`` where it is fixed), what was recorded.
    """

    name: str
    fold: str
    traits: Floats
    base: Floats
    bloc: Integers
    weight: Floats
    unit: Integers
    chamber: Integers
    units: tuple[tuple[str, str], ...]
    party: Integers
    pull: Floats
    climate: Floats
    noise: Floats
    bill_shock: Floats
    party_shock: Floats
    ready: NDArray[np.bool_]
    purses: Purses
    calendar: Calendar | None
    counts: Counts

    @property
    def draws(self) -> int:
        """Number of draws."""
        return int(self.base.shape[0])

    @property
    def unit_sizes(self) -> Floats:
        """Members of each voting unit, shape ``(V,)``."""
        return np.asarray(
            np.bincount(self.unit, weights=self.weight, minlength=len(self.units)), dtype=np.float64
        )

    def arrays(self, usual_cohesion: float) -> EpisodeArrays:
        """Arrays for the compiled likelihood.

        Parameters
        ----------
        usual_cohesion
            Cohesion at which the opponents' fund is what it holds, above 0.
        """
        calendar, purses, counts = self.calendar, self.purses, self.counts
        none = np.zeros(0)
        return EpisodeArrays(
            traits=self.traits,
            base=np.ascontiguousarray(self.base.T),
            bloc=self.bloc,
            weight=self.weight,
            unit=self.unit,
            chamber=self.chamber,
            seats=self.unit_sizes,
            chamber_seats=np.bincount(self.chamber, weights=self.weight).astype(np.float64),
            party=self.party,
            pull=np.ascontiguousarray(self.pull.T),
            climate=np.ascontiguousarray(self.climate.T),
            noise=self.noise,
            bill_shock=self.bill_shock,
            party_shock=self.party_shock,
            ready=self.ready.astype(np.float64),
            spends=purses.spends,
            side=purses.side,
            engaged=purses.engaged,
            joins=purses.joins,
            cohesion=purses.cohesion / usual_cohesion,
            reach=purses.reach,
            holder_surplus=none if calendar is None else calendar.surplus,
            holder_mixing=none if calendar is None else calendar.mixing,
            holder_needs=0.0 if calendar is None else calendar.needed,
            holder_counts=calendar is not None and calendar.counts,
            recorded=counts.shares,
            mixing=counts.mixing,
            came=-1 if counts.came_to_a_vote is None else int(counts.came_to_a_vote),
        )

    def first(self, draws: int) -> Episode:
        """Variant with its first draws only.

        Parameters
        ----------
        draws
            How many; all of them if there are fewer.
        """
        names = ("base", "pull", "climate", "noise", "bill_shock", "party_shock", "ready")
        held = {name: getattr(self.purses, name)[:draws] for name in DRAWN_OF_PURSES}
        calendar = self.calendar
        return self.replace(
            **{name: getattr(self, name)[:draws] for name in names},
            purses=replace(self.purses, **held),
            calendar=calendar and replace(calendar, surplus=calendar.surplus[:draws]),
        )

    def with_tallies(self, least: int) -> Episode:
        """Variant with those counts only that a normal law can describe.

        Parameters
        ----------
        least
            Members a party must have in a chamber for its own tally to count: that of one member
            is 0 or 1.

        Notes
        -----
        A total of none or of all says the same of each of its parties, whose tallies replace it.
        """
        shares: list[float] = []
        rows: list[Floats] = []
        for share, row in zip(self.counts.shares, self.counts.mixing, strict=True):
            units = np.flatnonzero(row)
            if min(share, 1.0 - share) <= AT_A_BOUND or units.size == 1:
                kept = [place for place in units if self.unit_sizes[place] >= least]
                shares += [float(share)] * len(kept)
                rows += [np.eye(row.size)[place] for place in kept]
            else:
                shares.append(float(share))
                rows.append(row)
        mixing = np.array(rows).reshape(len(rows), len(self.units))
        return self.replace(counts=replace(self.counts, shares=np.array(shares), mixing=mixing))

    def replace(self, **changes: Any) -> Episode:
        """Variant with some parts exchanged."""
        return replace(self, **changes)
