"""Two cases side by side: how much apart, and which part of the difference does the work."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict

from winset.cases.model import Case
from winset.cases.parameters import Parameters
from winset.results.ratification import finite
from winset.solvers.coalitions.contributions import field_of
from winset.solvers.coalitions.ratification_price import ratification_price
from winset.studies.draws import Draws, monte_carlo
from winset.studies.exchange import BLOCKS, exchanged
from winset.studies.report_parts import Part, coded, computed
from winset.translate import CodedGame, coded_game

if TYPE_CHECKING:
    from winset.votes.records import VoteTable


class CaseSide(Part):
    """One of two cases."""

    case: str = coded("Id of the case.")
    title: str = coded("Title.")
    verdict: str = computed("Verdict at likely values.")
    passage_probability: float = computed("Share of draws in which it passes.")
    passage_probability_se: float = computed("Its standard error.")
    price: float | None = computed("Price at likely values, member-moves.")
    budget: float = computed("Budget at likely values, member-moves.")
    opposition_fund: float = computed("Opponents' fund at likely values, member-moves.")


class Swap(Part):
    """One case with one block of the other."""

    into: str = coded("Case that gets the block.")
    block: str = coded("Block it gets.")
    verdict: str = computed("Verdict at likely values.")
    passage_probability: float = computed("Share of draws in which it passes.")
    passage_probability_se: float = computed("Its standard error.")
    change: float = computed("Change of that share against the case as coded.")
    price: float | None = computed("Price at likely values, member-moves.")
    budget: float = computed("Budget at likely values, member-moves.")
    turns: bool = computed("Whether the verdict at likely values turns to or from passing.")


class Contrast(BaseModel):
    """Two cases, compared draw by draw with the same random numbers."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    schema_: Literal["winset/contrast/1"] = coded(
        "Name and version of this format.", default="winset/contrast/1", alias="schema"
    )
    seed: int = coded("Seed.")
    draws: int = coded("Number of joint draws.")
    first: CaseSide = computed("The first case.")
    second: CaseSide = computed("The second case.")
    difference: float = computed("P(second) - P(first).")
    difference_se: float = computed("Its standard error over joint draws.")
    only_second_passes: float = computed("Share of joint draws in which only the second passes.")
    only_first_passes: float = computed("Share of joint draws in which only the first passes.")
    same: float = computed("Share of joint draws in which both pass or both fail.")
    margin_larger_in_second: float = computed(
        "Share of joint draws in which budget minus price is larger in the second."
    )
    swaps: list[Swap] = computed("Each block given to each case, one at a time.")
    all_blocks: list[Swap] = computed("All blocks at once: a check, it must give the other case.")

    def to_dict(self) -> dict[str, Any]:
        """Contrast as plain data, ready for `json.dumps`."""
        return self.model_dump(mode="json", by_alias=True)


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
        from winset.cases.read_parameters import read_parameters

        parameters = read_parameters()
    table = None
    if data is not None:
        from winset.votes.read_folder import roll_calls_of

        table = roll_calls_of(data)
    games = [coded_game(case, parameters, table) for case in (first, second)]
    sampled = [monte_carlo(game, draws, seed) for game in games]
    opponents = {name for game in games for name in _opponents(game)}
    swaps, everything = [], []
    for into, other, before, passes in (
        (first, second, sampled[0], _passes(games[0])),
        (second, first, sampled[1], _passes(games[1])),
    ):
        for block in BLOCKS:
            mixed = exchanged(into, other, [block], opponents)
            game = coded_game(mixed, parameters, table)
            swaps.append(_swap(into, block, game, before, passes, seed))
        game = coded_game(exchanged(into, other, BLOCKS, opponents), parameters, table)
        everything.append(_swap(into, "all", game, before, passes, seed))
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
        verdict=likely.verdict_word(),
        passage_probability=sampled.passage_probability,
        passage_probability_se=sampled.passage_probability_se,
        price=finite(likely.price[0]),
        budget=float(likely.budget[0]),
        opposition_fund=float(likely.fund[0]),
    )


def _passes(game: CodedGame) -> bool:
    """Whether the bill passes at likely values."""
    return ratification_price(game.likely).verdict_word() == "passes"


def _swap(into: Case, block: str, mixed: CodedGame, before: Draws, passes: bool, seed: int) -> Swap:
    """Case with a block of the other, beside the same draws and the verdict of the case itself."""
    sampled = monte_carlo(mixed, before.count, seed)
    likely = ratification_price(mixed.likely)
    return Swap(
        into=into.id,
        block=block,
        verdict=likely.verdict_word(),
        passage_probability=sampled.passage_probability,
        passage_probability_se=sampled.passage_probability_se,
        change=sampled.passage_probability - before.passage_probability,
        price=finite(likely.price[0]),
        budget=float(likely.budget[0]),
        turns=(likely.verdict_word() == "passes") != passes,
    )
