"""Numbers that come with a rule, one a player: positions, prices, chances."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from winset.foundation.errors import InputError
from winset.foundation.numbers import finite_number
from winset.games.rule import Rule


def numbers_by_player(
    rule: Rule,
    values: Mapping[str, float] | Sequence[float],
    noun: str,
    *,
    may_be_infinite: bool = False,
) -> dict[str, float]:
    """Return one number a player, in the rule's order, checked.

    Parameters
    ----------
    rule : Rule
        The rule.
    values : mapping of str to float, or sequence of float
        By player, or in the order of the players.
    noun : str
        What they are, for messages: "price".
    may_be_infinite : bool, default False
        Whether plus infinity has a meaning.

    Raises
    ------
    InputError
        A player without a number, a name that is not a player, another count than players, a
        number that is NaN, infinite or beyond floating point.

    Examples
    --------
    >>> rule = Rule.weighted([3, 2], quota=3, names=["A", "B"])
    >>> numbers_by_player(rule, {"B": 1, "A": 0.5}, "price")
    {'A': 0.5, 'B': 1.0}
    """
    if isinstance(values, Mapping):
        named = {str(name): value for name, value in values.items()}
        unknown = [name for name in named if name not in rule.players]
        missing = [name for name in rule.players if name not in named]
        if missing:
            raise InputError(f"no {noun} for {', '.join(missing)}")
        if unknown:
            raise InputError(f"not players of this rule: {', '.join(unknown)}")
    else:
        if len(values) != len(rule.players):
            raise InputError(f"{len(values)} {noun}s for {len(rule.players)} players")
        named = dict(zip(rule.players, values, strict=True))
    return {
        name: math.inf
        if may_be_infinite and named[name] == math.inf
        else float(finite_number(named[name], f"the {noun} of {name}"))
        for name in rule.players
    }
