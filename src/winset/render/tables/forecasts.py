"""Tables of a forecast of bargaining, and of forecasts scored on decided issues."""

from __future__ import annotations

from typing import Final

from winset.foundation.wording import counted
from winset.render.tables.layout import MISSING, Column, Section, table
from winset.reports.forecast_report import ForecastReport, IssueForecast, ModelForecast
from winset.reports.forecast_score_report import ModelScore, ScoredForecasts

MODEL_TITLES: Final = {
    "weighted-mean": "weighted mean",
    "weighted-median": "weighted median",
    "condorcet": "Condorcet election",
    "condorcet-markov": "Condorcet, Markov",
    "smp": "spatial model of politics",
    "challenge": "challenge model",
    "exchange": "bilateral exchange",
    "distribution": "distribution",
}
"""Name of each model in tables and figures."""
_ACTORS_SHOWN: Final = 12


def forecast_sections(report: ForecastReport, *, verbose: bool = False) -> list[Section]:
    """Tables of a forecast in the order they are read.

    Parameters
    ----------
    report
        Report of `winset forecast`.
    verbose
        Every actor, every round, assumptions and sources.
    """
    found = []
    for name, issue in report.issues.items():
        found += issue_sections(name, issue, verbose=verbose)
    if verbose:
        found.append(Section("Assumptions", tuple(f"- {text}" for text in report.assumptions)))
        found.append(Section("Sources", tuple(f"- {text}" for text in report.sources)))
    return [section for section in found if section.body]


def _number(value: float | None, form: str = ".4g") -> str:
    return MISSING if value is None else format(value + 0.0, form)


def issue_sections(name: str, issue: IssueForecast, *, verbose: bool = False) -> list[Section]:
    """Tables of one issue of a forecast.

    Parameters
    ----------
    name
        Name of the issue.
    issue
        Its part of the report.
    verbose
        Every actor and every round.
    """
    title = f"{issue.title} ({name})" if issue.title and issue.title != name else name
    ends = f"Axis from {issue.low:g} to {issue.high:g}"
    if issue.low_means and issue.high_means:
        ends += f": {issue.low_means}; {issue.high_means}"
    body = [f"{ends}. {counted(len(issue.actors), 'actor', 'actors')}."]
    if issue.distribution is not None:
        q = issue.distribution.quantiles
        body.append(
            f"Median {_number(q['50'])}; in half of the cases {_number(q['25'])} to "
            f"{_number(q['75'])}, in 9 of 10 {_number(q['5'])} to {_number(q['95'])}."
        )
    elif issue.reason:
        body.append(f"No forecast: {issue.reason}.")
    columns = (
        Column("model"),
        Column("forecast", number=True, mark="computed"),
        Column("mode", number=True, mark="computed"),
        Column("rounds", number=True, mark="computed"),
        Column("off by", number=True, mark="computed"),
        Column("CRPS", number=True, mark="computed"),
        Column("", from_width=70),
    )
    rows = [_model_row(key, model) for key, model in issue.models.items()]
    note = ""
    record = next((m.record for m in issue.models.values() if m.record is not None), None)
    if record is not None:
        note = f"Off by, CRPS: mean error in points of 100 on {record.data}."
    sections = [Section(title, (*body, table(columns, rows)), note)]
    actors = _actor_section(name, issue, verbose)
    if actors is not None:
        sections.append(actors)
    if verbose:
        sections += _round_sections(name, issue)
    return sections


def _model_row(name: str, model: ModelForecast) -> tuple[str, ...]:
    rounds = MISSING if model.rounds is None else str(len(model.rounds) - 1)
    record = model.record
    said = model.note or (model.reason if model.mean is None else None) or ""
    return (
        MODEL_TITLES.get(name, name),
        _number(model.mean),
        _number(model.mode),
        rounds,
        _number(record.mae if record else None, ".2f"),
        _number(record.crps if record else None, ".2f"),
        said,
    )


