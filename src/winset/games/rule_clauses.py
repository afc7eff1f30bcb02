"""The disjunctive normal form of a rule: the separate ways to win."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from math import comb

from winset.foundation.errors import InputError
from winset.games.rule_expression import (
    Acquiescence,
    AllOf,
    AnyOf,
    AtLeast,
    Electorate,
    Expression,
    Player,
    Vote,
)
from winset.games.rule_seats import FrozenMap

MOST_CLAUSES = 100_000


@dataclass(frozen=True)
class Clause:
    """One way to win.

    Every quota reached, every player consenting, nobody named left opposed, every referendum won.

    Parameters
    ----------
    quotas : mapping of str to float
        Chamber -> votes needed.
    players : tuple of str
        Single players who must consent, sorted.
    acquiescences : tuple of str
        Actors who must not be left opposed, sorted.
    electorates : tuple of str
        Referendums that must be won, sorted.
    """

    quotas: FrozenMap[str, float] = field(default_factory=FrozenMap)
    players: tuple[str, ...] = ()
    acquiescences: tuple[str, ...] = ()
    electorates: tuple[str, ...] = ()

    def joined(self, other: Clause) -> Clause:
        """Return the clause that asks for both: the higher quota in each chamber."""
        quotas = dict(self.quotas)
        for chamber, quota in other.quotas.items():
            quotas[chamber] = max(quota, quotas.get(chamber, quota))
        return Clause(
            FrozenMap(quotas),
            tuple(sorted({*self.players, *other.players})),
            tuple(sorted({*self.acquiescences, *other.acquiescences})),
            tuple(sorted({*self.electorates, *other.electorates})),
        )

    def asks_no_more_than(self, other: Clause) -> bool:
        """Return whether whoever meets the other clause also meets this one."""
        return (
            all(other.quotas.get(chamber, 0.0) >= quota for chamber, quota in self.quotas.items())
            and set(self.players) <= set(other.players)
            and set(self.acquiescences) <= {*other.acquiescences, *other.players}
            and set(self.electorates) <= set(other.electorates)
        )


def clauses_of(expression: Expression) -> tuple[Clause, ...]:
    """Return the undominated clauses of an expression, in the order they are written.

    Raises
    ------
    InputError
        More than 100,000 clauses.
    """
    if isinstance(expression, Vote):
        return (Clause(FrozenMap({expression.chamber: expression.quota})),)
    if isinstance(expression, Player):
        return (Clause(players=(expression.name,)),)
    if isinstance(expression, Acquiescence):
        return (Clause(acquiescences=(expression.name,)),)
    if isinstance(expression, Electorate):
        return (Clause(electorates=(expression.name,)),)
    parts = [clauses_of(part) for part in expression.parts]
    if isinstance(expression, AnyOf):
        return _undominated([clause for part in parts for clause in part])
    if isinstance(expression, AllOf):
        return _conjunction(parts)
    assert isinstance(expression, AtLeast)  # noqa: S101 - exhaustive
    _refuse_too_many(comb(len(parts), expression.count))
    clauses: list[Clause] = []
    for chosen in combinations(parts, expression.count):
        clauses.extend(_conjunction(list(chosen)))
        _refuse_too_many(len(clauses))
    return _undominated(clauses)


def _conjunction(parts: list[tuple[Clause, ...]]) -> tuple[Clause, ...]:
    joined: tuple[Clause, ...] = (Clause(),)
    for part in parts:
        _refuse_too_many(len(joined) * len(part))
        joined = _undominated([left.joined(right) for left in joined for right in part])
    return joined


def _undominated(clauses: list[Clause]) -> tuple[Clause, ...]:
    kept: list[Clause] = []
    for clause in dict.fromkeys(clauses):
        if any(other.asks_no_more_than(clause) for other in kept):
            continue
        kept = [other for other in kept if not clause.asks_no_more_than(other)]
        kept.append(clause)
    return tuple(kept)


def _refuse_too_many(count: int) -> None:
    if count > MOST_CLAUSES:
        raise InputError(
            f"the rule expands to more than {MOST_CLAUSES:,} ways to win; "
            "write large 'at least k of n' as a vote with weights"
        )
