"""The formulation stage: how a divided executive arrives at a proposal, and when."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.games.domestic import DomesticGame, Floats
from winset.solvers.coalitions.engagement import engagement

_BISECTIONS = 60


@dataclass(frozen=True)
class FormulationStage:
    """Day and quality of the proposal, draw by draw.

    Parameters
    ----------
    division
        D0, division of the executive far from the vote, 0..1, shape ``(n_draws,)``.
    coordination
        With brokers, 0..1, shape ``(n_draws,)``.
    ready_day
        Proleptic ordinal of the day the proposal is ready; NaN where no stage is given.
    quality
        Quality of the proposal at the vote, 0..1, shape ``(n_draws,)``.
    is_ready
        Whether it is ready by the deadline, shape ``(n_draws,)``.
    known
        Whether a known proposal day overrides division and broker.
    lateness
        Share of the time between the start and the last day for the vote that is gone when the
        proposal comes, 0..1, shape ``(n_draws,)``; 0 where no dates say.
    worth
        What the proposal is worth to those who wait for it: quality * (1 - kappa * lateness).
    """

    division: Floats
    coordination: Floats
    ready_day: Floats
    quality: Floats
    is_ready: NDArray[np.bool_]
    known: bool
    lateness: Floats
    worth: Floats


def division_of_executive(game: DomesticGame) -> Floats:
    """Division D0 of the executive: how far apart its actors stand on the vote axes.

    Parameters
    ----------
    game
        The game.

    Returns
    -------
    array (n_draws,)
        Twice the standard deviation of the executive actors' positions, 0..1, as the root mean
        square over the vote axes on which any of them stands; a coded division takes its place.

    Notes
    -----
    The form is a choice of this project: twice the standard deviation is 1 when half the actors
    stand at either end of the axis and 0 when all agree.
    """
    numbers = game.numbers
    executives = game.labels.at_level("executive")
    position = numbers.position[:, executives, :]
    given = ~np.isnan(position)
    count = np.maximum(given.sum(axis=1), 1)
    mean = np.where(given, position, 0.0).sum(axis=1) / count
    gap = np.where(given, position - mean[:, None, :], 0.0)
    variance = (gap**2).sum(axis=1) / count
    axes = np.maximum(given.any(axis=1).sum(axis=-1), 1)
    from_positions = np.minimum(1.0, 2.0 * np.sqrt(variance.sum(axis=-1) / axes))
    coded = numbers.division[:, 0]
    return np.where(np.isnan(coded), from_positions, coded)


def coordination_with_brokers(game: DomesticGame) -> Floats:
    """Coordination c0 + (1 - c0) max e over the brokers, shape ``(n_draws,)``."""
    own = np.nan_to_num(game.numbers.coordination[:, 0])
    return np.asarray(own + (1.0 - own) * strongest_broker(game))


def strongest_broker(game: DomesticGame) -> Floats:
    """Largest engagement among the brokers, 0 without one, shape ``(n_draws,)``."""
    brokers = np.where(game.numbers.broker > 0, engagement(game), 0.0)
    return np.asarray(brokers.max(axis=1, initial=0.0))


def days_to_proposal(game: DomesticGame, work_days: Floats) -> Floats:
    """Days from the start of the work to the proposal, by the model of their logarithm.

    Answers: how long do a divided executive and a broker take over work of that kind?

    Parameters
    ----------
    game
        The game, with the error of each draw among its shocks.
    work_days
        Days the work takes when nobody disagrees, above 0, shape ``(n_draws,)``.

    Returns
    -------
    array (n_draws,)
        Whole days, 1 at least.

    Notes
    -----
    log D = log(work) + a + d division - c broker coordination + spread z; the form and what it was
    fitted to stand on the page on small models.

    Examples
    --------
    Work of 100 days at d = 1 and division 0.5 takes 100 exp(0.5) = 165 days.

    >>> from winset.casebook import read_domestic_case
    >>> from winset.cases.file.read_parameters import read_parameters
    >>> from winset.translate import coded_game
    >>> game = coded_game(read_domestic_case("china-pntr-2000"), read_parameters()).likely
    >>> from dataclasses import replace
    >>> game = game.replace(choices=replace(game.choices, duration=(0.0, 1.0, 0.0, 0.5)))
    >>> game = game.with_numbers(division=np.array([[0.5]]))
    >>> days_to_proposal(game, np.array([100.0])).tolist()
    [165.0]
    """
    constant, by_division, by_broker, spread = game.choices.duration
    coordination = np.nan_to_num(game.numbers.coordination[:, 0])
    log_days = np.log(np.maximum(work_days, 1.0)) + constant
    log_days = log_days + by_division * division_of_executive(game)
    log_days = log_days - by_broker * strongest_broker(game) * coordination
    log_days = log_days + spread * game.shocks.formulation[:, 0]
    return np.asarray(np.maximum(1.0, np.round(np.exp(log_days))))


def days_left_when_ready(
    division: Floats, whole_days: Floats, work_days: Floats, pull_days: Floats
) -> Floats:
    """Days left before the vote when the work on the proposal is done.

    Answers: with work at rate 1 - D(t), division D(t) = A (1 - exp(-s/tau)) with s days left, when
    is a proposal of so many days of undivided work complete?

    Parameters
    ----------
    division
        A, division after coordination, 0..1, shape ``(n_draws,)``.
    whole_days
        T, days from the start to the vote.
    work_days
        Q, days of undivided work.
    pull_days
        tau, days over which the chief executive's engagement grows.

    Returns
    -------
    array (n_draws,)
        Days left; negative if the work is not complete at the vote, then minus the work missing.

    Notes
    -----
    Solves (1 - A)(T - s) + A tau (exp(-s/tau) - exp(-T/tau)) = Q by bisection; the left side falls
    strictly in s wherever A < 1 or s is finite.

    Examples
    --------
    >>> one = np.ones(1)
    >>> days_left_when_ready(0.6 * one, 10 * one, 4 * one, 2 * one).round(3)
    array([1.44])
    """

    def done(left: Floats) -> Floats:
        pull = np.exp(-left / pull_days) - np.exp(-whole_days / pull_days)
        return np.asarray((1.0 - division) * (whole_days - left) + division * pull_days * pull)

    low = np.zeros_like(whole_days)
    high = np.maximum(whole_days, 0.0)
    missing = work_days - done(low)
    for _ in range(_BISECTIONS):
        middle = 0.5 * (low + high)
        enough = done(middle) >= work_days
        low = np.where(enough, middle, low)
        high = np.where(enough, high, middle)
    return np.where(missing > 1e-9, -missing, low)


def formulation_stage(game: DomesticGame) -> FormulationStage:
    """Find when a proposal is ready and how good it is.

    Answers: is there an acceptable proposal in time, and what do division in the executive and a
    broker have to do with it?

    Parameters
    ----------
    game
        The game; days are proleptic ordinals.

    Returns
    -------
    FormulationStage
        NaN days where the case has no stages; the proposal then counts as ready and complete.

    Notes
    -----
    A known proposal day overrides the work; division and broker then do not enter. Otherwise the
    day is drawn from the model of its logarithm where votes are modelled, and follows from the work
    done under a division that recedes as the vote comes nearer where they are certain.
    """
    numbers = game.numbers
    division = division_of_executive(game)
    coordination = coordination_with_brokers(game)
    start, deadline = numbers.formulation_start[:, 0], numbers.deadline[:, 0]
    proposal, work = numbers.proposal_day[:, 0], numbers.work_days[:, 0]
    coded_quality = numbers.quality[:, 0]
    if not np.isnan(proposal).any():
        ready = proposal
        quality = np.where(np.isnan(coded_quality), 1.0, coded_quality)
        known = True
    elif np.isnan(work).any() or np.isnan(start).any() or np.isnan(deadline).any():
        ready = np.where(np.isnan(start), np.nan, start)
        quality = np.where(np.isnan(coded_quality), 1.0, coded_quality)
        known = False
    elif game.choices.votes == "modelled":
        ready = start + days_to_proposal(game, work)
        quality = np.where(np.isnan(coded_quality), 1.0, coded_quality)
        known = False
    else:
        left = days_left_when_ready(
            division * (1.0 - coordination),
            np.maximum(deadline - start, 0.0),
            work,
            numbers.executive_pull_days[:, 0],
        )
        ready = deadline - left
        share = np.where(left < 0.0, 1.0 + left / np.maximum(work, 1e-12), 1.0)
        share = np.clip(share, 0.0, 1.0)
        quality = share * np.where(np.isnan(coded_quality), 1.0, coded_quality)
        known = False
    with np.errstate(invalid="ignore"):
        is_ready = np.isnan(ready) | np.isnan(deadline) | (ready <= deadline)
    late = _lateness(start, ready, deadline)
    worth = quality * (1.0 - numbers.feedback[:, 0] * late)
    return FormulationStage(
        division, coordination, ready, quality, is_ready, known, late, np.asarray(worth)
    )


def _lateness(start: Floats, ready: Floats, deadline: Floats) -> Floats:
    """Share of the time from the start to the last day that is gone at the proposal, 0..1."""
    with np.errstate(invalid="ignore", divide="ignore"):
        share = (ready - start) / (deadline - start)
    return np.clip(np.nan_to_num(share, posinf=1.0, neginf=0.0), 0.0, 1.0)
