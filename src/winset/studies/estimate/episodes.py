"""From a case whose end is recorded to an episode, the arrays that coefficients are learnt from."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from winset.cases.model.case import Case, Outcome
from winset.cases.model.parameters import Parameters
from winset.foundation.errors import InputError
from winset.foundation.randomness import generator
from winset.games.domestic import DomesticGame, Floats, Shocks, no_shocks
from winset.games.episode import Calendar, Counts, Episode, Integers, Purses
from winset.games.members import bloc_quantiles
from winset.kernels.members import member_surplus
from winset.solvers.coalitions.contributions import USUAL_ENGAGEMENT, Field, field_of
from winset.solvers.coalitions.valence import USUAL_WILLINGNESS, coefficient, president_pull
from winset.solvers.estimation.shock_points import even_normal
from winset.solvers.ratification.contest import shares_of_reach
from winset.solvers.ratification.vote import led_chamber
from winset.translate import coded_game

NODES = 5
"""Quantiles that stand for a bloc's members."""
EPISODE_DRAWS = 32
"""Draws of the coded ranges where the sum over shocks is at 24 points."""
SETTLED_DRAWS = 256
"""The same where its points are settled."""
_SEEDS = 2**31
"""Seeds among which that of a case with random numbers of its own is drawn."""


class _Nodes:
    """Quantile nodes of all chambers, with the voting unit each belongs to."""

    def __init__(self, game: DomesticGame) -> None:
        labels = game.labels
        bloc: list[int] = []
        quantile: list[Floats] = []
        weight: list[float] = []
        unit: list[int] = []
        chamber: list[int] = []
        self.units: list[tuple[str, str]] = []
        for column, name in enumerate(labels.chambers):
            for row in np.flatnonzero(labels.seats[:, column]):
                seats = int(labels.seats[row, column])
                count = min(seats, NODES)
                key = (name, labels.parties[row] or labels.actors[row])
                if key not in self.units:
                    self.units.append(key)
                bloc += [int(row)] * count
                quantile.append(bloc_quantiles(count))
                weight += [seats / count] * count
                unit += [self.units.index(key)] * count
                chamber += [column] * count
        self.bloc: Integers = np.array(bloc, dtype=np.int64)
        self.quantile = np.concatenate(quantile) if quantile else np.zeros(0)
        self.weight = np.array(weight)
        self.unit: Integers = np.array(unit, dtype=np.int64)
        self.chamber: Integers = np.array(chamber, dtype=np.int64)

    def sizes(self) -> Floats:
        """Members of each voting unit."""
        return np.asarray(
            np.bincount(self.unit, weights=self.weight, minlength=len(self.units)), dtype=np.float64
        )


def episode_of(
    case: Case,
    parameters: Parameters,
    *,
    seed: int,
    draws: int = EPISODE_DRAWS,
    fold: str | None = None,
    own_numbers: bool = False,
) -> Episode:
    """Episode of a case whose end is recorded.

    Parameters
    ----------
    case
        The case; it needs an `outcome`.
    parameters
        The parameter block.
    seed
        Not negative.
    draws
        Draws of the coded ranges and the shared shocks, at least 2.
    fold
        Name under which cases are left out together; default the case's own id.
    own_numbers
        Whether the case has random numbers of its own, by its id, for ranges and shocks. Else a
        range has the same in every case that codes it by the same path, and what a sample of it
        lacks is missing in all of them alike.

    Returns
    -------
    Episode

    Raises
    ------
    InputError
        If the case has no outcome, no chamber, or an end that its calendar rules out.
    """
    if case.outcome is None:
        raise InputError(f"{case.id}: has no outcome to learn from", "add `outcome` to the case")
    coded = coded_game(case, parameters)
    if own_numbers:
        seed = int(generator(seed, f"episode_ranges.{case.id}").integers(_SEEDS))
    game = coded.drawn(seed, 0, draws)
    game = game.replace(shocks=_even_shocks(game, seed))
    field = field_of(game)
    nodes = _Nodes(game)
    if not nodes.units:
        raise InputError(f"{case.id}: no chamber votes", "only a case with a chamber can be used")
    return Episode(
        name=case.id,
        fold=fold or case.id,
        traits=np.ascontiguousarray(game.numbers.traits[0]),
        base=_base(field, nodes),
        bloc=nodes.bloc,
        weight=nodes.weight,
        unit=nodes.unit,
        chamber=nodes.chamber,
        units=tuple(nodes.units),
        party=_party_columns(game),
        pull=president_pull(game, field.surplus.total),
        climate=np.where(np.isnan(field.willingness), 0.0, field.willingness - USUAL_WILLINGNESS),
        noise=np.ascontiguousarray(game.numbers.shock_sizes[:, 3]),
        bill_shock=np.ascontiguousarray(game.shocks.bill[:, 0]),
        party_shock=np.ascontiguousarray(game.shocks.party),
        ready=field.formulation.is_ready,
        purses=_purses(field),
        calendar=_calendar(field, nodes),
        counts=_counts(case, game, nodes),
    )


