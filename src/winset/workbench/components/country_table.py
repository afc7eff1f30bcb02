"""The actors of a country at a table, to be edited in place."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from winset.cases.model.case import Case
from winset.workbench.components.actor_table import actor_table

_FOUND: Final = ("side", "surplus", "spends")
"""Columns of what is found about a bill; at a table there is none yet."""


def country_table(
    home: Case, country: str, title: str, changed: Collection[str] = ()
) -> dict[str, Any]:
    """Rows and columns of the table of a country's actors, with paths in the negotiation.

    Parameters
    ----------
    home
        The country's game at home.
    country, title
        Its id, and what it is called.
    changed
        Paths of the negotiation that differ from the saved file.
    """
    above = f"countries.{country}."
    own = [path.removeprefix(above) for path in changed if path.startswith(above)]
    view = actor_table(home, None, own)
    view["caption"] = f"Actors, {title}"
    view["columns"] = [column for column in view["columns"] if column["key"] not in _FOUND]
    for group in view["groups"]:
        for row in group["rows"]:
            for cell in row["cells"].values():
                cell["path"] = f"{above}{cell['path']}"
    return view
