"""Editing of any case on its page: forms of its parts, one at the side, and its text."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, Final, Protocol

from nicegui import html, ui

from winset.foundation.errors import CaseError, InputError, Problem
from winset.reports.domestic.report_prose import date_text
from winset.workbench.components.popup import Popup, Tabs
from winset.workbench.components.sheet import Fields
from winset.workbench.components.text_box import TextBox
from winset.workbench.components.threads import in_thread
from winset.workbench.components.views.fields_view import fields_of
from winset.workbench.pages.shared.frame import problem_text
from winset.workbench.pages.shared.page_parts import button
from winset.workbench.pages.shared.removal import remove_part

if TYPE_CHECKING:
    from winset.workbench.editing.desk import Desk
    from winset.workbench.editing.history import AnyCase
    from winset.workbench.pages.shared.case_tools import CaseTools


Renew = Callable[[], bool]
"""Brings what a tab shows up to date where it stands; False if it must be made anew."""

Tab = tuple[str, str, Callable[[Any], Renew | None]]
"""Title of a tab, heading over it, and what fills it."""

View = Callable[[], dict[str, Any] | None]

_LOOK_EVERY_S: Final = 2.0


class EditedPage(Protocol):
    """A page on which a case is edited; pages inherit what does not depend on the kind of case."""

    desk: Desk
    editor: Popup
    tools: CaseTools
    shown_revision: int
    tab: str
    tabs: Tabs
    panel: html.section
    kicker: str
    _offered: Mapping[str, Tab]
    _renew: Renew | None

    @property
    def case(self) -> AnyCase:
        """The draft."""
        ...

    def heading(self) -> None:
        """Say what the case is."""
        with html.div():
            day = f" · {date_text(self.case.date.isoformat())}" if self.case.date else ""
            html.p(f"{self.kicker}{day}").classes("kicker")
            html.h1(self.case.title)
            if self.case.summary:
                html.p(self.case.summary).classes("lead")

    def make_tabs(self, offered: Mapping[str, Tab]) -> None:
        """Make a row of tabs, and the panel under it with the one that is chosen."""
        self._offered = offered
        items = [(name, title) for name, (title, _, _) in offered.items()]
        self.tabs = Tabs(
            items, selected=self.tab, label="What is behind it", on_choose=self.choose_tab
        )
        self.panel = html.section().classes("panel").props('role="tabpanel" tabindex="0"')
        self.fill_tab()

    async def choose_tab(self, name: str) -> None:
        """Show another tab."""
        self.tab = name
        self.tabs.select(name)
        self.fill_tab()

    def fill_tab(self) -> None:
        """Show the chosen tab anew."""
        _, heading, fill = self._offered[self.tab]
        self.panel.props(f'id="panel-{self.tab}" aria-labelledby="tab-{self.tab}"')
        self.panel.clear()
        with self.panel:
            html.h2(heading)
            self._renew = fill(self)

    def renew_tab(self) -> None:
        """Bring the chosen tab up to date; what has the focus keeps it where that can be."""
        with self.panel:
            done = self._renew is not None and self._renew()
        if not done:
            self.fill_tab()

    def keep_up(self) -> None:
        """Notice edits made in another tab of the browser, and those made to the file."""

        async def watch() -> None:
            if self.shown_revision != self.desk.revision:
                await self.refresh()
            await self.tools.look_outside()

        ui.timer(_LOOK_EVERY_S, watch)

    async def edit(self, path: str, value: object, *, label: str | None = None) -> str | None:
        """Make an edit; return what is wrong with it, if anything is."""
        ...

    async def change(self, work: object, *arguments: object) -> str | None:
        """Change the structure of the case; return what is wrong, if anything is."""
        try:
            await in_thread(work, *arguments)  # type: ignore[arg-type]
        except InputError as error:
            return problem_text(error)
        await self.refresh()
        return None

    async def refresh(self) -> None:
        """Show the draft as it is now."""
        ...

    def later(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do something as soon as the page has been sent."""
        ui.timer(0.01, work, once=True)


def part_form(page: EditedPage, path: str, view: View | None = None) -> Callable[[], None]:
    """Make the form of a part of the case.

    Parameters
    ----------
    page
        The page.
    path
        Path of the part.
    view
        What the form shows, None if the part is gone; default: every field of the part.

    Returns
    -------
    callable
        Brings the form up to date.
    """
    from winset.cases.paths.paths import has_path, value_at

    def every_field() -> dict[str, Any] | None:
        case = page.desk.case
        return fields_of(value_at(case, path), path) if has_path(case, path) else None

    look = view or every_field
    fields: Fields

    def show() -> None:
        now = look()
        if now is not None:
            fields.show(now)

    async def edit(where: str, text: str) -> None:
        fields.complain(where, await page.edit(where, text))
        show()

    async def remove(where: str) -> None:
        fields.complain(where, await page.change(page.desk.remove, where))
        show()

    async def whole(where: str, parts: dict[str, str]) -> None:
        fields.complain(where, await page.edit(where, _plain_part(parts)))
        show()

    fields = Fields(look() or {"groups": []}, on_edit=edit, on_remove=remove, on_whole=whole)
    return show


def open_form(page: EditedPage, path: str, title: str, view: View) -> None:
    """Open the form of a part at the side of the page, with what removes the part.

    Parameters
    ----------
    page
        The page.
    path
        Path of the part, such as that of an actor.
    title
        What it is called.
    view
        What the form shows; None once the part is gone.
    """
    editor = page.editor
    editor.clear()

    async def remove_all() -> None:
        await remove_part(page, path, title, refused, editor.close)

    with editor:
        part_form(page, path, view)
        button("Remove this actor", remove_all)
        refused = html.div()
    editor.open(title)


def _plain_part(parts: dict[str, str]) -> dict[str, object]:
    """Make the numbers of a part coded for the first time out of what was typed."""

    def number(text: str) -> object:
        ends = text.split(":")
        try:
            values: list[object] = [float(end) for end in ends]
        except ValueError:
            values = list(ends)
        if len(values) == 1:
            return values[0]
        return dict(zip(("low", "likely", "high"), values, strict=False))

    return {name: number(text) for name, text in parts.items()}


def text_tab(page: EditedPage) -> Renew:
    """Fill the tab of the YAML text.

    Parameters
    ----------
    page
        The page.
    """
    html.p(
        "The file with your changes in it; comments stay. What is typed here is kept, valid or not."
    ).classes("quiet small")
    box: TextBox

    async def fill() -> None:
        box.show(str(page.desk.scratch or await in_thread(page.desk.text)))

    async def take(text: str) -> None:
        try:
            await in_thread(page.desk.write, text)
        except CaseError as error:
            box.complain(error.problems)
        except InputError as error:
            box.complain([Problem(problem_text(error), "")])
        else:
            box.complain([])
            await page.refresh()

    async def forget() -> None:
        box.complain([])
        await in_thread(page.desk.drop_scratch)
        await fill()

    async def keep(text: str) -> None:
        await in_thread(page.desk.keep_scratch, text)

    box = TextBox("Case file", on_typed=keep, on_take=take, on_forget=forget)
    page.later(fill)

    def renew() -> bool:
        if not page.desk.scratch:
            page.later(fill)
        return True

    return renew
