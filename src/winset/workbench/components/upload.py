"""A field that sends a file to the workbench."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from nicegui.element import Element

from winset.workbench.components.listening import anything, listen, texts, whole


class Upload(Element, component="upload.js"):
    """A file field.

    Parameters
    ----------
    label
        What it is for.
    address
        Where it is sent.
    limit
        Largest size in bytes.
    on_sent
        Called with file name, HTTP status and the answer's JSON; status 413 without an answer for
        a file above the limit, 0 where the workbench did not answer.
    """

    def __init__(
        self,
        label: str,
        address: str,
        limit: int,
        *,
        on_sent: Callable[[str, int, Any], Awaitable[None]],
    ) -> None:
        super().__init__()
        self.props["label"] = label
        self.props["address"] = address
        self.props["limit"] = limit
        listen(self, "sent", on_sent, name=texts, status=whole, body=anything)
