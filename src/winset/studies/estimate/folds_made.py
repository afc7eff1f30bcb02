"""Making the folds: each episode left out in turn, by every registered form of the model."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import joblib
import numpy as np

from winset.cases.model.case import Case
from winset.cases.model.parameters import Parameters
from winset.foundation.errors import InputError
from winset.foundation.files import write_text
from winset.games.domestic import Floats
from winset.games.episode import Episode
from winset.reports.comparison.estimate_report import LeftOutCase
from winset.solvers.estimation.coefficients import Prior
from winset.solvers.estimation.posterior import MOST_ROUNDS, Posterior, Start, posterior, without
from winset.studies.estimate.block import SAMPLE, with_rows
from winset.studies.estimate.folds import FoldFit, StoredFolds
from winset.studies.estimate.left_out import left_out_case
from winset.studies.estimate.plan import (
    EstimatePlan,
    Form,
    case_digest,
    parameters_digest,
)
from winset.studies.sweep.workers import Crew

Progress = Callable[[int, int, str], None]
ABROAD = "abroad"


@dataclass(frozen=True)
class Material:
    """Material of the folds.

    Parameters
    ----------
    cases
        All cases with an outcome.
    episodes
        Those the coefficients are learnt from.
    parameters, plan
        The block and the plan.
    found
        Posterior of all episodes by the registered form.
    seed, draws
        Of the sampler.
    workers
        Threads of a fit.
    """

    cases: tuple[Case, ...]
    episodes: tuple[Episode, ...]
    parameters: Parameters
    plan: EstimatePlan
    found: Posterior
    seed: int
    draws: int
    workers: int = 1


@dataclass(frozen=True)
class _Task:
    """One fold under one likelihood: coefficients, then forecasts by each form that uses it."""

    fit: str
    fold: str
    forms: tuple[tuple[str, Parameters], ...]
    cases: tuple[Case, ...]
    rows: Floats | None
    kept: tuple[Episode, ...]
    start: Start | None
    pareto_k: float | None
    seed: int
    draws: int
    forecast_draws: int
    usual_cohesion: float
    priors: tuple[Prior, ...]
    settled: bool

    @property
    def name(self) -> str:
        """Name of the fold and the likelihood."""
        return f"{self.fold}.{self.fit}"

    def run(self) -> dict[str, Any]:
        """Forecasts as plain data."""
        rows, method, tail = self.rows, "weights", self.pareto_k
        if self.fold == ABROAD:
            method = "all"
        if rows is None:
            method = "refit"
            found = posterior(
                self.kept,
                seed=self.seed,
                priors=self.priors,
                draws=self.draws,
                usual_cohesion=self.usual_cohesion,
                start=self.start,
                most_rounds=MOST_ROUNDS if self.settled else None,
                settled=self.settled,
            )
            rows, tail = found.resampled(SAMPLE, self.seed), found.pareto_k
        forecasts = {
            form: [
                left_out_case(case, learnt, self.fold, self.seed, self.forecast_draws).model_dump(
                    mode="json"
                )
                for case in self.cases
            ]
            for form, learnt in ((form, with_rows(block, rows)) for form, block in self.forms)
        }
        fit = FoldFit.model_validate(
            {"fit": self.fit, "fold": self.fold, "method": method, "pareto_k": tail}
        )
        return {"fit": fit.model_dump(mode="json"), "forecasts": forecasts}

    def digest(self) -> str:
        """Digest of what the answer depends on: every field, and the version of winset."""
        told = {field.name: getattr(self, field.name) for field in fields(self)}
        told["forms"] = [(form, block.model_dump_json()) for form, block in self.forms]
        told["cases"] = [case.model_dump_json(by_alias=True) for case in self.cases]
        return str(joblib.hash((version("winset"), told)))[:16]


def with_form(episode: Episode, form: Form) -> Episode:
    """The episode as the likelihood of a form sees it.

    Parameters
    ----------
    episode
        By the registered form.
    form
        Under `none` purses stay out.
    """
    if form.contest == "simultaneous":
        return episode
    none = np.zeros((episode.draws, 0))
    reach = episode.purses.reach[:0]
    return episode.replace(
        purses=replace(
            episode.purses, spends=none, side=none, engaged=none, joins=none, reach=reach
        )
    )


def made_folds(
    material: Material, hands: Crew, folder: str | Path | None, progress: Progress | None
) -> StoredFolds:
    """Forecast every case by coefficients that have not seen its episode.

    Parameters
    ----------
    material
        Cases, episodes, posterior of all of them.
    hands
        Who does the work.
    folder
        Keeps each finished fold; the same work goes on where it stopped.
    progress
        Told of each finished fold.
    """
    plan = material.plan
    tasks = [task for fit in _likelihoods(plan) for task in _tasks(material, fit)]
    tasks += _walk_forward(material)
    done: dict[str, dict[str, Any]] = {}
    for task in tasks:
        kept = _kept(folder, task)
        if kept is not None:
            done[task.name] = kept
    for task, found in hands.work(_run, [task for task in tasks if task.name not in done]):
        _keep(folder, task, found)
        done[task.name] = found
        if progress is not None:
            progress(len(done), len(tasks), task.name)
    return _stored(material, [done[task.name] for task in tasks])


def _likelihoods(plan: EstimatePlan) -> list[list[str]]:
    """Forms that share a likelihood, the registered first."""
    groups: dict[str, list[str]] = {}
    for name, form in plan.forms.items():
        groups.setdefault(form.contest, []).append(name)
    return list(groups.values())


def _block(parameters: Parameters, form: Form) -> Parameters:
    model = parameters.vote_model.model_copy(update={"contest": form.contest})
    return parameters.model_copy(update={"vote_model": model})


def _tasks(material: Material, forms: Sequence[str]) -> list[_Task]:
    """One task for each episode, and one for the cases of other countries."""
    plan, first = material.plan, material.plan.forms[forms[0]]
    episodes = tuple(with_form(episode, first) for episode in material.episodes)
    usual = material.parameters.vote_model.usual_cohesion
    found = material.found
    if forms[0] != next(iter(plan.forms)):
        found = posterior(
            episodes,
            seed=material.seed,
            priors=found.priors,
            draws=material.draws,
            usual_cohesion=usual,
            workers=material.workers,
            most_rounds=MOST_ROUNDS if found.settled else None,
            settled=found.settled,
        )
    common = _Task(
        fit=forms[0],
        fold=ABROAD,
        forms=tuple((name, _block(material.parameters, plan.forms[name])) for name in forms),
        cases=_of(material.cases, {episode.name for episode in episodes}, inside=False),
        rows=found.resampled(SAMPLE, material.seed),
        kept=(),
        start=found.start,
        pareto_k=found.pareto_k,
        seed=material.seed,
        draws=material.draws,
        forecast_draws=plan.settings.forecast_draws,
        usual_cohesion=usual,
        priors=found.priors,
        settled=found.settled,
    )
    tasks = []
    for name in dict.fromkeys(episode.fold for episode in episodes):
        places = [place for place, one in enumerate(episodes) if one.fold == name]
        others = without(found, places)
        tail = others.pareto_k
        trusted = tail is not None and tail <= plan.settings.refit_above
        ids = {episodes[place].name for place in places}
        tasks.append(
            replace(
                common,
                fold=name,
                cases=_of(material.cases, ids, inside=True),
                rows=others.resampled(SAMPLE, material.seed) if trusted else None,
                kept=() if trusted else tuple(one for one in episodes if one.fold != name),
                pareto_k=tail,
            )
        )
    return [*tasks, common] if common.cases else tasks


def _of(cases: Sequence[Case], ids: set[str], *, inside: bool) -> tuple[Case, ...]:
    return tuple(case for case in cases if (case.id in ids) == inside)


def _walk_forward(material: Material) -> list[_Task]:
    """Each case by what was decided before the last registered day ahead of its forecast."""
    plan = material.plan
    days = sorted(plan.settings.walk_forward_from)
    by_name = {episode.name: episode for episode in material.episodes}
    form = next(iter(plan.forms))
    tasks = []
    for place, day in enumerate(days):
        after = days[place + 1] if place + 1 < len(days) else dt.date.max
        mine = [case for case in material.cases if case.id in by_name and _decided(case) < day]
        ahead = [
            case
            for case in material.cases
            if case.id in by_name and day <= (case.as_of or _decided(case)) < after
        ]
        if len(mine) < 2 or not ahead:
            continue
        tasks.append(
            _Task(
                fit=form,
                fold=f"before-{day.isoformat()}",
                forms=((form, _block(material.parameters, plan.forms[form])),),
                cases=tuple(ahead),
                rows=None,
                kept=tuple(by_name[case.id] for case in mine),
                start=None,
                pareto_k=None,
                seed=material.seed,
                draws=material.draws,
                forecast_draws=plan.settings.forecast_draws,
                usual_cohesion=material.parameters.vote_model.usual_cohesion,
                priors=material.found.priors,
                settled=material.found.settled,
            )
        )
    return tasks


def _decided(case: Case) -> dt.date:
    return dt.date.max if case.outcome is None else case.outcome.date


def _stored(material: Material, found: Sequence[dict[str, Any]]) -> StoredFolds:
    """All folds as one document, cases in the order given."""
    rows: dict[str, dict[str, LeftOutCase]] = {name: {} for name in material.plan.forms}
    forward: dict[str, LeftOutCase] = {}
    for item in found:
        for form, forecasts in item["forecasts"].items():
            for plain in forecasts:
                row = LeftOutCase.model_validate(plain)
                ahead = item["fit"]["fold"].startswith("before-")
                (forward if ahead else rows[form])[row.case] = row
    ids = [case.id for case in material.cases]
    seen = {episode.name for episode in material.episodes}
    return StoredFolds(
        plan=material.plan.id,
        seed=material.seed,
        sum_over_shocks="settled" if material.found.settled else "as-registered",
        parameters=parameters_digest(material.parameters),
        cases={case.id: case_digest(case) for case in material.cases},
        abroad=[name for name in ids if name not in seen],
        fits=[FoldFit.model_validate(item["fit"]) for item in found],
        forecasts={form: [of[name] for name in ids] for form, of in rows.items()},
        walk_forward=[forward[name] for name in ids if name in forward],
    )


def _run(task: _Task) -> dict[str, Any]:
    return task.run()


def _kept(folder: str | Path | None, task: _Task) -> dict[str, Any] | None:
    if folder is None:
        return None
    path = Path(folder) / f"{task.name}-{task.digest()}.json"
    return _fold_in(path, task) if path.is_file() else None


def _fold_in(path: Path, task: _Task) -> dict[str, Any]:
    """Return a finished fold of a folder.

    Raises
    ------
    InputError
        If the file was cut off or changed, so that it is not what this task gives.
    """
    try:
        found: dict[str, Any] = json.loads(path.read_text("utf-8"))
        FoldFit.model_validate(found["fit"])
        rows = {
            form: [LeftOutCase.model_validate(plain).case for plain in forecasts]
            for form, forecasts in found["forecasts"].items()
        }
    except (ValueError, KeyError, TypeError, AttributeError, OSError):
        rows = {}
    if rows != {form: [case.id for case in task.cases] for form, _ in task.forms}:
        raise InputError(f"{path}: is not a finished fold", "delete it, and it is made again")
    return found


def _keep(folder: str | Path | None, task: _Task, found: dict[str, Any]) -> None:
    if folder is None:
        return
    Path(folder).mkdir(parents=True, exist_ok=True)
    path = Path(folder) / f"{task.name}-{task.digest()}.json"
    write_text(path, json.dumps(found, indent=1) + "\n")
