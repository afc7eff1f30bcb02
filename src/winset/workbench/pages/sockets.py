"""Rights of a page's connection: to speak for its own page, in messages of the right form.

NiceGUI takes an event for whatever page it names, and raises an error for every malformed one. Here
an event is taken only from the connection of the page it names, a connection only for a page of the
same visitor, and what is malformed is dropped.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final
from urllib.parse import parse_qs

from nicegui import core
from nicegui.client import Client
from socketio import exceptions

from winset.workbench.access.security import VISITOR

_MOST_ARGUMENTS: Final = 64
_RELOAD: Final = "Implicit handshake failed"
"""The words at which NiceGUI's page loads itself anew, as after a restart of the server."""


def bind_events() -> None:
    """Put checks before the handlers of NiceGUI's messages."""
    handlers: dict[str, Callable[..., Any]] = core.sio.handlers["/"]
    handlers["connect"] = _of_own_visitor_at_once(handlers["connect"])
    handlers["handshake"] = _of_own_visitor(handlers["handshake"])
    handlers["event"] = _of_own_page(handlers["event"], _is_event)
    handlers["javascript_response"] = _of_own_page(handlers["javascript_response"], _is_response)
    handlers["ack"] = _of_own_page(handlers["ack"], _is_acknowledgement)
    handlers["log"] = lambda *_: None  # our pages send none; a stranger's would fill the log


def _of_own_visitor_at_once(handler: Callable[..., Awaitable[None]]) -> Callable[..., Any]:
    """Take a connection that names its page when it opens, if that page is the visitor's."""

    async def connect(sid: str, environ: dict[str, Any], *more: Any) -> None:
        query = parse_qs(environ.get("QUERY_STRING", ""))
        message = {name: values[0] for name, values in query.items()}
        names_page = message.get("implicit_handshake") == "true"
        if names_page and not _may_speak_for(message, environ.get("asgi.scope", {})):
            raise exceptions.ConnectionRefusedError(_RELOAD)
        await handler(sid, environ, *more)

    return connect


def _of_own_visitor(handler: Callable[..., Awaitable[bool]]) -> Callable[..., Awaitable[bool]]:
    """Take a connection only for a page that the same visitor was given."""

    async def handshake(sid: str, message: Any = None) -> bool:
        scope = (core.sio.get_environ(sid) or {}).get("asgi.scope", {})
        return _may_speak_for(message, scope) and await handler(sid, message)

    return handshake


def _may_speak_for(message: Any, scope: Mapping[str, Any]) -> bool:
    """Return whether a connection belongs to the visitor who was given the page that it names."""
    client = _client_of(message)
    if client is None or client.request is None:
        return False
    following = message.get("next_message_id")
    return (
        isinstance(message.get("tab_id"), str)
        and isinstance(message.get("document_id"), str)
        and (following is None or _is_int(following) or str(following).isdecimal())
        and scope.get(VISITOR) == client.request.scope.get(VISITOR)
    )


def _of_own_page(
    handler: Callable[[str, Any], None], is_sound: Callable[[Client, dict[str, Any]], bool]
) -> Callable[[str, Any], None]:
    """Take a message only from the connection of the page it names, and if it is sound."""

    def heard(sid: str, message: Any = None) -> None:
        client = _client_of(message)
        if client is not None and client.id in core.sio.rooms(sid) and is_sound(client, message):
            handler(sid, message)

    return heard


def _client_of(message: Any) -> Client | None:
    """Return the page that a message names; None if there is none, or it is not a message."""
    name = message.get("client_id") if isinstance(message, dict) else None
    return Client.instances.get(name) if isinstance(name, str) else None


def _is_event(client: Client, message: dict[str, Any]) -> bool:
    """Return whether a message is an event of an element of the page that it listens for."""
    element = client.elements.get(message.get("id", -1)) if _is_int(message.get("id")) else None
    if element is None or not isinstance(message.get("listener_id"), str):
        return False
    arguments = message.get("args", [])
    return (
        message["listener_id"] in element._event_listeners
        and isinstance(arguments, list)
        and len(arguments) <= _MOST_ARGUMENTS
        and all(argument is None or _is_json(argument) for argument in arguments)
    )


def _is_response(_client: Client, message: dict[str, Any]) -> bool:
    """Return whether a message answers a script that was sent to a page."""
    from nicegui.javascript_request import JavaScriptRequest

    name = message.get("request_id")
    return isinstance(name, str) and name in JavaScriptRequest._instances


def _is_acknowledgement(_client: Client, message: dict[str, Any]) -> bool:
    """Return whether a message says up to which other one the page has read."""
    return _is_int(message.get("next_message_id"))


def _is_int(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_json(text: object) -> bool:
    from nicegui import json

    try:
        json.loads(text) if isinstance(text, str) else json.loads("")
    except ValueError:
        return False
    return True
