"""The API does what the page does, on a real server, and tells errors with their places."""

from __future__ import annotations

import io
import json
import os
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from winset.casebook import case_ids, read_case, read_domestic_case
from winset.cases.editing.with_values import with_values
from winset.cases.file.read import load_text
from winset.cases.model.negotiation import NegotiationCase
from winset.reports.domestic.report import Report
from winset.studies.domestic.analyze import analyze
from winset.studies.domestic.glance import glance
from winset.studies.sweep.sweep_case import DRAWS, sweep, sweep_findings

PNTR = "/api/cases/china-pntr-2000"
FAST_TRACK = "/api/cases/fast-track-1997"
PUTNAM = "/api/cases/putnam-figure-1"
CAPACITY = "actors.clinton.capacity"


@pytest.fixture
def visitor(served: Any) -> Any:
    with served.client() as client:
        yield client


def edit(visitor: Any, case: str = FAST_TRACK, **told: Any) -> Any:
    return visitor.post(f"{case}/draft", json=told)


def finished(visitor: Any, job: Any) -> Any:
    """Wait until a job has ended."""
    for _ in range(1200):
        job = visitor.get(f"/api/jobs/{job['id']}").json()
        if job["state"] not in ("waiting", "running"):
            break
        time.sleep(0.1)
    return job


def test_the_casebook_is_listed_with_what_happened(visitor: Any) -> None:
    cards = {card["key"]: card for card in visitor.get("/api/cases").json()}
    assert set(case_ids()) <= set(cards)
    assert cards["fast-track-1997"]["outcome"].startswith("withdrawn")
    assert cards["china-pntr-2000"]["outcome"] == "passed, House 237–197, Senate 83–15"
    assert cards["us-china-wto-1999"]["kind"] == "negotiation"


def test_a_broken_file_in_the_folder_takes_no_list_down(served: Any, visitor: Any) -> None:
    path = served.folder / "beyond.yaml"
    path.write_text('winset: 1\nid: x\ntitle: "\\U00110000"\n')
    named = Path(os.fsdecode(os.fsencode(served.folder) + b"/caf\xe9.yaml"))
    named.write_text("winset: 1\nid: x\ntitle: t\n")
    cards = {card["key"]: card for card in visitor.get("/api/cases").json()}
    assert cards["beyond"]["kind"] == cards["caf\ufffd"]["kind"] == "unreadable"
    told = visitor.get("/api/cases/beyond/draft")
    assert (told.status_code, told.json()["problems"][0]["line"]) == (422, 3)
    assert visitor.get("/api/cases/caf\ufffd").status_code == 422
    path.unlink()
    named.unlink()


def test_an_edit_is_told_undone_and_made_again(visitor: Any) -> None:
    told = edit(visitor, values={CAPACITY: 33}).json()
    assert (told["revision"], told["can_undo"], told["can_redo"]) == (1, True, False)
    assert [change["path"] for change in told["changes"]] == [CAPACITY]
    assert visitor.post(f"{FAST_TRACK}/draft/undo").json()["changes"] == []
    assert visitor.post(f"{FAST_TRACK}/draft/redo").json()["changes"] == told["changes"]
    text = visitor.get(f"{FAST_TRACK}/draft/text").json()["text"]
    assert load_text(text, "x").case.actors["clinton"].capacity.likely == 33  # type: ignore[union-attr]


def test_visitors_do_not_see_each_other(served: Any) -> None:
    with served.client() as one, served.client() as other:
        edit(one, values={CAPACITY: 44})
        assert other.get(f"{FAST_TRACK}/draft").json()["changes"] == []
        cards = {card["key"]: card for card in other.get("/api/cases").json()}
        assert not cards["fast-track-1997"]["has_draft"]
        assert one.get("/api/jobs").json() == other.get("/api/jobs").json() == []


