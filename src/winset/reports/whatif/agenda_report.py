"""The document of `winset whatif --agenda`: clauses at every level, whom each wins and loses."""

from __future__ import annotations

from typing import Any, Final, Literal

from winset.reports.document import Document, Listing
from winset.reports.negotiation.second_try_parts import (
    SECOND_TRY_COLUMNS,
    SecondTry,
    second_try_text,
)
from winset.reports.report_parts import Part, coded, computed


class ClauseLevel(Part):
    """A clause at one level, the rest of the bill as it is."""

    level: float = coded("Where on its axis the clause puts policy, 0..1.")
    as_proposed: bool = coded("Whether the bill has it there.")
    price: float | None = computed(
        "Price of ratification, member-moves.", missing="no amount is enough"
    )
    budget: float = computed("What the supporters can spend, member-moves.")
    fund: float = computed("What the opponents' fund is worth, member-moves.")
    passage_probability: float = computed("Share of draws in which the bill passes.", ge=0, le=1)
    joins: list[str] = computed("Actors that gain with it and not with the bill as it is.")
    leaves: list[str] = computed("Actors that gain with the bill as it is and not with it.")
    proposer_gains: float | None = computed(
        "Surplus of whoever put it on the agenda.", missing="nobody is named"
    )


class Clause(Part):
    """One clause over its axis."""

    issue: str = coded("Axis it moves.")
    title: str = coded("Title of the axis.")
    proposer: str | None = coded("Who put it on the agenda.", missing="nobody is named")
    status_quo: float = coded("Status quo on the axis, 0..1.")
    proposed: float = coded("Level in the bill, 0..1.")
    levels: list[ClauseLevel] = computed("Levels tried, from 0 to 1.")
    least_price: float | None = computed(
        "Level of the least price; ties to the level nearest the bill's.",
        missing="no amount is enough at any level",
    )
    likeliest: float = computed("Level with the highest probability of passage; ties likewise.")
    best_for_proposer: float | None = computed(
        "Level best for the proposer among those that pass in half of the draws or more.",
        missing="nobody is named, or no level passes so often",
    )


class AgendaReport(Document):
    """Clauses, levels and the actors that each buys."""

    schema_: Literal["winset/agenda/1"] = coded(
        "Name and version of this format.", default="winset/agenda/1", alias="schema"
    )
    case: str = coded("Id of the case.")
    title: str = coded("Its title.")
    seed: int = coded("Seed of the draws.")
    draws: int = coded("Number of draws at each level.")
    passage_probability: float = computed("Share of draws in which the bill as it is passes.")
    price: float | None = computed("Its price, member-moves.", missing="no amount is enough")
    clauses: list[Clause] = computed("The clauses.")
    second_try: list[SecondTry] = computed(
        "For the bill as each attempt of the sequence puts it, where it is likely to fail: the "
        "least change, letter or payment that turns it.",
        default_factory=list,
    )
    second_try_reason: str | None = computed(
        "Why a second try was not looked for.", missing="it was", default=None
    )
    titles: dict[str, str] = coded("Title of each actor and issue by id.")

    def names_by_id(self) -> dict[str, str]:
        """Titles of actors and issues."""
        return self.titles

    def summary(self) -> str:
        """One sentence a clause."""
        return "\n".join(
            [
                f"{self.case}: as it is the bill passes in {self.passage_probability:.0%} of "
                f"{self.draws:,} draws, at a price of {_moves(self.price)}.",
                *(self._told(clause) for clause in self.clauses),
                *self._second_tries(),
            ]
        )

    def _second_tries(self) -> list[str]:
        said = []
        for row in self.second_try:
            tried, ways = second_try_text(row, self.titles, self.titles)
            said.append(f"{tried}: to pass with {row.level:g}, {ways}.")
        return said

    def _told(self, clause: Clause) -> str:
        best = next(one for one in clause.levels if one.level == clause.likeliest)
        by = "" if clause.proposer is None else f" ({self.titles[clause.proposer]})"
        whom = ", ".join(self.titles[name] for name in best.joins) or "nobody"
        who = ", ".join(self.titles[name] for name in best.leaves) or "nobody"
        if best.as_proposed:
            return f"{clause.title}{by}: no other level makes passage likelier."
        cheapest = "at no level" if clause.least_price is None else f"at {clause.least_price:.2g}"
        return (
            f"{clause.title}{by}: likeliest at {best.level:.2g}, {best.passage_probability:.0%}, "
            f"price {_moves(best.price)}; wins {whom}, loses {who}. Cheapest {cheapest}."
        )

    def listings(self) -> dict[str, Listing]:
        """Levels of every clause; the clauses."""
        rows: list[dict[str, Any]] = [
            {
                "issue": clause.issue,
                **one.model_dump(),
                "joins": ", ".join(self.titles[name] for name in one.joins),
                "leaves": ", ".join(self.titles[name] for name in one.leaves),
            }
            for clause in self.clauses
            for one in clause.levels
        ]
        best = [clause.model_dump(exclude={"levels"}) for clause in self.clauses]
        return {
            "levels": Listing("Clauses at every level", rows, _LEVELS, ids=("issue",)),
            "second_try": Listing("Second tries", self.second_try, SECOND_TRY_COLUMNS),
            "clauses": Listing("The best level of every clause", best, _CLAUSES, ids=("proposer",)),
        }


def _moves(price: float | None) -> str:
    return "no amount is enough" if price is None else f"{price:.3g} member-moves"


_LEVELS: Final = {
    "issue": "Clause",
    "level": "Level",
    "passage_probability": "P(passes)",
    "price": "Price",
    "budget": "Budget",
    "fund": "Fund",
    "joins": "Won",
    "leaves": "Lost",
    "proposer_gains": "Proposer gains",
}
_CLAUSES: Final = {
    "title": "Clause",
    "proposer": "Put on the agenda by",
    "status_quo": "Status quo",
    "proposed": "In the bill",
    "least_price": "Cheapest",
    "likeliest": "Likeliest",
    "best_for_proposer": "Best for its proposer",
}
