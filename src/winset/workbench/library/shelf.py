"""The cases there are: the casebook's, which cannot be changed, and those of the user's folder."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import os
import re
from dataclasses import dataclass
from pathlib import Path
from threading import RLock

from winset.casebook import case_ids, case_path
from winset.foundation.errors import InputError, NotWritableError
from winset.foundation.files import LARGEST_FILE_BYTES, decoded_text, read_text, write_text
from winset.foundation.spelling import meant
from winset.workbench.editing.history import read_sent
from winset.workbench.failures import (
    ConflictError,
    NotFoundError,
    StorageError,
    TooLargeError,
)
from winset.workbench.library.cards import (
    Card,
    Origin,
    card_of,
    refuse_unwritable_name,
    shown_name,
)

__all__ = ["OWN", "PRIVATE", "Card", "Shelf", "ShelfSheet", "revision_of"]

PRIVATE = ".winset"
"""Folder inside the user's in which the workbench keeps drafts, jobs and its secret."""
OWN = ".mine"
"""Behind the key of a file of the user's that is named like a case of the casebook."""

LONGEST_NAME = 80
"""Characters of the name of a file that is written here, without its ending."""
_NAME = re.compile(rf"[A-Za-z0-9][A-Za-z0-9_-]{{0,{LONGEST_NAME - 1}}}\Z")
_ENDINGS = (".yaml", ".yml", ".json")


@dataclass(frozen=True)
class ShelfSheet:
    """The text of a case and its revision.

    Parameters
    ----------
    key, origin, name
        Key, where it comes from, and the name of its file.
    text
        The file.
    revision
        Digest of the text.
    """

    key: str
    origin: Origin
    name: str
    text: str
    revision: str


