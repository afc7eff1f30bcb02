"""The hemicycle: one seat a member by party, from Yea to Nay, and the seat that decides."""

from __future__ import annotations

import math

import altair as alt

from winset.render.figures.grammar import (
    NOTE_SIZE,
    PADDING,
    Panel,
    Theme,
    draws,
    figure,
    legend,
    palette,
)
from winset.render.figures.roll_calls.ladder import party_colour
from winset.render.figures.roll_calls.tally import tally_caption
from winset.reports.roll_calls.whip_report import CaseWhip, WhipCount

_LEAN = 0.15
_UNSURE = 0.45
_PARTIES = 4


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


@draws(WhipCount, "what `winset.case_whip` returns")
def plot_hemicycle(
    document: WhipCount, *, width: int = 760, theme: Theme = "light"
) -> alt.VConcatChart:
    """Seats by party, from the surest Yea on the left to the surest Nay, and the seat that decides.

    Parameters
    ----------
    document
        A whip count, of a roll call or of a case's members.
    width
        Whole width in pixels, 300 or more.
    theme
        ``"light"`` or ``"dark"``.
    """
    c = palette(theme)
    inner = width - 2 * PADDING
    members = sorted(document.members, key=lambda m: (-m.p_yes, m.id))
    parties = sorted({m.party for m in members}, key=lambda p: -sum(m.party == p for m in members))
    places = seat_places(len(members))
    radius = inner / 2 - 12.0
    top = 78.0
    height = radius + top + 16.0
    size = max(14.0, 0.30 * math.pi * radius * radius * 0.55 / max(len(members), 1))
    panel = Panel(inner, (0.0, inner), c)
    rows = [
        {
            "x": inner / 2 + x * radius,
            "y": height - 14.0 - y * radius,
            "color": party_colour(m.party, parties, c),
            "lean": 0 if abs(m.p_yes - 0.5) < _LEAN else 1 if m.p_yes > 0.5 else -1,
            "name": m.name,
            "where": f"{m.party}-{m.state}",
            "p": f"{m.p_yes:.2f}",
        }
        for m, (x, y) in zip(members, places, strict=True)
    ]
    tips = (("name", "member"), ("where", "party, state"), ("p", "probability of a Yea"))
    panel.points([row for row in rows if row["lean"] == 1], size=size, tips=tips)
    panel.points([row for row in rows if row["lean"] == 0], size=size, opacity=_UNSURE, tips=tips)
    panel.points([row for row in rows if row["lean"] == -1], size=size, filled=False, tips=tips)
    _quota_line(panel, document.needed, places, radius, height)
    legend(panel, [("circle", party_colour(p, parties, c), _expected(document, p))
                   for p in parties[:_PARTIES]], top=10.0)  # fmt: skip
    unpaid = "Seats before anybody is paid. " if isinstance(document, CaseWhip) else ""
    marks = "filled: likely Yea · pale: may go either way · ring: likely Nay"
    panel.texts([{"x": 0.0, "y": 34.0, "color": c.quiet, "text": marks}], size=NOTE_SIZE)
    return figure(
        [panel.part(height)],
        title=f"Seats: {document.roll_call.title or document.roll_call.id}",
        caption=f"{tally_caption(document)} {unpaid}".strip(),
        description=tally_caption(document),
        width=width,
        theme=theme,
    )


def _expected(document: WhipCount, party: str) -> str:
    """Party with its seats and the Yeas expected of it."""
    held = [m for m in document.members if m.party == party]
    yeas = sum(m.p_yes * m.p_votes for m in held)
    return f"{party}: {yeas:.0f} of {len(held)} Yea"


def _quota_line(
    panel: Panel, needed: int, places: list[tuple[float, float]], radius: float, height: float
) -> None:
    """Line between the last seat that is needed and the next."""
    if not 0 < needed < len(places):
        return
    ends = [math.atan2(y, x) for x, y in places[needed - 1 : needed + 1]]
    angle = sum(ends) / 2.0
    x, y = math.cos(angle), math.sin(angle)
    middle, base = panel.width / 2, height - 14.0
    inside, outside = 0.30 * radius, radius + 10.0
    line = {"x": middle + x * inside, "y": base - y * inside, "x2": middle + x * outside,
            "y2": base - y * outside, "color": panel.colours.ink}  # fmt: skip
    panel.rules([line], width=1.5)
    label = {"x": middle + x * (radius + 14.0), "y": base - y * (radius + 22.0),
             "text": f"{needed} needed", "color": panel.colours.ink}  # fmt: skip
    panel.texts([label], align="center", bold=True, size=NOTE_SIZE)
