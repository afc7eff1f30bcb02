"""One visitor asks for as much as he can; the others are answered all the same."""

from __future__ import annotations

import asyncio
import http.client
import json
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from winset.casebook import read_domestic_case
from winset.studies.domestic.analyze import analyze
from winset.workbench.compute import job_turns
from winset.workbench.compute.answers import Answers
from winset.workbench.compute.work import Work
from winset.workbench.editing.desks import Desks
from winset.workbench.exports import Rendering
from winset.workbench.failures import BusyError
from winset.workbench.library.shelf import Shelf

PNTR = "/api/cases/china-pntr-2000"
HEAVY = {"draws": 100_000}


@pytest.fixture
def modest(served: Any) -> Any:
    with served.client() as client:
        client.get(f"{PNTR}/draft")
        client.post(f"{PNTR}/analyze", json={"draws": 32})  # the kernels are compiled by now
        client.post(f"{PNTR}/glance", json={"draws": 32})
        yield client


def cookie_of(served: Any) -> str:
    with served.client() as client:
        client.get(f"{PNTR}/draft")
        return "; ".join(f"{name}={value}" for name, value in client.cookies.items())


def sent(served: Any, path: str, told: object, cookie: str) -> socket.socket:
    """Send a request and do not wait for its answer."""
    place = urlsplit(served.address)
    body = json.dumps(told).encode()
    head = [
        f"POST {path} HTTP/1.1",
        f"Host: {place.netloc}",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
        f"Cookie: {cookie}",
    ]
    link = socket.create_connection((place.hostname, place.port), timeout=120)
    link.sendall("\r\n".join(head).encode() + b"\r\n\r\n" + body)
    return link


def status_of(link: socket.socket) -> int:
    answer = http.client.HTTPResponse(link)
    answer.begin()
    return answer.status


def timed(work: Any) -> tuple[float, Any]:
    began = time.monotonic()
    found = work()
    return time.monotonic() - began, found


@pytest.mark.parametrize("has_cookie", [True, False])
def test_a_hundred_heavy_questions_keep_nobody_else_from_an_answer(
    served: Any, modest: Any, has_cookie: bool
) -> None:
    cookie = cookie_of(served) if has_cookie else ""
    links = [sent(served, f"{PNTR}/analyze", {**HEAVY, "seed": n}, cookie) for n in range(100)]
    try:
        time.sleep(0.5)
        for seed in range(3):
            asked = {"draws": 32, "seed": 1000 + seed}
            taken, answer = timed(lambda a=asked: modest.post(f"{PNTR}/analyze", json=a))
            assert answer.status_code == 200
            assert taken < 30
    finally:
        for link in links:
            link.close()
    # What was hung up on is dropped: the same visitor is answered again at once.
    time.sleep(0.5)
    with closing(sent(served, f"{PNTR}/analyze", {"draws": 32, "seed": 5}, cookie)) as link:
        taken, status = timed(lambda: status_of(link))
    assert status == 200
    assert taken < 30


def test_three_hundred_glances_in_lanes_of_their_own_delay_no_drag(
    served: Any, modest: Any
) -> None:
    cookie = cookie_of(served)
    links = [
        sent(served, f"{PNTR}/glance", {"draws": 2000, "lane": f"l{n}", "seed": n}, cookie)
        for n in range(300)
    ]
    try:
        slowest = 0.0
        for seed in range(5):
            asked = {"draws": 200, "seed": 1000 + seed}
            taken, answer = timed(lambda a=asked: modest.post(f"{PNTR}/glance", json=a))
            assert answer.status_code == 200
            slowest = max(slowest, taken)
        assert slowest < 8
    finally:
        for link in links:
            link.close()


def test_edits_of_one_visitor_by_the_hundred_delay_no_edit_of_another(
    served: Any, modest: Any
) -> None:
    cookie = cookie_of(served)
    path = "actors.clinton.capacity"
    links = [sent(served, f"{PNTR}/draft", {"values": {path: n + 1}}, cookie) for n in range(200)]
    try:
        taken, answer = timed(lambda: modest.post(f"{PNTR}/draft", json={"values": {path: 7}}))
        assert answer.status_code == 200
        assert taken < 8
    finally:
        for link in links:
            link.close()


