"""Ctrl-C, whatever an interrupted library makes of it."""

from __future__ import annotations

import _thread
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_AGAIN_SECONDS = 0.05
_pressed = threading.Event()
_sent_again: list[threading.Timer] = []


class ReportedInterrupt(KeyboardInterrupt):
    """An interruption after the user has read what is kept."""


@contextmanager
def interruptible() -> Iterator[None]:
    """Let Ctrl-C interrupt, also where a library makes another error of it or ignores it.

    Compiled code finishes its call before Python hears of the key, and its caller then reports a
    `SystemError`; other libraries raise errors of their own on the way out. An interrupt that
    arrives in a callback of a C library is lost there, and is sent again.

    Raises
    ------
    KeyboardInterrupt
        If the key was pressed inside, and the work ended with an error.

    Notes
    -----
    Where interrupts are not Python's own (ignored in the background, taken by a server, or in
    another thread than the main one) no handler is set.
    """
    is_main = threading.current_thread() is threading.main_thread()
    if not (is_main and signal.getsignal(signal.SIGINT) is signal.default_int_handler):
        with _as_interrupts():
            yield
        return
    _pressed.clear()
    signal.signal(signal.SIGINT, _press)
    hook, sys.unraisablehook = sys.unraisablehook, _send_again
    try:
        with _as_interrupts():
            yield
    finally:
        sys.unraisablehook = hook
        while _sent_again:
            _sent_again.pop().cancel()
        # A KeyboardInterrupt that passes through an `exec` of text, as in dataclasses, makes Python
        # end by the signal whatever exit code is asked for; running any text takes that back.
        exec("")  # noqa: S102
        if signal.getsignal(signal.SIGINT) is _press:
            signal.signal(signal.SIGINT, signal.default_int_handler)


@contextmanager
def _as_interrupts() -> Iterator[None]:
    try:
        yield
    except Exception as error:  # after the key any error is its echo; without it, raised again
        if not _pressed.is_set():
            raise
        raise KeyboardInterrupt from error


def _press(number: int, frame: FrameType | None) -> None:
    _pressed.set()
    signal.default_int_handler(number, frame)


def _send_again(lost: sys.UnraisableHookArgs) -> None:
    """Send an interrupt again that was lost in a callback; report anything else as usual."""
    if lost.exc_type is not KeyboardInterrupt:
        sys.__unraisablehook__(lost)
        return
    again = threading.Timer(_AGAIN_SECONDS, _thread.interrupt_main)
    again.daemon = True
    _sent_again.append(again)
    again.start()
