"""Ten visitors at once on one server, over copies of the casebook and the files of strangers.

    python benchmarks/ten_visitors.py --seconds 300

Each visitor does one thing after another, drawn at random from `KINDS`: edits of its own, saves of
one case by all, drags through the socket of a page, sweeps, exports, uploads, files with odd names,
requests that hang up. One of them asks for everything at once in between. Every `--kill` seconds
the server is killed in the middle of all that and started again; what was confirmed is looked for.
At the end a server on a disk of one megabyte is filled. Prints the tries of each kind; ends with
exit code 1 if an answer was a defect, took too long, or something confirmed was lost. A try is
*answered*, *refused* with a reason, or *cut* by the killed server.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import httpx

SLOWEST_S = 60.0
"""A glance, an edit or a save that takes longer is a defect, however much others ask for."""
SHARED = "shared"
HOMES = ("china-pntr-2000", "fast-track-1997", "nafta-1993", "steel-quota-1999", "peru-fta-2007")
OWNED = (
    "clinton", "ustr", "commerce", "state", "treasury", "nsc", "business", "high-tech",
    "farm-groups", "afl-cio",
)  # fmt: skip
"""Actors whose capacity each visitor has to himself, in the cases that several edit."""
TABLES = ("putnam-figure-1", "us-japan-autos-farm-2013", "us-vietnam-labour-2013")
ODD = (
    "", " ", "#2, 50% & <b>", "../../etc/passwd", "naïve façade", "日本", "\u202e\u0000", "\ud800",
    "-", "a" * 80, "x" * 300, "CON", "saved", "draft", "{{ 7 * 7 }}", "'\"`", "\n- a: 1", "=1+1",
    "null", "0", "a.b", "ﬁ" * 30,
)  # fmt: skip
REFERRING = Path(__file__).parents[1] / "tests" / "data" / "negotiation_by_reference.yaml"


class DefectError(Exception):
    """Something that must not happen."""


@dataclass
class Round:
    """What all visitors share: the server, the counts, what was found."""

    folder: Path
    words: tuple[str, ...] = ()
    address: str = ""
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    defects: list[str] = field(default_factory=list)
    slowest: dict[str, float] = field(default_factory=dict)
    is_up: threading.Event = field(default_factory=threading.Event)
    is_over: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)
    process: subprocess.Popen[str] | None = None
    kills: int = 0

    @property
    def log(self) -> Path:
        """What the servers wrote."""
        return self.folder.parent / "log"

    def start(self) -> None:
        """Start the server, on the port of the one before."""
        port = urlsplit(self.address).port if self.address else 0
        command = [sys.executable, "-m", "winset", "serve", "--no-browser", "--port", str(port)]
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [*command, "--folder", str(self.folder), *self.words], stdout=subprocess.PIPE,
                stderr=log, text=True, start_new_session=True,
            )  # fmt: skip
        assert self.process.stdout is not None  # noqa: S101
        line = self.process.stdout.readline()
        if "workbench: " not in line:
            raise DefectError(f"the server did not start: {line}{self.log.read_text()[-2000:]}")
        self.address = line.split("workbench: ")[1].strip().rstrip("/")
        self.is_up.set()

    def kill(self) -> None:
        """Kill the server and everything it started, as a power cut would."""
        self.is_up.clear()
        self.kills += 1
        assert self.process is not None  # noqa: S101
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.kills += 1  # what began between the first count and the kill was cut too
        assert self.process.stdout is not None  # noqa: S101
        self.process.stdout.close()

    def count(self, kind: str, outcome: str, seconds: float = 0.0) -> None:
        """Count a try."""
        with self.lock:
            self.counts.setdefault(kind, Counter())[outcome] += 1
            self.slowest[kind] = max(self.slowest.get(kind, 0.0), seconds)

    def fault(self, kind: str, words: str) -> None:
        """Note a defect and go on."""
        self.count(kind, "defect")
        with self.lock:
            self.defects.append(f"{kind}: {words}")
            print(f"DEFECT {kind}: {words[:1500]}", flush=True)


def fill(folder: Path) -> None:
    """Lay copies of the casebook and the files of strangers into a folder."""
    from winset.casebook import case_path

    folder.mkdir(parents=True, exist_ok=True)
    for name in (*HOMES, *TABLES):
        shutil.copy(case_path(name), folder / f"copy-{name}.yaml")
    text = case_path("china-pntr-2000").read_text("utf-8")
    for name in (SHARED, "referred"):
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    referring = REFERRING.read_text("utf-8").replace("case: china-pntr-2000", "case: referred")
    (folder / "by-reference.yaml").write_text(referring, "utf-8")
    for name in (
        "steel #2, 50%.yaml", "naïve & <b>.yaml", "日本.yaml", "a'b\"c.yaml", "two\nlines.yaml",
        "with.dots.json", "copy-nafta-1993.yml", "nafta-1993.yaml", "é" * 120 + ".yaml",
    ):  # fmt: skip
        (folder / name).write_text(text, "utf-8")
    strange = {
        "empty.yaml": b"", "zero.yaml": b"\0" * 100, "wide.yaml": "winset: 1".encode("utf-16"),
        "picture.yaml": bytes(range(256)) * 40, "cut.yaml": text[:2000].encode(),
        "loop.yaml": b"a: &a [*a]",
        "deep.yaml": b"[" * 3000,
        "tag.yaml": b"!!python/object:os.system x",
        "many.yaml": b"winset: 1\nid: many\ntitle: Many\nkind: domestic\nactors:\n"
        + b"".join(b"  a%d: {title: x, position: {y: 0.1}}\n" % n for n in range(12_000)),
        "long.yaml": b"title: " + b"x" * 5_100_000,
        "scenario.s.overlay.yaml": b"{",
    }  # fmt: skip
    for name, data in strange.items():
        (folder / name).write_bytes(data)
    with contextlib.suppress(OSError):
        Path(os.fsdecode(bytes(folder) + b"/caf\xe9.yaml")).write_text(text, "utf-8")
    (folder / "folder.yaml").mkdir(exist_ok=True)
    with contextlib.suppress(OSError):
        (folder / "outside.yaml").symlink_to("/etc/passwd")


class Visitor:
    """One browser: what it does, and what was confirmed to it."""

    def __init__(self, round_: Round, number: int, seed: int) -> None:
        self.round, self.number = round_, number
        self.chance = random.Random(f"{seed} {number}")  # noqa: S311 - moments, not secrets
        self.cookies: dict[str, str] = {}
        self.kind = ""
        self.own = f"/api/cases/copy-{HOMES[number % 2]}"
        self.path = f"actors.{OWNED[number]}.capacity"
        self.mine: list[float | None] = [None]
        self.asked: tuple[float | None] | None = None
        self.saved: float | None = None
        self.saving: float | None = None
        self.jobs: list[str] = []

    def play(self) -> None:
        """Do one thing after another until time is over."""
        client = self.client()
        while not self.round.is_over.is_set():
            if not self.round.is_up.wait(1.0):
                continue
            weights = [0.1 if kind in RARE else 1.0 for kind in KINDS]
            self.kind = self.chance.choices(list(KINDS), weights)[0]
            began, kills = time.monotonic(), self.round.kills
            try:
                outcome = KINDS[self.kind](self, client)
            except (httpx.TransportError, OSError) as error:
                client.close()
                client = self.client()
                if kills == self.round.kills:
                    self.round.fault(self.kind, f"no answer: {error!r}")
                else:
                    self.round.count(self.kind, "cut")
            except DefectError as error:
                self.round.fault(self.kind, str(error))
            else:
                self.round.count(self.kind, outcome, time.monotonic() - began)
        client.close()

    def client(self) -> httpx.Client:
        """Return a connection with the visitor's cookies, once the server is up."""
        self.round.is_up.wait(60)
        return httpx.Client(base_url=self.round.address, timeout=180.0, cookies=self.cookies)

    def ask(
        self, client: httpx.Client, verb: str, path: str, told: Any = None, **more: Any
    ) -> httpx.Response:
        """Ask the API; whatever is neither an answer nor a refusal in its form is a defect."""
        if told is not None:
            more["content"] = json.dumps(told)
            more["headers"] = {"content-type": "application/json"}
        answer = client.request(verb, path, **more)
        self.cookies.update(client.cookies)
        asked = f"{verb} {path} {str(told)[:200]}"
        if answer.status_code >= 500 and answer.status_code != 503:
            raise DefectError(f"{answer.status_code} to {asked}: {answer.text[:400]}")
        if answer.status_code >= 400:
            try:
                kind, what = answer.json()["kind"], answer.json()["what"]
            except (ValueError, KeyError, TypeError):
                raise DefectError(
                    f"refused in another form: {asked}: {answer.text[:300]}"
                ) from None
            if kind in ("defect", "storage") or str(self.round.folder) in str(what):
                raise DefectError(f"{kind} to {asked}: {what}")
        return answer

    def some_case(self) -> str:
        """Address of some case of the folder, the casebook, or none at all."""
        names = [
            f"copy-{self.chance.choice(HOMES + TABLES)}", "by-reference", SHARED,
            "china-pntr-2000", "steel #2, 50%", "日本", "two\nlines", "many", "cut",
            "nafta-1993.mine", "nothing",
        ]  # fmt: skip
        return f"/api/cases/{quote(self.chance.choice(names), safe='')}"


