"""Two cases side by side: how much apart, and which part of the difference does the work."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from winset.cases.model.case import Case
from winset.cases.model.parameters import Parameters
from winset.reports.whatif.contrast_report import CaseSide, Contrast, Swap
from winset.results.ratification.ratification import finite
from winset.solvers.coalitions.contributions import field_of
from winset.solvers.coalitions.ratification_price import ratification_price
from winset.studies.domestic.draws import Draws, monte_carlo
from winset.studies.whatif.swap_parts import BLOCKS, exchanged
from winset.translate import CodedGame, coded_game

if TYPE_CHECKING:
    from winset.votes.records import VoteTable


def contrast(
    first: Case,
    second: Case,
    *,
    draws: int = 2000,
    seed: int = 0,
    parameters: Parameters | None = None,
    data: str | Path | VoteTable | None = None,
) -> Contrast:
    """Compare two cases and exchange their parts one block at a time.

    Answers: is one bill more likely to pass than the other, and which of the differences between
    them does the work?

    Parameters
    ----------
    first, second
        Two cases over the same vote axes.
    draws, seed, parameters, data
        As in `analyze`. A number with the same path has the same random numbers in both cases.

    Returns
    -------
    Contrast

    Raises
    ------
    InputError
        If the cases cannot be combined.
    """
    if parameters is None:
        from winset.cases.file.read_parameters import read_parameters

        parameters = read_parameters()
    table = None
    if data is not None:
        from winset.votes.readers.folder_reader import roll_calls_of

        table = roll_calls_of(data)
    games = [coded_game(case, parameters, table) for case in (first, second)]
    sampled = [monte_carlo(game, draws, seed) for game in games]
    opponents = {name for game in games for name in _opponents(game)}
    swaps, everything = [], []
    for into, other, before in (
        (first, second, sampled[0]),
        (second, first, sampled[1]),
    ):
        for block in BLOCKS:
            mixed = exchanged(into, other, [block], opponents)
            game = coded_game(mixed, parameters, table)
            swaps.append(_swap(into, block, game, before, seed))
        game = coded_game(exchanged(into, other, BLOCKS, opponents), parameters, table)
        everything.append(_swap(into, "all", game, before, seed))
    apart = sampled[1].passes.astype(float) - sampled[0].passes
    margin = [_margin(s) for s in sampled]
    return Contrast(
        seed=seed,
        draws=draws,
        first=_side(games[0], sampled[0]),
        second=_side(games[1], sampled[1]),
        difference=float(apart.mean()),
        difference_se=float(apart.std() / np.sqrt(draws)),
        only_second_passes=float((apart > 0).mean()),
        only_first_passes=float((apart < 0).mean()),
        same=float((apart == 0).mean()),
        margin_larger_in_second=float((margin[1] > margin[0]).mean()),
        swaps=swaps,
        all_blocks=everything,
    )


def _margin(sampled: Draws) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.asarray(sampled.budget - sampled.price)


def _opponents(game: CodedGame) -> list[str]:
    """Actors outside the legislature that lose from the bill at likely values."""
    surplus = field_of(game.likely).surplus.total[0]
    outside = ~game.likely.labels.at_level("legislature")
    return [
        name
        for name, loses in zip(game.likely.labels.actors, (surplus < 0.0) & outside, strict=True)
        if loses
    ]


def _side(game: CodedGame, sampled: Draws) -> CaseSide:
    likely = ratification_price(game.likely)
    return CaseSide(
        case=game.case.id,
        title=game.case.title,
        verdict=sampled.verdict_word,
        passage_probability=sampled.passage_probability,
        passage_probability_se=sampled.passage_probability_se,
        price=finite(likely.price[0]),
        budget=float(likely.budget[0]),
        opposition_fund=float(likely.fund[0]),
    )


def _swap(into: Case, block: str, mixed: CodedGame, before: Draws, seed: int) -> Swap:
    """Case with a block of the other, beside the same draws of the case itself."""
    sampled = monte_carlo(mixed, before.count, seed)
    likely = ratification_price(mixed.likely)
    return Swap(
        into=into.id,
        block=block,
        verdict=sampled.verdict_word,
        passage_probability=sampled.passage_probability,
        passage_probability_se=sampled.passage_probability_se,
        change=sampled.passage_probability - before.passage_probability,
        price=finite(likely.price[0]),
        budget=float(likely.budget[0]),
        turns=(sampled.verdict_word == "passes") != (before.verdict_word == "passes"),
    )
