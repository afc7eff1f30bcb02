"""The probabilistic Condorcet election over positions, conditional and as a Markov chain."""

from __future__ import annotations

from typing import Final, Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from winset.foundation.citations import cited
from winset.foundation.errors import InputError
from winset.foundation.spelling import meant
from winset.games.issue_positions import Positions
from winset.results.bargaining.condorcet_election import CondorcetElection, ElectionKind

Floats = NDArray[np.float64]
Voting = Literal[
    "proportional", "cubic", "proportional-cubic", "binary", "proportional-binary", "asymmetric"
]
Victory = Literal["linear", "square", "quartic", "octic", "binary"]

VOTING_RULES: Final[tuple[str, ...]] = get_args(Voting)
"""Rules of voting, in the order of their numbers in the kernel."""
VICTORY_POWERS: Final[dict[str, int]] = {"linear": 1, "square": 2, "quartic": 4, "octic": 8}
"""Power of coalition strength in the probability of victory."""
_DECISIVE, _LONG_SHOT = 1.1, 1e-6
_OWN_EFFORT = 1e-10


def condorcet_election(
    utility: ArrayLike,
    weights: ArrayLike,
    *,
    voting: Voting = "proportional",
    victory: Victory = "linear",
    kind: ElectionKind = "conditional",
    options: ArrayLike | None = None,
) -> CondorcetElection:
    """Probability of each option when coalitions form for and against every pair.

    Which option survives when each may be challenged by each other?

    Parameters
    ----------
    utility
        Utility of each option to each actor, shape ``(n_actors, n_options)``.
    weights
        Weight of each actor, 0 or more, shape ``(n_actors,)``.
    voting
        How the difference in utility, du, becomes a vote: ``proportional`` w du; ``cubic`` w du^3;
        ``proportional-cubic`` their mean; ``binary`` w times the sign of du;
        ``proportional-binary`` .8 of the first and .2 of the last; ``asymmetric`` gains count two
        thirds.
    victory
        How two coalitions become a probability: shares of their strength (``linear``), of its
        square, fourth or eighth power; ``binary``: the side 1.1 times as strong wins.
    kind
        ``conditional``, ``markov-uniform`` or ``markov-incentive``, see the notes.
    options
        Where the options lie, for the mean; default their numbers from 0.

    Returns
    -------
    CondorcetElection

    Raises
    ------
    InputError
        If shapes do not fit, numbers are not finite, weights are negative, or a rule is unknown.

    Notes
    -----
    Coalition c_ab = 1e-8 + sum of the votes for a over b; p_ab = c_ab / (c_ab + c_ba), p_aa = 1/2.
    *Conditional*: P_a in proportion to the product of p_ab over b. *Markov uniform*: a challenger
    is drawn at random, P_a = (1/n) sum_b p_ab (P_a + P_b). *Markov incentive*: b is challenged by a
    with probability h_ab in proportion to c_ab p_ab, P_a = sum_b p_ab (P_a h_ba + P_b h_ab). KTAB
    iterates the chains to a change of 1e-6 and 1e-8; here they are solved as linear equations.
    Cost: n_options^2 n_actors.

    References
    ----------
    Wise, Lester and Efird (2015), KAPSARC Discussion Paper.

    Examples
    --------
    >>> places = np.array([0, 0.4, 1])
    >>> utility = 1 - abs(places[:, None] - places)
    >>> condorcet_election(utility, [0.5, 0.3, 0.2]).probability.round(6).tolist()
    [0.448718, 0.487179, 0.064103]
    """
    table, mass = _checked(utility, weights)
    _refuse_unknown("voting", voting, VOTING_RULES)
    _refuse_unknown("victory", victory, (*VICTORY_POWERS, "binary"))
    _refuse_unknown("kind", kind, get_args(ElectionKind))
    from winset.kernels.pairwise_votes import coalition_strengths

    strengths = coalition_strengths(np.ascontiguousarray(table.T), mass, VOTING_RULES.index(voting))
    wins = victory_probability(strengths, victory)
    chance = _SHARES[kind](strengths, wins)
    places = np.arange(table.shape[1], dtype=float) if options is None else np.asarray(options)
    return CondorcetElection(
        options=np.asarray(places, dtype=np.float64),
        kind=kind,
        coalitions=strengths,
        victory=wins,
        probability=chance,
        method="closed form" if kind == "conditional" else "linear equations",
        sources=cited("wise-et-al-2015"),
    )


