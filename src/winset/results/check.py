"""Result of a `verify()`: each claim in words and whether it holds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Check:
    """Claims about an answer, checked without its solver; true if every claim holds.

    Parameters
    ----------
    claims
        Each claim in words and whether it holds.

    Examples
    --------
    >>> check = Check((("the parts add up", True), ("nobody loses", False)))
    >>> bool(check), check.failed
    (False, ('nobody loses',))
    """

    claims: tuple[tuple[str, bool], ...]

    def __bool__(self) -> bool:
        """Return whether every claim holds."""
        return all(holds for _, holds in self.claims)

    @property
    def failed(self) -> tuple[str, ...]:
        """The claims that do not hold."""
        return tuple(claim for claim, holds in self.claims if not holds)
