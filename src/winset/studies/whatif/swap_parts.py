"""Give one case parts of another: its willingness, its pivotal actors, its time, its opponents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any, Literal, TypeVar

from winset.cases.model.actors import Actor, Lobbying, Tie
from winset.cases.model.case import Case
from winset.cases.model.quantities import DateQuantity
from winset.foundation.errors import InputError

Block = Literal[
    "willingness", "pivotal actors", "time", "deadlock coalition", "legislature", "the bill"
]
BLOCKS: tuple[Block, ...] = (
    "willingness",
    "pivotal actors",
    "time",
    "deadlock coalition",
    "legislature",
    "the bill",
)
"""Parts of a case that can be exchanged; together they are all that a solver reads."""

_Part = TypeVar("_Part", Actor, Case, Lobbying, Tie)


def exchanged(base: Case, other: Case, blocks: Collection[str], opponents: Collection[str]) -> Case:
    """Case with some blocks taken from another one.

    Parameters
    ----------
    base, other
        Two cases over the same vote axes.
    blocks
        Which of `BLOCKS` come from the other case.
    opponents
        Ids of the actors outside the legislature that lose from the bill in either case: they are
        the deadlock coalition, the others outside the legislature the pivotal actors.

    Raises
    ------
    InputError
        If a block is unknown or the cases cannot be combined: different vote axes, no stages in
        one of them while time is exchanged.

    Notes
    -----
    Dates are exchanged as days before the vote. A block takes whole actors with it: those that
    only the other case has come in, those that only the base has go. Frames come with the deadlock
    coalition, which uses them; ties with the block of the group that presses; the rule, the
    calendar and amendments with the legislature; the cost of no agreement, direction, package and
    statutory clock with the bill.
    """
    unknown = set(blocks) - set(BLOCKS)
    if unknown:
        raise InputError(f"unknown block {sorted(unknown)[0]!r}; there are: {', '.join(BLOCKS)}")
    return _Exchange(base, other, frozenset(blocks), frozenset(opponents)).case()


class _Exchange:
    """One exchange; every part asks which case it comes from."""

    def __init__(
        self, base: Case, other: Case, blocks: frozenset[str], opponents: frozenset[str]
    ) -> None:
        self.base, self.other = base, other
        self.blocks, self.opponents = blocks, opponents
        axes = [{k for k, i in c.issues.items() if i.axis == "vote"} for c in (base, other)]
        if axes[0] != axes[1]:
            raise InputError("the cases have different vote axes; parts cannot be exchanged")
        if "time" in blocks and (base.stages is None) != (other.stages is None):
            raise InputError("one case has no stages; time cannot be exchanged")

    def owner(self, block: str) -> Case:
        return self.other if block in self.blocks else self.base

    def block_of(self, name: str) -> Block:
        actor = self.base.actors.get(name) or self.other.actors[name]
        if actor.level == "legislature":
            return "legislature"
        return "deadlock coalition" if name in self.opponents else "pivotal actors"

    def case(self) -> Case:
        time, bill, congress = (self.owner(b) for b in ("time", "the bill", "legislature"))
        names = dict.fromkeys([*self.base.actors, *self.other.actors])
        actors = {n: self.actor(n) for n in names if n in self.owner(self.block_of(n)).actors}
        reasons = {
            k: i for c in (self.base, self.other) for k, i in c.issues.items() if i.axis == "reason"
        }
        votes = {k: i for k, i in bill.issues.items() if i.axis == "vote"}
        return _changed(
            self.base,
            issues={**votes, **reasons},
            direction=bill.direction,
            package=bill.package,
            clock=bill.clock,
            actors=actors,
            rule=congress.rule,
            chambers=congress.chambers,
            calendar=congress.calendar,
            amendments=congress.amendments,
            chief_executive=_present(self.owner("pivotal actors").chief_executive, actors),
            pressure=self.ties(actors),
            framing=[
                frame.model_copy(update={"actors": heard})
                for frame in self.owner("deadlock coalition").framing
                if (heard := [name for name in frame.actors if name in actors])
            ],
            reverberation=[
                signal.model_copy(update={"actors": heard})
                for signal in bill.reverberation
                if signal.source in actors
                and (heard := [name for name in signal.actors if name in actors])
            ],
            stages=time.stages,
            elections=time.elections,
        )

    def actor(self, name: str) -> Actor:
        home = self.owner(self.block_of(name))
        actor = home.actors[name]
        willing = self.owner("willingness").actors.get(name, actor).willingness
        loss = self.owner("the bill").actors.get(name, actor).no_agreement
        changes: dict[str, Any] = {"willingness": willing, "no_agreement": loss}
        start = self.start_of(name, home)
        if actor.lobbying is not None or start is not None:
            lobbying = actor.lobbying or Lobbying()
            changes["lobbying"] = _changed(lobbying, start=start)
        return _changed(
            actor, **{key: value for key, value in changes.items() if value != getattr(actor, key)}
        )

    def start_of(self, name: str, home: Case) -> DateQuantity | None:
        timer = self.owner("time")
        source = timer if name in timer.actors else home
        lobbying = source.actors[name].lobbying
        return None if lobbying is None else self.moved(lobbying.start, source)

    def ties(self, actors: Collection[str]) -> list[Tie]:
        timer = self.owner("time")
        dated = {(tie.source, tie.target): tie for tie in timer.pressure}
        found = []
        for home in (self.base, self.other):
            for tie in home.pressure:
                if self.owner(self.block_of(tie.source)) is not home or tie.target not in actors:
                    continue
                twin = dated.get((tie.source, tie.target))
                since = self.moved(tie.since, home) if twin is None else twin.since
                found.append(_changed(tie, since=since))
        return found

    def moved(self, day: DateQuantity | None, source: Case) -> DateQuantity | None:
        """Day at the same distance from the vote in the calendar that is used."""
        timer = self.owner("time")
        if day is None or source is timer or source.stages is None or timer.stages is None:
            return day
        shift = timer.stages.voting.deadline.likely - source.stages.voting.deadline.likely
        return day.model_copy(
            update={k: _shifted(day, k, shift) for k in ("low", "likely", "high")}
        )


def _shifted(day: DateQuantity, end: str, shift: dt.timedelta) -> dt.date:
    value: dt.date = getattr(day, end)
    return value + shift


def _present(name: str | None, actors: Collection[str]) -> str | None:
    return name if name in actors else None


def _changed(part: _Part, **changes: Any) -> _Part:
    """Copy with changes; fields that were never given stay so unless the change gives them."""
    kept = part.model_fields_set | {name for name, value in changes.items() if value is not None}
    copy = part.model_copy(update=changes)
    copy.model_fields_set.clear()
    copy.model_fields_set.update(kept)
    return copy
