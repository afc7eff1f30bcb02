"""Scores of the stored folds, beside the simpler rules, with paired differences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from winset.cases.model.case import Case
from winset.cases.model.parameters import Parameters
from winset.foundation.randomness import generator
from winset.games.domestic import Floats
from winset.reports.comparison.estimate_report import LeftOutCase
from winset.reports.comparison.leave_one_out_parts import (
    Added,
    BaselineScore,
    LeaveOneOutScores,
    LeftOutForecast,
    ScoredGroup,
    TallyScore,
    VerdictScore,
)
from winset.studies.estimate.baselines import NAMES, REASONS, Known, Said, baselines, known
from winset.studies.estimate.folds import StoredFolds, shipped_folds, what_does_not_fit
from winset.studies.estimate.plan import EstimatePlan, read_estimate_plan

RESAMPLES = 4000
_LEAST = 1e-6
_INTERVALS = {"50": ("25", "75"), "80": ("10", "90"), "90": ("5", "95")}


@dataclass(frozen=True)
class _Row:
    """One case: what is known of it, each model's forecast, what each rule says."""

    known: Known
    forecasts: Mapping[str, LeftOutCase]
    said: Mapping[str, Said]


def leave_one_out_scores(
    folds: StoredFolds, cases: Sequence[Case], plan: EstimatePlan
) -> LeaveOneOutScores:
    """Score every stored forecast beside the simpler rules on the same folds.

    Answers: how well is a case forecast by a model that has not seen it, and is that better than
    what the direction of the bill, or a regression on the same inputs, gives?

    Parameters
    ----------
    folds
        Stored forecasts that fit the cases.
    cases
        The cases.
    plan
        Episodes, spent cases and the penalty of the ridge.
    """
    rows = _rows(folds, cases, plan)
    home = [row for row in rows if row.known.name not in folds.abroad]
    new = [row for row in home if row.known.name not in plan.spent]
    away = [row for row in rows if row.known.name in folds.abroad]
    forward = {row.case: row for row in folds.walk_forward}
    all_of = _group(home)
    return LeaveOneOutScores(
        **dict(all_of),
        plan=folds.plan,
        new_episodes=_group(new) if new else None,
        abroad=_group(away) if away else None,
        walk_forward=_walked(home, forward),
        walk_forward_adds=_walking_adds(home, forward),
        cases=[_case(row, forward) for row in rows],
    )


def stored_scores(
    cases: Sequence[Case], parameters: Parameters
) -> tuple[LeaveOneOutScores | None, str | None]:
    """Scores of the folds that come with the package, or why they say nothing of these cases.

    Parameters
    ----------
    cases
        The cases as they are now.
    parameters
        The block as it is now.
    """
    folds = shipped_folds()
    if folds is None:
        return None, "no folds are stored with this version"
    reason = what_does_not_fit(folds, cases, parameters)
    if reason is not None:
        return None, reason
    return leave_one_out_scores(folds, cases, read_estimate_plan()), None


def _rows(folds: StoredFolds, cases: Sequence[Case], plan: EstimatePlan) -> list[_Row]:
    by_id = {case.id: case for case in cases}
    facts = {name: known(by_id[name], plan) for name in folds.cases}
    found = []
    for name, fact in facts.items():
        forecasts = {
            form: next(row for row in rows if row.case == name)
            for form, rows in folds.forecasts.items()
        }
        said = baselines(fact, list(facts.values()), plan.settings.ridge_penalty)
        found.append(_Row(fact, forecasts, said))
    return found


def _case(row: _Row, forward: Mapping[str, LeftOutCase]) -> LeftOutForecast:
    first = next(iter(row.forecasts.values()))
    said = {name: one.probability for name, one in row.said.items()}
    probability = said.get("direction")
    later = forward.get(row.known.name)
    return LeftOutForecast(
        case=row.known.name,
        fold=row.known.fold,
        happened=first.happened,
        adopted=row.known.adopted,
        passage_probability=first.passage_probability,
        direction_probability=0.5 if probability is None else probability,
        base_rate_probability=said.get("base_rate"),
        direction_and_kind_probability=said.get("direction_and_kind"),
        ridge_probability=said.get("ridge"),
        last_of_kind_probability=said.get("last_of_kind"),
        walk_forward=None if later is None else later.passage_probability,
    )


def _walking(rows: Sequence[_Row], forward: Mapping[str, LeftOutCase]) -> list[_Row]:
    """Rows with a forecast from earlier cases, which stands beside the others as `walking`."""
    return [
        replace(row, forecasts={**row.forecasts, "walking": forward[row.known.name]})
        for row in rows
        if row.known.name in forward
    ]


def _walked(rows: Sequence[_Row], forward: Mapping[str, LeftOutCase]) -> VerdictScore | None:
    kept = _walking(rows, forward)
    if not kept:
        return None
    return _verdicts(_chance(kept, "walking"), _adopted(kept), _crps(kept, "walking"))


def _walking_adds(rows: Sequence[_Row], forward: Mapping[str, LeftOutCase]) -> Added | None:
    kept = _walking(rows, forward)
    if not kept:
        return None
    return _less(kept, "walking", next(iter(kept[0].forecasts)), _adopted(kept), "walking")


