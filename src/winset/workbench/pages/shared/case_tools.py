"""Tools for a draft as a whole: undo, save, scenarios, exports, a link."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Literal

from nicegui import html, ui

from winset.cases.paths.path_words import path_words
from winset.foundation.errors import InputError
from winset.workbench.access.addresses import api_address, page_address
from winset.workbench.components.export_menu import ExportMenu
from winset.workbench.components.popup import Popup
from winset.workbench.components.threads import in_thread
from winset.workbench.components.views.quantity_text import written_words
from winset.workbench.failures import (
    ConflictError,
    NotFoundError,
    StaleRevisionError,
    SupersededError,
)
from winset.workbench.pages.shared.frame import link_button, notice, problem_text, refusal
from winset.workbench.pages.shared.page_parts import bullets, button, text_field

if TYPE_CHECKING:
    from winset.workbench.bench import Workbench
    from winset.workbench.editing.desk import Desk


_UNDO_KEYS: Final = """
(event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
  if (event.target.matches("input, textarea, select")) return;
  event.preventDefault();
  document.getElementById(event.shiftKey ? "redo" : "undo").click();
}
"""
_COPY: Final = """
async () => {
  const box = document.getElementById("share-link");
  box.select();
  try {
    await navigator.clipboard.writeText(box.value);
  } catch {
    document.execCommand("copy");
  }
  document.getElementById("share-done").textContent = " Copied.";
}
"""
_FEW: Final = 12


class CaseTools:
    """Head of the page of a case.

    Parameters
    ----------
    page
        The page: it has `bench`, `desk`, `heading` and `refresh`.
    query
        Query of the page's address.
    """

    def __init__(self, page: Any, query: dict[str, str]) -> None:
        self.page = page
        self.bench: Workbench = page.bench
        self.desk: Desk = page.desk
        self._outside = "same"
        self._dialog = Popup("Save")
        with html.div().classes("title-line"):
            page.heading()
            self._bar()
        self.messages = html.div().props('aria-live="polite"')
        self.refresh()
        if query.get("set"):
            self._offer_link(query["set"])

    # ---- the bar -------------------------------------------------------------------------------

    def _bar(self) -> None:
        with html.div().classes("tools").props('role="toolbar" aria-label="Case"'):
            self._undo = self._button("Undo", partial(self._step, "undo"), "undo")
            self._redo = self._button("Redo", partial(self._step, "redo"), "redo")
            self._save = self._button("Save", self._save_draft, "save")
            self._button("Scenarios", self.show_scenarios, "scenarios")
            ExportMenu(self.desk.key, self.desk.kind, on_refused=self._export_refused)
            self._button("Share", self._share, "share")
            self._state = html.p().classes("state quiet small").props('id="draft-state"')
        ui.run_javascript(f"document.addEventListener('keydown', {_UNDO_KEYS})")

    def _button(self, text: str, work: Callable[[], Any], name: str) -> html.button:
        return button(text, work, classes="tool").props(f'id="{name}"')

    def _export_refused(self, title: str, status: int, body: Any) -> None:
        """Show why an export cannot be had."""
        self.say(f"{title}: {problem_text(refusal(status, body))}", bad=True)

    def refresh(self) -> None:
        """Say what can be undone, made again and saved."""
        desk = self.desk
        for step, can, label, word in (
            (self._undo, desk.can_undo, desk.undo_label, "Undo"),
            (self._redo, desk.can_redo, desk.redo_label, "Redo"),
        ):
            step.props["title"] = f"{word}: {label}" if can and label else word
            step.props["disabled"] = not can
        changed = desk.is_changed
        self._save.props["disabled"] = not (changed or self._outside == "gone")
        self._save.props["title"] = "Every edit is kept; saving writes it into the case file"
        self._state.clear()
        with self._state:
            html.span(self._state_words(changed))

    def _state_words(self, changed: bool) -> str:
        """Say how the draft stands to its file, and what Undo would take back."""
        if not changed:
            return "As in the case file." if self.desk.can_undo or self.desk.can_redo else ""
        number = len(self.desk.changes())
        fields = "1 change" if number == 1 else f"{number or 'some'} changes"
        return f"{fields} kept as a draft, not yet in the case file."

    def say(self, text: str, *, bad: bool = False) -> None:
        """Show a message under the head of the page."""
        self.messages.clear()
        with self.messages, notice(text, bad=bad):
            button("Dismiss", self.messages.clear, classes="why")

    @contextmanager
    def complaints(self) -> Iterator[None]:
        """Say under the head of the page what is wrong with what is done inside, which then ends.

        What a newer question has superseded ends without a word.
        """
        try:
            yield
        except SupersededError:
            return
        except InputError as error:
            self.say(problem_text(error), bad=True)

    async def _step(self, word: str) -> None:
        with self.complaints():
            await in_thread(getattr(self.desk, word))
        await self.page.refresh()

    # ---- saving --------------------------------------------------------------------------------

    async def _save_draft(self) -> None:
        try:
            origin = (await in_thread(self.bench.shelf.sheet, self.desk.key)).origin
        except NotFoundError:
            self._ask_name("The file is gone; the draft becomes a file under the name you give it.")
            return
        if origin == "casebook":
            self._ask_name(
                "A case of the casebook stays as it is; your version becomes a file of yours."
            )
            return
        await self._saved(None)

    def _ask_name(self, why: str) -> None:
        typed = {"name": f"my-{self.desk.case.id}"}
        self._dialog.clear()
        with self._dialog:
            html.p(why)
            with html.form().classes("row") as form:
                text_field(
                    "save-name",
                    "Name of the file",
                    partial(typed.__setitem__, "name"),
                    value=typed["name"],
                )
                html.button("Save", type="submit").classes("button primary")
            wrong = html.div()

        async def save() -> None:
            wrong.clear()
            what = await self._saved(typed["name"].strip())
            if what:
                with wrong:
                    notice(what, bad=True)

        form.on("submit.prevent", save)
        self._dialog.open("Save as a case of your own")

    async def _saved(self, name: str | None) -> str | None:
        try:
            key = await in_thread(self.desk.save, name)
        except ConflictError:
            await self.look_outside()
            return "there is a file of that name" if name else None
        except InputError as error:
            if name is None:
                self.say(problem_text(error), bad=True)
            return problem_text(error)
        if key != self.desk.key:
            ui.navigate.to(page_address(self.desk.kind, key))
            return None
        await self.page.refresh()
        self.say(f"Saved as {key}.")
        return None

    # ---- the file behind it --------------------------------------------------------------------

    async def look_outside(self) -> None:
        """Notice an edit made to the file itself: take it in, or ask."""
        found = await in_thread(self.desk.look_outside)
        if found.state == "merged":
            await self.page.refresh()
            self.say(await in_thread(self._who_saved))
        elif found.state == self._outside:
            return
        elif found.state == "conflict":
            self._ask_whose(found.conflicts)
        elif found.state == "broken":
            self.say(
                "The file was changed elsewhere and is not a valid case now; the draft is kept.",
                bad=True,
            )
        elif found.state == "gone":
            self.say("The file is gone; the draft is kept. Save it under a name.", bad=True)
        self._outside = found.state
        self.refresh()

    def _who_saved(self) -> str:
        """Say who changed the file: somebody at this workbench, or another program."""
        try:
            here = self.bench.shelf.is_saved_here(self.desk.key)
        except InputError:
            here = False
        who = "saved from another browser" if here else "edited outside the workbench"
        return f"The case was {who}; its changes are taken in here."

    def _ask_whose(self, conflicts: Any) -> None:
        choices: dict[str, Literal["mine", "theirs"]] = {c.path: "mine" for c in conflicts}
        self.messages.clear()
        with self.messages, html.div().classes("notice bad").props('role="alert"'):
            html.p(
                "Somebody else changed fields in the file that are changed here too, or that do "
                "not go together with yours. Which shall hold?"
            )
            wrong = html.div()
            for conflict in conflicts:
                with html.fieldset():
                    html.legend(path_words(self.desk.case, conflict.path))
                    for side, value in (("mine", conflict.mine), ("theirs", conflict.theirs)):
                        with html.label().classes("check"):
                            radio = html.input_(
                                type="radio", name=conflict.path, checked=side == "mine"
                            )
                            whose = "here" if side == "mine" else "in the file"
                            html.span(f"{whose}: {_shown(value)}")
                        radio.on(
                            "change", lambda _, p=conflict.path, s=side: choices.update({p: s})
                        )

            async def settle() -> None:
                try:
                    await in_thread(self.desk.settle, choices)
                except (ConflictError, StaleRevisionError):
                    self._outside = "same"  # another save or edit came between: ask anew
                    await self.look_outside()
                    return
                except InputError as error:
                    wrong.clear()
                    with wrong:
                        html.p(problem_text(error))
                    return
                self.messages.clear()
                self._outside = "same"
                await self.page.refresh()

            button("Take this", settle, classes="button primary")

    # ---- links and scenarios -------------------------------------------------------------------

    async def _share(self) -> None:
        from winset.workbench.editing.scenarios import scenario_link

        self._dialog.clear()
        with self._dialog:
            if not self.desk.is_changed:
                html.p("The draft says what its file says: the address of this page is the link.")
            else:
                try:
                    link = await in_thread(scenario_link, self.desk)
                except InputError as error:
                    notice(problem_text(error), bad=True)
                else:
                    html.p(
                        "This link carries your changes; who opens it on a workbench that has the "
                        "case is asked whether to lay them on."
                    )
                    address = f"?{link}"
                    html.label("Link").props('for="share-link"')
                    box = html.textarea(rows=4, readonly=True).props('id="share-link"')
                    ui.run_javascript(
                        "document.getElementById('share-link').value = "
                        f"location.origin + location.pathname + {address!r}"
                    )
                    box.on("focus", js_handler="(event) => event.target.select()")
                    copy = html.button("Copy the link", type="button").classes("button primary")
                    copy.on("click", js_handler=_COPY)
                    html.span().classes("quiet small").props('id="share-done" role="status"')
            html.p("Or hand the case on as a file:").classes("spaced-small")
            link_button("Case as YAML", api_address(self.desk.key, "export/case.yaml"))
        self._dialog.open("Share")

    def _offer_link(self, text: str) -> None:
        from winset.workbench.editing.scenarios import lay, values_of_link

        try:
            values = values_of_link(text)
        except InputError as error:
            self.say(problem_text(error), bad=True)
            return
        with self.messages, html.div().classes("notice"):
            number = "one value" if len(values) == 1 else f"{len(values)} values"
            html.p(f"The link you followed changes {number} of this case:")
            words = [
                f"{path_words(self.desk.case, path)}: {written_words(value)}"
                for path, value in values.items()
            ]
            bullets(words, most=_FEW)

            async def accept() -> None:
                self.messages.clear()
                with self.complaints():
                    await in_thread(lay, self.desk, values, "a shared scenario")
                await self.page.refresh()

            button("Lay them on", accept, classes="button primary")
            button("Not now", self.messages.clear)

    async def show_scenarios(self) -> None:
        """List the scenarios, to load, keep, drop or compare them."""
        from winset.workbench.pages.shared.scenario_list import list_scenarios

        self._dialog.clear()
        with self._dialog:
            await list_scenarios(self)
        self._dialog.open("Scenarios")

    def close_dialog(self) -> None:
        """Close the dialog of the tools."""
        self._dialog.close()


def _shown(value: object) -> str:
    """One side of a conflict: a number as it is read, all else as it is."""
    if isinstance(value, dict) and {"low", "likely", "high"} <= value.keys():
        return written_words(f"{value['low']}:{value['likely']}:{value['high']}")
    return "nothing" if value is None else str(value)
