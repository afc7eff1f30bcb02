"""Guard of the workbench and of what its pages may load: one ASGI layer round everything."""

from __future__ import annotations

import hmac
import ipaddress
import json
import re
import secrets
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from winset.foundation.errors import InputError
from winset.foundation.files import write_bytes
from winset.workbench.access.entry import OncePass, asking_page
from winset.workbench.access.incoming import LARGEST_BODY, TOO_LARGE, Incoming, until_hung_up
from winset.workbench.compute.turns import Slots
from winset.workbench.failures import BusyError

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

VISITOR: Final = "winset.visitor"
"""Place of the visitor's id in the scope of a request."""
SHARE: Final = "winset.share"
"""Place of whose turn the request takes: the visitor's, or that of all without a cookie."""
COOKIE: Final = "winset_visitor"
TOKEN_COOKIE: Final = "winset_token"  # noqa: S105 - the name of a cookie
MOST_SOCKETS_EACH: Final = 64
"""Tabs that one visitor may have open."""

_SHARES: Final = {"most": 512, "most_each": 128, "most_held_each": 8}
"""Requests that may wait, of all visitors and of one, and of one that may be worked at."""

_UNCOUNTED: Final = ("/_nicegui", "/look/")
"""Addresses of libraries and of connections: nothing is worked out for them."""

_LONGEST_FORM: Final = 4096
_SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
_VISITOR = re.compile(r"[a-f0-9]{32}\Z")
_YEAR = 365 * 24 * 3600

CONTENT_POLICY: Final = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "worker-src 'self' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
"""Nothing comes from outside. Inline scripts and `eval` are needed by Vue, which compiles the
templates of NiceGUI in the page."""

