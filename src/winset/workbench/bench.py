"""Parts shared by the pages and the API: the shelf, the desks, the answers, the work."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from winset.workbench.access.security import SHARE, VISITOR

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection

    from winset.workbench.compute.answers import Answers
    from winset.workbench.compute.work import Work
    from winset.workbench.editing.desk import Desk
    from winset.workbench.editing.desks import Desks
    from winset.workbench.library.shelf import Card, Shelf


@dataclass(frozen=True)
class Workbench:
    """One running workbench.

    Parameters
    ----------
    folder
        The user's folder.
    shelf
        Its cases and the casebook's.
    desks
        The drafts, one for each visitor and case.
    answers
        Quick and full answers.
    work
        Long work in the background.
    """

    folder: Path
    shelf: Shelf
    desks: Desks
    answers: Answers
    work: Work

    def visitor(self, request: HTTPConnection) -> str:
        """Return the opaque id of the browser a request comes from.

        Parameters
        ----------
        request
            A request or websocket that passed the middleware, which gives every browser an id.

        Raises
        ------
        LookupError
            If it did not pass the middleware.
        """
        name = request.scope.get(VISITOR)
        if not isinstance(name, str):
            raise LookupError("this request did not pass the workbench's middleware")
        return name

    def share(self, request: HTTPConnection) -> str:
        """Return whose turn a request takes: its visitor's; those without a cookie share one."""
        return str(request.scope.get(SHARE, ""))

    def desk(self, visitor: str, key: str, *, is_returning: bool = True) -> Desk:
        """Return the desk of a visitor with a case on it; it is opened when it is not yet.

        Parameters
        ----------
        visitor
            As `visitor` gives it.
        key
            Key of the case, as on its card.
        is_returning
            Whether the visitor came with a cookie.

        Raises
        ------
        InputError
            If there is no such case, or its file is not a valid case.
        """
        return self.desks.at(visitor, key, is_returning=is_returning)

    def desk_of(self, request: HTTPConnection, key: str) -> Desk:
        """Return the desk of whoever sends a request, with a case on it; see `desk`."""
        return self.desk(self.visitor(request), key, is_returning=bool(self.share(request)))

    def cards(self, visitor: str) -> list[Card]:
        """Return the cards of the shelf with what a visitor has open, the latest first.

        Parameters
        ----------
        visitor
            As `visitor` gives it.
        """
        recent = self.desks.recent(visitor)
        drafts = self.desks.changed(visitor)
        cards = [
            card.model_copy(
                update={"recent": recent.get(card.key), "has_draft": card.key in drafts}
            )
            for card in self.shelf.cards()
        ]
        return sorted(cards, key=lambda card: card.recent or "", reverse=True)

    def close(self) -> None:
        """Stop threads, processes and jobs; drafts are on disk already."""
        self.work.close()
        self.answers.close()


def open_bench(folder: str | Path, *, data: Path | None = None) -> Workbench:
    """Set up a workbench over a folder, without a server.

    Parameters
    ----------
    folder
        The user's folder; it is made if it is missing.
    data
        Folder of roll calls whose members may fill the chambers.

    Returns
    -------
    Workbench

    Raises
    ------
    InputError
        If the folder cannot be used.
    """
    from winset.workbench.compute.answers import Answers
    from winset.workbench.compute.work import Work
    from winset.workbench.editing.desks import Desks
    from winset.workbench.library.shelf import Shelf

    shelf = Shelf(Path(folder))
    return Workbench(shelf.folder, shelf, Desks(shelf), Answers(data=data), Work(shelf.private))
