"""The Report on a negotiation: the single document that terminal, page, figures and JSON show."""

from __future__ import annotations

from typing import Any, Final, Literal

from winset.reports.document import Document, Listing
from winset.reports.negotiation.negotiation_report_parts import (
    AgreementReport,
    BeliefReport,
    Can,
    CountryReport,
    Defection,
    LaterRatification,
    LinkageReport,
    NashPathReport,
    NegotiationIssue,
    Opening,
    SidePayments,
    TableForecast,
    TiedHands,
    ZoneReport,
)
from winset.reports.negotiation.negotiation_report_prose import summary_of
from winset.reports.negotiation.negotiation_risk_parts import (
    BackOff,
    CountryRatification,
    GroupMoves,
    MemberChamber,
    Ratification,
)
from winset.reports.negotiation.second_try_parts import SECOND_TRY_COLUMNS, SecondTry
from winset.reports.report_parts import SourcedNumbers, coded, computed


class NegotiationReport(Document):
    """Everything `winset negotiate` found out about one negotiation.

    Issues run from 0 to 1; gains are surpluses of the chief executives. A number that does not
    exist is ``None`` beside a ``reason``.
    """

    schema_: Literal["winset/report/1"] = coded(
        "Name and version of this format.", default="winset/report/1", alias="schema"
    )
    kind: Literal["negotiation"] = coded("Kind of game.", default="negotiation")
    case: str = coded("Id of the case.")
    title: str = coded("Title of the case.")
    summary_line: str | None = coded(
        "What the case is about, from its file.", missing="the file has none", default=None
    )
    version: str = computed("Version of winset.")
    seed: int = coded("Seed of the random draws.")
    draws: int = coded("Number of draws.")
    method: str = computed("How the sets and probabilities were found.")
    parameters: dict[str, Any] = coded("The parameter block used.")
    changes: dict[str, str] = coded("Values changed from the case file.", default_factory=dict)
    assumptions: list[str] = coded("Every modelling choice that entered.")
    sources: list[str] = coded("References of the case and of the methods.")
    sourced: SourcedNumbers | None = coded(
        "How much of the case has a source.",
        missing="it was made in Python, without a file",
        default=None,
    )
    issues: list[NegotiationIssue] = coded("The issues, with the status quo.")
    headline_: str = computed("The answer in one sentence, ratification first.", alias="headline")
    certain: bool = coded("Whether votes are certain, as in the first edition.")
    ratification: Ratification = computed(
        "Probability of ratification at the agreement, by country and `all`.",
        missing="nothing is signed",
    )
    signed_probability: float = computed(
        "Share of the draws of the coded ranges in which an agreement is signed."
    )
    in_force_if_signed: float | None = computed(
        "Mean probability, over those, that it enters into force.",
        missing="nothing is signed in any draw",
    )
    failure_cost_limit: float | None = computed(
        "Cost of a failed ratification, the same for all, above which nothing is signed.",
        missing="nothing is signed at any cost, or no cost up to 2 stands in the way",
    )
    members: list[MemberChamber] = computed(
        "Chambers that real members fill, where roll-call data are given.", default_factory=list
    )
    back_off: BackOff | None = computed(
        "How far the agreement backs off from that of certain ratification.",
        missing="votes are certain",
    )
    groups: list[GroupMoves] = computed("What each actor outside chambers moves.")
    countries: dict[str, CountryReport] = computed("Each country's win-set and who binds.")
    zone: ZoneReport = computed("What would enter into force.")
    entry: str = coded("Who must ratify.")
    agreement: AgreementReport = computed("What is agreed, under the solution asked for.")
    forecast: TableForecast = computed(
        "Where the table would go if nobody had to ratify, and what ratification makes of that."
    )
    nash_path: list[NashPathReport] = computed(
        "With two issues and at most four parties: the Nash agreement as power moves toward each."
    )
    side_payments: SidePayments = computed("What side payments across the border add.")
    linkage: LinkageReport = computed("What linking the issues adds.")
    tying_hands: list[TiedHands] = computed("What tied hands bring each government.")
    defection: Defection = computed("How a signed agreement dies.")
    later: list[LaterRatification] = computed(
        "The agreement before later legislatures, and each text of the sequence before each."
    )
    second_try: list[SecondTry] = computed(
        "For the agreement if it is likely to fail, and each text of the sequence: the least "
        "change, letter or payment that turns it.",
        default_factory=list,
    )
    beliefs: list[BeliefReport] = computed("The table as each government takes it to be.")
    missed: bool = computed("Whether beliefs hide a zone that is there.")
    pairs: list[Can] = computed("Which two countries alone could agree.")
    smallest_change: list[Opening] = computed("Changes of one number that open an empty zone.")
    blocked_by: list[str] = computed("Countries without which the rest would agree.")
    outcome: dict[str, Any] | None = coded(
        "What happened, from the file.", missing="the file records none", default=None
    )
    notes: list[str] = coded("Notes of the case file.", default_factory=list)
    warnings: list[str] = computed("What a reader must know of this run.", default_factory=list)

    def summary(self) -> str:
        """Report in a few sentences of plain text."""
        return summary_of(self)

    def headline(self) -> str:
        """Case, ratification, solution and how many draws, in one line."""
        return (
            f"{self.case}: {self.verdict_text()} ({self.agreement.solution}), {self.draws} draws, "
            f"seed {self.seed}"
        )

    def verdict_text(self) -> str:
        """Return whether there is an agreement, and whether it is likely to be ratified."""
        if self.agreement.outcome == "empty":
            return "no agreement"
        if self.signed_probability < _EVEN:
            return "agreement unlikely"
        chance = self.ratification.get("all")
        if isinstance(chance, float) and chance < _EVEN:
            return "signed, likely to fail at home"
        return "agreement"

    def names_by_id(self) -> dict[str, str]:
        """Titles of countries and issues."""
        return {name: found.title for name, found in self.countries.items()} | {
            row.issue: row.title for row in self.issues
        }

    def listings(self) -> dict[str, Listing]:
        """Countries, tied hands, pairs, later legislatures, changes that open a zone."""
        countries = [
            {
                "country": name,
                "volume": found.win_set.volume,
                "outcome": found.win_set.outcome,
                "binding": ", ".join(found.binding),
                "surplus": self.agreement.surplus.get(name),
                "ratification": self._at_agreement(name),
                "expected": self.agreement.expected_surplus.get(name),
                "vacuous": found.vacuous,
                "defection": self.defection.involuntary.get(name),
            }
            for name, found in self.countries.items()
        ]
        hands = [
            {"country": row.country, "level": level, "surplus": gain}
            for row in self.tying_hands
            for level, gain in row.curve
        ]
        moves = [
            {
                "country": row.country,
                "actor": row.title,
                "deleted": row.deleted or {},
                "doubled": row.doubled or {},
            }
            for row in self.groups
        ]
        return {
            "countries": Listing("Win-sets", countries, _COUNTRIES, ("country",)),
            "groups": Listing("What groups move", moves, _GROUPS, ("country",)),
            "tying_hands": Listing("Tied hands", hands, _HANDS, ("country",)),
            "members": Listing("Chambers with members", self.members, _MEMBERS, ("country",)),
            "pairs": Listing("Pairs of countries", self.pairs, _PAIRS, ("one", "other")),
            "later": Listing("Later legislatures", self.later, _LATER, ("country",)),
            "second_try": Listing("Second tries", self.second_try, SECOND_TRY_COLUMNS),
            "smallest_change": Listing(
                "Smallest changes that open a zone", self.smallest_change, _OPENINGS
            ),
        }

    def _at_agreement(self, country: str) -> float | None:
        found = self.ratification.get(country)
        return found.at_agreement if isinstance(found, CountryRatification) else None


