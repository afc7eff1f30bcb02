"""Parts of winset that are installed only when asked for."""

from __future__ import annotations

__all__ = ["how_to_install"]


def how_to_install(extra: str) -> str:
    """Command that installs an extra, for the end of a message.

    Parameters
    ----------
    extra
        Its name in `pyproject.toml`.

    Examples
    --------
    >>> how_to_install("excel")
    "python -m pip install '.[excel]' in winset's folder"
    """
    return f"python -m pip install '.[{extra}]' in winset's folder"
