"""Forecasts by hand as distributions of the tally: each with the errors it made before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from winset.votes.forecast.baselines import baselines_for
from winset.votes.forecast.known import known_before
from winset.votes.quota import passes
from winset.votes.records import VoteTable

Floats = NDArray[np.float64]

LEAST_ERRORS: Final = 3
"""Earlier votes of the chamber that a spread must rest on."""


@dataclass(frozen=True, eq=False)
class HandTally:
    """Forecast of one tally by a simple rule.

    Parameters
    ----------
    yea : array (n_voting,)
        Probability of a Yea of each member that voted.
    expected
        Expected Yeas.
    tallies : array (n_errors,)
        Yeas if it errs by as much, as a share of those voting, as on each earlier vote of the
        chamber; empty where there are fewer than three.
    passage
        Share of these tallies that carry the motion; NaN where there are none.
    """

    yea: Floats
    expected: float
    tallies: Floats
    passage: float


@dataclass(slots=True)
class HandForecasts:
    """Forecasts by hand of any vote of a table, walking forward.

    Parameters
    ----------
    table
        All votes.
    """

    table: VoteTable
    _said: dict[int, dict[str, Floats]] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the forecasts."""
        return tuple(self._methods())

    def tally(self, name: str, column: int) -> HandTally:
        """Forecast of one vote, from the votes dated before it.

        Parameters
        ----------
        name
            One of `names`.
        column
            The vote. Who was absent is taken as known, which favours the forecast by hand.
        """
        call = self.table.roll_calls[column]
        yea = self._of(column)[name]
        expected = float(yea.sum())
        errors = self._errors(name, call.chamber, call.date)
        if errors.size < LEAST_ERRORS:
            return HandTally(yea, expected, np.zeros(0), float("nan"))
        tallies = np.clip(expected + call.orientation * errors * yea.size, 0.0, yea.size)
        yeas = np.rint(tallies).astype(np.int64)
        seats = int(self.table.listed[:, column].sum())
        carried = passes(call.requires, call.chamber, yeas, yea.size - yeas, seats)
        return HandTally(yea, expected, tallies, float(carried.mean()))

    def _methods(self) -> Mapping[str, Callable[[VoteTable], Floats]]:
        return baselines_for(self.table)

    def _of(self, column: int) -> dict[str, Floats]:
        """Chances of a Yea of those who voted, by name."""
        if column not in self._said:
            call = self.table.roll_calls[column]
            known = known_before(self.table, call.key)
            at = {member.id: i for i, member in enumerate(self.table.members)}
            rows = [at[known.members[i].id] for i in np.flatnonzero(known.listed[:, -1])]
            voted = self.table.casts[rows, column] != 0
            opening = {name: method(known)[voted] for name, method in self._methods().items()}
            turn = call.orientation
            self._said[column] = {n: p if turn > 0 else 1.0 - p for n, p in opening.items()}
        return self._said[column]

    def _errors(self, name: str, chamber: str, before: dt.date) -> Floats:
        """Errors on the chamber's earlier votes: share of the liberalising side less the said."""
        found = []
        for column, call in enumerate(self.table.roll_calls):
            yeas, nays = self.table.tally(column)
            if call.chamber == chamber and call.date < before and yeas + nays:
                said = float(self._of(column)[name].sum())
                found.append(call.orientation * (yeas - said) / (yeas + nays))
        return np.array(found)
