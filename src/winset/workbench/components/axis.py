"""The axis as an element of a page: marks that a hand or a key moves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from nicegui.element import Element

from winset.workbench.components.listening import listen, number, texts

__all__ = ["Axis"]

Moved = Callable[[str, float], Awaitable[None]]


class Axis(Element, component="axis.js", esm={"winset": "marks"}):
    """Actors, status quo and proposal on one issue.

    Parameters
    ----------
    view
        What it shows, as from `axis_view`.
    on_drag
        Called with path and place while a mark moves; the next call comes after the next `show`.
    on_drop
        Called with path and place when a mark is let go.
    on_choose
        Called with the path of a mark that is clicked, or chosen by Enter.
    """

    def __init__(
        self,
        view: dict[str, Any],
        *,
        on_drag: Moved,
        on_drop: Moved,
        on_choose: Callable[[str], Awaitable[None]] | None = None,
    ) -> None:
        super().__init__()
        self.props["view"] = view
        listen(self, "drag", on_drag, id=texts, at=number)
        listen(self, "drop", on_drop, id=texts, at=number)
        if on_choose is not None:
            listen(self, "choose", on_choose, id=texts)

    def show(self, view: dict[str, Any]) -> None:
        """Show another view; a mark that is being held stays with the hand."""
        self.props["view"] = view
