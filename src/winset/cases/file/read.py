"""Reading a case file: bounded, typed, and with all problems at once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from winset.cases.checks.check import check_case
from winset.cases.file.document import MOST_VALUES, Document, parse_document
from winset.cases.file.repair import problems_of_the_rest
from winset.cases.file.validation import MOST_TOLD, in_file_order, problems_of
from winset.cases.model.case import Case
from winset.cases.model.case_file import CaseFile, model_of
from winset.cases.model.negotiation import NegotiationCase
from winset.foundation.errors import CaseError, Problem
from winset.foundation.files import read_text


def load(path: str | Path) -> CaseFile:
    """Read a case file and keep the place of every value.

    Only the shape is looked at: unknown fields, kinds of values, bounds. What fields say about each
    other is looked at by `winset.cases.checks.check.check_case`.

    Parameters
    ----------
    path
        A YAML or JSON file of at most 5 MB.

    Returns
    -------
    CaseFile
        The case and its document.

    Raises
    ------
    CaseError
        If the file cannot be read or its shape is wrong, with all problems found.
    """
    return load_text(read_text(path), str(path), Path(path))


def load_text(
    text: str, name: str, path: Path | None = None, *, most_values: int = MOST_VALUES
) -> CaseFile:
    """Read a case from a text and keep the place of every value.

    Parameters
    ----------
    text
        YAML or JSON.
    name
        What messages call it.
    path
        Where it came from, if from a file.
    most_values
        Values it may hold, with aliases written out.

    Returns
    -------
    CaseFile
        The case and its document.

    Raises
    ------
    CaseError
        If the shape is wrong, with all problems found.
    """
    document = parse_document(text, name, most_values=most_values)
    if document.root.mapping is None:
        what = "list" if document.root.sequence is not None else "single value"
        raise document.error(
            (), f"a case is written as fields, not as a {what}", "start with `winset: 1`"
        )
    plain = document.root.plain()
    _refuse_other_documents(plain, document)
    root = model_of(plain)
    try:
        case = root.model_validate(plain)
    except ValidationError as error:
        found = [*document.problems, *problems_of(error, document, root)]
        found.extend(_problems_beyond_shape(document, error))
        raise CaseError(_without_echoes(found)) from None
    CaseError.refuse(in_file_order(document.problems))
    return CaseFile(case, document, path)


def _refuse_other_documents(plain: Any, document: Document) -> None:
    """Say of winset's own other files what they are, rather than what they lack as a case."""
    schema = plain.get("schema")
    if isinstance(schema, str) and schema.startswith("winset/"):
        raise document.error(
            ("schema",),
            f"this is a result of winset ({schema}), not a case",
            "name the case it was made from",
            of_key=True,
        )
    if "winset_overlay" in plain and "winset" not in plain:
        raise document.error(
            ("winset_overlay",),
            "this is an overlay, which changes a case",
            "give it to `winset whatif CASE --overlay FILE`",
            of_key=True,
        )


def read_case_text(text: str, name: str = "text") -> Case | NegotiationCase:
    """Read a case from a text and check it.

    Parameters
    ----------
    text
        YAML or JSON.
    name
        What messages call it.

    Returns
    -------
    Case or NegotiationCase
        The case; its fields agree with each other.

    Raises
    ------
    CaseError
        If it is no valid case, with all problems found; warnings do not stop it.
    """
    return _checked(load_text(text, name))


def read_case_file(path: str | Path) -> Case | NegotiationCase:
    """Read a case file and check it.

    Parameters
    ----------
    path
        A YAML or JSON file of at most 5 MB.

    Returns
    -------
    Case or NegotiationCase
        The case; its fields agree with each other.

    Raises
    ------
    CaseError
        If it is no valid case file, with all problems found; warnings do not stop it.
    """
    return _checked(load(path))


def _checked(case_file: CaseFile) -> Case | NegotiationCase:
    errors = [problem for problem in check_case(case_file) if problem.severity == "error"]
    CaseError.refuse(errors)
    return case_file.case


def _without_echoes(problems: Iterable[Problem]) -> list[Problem]:
    """Sort problems and keep the first of several at one path."""
    found: dict[str, Problem] = {}
    for problem in problems:
        key = problem.path or f"{problem.line}:{problem.column}"
        found.setdefault(key, problem)
    return in_file_order(found.values())


def _problems_beyond_shape(document: Document, error: ValidationError) -> list[Problem]:
    return [] if error.error_count() > MOST_TOLD else problems_of_the_rest(document, error)
