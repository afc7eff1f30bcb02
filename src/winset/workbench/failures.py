"""Workbench errors: stale revision, conflict, overload, storage."""

from __future__ import annotations

from winset.foundation.errors import InputError, NotWritableError, WinsetError


class SupersededError(WinsetError):
    """A newer question took the place of this one; its answer will come instead."""


class StaleRevisionError(InputError):
    """An edit was made against a draft that has moved on.

    Parameters
    ----------
    given, latest
        The revision the edit was made against, and the one there is.
    """

    def __init__(self, given: int, latest: int) -> None:
        super().__init__(f"revision {given} is no longer the latest ({latest})", "read it again")
        self.given, self.latest = given, latest


class ConflictError(InputError):
    """A file was changed by somebody else in the meantime; nothing was overwritten.

    Parameters
    ----------
    what
        Which file, and how it differs.
    paths
        Fields changed on both sides, where they are known.
    """

    def __init__(self, what: str, paths: tuple[str, ...] = ()) -> None:
        super().__init__(what, "merge the two, or save under another name")
        self.paths = paths


class BusyError(InputError):
    """More is asked of the server than it can answer now."""


class StorageError(InputError):
    """The folder cannot be read or written: gone, full, or not ours to write."""


def without_path(error: InputError) -> InputError:
    """Return an error of storage for one that says where on this machine a file is; others as is.

    Parameters
    ----------
    error
        What a page or an answer of the API is about to say.
    """
    if not isinstance(error, NotWritableError):
        return error
    reason = error.reason or "it fails"
    return StorageError(f"the folder cannot be written: {reason}", "free or mount the disk")


class TooLargeError(InputError):
    """An upload is larger than a case can be."""


class TooLongError(InputError):
    """A question takes longer than one may."""


class NotFoundError(InputError):
    """There is no such case, scenario, job or file."""
