"""The menu from which a draft is exported as a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from nicegui.element import Element

from winset.workbench.access.addresses import api_address
from winset.workbench.components.listening import anything, listen, texts, whole

_DOMESTIC: Final = (
    ("report.html", "Report, HTML"),
    ("report.pdf", "Report, PDF"),
    ("report.json", "Report, JSON"),
    ("case.yaml", "Case, YAML"),
    ("axis.svg", "Axis, SVG"),
    ("axis.png", "Axis, PNG"),
    ("payments.svg", "Payments, SVG"),
    ("votes.svg", "Votes, SVG"),
    ("tables.zip", "Tables, CSV"),
    ("tables.tex", "Tables, LaTeX"),
)
_NEGOTIATION: Final = (
    ("report.html", "Report, HTML"),
    ("report.json", "Report, JSON"),
    ("case.yaml", "Case, YAML"),
    ("win-sets.svg", "Win-sets, SVG"),
    ("win-sets.png", "Win-sets, PNG"),
    ("tables.zip", "Tables, CSV"),
)


class ExportMenu(Element, component="exports.js"):
    """A menu of files.

    Parameters
    ----------
    key
        Key of the case.
    kind
        ``domestic`` or ``negotiation``.
    on_refused
        Called with the title of an export that was refused, the HTTP status and the answer's
        JSON; status 0 where the workbench did not answer.
    """

    def __init__(self, key: str, kind: str, *, on_refused: Callable[[str, int, Any], None]) -> None:
        super().__init__()
        offered = _DOMESTIC if kind == "domestic" else _NEGOTIATION
        self.props["items"] = [
            {"address": api_address(key, f"export/{name}"), "title": title}
            for name, title in offered
        ]
        listen(self, "refused", on_refused, title=texts, status=whole, body=anything)