def _actor_section(name: str, issue: IssueForecast, verbose: bool) -> Section | None:
    """Actors by position; without `verbose` only where there are few."""
    if not verbose and len(issue.actors) > _ACTORS_SHOWN:
        return None
    columns = (
        Column("actor"),
        Column("position", number=True, mark="coded"),
        Column("salience", number=True, mark="coded"),
        Column("capability", number=True, mark="coded"),
    )
    rows = [
        (
            actor.title or actor.actor,
            _number(actor.position),
            _number(actor.salience, ".3g"),
            _number(actor.capability),
        )
        for actor in sorted(issue.actors, key=lambda actor: actor.position)
    ]
    return Section(f"Actors on {issue.title or name}", (table(columns, rows),))


def _round_sections(name: str, issue: IssueForecast) -> list[Section]:
    columns = (
        Column("round", number=True),
        Column("mean", number=True, mark="computed"),
        Column("median", number=True, mark="computed"),
    )
    return [
        Section(
            f"{MODEL_TITLES[key].capitalize()} on {issue.title or name}, round by round",
            (
                table(
                    columns,
                    [(str(r.round), _number(r.mean), _number(r.median)) for r in model.rounds],
                ),
            ),
        )
        for key, model in issue.models.items()
        if model.rounds
    ]


def forecast_score_sections(score: ScoredForecasts, *, verbose: bool = False) -> list[Section]:
    """Tables of a score in the order they are read.

    Parameters
    ----------
    score
        Report of `winset forecast --score`.
    verbose
        What was left out, and the assumptions.
    """
    columns = (
        Column("forecast"),
        Column("off by", number=True, mark="computed"),
        Column("CRPS", number=True, mark="computed"),
        Column("issues", number=True, mark="computed"),
        Column("against the mean", number=True, mark="computed"),
        Column("90 % interval", number=True, mark="computed"),
        Column("", from_width=90),
    )
    rows = [_score_row(MODEL_TITLES[name], one) for name, one in score.models.items()]
    plain = [_score_row(name, one) for name, one in score.baselines.items()]
    note = (
        "Off by: mean absolute error in points of 100. Against the mean: the difference in it from "
        f"the weighted mean, negative is nearer; its interval comes from {score.resamples:,} "
        "resamples of dossiers."
    )
    found = [
        Section("Models", (table(columns, rows),), note),
        Section("Plainer forecasts", (table(columns, plain),)),
    ]
    if score.calibration is not None:
        found.append(_calibration_section(score))
    if verbose:
        out = [f"- {issue}: {why}" for issue, why in score.left_out.items()]
        found.append(Section("Left out", tuple(out)))
        found.append(Section("Assumptions", tuple(f"- {text}" for text in score.assumptions)))
    return [section for section in found if section.body]


def _score_row(title: str, one: ModelScore) -> tuple[str, ...]:
    gap, low, high = one.minus_weighted_mean
    return (
        title,
        _number(one.mae, ".2f"),
        _number(one.crps, ".2f"),
        str(one.n),
        _number(gap, "+.2f"),
        f"{low + 0.0:+.2f} to {high + 0.0:+.2f}",
        one.note or "",
    )


def _calibration_section(score: ScoredForecasts) -> Section:
    found = score.calibration
    assert found is not None  # noqa: S101 - the caller asks only where there is one
    columns = (
        Column("quantile"),
        Column("outcomes below", number=True, mark="computed"),
        Column("standard error", number=True, mark="computed"),
    )
    rows = [
        (f"{hit.quantile:.0%}", f"{hit.below:.1%}", f"{hit.standard_error:.1%}")
        for hit in found.quantiles
    ]
    tenths = " ".join(f"{share:.0%}" for share in found.tenths)
    covered = ", ".join(
        f"{share:.0%} in the {name} % one" for name, share in found.coverage.items()
    )
    lines = (
        f"Outcomes by tenths of the distribution, 10 % each if calibrated: {tenths}.",
        f"Outcomes within the central intervals: {covered}.",
    )
    return Section("Calibration of the distribution", (table(columns, rows), *lines))
