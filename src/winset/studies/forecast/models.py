"""Every model of bargaining on one table: what it forecasts, how it got there, or why it cannot."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from winset.foundation.errors import InputError
from winset.foundation.spelling import meant
from winset.foundation.wording import counted
from winset.games.issue_positions import Positions
from winset.results.bargaining.bargaining_rounds import BargainingRounds
from winset.results.bargaining.bilateral_exchange import BilateralExchange
from winset.results.bargaining.outcome_distribution import OutcomeDistribution
from winset.solvers.bargaining.bilateral_exchange import bilateral_exchange
from winset.solvers.bargaining.challenge_model import challenge_model
from winset.solvers.bargaining.condorcet_election import condorcet_forecast
from winset.solvers.bargaining.outcome_distribution import outcome_distribution
from winset.solvers.bargaining.spatial_model_of_politics import (
    MOST_TURNS,
    Switches,
    spatial_model_of_politics,
)
from winset.solvers.bargaining.weighted_mean import weighted_mean
from winset.solvers.bargaining.weighted_median import weighted_median

Floats = NDArray[np.float64]

DEFAULT_HORIZON: Final = {"smp": MOST_TURNS, "challenge": 10, "exchange": 1}
"""Rounds of each model that has rounds, where none are asked for."""
MOST_ROUNDS: Final = 1000
MOST_ACTORS: Final = dict.fromkeys(("smp", "challenge", "exchange"), 400)
"""Actors above which a model is left out: its cost grows with the cube or the square."""
NO_WEIGHT: Final = "no actor has any weight: capability times salience is 0 for all"


@dataclass(frozen=True)
class BargainingRound:
    """State of a model after a round: centre and every actor, in the unit of the issue."""

    mean: float
    median: float
    positions: Mapping[str, float]


@dataclass(frozen=True)
class ModelAnswer:
    """One model on one issue.

    Parameters
    ----------
    mean
        The forecast; None where the model gives none.
    mode
        The most probable or the decisive position; None where the model has none.
    rounds
        Round by round from round 0; None for a model without rounds.
    points, masses
        Probabilities of positions, where the model gives them.
    distribution
        The whole distribution, where the model gives one.
    reason
        Why something is missing.
    note
        What a reader should know of this run of the model.
    sources
        References of the model.
    """

    mean: float | None = None
    mode: float | None = None
    rounds: tuple[BargainingRound, ...] | None = None
    points: Floats | None = field(default=None, repr=False)
    masses: Floats | None = field(default=None, repr=False)
    distribution: OutcomeDistribution | None = field(default=None, repr=False)
    reason: str | None = None
    note: str | None = None
    sources: tuple[str, ...] = ()

    def crps(self, outcome: float) -> float:
        """Continuous ranked probability score of what happened; the absolute error of a point.

        Raises
        ------
        ValueError
            If there is no forecast.
        """
        if self.distribution is not None:
            return self.distribution.crps(outcome)
        if self.points is not None and self.masses is not None:
            off = float(self.masses @ np.abs(self.points - outcome))
            steps = np.diff(self.points)
            below = np.cumsum(self.masses)[:-1]
            return off - float((below * (1.0 - below) * steps).sum())
        if self.mean is None:
            raise ValueError("there is no forecast to score")
        return abs(self.mean - outcome)


@dataclass(frozen=True)
class Bargaining:
    """Question put to every model.

    Parameters
    ----------
    table
        Positions on all issues.
    horizon
        Rounds at most; None: each model's own number.
    switches
        Choices of the spatial model.
    """

    table: Positions
    horizon: int | None = None
    switches: Switches = field(default_factory=Switches)

    def rounds_of(self, model: str) -> int:
        """Rounds that a model may play."""
        return DEFAULT_HORIZON[model] if self.horizon is None else self.horizon


ModelAnswers = dict[str, ModelAnswer]


def chosen_models(names: Sequence[str]) -> tuple[str, ...]:
    """Models by name, each once, in the order of the list; ``all`` or nothing brings all.

    Raises
    ------
    InputError
        If a name is not known.

    Examples
    --------
    >>> chosen_models(["smp", "weighted-mean"])
    ('weighted-mean', 'smp')
    """
    for name in names:
        if name not in (*MODELS, "all"):
            right = meant(name, (*MODELS, "all"), noun="models")
            raise InputError(f"--model: there is no model `{name}`", right)
    wanted = MODELS if not names or "all" in names else tuple(names)
    return tuple(name for name in MODELS if name in wanted)


def answers(question: Bargaining, models: Sequence[str]) -> dict[str, ModelAnswers]:
    """Ask models about every issue of a table.

    Parameters
    ----------
    question
        The table and the rounds.
    models
        Names, as `chosen_models` gives them.

    Returns
    -------
    dict
        By issue and model. A model that cannot say anything about an issue says why.

    Raises
    ------
    InputError
        If the horizon is out of bounds.
    """
    horizon = question.horizon
    if horizon is not None and not 0 <= horizon <= MOST_ROUNDS:
        raise InputError(f"--horizon {horizon}", f"0 to {MOST_ROUNDS} rounds")
    found: dict[str, ModelAnswers] = {issue: {} for issue in question.table.issues}
    for name in models:
        for issue, answer in _ASK[name](question).items():
            found[issue][name] = answer
    return found


def _by_issue(one: Callable[[Positions], ModelAnswer]) -> Callable[[Bargaining], ModelAnswers]:
    """Ask issue by issue; where nobody has weight there is nothing to ask."""

    def ask(question: Bargaining) -> ModelAnswers:
        found = {}
        for issue in question.table.issues:
            table = question.table.on(issue)
            has_weight = table.weight.sum() > 0.0
            found[issue] = one(table) if has_weight else ModelAnswer(reason=NO_WEIGHT)
        return found

    return ask


def _mean(table: Positions) -> ModelAnswer:
    found = weighted_mean(table)
    reason = "a mean has no mode"
    return ModelAnswer(mean=found.position, reason=reason, sources=found.sources)


def _median(table: Positions) -> ModelAnswer:
    found = weighted_median(table)
    low, high = found.interval
    note = None
    if low < high:
        note = f"half of the weight on each side: every point from {low:g} to {high:g} is a median"
    return ModelAnswer(mean=found.position, mode=found.position, note=note, sources=found.sources)


def _condorcet(table: Positions) -> ModelAnswer:
    return _election(table, "conditional")


def _condorcet_markov(table: Positions) -> ModelAnswer:
    return _election(table, "markov-uniform")


def _election(table: Positions, kind: str) -> ModelAnswer:
    found = condorcet_forecast(table, kind=kind)  # type: ignore[arg-type]
    chance = found.probability
    is_even = len(chance) > 1 and float(np.ptp(chance)) < 1e-9
    return ModelAnswer(
        mean=found.mean,
        mode=None if is_even else found.mode,
        points=found.options,
        masses=chance,
        reason="all positions are as likely: there is no mode" if is_even else None,
        sources=found.sources,
    )


def _distribution(table: Positions) -> ModelAnswer:
    found = outcome_distribution(table)
    return ModelAnswer(mean=found.mean, mode=found.mode, distribution=found, sources=found.sources)


def _challenge(question: Bargaining) -> ModelAnswers:
    rounds = question.rounds_of("challenge")

    def one(table: Positions) -> ModelAnswer:
        if len(table.actors) > MOST_ACTORS["challenge"]:
            return ModelAnswer(reason=_too_many("challenge", len(table.actors)))
        return _of_rounds(challenge_model(table, rounds=rounds), 0, "variant code")

    return _by_issue(one)(question)


def _smp(question: Bargaining) -> ModelAnswers:
    table = question.table
    if len(table.issues) > 1 and _is_joint(table):
        if len(table.actors) > MOST_ACTORS["smp"]:
            return dict.fromkeys(
                table.issues, ModelAnswer(reason=_too_many("smp", len(table.actors)))
            )
        found = spatial_model_of_politics(
            table, turns=question.rounds_of("smp"), switches=question.switches
        )
        note = "all issues together"
        held = table.weight.sum(axis=0) > 0.0
        return {
            issue: _of_rounds(found, n, note) if held[n] else ModelAnswer(reason=NO_WEIGHT)
            for n, issue in enumerate(table.issues)
        }

    def one(single: Positions) -> ModelAnswer:
        if len(single.actors) > MOST_ACTORS["smp"]:
            return ModelAnswer(reason=_too_many("smp", len(single.actors)))
        found = spatial_model_of_politics(
            single, turns=question.rounds_of("smp"), switches=question.switches
        )
        note = "issue by issue" if len(table.issues) > 1 else None
        return _of_rounds(found, 0, note)

    return _by_issue(one)(question)


def _is_joint(table: Positions) -> bool:
    """Return whether the spatial model can take all issues at once."""
    return bool(
        table.takes_part.all()
        and not (np.ptp(table.capability, axis=1) > 0.0).any()
        and (table.salience.sum(axis=1) <= 1.0 + 1e-9).all()
    )


def _exchange(question: Bargaining) -> ModelAnswers:
    table, rounds = question.table, question.rounds_of("exchange")
    reason = None
    if len(table.issues) < 2:
        reason = "an exchange needs two issues or more"
    elif len(table.actors) > MOST_ACTORS["exchange"]:
        reason = _too_many("exchange", len(table.actors))
    elif rounds < 1:
        reason = "an exchange needs a round or more"
    if reason is not None:
        return dict.fromkeys(table.issues, ModelAnswer(reason=reason))
    found = bilateral_exchange(table, rounds=rounds)
    held = table.weight.sum(axis=0) > 0.0
    return {
        issue: _of_exchange(found, n) if held[n] else ModelAnswer(reason=NO_WEIGHT)
        for n, issue in enumerate(table.issues)
    }


def _of_exchange(found: BilateralExchange, column: int) -> ModelAnswer:
    table = found.table
    part = table.takes_part[:, column]
    votes = [found.rounds[0].preferences, *(one.votes for one in found.rounds)]
    rounds = []
    for mean, row in zip(found.path[:, column], votes, strict=True):
        places = found.in_unit(row)[:, column]
        rounds.append(
            BargainingRound(
                mean=float(mean),
                median=_median_of(places[part], table.weight[part, column]),
                positions=_named(table, places, part),
            )
        )
    trades = sum(len(one.done) for one in found.rounds)
    return ModelAnswer(
        mean=float(found.outcome[column]),
        reason="an exchange has no mode",
        rounds=tuple(rounds),
        note=f"{counted(trades, 'trade', 'trades')} on all issues together",
        sources=found.sources,
    )


def _of_rounds(found: BargainingRounds, column: int, note: str | None) -> ModelAnswer:
    table = found.table
    everybody = np.ones(len(table.actors), dtype=np.bool_)
    rounds = tuple(
        BargainingRound(float(mean), float(median), _named(table, places, everybody))
        for mean, median, places in zip(
            found.means[:, column], found.medians[:, column], found.path[:, :, column], strict=True
        )
    )
    played = counted(found.rounds, "round", "rounds")
    ended = "it stands still" if found.stopped == "settled" else "it still moves"
    return ModelAnswer(
        mean=float(found.means[-1, column]),
        mode=float(found.mode[column]),
        rounds=rounds,
        note="; ".join(part for part in (note, f"{ended} after {played}") if part),
        sources=found.sources,
    )


def _median_of(places: Floats, weight: Floats) -> float:
    order = np.argsort(places, kind="stable")
    reached = np.cumsum(weight[order]) >= weight.sum() / 2.0 * (1.0 - 1e-12)
    return float(places[order][int(np.argmax(reached))])


def _named(table: Positions, places: Floats, part: NDArray[np.bool_]) -> dict[str, float]:
    pairs = zip(table.actors, places, part, strict=True)
    return {actor: float(place) for actor, place, takes_part in pairs if takes_part}


def _too_many(model: str, count: int) -> str:
    return f"left out with {count} actors: at most {MOST_ACTORS[model]} are played"


_ASK: Final[dict[str, Callable[[Bargaining], ModelAnswers]]] = {
    "weighted-mean": _by_issue(_mean),
    "weighted-median": _by_issue(_median),
    "condorcet": _by_issue(_condorcet),
    "condorcet-markov": _by_issue(_condorcet_markov),
    "smp": _smp,
    "challenge": _challenge,
    "exchange": _exchange,
    "distribution": _by_issue(_distribution),
}
MODELS: Final = tuple(_ASK)
"""Names of the models, the weighted mean first."""
