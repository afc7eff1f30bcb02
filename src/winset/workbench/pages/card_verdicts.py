"""What the model says of the cases on the first page, worked out after the page has been sent."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, Final

from nicegui import context, html, ui

from winset.cases.model import Case
from winset.foundation.errors import CaseError, InputError
from winset.studies.report_prose import VERDICTS

if TYPE_CHECKING:
    from winset.studies.glance import Glances
    from winset.workbench.bench import Workbench
    from winset.workbench.shelf import Card

__all__ = ["CardVerdicts"]

_KEPT: Final = 200


class CardVerdicts:
    """The model's verdict on saved cases, each worked out once for each state of its file.

    Parameters
    ----------
    bench
        Where the cases lie.
    """

    def __init__(self, bench: Workbench) -> None:
        self.bench = bench
        self._glances: Glances | None = None
        self._lock = Lock()
        self._known: OrderedDict[tuple[str, str], tuple[str, str]] = OrderedDict()

    def words(self, key: str) -> tuple[str, str]:
        """Say what is found of a case, and the class of the words; about 0.3 s the first time.

        Parameters
        ----------
        key
            Key of its card.
        """
        sheet = self.bench.shelf.sheet(key)
        state = key, sheet.revision
        with self._lock:
            if state not in self._known:
                self._known[state] = self._found(sheet.text, sheet.name)
                while len(self._known) > _KEPT:
                    self._known.popitem(last=False)
            return self._known[state]

    def _found(self, text: str, name: str) -> tuple[str, str]:
        from winset.studies.glance import Glances
        from winset.workbench.history import read_checked

        if self._glances is None:  # of its own, so that the games being played keep theirs quick
            self._glances = Glances()
        try:
            case = read_checked(text, name).case
            if not isinstance(case, Case):
                return "", ""
            found = self._glances.glance(case)
        except CaseError as error:
            number = len(error.problems)
            return f"{number} problem{'s' if number != 1 else ''} to mend", "badge fails"
        except InputError:
            return "cannot be played as it is", "badge fails"
        said = VERDICTS[found.verdict].removeprefix("is ")
        return f"The model at likely values: {said}", "quiet"

    def fill(self, places: list[tuple[Card, html.p]]) -> None:
        """Fill places of cards as soon as the page stands, until the visitor leaves it.

        Parameters
        ----------
        places
            Each card with where its words go.
        """
        client = context.client

        async def work() -> None:
            for card, place in places:
                if card.kind != "domestic":
                    continue
                if not client.has_socket_connection:
                    return
                try:
                    text, look = await asyncio.to_thread(self.words, card.key)
                except InputError:
                    continue
                place.clear()
                place.classes(replace=f"model {look}")
                with place:
                    html.span(text)

        if places:
            ui.timer(0.2, work, once=True)
