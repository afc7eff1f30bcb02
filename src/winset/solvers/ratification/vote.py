"""The vote: tallies by party, whether it is held, and what becomes of the bill."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from winset.games.domestic import DomesticGame, Floats
from winset.games.members import Seating
from winset.games.rule import Clause
from winset.kernels.episode_votes import COUNT_ERROR, OWN_SHOCK
from winset.results.ratification.ratification import VERDICTS
from winset.results.ratification.vote_outcome import VoteOutcome
from winset.solvers.coalitions.contributions import Chamber, Field
from winset.solvers.coalitions.joining import joining
from winset.solvers.coalitions.referendums import won_referendums
from winset.solvers.coalitions.valence import coefficient, valence
from winset.solvers.ratification.contest import (
    net_purse_of_members,
    net_purse_of_players,
    targeted,
)

_ZERO = 1e-12
_ROUNDING = 0.5
"""An expected tally counts as reaching a quota it rounds to."""


def vote_outcome(field: Field, *, signed: bool = False) -> VoteOutcome:
    """Tallies, whether it comes to a vote, and what becomes of the bill, draw by draw.

    Answers: how many vote for it, does whoever holds the calendar let them, and is it ratified?

    Parameters
    ----------
    field
        Who gains, who can spend. In a game without shocks, such as one at likely values, members'
        own shocks are integrated out: the tally is the expected one.
    signed
        Whether the chief executive has signed already: its own clause, and its consent to a vote,
        are then met.

    Returns
    -------
    VoteOutcome

    Notes
    -----
    A member votes yes where its surplus with what the contest of purses gives it is not negative.
    A party's tally is its supporters plus a residual, s_t of its seats; in a body that decides by
    unanimity there is none. Whoever holds the calendar
    schedules a vote where his count, which errs by .05 of the chamber, reaches the lowest quota a
    clause asks of the chamber he leads, and he himself gains; not the first where he prefers a
    recorded defeat. A single player consents where it gains, or may be paid and the budget covers
    its price.
    """
    game = field.game
    expected = game.shocks.are_none
    parties = len(game.parties) + 1
    by_party = np.zeros((game.draws, len(game.labels.chambers), parties))
    each = _purses(field)
    for column, chamber in enumerate(field.chambers):
        votes = _member_votes(game, chamber, each[:, column], expected=expected)
        by_party[:, column] = _with_residual(game, chamber.seating, votes, column)
    tally = by_party.sum(axis=2)
    slack = _ROUNDING if expected else 1e-9
    chief = game.institutions.chief_executive if signed else None
    satisfied = _satisfied(field, tally + slack, chief)
    gains, counted = _calendar(field, tally, slack)
    if chief is not None and chief == game.institutions.gatekeeper:
        gains = np.ones_like(gains)
    return VoteOutcome(
        game=game,
        tally=tally,
        by_party=by_party,
        comes_to_a_vote=field.formulation.is_ready & gains & counted,
        satisfied=satisfied,
        outcome=_outcomes(field.formulation.is_ready, gains, counted, satisfied),
        joins=joining(game, field.surplus.total),
        expected=expected,
    )


def _purses(field: Field) -> Floats:
    """Net purse for each member by chamber, in surplus units."""
    if field.game.choices.contest == "simultaneous":
        return net_purse_of_members(field)
    return np.zeros((field.game.draws, len(field.chambers)))


def _member_votes(game: DomesticGame, chamber: Chamber, each: Floats, *, expected: bool) -> Floats:
    """Vote of each member, or its chance where shocks are integrated out, (n_draws, n_members)."""
    seating, surplus = chamber.seating, chamber.surplus
    size = game.numbers.shock_sizes[:, 3]
    mine = slice(seating.offset, seating.offset + seating.members)
    own = size[:, None] * game.shocks.member[:, mine]
    if seating.named is not None:
        own = np.where(seating.named.is_real, 0.0, own)
    if game.choices.contest == "simultaneous":
        surplus = surplus + targeted(surplus - own, each, size)
    if expected:
        with np.errstate(divide="ignore", invalid="ignore"):
            chance = ndtr(surplus / size[:, None])
        return np.where(size[:, None] > 0.0, chance, surplus >= -_ZERO)
    return np.asarray(surplus >= -_ZERO, dtype=np.float64)


def _with_residual(game: DomesticGame, seating: Seating, votes: Floats, column: int) -> Floats:
    """Votes by party with the residual of each party's tally, ``(n_draws, n_parties + 1)``."""
    counts, seats = _by_party(game, seating, votes)
    if decides_by_unanimity(game, column):
        return counts
    columns = len(game.parties) + 1
    shocks = game.shocks.tally[:, column * columns : (column + 1) * columns]
    residual = coefficient(game, "s_t")[:, None] * shocks * seats
    return np.asarray(np.clip(counts + residual, 0.0, seats))


