"""Real members in the legislatures of a negotiation: of which Congress, on which axis."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from winset.cases.model.case import Case
from winset.cases.model.chambers import ChamberMembers, MembersFrom
from winset.cases.paths.rule_walk import chambers_of
from winset.foundation.errors import InputError
from winset.foundation.wording import ordinal
from winset.translate.members import Filled, Scale, filled, support_in

if TYPE_CHECKING:
    from winset.votes.forecast.one_vote import Support
    from winset.votes.records import RollCall, VoteTable


_CHAMBERS: Final = {"house": 435, "senate": 100}
"""Chambers of the Congress, with their seats."""
_KIND: Final = "fta"
"""Kind of vote that a trade agreement is."""
_LARGE_STEP: Final = 0.5
"""Share of the way from the status quo to the open end that a large step of the codebook goes."""
_OPENNESS: Final = 0.6
"""Length of the openness axis above its status quo."""


class NotListedError(InputError):
    """Roll-call data that do not list the members of a Congress."""


class _Source(NamedTuple):
    """Roll calls of one day, and how each chamber is filled from them."""

    table: VoteTable
    chambers: dict[str, MembersFrom]


def usual_text(case: Case, chamber: str, axis: str) -> Scale:
    """Scale of an axis of the table: members are forecast on a large step along it.

    Parameters
    ----------
    case, chamber, axis
        A country's game, a chamber of it and the vote axis on which its members stand.

    Returns
    -------
    Scale
        The codebook carries blocs from the openness axis to an axis of the table in the same way:
        a large step goes half of the way from the status quo to the open end, and distances are
        stretched by the length of the axis above the status quo over 0.60.

    Raises
    ------
    InputError
        If the axis has no status quo, or no room above it.
    """
    quo = case.issues[axis].status_quo
    if quo is None or quo.likely >= 1.0:
        raise InputError(
            f"chambers.{chamber}: `{axis}` has no room to open trade above its status quo",
            "name another `axis`",
        )
    room = 1.0 - quo.likely
    return Scale(quo.likely, quo.likely + _LARGE_STEP * room, room / _OPENNESS)


@dataclass(frozen=True, eq=False)
class MembersAtTable:
    """Roll calls whose members fill the legislatures of a negotiation.

    Parameters
    ----------
    table
        Roll calls with their members.
    folder
        Where they were read; Voteview's files there name members of other Congresses.
    """

    table: VoteTable
    folder: Path | None = None
    _known: dict[tuple[dt.date, tuple[str, ...]], _Source] = field(default_factory=dict)

    def fill(
        self, home: Case, country: str, day: dt.date | None, *, of_another_day: bool = False
    ) -> Filled | None:
        """Fill the chambers of one country's game.

        Parameters
        ----------
        home
            The game of the country.
        country
            Its id, for messages.
        day
            Day of the negotiation, or of a later legislature: only votes before it count, and the
            Congress of that day sits.
        of_another_day
            Whether the file's own `chambers` are of another day than this one: then they only say
            which axis and kind.

        Returns
        -------
        Filled or None
            None for a country without an American chamber that names no `chambers`.

        Raises
        ------
        InputError
            If the negotiation has no day, the data do not list the members of that Congress or hold
            what the case names, or the case names votes of a later day.
        """
        names = _chambers(home)
        if not names:
            return None
        if day is None:
            raise InputError(
                "date: the negotiation has no day, which says who sits in the Congress",
                "`date: YYYY-MM-DD`, or leave out the data",
            )
        try:
            if home.chambers and not of_another_day:
                source = _Source(self.table, _as_named(home, day))
            else:
                source = self._sitting(names, day, _kinds(home, names))
            supports = {
                name: support_in(source.table, name, asked)
                for name, asked in source.chambers.items()
            }
            axis = _axes(home, supports)
            as_named = {} if of_another_day else home.chambers
            chambers = {
                name: as_named[name].model_copy(update={"members_from": asked, "axis": axis[name]})
                if name in as_named
                else _chamber(home, name, asked, axis[name], supports[name])
                for name, asked in source.chambers.items()
            }
            seated = home.model_copy(update={"chambers": chambers})
            return filled(seated, source.table, usual_text)
        except NotListedError as error:
            raise NotListedError(f"countries.{country}.{error.what}", error.right) from None
        except InputError as error:
            raise InputError(f"countries.{country}.{error.what}", error.right) from None

    def _sitting(self, names: tuple[str, ...], day: dt.date, kinds: tuple[str, ...]) -> _Source:
        """Votes to come on a day, one a chamber, with the members of that Congress."""
        found = self._known.get((day, kinds))
        if found is None:
            table, chambers = self.table, {}
            for name, kind in zip(names, kinds, strict=True):
                table, chambers[name] = self._vote_to_come(table, name, day, kind)
            found = self._known.setdefault((day, kinds), _Source(table, chambers))
        return found

    def _vote_to_come(
        self, table: VoteTable, chamber: str, day: dt.date, kind: str
    ) -> tuple[VoteTable, MembersFrom]:
        from winset.votes.readers.casts import congress_of, president_party
        from winset.votes.readers.upcoming import with_upcoming
        from winset.votes.readers.voters import sitting_members, with_voters
        from winset.votes.records import RollCall

        key, congress = f"agreement-{day.isoformat()}-{chamber}", congress_of(day)
        call = RollCall(
            key, day, chamber, "Yea", kind=kind, congress=congress,
            president_side="Yea", president_party=president_party(day),
        )  # fmt: skip
        table = with_upcoming(table, call)
        lists = _lists(table, call)
        source = MembersFrom(vote=key, as_of=day, kind=kind)
        if lists:
            near = min(lists, key=lambda at: _nearness(table.roll_calls[at].date, day))
            return table, source.model_copy(update={"list_of": table.roll_calls[near].key})
        people = [] if self.folder is None else sitting_members(self.folder, call)
        if not people:
            raise NotListedError(
                f"chambers.{chamber}: the data list no member of the {chamber.title()} of the "
                f"{ordinal(congress)} Congress, which sits on {day}",
                f"{_held(self.table, chamber)}; add that Congress with `winset votes get "
                f"{congress} --data DIR`, or name a roll call under `chambers`",
            )
        return with_voters(table, key, people), source


def congress_at(home: Case, chamber: str) -> int | None:
    """Number of the Congress whose members fill a chamber; None for another legislature.

    Parameters
    ----------
    home
        A country's game with `chambers` that members fill.
    chamber
        One of them.
    """
    from winset.votes.readers.casts import congress_of

    day = home.chambers[chamber].members_from.as_of
    american = _CHAMBERS.get(chamber) == max(vote.of for _, vote in chambers_of(home.rule)[chamber])
    return congress_of(day) if american and day is not None else None


def _chambers(home: Case) -> tuple[str, ...]:
    """Chambers to fill: those the case names, else those of the Congress."""
    if home.chambers:
        return tuple(home.chambers)
    return tuple(
        name
        for name, votes in chambers_of(home.rule).items()
        if _CHAMBERS.get(name) == max(vote.of for _, vote in votes)
    )


def _kinds(home: Case, names: tuple[str, ...]) -> tuple[str, ...]:
    named = home.chambers
    return tuple((named[n].members_from.kind if n in named else "") or _KIND for n in names)


def _as_named(home: Case, day: dt.date) -> dict[str, MembersFrom]:
    """Sources of the file, none of them with votes from the day of the negotiation on."""
    found = {}
    for name, chamber in home.chambers.items():
        source = chamber.members_from
        if source.as_of is not None and source.as_of > day:
            raise InputError(
                f"chambers.{name}.members_from.as_of: {source.as_of} is later than the day of the "
                f"negotiation, {day}",
                "that day or an earlier one, or leave it out",
            )
        found[name] = source if source.as_of else source.model_copy(update={"as_of": day})
    return found


def _lists(table: VoteTable, call: RollCall) -> list[int]:
    """Columns of the roll calls of the same chamber and Congress that list members."""
    from winset.votes.readers.casts import congress_of

    return [
        at
        for at, other in enumerate(table.roll_calls)
        if other.chamber == call.chamber
        and (other.congress or congress_of(other.date)) == call.congress
        and table.listed[:, at].any()
    ]


def _nearness(listed: dt.date, day: dt.date) -> tuple[bool, int]:
    """Order of lists: the last before the day, else the first after it."""
    return listed >= day, abs((listed - day).days)


def _held(table: VoteTable, chamber: str) -> str:
    """Say of which Congresses the data list the members of a chamber."""
    from winset.votes.readers.casts import congress_of

    found = sorted(
        {
            call.congress or congress_of(call.date)
            for at, call in enumerate(table.roll_calls)
            if call.chamber == chamber and table.listed[:, at].any()
        }
    )
    if not found:
        return f"they hold no vote of the {chamber.title()}"
    return f"they list those of Congress {_spans(found)}"


def _spans(numbers: Iterable[int]) -> str:
    """Whole numbers in order, those in a row as a span."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]} to {r[-1]}" for r in runs)


