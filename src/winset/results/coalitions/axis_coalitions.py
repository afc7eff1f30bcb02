"""Coalitions on an axis: connected ones, and what each expects as policy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from winset.foundation.face import DataFrame, data_frame
from winset.foundation.wording import counted
from winset.games.rule import FrozenMap, Rule
from winset.results.answer import Answer
from winset.results.check import Check


@dataclass(frozen=True, repr=False)
class ConnectedCoalitions(Answer):
    """The minimal connected winning coalitions of a rule on an axis.

    Attributes
    ----------
    rule : Rule
        The game.
    positions : mapping of str to float
        Player -> place on the axis.
    coalitions : tuple of tuple of str
        Members from left to right; coalitions from left to right.
    outcome : {"solved"}
        There is always at least one.
    method : str
        The algorithm.
    sources : tuple of str
        Where the concept is defined.
    """

    rule: Rule
    positions: Mapping[str, float]
    coalitions: tuple[tuple[str, ...], ...]
    exact: bool = True

    def __post_init__(self) -> None:
        object.__setattr__(self, "positions", FrozenMap(self.positions))

    @property
    def count(self) -> int:
        """Number of them."""
        return len(self.coalitions)

    def verify(self) -> Check:
        """Check from the rule alone that each listed coalition is minimal connected winning.

        Returns
        -------
        Check
            Each wins, has no outsider strictly between two members, and stops winning when any
            member goes whose leaving would not break it apart.
        """
        sets = [set(c) for c in self.coalitions]
        return Check(
            (
                ("there is at least one", len(sets) > 0),
                ("no coalition is listed twice", len({frozenset(s) for s in sets}) == len(sets)),
                ("each wins", all(self.rule.is_winning(s) for s in sets)),
                ("each is connected", all(self._is_connected(s) for s in sets)),
                ("each is minimal among the connected", all(self._is_minimal(s) for s in sets)),
            )
        )

    def _is_connected(self, members: set[str]) -> bool:
        places = [self.positions[m] for m in members]
        return not any(
            min(places) < place < max(places)
            for name, place in self.positions.items()
            if name not in members
        )

    def _is_minimal(self, members: set[str]) -> bool:
        return not any(
            self.rule.is_winning(members - {m}) and self._is_connected(members - {m})
            for m in members
            if len(members) > 1
        )

    def summary(self) -> str:
        """Return one line for a reader."""
        shown = "; ".join(" ".join(c) for c in self.coalitions[:6])
        more = "; ..." if self.count > 6 else ""
        kind = "minimal connected winning coalition"
        return f"{counted(self.count, kind, f'{kind}s')}: {shown}{more}."

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as JSON types."""
        return {
            "connected": [list(c) for c in self.coalitions],
            "connected_count": self.count,
            "positions": dict(self.positions),
            "outcome": self.outcome,
            "method": self.method,
            "sources": list(self.sources),
        }

    def to_frame(self) -> DataFrame:
        """Return a row a coalition: members, how many, and the stretch of axis it covers."""
        return data_frame(
            {
                "members": [" ".join(c) for c in self.coalitions],
                "size": [len(c) for c in self.coalitions],
                "from": [min(self.positions[m] for m in c) for c in self.coalitions],
                "to": [max(self.positions[m] for m in c) for c in self.coalitions],
            }
        )


@dataclass(frozen=True)
class PolicyCoalition:
    """A winning coalition and the policy its members expect of it.

    Attributes
    ----------
    members : tuple of str
        From left to right.
    pivots : tuple of str
        The members with |weight right - weight left| <= own weight inside the coalition.
    policy : float
        The pivot's position; halfway between when two share the balance.
    dominated : bool
        Whether every member of some other winning coalition prefers that one.
    """

    members: tuple[str, ...]
    pivots: tuple[str, ...]
    policy: float
    dominated: bool


@dataclass(frozen=True, repr=False)
class PolicyDistances(Answer):
    """De Swaan's reading of a vote on an axis.

    Attributes
    ----------
    rule : Rule
        One weighted vote.
    positions : mapping of str to float
        Player -> place on the axis.
    pivots : tuple of str
        The pivots of the whole body.
    coalitions : tuple of PolicyCoalition
        The winning coalitions considered.
    closed : bool
        Whether only connected ("closed") coalitions were considered.
    outcome : {"solved"}
        Limits raise an error instead.
    sources : tuple of str
        Where the concepts are defined.
    """

    rule: Rule
    positions: Mapping[str, float]
    pivots: tuple[str, ...]
    coalitions: tuple[PolicyCoalition, ...]
    closed: bool
    exact: bool = True

    def __post_init__(self) -> None:
        object.__setattr__(self, "positions", FrozenMap(self.positions))

    @property
    def predicted(self) -> tuple[PolicyCoalition, ...]:
        """The undominated coalitions: what the theory expects to form."""
        return tuple(c for c in self.coalitions if not c.dominated)

    def distance(self, player: str, coalition: PolicyCoalition) -> float:
        """Return how far a coalition's expected policy is from a player."""
        return abs(self.positions[player] - coalition.policy)

    def verify(self) -> Check:
        """Check pivots and dominance from the weights and positions alone."""
        (weights,) = self.rule.seats.values()
        everybody = tuple(self.positions)
        return Check(
            (
                (
                    "each coalition wins",
                    all(self.rule.is_winning(c.members) for c in self.coalitions),
                ),
                ("the pivots balance the body", self._balance(everybody, self.pivots, weights)),
                (
                    "the pivots balance their coalitions",
                    all(self._balance(c.members, c.pivots, weights) for c in self.coalitions),
                ),
                (
                    "no undominated coalition is dominated",
                    not any(self._is_dominated(c) for c in self.predicted),
                ),
            )
        )

    def _balance(
        self, members: tuple[str, ...], pivots: tuple[str, ...], weights: Mapping[str, float]
    ) -> bool:
        """Return whether exactly the named members meet the pivot inequality."""
        for name in members:
            place = self.positions[name]
            right = sum(weights[m] for m in members if self.positions[m] > place)
            left = sum(weights[m] for m in members if self.positions[m] < place)
            gap, own = abs(right - left), weights[name]
            if abs(gap - own) > 1e-9 * max(1.0, own) and (gap <= own) != (name in pivots):
                return False
        return bool(pivots)

    def _is_dominated(self, coalition: PolicyCoalition) -> bool:
        return any(
            all(self.distance(m, other) < self.distance(m, coalition) for m in other.members)
            for other in self.coalitions
        )

    def summary(self) -> str:
        """Return a few lines for a reader."""
        shown = "; ".join(
            f"{' '.join(c.members)} (policy {c.policy:g})" for c in self.predicted[:5]
        )
        return f"Pivot of the body: {' or '.join(self.pivots)}. Expected to form: {shown}."

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as JSON types."""
        return {
            "pivots": list(self.pivots),
            "closed": self.closed,
            "coalitions": [
                {
                    "members": list(c.members),
                    "pivots": list(c.pivots),
                    "policy": c.policy,
                    "dominated": c.dominated,
                }
                for c in self.coalitions
            ],
            "outcome": self.outcome,
            "method": self.method,
            "sources": list(self.sources),
        }

    def to_frame(self) -> DataFrame:
        """Return a row a coalition: policy, whether dominated, and each player's distance."""
        frame = data_frame(
            {
                "members": [" ".join(c.members) for c in self.coalitions],
                "policy": [c.policy for c in self.coalitions],
                "dominated": [c.dominated for c in self.coalitions],
            }
        )
        for name in self.positions:
            frame[f"distance {name}"] = [self.distance(name, c) for c in self.coalitions]
        return frame
