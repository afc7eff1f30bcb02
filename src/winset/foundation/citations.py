"""The bibliography: the published works whose methods this package uses.

They stand in ``works.toml``, each once, with the fields of its BibTeX entry.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Final

from winset.foundation.errors import InputError
from winset.foundation.spelling import meant


@dataclass(frozen=True, slots=True)
class Reference:
    """A published work.

    Parameters
    ----------
    key
        Name in kebab-case, also the BibTeX key.
    text
        The reference in one line.
    kind
        BibTeX type, such as ``article``.
    fields
        BibTeX fields.
    used_for
        What the package takes from it; empty for a source of a case.
    group
        The part of the package it is behind, such as ``model`` or ``lenses``.
    """

    key: str
    text: str
    kind: str
    fields: Mapping[str, str] = field(default_factory=dict)
    used_for: str = ""
    group: str = ""

    def bibtex(self) -> str:
        """Return the reference as a BibTeX entry."""
        lines = [f"@{self.kind}{{{self.key},"]
        lines += [
            f"  {name} = {{{_bibtex_text(name, text)}}}," for name, text in self.fields.items()
        ]
        return "\n".join([*lines, "}"])


def _bibtex_text(name: str, text: str) -> str:
    """Escape what TeX would read as a command; addresses stay as they are."""
    if name in ("url", "doi"):
        return text.replace("{", "%7B").replace("}", "%7D")
    if name == "pages":
        return re.sub(r"[-–]+", "--", text)
    escaped = text.replace("\\", r"\textbackslash ")
    if text.count("{") != text.count("}"):
        escaped = escaped.replace("{", "(").replace("}", ")")
    return re.sub(r"([&%$#_])", r"\\\1", escaped)


def _printed(names: str) -> str:
    """Names of a BibTeX entry as a sentence has them."""
    *first, last = names.split(" and ")
    return f"{', '.join(first)} & {last}" if first else last


def _text(fields: Mapping[str, str]) -> str:
    """Return the reference in one line."""
    by, editor, book = fields.get("author"), fields.get("editor"), fields.get("booktitle")
    title = fields["title"]
    if by is None and editor is not None:
        by = f"{_printed(editor)} (eds.)"
    head = f"{_printed(by)} ({fields['year']}). {title}." if by else f"{title} ({fields['year']})."
    pages = fields.get("pages", "").replace("-", "–")
    publisher = ": ".join(fields[name] for name in ("address", "publisher") if name in fields)
    if "journal" in fields:
        number = f"({fields['number']})" if "number" in fields else ""
        place = f" {fields['volume']}{number}" + (f": {pages}" if pages else "")
        return f"{head} {fields['journal']}{place}."
    if book is not None and editor is not None:
        eds = "eds." if " and " in editor else "ed."
        place = f"{publisher}, {pages}" if pages else publisher
        return f"{head} In {_printed(editor)} ({eds}), {book.rstrip('.')}. {place}."
    return f"{head} {publisher or fields['institution']}."


def _read() -> dict[str, Reference]:
    """Works by key, in the order of the bibliography."""
    found: dict[str, dict[str, str]] = tomllib.loads(
        (files(__package__ or "") / "works.toml").read_text("utf-8")
    )
    works = {}
    for key, entry in found.items():
        about = {name: entry.pop(name) for name in ("kind", "used_for", "group")}
        works[key] = Reference(key, _text(entry), fields=entry, **about)
    return works


REFERENCES: Final[Mapping[str, Reference]] = _read()
"""Every work by its key."""

METHOD_SOURCES: Final = tuple(key for key, work in REFERENCES.items() if work.group == "model")
"""Keys of the works behind an analysis of the domestic game."""

FORECAST_SOURCES: Final = tuple(
    key for key, work in REFERENCES.items() if work.group == "forecasts"
)
"""Keys of the works behind forecasts of bargaining and their scores."""

OTHER_SOURCES: Final = tuple(
    key for key in REFERENCES if key not in METHOD_SOURCES + FORECAST_SOURCES
)
"""Keys of the works behind all other solvers and studies."""


def reference(key: str) -> Reference:
    """Return a work by its key.

    Parameters
    ----------
    key
        Such as ``putnam-1988``.

    Raises
    ------
    InputError
        If there is no such work, with the nearest key.
    """
    if key not in REFERENCES:
        raise InputError(f"`{key}` is not a work cited", meant(key, REFERENCES, noun="works"))
    return REFERENCES[key]


def reference_text(key: str) -> str:
    """Return the reference of a work in one line.

    Parameters
    ----------
    key
        Such as ``putnam-1988``.

    Raises
    ------
    InputError
        If there is no such work, with the nearest key.

    Examples
    --------
    >>> reference_text("groseclose-snyder-1996")[:48]
    'Groseclose, Tim & Snyder, James M., Jr. (1996). '
    """
    return reference(key).text


def cited(*keys: str) -> tuple[str, ...]:
    """Return the references of some works, in one line each.

    Parameters
    ----------
    keys
        Such as ``nash-1950``.

    Raises
    ------
    InputError
        If there is no such work, with the nearest key.

    Examples
    --------
    >>> cited("nash-1950")
    ('Nash, J. F. (1950). The bargaining problem. Econometrica 18(2): 155–162.',)
    """
    return tuple(reference_text(key) for key in keys)
