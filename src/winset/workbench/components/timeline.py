"""The timeline as an element of a page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from nicegui.element import Element

from winset.workbench.components.listening import listen, texts, whole

__all__ = ["Timeline"]

Moved = Callable[[str, int], Awaitable[None]]


class Timeline(Element, component="timeline.js", esm={"winset": "marks"}):
    """Dates that a hand or a key moves.

    Parameters
    ----------
    view
        What it shows, as from `timeline_view`.
    on_drag, on_drop
        Called with path and day while a mark moves, and when it is let go.
    """

    def __init__(self, view: dict[str, Any], *, on_drag: Moved, on_drop: Moved) -> None:
        super().__init__()
        self.props["view"] = view
        listen(self, "drag", on_drag, id=texts, at=whole)
        listen(self, "drop", on_drop, id=texts, at=whole)

    def show(self, view: dict[str, Any]) -> None:
        """Show other dates; a mark that is being held stays with the hand."""
        self.props["view"] = view
