"""What the editor of rules shows: the rule as plain data, and what it can be made of."""

from __future__ import annotations

from functools import cache
from typing import Any

from winset.cases.model import Case
from winset.cases.skeleton import ready_made_rule, rule_names
from winset.cases.yaml_text import plain_data

__all__ = ["rule_view"]


def rule_view(case: Case) -> dict[str, Any]:
    """Rule of a case with actors, chambers and ready-made rules to choose from.

    Parameters
    ----------
    case
        The draft.
    """
    rule = plain_data(case.rule)
    seats = {name for actor in case.actors.values() for name in actor.seats}
    chambers = sorted(seats | set(_chambers(rule)))
    first = _first_vote(rule) or {"chamber": (chambers or ["house"])[0], "quota": 1, "of": 1}
    return {
        "rule": rule,
        "sentence": f"Passes if {_sentence(rule, case)}.",
        "actors": [
            {"id": name, "title": actor.title or name} for name, actor in case.actors.items()
        ],
        "chambers": chambers,
        "example": first,
        "ready": _ready(),
    }


@cache
def _ready() -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "title": name.replace("-", " "),
            "rule": plain_data(ready_made_rule(name)),
        }
        for name in rule_names()
    ]


def _chambers(node: dict[str, Any]) -> list[str]:
    if "chamber" in node:
        return [str(node["chamber"])]
    return [name for part in _parts(node) for name in _chambers(part)]


def _first_vote(node: dict[str, Any]) -> dict[str, Any] | None:
    if "chamber" in node:
        return dict(node)
    return next((found for part in _parts(node) if (found := _first_vote(part))), None)


def _parts(node: dict[str, Any]) -> list[dict[str, Any]]:
    return list(node.get("all") or node.get("any") or node.get("among") or [])


def _sentence(node: dict[str, Any], case: Case) -> str:
    """Say a rule in words."""

    def title(name: str) -> str:
        actor = case.actors.get(name)
        return (actor.title if actor else None) or name

    if "chamber" in node:
        return f"{node['quota']} of {node['of']} in the {node['chamber']} vote for it"
    if "actor" in node:
        return f"{title(node['actor'])} agrees"
    if "acquiescence" in node:
        return f"{title(node['acquiescence'])} is not worse off"
    parts = [_sentence(part, case) for part in _parts(node)]
    if "at_least" in node:
        return f"at least {node['at_least']} of these hold: {'; '.join(parts)}"
    word = " and " if "all" in node else "; or if "
    return word.join(parts)
