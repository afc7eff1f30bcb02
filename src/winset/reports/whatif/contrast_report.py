"""The document of two cases side by side."""

from __future__ import annotations

from typing import Final, Literal

from winset.reports.document import Document, Listing
from winset.reports.report_parts import Part, coded, computed


class CaseSide(Part):
    """One of two cases."""

    case: str = coded("Id of the case.")
    title: str = coded("Title.")
    verdict: str = computed("Most frequent outcome.")
    passage_probability: float = computed("Share of draws in which it passes.")
    passage_probability_se: float = computed("Its standard error.")
    price: float | None = computed(
        "Price at likely values, member-moves.", missing="no amount is enough"
    )
    budget: float = computed("Budget at likely values, member-moves.")
    opposition_fund: float = computed("Opponents' fund at likely values, member-moves.")


class Swap(Part):
    """One case with one block of the other."""

    into: str = coded("Case that gets the block.")
    block: str = coded("Block it gets.")
    verdict: str = computed("Most frequent outcome.")
    passage_probability: float = computed("Share of draws in which it passes.")
    passage_probability_se: float = computed("Its standard error.")
    change: float = computed("Change of that share against the case as coded.")
    price: float | None = computed(
        "Price at likely values, member-moves.", missing="no amount is enough"
    )
    budget: float = computed("Budget at likely values, member-moves.")
    turns: bool = computed("Whether the verdict turns to or from passing.")


class Contrast(Document):
    """Two cases, compared draw by draw with the same random numbers."""

    schema_: Literal["winset/contrast/1"] = coded(
        "Name and version of this format.", default="winset/contrast/1", alias="schema"
    )
    seed: int = coded("Seed.")
    draws: int = coded("Number of joint draws.")
    first: CaseSide = computed("The first case.")
    second: CaseSide = computed("The second case.")
    difference: float = computed("P(second) - P(first).")
    difference_se: float = computed("Its standard error over joint draws.")
    only_second_passes: float = computed("Share of joint draws in which only the second passes.")
    only_first_passes: float = computed("Share of joint draws in which only the first passes.")
    same: float = computed("Share of joint draws in which both pass or both fail.")
    margin_larger_in_second: float = computed(
        "Share of joint draws in which budget minus price is larger in the second."
    )
    swaps: list[Swap] = computed("Each block given to each case, one at a time.")
    all_blocks: list[Swap] = computed("All blocks at once: a check, it must give the other case.")

    def heading(self) -> str:
        """Title of the comparison."""
        return f"{self.first.title} beside {self.second.title}"

    def names_by_id(self) -> dict[str, str]:
        """Titles of the two cases."""
        return {side.case: side.title for side in (self.first, self.second)}

    def summary(self) -> str:
        """Say how far apart the cases are, and which blocks turn a verdict."""
        turning = [f"{swap.block} into {swap.into}" for swap in self.swaps if swap.turns]
        work = f" Blocks that turn a verdict: {', '.join(turning)}." if turning else ""
        return (
            f"{self.first.case} passes in {self.first.passage_probability:.0%} of {self.draws} "
            f"joint draws, {self.second.case} in {self.second.passage_probability:.0%}: a "
            f"difference of {self.difference:+.2f} (standard error {self.difference_se:.2f}).{work}"
        )

    def listings(self) -> dict[str, Listing]:
        """The two cases; each with one block of the other."""
        return {
            "cases": Listing("The two cases", [self.first, self.second], _CASES),
            "swaps": Listing(
                "Each case with one block of the other",
                [*self.swaps, *self.all_blocks],
                _SWAPS,
                ("into",),
            ),
        }


_CASES: Final = {
    "title": "Case",
    "verdict": "Verdict",
    "passage_probability": "Passage probability",
    "price": "Price",
    "budget": "Budget",
    "opposition_fund": "Opponents' fund",
}
_SWAPS: Final = {
    "into": "Case",
    "block": "Block of the other",
    "verdict": "Verdict",
    "passage_probability": "Passage probability",
    "change": "Change",
    "price": "Price",
    "budget": "Budget",
    "turns": "Turns the verdict",
}