_EVEN: Final = 0.5
NEGOTIATION_TABLES: Final = (
    "countries",
    "groups",
    "tying_hands",
    "members",
    "pairs",
    "later",
    "second_try",
    "smallest_change",
)
"""Names of the tables of a report on a negotiation."""

_COUNTRIES: Final = {
    "country": "Country",
    "volume": "Volume of the win-set",
    "outcome": "Win-set",
    "binding": "Who binds",
    "surplus": "Gain from the agreement",
    "ratification": "Probability of ratification",
    "expected": "Expected gain",
    "defection": "Ratification fails, share of draws",
}
_GROUPS: Final = {
    "country": "Country",
    "actor": "Group",
    "deleted": "Without it",
    "doubled": "Twice of it",
}
_HANDS: Final = {"country": "Country", "level": "Level", "surplus": "Surplus of the executive"}
_MEMBERS: Final = {
    "country": "Country",
    "chamber": "Chamber",
    "congress": "Congress",
    "members": "Members",
    "quota": "Votes needed",
    "expected": "Expected votes",
    "low": "5th percentile",
    "expected_of_blocs": "Expected votes of blocs",
    "low_of_blocs": "5th percentile, blocs",
}
_PAIRS: Final = {"one": "Country", "other": "Other country", "agree": "Could agree"}
_LATER: Final = {
    "country": "Country",
    "title": "Legislature",
    "date": "Date",
    "text": "Text",
    "ratified": "Ratifies",
    "probability": "Ratifies, share of draws",
}
_OPENINGS: Final = {"path": "Number", "from": "Now", "value": "Opens a zone at"}
