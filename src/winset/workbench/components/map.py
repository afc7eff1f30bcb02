"""The map of win-sets as an element of a page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from nicegui.element import Element
from nicegui.events import GenericEventArguments

__all__ = ["WinSetChart"]


class WinSetChart(Element, component="map.js", esm={"winset": "modules"}):
    """Win-sets along one or two issues, with the countries to switch on and off.

    Parameters
    ----------
    view
        What it shows, as from `map_view`.
    on_toggle
        Called with a country and whether it is at the table.
    """

    def __init__(
        self, view: dict[str, Any], *, on_toggle: Callable[[str, bool], Awaitable[None]]
    ) -> None:
        super().__init__()
        self.props["view"] = view

        async def toggled(event: GenericEventArguments) -> None:
            await on_toggle(str(event.args["id"]), bool(event.args["on"]))

        self.on("toggle", toggled, args=["id", "on"])

    def show(self, view: dict[str, Any]) -> None:
        """Show other win-sets."""
        self.props["view"] = view
