"""Read what stands in a folder (or file) of roll calls, by its layout."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from winset.foundation.errors import InputError
from winset.votes.readers.identity import alike_names, renamed_parties
from winset.votes.readers.read_parliament import add_parliament, read_parliament
from winset.votes.readers.read_trade import ROLL_CALLS_FILE, lists_of_votes, read_trade_votes
from winset.votes.readers.seats import crowded
from winset.votes.records import TableBuilder, VoteTable


def read_folder(place: str | Path) -> VoteTable:
    """Read trade votes.

    Parameters
    ----------
    place
        A folder with ``trade_rollcalls.csv`` and ``*_trade_votes.csv`` or Voteview's files, to
        which files ``own_*.csv`` (see `read_parliament`) add the user's votes; or such files, or
        one of them, without it.

    Raises
    ------
    InputError
        If there is neither.
    """
    place = Path(place)
    if place.name.endswith((".ord", ".ord.gz")):
        raise InputError(
            f"{place}: a .ord file does not say which votes are on trade",
            f"put it into a folder with {ROLL_CALLS_FILE}: "
            "congress,chamber,rollnumber,date,liberalising; and name the folder",
        )
    table = _table(place)
    told = (*crowded(table), *renamed_parties(table), *alike_names(table))
    return replace(table, notes=(*table.notes, *told))


def _table(place: Path) -> VoteTable:
    if place.is_file():
        return read_parliament(place)
    if not place.exists():
        raise InputError(
            f"{place}: there is no such folder",
            f"--data DIR, a folder with {ROLL_CALLS_FILE} and *_trade_votes.csv",
        )
    if not lists_of_votes(place):
        built = TableBuilder()
        for path in sorted(place.glob("own_*.csv")):
            add_parliament(path, built)
        if built.rows:
            return built.table()
        raise InputError(
            f"{place}: the folder holds no roll calls: neither {ROLL_CALLS_FILE} nor own_*.csv",
            f"{ROLL_CALLS_FILE} (which votes are on trade, and which side opens it: columns "
            "congress,chamber,rollnumber,liberalising,kind) beside house_trade_votes.csv and "
            "senate_trade_votes.csv or Voteview's files; or own_*.csv with votes of your own",
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
    return read_folder(data) if isinstance(data, str | Path) else data