def _axes(home: Case, supports: dict[str, Support]) -> dict[str, str]:
    """Axis of each chamber: as the file names it, else the one that the records go with."""
    named = {name: chamber.axis for name, chamber in home.chambers.items()}
    if all(named.get(name) for name in supports):
        return {name: str(named[name]) for name in supports}
    axes = [name for name, issue in home.issues.items() if issue.axis == "vote"]
    shared = {axis: sum(_goes_with(home, n, s, axis) for n, s in supports.items()) for axis in axes}
    best = max(axes, key=lambda axis: shared[axis])
    if shared[best] <= 0.0 and len(axes) > 1:
        raise InputError(
            "chambers: on no axis do the parties stand in the order of their votes on trade",
            "name the `axis` of each chamber",
        )
    return {name: named.get(name) or best for name in supports}


def _goes_with(home: Case, chamber: str, found: Support, axis: str) -> float:
    """Covariance, over a chamber's seats, of coded places and the party's support of trade."""
    places, support, seats = [], [], []
    for actor in home.actors.values():
        mine = [row for row, member in enumerate(found.members) if member.party == actor.party]
        if actor.seats.get(chamber, 0) <= 0 or not mine:
            continue
        if axis not in actor.position:
            return 0.0
        places.append(actor.position[axis].likely)
        support.append(float(found.mean[mine].mean()))
        seats.append(actor.seats[chamber])
    if len(places) < 2:
        return 0.0
    return float(np.cov(places, support, fweights=seats)[0, 1])


def _chamber(
    home: Case, name: str, source: MembersFrom, axis: str, found: Support
) -> ChamberMembers:
    """Members in every bloc but the actors that are one person, who stay as coded.

    Where the list has a member for every seat, such a person is on it: the member of the party who
    stands nearest to the coded place takes the seat.
    """
    single = [key for key, actor in home.actors.items() if actor.seats.get(name) == 1]
    parties = {
        actor.party
        for key, actor in home.actors.items()
        if key not in single and actor.seats.get(name, 0) > 0
    }
    persons = [key for key in single if home.actors[key].party in parties]
    room = max(vote.of for _, vote in chambers_of(home.rule)[name]) - len(found.members)
    scale, seated = usual_text(home, name, axis), dict[str, str]()
    for key in persons[max(room, 0) :]:
        coded = home.actors[key].position[axis].likely
        away = {
            who.id: abs(place - coded)
            for who, place in zip(found.members, scale.places(found.mean), strict=True)
            if who.party == home.actors[key].party and who.id not in seated.values()
        }
        if away:
            seated[key] = min(away, key=lambda one: (away[one], one))
    as_coded = persons[: max(room, 0)]
    return ChamberMembers(members_from=source, axis=axis, as_coded=as_coded, seated=seated)
