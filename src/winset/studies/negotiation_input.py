"""A negotiation by id or file, with the changes asked for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from winset.cases.changes import with_changes
from winset.cases.negotiation import NegotiationCase
from winset.cases.parameters import Parameters
from winset.cases.read_parameters import read_parameters
from winset.foundation.errors import InputError
from winset.translate.negotiation import resolved

__all__ = ["changed_negotiation"]


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
