"""An estimate of the record and its folds beside those that come with the package.

    winset estimate --all --leave-one-out --variants registered --workers 2 --out record.yaml \
        --json > record.json
    python benchmarks/record_beside_registered.py record.json record.folds.json

What it printed of an estimate by the sum of plan 7, that of the command, stands in
`src/winset/studies/estimate/trials.json` as `record_by_plan_7` (its `other_seed` from `--seed 1`),
of one by the sum of plan 5 as `record_by_plan_5`; no version in the project's history has that sum
as a command. Means move in standard deviations of the stored posterior; a score of plan 2 less the
new one has its 95 % interval over episodes.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

from winset.casebook import case_ids, read_case
from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.case import Case
from winset.studies.estimate.folds import StoredFolds, read_folds, shipped_folds
from winset.studies.estimate.plan import read_estimate_plan
from winset.studies.estimate.scores import leave_one_out_scores

STORED = "plan_2"
DIGITS = 4


def moved(report: dict[str, Any]) -> dict[str, dict[str, float]]:
    """Each coefficient beside the stored one."""
    before = read_parameters().vote_model.coefficients
    found = {}
    for row in report["parameters"]:
        mean, sd = row["posterior"]["mean"], row["posterior"]["sd"]
        stored = before[row["name"]]
        found[row["name"]] = {
            "mean": round(mean, DIGITS),
            "sd": round(sd, DIGITS),
            "mean_moved": round((mean - stored.mean) / stored.sd, 3),
            "sd_ratio": round(sd / stored.sd, 3),
        }
    return found


def beside(new: StoredFolds, stored: StoredFolds) -> StoredFolds:
    """The new forecasts with the stored ones as a rival form."""
    both = {"registered": new.forecasts["registered"], STORED: stored.forecasts["registered"]}
    return new.model_copy(update={"forecasts": both})


def main() -> None:
    """Print what moves."""
    report = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    if (stored := shipped_folds()) is None:
        raise SystemExit("no folds are stored")
    folds = beside(read_folds(sys.argv[2]), stored)
    cases = [case for name in case_ids() if isinstance(case := read_case(name), Case)]
    cases = [case for case in cases if case.id in folds.cases]
    scores = leave_one_out_scores(folds, cases, read_estimate_plan())
    found: dict[str, Any] = {"cases": len(report["cases"])}
    for name in ("draws", "effective_sample_size", "pareto_k", "log_evidence"):
        found[name] = round(report["diagnostics"][name], DIGITS)
    found["refits"] = sum(
        fit.method == "refit" and not fit.fold.startswith("before-") for fit in folds.fits
    )
    found["coefficients"] = moved(report)
    for name, group in (
        ("all", scores),
        ("new", scores.new_episodes),
        ("abroad", scores.abroad),
    ):
        if group is None:
            continue
        adds = group.rivals_add[STORED]
        found[name] = {
            form: {k: v if k == "n" else round(v, DIGITS) for k, v in dict(one).items()}
            for form, one in group.scores.items()
        }
        found[name]["stored_less_this"] = {
            score: np.round(value, DIGITS).tolist() for score, value in dict(adds).items()
        }
        found[name]["less_each_rule"] = {
            rule: {
                score: np.round(value, DIGITS).tolist()
                for score, value in dict(one).items()
                if value is not None
            }
            for rule, one in group.model_adds.items()
        }
        if group.tallies is not None:
            found[name]["coverage"] = {
                level: round(held, DIGITS) for level, held in group.tallies.coverage.items()
            }
    if scores.walk_forward is not None:
        found["walk_forward"] = {
            name: value if name == "n" else round(value, DIGITS)
            for name, value in dict(scores.walk_forward).items()
        }
    old, new = (
        {row.case: row.passage_probability for row in folds.forecasts[form]}
        for form in (STORED, "registered")
    )
    home = [name for name in new if name not in folds.abroad]
    furthest = max(home, key=lambda name: abs(new[name] - old[name]))
    found["largest_move"] = {"case": furthest, "from": old[furthest], "to": new[furthest]}
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
