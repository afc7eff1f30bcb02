"""Every node of a rule with its path."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from winset.cases.file.document import Path
from winset.cases.model.institutions import (
    AllOf,
    AnyOf,
    AtLeast,
    ChamberVote,
    NeedsAcquiescence,
    ReferendumVote,
    Veto,
)

Rule: TypeAlias = ChamberVote | Veto | NeedsAcquiescence | ReferendumVote | AllOf | AnyOf | AtLeast


def parts_of(rule: Rule) -> tuple[str, list[Rule]]:
    """Return the name of the field that holds a node's parts, and the parts; empty for a leaf."""
    if isinstance(rule, AllOf):
        return "all", rule.all
    if isinstance(rule, AnyOf):
        return "any", rule.any
    if isinstance(rule, AtLeast):
        return "among", rule.among
    return "", []


def rule_nodes(rule: Rule, path: Path = ("rule",)) -> Iterator[tuple[Path, Rule]]:
    """Yield every node of a rule with its path, a node before its parts.

    Parameters
    ----------
    rule
        The rule of a case.
    path
        Where it stands.
    """
    yield path, rule
    name, parts = parts_of(rule)
    for number, part in enumerate(parts):
        yield from rule_nodes(part, (*path, name, number))


def chambers_of(rule: Rule) -> dict[str, list[tuple[Path, ChamberVote]]]:
    """Return the votes of a rule by chamber, in the order in which the rule names them."""
    votes: dict[str, list[tuple[Path, ChamberVote]]] = {}
    for path, node in rule_nodes(rule):
        if isinstance(node, ChamberVote):
            votes.setdefault(node.chamber, []).append((path, node))
    return votes


def leaf_name(node: Rule) -> str | None:
    """Return the chamber or actor that a leaf of a rule names; None for the other nodes."""
    if isinstance(node, ChamberVote):
        return node.chamber
    if isinstance(node, Veto):
        return node.actor
    return node.acquiescence if isinstance(node, NeedsAcquiescence) else None
