"""Requests that mean ill or ask too much are answered in one form, and hold nobody else up."""

from __future__ import annotations

import base64
import json
import os
import shutil
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

PNTR = "/api/cases/china-pntr-2000"
BY_REFERENCE = Path(__file__).parents[2] / "data" / "negotiation_by_reference.yaml"
JSON = {"content-type": "application/json"}


def link(data: bytes) -> str:
    return base64.urlsafe_b64encode(zlib.compress(data, 9)).decode().rstrip("=")


@pytest.fixture(scope="module")
def visitor(served: Any) -> Any:
    with served.client() as found:
        yield found


def refused(answer: Any, status: int, *words: str) -> None:
    assert answer.status_code == status, answer.text[:300]
    told = answer.json()
    assert set(told) == {"kind", "what", "right", "problems", "paths"}
    assert told["kind"] != "defect"
    assert len(answer.content) < 2000
    for word in words:
        assert word in told["what"]


@pytest.mark.parametrize("route", ["/glance", "/draft"])
@pytest.mark.parametrize(
    "value",
    [
        "[" * 5000 + "]" * 5000,
        '{"b":' * 900 + "1" + "}" * 900,
        '{"b":' * 60 + "1" + "}" * 60,
        "9" * 5000,
        "NaN",
        "Infinity",
        '"\\ud800"',
        '{"\\udfff": 1}',
    ],
    ids=lambda text: text[:6],
)
def test_values_no_file_could_hold_are_refused(visitor: Any, route: str, value: str) -> None:
    body = f'{{"values": {{"actors.clinton.title": {value}}}}}'
    answer = visitor.post(PNTR + route, content=body, headers=JSON)
    refused(answer, 400 if answer.status_code == 400 else 422)


@pytest.mark.parametrize(
    "data",
    [b"[" * 100_000, b'{"a":' * 50_000, b'{"a":"' + b"x" * 10_000_000 + b'"}', b'{"a":1}', b""],
    ids=["list", "mapping", "large", "number", "nothing"],
)
def test_links_that_hold_anything_else_are_refused(visitor: Any, data: bytes) -> None:
    refused(visitor.post(f"{PNTR}/link", json={"set": link(data)}), 422, "holds no scenario")


def test_a_glance_cannot_be_asked_for_more_than_a_glance(visitor: Any) -> None:
    refused(visitor.post(f"{PNTR}/glance", json={"draws": 2001}), 422, "2000")
    refused(visitor.post(f"{PNTR}/analyze", json={"draws": 10**9}), 422, "100000")
    refused(visitor.post(f"{PNTR}/analyze", json={"seed": 2**63}), 422, "seed")
    refused(visitor.post(f"{PNTR}/why", json={"number": "x" * 1_000_000}), 422, "number")


def test_a_wrong_parameter_is_named_as_it_was_asked_for(visitor: Any) -> None:
    asked = {"values": {"parameters.theta": -1}}
    refused(visitor.post(f"{PNTR}/glance", json=asked), 422, "parameters.theta: must be")


def test_a_case_of_thousands_of_actors_holds_no_drag_up(visitor: Any) -> None:
    text = visitor.get(PNTR).json()["text"]
    more = "".join(
        f"  member-{n}: {{level: group, position: {{openness: 0.5}}}}\n" for n in range(1001)
    )
    text = text.replace("actors:\n", f"actors:\n{more}", 1)
    key = visitor.post("/api/uploads", files={"file": ("many.yaml", text)}).json()["key"]
    refused(visitor.post(f"/api/cases/{key}/glance", json={}), 422, "too many to answer")


def test_sweeps_of_all_visitors_together_are_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from winset.workbench.compute import job_turns, work
    from winset.workbench.editing.desks import Desks
    from winset.workbench.failures import BusyError
    from winset.workbench.library.shelf import Shelf

    shelf = Shelf(tmp_path)
    monkeypatch.setattr(job_turns, "MOST_WAITING", 2)
    monkeypatch.setattr(job_turns, "MOST_RUNNING", 0)
    found = work.Work(shelf.private)
    for number in range(3):
        visitor = f"{number:032x}"
        desk = Desks(shelf).at(visitor, "fast-track-1997")
        if number < 2:
            found.start_sweep(visitor, desk, draws=10)
        else:
            with pytest.raises(BusyError, match="2 sweeps wait already"):
                found.start_sweep(visitor, desk, draws=10)


