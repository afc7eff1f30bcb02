"""Tables and forms that are edited in place, as elements of a page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from winset.workbench.components.listening import listen, parts, texts
from winset.workbench.components.shown import Shown

Edited = Callable[[str, str], Awaitable[None]]
Named = Callable[[str], Awaitable[None]]


class _Editable(Shown):
    """Common part of tables and forms: a view, and what is wrong with what was typed."""

    def __init__(self, view: dict[str, Any], on_edit: Edited) -> None:
        super().__init__(view)
        self._wrong: dict[str, str] = {}
        listen(self, "edit", on_edit, path=texts, text=texts)

    def complain(self, path: str, what: str | None) -> None:
        """Say what is wrong at a path; None: nothing is."""
        wrong = {name: text for name, text in self._wrong.items() if name != path}
        if what is not None:
            wrong[path] = what
        if wrong != self._wrong:
            self._wrong = wrong
            self.props["wrong"] = wrong


class SheetElement(_Editable, component="sheet.js", esm={"winset": "marks"}):
    """A table with a field in each cell.

    Parameters
    ----------
    view
        Columns, and rows in groups.
    on_edit
        Called with path and text when a cell was changed.
    on_open
        Called with the id of a row that is to be shown whole.
    on_why
        Called with the name of a computed number that is to be explained.
    """

    def __init__(
        self, view: dict[str, Any], *, on_edit: Edited, on_open: Named, on_why: Named
    ) -> None:
        super().__init__(view, on_edit)
        listen(self, "open", on_open, id=texts)
        listen(self, "why", on_why, name=texts)


class Fields(_Editable, component="fields.js"):
    """Every field of a part of a case.

    Parameters
    ----------
    view
        Groups of fields.
    on_edit
        Called with path and text when a field was changed.
    on_remove
        Called with the path of an optional field to be left out.
    on_whole
        Called with the path of a part coded for the first time, and the texts of its fields.
    """

    def __init__(
        self,
        view: dict[str, Any],
        *,
        on_edit: Edited,
        on_remove: Named,
        on_whole: Callable[[str, dict[str, str]], Awaitable[None]],
    ) -> None:
        super().__init__(view, on_edit)
        listen(self, "remove", on_remove, path=texts)
        listen(self, "whole", on_whole, path=texts, parts=parts)
