"""Figures as files: SVG, PNG, PDF, HTML or the Vega-Lite JSON, with nothing from a network."""

from __future__ import annotations

import json
import re
import struct
import zlib
from collections.abc import Callable
from html import escape, unescape
from pathlib import Path
from typing import Any, Final

import altair as alt
import vl_convert as vlc

from winset.foundation.errors import InputError
from winset.foundation.files import write_bytes
from winset.render.figures.grammar.text_width import set_width
from winset.render.page import json_in_html

_PNG_SCALE: Final = 3.0
_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_PLACES: Final = re.compile(r' (?:d|transform|x2|y2)="[^"]*"')
_CLIP: Final = re.compile(r'(?:id="|url\(#)(clip\d+)')
_DECIMALS: Final = re.compile(r"\d+\.\d{3,}(?!\d*e)")
_TEXT: Final = re.compile(r"<text(?P<opening>[^>]*)>(?P<inner>.*?)</text>", re.DOTALL)
_LINE: Final = re.compile(r"<tspan([^>]*)>([^<]*)</tspan>")
_FONT_SIZE: Final = re.compile(r'font-size="([0-9.]+)px"')
_LEAST_HELD: Final = 24.0
"""Pixels below which a text is let be: numbers of an axis have room."""
_NOTHING_ALLOWED: Final[list[str]] = []


def spec_of(chart: alt.VConcatChart) -> dict[str, Any]:
    """Figure as a Vega-Lite specification.

    Parameters
    ----------
    chart
        A figure of `winset.render.figures`. The tests hold every figure against the schema of
        Vega-Lite; it is not done again for every file.
    """
    return dict(chart.to_dict(validate=False))


def svg_of(chart: alt.VConcatChart) -> str:
    """Figure as SVG text, its alternative text as title and description.

    Parameters
    ----------
    chart
        A figure of `winset.render.figures`.

    Returns
    -------
    str
        One ``svg`` element with a role and texts that screen readers speak.
    """
    spec = spec_of(chart)
    svg = str(vlc.vegalite_to_svg(spec, allowed_base_urls=_NOTHING_ALLOWED))
    title, description = _spoken(spec)
    head, rest = _held_to_width(_renumbered(_PLACES.sub(_rounded, svg))).split(">", 1)
    return (
        f'{head} role="img"><title>{escape(title)}</title><desc>{escape(description)}</desc>{rest}'
    )


def _renumbered(svg: str) -> str:
    """SVG with its inner names counted from 1: Vega counts on from the figure before."""
    names = {name: f"clip{n}" for n, name in enumerate(dict.fromkeys(_CLIP.findall(svg)), 1)}
    return _CLIP.sub(lambda found: found[0].replace(found[1], names[found[1]]), svg)


def _held_to_width(svg: str) -> str:
    """SVG whose longer texts keep the width they were placed with, whatever font a reader has.

    Where Helvetica and its stand-ins are missing, a wider font such as DejaVu Sans is narrowed.
    """
    return _TEXT.sub(_with_lengths, svg)


def _with_lengths(found: re.Match[str]) -> str:
    opening, inner = found["opening"], found["inner"]
    size = _FONT_SIZE.search(opening)
    if size is None:
        return found[0]
    is_bold = 'font-weight="bold"' in opening

    def length(text: str) -> str:
        width = set_width(unescape(text), float(size[1]), bold=is_bold)
        if width is None or width < _LEAST_HELD:
            return ""
        return f' textLength="{width:.1f}" lengthAdjust="spacingAndGlyphs"'

    if "<" not in inner:
        return f"<text{opening}{length(inner)}>{inner}</text>"
    lines = _LINE.sub(lambda line: f"<tspan{line[1]}{length(line[2])}>{line[2]}</tspan>", inner)
    return f"<text{opening}>{lines}</text>"


def _rounded(places: re.Match[str]) -> str:
    """Coordinates to a hundredth of a pixel: half the size, and nobody sees it."""
    return _DECIMALS.sub(lambda number: f"{float(number[0]):.2f}", places[0])


