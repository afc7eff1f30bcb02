"""From a case to a domestic game."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from winset.cases.institutions import (
    AllOf as AllOfNode,
)
from winset.cases.institutions import (
    AnyOf as AnyOfNode,
)
from winset.cases.institutions import (
    AtLeast as AtLeastNode,
)
from winset.cases.institutions import ChamberVote, NeedsAcquiescence, OpenRule, RuleNode, Veto
from winset.cases.model import Case
from winset.cases.parameters import Parameters
from winset.foundation.errors import InputError
from winset.foundation.randomness import standard_normals, uniforms
from winset.games.domestic import (
    Choices,
    DomesticGame,
    Floats,
    Institutions,
    Labels,
    Links,
    NamedMembers,
    Numbers,
    Shocks,
    no_shocks,
)
from winset.games.rule import (
    Acquiescence,
    AllOf,
    AnyOf,
    AtLeast,
    Expression,
    Player,
    Rule,
    Vote,
)
from winset.translate.coding import (
    Coding,
    code_actors,
    code_issues,
    code_links,
    code_parameters,
    code_stages,
)
from winset.translate.inputs import CodedInput, quantile
from winset.translate.members import Filled, Roster, filled

if TYPE_CHECKING:
    from winset.votes.records import VoteTable


@dataclass(frozen=True)
class CodedGame:
    """A case as a game at its likely values, and how to have it at any other.

    Parameters
    ----------
    case, parameters
        What was translated.
    likely
        The game at likely values, one draw, no shocks.
    inputs
        Every coded number, in the order of the case file, then the parameters.
    rosters
        Chambers that real members fill; `case` then has the seats and places they take.
    replaced
        Paths of the numbers that come from these members and not from the case file.
    """

    case: Case
    parameters: Parameters
    likely: DomesticGame
    inputs: tuple[CodedInput, ...]
    rosters: tuple[Roster, ...] = ()
    replaced: frozenset[str] = frozenset()

    @property
    def likely_values(self) -> Floats:
        """Likely value of each input, shape ``(n_inputs,)``."""
        return np.array([coded.likely for coded in self.inputs])

    def input_named(self, path: str) -> int:
        """Place of an input by its path.

        Raises
        ------
        InputError
            If no coded number has that path.
        """
        for place, coded in enumerate(self.inputs):
            if coded.path == path:
                return place
        raise InputError(f"{path}: no coded number of this case has that path")

    def at(self, values: Floats) -> DomesticGame:
        """Game at given values of the inputs, without shocks.

        Parameters
        ----------
        values
            Shape ``(n_draws, n_inputs)``.
        """
        changed = {name for coded in self.inputs for name, _ in coded.places}
        numbers = self.likely.numbers.repeated(len(values), changed)
        for column, coded in enumerate(self.inputs):
            for name, index in coded.places:
                getattr(numbers, name)[(slice(None), *index)] = values[:, column]
        labels = self.likely.labels
        return replace(
            self.likely,
            numbers=numbers,
            shocks=no_shocks(labels, self.likely.parties, len(values)),
        )

    def drawn_values(self, seed: int, start: int, stop: int) -> Floats:
        """Values of the inputs in the draws ``start`` to ``stop``, shape ``(draws, n_inputs)``.

        The same path has the same random numbers in every case, so that cases can be compared
        draw by draw.
        """
        values = np.repeat(self.likely_values[None, :], stop - start, axis=0)
        for column, coded in enumerate(self.inputs):
            if coded.is_range:
                share = uniforms(seed, coded.path, start, stop)[:, 0]
                values[:, column] = quantile(coded, share)
        return values

    def drawn_shocks(self, seed: int, start: int, stop: int) -> Shocks:
        """Shocks of the draws ``start`` to ``stop``."""
        labels, parties = self.likely.labels, self.likely.parties

        def normals(name: str, width: int = 1) -> Floats:
            return standard_normals(seed, f"shock.{name}", start, stop, width)

        def side_by_side(names: list[str]) -> Floats:
            columns = [normals(name) for name in names]
            return np.concatenate(columns, axis=1) if columns else np.zeros((stop - start, 0))

        member = [
            normals(f"member.{name}", int(labels.seats[:, column].sum()))
            for column, name in enumerate(labels.chambers)
        ]
        for roster in self.rosters:
            column = labels.chambers.index(roster.named.chamber)
            member[column] = roster.shocks(member[column], seed, start, stop)
        return Shocks(
            bill=normals("bill"),
            party=side_by_side([f"party.{party}" for party in parties]),
            bloc=side_by_side([f"bloc.{actor}" for actor in labels.actors]),
            member=np.concatenate(member, axis=1) if member else np.zeros((stop - start, 0)),
        )

    def drawn(self, seed: int, start: int, stop: int) -> DomesticGame:
        """Game of the draws ``start`` to ``stop``, shocks included."""
        game = self.at(self.drawn_values(seed, start, stop))
        return game.replace(shocks=self.drawn_shocks(seed, start, stop))


def coded_game(case: Case, parameters: Parameters, table: VoteTable | None = None) -> CodedGame:
    """Translate a case.

    Parameters
    ----------
    case, parameters
        A case and the parameter block.
    table
        Roll calls whose members fill the chambers that the case names; without them the blocs
        stand in every chamber.

    Raises
    ------
    InputError
        If the rule does not fit the chambers, or names an actor that is not there; with roll
        calls, if they do not hold what the case names.
    """
    members = Filled(case, (), frozenset()) if table is None else filled(case, table)
    case = members.case
    labels = _labels(case, tuple(roster.named for roster in members.rosters))
    coding = Coding()
    code_issues(coding, case, labels.vote_issues, len(labels.actors), len(labels.reason_issues))
    code_actors(coding, case, labels.vote_issues, labels.reason_issues)
    code_links(coding, case)
    code_stages(coding, case)
    code_parameters(coding, parameters, len(labels.actors))
    numbers = Numbers(**coding.arrays)
    parties = tuple(dict.fromkeys(p for p in labels.parties if p is not None))
    game = DomesticGame(
        labels=labels,
        institutions=_institutions(case, parameters, labels),
        links=_links(case, labels),
        choices=Choices(
            parameters.willingness_rule, parameters.distance, parameters.fund_conversion
        ),
        numbers=numbers,
        shocks=no_shocks(labels, parties, 1),
    )
    inputs = tuple(found for found in coding.inputs if found.path not in members.replaced)
    return CodedGame(case, parameters, game, inputs, members.rosters, members.replaced)


def rule_of(case: Case) -> Rule:
    """Rule of a case over its actors as players, blocs voting as one."""
    chambers = _chambers(case)
    seats = {
        chamber: {
            name: actor.seats[chamber]
            for name, actor in case.actors.items()
            if actor.seats.get(chamber, 0) > 0
        }
        for chamber in chambers
    }
    for name in _named_actors(case.rule):
        if name not in case.actors:
            raise InputError(f"rule: there is no actor {name!r}")
    return Rule(_expression(case.rule), seats)


def _expression(node: RuleNode) -> Expression:
    match node:
        case ChamberVote():
            return Vote(node.chamber, node.votes_needed, node.of)
        case Veto():
            return Player(node.actor)
        case NeedsAcquiescence():
            return Acquiescence(node.acquiescence)
        case AllOfNode():
            return AllOf(tuple(_expression(part) for part in node.all))
        case AnyOfNode():
            return AnyOf(tuple(_expression(part) for part in node.any))
        case AtLeastNode():
            return AtLeast(node.at_least, tuple(_expression(part) for part in node.among))


def _leaves(node: RuleNode) -> list[ChamberVote | Veto | NeedsAcquiescence]:
    match node:
        case AllOfNode():
            parts = node.all
        case AnyOfNode():
            parts = node.any
        case AtLeastNode():
            parts = node.among
        case _:
            return [node]
    return [leaf for part in parts for leaf in _leaves(part)]


def _chambers(case: Case) -> tuple[str, ...]:
    votes = [leaf for leaf in _leaves(case.rule) if isinstance(leaf, ChamberVote)]
    return tuple(dict.fromkeys(vote.chamber for vote in votes))


def chamber_seats(case: Case) -> dict[str, int]:
    """Seats of each chamber the rule names, as written in the rule."""
    votes = [leaf for leaf in _leaves(case.rule) if isinstance(leaf, ChamberVote)]
    return {vote.chamber: vote.of for vote in votes}


def _named_actors(node: RuleNode) -> list[str]:
    names = []
    for leaf in _leaves(node):
        if isinstance(leaf, Veto):
            names.append(leaf.actor)
        elif isinstance(leaf, NeedsAcquiescence):
            names.append(leaf.acquiescence)
    return names


def _labels(case: Case, named: tuple[NamedMembers, ...] = ()) -> Labels:
    chambers = _chambers(case)
    seats = [[actor.seats.get(c, 0) for c in chambers] for actor in case.actors.values()]
    return Labels(
        actors=tuple(case.actors),
        levels=tuple(actor.level for actor in case.actors.values()),
        parties=tuple(actor.party for actor in case.actors.values()),
        vote_issues=tuple(name for name, issue in case.issues.items() if issue.axis == "vote"),
        reason_issues=tuple(name for name, issue in case.issues.items() if issue.axis == "reason"),
        chambers=chambers,
        seats=np.array(seats, dtype=np.int64).reshape(len(case.actors), len(chambers)),
        named=named,
    )


def _institutions(case: Case, parameters: Parameters, labels: Labels) -> Institutions:
    amendments = case.amendments
    if isinstance(amendments, str):
        amendments = OpenRule(rule=amendments)
    axes: tuple[int, ...] = ()
    if amendments.rule == "open":
        germane = labels.vote_issues if amendments.germane is None else amendments.germane
        axes = tuple(labels.vote_issues.index(name) for name in germane)
    chamber = amendments.chamber
    weights = [parameters.chamber_weights.get(name, 1.0) for name in labels.chambers]
    return Institutions(
        rule=rule_of(case),
        chamber_weights=np.array(weights, dtype=np.float64),
        open_axes=axes if labels.chambers else (),
        amending_chamber=0 if chamber is None else labels.chambers.index(chamber),
        gatekeeper=_row(labels, case.calendar.held_by),
        prefers_recorded_defeat=case.calendar.prefers_recorded_defeat,
        chief_executive=_row(labels, case.chief_executive),
        compensable=np.array([actor.compensable for actor in case.actors.values()]),
    )


def _row(labels: Labels, name: str | None) -> int | None:
    return None if name is None else labels.actor(name)


def _links(case: Case, labels: Labels) -> Links:
    def audience(names: list[list[str]]) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
        table = [[actor in heard for actor in labels.actors] for heard in names]
        return np.array(table, dtype=np.bool_).reshape(len(names), len(labels.actors))

    def rows(names: list[str]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        return np.array([labels.actor(name) for name in names], dtype=np.int64)

    return Links(
        tie_source=rows([tie.source for tie in case.pressure]),
        tie_target=rows([tie.target for tie in case.pressure]),
        frame_axis=np.array(
            [labels.vote_issues.index(frame.issue) for frame in case.framing], dtype=np.int64
        ),
        frame_audience=audience([frame.actors for frame in case.framing]),
        signal_source=rows([signal.source for signal in case.reverberation]),
        signal_audience=audience([signal.actors for signal in case.reverberation]),
    )
