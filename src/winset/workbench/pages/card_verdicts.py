"""Verdicts of the cases on the first page, filled in after the page has been sent."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from nicegui import context, html, ui

from winset.foundation.errors import InputError
from winset.workbench.components.threads import in_thread

if TYPE_CHECKING:
    from winset.workbench.library.case_verdicts import CaseVerdicts
    from winset.workbench.library.shelf import Card


_AGAIN_S: Final = 0.2


def fill_cards(verdicts: CaseVerdicts, places: list[tuple[Card, html.p]]) -> None:
    """Fill places of cards as soon as the page stands, until the visitor leaves it.

    Parameters
    ----------
    verdicts
        What the model says of saved cases.
    places
        Each card with where its words go.
    """
    client = context.client

    async def work() -> None:
        for card, place in places:
            if card.kind != "domestic":
                continue
            found = None
            while found is None:
                if not client.has_socket_connection:
                    return
                try:
                    found = await in_thread(verdicts.words, card.key)
                except InputError:
                    break
                if found is None:
                    await asyncio.sleep(_AGAIN_S)
            if found is None:
                continue
            text, look = found
            place.clear()
            place.classes(replace=f"model {look}")
            with place:
                html.span(text)

    if places:
        ui.timer(0.2, work, once=True)
