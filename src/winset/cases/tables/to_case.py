"""A table of actors as a case: every issue an axis from 0 to 1, capabilities as weights."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from winset.cases.tables.actor_table import ActorTable, TableIssue
from winset.foundation.errors import InputError
from winset.foundation.spelling import kebab

CHAMBER = "weighted-vote"
VOTES = 1000
"""Votes that capabilities are made to add up to where their decimals are too many."""
MOST_VOTES = 5000


class Imported(NamedTuple):
    """A case made from a table.

    Parameters
    ----------
    data
        Plain data of the case.
    assumptions
        What had to be assumed, one sentence each.
    """

    data: dict[str, Any]
    assumptions: tuple[str, ...]


def case_from_table(table: ActorTable, case_id: str, title: str | None = None) -> Imported:
    r"""Make a case of a table of actors.

    Parameters
    ----------
    table
        The table.
    case_id, title
        Id and title of the case.

    Returns
    -------
    Imported
        Plain data of a case that `winset check` accepts: positions as shares of their axis with the
        natural values beside, saliences from 0 to 1, capabilities as capacities and as votes of a
        weighted majority.

    Raises
    ------
    InputError
        If no actor has a capability above 0.

    Examples
    --------
    >>> from winset.cases.tables.read import actor_table_from_text
    >>> text = "Actor,Capability,Position,Salience\nFrance,0.16,10,0.6\nBelgium,0.08,4,0.8\n"
    >>> found = case_from_table(actor_table_from_text(text, "emission.csv"), "emission")
    >>> found.data["actors"]["france"]["seats"], found.data["issues"]["position"]["natural"]
    ({'weighted-vote': 16}, [4.0, 10.0])
    """
    ids = _ids([actor.name for actor in table.actors])
    issue_ids = _ids([issue.name or "position" for issue in table.issues])
    issues = {issue.name: issue_ids[issue.name or "position"] for issue in table.issues}
    capability = _capabilities(table)
    votes = _votes(capability)
    said = [*table.assumptions, *_said(table)]
    name = Path(table.file).name
    data: dict[str, Any] = {
        "winset": 1,
        "id": case_id,
        "title": title or table.title or case_id.replace("-", " ").capitalize(),
        "summary": f"Made from the table {name}, layout {table.layout}.",
        "issues": {issues[issue.name]: _issue(table, issue) for issue in table.issues},
        "rule": {
            "chamber": CHAMBER,
            "quota": sum(votes.values()) // 2 + 1,
            "of": sum(votes.values()),
        },
        "actors": {
            ids[actor.name]: _actor(table, actor.name, issues, capability, votes)
            for actor in table.actors
        },
        "sources": {
            "table": {"text": f"{table.title or 'Table of actors'}, {Path(table.file).name}."}
        },
        "evidence": [
            {
                "id": "table",
                "claim": "Positions, saliences and capabilities are those of the table.",
                "source": "table",
                "about": ["issues", "actors"],
            }
        ],
        "notes": said,
    }
    return Imported(data, tuple(said))


def _said(table: ActorTable) -> list[str]:
    found = [
        "Status quo: the low end of each axis. Proposal: the mean position, weighted by salience "
        "times capability. Replace both by what is so.",
        "Rule: a weighted majority, capabilities as votes; they are capacities as well.",
    ]
    folded: dict[str, list[str]] = {}
    for actor in table.actors:
        folded.setdefault(actor.name.casefold(), []).append(actor.name)
    found += [
        f"Read as {len(names)} actors: {', '.join(names)}, which differ in capitals alone."
        for names in folded.values()
        if len(names) > 1
    ]
    missing = sum((i.name, a.name) not in table.stances for i in table.issues for a in table.actors)
    if missing:
        found.append(
            f"{missing} positions are not in the table: these actors stand at the low end with a "
            "salience of 0, so that the issue does not move them."
        )
    return found


def _ids(names: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        base, number = kebab(name), 1
        word = base
        while word in taken:
            number += 1
            word = f"{base}-{number}"
        taken.add(word)
        found[name] = word
    return found


def _capabilities(table: ActorTable) -> dict[str, float]:
    """Capability of each actor: the mean over the issues it takes part in."""
    found = {}
    for actor in table.actors:
        given = [
            stance.capability
            for issue in table.issues
            if (stance := table.stances.get((issue.name, actor.name))) is not None
        ]
        found[actor.name] = math.fsum(given) / len(given) if given else 0.0
    if not any(found.values()):
        raise InputError(f"{table.file}: no actor has a capability above 0", "give one at least")
    return found


def _votes(capability: Mapping[str, float]) -> dict[str, int]:
    """Whole votes: decimals moved away where they are few, else in proportion, one at least."""
    some = {name: value for name, value in capability.items() if value > 0}
    for places in range(5):
        moved = {name: value * 10**places for name, value in some.items()}
        whole = {name: round(value) for name, value in moved.items()}
        exact = all(abs(whole[name] - value) < 1e-9 * value for name, value in moved.items())
        if exact and sum(whole.values()) <= MOST_VOTES:
            return whole
    total = math.fsum(some.values())
    return {name: max(1, round(VOTES * value / total)) for name, value in some.items()}


def _issue(table: ActorTable, issue: TableIssue) -> dict[str, Any]:
    stances = [stance for _, stance in table.on(issue.name)]
    weights = [stance.salience * stance.capability for stance in stances]
    shares = [table.share_of_axis(issue, stance.position) for stance in stances]
    total = math.fsum(weights)
    mean = (
        math.fsum(w * share for w, share in zip(weights, shares, strict=True)) / total
        if total
        else math.fsum(shares) / len(shares)
    )
    found: dict[str, Any] = {
        "axis": "vote",
        "title": issue.title or (issue.name or "position").replace("-", " ").capitalize(),
        "low": f"{issue.low:g} in the table",
        "high": f"{issue.high:g} in the table",
        "status_quo": 0.0,
        "proposal": round(min(max(mean, 0.0), 1.0), 6),
    }
    if (issue.low, issue.high) != (0.0, 1.0) and issue.low != issue.high:
        found |= {"unit": "in the table's unit", "natural": [issue.low, issue.high]}
    return found


def _actor(
    table: ActorTable,
    name: str,
    issues: Mapping[str, str],
    capability: Mapping[str, float],
    votes: Mapping[str, int],
) -> dict[str, Any]:
    actor = next(found for found in table.actors if found.name == name)
    found: dict[str, Any] = {"title": actor.title or name}
    found["level"] = "legislature" if name in votes else "group"
    if name in votes:
        found["seats"] = {CHAMBER: votes[name]}
    position, salience = {}, {}
    for issue in table.issues:
        stance = table.stances.get((issue.name, name))
        share = 0.0 if stance is None else table.share_of_axis(issue, stance.position)
        position[issues[issue.name]] = round(min(max(share, 0.0), 1.0), 6)
        salience[issues[issue.name]] = 0.0 if stance is None else stance.salience
    found |= {"position": position, "salience": salience}
    found["capacity"] = capability[name]
    return found
