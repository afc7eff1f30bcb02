"""Size the distribution of `winset forecast` on decided issues, by cross-validation.

    python benchmarks/forecast_distribution.py FILE [--json]

FILE is a table of decided issues, such as the first wave of DEU III (docs/how-to/forecast.md says
where to get it). What is tried, how it is compared and what is then kept was fixed before the first
run; docs/explanation/forecasts-of-bargaining.md has the text. Nothing here is random.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from winset.cases.tables.decided import DecidedIssues, read_decided_issues
from winset.games.issue_positions import Positions
from winset.results.bargaining.outcome_distribution import OutcomeDistribution
from winset.solvers.bargaining.outcome_distribution import DistributionSizes, outcome_distribution
from winset.solvers.bargaining.weighted_mean import weighted_mean
from winset.translate.issue_positions import positions_of_table

FOLDS = 10
SHARES = tuple(round(0.1 * n, 1) for n in range(10))
ERRORS = tuple(round(0.025 * n, 3) for n in range(2, 25))
FORMS = tuple(itertools.product(("weight", "election"), ("axis", "span")))
FIRST = ("weight", "axis")
"""The plainest form: kept unless another is better by more than a standard error."""


@dataclass(frozen=True)
class Record:
    """Decided issues as arrays: games, outcomes, dossier and fold of each."""

    games: list[Positions]
    outcome: np.ndarray
    dossier: np.ndarray
    fold: np.ndarray


def record_of(decided: DecidedIssues) -> Record:
    """Games and outcomes in the order of the file; dossiers dealt to folds by their names."""
    table = positions_of_table(decided.table)
    names = list(decided.outcome)
    dossiers = [decided.dossier[name] for name in names]
    place = {name: n % FOLDS for n, name in enumerate(sorted(set(dossiers)))}
    return Record(
        games=[table.on(name) for name in names],
        outcome=np.array([decided.outcome[name] for name in names]),
        dossier=np.array(dossiers),
        fold=np.array([place[name] for name in dossiers]),
    )


def scores_of_form(record: Record, support: str, scale: str) -> np.ndarray:
    """CRPS of every issue at every pair of constants, shape (issues, shares, errors)."""
    found = np.empty((len(record.games), len(SHARES), len(ERRORS)))
    for n, (game, outcome) in enumerate(zip(record.games, record.outcome, strict=True)):
        start = outcome_distribution(game, DistributionSizes(0.5, 0.3, support, scale))  # type: ignore[arg-type]
        width = start.error / 0.3
        for a, share in enumerate(SHARES):
            for b, error in enumerate(ERRORS):
                found[n, a, b] = with_sizes(start, share, error * width).crps(outcome)
    return found


def with_sizes(start: OutcomeDistribution, share: float, error: float) -> OutcomeDistribution:
    """The same distribution under other constants."""
    return OutcomeDistribution(
        **{
            **{k: getattr(start, k) for k in start.__dataclass_fields__},
            "share": share,
            "error": error,
        }
    )


def best(scores: np.ndarray) -> tuple[int, int]:
    """Place of the least mean score; the smaller constants on ties."""
    mean = scores.mean(axis=0)
    a, b = np.unravel_index(int(np.argmin(np.round(mean, 9))), mean.shape)
    return int(a), int(b)


def out_of_fold(
    scores: np.ndarray, fold: np.ndarray
) -> tuple[np.ndarray, list[tuple[float, float]]]:
    """Score of each issue under the constants that are best on the other folds."""
    found, chosen = np.empty(len(scores)), []
    for k in range(FOLDS):
        a, b = best(scores[fold != k])
        chosen.append((SHARES[a], ERRORS[b]))
        found[fold == k] = scores[fold == k, a, b]
    return found, chosen


def errors_alone(record: Record) -> np.ndarray:
    """CRPS of the weighted mean with the errors of all other folds, cut at the ends."""
    mean = np.array([weighted_mean(game).position for game in record.games])
    error = record.outcome - mean
    found = np.empty(len(mean))
    for n in range(len(mean)):
        drawn = np.clip(mean[n] + error[record.fold != record.fold[n]], 0.0, 100.0)
        apart = np.abs(drawn[:, None] - drawn[None, :]).mean()
        found[n] = np.abs(drawn - record.outcome[n]).mean() - 0.5 * apart
    return found


def difference(first: np.ndarray, second: np.ndarray, dossier: np.ndarray) -> dict[str, float]:
    """Mean difference and its standard error, clustered by dossier."""
    gap = first - second
    mean = float(gap.mean())
    sums = np.array([(gap[dossier == name] - mean).sum() for name in np.unique(dossier)])
    count = len(sums)
    error = float(np.sqrt((sums**2).sum() * count / (count - 1)) / len(gap))
    return {"mean": mean, "standard_error": error}


def spread(lower: float, upper: float, cut: float) -> float:
    """Share of the stretch between both values of a jump that lies below a cut."""
    if upper <= lower:
        return float(cut >= upper)
    return float(np.clip((cut - lower) / (upper - lower), 0.0, 1.0))


def calibration(
    record: Record, form: tuple[str, str], chosen: list[tuple[float, float]]
) -> dict[str, Any]:
    """Shares of outcomes below quantiles and in tenths, out of fold."""
    values = []
    for n, game in enumerate(record.games):
        share, error = chosen[record.fold[n]]
        found = outcome_distribution(game, DistributionSizes(share, error, *form))  # type: ignore[arg-type]
        values.append(found.pit(float(record.outcome[n])))
    cuts = np.linspace(0, 1, 11)
    below = np.array([[spread(low, high, cut) for cut in cuts] for low, high in values])
    quantiles = {}
    for cut in (0.05, 0.25, 0.5, 0.75, 0.95):
        hits = np.array([spread(low, high, cut) for low, high in values])
        quantiles[str(round(100 * cut))] = difference(hits, np.zeros(len(hits)), record.dossier)
    return {"tenths": np.diff(below.mean(axis=0)).tolist(), "below_quantile": quantiles}


def means(record: Record, form: tuple[str, str], chosen: list[tuple[float, float]]) -> np.ndarray:
    """Mean of each distribution under the constants of its fold."""
    found = []
    for n, game in enumerate(record.games):
        share, error = chosen[record.fold[n]]
        found.append(outcome_distribution(game, DistributionSizes(share, error, *form)).mean)  # type: ignore[arg-type]
    return np.array(found)


def study(path: Path) -> dict[str, Any]:
    """Everything, in the order of the text."""
    record = record_of(read_decided_issues(path))
    mean = np.array([weighted_mean(game).position for game in record.games])
    point, alone = np.abs(mean - record.outcome), errors_alone(record)
    report: dict[str, Any] = {
        "issues": len(record.games),
        "dossiers": len(set(record.dossier)),
        "point": float(point.mean()),
        "errors_alone_out_of_fold": float(alone.mean()),
        "forms": {},
    }
    held: dict[tuple[str, str], np.ndarray] = {}
    scores = {form: scores_of_form(record, *form) for form in FORMS}
    chosen = {}
    for form in FORMS:
        held[form], chosen[form] = out_of_fold(scores[form], record.fold)
        a, b = best(scores[form])
        report["forms"]["-".join(form)] = {
            "out_of_fold": float(held[form].mean()),
            "minus_errors_alone": difference(held[form], alone, record.dossier),
            "minus_point": difference(held[form], point, record.dossier),
            "minus_first_form": difference(held[form], held[FIRST], record.dossier),
            "best_on_all": {"share": SHARES[a], "error": ERRORS[b]},
            "in_sample": float(scores[form].mean(axis=0)[a, b]),
            "by_fold": chosen[form],
        }
    kept = FIRST
    for form in FORMS:
        gap = difference(held[form], held[kept], record.dossier)
        if form != kept and gap["mean"] < -gap["standard_error"]:
            kept = form
    a, b = best(scores[kept])
    report["kept"] = asdict(DistributionSizes(SHARES[a], ERRORS[b], *kept))  # type: ignore[arg-type]
    report["kept_out_of_fold"] = {
        "mae": float(np.abs(means(record, kept, chosen[kept]) - record.outcome).mean()),
        "crps": report["forms"]["-".join(kept)]["out_of_fold"],
    }
    report["calibration_out_of_fold"] = calibration(record, kept, chosen[kept])
    return report


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    report = study(arguments.file)
    if arguments.json:
        json.dump(report, sys.stdout, indent=2)
        return 0
    print(f"{report['issues']} issues of {report['dossiers']} dossiers")
    print(
        f"CRPS: point {report['point']:.2f}, errors alone {report['errors_alone_out_of_fold']:.2f}"
    )
    for name, found in report["forms"].items():
        gap = found["minus_errors_alone"]
        print(
            f"{name:15s} {found['out_of_fold']:.2f} out of fold, {found['in_sample']:.2f} in, "
            f"against errors alone {gap['mean']:+.2f} (s.e. {gap['standard_error']:.2f}), "
            f"{found['best_on_all']}"
        )
    print("kept:", report["kept"])
    print("tenths:", " ".join(f"{v:.3f}" for v in report["calibration_out_of_fold"]["tenths"]))
    for percent, found in report["calibration_out_of_fold"]["below_quantile"].items():
        print(f"below quantile {percent}: {found['mean']:.3f} (s.e. {found['standard_error']:.3f})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
