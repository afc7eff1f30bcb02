"""The section of a Report on a negotiation on chambers that real members fill."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from winset.foundation.wording import ordinal
from winset.games.domestic import Floats
from winset.reports.negotiation.negotiation_risk_parts import MemberChamber
from winset.solvers.two_level.ratification_risk import RatificationRisk
from winset.solvers.two_level.zone import ratification_tests
from winset.studies.domestic.assumptions import member_assumptions
from winset.studies.negotiation.table_at_risk import TableAtRisk
from winset.translate.members import Roster
from winset.translate.members_at_table import congress_at, usual_text
from winset.translate.negotiation import CodedNegotiation, coded_negotiation

if TYPE_CHECKING:
    from winset.studies.negotiation.likely_table import Table

__all__ = ["members_at_table_assumptions", "members_section", "ratified_by_blocs"]

_LOW = 5.0


def members_section(table: Table) -> list[MemberChamber]:
    """Chambers that real members fill, with their votes on the agreement and those of the blocs.

    Parameters
    ----------
    table
        A table; without real members the list is empty.
    """
    found = []
    for name, coded in table.coded.countries.items():
        if not coded.rosters:
            continue
        votes = [_votes(table, one, name) for one in (table.coded, _blocs(table))]
        found += [_chamber(table, name, roster, votes) for roster in coded.rosters]
    return found


def ratified_by_blocs(table: Table) -> dict[str, float]:
    """Probability that the blocs as coded ratify the agreement, where members sit in their place.

    Parameters
    ----------
    table
        A table; without an agreement, or without real members, nothing is found.
    """
    if table.agreement.outcome == "empty":
        return {}
    point = table.agreement.point[None, :]
    found = {}
    for place, (name, coded) in enumerate(table.coded.countries.items()):
        if not coded.rosters:
            continue
        blocs = _blocs(table)
        if isinstance(table, TableAtRisk):
            found[name] = float(_risk(table, blocs, name).chance(point)[0])
        else:
            found[name] = float(ratification_tests(blocs.likely)[place].accepts(point)[0])
    return found


def members_at_table_assumptions(table: Table) -> list[str]:
    """Sentences on what is assumed of real members at the table.

    Parameters
    ----------
    table
        A table.
    """
    found: list[str] = []
    for name, coded in table.coded.countries.items():
        title = table.coded.case.countries[name].title
        found += [f"{title}: {line}" for line in member_assumptions(coded)]
        for roster in coded.rosters:
            chamber = roster.named.chamber
            axis = str(coded.case.chambers[chamber].axis)
            place = usual_text(coded.case, chamber, axis)
            congress = congress_at(coded.case, chamber)
            whose = "" if congress is None else f"the {ordinal(congress)} Congress, "
            found.append(
                f"{title}: the {chamber} has the members of {whose}{_list_of(table, name, roster)}."
                f" They stand on `{axis}`, where they vote by the forecast on a usual agreement: a "
                f"large step of the codebook, to {place.text:.2f} from the status quo of "
                f"{place.status_quo:.2f}, other issues left as they are; from there distances count"
                f" {place.stretch:.2f} times those on the openness axis, as the codebook carries "
                "blocs over [ours]."
            )
    if found and table.coded.case.beliefs and table.coded.members is not None:
        found.append(
            "A government's belief about a legislature is a belief about its blocs as coded [ours]."
        )
    return found


def _blocs(table: Table) -> CodedNegotiation:
    """The same negotiation with its blocs as coded."""
    return coded_negotiation(table.coded.case, table.coded.parameters, votes=table.coded.votes)


def _risk(table: TableAtRisk, coded: CodedNegotiation, name: str) -> RatificationRisk:
    shocks = coded.unknown_at_signature(name, table.seed, table.shock_draws)
    return RatificationRisk(coded.countries[name].likely, shocks)


def _votes(table: Table, coded: CodedNegotiation, name: str) -> Floats | None:
    """Votes on the agreement in each draw and chamber; None where votes are certain or none."""
    if table.agreement.outcome == "empty" or not isinstance(table, TableAtRisk):
        return None
    return np.asarray(_risk(table, coded, name).outcome(table.agreement.point).tally)


def _chamber(table: Table, name: str, roster: Roster, votes: list[Floats | None]) -> MemberChamber:
    coded = table.coded.countries[name]
    chamber = roster.named.chamber
    source = coded.case.chambers[chamber].members_from
    column = coded.likely.labels.chambers.index(chamber)
    axis = str(coded.case.chambers[chamber].axis)
    real = int(roster.named.is_real.sum())
    shown = [(None, None) if v is None else _expected(v[:, column]) for v in votes]
    quotas = [c.quotas[chamber] for c in coded.rule.clauses() if chamber in c.quotas]
    reason = None
    if shown[0][0] is None:
        empty = table.agreement.outcome == "empty"
        reason = "nothing is signed" if empty else "votes are certain"
    return MemberChamber(
        country=name,
        chamber=chamber,
        congress=congress_at(coded.case, chamber),
        members=real,
        as_coded=int(roster.named.is_real.size) - real,
        list_of=_list_of(table, name, roster),
        axis=axis,
        usual_text=usual_text(coded.case, chamber, axis).text,
        as_of=str(source.as_of),
        roll_calls=roster.found.votes,
        quota=int(min(quotas)),
        expected=shown[0][0],
        low=shown[0][1],
        expected_of_blocs=shown[1][0],
        low_of_blocs=shown[1][1],
        reason=reason,
    )


def _expected(votes: Floats) -> tuple[float, float]:
    low = np.percentile(votes, _LOW, method="inverted_cdf")
    return float(votes.mean()), float(low)


def _list_of(table: Table, name: str, roster: Roster) -> str:
    """Say where the list of a chamber's members comes from."""
    source = table.coded.countries[name].case.chambers[roster.named.chamber].members_from
    if source.list_of is not None:
        return f"those on the list of {source.list_of}"
    if table.coded.case.countries[name].chambers:
        return f"those on the list of {source.vote}"
    return "those of Voteview's file who held a seat"
