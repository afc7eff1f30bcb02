"""Text of files on the terminal: no character of it steers the terminal.

Titles and names come from files of others. A bidirectional control in one of them reorders the line
it stands in, an escape sequence colours, moves or rewrites what was printed before. Both are shown
as their code instead.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO

_ALLOWED = "\t\n\r"
_CONTROLS = [*range(0x20), *range(0x7F, 0xA0)]
_DIRECTIONS = [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
_SHOWN = {code: f"\\u{code:04x}" for code in _CONTROLS + _DIRECTIONS if chr(code) not in _ALLOWED}
_HIDDEN = re.compile(f"[{re.escape(''.join(map(chr, _SHOWN)))}]")


def visible(text: str) -> str:
    r"""Write control characters and bidirectional controls of a text as their codes.

    Examples
    --------
    >>> visible("safe \u202e evil \x1b[31m")
    'safe \\u202e evil \\u001b[31m'
    """
    return text.translate(_SHOWN) if _HIDDEN.search(text) else text


class VisibleStream:
    """A text stream that shows control characters as their codes.

    Parameters
    ----------
    stream
        The stream below.
    """

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        """Write a text."""
        return self.stream.write(visible(text))

    def writelines(self, lines: Iterable[str]) -> None:
        """Write several texts."""
        self.stream.writelines(map(visible, lines))

    def __getattr__(self, name: str) -> Any:
        """Everything else is the stream's below."""
        return getattr(self.stream, name)


def plain_stream(stream: Any) -> TextIO:
    """Return the stream below, for what steers the terminal on purpose."""
    below: TextIO = stream.stream if isinstance(stream, VisibleStream) else stream
    return below


@contextmanager
def visible_streams() -> Iterator[None]:
    """Show control characters on standard output and error as their codes."""
    before = sys.stdout, sys.stderr
    streams: Any = [VisibleStream(plain_stream(stream)) for stream in before]
    sys.stdout, sys.stderr = streams
    try:
        yield
    finally:
        if [sys.stdout, sys.stderr] == streams:
            sys.stdout, sys.stderr = before
