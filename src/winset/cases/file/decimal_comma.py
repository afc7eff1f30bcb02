"""A decimal comma in ``{tariff: 0,6}``, which YAML reads as the two entries ``0`` and ``6``."""

from __future__ import annotations

import re

from pydantic import BaseModel

from winset.cases.file.document import Document, Path
from winset.cases.model.quantities import Quantity
from winset.cases.paths.fields import shapes_at
from winset.foundation.errors import Problem


def decimal_comma(path: Path, document: Document, root: type[BaseModel]) -> Problem | None:
    """Tell of a number that was written with a comma between braces, for decimals or thousands.

    Parameters
    ----------
    path
        Where an entry stands that the format does not know or that holds nothing.
    document
        The document it stands in.
    root
        The model of the whole file.

    Returns
    -------
    Problem or None
        At the number, with what to write; None unless the entry is digits without a value, behind
        a whole number where one with decimals may stand, or three digits where a whole one may.

    Examples
    --------
    >>> from winset.cases.file.document import parse_document
    >>> from winset.cases.model.negotiation import NegotiationCase
    >>> document = parse_document("outcome: {terms: {cars: 0,6}}", "a.yaml")
    >>> print(decimal_comma(("outcome", "terms", "6"), document, NegotiationCase))
    a.yaml:1:25: outcome.terms.cars: 0,6 is read as two entries; write 0.6: decimals take a point
    """
    above, digits = path[:-1], str(path[-1]) if path else ""
    parent = document.node(above)
    if parent is None or not parent.mapping or digits not in parent.mapping:
        return None
    names = list(parent.mapping)
    place = names.index(digits)
    if not (digits.isdecimal() and parent.is_flow and place):
        return None
    before = (*above, names[place - 1])
    node = parent.mapping[names[place - 1]]
    whole = document.text[node.start.index : node.end.index].strip()
    has_value = parent.mapping[digits].plain() is not None
    if has_value or not re.fullmatch(r"[-+]?[0-9]+", whole):
        return None
    what = f"{whole},{digits} is read as two entries"
    if _takes_decimals(before, root):
        right = f"write {whole}.{digits}: decimals take a point"
        return document.problem(before, what, right)
    if len(digits) == 3 and int in shapes_at(root, before):
        return document.problem(before, what, f"write {whole}{digits}, without a separator")
    return None


def _takes_decimals(path: Path, root: type[BaseModel]) -> bool:
    return any(shape in (Quantity, float) for shape in shapes_at(root, path)) or (
        Quantity in shapes_at(root, path[:-1])
    )
