"""Who is persuadable: members near the decisive seat, and what each would cost, over the draws."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from winset.games.domestic import Floats
from winset.results.ratification import RatificationPrice

NEAR: Final = 4
"""Seats on either side of the decisive one that count as near, as in a whip count."""


MOST_SHOWN: Final = 40
"""Persuadable members that a count lists."""


@dataclass(frozen=True)
class Persuadable:
    """Members of one chamber over the draws.

    Parameters
    ----------
    pivotal
        Chance of holding the seat on which the chamber turns, shape ``(n_members,)``: the seats up
        to four from the decisive one count, divided by their number.
    price
        Expected price of neutrality in member-moves, 0 in draws in which the member supports the
        bill; infinite for a member that some draw cannot buy, ``(n_members,)``.
    """

    pivotal: Floats
    price: Floats


def persuadable(blocks: Sequence[RatificationPrice], column: int, quota: int) -> Persuadable:
    """Count over blocks of draws how near members sit to the decisive seat, unpaid.

    Parameters
    ----------
    blocks
        Answers to blocks of draws, one at least.
    column
        Column of the chamber.
    quota
        Votes that carry the chamber.
    """
    members = blocks[0].chambers[column].surplus.shape[1]
    near = np.arange(max(quota - 1 - NEAR, 0), min(quota + NEAR, members))
    counts, pushed, draws = np.zeros(members), np.zeros(members), 0
    for block in blocks:
        chamber = block.chambers[column]
        order = np.argsort(-chamber.surplus, axis=1, kind="stable")
        counts += np.bincount(order[:, near].ravel(), minlength=members)
        pushed += np.maximum(-chamber.entry, 0.0).sum(axis=0) * chamber.weight
        draws += chamber.surplus.shape[0]
    return Persuadable(counts / (draws * max(near.size, 1)), pushed / draws)


def ranked(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Members of a count by the chance of deciding; the cheaper first where it is equal.

    Parameters
    ----------
    rows
        Members with ``id``, ``p_pivotal`` and ``price`` (None: cannot be bought).

    Returns
    -------
    list of dict
        The first forty that may decide, with their rank from 1 and without ``p_votes``.
    """

    def order(row: Mapping[str, Any]) -> tuple[float, float, str]:
        price = row["price"]
        return -row["p_pivotal"], float("inf") if price is None else price, row["id"]

    near = sorted((row for row in rows if row["p_pivotal"] > 0), key=order)
    return [
        {"rank": rank, **{name: row[name] for name in row if name != "p_votes"}}
        for rank, row in enumerate(near[:MOST_SHOWN], start=1)
    ]
