"""Sliders that tie the hands of governments, as an element of a page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from nicegui.element import Element

from winset.reports.negotiation.negotiation_report import NegotiationReport
from winset.reports.negotiation.negotiation_report_parts import TiedHands
from winset.workbench.components.listening import listen, texts, whole


class HandSliders(Element, component="hands.js"):
    """A slider for each government whose hands can be tied.

    Parameters
    ----------
    rows
        What they show, as from `hands_view`.
    on_tied
        Called with a country and the place of its slider, once it is let go.
    on_freed
        Called when all hands are to be free again.
    """

    def __init__(
        self,
        rows: list[dict[str, Any]],
        *,
        on_tied: Callable[[str, int], Awaitable[None]],
        on_freed: Callable[[], Awaitable[None]],
    ) -> None:
        super().__init__()
        self.props["rows"] = rows
        listen(self, "tied", on_tied, id=texts, at=whole)
        listen(self, "freed", on_freed)

    def show(self, rows: list[dict[str, Any]]) -> None:
        """Show other curves; a slider that is being moved stays with the hand."""
        self.props["rows"] = rows


def hands_view(report: NegotiationReport, levels: Mapping[str, float]) -> list[dict[str, Any]]:
    """Return a row for each government with a curve: where its slider is, and what each place says.

    Parameters
    ----------
    report
        Report on the negotiation.
    levels
        By how much the hands of which country are tied now.
    """
    return [
        {
            "id": row.country,
            "title": report.countries[row.country].title,
            "at": _place(row, levels.get(row.country, 0.0)),
            "says": [_says(row, place) for place in range(len(row.curve))],
        }
        for row in report.tying_hands
        if row.curve
    ]


def _place(row: TiedHands, level: float) -> int:
    """Place of the slider nearest to a level."""
    return min(range(len(row.curve)), key=lambda place: abs(row.curve[place][0] - level))


def _says(row: TiedHands, place: int) -> str:
    level, gain = row.curve[place]
    free = row.curve[0][1]
    if gain is None:
        return f"tied by {level:.2f}: no agreement is left"
    if place == 0 or free is None:
        return f"free hands: it gains {gain:.3f}"
    word = "more" if gain > free else "less"
    than = f"{abs(gain - free):.3f} {word} than with" if gain != free else "as much as with"
    return f"tied by {level:.2f}: it gains {gain:.3f}, {than} free hands"
