"""Power in a rule against shares of the seats."""

from __future__ import annotations

from typing import Any, Final

import altair as alt

from winset.foundation.errors import InputError
from winset.render.figures.grammar import (
    LABEL_SIZE,
    NOTE_SIZE,
    PADDING,
    Panel,
    Part,
    Theme,
    draws,
    figure,
    legend,
    palette,
    shortened,
    text_width,
)
from winset.render.figures.rule.power_diagonal import diagonal_part
from winset.render.figures.rule.power_groups import (
    PowerGroup,
    amount_of_weight,
    group_label,
    power_groups,
    tick_values,
)
from winset.results.power.power_index import PowerIndex
from winset.results.power.power_values import PowerResult

SHOWN: Final = 30
_EACH: Final = 16
_ROW: Final = 21.0
_NARROW: Final = 480
_SHAPES: Final = ("circle", "square", "diamond", "triangle-up")
_TIPS: Final = (("Players", "Players"), ("Power", "Power"), ("Seats", "Seats"))


@draws(PowerResult, "what a power index such as `winset.banzhaf` returns")
def plot_power(
    result: PowerResult,
    *,
    width: int = 760,
    theme: Theme = "light",
    shown: int = SHOWN,
    diagonal: bool | None = None,
) -> alt.VConcatChart:
    """Draw how far the power of each player is from its share of the seats.

    A row a player, strongest first, with a filled mark at its power and a hollow one at its share;
    or, for very many players of one vote, a dot each over its share, with the diagonal on which
    power equals share.

    Parameters
    ----------
    result
        Values of a power index for every player of a rule.
    width
        Width of the whole figure in pixels, 300 or more.
    theme
        ``"light"`` or ``"dark"``.
    shown
        How many rows are drawn at most, 1 or more. Beyond 16 players those with the same power and
        the same weights share a row.
    diagonal
        True for dots against the diagonal, False for rows. Default: rows, unless there is one vote
        and more rows than `shown`.

    Returns
    -------
    altair.VConcatChart
        Shows itself in a notebook; `save_figure` writes it to a file.

    Raises
    ------
    InputError
        If a diagonal is asked for and the rule is not a single weighted vote, or `shown` is below
        1.
    """
    if shown < 1:
        raise InputError(f"shown is {shown}; draw 1 row or more")
    single = result.total is not None
    if diagonal and not single:
        raise InputError(
            "the diagonal needs one weighted vote: here players have seats in several chambers, or "
            "none; leave diagonal out"
        )
    groups = power_groups(result, joined=len(result.values) > _EACH)
    inner = width - 2 * PADDING
    if diagonal or (diagonal is None and single and len(groups) > shown):
        part, unnamed = diagonal_part(result, groups, inner, theme)
        how = "A dot stands for each player, or for players alike; " + (
            "on the line power equals share. " if PowerIndex(result.index).adds_up else ""
        )
        how += f"{unnamed} dots have no name for want of room. " if unnamed else ""
    else:
        part, how = _rows_part(result, groups[:shown], inner, theme), _how(result)
        if len(groups) > shown:
            rest = sum(len(group.names) for group in groups[shown:])
            weakest = f"power at most {groups[shown].power:.4f}"
            how += f"{rest:,} more players are not drawn ({weakest} each). "
    return figure(
        [part],
        title=_title(result),
        caption=_caption(result, groups, how),
        description=_description(result, groups),
        width=width,
        theme=theme,
    )


def _title(result: PowerResult) -> str:
    name = PowerIndex(result.index).words
    what = "seats" if result.total is None else "share of the votes"
    return f"Power against {what}: {name}"


def _how(result: PowerResult) -> str:
    if not result.rule.seats:
        return ""
    where = "of the votes" if result.total is not None else "of each chamber's seats"
    return f"Filled marks are power, hollow ones the share {where}. "


def _caption(result: PowerResult, groups: list[PowerGroup], how: str) -> str:
    rule = shortened(str(result.rule), NOTE_SIZE, 900)
    of = "" if result.total is None else f", of {amount_of_weight(result.total)} in all"
    text = f"Rule: {rule}{of}. {how}"
    if not PowerIndex(result.index).adds_up:
        return f"{text}The values of this index do not add up to 1: compare their order, not size."
    if result.total is None:
        return text.strip()
    far = max(groups, key=lambda group: abs(group.power - group.heaviest_share))
    if abs(far.power - far.heaviest_share) < 5e-5:
        return f"{text}Power and share agree to four decimals."
    alike = "" if len(far.names) == 1 else f" and {len(far.names) - 1} alike"
    return (
        f"{text}Farthest apart: {far.names[0]}{alike}, power {far.power:.4f} with a share of "
        f"{far.heaviest_share:.4f}."
    )


def _description(result: PowerResult, groups: list[PowerGroup]) -> str:
    told = []
    for group in groups[:20]:
        label = group_label(group, LABEL_SIZE, 300)
        told.append(f"{label} {group.power:.4f}, {_seats_text(group)}")
    rest = f"; and {len(groups) - 20} more" if len(groups) > 20 else ""
    name = PowerIndex(result.index).words
    return f"{name} of {len(result.values)} players, strongest first: {'; '.join(told)}{rest}."


