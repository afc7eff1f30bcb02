"""Parts of all HTML pages: templates, figures that stand in a page, data that ends nothing."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup


@cache
def page_file(name: str) -> str:
    """A file of the folder of templates, as text."""
    return (files("winset.render") / "templates" / name).read_text(encoding="utf-8")


@cache
def page_template(name: str) -> Template:
    """A template that escapes what it is given and refuses names that it is not given."""
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(page_file(name))


def json_in_html(document: dict[str, Any] | str) -> Markup:
    """JSON that no HTML parser mistakes for markup and every JSON parser reads the same.

    Parameters
    ----------
    document
        Plain data, or JSON as text.
    """
    text = document
    if not isinstance(text, str):
        text = json.dumps(document, ensure_ascii=False, allow_nan=False)
    escaped = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(escaped)  # noqa: S704 - nothing in it can end the element


def inline_svg(svg: str, name: str) -> Markup:
    """SVG to stand in a page: its inner names made unique among all figures.

    Parameters
    ----------
    svg
        As `svg_of` gives it.
    name
        Name of the figure on this page.
    """
    unique = re.sub(r'(id="|url\(#)(clip\d+)', rf"\1{name}-\2", svg)
    return Markup(unique)  # noqa: S704 - made by vl-convert, which escapes the texts
