"""One group of inputs of a case taken from another one: finer parts than `winset whatif --against`.

The groups together are all that the model reads, so that a case with every group of the other is
the other case; a test holds that.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from typing import Any, Final

from switches import Switch

from winset.cases.model.actors import Actor, Lobbying, Tie
from winset.cases.model.case import Case
from winset.cases.model.parameters import Parameters
from winset.cases.model.quantities import DateQuantity

GROUPS: Final[dict[str, str]] = {
    "the bill": "axes, direction and kind, so its valence; foreign signals",
    "cost of no agreement": "of every actor",
    "president": "who he is, his party",
    "who sits in Congress": "seats and places of the blocs, the rule, who holds the calendar",
    "willingness": "of the blocs",
    "places outside Congress": "positions and saliences of groups and the executive",
    "capacities": "of every actor that has one",
    "engagement": "dated signs, the three conditions, who waits for the proposal",
    "who joined": "the common campaign against the bill",
    "who takes part": "actors that only one case has",
    "ties": "who presses whom, how hard",
    "frames": "of the opponents",
    "time": "start, proposal, last day, starts of lobbying, elections",
    "work of the executive": "division, coordination, broker, quality, days of work",
    "other business": "of the president",
}
"""The groups, with what they hold."""

FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "cost of no agreement": ("no_agreement",),
    "willingness": ("willingness",),
    "capacities": ("capacity",),
    "engagement": ("engagement", "pivotal", "conditional_on_proposal"),
    "who joined": ("joined",),
}
"""Groups that are fields of the actors both cases have."""
SEATED: Final = ("seats", "party", "position", "salience", "spread", "benches", "reach")


def exchanged(base: Case, other: Case, groups: Collection[str]) -> Case:
    """The case with some groups of inputs taken from the other."""
    unknown = set(groups) - set(GROUPS)
    if unknown:
        raise ValueError(f"no such group: {', '.join(sorted(unknown))}")
    return _Exchange(base, other, groups).case()


def exchange_switch(other: Case, group: str) -> Switch:
    """The exchange of one group, or of `all`, as a switch."""

    def change(case: Case, parameters: Parameters) -> tuple[Case, Parameters]:
        return exchanged(case, other, tuple(GROUPS) if group == "all" else (group,)), parameters

    return Switch(f"{group} exchanged", GROUPS.get(group, "every group"), change)


class _Exchange:
    def __init__(self, base: Case, other: Case, groups: Collection[str]) -> None:
        self.base, self.other, self.groups = base, other, frozenset(groups)

    def owner(self, group: str) -> Case:
        return self.other if group in self.groups else self.base

    def case(self) -> Case:
        bill, congress, time = (self.owner(g) for g in ("the bill", "who sits in Congress", "time"))
        taking_part = self.owner("who takes part").actors
        both = [name for name in self.base.actors if name in self.other.actors]
        names = [name for name in taking_part if name in both] + [
            name for name in taking_part if name not in both
        ]
        actors = {name: self.actor(name) for name in names}
        reasons = {
            k: i for c in (self.base, self.other) for k, i in c.issues.items() if i.axis == "reason"
        }
        votes = {k: i for k, i in bill.issues.items() if i.axis == "vote"}
        president = self.owner("president")
        return self.base.model_copy(
            update={
                "issues": {**votes, **reasons},
                "direction": bill.direction,
                "package": bill.package,
                "clock": bill.clock,
                "reverberation": _heard(bill.reverberation, actors),
                "actors": actors,
                "rule": congress.rule,
                "chambers": congress.chambers,
                "calendar": congress.calendar,
                "amendments": congress.amendments,
                "chief_executive": president.chief_executive,
                "pressure": self.ties(actors),
                "framing": _heard(self.owner("frames").framing, actors),
                "stages": self.stages(),
                "elections": time.elections,
                "as_of": time.as_of,
                "scheduled": None,
                "outcome": None,
                "agenda": self.agenda(),
            }
        )

    def actor(self, name: str) -> Actor:
        mine, theirs = self.base.actors.get(name), self.other.actors.get(name)
        if mine is None or theirs is None:  # only one case has it: it comes as it is
            home = self.base if mine is not None else self.other
            return self.timed(home.actors[name], name, home)
        update: dict[str, Any] = {}
        for group, fields in FIELDS.items():
            if group in self.groups:
                update |= {field: getattr(theirs, field) for field in fields}
        if mine.level == "legislature":
            if "who sits in Congress" in self.groups:
                update |= {field: getattr(theirs, field) for field in SEATED}
        elif "places outside Congress" in self.groups:
            update |= {field: getattr(theirs, field) for field in ("position", "salience")}
        if name == self.base.chief_executive and "president" in self.groups:
            update["party"] = theirs.party
        if "work of the executive" in self.groups:
            update["broker"] = theirs.broker
        actor = mine.model_copy(update=update)
        return self.timed(actor, name, self.owner("time"))

    def timed(self, actor: Actor, name: str, source: Case) -> Actor:
        """Start of lobbying and attention as in the case that gives the time."""
        lobbying = source.actors[name].lobbying
        if lobbying is None:
            return actor
        start = self.moved(lobbying.start, source)
        return actor.model_copy(update={"lobbying": _started(lobbying, start)})

    def ties(self, actors: Collection[str]) -> list[Tie]:
        home, time = self.owner("ties"), self.owner("time")
        dated = {(tie.source, tie.target): tie.since for tie in time.pressure}
        return [
            tie.model_copy(
                update={"since": dated.get((tie.source, tie.target), self.moved(tie.since, home))}
            )
            for tie in home.pressure
            if tie.source in actors and tie.target in actors
        ]

    def stages(self) -> Any:
        time, work = self.owner("time").stages, self.owner("work of the executive").stages
        if time is None or work is None or time.formulation is None or work.formulation is None:
            raise ValueError("both cases need a formulation stage")
        formulation = work.formulation.model_copy(
            update={"start": time.formulation.start, "proposal": time.formulation.proposal}
        )
        return time.model_copy(update={"formulation": formulation})

    def agenda(self) -> list[Any]:
        """Other business at the same distance from the day of the forecast."""
        home, time = self.owner("other business"), self.owner("time")
        if home is time or home.as_of is None or time.as_of is None:
            return list(home.agenda)
        away = time.as_of - home.as_of
        return [
            one.model_copy(update={"start": one.start + away, "end": one.end + away})
            for one in home.agenda
        ]

    def moved(self, day: DateQuantity | None, source: Case) -> DateQuantity | None:
        """The day at the same distance from the last day for the vote."""
        time = self.owner("time")
        if day is None or source is time or source.stages is None or time.stages is None:
            return day
        away = time.stages.voting.deadline.likely - source.stages.voting.deadline.likely
        return day.model_copy(
            update={end: _shifted(day, end, away) for end in ("low", "likely", "high")}
        )


def _shifted(day: DateQuantity, end: str, away: dt.timedelta) -> dt.date:
    value: dt.date = getattr(day, end)
    return value + away


def _started(lobbying: Lobbying, start: DateQuantity | None) -> Lobbying:
    return lobbying.model_copy(update={"start": start})


def _heard(parts: Collection[Any], actors: Collection[str]) -> list[Any]:
    """Frames and signals with those of their audience that take part."""
    found = []
    for part in parts:
        source: Callable[[Any], str | None] = lambda one: getattr(one, "source", None)  # noqa: E731
        if source(part) is not None and source(part) not in actors:
            continue
        heard = [name for name in part.actors if name in actors]
        if heard:
            found.append(part.model_copy(update={"actors": heard}))
    return found
