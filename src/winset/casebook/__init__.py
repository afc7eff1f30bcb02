"""The published cases as files, each number with its source."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from winset.foundation.errors import InputError
from winset.foundation.spelling import meant

if TYPE_CHECKING:
    import datetime as dt

    from winset.cases.model import Case, Outcome
    from winset.cases.negotiation import NegotiationCase, NegotiationOutcome

__all__ = [
    "Agency",
    "CaseHead",
    "agencies",
    "case_head",
    "case_ids",
    "case_path",
    "read_case",
    "read_domestic_case",
]

_AGENCIES = "agencies.yaml"
_BLOCK = re.compile(r"^(?=[a-z_]+:)", re.MULTILINE)
_HEAD = ("id", "title", "kind", "date", "outcome")


class CaseHead(NamedTuple):
    """What a published case is about and how it ended.

    Parameters
    ----------
    id
        Id of the case.
    title
        Title as a reader should see it.
    kind
        ``domestic`` or ``negotiation``.
    date
        Day the episode is filed under.
    outcome
        What happened, if it is over.
    """

    id: str
    title: str
    kind: str
    date: dt.date | None
    outcome: Outcome | NegotiationOutcome | None


class Agency(NamedTuple):
    """A department, bureau or independent agency of the United States.

    Parameters
    ----------
    id
        Name in kebab-case, fit to be the id of an actor.
    name
        Name as a reader should see it.
    parent
        Id of the department it belongs to, if any.
    note
        Where the published table slips, or what became of the agency.
    """

    id: str
    name: str
    parent: str | None = None
    note: str | None = None


def _folder() -> Path:
    return Path(str(files(__name__)))


def case_ids() -> tuple[str, ...]:
    """Name the published cases.

    Returns
    -------
    tuple of str
        Their ids in alphabetical order.

    Examples
    --------
    >>> "fast-track-1997" in case_ids()
    True
    """
    found = (path.stem for path in _folder().glob("*.yaml") if path.name != _AGENCIES)
    return tuple(sorted(found))


def case_path(case_id: str) -> Path:
    """Find the file of a published case.

    Parameters
    ----------
    case_id
        Id of the case.

    Returns
    -------
    Path
        The file, inside the installed package.

    Raises
    ------
    InputError
        If no published case has that id; the nearest id is named.

    Examples
    --------
    >>> case_path("china-pntr-2000").name
    'china-pntr-2000.yaml'
    """
    if case_id not in case_ids():
        right = meant(case_id, case_ids(), noun="cases")
        beside = next((name for name in _files_meant(case_id) if Path(name).is_file()), None)
        if beside is not None:
            right = f"for the file give its whole name, {beside}"
        raise InputError(f"the casebook has no case `{case_id}`", right)
    return _folder() / f"{case_id}.yaml"


def case_head(case_id: str) -> CaseHead:
    """Read what a list of cases shows of a published case, without its numbers.

    Parameters
    ----------
    case_id
        Id of the case.

    Returns
    -------
    CaseHead
        Title, kind, day and outcome. Some fifty times faster than the whole case.

    Raises
    ------
    InputError
        If no published case has that id; the nearest id is named.

    Examples
    --------
    >>> case_head("china-pntr-2000").outcome.verdict
    'passes'
    """
    from ruamel.yaml import YAML

    text = case_path(case_id).read_text("utf-8")
    blocks = (block for block in _BLOCK.split(text) if block.partition(":")[0] in _HEAD)
    found: dict[str, Any] = YAML(typ="safe").load("".join(blocks))
    kind = found.get("kind", "domestic")
    return CaseHead(
        id=found["id"],
        title=found["title"],
        kind=kind,
        date=found.get("date"),
        outcome=_outcome(kind, found.get("outcome")),
    )


def _outcome(kind: str, plain: Any) -> Outcome | NegotiationOutcome | None:
    from winset.cases.model import Outcome
    from winset.cases.negotiation import NegotiationOutcome

    if plain is None:
        return None
    model = NegotiationOutcome if kind == "negotiation" else Outcome
    return model.model_validate(plain)


def _files_meant(name: str) -> tuple[str, ...]:
    return (name, *(f"{name}{ending}" for ending in (".yaml", ".yml", ".json")))


def read_case(source: str | Path) -> Case | NegotiationCase:
    """Read a case by its casebook id or from a file.

    Parameters
    ----------
    source
        Id of a published case, or the path of a case file. A text that ends in .yaml, .yml or
        .json or holds a path separator, and every `Path`, is taken as a file.

    Returns
    -------
    Case or NegotiationCase
        The typed case, by the ``kind`` its file gives.

    Raises
    ------
    InputError
        If no published case has that id; the nearest id is named. If it is no text or path.
    CaseError
        If the file cannot be read or is no valid case, with all problems found.

    Examples
    --------
    >>> read_case("fast-track-1997").chief_executive
    'clinton'
    """
    from winset.cases.read import read_case_file

    if not isinstance(source, str | Path):
        what = f"{source!r:.60} names no case"
        raise InputError(what, "give the id of a published case or the path of a file")
    return read_case_file(source if _is_file(source) else case_path(str(source)))


def read_domestic_case(source: str | Path) -> Case:
    """Read a domestic case by its casebook id or from a file.

    Parameters
    ----------
    source
        As for `read_case`.

    Returns
    -------
    Case
        The typed case.

    Raises
    ------
    InputError
        As for `read_case`, and if it is a negotiation.
    CaseError
        If the file cannot be read or is no valid case, with all problems found.
    """
    from winset.cases.read import domestic_case

    return domestic_case(read_case(source))


def _is_file(source: str | Path) -> bool:
    if isinstance(source, Path):
        return True
    return "/" in source or "\\" in source or source.endswith((".yaml", ".yml", ".json"))


@cache
def agencies() -> tuple[Agency, ...]:
    """List departments and agencies with a part in foreign economic policy.

    A catalogue to pick executive actors from. It follows table 1 of the article; the notes say
    where that table slips.

    Returns
    -------
    tuple of Agency
        Departments, each followed by its bureaus, then agencies that stand alone.

    Examples
    --------
    >>> [agency.name for agency in agencies() if agency.parent == "department-of-energy"][0]
    'Energy Advisory Board'
    """
    from ruamel.yaml import YAML

    entries = YAML(typ="safe").load(_folder() / _AGENCIES)
    return tuple(Agency(**entry) for entry in entries)
