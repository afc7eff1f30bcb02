"""Simpler rules for each case, made from the other episodes alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import minimize
from scipy.stats import norm

from winset.cases.model.case import Case
from winset.cases.model.direction import direction_of
from winset.cases.paths.rule_walk import chambers_of
from winset.games.domestic import Floats
from winset.studies.estimate.left_out import crps_of_sample
from winset.studies.estimate.plan import EstimatePlan

NAMES = (
    "base_rate",
    "direction",
    "direction_and_kind",
    "ridge",
    "blind_coder",
    "roll_calls",
    "last_of_kind",
    "government_benches",
)
REASONS = {
    "blind_coder": "the second coder recognised every case, so that no coding was blind",
    "roll_calls": "members' forecasts need the roll calls, which do not come with the package",
    "government_benches": "the benches of the government are coded abroad only",
}
_DIRECTION = {"opens": 0.5, "closes": -0.5, "mixed": 0.0}
_HELD, _NOT_HELD = 0.9, 0.1


@dataclass(frozen=True)
class Known:
    """Knowledge of the rules about a case.

    Parameters
    ----------
    name, fold
        Id of the case and its episode.
    fitted
        Whether others may learn from it.
    adopted, as_of, decided
        Whether it became law, day of the forecast, day of the end.
    direction
        .5 opens, -.5 closes, 0 mixed.
    kind
        Package, clock or plain.
    willingness
        Mean coded willingness of those who vote.
    tallies
        Recorded share in favour by chamber.
    benches_hold
        Whether the government's benches hold every quota; ``None`` where no benches are coded.
    """

    name: str
    fold: str
    fitted: bool
    adopted: bool
    as_of: dt.date
    decided: dt.date
    direction: float
    kind: str
    willingness: float
    tallies: Mapping[str, float]
    benches_hold: bool | None


@dataclass(frozen=True)
class Said:
    """Answer of a rule on a case: probability of adoption, CRPS of each recorded tally."""

    probability: float | None = None
    crps: Mapping[str, float] = field(default_factory=dict)


def known(case: Case, plan: EstimatePlan) -> Known:
    """Read what the rules know of a case.

    Parameters
    ----------
    case
        With an outcome.
    plan
        The plan, for its folds.
    """
    outcome = case.outcome
    if outcome is None:
        raise ValueError("a case without an outcome cannot be scored")
    kind = "package" if case.package else "clock" if case.clock is not None else "plain"
    return Known(
        name=case.id,
        fold=plan.fold_of(case.id),
        fitted=plan.is_fitted(case),
        adopted=outcome.verdict == "passes",
        as_of=case.as_of or outcome.date,
        decided=outcome.date,
        direction=_DIRECTION[direction_of(case)],
        kind=kind,
        willingness=_mean_willingness(case),
        tallies={
            chamber: yes / (yes + no)
            for chamber, (yes, no) in outcome.tally.items()
            if yes + no > 0
        },
        benches_hold=_benches_hold(case),
    )


def _mean_willingness(case: Case) -> float:
    """Mean over members, at likely values; one half where none is coded."""
    total = weight = 0.0
    for actor in case.actors.values():
        if actor.willingness is None or actor.level != "legislature":
            continue
        coded = actor.willingness
        parts = (coded.payoff.likely, 1 - coded.polarization.likely, 1 - coded.opposition.likely)
        seats = float(sum(actor.seats.values()))
        total += seats * sum(parts) / 3.0
        weight += seats
    return total / weight if weight else 0.5


def _benches_hold(case: Case) -> bool | None:
    benches: dict[str, int] = {}
    coded = False
    for actor in case.actors.values():
        coded = coded or actor.benches is not None
        if actor.benches == "government":
            for chamber, seats in actor.seats.items():
                benches[chamber] = benches.get(chamber, 0) + seats
    if not coded:
        return None
    lowest = {
        chamber: min(vote.votes_needed for _, vote in votes)
        for chamber, votes in chambers_of(case.rule).items()
    }
    return all(benches.get(chamber, 0) >= needed for chamber, needed in lowest.items())


def baselines(case: Known, others: Sequence[Known], penalty: float) -> dict[str, Said]:
    """Find what each rule says of one case, from other episodes.

    Parameters
    ----------
    case
        The case.
    others
        All cases; those of its own episode, and those nobody may learn from, are passed over.
    penalty
        Of the ridge.
    """
    base = [o for o in others if o.fitted and o.fold != case.fold]
    same = [o for o in base if o.direction == case.direction]
    kind = [o for o in same if o.kind == case.kind] or same
    found = {
        "base_rate": _share_of(case, base, base),
        "direction": _share_of(case, same, base),
        "direction_and_kind": _share_of(case, kind, base),
        "ridge": _ridge(case, base, penalty),
        "last_of_kind": _last(case, base),
    }
    if case.benches_hold is not None and not case.fitted:
        found["government_benches"] = Said(_HELD if case.benches_hold else _NOT_HELD)
    return found


def _share_of(case: Known, alike: Sequence[Known], base: Sequence[Known]) -> Said:
    """Adopted share of the cases that are alike (Laplace) and their tallies as the forecast."""
    adopted = sum(other.adopted for other in alike)
    crps = {}
    for chamber, share in case.tallies.items():
        sample = _tallies(alike, chamber)
        crps[chamber] = crps_of_sample(share, sample if sample.size else _tallies(base, chamber))
    return Said((adopted + 1.0) / (len(alike) + 2.0), crps)


def _tallies(cases: Sequence[Known], chamber: str) -> Floats:
    """Tallies in a chamber; of all chambers where nobody has one of that name."""
    own = [case.tallies[chamber] for case in cases if chamber in case.tallies]
    return np.array(own or [share for case in cases for share in case.tallies.values()])


def _before(case: Known, others: Sequence[Known]) -> Known | None:
    """Latest case of direction and kind, else of the direction, decided before the forecast."""
    past = [other for other in others if other.decided <= case.as_of]
    tests: tuple[Callable[[Known], bool], ...] = (
        lambda other: other.direction == case.direction and other.kind == case.kind,
        lambda other: other.direction == case.direction,
    )
    for fits in tests:
        found = [other for other in past if fits(other)]
        if found:
            return max(found, key=lambda other: (other.decided, other.name))
    return None


def _last(case: Known, base: Sequence[Known]) -> Said:
    """The last case of the kind, with the errors that the same rule made on the others."""
    last = _before(case, base)
    if last is None:
        return _share_of(case, base, base)
    crps = {}
    for chamber, share in case.tallies.items():
        errors = []
        for other in base:
            mine = _before(other, [o for o in base if o.fold != other.fold])
            if mine is not None and chamber in other.tallies and chamber in mine.tallies:
                errors.append(other.tallies[chamber] - mine.tallies[chamber])
        centre = last.tallies.get(chamber)
        if centre is None or not errors:
            crps[chamber] = _share_of(case, base, base).crps[chamber]
        else:
            crps[chamber] = crps_of_sample(share, np.clip(centre + np.array(errors), 0.0, 1.0))
    return Said((2.0 if last.adopted else 1.0) / 3.0, crps)


def _ridge(case: Known, base: Sequence[Known], penalty: float) -> Said:
    """Logit of adoption and regression of tallies on direction and mean willingness."""
    inputs = np.array([[other.direction, other.willingness] for other in base])
    centre, spread = inputs.mean(axis=0), np.where(inputs.std(axis=0) > 0, inputs.std(axis=0), 1.0)
    mine = (np.array([case.direction, case.willingness]) - centre) / spread
    rows = (inputs - centre) / spread
    adopted = np.array([other.adopted for other in base], dtype=np.float64)
    fitted = ridge_logit(rows, adopted, penalty)
    chance = 1.0 / (1.0 + np.exp(-(fitted[0] + fitted[1:] @ mine)))
    return Said(float(chance), _ridge_tallies(case, base, rows, mine, penalty))


def ridge_logit(rows: Floats, happened: Floats, penalty: float) -> Floats:
    """Intercept and coefficients of a logit whose coefficients are shrunk.

    Parameters
    ----------
    rows
        Standardised inputs, shape ``(n, k)``.
    happened
        0 or 1, shape ``(n,)``.
    penalty
        Half of it times the sum of squared coefficients is added to the negative log likelihood.

    Examples
    --------
    >>> rows = np.array([[-1.0], [-1.0], [1.0], [1.0]])
    >>> constant, slope = ridge_logit(rows, np.array([0.0, 0.0, 1.0, 1.0]), 1.0)
    >>> round(float(slope), 3), round(4 / (1 + float(np.exp(slope))), 3)  # 4 (1 - p) = slope
    (1.043, 1.043)
    """

    def cost(vector: Floats) -> tuple[float, Floats]:
        score = vector[0] + rows @ vector[1:]
        value = np.logaddexp(0.0, score).sum() - (happened * score).sum()
        apart = 1.0 / (1.0 + np.exp(-score)) - happened
        slope = np.concatenate([[apart.sum()], rows.T @ apart + penalty * vector[1:]])
        return float(value + 0.5 * penalty * (vector[1:] ** 2).sum()), slope

    found = minimize(cost, np.zeros(rows.shape[1] + 1), jac=True, method="BFGS", tol=1e-9)
    return np.asarray(found.x)


def _ridge_tallies(
    case: Known, base: Sequence[Known], rows: Floats, mine: Floats, penalty: float
) -> dict[str, float]:
    """CRPS of the normal forecast of each tally; the upper chamber has a level of its own."""
    design, shares = [], []
    for other, row in zip(base, rows, strict=True):
        for chamber, share in other.tallies.items():
            design.append([1.0, float(chamber == "senate"), *row])
            shares.append(share)
    matrix, seen = np.array(design), np.array(shares)
    shrink = np.diag([0.0, 1e-6, penalty, penalty])
    fitted = np.linalg.solve(matrix.T @ matrix + shrink, matrix.T @ seen)
    freedom = max(seen.size - matrix.shape[1], 1)
    spread = float(np.sqrt(((seen - matrix @ fitted) ** 2).sum() / freedom))
    return {
        chamber: crps_of_normal(
            share, float(np.array([1.0, float(chamber == "senate"), *mine]) @ fitted), spread
        )
        for chamber, share in case.tallies.items()
    }


def crps_of_normal(observed: float, mean: float, spread: float) -> float:
    """Continuous ranked probability score of a normal forecast.

    Parameters
    ----------
    observed
        What came.
    mean, spread
        Of the forecast; a spread above 0.

    Examples
    --------
    >>> round(crps_of_normal(0.0, 0.0, 1.0), 4)
    0.2337

    References
    ----------
    Gneiting, T. and A. Raftery (2007), Strictly proper scoring rules, prediction, and estimation,
    Journal of the American Statistical Association 102(477): 359-378.
    """
    away = (observed - mean) / spread
    inner = away * (2.0 * norm.cdf(away) - 1.0) + 2.0 * norm.pdf(away) - 1.0 / np.sqrt(np.pi)
    return float(spread * inner)
