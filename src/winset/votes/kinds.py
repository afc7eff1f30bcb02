"""Kinds of trade votes: what each is about, and what kinds share."""

from __future__ import annotations

from typing import Final

GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "agreements": ("fta", "tpa", "wto"),
    "status": ("china", "other"),
    "preferences": ("pref", "gsp", "renewal"),
    "protection": ("protection", "currency", "buy-american"),
    "assistance": ("taa",),
    "duties": ("mtb", "customs"),
    "sanctions": ("sanctions", "export-controls"),
    "export-credit": ("exim",),
    "treaties": ("treaty",),
}
"""Groups of kinds that resemble each other. ``other`` is status waivers of other countries than
China, the name that the files of 1990 to 2010 use."""

CORE: Final = frozenset(("agreements", "status", "preferences", "protection"))
"""Groups on which members divide by how open they want trade to be. On the others they divide by
other questions too: budgets, industries at home, foreign policy."""

_KINDS: Final = {kind: group for group, kinds in GROUPS.items() for kind in kinds}
_ALIASES: Final = {
    "adjustment-assistance": "taa",
    "trade-adjustment-assistance": "taa",
    "duty-suspension": "mtb",
    "duty-suspensions": "mtb",
    "miscellaneous-tariff": "mtb",
    "miscellaneous-tariff-bill": "mtb",
    "sanction": "sanctions",
    "exchange-rate": "currency",
    "exchange-rates": "currency",
    "preferences": "pref",
    "preference": "pref",
    "renewals": "renewal",
    "free-trade-agreement": "fta",
    "agreement": "fta",
    "trade-promotion": "tpa",
    "trade-promotion-authority": "tpa",
    "fast-track": "tpa",
    "treaties": "treaty",
    "export-import-bank": "exim",
    "export-control": "export-controls",
    "china-status": "china",
    "status": "other",
    "waiver": "other",
    "waivers": "other",
    "steel": "protection",
}


def kind_of(word: str) -> str:
    """Kind that a word of a file means; a word of the user's own stays as it is.

    The name of a group is a kind of that group.

    Parameters
    ----------
    word
        Field ``kind`` or ``tag``.

    Examples
    --------
    >>> kind_of("Adjustment assistance"), kind_of("fta"), kind_of("fisheries")
    ('taa', 'fta', 'fisheries')
    """
    bare = "-".join(word.strip().casefold().replace("_", " ").replace("-", " ").split())
    if bare in _KINDS:
        return bare
    return _ALIASES.get(bare, bare if bare in GROUPS else word.strip())


def group_of(kind: str) -> str:
    """Group of a kind; a kind of the user's own is a group by itself.

    Examples
    --------
    >>> group_of("tpa"), group_of("fisheries")
    ('agreements', 'fisheries')
    """
    return _KINDS.get(kind, kind)


def is_core(kind: str) -> bool:
    """Return whether members divide on a kind by how open they want trade to be.

    A kind of the user's own counts as one.

    Examples
    --------
    >>> is_core("tpa"), is_core("taa"), is_core("fisheries")
    (True, False, True)
    """
    group = group_of(kind)
    return group not in GROUPS or group in CORE
