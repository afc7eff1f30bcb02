"""Effect of each group: the agreement without it and with twice of it, issue by issue."""

from __future__ import annotations

import altair as alt

from winset.render.figures.grammar import (
    NOTE_SIZE,
    PADDING,
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
from winset.reports.negotiation.negotiation_report import NegotiationReport
from winset.reports.negotiation.negotiation_report_parts import NegotiationIssue

_ROW = 22.0
_MARGIN = 8


@draws(NegotiationReport, "what `winset.negotiate` returns")
def plot_group_moves(
    report: NegotiationReport, *, width: int = 760, theme: Theme = "light"
) -> alt.VConcatChart:
    """Draw where the agreement goes without each group, and with twice of it.

    Parameters
    ----------
    report
        Report of `winset negotiate`.
    width
        Whole width in pixels.
    theme
        ``"light"`` or ``"dark"``.
    """
    colours = palette(theme)
    inner = width - 2 * PADDING
    shown = bool(report.groups and report.agreement.point)
    parts = [_panel(report, issue, inner, theme) for issue in report.issues] if shown else []
    panel = Panel(inner, (0.0, 1.0), colours)
    if not parts:
        why = "votes are certain" if report.certain else "there is no group, or nothing is signed"
        panel.texts([{"x": 0.0, "y": 10.0, "text": f"None: {why}.", "color": colours.quiet}])
        parts.append(panel.part(24.0))
    else:
        entries = [
            ("line", colours.record, "agreement"),
            ("square", colours.opposes, "without the group"),
            ("circle", colours.supports, "with twice of it"),
        ]
        parts.append(panel.part(legend(panel, entries, top=0.0)))
    return figure(
        parts,
        title="What groups move",
        caption=f"{case_text(report)} Capacity and ties of one group at a time are deleted or "
        "doubled. Moves below 0.01 are noise.",
        description=report.summary(),
        width=width,
        theme=theme,
    )


def _panel(report: NegotiationReport, issue: NegotiationIssue, width: int, theme: Theme) -> Part:
    colours = palette(theme)
    names = [f"{row.title} ({report.countries[row.country].title})" for row in report.groups]
    label = min(int(max(text_width(name, NOTE_SIZE) for name in names)) + 14, width // 2)
    line = width - label - _MARGIN
    left = -label / line
    panel = Panel(width, (left, 1.0 + _MARGIN / line), colours)
    height = _ROW * len(names) + 10.0
    here = report.agreement.point[issue.issue]
    rule = {"x": here, "x2": here, "y": 0.0, "y2": height - 4, "color": colours.record}
    panel.rules([rule], width=1.6)
    for place, (name, row) in enumerate(zip(names, report.groups, strict=True)):
        y = 12.0 + _ROW * place
        text = shortened(name, NOTE_SIZE, label - 12)
        panel.texts([{"x": left, "y": y, "text": text, "color": colours.ink}], size=NOTE_SIZE)
        frame = {"x": 0.0, "x2": 1.0, "y": y, "y2": y, "color": colours.faint}
        panel.rules([frame], width=1.0)
        ends = (
            (row.deleted, colours.opposes, "square"),
            (row.doubled, colours.supports, "circle"),
        )
        missing = [
            said
            for said, point in (("without it", row.deleted), ("twice of it", row.doubled))
            if point is None
        ]
        if missing:
            note = f"nothing signed: {', '.join(missing)}"
            at_right = 1.0 - text_width(note, NOTE_SIZE - 1) / line
            text_at = {"x": at_right, "y": y - 7, "text": note, "color": colours.quiet}
            panel.texts([text_at], size=NOTE_SIZE - 1, halo=True)
        for point, ink, shape in ends:
            if point is None:
                continue
            at = point[issue.issue]
            panel.rules([{"x": here, "x2": at, "y": y, "y2": y, "color": ink}], width=2.0)
            panel.points([{"x": at, "y": y, "color": ink}], shape=shape, size=50)
    return panel.part(height, _axis(issue, width))


def _axis(issue: NegotiationIssue, width: int) -> alt.Axis:
    title = issue.title
    if issue.natural is not None and issue.unit:
        title += f" (0: {issue.natural[0]:g}, 1: {issue.natural[1]:g} {issue.unit})"
    title = shortened(title, NOTE_SIZE + 1, width - 8)
    return alt.Axis(title=title, values=[0.0, 0.5, 1.0], format=".1f", titleAnchor="end")
