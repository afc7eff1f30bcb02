"""The text of a case as an element of a page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from nicegui.element import Element

from winset.foundation.errors import Problem
from winset.workbench.components.listening import listen, texts

_MOST: int = 50


class TextBox(Element, component="text_box.js"):
    """A text edited as a whole, with what is wrong at its lines.

    Parameters
    ----------
    label
        What the text is.
    on_typed
        Called with the text a moment after the last key.
    on_take
        Called with the text that is to be taken.
    on_forget
        Called when what was typed is to be forgotten.
    """

    def __init__(
        self,
        label: str,
        *,
        on_typed: Callable[[str], Awaitable[None]],
        on_take: Callable[[str], Awaitable[None]],
        on_forget: Callable[[], Awaitable[None]],
    ) -> None:
        super().__init__()
        self.props["label"] = label
        self.props["text"] = ""

        async def typed(text: str) -> None:
            self.props["text"] = text
            await on_typed(text)

        async def take(text: str) -> None:
            self.props["text"] = text
            await on_take(text)

        listen(self, "typed", typed, text=texts)
        listen(self, "take", take, text=texts)
        listen(self, "forget", on_forget)

    def show(self, text: str) -> None:
        """Show another text, unless somebody is typing."""
        self.props["text"] = text

    def complain(self, problems: Sequence[Problem]) -> None:
        """Say what is wrong, at its lines; none: nothing is."""
        self.props["problems"] = [
            {"line": p.line, "path": p.path, "what": p.what, "right": p.right}
            for p in problems[:_MOST]
        ]
