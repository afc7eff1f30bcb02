"""Notes of the figure of votes stand clear of its lines."""

from __future__ import annotations

import pytest

from winset.render.figures.domestic.votes import _clear_of, _Mark
from winset.render.figures.grammar.palette import palette
from winset.render.figures.grammar.panel import Panel


@pytest.mark.parametrize(
    ("votes", "start"),
    [([218], 0.0), ([0, 218], 6.0), ([0, 10, 218], 16.0), ([218, 70, 10, 0], 76.0)],
)
def test_a_note_begins_where_no_line_runs_through_it(votes: list[int], start: float) -> None:
    panel = Panel(300, (0.0, 300.0), palette("light"))
    marks = [_Mark(vote, vote, "", "#000000") for vote in votes]
    assert _clear_of(panel, marks, 100.0) == start


def test_a_note_without_room_anywhere_begins_at_the_edge() -> None:
    panel = Panel(300, (0.0, 300.0), palette("light"))
    marks = [_Mark(vote, vote, "", "#000000") for vote in range(0, 300, 50)]
    assert _clear_of(panel, marks, 100.0) == 0.0
