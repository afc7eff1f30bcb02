"""The pages of the workbench. They show what the back of the workbench gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from winset.workbench.bench import Workbench

__all__ = ["register"]


def register(bench: Workbench) -> None:
    """Set up every page of a workbench.

    Parameters
    ----------
    bench
        Where cases, drafts and answers come from.
    """
    from nicegui import app

    from winset.workbench.components.theme import STYLES
    from winset.workbench.pages.compare import register as comparison_page
    from winset.workbench.pages.domestic.domestic import register as game_page
    from winset.workbench.pages.help import register as help_page
    from winset.workbench.pages.negotiation.negotiation import register as negotiation_page
    from winset.workbench.pages.sockets import bind_events
    from winset.workbench.pages.start import register as start_page
    from winset.workbench.pages.work import register as work_pages

    app.add_static_files("/look", STYLES)
    app.config.quasar_config["loadingBar"]["skipHijack"] = True  # it has no name for a reader
    bind_events()
    set_ups = (start_page, game_page, negotiation_page, comparison_page, work_pages, help_page)
    for set_up in set_ups:
        set_up(bench)
