"""Parts shared by the verbs: a case with its changes, the parameter block, results written out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from winset.foundation.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from winset.cases.model.case import Case
    from winset.cases.model.negotiation import NegotiationCase
    from winset.cases.model.parameters import Parameters

CaseArgument = Annotated[str, typer.Argument(help="Casebook id or path of a case file.")]
SetOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="PATH=VALUE",
        help="Change one value: actors.clinton.capacity=10, a range 0.3:0.4:0.6, "
        "stages.voting.deadline=1997-12-15, parameters.theta=1.2. May be repeated.",
    ),
]
ParametersOption = Annotated[
    Path | None,
    typer.Option("--parameters", metavar="FILE", help="Parameter block instead of the default."),
]
DataOption = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="DIR",
        help="Folder of roll calls: their members fill the chambers that the case names, and in a "
        "negotiation those of the United States Congress, in place of blocs.",
    ),
]
DrawsOption = Annotated[
    int, typer.Option("--draws", min=1, max=10_000_000, help="Number of Monte Carlo draws.")
]
SeedOption = Annotated[int, typer.Option("--seed", min=0, help="Seed of the draws.")]
JsonOption = Annotated[
    bool, typer.Option("--json", help="Write the result as JSON to standard output, nothing else.")
]


def changed_case(
    source: str, changes: list[str] | None, parameters: Path | None
) -> tuple[Case, Parameters, dict[str, str]]:
    """Case and parameter block as asked for, and the changes by path.

    Raises
    ------
    InputError
        If a file is wrong, a change has no ``=``, or a path or value does not fit.
    """
    from winset.casebook import read_domestic_case
    from winset.cases.editing.changes import with_changes
    from winset.cases.file.read_parameters import read_parameters

    wanted = split_changes(changes)
    case, block = with_changes(read_domestic_case(source), read_parameters(parameters), wanted)
    return case, block, wanted


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
    from winset.casebook import read_any_case
    from winset.cases.editing.changes import with_changes
    from winset.cases.file.read_parameters import read_parameters
    from winset.cases.model.negotiation import NegotiationCase
    from winset.translate.negotiation import resolved

    case = read_any_case(source)
    if not isinstance(case, NegotiationCase):
        raise InputError(f"`{case.id}` is a domestic case", "use `winset analyze`")
    return with_changes(resolved(case), read_parameters(parameters), changes)


def split_changes(changes: list[str] | None) -> dict[str, str]:
    """Changes by path, from what stands behind ``--set``.

    Raises
    ------
    InputError
        If one has no ``=``.
    """
    return dict(_split(change) for change in changes or [])


def _split(change: str) -> tuple[str, str]:
    path, equals, value = change.partition("=")
    if not equals or not path.strip() or not value.strip():
        raise InputError(
            f"--set {change}: write PATH=VALUE, such as actors.clinton.capacity=10 or "
            "stages.voting.deadline=1997-12-15"
        )
    return path.strip(), value.strip()


def one_thread() -> None:
    """Let the linear algebra of roll calls use one thread: its matrices are small.

    Works before arrays are first imported; more threads are slower here.
    """
    for name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ.setdefault(name, "1")
