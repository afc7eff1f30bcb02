"""A case together with the document it was read from."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from winset.cases.file.document import Document
from winset.cases.model.case import Case
from winset.cases.model.negotiation import NegotiationCase
from winset.cases.paths.paths import steps_of
from winset.foundation.errors import InputError


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case together with the document it was read from.

    Parameters
    ----------
    case
        The typed case: a domestic one or a negotiation.
    document
        The document: its text, its tree of values, the place of each.
    path
        Where the file is, or None for a text that came from elsewhere.
    """

    case: Case | NegotiationCase
    document: Document = field(repr=False)
    path: Path | None = None

    @property
    def name(self) -> str:
        """The name messages call the file by."""
        return self.document.name

    @property
    def text(self) -> str:
        """The document as it stands in the file."""
        return self.document.text

    @property
    def domestic(self) -> Case:
        """The case, if it is a domestic one.

        Raises
        ------
        InputError
            If it is a negotiation.
        """
        return domestic_case(self.case)

    def place(self, path: str) -> tuple[int, int]:
        """Return line and column, from 1, of a dotted path, or of the nearest place above it.

        Parameters
        ----------
        path
            Dotted path such as ``actors.clinton.capacity``.
        """
        return self.document.place(steps_of(path))


def model_of(plain: Any) -> type[Case] | type[NegotiationCase]:
    """Return the model a document is meant for: by its kind, else by having countries.

    Parameters
    ----------
    plain
        The document as plain data.
    """
    if not isinstance(plain, dict):
        return Case
    kind = plain.get("kind")
    has_table = "countries" in plain and "rule" not in plain
    is_negotiation = kind == "negotiation" or (kind != "domestic" and has_table)
    return NegotiationCase if is_negotiation else Case


def domestic_case(case: Case | NegotiationCase) -> Case:
    """Return a case if it is a domestic one.

    Parameters
    ----------
    case
        Any case.

    Raises
    ------
    InputError
        If it is a negotiation.
    """
    if isinstance(case, NegotiationCase):
        raise InputError(
            f"`{case.id}` is a negotiation", "use `winset negotiate`, or name a domestic case"
        )
    return case
