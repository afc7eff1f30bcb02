"""Explanations: a number, its formula, and the calculation with values in it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from winset.reports.quantities import quantity
from winset.reports.report_parts import Part, coded, computed


class Step(Part):
    """One step of a calculation."""

    text: str = coded("What is done, in words.")
    expression: str | None = computed(
        "The same in signs, with the values put in; a calculator gives the value.",
        missing="there is no formula",
        default=None,
    )
    value: float | None = computed(
        "What comes out.", missing="nothing finite comes out", default=None
    )


class Explanation(Part):
    """A number and how it comes about. The last step gives the number."""

    number: str = coded("Which number.")
    of: str | None = coded(
        "Whose, where it is an actor's or a chamber's.",
        missing="it is of the whole case",
        default=None,
    )
    title: str = coded("Its name.")
    symbol: str = coded("Its symbol in the model.")
    meaning: str = coded("What it says, in one sentence.")
    formula: str = coded("The formula.")
    steps: list[Step] = computed("The calculation.")
    value: float | None = computed("The number.", missing="there is none, and the text says why")
    unit: str = coded("Its unit.")
    mark: str = coded("coded or computed.")
    source: str = coded("Where the formula comes from.")


def explained(
    number: str,
    steps: list[Step],
    value: float | None,
    *,
    of: str | None = None,
    mark: str = "computed",
    **said: str,
) -> Explanation:
    """Explain a number: what the catalogue of quantities says of it, with a calculation.

    Parameters
    ----------
    number
        Its name in the catalogue.
    steps, value
        The calculation and what comes out.
    of
        Actor or chamber.
    mark
        ``coded`` or ``computed``.
    said
        What of the catalogue (``formula``, ``meaning`` ...) is otherwise in this case.

    Examples
    --------
    >>> explained("stake", [], 0.5, of="afl-cio").unit
    'share'
    """
    found = quantity(number)
    words = {
        "title": found.title,
        "symbol": found.symbol,
        "meaning": found.meaning,
        "formula": found.formula,
        "unit": found.unit,
        "source": found.source,
    }
    return Explanation(
        number=found.name, of=of, steps=steps, value=value, mark=mark, **(words | said)
    )


def shown(value: float) -> str:
    """Return a number as it stands in an expression: six digits, brackets round a negative one.

    Examples
    --------
    >>> shown(0.25), shown(-2), shown(1234567.0)
    ('0.25', '(-2)', '1.23457e+06')
    """
    text = f"{float(value) + 0.0:.6g}"
    return f"({text})" if text.startswith("-") else text


def step(text: str, expression: str | None, value: float) -> Step:
    """Return a step; an infinite value is none.

    Parameters
    ----------
    text, expression
        In words and in signs.
    value
        What comes out.
    """
    is_finite = bool(np.isfinite(value))
    return Step(
        text=text,
        expression=expression if is_finite else None,
        value=float(value) if is_finite else None,
    )


def summed(values: Iterable[float]) -> str:
    """Return a sum as an expression.

    Examples
    --------
    >>> summed([1, 2.5]), summed([])
    ('1 + 2.5', '0')
    """
    return " + ".join(shown(value) for value in values) or "0"
