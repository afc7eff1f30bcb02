"""The colours of the workbench: the palette of the figures as style, light and dark."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Final

from winset.render.figures.grammar.palette import DARK, LIGHT, Palette, dark_of

STYLES: Final = Path(__file__).parent / "styles"
"""Folder of the style sheets."""

_LIGHT_ONLY: Final = {
    "panel": "#f5f6f7",
    "edge": "#7b828b",
    "link": "#0067a5",
    "focus": "#8a6a00",
    "bad": "#b03a00",
    "notice": "#fdf3dc",
    "notice-line": "#a87900",
    "veil": "rgb(27 31 36 / 45%)",
}
_DARK_ONLY: Final = {
    "panel": "#1c2127",
    "edge": "#8f98a2",
    "link": "#7cc4f2",
    "focus": "#e3bd3f",
    "bad": "#f28b46",
    "notice": "#2e2712",
    "notice-line": "#e3bd3f",
    "veil": "rgb(0 0 0 / 60%)",
}


def _variables(palette: Palette, more: dict[str, str]) -> str:
    colours = {role.name: getattr(palette, role.name) for role in fields(Palette)} | more
    return "".join(f"--{name}:{colour};" for name, colour in colours.items())


def _figures_in_dark(scope: str) -> str:
    """Rules that lay the dark palette over figures drawn in the light one."""
    return "".join(
        f'{scope} .drawing svg [{attribute}="{light}"]{{{attribute}:{dark}}}'
        for light, dark in dark_of().items()
        for attribute in ("fill", "stroke")
    )


@cache
def theme_style() -> str:
    """Style that gives every colour a name; dark by the reader's system or by choice."""
    light = f"color-scheme:light;{_variables(LIGHT, _LIGHT_ONLY)}"
    dark = f"color-scheme:dark;{_variables(DARK, _DARK_ONLY)}"
    unless_light = ":root:not([data-theme=light])"
    return (
        f":root{{{light}}}:root[data-theme=dark]{{{dark}}}{_figures_in_dark('[data-theme=dark]')}"
        f"@media (prefers-color-scheme:dark){{{unless_light}{{{dark}}}"
        f"{_figures_in_dark(unless_light)}}}"
    )
