"""Memory that a count may take, and the size up to which a game is gone through one by one."""

from __future__ import annotations

from math import prod

from winset.foundation.errors import InputError
from winset.solvers.power.counting.player_classes import PlayerClasses

MOST_BYTES = 400_000_000
"""No single structure of a solver of power or coalitions takes more; a run stays below 1 GB."""

FEW_COMPOSITIONS = 2**16
"""So many compositions of coalitions are gone through in a diagram, whatever the weights are."""

FEW_PLAYERS = 62
"""So many players' coalitions are counted in 64-bit integers."""


def is_small(classes: PlayerClasses) -> bool:
    """Return whether there are so few compositions that heavy weights cost nothing.

    A diagram has at most as many entries as there are compositions; a table over all weights up to
    the quota has as many as the quota is large.
    """
    return (
        classes.n_players <= FEW_PLAYERS and prod(s + 1 for s in classes.sizes) <= FEW_COMPOSITIONS
    )


def refuse_bytes(needed: float, classes: PlayerClasses, what: str) -> None:
    """Refuse a count that would not fit in memory.

    Parameters
    ----------
    needed : float
        Bytes it would take.
    classes : PlayerClasses
        The game.
    what : str
        What is counted, for the message.

    Raises
    ------
    InputError
        If it is more than `MOST_BYTES`.
    """
    if needed <= MOST_BYTES:
        return
    of = f" and a total weight of {classes.total:,}" if classes.is_single_vote else ""
    raise InputError(
        f"{what} of {classes.n_players} players{of} would take {needed / 1e9:,.1f} GB of memory",
        "round the weights to fewer digits, or group players into blocs",
    )
