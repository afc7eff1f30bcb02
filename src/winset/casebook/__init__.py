"""The published cases as files, each number with its source."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from winset.foundation.errors import InputError
from winset.foundation.spelling import meant

if TYPE_CHECKING:
    from winset.cases.checks.sourced import Sourced
    from winset.cases.file.blind import BlindCoding
    from winset.cases.model.case import Case, Outcome
    from winset.cases.model.direction import Direction
    from winset.cases.model.negotiation import NegotiationCase, NegotiationOutcome

__all__ = [
    "Agency",
    "CaseHead",
    "agencies",
    "blind_coding",
    "case_head",
    "case_ids",
    "case_path",
    "fresh_index",
    "read_any_case",
    "read_case",
    "read_domestic_case",
    "read_negotiation",
]

_AGENCIES = "agencies.yaml"
_INDEX = "sourced.json"
_BLOCK = re.compile(r"^(?=[a-z_]+:)", re.MULTILINE)
_HEAD = ("id", "title", "kind", "date", "country", "outcome")


class CaseHead(NamedTuple):
    """Subject of a published case and how it ended.

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
    country
        Whose institutions decide, if the case says so.
    sourced
        How many numbers it holds and how many of them have a source.
    direction
        ``opens``, ``closes`` or ``mixed``, by `winset.cases.model.direction.direction_of`; None
        for a negotiation.
    """

    id: str
    title: str
    kind: str
    date: dt.date | None
    outcome: Outcome | NegotiationOutcome | None
    country: str | None = None
    sourced: Sourced | None = None
    direction: Direction | None = None


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
        Title, kind, day, country, outcome and how much is sourced. Some fifty times faster than the
        whole case.

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
    counted, direction = _counted(case_id, text)
    return CaseHead(
        id=found["id"],
        title=found["title"],
        kind=kind,
        date=_day(found.get("date")),
        outcome=_outcome(kind, found.get("outcome")),
        country=found.get("country"),
        sourced=counted,
        direction=direction,
    )


def _day(value: dt.date | str | None) -> dt.date | None:
    """Day of a case, which its file may write with quotation marks."""
    return dt.date.fromisoformat(value) if isinstance(value, str) else value


def _counted(case_id: str, text: str) -> tuple[Sourced, Direction | None]:
    """Sourced numbers and direction, from the index if the file is the one that was counted."""
    from winset.cases.checks.sourced import Sourced, sourced

    entry = _index().get(case_id)
    if entry is not None and entry["digest"] == _digest(text):
        counted = Sourced(entry["numbers"], entry["with_source"], entry["defaults"])
        return counted, entry["direction"]
    case = read_any_case(case_id)
    return sourced(case), _direction(case)


def _direction(case: Case | NegotiationCase) -> Direction | None:
    from winset.cases.model.case import Case
    from winset.cases.model.direction import direction_of

    return direction_of(case) if isinstance(case, Case) else None


@cache
def _index() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads((_folder() / _INDEX).read_text("utf-8"))
    return found


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def fresh_index() -> str:
    """Count the sourced numbers of every published case anew, as the text of the index.

    Returns
    -------
    str
        JSON by id: a digest of the file, its numbers, those with a source, and its direction.
    """
    from winset.cases.checks.sourced import sourced

    found = {}
    for case_id in case_ids():
        case = read_any_case(case_id)
        digest = _digest(case_path(case_id).read_text("utf-8"))
        direction = _direction(case)
        found[case_id] = {"digest": digest, **sourced(case)._asdict(), "direction": direction}
    return json.dumps(found, indent=1) + "\n"


def _outcome(kind: str, plain: Any) -> Outcome | NegotiationOutcome | None:
    from winset.cases.model.case import Outcome
    from winset.cases.model.negotiation import NegotiationOutcome

    if plain is None:
        return None
    model = NegotiationOutcome if kind == "negotiation" else Outcome
    return model.model_validate(plain)


def _files_meant(name: str) -> tuple[str, ...]:
    return (name, *(f"{name}{ending}" for ending in (".yaml", ".yml", ".json")))


def read_any_case(source: str | Path) -> Case | NegotiationCase:
    """Read a case of either kind, for what takes both.

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
        If the file cannot be read or is not a valid case, with all problems found.

    Examples
    --------
    >>> read_any_case("putnam-figure-1").kind
    'negotiation'
    """
    from winset.cases.file.read import read_case_file

    if not isinstance(source, str | Path):
        what = f"{source!r:.60} names no case"
        raise InputError(what, "give the id of a published case or the path of a file")
    return read_case_file(source if _is_file(source) else case_path(str(source)))


def read_case(source: str | Path) -> Case:
    """Read a game at home by its casebook id or from a file.

    Parameters
    ----------
    source
        Id of a published case, or the path of a case file. A text that ends in .yaml, .yml or
        .json or holds a path separator, and every `Path`, is taken as a file.

    Returns
    -------
    Case
        The typed case. Scripts of the first edition read negotiations by this name too: they still
        get them, against the type. New ones use `read_negotiation`.

    Raises
    ------
    InputError
        If no published case has that id; the nearest id is named. If it is no text or path.
    CaseError
        If the file cannot be read or is not a valid case, with all problems found.

    Examples
    --------
    >>> read_case("fast-track-1997").chief_executive
    'clinton'
    """
    return cast("Case", read_any_case(source))


def read_negotiation(source: str | Path) -> NegotiationCase:
    """Read a negotiation by its casebook id or from a file.

    Parameters
    ----------
    source
        As for `read_case`.

    Returns
    -------
    NegotiationCase
        The typed negotiation.

    Raises
    ------
    InputError
        As for `read_case`, and if it is a game at home.
    CaseError
        If the file cannot be read or is not a valid case, with all problems found.

    Examples
    --------
    >>> sorted(read_negotiation("putnam-figure-1").countries)
    ['x', 'y']
    """
    from winset.cases.model.negotiation import NegotiationCase

    case = read_any_case(source)
    if not isinstance(case, NegotiationCase):
        raise InputError(f"`{case.id}` is a game at home", "use `winset.read_case`")
    return case


def read_domestic_case(source: str | Path) -> Case:
    """Read a game at home, and refuse a negotiation.

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
        If the file cannot be read or is not a valid case, with all problems found.
    """
    from winset.cases.model.case_file import domestic_case

    return domestic_case(read_any_case(source))


def blind_coding(case_id: str) -> BlindCoding | None:
    """Return what a blind coder returned for a published case, if there was one.

    Parameters
    ----------
    case_id
        Id of the case.

    Raises
    ------
    InputError
        If no published case has that id.
    CaseError
        If the coding is not valid.

    Examples
    --------
    >>> blind_coding("putnam-figure-1") is None
    True
    """
    from winset.cases.file.blind import read_blind_coding

    case_path(case_id)
    path = _folder() / "blind" / f"{case_id}.yaml"
    return read_blind_coding(path) if path.exists() else None


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
