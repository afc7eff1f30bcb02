"""The view of each lens: a row an actor, a column a lens, and its prediction above."""

from __future__ import annotations

from typing import Final

import altair as alt

from winset.render.figures.grammar import (
    LABEL_SIZE,
    NOTE_SIZE,
    PADDING,
    Palette,
    Panel,
    Theme,
    case_text,
    draws,
    figure,
    legend,
    palette,
    shortened,
    text_width,
)
from winset.reports.lens_report import LensReport, Reading, side_in

_ROW: Final = 18.0
_KEY_ROW: Final = 17.0
_WIDE: Final = 620
_TIPS: Final = (("Actor", "Actor"), ("Lens", "Lens"), ("Says", "Says"))
_SAYS: Final = {1: "for the bill", -1: "against it", 0: "seen, no side", None: "not seen"}
_SHAPES: Final = {1: "circle", -1: "diamond", 0: "circle"}


@draws(LensReport, "what `winset.lenses` returns")
def plot_lenses(
    report: LensReport, *, width: int = 760, theme: Theme = "light"
) -> alt.VConcatChart:
    """Draw who is seen by which lens and on which side, under what each lens predicts.

    Parameters
    ----------
    report
        Report of `winset lenses`.
    width
        Width of the whole figure in pixels, 300 or more.
    theme
        ``"light"`` or ``"dark"``.

    Returns
    -------
    altair.VConcatChart
        Shows itself in a notebook; `save_figure` writes it to a file.
    """
    inner = width - 2 * PADDING
    panel = Panel(inner, (0.0, float(inner)), palette(theme))
    top = _key(panel, report)
    top = _marks_legend(panel, top)
    bottom = _matrix(panel, report, top + 6)
    return figure(
        [panel.part(bottom)],
        title="What each approach predicts, and whom it sees",
        caption=_caption(report),
        description=_description(report),
        width=width,
        theme=theme,
    )


def _colour(colours: Palette, side: int | None) -> str:
    return {1: colours.supports, -1: colours.opposes}.get(side or 0, colours.indifferent)


def _predicted(reading: Reading) -> int:
    return {"passes": 1, "does not pass": -1}.get(reading.prediction or "", 0)


def _key(panel: Panel, report: LensReport) -> float:
    """Numbered lenses with their predictions; return the pixel below."""
    entries: list[tuple[str, int, str, str]] = [
        (str(n), _predicted(r), r.title, _verdict_text(r.prediction, r.agrees))
        for n, r in enumerate(report.readings, start=1)
    ]
    if report.model is not None:
        side = 1 if report.model.prediction == "passes" else -1
        said = _verdict_text(report.model.prediction, report.model.agrees)
        entries.append(("·", side, "winset's own model", said))
    columns = 2 if panel.width >= _WIDE else 1
    column = panel.width / columns
    rows = -(-len(entries) // columns)
    c = panel.colours
    for place, (number, side, title, said) in enumerate(entries):
        x, y = column * (place // rows), 8.0 + _KEY_ROW * (place % rows)
        right = x + column - (16 if columns == 2 else 0)
        panel.texts([{"x": x + 12, "y": y, "text": number, "color": c.quiet}], align="right")
        _mark(panel, x + 24, y, side)
        panel.texts(
            [{"x": right, "y": y, "text": said, "color": _colour(c, side)}],
            align="right",
            size=NOTE_SIZE,
        )
        room = right - x - 44 - text_width(said, NOTE_SIZE)
        text = shortened(title, LABEL_SIZE, room)
        panel.texts([{"x": x + 34, "y": y, "text": text, "color": c.ink}])
    return _KEY_ROW * rows + 6


def _verdict_text(prediction: str | None, agrees: bool | None) -> str:
    said = prediction or "abstains"
    return said if agrees is None else f"{said} ({'right' if agrees else 'wrong'})"


def _mark(panel: Panel, x: float, y: float, side: int) -> None:
    row = {"x": x, "y": y, "color": _colour(panel.colours, side)}
    if side:
        panel.points([row], shape=_SHAPES[side], size=62.0)
    else:
        panel.points([row], size=34.0, filled=False)


def _marks_legend(panel: Panel, top: float) -> float:
    c = panel.colours
    entries = [
        ("circle", c.supports, "passes; for the bill"),
        ("diamond", c.opposes, "does not pass; against it"),
        ("hollow-circle", c.indifferent, "abstains; seen without a side"),
    ]
    below = legend(panel, entries, top=top)
    label = {"x": 0.0, "y": below + 7, "text": "An empty place: the lens cannot see the actor."}
    panel.texts([label | {"color": c.quiet}], size=NOTE_SIZE)
    return below + 16


def _matrix(panel: Panel, report: LensReport, top: float) -> float:
    """Actors in rows, lenses in numbered columns; return the pixel below."""
    c, count = panel.colours, len(report.readings)
    names = max(text_width(seen.short, LABEL_SIZE) for seen in report.actors) + 14
    label = min(names, 0.42 * panel.width)
    column = (panel.width - label) / count
    centres = [label + column * (n + 0.5) for n in range(count)]
    headings = [
        {"x": x, "y": top + 6, "text": str(n), "color": c.quiet}
        for n, x in enumerate(centres, start=1)
    ]
    panel.texts(headings, align="center", size=NOTE_SIZE)
    top += 16
    height = _ROW * len(report.actors)
    for n, x in enumerate(centres):
        if n % 2 == 0:
            band = {"x": x - column / 2, "x2": x + column / 2, "y": top, "y2": top + height}
            panel.bars([band | {"color": c.faint}], opacity=0.55)
    for row, seen in enumerate(report.actors):
        y = top + _ROW * (row + 0.5)
        text = shortened(seen.short, LABEL_SIZE, label - 8)
        panel.texts([{"x": 0.0, "y": y, "text": text, "color": c.ink}])
        for x, reading in zip(centres, report.readings, strict=True):
            side = side_in(reading, seen.actor)
            if side is None:
                continue
            facts = {"Actor": seen.title, "Lens": reading.title, "Says": _SAYS[side]}
            mark = facts | {"x": x, "y": y, "color": _colour(c, side)}
            if side:
                panel.points([mark], shape=_SHAPES[side], size=58.0, tips=_TIPS)
            else:
                panel.points([mark], size=30.0, filled=False, tips=_TIPS)
    return top + height + 4


def _caption(report: LensReport) -> str:
    text = case_text(report)
    if report.happened is not None:
        ended = "passed" if report.happened.passed else "did not pass"
        text += f" It {ended} ({report.happened.verdict}, {report.happened.date})."
    return f"{text} All numbers at their likely values."


def _description(report: LensReport) -> str:
    said = [
        f"{r.title}: {_verdict_text(r.prediction, r.agrees)}, sees {len(r.sees)} of "
        f"{len(report.actors)} actors"
        for r in report.readings
    ]
    return "; ".join(said)
