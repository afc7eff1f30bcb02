"""The first page: cases as cards, a new case, a file sent in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from nicegui import html, ui
from starlette.requests import Request

from winset.foundation.errors import InputError
from winset.foundation.files import LARGEST_FILE_BYTES
from winset.reports.domestic.report_prose import date_text
from winset.workbench.access.addresses import page_address
from winset.workbench.components.threads import in_thread
from winset.workbench.components.upload import Upload
from winset.workbench.library.case_verdicts import CaseVerdicts
from winset.workbench.pages.card_verdicts import fill_cards
from winset.workbench.pages.shared.frame import (
    frame,
    link_button,
    problems_notice,
    refusal,
)
from winset.workbench.pages.shared.page import page
from winset.workbench.pages.shared.page_parts import complaints, empty, option_field, text_field

if TYPE_CHECKING:
    from winset.workbench.bench import Workbench
    from winset.workbench.library.shelf import Card


_SIGNS: Final = {"passes": "✓", "fails": "✕", "withdrawn": "↩", "stalls": "…"}
_FIRST: Final = "us-bill"
_UPLOADS: Final = "/api/uploads"
_TOUR_CASE: Final = "china-pntr-2000"


def register(bench: Workbench) -> None:
    """Set the page up."""
    verdicts = CaseVerdicts(bench)

    @page("/")
    async def start(request: Request) -> None:
        visitor = bench.visitor(request)
        cards = await in_thread(bench.cards, visitor)
        with frame("Cases", here="/"):
            _hero()
            places = _own_shelf(cards, bench.folder.name)
            html.h2("Begin something new")
            with html.div().classes("begin"):
                _new_case(bench)
                _upload()
            html.h2("Casebook")
            published = [card for card in cards if card.origin == "casebook"]
            published.sort(key=lambda card: card.date or "", reverse=True)
            places += _shelf(published, "Casebook")
        fill_cards(verdicts, places)


def _hero() -> None:
    with html.div().classes("hero"):
        with html.div():
            html.h1("Two-level games in trade politics")
            html.p(
                "Would it be ratified at home? Open a case, move the actors and watch the verdict "
                "follow. Each number says how it comes about."
            ).classes("lead")
        with html.div().classes("tools"):
            link_button("Take the two-minute tour", f"/case/{_TOUR_CASE}?tour=1", primary=True)


def _own_shelf(cards: Sequence[Card], folder: str) -> list[tuple[Card, html.p]]:
    """Lay out what the visitor works on; give the places for what the model says of it."""
    places: list[tuple[Card, html.p]] = []
    own = [card for card in cards if card.origin == "folder"]
    recent = sorted(
        (card for card in cards if card.recent), key=lambda card: card.recent or "", reverse=True
    )[:4]
    if recent:
        html.h2("Recent work")
        places += _shelf(recent, "Recent work")
    with html.h2():
        html.span("Your folder")
        html.span(f" {folder}").classes("quiet small mono")
    if own:
        places += _shelf(own, "Your folder")
    else:
        empty(
            "Nothing here yet. Start a case from a template below, send a file in, or open a case "
            "of the casebook and change something: saving puts your copy here."
        )
    return places


def _shelf(cards: Sequence[Card], name: str) -> list[tuple[Card, html.p]]:
    with html.ul().classes("shelf").props(f'aria-label="{name}"'):
        return [(card, _card(card)) for card in cards]


def _card(card: Card) -> html.p:
    verdict = card.verdict or ""
    with html.li().classes(verdict if verdict in _SIGNS else "open"):
        kind = {"negotiation": "Negotiation", "domestic": "Game at home"}.get(card.kind, "Problem")
        day = date_text(card.date) if card.date else "no date"
        html.p(f"{kind} · {day}").classes("kicker")
        with html.h3():
            html.a(card.title or card.key, href=page_address(card.kind, card.key))
        if card.summary:
            html.p(card.summary).classes("summary")
        with html.div().classes("foot"):
            if card.kind == "unreadable":
                text = f"{card.problems} problem{'s' if card.problems != 1 else ''} to mend"
                html.span(text).classes("badge fails")
            elif card.outcome:
                with html.span().classes(f"badge {verdict}"):
                    html.span(_SIGNS.get(verdict, "•")).props('aria-hidden="true"')
                    html.span(f"What happened: {card.outcome}")
            else:
                html.span("Outcome open").classes("quiet")
            if card.has_draft:
                html.span("changes not saved yet").classes("unsaved")
        place = html.p().classes("model")
        if card.file:
            with html.p().classes("file"):
                html.span(card.file).classes("mono")
                html.span(f" · {_moment(card.modified)}" if card.modified else "")
    return place


def _moment(stamp: str) -> str:
    """Day and time of a file, in the time of this machine."""
    time = dt.datetime.fromisoformat(stamp).astimezone()
    return f"{date_text(time.date().isoformat())}, {time:%H:%M}"


def _new_case(bench: Workbench) -> None:
    with html.section().props('aria-labelledby="new-case"'):
        html.h3("A new case").props('id="new-case"')
        html.p("A commented skeleton with invented numbers, ready to be changed.").classes("quiet")
        form = html.form().props("novalidate").classes("row")
        typed = {"title": "", "template": _FIRST}
        with form:
            text_field(
                "new-title",
                "Title",
                partial(typed.__setitem__, "title"),
                props='autocomplete="off" required',
            )
            option_field(
                "new-template",
                "Template",
                bench.shelf.templates(),
                partial(typed.__setitem__, "template"),
                chosen=_FIRST,
            )
            html.button("Create", type="submit").classes("button primary")
        wrong = html.div()

        async def create() -> None:
            wrong.clear()
            with complaints(wrong):
                key = await in_thread(_created, bench, typed["title"], typed["template"])
                kind = "negotiation" if typed["template"] == "negotiation" else "domestic"
                ui.navigate.to(page_address(kind, key))

        form.on("submit.prevent", create)


def _created(bench: Workbench, title: str, template: str) -> str:
    from winset.foundation.spelling import kebab

    title = " ".join(title.split())
    if not title:
        raise InputError("the case has no title", "type one, such as `Steel tariffs, 2002`")
    with bench.shelf.lock:
        name = bench.shelf.free_name(kebab(title)[:60].strip("-"))
        return str(bench.shelf.create(name, template=template, title=title))


def _upload() -> None:
    with html.section().props('aria-labelledby="send-in"'):
        html.h3("A file of your own").props('id="send-in"')
        html.p("A case file in YAML or JSON; what is wrong is shown at its line.").classes("quiet")

        async def sent(name: str, status: int, body: Any) -> None:
            found.clear()
            if status in (200, 201) and isinstance(body, dict):
                ui.navigate.to(page_address(str(body.get("kind", "domestic")), str(body["key"])))
                return
            with found:
                problems_notice(refusal(status, body), name)

        Upload("Case file: choose it, or drop it here", _UPLOADS, LARGEST_FILE_BYTES, on_sent=sent)
        found = html.div()
