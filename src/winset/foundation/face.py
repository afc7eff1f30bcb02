"""The face of documents and results: what they print, and what notebooks and papers take.

Everything that answers a question has one base, `Face`. Printing it gives its summary, its name in
an interpreter is one line, and a notebook shows its page. How a page, a figure or a file looks is
the business of ``winset.render``, which stands above every answer; `_renderer` is the one place
that reaches up to it, and only when something is to be shown.
"""

from __future__ import annotations

import importlib
import re
import textwrap
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

DataFrame: TypeAlias = "pd.DataFrame"
"""A table of pandas, which is loaded only where one is made."""
_WIDEST: Final = 100


class Face(ABC):
    """An answer that can be read, shown, tabulated and drawn.

    Examples
    --------
    >>> import winset as ws
    >>> result = ws.shapley_shubik([50, 30, 20], quota=51)
    >>> result
    <PowerResult: shapley-shubik over 3 players: 1 0.6667, 2 0.1667, 3 0.1667 (generating ...>
    >>> print(result)
    shapley-shubik over 3 players: 1 0.6667, 2 0.1667, 3 0.1667 (generating function ...).
    >>> result.tables()["values"].columns.tolist()
    ['Player', 'Power', 'Votes weight', 'Votes share']
    """

    @abstractmethod
    def summary(self) -> str:
        """Answer in one or a few sentences."""

    @abstractmethod
    def to_dict(self) -> dict[str, Any]:
        """Answer as JSON types."""

    @abstractmethod
    def tables(self) -> dict[str, DataFrame]:
        """Tables as a paper prints them, by name: titles for ids, headings in words.

        Returns
        -------
        dict of str to DataFrame
            In the order in which they are read; ``attrs["title"]`` of each is its caption.
        """

    def heading(self) -> str:
        """Title over the answer on a page and in captions."""
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(self).__name__).lower()
        return words[:1].upper() + words[1:]

    def headline(self) -> str:
        """Answer in one line of at most 100 characters."""
        return textwrap.shorten(self.summary(), _WIDEST, placeholder=" ...")

    def __repr__(self) -> str:
        """Show the class and the answer in one line."""
        return f"<{type(self).__name__}: {self.headline()}>"

    def __str__(self) -> str:
        """Show the summary."""
        return self.summary()

    def _repr_html_(self) -> str:
        """Show the answer in a notebook: summary, key numbers and tables."""
        return str(_renderer().notebook_html(self))

    def to_latex(self, table: str | None = None) -> str:
        """Return one table as LaTeX with booktabs rules, or all that fit on a page.

        Parameters
        ----------
        table
            Name of a table, as in `tables`. Default: all of at most 60 rows.

        Raises
        ------
        InputError
            If there is no such table.
        """
        return str(_renderer().latex_of(self, table))

    def to_excel(self, path: str | Path) -> None:
        """Write all tables as one Excel workbook, a sheet each.

        Parameters
        ----------
        path
            File to write; it appears whole or not at all.

        Raises
        ------
        InputError
            If openpyxl is not installed (the extra ``winset[excel]``), or the file cannot be
            written.
        """
        _renderer().write_excel(self, path)

    def figures(self) -> dict[str, alt.VConcatChart]:
        """Figures of the answer by name; empty where there are none to draw."""
        return dict(_renderer().figures_of(self))


class Result(Face):
    """The answer of a solver: one table, whose index and columns are data."""

    @abstractmethod
    def to_frame(self) -> DataFrame:
        """Answer as a data frame."""

    def tables(self) -> dict[str, DataFrame]:
        """Return the one table as a paper prints it, under the name ``values``."""
        import pandas as pd

        frame = self.to_frame()
        if not isinstance(frame.index, pd.RangeIndex):
            frame = frame.reset_index(names=frame.index.name or "")
        frame.columns = [_in_words(name) for name in frame.columns]
        frame.attrs["title"] = self.heading()
        return {"values": frame}


def data_frame(
    data: Any,
    *,
    index: Sequence[str] | None = None,
    index_name: str | None = None,
    columns: Sequence[str] | None = None,
) -> DataFrame:
    """Return a table of pandas.

    Parameters
    ----------
    data
        Columns by name, or rows.
    index, index_name
        Names of the rows, and what they are; default: numbers.
    columns
        Names of the columns, where the data have none.

    Examples
    --------
    >>> data_frame({"power": [0.6, 0.4]}, index=["A", "B"], index_name="player")
            power
    player
    A         0.6
    B         0.4
    """
    import pandas as pd

    rows = None if index is None else pd.Index(index, name=index_name)
    return pd.DataFrame(data, index=rows, columns=None if columns is None else list(columns))


def _in_words(name: object) -> str:
    """Column name with a capital and without underscores."""
    text = str(name).replace("_", " ").replace(".", ", ")
    return text[:1].upper() + text[1:]


def _renderer() -> Any:
    """Return the module that shows answers. It stands above; nothing else here reaches up."""
    return importlib.import_module("winset.render.answers")
