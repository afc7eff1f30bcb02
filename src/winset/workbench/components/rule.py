"""The editor of rules as an element of a page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from nicegui.element import Element

from winset.workbench.components.listening import listen, parts

__all__ = ["RuleTree"]


class RuleTree(Element, component="rule.js"):
    """A rule as a tree of conditions.

    Parameters
    ----------
    view
        The rule, as from `rule_view`.
    on_change
        Called with the whole rule when a part of it changed.
    """

    def __init__(
        self, view: dict[str, Any], *, on_change: Callable[[dict[str, Any]], Awaitable[None]]
    ) -> None:
        super().__init__()
        self.props["view"] = view
        listen(self, "change", on_change, rule=parts)

    def show(self, view: dict[str, Any]) -> None:
        """Show another rule."""
        self.props["view"] = view
