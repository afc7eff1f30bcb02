"""View of the editor of rules: the rule as plain data, and what it can be made of."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from winset.cases.file.yaml_text import plain_data
from winset.cases.model.case import Case
from winset.cases.templates.skeleton import ready_made_rule, rule_names
from winset.reports.domestic.report_prose import chamber_name

_TITLES: Final = {
    "us-bill": "bill of the United States",
    "us-fast-track": "United States, fast track",
    "us-treaty": "treaty of the United States",
    "parliament": "parliament with one chamber",
    "parliament-two-chambers": "parliament with two chambers",
    "eu-consent": "consent of the European Union",
    "japan-diet": "Japanese Diet",
}


def rule_titles() -> dict[str, str]:
    """Titles of the ready-made rules by name, the bill of the United States first."""
    known = {name: title for name, title in _TITLES.items() if name in rule_names()}
    return known | {name: name.replace("-", " ") for name in rule_names() if name not in known}


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
            "title": title,
            "rule": plain_data(ready_made_rule(name)),
        }
        for name, title in rule_titles().items()
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
        return f"{node['quota']} of {node['of']} in the {chamber_name(node['chamber'])} vote for it"
    if "actor" in node:
        return f"{title(node['actor'])} agrees"
    if "acquiescence" in node:
        return f"{title(node['acquiescence'])} is not worse off"
    parts = [_sentence(part, case) for part in _parts(node)]
    if "at_least" in node:
        return f"at least {node['at_least']} of these hold: {'; '.join(parts)}"
    word = " and " if "all" in node else "; or if "
    return word.join(parts)
