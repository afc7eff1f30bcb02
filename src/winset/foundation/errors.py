"""Errors, apart by who has to act: the user (wrong input) or us (a defect)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]


class WinsetError(Exception):
    """Anything this package raises on purpose."""


class InputError(WinsetError):
    """The input is wrong; the message says where, what, and what would be right.

    Parameters
    ----------
    what
        What is wrong, in a few words.
    right
        What would be right, for example the nearest valid name.
    """

    def __init__(self, what: str, right: str | None = None) -> None:
        super().__init__(f"{what}; {right}" if right else what)
        self.what = what
        self.right = right


class NotWritableError(InputError):
    """A file cannot be written: its folder is missing or not ours, or the disk is full.

    Parameters
    ----------
    path
        The file.
    reason
        What the operating system says.
    """

    def __init__(self, path: object, reason: str = "") -> None:
        super().__init__(f"{path}: cannot be written: {reason}" if reason else str(path))
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a file, with its place.

    Parameters
    ----------
    what
        What is wrong.
    right
        What would be right.
    path
        Dotted path of the field, such as ``actors.clinton.position``; empty for the whole file.
    file
        Name of the file as the user gave it.
    line, column
        Place in the file, counted from 1.
    severity
        ``error`` stops the work; ``warning`` and ``note`` do not.

    Examples
    --------
    >>> print(Problem("unknown field", "did you mean `position`?",
    ...               path="actors.clinton.postion", file="case.yaml", line=9, column=5))
    case.yaml:9:5: actors.clinton.postion: unknown field; did you mean `position`?
    """

    what: str
    right: str | None = None
    path: str = ""
    file: str | None = None
    line: int | None = None
    column: int | None = None
    severity: Severity = "error"

    def __str__(self) -> str:
        """Write the problem on one line: place, path, what is wrong, what would be right."""
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        mark = "" if self.severity == "error" else self.severity
        message = f"{self.what}; {self.right}" if self.right else self.what
        return ": ".join(part for part in (place, mark, self.path, message) if part)

    def to_dict(self) -> dict[str, str | int | None]:
        """Write the problem as plain data for JSON."""
        return {
            "severity": self.severity,
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "path": self.path or None,
            "what": self.what,
            "right": self.right,
        }


class CaseError(InputError):
    """A file has problems; `problems` holds all of them, in the order of the file.

    Parameters
    ----------
    problems
        At least one problem.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    @classmethod
    def of(
        cls,
        what: str,
        right: str | None = None,
        path: str = "",
        file: str | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> CaseError:
        """Return the error of a single problem; the parameters are those of `Problem`.

        Examples
        --------
        >>> print(CaseError.of("the table is empty", "give a row an actor", file="a.csv", line=1))
        a.csv:1: the table is empty; give a row an actor
        """
        return cls([Problem(what, right, path, file, line, column)])

    @classmethod
    def refuse(cls, problems: Iterable[Problem]) -> None:
        """Raise the error of some problems, if there are any."""
        if found := tuple(problems):
            raise cls(found)