def test_what_is_no_route_is_answered_in_the_same_form(visitor: Any) -> None:
    refused(visitor.get("/api/nothing"), 404)
    refused(visitor.patch("/api/cases"), 404)
    refused(visitor.get("/api/cases", headers={"host": "evil.example"}), 421)
    refused(visitor.post("/api/cases", headers={"origin": "https://evil.example"}), 403)


@pytest.mark.parametrize(
    "reference",
    ["/etc/passwd", "../outside.yaml", "outside.yaml", ".winset/secret", "/", "link.yaml"],
)
def test_a_negotiation_reads_no_file_but_those_of_the_shelf(
    served: Any, visitor: Any, reference: str
) -> None:
    text = BY_REFERENCE.read_text(encoding="utf-8")
    assert "case: china-pntr-2000" in text
    outside = served.folder.parent / "outside.yaml"
    outside.write_text(visitor.get(PNTR).json()["text"])
    if not (served.folder / "link.yaml").is_symlink():
        (served.folder / "link.yaml").symlink_to(outside)
    text = text.replace("case: china-pntr-2000", f"case: {json.dumps(reference)}")
    key = visitor.post("/api/uploads", files={"file": ("n.yaml", text)}).json()["key"]
    for route, asked in (("negotiate", {"draws": 20}), ("map", {"issues": ["market-access"]})):
        answer = visitor.post(f"/api/cases/{key}/{route}", json=asked)
        refused(answer, 422, "countries.us.case: there is no case", reference)


def test_a_negotiation_may_name_a_case_of_the_folder(visitor: Any) -> None:
    text = BY_REFERENCE.read_text(encoding="utf-8")
    assert "case: china-pntr-2000" in text
    mine = visitor.get(PNTR).json()["text"].replace("id: china-pntr-2000", "id: my-pntr", 1)
    assert visitor.post("/api/uploads", files={"file": ("my-pntr.yaml", mine)}).status_code == 201
    asked = {"draws": 20}
    key = visitor.post("/api/uploads", files={"file": ("plain.yaml", text)}).json()["key"]
    plain = visitor.post(f"/api/cases/{key}/negotiate", json=asked).json()
    for reference in ("my-pntr", "my-pntr.yaml"):
        named = text.replace("case: china-pntr-2000", f"case: {reference}")
        key = visitor.post("/api/uploads", files={"file": ("t.yaml", named)}).json()["key"]
        found = visitor.post(f"/api/cases/{key}/negotiate", json=asked)
        assert found.status_code == 200, found.text
        assert found.json()["zone"] == plain["zone"]


def test_a_scenario_file_that_multiplies_is_left_out(served: Any, visitor: Any) -> None:
    lines = ["winset_overlay: 1", "title: bomb", "set:", "  a: &a [x,x,x,x,x,x,x,x,x]"]
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"  {name}: &{name} [{','.join(['*' + before] * 9)}]")
    (served.folder / "china-pntr-2000.bomb.overlay.yaml").write_text("\n".join(lines))
    deep = "winset_overlay: 1\nset: " + "[" * 5000
    (served.folder / "china-pntr-2000.deep.overlay.yaml").write_text(deep)
    answer = visitor.get(f"{PNTR}/scenarios")
    assert answer.status_code == 200
    assert not {scenario["name"] for scenario in answer.json()} & {"bomb", "deep"}


def test_a_scenario_is_not_written_through_a_link(served: Any, visitor: Any) -> None:
    target = served.folder.parent / "target.txt"
    target.write_text("precious")
    (served.folder / "china-pntr-2000.there.overlay.yaml").symlink_to(target)
    visitor.post(f"{PNTR}/draft", json={"values": {"actors.clinton.capacity": 3}})
    for replace in (False, True):
        asked = {"name": "there", "replace": replace}
        refused(visitor.post(f"{PNTR}/scenarios", json=asked), 409, "link")
    assert target.read_text() == "precious"


