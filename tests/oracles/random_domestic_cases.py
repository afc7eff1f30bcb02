"""Small random cases that use everything the case format has for the domestic game."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from winset.cases.checks.contradictions import contradictions
from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.case import Case
from winset.cases.model.parameters import Parameters
from winset.foundation.coefficients import NAMES

VOTE_AXES = ("openness", "quotas", "services")
REASON_AXES = ("labour", "environment")
GROUPS = ("steel", "unions", "farmers", "shippers")
OFFICES = ("president", "treasury", "agriculture-office")
BLOCS = ("whigs", "tories", "greens", "crossbench")
VOTE_DAY = dt.date(1997, 11, 10)


def random_case(seed: int) -> tuple[Case, Parameters]:
    """Return a random case without contradictions, and a parameter block for it."""
    dice = random.Random(seed)  # noqa: S311
    while True:
        case = Case.model_validate(_case(dice, f"random-{seed}"))
        if not contradictions(case):
            return case, _parameters(dice)


def _unit(dice: random.Random) -> float:
    """Return a number in 0..1: half the time a round one, so that ties and exact zeros occur."""
    return dice.randrange(21) / 20 if dice.random() < 0.5 else dice.random()


def _sometimes(dice: random.Random, chance: float, value: Any) -> dict[str, Any]:
    return dict(value) if dice.random() < chance else {}


def _case(dice: random.Random, name: str) -> dict[str, Any]:
    votes = list(VOTE_AXES[: dice.randint(1, 3)])
    reasons = list(REASON_AXES[: dice.randint(0, 2)])
    chambers = ["house", "senate"][: dice.randint(1, 2)]
    groups = list(GROUPS[: dice.randint(0, 4)])
    offices = list(OFFICES[: dice.randint(1, 3)])
    blocs = list(BLOCS[: dice.randint(1, 4)])
    actors = {i: _outsider(dice, "group", votes, reasons) for i in groups}
    actors |= {i: _outsider(dice, "executive", votes, reasons) for i in offices}
    actors |= {"abroad": _outsider(dice, "foreign", votes, reasons)}
    actors |= {i: _bloc(dice, votes, reasons, chambers) for i in blocs}
    names = list(actors)
    dice.shuffle(names)
    case: dict[str, Any] = {
        "winset": 1,
        "id": name,
        "title": "Random",
        "issues": {k: _vote_axis(dice, k) for k in votes}
        | {k: {"axis": "reason", "title": k, "low": "no", "high": "yes"} for k in reasons},
        "rule": _rule(dice, _members(actors, chambers), [*offices, *groups]),
        "amendments": _amendments(dice, votes, chambers),
        "calendar": _calendar(dice, [*offices, *blocs]),
        "actors": {i: actors[i] for i in names},
        "pressure": _pressure(dice, [*groups, *offices], names),
    }
    seen = {"issue": dice.choice(votes), "actors": dice.sample(names, dice.randint(1, 3))}
    frames = [
        {"title": "a frame", **seen, "toward": _unit(dice), "strength": _unit(dice)}
        | _sometimes(dice, 0.5, {"willingness": _unit(dice)})
        for _ in range(dice.choice((0, 0, 1, 2)))
    ]
    signals = [
        {"from": "abroad", "actors": dice.sample(names, 2), "strength": dice.uniform(-1, 1)}
        for _ in range(dice.choice((0, 0, 1, 2)))
    ]
    case |= {"framing": frames, "reverberation": signals}
    case |= {"direction": dice.choice(("opens", "closes", "mixed"))}
    case |= {"package": dice.random() < 0.5}
    if dice.random() < 0.5:
        case["chief_executive"] = "president"
        actors["president"]["party"] = dice.choice(("D", "R"))
    case |= _sometimes(dice, 0.75, {"stages": _stages(dice)})
    elections = [VOTE_DAY + dt.timedelta(days=dice.randint(-400, 700)) for _ in range(2)]
    return case | _sometimes(dice, 0.5, {"elections": sorted(elections)})


def _vote_axis(dice: random.Random, name: str) -> dict[str, Any]:
    issue = {"axis": "vote", "title": name, "low": "closed", "high": "open"}
    issue["status_quo"] = _unit(dice)  # type: ignore[assignment]
    return issue | _sometimes(dice, 0.85, {"proposal": _unit(dice)})


def _conduct(dice: random.Random) -> dict[str, Any]:
    willing = {k: _unit(dice) for k in ("payoff", "polarization", "opposition")}
    pivotal = {k: _unit(dice) for k in ("impact", "cost_of_staying_out", "resources")}
    begin = VOTE_DAY - dt.timedelta(days=dice.randint(-10, 250))
    lobbying = _sometimes(dice, 0.5, {"from": begin}) | _sometimes(
        dice, 0.5, {"attention": _unit(dice)}
    )
    return (
        _sometimes(dice, 0.5, {"no_agreement": dice.choice((0.0, 0.05, -0.05, 0.3, -0.2))})
        | _sometimes(dice, 0.5, {"willingness": willing})
        | _sometimes(dice, 0.5, {"pivotal": pivotal})
        | _sometimes(dice, 0.6, {"lobbying": lobbying})
        | _sometimes(dice, 0.2, {"conditional_on_proposal": True})
        | _sometimes(dice, 0.3, {"compensable": True})
        | _sometimes(dice, 0.6, {"joined": {"value": dice.random() < 0.5}})
    )


def _places(dice: random.Random, axes: list[str], chance: float) -> dict[str, float]:
    return {k: _unit(dice) for k in axes if dice.random() < chance}


def _outsider(
    dice: random.Random, level: str, votes: list[str], reasons: list[str]
) -> dict[str, Any]:
    axes = [*votes, *reasons]
    position = _places(dice, axes, 0.8) | {votes[0]: _unit(dice)}
    actor = {"level": level, "position": position, "salience": _places(dice, axes, 0.6)}
    actor |= _sometimes(dice, 0.8, {"capacity": dice.choice((0.0, 0.3, 1.0, 3.0))})
    return actor | _conduct(dice) | _sometimes(dice, 0.2, {"broker": True})


def _bloc(
    dice: random.Random, votes: list[str], reasons: list[str], chambers: list[str]
) -> dict[str, Any]:
    seats = {c: dice.randint(0, 4) for c in chambers}
    seats[dice.choice(chambers)] = dice.randint(1, 4)
    axes = [*votes, *reasons]
    bloc = {
        "level": "legislature",
        "party": dice.choice(("D", "R")),
        "position": {k: _unit(dice) for k in votes} | _places(dice, reasons, 0.5),
        "salience": _places(dice, axes, 0.6),
        "spread": {k: dice.choice((0.0, 0.1, 0.3)) for k in votes if dice.random() < 0.6},
        "seats": seats,
    }
    return bloc | _sometimes(dice, 0.3, {"capacity": dice.uniform(0, 2)}) | _conduct(dice)


def _members(actors: dict[str, Any], chambers: list[str]) -> dict[str, int]:
    seats = [actor.get("seats", {}) for actor in actors.values()]
    return {c: sum(row.get(c, 0) for row in seats) for c in chambers}


def _vote(dice: random.Random, chamber: str, members: int) -> dict[str, Any]:
    vote = {"chamber": chamber, "quota": dice.randint(1, max(members, 1)), "of": 16}
    return vote | _sometimes(dice, 0.7, {"weight": dice.uniform(0.5, 5.0)})


def _single(dice: random.Random, kind: str, names: list[str]) -> dict[str, Any]:
    return {kind: dice.choice(names)} | _sometimes(dice, 0.5, {"weight": dice.uniform(0.5, 5.0)})


def _rule(dice: random.Random, members: dict[str, int], singles: list[str]) -> dict[str, Any]:
    votes = [_vote(dice, c, n) for c, n in members.items()]
    plain = {"all": [*votes, _single(dice, "actor", singles)]}
    override = {"all": [_vote(dice, c, n) for c, n in members.items()]}
    silent = {"all": [votes[0], _single(dice, "acquiescence", singles)]}
    asked = [_single(dice, kind, singles) for kind in ("actor", "acquiescence")]
    parts = [votes[-1], *asked]
    kinds: list[dict[str, Any]] = [
        votes[0],
        {"all": votes},
        plain,
        {"any": [plain, override]},
        {"any": [silent, plain]},
        silent,
        {"all": [votes[0], {"at_least": 2, "among": parts}]},
        {"all": [{"any": [plain, silent]}, override]},
    ]
    rule = dice.choice(kinds)
    if len(members) == 1:
        return rule
    name, size = list(members.items())[1]
    return {"all": [rule, _vote(dice, name, size)]}


def _amendments(dice: random.Random, votes: list[str], chambers: list[str]) -> Any:
    some = {"rule": "open", "germane": dice.sample(votes, 1), "chamber": dice.choice(chambers)}
    return dice.choice(("closed", "closed", "open", some))


def _calendar(dice: random.Random, names: list[str]) -> dict[str, Any]:
    if dice.random() < 0.5:
        return {}
    return {"held_by": dice.choice(names), "prefers_recorded_defeat": dice.random() < 0.4}


def _pressure(dice: random.Random, sources: list[str], names: list[str]) -> list[dict[str, Any]]:
    ties = []
    for _ in range(dice.randint(0, 6)):
        source, target = dice.choice(sources), dice.choice(names)
        if source == target:
            continue
        since = VOTE_DAY - dt.timedelta(days=dice.choice((-5, 0, 30)))
        tie = {"from": source, "to": target, "strength": dice.uniform(0, 0.6)}
        ties.append(tie | _sometimes(dice, 0.4, {"since": since}))
    return ties


def _stages(dice: random.Random) -> dict[str, Any]:
    stages: dict[str, Any] = {"voting": {"deadline": VOTE_DAY}}
    if dice.random() < 0.2:
        return stages
    formulation: dict[str, Any] = {"start": VOTE_DAY - dt.timedelta(days=dice.randint(60, 250))}
    formulation |= _sometimes(
        dice, 0.4, {"proposal": VOTE_DAY - dt.timedelta(days=dice.randint(0, 59))}
    )
    formulation |= _sometimes(dice, 0.7, {"work_days": dice.uniform(5, 150)})
    for field in ("quality", "coordination", "division"):
        formulation |= _sometimes(dice, 0.4, {field: _unit(dice)})
    return stages | {"formulation": formulation}


def _parameters(dice: random.Random) -> Parameters:
    standard = read_parameters().model_dump()
    standard |= _sometimes(dice, 0.5, {"theta": dice.uniform(0.2, 2.0)})
    standard |= _sometimes(dice, 0.3, {"chamber_weights": {"house": 0.7, "senate": 2.5}})
    standard["vote_model"] = {
        "contest": "none",
        "feedback": dice.choice((0.0, dice.random())),
        "duration": {
            "constant": 0.0,
            "division": dice.choice((0.0, 1.5)),
            "broker": dice.choice((0.0, 1.0)),
        },
        "joining": {"stake": 0.0, "vote_distance": 0.0, "reason_distance": 0.0},
        "usual_cohesion": dice.choice((0.4, 0.5, 0.9)),
        "coefficients": {
            name: {"mean": dice.choice((0.0, dice.uniform(-0.3, 0.3))), "sd": 0.0}
            if name not in ("s_a", "s_p", "s_t")
            else {"mean": 0.0, "sd": 0.0}
            for name in NAMES
        },
    }
    standard["distance"] = dice.choice(("euclidean", "euclidean", "city-block"))
    standard["fund_conversion"] = dice.choice(("converted", "converted", "face-value"))
    return Parameters.model_validate(standard)