def decides_by_unanimity(game: DomesticGame, column: int) -> bool:
    """Return whether every clause that asks a chamber asks for all its seats.

    Each member is then a veto player who votes as its home does, so no residual of a party's tally
    moves the votes.
    """
    name, seats = game.labels.chambers[column], game.labels.seats[:, column].sum()
    quotas = [c.quotas[name] for c in game.institutions.rule.clauses() if name in c.quotas]
    return bool(quotas) and min(quotas) >= seats


def _by_party(game: DomesticGame, seating: Seating, votes: Floats) -> tuple[Floats, Floats]:
    """Votes by party, shape ``(n_draws, n_parties + 1)``, and seats of each."""
    columns = len(game.parties) + 1
    party = np.array(
        [
            columns - 1 if name is None else game.parties.index(name)
            for name in (game.labels.parties[row] for row in seating.bloc)
        ],
        dtype=np.int64,
    )
    member = np.eye(columns)[party].reshape(-1, columns)
    return votes @ member, member.sum(axis=0)


def _satisfied(field: Field, reached: Floats, signatory: int | None) -> NDArray[np.bool_]:
    """Return whether some clause of the rule is met, given that it comes to a vote."""
    game = field.game
    consents = _consents(field)
    if signatory is not None:
        consents[:, signatory] = True
    met = np.zeros(game.draws, dtype=np.bool_)
    won = won_referendums(game)
    for clause in game.institutions.rule.clauses():
        met |= _clause_met(game, clause, reached, consents, won)
    return met


def _clause_met(
    game: DomesticGame,
    clause: Clause,
    reached: Floats,
    consents: NDArray[np.bool_],
    won: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    met = np.ones(game.draws, dtype=np.bool_)
    for name, quota in clause.quotas.items():
        met &= reached[:, game.labels.chambers.index(name)] >= quota
    for name in (*clause.players, *clause.acquiescences):
        met &= consents[:, game.labels.actor(name)]
    for name in clause.electorates:
        met &= won[:, game.institutions.referendums.names.index(name)]
    return met


def _consents(field: Field) -> NDArray[np.bool_]:
    """Find who would consent as a single player or acquiesce, shape ``(n_draws, n_actors)``.

    Whoever gains; whoever must only acquiesce, or may be paid, also where the budget covers what
    its consent costs.
    """
    game = field.game
    surplus = field.surplus.total + OWN_SHOCK * game.shocks.single + net_purse_of_players(field)
    weight = game.institutions.player_weights
    price = weight * np.maximum(-surplus, 0.0)
    silent = {
        game.labels.actor(name)
        for clause in game.institutions.rule.clauses()
        for name in clause.acquiescences
    }
    payable = game.institutions.compensable.copy()
    payable[sorted(silent)] = True
    return np.asarray((surplus >= 0.0) | (payable & (price <= field.budget[:, None])))


def _calendar(
    field: Field, tally: Floats, slack: float
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return whether the holder of the calendar gains, and whether his count lets him schedule."""
    game = field.game
    gate = game.institutions.gatekeeper
    always = np.ones(game.draws, dtype=np.bool_)
    if gate is None:
        return always, always
    surplus = field.surplus.total[:, gate] + OWN_SHOCK * game.shocks.single[:, gate]
    surplus = surplus + valence(game) + coefficient(game, "lambda")
    price = game.institutions.player_weights[gate] * np.maximum(-surplus, 0.0)
    paid = game.institutions.compensable[gate] & (price <= field.budget)
    gains = np.asarray((surplus >= 0.0) | paid)
    led = led_chamber(game, gate)
    if led is None or game.institutions.prefers_recorded_defeat:
        return gains, always
    name = game.labels.chambers[led]
    quotas = [
        clause.quotas[name] for clause in game.institutions.rule.clauses() if name in clause.quotas
    ]
    seats = float(game.labels.seats[:, led].sum())
    count = tally[:, led] + COUNT_ERROR * seats * game.shocks.count[:, 0]
    return gains, np.asarray(count + slack >= min(quotas))


def led_chamber(game: DomesticGame, gate: int) -> int | None:
    """Chamber whose votes the holder of the calendar counts: his own, else the rule's first."""
    seats = game.labels.seats[gate]
    if not seats.size:
        return None
    return int(seats.argmax()) if seats.any() else 0


def _outcomes(
    ready: NDArray[np.bool_],
    gains: NDArray[np.bool_],
    counted: NDArray[np.bool_],
    satisfied: NDArray[np.bool_],
) -> NDArray[np.int64]:
    passes, stalls, withdrawn, fails = (
        VERDICTS.index(word) for word in ("passes", "stalls", "withdrawn", "fails")
    )
    held = np.where(satisfied, passes, fails)
    return np.where(ready & gains, np.where(counted, held, withdrawn), stalls)
