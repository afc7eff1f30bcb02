"""The price of ratification: the least that makes a bill pass and that opponents cannot undo."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from winset.games.domestic import DomesticGame, Floats
from winset.games.given_game import GivenGame, domestic_game
from winset.games.rule import Clause
from winset.kernels.price import chamber_prices
from winset.results.ratification.ratification import (
    VERDICTS,
    ChamberReading,
    RatificationPrice,
    covers,
)
from winset.solvers.coalitions.contributions import Chamber, Field, field_of
from winset.solvers.coalitions.engagement import trading_rate
from winset.solvers.coalitions.referendums import won_referendums
from winset.solvers.ratification.vote import vote_outcome

_PASSES, _STALLS, _FAILS = (VERDICTS.index(word) for word in ("passes", "stalls", "fails"))


def ratification_price(game: GivenGame) -> RatificationPrice:
    """Price of ratification C and budget R, with the vote and what becomes of the bill.

    Answers: what is the least total payment that makes the proposal pass under the rule and that
    the opponents cannot undo with their fund, and can the supporters afford it?

    Parameters
    ----------
    game
        The game; its draws are answered one by one. Of a coded case that at likely values.

    Returns
    -------
    RatificationPrice
        Prices in member-moves; infinite where nothing buys ratification. The price rests on the
        surplus of members before anybody is paid, the vote on what both purses do to it.

    Raises
    ------
    InputError
        If pressure between groups grows without bound, or it is not a game.

    Notes
    -----
    Chambers add, since breaking one is enough for the opponents; each must withstand the whole
    fund. A chamber's members cost its weight in member-moves for one unit of surplus, and the
    fund buys at the same rate there (or at face value, by choice). Clauses of the rule take the
    minimum. A single veto player must gain and is not bribed away; it is paid only where the case
    says so. O(n log n) in the members of a chamber.

    References
    ----------
    Groseclose, T. and J. M. Snyder (1996), Buying supermajorities, APSR 90(2): 303-315;
    generalised to unequal members. With no fund: Riker (1962), Snyder (1991).
    """
    return price_in(field_of(domestic_game(game)))


def price_in(field: Field) -> RatificationPrice:
    """Price of ratification where the field is already known."""
    game = field.game
    fund, budget = field.fund, field.budget
    clauses = game.institutions.rule.clauses()
    entry = _entry_prices(field)
    consent = _consent_prices(field, entry)
    chamber_price = _prices_by_quota(field, fund)
    clause_prices = _by_clause(field, chamber_price, consent, entry)
    clause = clause_prices.argmin(axis=1)
    price = clause_prices.min(axis=1)
    readings = _chamber_readings(field, fund, budget, clause, chamber_price, clause_prices)
    ready = field.formulation.is_ready
    found = RatificationPrice(
        game=game,
        price=price,
        budget=budget,
        fund=fund,
        clauses=clauses,
        clause=clause,
        clause_prices=clause_prices,
        player_price=np.where(_only_acquiesces(game)[clause], entry, consent),
        chambers=readings,
        is_ready=ready,
        verdict=np.where(ready, np.where(covers(budget, price), _PASSES, _FAILS), _STALLS),
    )
    if game.choices.votes == "certain":
        return found
    vote = vote_outcome(field)
    return replace(found, vote=vote, verdict=vote.outcome)


def unopposed_price(field: Field) -> Floats:
    """Price if the opponents spent nothing, in member-moves, shape ``(n_draws,)``."""
    free = _prices_by_quota(field, np.zeros(field.game.draws))
    entry = _entry_prices(field)
    return np.asarray(_by_clause(field, free, _consent_prices(field, entry), entry).min(axis=1))


def _entry_prices(field: Field) -> Floats:
    """Payment that leaves each actor no worse off, in member-moves.

    0 if it gains, else its loss over its rate, times its weight.
    """
    rate = trading_rate(field.game, field.willingness)
    weight = field.game.institutions.player_weights
    loss = np.maximum(-field.surplus.total, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(loss > 0.0, weight * loss / rate, 0.0)


def _consent_prices(field: Field, entry: Floats) -> Floats:
    """Cost of each actor's consent: its entry price, or infinite where it may not be paid."""
    closed = ~field.game.institutions.compensable[None, :] & (field.surplus.total < 0.0)
    return np.where(closed, np.inf, entry)


