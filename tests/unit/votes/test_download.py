"""Fetching Voteview's files: from a server of our own, cut, changed, resumed."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from winset.foundation.errors import InputError
from winset.votes.readers.download import fetch_congress

FILES = {
    "members/H106_members.csv": "chamber,icpsr,party_code\nHouse,1,100\nHouse,2,200\n",
    "rollcalls/H106_rollcalls.csv": "chamber,rollnumber,date\nHouse,1,1999-01-06\n",
    "votes/H106_votes.csv": "chamber,rollnumber,icpsr,cast_code\n"
    + "".join(f"House,1,{i},1\n" for i in range(5000)),
}


class Server(http.server.ThreadingHTTPServer):
    """Serves FILES; the first `cut` answers stop halfway through."""

    cut = 0
    ranges: list[str]
    changes = False


class Handler(http.server.BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        text = FILES.get(self.path.removeprefix("/" + "root/"))
        if text is None:
            self.send_error(404)
            return
        data = text.encode()
        wanted = self.headers.get("Range")
        start = 0
        if wanted:
            self.server.ranges.append(wanted)
            start = int(wanted.removeprefix("bytes=").removesuffix("-"))
        self.send_response(206 if wanted else 200)
        self.send_header("Content-Length", str(len(data) - start))
        self.send_header("ETag", '"one"')
        self.end_headers()
        body = data[start:]
        if self.server.cut and "votes" in self.path:
            self.server.cut -= 1
            body = body[: len(body) // 2]
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def server() -> Iterator[Server]:
    found = Server(("127.0.0.1", 0), partial(Handler))
    found.ranges = []
    thread = threading.Thread(target=found.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield found
    found.shutdown()
    found.server_close()
    thread.join()


def address(server: Server) -> str:
    return f"http://127.0.0.1:{server.server_address[1]}/root"


def test_three_files_are_fetched_once_and_then_kept(server: Server, tmp_path: Path) -> None:
    first = fetch_congress(106, "house", tmp_path, mirror=address(server))
    assert [file.state for file in first] == ["fetched"] * 3
    assert (tmp_path / "H106_votes.csv").read_text() == FILES["votes/H106_votes.csv"]
    again = fetch_congress(106, "house", tmp_path, mirror="http://127.0.0.1:9/nobody")
    assert [file.state for file in again] == ["kept"] * 3
    assert [file.sha256 for file in again] == [file.sha256 for file in first]


def test_a_cut_answer_goes_on_where_it_stopped(server: Server, tmp_path: Path) -> None:
    server.cut = 2
    fetch_congress(106, "house", tmp_path, mirror=address(server))
    assert (tmp_path / "H106_votes.csv").read_text() == FILES["votes/H106_votes.csv"]
    assert len(server.ranges) == 2


def test_what_comes_in_is_told_as_it_comes(server: Server, tmp_path: Path) -> None:
    server.cut = 1
    told: list[tuple[str, int, int | None]] = []
    fetched = fetch_congress(
        106,
        "house",
        tmp_path,
        mirror=address(server),
        progress=lambda name, have, whole: told.append((name, have, whole)),
    )
    for file in fetched:
        mine = [(have, whole) for name, have, whole in told if name == file.path.name]
        assert mine[-1] == (file.size, file.size)
        assert mine == sorted(mine)


def test_a_server_that_never_ends_well_is_told_and_resumed_next_time(
    server: Server, tmp_path: Path
) -> None:
    server.cut = 4
    with pytest.raises(InputError, match=r"ended after [\d,]+ of [\d,]+ bytes"):
        fetch_congress(106, "house", tmp_path, mirror=address(server))
    assert not (tmp_path / "H106_votes.csv").exists()
    assert (tmp_path / "H106_members.csv").exists()
    states = [f.state for f in fetch_congress(106, "house", tmp_path, mirror=address(server))]
    assert states == ["kept", "kept", "resumed"]
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "H106_members.csv", "H106_rollcalls.csv", "H106_votes.csv", "fetched.json",
    ]  # fmt: skip


def test_what_the_server_does_not_have_is_told(server: Server, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="answers 404"):
        fetch_congress(107, "house", tmp_path, mirror=address(server))
    with pytest.raises(InputError, match="house"):
        fetch_congress(107, "hous", tmp_path, mirror=address(server))


def mirror_of(place: Path, **changed: str) -> Path:
    place.mkdir()
    for name, text in FILES.items():
        (place / Path(name).name).write_text(changed.get(Path(name).stem, text))
    return place


@pytest.mark.parametrize(
    "damaged",
    [
        "<html><body>Not found</body></html>\n",
        "chamber,rollnumber,icpsr,cast_code\nHouse,1,1\n",
        "chamber,rollnumber,icpsr,cast_code\nHouse,1,1,",
        "",
    ],
)
def test_a_damaged_file_leaves_the_cache_as_it_was(tmp_path: Path, damaged: str) -> None:
    good, cache = mirror_of(tmp_path / "good"), tmp_path / "cache"
    fetch_congress(106, "house", cache, mirror=str(good))
    before = {path.name: path.read_bytes() for path in cache.iterdir()}
    bad = mirror_of(tmp_path / "bad", H106_votes=damaged)
    with pytest.raises(InputError, match="H106_votes"):
        fetch_congress(106, "house", cache, mirror=str(bad), refresh=True)
    after = {path.name: path.read_bytes() for path in cache.iterdir()}
    assert after.keys() == before.keys()
    assert after["H106_votes.csv"] == before["H106_votes.csv"]


def test_a_file_changed_in_the_cache_is_told(tmp_path: Path) -> None:
    mirror, cache = mirror_of(tmp_path / "m"), tmp_path / "cache"
    fetch_congress(106, "house", cache, mirror=str(mirror))
    (cache / "H106_members.csv").write_text("mine\n")
    with pytest.raises(InputError, match="changed since it was fetched"):
        fetch_congress(106, "house", cache, mirror=str(mirror))
    assert (cache / "H106_members.csv").read_text() == "mine\n"
