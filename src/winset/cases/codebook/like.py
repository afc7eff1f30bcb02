"""The text of a new case, and what it takes over from one like it: axes, rule, actors."""

from __future__ import annotations

from typing import Any

from winset.cases.codebook.build import Wanted, new_case_data
from winset.cases.file.yaml_text import block_lines, plain_data
from winset.cases.model.case import Case
from winset.cases.paths.paths import steps_of

DATED = ("joined", "engagement", "lobbying", "note")
"""Fields of an actor that belong to the episode and are not taken over."""


def like(data: dict[str, Any], other: Case) -> dict[str, Any]:
    """A new case with the axes, the rule and the actors outside the chambers of another.

    Parameters
    ----------
    data
        Plain data of the new case, from the codebook.
    other
        The case it is like.

    Returns
    -------
    dict
        The new case. Seats and places stay those of the codebook; an actor that both have takes
        the other's numbers but for its dates; each number taken over keeps the source it had.
    """
    found = dict(data)
    plain: dict[str, Any] = plain_data(other)
    chief, former = data["chief_executive"], other.chief_executive
    found["issues"] = plain["issues"]
    for field in ("direction", "package", "amendments"):
        if field in plain:
            found[field] = plain[field]
    found["actors"] = _actors(data["actors"], other, plain["actors"], former)
    if former is not None and set(_chambers(plain["rule"])) == set(_chambers(data["rule"])):
        found["rule"] = _renamed(plain["rule"], former, chief)
    kept = _evidence(plain, found, former)
    found["evidence"] = [*data["evidence"], *kept]
    used = {item["source"] for item in kept} | _inline(found)
    found["sources"] = {
        **{key: text for key, text in plain.get("sources", {}).items() if key in used},
        **data["sources"],
    }
    found["notes"] = [
        f"Begun from {other.id}: whatever it departs from the codebook in needs a source of this "
        "episode, or goes back to the default."
    ]
    return found


def _actors(
    new: dict[str, Any], other: Case, plain: dict[str, Any], former: str | None
) -> dict[str, Any]:
    found = dict(new)
    for name, actor in other.actors.items():
        if actor.level == "legislature" or name == former:
            continue
        taken = {field: part for field, part in plain[name].items() if field not in DATED}
        kept = {field: part for field, part in new.get(name, {}).items() if field in DATED}
        found[name] = {**taken, **kept}
    return found


def _chambers(rule: Any) -> list[str]:
    if isinstance(rule, dict) and "chamber" in rule:
        return [rule["chamber"]]
    parts = rule.values() if isinstance(rule, dict) else rule if isinstance(rule, list) else ()
    return [name for part in parts for name in _chambers(part)]


def _renamed(rule: Any, old: str, new: str) -> Any:
    if isinstance(rule, list):
        return [_renamed(part, old, new) for part in rule]
    if not isinstance(rule, dict):
        return rule
    return {
        key: new if key in ("actor", "acquiescence") and part == old else _renamed(part, old, new)
        for key, part in rule.items()
    }


def _evidence(
    plain: dict[str, Any], found: dict[str, Any], former: str | None
) -> list[dict[str, Any]]:
    """Evidence about what was taken over."""
    kept = []
    taken = {id_ for id_ in found["actors"] if id_ in plain["actors"] and id_ != former}
    ids = {item["id"] for item in found["evidence"]}
    for item in plain.get("evidence", []):
        about = [
            path
            for path in item.get("about", [])
            if (steps := steps_of(path))[0] == "issues"
            or (len(steps) > 1 and steps[0] == "actors" and steps[1] in taken)
        ]
        about = [path for path in about if _there(found, path)]
        if about and item["id"] not in ids:
            rest = {key: part for key, part in item.items() if key not in ("test", "about")}
            kept.append({**rest, "about": about})
    return kept


def _there(found: dict[str, Any], path: str) -> bool:
    place: Any = found
    for step in steps_of(path):
        if isinstance(place, dict) and str(step) in place:
            place = place[str(step)]
        else:
            return False
    return True


def _inline(found: Any) -> set[str]:
    """Sources that numbers name themselves."""
    if isinstance(found, dict):
        own = {found["source"]} if isinstance(found.get("source"), str) else set()
        return own.union(*(_inline(part) for part in found.values()))
    if isinstance(found, list):
        return set().union(*(_inline(part) for part in found))
    return set()


_HEAD = """\
# Begun by `winset new --codebook {book}`. Every number is a default of the codebook
# (docs/reference/codebook.md) and says so; change one only with a source dated before `as_of`, as
# an entry under `evidence` with `date`, `source` and `about`.
#
# To look up, by the sections of the codebook:
#   (a) as_of: the day of introduction or signature.  (b) the step; axes and reasons, by statements.
#   (c) package: true or false; clock, if a statute sets one.
#   (d) who else campaigned.  (e) changes of seats since the opening day.
#   (f) payoff: dated concessions; polarization: sponsors; opposition: organisations on record.
#   (g) stakes by trade shares; engagement by dated signs; ties, reach and agenda by dated sources.
#   (h) joined: {{value: true, date: ..., source: ...}} for every group, or left out if unknown.
#   (i) start: the first official step; deadline.  (j) the rule.
#   (n) last: outcome: {{verdict: ..., date: ..., tally: {{...}}, by_party: {{...}}}}
"""


def new_case_text(wanted: Wanted, other: Case | None = None) -> str:
    """A new case with the codebook's defaults, as a file that `winset check` accepts.

    Parameters
    ----------
    wanted
        What it is to be about.
    other
        A case it is like, whose axes, rule and actors are taken over.

    Raises
    ------
    InputError
        As for `winset.cases.codebook.build.new_case_data`.

    Examples
    --------
    >>> import datetime as dt
    >>> text = new_case_text(Wanted("nafta", "us-trade", as_of=dt.date(1993, 11, 4)))
    >>> text.splitlines()[0]
    '# Begun by `winset new --codebook us-trade`. Every number is a default of the codebook'
    """
    data = new_case_data(wanted)
    if other is not None:
        data = like(data, other)
    return _HEAD.format(book=wanted.book) + "\n".join(block_lines(data)) + "\n"
