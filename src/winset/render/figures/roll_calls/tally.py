"""The distribution of a tally against the number of Yeas it needs."""

from __future__ import annotations

import altair as alt

from winset.render.figures.grammar import NOTE_SIZE, PADDING, Panel, Theme, draws, figure, palette
from winset.reports.roll_calls.whip_report import WhipCount

_HEIGHT = 210.0


@draws(WhipCount, "what `winset.case_whip` returns")
def plot_tally(
    document: WhipCount, *, width: int = 760, theme: Theme = "light"
) -> alt.VConcatChart:
    """Draw how many Yeas a vote may get, and how many carry it.

    Parameters
    ----------
    document
        A whip count, of a roll call or of a case's members.
    width
        Whole width in pixels, 300 or more.
    theme
        ``"light"`` or ``"dark"``.

    Returns
    -------
    altair.VConcatChart
        Bars of five votes each; blue where the motion carries if everybody votes.
    """
    c = palette(theme)
    seats, needed = len(document.members), document.needed
    step = max(1, seats // 87)
    shares: dict[int, float] = {}
    for row in document.distribution:
        # Bars start at the quota, so that none straddles it.
        left = needed + (row.yeas - needed) // step * step
        shares[left] = shares.get(left, 0.0) + row.share
    highest = max(shares.values(), default=1.0)
    panel = Panel(width - 2 * PADDING, (0.0, float(seats)), c)
    base = _HEIGHT - 34.0
    panel.bars(
        [
            {
                "x": left,
                "x2": left + 0.92 * step,
                "y": base,
                "y2": base - share / highest * (base - 44.0),
                "color": c.supports if left >= needed else c.opposes,
                "yeas": f"{left} to {left + step - 1}",
                "share": f"{share:.1%}",
            }
            for left, share in sorted(shares.items())
        ],
        tips=(("yeas", "Yeas"), ("share", "share of draws")),
    )
    panel.rules([{"x": needed, "x2": needed, "y": 26.0, "y2": base, "color": c.ink}], width=1.5)
    panel.texts([{"x": needed, "y": 16.0, "text": f"{needed} needed", "color": c.ink}],
                align="center", bold=True)  # fmt: skip
    _interval(panel, document, base + 14.0)
    axis = alt.Axis(title="Yeas", grid=False, tickCount=8)
    return figure(
        [panel.part(_HEIGHT, axis)],
        title=f"Tally: {document.roll_call.title or document.roll_call.id}",
        caption=tally_caption(document),
        description=tally_caption(document),
        width=width,
        theme=theme,
    )


def _interval(panel: Panel, document: WhipCount, y: float) -> None:
    c = panel.colours
    low, high = document.low, document.high
    panel.rules([{"x": low, "x2": high, "y": y, "y2": y, "color": c.quiet}], width=4.0)
    panel.points([{"x": document.expected, "y": y, "color": c.ink}], size=90.0)
    panel.texts(
        [{"x": panel.at(panel.px(high) + 8), "y": y, "color": c.quiet,
          "text": f"{document.expected:.0f} expected ({low:.0f} to {high:.0f})"}],
        size=NOTE_SIZE,
    )  # fmt: skip


def tally_caption(document: WhipCount) -> str:
    """Say in words what the figure shows."""
    since = document.as_of
    when = "As this case plays it" if since is None else f"As of {since}"
    return (
        f"{when}: {document.expected:.0f} Yeas expected, 9 draws of 10 "
        f"between {document.low:.0f} and {document.high:.0f}. The motion carries in "
        f"{document.passage_probability:.0%} of the draws; "
        f"{document.roll_call.liberalising} opens trade."
    )