@pytest.mark.parametrize(
    ("told", "status", "kind", "words"),
    [
        ({"values": {"actors.clintn.capacity": 3}}, 422, "input", "did you mean"),
        ({"values": {CAPACITY: -1}}, 422, "input", "capacity"),
        ({"values": {CAPACITY: 3}, "text": "x"}, 422, "input", "exactly one"),
        ({}, 422, "input", "exactly one"),
        ({"values": {CAPACITY: 3}, "revision": 99}, 409, "stale", "99"),
        ({"text": "winset: 1\nid: X"}, 422, "case", ""),
        ({"remove": "actors.nobody"}, 422, "input", "none"),
        ({"valves": {}}, 422, "input", "valves"),
    ],
)
def test_wrong_edits_are_told(
    visitor: Any, told: dict[str, Any], status: int, kind: str, words: str
) -> None:
    answer = visitor.post(f"{FAST_TRACK}/draft", json=told)
    body = answer.json()
    assert (answer.status_code, body["kind"]) == (status, kind)
    assert words in f"{body['what']} {body['right']}"
    if kind == "case":
        assert all(problem["line"] for problem in body["problems"])


def test_a_glance_is_that_of_the_study(visitor: Any) -> None:
    values = {"actors.clinton.position.openness": "0.3:0.4:0.5"}
    found = visitor.post(f"{PNTR}/glance", json={"values": values, "draws": 64}).json()
    case = with_values(read_domestic_case("china-pntr-2000"), values)
    assert found == json.loads(json.dumps(glance(case, draws=64).to_dict()))
    assert visitor.get(f"{PNTR}/draft").json()["changes"] == []


def test_a_report_is_that_of_the_study(visitor: Any) -> None:
    found = visitor.post(f"{FAST_TRACK}/analyze", json={"draws": 100}).json()
    assert Report.model_validate(found) == analyze(read_domestic_case("fast-track-1997"), draws=100)


def test_the_parameter_block_can_be_changed_for_a_question(visitor: Any) -> None:
    asked = {"values": {"parameters.theta": 3}, "draws": 32}
    low = visitor.post(f"{PNTR}/glance", json={"draws": 32}).json()["opposition_fund"]["likely"]
    high = visitor.post(f"{PNTR}/glance", json=asked).json()["opposition_fund"]["likely"]
    assert high > low


def test_a_negotiation_is_played_and_mapped(visitor: Any) -> None:
    case = "/api/cases/putnam-figure-1"
    report = visitor.post(f"{case}/negotiate", json={"draws": 20}).json()
    assert report["kind"] == "negotiation"
    assert report["tying_hands"]
    other = visitor.post(f"{case}/negotiate", json={"draws": 20, "solution": "kalai-smorodinsky"})
    assert other.json()["agreement"]["solution"] == "kalai-smorodinsky"
    issue = report["issues"][0]["issue"]
    found = visitor.post(f"{case}/map", json={"issues": [issue]}).json()
    assert set(found["countries"]) == set(report["countries"])
    wrong = visitor.post(f"{case}/map", json={"issues": ["nothing"]})
    assert wrong.status_code == 422
    assert visitor.post(f"{case}/glance", json={}).status_code == 422


def test_why_explains_a_number(visitor: Any) -> None:
    found = visitor.post(f"{PNTR}/why", json={"number": "surplus", "of": "clinton"}).json()
    assert found["steps"][-1]["value"] == found["value"]
    wrong = visitor.post(f"{PNTR}/why", json={"number": "prize"})
    assert "price" in wrong.json()["right"]