def said(answer: httpx.Response) -> str:
    """Return how a try ended."""
    return "answered" if answer.status_code < 400 else "refused"


# ---- what visitors do ---------------------------------------------------------------------------


def in_time(work: Callable[[], httpx.Response], what: str) -> httpx.Response:
    """Do what must not take long, however much others ask for."""
    began = time.monotonic()
    answer = work()
    if (took := time.monotonic() - began) > SLOWEST_S:
        raise DefectError(f"{what} took {took:.0f} s")
    return answer


def edits(visitor: Visitor, client: httpx.Client) -> str:
    """Edit one's own draft, or take a step back; what is confirmed is remembered."""
    if visitor.asked is not None:  # cut by a kill: it may be there or not
        held(visitor, visitor.ask(client, "GET", f"{visitor.own}/draft").json())
    if len(visitor.mine) > 1 and visitor.chance.random() < 0.2:
        visitor.asked = (visitor.mine[-2],)
        answer = in_time(lambda: visitor.ask(client, "POST", f"{visitor.own}/draft/undo"), "undo")
        visitor.mine.pop()
    else:
        value = float(visitor.chance.randrange(1, 10**6))
        visitor.asked = (value,)
        told = {"values": {visitor.path: value}}
        answer = in_time(
            lambda: visitor.ask(client, "POST", f"{visitor.own}/draft", told), "an edit"
        )
        visitor.mine.append(value)
    if answer.status_code != 200:
        raise DefectError(f"an edit was refused: {answer.text[:300]}")
    visitor.asked = None
    held(visitor, answer.json())
    return "answered"


