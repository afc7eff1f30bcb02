"""Entry of a browser where a token is needed: the page that asks, and a pass for one visit."""

from __future__ import annotations

import hmac
import secrets
import time
from typing import Final

_PASS_SECONDS: Final = 300.0
_PAGE: Final = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Token - winset</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body{{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem}}
input,button{{font:inherit;padding:.4rem .6rem}}</style>
<main><h1>This workbench needs its token</h1>
{again}<p>The person who started it sees the token on the terminal.</p>
<form method="post"><label>Token <input name="token" type="password" autocomplete="off" autofocus>
</label> <button>Open</button></form></main></html>"""


def asking_page(*, again: bool = False) -> str:
    """Return the page that asks for the token.

    Parameters
    ----------
    again
        Whether a wrong one was given.
    """
    words = "<p role='alert'>This is not the token.</p>" if again else ""
    return _PAGE.format(again=words)


class OncePass:
    """A pass that is good once, and for five minutes, so that a token need not be handed over.

    The address a browser is started with can be read by everybody on the machine.
    """

    def __init__(self) -> None:
        self._pass: tuple[str, float] | None = None

    def new(self) -> str:
        """Return a pass; one made before is void."""
        self._pass = secrets.token_urlsafe(24), time.monotonic() + _PASS_SECONDS
        return self._pass[0]

    def takes(self, given: str) -> bool:
        """Return whether this is the pass; it is void afterwards."""
        if not given or self._pass is None:
            return False
        if not hmac.compare_digest(given.encode(), self._pass[0].encode()):
            return False
        is_in_time = time.monotonic() < self._pass[1]
        self._pass = None
        return is_in_time
