"""A negotiation by id or file, with the changes asked for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from winset.cases.negotiation import NegotiationCase
from winset.cases.parameters import Parameters
from winset.cases.paths import with_values
from winset.cases.read_parameters import read_parameters
from winset.foundation.errors import InputError
from winset.translate.negotiation import resolved

__all__ = ["changed_negotiation"]

_PREFIX = "parameters."


def changed_negotiation(
    source: str, changes: Mapping[str, str], parameters: Path | None
) -> tuple[NegotiationCase, Parameters]:
    """Read a negotiation, write the cases it refers to out, and change some values.

    Parameters
    ----------
    source
        Casebook id or path.
    changes
        Path to value; paths that begin with ``parameters.`` change the parameter block.
    parameters
        A parameter block of the user's, or None.

    Raises
    ------
    InputError
        If the case is a domestic one, a file is wrong, or a path or value does not fit.
    """
    from winset.casebook import read_case

    case = read_case(source)
    if not isinstance(case, NegotiationCase):
        raise InputError(f"`{case.id}` is a domestic case", "use `winset analyze`")
    return with_changes(resolved(case), read_parameters(parameters), changes)


def with_changes(
    case: NegotiationCase, block: Parameters, changes: Mapping[str, str]
) -> tuple[NegotiationCase, Parameters]:
    """A negotiation and a parameter block with some values changed.

    Parameters
    ----------
    case, block
        As they are.
    changes
        Path to value; paths that begin with ``parameters.`` change the block.

    Raises
    ------
    InputError
        If a path or value does not fit.
    """
    of_block = {p.removeprefix(_PREFIX): v for p, v in changes.items() if p.startswith(_PREFIX)}
    of_case = {path: value for path, value in changes.items() if not path.startswith(_PREFIX)}
    if of_case:
        case = with_values(case, of_case)
    if of_block:
        block = with_values(block, of_block)
    return case, block