def held(visitor: Visitor, told: dict[str, Any]) -> None:
    """Hold a draft against what was confirmed."""
    found = {change["path"]: change["after"] for change in told["changes"]}
    now = found.pop(visitor.path, None)
    now = now["value"] if isinstance(now, dict) else now
    fits = [visitor.mine[-1], *(visitor.asked or ())]
    if now not in fits or found:
        raise DefectError(f"visitor {visitor.number} lost an edit: {now} {found} instead of {fits}")
    if visitor.asked is not None and now == visitor.asked[0] != visitor.mine[-1]:
        if len(visitor.mine) > 1 and visitor.mine[-2] == now:
            visitor.mine.pop()
        else:
            visitor.mine.append(now)
    visitor.asked = None


def saves(visitor: Visitor, client: httpx.Client) -> str:
    """Save a case that all save, each a number of his own; the later is told 409 and merges."""
    case = f"/api/cases/{SHARED}"
    value = float(visitor.chance.randrange(1, 10**6))
    visitor.saving = value
    answer = visitor.ask(client, "POST", f"{case}/draft", {"values": {visitor.path: value}})
    outcome = "answered"
    for _ in range(40):
        answer = in_time(lambda: visitor.ask(client, "POST", f"{case}/draft/save", {}), "a save")
        if answer.status_code == 200:
            visitor.saved, visitor.saving = value, None
            return outcome
        outcome = "refused"
        if answer.status_code != 409:
            raise DefectError(f"a save was refused: {answer.text[:300]}")
        answer = visitor.ask(client, "POST", f"{case}/draft/outside")
        if answer.status_code == 409 and answer.json()["kind"] == "stale":
            continue
        if answer.json().get("state") not in ("merged", "same"):
            raise DefectError(f"numbers of different visitors do not merge: {answer.text[:300]}")
    return outcome


def glances(visitor: Visitor, client: httpx.Client) -> str:
    """Drag on some case over the API."""
    case = f"/api/cases/copy-{visitor.chance.choice(HOMES)}"
    told = {
        "values": {"actors.ustr.capacity": visitor.chance.random()},
        "lane": str(visitor.number),
    }
    return said(in_time(lambda: visitor.ask(client, "POST", f"{case}/glance", told), "a glance"))


def reports(visitor: Visitor, client: httpx.Client) -> str:
    """Ask for a report, a negotiation, a map, a comparison or a reason."""
    case = visitor.some_case()
    asked = visitor.chance.choice(
        (
            ("analyze", {"draws": 64}), ("negotiate", {"draws": 16}),
            ("map", {"issues": ["openness"]}),
            ("compare", {"names": ["saved", "draft"], "draws": 64}), ("why", {"number": "price"}),
            ("map", {"issues": ["labour", "openness"], "hands": {"us": 0.2}}),
        )
    )  # fmt: skip
    return said(visitor.ask(client, "POST", f"{case}/{asked[0]}", asked[1]))


