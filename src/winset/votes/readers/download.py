"""Fetch Voteview's files to the user's machine: checked, resumed, kept whole."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any, Final, Literal

from winset.foundation.errors import CaseError, InputError
from winset.foundation.files import write_text
from winset.votes.readers.csv_rows import read_csv

VOTEVIEW: Final = "https://voteview.com/static/data/out"
_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "members": ("icpsr", "chamber", "party_code"),
    "rollcalls": ("chamber", "rollnumber", "date"),
    "votes": ("chamber", "rollnumber", "icpsr", "cast_code"),
}
_REGISTER: Final = "fetched.json"
_TIMEOUT: Final = 60.0
_PIECE: Final = 1 << 16
_TRIES: Final = 4

Progress = Callable[[str, int, int | None], None]
State = Literal["fetched", "resumed", "kept"]


@dataclass(frozen=True, slots=True)
class Fetched:
    """One file in the cache.

    Parameters
    ----------
    path
        Where it is.
    size
        Bytes.
    sha256
        Digest of its bytes.
    source
        Where it came from.
    state
        ``fetched`` now, ``resumed`` from a part, or ``kept`` from before.
    """

    path: Path
    size: int
    sha256: str
    source: str
    state: State

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "path": str(self.path),
            "bytes": self.size,
            "sha256": self.sha256,
            "source": self.source,
            "state": self.state,
        }


def files_of(congress: int, chamber: str) -> dict[str, str]:
    """Paths of the three files below the root, by what they hold.

    Raises
    ------
    InputError
        If the chamber is neither house nor senate.

    Examples
    --------
    >>> files_of(106, "house")["votes"]
    'votes/H106_votes.csv'
    """
    from winset.foundation.spelling import meant

    letters = {"house": "H", "senate": "S"}
    letter = letters.get(chamber.casefold())
    if letter is None:
        raise InputError(f"there is no chamber `{chamber}`", meant(chamber, letters))
    return {kind: f"{kind}/{letter}{congress:03d}_{kind}.csv" for kind in _COLUMNS}


def fetch_congress(
    congress: int,
    chamber: str,
    folder: Path,
    *,
    mirror: str | None = None,
    refresh: bool = False,
    progress: Progress | None = None,
) -> list[Fetched]:
    """Fetch members, roll calls and votes of one Congress and chamber.

    Parameters
    ----------
    congress, chamber
        Which.
    folder
        The cache. A register in it holds size and digest of each file.
    mirror
        Another root, URL or folder, with the same paths or the bare file names; default Voteview.
    refresh
        Fetch even what is there.
    progress
        Called while a file comes in, with its name, the bytes there are and those there will be
        (None where the server does not say).

    Returns
    -------
    list of Fetched

    Raises
    ------
    InputError
        If a file cannot be had, ends early, is no CSV with the columns it must have, or a kept file
        was changed since it was fetched. What was in the cache stays as it was.
    """
    register = _register(folder)
    done = []
    for kind, relative in files_of(congress, chamber).items():
        name = Path(relative).name
        target = folder / name
        if target.exists() and not refresh:
            done.append(_kept(target, register.get(name)))
            continue
        done.append(_fetch(kind, relative, target, mirror or VOTEVIEW, progress))
        register[name] = {
            "sha256": done[-1].sha256, "bytes": done[-1].size, "source": done[-1].source,
        }  # fmt: skip
        write_text(folder / _REGISTER, json.dumps(register, indent=2, sort_keys=True) + "\n")
    return done


def _register(folder: Path) -> dict[str, dict[str, Any]]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise InputError(f"{folder}: is or lies under a file", "name a folder") from None
    except OSError as error:
        raise InputError(f"{folder}: cannot be made: {(error.strerror or '').lower()}") from None
    path = folder / _REGISTER
    if not path.exists():
        return {}
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        found = None
    if not isinstance(found, dict):
        raise InputError(f"{path}: is damaged", "remove it, then fetch with --refresh")
    return found


def _kept(target: Path, entry: dict[str, Any] | None) -> Fetched:
    size, digest = target.stat().st_size, _digest(target)
    if entry is not None and entry.get("sha256") != digest:
        raise InputError(
            f"{target}: was changed since it was fetched ({size:,} bytes, then "
            f"{entry.get('bytes', 0):,})",
            "fetch it again with --refresh, or move your own file elsewhere",
        )
    source = "" if entry is None else str(entry.get("source", ""))
    return Fetched(target, size, digest, source, "kept")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _fetch(kind: str, relative: str, target: Path, root: str, progress: Progress | None) -> Fetched:
    part = target.with_name(f".{target.name}.part")
    state: State = "fetched"
    if "://" in root:
        source = f"{root.rstrip('/')}/{relative}"
        if urllib.parse.urlsplit(source).scheme not in ("http", "https"):
            raise InputError(f"--mirror {root}: is not an address", "http://, https:// or a folder")
        state = _download(source, part, progress)
    else:
        source = str(_in_folder(Path(root).expanduser(), relative))
        try:
            shutil.copyfile(source, part)
        except OSError as error:
            raise InputError(f"{source}: {(error.strerror or str(error)).lower()}") from None
    try:
        _check(kind, part, source)
    except InputError:
        part.unlink(missing_ok=True)
        raise
    digest, size = _digest(part), part.stat().st_size
    part.replace(target)
    return Fetched(target, size, digest, source, state)


def _in_folder(root: Path, relative: str) -> Path:
    for path in (root / relative, root / Path(relative).name):
        if path.is_file():
            return path
    raise InputError(f"--mirror {root}: holds no {Path(relative).name}", f"{relative} below it")


def _check(kind: str, part: Path, source: str) -> None:
    """Refuse what is not a whole file of its kind: wrong columns, a ragged or missing last line."""
    try:
        file = read_csv(part)
        for column in _COLUMNS[kind]:
            file.need(column)
        rows = sum(1 for _ in file.rows())
    except CaseError as error:
        problem = error.problems[0]
        place = "" if problem.line is None else f" line {problem.line}:"
        raise InputError(f"{source}:{place} {problem.what}", "the file is cut or damaged") from None
    if not rows or not file.text.endswith("\n"):
        raise InputError(f"{source}: ends within a line", "the file is cut; fetch it again")


def _download(source: str, part: Path, progress: Progress | None) -> State:
    """Fetch into a part file, going on where an earlier try stopped."""
    state: State = "resumed" if part.exists() and part.stat().st_size else "fetched"
    tag = part.with_name(part.name + ".tag")
    for attempt in range(_TRIES):
        try:
            _receive(source, part, tag, progress)
        except _CutShortError as cut:
            if attempt == _TRIES - 1:
                raise InputError(
                    f"{source}: ended after {cut.had:,} of {cut.whole:,} bytes",
                    "try again: it goes on from there",
                ) from None
            continue
        tag.unlink(missing_ok=True)
        return state
    raise AssertionError("unreachable")


class _CutShortError(Exception):
    def __init__(self, had: int, whole: int) -> None:
        super().__init__()
        self.had, self.whole = had, whole


def _receive(source: str, part: Path, tag: Path, progress: Progress | None) -> None:
    had = part.stat().st_size if part.exists() else 0
    request = urllib.request.Request(source, headers={"User-Agent": "winset"})  # noqa: S310
    known = tag.read_text("utf-8") if had and tag.exists() else ""
    if known:
        request.add_header("Range", f"bytes={had}-")
        request.add_header("If-Range", known)
    elif had:
        part.unlink()
        had = 0
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT) as answer:  # noqa: S310
            goes_on = answer.status == 206
            start = had if goes_on else 0
            length = answer.headers.get("Content-Length")
            whole = None if length is None else start + int(length)
            mark = answer.headers.get("ETag") or answer.headers.get("Last-Modified")
            if mark:
                tag.write_text(mark, "utf-8")

            def tell(have: int) -> None:
                if progress is not None:
                    progress(source.rpartition("/")[2], start + have, whole)

            _store(answer.read, part, tell, append=goes_on)
    except urllib.error.HTTPError as error:
        if error.code == 416:
            part.unlink(missing_ok=True)
            raise _CutShortError(had, had) from None
        raise InputError(
            f"{source}: the server answers {error.code}",
            "is this Congress out yet?" if error.code == 404 else "try later, or --mirror DIR",
        ) from None
    except (urllib.error.URLError, TimeoutError, ConnectionError, HTTPException) as error:
        reason = getattr(error, "reason", error)
        raise InputError(
            f"{source}: cannot be reached: {reason}", "a mirror or folder with --mirror URL|DIR"
        ) from None
    size = part.stat().st_size
    if whole is not None and size != whole:
        raise _CutShortError(size, whole)


def _store(
    read: Callable[[int], bytes], part: Path, tell: Callable[[int], None], *, append: bool
) -> None:
    from http.client import IncompleteRead

    have = 0
    with part.open("ab" if append else "wb") as file:
        try:
            while piece := read(_PIECE):
                file.write(piece)
                have += len(piece)
                tell(have)
        except IncompleteRead as cut:
            file.write(cut.partial)
        file.flush()
        os.fsync(file.fileno())


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
