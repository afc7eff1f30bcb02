"""Common parts of all figures: grounds, labels, colours."""

from __future__ import annotations

from winset.render.figures.grammar.drawing import draws
from winset.render.figures.grammar.palette import Palette, Theme, palette
from winset.render.figures.grammar.panel import (
    LABEL_SIZE,
    NOTE_SIZE,
    PADDING,
    Panel,
    Part,
    case_text,
    figure,
    label_line,
    legend,
)
from winset.render.figures.grammar.text_width import shortened, text_width, wrapped

__all__ = [
    "LABEL_SIZE",
    "NOTE_SIZE",
    "PADDING",
    "Palette",
    "Panel",
    "Part",
    "Theme",
    "case_text",
    "draws",
    "figure",
    "label_line",
    "legend",
    "palette",
    "shortened",
    "text_width",
    "wrapped",
]
