"""Cards: what the shelf shows of a case without reading the whole of it."""

from __future__ import annotations

import datetime as dt
import logging
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, ValidationError

from winset.cases.file.document import parse_document
from winset.foundation.errors import CaseError, Problem
from winset.foundation.files import read_text
from winset.reports.domestic.report_prose import chamber_name, tally_text

Origin: TypeAlias = Literal["casebook", "folder"]


class Card(BaseModel):
    """A case as it lies on the shelf.

    Parameters
    ----------
    key
        What it is called in addresses.
    id, title, date, summary
        As the case says.
    outcome
        What happened, in a few words; None where it is open.
    verdict
        The same as one of the model's four verdicts; None of a negotiation or where it is open.
    file
        Name of the file; None for the casebook's.
    kind
        ``unreadable`` where the file has errors.
    origin
        ``casebook`` or ``folder``.
    recent
        When this visitor last had it on the desk.
    modified
        When the file was last changed; None for the casebook's.
    problems
        Errors that keep it from being read.
    has_draft
        Whether this visitor has changes that are not saved.
    """

    model_config = ConfigDict(frozen=True)

    key: str
    id: str
    title: str
    date: str | None = None
    summary: str | None = None
    outcome: str | None = None
    verdict: str | None = None
    file: str | None = None
    kind: Literal["domestic", "negotiation", "unreadable"]
    origin: Origin
    recent: str | None = None
    modified: str | None = None
    problems: int = 0
    has_draft: bool = False


def card_of(key: str, path: Path, origin: Origin, changed: float) -> Card:
    """Return the card of a file; one that cannot be read gets a card that says so."""
    day = dt.datetime.fromtimestamp(changed, dt.UTC).isoformat(timespec="seconds")
    of_file: dict[str, Any] = {"key": key, "origin": origin}
    if origin == "folder":
        of_file |= {"modified": day, "file": shown_name(path.name)}
    problems = 1
    try:
        refuse_unwritable_name(path)
        return Card(**of_file, **head_of(read_text(path), path))
    except CaseError as error:
        problems = len(error.problems)
    except ValidationError:
        pass
    except Exception:  # a defect met in one file must not take away the cards of all others
        logging.getLogger("winset.workbench").exception("defect at the card of %s", path)
    stem, name = shown_name(path.stem), shown_name(path.name)
    return Card(**of_file, problems=problems, id=stem, title=name, kind="unreadable")


def shown_name(name: str) -> str:
    r"""Write the name of a file so that a page can hold it: what is not UTF-8 is replaced.

    Examples
    --------
    >>> shown_name("caf\udce9.yaml") == "caf\ufffd.yaml"
    True
    """
    return os.fsencode(name).decode("utf-8", "replace")


def refuse_unwritable_name(path: Path) -> None:
    """Raise an error for a file whose name is not UTF-8.

    Raises
    ------
    CaseError
        If no page and no answer of the API could name it.
    """
    name = shown_name(path.name)
    if name != path.name:
        right = "rename it, with letters, digits and hyphens"
        raise CaseError([Problem("the name of this file is not UTF-8", right, file=name)])


def head_of(text: str, path: Path) -> dict[str, Any]:
    """Return what a card says of a case, without reading the whole of it.

    Parameters
    ----------
    text
        The file.
    path
        Where it is.

    Raises
    ------
    CaseError
        If it is no YAML.

    Notes
    -----
    Only the top-level fields a card shows are parsed: a whole case takes 0.2 s, its head 0.01 s.
    """
    found = _head(text, path.name)
    outcome = found.get("outcome")
    day, kind = found.get("date"), found.get("kind")
    if kind not in ("domestic", "negotiation"):
        kind = "negotiation" if "countries" in found and "rule" not in found else "domestic"
    return {
        "id": str(found.get("id") or path.stem),
        "title": str(found.get("title") or path.stem),
        "date": None if day is None else str(day),
        "summary": found.get("summary"),
        "outcome": _outcome_words(outcome) if isinstance(outcome, dict) else None,
        "verdict": outcome.get("verdict") if isinstance(outcome, dict) else None,
        "kind": kind,
    }


_SHOWN = ("id", "title", "date", "summary", "outcome", "kind")


def _head(text: str, name: str) -> dict[str, Any]:
    blocks = re.split(r"^(?=[A-Za-z_])", text, flags=re.MULTILINE)
    names = {block.partition(":")[0].strip(): block for block in blocks}
    if "id" in names and "title" in names:
        short = "".join(names[field] for field in _SHOWN if field in names)
        flags = "".join(f"{field}: 1\n" for field in ("countries", "rule") if field in names)
        try:
            plain = parse_document(short + "\n" + flags, name).root.plain()
        except CaseError:
            plain = None
        if isinstance(plain, dict):
            return plain
    plain = parse_document(text, name).root.plain()
    return plain if isinstance(plain, dict) else {}


_PAST = {"passes": "passed", "fails": "failed", "withdrawn": "withdrawn", "stalls": "stalled"}


def _outcome_words(outcome: dict[str, Any]) -> str:
    """Say in a few words how an episode ended."""
    if "verdict" not in outcome:
        return "agreement" if outcome.get("agreement") else "no agreement"
    tally = outcome.get("tally")
    return outcome_words(str(outcome["verdict"]), tally if isinstance(tally, dict) else {})


def outcome_words(verdict: str, tally: Mapping[str, Any]) -> str:
    """Say how a bill ended, with the votes counted.

    Parameters
    ----------
    verdict
        One of the four verdicts.
    tally
        Votes for and against by chamber.

    Examples
    --------
    >>> outcome_words("passes", {"house": [237, 197]})
    'passed, House 237–197'
    """
    counts = [
        f"{chamber_name(chamber)} {tally_text(votes)}"
        for chamber, votes in tally.items()
        if isinstance(votes, list | tuple) and len(votes) == 2
    ]
    return ", ".join([_PAST.get(verdict, verdict), *counts])
