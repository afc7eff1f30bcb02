"""Changes asked for by path: in a case, and in the parameter block beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from winset.cases.editing.with_values import with_values
from winset.cases.model.case import Case
from winset.cases.model.negotiation import NegotiationCase
from winset.cases.model.parameters import Parameters
from winset.cases.model.weights import weight_paths
from winset.foundation.errors import InputError

AnyCase = TypeVar("AnyCase", bound=Case | NegotiationCase)

_PREFIX = "parameters."
_WEIGHTS = "weights."
_OLDER_WEIGHTS = "parameters.chamber_weights."


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
        block; ``weights.NAME`` changes the weight of a chamber or a single player everywhere in
        the rule.

    Raises
    ------
    InputError
        If a path or value does not fit.
    """
    changes = _with_weights(case, changes)
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


def _with_weights(
    case: Case | NegotiationCase, changes: Mapping[str, object]
) -> Mapping[str, object]:
    """The same changes, each ``weights.NAME`` written out as the places of the rule."""
    written: dict[str, object] = {}
    for path, value in changes.items():
        if path.startswith(_OLDER_WEIGHTS):
            raise InputError(
                f"{path}: there is no such parameter",
                f"weights stand in the rule: set {path.replace(_OLDER_WEIGHTS, _WEIGHTS)}",
            )
        if not path.startswith(_WEIGHTS):
            written[path] = value
            continue
        if isinstance(case, NegotiationCase):
            raise InputError(
                f"{path}: a table has several rules",
                "give its place: countries.COUNTRY.rule... .weight",
            )
        written |= dict.fromkeys(weight_paths(case, path.removeprefix(_WEIGHTS)), value)
    return written
