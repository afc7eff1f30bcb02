"""The tab of evidence: claims, their sources, and the numbers they bear on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nicegui import html

if TYPE_CHECKING:
    from winset.workbench.pages.domestic import GamePage

__all__ = ["evidence_tab"]


def evidence_tab(page: GamePage) -> None:
    """Fill the tab of evidence."""
    case = page.case
    if not case.evidence:
        with html.div().classes("empty"):
            html.p(
                "No evidence is recorded yet. A source can be given beside every number of an "
                "actor; a claim that bears on several numbers goes into `evidence` in the tab "
                "Text."
            )
    for piece in case.evidence:
        with html.article().classes("evidence"):
            html.p(piece.claim)
            source = case.sources.get(piece.source)
            text = source.text if source else piece.source
            where = f", {piece.where}" if piece.where else ""
            html.p(f"{text}{where}").classes("quiet small")
            if piece.about:
                html.p(f"Bears on {', '.join(piece.about)}").classes("small mono")
    if case.sources:
        html.h3("Sources")
        with html.ul():
            for source in case.sources.values():
                html.li(source.text)
    if case.notes:
        html.h3("Notes of the case")
        with html.ul():
            for note in case.notes:
                html.li(note)
