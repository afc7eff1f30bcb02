"""The base of every document: typed and frozen, with tables for programs and for papers."""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

from winset.foundation.errors import InputError
from winset.foundation.face import Face
from winset.foundation.spelling import meant

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Listing:
    """One table of a document: every field for programs, some columns for papers.

    Parameters
    ----------
    title
        Caption.
    rows
        The rows.
    columns
        Heading of each field that is printed, in order. A field with one entry for each chamber or
        issue is printed as a column each.
    ids
        Fields that hold ids of actors, issues or countries; their titles are printed.
    """

    title: str
    rows: Sequence[BaseModel | Mapping[str, Any]]
    columns: Mapping[str, str]
    ids: tuple[str, ...] = ()


class Document(Face, BaseModel):
    """Result of a study: typed, frozen, and the JSON that users are promised."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, allow_inf_nan=False, validate_by_name=True
    )

    @abstractmethod
    def listings(self) -> dict[str, Listing]:
        """Tables of the document by name, in the order in which they are read."""

    def names_by_id(self) -> dict[str, str]:
        """Titles of actors, issues and countries by id."""
        return {}

    def heading(self) -> str:
        """Title of the document."""
        return str(getattr(self, "title", None) or getattr(self, "case", None) or super().heading())

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """JSON Schema of the document, each field marked coded or computed."""
        return cls.model_json_schema(by_alias=True, mode="serialization")

    def to_dict(self) -> dict[str, Any]:
        """Document as JSON types, ready for `json.dumps`."""
        return self.model_dump(mode="json", by_alias=True)

    def to_json(self, *, indent: int | None = 2) -> str:
        """Document as JSON text."""
        return self.model_dump_json(by_alias=True, indent=indent)

    def to_frame(self, table: str | None = None) -> pd.DataFrame:
        """One table as a data frame for computing: all fields, ids as they are.

        Parameters
        ----------
        table
            Name of a table, as in `tables`. Default: the first.

        Raises
        ------
        InputError
            If there is no such table, with the nearest name.
        """
        import pandas as pd

        return pd.json_normalize([_plain(row) for row in self._listing(table).rows])

    def tables(self) -> dict[str, pd.DataFrame]:
        """Tables as a paper prints them, by name: titles for ids, headings in words.

        Returns
        -------
        dict of str to DataFrame
            In the order in which they are read; ``attrs["title"]`` of each is its caption. Columns
            without any entry are left out.
        """
        return {name: self._printed(listing) for name, listing in self.listings().items()}

    def _listing(self, table: str | None) -> Listing:
        known = self.listings()
        name = next(iter(known)) if table is None else table
        if name not in known:
            raise InputError(f"there is no table {name!r}", meant(name, known, noun="tables"))
        return known[name]

    def _printed(self, listing: Listing) -> pd.DataFrame:
        import pandas as pd

        frame = pd.json_normalize([_plain(row) for row in listing.rows])
        titles = self.names_by_id()
        printed = {}
        for field, heading in listing.columns.items():
            named = titles if field in listing.ids else {}
            for column, text in _columns_of(field, heading, list(frame.columns), titles):
                cells = [_cell(value, named) for value in frame[column]]
                present = [cell for cell in cells if cell is not None]
                if present:
                    whole = all(_is_whole(cell) for cell in present)
                    printed[text] = pd.Series(cells, dtype="Int64" if whole else None)
        found = pd.DataFrame(printed)
        found.attrs["title"] = listing.title
        return found


def _plain(row: BaseModel | Mapping[str, Any]) -> dict[str, Any]:
    return row.model_dump(by_alias=True) if isinstance(row, BaseModel) else dict(row)


def _columns_of(
    field: str, heading: str, columns: Iterable[str], titles: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Columns that hold a field, with their headings."""
    prefix = f"{field}."
    parts = [name for name in columns if name.startswith(prefix)]
    if field in columns:
        return [(field, heading)]
    if len(parts) == 1:
        return [(parts[0], heading)]
    names = (part.removeprefix(prefix) for part in parts)
    return [
        (part, f"{heading}, {titles.get(name, name.replace('_', ' '))}")
        for part, name in zip(parts, names, strict=True)
    ]


def _is_whole(value: Any) -> bool:
    """Return whether a cell is a count; a column of counts with gaps stays one of whole numbers."""
    if isinstance(value, float):
        return value.is_integer()
    return isinstance(value, int) and not isinstance(value, bool)


def _cell(value: Any, titles: Mapping[str, str]) -> Any:
    """Value of a cell as it is printed: titles for ids, lists as text, nothing for nothing."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, Mapping):
        entries = [f"{titles.get(k, k)}: {_cell(v, titles)}" for k, v in value.items()]
        return "; ".join(entries) or None
    if isinstance(value, list | tuple):
        return ", ".join(str(_cell(item, titles)) for item in value) or None
    if isinstance(value, str):
        return titles.get(value, value) or None
    return value
