"""Number of Yeas that a motion needs."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from winset.foundation.errors import InputError
from winset.votes.records import RollCall

Side = Literal["Yea", "Nay"]


def needed_yeas(
    requires: str,
    chamber: str,
    seats: int,
    voting: int | None = None,
    tie_breaker: Side | None = None,
) -> int:
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
    tie_breaker
        Vote of who breaks a tie and is not a member. A Yea lets half of those voting carry where
        more
        than half is asked; a Nay, and any larger share, leave it as it is.

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
    >>> needed_yeas("1/2", "senate", 100), needed_yeas("1/2", "senate", 100, tie_breaker="Yea")
    (51, 50)
    >>> needed_yeas("3/5", "senate", 100, 94)
    60
    """
    voting = seats if voting is None else voting
    if requires == "1/2":
        return max((voting + 1) // 2, 1) if tie_breaker == "Yea" else voting // 2 + 1
    if requires == "2/3":
        return -(-2 * voting // 3)
    if requires == "3/5":
        return -(-3 * seats // 5)
    raise InputError(f"{chamber}: `{requires}` is not a share", "1/2, 3/5 or 2/3")


def passes(
    requires: str,
    chamber: str,
    yeas: NDArray[np.int64],
    nays: NDArray[np.int64],
    seats: int,
    tie_breaker: Side | None = None,
) -> NDArray[np.bool_]:
    """Return whether a motion carries, tally by tally; parameters as of `needed_yeas`.

    Examples
    --------
    >>> passes("1/2", "house", np.array([215, 217]), np.array([214, 217]), 435).tolist()
    [True, False]
    >>> passes("1/2", "senate", np.array([50, 49, 0]), np.array([50, 50, 0]), 100, "Yea").tolist()
    [True, False, False]
    """
    voting = yeas + nays
    needed = [needed_yeas(requires, chamber, seats, int(n), tie_breaker) for n in voting]
    return np.asarray(yeas >= np.array(needed))


def has_carried(call: RollCall, yeas: int, nays: int, seats: int) -> bool:
    """Return whether a roll call that was held carried, with the vote of who broke a tie.

    Parameters
    ----------
    call
        The roll call.
    yeas, nays
        Members' votes.
    seats
        Members of the chamber.
    """
    tally = (np.array([yeas]), np.array([nays]))
    return bool(passes(call.requires, call.chamber, *tally, seats, call.tie_breaker)[0])
