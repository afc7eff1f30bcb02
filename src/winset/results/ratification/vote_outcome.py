"""End of a vote: tallies by party, whether it is held, and what becomes of the bill."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winset.foundation.face import DataFrame, Result, data_frame
from winset.games.domestic import DomesticGame, Floats
from winset.results.check import Check
from winset.results.ratification.ratification import VERDICTS, Verdict


@dataclass(frozen=True, repr=False)
class VoteOutcome(Result):
    """Tallies and what becomes of the bill, draw by draw.

    Parameters
    ----------
    game
        The game it answers for.
    tally
        Votes in favour in each chamber, shape ``(n_draws, n_chambers)``; expected votes where the
        noise of members is integrated out.
    by_party
        The same by party, shape ``(n_draws, n_chambers, n_parties + 1)``; the last column holds
        members without a party.
    comes_to_a_vote
        Whether whoever holds the calendar lets it come to a vote, shape ``(n_draws,)``.
    satisfied
        Whether the rule is met if it comes to a vote, shape ``(n_draws,)``.
    outcome
        Place in `VERDICTS`, shape ``(n_draws,)``.
    joins
        Chance that each actor, if it opposes, joins the common campaign, ``(n_draws, n_actors)``.
    expected
        Whether the noise of members is integrated out.
    """

    game: DomesticGame
    tally: Floats
    by_party: Floats
    comes_to_a_vote: NDArray[np.bool_]
    satisfied: NDArray[np.bool_]
    outcome: NDArray[np.int64]
    joins: Floats
    expected: bool

    @property
    def passes(self) -> NDArray[np.bool_]:
        """Return whether the bill passes, draw by draw."""
        return np.asarray(self.outcome == VERDICTS.index("passes"))

    def verdict_word(self, draw: int = 0) -> Verdict:
        """Find what becomes of the bill in one draw."""
        return VERDICTS[int(self.outcome[draw])]

    def summary(self) -> str:
        """One line on the first draw."""
        names = self.game.labels.chambers
        votes = ", ".join(
            f"{name} {count:.1f}" for name, count in zip(names, self.tally[0], strict=True)
        )
        return f"{self.verdict_word()}; votes in favour: {votes or 'no chamber votes'}"

    def to_dict(self, draw: int = 0) -> dict[str, Any]:
        """Answer of one draw as plain values."""
        labels = self.game.labels
        return {
            "verdict": self.verdict_word(draw),
            "comes_to_a_vote": bool(self.comes_to_a_vote[draw]),
            "satisfied": bool(self.satisfied[draw]),
            "tally": {c: float(self.tally[draw, k]) for k, c in enumerate(labels.chambers)},
        }

    def to_frame(self) -> DataFrame:
        """Votes in favour by chamber and party in the first draw."""
        labels = self.game.labels
        names = [*self.game.parties, "none"]
        return data_frame(self.by_party[0], index=list(labels.chambers), columns=names)

    def verify(self) -> Check:
        """Check the claims without the solver: tallies add up and stay within the seats."""
        seats = self.game.labels.seats.sum(axis=0)
        same = np.abs(self.by_party.sum(axis=2) - self.tally).max(initial=0.0) <= 1e-9
        within = bool(((self.tally >= -1e-9) & (self.tally <= seats + 1e-9)).all())
        claims = [
            ("the parties' votes add up to the tally", bool(same)),
            ("no chamber has more votes than seats", within),
            ("what passes came to a vote", bool((~self.passes | self.comes_to_a_vote).all())),
            ("what passes meets the rule", bool((~self.passes | self.satisfied).all())),
        ]
        return Check(tuple(claims))
