"""Monte Carlo: the game drawn many times, block by block, with flat memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from winset.foundation.randomness import BLOCK_DRAWS
from winset.games.domestic import Floats
from winset.results.ratification.ratification import VERDICTS, RatificationPrice, Verdict
from winset.solvers.coalitions.ratification_price import ratification_price
from winset.solvers.coalitions.valence import valence
from winset.studies.arguments import refuse_no_count
from winset.studies.domestic.persuadable import Persuadable, persuadable
from winset.translate import CodedGame

MOST_DRAWS = 10_000_000
_TIES: tuple[Verdict, ...] = ("stalls", "withdrawn", "fails", "passes")
MOST_BLOCK_BYTES = 2**28
"""Room for the pressure of every actor on every other in the draws made at once."""


@dataclass(frozen=True)
class DrawnVotes:
    """The vote, in every draw.

    Parameters
    ----------
    comes_to_a_vote
        Whether it comes to a vote, shape ``(n_draws,)``.
    by_party
        Tally of each party in each chamber, shape ``(n_draws, n_chambers, n_parties + 1)``.
    valence
        Valence of the bill, in surplus units, shape ``(n_draws,)``.
    joins
        Share of draws in which each actor, if it opposes, joins the campaign, ``(n_actors,)``.
    """

    comes_to_a_vote: NDArray[np.bool_]
    by_party: Floats
    valence: Floats
    joins: Floats

    @property
    def chance_of_a_vote(self) -> float:
        """Share of draws in which it comes to a vote."""
        return float(self.comes_to_a_vote.mean())

    def passes_if_held(self, passes: NDArray[np.bool_]) -> float | None:
        """Share of the draws with a vote in which it passes; ``None`` if there is none."""
        held = int(self.comes_to_a_vote.sum())
        return float(passes.sum()) / held if held else None


@dataclass(frozen=True)
class Draws:
    """Result of every draw.

    Parameters
    ----------
    price, budget, fund
        In member-moves, infinite where nothing buys ratification, shape ``(n_draws,)``.
    verdict
        Place in `VERDICTS`, shape ``(n_draws,)``.
    robust
        Robust tally by chamber, shape ``(n_draws, n_chambers)``.
    recorded
        Votes in favour if each chamber voted, same shape.
    supports
        Share of draws in which each member supports the bill unpaid, one array a chamber.
    vote
        Whether it comes to a vote, tallies by party, valence and who joins.
    persuadable
        By chamber that real members fill: how near each sits to the decisive seat.
    """

    price: Floats
    budget: Floats
    fund: Floats
    verdict: NDArray[np.int64]
    robust: NDArray[np.int64]
    recorded: NDArray[np.int64]
    supports: tuple[Floats, ...]
    vote: DrawnVotes
    persuadable: Mapping[str, Persuadable] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """Number of draws."""
        return int(self.price.size)

    @property
    def passes(self) -> NDArray[np.bool_]:
        """Return whether the bill passes, draw by draw."""
        return np.asarray(self.verdict == VERDICTS.index("passes"))

    @property
    def passage_probability(self) -> float:
        """Share of draws in which the bill passes."""
        return float(self.passes.mean())

    @property
    def verdict_word(self) -> Verdict:
        """Most frequent outcome over the draws; a tie goes to the status quo.

        Notes
        -----
        Among outcomes that keep the status quo a tie goes to the earlier stage: stalls, withdrawn,
        fails.
        """
        shares = self.verdict_shares
        return max(_TIES, key=lambda word: (shares[word], -_TIES.index(word)))

    @property
    def passage_probability_se(self) -> float:
        """Monte Carlo standard error of that share."""
        share = self.passage_probability
        return float(np.sqrt(share * (1.0 - share) / self.count))

    @property
    def verdict_shares(self) -> dict[str, float]:
        """Share of each verdict."""
        return {word: float((self.verdict == place).mean()) for place, word in enumerate(VERDICTS)}


def monte_carlo(
    coded: CodedGame,
    draws: int,
    seed: int,
    solve: Callable[[CodedGame, int, int, int], RatificationPrice] | None = None,
) -> Draws:
    """Draw the game many times.

    Parameters
    ----------
    coded
        The case as a game.
    draws
        How often, 1 to 10,000,000.
    seed
        Not negative; the first draws are the same whatever their number.
    solve
        What answers one block; default: price and vote of the drawn game.

    Raises
    ------
    InputError
        If the number of draws or the seed is out of bounds or no whole number.
    """
    refuse_no_count(draws, seed, MOST_DRAWS)
    answer = solve or _solve
    step = _draws_at_once(coded)
    blocks = [
        answer(coded, seed, start, min(start + step, draws)) for start in range(0, draws, step)
    ]
    chambers = range(len(coded.likely.labels.chambers))
    return Draws(
        price=np.concatenate([b.price for b in blocks]),
        budget=np.concatenate([b.budget for b in blocks]),
        fund=np.concatenate([b.fund for b in blocks]),
        verdict=np.concatenate([b.verdict for b in blocks]),
        robust=_by_chamber(blocks, lambda block: [c.robust for c in block.chambers]),
        recorded=_by_chamber(
            blocks, lambda block: [block.recorded_votes(c) for c in block.chambers]
        ),
        supports=tuple(
            np.sum([(b.chambers[c].surplus >= 0.0).sum(axis=0) for b in blocks], axis=0) / draws
            for c in chambers
        ),
        vote=_drawn_votes(blocks, draws),
        persuadable=_persuadable(coded, blocks),
    )


def _drawn_votes(blocks: list[RatificationPrice], draws: int) -> DrawnVotes:
    """The votes of all blocks."""
    votes = [block.vote for block in blocks if block.vote is not None]
    return DrawnVotes(
        comes_to_a_vote=np.concatenate([vote.comes_to_a_vote for vote in votes]),
        by_party=np.concatenate([vote.by_party for vote in votes]),
        valence=np.concatenate([valence(vote.game) for vote in votes]),
        joins=np.asarray(np.sum([vote.joins.sum(axis=0) for vote in votes], axis=0) / draws),
    )


def _draws_at_once(coded: CodedGame) -> int:
    """Draws whose matrices of pressure fit into memory; what comes out does not depend on it."""
    actors = len(coded.likely.labels.actors)
    return max(1, min(BLOCK_DRAWS, MOST_BLOCK_BYTES // (8 * actors * actors)))


def _persuadable(coded: CodedGame, blocks: list[RatificationPrice]) -> dict[str, Persuadable]:
    """Members near the decisive seat of each chamber that real members fill."""
    names = [chamber.name for chamber in blocks[0].chambers]
    quotas = {
        name: min(int(c.quotas[name]) for c in blocks[0].clauses if name in c.quotas)
        for name in names
    }
    return {
        roster.named.chamber: persuadable(
            blocks, names.index(roster.named.chamber), quotas[roster.named.chamber]
        )
        for roster in coded.rosters
    }


def _by_chamber(
    blocks: list[RatificationPrice],
    read: Callable[[RatificationPrice], list[NDArray[np.int64]]],
) -> NDArray[np.int64]:
    """One column a chamber, shape ``(n_draws, n_chambers)``."""
    columns = [
        np.stack(read(block), axis=1)
        if block.chambers
        else np.zeros((block.price.size, 0), dtype=np.int64)
        for block in blocks
    ]
    return np.concatenate(columns)


def _solve(coded: CodedGame, seed: int, start: int, stop: int) -> RatificationPrice:
    return ratification_price(coded.drawn(seed, start, stop))


def percentile(values: Floats, share: float) -> float | None:
    """Percentile as one of the values; ``None`` if it is infinite.

    Parameters
    ----------
    values
        Shape ``(n_draws,)``, may hold infinities.
    share
        In percent.
    """
    found = float(np.percentile(values, share, method="inverted_cdf"))
    return found if np.isfinite(found) else None
