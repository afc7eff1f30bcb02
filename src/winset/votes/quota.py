"""How many Yeas a motion needs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from winset.foundation.errors import InputError

__all__ = ["needed_yeas", "passes"]


def needed_yeas(requires: str, chamber: str, seats: int, voting: int | None = None) -> int:
    """Least number of Yeas that carries a motion.

    Parameters
    ----------
    requires
        ``1/2`` more than half of those voting (a tie fails), ``2/3`` of those voting, ``3/5`` of
        all members (cloture in the Senate).
    chamber
        Named in the error.
    seats
        Members of the chamber.
    voting
        Members who vote Yea or Nay; all of them by default.

    Returns
    -------
    int

    Raises
    ------
    InputError
        If the share is none of the three.

    Examples
    --------
    >>> needed_yeas("1/2", "house", 435), needed_yeas("2/3", "house", 435, 416)
    (218, 278)
    >>> needed_yeas("3/5", "senate", 100, 94)
    60
    """
    voting = seats if voting is None else voting
    if requires == "1/2":
        return voting // 2 + 1
    if requires == "2/3":
        return -(-2 * voting // 3)
    if requires == "3/5":
        return -(-3 * seats // 5)
    raise InputError(f"{chamber}: `{requires}` is no share", "1/2, 3/5 or 2/3")


def passes(
    requires: str,
    chamber: str,
    yeas: NDArray[np.int64],
    nays: NDArray[np.int64],
    seats: int,
) -> NDArray[np.bool_]:
    """Whether a motion carries, tally by tally.

    Examples
    --------
    >>> passes("1/2", "house", np.array([215, 217]), np.array([214, 217]), 435).tolist()
    [True, False]
    """
    voting = yeas + nays
    needed = [needed_yeas(requires, chamber, seats, int(n)) for n in voting]
    return np.asarray(yeas >= np.array(needed))
