"""The mixed-integer program of a coalition that must withstand attacks."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

import numpy as np

from winset.games.rule import Rule

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
