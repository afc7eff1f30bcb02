"""From a negotiation to a game: each country's case in, one table out."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from winset.cases.checks.contradictions import contradictions
from winset.cases.editing.with_values import with_values
from winset.cases.model.direction import direction_of
from winset.cases.model.held_beliefs import held_belief
from winset.cases.model.negotiation import (
    SHARED_FIELDS,
    CountryAtTable,
    LaterLegislature,
    NegotiationCase,
    country_case,
)
from winset.cases.model.parameters import Parameters
from winset.foundation.errors import InputError
from winset.foundation.randomness import sobol_normals, uniforms
from winset.games.domestic import DomesticGame, Floats, Shocks
from winset.games.negotiation import Country, EntryIntoForce, Negotiation
from winset.solvers.bargaining.alternating_offers import DEFAULT_DISCOUNT
from winset.translate.domestic import CodedGame, coded_game
from winset.translate.inputs import CodedInput, coded_input, quantile
from winset.translate.members_at_table import MembersAtTable, NotListedError

Votes = Literal["modelled", "certain"]


@dataclass(frozen=True)
class CodedNegotiation:
    """A negotiation as a game at likely values, and each country's numbers to draw.

    Parameters
    ----------
    case
        The negotiation, cases referred to filled in.
    parameters
        The parameter block.
    countries
        Each country's coded game; the paths of its inputs begin with ``countries.ID``, but for
        the shared issues and the parameters.
    likely
        The table at likely values.
    members
        Roll calls whose members sit in the chambers that name them; None: blocs as coded.
    """

    case: NegotiationCase
    parameters: Parameters
    countries: Mapping[str, CodedGame]
    likely: Negotiation
    members: MembersAtTable | None = None

    def drawn(self, name: str, point: Floats, seed: int, start: int, stop: int) -> DomesticGame:
        """One country's game in some draws, with an agreement as its proposal.

        Parameters
        ----------
        name
            Id of the country.
        point
            The agreement, shape ``(n_issues,)``.
        seed, start, stop
            Which draws. Shared issues and parameters are the same for all countries in a draw,
            everything else is drawn apart.
        """
        coded = self.countries[name]
        game = coded.at(coded.drawn_values(seed, start, stop))
        shocks = coded.drawn_shocks(seed + zlib.crc32(name.encode()), start, stop)
        proposal = np.repeat(point[None, :], stop - start, axis=0)
        return game.replace(shocks=shocks).with_numbers(proposal=proposal)

    def unknown_at_signature(self, name: str, seed: int, draws: int) -> Shocks:
        """Shocks that a government does not know when it signs, spread evenly over the draws.

        Parameters
        ----------
        name
            Id of the country; countries are drawn apart.
        seed, draws
            Seed and number of the draws.

        Returns
        -------
        Shocks
            Members' own from the stream of the domestic game, all others from a scrambled Sobol
            sequence. Formulation lies before signature: its shock is 0.
        """
        return signature_shocks(self.countries[name], name, seed, draws)

    def before_later(self, name: str, later: LaterLegislature) -> CodedNegotiation:
        """The negotiation with a later legislature in one country.

        Parameters
        ----------
        name, later
            The country, and the legislature that takes its place. Members of the Congress of its
            day sit there where the data list them, else blocs as coded.
        """
        home = with_values(country_case(self.case, name), later.values)
        seated = None
        if self.members is not None:
            with suppress(NotListedError):
                seated = self.members.fill(home, name, later.date, of_another_day=True)
        game = coded_game(home, self.parameters, seated, votes=self.votes)
        likely = self.likely.replace(
            countries=tuple(
                country.replace(game=game.likely) if country.name == name else country
                for country in self.likely.countries
            )
        )
        return replace(self, countries={**self.countries, name: game}, likely=likely)

    def at_draw(self, seed: int, draw: int) -> Negotiation:
        """The table with coded numbers as in one draw of their ranges, without shocks."""
        return self.with_games(
            {
                name: coded.at(coded.drawn_values(seed, draw, draw + 1))
                for name, coded in self.countries.items()
            }
        )

    def with_games(self, games: Mapping[str, DomesticGame]) -> Negotiation:
        """The table with other games of its countries, each of one draw."""
        countries = tuple(
            country.replace(game=games[country.name]) for country in self.likely.countries
        )
        quo = np.asarray(countries[0].game.numbers.status_quo[0])
        return self.likely.replace(countries=countries, status_quo=quo)

    def failure_cost(self, name: str) -> CodedInput:
        """Cost to a government of an agreement that is signed and refused at home.

        As coded of its chief executive, else as the parameter block says.
        """
        country = self.case.countries[name]
        chief = country.actors.get(country.chief_executive or "")
        coded = None if chief is None else chief.failure_cost
        path = f"countries.{name}.actors.{country.chief_executive}.failure_cost"
        if coded is None:
            coded, path = self.parameters.table.failure_cost, "parameters.table.failure_cost"
        return coded_input(path, coded, (0.0, max(1.0, 2.0 * coded.high)))

    def failure_costs(self, seed: int | None = None, draw: int = 0) -> Floats:
        """Cost of failure of each government: likely, or as in one draw of the ranges."""
        found = [self.failure_cost(name) for name in self.likely.names]
        if seed is None:
            return np.array([cost.likely for cost in found])
        draws = [
            quantile(cost, uniforms(seed, f"failure cost of {name}", draw, draw + 1)[:, 0])[0]
            if cost.is_range
            else cost.likely
            for name, cost in zip(self.likely.names, found, strict=True)
        ]
        return np.array(draws, dtype=np.float64)

    def belief_weight(self, holder: str, seed: int | None = None, draw: int = 0) -> float:
        """Probability that a government gives to what it believes: likely, or of one draw."""
        weight = held_belief(self.case, holder).weight
        if seed is None or weight.low == weight.high:
            return float(weight.likely)
        coded = coded_input(f"beliefs of {holder}", weight, (0.0, 1.0))
        drawn = uniforms(seed, f"weight of the belief of {holder}", draw, draw + 1)[:, 0]
        return float(quantile(coded, drawn)[0])

    def believed_by(self, holder: str) -> CodedNegotiation:
        """The negotiation as one government takes it to be; its belief is about blocs as coded."""
        values: dict[str, object] = dict(held_belief(self.case, holder).values)
        if not values:
            return self
        return coded_negotiation(with_values(self.case, values), self.parameters, votes=self.votes)

    @property
    def votes(self) -> Votes:
        """Return whether members vote by the vote model, or for certain by their surplus alone."""
        return self.likely.countries[0].game.choices.votes


def signature_shocks(coded: CodedGame, name: str, seed: int, draws: int) -> Shocks:
    """Shocks of one country as `CodedNegotiation.unknown_at_signature` draws them.

    Parameters
    ----------
    coded
        Its game.
    name, seed, draws
        Id that names the streams, seed and number of the draws.
    """
    drawn = coded.drawn_shocks(seed + zlib.crc32(name.encode()), 0, draws)
    names = ("bill", "party", "count", "tally", "bloc", "single")
    widths = np.cumsum([0, *(getattr(drawn, part).shape[1] for part in names)])
    shared = sobol_normals(seed, f"signature of {name}", draws, int(widths[-1]))
    parts = {part: shared[:, widths[place] : widths[place + 1]] for place, part in enumerate(names)}
    return replace(drawn, formulation=np.zeros((draws, 1)), **parts)


def resolved(case: NegotiationCase) -> NegotiationCase:
    """The negotiation with the games of cases referred to written out.

    Parameters
    ----------
    case
        A negotiation.

    Raises
    ------
    InputError
        If a case referred to does not exist, is a negotiation itself, has other vote axes, or one
        of the `values` does not fit it.
    """
    countries = {
        name: country if country.case is None else _filled(case, name, country)
        for name, country in case.countries.items()
    }
    return case.model_copy(update={"countries": countries})


def _filled(case: NegotiationCase, name: str, country: CountryAtTable) -> CountryAtTable:
    from winset.casebook import read_domestic_case

    reference = str(country.case)
    try:
        home = read_domestic_case(reference)
        if country.values:
            home = with_values(home, country.values)
    except InputError as error:
        raise InputError(f"countries.{name}: {error.what}", error.right) from None
    mine = [k for k, issue in home.issues.items() if issue.axis == "vote"]
    shared = [k for k, issue in case.issues.items() if issue.axis == "vote"]
    if mine != shared:
        raise InputError(
            f"countries.{name}.case: {reference} votes on {', '.join(mine)}",
            f"its vote axes must be those of the table: {', '.join(shared)}",
        )
    if home.chief_executive is None:
        raise InputError(f"countries.{name}.case: {reference} names no chief executive")
    reasons = {
        k: issue
        for k, issue in home.issues.items()
        if issue.axis == "reason" and k not in case.issues
    }
    given = {f: getattr(home, f) for f in SHARED_FIELDS if f in home.model_fields_set}
    given["direction"] = direction_of(home)
    return country.model_copy(update={**given, "issues": reasons, "case": None, "values": {}})


def coded_negotiation(
    case: NegotiationCase,
    parameters: Parameters,
    *,
    votes: Votes = "certain",
    members: MembersAtTable | None = None,
) -> CodedNegotiation:
    """Translate a negotiation.

    Parameters
    ----------
    case, parameters
        A negotiation and the parameter block.
    votes
        As for `coded_game`: by the vote model, or for certain as sharp win-sets ask.
    members
        Roll calls whose members fill the chambers of the Congress, and those that name a roll call.

    Raises
    ------
    InputError
        If a country's game cannot be played, or a case referred to does not fit; with members, if
        no country has a chamber for them, or the data do not list those of its Congress.
    """
    whole = resolved(case)
    countries = {name: _coded(whole, name, parameters, votes, members) for name in whole.countries}
    if members is not None and not any(coded.rosters for coded in countries.values()):
        raise InputError(
            f"no country of `{case.id}` has a chamber that members could fill: a house of 435 or "
            "a senate of 100 seats",
            "leave out the data, or name roll calls under `countries.ID.chambers`",
        )
    first = next(iter(countries.values())).likely
    entry = whole.entry_into_force
    share = entry.share.likely if entry.share is not None else 0.0
    count = len(countries)
    default = 1 if entry.share is not None or entry.required else count
    table = Negotiation(
        issues=first.labels.vote_issues,
        status_quo=np.asarray(first.numbers.status_quo[0]),
        countries=tuple(
            Country(
                name,
                countries[name].likely,
                weight=country.weight,
                power=country.power,
                discount=(
                    country.patience.likely if country.patience is not None else DEFAULT_DISCOUNT
                ),
            )
            for name, country in whole.countries.items()
        ),
        entry=EntryIntoForce(
            at_least=entry.countries if entry.countries is not None else default,
            share=share,
            required=tuple(entry.required),
        ),
    )
    return CodedNegotiation(whole, parameters, countries, table, members)


def _coded(
    case: NegotiationCase,
    name: str,
    parameters: Parameters,
    votes: Votes,
    members: MembersAtTable | None,
) -> CodedGame:
    home = country_case(case, name)
    wrong = contradictions(home)
    if wrong:
        problem = wrong[0]
        raise InputError(f"countries.{name}.{problem.path}: {problem.what}", problem.right)
    seated = None if members is None else members.fill(home, name, case.date)
    coded = coded_game(home, parameters, seated, votes=votes)
    shared = ("parameters.", *(f"issues.{issue}." for issue in case.issues))
    inputs = tuple(
        found
        if found.path.startswith(shared)
        else replace(found, path=f"countries.{name}.{found.path}")
        for found in coded.inputs
    )
    replaced = frozenset(f"countries.{name}.{path}" for path in coded.replaced)
    return replace(coded, inputs=inputs, replaced=replaced)
