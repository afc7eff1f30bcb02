"""Weights of a seat and of a single veto player: member-moves for one unit of their surplus."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from winset.cases.file.document import dotted
from winset.cases.model.case import Case
from winset.cases.model.institutions import NeedsAcquiescence, Veto
from winset.cases.paths.rule_walk import Rule, chambers_of, leaf_name, rule_nodes
from winset.foundation.errors import InputError
from winset.foundation.spelling import meant

HOUSE = 435
"""Members of the House of Representatives, whose members weigh 1."""


class Weight(NamedTuple):
    """A weight and where it comes from.

    Parameters
    ----------
    value
        Member-moves for one unit of surplus, above 0.
    origin
        ``rule`` if the case gives it, ``parameters`` if an older parameter file does, else
        ``default``.
    """

    value: float
    origin: Literal["rule", "parameters", "default"]


def seat_weight(rule: Rule, chamber: str, older: Mapping[str, float] | None = None) -> Weight:
    """Weight of one member of a chamber.

    Parameters
    ----------
    rule
        The rule of a case, which names the chamber.
    chamber
        Its id.
    older
        Weights by chamber from a parameter file of the older form; the rule comes before them.

    Returns
    -------
    Weight
        The first weight that the votes of the chamber give; without one 435 over its seats, so
        that every whole chamber weighs the same.

    Examples
    --------
    >>> from winset.cases.model.institutions import ChamberVote
    >>> seat_weight(ChamberVote(chamber="senate", quota=51, of=100), "senate")
    Weight(value=4.35, origin='default')
    """
    votes = [vote for _, vote in chambers_of(rule)[chamber]]
    given = next((vote.weight for vote in votes if vote.weight is not None), None)
    if given is not None:
        return Weight(given, "rule")
    if older and chamber in older:
        return Weight(older[chamber], "parameters")
    return Weight(HOUSE / max(vote.of for vote in votes), "default")


def player_weight(case: Case, actor: str) -> Weight:
    """Weight of a single veto player, of one that must acquiesce, or of the gatekeeper.

    Parameters
    ----------
    case
        The case.
    actor
        Id of the actor.

    Returns
    -------
    Weight
        The first weight that the rule or the calendar gives it; without one 435, since it is a
        body of one and every whole body weighs the same.
    """
    for _, node in rule_nodes(case.rule):
        if leaf_name(node) == actor and isinstance(node, Veto | NeedsAcquiescence) and node.weight:
            return Weight(node.weight, "rule")
    if case.calendar.held_by == actor and case.calendar.weight is not None:
        return Weight(case.calendar.weight, "rule")
    return Weight(float(HOUSE), "default")


def payable_players(case: Case) -> list[str]:
    """Single players whose price counts, in the order of the rule, the gatekeeper last.

    Parameters
    ----------
    case
        The case.

    Returns
    -------
    list of str
        Veto players and gatekeepers that may be paid (`compensable`) or that the effort of an
        actor reaches by name, and every actor that need only acquiesce.
    """
    reached = {name for actor in case.actors.values() for name in actor.reach}
    found: list[str] = []
    for _, node in rule_nodes(case.rule):
        if isinstance(node, NeedsAcquiescence):
            found.append(node.acquiescence)
        elif isinstance(node, Veto) and _may_be_paid(case, node.actor, reached):
            found.append(node.actor)
    holder = case.calendar.held_by
    if holder is not None and _may_be_paid(case, holder, reached):
        found.append(holder)
    return [name for name in dict.fromkeys(found) if name in case.actors]


def _may_be_paid(case: Case, name: str, reached: set[str]) -> bool:
    return name in reached or (name in case.actors and case.actors[name].compensable)


def weight_paths(case: Case, name: str) -> list[str]:
    """Paths of the weights of a chamber or a single player.

    Parameters
    ----------
    case
        The case.
    name
        Id of a chamber, a veto player or the gatekeeper.

    Returns
    -------
    list of str
        One path for each place of the rule, and of the calendar, that names it.

    Raises
    ------
    InputError
        If neither rule nor calendar names it.

    Examples
    --------
    >>> from winset.casebook import read_domestic_case
    >>> weight_paths(read_domestic_case("fast-track-1997"), "senate")
    ['rule.any.0.all.1.weight', 'rule.any.1.all.1.weight']
    """
    nodes = [(path, leaf_name(node)) for path, node in rule_nodes(case.rule)]
    found = [dotted((*path, "weight")) for path, named in nodes if named == name]
    if case.calendar.held_by == name:
        found.append("calendar.weight")
    if not found:
        holder = case.calendar.held_by
        known = dict.fromkeys(named for _, named in nodes if named is not None)
        names = [*known, *([holder] if holder else [])]
        right = meant(name, names, noun="names")
        raise InputError(f"weights.{name}: the rule names no `{name}`", right)
    return found
