"""`forecast`: what every model of bargaining says about a case or a table of actors."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version

import numpy as np

from winset.cases.model.parameters import Parameters
from winset.games.issue_positions import Positions
from winset.reports.forecast_report import (
    DistributionRead,
    ForecastActor,
    ForecastReport,
    IssueForecast,
    ModelForecast,
    RoundRead,
    StatedOutcome,
)
from winset.studies.forecast.models import (
    NO_WEIGHT,
    Bargaining,
    ModelAnswer,
    answers,
    chosen_models,
)
from winset.studies.forecast.record import record_of_model
from winset.studies.forecast.subject import ForecastSubject, Source, subject_of

_FIRST = ("weighted-mean", "weighted-median")
_NARROW = 0.5


def forecast(
    source: Source,
    *,
    models: Sequence[str] = (),
    horizon: int | None = None,
    parameters: Parameters | None = None,
    ends: tuple[float, float] | None = None,
) -> ForecastReport:
    """Forecast the outcome of bargaining with every model, each beside its record.

    Answers: where would these actors end up, how sure can one be, and which of the models has
    earned any trust?

    Parameters
    ----------
    source
        A case, a negotiation, a table of actors, the id of a published case, or a path.
    models
        Names of models; default all. The weighted mean always comes first.
    horizon
        Rounds of the models that have rounds; default: the spatial model until it stops, ten
        rounds of the challenge model, one of bilateral exchange.
    parameters
        The parameter block, for a negotiation.
    ends
        Ends of the axes of a table, where its layout does not state them.

    Returns
    -------
    ForecastReport

    Raises
    ------
    InputError
        If the input is wrong, a model is not known, or the horizon is out of bounds.

    Examples
    --------
    >>> import winset as ws
    >>> report = ws.forecast("us-japan-autos-farm-2013", models=["distribution"])
    >>> round(report.issues["car-tariff"].weighted_mean, 3)
    0.708
    """
    named = [models] if isinstance(models, str) else models
    wanted = chosen_models([*named, *_FIRST] if named else [])
    subject = subject_of(source, parameters=parameters, ends=ends)
    table = subject.positions
    asked = chosen_models([*wanted, "distribution"])
    found = answers(Bargaining(table, horizon, subject.switches), asked)
    shown = [name for name in asked if name in wanted]
    return ForecastReport(
        source=subject.source,
        title=subject.title,
        layout=subject.layout,
        version=version("winset"),
        horizon=horizon,
        issues={
            issue: _issue(subject, table.on(issue), found[issue], shown) for issue in table.issues
        },
        assumptions=[*subject.assumptions, *_ASSUMPTIONS],
        sources=_sources(found),
        warnings=_warnings(table),
    )


_ASSUMPTIONS = (
    "The distribution mixes the election's probabilities of stated positions with the errors that "
    "the weighted mean made on decided issues of the European Union, 1998 to 2001.",
    "The challenge model is that of its authors' program (variant code): the printed equations do "
    "not give their own table.",
)


def _issue(
    subject: ForecastSubject, table: Positions, found: dict[str, ModelAnswer], shown: Sequence[str]
) -> IssueForecast:
    (issue,) = table.issues
    coded = subject.issues.get(issue)
    spread = found["distribution"].distribution
    return IssueForecast(
        title=subject.issue_titles.get(issue),
        low=float(table.low[0]),
        high=float(table.high[0]),
        low_means=coded.low if coded is not None else None,
        high_means=coded.high if coded is not None else None,
        actors=[
            ForecastActor(
                actor=actor,
                title=subject.actor_titles.get(actor),
                position=float(table.position[row, 0]),
                salience=float(table.salience[row, 0]),
                capability=float(table.capability[row, 0]),
            )
            for row, actor in enumerate(table.actors)
        ],
        weighted_mean=found["weighted-mean"].mean,
        weighted_median=found["weighted-median"].mean,
        models={name: _model(name, found[name]) for name in shown},
        distribution=None
        if spread is None
        else DistributionRead(
            quantiles=spread.quantiles(),
            method=spread.method,
            stated=[
                StatedOutcome(position=float(at), probability=float(spread.share * mass))
                for at, mass in zip(spread.points, spread.masses, strict=True)
            ],
            centre=spread.centre,
            error=spread.error,
            share=spread.share,
        ),
        reason=NO_WEIGHT if spread is None else None,
    )


def _model(name: str, answer: ModelAnswer) -> ModelForecast:
    rounds = None
    if answer.rounds is not None:
        rounds = [
            RoundRead(round=n, mean=one.mean, median=one.median, positions=dict(one.positions))
            for n, one in enumerate(answer.rounds)
        ]
    return ModelForecast(
        mean=answer.mean,
        mode=answer.mode,
        rounds=rounds,
        reason=answer.reason,
        note=answer.note,
        record=record_of_model(name),
    )


def _sources(found: dict[str, dict[str, ModelAnswer]]) -> list[str]:
    works = [
        work for issue in found.values() for answer in issue.values() for work in answer.sources
    ]
    return list(dict.fromkeys(works))


def _warnings(table: Positions) -> list[str]:
    said = []
    for issue in table.issues:
        one = table.on(issue)
        places = one.position[:, 0]
        width = float(one.high[0] - one.low[0])
        span = float(np.ptp(places))
        if len(one.actors) == 1:
            said.append(f"{issue}: one actor alone, so there is nothing to bargain over.")
        elif span == 0.0:
            said.append(
                f"{issue}: all stand at {places[0]:g}, so there is nothing to bargain over."
            )
        elif width > 0.0 and span < _NARROW * width:
            said.append(
                f"{issue}: the positions cover {span / width:.0%} of the axis. The distribution "
                "was sized on issues whose positions nearly always cover all of it, so it is too "
                "wide here unless the axis ends where bargaining could have ended."
            )
    return said
