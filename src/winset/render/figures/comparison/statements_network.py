"""A network of statements as nodes and links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import altair as alt
import networkx as nx

from winset.foundation.errors import InputError
from winset.render.figures.grammar import (
    LABEL_SIZE,
    PADDING,
    Panel,
    Theme,
    draws,
    figure,
    legend,
    palette,
    shortened,
    text_width,
)
from winset.reports.statements_report import StatementsReport

MOST_NODES: Final = 60
"""Actors and concepts above which the picture is refused: its links could not be followed."""

_TIPS: Final = (("Link", "Link"), ("Weight", "Weight"))
_NODE_TIPS: Final = (("Name", "Name"), ("Cluster", "Cluster"))
_SHAPES: Final = ("circle", "diamond", "triangle-up", "triangle-down")
_WIDTHS: Final = (0.8, 1.6, 2.6, 4.0, 5.6)
_SPARE: Final = 26.0
_LINE: Final = 13.0


@dataclass(frozen=True)
class _Link:
    one: str
    other: str
    weight: float


@draws(StatementsReport, "the document of `winset statements`")
def plot_statements_network(
    report: StatementsReport, *, width: int = 760, theme: Theme = "light"
) -> alt.VConcatChart:
    """Draw who is tied to whom: a node for each actor, a link for each tie, its width the weight.

    Actors with strong ties stand close together (the distances of Kamada and Kawai, from a circle
    on, so that one report gives one picture). In a two-mode network concepts are squares.

    Parameters
    ----------
    report
        Document of `winset statements`.
    width
        Width of the whole figure in pixels, 300 or more.
    theme
        ``"light"`` or ``"dark"``.

    Returns
    -------
    altair.VConcatChart
        Shows itself in a notebook; `save_figure` writes it to a file.

    Raises
    ------
    InputError
        If there are more than 60 nodes.
    """
    two_mode = report.network == "two-mode"
    names = [*report.rows, *(report.columns if two_mode else [])]
    if len(names) > MOST_NODES:
        raise InputError(
            f"{len(names)} nodes are too many for a picture of links",
            f"at most {MOST_NODES} are drawn: draw the matrix, or write --graphml",
        )
    inner = width - 2 * PADDING
    panel = Panel(inner, (0.0, inner), palette(theme))
    top = legend(panel, _entries(report, panel), top=0) + _SPARE
    links = _links(report)
    height = max(260.0, min(0.72 * inner, 90.0 + 22.0 * len(names)))
    places = _places(names, links, inner, height, top)
    _draw_links(panel, report, links, places)
    _draw_nodes(panel, report, names, places)
    return figure(
        [panel.part(top + height + _SPARE)],
        title=f"{report.network.capitalize()} network of {len(report.rows)} actors",
        caption=_caption(report, links),
        description=_description(report, links),
        width=width,
        theme=theme,
    )


def _links(report: StatementsReport) -> list[_Link]:
    """Ties that are not 0, the lightest first, so that the heaviest lie on top."""
    two_mode = report.network == "two-mode"
    found = [
        _Link(row, column, weight)
        for i, (row, weights) in enumerate(zip(report.rows, report.weights, strict=True))
        for j, (column, weight) in enumerate(zip(report.columns, weights, strict=True))
        if weight != 0.0 and (two_mode or i < j)
    ]
    return sorted(found, key=lambda link: (abs(link.weight), link.one, link.other))


def _largest(links: Sequence[_Link]) -> float:
    return max((abs(link.weight) for link in links), default=1.0)


def _places(
    names: Sequence[str], links: Sequence[_Link], width: float, height: float, top: float
) -> dict[str, tuple[float, float]]:
    """Pixels of each node; a strong tie pulls its ends together, a negative one apart."""
    largest = _largest(links)
    apart: dict[str, dict[str, float]] = {a: {b: 2.0 for b in names if b != a} for a in names}
    for link in links:
        wanted = 2.0 - link.weight / largest
        apart[link.one][link.other] = apart[link.other][link.one] = wanted
    graph = nx.Graph()
    graph.add_nodes_from(names)
    if len(names) < 2:
        spots: Mapping[str, Sequence[float]] = dict.fromkeys(names, (0.0, 0.0))
    else:
        spots = nx.kamada_kawai_layout(graph, dist=apart)
    columns = [float(spots[name][0]) for name in names]
    rows = [float(spots[name][1]) for name in names]
    spare = min(90.0, 0.2 * width)
    return {
        name: (
            _scaled(column, columns, spare, width - spare),
            _scaled(row, rows, top, top + height),
        )
        for name, column, row in zip(names, columns, rows, strict=True)
    }


def _scaled(value: float, values: Sequence[float], low: float, high: float) -> float:
    span = max(values) - min(values)
    share = (value - min(values)) / span if span > 1e-9 else 0.5
    return low + share * (high - low)


def _against(report: StatementsReport, link: _Link) -> bool:
    return link.weight < 0.0 or report.network == "conflict"


def _draw_links(
    panel: Panel,
    report: StatementsReport,
    links: Sequence[_Link],
    places: Mapping[str, tuple[float, float]],
) -> None:
    c, largest = panel.colours, _largest(links)
    for link in links:
        (x, y), (x2, y2) = places[link.one], places[link.other]
        row = {
            "Link": f"{link.one} – {link.other}",
            "Weight": f"{link.weight:.3g}",
            "color": c.opposes if _against(report, link) else c.supports,
        }
        step = min(len(_WIDTHS) - 1, int(len(_WIDTHS) * abs(link.weight) / largest))
        ends = {"x": x, "x2": x2, "y": y, "y2": y2}
        panel.rules([row | ends], width=_WIDTHS[step], opacity=0.55, tips=_TIPS)


def _draw_nodes(
    panel: Panel,
    report: StatementsReport,
    names: Sequence[str],
    places: Mapping[str, tuple[float, float]],
) -> None:
    c = panel.colours
    clusters = report.clusters.groups if report.clusters else []
    cluster_of = {name: number for number, group in enumerate(clusters) for name in group}
    for name in names:
        x, y = places[name]
        is_concept = name not in report.rows
        number = cluster_of.get(name)
        shape = "square" if is_concept else _SHAPES[min(number or 0, len(_SHAPES) - 1)]
        facts = {"Name": name, "Cluster": "" if number is None else str(number + 1)}
        spot = {"x": x, "y": y, "color": c.quiet if is_concept else c.ink}
        panel.points([facts | spot], shape=shape, size=110, tips=_NODE_TIPS)
    for name, (x, y) in _labels(names, places, panel.width).items():
        text = shortened(name, LABEL_SIZE, 0.46 * panel.width)
        panel.texts([{"x": x, "y": y, "text": text, "color": c.ink}], align="center", halo=True)


def _labels(
    names: Sequence[str], places: Mapping[str, tuple[float, float]], width: float
) -> dict[str, tuple[float, float]]:
    """Middle of each label: below, above, right or left of its node, where the least is covered."""
    nodes = [(x - 7, y - 7, x + 7, y + 7) for x, y in places.values()]
    taken: list[tuple[float, float, float, float]] = []
    found = {}
    for name in sorted(names, key=lambda name: (places[name][1], name)):
        x, y = places[name]
        half = 0.5 * min(text_width(name, LABEL_SIZE), 0.46 * width)
        spots = [
            (x, y + 16), (x, y - 16), (x + half + 11, y), (x - half - 11, y),
            (x, y + 29), (x, y - 29),
        ]  # fmt: skip
        boxes = [_box(max(half, min(width - half, at)), row, half) for at, row in spots]
        costs = [sum(_covered(box, other) for other in [*nodes, *taken]) for box in boxes]
        box = boxes[costs.index(min(costs))]
        taken.append(box)
        found[name] = (0.5 * (box[0] + box[2]), 0.5 * (box[1] + box[3]))
    return found


def _box(x: float, y: float, half: float) -> tuple[float, float, float, float]:
    return (x - half, y - _LINE / 2, x + half, y + _LINE / 2)


def _covered(one: Sequence[float], other: Sequence[float]) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, wide) * max(0.0, high)


def _entries(report: StatementsReport, panel: Panel) -> list[tuple[str, str, str]]:
    c = panel.colours
    if report.network == "subtract":
        entries = [("line", c.supports, "agree more"), ("line", c.opposes, "differ more")]
    elif report.network == "conflict":
        entries = [("line", c.opposes, "opposite stance")]
    else:
        words = {"congruence": "same stance", "ignore": "same concept"}
        entries = [("line", c.supports, words.get(report.network, "statements"))]
    entries.append(("circle", c.ink, "actor"))
    if report.network == "two-mode":
        entries.append(("square", c.quiet, "concept"))
    return entries


def _caption(report: StatementsReport, links: Sequence[_Link]) -> str:
    text = f"{report.counted} statements, {len(links)} ties. A wider link is a heavier tie; those "
    text += "with heavy ties stand close together. "
    if report.normalisation != "no":
        text += f"Normalised by {report.normalisation}. "
    if report.clusters is not None and report.network != "two-mode":
        text += "The shape of a node is its cluster. "
    return text.strip()


def _description(report: StatementsReport, links: Sequence[_Link]) -> str:
    heaviest = sorted(links, key=lambda link: -abs(link.weight))[:12]
    told = "; ".join(f"{link.one} and {link.other} {link.weight:.3g}" for link in heaviest)
    return f"{report.network} network, heaviest ties: {told or 'none'}."