HEADERS: Final = (
    (b"content-security-policy", CONTENT_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
)


def is_loopback(host: str) -> bool:
    """Return whether only this machine can reach a host.

    Examples
    --------
    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def refuse_open_door(host: str, token: str | None) -> None:
    """Refuse to listen beyond this machine without a token.

    Parameters
    ----------
    host
        Where to listen.
    token
        The secret visitors must know, or None.

    Raises
    ------
    InputError
        If the host is not the loopback and there is no token, or the token is easily guessed.
    """
    if token is not None and len(token) < 16:
        raise InputError("the token has fewer than 16 characters", "leave it out to get a good one")
    if not is_loopback(host) and token is None:
        raise InputError(
            f"--host {host}: others could reach the workbench",
            "give --token as well, or listen on 127.0.0.1",
        )


def secret_of(private: Path) -> bytes:
    """Return the secret of a folder, which signs nothing that leaves it; it is made once.

    Parameters
    ----------
    private
        The workbench's folder inside the user's.
    """
    path = private / "secret"
    try:
        found = path.read_bytes()
    except FileNotFoundError:
        found = b""
    if len(found) != 32:
        found = secrets.token_bytes(32)
        write_bytes(path, found)
        path.chmod(0o600)
    return found


@dataclass(frozen=True)
class Guard:
    """The middleware: host, token, origin, size of bodies, visitor, headers.

    Parameters
    ----------
    app
        What it guards.
    secret
        Secret of the folder: visitors' cookies are signed with it.
    token
        The secret visitors must know; None on the loopback.
    names
        Names the server may be called by, beside the loopback's.
    any_address
        Whether it may be called by any numeric address as well: a page elsewhere can have a name
        of its own lead to this machine, but not an address.
    once
        A pass that lets one browser in in place of the token.
    turns
        Turns of the visitors whose requests are worked at.
    sockets
        How many connections each visitor has.
    """

    app: ASGIApp
    secret: bytes = field(repr=False)
    token: str | None = field(default=None, repr=False)
    names: tuple[str, ...] = ()
    any_address: bool = False
    once: OncePass = field(default_factory=OncePass, repr=False)
    turns: Slots = field(default_factory=lambda: Slots(64, "requests", **_SHARES), repr=False)
    sockets: Counter[str] = field(default_factory=Counter, repr=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await _refuse(scope, receive, send, *refusal)
            return
        cookies = _cookies(headers.get("cookie", ""))
        visitor, fresh = self._visitor(cookies)
        scope[VISITOR], scope[SHARE] = visitor, "" if fresh else visitor
        jar = [_cookie(COOKIE, fresh)] if fresh else []
        if self.token is not None and not self._knows_token(scope, headers, cookies):
            await self._at_the_door(scope, receive, send, jar)
            return
        if self.token is not None and _query(scope).keys() & {"token", "once"}:
            await self._welcome(scope, receive, send, jar)
            return
        await self._admitted(scope, receive, send, jar)

    async def _admitted(self, scope: Scope, receive: Receive, send: Send, jar: list[bytes]) -> None:
        """Pass a request on when it is its visitor's turn."""
        if scope["type"] == "websocket":
            await self._connected(scope, receive, send, jar)
            return
        if scope["path"].startswith(_UNCOUNTED):
            await self.app(scope, Incoming(scope, receive), _dressed(send, jar))
            return
        try:
            async with self.turns.turn(scope[SHARE]):
                incoming = Incoming(scope, receive)
                answer = _refusing(incoming, scope, receive, _dressed(send, jar))
                work = self.app(scope, incoming, answer)
                if scope["path"].startswith("/api/"):
                    await until_hung_up(work, incoming)
                else:
                    await work
        except BusyError as error:
            await _refuse(scope, receive, send, 503, f"{error.what}; {error.right}")

    async def _connected(
        self, scope: Scope, receive: Receive, send: Send, jar: list[bytes]
    ) -> None:
        """Keep a tab's connection, unless the visitor has too many."""
        share = scope[SHARE]
        if self.sockets[share] >= MOST_SOCKETS_EACH:
            words = f"{MOST_SOCKETS_EACH} tabs of yours are open already"
            await _refuse(scope, receive, send, 503, words)
            return
        self.sockets[share] += 1
        try:
            await self.app(scope, receive, _dressed(send, jar))
        finally:
            self.sockets[share] -= 1
            if not self.sockets[share]:
                del self.sockets[share]

    def _refusal(self, scope: Scope, headers: dict[str, str]) -> tuple[int, str] | None:
        host = _host_name(headers.get("host", ""))
        if host is None or not self._is_ours(host):
            return 421, "this workbench is not called by that name"
        method = scope.get("method", "GET")
        origin = headers.get("origin")
        is_write = scope["type"] == "websocket" or method not in _SAFE_METHODS
        if (is_write or origin not in (None, "null")) and not self._is_own_origin(
            origin, headers.get("host", "")
        ):
            return 403, "a page of another site may not write here"
        if headers.get("sec-fetch-site", "none") not in ("same-origin", "none") and (
            is_write or not _is_followed_link(scope, headers)
        ):
            return 403, "a page of another site may link here, and no more"
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > LARGEST_BODY:
            return TOO_LARGE
        return None

    def _is_ours(self, host: str) -> bool:
        return is_loopback(host) or host in self.names or (self.any_address and _is_address(host))

    @staticmethod
    def _is_own_origin(origin: str | None, host: str) -> bool:
        """Return whether a request comes from a page of ours, or from no page at all."""
        if origin is None:
            return True
        parts = urlsplit(origin)
        return parts.scheme in ("http", "https") and parts.netloc.lower() == host.lower()

    def _knows_token(self, scope: Scope, headers: dict[str, str], cookies: dict[str, str]) -> bool:
        scheme, _, bearer = headers.get("authorization", "").partition(" ")
        given = [bearer.strip()] if scheme.lower() == "bearer" else []
        given.append(_query(scope).get("token", ""))
        token = self.token or ""
        if self.once.takes(_query(scope).get("once", "")):
            return True
        if any(hmac.compare_digest(text.encode(), token.encode()) for text in given):
            return True
        return hmac.compare_digest(cookies.get(TOKEN_COOKIE, "").encode(), self._pass().encode())

    def _pass(self) -> str:
        """Find what the token's cookie holds: proof of the token, not the token."""
        return hmac.new(self.secret, f"token:{self.token}".encode(), "sha256").hexdigest()

    def _visitor(self, cookies: dict[str, str]) -> tuple[str, str | None]:
        """Return the visitor's id and the cookie to set, if it is a new one."""
        name, _, seal = cookies.get(COOKIE, "").partition(".")
        if _VISITOR.match(name) and hmac.compare_digest(seal.encode(), self._seal(name).encode()):
            return name, None
        name = secrets.token_hex(16)
        return name, f"{name}.{self._seal(name)}"

    def _seal(self, name: str) -> str:
        return hmac.new(self.secret, f"visitor:{name}".encode(), "sha256").hexdigest()

    async def _at_the_door(
        self, scope: Scope, receive: Receive, send: Send, jar: list[bytes]
    ) -> None:
        """Ask for the token, or take it from the page that asks: in a form, not in an address."""
        if scope["type"] == "websocket" or scope["path"].startswith("/api"):
            await _refuse(scope, receive, send, 401, "the token is missing or wrong")
            return
        is_try = scope["method"] == "POST"
        if is_try and await self._is_given(receive):
            await self._welcome(scope, receive, send, jar)
            return
        # A form of a page that sends no referrer comes from the origin `null`.
        extra = [(b"referrer-policy", b"same-origin")]
        kind = b"text/html; charset=utf-8"
        await _refuse(scope, receive, send, 401, asking_page(again=is_try), kind=kind, extra=extra)

    async def _is_given(self, receive: Receive) -> bool:
        """Return whether the body of a form holds the token."""
        body = b""
        while len(body) < _LONGEST_FORM:
            message = await receive()
            body += message.get("body", b"")
            if message["type"] != "http.request" or not message.get("more_body", False):
                break
        given = parse_qs(body[:_LONGEST_FORM].decode("latin-1")).get("token", [""])[0]
        return hmac.compare_digest(given.encode(), (self.token or "").encode())

    async def _welcome(self, scope: Scope, receive: Receive, send: Send, jar: list[bytes]) -> None:
        """Keep the token in a cookie and take it out of the address."""
        jar = [*jar, _cookie(TOKEN_COOKIE, self._pass())]
        is_page = scope["type"] == "http" and scope["method"] in ("GET", "POST")
        if not is_page or scope["path"].startswith(("/api", "/_nicegui")):
            await self._admitted(scope, receive, send, jar)
            return
        rest = {k: value for k, value in _query(scope).items() if k not in ("token", "once")}
        path = "/" + quote(scope["path"].lstrip("/\\"))
        target = f"{path}?{urlencode(rest)}" if rest else path
        extra = [(b"location", target.encode()), *[(b"set-cookie", item) for item in jar]]
        await _refuse(scope, receive, send, 303, "", extra=extra)


def _host_name(host: str) -> str | None:
    """Return the name in a Host header, without its port; None if it is no host."""
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port
    except ValueError:
        return None
    if not parts.hostname or parts.path or parts.username is not None:
        return None
    return parts.hostname.lower().rstrip(".")


def _query(scope: Scope) -> dict[str, str]:
    found = parse_qs(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
    return {key: values[0] for key, values in found.items()}


def _cookies(header: str) -> dict[str, str]:
    pairs = (part.strip().partition("=") for part in header.split(";"))
    return {name: value for name, _, value in pairs if name}


def _cookie(name: str, value: str) -> bytes:
    # `Lax`, since with `Strict` who follows a link from elsewhere would arrive as a stranger, be
    # given a new cookie, and find none of the drafts again.
    return f"{name}={value}; Path=/; Max-Age={_YEAR}; HttpOnly; SameSite=Lax".encode()


def _is_followed_link(scope: Scope, headers: dict[str, str]) -> bool:
    """Return whether a person followed a link to a page; a page's own loads do not count."""
    is_whole_page = headers.get("sec-fetch-dest", "document") == "document"
    path = scope["path"]
    is_read = not path.startswith("/api/") or path == "/api/docs"
    return headers.get("sec-fetch-mode", "navigate") == "navigate" and is_whole_page and is_read


def _refusing(incoming: Incoming, scope: Scope, receive: Receive, send: Send) -> Send:
    """Answer with what was wrong with a body in place of what the application says of it."""
    is_done = False

    async def refusing(message: Message) -> None:
        nonlocal is_done
        if incoming.refusal is None:
            await send(message)
        elif not is_done:
            is_done = True
            await _refuse(scope, receive, send, *incoming.refusal)

    return refusing


def _dressed(send: Send, jar: list[bytes]) -> Send:
    """Put the headers of safety and new cookies on every answer."""

    async def dressed(message: Message) -> None:
        if message["type"] in ("http.response.start", "websocket.accept"):
            there = {key.lower() for key, _ in message.get("headers", ())}
            extra = [(key, value) for key, value in HEADERS if key not in there]
            extra += [(b"set-cookie", item) for item in jar]
            message = {**message, "headers": [*message.get("headers", ()), *extra]}
        await send(message)

    return dressed


async def _refuse(
    scope: Scope,
    receive: Receive,
    send: Send,
    status: int,
    words: str,
    *,
    kind: bytes = b"text/plain; charset=utf-8",
    extra: list[tuple[bytes, bytes]] | None = None,
) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008, "reason": words[:120]})
        return
    body = words.encode()
    if status >= 400 and scope["path"].startswith("/api"):
        word = {413: "too-large", 503: "busy"}.get(status, "refused")
        told: dict[str, object] = {
            "kind": word,
            "what": words,
            "right": None,
            "problems": [],
            "paths": [],
        }
        body, kind = json.dumps(told).encode(), b"application/json"
    headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode())]
    start = {"type": "http.response.start", "status": status}
    dressed = _dressed(send, [])
    await dressed({**start, "headers": [*headers, *(extra or [])]})
    await dressed({"type": "http.response.body", "body": body})
