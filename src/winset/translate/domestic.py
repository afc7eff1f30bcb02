"""From a case to a domestic game."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from winset.cases.model.case import Case
from winset.cases.model.institutions import OpenRule
from winset.cases.model.parameters import Parameters
from winset.cases.model.weights import player_weight, seat_weight
from winset.cases.paths.rule_walk import chambers_of
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
from winset.games.rule import Rule
from winset.translate.coding import (
    Coding,
    code_actors,
    code_issues,
    code_links,
    code_parameters,
    code_referendums,
    code_stages,
    code_vote_model,
)
from winset.translate.inputs import CodedInput, quantile
from winset.translate.members import Filled, Roster, filled
from winset.translate.rule import referendums_of, rule_of

if TYPE_CHECKING:
    from winset.votes.records import VoteTable


SAMPLE_STREAM = "parameters.vote_model.sample"
"""Random stream that picks rows of the posterior sample."""


@dataclass(frozen=True, repr=False)
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

    def __repr__(self) -> str:
        """Show the case and how many numbers are coded in one line."""
        return f"<CodedGame: {self.case.id}, {len(self.inputs)} coded numbers>"

    @property
    def rule(self) -> Rule:
        """The rule over the actors, blocs voting as one."""
        return rule_of(self.case)

    @property
    def likely_values(self) -> Floats:
        """Likely value of each input, shape ``(n_inputs,)``."""
        return np.array([coded.likely for coded in self.inputs])

    def fixed(self, values: Mapping[str, float]) -> CodedGame:
        """The same case with some inputs held at given values in every draw.

        Parameters
        ----------
        values
            Value by path.

        Raises
        ------
        InputError
            If no coded number has one of the paths.
        """
        places = [self.input_named(path) for path in values]
        names = {name for place in places for name, _ in self.inputs[place].places}
        numbers = self.likely.numbers.repeated(1, names)
        for place, value in zip(places, values.values(), strict=True):
            for name, index in self.inputs[place].places:
                getattr(numbers, name)[(0, *index)] = value
        kept = tuple(item for place, item in enumerate(self.inputs) if place not in places)
        return replace(self, likely=replace(self.likely, numbers=numbers), inputs=kept)

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
        draw by draw. Coefficients with a posterior sample are drawn together, row by row.
        """
        values = np.repeat(self.likely_values[None, :], stop - start, axis=0)
        for column, coded in enumerate(self.inputs):
            if coded.distribution == "sample":
                share = uniforms(seed, SAMPLE_STREAM, start, stop)[:, 0]
                rows = (share * len(coded.support)).astype(np.int64)
                values[:, column] = np.array(coded.support)[rows]
            elif coded.is_range:
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
        kinds = [*(f"party.{party}" for party in parties), "none"]
        units = [f"tally.{chamber}.{kind}" for chamber in labels.chambers for kind in kinds]
        return Shocks(
            bill=normals("bill"),
            party=side_by_side([f"party.{party}" for party in parties]),
            bloc=side_by_side([f"bloc.{actor}" for actor in labels.actors]),
            member=np.concatenate(member, axis=1) if member else np.zeros((stop - start, 0)),
            single=side_by_side([f"single.{actor}" for actor in labels.actors]),
            count=normals("count"),
            tally=side_by_side(units),
            formulation=normals("formulation"),
        )

    def drawn(self, seed: int, start: int, stop: int) -> DomesticGame:
        """Game of the draws ``start`` to ``stop``, shocks included."""
        game = self.at(self.drawn_values(seed, start, stop))
        return game.replace(shocks=self.drawn_shocks(seed, start, stop))


