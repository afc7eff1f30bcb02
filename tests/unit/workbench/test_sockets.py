"""A connection speaks for its own page alone, and what is malformed is dropped in silence."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest

socketio = pytest.importorskip("socketio", reason="the workbench needs the extra winset[workbench]")
aiohttp = pytest.importorskip("aiohttp", reason="the workbench needs the extra winset[workbench]")

CASE = "china-pntr-2000"
MARK = "actors.clinton.position.openness"


@dataclass
class Tab:
    """A page that a visitor was given."""

    visitor: Any
    client_id: str
    axis: int
    listener: str
    choices: list[tuple[int, str]]

    @property
    def cookies(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.visitor.cookies.items())

    def drop(self, at: float, **other: object) -> dict[str, object]:
        """The event of a mark that is let go."""
        told = {"client_id": self.client_id, "id": self.axis, "listener_id": self.listener}
        return {**told, "args": [json.dumps({"id": MARK, "at": at})], **other}

    def changed(self) -> list[str]:
        found = self.visitor.get(f"/api/cases/{CASE}/draft").json()["changes"]
        return [change["path"] for change in found]

    async def comes_to(self, number: int) -> bool:
        for _ in range(300):
            if len(self.changed()) == number:
                return True
            await asyncio.sleep(0.1)
        return False


@pytest.fixture(scope="module")
def pages(serve_pages: Any) -> Any:
    return serve_pages()


@pytest.fixture
def visitors() -> Iterator[list[Any]]:
    """Those who were given a page; their connections are closed afterwards."""
    found: list[Any] = []
    yield found
    for visitor in found:
        visitor.close()


def tab_of(pages: Any, visitors: list[Any]) -> Tab:
    visitor = pages.client()
    visitors.append(visitor)
    visitor.get("/api/cases")  # takes the cookie, as the first page does
    text = visitor.get(f"/case/{CASE}").text
    client_id = re.search(r"'client_id': '([^']+)'", text)
    elements = json.loads(re.search(r"parseElements\(String.raw`(.*?)`\)", text, re.DOTALL)[1])  # type: ignore[index]
    heard: dict[str, list[tuple[int, str]]] = {"drop": [], "change": []}
    for name, element in elements.items():
        for event in element.get("events", ()):
            heard.setdefault(event["type"], []).append((int(name), event["listener_id"]))
    assert client_id is not None
    (axis, listener), *_ = heard["drop"]
    return Tab(visitor, client_id[1], axis, listener, heard["change"])


@asynccontextmanager
async def connected(pages: Any, tab: Tab, *, cookies: str = "") -> AsyncIterator[Any]:
    """The connection of a page; with the cookies of another visitor, if they are given."""
    query = f"client_id={tab.client_id}&tab_id=tab-1&document_id=document-1"
    headers = {"Cookie": cookies or tab.cookies}
    async with aiohttp.ClientSession() as session:
        link = socketio.AsyncClient(reconnection=False, http_session=session)
        await link.connect(
            f"{pages.address}?{query}&next_message_id=0&implicit_handshake=true",
            headers=headers,
            socketio_path="/_nicegui_ws/socket.io",
            transports=["websocket"],
        )
        try:
            yield link
        finally:
            await link.disconnect()


def test_an_event_counts_for_the_page_of_its_own_connection_alone(
    pages: Any, visitors: list[Any]
) -> None:
    async def play() -> None:
        mine, other = tab_of(pages, visitors), tab_of(pages, visitors)
        async with connected(pages, other) as link:
            await link.emit("event", mine.drop(0.91))
            await link.emit("event", other.drop(0.92))
            assert await other.comes_to(1)
            assert mine.changed() == []
        async with connected(pages, mine) as own:
            await own.emit("event", mine.drop(0.93))
            assert await mine.comes_to(1)

    asyncio.run(play())


def test_a_page_is_opened_to_its_own_visitor_alone(pages: Any, visitors: list[Any]) -> None:
    async def play() -> None:
        mine, other = tab_of(pages, visitors), tab_of(pages, visitors)
        with pytest.raises(socketio.exceptions.ConnectionError):
            async with connected(pages, mine, cookies=other.cookies):
                pass
        async with connected(pages, other) as link:
            told = {"client_id": mine.client_id, "tab_id": "t", "document_id": "d"}
            assert await link.call("handshake", told, timeout=20) is False
            await link.emit("event", mine.drop(0.91))
            await link.emit("event", other.drop(0.92))
            assert await other.comes_to(1)
            assert mine.changed() == []

    asyncio.run(play())


def test_malformed_messages_are_dropped_in_silence(serve_pages: Any, visitors: list[Any]) -> None:
    pages = serve_pages()

    async def play() -> None:
        tab = tab_of(pages, visitors)
        async with connected(pages, tab) as link:
            broken: list[object] = [
                None, 7, "event", [], {}, {"client_id": None}, {"client_id": {}},
                {"client_id": "x"},
                {"client_id": tab.client_id}, tab.drop(0.5, id=None), tab.drop(0.5, id="1"),
                tab.drop(0.5, id=2**53), tab.drop(0.5, listener_id="nothing"),
                tab.drop(0.5, listener_id=None), tab.drop(0.5, args=7), tab.drop(0.5, args=["{"]),
                tab.drop(0.5, args=[{"id": MARK}]), tab.drop(0.5, args=["1"] * 1000),
                {"client_id": tab.client_id, "request_id": []},
                tab.drop(0.5, args=[json.dumps({"id": "title", "at": 0.5})]),
                tab.drop(0.5, args=[json.dumps({"id": "actors.x.y", "at": 0.5})]),
            ]  # fmt: skip
            for name in ("event", "javascript_response", "ack", "log", "handshake", "unheard-of"):
                for message in broken:
                    await link.emit(name, message)
            for text in (
                "null",
                "7",
                "[]",
                "{}",
                '{"id": 7, "at": "x"}',
                '{"id": null, "at": null}',
            ):
                for _ in range(20):
                    await link.emit("event", tab.drop(0.5, args=[text]))
            assert tab.choices
            for element, listener in tab.choices:
                for chosen in ("z", "", None, [], {"a": 1}):
                    told = tab.drop(0.5, id=element, listener_id=listener, args=[chosen])
                    await link.emit("event", told)
            await link.emit("event", tab.drop(0.92))
            assert await tab.comes_to(1)

    asyncio.run(play())
    assert pages.stop() == 0
    log = pages.process.stderr.read()
    assert log.count("Traceback") == 0, log[:3000]
