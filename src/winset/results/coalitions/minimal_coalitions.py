"""Minimal winning and blocking coalitions, as an answer that can be checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from winset.foundation.face import DataFrame, data_frame
from winset.foundation.wording import counted
from winset.games.rule import Rule
from winset.results.answer import Answer
from winset.results.check import Check

MOST_ENUMERATED = 12


@dataclass(frozen=True, repr=False)
class MinimalCoalitions(Answer):
    """The coalitions that win (or block) and no longer do when any one member leaves.

    Attributes
    ----------
    rule : Rule
        The game.
    kind : {"winning", "blocking"}
        Whether they can carry a proposal or stop one.
    count : int
        How many there are (that pass the filter), exactly.
    coalitions : tuple of tuple of str, or None
        All of them, smallest first; None past the limit.
    reason : str
        Why they are not listed; empty when they are.
    minimum_size : float or None
        Riker's minimum size: the least total weight of any, whatever the filter; None for a rule
        of several votes or players.
    fewest_members : int
        The least number of members of any, whatever the filter.
    filtered : bool
        Whether only some were asked for.
    outcome : {"solved"}
        Limits raise an error instead.
    exact : bool
        Always; counts are integers.
    method : str
        The algorithm.
    sources : tuple of str
        Where the concepts are defined.
    """

    rule: Rule
    kind: Literal["winning", "blocking"]
    count: int
    coalitions: tuple[tuple[str, ...], ...] | None
    reason: str
    minimum_size: float | None
    fewest_members: int
    filtered: bool = False
    exact: bool = True

    def _does(self, members: set[str]) -> bool:
        if self.kind == "winning":
            return self.rule.is_winning(members)
        return not self.rule.is_winning(set(self.rule.players) - members)

    def _is_minimal(self, members: set[str]) -> bool:
        return self._does(members) and not any(self._does(members - {m}) for m in members)

    @property
    def lightest(self) -> tuple[tuple[str, ...], ...] | None:
        """The listed coalitions of minimum size (Riker); None when not listed or no weights."""
        if self.coalitions is None or self.minimum_size is None:
            return None
        (weights,) = self.rule.seats.values()
        least = self.minimum_size
        return tuple(
            c for c in self.coalitions if abs(sum(weights[m] for m in c) - least) <= 1e-9 * least
        )

    def verify(self) -> Check:
        """Check the answer from the rule alone.

        Returns
        -------
        Check
            True in a condition when every claim holds: each listed coalition is minimal, none is
            listed twice, the count is the length of the list, no member short of the fewest; and,
            up to 12 players and without a filter, the count over all coalitions.
        """
        claims: list[tuple[str, bool]] = [("the count is not negative", self.count >= 0)]
        if self.coalitions is not None:
            sets = [frozenset(c) for c in self.coalitions]
            claims += [
                ("the count is the length of the list", len(sets) == self.count),
                ("no coalition is listed twice", len(set(sets)) == len(sets)),
                ("every listed coalition is minimal", all(self._is_minimal(set(c)) for c in sets)),
                (
                    "none has fewer members than the fewest",
                    all(len(c) >= self.fewest_members for c in sets),
                ),
            ]
        players = self.rule.players
        if len(players) <= MOST_ENUMERATED and not self.filtered:
            found = sum(
                self._is_minimal({p for i, p in enumerate(players) if s >> i & 1})
                for s in range(1, 2 ** len(players))
            )
            claims.append(("the count is that over all coalitions", found == self.count))
        return Check(tuple(claims))

    def summary(self) -> str:
        """Return a few lines for a reader."""
        size = "" if self.minimum_size is None else f", minimum size {self.minimum_size:g}"
        shown = (
            ""
            if self.coalitions is None
            else ": " + "; ".join(" ".join(c) for c in self.coalitions[:6])
        )
        more = "; ..." if self.coalitions is not None and self.count > 6 else ""
        kind = f"minimal {self.kind} coalition"
        members = "member" if self.fewest_members == 1 else "members"
        return (
            f"{counted(self.count, kind, f'{kind}s')} of "
            f"{counted(len(self.rule.players), 'player', 'players')}"
            f"{size}, at least {self.fewest_members} {members}{shown}{more}."
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as JSON types; a missing entry is null beside a `reason`."""
        reasons = [self.reason] if self.reason else []
        if self.minimum_size is None:
            reasons.append("minimum_size: the rule is not a single weighted vote")
        listed = self.coalitions
        lightest = self.lightest
        answer: dict[str, Any] = {
            "schema": "winset/coalitions/1",
            "kind": self.kind,
            "count": self.count,
            "minimal_winning": None if listed is None else [list(c) for c in listed],
            "minimum_size": self.minimum_size,
            "minimum_size_coalitions": None if lightest is None else [list(c) for c in lightest],
            "fewest_members": self.fewest_members,
            "method": self.method,
            "outcome": self.outcome,
            "rule": str(self.rule),
            "sources": list(self.sources),
        }
        if self.kind == "blocking":
            answer["minimal_blocking"] = answer.pop("minimal_winning")
        if reasons:
            answer["reason"] = "; ".join(reasons)
        return answer

    def to_frame(self) -> DataFrame:
        """Return a row a listed coalition: its members, how many, and its weights."""
        listed = self.coalitions or ()
        frame = data_frame(
            {"members": [" ".join(c) for c in listed], "size": [len(c) for c in listed]}
        )
        for chamber, weights in self.rule.seats.items():
            frame[f"{chamber} weight"] = [sum(weights.get(m, 0) for m in c) for c in listed]
        return frame
