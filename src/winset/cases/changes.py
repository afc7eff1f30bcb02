"""Changes asked for by path: in a case, and in the parameter block beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from winset.cases.model import Case
from winset.cases.negotiation import NegotiationCase
from winset.cases.parameters import Parameters
from winset.cases.paths import with_values
from winset.foundation.errors import InputError

__all__ = ["with_changes"]

AnyCase = TypeVar("AnyCase", bound=Case | NegotiationCase)

_PREFIX = "parameters."


def with_changes(
    case: AnyCase, parameters: Parameters, changes: Mapping[str, object]
) -> tuple[AnyCase, Parameters]:
    """A case and a parameter block with some values changed.

    Parameters
    ----------
    case, parameters
        As they are.
    changes
        Path to value, as text or plain data; paths that begin with ``parameters.`` change the
        block.

    Raises
    ------
    InputError
        If a path or value does not fit.
    """
    of_block = {p.removeprefix(_PREFIX): v for p, v in changes.items() if p.startswith(_PREFIX)}
    of_case = {path: value for path, value in changes.items() if not path.startswith(_PREFIX)}
    scales = [path for path in of_case if path.startswith("scales.")]
    if scales:
        raise InputError(
            f"{scales[0]}: a scale is 1 unless a study varies it",
            f"`winset sweep CASE --vary {scales[0]}=LOW:HIGH`, or change the numbers themselves",
        )
    changed = with_values(case, of_case) if of_case else case
    if not of_block:
        return changed, parameters
    try:
        return changed, with_values(parameters, of_block)
    except InputError as error:
        raise InputError(f"{_PREFIX}{error.what}", error.right) from None
