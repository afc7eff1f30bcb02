"""An append-only journal: what was confirmed is on disk before it is confirmed.

One JSON record a line, each with a checksum. A line that is cut off, as a crash in the middle of
writing leaves it, was never confirmed: it is cut away when the journal is opened again.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterable
from io import FileIO
from pathlib import Path
from typing import Any

from winset.foundation.files import write_bytes
from winset.workbench.failures import NotFoundError, StorageError

Record = dict[str, Any]


class Journal:
    """A file of records that only grows.

    Parameters
    ----------
    path
        Where it is; its folder is made with the first record.

    Raises
    ------
    StorageError
        If the file cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            data = path.read_bytes() if path.exists() else b""
        except OSError as error:
            raise _unwritable(error) from None
        self._read, self._whole = read_records(data)
        self._is_closed = False
        self.was_cut = self._whole < len(data)

    def close(self) -> None:
        """Write nothing any more: the draft was thrown away, and its place may be another's."""
        self._is_closed = True

    def _refuse_closed(self) -> None:
        if self._is_closed:
            raise NotFoundError("this draft was thrown away", "open the case again")

    def take(self) -> list[Record]:
        """Return the records read when the journal was opened, once; then they are let go."""
        found, self._read = self._read, []
        return found

    def append(self, *records: Record) -> None:
        """Write records and wait until the disk has them.

        Parameters
        ----------
        records
            Plain data for JSON.

        Raises
        ------
        StorageError
            If the disk is full or gone; the records are then not part of the journal.
        NotFoundError
            If the journal was closed.
        """
        self._refuse_closed()
        line = b"".join(map(_line, records))
        is_new = self._whole == 0
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with self.path.open("wb" if is_new else "r+b", buffering=0) as file:
                file.truncate(self._whole)
                file.seek(self._whole)
                _write_whole(file, line)
                os.fsync(file.fileno())
            if is_new:
                _sync_folder(self.path.parent)
        except OSError as error:
            raise _unwritable(error) from None
        self._whole += len(line)

    def rewrite(self, records: Iterable[Record]) -> None:
        """Put other records in the place of all, whole or not at all.

        Parameters
        ----------
        records
            What shall stand in the journal.

        Raises
        ------
        InputError
            If the file cannot be written or was closed; the old records then stand.
        """
        self._refuse_closed()
        data = b"".join(map(_line, records))
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_bytes(self.path, data)
            _sync_folder(self.path.parent)
        except OSError as error:
            raise _unwritable(error) from None
        self._whole = len(data)

    @property
    def size(self) -> int:
        """Bytes of the records there are."""
        return self._whole

    @staticmethod
    def length_of(records: Iterable[Record]) -> int:
        """Return how many bytes records would take."""
        return sum(len(_line(record)) for record in records)


def read_records(data: bytes) -> tuple[list[Record], int]:
    """Read the records of a journal up to the first that is not whole.

    Parameters
    ----------
    data
        The file.

    Returns
    -------
    records, length
        What was confirmed, and how many bytes that takes.
    """
    records: list[Record] = []
    whole = 0
    while True:
        end = data.find(b"\n", whole)
        record = None if end < 0 else _record(data[whole:end])
        if record is None:
            return records, whole
        records.append(record)
        whole = end + 1


def _line(record: Record) -> bytes:
    body = json.dumps(record, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode(
        "utf-8", "surrogatepass"
    )
    return b"%08x %s\n" % (zlib.crc32(body), body)


def _record(line: bytes) -> Record | None:
    mark, space, body = line.partition(b" ")
    try:
        if not space or int(mark, 16) != zlib.crc32(body):
            return None
        record = json.loads(body.decode("utf-8", "surrogatepass"))
    except ValueError:
        return None
    return record if isinstance(record, dict) else None


def _write_whole(file: FileIO, line: bytes) -> None:
    """Write all of a line: a disk that is nearly full takes the part there is room for."""
    rest = memoryview(line)
    while rest:
        rest = rest[file.write(rest) or 0 :]


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _unwritable(error: OSError) -> StorageError:
    reason = (error.strerror or str(error)).lower()
    return StorageError(f"the draft cannot be written: {reason}", "free or mount the disk")
