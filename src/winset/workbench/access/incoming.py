"""Requests of a client: a body within limits, and later that it has hung up."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable
from typing import TYPE_CHECKING, Final

from winset.foundation.files import LARGEST_FILE_BYTES

if TYPE_CHECKING:
    from starlette.types import Message, Receive, Scope


LARGEST_BODY: Final = LARGEST_FILE_BYTES + 200_000
"""Bytes of a request body that are kept: a case of the largest size and what wraps it."""

MOST_THROWN_AWAY: Final = 200_000_000
"""Bytes of a longer body that are read and thrown away, so that its sender hears the answer."""

SLOWEST_BODY_SECONDS: Final = 60.0
"""Time that a request's body may take to come."""

TOO_LARGE: Final = 413, f"at most {LARGEST_FILE_BYTES // 1_000_000} MB are read"
_TOO_SLOW: Final = 408, f"the request took longer than {SLOWEST_BODY_SECONDS:.0f} seconds to come"


class Incoming:
    """The messages of one request, within limits of size and time.

    Parameters
    ----------
    scope, receive
        The request, as the server gives them.

    Attributes
    ----------
    refusal
        Status and words, once the body was too long or too slow; the application then hears that
        the client has gone.
    """

    def __init__(self, scope: Scope, receive: Receive) -> None:
        self.refusal: tuple[int, str] | None = None
        self._receive = receive
        self._end = time.monotonic() + SLOWEST_BODY_SECONDS
        self._seen = 0
        self._is_read = False
        self._is_whole = asyncio.Event()
        self._has_gone = asyncio.Event()
        names = {name.lower(): value for name, value in scope["headers"]}
        if names.get(b"content-length", b"0").strip() == b"0" and b"transfer-encoding" not in names:
            self._is_whole.set()

    async def __call__(self) -> Message:
        """Give the next message to the application."""
        if self._is_read:
            await self._has_gone.wait()
            return {"type": "http.disconnect"}
        if self._is_whole.is_set():
            self._is_read = True
            return {"type": "http.request", "body": b"", "more_body": False}
        message = await self._next()
        if not message.get("more_body", False):
            self._is_read = True
            self._is_whole.set()
        return message

    async def hung_up(self) -> None:
        """Wait until the client has hung up, once its body is there as a whole."""
        await self._is_whole.wait()
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self._has_gone.set()

    async def _next(self) -> Message:
        """Read a part of the body; what is too long or too slow ends it."""
        gone: Message = {"type": "http.disconnect"}
        try:
            message = await self._in_time(self._receive())
            self._seen += len(message.get("body", b""))
            if self._seen <= LARGEST_BODY:
                return message
            while message.get("more_body", False) and self._seen <= MOST_THROWN_AWAY:
                message = await self._in_time(self._receive())
                self._seen += len(message.get("body", b""))
        except TimeoutError:
            self.refusal = _TOO_SLOW
            return gone
        self.refusal = TOO_LARGE
        return gone

    async def _in_time(self, message: Awaitable[Message]) -> Message:
        return await asyncio.wait_for(message, max(0.0, self._end - time.monotonic()))


async def until_hung_up(work: Awaitable[None], incoming: Incoming) -> None:
    """Do what a request asks for, and drop it when its client hangs up.

    Parameters
    ----------
    work
        The application's answer.
    incoming
        The request.
    """
    task = asyncio.ensure_future(work)
    watch = asyncio.create_task(incoming.hung_up())
    try:
        await asyncio.wait((task, watch), return_when=asyncio.FIRST_COMPLETED)
    finally:
        watch.cancel()
        task.cancel()
    await asyncio.wait((task,))
    if not task.cancelled():
        task.result()
