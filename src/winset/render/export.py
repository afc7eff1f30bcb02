"""Figures as files: SVG, PNG, PDF, HTML or the Vega-Lite JSON, with nothing from a network."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any, Final

import altair as alt
import vl_convert as vlc

from winset.foundation.errors import InputError

__all__ = ["ENDINGS", "png_of", "save_figure", "svg_of", "write_whole"]

_PNG_SCALE: Final = 3.0
_NOTHING_ALLOWED: Final[list[str]] = []


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
    spec = chart.to_dict()
    svg = str(vlc.vegalite_to_svg(spec, allowed_base_urls=_NOTHING_ALLOWED))
    title, description = _spoken(spec)
    head, rest = svg.split(">", 1)
    return (
        f'{head} role="img"><title>{escape(title)}</title><desc>{escape(description)}</desc>{rest}'
    )


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
    return bytes(
        vlc.vegalite_to_png(chart.to_dict(), scale=scale, allowed_base_urls=_NOTHING_ALLOWED)
    )


def _svg(chart: alt.VConcatChart) -> bytes:
    return svg_of(chart).encode()


def _pdf(chart: alt.VConcatChart) -> bytes:
    return bytes(vlc.vegalite_to_pdf(chart.to_dict(), allowed_base_urls=_NOTHING_ALLOWED))


def _html(chart: alt.VConcatChart) -> bytes:
    return str(vlc.vegalite_to_html(chart.to_dict(), bundle=True, renderer="svg")).encode()


def _json(chart: alt.VConcatChart) -> bytes:
    return json.dumps(chart.to_dict(), indent=1, ensure_ascii=False).encode()


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
    write_whole(target, _WRITERS[ending](chart))


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: a temporary neighbour is renamed into place.

    Parameters
    ----------
    path
        Where to write; a link is followed.
    data
        What to write.

    Raises
    ------
    InputError
        If the folder is missing or cannot be written to, or the path is a folder.
    """
    target = path.resolve()
    if target.is_dir():
        raise InputError(f"{path}: cannot be written: it is a folder")
    temporary: str | None = None
    try:
        descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        mask = os.umask(0)
        os.umask(mask)
        Path(temporary).chmod(target.stat().st_mode if target.exists() else 0o666 & ~mask)
        Path(temporary).replace(target)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"{path}: cannot be written: {reason}") from None
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
