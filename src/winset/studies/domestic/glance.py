"""`glance`: what a mover of things must see at once, at fewer draws and the same seed."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from threading import Lock
from typing import Any

import numpy as np

from winset.cases.model.case import Case
from winset.cases.model.parameters import Parameters
from winset.games.domestic import DomesticGame, Floats, Labels, Shocks
from winset.reports.domestic.glance_parts import Glance, MemberMarks
from winset.results.ratification.ratification import ChamberReading, RatificationPrice
from winset.solvers.coalitions.contributions import Field, field_of, member_positions
from winset.solvers.coalitions.deadlock import deadlock_coalition
from winset.solvers.coalitions.ratification_price import price_in, ratification_price
from winset.studies.domestic.actor_sections import actor_rows, axis_issues, timeline
from winset.studies.domestic.analyze import (
    interval_of,
    price_section,
    probabilities_section,
    stages_section,
    votes_section,
)
from winset.studies.domestic.coalition_sections import deadlock_section, reach, winning_coalition
from winset.studies.domestic.draws import Draws, monte_carlo
from winset.studies.domestic.outcome import outcome_compared
from winset.studies.domestic.verdict import verdict_reason
from winset.translate import CodedGame, coded_game

__all__ = ["DEFAULT_DRAWS", "Glance", "Glances", "MemberMarks", "glance"]

DEFAULT_DRAWS = 200
"""Draws of a glance: the standard error of a probability is at most 0.036."""
_ROOM = 24_000
_LAYOUTS = 8


class Glances:
    """Answers quickly, and more quickly the second time: random numbers are drawn once.

    Answers: what does the verdict card say now that something was moved?

    Parameters
    ----------
    parameters
        The parameter block.

    Notes
    -----
    What is kept are the drawn values of each coded number and the drawn shocks, which depend on
    seed, path and range alone, so that keeping them changes no answer; nothing of one case shows
    in another. At most 24,000 columns and 8 layouts of actors are kept. Safe to share between
    threads.
    """

    def __init__(self, parameters: Parameters | None = None) -> None:
        if parameters is None:
            from winset.cases.file.read_parameters import read_parameters

            parameters = read_parameters()
        self.parameters = parameters
        self._columns: OrderedDict[Any, Floats] = OrderedDict()
        self._shocks: OrderedDict[Any, Shocks] = OrderedDict()
        self._lock = Lock()

    def glance(
        self,
        case: Case,
        *,
        draws: int = DEFAULT_DRAWS,
        seed: int = 0,
        parameters: Parameters | None = None,
    ) -> Glance:
        """Answer one case at a glance.

        Parameters
        ----------
        case
            A domestic case.
        draws
            Number of Monte Carlo draws; the first of those of `winset.analyze` with the same seed.
        seed
            Not negative.
        parameters
            Another parameter block.

        Returns
        -------
        Glance
            What `winset.analyze` would say with as many draws.

        Raises
        ------
        InputError
            If the case cannot be played, or draws or seed are out of bounds.
        """
        found = coded_game(case, parameters or self.parameters)
        field = field_of(found.likely)
        likely = price_in(field)
        sampled = monte_carlo(found, draws, seed, self._solve)
        return _glance_of(found, field, likely, sampled, seed)

    def _solve(self, found: CodedGame, seed: int, start: int, stop: int) -> RatificationPrice:
        solved = ratification_price(self.drawn(found, seed, start, stop))
        return replace(solved, chambers=tuple(map(_untallied, solved.chambers)))

    def drawn(self, found: CodedGame, seed: int, start: int, stop: int) -> DomesticGame:
        """Game of the draws ``start`` to ``stop``, as `CodedGame.drawn` gives it."""
        values = self._values(found, seed, start, stop)
        return found.at(values).replace(shocks=self._shocks_of(found, seed, start, stop))

    def _values(self, found: CodedGame, seed: int, start: int, stop: int) -> Floats:
        values = np.repeat(found.likely_values[None, :], stop - start, axis=0)
        span = (seed, start, stop)
        with self._lock:
            columns = [self._columns.get((*span, item)) for item in found.inputs]
        for place, (item, column) in enumerate(zip(found.inputs, columns, strict=True)):
            if not item.is_range:
                continue
            if column is None:
                alone = replace(found, inputs=(item,))
                column = alone.drawn_values(seed, start, stop)[:, 0]
                self._keep(self._columns, (*span, item), column, _ROOM)
            values[:, place] = column
        return values

    def _shocks_of(self, found: CodedGame, seed: int, start: int, stop: int) -> Shocks:
        key = (seed, start, stop, *_layout(found.likely.labels))
        with self._lock:
            shocks = self._shocks.get(key)
        if shocks is None:
            shocks = found.drawn_shocks(seed, start, stop)
            self._keep(self._shocks, key, shocks, _LAYOUTS)
        return shocks

    def _keep(self, kept: OrderedDict[Any, Any], key: Any, value: Any, room: int) -> None:
        with self._lock:
            kept[key] = value
            while len(kept) > room:
                kept.popitem(last=False)


def _untallied(chamber: ChamberReading) -> ChamberReading:
    """Return a reading over draws with its robust tallies settled at zero.

    At a glance nobody asks for the tallies of single draws, and they cost as much as the price.
    """
    vars(chamber)["robust"] = np.zeros_like(chamber.quota)
    return chamber


def _layout(labels: Labels) -> tuple[Any, ...]:
    """List what the drawn shocks depend on beside the seed: who sits where."""
    named = tuple((members.chamber, members.ids) for members in labels.named)
    return labels.actors, labels.parties, labels.chambers, labels.seats.tobytes(), named


def _glance_of(
    found: CodedGame, field: Field, likely: RatificationPrice, sampled: Draws, seed: int
) -> Glance:
    case = found.case
    return Glance(
        case=case.id,
        title=case.title,
        seed=seed,
        draws=sampled.count,
        verdict=sampled.verdict_word,
        verdict_reason=verdict_reason(case, field, sampled),
        verdict_shares=sampled.verdict_shares,
        probabilities=probabilities_section(sampled),
        passage_probability=sampled.passage_probability,
        passage_probability_se=sampled.passage_probability_se,
        price=price_section(case, field, likely, sampled),
        budget=interval_of(likely.budget[0], sampled.budget),
        opposition_fund=interval_of(likely.fund[0], sampled.fund),
        votes=votes_section(found, likely, sampled),
        minimum_winning_coalition=winning_coalition(field, likely),
        reach=reach(field, likely),
        deadlock_coalition=deadlock_section(field, deadlock_coalition(field), sampled.vote.joins),
        stages=stages_section(case, field),
        outcome=outcome_compared(case, likely, sampled),
        issues=axis_issues(case, field),
        actors=actor_rows(case, field),
        timeline=timeline(case, field),
        member_marks=_member_marks(field),
    )


def _member_marks(field: Field) -> list[MemberMarks]:
    labels = field.game.labels
    found = []
    for chamber in field.chambers:
        places = member_positions(field.game, field.surplus, chamber.seating)[0]
        for row in np.unique(chamber.seating.bloc):
            mine = chamber.seating.bloc == row
            shown = np.isfinite(places[mine]).all(axis=0)
            found.append(
                MemberMarks(
                    chamber=chamber.name,
                    actor=labels.actors[int(row)],
                    position={
                        issue: places[mine, axis].tolist()
                        for axis, issue in enumerate(labels.vote_issues)
                        if shown[axis]
                    },
                    gains=(chamber.surplus[0, mine] >= 0.0).tolist(),
                )
            )
    return found


def glance(
    case: Case,
    *,
    draws: int = DEFAULT_DRAWS,
    seed: int = 0,
    parameters: Parameters | None = None,
) -> Glance:
    """Answer one case at a glance; see `Glances.glance`, which is quicker the second time.

    Parameters
    ----------
    case
        A domestic case.
    draws, seed
        Of the Monte Carlo draws.
    parameters
        The parameter block; default: the one shipped with the package.

    Raises
    ------
    InputError
        If the case cannot be played, or draws or seed are out of bounds.
    """
    return Glances(parameters).glance(case, draws=draws, seed=seed)