def sweeps(visitor: Visitor, client: httpx.Client) -> str:
    """Begin, watch, cancel, resume, read or remove a sweep; list them while others change."""
    chance = visitor.chance
    if not visitor.jobs or chance.random() < 0.3:
        told = {"draws": chance.choice((64, 2000, 200_000)), "seed": chance.randrange(9)}
        answer = visitor.ask(client, "POST", f"{visitor.some_case()}/sweeps", told)
        if answer.status_code == 202:
            visitor.jobs.append(answer.json()["id"])
        return said(answer)
    job, act = (
        chance.choice(visitor.jobs),
        chance.choice(("", "/cancel", "/resume", "/result", "list", "remove")),
    )
    if act == "list":
        listed = visitor.ask(client, "GET", "/api/jobs")
        if listed.status_code == 200 and {j["id"] for j in listed.json()} != set(visitor.jobs):
            raise DefectError(f"jobs {listed.text[:500]} instead of {visitor.jobs}")
        return said(listed)
    if act == "remove":
        visitor.jobs.remove(job)
        return said(visitor.ask(client, "DELETE", f"/api/jobs/{job}"))
    verb = "POST" if act in ("/cancel", "/resume") else "GET"
    answer = visitor.ask(client, verb, f"/api/jobs/{job}{act}")
    if answer.status_code == 404:
        raise DefectError(f"a sweep was lost: {answer.text[:300]}")
    return said(answer)


def exports(visitor: Visitor, client: httpx.Client) -> str:
    """Take a case away as some file."""
    case = visitor.some_case()
    listed = visitor.ask(client, "GET", f"{case}/exports")
    if listed.status_code != 200:
        return "refused"
    name = visitor.chance.choice([*listed.json(), "report.pdf", "nothing.svg", "a/b"])
    return said(visitor.ask(client, "GET", f"{case}/export/{quote(name, safe='')}?draws=32"))