def test_scenarios_are_kept_compared_shared_and_dropped(served: Any, visitor: Any) -> None:
    edit(visitor, PNTR, values={CAPACITY: 1, "actors.clinton.lobbying.attention": 0.1})
    kept = visitor.post(f"{PNTR}/scenarios", json={"name": "weak", "title": "A weak president"})
    assert kept.status_code == 201
    assert kept.json()["values"][CAPACITY] == "1.0"
    assert visitor.post(f"{PNTR}/scenarios", json={"name": "weak"}).status_code == 409
    for wrong in ("../weak", "draft", "A b"):
        assert visitor.post(f"{PNTR}/scenarios", json={"name": wrong}).status_code == 422
    query = visitor.get(f"{PNTR}/link").json()["query"]
    visitor.post(f"{PNTR}/draft/discard")
    assert visitor.post(f"{PNTR}/scenarios", json={"name": "same"}).status_code == 422
    names = {"names": ["saved", "weak"], "draws": 50}
    told = visitor.post(f"{PNTR}/compare", json=names).json()
    assert told["titles"] == ["as saved", "A weak president"]
    assert told["reports"][1]["budget"]["likely"] < told["reports"][0]["budget"]["likely"]
    assert any("budget" in line for line in told["changed"][0])
    with served.client() as friend:
        laid = friend.post(f"{PNTR}/link", json={"set": query.removeprefix("set=")}).json()
        assert next(change["path"] for change in laid["changes"]) == CAPACITY
        assert friend.post(f"{PNTR}/link", json={"set": "nonsense"}).status_code == 422
        loaded = friend.post(f"{PNTR}/scenarios/weak/load").json()
        assert loaded["changes"] == laid["changes"]
    overlay = visitor.get(f"{PNTR}/scenarios/weak/file")
    assert overlay.text.startswith("winset_overlay: 1")
    assert visitor.delete(f"{PNTR}/scenarios/weak").status_code == 204
    assert visitor.post(f"{PNTR}/scenarios/weak/load").status_code == 404


def test_a_new_case_is_written_saved_copied_and_removed(served: Any, visitor: Any) -> None:
    assert set(visitor.get("/api/templates").json()) >= {"us-bill", "negotiation"}
    key = visitor.post("/api/cases", json={"name": "my-bill", "title": "My bill"}).json()["key"]
    assert visitor.post("/api/cases", json={"name": "my-bill"}).status_code == 409
    case = f"/api/cases/{key}"
    edit(
        visitor, case, add="actors.farmers", value={"level": "group", "position": {"openness": 0.9}}
    )
    assert visitor.post(f"{case}/draft/save", json={}).json() == {"key": "my-bill"}
    assert "farmers" in (served.folder / "my-bill.yaml").read_text()
    assert visitor.get(f"{case}/draft/problems").status_code == 200
    copied = visitor.post("/api/cases", json={"name": "copied", "copy_of": key})
    assert copied.status_code == 201
    assert visitor.delete(case).status_code == 204
    assert not (served.folder / "my-bill.yaml").exists()
    assert list((served.folder / ".winset" / "trash").glob("*my-bill.yaml"))
    assert visitor.delete(PNTR).status_code == 422


def test_an_outside_edit_is_merged_or_asked_about(served: Any, visitor: Any) -> None:
    visitor.post("/api/cases", json={"name": "shared-bill"})
    case, path = "/api/cases/shared-bill", served.folder / "shared-bill.yaml"
    edit(visitor, case, values={"actors.unions.capacity": 7})
    path.write_text(path.read_text().replace("title: Exporters", "title: Growers"))
    assert visitor.post(f"{case}/draft/outside").json()["state"] == "merged"
    changed = path.read_text().replace("title: Unions", "title: Labour")
    edit(visitor, case, values={"actors.unions.title": "Workers"})
    path.write_text(changed)
    found = visitor.post(f"{case}/draft/outside").json()
    assert found["state"] == "conflict"
    assert [c["path"] for c in found["conflicts"]] == ["actors.unions.title"]
    assert visitor.post(f"{case}/draft/save", json={}).status_code == 409
    choices = {"choices": {"actors.unions.title": "mine"}}
    assert visitor.post(f"{case}/draft/settle", json=choices).status_code == 200
    assert visitor.post(f"{case}/draft/save", json={}).status_code == 200
    assert "Workers" in path.read_text()
    assert "Growers" in path.read_text()


