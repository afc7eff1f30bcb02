"""Set-up of every page: time to build it, and a place that says what went wrong in it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Final, ParamSpec

from nicegui import context, html, ui

from winset.foundation.errors import InputError
from winset.workbench.failures import SupersededError
from winset.workbench.pages.shared.frame import error_words, frame, link_button, notice

LONGEST_S: Final = 120.0
"""Time to build a page: what it shows may stand in a queue behind what others asked for."""

Given = ParamSpec("Given")


def page(address: str) -> Callable[[Callable[Given, Awaitable[None]]], Callable[..., None]]:
    """Serve a page; one that cannot be built says why, in the frame of all pages.

    Parameters
    ----------
    address
        Where, as of a route.
    """

    def served(build: Callable[Given, Awaitable[None]]) -> Callable[..., None]:
        @ui.page(address, title="winset", response_timeout=LONGEST_S)
        @wraps(build)
        async def built(*given: Given.args, **named: Given.kwargs) -> None:
            try:
                await build(*given, **named)
            except (InputError, SupersededError, OSError) as error:
                context.client.content.clear()
                with frame("Not to be shown"):
                    html.h1("This page cannot be shown now")
                    notice(error_words(error), bad=True)
                    link_button("All cases", "/")

        return built

    return served