def _even_shocks(game: DomesticGame, seed: int) -> Shocks:
    """Shocks of the bill, the parties and the blocs, spread evenly; members' own stay out."""
    parties, actors = len(game.parties), len(game.labels.actors)
    source = generator(seed, f"episode.{'.'.join(game.labels.actors)}")
    normal = even_normal(game.draws, 1 + parties + actors, source)
    none = no_shocks(game.labels, game.parties, game.draws)
    return replace(
        none,
        bill=np.ascontiguousarray(normal[:, :1]),
        party=np.ascontiguousarray(normal[:, 1 : 1 + parties]),
        bloc=np.ascontiguousarray(normal[:, 1 + parties :]),
        formulation=game.shocks.formulation,
    )


def _base(field: Field, nodes: _Nodes) -> Floats:
    game, surplus = field.game, field.surplus
    numbers = game.numbers
    shift = numbers.no_agreement + surplus.pressure
    shift = shift + numbers.shock_sizes[:, 2:3] * game.shocks.bloc
    empty = np.zeros((game.draws, nodes.bloc.size))
    return np.asarray(
        member_surplus(
            nodes.bloc,
            nodes.quantile,
            np.ascontiguousarray(surplus.position),
            np.ascontiguousarray(numbers.spread),
            np.ascontiguousarray(numbers.salience),
            np.ascontiguousarray(numbers.status_quo),
            np.ascontiguousarray(surplus.perceived),
            np.ascontiguousarray(shift),
            empty,
            empty[:1, :1],
            -1,
            game.choices.distance == "city-block",
        )
    )


def _party_columns(game: DomesticGame) -> Integers:
    return np.array(
        [-1 if party is None else game.parties.index(party) for party in game.labels.parties],
        dtype=np.int64,
    )


def _purses(field: Field) -> Purses:
    """Find what can be spent, with the effect of engagement taken out again."""
    to_members, _ = shares_of_reach(field)
    effect = coefficient(field.game, "pi")[:, None]
    engaged = field.engagement[:, field.spenders]
    return Purses(
        spends=np.ascontiguousarray(field.spends / np.exp(effect * (engaged - USUAL_ENGAGEMENT))),
        side=field.side.astype(np.float64),
        engaged=np.ascontiguousarray(engaged),
        joins=np.ascontiguousarray(field.joins),
        cohesion=field.cohesion,
        reach=np.ascontiguousarray(to_members[field.spenders]),
    )


def _calendar(field: Field, nodes: _Nodes) -> Calendar | None:
    game = field.game
    gate = game.institutions.gatekeeper
    if gate is None:
        return None
    column = led_chamber(game, gate) or 0
    name = game.labels.chambers[column]
    sizes = nodes.sizes() * np.array([unit[0] == name for unit in nodes.units])
    quota = min(
        float(clause.quotas[name])
        for clause in game.institutions.rule.clauses()
        if name in clause.quotas
    )
    return Calendar(
        surplus=np.ascontiguousarray(field.surplus.total[:, gate]),
        mixing=sizes / sizes.sum(),
        needed=quota / float(sizes.sum()),
        counts=not game.institutions.prefers_recorded_defeat,
    )


def _counts(case: Case, game: DomesticGame, nodes: _Nodes) -> Counts:
    outcome = case.outcome
    assert outcome is not None  # noqa: S101 - the caller refuses a case without one
    shares: list[float] = []
    rows: list[Floats] = []
    for name in game.labels.chambers:
        for (yes, no), row in _recorded(outcome, name, nodes):
            if yes + no > 0:
                shares.append(yes / (yes + no))
                rows.append(row)
    gate = game.institutions.gatekeeper
    voted: bool | None = None
    if gate is not None:
        led = game.labels.chambers[led_chamber(game, gate) or 0]
        recorded = led in outcome.tally or led in outcome.by_party
        voted = recorded or outcome.verdict == "passes"  # it may have gone by voice
    elif not shares:
        raise InputError(
            f"{case.id}: came to no vote, but nobody holds its calendar",
            "name who holds it under `calendar.held_by`",
        )
    mixing = np.array(rows).reshape(len(shares), len(nodes.units))
    return Counts(np.array(shares), mixing, voted)


def _recorded(
    outcome: Outcome, chamber: str, nodes: _Nodes
) -> list[tuple[tuple[int, int], Floats]]:
    """Votes for and against of one chamber, by party where they are known, with their mixing."""
    by_party = outcome.by_party.get(chamber, {})
    units = np.eye(len(nodes.units))
    found = []
    for party, (yes, no) in by_party.items():
        if (chamber, party) in nodes.units:
            found.append(((yes, no), units[nodes.units.index((chamber, party))]))
    if not found and chamber in outcome.tally:
        yes, no = outcome.tally[chamber]
        mine = nodes.sizes() * np.array([unit[0] == chamber for unit in nodes.units])
        found.append(((yes, no), mine / mine.sum()))
    return found
