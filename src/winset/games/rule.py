"""The rule of ratification: who can say yes, as votes and players joined by and, or, k of n."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from winset.foundation.errors import InputError
from winset.foundation.numbers import finite_number
from winset.games.rule_clauses import Clause, clauses_of
from winset.games.rule_expression import (
    Acquiescence,
    AllOf,
    AnyOf,
    AtLeast,
    Electorate,
    Expression,
    Player,
    Vote,
    expression_text,
    leaves,
)
from winset.games.rule_form import IntegerForm, integer_form
from winset.games.rule_seats import FrozenMap
from winset.games.rule_text import expression_from_text

__all__ = [
    "Acquiescence",
    "AllOf",
    "AnyOf",
    "AtLeast",
    "Clause",
    "Electorate",
    "Expression",
    "FrozenMap",
    "Player",
    "Rule",
    "Vote",
    "rule_from_text",
]

Seats = FrozenMap[str, FrozenMap[str, float]]


@dataclass(frozen=True)
class Rule:
    """A monotone decision rule over named players: which coalitions can carry a proposal.

    A player may hold weight in several chambers (a party's bloc in house and senate) and may be
    named as a single player besides. Weights that are decimals are read as written, so that
    three votes of 0.1 reach a quota of 0.3.

    Parameters
    ----------
    expression : Expression
        What must hold.
    seats : mapping of str to mapping of str to float, default empty
        Chamber -> player -> weight (votes, shares, any unit), each finite and >= 0. A player of
        weight 0 is allowed and has no power.

    Raises
    ------
    InputError
        A chamber without seats, a quota that is not above 0 or is above the chamber's total (then
        everybody or nobody would win), a weight that is negative, NaN or infinite, an empty name,
        an empty "all of" or "any of", a count outside 1 to the number of parts.

    Examples
    --------
    >>> house = {"left": 230, "right": 205}
    >>> rule = Rule(Vote("house", 218) & Player("president") | Vote("house", 290), {"house": house})
    >>> rule.is_winning({"left", "president"}), rule.is_winning({"left"})
    (True, False)
    >>> [dict(clause.quotas) for clause in rule.clauses()]
    [{'house': 218}, {'house': 290}]
    """

    expression: Expression
    seats: Mapping[str, Mapping[str, float]] = field(default_factory=FrozenMap)

    def __post_init__(self) -> None:
        frozen = FrozenMap(
            {chamber: FrozenMap(_checked_weights(chamber, w)) for chamber, w in self.seats.items()}
        )
        object.__setattr__(self, "seats", frozen)
        _check_expression(self.expression, frozen)

    @classmethod
    def weighted(
        cls,
        weights: Sequence[float] | Mapping[str, float],
        *,
        quota: float,
        names: Sequence[str] | None = None,
        chamber: str = "votes",
    ) -> Rule:
        """Return the rule of one weighted vote.

        Parameters
        ----------
        weights : sequence of float, or mapping of player to float
            Each finite and >= 0.
        quota : float
            Votes needed, above 0 and at most the total.
        names : sequence of str, optional
            One a weight, all different; "1", "2", ... by default.
        chamber : str, default "votes"
            The name of the vote.

        Raises
        ------
        InputError
            No weights, another number of names than weights, a duplicate name, or as for `Rule`.
        """
        return cls(Vote(chamber, quota), {chamber: named_weights(weights, names)})

    @cached_property
    def players(self) -> tuple[str, ...]:
        """All players, in the order of the chambers, then of the single players."""
        voters = (name for members in self.seats.values() for name in members)
        single = (leaf.name for leaf in leaves(self.expression) if not isinstance(leaf, Vote))
        return tuple(dict.fromkeys((*voters, *single)))

    @cached_property
    def integer_form(self) -> IntegerForm:
        """The same rule in integers, for the solvers."""
        return integer_form(self.expression, self.seats, self.players)

    def totals(self) -> dict[str, float]:
        """Return the weight of each chamber."""
        return {chamber: math.fsum(w.values()) for chamber, w in self.seats.items()}

    def is_winning(self, coalition: Iterable[str]) -> bool:
        """Return whether these players together can carry a proposal.

        Parameters
        ----------
        coalition : iterable of str
            Player names; the order does not matter.

        Raises
        ------
        InputError
            A name that is not a player of this rule.
        """
        members = {coalition} if isinstance(coalition, str) else set(coalition)
        unknown = members.difference(self.players)
        if unknown:
            raise InputError(f"not players of this rule: {', '.join(sorted(unknown))}")
        return self.integer_form.is_winning(members)

    def clauses(self) -> tuple[Clause, ...]:
        """Return the ways to win: disjunctive normal form, dominated clauses dropped.

        In each clause only the highest quota of a chamber is kept. A clause is dominated when
        another asks for no more in every respect.

        Raises
        ------
        InputError
            More than 100,000 clauses (a large "k of n"); the solvers of power do not need them.
        """
        return self._clauses

    @cached_property
    def _clauses(self) -> tuple[Clause, ...]:
        return clauses_of(self.expression)

    def classes(self) -> tuple[tuple[str, ...], ...]:
        """Return the players in groups that are interchangeable under this rule.

        Two players share a group when they hold equal weights in every vote that matters and
        swapping their names leaves the expression the same. The test is sufficient, not necessary:
        players whose different weights happen to be equivalent are kept apart.
        """
        return self.integer_form.classes

    def __str__(self) -> str:
        """Return the expression as one line."""
        return expression_text(self.expression)


def rule_from_text(text: str, seats: Mapping[str, Mapping[str, float]]) -> Rule:
    """Read a rule from one line of text.

    Parameters
    ----------
    text : str
        Chambers and players joined by `&` and `|` (`&` binds tighter), parentheses, `2 of (a, b,
        c)` and `acquiescence(name)`. A chamber alone means more than half of its total;
        `House_2_3` at least two thirds; `House >= 218` a number of votes. A name that is no
        chamber is a single player. Names hold letters, digits, `-`, `.` and `_`.
    seats : mapping of str to mapping of str to float
        As for `Rule`; chamber names are matched exactly.

    Raises
    ------
    InputError
        Text that does not parse (with the column), or as for `Rule`.

    Examples
    --------
    >>> house = {f"representative {i}": 1 for i in range(435)}
    >>> senate = {f"senator {i}": 1 for i in range(100)}
    >>> rule = rule_from_text(
    ...     "House & Senate & President | House_2_3 & Senate_2_3",
    ...     {"House": house, "Senate": senate},
    ... )
    >>> str(rule)
    'House >= 218 & Senate >= 51 & President | House >= 290 & Senate >= 67'
    """
    checked = {chamber: _checked_weights(chamber, w) for chamber, w in seats.items()}
    return Rule(expression_from_text(text, checked), seats)


def named_weights(
    weights: Sequence[float] | Mapping[str, float], names: Sequence[str] | None = None
) -> dict[str, float]:
    """Return weights by player name, in the order given.

    Raises
    ------
    InputError
        No weights, names for a mapping, another number of names than weights, a duplicate name.
    """
    if isinstance(weights, Mapping):
        if names is not None:
            raise InputError("give names either in the mapping or separately, not both")
        return dict(weights)
    values = list(weights)
    if names is None:
        names = [str(i + 1) for i in range(len(values))]
    if len(names) != len(values):
        raise InputError(f"{len(values)} weights but {len(names)} names; give one name a weight")
    repeated = sorted(name for name, times in Counter(names).items() if times > 1)
    if repeated:
        raise InputError(f"duplicate names: {', '.join(repeated)}; each player needs its own")
    return dict(zip(names, values, strict=True))


def _checked_weights(chamber: str, weights: Mapping[str, float]) -> dict[str, float]:
    if not chamber:
        raise InputError("a chamber needs a name")
    checked: dict[str, float] = {}
    for name, weight in weights.items():
        if not isinstance(name, str) or not name:
            raise InputError(f"chamber {chamber}: a player's name must be text, got {name!r}")
        number = finite_number(weight, f"chamber {chamber}: the weight of {name}")
        if number < 0:
            raise InputError(
                f"chamber {chamber}: the weight of {name} is {weight:g}; weights are >= 0"
            )
        checked[name] = number
    return checked


def _check_expression(expression: Expression, seats: Seats) -> None:
    if isinstance(expression, Vote):
        _check_vote(expression, seats)
    elif isinstance(expression, Player | Acquiescence | Electorate):
        if not isinstance(expression.name, str) or not expression.name:
            raise InputError(f"a single player needs a name, got {expression.name!r}")
    elif isinstance(expression, AllOf | AnyOf | AtLeast):
        if not expression.parts:
            raise InputError("a rule's 'all', 'any' or 'at least' needs at least one part")
        if isinstance(expression, AtLeast) and not 1 <= expression.count <= len(expression.parts):
            raise InputError(
                f"'at least {expression.count}' of {len(expression.parts)} parts; the count "
                f"must be from 1 to {len(expression.parts)}"
            )
        for part in expression.parts:
            _check_expression(part, seats)
    else:
        raise InputError(f"a rule is made of votes and players, not of {type(expression).__name__}")


def _check_vote(vote: Vote, seats: Seats) -> None:
    if vote.chamber not in seats:
        known = ", ".join(seats) or "none"
        raise InputError(f"chamber {vote.chamber!r} has no seats; chambers with seats: {known}")
    finite_number(vote.quota, f"chamber {vote.chamber}: the quota")
    if vote.quota <= 0:
        raise InputError(
            f"chamber {vote.chamber}: with a quota of {vote.quota:g} everybody wins; "
            "give a quota above 0"
        )
    total = math.fsum(seats[vote.chamber].values())
    if vote.quota > total * (1 + 1e-12):
        raise InputError(
            f"chamber {vote.chamber}: the quota {vote.quota:g} is above the total {total:g}, "
            "so nobody wins; give a quota of at most the total"
        )
    if vote.of is not None and not vote.of >= vote.quota:
        raise InputError(
            f"chamber {vote.chamber}: a quota of {vote.quota:g} of {vote.of:g} members; "
            "the membership must be at least the quota"
        )
