"""One server a folder: two would write the same journals and lose each other's edits."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from winset.foundation.errors import InputError


class FolderLock:
    """A folder held by this process until it lets go or ends, however it ends.

    Parameters
    ----------
    private
        The workbench's folder inside the user's.

    Raises
    ------
    InputError
        If another server holds the folder.

    Notes
    -----
    The operating system holds the lock, so that a server that was killed leaves none behind. On a
    file system that has no locks the folder is used without one.
    """

    def __init__(self, private: Path) -> None:
        self._path = private / "server"
        try:
            self._file: int | None = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise InputError(f"{self._path}: cannot be written: {reason}") from None
        try:
            _hold(self._file)
        except BlockingIOError:
            told = os.read(self._file, 200).decode("utf-8", "replace").strip()
            os.close(self._file)
            other = f" at {told}" if told else ""
            raise InputError(
                f"{private.parent}: another workbench serves this folder{other}",
                "use that one, end it first, or give another --folder",
            ) from None
        except OSError:
            return
        os.ftruncate(self._file, 0)

    def note(self, address: str) -> None:
        """Leave the address for those who find the folder held."""
        if self._file is not None:
            with suppress(OSError):
                os.ftruncate(self._file, 0)
                os.lseek(self._file, 0, os.SEEK_SET)
                os.write(self._file, address.encode())

    def release(self) -> None:
        """Let go of the folder."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _hold(file: int) -> None:
    """Take the lock of a file at once.

    Raises
    ------
    BlockingIOError
        If another process has it.
    OSError
        If the file system has no locks.
    """
    try:
        import fcntl
    except ImportError:
        _hold_on_windows(file)
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _hold_on_windows(file: int) -> None:
    import msvcrt

    os.lseek(file, 1 << 30, os.SEEK_SET)  # beyond what is written, which others may still read
    try:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined, unused-ignore]
    except OSError:
        raise BlockingIOError from None
    finally:
        os.lseek(file, 0, os.SEEK_SET)
