"""Who may talk to the workbench, and what its pages may load: one ASGI layer round everything."""

from __future__ import annotations

import hmac
import ipaddress
import re
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from winset.foundation.errors import InputError
from winset.foundation.files import LARGEST_FILE_BYTES, write_bytes

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

VISITOR: Final = "winset.visitor"
"""Where the middleware leaves the visitor's id in the scope of a request."""
COOKIE: Final = "winset_visitor"
TOKEN_COOKIE: Final = "winset_token"  # noqa: S105 - the name of a cookie
LARGEST_BODY: Final = LARGEST_FILE_BYTES + 200_000
"""Bytes of a request body that are read: a case of the largest size and what wraps it."""

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
    """Whether only this machine can reach a host.

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
    """

    app: ASGIApp
    secret: bytes = field(repr=False)
    token: str | None = field(default=None, repr=False)
    names: tuple[str, ...] = ()
    any_address: bool = False

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
        if self.token is not None and not self._knows_token(scope, headers, cookies):
            await self._ask_for_token(scope, receive, send)
            return
        visitor, fresh = self._visitor(cookies)
        scope[VISITOR] = visitor
        jar = [_cookie(COOKIE, fresh)] if fresh else []
        if self.token is not None and _query(scope).get("token"):
            await self._welcome(scope, receive, send, jar)
            return
        await self.app(scope, _limited(receive, scope), _dressed(send, jar))

    def _refusal(self, scope: Scope, headers: dict[str, str]) -> tuple[int, str] | None:
        host = _host_name(headers.get("host", ""))
        if host is None or not self._is_ours(host):
            return 421, "this workbench is not called by that name"
        method = scope.get("method", "GET")
        if scope["type"] == "websocket" or method not in _SAFE_METHODS:
            origin = headers.get("origin")
            site = headers.get("sec-fetch-site", "same-origin")
            if origin is not None and not self._is_own_origin(origin, headers.get("host", "")):
                return 403, "a page of another site may not write here"
            if origin is None and site not in ("same-origin", "none"):
                return 403, "a page of another site may not write here"
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > LARGEST_BODY:
            return 413, f"at most {LARGEST_FILE_BYTES // 1_000_000} MB are read"
        return None

    def _is_ours(self, host: str) -> bool:
        return is_loopback(host) or host in self.names or (self.any_address and _is_address(host))

    def _is_own_origin(self, origin: str, host: str) -> bool:
        parts = urlsplit(origin)
        return parts.scheme in ("http", "https") and parts.netloc.lower() == host.lower()

    def _knows_token(self, scope: Scope, headers: dict[str, str], cookies: dict[str, str]) -> bool:
        scheme, _, bearer = headers.get("authorization", "").partition(" ")
        given = [bearer.strip()] if scheme.lower() == "bearer" else []
        given.append(_query(scope).get("token", ""))
        token = self.token or ""
        if any(hmac.compare_digest(text.encode(), token.encode()) for text in given):
            return True
        return hmac.compare_digest(cookies.get(TOKEN_COOKIE, "").encode(), self._pass().encode())

    def _pass(self) -> str:
        """What the token's cookie holds: proof of the token, not the token."""
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

    async def _ask_for_token(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" or scope["path"].startswith("/api"):
            await _refuse(scope, receive, send, 401, "the token is missing or wrong")
            return
        await _refuse(scope, receive, send, 401, _ASK, kind=b"text/html; charset=utf-8")

    async def _welcome(self, scope: Scope, receive: Receive, send: Send, jar: list[bytes]) -> None:
        """Keep the token in a cookie and take it out of the address."""
        jar = [*jar, _cookie(TOKEN_COOKIE, self._pass())]
        is_page = scope["type"] == "http" and scope["method"] == "GET"
        if not is_page or scope["path"].startswith("/api"):
            await self.app(scope, _limited(receive, scope), _dressed(send, jar))
            return
        rest = {key: value for key, value in _query(scope).items() if key != "token"}
        path = "/" + quote(scope["path"].lstrip("/\\"))
        target = f"{path}?{urlencode(rest)}" if rest else path
        extra = [(b"location", target.encode()), *[(b"set-cookie", item) for item in jar]]
        await _refuse(scope, receive, send, 303, "", extra=extra)


_ASK = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Token - winset</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem}
input,button{font:inherit;padding:.4rem .6rem}</style>
<main><h1>This workbench needs its token</h1>
<p>The person who started it sees the token on the terminal.</p>
<form method="get"><label>Token <input name="token" type="password" autocomplete="off" autofocus>
</label> <button>Open</button></form></main></html>"""


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
    return f"{name}={value}; Path=/; Max-Age={_YEAR}; HttpOnly; SameSite=Strict".encode()


def _limited(receive: Receive, scope: Scope) -> Receive:
    """Stop reading a body that is longer than it said."""
    if scope["type"] != "http":
        return receive
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > LARGEST_BODY:
            return {"type": "http.disconnect"}
        return message

    return counted


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
    headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode())]
    start = {"type": "http.response.start", "status": status}
    dressed = _dressed(send, [])
    await dressed({**start, "headers": [*headers, *(extra or [])]})
    await dressed({"type": "http.response.body", "body": body})
