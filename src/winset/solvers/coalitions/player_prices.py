"""Price of each player of a domestic game as a whole: blocs with all their members."""

from __future__ import annotations

import numpy as np

from winset.solvers.coalitions.contributions import Field
from winset.solvers.coalitions.engagement import trading_rate


def player_prices(field: Field) -> dict[str, float]:
    """Price of each player's consent in member-moves, blocs voting as one.

    What would each bloc and each single veto player cost, taken whole?

    Parameters
    ----------
    field
        Of a game of one draw.

    Returns
    -------
    dict of str to float
        By actor, for every actor that votes or is named in the rule: 0 for one that gains, ``inf``
        for one that cannot be bought.

    Notes
    -----
    A bloc costs what its losing members cost together: the sum of -S' over those with S' < 0, times
    the weight of the chamber; S' is the surplus at the member's trading rate. A single player
    costs its loss over its rate, times its weight in the rule. Opponents' money is left out
    and nobody buys a part of a bloc; the price of ratification counts both.

    Examples
    --------
    >>> import winset as ws
    >>> from winset.solvers.coalitions.contributions import field_of
    >>> case = ws.read_domestic_case("fast-track-1997")
    >>> game = ws.coded_game(case, ws.read_parameters()).likely
    >>> player_prices(field_of(game))["clinton"]
    0.0
    """
    game = field.game
    names, institutions = game.labels.actors, game.institutions
    prices = np.zeros(len(names))
    for column, chamber in enumerate(field.chambers):
        losses = np.maximum(-chamber.entry[0], 0.0) * institutions.chamber_weights[column]
        np.add.at(prices, chamber.seating.bloc, losses)
    loss = np.maximum(-field.surplus.total[0], 0.0)
    rate = trading_rate(game, field.willingness)[0]
    with np.errstate(divide="ignore", invalid="ignore"):
        alone = np.where(loss > 0.0, institutions.player_weights * loss / rate, 0.0)
    alone = np.where(~institutions.compensable & (loss > 0.0), np.inf, alone)
    players = institutions.rule.players
    seated = game.labels.seats.sum(axis=1) > 0
    return {
        name: float(prices[row] if seated[row] else alone[row])
        for row, name in enumerate(names)
        if seated[row] or name in players
    }
