"""A domestic game in which nobody can pay, as voters with disks or ellipses."""

from __future__ import annotations

import numpy as np

from winset.games.domestic import DomesticGame, Floats
from winset.games.members import Seating
from winset.games.spatial import SpatialGame
from winset.solvers.coalitions.surplus import positions_with_signals
from winset.solvers.stages.formulation import formulation_stage

__all__ = ["is_unpaid", "spatial_form"]

_EXECUTIVE_GAIN = 1e-9


def is_unpaid(game: DomesticGame) -> bool:
    """Return whether ratification is a count of votes: no payments, pressure, frames or amendments.

    Parameters
    ----------
    game
        Of one draw.

    Notes
    -----
    With several axes every voter must also weigh each of them, have a position on each and measure
    straight distance, so that what it accepts is a ball or an ellipse. In a plane ellipses are
    exact; above it counting votes needs no more than that either.
    """
    numbers = game.numbers
    quiet = not numbers.capacity.any() and not numbers.tie_strength.any()
    plain = not numbers.frame_strength.any() and not game.institutions.open_axes
    plain = plain and not game.institutions.abstention.any()
    still = all(not part.any() for part in vars(game.shocks).values())
    if not (quiet and plain and still and formulation_stage(game).is_ready.all()):
        return False
    if len(game.labels.vote_issues) == 1:
        return True
    voters = _voting_rows(game)
    salience, position = numbers.salience[0, voters], numbers.position[0, voters]
    weighs = bool((salience > 0.0).all(axis=1).all() if len(salience) else True)
    return game.choices.distance == "euclidean" and weighs and not np.isnan(position).any()


def _voting_rows(game: DomesticGame) -> list[int]:
    """Rows of all actors whose consent or votes the rule asks for, and of the executive."""
    rows = set(np.flatnonzero(game.labels.seats.sum(axis=1)).tolist())
    for clause in game.institutions.rule.clauses():
        rows |= {game.labels.actor(n) for n in (*clause.players, *clause.acquiescences)}
    for row in (game.institutions.gatekeeper, game.institutions.chief_executive):
        if row is not None:
            rows.add(row)
    return sorted(rows)


def spatial_form(game: DomesticGame) -> SpatialGame:
    """The voters of an unpaid game: where each stands and how far it still accepts.

    Parameters
    ----------
    game
        For which `is_unpaid` holds.

    Returns
    -------
    SpatialGame
        Chambers are bodies; a veto player, a gatekeeper, an actor that must acquiesce and the
        executive (who must gain more than 1e-9) are bodies of one.

    Notes
    -----
    Surplus s (|q - x_i| - |x - x_i|) + kappa >= 0 is |x - x_i| <= |q - x_i| + kappa / s. A voter
    who weighs the axes differently measures by its own: |s (x - x_i)| <= |s (q - x_i)| + kappa.
    Without salience or position an actor accepts everything if kappa >= 0 and nothing otherwise.
    """
    collected = _Bodies(game)
    bodies, voters, ideals, radii, body = collected.all()
    weights = np.array(collected.weights).reshape(ideals.shape)
    return SpatialGame(
        issues=game.labels.vote_issues,
        voters=voters,
        ideals=ideals,
        radii=radii,
        bodies=bodies,
        body=np.array(body, dtype=np.int64),
        clauses=_clauses(game, bodies),
        status_quo=np.asarray(game.numbers.status_quo[0]),
        salience=None if (weights == 1.0).all() else weights,
    )


def _clauses(game: DomesticGame, bodies: tuple[str, ...]) -> tuple[tuple[int, ...], ...]:
    institutions, labels = game.institutions, game.labels
    found = []
    for clause in institutions.rule.clauses():
        names = {*clause.players, *clause.acquiescences}
        if institutions.gatekeeper is not None:
            names.add(labels.actors[institutions.gatekeeper])
        needed = {name: int(quota) for name, quota in clause.quotas.items()}
        needed |= {f"{name}'s consent": 1 for name in names}
        if institutions.chief_executive is not None:
            needed[labels.actors[institutions.chief_executive]] = 1
        found.append(tuple(needed.get(name, 0) for name in bodies))
    return tuple(found)


class _Bodies:
    """Collects the bodies of a game with their voters."""

    def __init__(self, game: DomesticGame) -> None:
        self.game = game
        self.position = positions_with_signals(game)
        self.names: list[str] = []
        self.voters: list[str] = []
        self.ideals: list[Floats] = []
        self.radii: list[float] = []
        self.body: list[int] = []
        self.weights: list[Floats] = []

    def all(self) -> tuple[tuple[str, ...], tuple[str, ...], Floats, Floats, list[int]]:
        """Every body: chambers, those who must consent, the executive."""
        labels, institutions = self.game.labels, self.game.institutions
        for column, name in enumerate(labels.chambers):
            self._chamber(column, name)
        consent: set[int] = set()
        for clause in institutions.rule.clauses():
            consent |= {labels.actor(n) for n in (*clause.players, *clause.acquiescences)}
        if institutions.gatekeeper is not None:
            consent.add(institutions.gatekeeper)
        for row in sorted(consent):
            self._one(f"{labels.actors[row]}'s consent", row, 0.0)
        if institutions.chief_executive is not None:
            row = institutions.chief_executive
            self._one(labels.actors[row], row, _EXECUTIVE_GAIN)
        issues = len(labels.vote_issues)
        ideals = np.array(self.ideals).reshape(-1, issues)
        return tuple(self.names), tuple(self.voters), ideals, np.array(self.radii), self.body

    def _one(self, name: str, row: int, least: float) -> None:
        self.names.append(name)
        self._voter(row, self.position[0, row], least)

    def _chamber(self, column: int, name: str) -> None:
        self.names.append(name)
        seating = Seating.of(self.game.labels, column)
        spread = self.game.numbers.spread
        axes = range(self.position.shape[2])
        places = [seating.positions(self.position[:, :, k], spread[:, :, k])[0] for k in axes]
        for member, bloc in enumerate(seating.bloc):
            self._voter(int(bloc), np.array([place[member] for place in places]), 0.0)

    def _voter(self, row: int, ideal: Floats, least: float) -> None:
        numbers = self.game.numbers
        salience = np.asarray(numbers.salience[0, row])
        spare = float(numbers.no_agreement[0, row]) - least
        weight = np.ones_like(salience)
        if not (salience > 0.0).any() or np.isnan(ideal).any():
            radius = np.inf if spare >= 0.0 else -1.0
            ideal = np.where(np.isnan(ideal), 0.0, ideal)
        else:
            unit = float(salience[0])
            if float(np.ptp(salience)) > 1e-12:
                weight, unit = salience, 1.0
            away = float(np.sqrt(((weight * (numbers.status_quo[0] - ideal)) ** 2).sum()))
            radius = away + spare / unit
        self.voters.append(self.game.labels.actors[row])
        self.ideals.append(ideal)
        self.radii.append(radius)
        self.weights.append(weight)
        self.body.append(len(self.names) - 1)
