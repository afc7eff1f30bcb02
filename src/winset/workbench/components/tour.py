"""The guided tour of a game at home."""

from __future__ import annotations

from typing import Final

from nicegui.element import Element

STEPS: Final = (
    {
        "target": "h1",
        "title": "One bill, one Congress",
        "text": "In May 2000 Congress voted on permanent normal trade relations with China. The "
        "case holds who took part, where they stood and what they could spend, each number with "
        "its source.",
    },
    {
        "target": ".axis",
        "title": "Who stands where",
        "text": "Each actor stands between closing the market, on the left, and opening it. Blue "
        "gains from the bill, orange loses. Ticks are single members of a bloc. The dashed line is "
        "the law as it was, the other the proposal.",
    },
    {
        "target": "[data-mark='actors.clinton.position.openness']",
        "title": "Move the President",
        "text": "Drag President Clinton to the left, or focus him and press the left arrow. The "
        "verdict follows. Undo, or Ctrl Z, takes it back.",
    },
    {
        "target": ".verdict",
        "title": "The verdict",
        "text": "The share of the draws in which the bill comes to a vote and passes. The price "
        "beside it is what would hold the bill against opponents who move last; it does not enter "
        "the probability. Why? opens a formula with this case's numbers. At the end stands what "
        "happened.",
    },
    {
        "target": ".tabs",
        "title": "What is behind it",
        "text": "Actors to edit, the rule, both stages in time, the coalition and its price, who "
        "is pivotal, what would turn the verdict, and the evidence.",
    },
    {
        "target": "#scenarios",
        "title": "What if?",
        "text": "Keep what you changed under a name, and set scenarios side by side. Save makes a "
        "case of your own; the casebook stays as it is.",
    },
)
"""A message and its place."""


class Tour(Element, component="tour.js"):
    """Remarks beside what they are about, one after the other."""

    def __init__(self) -> None:
        super().__init__()
        self.props["steps"] = list(STEPS)
