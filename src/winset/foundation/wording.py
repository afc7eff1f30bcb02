"""Numbers with their nouns, as they stand in a sentence."""

from __future__ import annotations

_PLURAL_OR_UNION = (
    "States", "Kingdom", "Union", "Netherlands", "Philippines", "Republic", "Emirates",
    "Community", "Communities", "Bahamas", "Maldives", "Parliament", "Council",
)  # fmt: skip
"""Last words of the names of countries and bodies that take an article."""


def counted(count: int, one: str, many: str) -> str:
    """Number with its noun.

    Examples
    --------
    >>> counted(1, "source", "sources"), counted(3000, "source", "sources")
    ('1 source', '3,000 sources')
    """
    return f"{count:,} {one if count == 1 else many}"


def with_article(title: str) -> str:
    """Name of a country as it stands inside a sentence: with an article where it takes one.

    Examples
    --------
    >>> with_article("United States"), with_article("Korea"), with_article("The Netherlands")
    ('the United States', 'Korea', 'the Netherlands')
    """
    words = title.split()
    if words and words[0] == "The":
        return " ".join(["the", *words[1:]])
    takes_one = len(words) > 1 or words == ["Netherlands"] or words == ["Philippines"]
    return f"the {title}" if takes_one and words[-1] in _PLURAL_OR_UNION else title


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
