"""A sweep on disk: a folder with a manifest and parts that are written whole or not at all."""

from __future__ import annotations

import errno
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winset.foundation.errors import InputError

MANIFEST = "manifest.json"
PARTS = "draws"
_LOCK = ".lock"
_IDENTITY = "winset"


class SweepStore:
    """Folder of one sweep.

    Parameters
    ----------
    folder
        Where it is; made if it is not there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.parts_folder = folder / PARTS

    def part(self, number: int) -> Path:
        """Path of a part by its number."""
        return self.parts_folder / f"part-{number:06d}.parquet"

    def manifest(self) -> dict[str, Any] | None:
        """Manifest in the folder, or ``None`` where there is none yet.

        Raises
        ------
        InputError
            If it cannot be read.
        """
        path = self.folder / MANIFEST
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _trouble(path, error, reading=True) from None
        try:
            found = json.loads(data)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict) or not _is_manifest(found):
            raise InputError(f"{path}: is not a manifest of a sweep", "name another folder")
        return found

    def begin(self, manifest: dict[str, Any]) -> None:
        """Make the folder and write the manifest, or check that the one there fits.

        A manifest without a single part is of a sweep that never computed anything, as one whose
        scheduler did not answer. It gives way to any other.

        Raises
        ------
        InputError
            If the folder holds another sweep, or more draws than are asked for, or something
            else, or cannot be written.
        """
        before = self.manifest()
        if before is None:
            self._make()
        elif before == manifest:
            return
        elif self._is_bare():
            self._make_parts()
        else:
            _refuse_other(self.folder, before, manifest)
        text = json.dumps(manifest, indent=1, ensure_ascii=False, allow_nan=False)
        self.write(self.folder / MANIFEST, text.encode())

    def _make(self) -> None:
        if self.folder.is_dir() and any(p.name != _LOCK for p in self.folder.iterdir()):
            raise InputError(
                f"{self.folder}: is a folder with other files and no sweep",
                "name an empty or a new folder",
            )
        self._make_parts()

    def _make_parts(self) -> None:
        try:
            self.parts_folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _trouble(self.folder, error) from None

    def _is_bare(self) -> bool:
        """Return whether the folder holds a manifest and nothing else."""
        try:
            others = {path.name for path in self.folder.iterdir()} - {MANIFEST, PARTS, _LOCK}
            parts = self.parts_folder.is_dir() and any(self.parts_folder.iterdir())
        except OSError as error:
            raise _trouble(self.folder, error, reading=True) from None
        return not others and not parts

    def write(self, path: Path, data: bytes) -> None:
        """Write a file whole or not at all.

        Raises
        ------
        InputError
            If it cannot be written: no room, no permission. What was there before stays.
        """
        temporary: str | None = None
        try:
            descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".new")
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)  # noqa: PTH105 - named as what it is: atomic
        except OSError as error:
            raise _trouble(path, error) from None
        finally:
            if temporary is not None:
                with suppress(OSError):
                    os.unlink(temporary)  # noqa: PTH108

    def done(self, rows: dict[int, int], identity: str) -> set[int]:
        """Numbers of the parts that are there, whole and of this sweep.

        Parameters
        ----------
        rows
            Rows each part should have, by its number.
        identity
            Digest that every part of this sweep carries.
        """
        return {n for n, count in rows.items() if _is_whole(self.part(n), count, identity)}

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the folder for one sweep at a time; the lock goes with the process.

        Raises
        ------
        InputError
            If another sweep is writing there, or the folder cannot be written.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self.folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise _trouble(self.folder, error) from None
        try:
            try:
                import fcntl
            except ImportError:  # a system without such locks
                yield
                return
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise InputError(f"{self.folder}: another sweep is writing there now") from None
            self._sweep_up()
            yield
        finally:
            os.close(descriptor)

    def _sweep_up(self) -> None:
        """Remove half-written files that a killed sweep left behind."""
        for folder in (self.folder, self.parts_folder):
            if folder.is_dir():
                for left in folder.glob(".*.new"):
                    with suppress(OSError):
                        left.unlink()


def _is_manifest(found: dict[str, Any]) -> bool:
    """Return whether a manifest says what is needed to find the parts."""
    counts = [found.get(name) for name in ("draws", "part_draws")]
    is_counted = all(type(count) is int and 0 < count <= 10**9 for count in counts)
    return is_counted and all(isinstance(found.get(n), str) for n in ("identity", "design"))


def part_bytes(columns: dict[str, Any], identity: dict[str, Any]) -> bytes:
    """Columns as a Parquet file that says which sweep it belongs to.

    Parameters
    ----------
    columns
        Name to array, all of one length.
    identity
        Plain data kept in the file under the key ``winset``.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    note = json.dumps(identity, ensure_ascii=False, allow_nan=False).encode()
    arrays = [_arrow(np.ascontiguousarray(array)) for array in columns.values()]
    table = pa.Table.from_arrays(arrays, names=list(columns))
    table = table.replace_schema_metadata({_IDENTITY.encode(): note})
    sink = pa.BufferOutputStream()
    pq.write_table(
        table,
        sink,
        compression="zstd",
        compression_level=1,
        write_statistics=False,
        write_page_checksum=True,
    )
    return bytes(sink.getvalue().to_pybytes())


