"""Nobody from outside reads or writes, nothing is loaded from outside, no name leads out."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from winset.foundation.errors import InputError
from winset.workbench.access.security import (
    COOKIE,
    LARGEST_BODY,
    TOKEN_COOKIE,
    is_loopback,
    refuse_open_door,
    secret_of,
)
from winset.workbench.server import new_token

TOKEN = "a-long-token-for-the-tests"  # noqa: S105
PNTR = "/api/cases/china-pntr-2000"


def raw(served: Any, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, str]:
    """Ask without a client that would tidy the path or the headers up."""
    parts = urlsplit(served.address)
    link = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
    try:
        link.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            link.putheader(name.replace("_", "-"), value)
        if body:
            link.putheader("content-length", str(len(body)))
        link.endheaders(body or None)
        answer = link.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")
    finally:
        link.close()


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "", "a@localhost", "10.0.0.1"],
)
def test_a_name_that_is_not_ours_is_refused(served: Any, host: str) -> None:
    """A page elsewhere may have its own name lead to this machine."""
    assert raw(served, "GET", "/api/cases", Host=host)[0] in (400, 421)


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:8610", "127.0.0.1", "[::1]:99", "localhost."]
)
def test_our_own_names_are_answered(served: Any, host: str) -> None:
    assert raw(served, "GET", "/api/templates", Host=host)[0] == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://localhost.evil.example"},
        {"Origin": "http://localhost:1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_a_page_of_another_site_cannot_write(served: Any, headers: dict[str, str]) -> None:
    for method, path in (("POST", f"{PNTR}/draft/undo"), ("DELETE", PNTR), ("PUT", "/")):
        assert raw(served, method, path, **headers)[0] == 403


def test_a_page_of_our_own_can_write(served: Any) -> None:
    own = {"Origin": served.address.rstrip("/"), "Sec_Fetch_Site": "same-origin"}
    assert raw(served, "POST", f"{PNTR}/draft/discard", **own)[0] == 200


def test_a_websocket_of_another_site_is_refused(served: Any) -> None:
    parts = urlsplit(served.address)
    for origin, wanted in (
        ("http://evil.example", (403,)),
        (served.address.rstrip("/"), (404, 403)),
    ):
        with socket.create_connection((parts.hostname, parts.port), timeout=10) as link:
            link.sendall(
                (
                    f"GET /_nicegui_ws/socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n"
                    f"Host: {parts.netloc}\r\nOrigin: {origin}\r\nUpgrade: websocket\r\n"
                    "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
                ).encode()
            )
            status = int(link.recv(64).split()[1])
        assert status in wanted


def test_every_answer_forbids_what_comes_from_outside(served: Any) -> None:
    with served.client() as visitor:
        for path in ("/api/cases", "/api/docs", "/nothing", f"{PNTR}/export/case.yaml"):
            headers = visitor.get(path).headers
            policy = dict(
                part.split(" ", 1) for part in headers["content-security-policy"].split("; ")
            )
            assert policy["default-src"] == "'self'"
            assert policy["connect-src"] == "'self'"
            assert policy["object-src"] == policy["frame-ancestors"] == "'none'"
            assert not any(word in "".join(policy.values()) for word in ("http:", "https:", "*"))
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["x-frame-options"] == "DENY"
            assert headers["referrer-policy"] == "no-referrer"
            assert "server" not in headers
            assert "access-control-allow-origin" not in headers


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(served: Any) -> None:
    with served.client() as visitor:
        told = visitor.get("/api/cases").headers["set-cookie"]
        assert told.startswith(f"{COOKIE}=")
        assert "HttpOnly" in told
        assert "SameSite=Lax" in told  # Strict: who follows a link here would lose every draft
        assert "set-cookie" not in visitor.get("/api/cases").headers


def test_a_forged_cookie_is_replaced(served: Any) -> None:
    with served.client() as visitor:
        visitor.get("/api/cases")
        true = visitor.cookies[COOKIE]
    name, _, seal = true.partition(".")
    other = ("0" if name[0] != "0" else "1") + name[1:]
    for forged in (f"{other}.{seal}", f"{name}.", name, "../../etc.x", f"{name}.{seal[:-1]}0x"):
        status, _ = raw(served, "GET", "/api/cases", Cookie=f"{COOKIE}={forged}")
        assert status == 200
    homes = {path.name for path in (served.folder / ".winset" / "drafts").glob("*")}
    assert other not in homes


ESCAPES = [
    "../secret",
    "..%2fsecret",
    "..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/etc/passwd",
    "....//....//etc/passwd",
    "/etc/passwd",
    "%2fetc%2fpasswd",
    "..\\..\\secret",
    ".winset",
    ".winset%2fsecret",
    "secret%00.yaml",
    "C:%5csecret",
    "link",
]


@pytest.mark.parametrize("escape", ESCAPES)
def test_no_name_leads_out_of_the_folder(served: Any, escape: str) -> None:
    outside = served.folder.parent / "secret.yaml"
    outside.write_text("winset: 1\nid: secret\ntitle: top-secret-words\n")
    link = served.folder / "link.yaml"
    if not link.is_symlink():
        link.symlink_to(outside)
    secret = (served.folder / ".winset" / "secret").read_bytes()
    for path in (
        f"/api/cases/{escape}",
        f"/api/cases/{escape}/draft",
        f"{PNTR}/export/{escape}",
        f"{PNTR}/scenarios/{escape}/file",
        f"/api/jobs/{escape}/result",
    ):
        status, text = raw(served, "GET", path)
        assert status in (400, 404, 422), path
        assert "top-secret-words" not in text
        assert "root:" not in text
        assert secret.hex() not in text


def test_no_upload_is_written_outside(served: Any) -> None:
    with served.client() as visitor:
        text = visitor.get("/api/cases/fast-track-1997").json()["text"]
        before = set(served.folder.parent.rglob("*.yaml"))
        for name in (
            "../up.yaml",
            "/up.yaml",
            "..\\up.yaml",
            ".hidden.yaml",
            "a" * 300,
            "",
            "x\0y.yaml",
        ):
            visitor.post("/api/uploads", files={"file": (name or "x", text)})
        added = set(served.folder.parent.rglob("*.yaml")) - before
        assert added
        assert all(path.parent == served.folder for path in added)


def deep(levels: int) -> str:
    return "winset: 1\nid: " + "[" * levels + "]" * levels


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join(['*' + before] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def test_a_page_of_another_site_can_link_here_and_set_nothing_going(served: Any) -> None:
    visit = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate"}
    followed = {**visit, "Sec_Fetch_Dest": "document"}
    assert raw(served, "GET", "/api/docs", **followed)[0] == 200
    for site in ("cross-site", "same-site"):
        image = {"Sec_Fetch_Site": site, "Sec_Fetch_Mode": "no-cors", "Sec_Fetch_Dest": "image"}
        assert raw(served, "GET", f"{PNTR}/export/axis.png", **image)[0] == 403
    assert raw(served, "GET", "/", **visit, Sec_Fetch_Dest="iframe")[0] == 403
    assert raw(served, "GET", f"{PNTR}/export/report.json", **followed)[0] == 403
    assert raw(served, "GET", "/api/cases", Origin="https://evil.example")[0] == 403


def test_a_body_that_never_ends_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import asyncio

    from winset.workbench.access import incoming

    monkeypatch.setattr(incoming, "SLOWEST_BODY_SECONDS", 0.05)

    async def silent() -> dict[str, object]:
        await asyncio.sleep(60)
        return {"type": "http.request", "body": b"", "more_body": True}

    async def read() -> tuple[object, tuple[int, str] | None]:
        body = incoming.Incoming({"headers": [(b"content-length", b"9")]}, silent)
        return await body(), body.refusal

    found, refusal = asyncio.run(read())
    assert found == {"type": "http.disconnect"}
    assert refusal is not None
    assert refusal[0] == 408


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (deep(5000), "levels deep"),
        (BOMB, "values"),
        ("winset: 1\nid: !!python/object/apply:os.system [ls]\n", "tag"),
        ("winset: 1\n\tid: x\n", "tab"),
        ("", "empty"),
        ("\0\0\0", "zero byte"),
        (f"winset: 1\nid: x\nnotes: [{','.join(['1'] * 5_000)}]\n", "errors more"),
        ("winset: 1\n" + "".join(f"k{n}: 1\n" for n in range(5_000)), "errors more"),
    ],
)
def test_hostile_uploads_are_refused_quickly_with_their_place(
    served: Any, text: str, words: str
) -> None:
    with served.client() as visitor:
        answer = visitor.post("/api/uploads", files={"file": ("x.yaml", text)})
    assert answer.status_code == 422
    assert any(words in problem["what"] for problem in answer.json()["problems"])
    assert len(answer.json()["problems"]) <= 1001
    assert answer.elapsed.total_seconds() < 30


def test_huge_bodies_are_refused_before_they_are_read(served: Any) -> None:
    with served.client() as visitor:
        big = visitor.post("/api/uploads", files={"file": ("x.yaml", b"#" * 5_100_000)})
        assert big.status_code == 413
    head = {"content_length": str(LARGEST_BODY + 1), "content_type": "application/json"}
    assert raw(served, "POST", f"{PNTR}/draft", **head)[0] == 413
    assert raw(served, "POST", f"{PNTR}/draft", content_length="-5")[0] in (400, 413)


def test_a_body_that_grows_beyond_what_is_read_is_cut_off(served: Any) -> None:
    parts = urlsplit(served.address)
    chunk = b"10000\r\n" + b"#" * 0x10000 + b"\r\n"
    with socket.create_connection((parts.hostname, parts.port), timeout=20) as link:
        head = (
            f"POST {PNTR}/draft HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        )
        link.sendall(head.encode() + b"Transfer-Encoding: chunked\r\n\r\n")
        sent = 0
        try:
            while sent < 4 * LARGEST_BODY:
                link.sendall(chunk)
                sent += len(chunk)
        except OSError:
            pass
        link.settimeout(10)
        try:
            answer = link.recv(200)
        except OSError:
            answer = b""
    assert b" 200 " not in answer.split(b"\r\n")[0]
    assert raw(served, "GET", "/api/templates")[0] == 200


def test_beyond_this_machine_there_must_be_a_token() -> None:
    for host in ("0.0.0.0", "::", "192.168.0.1", "example.org"):  # noqa: S104
        with pytest.raises(InputError, match="--token"):
            refuse_open_door(host, None)
        refuse_open_door(host, new_token())
    with pytest.raises(InputError, match="16"):
        refuse_open_door("127.0.0.1", "short")
    refuse_open_door("127.0.0.1", None)
    assert [is_loopback(h) for h in ("127.8.9.1", "localhost", "::1", "0.0.0.0", "x")] == [  # noqa: S104
        True,
        True,
        True,
        False,
        False,
    ]
    assert len({new_token() for _ in range(50)}) == 50


def test_serve_refuses_an_open_door_on_the_command_line(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "winset",
        "serve",
        "--host",
        "0.0.0.0",  # noqa: S104
        "--folder",
        str(tmp_path),
    ]
    found = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert found.returncode == 2
    assert "--token" in found.stderr
    assert "Traceback" not in found.stderr


@pytest.fixture(scope="module")
def guarded(serve: Any) -> Any:
    return serve(None, "--host", "127.0.0.1", WINSET_TOKEN=TOKEN)


def test_without_the_token_nothing_is_shown(guarded: Any) -> None:
    with guarded.client() as visitor:
        for wrong in ("", "wrong-token-wrong-token", TOKEN[:-1], TOKEN + "x", TOKEN.upper()):
            for path in ("/api/cases", f"{PNTR}/draft", "/api/openapi.json"):
                assert visitor.get(path, params={"token": wrong}).status_code == 401
            bearer = {"authorization": f"Bearer x{wrong}"}
            assert visitor.get("/api/cases", headers=bearer).status_code == 401
        page = visitor.get("/")
        assert page.status_code == 401
        assert "needs its token" in page.text
        assert "set-cookie" not in page.headers
    assert raw(guarded, "GET", "/api/cases", Cookie=f"{TOKEN_COOKIE}={TOKEN}")[0] == 401


def test_the_token_lets_in_once_and_leaves_the_address(guarded: Any) -> None:
    with guarded.client() as visitor:
        first = visitor.get("/", params={"token": TOKEN, "set": "a b"})
        assert first.status_code == 303
        assert first.headers["location"] == "/?set=a+b"
        assert TOKEN not in str(first.headers)
        assert visitor.get("/api/cases").status_code == 200
    with guarded.client() as script:
        assert (
            script.get("/api/cases", headers={"authorization": f"Bearer {TOKEN}"}).status_code
            == 200
        )


def test_the_way_in_leads_to_no_other_site(guarded: Any) -> None:
    for path in ("//evil.example/x", "/\\evil.example", "/%5cevil.example"):
        parts = urlsplit(guarded.address)
        link = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
        link.request("GET", f"{path}?token={TOKEN}")
        location = link.getresponse().getheader("location") or "/"
        link.close()
        assert location.startswith("/")
        assert not location.startswith(("//", "/\\"))


def test_the_page_that_asks_takes_the_token_in_a_form_not_in_the_address(guarded: Any) -> None:
    with guarded.client() as visitor:
        asked = visitor.get("/case/china-pntr-2000")
        assert '<form method="post">' in asked.text
        assert asked.headers["referrer-policy"] == "same-origin"  # else its origin is `null`
        wrong = visitor.post("/case/china-pntr-2000", data={"token": TOKEN[:-1]})
        assert wrong.status_code == 401
        assert "not the token" in wrong.text
        assert visitor.post("/", content=b"token=" + b"x" * 100_000).status_code == 401
        elsewhere = {"origin": "https://evil.example"}
        assert visitor.post("/", data={"token": TOKEN}, headers=elsewhere).status_code == 403
        let_in = visitor.post("/case/china-pntr-2000", data={"token": TOKEN})
        assert (let_in.status_code, let_in.headers["location"]) == (303, "/case/china-pntr-2000")
        assert visitor.get("/api/cases").status_code == 200


def test_a_pass_lets_one_browser_in_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from winset.workbench.access import entry

    once = entry.OncePass()
    assert not once.takes("")
    first = once.new()
    assert not once.takes(first + "x")
    assert once.takes(first)
    assert not once.takes(first)
    late = once.new()
    monkeypatch.setattr(entry, "_PASS_SECONDS", -1.0)
    assert once.takes(late)  # made before, good for five minutes
    assert not once.takes(once.new())


def test_the_browser_is_started_with_a_pass_not_with_the_token(tmp_path: Path) -> None:
    code = (
        "import webbrowser, winset.workbench.server as server\n"
        "from winset.cli import main\n"
        "webbrowser.open = lambda address: print('OPENED', address)\n"
        "def run(folder, *, started, **more):\n"
        "    started('http://here/', 'http://here/?once=pass')\n"
        "server.run = run\n"
        f"main(['serve', '--token', '{TOKEN}', '--folder', {str(tmp_path)!r}])\n"
    )
    command = [sys.executable, "-c", code]
    found = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert "OPENED http://here/?once=pass" in found.stdout, found.stderr


def test_the_token_is_not_on_the_disk(guarded: Any) -> None:
    for path in guarded.folder.rglob("*"):
        if path.is_file():
            assert TOKEN.encode() not in path.read_bytes()


def test_the_secret_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    first = secret_of(tmp_path)
    assert len(first) == 32
    assert secret_of(tmp_path) == first
    if os.name != "nt":
        assert (tmp_path / "secret").stat().st_mode & 0o077 == 0
    (tmp_path / "secret").write_bytes(b"short")
    assert len(secret_of(tmp_path)) == 32
