"""Numbers with their nouns, as they stand in a sentence."""

from __future__ import annotations

__all__ = ["counted"]


def counted(count: int, one: str, many: str) -> str:
    """Number with its noun.

    Examples
    --------
    >>> counted(1, "source", "sources"), counted(3000, "source", "sources")
    ('1 source', '3,000 sources')
    """
    return f"{count:,} {one if count == 1 else many}"
