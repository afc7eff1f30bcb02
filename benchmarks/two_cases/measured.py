"""What the model says of the two cases: reports, switches, exchanges, as plain numbers."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import numpy as np
from exchanged import GROUPS, exchange_switch
from switched import CLAIM_SWITCHES
from switches import Switch, moved_by

from winset.casebook import case_ids, read_case, read_domestic_case
from winset.cases.file.read_parameters import read_parameters
from winset.cases.file.write import write_parameters
from winset.cases.model.case import Case
from winset.cases.model.negotiation import NegotiationCase
from winset.cases.model.parameters import Parameters
from winset.foundation.coefficients import NAMES
from winset.reports.domestic.report import Report
from winset.studies.domestic.analyze import analyze
from winset.studies.estimate.estimate import estimate
from winset.studies.estimate.folds import shipped_folds
from winset.studies.estimate.plan import read_estimate_plan
from winset.studies.negotiation.negotiate import negotiate

HERE: Final = Path(__file__).parent
BLOCK: Final = HERE / "block.yaml"
MEASURED: Final = HERE / "measured.json"
CASES: Final = {"97": "fast-track-1997", "00": "china-pntr-2000"}
SERIES: Final = ("fast-track", "china-status")
SAMPLER_DRAWS: Final = 400
COEFFICIENTS: Final = 40
DRAWS: Final = 100
REPORT_DRAWS: Final = 2000
TABLE_DRAWS: Final = 100


def fit() -> None:
    """Estimate the coefficients without both series and write the block."""
    plan = read_estimate_plan()
    gone = {name for series in SERIES for name in plan.folds[series]}
    cases = [
        case
        for name in case_ids()
        if name in plan.cases and name not in gone
        if isinstance(case := read_case(name), Case) and plan.is_fitted(case)
    ]
    found = estimate(
        cases, seed=plan.settings.seed, draws=SAMPLER_DRAWS, workers=2, as_registered=True
    )
    told = found.report.diagnostics
    print(f"{len(cases)} cases: {told}", file=sys.stderr)
    write_parameters(found.parameters.model_copy(update={"id": "without-both-series"}), BLOCK)


def pair(key: str) -> tuple[Case, Case]:
    """A case and the other of the two."""
    other = "00" if key == "97" else "97"
    return read_domestic_case(CASES[key]), read_domestic_case(CASES[other])


def switches(key: str) -> list[Switch]:
    """Every exchange with the other case and every switch of a claim."""
    other = pair(key)[1]
    exchanges = [exchange_switch(other, group) for group in (*GROUPS, "all")]
    return [*exchanges, *CLAIM_SWITCHES]


def moves(key: str, asked: list[Switch], block: Parameters) -> dict[str, Any]:
    """Change of the probability and the price by switch; ``None`` where nothing can be switched."""
    found = moved_by(pair(key)[0], asked, block, coefficients=COEFFICIENTS, draws=DRAWS)
    return {name: None if one is None else asdict(one) for name, one in found.items()}


def told(report: Report) -> dict[str, Any]:
    """Numbers of one report that claims speak of."""
    deadlock = report.deadlock_coalition
    outcome = report.outcome
    house = report.votes["house"]
    bought = {row.actor: row for row in report.minimum_winning_coalition if row.role == "votes"}
    support: dict[str, float] = {}
    for row in report.members:
        support[row.actor] = support.get(row.actor, 0.0) + row.p_supports
    return {
        "p": report.passage_probability,
        "held": report.probabilities.comes_to_a_vote,
        "if_held": report.probabilities.passes_if_it_does,
        "shares": dict(report.verdict_shares),
        "verdict": report.verdict,
        "recorded": None if outcome is None else outcome.verdict,
        "price": report.price.likely,
        "budget": report.budget.likely,
        "fund": report.opposition_fund.likely,
        "house": house.model_dump(mode="json"),
        "senate": report.votes["senate"].model_dump(mode="json"),
        "cohesion": deadlock.cohesion,
        "cohesion_reasons": deadlock.cohesion_reasons,
        "convenience_pairs": len(deadlock.convenience_pairs),
        "swing": [row.actor for row in report.pivotal_actors if row.swing],
        "engagement": {row.actor: row.engagement for row in report.pivotal_actors},
        "blocs": {
            name: {"unpaid": row.unpaid, "bought": row.bought, "paid": row.paid}
            for name, row in bought.items()
        },
        "reach": report.reach.reason,
        "process": None if report.coalition_process is None else report.coalition_process.because,
        "counts": []
        if outcome is None
        else [row.model_dump(mode="json") for row in outcome.counts],
        "where_it_falls": {} if outcome is None else dict(outcome.where_it_falls),
        "support": support,
    }


def votes_held() -> dict[str, Any]:
    """Stored forecasts, each without its episode: does it come to a vote where somebody decides?"""
    folds = shipped_folds()
    if folds is None:
        raise FileNotFoundError("no folds are stored")
    rows = {row.case: row for row in folds.forecasts["registered"]}
    decided = [
        row for name, row in rows.items() if name not in folds.abroad and row.comes_to_a_vote < 1.0
    ]
    without = [row.happened in ("stalls", "withdrawn") for row in decided]
    held = np.array([row.comes_to_a_vote for row in decided])
    return {
        "p": {name: rows[name].passage_probability for name in CASES.values()},
        "panama": rows["panama-tpa-2007"].comes_to_a_vote,
        "held": float(held[~np.array(without)].mean()),
        "not_held": float(held[without].mean()),
        "n_held": without.count(False),
        "n_not_held": without.count(True),
    }


def at_the_table(block: Parameters) -> dict[str, Any]:
    """What is signed of the talks with China, and what groups move in three negotiations."""
    found: dict[str, Any] = {}
    for name in ("us-china-wto-1999", "us-japan-autos-farm-2013", "us-vietnam-labour-2013"):
        case = read_case(name)
        if not isinstance(case, NegotiationCase):
            raise TypeError(name)
        report = negotiate(case, draws=TABLE_DRAWS, parameters=block)
        found[name] = {
            "signed": report.signed_probability,
            "missed": report.missed,
            "point": report.agreement.point,
            "groups": [row.model_dump(mode="json") for row in report.groups],
        }
    return found


def measure() -> None:
    """Compute everything and write it."""
    block = read_parameters(BLOCK)
    rows = np.array(block.vote_model.sample)
    found: dict[str, Any] = {
        "coefficients": {
            name: [float(rows[:, n].mean()), *np.quantile(rows[:, n], [0.05, 0.95]).tolist()]
            for n, name in enumerate(NAMES)
        },
        "votes_held": votes_held(),
        "table": at_the_table(block),
    }
    for key, name in CASES.items():
        print(f"{name} ...", file=sys.stderr, flush=True)
        report = analyze(read_domestic_case(name), parameters=block, draws=REPORT_DRAWS)
        found[key] = told(report) | {"moves": moves(key, switches(key), block)}
    MEASURED.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
