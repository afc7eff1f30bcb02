"""The arena: what rival lenses look at, as immutable labelled arrays at likely values."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from winset.games.cut_points import CutPoints
from winset.games.rule import Rule

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Factor:
    """A factor of production.

    Parameters
    ----------
    name
        ``capital``, ``land`` or ``labour``.
    abundant
        Whether the country has much of it, compared with those it trades with.
    income_share
        Share of the national income, 0..1; NaN where not given.
    owners
        Actors that speak for its owners.
    """

    name: str
    abundant: bool
    income_share: float = np.nan
    owners: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sector:
    """A sector with capital of its own: shares 0..1, the price change on a common scale."""

    name: str
    price_change: float
    employment_share: float
    labour_cost_share: float
    elasticity: float = 1.0
    consumption_share: float = np.nan
    capital: tuple[str, ...] = ()
    labour: tuple[str, ...] = ()


@dataclass(frozen=True)
class Economy:
    """Factors, sectors and how factors move; NaN or empty where not given."""

    trade: Literal["rising", "falling"] | None = None
    factors: tuple[Factor, ...] = ()
    sectors: tuple[Sector, ...] = ()
    specificity: float = np.nan
    collective_action_cost: float = np.nan
    majoritarian: float = np.nan


@dataclass(frozen=True)
class Tie:
    """An undirected tie between two actors; days are proleptic ordinals, NaN without a date."""

    one: str
    other: str
    strength: float
    since: float = np.nan
    until: float = np.nan
    kind: str = "pressure"

    def holds_on(self, day: float) -> bool:
        """Return whether the tie is there on a day; a tie without dates always is."""
        return not (self.since > day or self.until < day)


@dataclass(frozen=True)
class Advantages:
    """Bargaining advantages of a seat, 0..1 each, NaN where not given."""

    control: float = np.nan
    information: float = np.nan
    access: float = np.nan
    persuasion: float = np.nan

    @property
    def mean(self) -> float:
        """Mean of those that are given; NaN without any."""
        given = [
            v
            for v in (self.control, self.information, self.access, self.persuasion)
            if not np.isnan(v)
        ]
        return float(np.mean(given)) if given else float("nan")


@dataclass(frozen=True)
class Beliefs:
    """Beliefs by holder and time.

    Parameters
    ----------
    items, tiers, weights
        One entry a belief: its id, its tier and its weight within the tier.
    days
        Days of the waves, ascending ordinals, shape ``(n_waves,)``.
    holds
        How far each actor holds each belief, 0..1, NaN where not given, shape
        ``(n_waves, n_actors, n_items)``.
    """

    items: tuple[str, ...]
    tiers: tuple[str, ...]
    weights: Floats
    days: Floats
    holds: Floats


@dataclass(frozen=True)
class Perception:
    """View that an actor has of another; NaN where not given."""

    by: str
    of: str
    position: tuple[float, ...]
    capacity: float = np.nan


@dataclass(frozen=True)
class PathToChange:
    """An event that opens a way to major change, and whose cause it helps."""

    kind: str
    title: str
    day: float
    favours_change: bool


@dataclass(frozen=True)
class Stages:
    """Days of the formulation and the voting stage, and its coded division; NaN if not given."""

    start: float = np.nan
    proposal: float = np.nan
    deadline: float = np.nan
    division: float = np.nan
    coordination: float = np.nan


@dataclass(frozen=True)
class Arena:
    """Actors with what the approaches of the literature say matters about them.

    Parameters
    ----------
    actors, titles, levels, parties
        One entry an actor; those that only the lenses see stand last, their level is their kind.
    kinds
        ``agency``, ``committee``, ``group``, ``bloc`` or ``foreign``.
    issues, reasons
        Ids of the vote axes and the reason axes.
    status_quo, proposal
        Shape ``(n_issues,)``, 0..1.
    position, salience, spread
        Shape ``(n_actors, n_issues)``; a position is NaN where not given.
    reason_position, reason_salience
        Shape ``(n_actors, n_reasons)``.
    capacity
        Member-moves, shape ``(n_actors,)``.
    payoff, polarization, opposition
        Elements of willingness, NaN where not coded, shape ``(n_actors,)``.
    impact, cost_of_staying_out, resources
        Conditions of a pivotal role, NaN where not coded, shape ``(n_actors,)``.
    rule
        The rule, over the actors as unitary players.
    chief_executive, president_party, delegates
        Who presides, of which party, and whether the bill delegates; None if not known.
    seats
        Mission of each executive actor's seat, None where not given.
    advantages, ties, pressure, economy, beliefs, perceptions, paths_to_change, stages
        The optional fields; `paths_to_change` is None where nobody looked for any.
    cuts
        The cut points.

    Notes
    -----
    Blocs are unitary here: most of the approaches take a faction as an actor.
    """

    actors: tuple[str, ...]
    titles: tuple[str, ...]
    levels: tuple[str, ...]
    kinds: tuple[str, ...]
    parties: tuple[str | None, ...]
    issues: tuple[str, ...]
    reasons: tuple[str, ...]
    status_quo: Floats
    proposal: Floats
    position: Floats
    salience: Floats
    reason_position: Floats
    reason_salience: Floats
    capacity: Floats
    payoff: Floats
    polarization: Floats
    opposition: Floats
    impact: Floats
    cost_of_staying_out: Floats
    resources: Floats
    rule: Rule
    chief_executive: str | None = None
    president_party: str | None = None
    delegates: bool | None = None
    seats: tuple[str | None, ...] = ()
    advantages: tuple[Advantages, ...] = ()
    ties: tuple[Tie, ...] = ()
    pressure: tuple[Tie, ...] = ()
    economy: Economy | None = None
    beliefs: Beliefs | None = None
    perceptions: tuple[Perception, ...] = ()
    paths_to_change: tuple[PathToChange, ...] | None = None
    stages: Stages = field(default_factory=Stages)
    cuts: CutPoints = field(default_factory=CutPoints)

    def row(self, actor: str) -> int:
        """Row of an actor."""
        return self._rows[actor]

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {actor: row for row, actor in enumerate(self.actors)}

    def replace(self, **changes: Any) -> Arena:
        """Variant with some parts exchanged."""
        return replace(self, **changes)

    def votes_of(self, actor: str, chamber: str) -> float:
        """Votes of an actor in a chamber."""
        return float(self.rule.seats.get(chamber, {}).get(actor, 0.0))

    @cached_property
    def gain(self) -> Floats:
        """Gain of each actor from the proposal: d(status quo) - d(proposal), shape (n_actors,).

        Salience-weighted Euclidean distance over the axes on which the actor has a position; NaN
        without any. Neither pressure nor the cost of no agreement enters: lenses that want them
        say so.
        """
        here = self.status_quo[None, :] - self.position
        there = self.proposal[None, :] - self.position
        known = ~np.isnan(self.position)
        weight = np.where(known, self.salience, 0.0)

        def distance(difference: Floats) -> Floats:
            squares = (weight * np.where(known, difference, 0.0)) ** 2
            return np.asarray(np.sqrt(squares.sum(axis=1)))

        found = distance(here) - distance(there)
        return np.where(known.any(axis=1), found, np.nan)

    def side(self, actor: str) -> int:
        """Side of an actor by its position: 1 for the proposal, -1 against, 0 neither or unknown.

        An indifferent actor counts on the side of the proposal, as in the model.
        """
        gain = self.gain[self.row(actor)]
        if np.isnan(gain):
            return 0
        return 1 if gain >= -1e-12 else -1

    @cached_property
    def direction(self) -> int:
        """Direction of the proposal on the whole: opens (1), closes (-1), or neither (0)."""
        change = float((self.proposal - self.status_quo).sum())
        return 0 if abs(change) <= 1e-12 else 1 if change > 0.0 else -1

    @property
    def step(self) -> float:
        """Largest step of the proposal on any axis, 0..1."""
        return float(np.abs(self.proposal - self.status_quo).max(initial=0.0))
