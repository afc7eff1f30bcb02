"""Elements of a page that show a view and can be given another, made by `views`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from nicegui.element import Element

from winset.workbench.components.listening import (
    flag,
    listen,
    names,
    number,
    numbers,
    parts,
    texts,
    whole,
)


class Shown(Element):
    """An element with a view, which a script of ours draws.

    Parameters
    ----------
    view
        What it shows.
    """

    def __init__(self, view: dict[str, Any]) -> None:
        super().__init__()
        self.props["view"] = view

    def show(self, view: dict[str, Any]) -> None:
        """Show another view; what is being held or typed stays with the hand."""
        self.props["view"] = view


class Axis(Shown, component="axis.js", esm={"winset": "marks"}):
    """Actors, status quo and proposal on one issue.

    Parameters
    ----------
    view
        What it shows, as from `axis_view`.
    on_drag
        Called with path and place while a mark moves; the next call comes after the next `show`.
    on_drop
        Called with path and place when a mark is let go.
    on_choose
        Called with the path of a mark that is clicked, or chosen by Enter.
    """

    def __init__(
        self,
        view: dict[str, Any],
        *,
        on_drag: Callable[[str, float], Awaitable[None]],
        on_drop: Callable[[str, float], Awaitable[None]],
        on_choose: Callable[[str], Awaitable[None]] | None = None,
    ) -> None:
        super().__init__(view)
        listen(self, "drag", on_drag, id=texts, at=number)
        listen(self, "drop", on_drop, id=texts, at=number)
        if on_choose is not None:
            listen(self, "choose", on_choose, id=texts)


class Timeline(Shown, component="timeline.js", esm={"winset": "marks"}):
    """Dates that a hand or a key moves.

    Parameters
    ----------
    view
        What it shows, as from `timeline_view`.
    on_drag, on_drop
        Called with path and day while a mark moves, and when it is let go.
    """

    def __init__(
        self,
        view: dict[str, Any],
        *,
        on_drag: Callable[[str, int], Awaitable[None]],
        on_drop: Callable[[str, int], Awaitable[None]],
    ) -> None:
        super().__init__(view)
        listen(self, "drag", on_drag, id=texts, at=whole)
        listen(self, "drop", on_drop, id=texts, at=whole)


class WinSetChart(Shown, component="map.js", esm={"winset": "marks"}):
    """Win-sets along one or two issues, with the countries to switch on and off.

    Parameters
    ----------
    view
        What it shows, as from `map_view`.
    on_toggle
        Called with a country and whether it is at the table.
    on_drop
        Called with a country, the issues shown, and where on them its ideal point was let go.
    """

    def __init__(
        self,
        view: dict[str, Any],
        *,
        on_toggle: Callable[[str, bool], Awaitable[None]],
        on_drop: Callable[[str, list[str], list[float]], Awaitable[None]],
    ) -> None:
        super().__init__(view)
        listen(self, "toggle", on_toggle, id=texts, on=flag)
        listen(self, "drop", on_drop, id=texts, issues=names, at=numbers)


class RuleTree(Shown, component="rule.js"):
    """A rule as a tree of conditions.

    Parameters
    ----------
    view
        The rule, as from `rule_view`.
    on_change
        Called with the whole rule when a part of it changed.
    """

    def __init__(
        self, view: dict[str, Any], *, on_change: Callable[[dict[str, Any]], Awaitable[None]]
    ) -> None:
        super().__init__(view)
        listen(self, "change", on_change, rule=parts)


class VerdictCard(Element, component="verdict.js", esm={"winset": "marks"}):
    """Verdict, probability, votes and money; it follows a mark that moves.

    Parameters
    ----------
    view
        What it shows, as from `verdict_view`.
    on_why
        Called with the name of the number whose formula is asked for.
    """

    def __init__(self, view: dict[str, Any], *, on_why: Callable[[str], Awaitable[None]]) -> None:
        super().__init__()
        self._answers = 0
        self.props["view"] = {**view, "answer": self._answers}
        listen(self, "why", on_why, name=texts)

    def show(self, view: dict[str, Any]) -> None:
        """Show another view; the page counts them, so that an answer differs from the last."""
        self._answers += 1
        self.props["view"] = {**view, "answer": self._answers}
