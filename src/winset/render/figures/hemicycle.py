"""The hemicycle: one seat a member, from Yea to Nay."""

from __future__ import annotations

import math
from typing import Any

import altair as alt

from winset.render.figures.drawing import draws
from winset.render.figures.palette import Palette, Theme, palette
from winset.render.figures.panel import PADDING, Panel, figure, legend
from winset.render.figures.tally import tally_caption

__all__ = ["plot_hemicycle", "seat_places"]

_LEAN = 0.15


def seat_places(seats: int) -> list[tuple[float, float]]:
    """Place seats on half rings, ordered from left to right as a speaker sees them.

    Parameters
    ----------
    seats
        How many.

    Returns
    -------
    list of (x, y)
        x from -1 to 1, y from 0 to 1, in the order of the angle.

    Examples
    --------
    >>> [(round(x, 2), round(y, 2)) for x, y in seat_places(3)]
    [(-1.0, 0.0), (0.0, 1.0), (1.0, 0.0)]
    """
    if seats <= 0:
        return []
    rows = max(1, round(math.sqrt(seats / 5.2)))
    radii = [1.0 - 0.62 * row / max(rows, 2) for row in range(rows)]
    whole = sum(radii)
    counts = [round(seats * radius / whole) for radius in radii]
    counts[0] += seats - sum(counts)
    places = []
    for radius, count in zip(radii, counts, strict=True):
        for i in range(count):
            angle = math.pi * (1.0 - (i / (count - 1) if count > 1 else 0.5))
            places.append((angle, radius))
    places.sort(key=lambda place: (-place[0], place[1]))
    return [(radius * math.cos(angle), radius * math.sin(angle)) for angle, radius in places]


@draws(dict, "the document of `winset votes whip --json`, read with json.load")
def plot_hemicycle(
    document: dict[str, Any], *, width: int = 760, theme: Theme = "light"
) -> alt.VConcatChart:
    """Seats coloured by what the member is likely to do, Yea on the left.

    Parameters
    ----------
    document
        The document of ``winset votes whip --json``.
    width
        Whole width in pixels, 300 or more.
    theme
        ``"light"`` or ``"dark"``.
    """
    c = palette(theme)
    inner = width - 2 * PADDING
    members = sorted(document["members"], key=lambda m: (-m["p_yes"], m["id"]))
    places = seat_places(len(members))
    radius = inner / 2 - 12.0
    height = radius + 56.0
    size = max(14.0, 0.30 * math.pi * radius * radius * 0.55 / max(len(members), 1))
    panel = Panel(inner, (0.0, inner), c)
    rows = [
        {
            "x": inner / 2 + x * radius,
            "y": height - 14.0 - y * radius,
            "color": _colour(m["p_yes"], c),
            "sure": abs(m["p_yes"] - 0.5) >= 0.35,
            "name": m["name"],
            "where": f"{m['party']}-{m['state']}",
            "p": f"{m['p_yes']:.2f}",
        }
        for m, (x, y) in zip(members, places, strict=True)
    ]
    tips = (("name", "member"), ("where", "party, state"), ("p", "probability of a Yea"))
    panel.points([row for row in rows if row["sure"]], size=size, tips=tips)
    panel.points([row for row in rows if not row["sure"]], size=size, filled=False, tips=tips)
    entries = [
        ("circle", c.supports, "Yea (open ring: not sure)"),
        ("circle", c.indifferent, "may go either way"),
        ("circle", c.opposes, "Nay"),
    ]
    legend(panel, entries, top=10.0)
    return figure(
        [panel.part(height)],
        title=f"Seats: {document['roll_call']['title'] or document['roll_call']['id']}",
        caption=tally_caption(document),
        description=tally_caption(document),
        width=width,
        theme=theme,
    )


def _colour(chance: float, c: Palette) -> str:
    if abs(chance - 0.5) < _LEAN:
        return c.indifferent
    return c.supports if chance > 0.5 else c.opposes
