"""The verdict card as an element of a page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from nicegui.element import Element

from winset.workbench.components.listening import listen, texts

__all__ = ["VerdictCard"]


class VerdictCard(Element, component="verdict.js", esm={"winset": "marks"}):
    """Verdict, probability, votes and money; it follows a mark that moves.

    Parameters
    ----------
    view
        What it shows, as from `verdict_view`.
    on_why
        Called with the name of the number whose formula is asked for.
    """

    def __init__(self, view: dict[str, Any], *, on_why: Callable[[str], Awaitable[None]]) -> None:
        super().__init__()
        self._answers = 0
        self.props["view"] = {**view, "answer": self._answers}
        listen(self, "why", on_why, name=texts)

    def show(self, view: dict[str, Any]) -> None:
        """Show another view; the page counts them, so that an answer differs from the last."""
        self._answers += 1
        self.props["view"] = {**view, "answer": self._answers}
