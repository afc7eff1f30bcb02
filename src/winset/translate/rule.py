"""From the rule of a case to the rule of a game."""

from __future__ import annotations

import numpy as np

from winset.cases.model.case import Case
from winset.cases.model.institutions import AllOf as AllOfNode
from winset.cases.model.institutions import AnyOf as AnyOfNode
from winset.cases.model.institutions import AtLeast as AtLeastNode
from winset.cases.model.institutions import (
    ChamberVote,
    NeedsAcquiescence,
    Referendum,
    ReferendumVote,
    Veto,
)
from winset.cases.paths.rule_walk import Rule as RuleNode
from winset.cases.paths.rule_walk import chambers_of, rule_nodes
from winset.foundation.errors import InputError
from winset.games.referendum import Referendums
from winset.games.rule import (
    Acquiescence,
    AllOf,
    AnyOf,
    AtLeast,
    Electorate,
    Expression,
    Player,
    Rule,
    Vote,
)

Named = list[tuple[str, Referendum]]


def rule_of(case: Case, *, with_people: bool = True) -> Rule:
    """Rule of a case over its actors as players, blocs voting as one.

    Parameters
    ----------
    case
        The case.
    with_people
        Whether binding referendums are part of it; without them it is the rule of the actors.

    Raises
    ------
    InputError
        If the rule does not fit the chambers, names an actor that is not there, or nothing is
        left of it.
    """
    seats = {
        chamber: {
            name: actor.seats[chamber]
            for name, actor in case.actors.items()
            if actor.seats.get(chamber, 0) > 0
        }
        for chamber in chambers_of(case.rule)
    }
    for name in _named_actors(case):
        if name not in case.actors:
            raise InputError(f"rule: there is no actor {name!r}")
    named = binding_referendums(case) if with_people else []
    expression = _expression(case.rule, {id(terms): name for name, terms in named})
    if expression is None:
        raise InputError(
            "rule: it holds only a referendum" + ("" if with_people else ", and no actor"),
            "add the chambers and players whose consent is needed",
        )
    return Rule(expression, seats)


def binding_referendums(case: Case) -> Named:
    """Binding referendums of the rule with their names, in its order.

    Examples
    --------
    >>> from winset.casebook import read_domestic_case
    >>> binding_referendums(read_domestic_case("fast-track-1997"))
    []
    """
    found = [
        node.referendum
        for _, node in rule_nodes(case.rule)
        if isinstance(node, ReferendumVote) and node.referendum.binding
    ]
    return [
        ("referendum" if number == 1 else f"referendum-{number}", terms)
        for number, terms in enumerate(found, start=1)
    ]


def referendums_of(case: Case) -> Referendums:
    """Find what the binding referendums of a case need to be won."""
    named = binding_referendums(case)
    return Referendums(
        names=tuple(name for name, _ in named),
        quorum=np.array([terms.quorum for _, terms in named], dtype=np.float64),
        double_majority=np.array(
            [terms.majority == "people_and_cantons" for _, terms in named], dtype=np.bool_
        ),
        stands_below_quorum=np.array(
            [terms.below_quorum == "stands" for _, terms in named], dtype=np.bool_
        ),
    )


def chamber_seats(case: Case) -> dict[str, int]:
    """Seats of each chamber the rule names, as written in the rule."""
    return {chamber: votes[-1][1].of for chamber, votes in chambers_of(case.rule).items()}


def _named_actors(case: Case) -> list[str]:
    names = []
    for _, leaf in rule_nodes(case.rule):
        if isinstance(leaf, Veto):
            names.append(leaf.actor)
        elif isinstance(leaf, NeedsAcquiescence):
            names.append(leaf.acquiescence)
    return names


def _expression(node: RuleNode, names: dict[int, str]) -> Expression | None:
    """Expression of a node; None for a referendum without a name here: it stops nothing."""
    match node:
        case ChamberVote():
            return Vote(node.chamber, node.votes_needed, node.of)
        case Veto():
            return Player(node.actor)
        case NeedsAcquiescence():
            return Acquiescence(node.acquiescence)
        case ReferendumVote():
            name = names.get(id(node.referendum))
            return None if name is None else Electorate(name)
        case AllOfNode():
            parts = _parts(node.all, names)
            return AllOf(parts) if parts else None
        case AnyOfNode():
            parts = _parts(node.any, names)
            return AnyOf(parts) if parts else None
        case AtLeastNode():
            parts = _parts(node.among, names)
            return AtLeast(min(node.at_least, len(parts)), parts) if parts else None


def _parts(nodes: list[RuleNode], names: dict[int, str]) -> tuple[Expression, ...]:
    found = (_expression(node, names) for node in nodes)
    return tuple(part for part in found if part is not None)