def condorcet_forecast(
    table: Positions,
    *,
    voting: Voting = "proportional",
    victory: Victory = "linear",
    kind: ElectionKind = "conditional",
) -> CondorcetElection:
    """Probability of each stated position, everybody voting by distance.

    Parameters
    ----------
    table
        Positions on one issue. Options are the distinct positions: whether two actors or one with
        the weight of both stand at a point makes no difference.
    voting, victory, kind
        As for `condorcet_election`.

    Returns
    -------
    CondorcetElection
        With the positions as options, in ascending order. Where all weights are 0 every option is
        as likely; the caller should say so.

    Raises
    ------
    InputError
        If the table has several issues, or a rule is unknown.

    Examples
    --------
    >>> from winset.games.issue_positions import positions
    >>> found = condorcet_forecast(positions([0, 0.4, 1], capability=[0.5, 0.3, 0.2]))
    >>> round(found.mean, 6), found.mode
    (0.258974, 0.4)
    """
    places, salience, capability = table.one_issue()
    options, stands_at = np.unique(places, return_inverse=True)
    weights = np.bincount(stands_at, salience * capability, minlength=len(options))
    weights = weights / (weights.max() or 1.0)  # the least coalition is in this unit
    width = float(table.high[0] - table.low[0]) or 1.0
    utility = 1.0 - np.abs(options[:, None] - options[None, :]) / width
    return condorcet_election(
        utility, weights, voting=voting, victory=victory, kind=kind, options=options
    )


def victory_probability(strengths: Floats, victory: Victory) -> Floats:
    """Probability that the coalition of the row beats that of the column.

    Parameters
    ----------
    strengths
        Coalitions, above 0, shape ``(n, n)``.
    victory
        As for `condorcet_election`.

    Examples
    --------
    >>> victory_probability(np.array([[1.0, 3.0], [1.0, 1.0]]), "square").round(6).tolist()
    [[0.5, 0.9], [0.1, 0.5]]
    """
    if victory == "binary":
        share = strengths / (strengths + strengths.T)
        low, high = 1.0 / (1.0 + _DECISIVE), _DECISIVE / (1.0 + _DECISIVE)
        return np.clip((share - low) / (high - low), _LONG_SHOT, 1.0 - _LONG_SHOT)
    with np.errstate(over="ignore", under="ignore"):
        odds = (strengths.T / strengths) ** VICTORY_POWERS[victory]
        return np.asarray(1.0 / (1.0 + odds))


def _conditional(_strengths: Floats, wins: Floats) -> Floats:
    logs = np.log(np.maximum(wins, 1e-300)).sum(axis=1)
    share = np.exp(logs - logs.max())
    return np.asarray(share / share.sum())


def _markov_uniform(_strengths: Floats, wins: Floats) -> Floats:
    count = len(wins)
    return _stationary(wins / count, wins.sum(axis=1) / count)


def _markov_incentive(strengths: Floats, wins: Floats) -> Floats:
    effort = strengths * wins
    effort[np.diag_indices(len(wins))] += _OWN_EFFORT
    share = effort / effort.sum(axis=0)
    return _stationary(wins * share, (wins * share.T).sum(axis=1))


def _stationary(moves: Floats, stays: Floats) -> Floats:
    """Return P with P_a = sum_b moves_ab P_b + stays_a P_a, adding up to 1."""
    count = len(moves)
    system = moves + np.diag(stays - 1.0)
    system[-1] = 1.0  # the equations add up to 0: one is replaced by the sum of P
    target = np.zeros(count)
    target[-1] = 1.0
    found = np.maximum(np.linalg.solve(system, target), 0.0)
    return np.asarray(found / found.sum())


_SHARES = {
    "conditional": _conditional,
    "markov-uniform": _markov_uniform,
    "markov-incentive": _markov_incentive,
}


def _checked(utility: ArrayLike, weights: ArrayLike) -> tuple[Floats, Floats]:
    table = np.array(utility, dtype=np.float64)
    mass = np.atleast_1d(np.array(weights, dtype=np.float64))
    if table.ndim != 2 or table.shape[1] == 0 or table.shape[0] != len(mass):
        raise InputError(
            f"utilities of the shape {table.shape} for {len(mass)} weights",
            "a row an actor, a column an option",
        )
    if not (np.isfinite(table).all() and np.isfinite(mass).all() and (mass >= 0.0).all()):
        raise InputError("utilities and weights are finite, weights not negative")
    return table, mass


def _refuse_unknown(what: str, word: str, known: tuple[str, ...]) -> None:
    if word not in known:
        raise InputError(f"{what}: `{word}` is not known", meant(word, known, noun="words"))
