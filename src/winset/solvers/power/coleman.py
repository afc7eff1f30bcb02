"""Coleman's powers: to prevent action, to initiate action, and of the body to act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from winset.foundation.citations import cited
from winset.results.power.power_to_act import PowerToAct
from winset.results.power.power_values import PowerResult
from winset.solvers.power.answer import answer, conventions, float_answer
from winset.solvers.power.counting.decision_diagram import decision_diagram
from winset.solvers.power.counting.diagram_chances import diagram_chances
from winset.solvers.power.counting.limits import is_small, refuse_bytes
from winset.solvers.power.counting.pivot_chance import (
    UNIT,
    ascending_weights,
    even_pivot_chance,
    exact_is_quick,
)
from winset.solvers.power.counting.player_classes import (
    Game,
    PlayerClasses,
    player_classes,
    rule_from,
)
from winset.solvers.power.counting.swings import swing_counts

SOURCES = cited("coleman-1971")


def coleman_prevent(
    game: Game,
    *,
    quota: float | None = None,
    names: Sequence[str] | None = None,
    exact: bool = False,
) -> PowerResult:
    """Return Coleman's power to prevent action, for every player.

    If a coalition can act, how often could this player stop it by leaving?

    Parameters
    ----------
    game : Rule, sequence of float, or mapping of player to float
        A rule, or the weights of one vote.
    quota : float, optional
        Votes needed; with weights only.
    names : sequence of str, optional
        Player names; with a sequence of weights only.
    exact : bool, default False
        Return fractions.

    Returns
    -------
    PowerResult
        Values from 0 to 1; a veto player has 1.

    Raises
    ------
    InputError
        Weights without a quota, a rule nobody or everybody wins, weights that are not finite and
        non-negative, duplicate names; a game too large to count.

    Notes
    -----
    The player's swings over the number of winning coalitions.

    References
    ----------
    Coleman (1971), Control of collectivities and the power of a collectivity to act.

    Examples
    --------
    >>> coleman_prevent([50, 49, 1], quota=51, names=["A", "B", "C"], exact=True).values
    FrozenMap({'A': Fraction(1, 1), 'B': Fraction(1, 3), 'C': Fraction(1, 3)})
    """
    return _coleman("coleman-prevent", game, quota, names, exact=exact)


def coleman_initiate(
    game: Game,
    *,
    quota: float | None = None,
    names: Sequence[str] | None = None,
    exact: bool = False,
) -> PowerResult:
    """Return Coleman's power to initiate action, for every player.

    If a coalition cannot act, how often could this player enable it by joining?

    Parameters
    ----------
    game : Rule, sequence of float, or mapping of player to float
        A rule, or the weights of one vote.
    quota : float, optional
        Votes needed; with weights only.
    names : sequence of str, optional
        Player names; with a sequence of weights only.
    exact : bool, default False
        Return fractions.

    Returns
    -------
    PowerResult
        Values from 0 to 1; a dictator has 1.

    Raises
    ------
    InputError
        Weights without a quota, a rule nobody or everybody wins, weights that are not finite and
        non-negative, duplicate names; a game too large to count.

    Notes
    -----
    The player's swings over the number of losing coalitions.

    References
    ----------
    Coleman (1971), Control of collectivities and the power of a collectivity to act.

    Examples
    --------
    >>> coleman_initiate([50, 49, 1], quota=51, names=["A", "B", "C"], exact=True).values
    FrozenMap({'A': Fraction(3, 5), 'B': Fraction(1, 5), 'C': Fraction(1, 5)})
    """
    return _coleman("coleman-initiate", game, quota, names, exact=exact)


def coleman_act(
    game: Game,
    *,
    quota: float | None = None,
    names: Sequence[str] | None = None,
    exact: bool = False,
) -> PowerToAct:
    """Return Coleman's power of a body to act.

    What share of all coalitions can pass a proposal?

    Parameters
    ----------
    game : Rule, sequence of float, or mapping of player to float
        A rule, or the weights of one vote.
    quota : float, optional
        Votes needed; with weights only.
    names : sequence of str, optional
        Player names; with a sequence of weights only.
    exact : bool, default False
        Return fractions.

    Returns
    -------
    PowerToAct
        A value from 0 to 1.

    Raises
    ------
    InputError
        Weights without a quota, a rule nobody or everybody wins, weights that are not finite and
        non-negative, duplicate names; a game too large to count.

    Notes
    -----
    Winning coalitions over 2^n: the chance of passing when all vote by the toss of a fair coin.

    References
    ----------
    Coleman (1971), Control of collectivities and the power of a collectivity to act.

    Examples
    --------
    >>> coleman_act([50, 49, 1], quota=51, exact=True).value
    Fraction(3, 8)
    """
    rule = rule_from(game, quota=quota, names=names)
    classes = player_classes(rule)
    if not exact and not exact_is_quick(classes, by_size=False):
        passing = even_passing_chance(classes)
        return PowerToAct(
            rule,
            passing.value,
            exact=False,
            method=passing.method,
            error_bound=passing.error_bound,
            sources=SOURCES,
            assumptions=conventions(rule),
        )
    counts = swing_counts(classes, by_size=False)
    share = Fraction(counts.winning, 2**classes.n_players)
    return PowerToAct(
        rule,
        share if exact else float(share),
        exact=exact,
        method=counts.method,
        error_bound=0.0 if exact else 2.0**-54,
        sources=SOURCES,
        assumptions=conventions(rule),
    )


def _coleman(
    index: str,
    game: Game,
    quota: float | None,
    names: Sequence[str] | None,
    *,
    exact: bool,
) -> PowerResult:
    rule = rule_from(game, quota=quota, names=names)
    classes = player_classes(rule)
    prevent = index == "coleman-prevent"
    if not exact and not exact_is_quick(classes, by_size=False):
        chance = even_pivot_chance(classes)
        passing = even_passing_chance(classes)
        base = 2 * (passing.value if prevent else 1 - passing.value)
        least = base - 2 * passing.error_bound
        largest = max(chance.values)
        bound = chance.error_bound / least + 2 * largest * passing.error_bound / (base * least)
        return float_answer(
            index,
            rule,
            classes,
            [value / base for value in chance.values],
            error_bound=bound + 2.0**-51,
            method=chance.method,
            sources=SOURCES,
        )
    counts = swing_counts(classes, by_size=False)
    base = counts.winning if prevent else 2**classes.n_players - counts.winning
    values = [Fraction(swings, base) for swings in counts.totals]
    return answer(index, rule, classes, values, exact=exact, method=counts.method, sources=SOURCES)


@dataclass(frozen=True)
class PassingChance:
    """A chance of passing.

    Attributes
    ----------
    value : float
        From 0 to 1.
    error_bound : float
        Bound on its rounding.
    method : str
        The algorithm.
    """

    value: float
    error_bound: float
    method: str


def even_passing_chance(classes: PlayerClasses) -> PassingChance:
    """Return the chance that a rule is met when each joins with chance 1/2.

    Raises
    ------
    InputError
        A rule too large for a decision diagram, or a total weight too large to count up to.
    """
    if not classes.is_single_vote or is_small(classes):
        joining = np.full((len(classes.sizes), 1), 0.5)
        chances = diagram_chances(decision_diagram(classes), joining)
        return PassingChance(float(chances.passing[0]), chances.error_bound, "decision diagram")
    from winset.kernels.weighted_votes import losing_chance

    refuse_bytes(12.0 * classes.total, classes, "the chance that a vote passes,")
    weights, counts = ascending_weights(classes)
    dual = 2 * classes.quota > classes.total + 1
    quota = classes.total - classes.quota + 1 if dual else classes.quota
    below = losing_chance(weights, counts, quota, 0.5)
    bound = 4 * UNIT * (classes.n_players + 4)
    return PassingChance(below if dual else 1 - below, bound, "distribution of the total")