def test_everything_that_can_be_taken_away_is_what_its_name_says(visitor: Any) -> None:
    case = FAST_TRACK
    names = visitor.get(f"{case}/exports").json()
    assert {"report.html", "case.yaml", "axis.png", "actors.tex"} <= set(names)
    begins = {
        "report.json": b"{",
        "report.html": b"<!doctype html>",
        "axis.svg": b"<svg",
        "axis.png": b"\x89PNG",
        "axis.pdf": b"%PDF",
        "actors.csv": b"actor,",
        "tables.tex": b"% fast-track-1997",
        "tables.zip": b"PK",
        "case.yaml": b"",
    }
    for name, first in begins.items():
        answer = visitor.get(f"{case}/export/{name}", params={"draws": 50})
        assert answer.status_code == 200, name
        assert answer.content[:40].lower().startswith(first.lower()), name
        assert "attachment" in answer.headers["content-disposition"]
    archive = visitor.get(f"{case}/export/tables.zip", params={"draws": 50}).content
    assert len(zipfile.ZipFile(io.BytesIO(archive)).namelist()) == 9
    missing = visitor.get(f"{case}/export/axis.gif")
    assert missing.status_code == 404


@pytest.mark.usefixtures("weasyprint")
def test_the_report_can_be_had_as_pdf(visitor: Any) -> None:
    assert "report.pdf" in visitor.get(f"{FAST_TRACK}/exports").json()
    answer = visitor.get(f"{FAST_TRACK}/export/report.pdf", params={"draws": 50})
    assert answer.content.startswith(b"%PDF")


def test_without_what_writes_pdf_the_report_is_not_offered_as_pdf(
    serve: Any, tmp_path: Path
) -> None:
    (tmp_path / "weasyprint.py").write_text("raise ImportError")
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    with serve(PYTHONPATH=path).client() as visitor:
        assert "report.pdf" not in visitor.get(f"{FAST_TRACK}/exports").json()
        answer = visitor.get(f"{FAST_TRACK}/export/report.pdf")
    assert answer.status_code == 422
    assert "python -m pip install '.[pdf]' in winset's folder" in answer.json()["what"]


def test_a_negotiation_can_be_taken_away(visitor: Any) -> None:
    case = "/api/cases/us-china-wto-1999/export"
    for name, first in (
        ("win-sets.svg", b"<svg"),
        ("countries.csv", b"Country"),
        ("report.html", b"<!"),
    ):
        answer = visitor.get(f"{case}/{name}", params={"draws": 20})
        assert answer.content.lower().startswith(first.lower()), name


def test_uploads_are_checked_and_told_with_their_lines(served: Any, visitor: Any) -> None:
    text = visitor.get(PNTR).json()["text"]
    good = visitor.post("/api/uploads", files={"file": ("../../evil/pntr copy.yaml", text)})
    assert good.status_code == 201
    assert good.json()["key"] in [card["key"] for card in visitor.get("/api/cases").json()]
    broken = text.replace("level: executive", "level: exekutive", 1)
    line = broken[: broken.index("exekutive")].count("\n") + 1
    told = visitor.post("/api/uploads", files={"file": ("broken.yaml", broken)})
    assert told.status_code == 422
    assert line in [problem["line"] for problem in told.json()["problems"]]
    assert not (served.folder / "broken.yaml").exists()


def test_a_sweep_runs_while_questions_are_answered(visitor: Any) -> None:
    asked = {"vary": {"parameters.theta": "0.5:2"}, "draws": 8192, "hold_others": True}
    job = visitor.post(f"{FAST_TRACK}/sweeps", json=asked).json()
    assert job["state"] in ("waiting", "running")
    assert visitor.post(f"{FAST_TRACK}/glance", json={"draws": 16}).status_code == 200
    job = finished(visitor, job)
    assert job["state"] == "done", job
    assert job["done"] == job["total"] == 8192
    result = visitor.get(f"/api/jobs/{job['id']}/result").json()
    assert 0.0 <= result["passage_probability"] <= 1.0
    assert visitor.delete(f"/api/jobs/{job['id']}").status_code == 204
    assert visitor.get(f"/api/jobs/{job['id']}").status_code == 404


