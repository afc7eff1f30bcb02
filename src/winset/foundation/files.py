"""Reading a text file with limits, and writing one whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from winset.foundation.errors import CaseError, NotWritableError

LARGEST_FILE_BYTES = 5_000_000
"""A file above this size is refused before it is read."""

_NOT_TEXT = (
    (b"PK\x03\x04", "a zip archive, such as Excel or Word save", "save a table as .csv or .xlsx"),
    (b"\xd0\xcf\x11\xe0", "an old file of Excel or Word", "save a table as .csv or .xlsx"),
    (b"%PDF", "a PDF", "copy what is needed into a text file"),
    (b"{\\rtf", "text with formats (RTF)", "save it as plain text"),
)
"""Beginnings of files that are mistaken for text, what they are, and what to do."""


def read_text(path: str | Path) -> str:
    """Read a text file in UTF-8, refusing what no case file can be.

    Parameters
    ----------
    path
        An ordinary file of at most 5 MB.

    Returns
    -------
    str
        Its text, without a byte order mark.

    Raises
    ------
    CaseError
        If the path is missing, a directory, a device or a pipe, unreadable, a loop of links, too
        large, or not text in UTF-8.
    """
    return decoded_text(read_bytes(path), str(path))


def read_bytes(path: str | Path) -> bytes:
    """Read an ordinary file of at most 5 MB.

    Parameters
    ----------
    path
        The file.

    Raises
    ------
    CaseError
        If the path is missing, a directory, a device or a pipe, unreadable, a loop of links, or
        too large.
    """
    name = str(path)
    try:
        return _bytes_of(name)
    except FileNotFoundError:
        raise _refused(name, "there is no such file", _near_file(Path(name))) from None
    except OSError as error:
        raise _refused(name, f"cannot be read: {(error.strerror or str(error)).lower()}") from None
    except ValueError as error:
        raise _refused(repr(name), f"is not a file name: {error}") from None


def _bytes_of(name: str) -> bytes:
    # Opened without blocking, so that a pipe without a writer does not hang us.
    descriptor = os.open(name, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            kind = "a folder" if stat.S_ISDIR(status.st_mode) else "a device or a pipe"
            raise _refused(name, f"is {kind}", "an ordinary file is needed")
        _refuse_large(name, status.st_size)
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            data = file.read(LARGEST_FILE_BYTES + 1)
    finally:
        os.close(descriptor)
    _refuse_large(name, len(data))
    return data


def _refuse_large(name: str, size: int) -> None:
    if size > LARGEST_FILE_BYTES:
        raise _refused(
            name,
            f"has {size / 1e6:.1f} MB",
            f"at most {LARGEST_FILE_BYTES // 1_000_000} MB are read; a case has well under 1 MB",
        )


def decoded_text(data: bytes, name: str) -> str:
    """Return the bytes of a text file as text, without a byte order mark.

    Parameters
    ----------
    data
        The file.
    name
        What messages call it.

    Returns
    -------
    str
        Its text.

    Raises
    ------
    CaseError
        If it is not text in UTF-8, with the place of the first wrong byte.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refused(name, "is text in UTF-16", "save it as UTF-8")
    for start, kind, right in _NOT_TEXT:
        if data.startswith(start):
            raise _refused(name, f"is not a text file but {kind}", right)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start]  # without a mark: utf-8-sig strips it first
        raise CaseError.of(
            f"byte 0x{error.object[error.start]:02x} at offset {error.start} is not UTF-8",
            "save the file as UTF-8",
            file=name,
            line=before.count(b"\n") + 1,
            column=len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1,
        ) from None
    if "\0" in text:
        offset = text.index("\0")
        line, column = line_and_column(text, offset)
        raise CaseError.of(
            f"a zero byte at offset {offset}: this is not a text file",
            file=name,
            line=line,
            column=column,
        )
    return text


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    r"""Return line and column, both from 1, of a character of a text.

    Examples
    --------
    >>> line_and_column("ab\ncd", 4)
    (2, 2)
    """
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


def _near_file(path: Path) -> str | None:
    from winset.foundation.spelling import nearest

    try:
        near = nearest(path.name, [entry.name for entry in path.parent.iterdir()])
    except OSError:
        return None
    return f"did you mean `{path.parent / near}`?" if near else None


def _refused(name: str, what: str, right: str | None = None) -> CaseError:
    return CaseError.of(what, right, file=name)


def write_text(path: str | Path, text: str) -> None:
    """Write a text file whole or not at all: a temporary neighbour is renamed into place.

    Parameters
    ----------
    path
        Where to write. A link is followed; the mode of an existing file is kept.
    text
        What to write, in UTF-8, with line ends as they are.

    Raises
    ------
    NotWritableError
        If the folder is missing or not writable, the disk is full, or the path is a folder or
        device.
    """
    write_bytes(path, text.encode())


def write_bytes(path: str | Path, data: bytes) -> None:
    """Write a file whole or not at all: a temporary neighbour is renamed into place.

    Parameters
    ----------
    path
        Where to write. A link is followed; the mode of an existing file is kept.
    data
        What to write.

    Raises
    ------
    NotWritableError
        If the folder is missing or not writable, the disk is full, or the path is a folder or
        device.
    """
    target = Path(path)
    try:
        target = target.resolve(strict=False)
        mode = _mode_of_file(target)
        descriptor, temporary = tempfile.mkstemp(
            dir=target.parent, prefix=f".{target.name[:100]}.", suffix=".part"
        )
    except (OSError, RuntimeError, ValueError) as error:
        raise _cannot_write(path, error) from None
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(target)
    except OSError as error:
        raise _cannot_write(path, error) from None
    finally:
        Path(temporary).unlink(missing_ok=True)


def _mode_of_file(target: Path) -> int:
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
    if not stat.S_ISREG(mode):
        raise OSError(0, "it is a folder" if stat.S_ISDIR(mode) else "is not an ordinary file")
    return stat.S_IMODE(mode)


def _cannot_write(path: str | Path, error: Exception) -> NotWritableError:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return NotWritableError(path, reason.lower())
