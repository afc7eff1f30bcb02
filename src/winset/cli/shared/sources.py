"""Finding a case by its casebook id or its file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from winset.foundation.errors import InputError
from winset.foundation.spelling import meant

if TYPE_CHECKING:
    from winset.cases.model.case_file import CaseFile


def case_file_path(source: str) -> Path:
    """Return the file of a casebook id, or the path itself.

    Parameters
    ----------
    source
        A casebook id, or the path of a file.

    Raises
    ------
    InputError
        If it is neither, with the nearest id.
    """
    path = Path(source)
    if path.suffix or len(path.parts) != 1:
        return path  # ids have neither dots nor slashes
    from winset.casebook import case_ids, case_path

    ids = case_ids()
    if source in ids:
        return Path(case_path(source))
    if path.exists():
        return path
    right = meant(source, ids, noun="cases")
    raise InputError(f"`{source}` is neither a case of the casebook nor a file", right)


def load_case(source: str) -> CaseFile:
    """Read a case by casebook id or path, with the place of every value.

    Parameters
    ----------
    source
        A casebook id or the path of a file.

    Raises
    ------
    InputError
        If there is no such case, or its shape is wrong.
    """
    from winset.cases.file.read import load

    return load(case_file_path(source))


def case_argument_help() -> str:
    """Say what a CASE argument takes."""
    return "Casebook id (see `winset cases`) or path of a case file."
