"""Texts and days that `winset new` wrote and nobody has replaced yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from winset.cases.checks.subject import Finding
from winset.cases.file.document import Document, Node, Path

PLACEHOLDERS: Final = {
    "What it was about, in two sentences.": "say what the case is about",
    "What it is about, in two sentences.": "say what the case is about",
    "what 0 means": "say what an actor at 0 wants",
    "what 1 means": "say what an actor at 1 wants",
    "What the source says about the status quo.": "write the claim in your own words",
    "Author (year). Title. Journal 1(1): 1-10.": "name the source, or take it out",
    "name the statute": "name the statute that sets the day",
    "2030-01-15": "write the first day of work on the proposal",
    "2030-02-01": "write the day it began",
    "2030-03-01": "write the day it began, or that of the proposal",
    "2030-06-01": "write the day of the vote, or the last day for it",
}
"""Texts and days of the templates and of the codebook, with what belongs in their place."""


def placeholder_findings(document: Document) -> Iterator[Finding]:
    """Yield each value of a document that is still what the template said."""
    waiting: list[tuple[Path, Node]] = [((), document.root)]
    while waiting:
        path, node = waiting.pop()
        if node.mapping is not None:
            waiting += [((*path, key), below) for key, below in node.mapping.items()]
        elif node.sequence is not None:
            waiting += [((*path, place), below) for place, below in enumerate(node.sequence)]
        else:
            text = " ".join(str(node.value).split())
            if text in PLACEHOLDERS:
                yield Finding(path, f"still says `{text}`", PLACEHOLDERS[text], "warning")
