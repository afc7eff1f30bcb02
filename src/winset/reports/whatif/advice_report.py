"""The document of `winset whatif --allow`: the cheapest changes that turn the verdict."""

from __future__ import annotations

from typing import Any, Final, Literal

from winset.reports.document import Document, Listing
from winset.reports.report_parts import Part, coded, computed


class Move(Part):
    """One change of a piece of advice."""

    path: str = coded("What changes.")
    before: float | str | bool = coded("Likely value as coded.")
    after: float | str | bool = computed("Value advised.")
    share: float = computed("Share of the way to the end allowed.")


class Advice(Part):
    """A set of changes that turns the verdict."""

    moves: list[Move] = computed("What to change.")
    cost: float = computed("Cost, in the unit of the costs given.")
    verdict: str = computed("Verdict then.")
    price: float | None = computed(
        "Price then, member-moves.", missing="the price could not be reached at any amount"
    )
    budget: float = computed("Budget then, member-moves.")


class TradeOff(Part):
    """Trade-off between two changes: pairs that just turn the verdict."""

    first: str = computed("Path of the one.")
    second: str = computed("Path of the other.")
    held: dict[str, float | str | bool] = computed("Further changes, kept as advised.")
    pairs: list[tuple[float, float | None]] = computed(
        "Share of the first, least share of the second with it.", missing="all of it is too little"
    )


class AdviceReport(Document):
    """Everything `winset whatif --allow` found."""

    schema_: Literal["winset/advice/1"] = coded(
        "Name and version of this format.", default="winset/advice/1", alias="schema"
    )
    case: str = coded("Id of the case.")
    verdict: str = computed("Outcome at likely values.")
    wanted: str = computed("What was looked for: passes, or anything but passes.")
    levers: list[dict[str, Any]] = coded("Changes allowed, with their ends and costs.")
    advice: list[Advice] = computed("Sets that turn the verdict, cheapest first, none with idlers.")
    trade_off: TradeOff | None = computed(
        "Between the two dearest changes of the cheapest set of several.",
        missing="no set has two changes",
    )
    reason: str | None = computed("Why there is no advice.", default=None)

    def summary(self) -> str:
        """The cheapest set of changes that turns the verdict."""
        if not self.advice:
            return f"{self.case} {self.verdict} as coded: {self.reason or 'no advice'}."
        best = self.advice[0]
        moves = "; ".join(f"{m.path} from {m.before} to {m.after}" for m in best.moves)
        return (
            f"{self.case} {self.verdict} as coded. The cheapest changes that give {self.wanted} "
            f"cost {best.cost:.3g}: {moves}."
        )

    def listings(self) -> dict[str, Listing]:
        """Sets of changes that turn the verdict; the trade-off between two."""
        moves = [
            {"set": place, **move.model_dump(), **advice.model_dump(exclude={"moves"})}
            for place, advice in enumerate(self.advice, start=1)
            for move in advice.moves
        ]
        pairs = self.trade_off.pairs if self.trade_off else []
        return {
            "advice": Listing("Changes that turn the verdict", moves, _ADVICE),
            "trade_off": Listing(
                "Trade-off between two changes, as shares of the way",
                [{"first": first, "second": second} for first, second in pairs],
                {
                    "first": self.trade_off.first if self.trade_off else "First",
                    "second": self.trade_off.second if self.trade_off else "Second",
                },
            ),
        }


_ADVICE: Final = {
    "set": "Set",
    "path": "Change",
    "before": "As coded",
    "after": "Advised",
    "share": "Share of the way",
    "cost": "Cost of the set",
    "verdict": "Verdict then",
    "price": "Price then",
    "budget": "Budget then",
}
