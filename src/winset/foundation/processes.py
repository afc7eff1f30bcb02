"""Processes that work for another one, and end with it."""

from __future__ import annotations

import multiprocessing as mp
import os
import signal
import threading
import time

_SECONDS_BETWEEN = 0.5


def end_with_parent(started_by: int | None = None) -> None:
    """End this process when the one that started it ends, however that came about.

    An interrupt from the terminal is left to the parent.

    Parameters
    ----------
    started_by
        Process id of the parent, for a process that `multiprocessing` did not start itself: it
        then knows no more of its parent than the system does.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = mp.parent_process()
    by_number = started_by is not None and os.name == "posix"
    if parent is None and not by_number:
        return

    def watch() -> None:
        if by_number:
            while os.getppid() == started_by:
                time.sleep(_SECONDS_BETWEEN)
        elif parent is not None:
            parent.join()
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()
