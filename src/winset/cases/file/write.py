"""Writing a case: whole or not at all, and readable."""

from __future__ import annotations

from pathlib import Path

from winset.cases.file.yaml_text import case_text
from winset.cases.model.case import Case
from winset.cases.model.case_file import CaseFile
from winset.cases.model.negotiation import NegotiationCase
from winset.foundation.files import write_text


def write_case(case: Case | NegotiationCase | CaseFile, path: str | Path) -> None:
    """Write a case to a file, which afterwards is either the old one or the whole new one.

    Parameters
    ----------
    case
        A case, written in a form of our own; or a case file, written in its own words, with its
        comments and indentation. `winset.cases.editing.edit.edited` changes values of a case file.
    path
        Where to write.

    Raises
    ------
    InputError
        If the file cannot be written.
    """
    write_text(path, case.text if isinstance(case, CaseFile) else case_text(case))
