"""Conditions of a case that can be compared over cases, read off the field of the game."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from winset.foundation.tolerances import INDIFFERENCE
from winset.games.domestic import DomesticGame
from winset.solvers.coalitions.contributions import Field
from winset.solvers.coalitions.engagement import willingness_to_bargain

Side = Literal[1, -1]


@dataclass(frozen=True)
class Measured:
    """A condition before calibration: its value, or why there is none.

    Parameters
    ----------
    value
        In its own unit; None where the case does not give it.
    reason
        Why it is missing, or what it rests on.
    actor
        Row of the actor it was read off, if it is one actor's.
    """

    value: float | None
    reason: str | None = None
    actor: int | None = None


@dataclass(frozen=True)
class SideConditions:
    """Conditions seen from one side of a bill.

    Parameters
    ----------
    side
        1: those who gain from the bill; -1: those who lose from it.
    willingness
        Mean willingness to bargain, by the weakest element, of the members that would lose if the
        side won, each chamber counting the same, 0..1.
    pivotal
        Highest engagement of an actor on the side with coded conditions of a pivotal role, 0..1.
    cohesion
        Cohesion of those who spend against the side, 0..1; 0 where nobody does.
    lobbying_share
        Share of the lobbying window that the side uses, weighted by capacity, 0..1.
    """

    side: Side
    willingness: Measured
    pivotal: Measured
    cohesion: Measured
    lobbying_share: Measured


def direction_of(game: DomesticGame) -> Measured:
    """Return whether a bill liberalises, at likely values.

    Answers: does the proposal lie above the status quo on the vote axes taken together?

    Parameters
    ----------
    game
        A game; its first draw is read.

    Returns
    -------
    Measured
        1 liberalising, 0 protectionist; None where the moves cancel or nothing is proposed.
    """
    move = float((game.numbers.proposal[0] - game.numbers.status_quo[0]).sum())
    if abs(move) <= INDIFFERENCE:
        return Measured(None, "the moves on the vote axes cancel, or nothing is proposed")
    return Measured(1.0 if move > 0.0 else 0.0)


def side_conditions(field: Field, side: Side) -> SideConditions:
    """Conditions of a case seen from one side of its bill.

    Answers: how willing are those who would have to be won, how engaged is the side's strongest
    actor, how close together do its opponents stand, and how much of the time does it use?

    Parameters
    ----------
    field
        The field before anybody is paid; its first draw is read.
    side
        1 for those who gain from the bill, -1 for those who lose.

    Returns
    -------
    SideConditions

    Notes
    -----
    Engagement and window are those of the domestic game. Willingness is joined by the rule of the
    parameter block, the weakest element, and convergence is the pooled effort of pairs over its
    sum: the anchors of the plan were made for these, not for the climate that moves votes. The
    mirror matters for protectionist bills, whose opponents are the liberalising side. Members
    without a coded willingness and actors without coded conditions of a pivotal role do not enter.
    """
    return SideConditions(
        side,
        _willingness(field, side),
        _pivotal(field, side),
        _cohesion(field, side),
        _lobbying_share(field, side),
    )


def _willingness(field: Field, side: Side) -> Measured:
    game, means = field.game, []
    willing = willingness_to_bargain(game, field.formulation.worth)[0]
    for chamber in field.chambers:
        rates = willing[chamber.seating.bloc]
        counted = (chamber.surplus[0] * side < -INDIFFERENCE) & ~np.isnan(rates)
        if counted.any():
            means.append(float(rates[counted].mean()))
    if not means:
        return Measured(None, "no member that would lose has a coded willingness")
    return Measured(float(np.mean(means)))


def _on_side(field: Field, side: Side) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.asarray(field.surplus.total[0] * side > INDIFFERENCE)


def _pivotal(field: Field, side: Side) -> Measured:
    coded = _on_side(field, side) & ~np.isnan(field.game.numbers.impact[0])
    if not coded.any():
        return Measured(None, "no actor on the side has coded conditions of a pivotal role")
    engaged = np.where(coded, field.engagement[0], -1.0)
    strongest = int(engaged.argmax())
    return Measured(float(engaged[strongest]), actor=strongest)


def _cohesion(field: Field, side: Side) -> Measured:
    seen = field if side == 1 else replace(field, side=-field.side)
    total = float(seen.by_actor(-1)[0].sum())
    if total <= INDIFFERENCE:
        return Measured(0.0, "nobody spends against the side: there is no coalition to converge")
    return Measured(float(seen.pooled()[0]) / total)


def _lobbying_share(field: Field, side: Side) -> Measured:
    capacity = np.where(_on_side(field, side), field.game.numbers.capacity[0], 0.0)
    total = float(capacity.sum())
    if total <= 0.0:
        return Measured(None, "nobody on the side has a capacity")
    return Measured(float(capacity @ field.window[0]) / total)
