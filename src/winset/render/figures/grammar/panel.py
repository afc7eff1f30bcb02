"""A drawing ground in pixels over one data axis: marks and labels stay where they were placed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal, Protocol

import altair as alt

from winset.render.figures.grammar.palette import Palette, Theme, palette
from winset.render.figures.grammar.text_width import FONT, shortened, text_width, wrapped

Row = Mapping[str, Any]
Tips = Sequence[tuple[str, str]]

LABEL_SIZE: Final = 11.5
NOTE_SIZE: Final = 11.0
TITLE_SIZE: Final = 15.0
PADDING: Final = 10


@dataclass
class _Layer:
    """Marks of one style."""

    style: dict[str, Any]
    tips: tuple[tuple[str, str], ...]
    over_halo: bool = False
    rows: list[Row] = field(default_factory=list)

    def is_like(self, other: _Layer) -> bool:
        """Return whether marks of the other layer may join this one."""
        mine = (self.style, self.tips, self.over_halo)
        return mine == (other.style, other.tips, other.over_halo)

    def chart(self, x: alt.X, y: alt.Y) -> alt.Chart:
        """Layer as a chart over its two axes."""
        kind = self.style["type"]
        channels: dict[str, Any] = {"x": x, "y": y}
        if kind in ("rect", "rule"):
            channels |= {"x2": alt.X2("x2"), "y2": alt.Y2("y2")}
        if kind == "line":
            channels["order"] = alt.Order("order", type="quantitative")
            channels["detail"] = alt.Detail("piece", type="nominal")
        if kind == "text":
            channels["text"] = alt.Text("text", type="nominal")
        if kind == "line" or (kind == "point" and self.style["filled"]):
            channels["fill"] = alt.Fill("color", type="nominal", scale=None, legend=None)
        else:
            channels["color"] = alt.Color("color", type="nominal", scale=None, legend=None)
        if self.tips:
            channels["tooltip"] = [alt.Tooltip(n, type="nominal", title=t) for n, t in self.tips]
        chart: alt.Chart = alt.Chart(mark=alt.MarkDef(**self.style)).encode(**channels)
        return chart

    def data(self) -> alt.InlineData:
        """Rows with the fields that the chart uses."""
        names = ["x", "y", "x2", "y2", "color", "text", "order", "piece"]
        names += [name for name, _ in self.tips]
        return alt.InlineData(
            values=[{name: _short(row[name]) for name in names if name in row} for row in self.rows]
        )


def _short(value: Any) -> Any:
    """Number to a hundredth of a pixel or better, so that files stay small."""
    return float(f"{value:.7g}") if isinstance(value, float) and abs(value) < 1e6 else value


@dataclass
class Panel:
    """Layers over a data axis `domain` wide and a pixel axis that runs downward.

    Rows are mappings with ``x``, ``y`` and, by mark, ``x2``, ``y2``, ``text``, ``color``; ``x`` is
    in units of the data axis, ``y`` in pixels.
    """

    width: float
    domain: tuple[float, float]
    colours: Palette
    layers: list[_Layer] = field(default_factory=list)

    def px(self, value: float) -> float:
        """Pixel of a data value."""
        low, high = self.domain
        return (value - low) / (high - low) * self.width

    def at(self, px: float) -> float:
        """Data value of a pixel."""
        low, high = self.domain
        return low + px / self.width * (high - low)

    def bars(
        self,
        rows: Sequence[Row],
        *,
        opacity: float = 1.0,
        radius: float = 0.0,
        tips: Tips = (),
    ) -> None:
        """Rectangles from (x, y) to (x2, y2)."""
        style = {"type": "rect", "opacity": opacity, "cornerRadius": radius, "clip": True}
        self._add(rows, style, tips)

    def rules(
        self,
        rows: Sequence[Row],
        *,
        width: float = 1.0,
        dash: Sequence[float] = (),
        opacity: float = 1.0,
        tips: Tips = (),
    ) -> None:
        """Lines from (x, y) to (x2, y2)."""
        style: dict[str, Any] = {"type": "rule", "strokeWidth": width, "opacity": opacity}
        if dash:
            style["strokeDash"] = list(dash)
        self._add(rows, style, tips)

    def areas(self, pieces: Sequence[Sequence[Row]], *, opacity: float = 1.0) -> None:
        """Areas inside closed lines through (x, y), each as a list of rows in one colour."""
        style = {"type": "line", "strokeWidth": 0, "opacity": opacity, "interpolate": "linear"}
        before = sum(1 for layer in self.layers for _ in layer.rows)
        rows = [
            {**row, "order": order, "piece": before + number}
            for number, piece in enumerate(pieces)
            for order, row in enumerate(piece)
        ]
        self._add(rows, style, ())

    def points(
        self,
        rows: Sequence[Row],
        *,
        shape: str = "circle",
        size: float = 60.0,
        filled: bool = True,
        ring: bool = True,
        opacity: float = 1.0,
        tips: Tips = (),
    ) -> None:
        """Symbols at (x, y), with a thin ring of the ground so that neighbours stay apart."""
        style: dict[str, Any] = (
            {"filled": True, "stroke": self.colours.ground, "strokeWidth": 0.8 if ring else 0}
            if filled
            else {"filled": False, "fill": self.colours.ground, "strokeWidth": 1.6}
        )
        style |= {"type": "point", "shape": shape, "size": size, "opacity": opacity}
        self._add(rows, style, tips)

    def texts(
        self,
        rows: Sequence[Row],
        *,
        align: Literal["left", "center", "right"] = "left",
        size: float = LABEL_SIZE,
        bold: bool = False,
        halo: bool = False,
    ) -> None:
        """Lines of text at (x, y), centred on y; a halo sets them off from lines behind them."""
        style: dict[str, Any] = {
            "type": "text",
            "align": align,
            "baseline": "middle",
            "fontSize": size,
            "fontWeight": "bold" if bold else "normal",
        }
        if halo:
            ground = self.colours.ground
            behind = style | {"stroke": ground, "strokeWidth": 4, "strokeJoin": "round"}
            self._add([{**row, "color": ground} for row in rows], behind, ())
        self._add(rows, style, (), over_halo=halo)

    def _add(
        self, rows: Sequence[Row], style: dict[str, Any], tips: Tips, *, over_halo: bool = False
    ) -> None:
        """Put marks on top; those of a style already on the ground join their like.

        Text over a halo has a layer of its own, after that of the halos.
        """
        if not rows:
            return
        wanted = _Layer(style, tuple(tips), over_halo)
        layer = next((found for found in self.layers if found.is_like(wanted)), None)
        if layer is None:
            layer = wanted
            self.layers.append(layer)
        layer.rows += rows

    def part(self, height: float, axis: alt.Axis | None = None) -> Part:
        """Panel as a part of a figure, of a height in pixels.

        Parameters
        ----------
        height
            Pixels from the top of the ground to its axis.
        axis
            Data axis; None draws none.
        """
        x_scale = alt.Scale(
            domain=list(self.domain),
            nice=False,
            zero=False,
        )
        x = alt.X("x", type="quantitative", scale=x_scale, axis=axis)
        y = alt.Y(
            "y",
            type="quantitative",
            axis=None,
            scale=alt.Scale(domain=[0, height], reverse=True, nice=False, zero=False),
        )
        charts = [layer.chart(x, y) for layer in self.layers]
        chart = alt.LayerChart(layer=charts, width=self.width, height=height)
        return Part(chart, tuple(layer.data() for layer in self.layers))


@dataclass(frozen=True)
class Part:
    """Layered chart without data, and the data of each layer.

    They are joined last, since altair copies all a chart holds whenever it is put into another.
    """

    chart: alt.LayerChart
    data: tuple[alt.InlineData, ...]


def label_line(panel: Panel, name: str, text: str, top: float, *, quiet: bool = False) -> float:
    """Write a name at the left and its numbers at the right, on further lines if one is too short.

    Parameters
    ----------
    panel
        Where to write.
    name, text
        Name of a row, cut only if two lines are too short for it; its numbers.
    top
        Pixel at which the row begins.
    quiet
        Whether the name is set back.

    Returns
    -------
    float
        Pixel at which the last of these lines begins.
    """
    c = panel.colours
    lines = wrapped(name, LABEL_SIZE, panel.width)
    if len(lines) > 2:
        lines = [lines[0], shortened(" ".join(lines[1:]), LABEL_SIZE, panel.width)]
    for place, line in enumerate(lines):
        top += 15 if place else 0
        label = {"x": panel.at(0), "y": top + 9, "text": line}
        panel.texts([label | {"color": c.quiet if quiet else c.ink}], halo=True)
    needed = text_width(lines[-1], LABEL_SIZE) + text_width(text, LABEL_SIZE) + 14
    if needed > panel.width:
        top += 15
    end = {"x": panel.at(panel.width), "y": top + 9, "text": text, "color": c.quiet}
    panel.texts([end], align="right", halo=True)
    return top


def legend(panel: Panel, entries: Sequence[tuple[str, str, str]], *, top: float) -> float:
    """Draw a legend (shape, colour, text) that breaks into rows; return the pixel under it."""
    x, y = 0.0, top + 8
    for shape, colour, text in entries:
        width = 18 + text_width(text, NOTE_SIZE)
        if x > 0.0 and x + width > panel.width:
            x, y = 0.0, y + 17
        mark = {"x": panel.at(x + 6), "y": y, "color": colour}
        if shape == "line":
            panel.rules([mark | {"x": panel.at(x), "x2": panel.at(x + 12), "y2": y}], width=2)
        elif shape == "dashes":
            ends = {"x": panel.at(x), "x2": panel.at(x + 12), "y2": y}
            panel.rules([mark | ends], width=1.5, dash=(3, 2))
        else:
            hollow = shape.startswith("hollow-")
            panel.points([mark], shape=shape.removeprefix("hollow-"), filled=not hollow)
        label = {"x": panel.at(x + 17), "y": y, "text": text, "color": panel.colours.quiet}
        panel.texts([label], size=NOTE_SIZE)
        x += width + 14
    return y + 10


class _Titled(Protocol):
    """A report that has the title of its case."""

    @property
    def title(self) -> str: ...


def case_text(report: _Titled) -> str:
    """Title of the case as the first sentence of a caption; a very long one is cut at a word.

    Parameters
    ----------
    report
        Any report of a case.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> case_text(SimpleNamespace(title="A bill on steel."))
    'A bill on steel.'
    """
    shown = shortened(report.title, NOTE_SIZE, 420)
    if not shown.endswith("…"):
        return f"{shown.rstrip('.')}."
    kept = shown[:-1].rpartition(" ")[0] or shown[:-1]
    return f"{kept.rstrip(' ,;:')} …"


def figure(
    parts: Sequence[Part],
    *,
    title: str,
    caption: str,
    description: str,
    width: int,
    theme: Theme,
    spacing: int = 14,
) -> alt.VConcatChart:
    """Panels under one title and caption, broken to the width and set in the project's type.

    Parameters
    ----------
    parts
        Panels from top to bottom.
    title, caption
        What is seen, and how to read it.
    description
        Alternative text for those who do not see the figure.
    width
        Whole width in pixels.
    theme
        ``"light"`` or ``"dark"``.
    """
    colours = palette(theme)
    limit = width - 2 * PADDING
    heading = alt.TitleParams(
        text=wrapped(title, TITLE_SIZE, limit, bold=True),
        subtitle=wrapped(caption, NOTE_SIZE + 0.5, limit),
        anchor="start",
        align="left",
        frame="group",
        offset=12,
        color=colours.ink,
        fontSize=TITLE_SIZE,
        fontWeight="bold",
        lineHeight=TITLE_SIZE * 1.25,
        subtitleColor=colours.quiet,
        subtitleFontSize=NOTE_SIZE + 0.5,
        subtitleLineHeight=(NOTE_SIZE + 0.5) * 1.35,
        subtitlePadding=5,
    )
    config = alt.Config(
        font=FONT,
        aria=False,
        view=alt.ViewConfig(stroke=None),
        axis=alt.AxisConfig(
            domainColor=colours.line,
            tickColor=colours.line,
            gridColor=colours.faint,
            labelColor=colours.quiet,
            titleColor=colours.quiet,
            labelFontSize=NOTE_SIZE,
            titleFontSize=NOTE_SIZE,
            titleFontWeight="normal",
            labelFlush=16,
            labelOverlap=True,
        ),
    )
    made = alt.VConcatChart(
        vconcat=[part.chart for part in parts],
        spacing=spacing,
        title=heading,
        description=description,
        background=colours.ground,
        padding=PADDING,
        config=config,
    )
    for chart, part in zip(made.vconcat, parts, strict=True):
        for layer, data in zip(chart.layer, part.data, strict=True):
            layer.data = data
    return made
