"""Addresses of pages and of the API for a case, whatever its file is called."""

from __future__ import annotations

from urllib.parse import quote


def page_address(kind: str, key: str) -> str:
    """Return the address of a page about a case.

    Parameters
    ----------
    kind
        ``negotiation``, ``compare``; anything else is the page of a game at home.
    key
        Key of the case.

    Examples
    --------
    >>> page_address("domestic", "steel #2, 50%")
    '/case/steel%20%232%2C%2050%25'
    """
    page = kind if kind in ("negotiation", "compare") else "case"
    return f"/{page}/{quote(key, safe='')}"


def api_address(key: str, rest: str) -> str:
    """Return the address of a route of the API under a case.

    Parameters
    ----------
    key
        Key of the case.
    rest
        What follows, such as ``export/case.yaml``.

    Examples
    --------
    >>> api_address("steel #2", "export/case.yaml")
    '/api/cases/steel%20%232/export/case.yaml'
    """
    return f"/api/cases/{quote(key, safe='')}/{rest}"
