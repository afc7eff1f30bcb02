"""Ends of a signed agreement: ratification that fails, a word not kept, a later vote."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from winset.foundation.randomness import BLOCK_DRAWS
from winset.games.domestic import DomesticGame, Floats
from winset.reports.negotiation import negotiation_report_parts as parts
from winset.results.ratification.ratification import covers
from winset.solvers.bargaining.voluntary_defection import voluntary_defection
from winset.solvers.coalitions.contributions import field_of
from winset.solvers.coalitions.ratification_price import ratification_price
from winset.solvers.ratification.vote import vote_outcome
from winset.solvers.two_level.ratification_test import RatificationTest
from winset.translate.negotiation import CodedNegotiation

if TYPE_CHECKING:
    from winset.studies.negotiation.likely_table import Table

__all__ = ["defection_section", "fails", "failures", "later_section"]


def failures(
    coded: CodedNegotiation,
    name: str,
    point: Floats,
    draws: int,
    seed: int,
    received: float = 0.0,
) -> NDArray[np.bool_]:
    """Return whether ratification of a signed agreement fails in a country, shape ``(n_draws,)``.

    Parameters
    ----------
    coded
        The negotiation.
    name
        Id of the country.
    point
        The agreement.
    draws, seed
        Number and seed of the draws.
    received
        What its supporters get from abroad, in member-moves; negative: pay.
    """
    return np.concatenate(
        [
            fails(coded.drawn(name, point, seed, start, min(start + BLOCK_DRAWS, draws)), received)
            for start in range(0, draws, BLOCK_DRAWS)
        ]
    )


def fails(game: DomesticGame, received: float = 0.0) -> NDArray[np.bool_]:
    """Return whether ratification of the proposal fails in each draw, the executive having signed.

    Parameters
    ----------
    game
        One country's game with the agreement as its proposal.
    received
        What its supporters get from abroad, in member-moves; negative: pay.
    """
    if game.choices.votes == "modelled":
        field = field_of(game)
        return np.asarray(~vote_outcome(field, signed=True).passes)
    found = ratification_price(game)
    return np.asarray(~(covers(found.budget + received, found.price) & found.is_ready))


def defection_section(table: Table) -> parts.Defection:
    """Risk of involuntary and threshold of voluntary defection, by country."""
    names = table.coded.likely.names
    if table.agreement.outcome == "empty":
        nothing: dict[str, float | None] = dict.fromkeys(names)
        return parts.Defection(
            involuntary={**nothing, "any": None},
            standard_error={**nothing, "any": None},
            voluntary=nothing,
            reason="there is no agreement to defect from",
        )
    point = table.agreement.point
    parties = table.problem.players
    failed = {}
    for name in parties:
        table.tell(f"ratification in {name}, {table.draws:,} draws")
        failed[name] = failures(
            table.coded, name, point, table.draws, table.seed, table.received(name)
        )
    failed["any"] = np.any(list(failed.values()), axis=0)
    risk: dict[str, float | None] = {**dict.fromkeys(names), **_shares(failed)}
    error: dict[str, float | None] = dict.fromkeys(names)
    for name, values in failed.items():
        share = float(values.mean())
        error[name] = float(np.sqrt(share * (1.0 - share) / table.draws))
    patience: dict[str, float | None] = dict.fromkeys(names)
    for name in parties:
        test = table.tests[names.index(name)]
        patience[name] = _patience(test, table.agreement.surplus[name])
    missing = len(parties) < len(names)
    return parts.Defection(
        involuntary=risk,
        standard_error=error,
        voluntary=patience,
        reason="countries outside the agreement have nothing to break" if missing else None,
    )


def _shares(failed: dict[str, NDArray[np.bool_]]) -> dict[str, float]:
    return {name: float(values.mean()) for name, values in failed.items()}


def _patience(test: RatificationTest, reward: float) -> float | None:
    """Threshold of patience; the temptation is the executive's own best point."""
    row = test.game.institutions.chief_executive
    ideal = np.nan_to_num(test.game.numbers.position[:1, row], nan=0.5).reshape(1, -1)
    temptation = float(test.gains(ideal)[0])
    if reward <= 0.0:
        return None
    return voluntary_defection(
        temptation=max(temptation, reward), reward=reward, punishment=0.0
    ).discount


def later_section(table: Table) -> list[parts.LaterRatification]:
    """The agreement before every later legislature of the file."""
    return [
        _later(table, name, number)
        for name, country in table.coded.case.countries.items()
        for number in range(len(country.later))
    ]


def _later(table: Table, name: str, number: int) -> parts.LaterRatification:
    case = table.coded.case
    legislature = case.countries[name].later[number]
    shared = {"country": name, "title": legislature.title, "date": legislature.date.isoformat()}
    if table.agreement.outcome == "empty":
        return parts.LaterRatification(
            **shared, ratified=None, probability=None, reason="there is no agreement"
        )
    then = table.coded.before_later(name, legislature)
    point = table.agreement.point
    likely = then.countries[name].likely.with_numbers(proposal=point[None, :])
    received = table.received(name)
    failed = failures(then, name, point, table.draws, table.seed, received)
    return parts.LaterRatification(
        **shared,
        ratified=not bool(fails(likely, received)[0]),
        probability=float(1.0 - failed.mean()),
        members=bool(then.countries[name].rosters),
    )