def hung_up(visitor: Visitor, _client: httpx.Client) -> str:
    """Begin a request and close the connection in the middle of it."""
    place = urlsplit(visitor.round.address)
    body = json.dumps({"draws": 50_000, "values": {"actors.ustr.capacity": 1}}).encode()
    head = (
        f"POST {visitor.own}/{visitor.chance.choice(('analyze', 'glance', 'draft'))} HTTP/1.1\r\n"
        f"Host: {place.netloc}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode()
    whole = head + body
    with socket.create_connection((place.hostname, place.port), timeout=30) as link:
        link.sendall(whole[: visitor.chance.choice((5, len(head), len(whole) - 3, len(whole)))])
        time.sleep(visitor.chance.choice((0.0, 0.05, 0.3)))
    return "answered"


def pages(visitor: Visitor, client: httpx.Client) -> str:
    """Load a page, and load it again."""
    key = visitor.some_case().rsplit("/", 1)[1]
    path = visitor.chance.choice(
        (
            "/", "/sweeps", "/help", "/sweeps/0", f"/case/{key}", f"/negotiation/{key}",
            "/case/a/b", "/nothing", f"/compare/{key}?of=saved,draft",
            f"/compare/{key}?of=saved,none", f"/case/{key}?set=abc",
        )
    )  # fmt: skip
    for _ in range(visitor.chance.randrange(1, 3)):
        answer = client.get(path)
        if answer.status_code >= 500:
            raise DefectError(f"{answer.status_code} to {path}: {answer.text[-600:]}")
        if "server error" in answer.text.lower():
            raise DefectError(f"the page {path} says: {answer.text[-800:]}")
    visitor.cookies.update(client.cookies)
    return said(answer)


def strangers(visitor: Visitor, _client: httpx.Client) -> str:
    """Ask without a cookie, and edit."""
    with httpx.Client(base_url=visitor.round.address, timeout=180.0) as client:
        case = f"/api/cases/copy-{visitor.chance.choice(HOMES)}"
        asked = visitor.chance.choice(
            (
                ("glance", {}), ("analyze", {"draws": 32}), ("sweeps", {"draws": 16}),
                ("draft", {"values": {"actors.ustr.capacity": 3}}),
            )
        )  # fmt: skip
        kept, visitor.cookies = visitor.cookies, {}
        try:
            return said(visitor.ask(client, "POST", f"{case}/{asked[0]}", asked[1]))
        finally:
            visitor.cookies = kept


def uploads(visitor: Visitor, client: httpx.Client) -> str:
    """Send a file in: a right one, a strange one, one without end; odd names."""
    name, chance = (
        visitor.chance.choice((*ODD, "case.yaml", "case.yaml", "x/y.yaml")),
        visitor.chance,
    )
    strange = sorted(path for path in visitor.round.folder.glob("*.yaml") if path.is_file())
    path = chance.choice([*strange, visitor.round.folder / f"{SHARED}.yaml"])
    data = path.read_bytes() if not path.is_symlink() else b"x"
    name = name.encode("utf-8", "replace").decode()
    answer = visitor.ask(client, "POST", "/api/uploads", files={"file": (name or "n", data)})
    if answer.status_code == 201:
        key = quote(answer.json()["key"], safe="")
        for verb, rest in (("GET", "/draft"), ("DELETE", "")):
            found = visitor.ask(client, verb, f"/api/cases/{key}{rest}")
            if found.status_code >= 400:
                raise DefectError(f"what was taken in cannot be used: {found.text[:300]}")
    return said(answer)


def floods(visitor: Visitor, client: httpx.Client) -> str:
    """Send 100 MB in pieces."""

    def pieces() -> Iterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.yaml"\r\n\r\n'
        for _ in range(100):
            yield b"x" * 1_000_000
        yield b"\r\n--x--\r\n"

    head = {"content-type": "multipart/form-data; boundary=x"}
    answer = visitor.ask(client, "POST", "/api/uploads", content=pieces(), headers=head)
    if answer.status_code not in (413, 503):
        raise DefectError(f"{answer.status_code} to 100 MB")
    return "refused"


def odd_names(visitor: Visitor, client: httpx.Client) -> str:
    """Give odd names and titles to cases, scenarios, numbers, lanes and steps."""
    word, other, case = (
        visitor.chance.choice(ODD),
        visitor.chance.choice(ODD),
        f"/api/cases/{SHARED}",
    )
    part = quote(word.encode("utf-8", "replace"), safe="")
    verb, path, told = visitor.chance.choice(
        (
            ("POST", "/api/cases", {"name": f"n{visitor.chance.randrange(10**9)}", "title": word}),
            ("POST", "/api/cases", {"name": word, "title": other}),
            ("POST", "/api/cases", {"name": "copy", "copy_of": word}),
            ("POST", "/api/cases", {"name": "x", "template": word}),
            ("POST", f"{case}/scenarios", {"name": word, "title": other, "replace": True}),
            (
                "POST",
                f"{case}/scenarios",
                {"name": f"v{visitor.number}", "title": word, "replace": True},
            ),
            ("POST", f"{case}/draft/save", {"name": word}),
            ("POST", f"{case}/glance", {"lane": word, "values": {other: 1}}),
            ("POST", f"{case}/draft", {"values": {"title": word}, "label": other, "revision": -1}),
            (
                "POST",
                f"{case}/draft",
                {"add": f"actors.{word}", "value": {"title": other}, "revision": -1},
            ),
            ("POST", f"{case}/draft", {"remove": word}),
            ("POST", f"{case}/why", {"number": word, "of": other}),
            ("POST", f"{case}/draft", {"rename": f"actors.{word}", "value": other, "revision": -1}),
            ("POST", f"{case}/draft/settle", {"choices": {word: "mine"}}),
            ("POST", f"{case}/sweeps", {"draws": 16, "vary": {word: other}}),
            ("POST", f"{case}/sweeps", {"draws": 16, "design": word, "solution": other}),
            ("POST", f"{case}/compare", {"names": [word, other]}),
            ("POST", f"{case}/link", {"set": word}),
            (
                "POST",
                "/api/cases/copy-putnam-figure-1/map",
                {"issues": [word], "hands": {other: 1}, "at": {word: 1}},
            ),
            ("POST", "/api/cases/copy-putnam-figure-1/negotiate", {"solution": word, "draws": 8}),
            ("GET", f"/api/cases/{part}/draft", None),
            ("GET", f"{case}/scenarios/{part}/file", None),
            ("GET", f"{case}/export/{part}", None), ("POST", f"/api/jobs/{part}/cancel", None),
            ("DELETE", f"{case}/scenarios/{part}", None),
        )
    )  # fmt: skip
    answer = visitor.ask(client, verb, path, told)
    if path == "/api/cases" and answer.status_code == 201:
        key = quote(answer.json()["key"], safe="")
        draft = visitor.ask(client, "GET", f"/api/cases/{key}/draft")
        text = visitor.ask(client, "GET", f"/api/cases/{key}/draft/problems")
        visitor.ask(client, "DELETE", f"/api/cases/{key}")
        if max(draft.status_code, text.status_code) >= 400:
            raise DefectError(f"a new case with {told} cannot be opened: {draft.text[:300]}")
    return said(answer)


def malformed(visitor: Visitor, client: httpx.Client) -> str:
    """Send some route what it cannot take for a request."""
    bodies = (
        "", "null", "7", "[]",
        "{",
        '{"values": 7}',
        '{"values": {"a": ' + "[" * 3000,
        '{"draws": -1}', '{"draws": 1e400}', '{"seed": 99999999999999999999}',
        '{"names": ["saved"]}', '{"issues": []}', '{"set": "' + "A" * 59_000 + '"}',
        '{"at": {"a": NaN}, "issues": ["x"]}', "\x00", '{"text": "\\u0000"}',
        '{"hands": {"us": Infinity}, "issues": ["openness"]}', '{"text": "a: &a [*a]"}',
    )  # fmt: skip
    routes = (
        "glance", "analyze", "negotiate", "map", "compare", "why", "draft", "draft/save",
        "draft/settle", "scenarios", "link", "sweeps", "draft/outside", "draft/redo",
    )  # fmt: skip
    case = f"/api/cases/copy-{visitor.chance.choice(HOMES[2:] + TABLES)}"
    head = {
        "content-type": visitor.chance.choice(
            ("application/json", "text/plain", "multipart/form-data")
        )
    }
    body = visitor.chance.choice(bodies).encode()
    return said(
        visitor.ask(
            client, "POST", f"{case}/{visitor.chance.choice(routes)}", content=body, headers=head
        )
    )


def referring(visitor: Visitor, client: httpx.Client) -> str:
    """Play a negotiation whose games stand in other cases, which come and go meanwhile."""
    if visitor.chance.random() < 0.2:
        told = {"name": "referred", "copy_of": "china-pntr-2000"}
        visitor.ask(client, "DELETE", "/api/cases/referred")
        visitor.ask(client, "POST", "/api/cases", told)
    case = "/api/cases/by-reference"
    asked = visitor.chance.choice(
        (
            ("map", {"issues": ["openness"]}), ("negotiate", {"draws": 16}),
            ("sweeps", {"draws": 8}), ("draft/problems", None),
        )
    )  # fmt: skip
    answer = visitor.ask(
        client, "GET" if asked[1] is None else "POST", f"{case}/{asked[0]}", asked[1]
    )
    if answer.status_code == 202:
        visitor.jobs.append(answer.json()["id"])
    return said(answer)


def two_tabs(visitor: Visitor, client: httpx.Client) -> str:
    """Edit one draft in two tabs against one revision; one is taken, the other told so."""
    case, taken = "/api/cases/copy-peru-fta-2007", []
    revision = visitor.ask(client, "GET", f"{case}/draft").json()["revision"]

    def tab(number: int) -> None:
        told = {
            "values": {"actors.bush.capacity": visitor.chance.randrange(10**6)},
            "revision": revision,
        }
        with contextlib.suppress(httpx.TransportError), visitor.client() as own:
            taken.append((number, own.post(f"{case}/draft", json=told).status_code))

    tabs = [threading.Thread(target=tab, args=(n,)) for n in range(2)]
    for one in tabs:
        one.start()
    for one in tabs:
        one.join()
    codes = sorted(code for _, code in taken)
    if len(codes) == 2 and codes not in ([200, 409], [409, 503], [200, 503]):
        raise DefectError(f"two tabs at revision {revision} were told {codes}")
    return "answered"


def drags(visitor: Visitor, client: httpx.Client) -> str:
    """Drag on a map or an axis through the socket of a page, send nonsense, and hang up."""
    is_map = visitor.chance.random() < 0.5
    path = "/negotiation/copy-putnam-figure-1" if is_map else "/case/copy-steel-quota-1999"
    text = client.get(path).text
    visitor.cookies.update(client.cookies)
    name = re.search(r"'client_id': '([^']+)'", text)
    found = re.search(r"parseElements\(String.raw`(.*?)`\)", text, re.DOTALL)
    if name is None or found is None:
        raise DefectError(f"{path} is not a page: {text[:300]}")
    elements = json.loads(found[1])
    spoken = [(int(n), event) for n, e in elements.items() for event in e.get("events", ())]
    asyncio.run(_spoken(visitor, name[1], spoken))
    return "answered"


async def _spoken(visitor: Visitor, page: str, spoken: list[tuple[int, dict[str, Any]]]) -> None:
    """Speak through the socket of a page for a moment."""
    import aiohttp
    import socketio

    chance = visitor.chance
    query = f"client_id={page}&tab_id=t&document_id=d&next_message_id=0&implicit_handshake=true"
    cookie = {"Cookie": "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())}
    drops = [
        {"id": "actors.clinton.position.openness", "at": 0.5}, {"id": "x", "at": 0.5},
        {"id": "y", "at": 2}, {"id": "x", "issues": ["issue-1"], "at": [0.4]},
        {"id": "x", "issues": [[]], "at": [None]}, None, 7, {"id": "actors.x.y", "at": -1e300},
        "x" * 5000, True, [], {"key": "z"}, {"id": "x", "on": False},
        "{",
        {"path": "actors", "text": "1"},
        {"name": "cancel", "id": "../x"},
        {"status": 9**9},
    ]  # fmt: skip
    async with aiohttp.ClientSession() as session:
        link = socketio.AsyncClient(reconnection=False, http_session=session)
        try:
            await link.connect(
                f"{visitor.round.address}?{query}", headers=cookie,
                socketio_path="/_nicegui_ws/socket.io", transports=["websocket"], wait_timeout=60,
            )  # fmt: skip
        except socketio.exceptions.ConnectionError as error:
            raise OSError(str(error)) from None
        for _ in range(chance.randrange(2, 40)):
            element, event = chance.choice(spoken)
            args = [json.dumps(chance.choice(drops)) for _ in range(chance.choice((0, 1, 1, 1, 2)))]
            told: Any = {
                "client_id": page, "id": element, "listener_id": event["listener_id"],
                "args": args,
            }  # fmt: skip
            if chance.random() < 0.3:
                told = chance.choice(
                    (
                        None, [], {"client_id": page, "request_id": []},
                        {"client_id": [], "id": {}}, {**told, "id": [1]},
                        {"client_id": page, "request_id": "x", "result": {}},
                    )
                )  # fmt: skip
            with contextlib.suppress(socketio.exceptions.SocketIOError):
                await link.emit(
                    chance.choice(
                        (
                            "event", "event", "event", "javascript_response", "ack", "log",
                            "handshake",
                        )
                    ),
                    told,
                )  # fmt: skip
            await asyncio.sleep(chance.choice((0.0, 0.0, 0.02)))
        await asyncio.sleep(chance.choice((0.0, 0.5, 2.5)))
        await link.disconnect()


def hogs(visitor: Visitor, client: httpx.Client) -> str:
    """Ask for a hundred heavy analyses and forty sweeps, the one who hogs alone; others go on."""
    if visitor.number:
        return glances(visitor, client)
    place, links = urlsplit(visitor.round.address), []
    cookie = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
    for seed in range(100):
        body = json.dumps({"draws": 100_000, "seed": seed + visitor.chance.randrange(10**6)})
        link = socket.create_connection((place.hostname, place.port), timeout=60)
        link.sendall(
            f"POST {visitor.own}/analyze HTTP/1.1\r\nHost: {place.netloc}\r\n"
            f"Content-Type: application/json\r\n"
            f"Cookie: {cookie}\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()
        )
        links.append(link)
    try:
        for seed in range(40):
            told = {"draws": 50_000, "seed": seed}
            answer = visitor.ask(client, "POST", f"{visitor.own}/sweeps", told)
            if answer.status_code == 202:
                visitor.jobs.append(answer.json()["id"])
        time.sleep(10)
    finally:
        for link in links:
            link.close()
    for job in visitor.jobs:
        visitor.ask(client, "DELETE", f"/api/jobs/{job}")
    visitor.jobs.clear()
    return "answered"


KINDS: dict[str, Callable[[Visitor, httpx.Client], str]] = {
    "edits and undo": edits, "saves of one case": saves, "glances": glances,
    "reports and maps": reports, "sweeps": sweeps, "exports": exports,
    "hung up in mid-request": hung_up, "pages, loaded again": pages,
    "without a cookie": strangers, "uploads": uploads, "100 MB in pieces": floods,
    "odd names": odd_names, "malformed requests": malformed, "games by reference": referring,
    "two tabs": two_tabs, "drags and nonsense by socket": drags, "one who hogs": hogs,
}  # fmt: skip


RARE = ("100 MB in pieces", "one who hogs")

# ---- the round ----------------------------------------------------------------------------------


def found_again(round_: Round, visitors: list[Visitor]) -> None:
    """Hold drafts and the shared file against what was confirmed."""
    from winset.cases.file.read import load_text

    case: Any = load_text((round_.folder / f"{SHARED}.yaml").read_text("utf-8"), SHARED).case
    for visitor in visitors:
        try:
            with visitor.client() as client:
                held(visitor, visitor.ask(client, "GET", f"{visitor.own}/draft").json())
                listed = {job["id"] for job in visitor.ask(client, "GET", "/api/jobs").json()}
                if lost := set(visitor.jobs) - listed:
                    raise DefectError(f"sweeps {lost} are lost")
                visitor.jobs = sorted(listed)
            now = case.actors[OWNED[visitor.number]].capacity.likely
            if visitor.saved is not None and now not in (visitor.saved, visitor.saving):
                raise DefectError(
                    f"{visitor.saved} or {visitor.saving} was saved, {now} is in the file"
                )
        except DefectError as error:
            round_.fault("after a kill", str(error))
        else:
            round_.count("after a kill", "answered")


def full_disk(round_: Round) -> None:
    """Fill a disk of one megabyte; every refusal says so, what was confirmed stays."""
    folder = round_.folder.parent / "small"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]).returncode:
        print("no small disk could be mounted")
        return
    small = Round(folder / "cases", ("--only-api",))
    try:
        small.start()
        with httpx.Client(base_url=small.address, timeout=60.0) as client:
            client.post("/api/cases", json={"name": "mine"}).raise_for_status()
            confirmed, case = 0.0, "/api/cases/mine"
            (folder / "ballast").write_bytes(b"x" * 850_000)
            for number in range(1, 1200):
                told = {"values": {"actors.unions.capacity": number}, "label": "x" * 200}
                answer = client.post(f"{case}/draft", json=told)
                if answer.status_code == 200:
                    confirmed = float(number)
                elif answer.json().get("kind") != "storage":
                    raise DefectError(f"a full disk gives {answer.text[:300]}")
                round_.count("a full disk", said(answer))
                if number % 40 == 0:
                    for path, body in (
                        (f"{case}/draft/save", {}), (f"{case}/sweeps", {"draws": 16}),
                        ("/api/cases", {"name": f"n{number}"}),
                        (f"{case}/scenarios", {"name": f"s{number}"}),
                    ):  # fmt: skip
                        answer = client.post(path, json=body)
                        round_.count("a full disk", said(answer))
                        if answer.status_code >= 500 and answer.json()["kind"] not in (
                            "storage",
                            "busy",
                        ):
                            raise DefectError(f"a full disk gives {answer.text[:300]}")
                if answer.status_code == 503 and number > 1000:
                    break
            small.kill()
            small.start()
            text = client.get(f"{case}/draft/text").json()["text"]
            if f"capacity: {confirmed:g}" not in text and f"capacity: {confirmed}" not in text:
                raise DefectError(
                    f"{confirmed} was confirmed before the disk was full, and is lost"
                )
    except DefectError as error:
        round_.fault("a full disk", str(error))
    finally:
        small.kill()
        subprocess.run(["umount", str(folder)], check=False)