def _must_consent(game: DomesticGame, clause: Clause) -> set[int]:
    """Rows of the actors that must consent in a clause: its single players and the gatekeeper."""
    rows = {game.labels.actor(name) for name in clause.players}
    gate = game.institutions.gatekeeper
    return rows if gate is None else rows | {gate}


def _only_acquiesces(game: DomesticGame) -> NDArray[np.bool_]:
    """Find who need only acquiesce in each clause and may so be paid, ``(n_clauses, n_actors)``."""
    clauses = game.institutions.rule.clauses()
    table = np.zeros((len(clauses), len(game.labels.actors)), dtype=np.bool_)
    for row, clause in enumerate(clauses):
        silent = {game.labels.actor(name) for name in clause.acquiescences}
        table[row, sorted(silent - _must_consent(game, clause))] = True
    return table


def _weight(game: DomesticGame, column: int) -> float:
    return float(game.institutions.chamber_weights[column])


def _fund_in(game: DomesticGame, column: int, fund: Floats) -> Floats:
    """The fund in a chamber's own units of surplus."""
    if game.choices.fund_conversion == "face-value":
        return fund
    return fund / _weight(game, column)


def _prices_by_quota(field: Field, fund: Floats) -> dict[tuple[str, int], Floats]:
    """Price in member-moves of each quota that some clause asks for in a chamber."""
    game = field.game
    prices: dict[tuple[str, int], Floats] = {}
    for clause in game.institutions.rule.clauses():
        for name, quota in clause.quotas.items():
            key = (name, int(quota))
            if key in prices:
                continue
            column = game.labels.chambers.index(name)
            asked = np.full(game.draws, key[1], dtype=np.int64)
            cost, _, _ = chamber_prices(
                field.chambers[column].entry, asked, _fund_in(game, column, fund)
            )
            prices[key] = cost * _weight(game, column)
    return prices


def _by_clause(
    field: Field, prices: dict[tuple[str, int], Floats], consent: Floats, entry: Floats
) -> Floats:
    """Price by each clause, the gatekeeper's included, shape ``(n_draws, n_clauses)``.

    No purse buys a referendum: a clause whose referendum is lost has an infinite price.
    """
    game = field.game
    lost = np.where(won_referendums(game), 0.0, np.inf)
    columns = []
    for clause, silent in zip(
        game.institutions.rule.clauses(), _only_acquiesces(game), strict=True
    ):
        total = consent[:, sorted(_must_consent(game, clause))].sum(axis=1)
        total = total + entry[:, silent].sum(axis=1)
        for name, quota in clause.quotas.items():
            total = total + prices[name, int(quota)]
        for name in clause.electorates:
            total = total + lost[:, game.institutions.referendums.names.index(name)]
        columns.append(total)
    return np.stack(columns, axis=1)


def _chamber_readings(
    field: Field,
    fund: Floats,
    budget: Floats,
    clause: NDArray[np.int64],
    prices: dict[tuple[str, int], Floats],
    clause_prices: Floats,
) -> tuple[ChamberReading, ...]:
    clauses = field.game.institutions.rule.clauses()
    total = np.take_along_axis(clause_prices, clause[:, None], axis=1)[:, 0]
    readings = []
    for column, chamber in enumerate(field.chambers):
        by_clause = np.array([int(c.quotas.get(chamber.name, 0)) for c in clauses], dtype=np.int64)
        quota = by_clause[clause]
        mine = np.zeros(field.game.draws)
        for asked in np.unique(quota[quota > 0]):
            mine = np.where(quota == asked, prices[chamber.name, int(asked)], mine)
        with np.errstate(invalid="ignore"):
            others = np.nan_to_num(total - mine, nan=np.inf, posinf=np.inf)
        left = np.maximum(budget - others, 0.0)
        readings.append(_reading(field, chamber, column, quota, mine, left, fund))
    return tuple(readings)


def _reading(
    field: Field,
    chamber: Chamber,
    column: int,
    quota: NDArray[np.int64],
    price: Floats,
    budget_left: Floats,
    fund: Floats,
) -> ChamberReading:
    weight = _weight(field.game, column)
    own_fund = _fund_in(field.game, column, fund)
    return ChamberReading(
        name=chamber.name,
        quota=quota,
        price=price,
        surplus=chamber.surplus,
        entry=chamber.entry,
        fund=own_fund,
        budget_left=budget_left / weight,
        weight=weight,
    )
