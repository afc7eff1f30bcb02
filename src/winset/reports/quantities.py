"""The catalogue of quantities: what stands behind every *Why?* and on the page of the model.

Each number that a reader is shown stands once in ``quantities.toml``: name, symbol, unit, formula,
what of it is from the literature and what is this project's, and where the page of the model
states it. Explanations of a case's numbers, the texts under the numbers of a report, the dialogs
of the workbench and the table at the end of the page of the model read it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class ModelQuantity:
    """A number that a reader is shown, or a part of a report.

    Parameters
    ----------
    name, title
        Its id and its name for readers.
    whose
        ``case``, ``chamber``, ``actor``, ``table`` of a negotiation, or ``part`` of a report.
    section
        Section of the page that states it.
    stated
        Piece of that section: the formula, or the sentence that stands for it.
    origin
        ``lit``, ``ours`` or both, as the page marks them.
    symbol, unit, meaning, formula, source
        Of a number: sign, unit, one sentence, formula in signs, where the formula comes from.
    how
        How it comes about, in words: the text behind *Why?* in a report.
    page
        File of the page among the explanations.
    symbols
        Signs of the formula that mean another thing here than elsewhere.
    """

    name: str
    title: str
    whose: str
    section: str
    stated: str
    origin: str
    symbol: str = ""
    unit: str = ""
    meaning: str = ""
    formula: str = ""
    source: str = ""
    how: str = ""
    page: str = "the-model.md"
    symbols: Mapping[str, str] = field(default_factory=dict)

    @property
    def anchor(self) -> str:
        """Anchor of the section on its page.

        Examples
        --------
        >>> quantity("stake").anchor
        'what-both-sides-can-spend'
        """
        return re.sub(r"[^a-z0-9 -]", "", self.section.lower()).replace(" ", "-")


ALIASES = {
    "probability": "passage_probability",
    "fund": "opposition_fund",
    "votes": "expected",
    "deadlock": "cohesion",
}
"""Short names of some quantities."""


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads((files(__package__ or "") / "quantities.toml").read_text("utf-8"))


@cache
def quantities() -> dict[str, ModelQuantity]:
    """Every quantity by its name, in the order of the file.

    Examples
    --------
    >>> [name for name, found in quantities().items() if found.whose == "chamber"]
    ['chamber_price', 'expected', 'unpaid', 'bought', 'robust', 'short']
    """
    return {
        name: ModelQuantity(name=name, **row) for name, row in _file().items() if name != "symbols"
    }


def quantity(name: str) -> ModelQuantity:
    """ModelQuantity of a name that the code itself uses.

    Parameters
    ----------
    name
        Its name, or one of the short names of the report: probability, fund, votes, deadlock.

    Examples
    --------
    >>> quantity("fund").symbol, quantity("fund").unit
    ('F', 'member-moves')
    """
    return quantities()[ALIASES.get(name, name)]


def derivation(name: str) -> str:
    """Return the text on how a quantity comes about.

    Examples
    --------
    >>> derivation("budget")[:31]
    'The sum over supporters of capa'
    """
    return quantity(name).how


def symbols_in(formula: str, number: str) -> dict[str, str]:
    """Signs of a formula and what they stand for.

    Parameters
    ----------
    formula
        The formula.
    number
        The number it gives: some signs mean another thing there.

    Examples
    --------
    >>> symbols_in("R = sum of c over those with S > 0", "budget")
    {'R': 'budget', 'S': 'surplus', 'c': 'what an actor spends'}
    """
    known: dict[str, str] = _file()["symbols"] | quantity(number).symbols
    words = set(re.findall(r"[A-Za-z]\w*'?", formula))
    return {sign: meaning for sign, meaning in known.items() if sign in words}
