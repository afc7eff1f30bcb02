"""The modelling choices that entered a negotiation, in words a reader can dispute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from winset.solvers.coalitions.contributions import field_of
from winset.studies.domestic.assumptions import assumptions
from winset.studies.negotiation.members_section import members_at_table_assumptions
from winset.studies.negotiation.table_at_risk import TableAtRisk

if TYPE_CHECKING:
    from winset.studies.negotiation.likely_table import Table

__all__ = ["table_assumptions"]


def table_assumptions(table: Table) -> list[str]:
    """Every choice that entered, those of this project marked as such, each once."""
    found = [
        "A country's win-set is what it ratifies with .5 or more and its government gains from; "
        "the status quo is not an agreement."
        if isinstance(table, TableAtRisk)
        else "A country's win-set is what its supporters' budget can carry at home and its chief "
        "executive gains from; the status quo is not an agreement.",
        f"The governments reach the solution asked for ({table.solution}) over their gains, no "
        "agreement being worth 0.",
        *_of_risk(table),
        "Tied hands: every legislator of the country must gain so much more [ours].",
        "Involuntary defection: the agreement is fixed and each country's coded ranges and shocks "
        "are drawn apart; shared issues and parameters are drawn together.",
        "Voluntary defection: grim trigger, the temptation being the executive's own best point "
        "with the others still complying [ours: an upper bound].",
    ]
    if table.coded.case.beliefs:
        found.append(
            "The table agrees only on what every government believes would be ratified everywhere "
            "[ours]; a government without coded beliefs sees things as they are."
        )
    if any(test.is_open for test in table.tests):
        found.append(
            "Where the floor may amend, the others foresee it: only what it would leave as it is "
            "can be agreed on [ours]."
        )
    if table.side_payments:
        found.append(
            "Side payments across the border: a member-move of one country buys as much in "
            "another; those with something left over pay in proportion to it [ours]."
        )
    if not table.coded.likely.needs_all:
        found.append(
            "Where not all must ratify, the parties are the largest coalition that would ratify "
            "some common point; equal ones by weight [ours]."
        )
    for coded in table.coded.countries.values():
        found += assumptions(coded.case, coded.parameters, field_of(coded.likely))
    found += members_at_table_assumptions(table)
    return list(dict.fromkeys(found))


def _of_risk(table: Table) -> list[str]:
    """List what is assumed of governments that sign under risk."""
    if not isinstance(table, TableAtRisk):
        return [
            "Votes are certain and groups weigh nothing with the governments: the first edition's "
            "sharp sets."
        ]
    block = table.coded.parameters.table
    return [
        f"A government weighs its own surplus 1 and that of each group at home lam times capacity "
        f"times engagement over {block.reference_capacity:g} member-moves, plus the group's tie to "
        f"the chief executive; lam {table.lam:g} at likely values [ours].",
        "Ratification is the vote model of `winset analyze` with the text as the bill, over what a "
        "government does not know at signature: shocks of the bill, parties, blocs and members, "
        "the residual of each party's tally, the error of the count of whoever holds the calendar, "
        "the own shock of single players. Coefficients and the purses for and against enter as at "
        "home [ours]. The coded ranges and the posterior of the coefficients are drawn outside, "
        "each draw with an agreement of its own.",
        "The chief executive's own clause, and its consent to a vote, are met by signing; the days "
        "of formulation are past [ours].",
        _kinds(table),
        "A government expects its gain times the probability that the agreement enters into force, "
        "less the cost of failure times the probability that its own country refuses [after Iida; "
        "that the refuser pays: ours]. It signs what it expects to gain from.",
        "The cost of failure is coded from 0 to 0.3 where the case gives none [ours].",
        "With fewer countries than all needed, those sign who expect to gain while the rest stay "
        "out; of the sets found the largest, then the heaviest [ours].",
        "Deleting and doubling a group scales its capacity and its ties; changes of 0.01 are "
        "noise.",
        "Linkage, pairs, what opens a zone, zones believed in and the forecast without "
        "ratification count a country where it ratifies with .5 or more and its government "
        "expects to gain.",
        "What side payments across the border add, and the temptation to break a word, are those "
        "of certain votes at likely values: what is left of a budget beyond the price of "
        "ratification has no counterpart among votes at risk.",
    ]


def _kinds(table: TableAtRisk) -> str:
    """Tell the kind of bill that ratification is in each country, which sets its valence."""
    said = []
    for name in table.coded.likely.names:
        country = table.coded.case.countries[name]
        word = {"opens": "opens trade", "closes": "closes trade", "mixed": "is mixed"}
        parts = [word[country.direction]]
        parts += ["is a package"] if country.package else []
        parts += ["has a statutory clock"] if country.clock is not None else []
        said.append(f"{country.title}: {' and '.join(parts)}")
    return (
        "The kind of the bill sets its valence, learnt from bills that came to a vote; it belongs "
        f"to the agreement and is the same at every text [ours]. {'; '.join(said)}."
    )
