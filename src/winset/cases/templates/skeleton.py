"""The commented skeleton of a case: a template, a ready-made rule, and actors from a table."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

from pydantic import TypeAdapter

from winset.cases.file.document import parse_document
from winset.cases.file.yaml_text import block_lines, scalar_text
from winset.cases.model.institutions import RuleNode, Veto
from winset.cases.paths.rule_walk import Rule, chambers_of, rule_nodes
from winset.foundation.errors import InputError
from winset.foundation.spelling import meant

_AXIS = "openness"
_ISSUES: dict[str, dict[str, Any]] = {
    _AXIS: {
        "axis": "vote",
        "title": "Openness of trade policy",
        "low": "what 0 means",
        "high": "what 1 means",
        "status_quo": 0.4,
        "proposal": 0.7,
    },
    "labour-rights": {
        "axis": "reason",
        "title": "Labour rights",
        "low": "what 0 means",
        "high": "what 1 means",
    },
}


@lru_cache(maxsize=1)
def rule_names() -> tuple[str, ...]:
    """Return the names of the ready-made rules, in alphabetical order."""
    folder = resources.files("winset.cases.templates") / "rules"
    names = (entry.name for entry in folder.iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


def rule_text(name: str) -> str:
    """Return a ready-made rule as YAML with comments.

    Parameters
    ----------
    name
        One of `rule_names`.

    Raises
    ------
    InputError
        If there is no such rule, with the nearest name.
    """
    if name not in rule_names():
        raise InputError(
            f"there is no ready-made rule `{name}`", meant(name, rule_names(), noun="rules")
        )
    return _template(f"rules/{name}.yaml").rstrip("\n")


def ready_made_rule(name: str) -> Rule:
    """Return a ready-made rule.

    Parameters
    ----------
    name
        One of `rule_names`.

    Raises
    ------
    InputError
        If there is no such rule, with the nearest name.
    """
    plain = parse_document(rule_text(name), f"{name}.yaml").root.plain()
    adapter: TypeAdapter[Rule] = TypeAdapter(RuleNode)
    return adapter.validate_python(plain["rule"])


def skeleton_text(
    case_id: str,
    title: str | None = None,
    rule: str = "us-bill",
    actors: Mapping[str, Mapping[str, Any]] | None = None,
    issues: Mapping[str, Mapping[str, Any]] | None = None,
    note: str | None = None,
) -> str:
    """Return a commented case file that `winset check` accepts.

    Parameters
    ----------
    case_id
        Id of the case, in kebab-case.
    title
        Its title. Default: made from the id.
    rule
        Name of a ready-made rule.
    actors
        Actors as plain data, for example from a table. Those the rule needs and that are not among
        them are added. Default: an example of each kind.
    issues
        Issues as plain data. Default: one vote axis and one reason axis.
    note
        What a reader should know about the numbers.

    Returns
    -------
    str
        The text of the file.

    Raises
    ------
    InputError
        If there is no such rule.
    """
    tree = ready_made_rule(rule)
    axes = dict(issues or _ISSUES)
    axis = next(name for name, issue in axes.items() if issue["axis"] == "vote")
    everyone = _actors(tree, axis, actors)
    votes = chambers_of(tree)
    chamber = next(iter(votes))
    needed, of = votes[chamber][0][1].votes_needed, votes[chamber][0][1].of
    holder = next(node.actor for _, node in rule_nodes(tree) if isinstance(node, Veto))
    filled = {
        "id": case_id,
        "title": scalar_text(title or case_id.replace("-", " ").capitalize()),
        "issues": "\n".join(block_lines(axes, 2)),
        "rule": rule_text(rule),
        "holder": holder,
        "actors": "\n".join(block_lines(everyone, 2)),
        "pressure": _pressure(everyone),
        "axis": axis,
        "chamber": chamber,
        "needed": str(needed),
        "against": str(of - needed),
        "notes": "\n".join(block_lines({"notes": [note]})) + "\n\n" if note else "",
    }
    return re.sub(r"@(\w+)@", lambda mark: filled[mark[1]], _template("domestic.yaml"))


def negotiation_skeleton_text(case_id: str, title: str | None = None) -> str:
    """Return a commented negotiation that `winset check` accepts.

    Parameters
    ----------
    case_id
        Id of the negotiation, in kebab-case.
    title
        Its title. Default: made from the id.

    Returns
    -------
    str
        The text of the file.
    """
    shown = scalar_text(title or case_id.replace("-", " ").capitalize())
    return _template("negotiation.yaml").replace("@id@", case_id).replace("@title@", shown)


def _template(name: str) -> str:
    file = resources.files("winset.cases.templates") / name
    return file.read_text(encoding="utf-8")


def _actors(
    tree: Rule, axis: str, given: Mapping[str, Mapping[str, Any]] | None
) -> dict[str, dict[str, Any]]:
    found = {name: dict(actor) for name, actor in (given or {}).items()}
    for _, node in rule_nodes(tree):
        if isinstance(node, Veto) and node.actor not in found:
            found[node.actor] = _executive(node.actor, axis)
    if given is None:
        found |= _example_groups(axis)
    for chamber, votes in chambers_of(tree).items():
        if not any(chamber in actor.get("seats", {}) for actor in found.values()):
            found |= _example_blocs(chamber, max(vote.of for _, vote in votes), axis)
    return found


def _executive(name: str, axis: str) -> dict[str, Any]:
    return {
        "title": name.replace("-", " ").capitalize(),
        "level": "executive",
        "position": {axis: {"low": 0.7, "likely": 0.8, "high": 0.9}},
        "capacity": {"low": 5, "likely": 10, "high": 15},
        "lobbying": {"from": dt.date(2030, 3, 1), "attention": 0.5},
        "pivotal": {"impact": 0.8, "cost_of_staying_out": 0.5, "resources": 0.5},
    }


def _example_groups(axis: str) -> dict[str, dict[str, Any]]:
    return {
        "exporters": {
            "title": "Exporters",
            "level": "group",
            "position": {axis: {"low": 0.8, "likely": 0.9, "high": 1}},
            "capacity": {"low": 5, "likely": 10, "high": 20},
            "conditional_on_proposal": True,
        },
        "unions": {
            "title": "Unions",
            "level": "group",
            "position": {axis: {"low": 0.1, "likely": 0.2, "high": 0.3}},
            "capacity": {"low": 5, "likely": 10, "high": 20},
            "lobbying": {"from": dt.date(2030, 2, 1)},
        },
    }


def _example_blocs(chamber: str, seats: int, axis: str) -> dict[str, dict[str, Any]]:
    larger = seats // 2 + 1
    return {
        f"{chamber}-{side}": {
            "level": "legislature",
            "seats": {chamber: count},
            "position": {axis: {"low": low, "likely": at, "high": high}},
            "spread": {axis: 0.15},
            "willingness": {"payoff": 0.5, "polarization": 0.5, "opposition": 0.5},
        }
        for side, count, low, at, high in (
            ("majority", larger, 0.5, 0.6, 0.7),
            ("minority", seats - larger, 0.3, 0.4, 0.5),
        )
        if count
    }


def _pressure(actors: Mapping[str, Mapping[str, Any]]) -> str:
    groups = [name for name, actor in actors.items() if actor["level"] == "group"]
    members = [name for name, actor in actors.items() if actor["level"] == "legislature"]
    if not groups or not members:
        return "# pressure:\n#   - {from: GROUP, to: MEMBER, strength: 0.1, since: 2030-02-01}"
    tie = f"from: {groups[-1]}, to: {members[-1]}, strength: 0.1, since: 2030-02-01"
    return f"pressure:\n  - {{{tie}}}"
