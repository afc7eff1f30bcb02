"""Real members in the chambers of a case: who sits in which bloc, where, and what shocks them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from winset.cases.model.actors import Actor
from winset.cases.model.case import Case
from winset.cases.model.chambers import MembersFrom
from winset.cases.model.quantities import Quantity
from winset.cases.paths.rule_walk import chambers_of
from winset.foundation.errors import InputError
from winset.games.domestic import Floats, NamedMembers
from winset.games.members import bloc_quantiles
from winset.translate.wings import Wings, wings_of

if TYPE_CHECKING:
    from winset.votes.forecast.one_vote import Support
    from winset.votes.forecast.real_members import RealMembers
    from winset.votes.records import VoteTable


class Scale(NamedTuple):
    """Places on a vote axis by which recorded votes are read.

    Parameters
    ----------
    status_quo, text
        A member as likely to vote for as against stands half way between them.
    stretch
        Length of the axis beside the openness axis, whose unit of the probit is 0.0707.
    """

    status_quo: float
    text: float
    stretch: float = 1.0

    @property
    def unit(self) -> float:
        """Distance on the axis that one unit of the probit reaches."""
        from winset.votes.forecast.real_members import POSITION_OF_A_UNIT

        return POSITION_OF_A_UNIT * self.stretch

    def places(self, support: Floats) -> Floats:
        """Places on the axis, 0..1, of members with some support, in units of the probit."""
        middle = 0.5 * (self.status_quo + self.text)
        return np.asarray(np.clip(middle + self.unit * support, 0.0, 1.0))


def scale_of_bill(case: Case, chamber: str, axis: str) -> Scale:
    """Scale of a bill: the case's own proposal is what members are forecast to vote on.

    Parameters
    ----------
    case, chamber, axis
        A case, a chamber of it and the vote axis on which its members stand.

    Raises
    ------
    InputError
        If the axis has no status quo, or the proposal does not open trade on it.
    """
    home = _status_quo(case, axis)
    proposal = case.issues[axis].proposal
    away = home if proposal is None else proposal.likely
    if away <= home:
        raise InputError(
            f"chambers.{chamber}: on `{axis}` the proposal does not open trade, so that recorded "
            "votes do not place members",
            "name another `axis`",
        )
    return Scale(home, away)


def _status_quo(case: Case, axis: str) -> float:
    found = case.issues[axis].status_quo
    if found is None:
        raise InputError(f"issues.{axis}: a vote axis needs `status_quo`")
    return found.likely


@dataclass(frozen=True, eq=False)
class Roster:
    """Members of one chamber of a game, and where their shocks come from.

    Parameters
    ----------
    named
        The members as the game labels them.
    found
        The members as the forecast places them.
    order
        Row in `found` of each real member of `named`, shape ``(n_real,)``.
    notes
        What a reader should know: who had no bloc of its party.
    """

    named: NamedMembers
    found: RealMembers
    order: NDArray[np.intp]
    notes: tuple[str, ...]

    def shocks(self, plain: Floats, seed: int, start: int, stop: int) -> Floats:
        """Shocks of the members in some draws: the real ones' shifts, the others' as given.

        Parameters
        ----------
        plain
            Standard normals, shape ``(n_draws, n_members)``.
        seed, start, stop
            Which draws of which streams.
        """
        mixed = plain.copy()
        mixed[:, self.named.is_real] = self.found.shocks(seed, start, stop)[:, self.order]
        return mixed


@dataclass(frozen=True, eq=False)
class Filled:
    """A case whose chambers real members fill.

    Parameters
    ----------
    case
        The case with the seats, mean positions and spreads that the members have.
    rosters
        One for each chamber that is filled.
    replaced
        Paths of the numbers that come from the members, no longer from the case file.
    """

    case: Case
    rosters: tuple[Roster, ...]
    replaced: frozenset[str]


def filled(
    case: Case, table: VoteTable, scale_of: Callable[[Case, str, str], Scale] = scale_of_bill
) -> Filled:
    """Fill the chambers of a case for which it names a roll call.

    Parameters
    ----------
    case
        A case with `chambers`.
    table
        Roll calls with their members, each with its liberalising side.
    scale_of
        Scale of a chamber's axis; by default that of the case's own proposal.

    Raises
    ------
    InputError
        If the case names no roll call, the data do not hold what it names, or more members are
        listed than the rule has seats.
    """
    if not case.chambers:
        raise InputError(
            f"`{case.id}` takes no members from roll calls",
            "add `chambers: {house: {members_from: {vote: KEY}}}`, or leave out the data",
        )
    rosters, actors, replaced = [], dict(case.actors), set()
    for name, chamber in case.chambers.items():
        axis = chamber.axis or next(k for k, i in case.issues.items() if i.axis == "vote")
        found = _placed(table, name, chamber.members_from, scale_of(case, name, axis))
        wings = wings_of(case, name, chamber, axis, found)
        _check_seats(case, name, wings)
        for key, rows in wings.members.items():
            actors[key] = _standing(actors[key], name, axis, found.position[list(rows)])
            replaced |= {
                f"actors.{key}.position.{axis}",
                f"actors.{key}.spread.{axis}",
                f"actors.{key}.seats.{name}",
            }
        rosters.append(_roster(case, name, axis, found, wings))
    return Filled(case.model_copy(update={"actors": actors}), tuple(rosters), frozenset(replaced))


def _placed(table: VoteTable, name: str, source: MembersFrom, scale: Scale) -> RealMembers:
    from winset.votes.forecast.real_members import placed_members

    return placed_members(
        support_in(table, name, source),
        source.vote,
        status_quo=scale.status_quo,
        proposal=scale.text,
        unit=scale.unit,
    )


def support_in(table: VoteTable, chamber: str, source: MembersFrom) -> Support:
    """Support of the members of a chamber on the roll call that places them.

    Parameters
    ----------
    table
        Roll calls with their members.
    chamber
        Id of the chamber.
    source
        Which roll call.

    Raises
    ------
    InputError
        If the data do not hold what is asked for.
    """
    try:
        return _support(table, chamber, source.model_dump_json())
    except InputError as error:
        raise InputError(f"chambers.{chamber}.members_from: {error.what}", error.right) from None


@lru_cache(maxsize=8)
def _support(table: VoteTable, chamber: str, asked: str) -> Support:
    """Support in a chamber; kept, since the same is asked for many times in a contrast."""
    from winset.votes.forecast.one_vote import member_support

    source = MembersFrom.model_validate_json(asked)
    at_hand = _with_vote(table, chamber, source)
    call = at_hand.roll_calls[at_hand.column(source.vote)]
    if call.chamber != chamber:
        raise InputError(f"{source.vote} is a vote of the {call.chamber}, not of the {chamber}")
    return member_support(at_hand, source.vote, as_of=source.as_of)


def _with_vote(table: VoteTable, chamber: str, source: MembersFrom) -> VoteTable:
    """Table that holds the vote asked for, with the list of members asked for."""
    if source.date is not None:
        table = _with_vote_to_come(table, chamber, source, source.date)
    if source.list_of is None:
        return table
    to, origin = table.column(source.vote), table.column(source.list_of)
    if table.roll_calls[origin].chamber != chamber:
        raise InputError(f"list_of: {source.list_of} is not a vote of the {chamber}")
    changed = {}
    for field in ("listed", "party", "record"):
        array = getattr(table, field).copy()
        array[:, to] = array[:, origin]
        changed[field] = array
    return replace(table, **changed)


def _with_vote_to_come(
    table: VoteTable, chamber: str, source: MembersFrom, day: dt.date
) -> VoteTable:
    from winset.votes.readers.casts import president_party
    from winset.votes.readers.upcoming import with_upcoming
    from winset.votes.records import RollCall

    call = RollCall(
        source.vote,
        day,
        chamber,
        source.liberalising,
        kind=source.kind,
        bill=source.bill,
        congress=(day.year - 1787) // 2,
        president_side=source.president_side or source.liberalising,
        president_party=president_party(day),
    )
    return with_upcoming(table, call)


def _check_seats(case: Case, name: str, wings: Wings) -> None:
    listed = sum(len(rows) for rows in wings.members.values())
    total = listed + sum(case.actors[key].seats[name] for key in wings.as_coded)
    votes = [vote for _, vote in chambers_of(case.rule)[name]]
    seats, quota = max(v.of for v in votes), max(v.votes_needed for v in votes)
    if not quota <= total <= seats:
        raise InputError(
            f"chambers.{name}: {listed} members are listed for "
            f"{case.chambers[name].members_from.vote} and {total - listed} seats are as coded; the "
            f"rule has {seats} seats and asks for {quota} votes",
            "name a roll call with the right membership as `list_of`",
        )


def _standing(actor: Actor, chamber: str, axis: str, position: Floats) -> Actor:
    """Actor with the seats, mean position and spread of its real members."""
    seats = {**actor.seats, chamber: int(position.size)}
    if not position.size:
        return actor.model_copy(update={"seats": seats})
    mean, spread = float(position.mean()), float(position.std())
    places = {**actor.position, axis: Quantity(low=mean, likely=mean, high=mean)}
    spreads = {key: value for key, value in actor.spread.items() if key != axis}
    if spread > 0.0:
        spreads[axis] = Quantity(low=spread, likely=spread, high=spread)
    return actor.model_copy(update={"seats": seats, "position": places, "spread": spreads})


def _roster(case: Case, name: str, axis: str, found: RealMembers, wings: Wings) -> Roster:
    order: list[int] = []
    quantile, is_real = [], []
    for key, actor in case.actors.items():
        if key in wings.as_coded:
            seats = actor.seats[name]
            quantile.append(bloc_quantiles(seats))
            is_real += [False] * seats
            continue
        rows = list(wings.members.get(key, ()))
        place = found.position[rows]
        spread = place.std() if rows else 0.0
        quantile.append((place - place.mean()) / spread if spread > 0.0 else np.zeros(len(rows)))
        is_real += [True] * len(rows)
        order += rows
    real = np.array(is_real, dtype=np.bool_)
    at = np.full(real.size, -1, dtype=np.intp)
    at[real] = order
    people = [None if row < 0 else found.members[row] for row in at]
    named = NamedMembers(
        name,
        tuple("" if p is None else p.id for p in people),
        tuple("" if p is None else p.name for p in people),
        tuple("" if p is None else p.party for p in people),
        tuple("" if p is None else p.state for p in people),
        tuple("" if p is None else p.district for p in people),
        np.concatenate(quantile),
        real,
        np.where(real, found.chance[at], np.nan),
        [k for k, i in case.issues.items() if i.axis == "vote"].index(axis),
    )
    return Roster(named, found, np.array(order, dtype=np.intp), wings.notes)
