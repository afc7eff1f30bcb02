"""Removing a part of a case together with what only names it."""

from __future__ import annotations

import re
from typing import Final

from winset.cases.checks.check import check_case
from winset.cases.editing.parts import REMOVED, removed, with_plain
from winset.cases.file.document import Path
from winset.cases.file.read import load_text
from winset.cases.model.case_file import CaseFile
from winset.cases.paths.paths import steps_of
from winset.foundation.errors import CaseError, Problem

_COUNTRY: Final = r"(?:countries\.[^.]+\.)?"
_MENTION: Final = re.compile(
    r"evidence\.\d+\.about\.\d+"
    r"|beliefs\.\d+"
    r"|entry_into_force\.required\.\d+"
    r"|outcome\.ratified\.[^.]+"
    rf"|{_COUNTRY}(?:pressure|reverberation)\.\d+"
    r"|lenses\.ties\.\d+"
    r"|lenses\..*\.(?:owners|labour|capital)\.\d+"
)
"""Entries that say nothing without the part they name."""


def mention_of(problem: Problem) -> str | None:
    """Path of the entry that only names what is gone; None where a choice has to be made.

    Parameters
    ----------
    problem
        A problem of a case from which a part was taken.

    Examples
    --------
    >>> mention_of(Problem("is not given", path="evidence.0.about.2"))
    'evidence.0.about.2'
    >>> mention_of(Problem("is not an actor", path="countries.us.pressure.1.from"))
    'countries.us.pressure.1'
    >>> mention_of(Problem("is not an actor", path="calendar.held_by")) is None
    True
    """
    found = _MENTION.match(problem.path or "")
    return found.group() if found is not None else None


def removed_with_mentions(case_file: CaseFile, path: str) -> CaseFile:
    """Return a case file without a part, and without the entries that only name it.

    Parameters
    ----------
    case_file
        A case as it was read.
    path
        What shall go, such as ``countries.japan`` or ``actors.unions``.

    Returns
    -------
    CaseFile
        References of evidence, beliefs about the part, ties of pressure, foreign signals, ties and
        owners in the lenses, its place in the rule of entry and in the outcome went with it.

    Raises
    ------
    InputError
        If there is no such part.
    CaseError
        If something else needs it, such as a rule or the calendar; with all such places.
    """
    found = removed(case_file, path)
    while True:
        wrong = [problem for problem in check_case(found) if problem.severity == "error"]
        needed = [problem for problem in wrong if mention_of(problem) is None]
        CaseError.refuse(needed)
        if not wrong:
            return found
        found = _without(found, {mention_of(problem) or "" for problem in wrong})


def _without(case_file: CaseFile, paths: set[str]) -> CaseFile:
    """Take entries out, those of one list at once."""
    parts: dict[Path, object] = {}
    gone: dict[Path, set[int]] = {}
    for path in paths:
        steps = steps_of(path)
        if isinstance(steps[-1], int):
            gone.setdefault(steps[:-1], set()).add(steps[-1])
        else:
            parts[steps] = REMOVED
    for above, places in gone.items():
        node = case_file.document.node(above)
        items = node.plain() if node is not None else []
        left = [item for place, item in enumerate(items) if place not in places]
        parts[above] = left or REMOVED
    text = with_plain(case_file.document.text, case_file.name, parts)
    return load_text(text, case_file.name, case_file.path)
