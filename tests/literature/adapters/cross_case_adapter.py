"""Reads the tables on comparison over cases."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from winset.results.cross_case.qualitative_comparison import Kind
from winset.solvers.cross_case.calibration import direct_calibration
from winset.solvers.cross_case.coder_agreement import Metric, cohen_kappa, krippendorff_alpha
from winset.solvers.cross_case.hypothesis_test import Contingency, hypothesis_test
from winset.solvers.cross_case.process_tracing import Chance, Clue, trace_process


def qualitative(
    *, table: str, conditions: list[str], kind: Kind = "crisp", negated: bool = False
) -> dict[str, Any]:
    pytest.importorskip("setqca", reason="needs the extra qca: python -m pip install '.[qca]'")
    from winset.solvers.cross_case.qualitative_comparison import qualitative_comparison
    from winset.solvers.cross_case.truth_table import set_data

    rows = [line.split() for line in table.splitlines() if line.strip()]
    scores = np.array([[float(cell) for cell in row[1:]] for row in rows])
    outcome = 1.0 - scores[:, -1] if negated else scores[:, -1]
    data = set_data(
        scores[:, :-1], outcome, conditions=conditions, cases=[row[0] for row in rows], kind=kind
    )
    found = qualitative_comparison(data, consistency=1.0)
    assert found.verify(), found.verify().failed
    return {
        "rows": len(found.rows),
        "remainders": found.remainders,
        "conservative": sorted(model.text for model in found.models["conservative"]),
        "parsimonious": sorted(model.text for model in found.models["parsimonious"]),
    }


def calibrated(*, raw: list[float], anchors: list[float]) -> list[float]:
    out, crossover, full = anchors
    return direct_calibration(raw, out=out, crossover=crossover, full=full).tolist()


def alpha(*, codings: list[list[float | None]], metric: Metric) -> float | None:
    return krippendorff_alpha(codings, metric)


def kappa(*, both_yes: int, first_only: int, second_only: int, both_no: int) -> float | None:
    first = ["yes"] * (both_yes + first_only) + ["no"] * (second_only + both_no)
    second = ["yes"] * both_yes + ["no"] * first_only + ["yes"] * second_only + ["no"] * both_no
    return cohen_kappa(first, second)


def traced(*, prior: float, if_true: float, if_false: float, found: bool) -> dict[str, Any]:
    clue = Clue("clue", *(Chance(p, p, p) for p in (if_true, if_false)), found=found)
    answer = trace_process([clue], prior=prior)
    return {"kind": answer.clues[0].kind.value, "posterior": answer.posterior}


def tested(*, counts: list[int]) -> dict[str, Any]:
    found = hypothesis_test(Contingency(*counts))
    return {"posterior": found.posterior, "bayes factor": found.bayes_factor}


SOLVERS = {
    "qualitative_comparison": qualitative,
    "direct_calibration": calibrated,
    "krippendorff_alpha": alpha,
    "cohen_kappa": kappa,
    "process_tracing": traced,
    "hypothesis_test": tested,
}
