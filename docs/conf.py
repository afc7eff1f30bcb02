"""Sphinx configuration: Markdown pages, one theme, nothing that needs a network to build."""

import logging
import sys
from pathlib import Path

from sphinx.application import Sphinx

import winset

sys.path.insert(0, str(Path(__file__).parent))
from api_pages import write_pages

project = "winset"
author = "The winset developers"
copyright = author  # noqa: A001 - the name Sphinx reads
version = release = winset.__version__

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx.ext.mathjax",
]

myst_enable_extensions = ["colon_fence", "deflist", "dollarmath", "fieldlist"]
myst_heading_anchors = 3

autodoc_typehints = "description"
autodoc_member_order = "bysource"
napoleon_google_docstring = False
napoleon_use_rtype = False

exclude_patterns = ["_build"]

# A part of the documentation may still be without pages. Sphinx gives this warning no type, so
# suppress_warnings cannot name it.
logging.getLogger("sphinx.sphinx.directives.other").addFilter(
    lambda record: getattr(record, "subtype", None) != "empty_glob"
)

html_theme = "furo"
html_title = f"winset {version}"


def setup(app: Sphinx) -> None:
    """Write the reference of the Python interface before the sources are read."""
    app.connect("builder-inited", lambda app: write_pages(Path(app.srcdir) / "reference" / "api"))
