"""The tab of sensitivity: sweeps in the background, and what they found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nicegui import html

if TYPE_CHECKING:
    from winset.workbench.pages.domestic import GamePage

__all__ = ["sensitivity_tab"]


def sensitivity_tab(page: GamePage) -> None:
    """Fill the tab of sensitivity."""
    html.p(f"Sweeps of {page.case.title}.")
