"""Values in a request: plain data, no deeper than a case can be, in letters a file can hold."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, model_validator

from winset.cases.file.document import DEEPEST_NESTING

LARGEST_SEED = 2**63 - 1
"""Seeds beyond are refused: whoever reads the report back may have no room for more."""


_HALF = "a text holds half of a surrogate pair, which no file can hold"


def refuse_deep(value: Any) -> Any:
    """Return a value as it is, if a case file could hold it.

    Parameters
    ----------
    value
        Plain data, as JSON gives it.

    Raises
    ------
    ValueError
        If it is nested deeper than a case file may be, or a text holds half a surrogate pair.
    """
    layer = [value]
    for _ in range(DEEPEST_NESTING):
        layer = _below(layer)
        if not layer:
            return value
    raise ValueError(f"nested more than {DEEPEST_NESTING} levels deep")


def _below(layer: list[Any]) -> list[Any]:
    """Give all that stands one level below plain data; refuse half a surrogate pair."""
    below: list[Any] = []
    for item in layer:
        if isinstance(item, dict):
            below += [*item, *item.values()]
        elif isinstance(item, list):
            below += item
        elif isinstance(item, str) and not _is_writable(item):
            raise ValueError(_HALF)
    return below


def _is_writable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


Plain = Annotated[Any, AfterValidator(refuse_deep)]
"""Plain data that a case file could hold."""
Values = Annotated[dict[str, Any], AfterValidator(refuse_deep)]
"""Path to value."""


class Sent(BaseModel):
    """The body of a request: named fields alone, and only texts that a file can hold."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def refuse_unwritable(cls, data: Any) -> Any:
        """Raise an error if a text anywhere holds half of a surrogate pair."""
        layer = [data]
        while layer:
            layer = _below(layer)
        return data
