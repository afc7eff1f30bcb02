"""The tab of evidence: claims, their sources, and the numbers they bear on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nicegui import html

from winset.cases.paths.path_words import path_words
from winset.workbench.pages.shared.page_parts import bullets, empty

if TYPE_CHECKING:
    from winset.cases.model.case import Case
    from winset.workbench.pages.domestic.domestic import GamePage


_FEW: Final = 4


def evidence_tab(page: GamePage) -> None:
    """Fill the tab of evidence."""
    case = page.case
    html.p(
        "What each coded number rests on. A number's own source stands beside it in the fields of "
        "its actor; a claim that bears on several numbers stands here."
    ).classes("intro")
    if not case.evidence:
        empty(
            "No evidence is recorded yet. Click an actor's name to give a source beside each of "
            "its numbers; add claims under `evidence` in the tab Text."
        )
    with html.div().classes("claims"):
        for piece in case.evidence:
            with html.article().classes("evidence"):
                html.p(piece.claim)
                source = case.sources.get(piece.source)
                text = (source.text if source else piece.source).rstrip(".")
                html.p(f"{text}, {piece.where}" if piece.where else text).classes("quiet small")
                if piece.about:
                    _about(case, piece.about)
    if case.sources:
        html.h3("Sources")
        bullets((source.text for source in case.sources.values()), "long")
    if case.notes:
        html.h3("Notes of the case")
        bullets(case.notes, "long")


def _about(case: Case, paths: list[str]) -> None:
    """Say what a claim bears on: a few things at once, many when asked for."""
    words = [path_words(case, path) for path in paths]
    if len(words) <= _FEW:
        html.p(f"Bears on: {'; '.join(words)}").classes("small")
        return
    with html.details().classes("small"):
        html.summary(f"Bears on {len(words)} numbers")
        bullets(words, "columns")
