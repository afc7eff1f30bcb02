"""Numbers with their nouns, as they stand in a sentence."""

from __future__ import annotations

__all__ = ["command", "counted", "ordinal"]


def counted(count: int, one: str, many: str) -> str:
    """Number with its noun.

    Examples
    --------
    >>> counted(1, "source", "sources"), counted(3000, "source", "sources")
    ('1 source', '3,000 sources')
    """
    return f"{count:,} {one if count == 1 else many}"


def ordinal(number: int) -> str:
    """Number as a rank.

    Examples
    --------
    >>> ordinal(111), ordinal(113), ordinal(2)
    ('111th', '113th', '2nd')
    """
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number % 100 // 10 != 1 else 0, "th")
    return f"{number}{ending}"


def command(*words: object) -> str:
    r"""Write a command of winset that can be copied into a shell, whatever its words are.

    Examples
    --------
    >>> command("check", "my case's file.yaml")
    '`winset check \'my case\'"\'"\'s file.yaml\'`'
    >>> command("check", "case.yaml")
    '`winset check case.yaml`'
    """
    import shlex

    return f"`winset {shlex.join(str(word) for word in words)}`"