def test_a_folder_that_is_gone_is_told_as_such(serve: Any, tmp_path: Path) -> None:
    folder = tmp_path / "cases"
    served = serve(folder)
    with served.client() as visitor:
        assert visitor.get(f"{PNTR}/draft").status_code == 200
        shutil.rmtree(folder)
        refused(visitor.get("/api/cases"), 503, "folder")
        refused(visitor.post("/api/cases", json={"name": "mine"}), 503, "folder")
        edit = {"values": {"actors.clinton.capacity": 3}}
        refused(visitor.post(f"{PNTR}/draft", json=edit), 503, "cannot be written")
        assert visitor.get(f"{PNTR}/draft").json()["revision"] == 0


def test_a_long_body_in_pieces_is_too_large(served: Any, visitor: Any) -> None:
    def pieces() -> Iterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.yaml"\r\n\r\n'
        for _ in range(200):
            yield b"x" * 100_000
        yield b"\r\n--x--\r\n"

    head = {"content-type": "multipart/form-data; boundary=x"}
    refused(visitor.post("/api/uploads", content=pieces(), headers=head), 413, "MB")
    head = {"content-type": "application/json"}
    refused(visitor.post(f"{PNTR}/draft", content=pieces(), headers=head), 413, "MB")


def test_a_visitor_who_may_never_come_back_leaves_nothing_on_the_disk(serve: Any) -> None:
    served = serve()
    drafts = served.folder / ".winset" / "drafts"
    for _ in range(20):
        with served.client() as stranger:
            assert stranger.get(f"{PNTR}/draft").status_code == 200
        with served.client() as stranger:
            stranger.post(f"{PNTR}/draft", json={"text": "winset: 1\nid: " + "x" * 100_000})
    assert list(drafts.iterdir()) == []
    with served.client() as visitor:
        visitor.get(f"{PNTR}/draft")
        visitor.get("/api/cases/fast-track-1997/draft")
        assert [path.stat().st_size for path in drafts.glob("*/*.journal")] == [0]
        visitor.post(f"{PNTR}/draft", json={"text": "winset: 1\nid: X"})
        assert visitor.get(f"{PNTR}/draft").json()["scratch"] == "winset: 1\nid: X"
        cards = {card["key"]: card for card in visitor.get("/api/cases").json()}
        assert cards["fast-track-1997"]["recent"]


@pytest.mark.skipif(os.name == "nt", reason="limits of a process are set otherwise there")
def test_a_full_disk_is_told_as_such_without_paths(serve: Any, tmp_path: Path) -> None:
    import resource

    folder = tmp_path / "cases"
    served = serve(folder)
    with served.client() as visitor:
        key = visitor.post("/api/cases", json={"name": "mine"}).json()["key"]
        case = f"/api/cases/{key}"
        edit = {"values": {"actors.unions.capacity": 3}}
        visitor.post(f"{case}/draft", json=edit)
        # From here on no file may grow beyond a byte, as on a disk without room.
        resource.prlimit(served.process.pid, resource.RLIMIT_FSIZE, (1, 1))
        for path, told in (
            (f"{case}/draft", {"values": {"actors.unions.capacity": 4}}),
            (f"{case}/draft", {"text": "not a case yet"}),
            (f"{case}/draft/save", {}),
            (f"{case}/draft/save", {"name": "other"}),
            (f"{case}/scenarios", {"name": "strong"}),
            ("/api/cases", {"name": "third"}),
            (f"{case}/sweeps", {"draws": 64}),
        ):
            answer = visitor.post(path, json=told)
            refused(answer, 503, "cannot be written")
            assert answer.json()["kind"] == "storage"
            assert str(tmp_path) not in answer.text
            assert ".winset" not in answer.text
        assert visitor.get(f"{case}/draft").json()["revision"] == 1


@pytest.mark.parametrize(
    ("path", "told"),
    [
        (f"{PNTR}/sweeps", {"draws": 16, "vary": {"\ud800": "1:2"}}),
        (f"{PNTR}/negotiate", {"solution": "\ud800"}),
        (f"{PNTR}/why", {"number": "\ud800"}),
        (f"{PNTR}/compare", {"names": ["\ud800", "saved"]}),
        (f"{PNTR}/draft/settle", {"choices": {"\ud800": "mine"}}),
        (f"{PNTR}/scenarios", {"name": "x", "title": "\ud800"}),
        ("/api/cases", {"name": "x", "title": "\ud800"}),
    ],
)
def test_half_a_letter_is_refused_wherever_it_stands(visitor: Any, path: str, told: object) -> None:
    refused(visitor.post(path, content=json.dumps(told), headers=JSON), 422, "surrogate")
