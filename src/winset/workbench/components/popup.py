"""Dialogs and tabs as elements of a page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from nicegui.element import Element

from winset.workbench.components.listening import listen, texts


class Popup(Element, component="popup.js"):
    """A dialog; what is put into it is shown when it is opened.

    Parameters
    ----------
    title
        Its heading.
    side
        Whether it stands at the side of the page instead of in the middle.
    """

    def __init__(self, title: str = "", *, side: bool = False) -> None:
        super().__init__()
        self.props["title"] = title
        self.props["side"] = side

    def open(self, title: str | None = None) -> None:
        """Show it."""
        if title is not None:
            self.props["title"] = title
        self.run_method("open")

    def close(self) -> None:
        """Hide it."""
        self.run_method("close")


class Tabs(Element, component="tabs.js"):
    """A row of tabs.

    Parameters
    ----------
    items
        Name and title of each.
    selected
        Name of the first shown.
    label
        What they are tabs of.
    on_choose
        Called with the name of the tab chosen.
    """

    def __init__(
        self,
        items: Sequence[tuple[str, str]],
        *,
        selected: str,
        label: str,
        on_choose: Callable[[str], Awaitable[None]],
    ) -> None:
        super().__init__()
        self.props["items"] = [{"name": name, "title": title} for name, title in items]
        self.props["selected"] = selected
        self.props["label"] = label
        listen(self, "choose", on_choose, name=texts)

    def select(self, name: str) -> None:
        """Mark a tab as chosen."""
        self.props["selected"] = name
