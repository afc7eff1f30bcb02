"""Read what stands in a folder (or file) of roll calls, by its layout."""

from __future__ import annotations

from pathlib import Path

from winset.foundation.errors import InputError
from winset.votes.read_parliament import read_parliament
from winset.votes.read_trade import ROLL_CALLS_FILE, read_trade_votes
from winset.votes.records import VoteTable

__all__ = ["read_folder", "roll_calls_of"]


def read_folder(place: Path) -> VoteTable:
    """Read trade votes.

    Parameters
    ----------
    place
        A folder with ``trade_rollcalls.csv`` and ``*_trade_votes.csv``, to which files
        ``own_*.csv`` (see `read_parliament`) add the user's votes; or one such file by itself.

    Raises
    ------
    InputError
        If there is neither.
    """
    if place.is_file():
        return read_parliament(place)
    if not place.exists():
        raise InputError(
            f"{place}: there is no such folder",
            f"--data DIR, a folder with {ROLL_CALLS_FILE} and *_trade_votes.csv",
        )
    if not (place / ROLL_CALLS_FILE).exists():
        own = sorted(place.glob("own_*.csv"))
        if len(own) == 1:
            return read_parliament(own[0])
        raise InputError(
            f"{place}: there is no {ROLL_CALLS_FILE}",
            "Voteview's files do not say which votes are on trade and which side opens it; "
            f"write that in {ROLL_CALLS_FILE}, or bring votes in one own_*.csv",
        )
    return read_trade_votes(place)


def roll_calls_of(data: str | Path | VoteTable | None) -> VoteTable | None:
    """Roll calls that a caller named by their folder or has read already; None without any.

    Parameters
    ----------
    data
        A folder or file as `read_folder` takes it, or a table.

    Raises
    ------
    InputError
        As `read_folder`.
    """
    return read_folder(Path(data)) if isinstance(data, str | Path) else data
