"""Words of the model in the text of a page, each with its meaning behind it."""

from __future__ import annotations

import re
from typing import Final

from nicegui import html
from nicegui.element import Element

from winset.workbench.components.glossary import GLOSSARY, meaning_of

_MARKED: Final = re.compile(r"\[([^\]]+)\]")


class TermElement(Element, component="term.js", esm={"winset": "marks"}):
    """A word that says what it means when it is pressed.

    Parameters
    ----------
    text
        The word as it stands in the text, such as ``member-moves``.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        name = meaning_of(text)
        self.props["name"] = name
        self.props["text"] = text
        self.props["meaning"] = GLOSSARY[name]


def explained(text: str) -> None:
    """Set a paragraph whose words in square brackets say what they mean.

    Parameters
    ----------
    text
        The paragraph; each word in brackets is one of the glossary, also in the plural.
    """
    with html.p().classes("intro"):
        for place, part in enumerate(_MARKED.split(text)):
            if place % 2:
                TermElement(part)
            elif part:
                html.span(part)
