"""Cases a negotiation refers to: on a server only those of its shelf, never any file there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from winset.casebook import case_ids
from winset.cases.model.negotiation import NegotiationCase
from winset.foundation.errors import InputError
from winset.foundation.spelling import meant

if TYPE_CHECKING:
    from winset.workbench.library.shelf import Shelf


def with_games_of(shelf: Shelf, case: NegotiationCase) -> NegotiationCase:
    """Return a negotiation whose countries refer to nothing but the casebook.

    A country that names a case of the folder, by its key or the name of its file, gets that case's
    game; so the answer changes when that file does.

    Parameters
    ----------
    shelf
        The casebook and the folder.
    case
        A negotiation, as somebody wrote it.

    Raises
    ------
    InputError
        If a country names a case that is not on the shelf. Whether there is such a file elsewhere
        on this machine is not given.
    """
    own = {
        name: country
        for name, country in case.countries.items()
        if country.case is not None and country.case not in case_ids()
    }
    if not own:
        return case
    from winset.translate.negotiation import resolved

    files = shelf.files()
    named = {path.name: path for path in files.values()} | files
    countries = dict(case.countries)
    for name, country in own.items():
        wanted = str(country.case)
        if wanted not in named:
            right = meant(wanted, [*files, *case_ids()], noun="cases")
            raise InputError(f"countries.{name}.case: there is no case `{wanted:.80}` here", right)
        countries[name] = country.model_copy(update={"case": str(named[wanted])})
    try:
        return resolved(case.model_copy(update={"countries": countries}))
    except InputError as error:
        words = str(error).replace(f"{shelf.folder}/", "")
        raise InputError(words) from None