def test_a_sweep_that_makes_no_sense_is_refused_at_once(visitor: Any) -> None:
    no_sense: tuple[dict[str, Any], ...] = (
        {"vary": {"nothing.here": "0:1"}},
        {"design": "latin"},
        {"draws": 10**9},
        {"vary": {CAPACITY: "-5:3"}},
        {"solution": "nash"},
    )
    for asked in no_sense:
        assert visitor.post(f"{FAST_TRACK}/sweeps", json=asked).status_code == 422, asked
    for asked in ({"solution": "alternating-offers"}, {"vary": {"countries.x.nothing": "0:1"}}):
        assert visitor.post(f"{PUTNAM}/sweeps", json=asked).status_code == 422, asked


def test_a_sweep_of_a_negotiation_says_what_the_command_line_says(
    visitor: Any, tmp_path: Path
) -> None:
    vary = {"countries.x.actors.x-ratifier.no_agreement": "0.4:0.7"}
    asked = {"vary": vary, "draws": 40, "hold_others": True, "solution": "kalai-smorodinsky"}
    job = finished(visitor, visitor.post(f"{PUTNAM}/sweeps", json=asked).json())
    assert (job["state"], job["done"], job["kind"]) == ("done", 40, "negotiation"), job
    told = visitor.get(f"/api/jobs/{job['id']}/result").json()
    case = read_case("putnam-figure-1")
    assert isinstance(case, NegotiationCase)
    found = sweep(case, out=tmp_path / "sweep", **asked)  # type: ignore[arg-type]
    report = sweep_findings(found).to_dict()
    assert {**told, "folder": ""} == {**report, "folder": ""}
    assert told["titles"]["x"] == case.countries["x"].title
    assert set(told["ratified"]) == {"x", "y"}


def test_a_sweep_that_is_not_told_how_often_takes_what_the_command_line_takes(
    visitor: Any,
) -> None:
    job = visitor.post(f"{PUTNAM}/sweeps", json={}).json()
    assert job["total"] == DRAWS["negotiation"]
    assert visitor.post(f"/api/jobs/{job['id']}/cancel").json()["state"] == "cancelled"
    assert visitor.get(f"/api/jobs/{job['id']}/result").status_code == 422
    assert visitor.delete(f"/api/jobs/{job['id']}").status_code == 204


def test_of_many_questions_at_once_some_are_answered_and_the_rest_told_so(
    served: Any, visitor: Any
) -> None:
    visitor.get(f"{PNTR}/draft")
    cookies = dict(visitor.cookies)

    def ask(number: int) -> tuple[int, int]:
        import httpx

        time.sleep(0.002 * number)
        values = {"actors.clinton.capacity": number}
        answer = httpx.post(
            f"{served.address.rstrip('/')}{PNTR}/glance",
            json={"values": values, "draws": 2000},
            cookies=cookies,
            timeout=60,
        )
        return number, answer.status_code

    with ThreadPoolExecutor(12) as pool:
        found = dict(pool.map(ask, range(1, 13)))
    assert 200 in found.values()
    assert set(found.values()) <= {200, 409}
    assert ask(13) == (13, 200)


def test_the_openapi_document_describes_every_route_and_loads_nothing(visitor: Any) -> None:
    document = visitor.get("/api/openapi.json").json()
    assert document["openapi"].startswith("3.")
    for path, verbs in document["paths"].items():
        for told in verbs.values():
            assert told.get("summary"), path
    page = visitor.get("/api/docs").text
    for path in document["paths"]:
        assert path in page
    assert "<script" not in page
    assert "http://" not in page
    assert "https://" not in page
    schema = document["components"]["schemas"]["DraftTold"]
    resolved = {**schema, "components": document["components"]}
    jsonschema.validate(visitor.get(f"{PNTR}/draft").json(), resolved)


def test_what_is_not_there_is_told_with_the_nearest(visitor: Any) -> None:
    answer = visitor.get("/api/cases/china-pntr-200")
    assert answer.status_code == 404
    assert "china-pntr-2000" in answer.json()["right"]
    for path in ("/api/jobs/0123456789abcdef", "/api/jobs/..%2f..", "/api/nothing"):
        assert visitor.get(path).status_code == 404