def _group(rows: Sequence[_Row]) -> ScoredGroup:
    adopted = _adopted(rows)
    forms = list(rows[0].forecasts)
    scores = {form: _verdicts(_chance(rows, form), adopted, _crps(rows, form)) for form in forms}
    scored = {name: _baseline(rows, name, adopted) for name in NAMES}
    return ScoredGroup(
        scores=scores,
        baselines=scored,
        reasons={name: REASONS[name] for name, score in scored.items() if score is None},
        model_adds={
            name: _less(rows, forms[0], name, adopted, name) for name, one in scored.items() if one
        },
        rivals_add={rival: _less(rows, rival, forms[0], adopted, rival) for rival in forms[1:]},
        tallies=_tallies(rows),
    )


def _adopted(rows: Sequence[_Row]) -> Floats:
    return np.array([row.known.adopted for row in rows], dtype=np.float64)


def _chance(rows: Sequence[_Row], form: str) -> Floats:
    return np.array([row.forecasts[form].passage_probability for row in rows])


def _crps(rows: Sequence[_Row], form: str) -> float | None:
    found = [tally.crps for row in rows for tally in row.forecasts[form].tallies]
    return float(np.mean(found)) if found else None


def _verdicts(chance: Floats, adopted: Floats, crps: float | None = None) -> VerdictScore:
    right = (chance >= 0.5) == (adopted > 0.5)
    both = 0.0 < adopted.mean() < 1.0
    balanced = 0.5 * (right[adopted > 0.5].mean() + right[adopted < 0.5].mean()) if both else None
    return VerdictScore(
        brier=float(((chance - adopted) ** 2).mean()),
        log_score=_log_score(chance, adopted),
        balanced_accuracy=None if balanced is None else float(balanced),
        crps=crps,
        n=len(chance),
    )


def _log_score(chance: Floats, adopted: Floats) -> float:
    of_what_came = np.where(adopted > 0.5, chance, 1.0 - chance)
    return float(-np.log(np.maximum(of_what_came, _LEAST)).mean())


def _baseline(rows: Sequence[_Row], name: str, adopted: Floats) -> BaselineScore | None:
    kept = [place for place, row in enumerate(rows) if name in row.said]
    if not kept:
        return None
    said = [rows[place].said[name] for place in kept]
    chance = np.array([one.probability for one in said], dtype=np.float64)
    crps = [value for one in said for value in one.crps.values()]
    happened = adopted[kept]
    return BaselineScore(
        brier=float(((chance - happened) ** 2).mean()),
        log_score=_log_score(chance, happened),
        crps=float(np.mean(crps)) if crps else None,
        n=len(kept),
    )


def _said_by(row: _Row, name: str) -> Said | None:
    """Find what a form of the model, or a simpler rule, says of a case."""
    forecast = row.forecasts.get(name)
    if forecast is None:
        return row.said.get(name)
    crps = {tally.chamber: tally.crps for tally in forecast.tallies}
    return Said(forecast.passage_probability, crps)


def _less(rows: Sequence[_Row], one: str, other: str, adopted: Floats, seed: str) -> Added:
    """One forecast less another, with the interval over episodes."""
    verdicts: dict[str, list[float]] = {}
    tallies: dict[str, list[float]] = {}
    for row, happened in zip(rows, adopted, strict=True):
        mine, theirs = _said_by(row, one), _said_by(row, other)
        if mine is None or theirs is None:
            continue
        if mine.probability is not None and theirs.probability is not None:
            gap = (mine.probability - happened) ** 2 - (theirs.probability - happened) ** 2
            verdicts.setdefault(row.known.fold, []).append(float(gap))
        for chamber, crps in mine.crps.items():
            if chamber in theirs.crps:
                tallies.setdefault(row.known.fold, []).append(crps - theirs.crps[chamber])
    return Added(brier=_interval(verdicts, seed), crps=_interval(tallies, seed))


def _interval(gaps: Mapping[str, list[float]], name: str) -> tuple[float, float, float] | None:
    """Mean with its 95 % interval, whole episodes drawn with replacement."""
    if not gaps:
        return None
    sums = np.array([sum(values) for values in gaps.values()])
    sizes = np.array([len(values) for values in gaps.values()], dtype=np.float64)
    source = generator(0, "leave-one-out.interval", len(name))
    drawn = source.integers(0, sums.size, (RESAMPLES, sums.size))
    means = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return float(sums.sum() / sizes.sum()), float(low), float(high)


def _tallies(rows: Sequence[_Row]) -> TallyScore | None:
    form = next(iter(rows[0].forecasts))
    found = [tally for row in rows for tally in row.forecasts[form].tallies]
    if not found:
        return None
    inside = {
        name: float(np.mean([t.quantiles[low] <= t.recorded <= t.quantiles[high] for t in found]))
        for name, (low, high) in _INTERVALS.items()
    }
    return TallyScore(
        crps=float(np.mean([tally.crps for tally in found])),
        error=float(np.sqrt(np.mean([(t.recorded - t.mean) ** 2 for t in found]))),
        coverage=inside,
        width90=float(np.mean([t.quantiles["95"] - t.quantiles["5"] for t in found])),
        n=len(found),
    )
