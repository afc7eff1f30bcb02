"""Power over share for very many players: dots and the diagonal, named where there is room."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import altair as alt

from winset.render.figures.grammar import (
    NOTE_SIZE,
    Panel,
    Part,
    Theme,
    palette,
    shortened,
    text_width,
)
from winset.render.figures.rule.power_groups import (
    PowerGroup,
    amount_of_weight,
    group_label,
    tick_values,
)
from winset.results.power.power_index import PowerIndex
from winset.results.power.power_values import PowerResult

_LEFT: Final = 52.0
_RIGHT: Final = 12.0
_TOP: Final = 26.0
_DOT: Final = 4.0
_LINE: Final = 13.0
_NAMED: Final = 40
_TIPS: Final = (("Players", "Players"), ("Power", "Power"), ("Weight", "Weight"))


class Box(NamedTuple):
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Return whether two rectangles overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def free_box(x: float, y: float, width: float, ground: Box, taken: list[Box]) -> Box | None:
    """Place for a label beside a dot at (x, y) that meets nothing taken; None if there is none.

    Parameters
    ----------
    x, y
        Middle of the dot in pixels.
    width
        Width of the label in pixels.
    ground
        Where labels may stand.
    taken
        Dots and labels that are there.

    Examples
    --------
    >>> free_box(50, 50, 30, Box(0, 0, 100, 100), [])
    Box(left=57.0, top=43.5, right=87.0, bottom=56.5)
    """
    near = _DOT + 3.0
    for left, top in (
        (x + near, y - _LINE / 2),
        (x - near - width, y - _LINE / 2),
        (x + near, y + 2.0),
        (x - near - width, y - _LINE - 2.0),
        (x - width / 2, y - near - _LINE),
        (x - width / 2, y + near),
    ):
        box = Box(left, top, left + width, top + _LINE)
        inside = (
            box.left >= ground.left
            and box.right <= ground.right
            and box.top >= ground.top
            and box.bottom <= ground.bottom
        )
        if inside and not any(box.meets(other) for other in taken):
            return box
    return None


def diagonal_part(
    result: PowerResult, groups: list[PowerGroup], inner: float, theme: Theme
) -> tuple[Part, int]:
    """Dots of a single weighted vote, and how many of them bear no name.

    Parameters
    ----------
    result
        Values of an index for a single weighted vote.
    groups
        Its players, strongest first; a dot each.
    inner
        Width in pixels.
    theme
        ``"light"`` or ``"dark"``.
    """
    c = palette(theme)
    span = inner - _LEFT - _RIGHT
    height = _TOP + min(span * 0.8, 470.0)
    highest_share = max(group.heaviest_share for group in groups) * 1.03
    highest_power = max(group.power for group in groups) * 1.03 or 1.0
    if PowerIndex(result.index).adds_up:
        highest_share = highest_power = max(highest_share, highest_power)
    unit = highest_share / span
    panel = Panel(inner, (-_LEFT * unit, highest_share + _RIGHT * unit), c)
    rise = (height - _TOP) / highest_power
    ticks = tick_values(highest_share, at_most=5)
    _draw_ground(panel, tick_values(highest_power, at_most=5), ticks, rise, height)
    if PowerIndex(result.index).adds_up:
        end = {"x": 0.0, "x2": highest_share, "y": height, "y2": _TOP, "color": c.line}
        panel.rules([end], width=1.2, dash=(4, 3))
    dots = [(panel.px(g.heaviest_share), height - g.power * rise) for g in groups]
    panel.points(
        [
            {
                "x": group.heaviest_share,
                "y": y,
                "color": c.ink,
                "Players": shortened(", ".join(group.names), NOTE_SIZE, 600),
                "Power": f"{group.power:.6g}",
                "Weight": ", ".join(amount_of_weight(w) for w in group.weights.values()),
            }
            for group, (_, y) in zip(groups, dots, strict=True)
        ],
        size=46,
        ring=False,
        opacity=0.6,
        tips=_TIPS,
    )
    named = _draw_names(panel, groups, dots, Box(_LEFT, _TOP - 8, inner, height))
    axis = alt.Axis(
        title="share of the votes", grid=False, values=ticks, domain=False, ticks=False, format="~g"
    )
    return panel.part(height, axis), len(groups) - named


def _draw_ground(
    panel: Panel, powers: list[float], shares: list[float], rise: float, height: float
) -> None:
    c = panel.colours
    head = {"x": panel.at(0), "y": 7.0, "text": "power", "color": c.quiet}
    panel.texts([head], size=NOTE_SIZE)
    ends = {"x": panel.at(_LEFT), "x2": panel.at(panel.width), "color": c.faint}
    levels = [(value, height - value * rise) for value in powers]
    panel.rules([ends | {"y": y, "y2": y} for _, y in levels])
    panel.rules([{"x": s, "x2": s, "y": _TOP, "y2": height, "color": c.faint} for s in shares])
    panel.texts(
        [
            {"x": panel.at(_LEFT - 8), "y": y, "text": f"{value:g}", "color": c.quiet}
            for value, y in levels
        ],
        align="right",
        size=NOTE_SIZE,
    )


def _draw_names(
    panel: Panel, groups: list[PowerGroup], dots: list[tuple[float, float]], ground: Box
) -> int:
    """Name the dots, strongest first, where nothing is in the way; return how many are named."""
    taken = [Box(x - _DOT, y - _DOT, x + _DOT, y + _DOT) for x, y in dots]
    rows: list[dict[str, Any]] = []
    for group, (x, y) in zip(groups, dots, strict=True):
        label = group_label(group, NOTE_SIZE, 170)
        box = free_box(x, y, text_width(label, NOTE_SIZE), ground, taken)
        if box is None or len(rows) >= _NAMED:
            continue
        taken.append(box)
        middle = (box.top + box.bottom) / 2
        rows.append(
            {"x": panel.at(box.left), "y": middle, "text": label, "color": panel.colours.ink}
        )
    panel.texts(rows, size=NOTE_SIZE, halo=True)
    return len(rows)