def test_forty_sweeps_of_one_visitor_leave_room_and_turns_to_the_others(
    served: Any, modest: Any
) -> None:
    with served.client() as greedy:
        greedy.get(f"{PNTR}/draft")
        began = [
            greedy.post(f"{PNTR}/sweeps", json={"draws": 50_000, "seed": n}) for n in range(40)
        ]
        accepted = [answer.json() for answer in began if answer.status_code == 202]
        assert len(accepted) == 9  # one runs, eight wait
        assert {answer.json()["kind"] for answer in began if answer.status_code != 202} == {"busy"}
        mine = modest.post(f"{PNTR}/sweeps", json={"draws": 64})
        assert mine.status_code == 202
        taken, answer = timed(lambda: greedy.post(f"/api/jobs/{accepted[-1]['id']}/cancel"))
        assert answer.json()["state"] == "cancelled"
        assert taken < 2
        running = greedy.get(f"/api/jobs/{accepted[0]['id']}").json()
        assert running["state"] == "running"
        greedy.post(f"/api/jobs/{accepted[0]['id']}/cancel")
        until = time.monotonic() + 120
        while modest.get(f"/api/jobs/{mine.json()['id']}").json()["state"] != "done":
            assert time.monotonic() < until
            time.sleep(0.2)
        waiting = [greedy.get(f"/api/jobs/{job['id']}").json()["state"] for job in accepted[2:8]]
        assert set(waiting) == {"waiting"}
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda job: greedy.delete(f"/api/jobs/{job['id']}"), accepted))
        assert greedy.get("/api/jobs").json() == []


def test_a_long_sweep_makes_room_for_that_of_another_and_goes_on_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job_turns, "SLICE_SECONDS", 0.1)
    shelf = Shelf(tmp_path)
    work, desks = Work(shelf.private), Desks(shelf)
    greedy, modest = "a" * 32, "b" * 32
    long = work.start_sweep(greedy, desks.at(greedy, "china-pntr-2000"), draws=1_000_000)
    short = work.start_sweep(modest, desks.at(modest, "china-pntr-2000"), draws=64)
    try:
        until = time.monotonic() + 180
        while work.job(modest, short.id).state != "done":
            assert time.monotonic() < until
            time.sleep(0.1)
        kept = work.job(greedy, long.id).done
        assert kept > 0
        while work.job(greedy, long.id).done <= kept:
            assert time.monotonic() < until
            time.sleep(0.1)
        assert work.job(greedy, long.id).state == "running"
    finally:
        work.remove(greedy, long.id)
        work.close()


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return Work(Shelf(tmp_path).private)


def test_a_sweep_that_is_refused_at_the_last_moment_leaves_nothing(
    tmp_path: Path, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise BusyError("8 sweeps of yours wait already")

    monkeypatch.setattr(work._turns, "begin", refuse)
    desk = Desks(Shelf(tmp_path)).at("a" * 32, "china-pntr-2000")
    with pytest.raises(BusyError):
        work.start_sweep("a" * 32, desk, draws=64)
    assert work.jobs("a" * 32) == []
    assert list((tmp_path / ".winset" / "jobs" / ("a" * 32)).iterdir()) == []


def test_jobs_are_listed_while_another_tab_removes_one(
    tmp_path: Path, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desks(Shelf(tmp_path)).at("a" * 32, "china-pntr-2000")
    kept = work.start_sweep("a" * 32, desk, draws=16)
    gone = work.start_sweep("a" * 32, desk, draws=16)
    known = work._known

    def removed_now(visitor: str, job: str) -> Path:
        place = known(visitor, job)
        if job == gone.id:
            (place / "job.json").unlink()
        return place

    monkeypatch.setattr(work, "_known", removed_now)
    assert [job.id for job in work.jobs("a" * 32)] == [kept.id]
    work.close()


def test_comparisons_and_exports_in_several_tabs_do_not_take_each_others_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = Answers()
    desk = Desks(Shelf(tmp_path)).at("a" * 32, "china-pntr-2000")
    report = analyze(read_domestic_case("china-pntr-2000"), draws=16)
    asked: list[tuple[str, object]] = []

    async def run(question: object, *, who: str, **_: object) -> object:
        asked.append((who, question))
        await asyncio.sleep(0.01)
        return b"a file" if isinstance(question, Rendering) else report

    monkeypatch.setattr(answers._processes, "run", run)

    async def ask() -> None:
        found = await asyncio.gather(
            *(answers.compare(desk, ["saved", "draft"], draws=10 + n) for n in range(3)),
            *(answers.export(desk, "report.json", draws=20 + n) for n in range(3)),
        )
        assert len(found) == 6

    asyncio.run(ask())
    assert {who for who, _ in asked} == {"a" * 32}
    desk.is_returning = False
    asyncio.run(answers.export(desk, "report.json", draws=32))
    assert asked[-1][0] == ""
    answers.close()
