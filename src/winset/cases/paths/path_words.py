"""Paths of a case in words: who and what a number is of, as a reader would say it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from winset.cases.model.actors import BY_CHAMBER, BY_ISSUE
from winset.cases.model.case import Case
from winset.cases.model.negotiation import NegotiationCase

_WORDS: Final = {
    "no_agreement": "if it fails",
    "pivotal": "as a pivotal actor",
    "cost_of_staying_out": "cost of staying out",
    "resources": "free resources",
    "lobbying": "lobbying",
    "from": "first day of lobbying",
    "attention": "attention while lobbying",
    "opposition": "opposition in its own civil society",
    "payoff": "side benefits",
    "status_quo": "status quo",
    "work_days": "days of work",
    "since": "first day",
    "deadline": "day of the vote",
    "toward": "where it puts the proposal",
    "voting": "vote",
}
_OUTER: Final = {
    "framing": "frames",
    "elections": "elections",
    "pressure": "pressure ties",
    "rule": "the rule",
    "calendar": "the calendar",
    "amendments": "amendments",
}


def path_words(case: Case | NegotiationCase, path: str) -> str:
    """Say what a path of a case is about.

    Parameters
    ----------
    case
        The case; the paths of a negotiation stay as they are.
    path
        Dotted path; one that names nothing of the case is said in its own words.

    Examples
    --------
    >>> from winset.casebook import read_domestic_case
    >>> case = read_domestic_case("china-pntr-2000")
    >>> path_words(case, "actors.clinton.no_agreement")
    'President Clinton: if it fails'
    >>> path_words(case, "issues.openness.proposal")
    'Openness of trade policy: proposal'
    >>> path_words(case, "pressure.0.strength")
    'Pressure of AFL-CIO on House: internationalist Republicans: strength'
    """
    if isinstance(case, NegotiationCase):
        return path
    steps = path.split(".")
    head, below = steps[0], steps[1:]
    if head == "actors" and below:
        return _joined(_actor(case, below[0]), _inner(case, below[1:]))
    if head == "issues" and below:
        return _joined(_issue(case, below[0]), _inner(case, below[1:]))
    if head == "pressure" and _is_place(below, len(case.pressure)):
        tie = case.pressure[int(below[0])]
        ends = f"Pressure of {_actor(case, tie.source)} on {_actor(case, tie.target)}"
        return _joined(ends, _inner(case, below[1:]))
    if head == "framing" and _is_place(below, len(case.framing)):
        frame = f"Frame “{case.framing[int(below[0])].title}”"
        return _joined(frame, _inner(case, below[1:]))
    if head == "elections" and below:
        return "Day of an election"
    if head == "stages" and below:
        return _joined(below[0].capitalize(), _inner(case, below[1:]))
    if head == "parameters" and below:
        return f"Parameter {' '.join(below).replace('_', ' ')}"
    if head == "scales" and below:
        return f"Every actor's {' '.join(below).replace('_', ' ')}, as a factor"
    text = _OUTER.get(head, head.replace("_", " ").replace("-", " "))
    return _joined(text[:1].upper() + text[1:], _inner(case, below))


def _is_place(steps: Sequence[str], length: int) -> bool:
    return bool(steps) and steps[0].isdigit() and int(steps[0]) < length


def _joined(whose: str, what: str) -> str:
    return f"{whose}: {what}" if what else whose


def _actor(case: Case, name: str) -> str:
    actor = case.actors.get(name)
    title = actor.title if actor else None
    return " ".join(title.split()) if title else name.replace("-", " ").capitalize()


def _issue(case: Case, name: str) -> str:
    issue = case.issues.get(name)
    return issue.title if issue else name.replace("-", " ")


def _inner(case: Case, steps: Sequence[str]) -> str:
    """Say the steps below an actor, an issue or a stage."""
    if len(steps) > 1 and steps[0] in BY_ISSUE:
        votes = [name for name, issue in case.issues.items() if issue.axis == "vote"]
        if votes == [steps[1]]:
            return steps[0]
        return f"{steps[0]}, {_issue(case, steps[1])}"
    if len(steps) > 1 and steps[0] in BY_CHAMBER:
        return f"{steps[0]}, {steps[1]}"
    if len(steps) > 1 and steps[0] == "willingness":
        return f"willingness, {_word(steps[1])}"
    return _word(steps[-1]) if steps else ""


def _word(step: str) -> str:
    return _WORDS.get(step, step.replace("_", " ").replace("-", " "))
