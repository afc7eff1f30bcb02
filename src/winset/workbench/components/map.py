"""The map of win-sets as an element of a page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from nicegui.element import Element

from winset.workbench.components.listening import flag, listen, names, numbers, texts

__all__ = ["WinSetChart"]


class WinSetChart(Element, component="map.js", esm={"winset": "marks"}):
    """Win-sets along one or two issues, with the countries to switch on and off.

    Parameters
    ----------
    view
        What it shows, as from `map_view`.
    on_toggle
        Called with a country and whether it is at the table.
    on_drop
        Called with a country, the issues shown, and where on them its ideal point was let go.
    """

    def __init__(
        self,
        view: dict[str, Any],
        *,
        on_toggle: Callable[[str, bool], Awaitable[None]],
        on_drop: Callable[[str, list[str], list[float]], Awaitable[None]],
    ) -> None:
        super().__init__()
        self.props["view"] = view
        listen(self, "toggle", on_toggle, id=texts, on=flag)
        listen(self, "drop", on_drop, id=texts, issues=names, at=numbers)

    def show(self, view: dict[str, Any]) -> None:
        """Show other win-sets."""
        self.props["view"] = view
