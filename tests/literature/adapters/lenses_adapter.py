"""Reads the tables on rival lenses."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from winset.cases.model.case import Case
from winset.games.arena import Tie
from winset.solvers.lenses.alt_gilligan import trade_coalitions
from winset.solvers.lenses.belief_distance import adjusted_rand, complete_linkage
from winset.solvers.lenses.bureaucratic_politics import resultant
from winset.solvers.lenses.coalition_theory import (
    chamber_balances,
    cheapest_clause,
    coalition_theory,
)
from winset.solvers.lenses.decision_units import coalition_process
from winset.solvers.lenses.delegation import optimal_delegation
from winset.solvers.lenses.policy_networks import policy_network
from winset.solvers.lenses.ricardo_viner import jones_returns, specific_factors
from winset.solvers.lenses.rogowski import rogowski_cleavage
from winset.solvers.lenses.stolper_samuelson import stolper_samuelson
from winset.translate.arena import arena_of


def two_goods(**inputs: list[float]) -> dict[str, float]:
    found = stolper_samuelson(**inputs)
    assert found.verify(), found.verify().failed
    return {"wage": found.wage, "capital": found.returns[0]}


def jones(*, employment_shares: list[Any], **inputs: list[float]) -> dict[str, Any]:
    found = jones_returns([float(Fraction(s)) for s in employment_shares], **inputs)
    assert found.verify(), found.verify().failed
    return {"wage": found.wage, "returns": list(found.returns)}


def both(**economy: list[float]) -> dict[str, float]:
    """Change of the wage for one of the first price: Jones's formula and a small step solved."""
    step = 1e-5
    formula = jones_returns(**economy, price_changes=[1.0, 0.0])
    solved = specific_factors(**economy, prices=[1.0 + step, 1.0])
    assert solved.verify(), solved.verify().failed
    return {"by formula": formula.wage, "solved": (solved.wage - 1.0) / step}


def cleavage(**inputs: Any) -> dict[str, Any]:
    found = rogowski_cleavage(**inputs)
    assert {*found.assertive, *found.defensive} == {"capital", "land", "labour"}
    return {
        "kind": found.kind,
        "free": list(found.free_trading),
        "closed": list(found.protectionist),
        "assertive": list(found.assertive),
    }


def form(**inputs: float) -> dict[str, Any]:
    found = trade_coalitions(**inputs)
    return {"form": found.form, "protection": found.protection_likely}


def five_objects(*, cut: float) -> list[list[int]]:
    lower = [[9], [3, 7], [6, 5, 9], [11, 10, 2, 8]]
    apart = np.zeros((5, 5))
    for row, values in enumerate(lower, start=1):
        apart[row, :row] = apart[:row, row] = values
    return [[i + 1 for i in cluster] for cluster in complete_linkage(apart, cut)]


def network(*, ties: list[str]) -> dict[str, float]:
    found = policy_network([Tie(*pair.split("-"), strength=1.0) for pair in ties])
    return {"density": found.density, "centralisation": found.centralisation}


def cap(*, bias: float) -> float | str:
    found = optimal_delegation(bias)
    assert found.verify(), found.verify().failed
    return "nothing is delegated" if found.cap is None else found.cap


def weighted(
    *, stands: list[float], capabilities: list[float], salience: list[float]
) -> dict[str, float]:
    weights = np.array(capabilities) * np.array(salience)
    found = resultant(np.array(stands)[:, None], weights[:, None])
    return {"position": float(found.position[0]), "dispersion": found.dispersion}


def five_parties(*, status_quo: float, proposal: float) -> dict[str, Any]:
    seats = {"a": 20, "b": 15, "c": 10, "d": 30, "e": 25}
    case = Case.model_validate(
        {
            "winset": 1,
            "id": "five-parties",
            "title": "Five parties",
            "issues": {
                "left-right": {
                    "axis": "vote",
                    "title": "Left to right",
                    "low": "left",
                    "high": "right",
                    "status_quo": status_quo,
                    "proposal": proposal,
                }
            },
            "rule": {"chamber": "house", "quota": 51, "of": 100},
            "actors": {
                name: {
                    "level": "legislature",
                    "seats": {"house": votes},
                    "position": {"left-right": place},
                }
                for (name, votes), place in zip(
                    seats.items(), (0.0, 0.25, 0.5, 0.75, 1.0), strict=True
                )
            },
        }
    )
    arena = arena_of(case)
    clause = cheapest_clause(arena)
    assert clause is not None
    (balance,) = chamber_balances(arena, clause)
    reading = coalition_theory(arena)
    assert reading.verify(), reading.verify().failed
    return {
        "pivots": list(balance.pivots),
        "completes": balance.completes,
        "count": reading.measure("minimal winning coalitions of the house"),
        "size": reading.measure("minimum size in the house"),
        "prediction": reading.prediction,
    }


SOLVERS = {
    "stolper_samuelson": two_goods,
    "jones_returns": jones,
    "solved_and_formula": both,
    "rogowski_cleavage": cleavage,
    "trade_coalitions": form,
    "adjusted_rand": adjusted_rand,
    "complete_linkage": five_objects,
    "policy_network": network,
    "coalition_process": coalition_process,
    "optimal_delegation": cap,
    "resultant": weighted,
    "five_parties": five_parties,
}
