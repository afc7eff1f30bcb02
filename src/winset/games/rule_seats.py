"""An immutable, hashable mapping, for the weights and quotas of a rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class FrozenMap(Mapping[Key, Value]):
    """A mapping that cannot change: keeps its order, compares and hashes by content.

    Parameters
    ----------
    entries : Mapping
        What to hold; copied.

    Examples
    --------
    >>> FrozenMap({"house": 218.0})
    FrozenMap({'house': 218.0})
    """

    __slots__ = ("_entries", "_hash")

    def __init__(self, entries: Mapping[Key, Value] | None = None) -> None:
        self._entries: dict[Key, Value] = dict(entries or {})
        self._hash: int | None = None

    def __getitem__(self, key: Key) -> Value:
        """Return the value held for a key."""
        return self._entries[key]

    def __iter__(self) -> Iterator[Key]:
        """Iterate over the keys in the order given."""
        return iter(self._entries)

    def __len__(self) -> int:
        """Return how many keys there are."""
        return len(self._entries)

    def __hash__(self) -> int:
        """Hash by content, whatever the order."""
        if self._hash is None:
            self._hash = hash(frozenset(self._entries.items()))
        return self._hash

    def __repr__(self) -> str:
        """Show the content."""
        return f"FrozenMap({self._entries!r})"

    def __reduce__(self) -> tuple[type[FrozenMap[Key, Value]], tuple[dict[Key, Value]]]:
        """Pickle as the content, so that worker processes can receive it."""
        return (FrozenMap, (dict(self._entries),))
