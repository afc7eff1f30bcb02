"""Persuadable members: those near the decisive seat, and what each would cost, over the draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from winset.games.domestic import Floats
from winset.results.ratification.ratification import RatificationPrice

NEAR: Final = 4
"""Seats on either side of the decisive one that count as near, as in a whip count."""


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