def _spoken(spec: dict[str, Any]) -> tuple[str, str]:
    title = spec.get("title", "")
    text = title.get("text", "") if isinstance(title, dict) else title
    line = " ".join(text) if isinstance(text, list) else str(text)
    return line, str(spec.get("description", ""))


def png_of(chart: alt.VConcatChart, *, scale: float = _PNG_SCALE) -> bytes:
    """Figure as PNG.

    Parameters
    ----------
    chart
        A figure of `winset.render.figures`.
    scale
        Pixels of the file for a pixel of the figure.
    """
    return png_of_svg(svg_of(chart), scale=scale)


def png_of_svg(svg: str, *, scale: float = _PNG_SCALE) -> bytes:
    """SVG of a figure as PNG."""
    return _compact(bytes(vlc.svg_to_png(svg, scale=scale)))


def _compact(png: bytes) -> bytes:
    """PNG with its pixels, as they are, compressed as well as can be."""
    before: list[bytes] = []
    pixels: list[bytes] = []
    after: list[bytes] = []
    start = len(_SIGNATURE)
    while start < len(png):
        (length,) = struct.unpack(">I", png[start : start + 4])
        end = start + length + 12
        if png[start + 4 : start + 8] == b"IDAT":
            pixels.append(png[start + 8 : end - 4])
        else:
            (after if pixels else before).append(png[start:end])
        start = end
    data = zlib.compress(zlib.decompress(b"".join(pixels)), 9)
    body = b"IDAT" + data
    chunk = struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
    return b"".join([_SIGNATURE, *before, chunk, *after])


def _svg(chart: alt.VConcatChart) -> bytes:
    return svg_of(chart).encode()


def _pdf(chart: alt.VConcatChart) -> bytes:
    return bytes(vlc.vegalite_to_pdf(spec_of(chart), allowed_base_urls=_NOTHING_ALLOWED))


def _html(chart: alt.VConcatChart) -> bytes:
    """One page with its script; what the figure says cannot end the script and begin another."""
    page = str(vlc.vegalite_to_html(spec_of(chart), bundle=True, renderer="svg"))
    head, start, rest = page.rpartition("\n    const spec = ")  # no text of a figure has line ends
    spec, end, tail = rest.rpartition(";\n    const opts = ")
    return "".join([head, start, json_in_html(spec), end, tail]).encode()


def _json(chart: alt.VConcatChart) -> bytes:
    return json.dumps(spec_of(chart), indent=1, ensure_ascii=False).encode()


_WRITERS: Final[dict[str, Callable[[alt.VConcatChart], bytes]]] = {
    ".svg": _svg,
    ".png": png_of,
    ".pdf": _pdf,
    ".html": _html,
    ".json": _json,
}
ENDINGS: Final = tuple(_WRITERS)
"""Endings of file names that `save_figure` knows."""


def save_figure(chart: alt.VConcatChart, path: str | Path) -> None:
    """Write a figure to a file in the format its ending names.

    Parameters
    ----------
    chart
        A figure of `winset.render.figures`.
    path
        File ending in ``.svg``, ``.png`` (three pixels for one), ``.pdf``, ``.html`` (interactive,
        works without a network) or ``.json`` (Vega-Lite).

    Raises
    ------
    InputError
        If the ending is none of these, or the file cannot be written. Nothing is left half
        written: the file appears whole or not at all.
    """
    target = Path(path)
    ending = target.suffix.lower()
    if ending not in _WRITERS:
        wrong = f"the ending {target.suffix!r}" if target.suffix else "a name without an ending"
        raise InputError(f"{path}: cannot write {wrong}; use one of {', '.join(ENDINGS)}")
    if not target.parent.is_dir():
        raise InputError(f"{path}: there is no folder {str(target.parent)!r}")
    write_bytes(target, _WRITERS[ending](chart))