def revision_of(text: str) -> str:
    """Return the revision of a text: it changes with every character."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Shelf:
    """The casebook and one folder.

    A key never becomes a path: it is looked up among the files there are, so no key leads out of
    the folder.

    Parameters
    ----------
    folder
        The user's folder; it is made if it is missing.

    Raises
    ------
    InputError
        If it cannot be made or written.
    """

    def __init__(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self.folder = folder.resolve()
            self.private.mkdir(exist_ok=True, mode=0o700)
            (self.private / "drafts").mkdir(exist_ok=True, mode=0o700)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise InputError(f"{folder}: cannot be used as a folder: {reason}") from None
        self.lock = RLock()
        """Held while a file of the folder is compared and written, so that no save is lost."""
        self._seen: dict[str, tuple[tuple[str, int, int], Card]] = {}
        self._written: dict[str, set[str]] = {}

    @property
    def private(self) -> Path:
        """Folder for what the workbench keeps for itself."""
        return self.folder / PRIVATE

    def files(self) -> dict[str, Path]:
        """Return the case files of the user's folder by key."""
        published = set(case_ids())
        found: dict[str, Path] = {}
        for path in self._paths():
            is_case = path.suffix in _ENDINGS and not path.name.startswith(".")
            if not is_case or path.name.endswith(".overlay.yaml") or not self._is_inside(path):
                continue
            stem = shown_name(path.stem)
            key = stem + OWN if stem in published else stem
            found.setdefault(shown_name(path.name) if key in found else key, path)
        return found

    def _paths(self) -> list[Path]:
        """List everything that lies in the folder."""
        try:
            return sorted(self.folder.iterdir())
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise StorageError(
                f"{self.folder.name}: the folder cannot be read: {reason}", "put it back"
            ) from None

    def _is_inside(self, path: Path) -> bool:
        try:
            return path.resolve(strict=True).is_relative_to(self.folder) and path.is_file()
        except (OSError, RuntimeError):
            return False

    def cards(self) -> list[Card]:
        """Return a card for every case, the folder's first, each group by title."""
        own = [self._card(key, path, "folder") for key, path in self.files().items()]
        published = [self._card(name, case_path(name), "casebook") for name in case_ids()]
        there = [card for card in own if card is not None]
        return sorted(there, key=_by_title) + sorted(filter(None, published), key=_by_title)

    def _card(self, key: str, path: Path, origin: Origin) -> Card | None:
        """Return the card of a file; None if it was removed since the folder was listed."""
        try:
            status = path.stat()
        except FileNotFoundError:
            return None
        mark = key, status.st_mtime_ns, status.st_size
        seen = self._seen.get(str(path))
        if seen is None or seen[0] != mark:
            # Others may look at the same file in this moment: each keeps what it found itself.
            seen = self._seen[str(path)] = mark, card_of(key, path, origin, status.st_mtime)
        return seen[1]

    def sheet(self, key: str) -> ShelfSheet:
        """Return the text of a case.

        Parameters
        ----------
        key
            Key of a card.

        Raises
        ------
        NotFoundError
            If there is no such case, with the nearest key.
        CaseError
            If the file cannot be read as text.
        """
        path, origin = self._found(key)
        refuse_unwritable_name(path)
        text = read_text(path)
        return ShelfSheet(key, origin, path.name, text, revision_of(text))

    def path(self, key: str) -> Path:
        """Return the file behind a key.

        Raises
        ------
        NotFoundError
            If there is no such case, with the nearest key.
        """
        return self._found(key)[0]

    def _found(self, key: str) -> tuple[Path, Origin]:
        files = self.files()
        if key in files:
            return files[key], "folder"
        if key in case_ids():
            return case_path(key), "casebook"
        known = [*files, *case_ids()]
        raise NotFoundError(f"there is no case `{key}`", meant(key, known, noun="cases"))

    def create(self, name: str, *, template: str = "us-bill", title: str | None = None) -> str:
        """Write a new case from a template into the folder.

        Parameters
        ----------
        name
            Name of the file without its ending; letters, digits, hyphens.
        template
            One of `templates`.
        title
            Title of the case.

        Returns
        -------
        str
            Key of the new case.

        Raises
        ------
        InputError
            If there is no such template or the name does not do.
        ConflictError
            If there is such a file.
        """
        from winset.cases.templates.skeleton import negotiation_skeleton_text, skeleton_text
        from winset.foundation.spelling import kebab

        templates = self.templates()
        if template not in templates:
            right = meant(template, templates, noun="templates")
            raise InputError(f"there is no template `{template}`", right)
        case_id = kebab(name)
        if template == "negotiation":
            return self._put(name, negotiation_skeleton_text(case_id, title))
        return self._put(name, skeleton_text(case_id, title, template))

    @staticmethod
    def templates() -> dict[str, str]:
        """Return what a new case can start from: name and what it is."""
        from winset.workbench.components.views.rule_view import rule_titles

        words = {name: f"Game at home: {title}" for name, title in rule_titles().items()}
        return {**words, "negotiation": "Negotiation between countries"}

    def upload(self, file_name: str, data: bytes) -> str:
        """Take a case file in that came from elsewhere, after a look at it.

        Parameters
        ----------
        file_name
            What the sender calls it; only its last part is used, as a wish.
        data
            The file.

        Returns
        -------
        str
            Key of the new case.

        Raises
        ------
        TooLargeError
            If it has more than 5 MB.
        CaseError
            If it is no valid case, with all problems, each with its line; or if it has more than
            `winset.workbench.access.limits.MOST_SENT_VALUES` values.
        """
        if len(data) > LARGEST_FILE_BYTES:
            limit = LARGEST_FILE_BYTES // 1_000_000
            raise TooLargeError(
                f"the file has {len(data) / 1e6:.1f} MB", f"at most {limit} MB are read"
            )
        name = re.split(r"[/\\]", file_name)[-1] or "upload.yaml"
        text = decoded_text(data, name)
        read = read_sent(text, name)
        stem = Path(name).stem if _NAME.match(Path(name).stem) else read.case.id
        with self.lock:  # the name is free until it is taken
            return self._put(self.free_name(stem), text)

    def free_name(self, wish: str) -> str:
        """Return a name that no file of the folder has yet."""
        wish = wish if _NAME.match(wish) else "case"
        taken = {path.stem.lower() for path in self._paths()}
        if wish.lower() not in taken:
            return wish
        wishes = (f"{wish[: LONGEST_NAME - len(f'-{n}')]}-{n}" for n in itertools.count(2))
        return next(name for name in wishes if name.lower() not in taken)

    def copy(self, key: str, name: str) -> str:
        """Copy a case into the folder under another name and return its key.

        Raises
        ------
        InputError
            If there is no such case, the name does not do, or the file exists.
        """
        return self._put(name, self.sheet(key).text)

    def put(self, name: str, text: str) -> str:
        """Write a text as a new file of the folder and return its key.

        Raises
        ------
        InputError
            If the name does not do.
        ConflictError
            If there is such a file.
        """
        return self._put(name, text)

    def _put(self, name: str, text: str) -> str:
        if not _NAME.match(name):
            raise InputError(
                f"{name!r} does not do as a name", "use letters, digits and hyphens, 80 at most"
            )
        path = self.folder / f"{name}.yaml"
        if path.exists() or path.is_symlink() or name in self.files():
            raise ConflictError(f"there is a file {path.name} already")
        _create(path, text)
        return next(key for key, file in self.files().items() if file == path)

    def save(self, key: str, text: str, *, revision: str) -> str:
        """Write a case of the folder anew, unless its file has changed since it was read.

        Parameters
        ----------
        key
            Key of a case of the folder.
        text
            What to write.
        revision
            The revision the text was made from.

        Returns
        -------
        str
            The new revision.

        Raises
        ------
        InputError
            If it is a case of the casebook, which stays as it is.
        ConflictError
            If the file is another by now; it is left alone.
        """
        path, origin = self._found(key)
        if origin == "casebook":
            raise InputError(
                f"`{key}` belongs to the casebook and stays as it is", "save it as a copy"
            )
        with self.lock:
            if not path.exists():
                raise NotFoundError(f"{path.name} is gone", "save it under another name")
            if revision_of(read_text(path)) != revision:
                raise ConflictError(f"{path.name} was changed outside this draft")
            self._written.setdefault(key, set()).add(revision_of(text))
            write_text(path, text)
        return revision_of(text)

    def is_saved_here(self, key: str) -> bool:
        """Say whether what a file holds now was saved by this workbench since it began.

        Parameters
        ----------
        key
            Key of a case of the folder.

        Raises
        ------
        NotFoundError
            If there is no such case.
        """
        return self.sheet(key).revision in self._written.get(key, ())

    def remove(self, key: str) -> Path:
        """Move a case of the folder aside into the workbench's trash and return where it is.

        Raises
        ------
        InputError
            If there is no such case, it is the casebook's, or it cannot be moved.
        """
        trash = self.private / "trash"
        stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%S%f")
        with self.lock:
            path, origin = self._found(key)
            if origin == "casebook":
                raise InputError(f"`{key}` belongs to the casebook and stays")
            return _moved(path, trash, f"{stamp}-{path.name}")


def _moved(path: Path, trash: Path, name: str) -> Path:
    try:
        trash.mkdir(exist_ok=True, mode=0o700)
        return path.rename(trash / name)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise StorageError(f"{path.name}: cannot be moved to the trash: {reason}") from None


def _create(path: Path, text: str) -> None:
    """Write a file that must not be there yet: whole, or not at all."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    except FileExistsError:
        raise ConflictError(f"there is a file {path.name} already") from None
    except OSError as error:
        raise NotWritableError(path, (error.strerror or str(error)).lower()) from None
    os.close(descriptor)
    try:
        write_text(path, text)
    except InputError:
        path.unlink(missing_ok=True)
        raise


def _by_title(card: Card) -> tuple[str, str]:
    return card.title.lower(), card.key
