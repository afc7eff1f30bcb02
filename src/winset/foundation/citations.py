"""The published works whose methods this package uses, as data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

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
    """

    key: str
    text: str
    kind: str
    fields: Mapping[str, str] = field(default_factory=dict)
    used_for: str = ""

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


def _article(
    key: str,
    author: str,
    year: int,
    title: str,
    journal: str,
    place: str,
    used_for: str,
    doi: str = "",
) -> Reference:
    """Build the reference of an article; `place` is written ``volume(number): pages``."""
    match = re.fullmatch(r"(\d+)(?:\((\d+)\))?: ([\d-]+)", place)
    if match is None:
        raise ValueError(f"{key}: write volume(number): pages, not {place}")
    volume, number, pages = match.groups()
    fields = {"author": author, "year": str(year), "title": title, "journal": journal}
    fields |= {"volume": volume, **({"number": number} if number else {}), "pages": pages}
    if doi:
        fields["doi"] = doi
    printed = place.replace("-", "–")
    text = f"{_printed_authors(author)} ({year}). {title}. {journal} {printed}."
    return Reference(key, text, "article", fields, used_for)


def _book(
    key: str, author: str, year: int, title: str, publisher: str, address: str, used_for: str
) -> Reference:
    fields = {"author": author, "year": str(year), "title": title}
    fields |= {"publisher": publisher, "address": address}
    text = f"{_printed_authors(author)} ({year}). {title}. {address}: {publisher}."
    return Reference(key, text, "book", fields, used_for)


def _printed_authors(authors: str) -> str:
    names = authors.split(" and ")
    if len(names) == 1:
        return names[0]
    return ", ".join(names[:-1]) + " & " + names[-1]


REFERENCES: dict[str, Reference] = {
    reference.key: reference
    for reference in (
        _article(
            "putnam-1988",
            "Putnam, Robert D.",
            1988,
            "Diplomacy and Domestic Politics: The Logic of Two-Level Games",
            "International Organization",
            "42(3): 427-460",
            "win-sets, ratification, linkage, reverberation, voluntary and involuntary defection",
            "10.1017/S0020818300027697",
        ),
        _article(
            "groseclose-snyder-1996",
            "Groseclose, Tim and Snyder, James M., Jr.",
            1996,
            "Buying Supermajorities",
            "American Political Science Review",
            "90(2): 303-315",
            "the price of a vote that the opponents cannot undo",
            "10.2307/2082886",
        ),
        _article(
            "snyder-1991",
            "Snyder, James M., Jr.",
            1991,
            "On Buying Legislatures",
            "Economics & Politics",
            "3(2): 93-109",
            "which members are bought, and at what price, without an opposing buyer",
        ),
        _book(
            "riker-1962",
            "Riker, William H.",
            1962,
            "The Theory of Political Coalitions",
            "Yale University Press",
            "New Haven",
            "minimum winning coalitions",
        ),
        _book(
            "de-swaan-1973",
            "De Swaan, Abram",
            1973,
            "Coalition Theories and Cabinet Formations: A Study of Formal Theories of Coalition "
            "Formation Applied to Nine European Parliaments after 1918",
            "Elsevier",
            "Amsterdam",
            "the pivotal actor of a chamber on an axis",
        ),
        _article(
            "hagan-et-al-2001",
            "Hagan, Joe D. and Everts, Philip P. and Fukui, Haruhiro and Stempel, John D.",
            2001,
            "Foreign Policy by Coalition: Deadlock, Compromise, and Anarchy",
            "International Studies Review",
            "3(2): 169-216",
            "willingness to bargain, pivotal actors, deadlock, and the reading of the outcome",
        ),
        _article(
            "shapley-shubik-1954",
            "Shapley, L. S. and Shubik, Martin",
            1954,
            "A Method for Evaluating the Distribution of Power in a Committee System",
            "American Political Science Review",
            "48(3): 787-792",
            "a priori power in a rule",
            "10.2307/1951053",
        ),
        _article(
            "penrose-1946",
            "Penrose, L. S.",
            1946,
            "The Elementary Statistics of Majority Voting",
            "Journal of the Royal Statistical Society",
            "109(1): 53-57",
            "a priori power in a rule (the Banzhaf index, first described here)",
            "10.2307/2981392",
        ),
        _article(
            "banzhaf-1965",
            "Banzhaf, John F., III",
            1965,
            "Weighted Voting Doesn't Work: A Mathematical Analysis",
            "Rutgers Law Review",
            "19(2): 317-343",
            "a priori power in a rule",
        ),
    )
}
"""Every work by its key."""

METHOD_SOURCES: tuple[str, ...] = tuple(REFERENCES)
"""Keys of the works behind an analysis of the domestic game."""


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
        raise InputError(f"`{key}` is no work cited", meant(key, REFERENCES, noun="works"))
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
