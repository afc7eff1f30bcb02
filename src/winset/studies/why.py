"""`why`: a number that is shown, with the formula it comes from and this case's values in it."""

from __future__ import annotations

from winset.cases.model import Case
from winset.cases.parameters import Parameters
from winset.foundation.errors import InputError
from winset.foundation.spelling import meant
from winset.studies.report_parts import Part, coded, computed

__all__ = ["NUMBERS", "Explanation", "Step", "why"]


class Step(Part):
    """One step of a calculation."""

    text: str = coded("What is done, in words.")
    expression: str | None = computed("The same in signs, with the values put in.", default=None)
    value: float | None = computed("What comes out.", default=None)


class Explanation(Part):
    """A number and how it comes about."""

    number: str = coded("Which number.")
    of: str | None = coded("Whose, where it is an actor's or a chamber's.", default=None)
    title: str = coded("Its name.")
    symbol: str = coded("Its symbol in the model.")
    meaning: str = coded("What it says, in one sentence.")
    formula: str = coded("The formula.")
    steps: list[Step] = computed("The calculation.")
    value: float | None = computed("The number.")
    unit: str = coded("Its unit.")
    mark: str = coded("coded, computed or by_construction.")
    source: str = coded("Where the formula comes from.")


NUMBERS: dict[str, str] = {}


def why(
    case: Case,
    number: str,
    *,
    of: str | None = None,
    parameters: Parameters | None = None,
    draws: int = 200,
    seed: int = 0,
) -> Explanation:
    """Explain one number."""
    raise InputError(f"there is no number {number!r}", meant(number, NUMBERS))