def coded_game(
    case: Case,
    parameters: Parameters,
    table: VoteTable | Filled | None = None,
    *,
    votes: Literal["modelled", "certain"] = "modelled",
) -> CodedGame:
    """Translate a case.

    Parameters
    ----------
    case, parameters
        A case and the parameter block.
    table
        Roll calls whose members fill the chambers that the case names, or the case so filled;
        without them the blocs stand in every chamber.
    votes
        Whether members vote by the vote model, or for certain by their surplus alone, as the sharp
        win-sets of a negotiation ask.

    Raises
    ------
    InputError
        If the rule does not fit the chambers, or names an actor that is not there; with roll
        calls, if they do not hold what the case names.
    """
    if isinstance(table, Filled):
        members = table
    else:
        members = Filled(case, (), frozenset()) if table is None else filled(case, table)
    case = members.case
    labels = _labels(case, tuple(roster.named for roster in members.rosters))
    coding = Coding()
    code_issues(coding, case, labels.vote_issues, len(labels.actors), len(labels.reason_issues))
    code_actors(coding, case, labels.vote_issues, labels.reason_issues)
    code_links(coding, case, labels)
    code_stages(coding, case)
    code_referendums(coding, case)
    modelled = votes == "modelled"
    code_parameters(coding, parameters, len(labels.actors), modelled=modelled)
    code_vote_model(coding, case, parameters.vote_model, modelled=modelled)
    numbers = Numbers(**coding.arrays)
    parties = tuple(dict.fromkeys(p for p in labels.parties if p is not None))
    game = DomesticGame(
        labels=labels,
        institutions=_institutions(case, parameters, labels),
        links=_links(case, labels),
        choices=Choices(
            parameters.willingness_rule,
            parameters.distance,
            parameters.fund_conversion,
            votes,
            parameters.vote_model.contest,
            parameters.vote_model.usual_cohesion,
            parameters.vote_model.duration.values,
            parameters.vote_model.joining.values,
        ),
        numbers=numbers,
        shocks=no_shocks(labels, parties, 1),
    )
    inputs = tuple(found for found in coding.inputs if found.path not in members.replaced)
    return CodedGame(case, parameters, game, inputs, members.rosters, members.replaced)


def _labels(case: Case, named: tuple[NamedMembers, ...] = ()) -> Labels:
    chambers = tuple(chambers_of(case.rule))
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
    older = parameters.chamber_weights
    seats = [seat_weight(case.rule, name, older).value for name in labels.chambers]
    players = [player_weight(case, name).value for name in labels.actors]
    return Institutions(
        rule=rule_of(case),
        chamber_weights=np.array(seats, dtype=np.float64),
        open_axes=axes if labels.chambers else (),
        amending_chamber=0 if chamber is None else labels.chambers.index(chamber),
        gatekeeper=_row(labels, case.calendar.held_by),
        prefers_recorded_defeat=case.calendar.prefers_recorded_defeat,
        chief_executive=_row(labels, case.chief_executive),
        compensable=np.array([actor.compensable for actor in case.actors.values()]),
        player_weights=np.array(players, dtype=np.float64),
        referendums=referendums_of(case),
        abstention=np.array(
            [
                max((vote.abstention or 0.0 for _, vote in chambers_of(case.rule)[name]))
                for name in labels.chambers
            ],
            dtype=np.float64,
        ),
        reach=_reach(case, labels),
        reach_players=np.array(
            [[other in actor.reach for other in labels.actors] for actor in case.actors.values()]
        ),
    )


def _reach(case: Case, labels: Labels) -> NDArray[np.bool_]:
    """Find which chambers each actor's effort reaches, shape ``(n_actors, n_chambers)``.

    Those of the legislature at home, for actors that are not foreign; a body that decides by
    unanimity, each member of which is a veto player, only by name.
    """
    clauses = rule_of(case).clauses()
    open_to_all = [
        any(clause.quotas.get(name, 0.0) < labels.seats[:, column].sum() for clause in clauses)
        for column, name in enumerate(labels.chambers)
    ]
    table = [
        [
            name in actor.reach or (actor.level != "foreign" and free)
            for name, free in zip(labels.chambers, open_to_all, strict=True)
        ]
        for actor in case.actors.values()
    ]
    return np.array(table, dtype=np.bool_).reshape(len(labels.actors), len(labels.chambers))


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
        tie_states=tuple(frozenset(tie.states) for tie in case.pressure),
        frame_axis=np.array(
            [labels.vote_issues.index(frame.issue) for frame in case.framing], dtype=np.int64
        ),
        frame_audience=audience([frame.actors for frame in case.framing]),
        signal_source=rows([signal.source for signal in case.reverberation]),
        signal_audience=audience([signal.actors for signal in case.reverberation]),
    )
