"""A forecast of bargaining: actors on the axis, the distribution, the models, rounds as lines."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import altair as alt

from winset.foundation.errors import InputError
from winset.foundation.spelling import meant
from winset.render.figures.grammar import (
    NOTE_SIZE,
    PADDING,
    Palette,
    Panel,
    Part,
    Theme,
    case_text,
    draws,
    figure,
    legend,
    palette,
    shortened,
    text_width,
)
from winset.render.tables.forecasts import MODEL_TITLES
from winset.reports.forecast_report import (
    DistributionRead,
    ForecastReport,
    IssueForecast,
    ModelForecast,
    RoundRead,
)

_BINS: Final = 40
_TALL: Final = 96.0
_ROW: Final = 18.0
_MOST_ROWS: Final = 30
_ROUND: Final = 15.0
_MOST_ROUNDS_HEIGHT: Final = 200.0
_RIGHT: Final = 84
_ACTOR_TIPS: Final = (
    ("who", "actor"),
    ("at", "position"),
    ("cares", "salience"),
    ("can", "capability"),
)


@dataclass(frozen=True)
class _Ground:
    """Place of the axis within the width."""

    issue: IssueForecast
    left: float
    line: float
    colours: Palette

    @property
    def span(self) -> float:
        return (self.issue.high - self.issue.low) or 1.0

    def panel(self) -> Panel:
        width = self.left + self.line + _RIGHT
        low = self.issue.low - self.left / self.line * self.span
        return Panel(width, (low, low + width / self.line * self.span), self.colours)


@draws(ForecastReport, "what `winset.forecast` returns")
def plot_forecast(
    report: ForecastReport,
    *,
    issue: str | None = None,
    models: Sequence[str] | None = None,
    width: int = 760,
    theme: Theme = "light",
) -> alt.VConcatChart:
    """One issue: what may come out, what each model says, who stands where, and the rounds.

    Parameters
    ----------
    report
        Report of `winset forecast`.
    issue
        Name of the issue; default the first.
    models
        Models that are drawn; default all of the report.
    width
        Whole width in pixels, 300 or more.
    theme
        ``"light"`` or ``"dark"``.

    Raises
    ------
    InputError
        If the report has no such issue or model.
    """
    name = next(iter(report.issues)) if issue is None else issue
    if name not in report.issues:
        right = meant(name, report.issues, noun="issues")
        raise InputError(f"the forecast has no issue `{name}`", right)
    found = report.issues[name]
    for model in models or ():
        if model not in found.models:
            right = meant(model, found.models, noun="models")
            raise InputError(f"the forecast has no model `{model}`", right)
    shown = {k: m for k, m in found.models.items() if models is None or k in models}
    colours = palette(theme)
    ground = _ground(found, shown, width, colours)
    parts = [_outcomes(ground, shown)]
    parts += [_actors(ground)]
    parts += [
        _rounds(ground, MODEL_TITLES.get(key, key), model.rounds)
        for key, model in shown.items()
        if model.rounds is not None and _moves(model.rounds)
    ]
    parts.append(_key(ground))
    return figure(
        parts,
        title=f"Where bargaining may end: {found.title or name}",
        caption=f"{case_text(report)} {_caption(found)}",
        description=report.summary(),
        width=width,
        theme=theme,
    )


def _ground(
    found: IssueForecast, shown: dict[str, ModelForecast], width: int, colours: Palette
) -> _Ground:
    inner = width - 2 * PADDING
    names = [MODEL_TITLES.get(key, key) for key in shown]
    if len(found.actors) <= _MOST_ROWS:
        names += [actor.title or actor.actor for actor in found.actors]
    longest = max((text_width(name, NOTE_SIZE) for name in names), default=60.0) + 14
    left = min(longest, inner / 3)
    return _Ground(found, left, inner - left - _RIGHT, colours)


def _caption(found: IssueForecast) -> str:
    if found.distribution is None:
        return f"No forecast: {found.reason}."
    q = found.distribution.quantiles
    return (
        f"In 9 of 10 cases between {q['5']:.4g} and {q['95']:.4g}, in half of them between "
        f"{q['25']:.4g} and {q['75']:.4g}; median {q['50']:.4g}. Beside each model its mean error "
        "on decided issues, in points of 100."
    )


def _outcomes(ground: _Ground, shown: dict[str, ModelForecast]) -> Part:
    """Distribution above, then a row a model."""
    panel, found = ground.panel(), ground.issue
    y = 10.0
    if found.distribution is not None:
        y = _distribution(panel, ground, found.distribution)
    for key, model in shown.items():
        _model(panel, ground, key, model, y + _ROW / 2)
        y += _ROW
    if found.weighted_mean is not None:
        mean = found.weighted_mean
        line = {"x": mean, "x2": mean, "y": 8.0, "y2": y, "color": ground.colours.record}
        panel.rules([line], width=1.2, dash=(3, 2))
    return panel.part(y + 4, _axis(found))


def _distribution(panel: Panel, ground: _Ground, spread: DistributionRead) -> float:
    """Draw bins of probability and the central intervals; return the pixel under them."""
    stated, other = _bins(ground.issue, spread)
    highest = max(a + b for a, b in zip(stated, other, strict=True)) or 1.0
    step = ground.span / _BINS
    base = 12.0 + _TALL
    for part, below, colour in (
        (other, [0.0] * _BINS, ground.colours.accent),
        (stated, other, ground.colours.supports),
    ):
        panel.bars(
            [
                {
                    "x": ground.issue.low + n * step,
                    "x2": ground.issue.low + (n + 0.9) * step,
                    "y": base - below[n] / highest * _TALL,
                    "y2": base - (below[n] + mass) / highest * _TALL,
                    "color": colour,
                    "where": f"{ground.issue.low + n * step:.4g} to "
                    f"{ground.issue.low + (n + 1) * step:.4g}",
                    "chance": f"{mass:.1%}",
                }
                for n, mass in enumerate(part)
                if mass > 0.0005
            ],
            opacity=0.75,
            tips=(("where", "outcome"), ("chance", "probability")),
        )
    q = spread.quantiles
    y = base + 12.0
    ink = {"y": y, "y2": y, "color": ground.colours.ink}
    panel.rules([{"x": q["5"], "x2": q["95"], **ink}], width=1.5)
    panel.rules([{"x": q["25"], "x2": q["75"], **ink}], width=5.0)
    panel.points([{"x": q["50"], "y": y, "color": ground.colours.ink}], size=80.0)
    return y + 14.0


def _bins(found: IssueForecast, spread: DistributionRead) -> tuple[list[float], list[float]]:
    """Probability by bin: of stated positions, and of the normal, tails at the ends."""
    step = ((found.high - found.low) or 1.0) / _BINS

    def place(at: float) -> int:
        return min(max(int((at - found.low) / step), 0), _BINS - 1)

    stated = [0.0] * _BINS
    for one in spread.stated:
        stated[place(one.position)] += one.probability
    other = [0.0] * _BINS
    rest = 1.0 - spread.share
    if spread.error <= 0.0:
        other[place(spread.centre)] += rest
        return stated, other
    edges = [found.low + n * step for n in range(1, _BINS)]
    tails = [0.0, *(_normal((edge - spread.centre) / spread.error) for edge in edges), 1.0]
    return stated, [rest * (b - a) for a, b in pairwise(tails)]


def _normal(z: float) -> float:
    return 0.5 * math.erfc(-z / math.sqrt(2.0))


def _model(panel: Panel, ground: _Ground, key: str, model: ModelForecast, y: float) -> None:
    c = ground.colours
    label = shortened(MODEL_TITLES.get(key, key), NOTE_SIZE, ground.left - 10)
    edge = panel.at(0.0)
    panel.texts([{"x": edge, "y": y, "text": label, "color": c.ink}], size=NOTE_SIZE)
    ends = {"x": ground.issue.low, "x2": ground.issue.high, "y": y, "y2": y, "color": c.faint}
    panel.rules([ends])
    if model.mode is not None:
        panel.points([{"x": model.mode, "y": y, "color": c.quiet}], shape="diamond", filled=False)
    if model.mean is not None:
        row = {"x": model.mean, "y": y, "color": c.record, "model": label}
        row |= {"forecast": f"{model.mean:.4g}"}
        tips = (("model", "model"), ("forecast", "forecast"))
        panel.points([row], size=70.0, tips=tips)
    else:
        said = shortened(model.reason or "no forecast", NOTE_SIZE, ground.line - 10)
        row = {"x": panel.at(ground.left + 8), "y": y, "text": said, "color": c.quiet}
        panel.texts([row], size=NOTE_SIZE, halo=True)
    if model.record is not None:
        error = f"{model.record.crps if key == 'distribution' else model.record.mae:.1f}"
        text = f"CRPS {error}" if key == "distribution" else f"off by {error}"
        at = panel.at(ground.left + ground.line + 10)
        panel.texts([{"x": at, "y": y, "text": text, "color": c.quiet}], size=NOTE_SIZE)


def _actors(ground: _Ground) -> Part:
    """Actors by position: a row each where they are few, else their weight by bin."""
    panel, actors = ground.panel(), ground.issue.actors
    weights = [actor.salience * actor.capability for actor in actors]
    highest = max(weights, default=0.0) or 1.0
    c = ground.colours
    if len(actors) > _MOST_ROWS:
        return _crowd(panel, ground, weights)
    rows = sorted(zip(actors, weights, strict=True), key=lambda pair: pair[0].position)
    for n, (actor, weight) in enumerate(rows):
        y = 8.0 + _ROW * (n + 0.5) * 0.9
        label = shortened(actor.title or actor.actor, NOTE_SIZE, ground.left - 10)
        edge = panel.at(0.0)
        panel.texts([{"x": edge, "y": y, "text": label, "color": c.ink}], size=NOTE_SIZE)
        ends = {"x": ground.issue.low, "x2": ground.issue.high, "y": y, "y2": y, "color": c.faint}
        panel.rules([ends])
        tip = {
            "who": actor.title or actor.actor,
            "at": f"{actor.position:.4g}",
            "cares": f"{actor.salience:.2g}",
            "can": f"{actor.capability:.4g}",
        }
        panel.points(
            [{"x": actor.position, "y": y, "color": c.supports, **tip}],
            size=20.0 + 130.0 * weight / highest,
            tips=_ACTOR_TIPS,
        )
    return panel.part(12.0 + _ROW * len(rows) * 0.9, _axis(ground.issue, title="Actors"))


def _crowd(panel: Panel, ground: _Ground, weights: Sequence[float]) -> Part:
    step = ground.span / _BINS
    bins = [0.0] * _BINS
    for actor, weight in zip(ground.issue.actors, weights, strict=True):
        bins[min(max(int((actor.position - ground.issue.low) / step), 0), _BINS - 1)] += weight
    total, highest = sum(bins) or 1.0, max(bins) or 1.0
    panel.bars(
        [
            {
                "x": ground.issue.low + n * step,
                "x2": ground.issue.low + (n + 0.9) * step,
                "y": 70.0,
                "y2": 70.0 - 60.0 * mass / highest,
                "color": ground.colours.supports,
                "weight": f"{mass / total:.1%}",
            }
            for n, mass in enumerate(bins)
            if mass > 0.0
        ],
        tips=(("weight", "share of the weight"),),
    )
    edge = {"x": panel.at(0.0), "y": 40.0, "color": ground.colours.ink}
    panel.texts([{**edge, "text": f"{len(weights):,} actors"}], size=NOTE_SIZE)
    return panel.part(72.0, _axis(ground.issue, title="Weight of the actors"))


def _rounds(ground: _Ground, title: str, rounds: Sequence[RoundRead]) -> Part:
    """One model round by round: a line an actor, the weighted mean on top."""
    panel, c = ground.panel(), ground.colours
    step = min(_ROUND, _MOST_ROUNDS_HEIGHT / (len(rounds) - 1))
    top = 22.0
    heading = {"x": panel.at(0.0), "y": 9.0, "text": title.capitalize(), "color": c.ink}
    panel.texts([heading], bold=True)
    every = max(1, math.ceil(22.0 / step)) if step < 12.0 else 1
    for one in rounds:
        y = top + step * one.round
        if one.round % every == 0 or one.round == len(rounds) - 1:
            number = {"x": panel.at(ground.left - 12), "y": y, "text": str(one.round)}
            panel.texts([{**number, "color": c.quiet}], size=NOTE_SIZE, align="right")
    faint = min(0.55, max(0.12, 12.0 / max(len(rounds[0].positions), 1)))
    for opacity, width, colour, lines in (
        (faint, 1.3, c.supports, [_path(rounds, actor) for actor in rounds[0].positions]),
        (1.0, 2.4, c.record, [[one.mean for one in rounds]]),
    ):
        segments = [
            {
                "x": a,
                "x2": b,
                "y": top + step * n,
                "y2": top + step * (n + 1),
                "color": colour,
            }
            for line in lines
            for n, (a, b) in enumerate(pairwise(line))
        ]
        panel.rules(segments, width=width, opacity=opacity)
    height = top + step * (len(rounds) - 1) + 6
    return panel.part(height, _axis(ground.issue, title="Round by round"))


def _moves(rounds: Sequence[RoundRead]) -> bool:
    """Return whether anybody moves: a model that stands still has no lines to show."""
    return any(one.positions != rounds[0].positions for one in rounds)


def _path(rounds: Sequence[RoundRead], actor: str) -> list[float]:
    return [one.positions[actor] for one in rounds if actor in one.positions]


def _axis(found: IssueForecast, *, title: str | None = None) -> alt.Axis:
    ends = ""
    if found.low_means and found.high_means and title is None:
        ends = f"{found.low:g}: {found.low_means}   {found.high:g}: {found.high_means}"
    span = (found.high - found.low) or 1.0
    values = [found.low + span * n / 4 for n in range(5)]
    said = title if title is not None else shortened(ends, NOTE_SIZE, 420) or None
    return alt.Axis(title=said, values=values, format=".4~g", titleAnchor="middle", grid=False)


def _key(ground: _Ground) -> Part:
    panel = Panel(ground.left + ground.line + _RIGHT, (0.0, 1.0), ground.colours)
    c = ground.colours
    entries = [
        ("square", c.accent, "past errors of the weighted mean"),
        ("square", c.supports, "support for a stated position"),
        ("circle", c.record, "forecast of a model"),
        ("hollow-diamond", c.quiet, "its mode"),
        ("circle", c.supports, "actor, the larger the more weight"),
        ("line", c.supports, "an actor's path"),
        ("dashes", c.record, "weighted mean"),
    ]
    return panel.part(legend(panel, entries, top=0.0))
