"""What can go wrong beyond wrong input: others were faster, too much is asked, a disk is gone."""

from __future__ import annotations

from winset.foundation.errors import InputError, WinsetError


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


class TooLargeError(InputError):
    """An upload is larger than a case can be."""


class TooLongError(InputError):
    """A question takes longer than one may."""


class NotFoundError(InputError):
    """There is no such case, scenario, job or file."""
