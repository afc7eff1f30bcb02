"""Threads for what a page waits for: disks, whole cases, figures. Visitors use them in turn."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final, ParamSpec, TypeVar

from nicegui import context

from winset.workbench.access.security import VISITOR
from winset.workbench.compute.turns import FairThreads

Given = ParamSpec("Given")
Found = TypeVar("Found")

_THREADS: Final = FairThreads(8, "page", most_held_each=4)


async def in_thread(
    work: Callable[Given, Found], *arguments: Given.args, **named: Given.kwargs
) -> Found:
    """Do something away from the event loop, in turn with other visitors.

    Call it in a page function, a handler of an event or a timer: whose turn it is follows from the
    page.

    Parameters
    ----------
    work, arguments, named
        What to call, and with what.

    Raises
    ------
    BusyError
        If this visitor asks for too much at once.
    """
    request = context.client.request
    visitor = str(request.scope.get(VISITOR, "")) if request is not None else ""
    return await _THREADS.run(visitor, partial(work, *arguments, **named))