def _arrow(array: NDArray[Any]) -> Any:
    """Array in Arrow's form, without its way through pandas, which takes a second to import."""
    import pyarrow as pa

    if array.dtype.kind == "U":
        words, place = np.unique(array, return_inverse=True)
        data = [str(word).encode() for word in words]
        ends = np.cumsum([0, *map(len, data)]).astype(np.int32)
        buffers = [None, pa.py_buffer(ends), pa.py_buffer(b"".join(data))]
        told = pa.Array.from_buffers(pa.string(), len(data), buffers)
        return pa.DictionaryArray.from_arrays(_arrow(place.astype(np.int8)), told)
    if array.dtype == np.bool_:
        bits = pa.py_buffer(np.packbits(array, bitorder="little"))
        return pa.Array.from_buffers(pa.bool_(), array.size, [None, bits])
    kind = pa.from_numpy_dtype(array.dtype)
    return pa.Array.from_buffers(kind, array.size, [None, pa.py_buffer(array)])


def _is_whole(path: Path, rows: int, identity: str) -> bool:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        footer = pq.read_metadata(path)
        note = json.loads((footer.metadata or {}).get(_IDENTITY.encode(), b"{}"))
    except (OSError, ValueError, pa.ArrowException):
        return False
    is_of_this = isinstance(note, dict) and note.get("identity") == identity
    return bool(footer.num_rows == rows) and is_of_this


def _refuse_other(folder: Path, before: dict[str, Any], now: dict[str, Any]) -> None:
    if before["identity"] == now["identity"]:
        if before["draws"] > now["draws"]:
            raise InputError(
                f"{folder}: holds a sweep of {before['draws']:,} draws, more than {now['draws']:,}",
                "ask for as many or more, or name another folder",
            )
        return
    told = [
        f"{name} {before.get(name)!r} instead of {now.get(name)!r}"
        for name in ("case", "seed", "design", "version")
        if before.get(name) != now.get(name)
    ]
    if not told:
        told = (
            ["other numbers in the case or parameters"]
            if (before.get("digest") != now.get("digest"))
            else ["other inputs vary"]
        )
    raise InputError(
        f"{folder}: holds another sweep: {', '.join(told)}",
        "name another folder, or give the same case, seed and inputs",
    )


def _trouble(path: Path, error: OSError, *, reading: bool = False) -> InputError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return InputError(
            f"{path}: the disk is full; the parts written before are kept",
            "make room and give the same command again",
        )
    if isinstance(error, FileExistsError | NotADirectoryError):
        return InputError(f"{path}: is or lies under a file", "name a folder for the sweep")
    reason = (error.strerror or str(error)).lower()
    return InputError(f"{path}: cannot be {'read' if reading else 'written'}: {reason}")
