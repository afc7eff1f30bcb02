"""Help: how the page works, and what its words mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nicegui import html

from winset.workbench.components.glossary import GLOSSARY
from winset.workbench.pages.shared.frame import frame, link_button
from winset.workbench.pages.shared.page import page

if TYPE_CHECKING:
    from winset.workbench.bench import Workbench


_KEYS: Final = (
    ("Arrow keys on a mark", "move it by 0.01, on the timeline by a day; with Shift by five"),
    ("Page up, Page down", "move it by ten steps"),
    ("Home, End", "move it to an end"),
    ("Escape", "put a mark back while it is held; close a dialog"),
    ("Enter on a mark", "open all fields of the actor"),
    ("Ctrl Z, Ctrl Shift Z", "undo and redo, outside of text fields"),
    ("Enter, arrow up, arrow down in a table", "take the number and go to the next row"),
)


def register(bench: Workbench) -> None:
    """Set the page up."""
    del bench  # help needs no cases

    @page("/help")
    async def help_page() -> None:
        with frame("Help", here="/help"):
            html.h1("Help")
            html.p(
                "A case holds what is coded of one bill or negotiation. The page shows what "
                "follows from it. Nothing you type is lost: every edit is kept at once, and "
                "goes into the case file when you save."
            ).classes("lead")
            link_button("Take the two-minute tour", "/case/china-pntr-2000?tour=1", primary=True)
            html.h2("Keys").classes("spaced")
            with html.dl().classes("terms"):
                for key, meaning in _KEYS:
                    html.dt(key)
                    html.dd(meaning)
            html.h2("Words").props('id="words"')
            with html.dl().classes("terms"):
                for term, meaning in GLOSSARY.items():
                    html.dt(term).props(f'id="{term.lower().replace(" ", "-")}"')
                    html.dd(meaning)
