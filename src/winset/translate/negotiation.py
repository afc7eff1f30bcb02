"""From a negotiation to a game: each country's case in, one table out."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from winset.cases.check import contradictions
from winset.cases.negotiation import (
    SHARED_FIELDS,
    CountryAtTable,
    NegotiationCase,
    country_case,
)
from winset.cases.parameters import Parameters
from winset.cases.paths import with_values
from winset.foundation.errors import InputError
from winset.games.domestic import DomesticGame, Floats
from winset.games.negotiation import Country, EntryIntoForce, Negotiation
from winset.solvers.bargaining.alternating_offers import DEFAULT_DISCOUNT
from winset.translate.domestic import CodedGame, coded_game

__all__ = ["CodedNegotiation", "coded_negotiation", "resolved"]


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
    """

    case: NegotiationCase
    parameters: Parameters
    countries: Mapping[str, CodedGame]
    likely: Negotiation

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

    def believed_by(self, holder: str) -> CodedNegotiation:
        """The negotiation as one government takes it to be."""
        values: dict[str, object] = {}
        for belief in self.case.beliefs:
            if belief.holder == holder:
                values |= belief.values
        if not values:
            return self
        return coded_negotiation(with_values(self.case, values), self.parameters)


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
    return country.model_copy(update={**given, "issues": reasons, "case": None, "values": {}})


def coded_negotiation(case: NegotiationCase, parameters: Parameters) -> CodedNegotiation:
    """Translate a negotiation.

    Parameters
    ----------
    case, parameters
        A negotiation and the parameter block.

    Raises
    ------
    InputError
        If a country's game cannot be played, or a case referred to does not fit.
    """
    whole = resolved(case)
    countries = {name: _coded(whole, name, parameters) for name in whole.countries}
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
    return CodedNegotiation(whole, parameters, countries, table)


def _coded(case: NegotiationCase, name: str, parameters: Parameters) -> CodedGame:
    home = country_case(case, name)
    wrong = contradictions(home)
    if wrong:
        problem = wrong[0]
        raise InputError(f"countries.{name}.{problem.path}: {problem.what}", problem.right)
    coded = coded_game(home, parameters)
    shared = ("parameters.", *(f"issues.{issue}." for issue in case.issues))
    inputs = tuple(
        found
        if found.path.startswith(shared)
        else replace(found, path=f"countries.{name}.{found.path}")
        for found in coded.inputs
    )
    return replace(coded, inputs=inputs)
