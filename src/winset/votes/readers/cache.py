"""Folder of roll calls on the user's machine."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def data_folder() -> Path:
    """Folder that ``votes get`` fills: ``WINSET_DATA``, else the usual cache folder of the system.

    Returns
    -------
    Path
        The folder; it may not exist yet.
    """
    named = os.environ.get("WINSET_DATA")
    if named:
        return Path(named).expanduser()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "winset" / "votes"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "winset" / "votes"
    return Path(os.environ.get("XDG_CACHE_HOME", str(Path.home() / ".cache"))) / "winset" / "votes"
