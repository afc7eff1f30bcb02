"""Coalitions as rows: their members on an axis or in order of weight, and what they weigh."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import altair as alt

from winset.foundation.errors import InputError
from winset.foundation.wording import counted
from winset.games.by_player import numbers_by_player
from winset.render.figures.grammar import (
    NOTE_SIZE,
    PADDING,
    Panel,
    Part,
    Theme,
    draws,
    figure,
    palette,
    shortened,
    text_width,
)
from winset.render.figures.rule.coalition_columns import (
    PlayerColumn,
    axis_columns,
    draw_names,
    weight_columns,
)
from winset.render.figures.rule.power_groups import amount_of_weight, tick_values
from winset.results.coalitions.minimal_coalitions import MinimalCoalitions

SHOWN: Final = 24
_ROW: Final = 19.0
_LEFT: Final = 22.0
_CHAMBERS: Final = 3
_NARROW: Final = 480
_OVER: Final = "over quota"


@draws(MinimalCoalitions, "what `winset.minimal_winning_coalitions` returns")
def plot_coalitions(
    result: MinimalCoalitions,
    positions: Mapping[str, float] | Sequence[float] | None = None,
    *,
    width: int = 760,
    theme: Theme = "light",
    shown: int = SHOWN,
) -> alt.VConcatChart:
    """Draw who is in each minimal winning (or blocking) coalition, and what it weighs.

    A row a coalition, fewest members first. Without positions a column a player, heaviest first;
    with them the players stand at their places on the axis, and a hollow mark is an outsider
    between two members, so that a row without one is connected in Axelrod's sense.

    Parameters
    ----------
    result
        Minimal coalitions, listed.
    positions
        Place of each player on an axis, by name or in the order of the rule; any finite numbers.
    width
        Width of the whole figure in pixels, 300 or more.
    theme
        ``"light"`` or ``"dark"``.
    shown
        How many rows are drawn at most, 1 or more; a line says how many more there are.

    Returns
    -------
    altair.VConcatChart
        Shows itself in a notebook; `save_figure` writes it to a file.

    Raises
    ------
    InputError
        If the coalitions are counted only, not listed; if `shown` is below 1; if a player has no
        position, or a position has no player or is not finite.
    """
    if result.coalitions is None:
        raise InputError(
            f"no figure of coalitions that are not listed: {result.reason}; filter them "
            "(including, excluding, largest) or raise the limit"
        )
    if shown < 1:
        raise InputError(f"shown is {shown}; draw 1 row or more")
    drawn = result.coalitions[:shown]
    inner = width - 2 * PADDING
    texts = _weight_texts(result, drawn, with_excess=inner >= _NARROW)
    while len(texts) > 1 and sum(map(_column_width, texts)) > 0.45 * inner:
        texts.pop()
    right = sum(map(_column_width, texts)) + 6
    ground = (_LEFT + 12, inner - right - 12)
    if positions is None:
        columns, left_out = weight_columns(result, ground)
    else:
        places = numbers_by_player(result.rule, positions, "position")
        columns, left_out = axis_columns(result, places, ground), 0
    unnamed = sum(column.name_x is None for column in columns)
    # Few columns leave the right end free: the weights then stand by them.
    end = inner if positions is not None else min(inner, columns[-1].x + 60 + right)
    panel = Panel(inner, (0.0, inner), palette(theme))
    sheet = _Sheet(panel, columns, end, positions is not None)
    part = _part(sheet, result, drawn, texts)
    return figure(
        [part],
        title=f"Minimal {result.kind} coalitions: {result.count:,}",
        caption=_caption(
            result,
            drawn,
            [column[0] for column in texts],
            (left_out, unnamed),
            on_axis=positions is not None,
        ),
        description=_description(result, drawn),
        width=width,
        theme=theme,
    )


@dataclass(frozen=True)
class _Sheet:
    """Drawing area of rows: a panel in pixels, the columns of the players, the end of the rows."""

    panel: Panel
    columns: list[PlayerColumn]
    end: float
    on_axis: bool

    @property
    def row(self) -> float:
        """Height of a row: players at one place stand one above the other."""
        return _ROW + 8.0 * max((column.level for column in self.columns), default=0)


def _part(
    sheet: _Sheet,
    result: MinimalCoalitions,
    drawn: tuple[tuple[str, ...], ...],
    texts: list[list[str]],
) -> Part:
    panel, c = sheet.panel, sheet.panel.colours
    top = draw_names(panel, sheet.columns) + 4
    headings, top = top, top + 12
    bottom = top + sheet.row * len(drawn)
    if not sheet.on_axis:
        panel.bars(
            [
                {"x": 0.0, "x2": sheet.end, "y": y, "y2": y + sheet.row, "color": c.faint}
                for y in (top + sheet.row * place for place in range(0, len(drawn), 2))
            ],
            opacity=0.5,
        )
    else:
        panel.rules(
            [
                {"x": column.x, "x2": column.x, "y": top, "y2": bottom, "color": c.faint}
                for column in sheet.columns
            ]
        )
    _draw_texts(panel, [["n"]], -1, headings, at=_LEFT - 4)
    _draw_texts(panel, texts, -1, headings, at=sheet.end)
    lightest = set(result.lightest or ())
    for place, members in enumerate(drawn):
        middle = top + sheet.row * place + _ROW / 2
        size = {"x": _LEFT - 4, "y": middle, "text": str(len(members)), "color": c.quiet}
        panel.texts([size], align="right", size=NOTE_SIZE)
        _draw_members(sheet, set(members), middle)
        bold = members in lightest
        _draw_texts(panel, texts, place, middle, at=sheet.end, bold=bold)
    if sheet.on_axis and drawn:
        bottom = _draw_axis(sheet, bottom)
    more = result.count - len(drawn)
    if more > 0 or not drawn:
        text = f"and {more:,} more, not drawn" if drawn else "There is none."
        panel.texts([{"x": 0.0, "y": bottom + 10, "text": text, "color": c.quiet}], size=NOTE_SIZE)
        bottom += 18
    return panel.part(bottom + 2)


def _draw_members(sheet: _Sheet, members: set[str], middle: float) -> None:
    panel, c = sheet.panel, sheet.panel.colours
    inside = [column for column in sheet.columns if column.name in members]
    if not inside:
        return
    low, high = min(column.place for column in inside), max(column.place for column in inside)
    marks = [(o, {"x": o.x, "y": middle + 8.0 * o.level}) for o in sheet.columns]
    if sheet.on_axis:
        ends = {"x": min(o.x for o in inside), "x2": max(o.x for o in inside), "color": c.line}
        panel.rules([ends | {"y": middle, "y2": middle}], width=1.5)
        between = [m for o, m in marks if o.name not in members and low < o.place < high]
        panel.points([m | {"color": c.quiet} for m in between], filled=False, size=34)
    else:
        outside = [mark for column, mark in marks if column.name not in members]
        panel.points([mark | {"color": c.line} for mark in outside], size=12, ring=False)
    held = [mark | {"color": c.ink} for column, mark in marks if column.name in members]
    crowded = len(sheet.columns) > 1 and not sheet.on_axis and _pitch(sheet.columns) < 11
    panel.points(held, size=34 if crowded else 70)


def _pitch(columns: list[PlayerColumn]) -> float:
    return columns[1].x - columns[0].x


def _draw_axis(sheet: _Sheet, bottom: float) -> float:
    """Draw the axis of the positions under the rows; return the pixel under it."""
    panel, c = sheet.panel, sheet.panel.colours
    ends = [min(sheet.columns, key=lambda o: o.place), max(sheet.columns, key=lambda o: o.place)]
    low, high = ends[0], ends[1]
    y = bottom + 4
    line = {"x": low.x, "x2": high.x, "y": y, "y2": y, "color": c.line}
    values = [low.place]
    if high.place > low.place:
        wide = high.place - low.place
        step = tick_values(wide, at_most=5)[1]
        first = math.ceil(low.place / step - 1e-9)
        values = [step * i for i in range(first, math.floor(high.place / step + 1e-9) + 1)]
        values = values or [low.place, high.place]
    at = [
        low.x + (v - low.place) / (high.place - low.place or 1.0) * (high.x - low.x) for v in values
    ]
    ticks = [{"x": x, "x2": x, "y": y, "y2": y + 4, "color": c.line} for x in at]
    panel.rules([line, *ticks])
    panel.texts(
        [
            {"x": x, "y": y + 12, "text": f"{v:.6g}", "color": c.quiet}
            for x, v in zip(at, values, strict=True)
        ],
        align="center",
        size=NOTE_SIZE,
    )
    return y + 20


def _weight_texts(
    result: MinimalCoalitions, drawn: tuple[tuple[str, ...], ...], *, with_excess: bool
) -> list[list[str]]:
    """Texts at the right end: weights by chamber, of one vote also how far over its quota."""
    columns = []
    for chamber, weights in list(result.rule.seats.items())[:_CHAMBERS]:
        held = [math.fsum(weights.get(name, 0.0) for name in members) for members in drawn]
        columns.append(
            [
                shortened(chamber, NOTE_SIZE, 90),
                *(amount_of_weight(round(weight, 9)) for weight in held),
            ]
        )
        quota = _quota(result)
        if with_excess and quota is not None and result.kind == "winning":
            over = [amount_of_weight(abs(round(weight - quota, 9))) for weight in held]
            columns.append([_OVER, *(f"+{amount}" for amount in over)])
    return columns


def _quota(result: MinimalCoalitions) -> float | None:
    """Quota of a single weighted vote; None for any other rule."""
    if result.minimum_size is None:
        return None
    quota: float | None = getattr(result.rule.expression, "quota", None)
    return quota


def _column_width(texts: list[str]) -> float:
    return max(text_width(text, NOTE_SIZE, bold=True) for text in texts) + 12


def _draw_texts(
    panel: Panel, columns: list[list[str]], place: int, y: float, *, at: float, bold: bool = False
) -> None:
    """Draw the texts of a row (-1: the headings), from a right end leftward."""
    for texts in reversed(columns):
        strong = bold and place >= 0
        colour = panel.colours.ink if strong else panel.colours.quiet
        row = {"x": at, "y": y, "text": texts[place + 1], "color": colour}
        panel.texts([row], align="right", size=NOTE_SIZE, bold=strong)
        at -= _column_width(texts)


def _caption(
    result: MinimalCoalitions,
    drawn: tuple[tuple[str, ...], ...],
    headings: list[str],
    left_out: tuple[int, int],
    *,
    on_axis: bool,
) -> str:
    said = [f"Rule: {shortened(str(result.rule), NOTE_SIZE, 900)}"]
    quota = _quota(result)
    if quota is not None:
        total = math.fsum(result.rule.totals().values())
        said[0] += f", of {amount_of_weight(total)} in all"
        if result.kind == "blocking":
            enough = amount_of_weight(round(total - quota, 9))
            said.append(f"A coalition blocks with more than {enough}")
    if result.filtered:
        said.append("Only those that were asked for")
    said.append("n is the number of members")
    if on_axis:
        said.append("A hollow mark is an outsider between members; a row without one is connected")
    else:
        said.append("Players from the heaviest to the lightest")
    if set(drawn) & set(result.lightest or ()):
        size = " (Riker's minimum size)" if result.kind == "winning" else ""
        said.append(f"Bold: the least weight of all{size}")
    for many, what in zip(left_out, ("not drawn", "drawn without a name"), strict=True):
        if many:
            said.append(f"{many:,} players are {what}")
    if len([heading for heading in headings if heading != _OVER]) < len(result.rule.seats):
        said.append("Other chambers' weights are not shown")
    return f"{'. '.join(said)}."


def _description(result: MinimalCoalitions, drawn: tuple[tuple[str, ...], ...]) -> str:
    named = "; ".join(shortened(", ".join(members), NOTE_SIZE, 900) for members in drawn[:12])
    rest = f"; and {result.count - 12:,} more" if result.count > 12 else ""
    size = (
        ""
        if result.minimum_size is None
        else f" The least weight of any is {amount_of_weight(result.minimum_size)}."
    )
    kind = f"minimal {result.kind} coalition"
    return (
        f"{counted(result.count, kind, f'{kind}s')} of "
        f"{counted(len(result.rule.players), 'player', 'players')}"
        f"{f': {named}{rest}' if named else ''}.{size}"
    )
