"""Taking a part out of a case: at once, with what only names it, or said why not and where."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from nicegui import html
from nicegui.element import Element

from winset.foundation.errors import CaseError, InputError
from winset.workbench.components.threads import in_thread
from winset.workbench.pages.shared.frame import notice, problem_text
from winset.workbench.pages.shared.page_parts import button, problem_list

if TYPE_CHECKING:
    from winset.workbench.editing.desk import Desk
    from winset.workbench.pages.shared.editing import EditedPage


async def remove_part(
    page: EditedPage, path: str, title: str, place: Element, done: Callable[[], object]
) -> None:
    """Remove a part of the case, or say why it cannot go and what can be done.

    Parameters
    ----------
    page
        The page.
    path
        Path of the part, such as ``actors.unions`` or ``countries.japan``.
    title
        What it is called.
    place
        Where a refusal is said.
    done
        Called when it is gone.
    """
    place.clear()
    try:
        await in_thread(page.desk.remove, path, label=f"removed {title}")
    except CaseError as error:
        await _offer(page, path, title, place, done, len(error.problems))
        _into_view(place)
    except InputError as error:
        with place:
            notice(problem_text(error), bad=True)
        _into_view(place)
    else:
        done()
        await page.refresh()


def _into_view(place: Element) -> None:
    place.client.run_javascript(
        f"getHtmlElement({place.id})?.scrollIntoView({{ block: 'nearest' }})"
    )


async def _offer(
    page: EditedPage,
    path: str,
    title: str,
    place: Element,
    done: Callable[[], object],
    named: int,
) -> None:
    """Offer to take along what only names the part; where more than that needs it, list it."""
    try:
        await in_thread(_without, page.desk, path)
    except CaseError as error:
        with place:
            problem_list(f"{title} cannot go yet: the case needs it.", error.problems)
        return
    entries = "entry" if named == 1 else "entries"

    async def all_of_it() -> None:
        wrong = await page.change(_take_out, page.desk, path, title)
        if wrong is None:
            done()
            return
        with place:
            notice(wrong, bad=True)

    with place, html.div().classes("notice").props('role="alert"'):
        html.p(
            f"{named} {entries} of the case name {title}: evidence, beliefs, ties, lenses or "
            "rules of entry. They say nothing without it. One Undo brings all of it back."
        )
        button(f"Remove it with the {named} {entries}", all_of_it)


def _without(desk: Desk, path: str) -> str:
    from winset.cases.editing.mentions import removed_with_mentions
    from winset.workbench.editing.history import read

    return removed_with_mentions(read(desk.text()), path).text


def _take_out(desk: Desk, path: str, title: str) -> None:
    if desk.scratch is not None:
        raise InputError(
            "the tab Text holds text that the draft does not have yet",
            "take that text, or go back to the draft, first",
        )
    revision = desk.revision
    text = _without(desk, path)
    desk.write(text, revision=revision, label=f"removed {title} and what names it")
