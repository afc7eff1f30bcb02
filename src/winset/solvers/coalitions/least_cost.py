"""The least-cost winning coalition under prices, with and without the opposition's fund."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from winset.foundation.citations import cited
from winset.foundation.errors import InputError
from winset.foundation.numbers import finite_number
from winset.games.by_player import numbers_by_player
from winset.games.rule import Rule
from winset.results.coalitions.least_cost import LeastCost
from winset.solvers.coalitions.minimal_winning import members_by_class
from winset.solvers.power.counting.decision_diagram import DecisionDiagram, decision_diagram
from winset.solvers.power.counting.player_classes import (
    Game,
    PlayerClasses,
    player_classes,
    rule_from,
)

Floats = NDArray[np.float64]
SOURCES = cited("riker-1962", "groseclose-snyder-1996")
MOST_ROUNDS = 2_000
SECONDS_A_ROUND = 20.0


def least_cost_coalition(
    game: Game,
    prices: Mapping[str, float] | Sequence[float],
    *,
    quota: float | None = None,
    names: Sequence[str] | None = None,
    fund: float = 0.0,
) -> LeastCost:
    """Return a winning coalition that costs least to hold together.

    Whom should a government buy, when votes differ in weight and price, and opponents may then
    buy some back?

    Parameters
    ----------
    game : Rule, sequence of float, or mapping of player to float
        A rule, or the weights of one vote.
    prices : mapping of player to float, or sequence of float
        What each player's consent costs: positive for one that loses, negative for one that gains
        (it is worth that much to opponents who would turn it), `inf` if it cannot be bought.
    quota : float, optional
        Votes needed; with weights only.
    names : sequence of str, optional
        Player names; with a sequence of weights only.
    fund : float, default 0
        What the opponents, moving second, can spend; a single weighted vote only.

    Returns
    -------
    LeastCost
        The coalition, its payments and cost; or "infeasible" with the reason.

    Raises
    ------
    InputError
        As `Rule`; a price missing or NaN; a negative or infinite fund; a fund with a rule of
        several votes or players (the price of ratification covers those).

    Notes
    -----
    Without a fund: the cheapest path through the rule's decision diagram; exact up to the rounding
    of sums of prices. With one: payments beyond the price make a member dearer to turn, and every
    group whose loss breaks the coalition must be worth the fund. A mixed-integer program by HiGHS,
    to which the group that a least-cost attack finds is added until none is cheaper than the fund.
    With equal weights it is the price of ratification in one chamber, which is much faster.

    References
    ----------
    Riker (1962), The Theory of Political Coalitions. Groseclose and Snyder (1996), American
    Political Science Review 90(2), 303-315.

    Examples
    --------
    >>> answer = least_cost_coalition([4, 3, 2, 1], [9, 4, 3, 1], quota=6)
    >>> answer.coalition, answer.cost
    (('2', '3', '4'), 8.0)
    """
    rule = rule_from(game, quota=quota, names=names)
    asked = numbers_by_player(rule, prices, "price", may_be_infinite=True)
    fund = finite_number(fund, "the fund")
    if fund < 0:
        raise InputError(f"the fund is {fund:g}", "give an amount of 0 or more")
    classes = player_classes(rule)
    if fund > 0 and not classes.is_single_vote:
        raise InputError(
            "a fund needs a single weighted vote; for a rule of several votes or players use the "
            "price of ratification"
        )
    buyable = [name for name, price in asked.items() if price < math.inf]
    if not rule.is_winning(buyable):
        return _infeasible(rule, asked, fund, buyable)
    if fund > 0:
        return _against_fund(rule, classes, asked, fund)
    costs = {name: max(0.0, price) for name, price in asked.items()}
    chosen, _ = cheapest_winning(decision_diagram(classes), classes, costs)
    coalition = tuple(name for name in rule.players if name in chosen)
    payments = {name: costs[name] for name in coalition if costs[name] > 0}
    return LeastCost(
        rule,
        asked,
        fund,
        outcome="solved",
        coalition=coalition,
        payments=payments,
        cost=math.fsum(payments.values()),
        method="cheapest path through the decision diagram",
        sources=SOURCES,
    )


def cheapest_winning(
    diagram: DecisionDiagram, classes: PlayerClasses, costs: Mapping[str, float]
) -> tuple[set[str], float]:
    """Return the members and cost of a cheapest winning coalition.

    Parameters
    ----------
    diagram : DecisionDiagram
        The rule.
    classes : PlayerClasses
        Its classes.
    costs : mapping of str to float
        Player -> cost >= 0; `inf` to leave a player out.

    Notes
    -----
    Of a class the cheapest join first. O(entries of the diagram).
    """
    ranked = [sorted(group, key=costs.__getitem__) for group in members_by_class(classes)]
    running = [np.cumsum([0.0, *(costs[m] for m in group)]) for group in ranked]
    least = [np.array([math.inf, 0.0])]
    for layer in reversed(diagram.layers):
        least.append((least[-1][layer.children] + running[layer.player_class]).min(axis=1))
    least.reverse()
    chosen: set[str] = set()
    node = diagram.root
    for depth, layer in enumerate(diagram.layers):
        row = least[depth + 1][layer.children[node]] + running[layer.player_class]
        joined = int(np.argmin(row))
        chosen.update(ranked[layer.player_class][:joined])
        node = int(layer.children[node, joined])
    return chosen, float(least[0][diagram.root])


def _infeasible(
    rule: Rule, prices: Mapping[str, float], fund: float, buyable: Sequence[str]
) -> LeastCost:
    shown = ", ".join(buyable) if buyable else "nobody"
    return LeastCost(
        rule,
        prices,
        fund,
        outcome="infeasible",
        coalition=(),
        payments={},
        cost=None,
        reason=f"those who can be bought ({shown}) do not win together; lower the quota or win "
        "over one of the others",
        method="the rule itself",
        sources=SOURCES,
    )


def _against_fund(
    rule: Rule, classes: PlayerClasses, prices: Mapping[str, float], fund: float
) -> LeastCost:
    from winset.solvers.coalitions.least_cost import DefenceProgram

    dual = classes.dual()
    attack = decision_diagram(dual)
    program = DefenceProgram(rule, prices, fund)
    tolerance = 1e-7 * fund
    for _ in range(MOST_ROUNDS):
        members, extra = program.solve(SECONDS_A_ROUND)
        if members is None:
            break
        worth = {
            name: max(0.0, -prices[name]) + extra[name] if name in members else 0.0
            for name in rule.players
        }
        cheapest, value = cheapest_winning(attack, dual, worth)
        if value >= fund - tolerance:
            payments = {m: max(0.0, prices[m]) + extra[m] for m in rule.players if m in members}
            return LeastCost(
                rule,
                prices,
                fund,
                outcome="solved",
                coalition=tuple(payments),
                payments={m: paid for m, paid in payments.items() if paid > 0},
                cost=math.fsum(payments.values()),
                method="mixed-integer program with attacks added one by one",
                sources=SOURCES,
            )
        program.add_attack(cheapest)
    return LeastCost(
        rule,
        prices,
        fund,
        outcome="undecided",
        coalition=(),
        payments={},
        cost=None,
        reason="the program did not settle within its limits; group players of equal weight",
        method="mixed-integer program with attacks added one by one",
        sources=SOURCES,
    )


TOLERANCE = 1e-9


class DefenceProgram:
    """Choose members and payments beyond their prices at least cost; attacks are added later.

    Variables are, for each player, whether it is a member (y, 0 or 1) and what it is paid beyond
    its price (a >= 0, at most the fund, 0 unless a member). An attack on a group asks that its
    members' gains and extra payments together be worth the fund.

    Parameters
    ----------
    rule : Rule
        A single weighted vote.
    prices : mapping of str to float
        As `least_cost_coalition`.
    fund : float
        Above 0.
    """

    def __init__(self, rule: Rule, prices: Mapping[str, float], fund: float) -> None:
        import highspy

        self.players = rule.players
        self.fund = fund
        self.gain = {name: max(0.0, -prices[name]) for name in self.players}
        form = rule.integer_form
        votes = [float(row[0]) for row in form.weights]
        quota = float(form.condition[2])
        n, scale = len(self.players), max(votes)
        self.program = highspy.Highs()  # type: ignore[no-untyped-call]
        self.program.setOptionValue("output_flag", False)
        self.program.setOptionValue("mip_rel_gap", 0.0)
        self.program.setOptionValue("mip_abs_gap", TOLERANCE)
        self.program.setOptionValue("mip_feasibility_tolerance", TOLERANCE)
        self.program.setOptionValue("primal_feasibility_tolerance", TOLERANCE)
        for i, name in enumerate(self.players):
            can_join = prices[name] < math.inf
            self.program.addVar(0.0, float(can_join))
            self.program.changeColCost(i, max(0.0, prices[name]) if can_join else 0.0)
            self.program.changeColIntegrality(i, highspy.HighsVarType.kInteger)
        for i in range(n):
            self.program.addVar(0.0, fund)
            self.program.changeColCost(n + i, 1.0)
        self._ask(dict(enumerate(vote / scale for vote in votes)), quota / scale)
        for i in range(n):
            self._ask({i: fund, n + i: -1.0}, 0.0)

    def _ask(self, terms: Mapping[int, float], least: float) -> None:
        """Add a row: the sum of these terms is at least so much."""
        columns = np.array(list(terms), dtype=np.int32)
        values = np.array(list(terms.values()), dtype=np.float64)
        self.program.addRow(least, math.inf, len(columns), columns, values)

    def add_attack(self, group: Iterable[str]) -> None:
        """Ask that a group be worth the fund."""
        n = len(self.players)
        terms: dict[int, float] = {}
        for name in group:
            i = self.players.index(name)
            terms[n + i] = 1.0
            if self.gain[name]:
                terms[i] = self.gain[name]
        self._ask(terms, self.fund)

    def solve(self, seconds: float) -> tuple[set[str] | None, dict[str, float]]:
        """Return the members and what each is paid beyond its price; None without an answer.

        Parameters
        ----------
        seconds : float
            Time limit.
        """
        import highspy

        self.program.setOptionValue("time_limit", self.program.getRunTime() + seconds)
        self.program.run()
        if self.program.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None, {}
        values = list(self.program.getSolution().col_value)
        n = len(self.players)
        members = {name for i, name in enumerate(self.players) if values[i] > 0.5}
        extra = {
            name: max(0.0, values[n + i]) if name in members else 0.0
            for i, name in enumerate(self.players)
        }
        return members, extra