def play(round_: Round, seconds: float, kill: float, seed: int) -> None:
    """Let all visitors play until time is over, and kill the server now and then."""
    visitors = [Visitor(round_, number, seed) for number in range(len(OWNED))]
    round_.start()
    threads = [threading.Thread(target=visitor.play) for visitor in visitors]
    for thread in threads:
        thread.start()
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        time.sleep(min(kill, left))
        round_.kill()
        time.sleep(1.0)
        round_.start()
    round_.is_over.set()
    for thread in threads:
        thread.join(400)
    found_again(round_, visitors)


def main() -> int:
    """Run the round and print the counts."""
    words = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    words.add_argument("--seconds", type=float, default=120.0)
    words.add_argument("--kill", type=float, default=60.0, help="seconds between two kills")
    words.add_argument("--seed", type=int, default=0)
    words.add_argument("--only", default="", help="kinds whose name contains this")
    given = words.parse_args()
    for kind in [kind for kind in KINDS if given.only not in kind]:
        del KINDS[kind]
    with tempfile.TemporaryDirectory() as place:
        round_ = Round(Path(place) / "cases")
        fill(round_.folder)
        try:
            play(round_, given.seconds, given.kill, given.seed)
        finally:
            round_.kill()
        if not given.only:
            full_disk(round_)
        log = round_.log.read_text("utf-8", "replace")
        if traces := log.count("Traceback"):
            round_.fault("the log", f"{traces} tracebacks: {log[:6000]}")
            Path("build").mkdir(exist_ok=True)
            Path("build/ten_visitors.log").write_text(log, "utf-8")
    row = "{:30} {:>7} {:>9} {:>8} {:>6} {:>8} {:>11}".format
    print(row("kind", "tries", "answered", "refused", "cut", "defects", "slowest, s"))
    for kind, found in round_.counts.items():
        ways = [found[way] for way in ("answered", "refused", "cut", "defect")]
        print(row(kind, found.total(), *ways, f"{round_.slowest[kind]:.1f}"))
    return int(bool(round_.defects))


if __name__ == "__main__":
    sys.exit(main())
