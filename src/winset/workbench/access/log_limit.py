"""A limit on what is logged, so that nobody fills a disk by sending what cannot be understood."""

from __future__ import annotations

import logging
import time
from typing import Final

from winset.foundation.errors import InputError
from winset.workbench.failures import SupersededError

MOST_A_MINUTE: Final = 30
_LOGGERS: Final = (
    "nicegui", "winset.workbench", "uvicorn.error", "asyncio", "engineio.server", "socketio.server",
)  # fmt: skip


class LogLimit(logging.Filter):
    """Let a number of records through each minute, and say how many more there were.

    Parameters
    ----------
    most
        Records a minute.

    Examples
    --------
    >>> limit = LogLimit(2)
    >>> record = logging.LogRecord("x", logging.ERROR, "", 0, "wrong", None, None)
    >>> [bool(limit.filter(record)) for _ in range(4)]
    [True, True, False, False]
    """

    def __init__(self, most: int = MOST_A_MINUTE) -> None:
        super().__init__()
        self._most = most
        self._begun = time.monotonic()
        self._seen = 0

    def filter(self, record: logging.LogRecord) -> bool:
        """Say whether a record is logged; an error that the page shows its visitor is not."""
        if record.exc_info and isinstance(record.exc_info[1], InputError | SupersededError):
            return False
        if time.monotonic() - self._begun >= 60.0:
            left_out = self._seen - self._most
            self._begun, self._seen = time.monotonic(), 0
            if left_out > 0:
                record.msg = f"({left_out} more messages were left out) {record.msg}"
        self._seen += 1
        return self._seen <= self._most


def limit_logs() -> None:
    """Put the limit on every logger that a visitor can make speak."""
    for name in _LOGGERS:
        logger = logging.getLogger(name)
        if not any(isinstance(found, LogLimit) for found in logger.filters):
            logger.addFilter(LogLimit())