def _seats_text(group: PowerGroup) -> str:
    if not group.weights:
        return "no seats"
    return ", ".join(
        f"{amount_of_weight(weight)} in {chamber} ({group.shares[chamber]:.1%})"
        for chamber, weight in group.weights.items()
    )


def _rows_part(result: PowerResult, groups: list[PowerGroup], inner: float, theme: Theme) -> Part:
    c = palette(theme)
    columns = _columns(result, groups)
    right = 8 + sum(text_width(texts[0], NOTE_SIZE) + 14 for texts in columns)
    right = max(right, 8 + sum(_column_width(texts) for texts in columns))
    labels = [group_label(group, LABEL_SIZE, 0.36 * inner) for group in groups]
    above = inner < _NARROW
    left = 8.0 if above else 14 + max(text_width(label, LABEL_SIZE) for label in labels)
    highest = max(max(g.power, g.heaviest_share) for g in groups) or 1.0
    unit = highest / (inner - left - right)
    panel = Panel(inner, (-left * unit, highest + right * unit), c)
    chambers = list(result.rule.totals().items())
    entries = [("circle", c.ink, "power")] + [
        (f"hollow-{_SHAPES[i % 4]}", c.quiet, f"share of {name} ({amount_of_weight(total)})")
        for i, (name, total) in enumerate(chambers)
    ]
    top = legend(panel, entries, top=0) + 6
    _draw_column(panel, columns, -1, top + 8)
    top += 18
    step = _ROW + 15 if above else _ROW
    ticks = tick_values(highest, at_most=3 if above else 5)
    lines = [{"x": t, "x2": t, "y": top, "y2": top + step * len(groups)} for t in ticks]
    panel.rules([line | {"color": c.faint} for line in lines])
    middles: list[float] = []
    for place, group in enumerate(groups):
        y = top + step * place + step / 2
        label_y = y - 8 if above else y
        y = y + 7 if above else y
        label = labels[place]
        if above:
            label = group_label(group, LABEL_SIZE, inner - 8)
        at = panel.at(0 if above else left - 10)
        align: Any = "left" if above else "right"
        panel.texts(
            [{"x": at, "y": label_y, "text": label, "color": c.ink}], align=align, halo=above
        )
        middles.append(y)
        _draw_column(panel, columns, place, y)
    _draw_marks(panel, groups, [name for name, _ in chambers], middles)
    axis = alt.Axis(title=None, grid=False, values=ticks, domain=False, ticks=False, format="~g")
    return panel.part(top + step * len(groups), axis)


def _draw_marks(
    panel: Panel, groups: list[PowerGroup], chambers: list[str], middles: list[float]
) -> None:
    """Draw lines, then the shares, then power over them."""
    c = panel.colours
    rows = [
        {
            "y": y,
            "Players": shortened(", ".join(group.names), NOTE_SIZE, 600),
            "Power": f"{group.power:.6g}",
            "Seats": _seats_text(group),
        }
        for group, y in zip(groups, middles, strict=True)
    ]
    both = list(zip(groups, rows, strict=True))
    for group, row in both:
        ends = [group.power, *(group.shares.values() or [0.0])]
        line = {"x": min(ends), "x2": max(ends), "y2": row["y"], "color": c.line}
        panel.rules([row | line], width=2.0, tips=_TIPS)
    for place, chamber in enumerate(chambers):
        panel.points(
            [
                row | {"x": g.shares[chamber], "color": c.quiet}
                for g, row in both
                if chamber in g.shares
            ],
            shape=_SHAPES[place % 4],
            filled=False,
            size=62,
            tips=_TIPS,
        )
    panel.points([row | {"x": g.power, "color": c.ink} for g, row in both], size=52, tips=_TIPS)


def _columns(result: PowerResult, groups: list[PowerGroup]) -> list[list[str]]:
    """Texts at the right end of the rows, each with its heading first."""
    columns = [["power", *(f"{group.power:.4f}" for group in groups)]]
    if result.total is not None:
        columns.append(["share", *(f"{group.heaviest_share:.4f}" for group in groups)])
    return columns


def _column_width(texts: list[str]) -> float:
    return max(text_width(text, NOTE_SIZE) for text in texts) + 14


def _draw_column(panel: Panel, columns: list[list[str]], place: int, y: float) -> None:
    """Draw the texts of a row (-1: the headings), from the right end leftward."""
    right = panel.width
    for number in range(len(columns) - 1, -1, -1):
        texts = columns[number]
        strong = number == 0 and place >= 0
        colour = panel.colours.ink if strong else panel.colours.quiet
        row = {"x": panel.at(right), "y": y, "text": texts[place + 1], "color": colour}
        panel.texts([row], align="right", size=NOTE_SIZE)
        right -= _column_width(texts)
