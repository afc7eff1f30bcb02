"""Attendance: members' absence on earlier votes, and how it varies from vote to vote."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.votes.records import VoteTable

Floats = NDArray[np.float64]


_USUAL_ABSENCE = 0.025
_USUAL_VOTES = 4.0
_OWN_VOTES = 12.0
_DAY_SD = 0.6


@dataclass(frozen=True, eq=False)
class Attendance:
    """Probability of voting, by member.

    Parameters
    ----------
    present : array (n_members,)
        Probability that the member votes Yea or Nay.
    """

    present: Floats

    def draw(self, source: np.random.Generator, draws: int) -> NDArray[np.bool_]:
        """Draw who votes, shape (n_draws, n_members); absences of a day move together."""
        day = np.exp(_DAY_SD * source.standard_normal((draws, 1)) - 0.5 * _DAY_SD**2)
        absent = np.minimum((1.0 - self.present) * day, 1.0)
        return np.asarray(source.random((draws, self.present.size)) >= absent)


def attendance_of(known: VoteTable) -> Attendance:
    """Attendance at the last roll call of a table, from the earlier ones.

    Parameters
    ----------
    known
        The last column is the vote to come; its members are those listed.

    Returns
    -------
    Attendance
        The chamber's rate of absence, drawn toward 2.5 % as if seen on four votes; a member's own
        record moves it as if the chamber's rate had been seen on twelve votes.
    """
    earlier, voters = slice(0, -1), np.flatnonzero(known.listed[:, -1])
    listed, absent = (
        known.listed[:, earlier],
        known.listed[:, earlier] & (known.casts[:, earlier] == 0),
    )
    chamber = known.roll_calls[-1].chamber
    same = np.array([call.chamber == chamber for call in known.roll_calls[:-1]], dtype=bool)
    seen = listed[:, same].sum()
    prior = _USUAL_VOTES * voters.size
    rate = (absent[:, same].sum() + prior * _USUAL_ABSENCE) / (seen + prior)
    own = (absent[voters].sum(axis=1) + _OWN_VOTES * rate) / (
        listed[voters].sum(axis=1) + _OWN_VOTES
    )
    return Attendance(np.asarray(1.0 - own))
