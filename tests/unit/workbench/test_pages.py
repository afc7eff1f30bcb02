"""What the pages say, as they are sent, without a browser."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

PNTR = "/api/cases/china-pntr-2000"


@pytest.fixture(scope="module")
def pages(serve_pages: Any) -> Any:
    return serve_pages()


@pytest.fixture
def visitor(pages: Any) -> Any:
    with pages.client() as found:
        found.get("/api/cases")
        yield found


def test_the_first_page_stands_whatever_lies_in_the_folder(pages: Any, visitor: Any) -> None:
    (pages.folder / "beyond.yaml").write_text('winset: 1\nid: x\ntitle: "\\U00110000"\n')
    named = Path(os.fsdecode(os.fsencode(pages.folder) + b"/caf\xe9 #1.yaml"))
    named.write_text("winset: 1\nid: x\ntitle: t\n")
    (pages.folder / "steel #2, 50%.yaml").write_text("winset: 1\nid: x\ntitle: Steel\n")
    page = visitor.get("/")
    assert page.status_code == 200
    assert page.text.count("1 problem to mend") == 2
    assert "caf\ufffd #1.yaml" in page.text
    assert "/case/steel%20%232%2C%2050%25" in page.text
    broken = visitor.get("/case/beyond")
    assert broken.status_code == 200
    assert "there is no character" in broken.text


def test_side_by_side_is_sent_before_the_reports_are_worked_out(visitor: Any) -> None:
    visitor.post(f"{PNTR}/draft", json={"values": {"actors.clinton.capacity": 3}})
    page = visitor.get("/compare/china-pntr-2000").text
    assert "Working it out in full" in page
    assert "Back to the case" in page


def test_a_long_file_of_a_stranger_keeps_no_first_page_back(serve_pages: Any) -> None:
    pages = serve_pages()
    actors = "".join(f"  a{n}: {{title: x, position: {{y: 0.1}}}}\n" for n in range(9000))
    (pages.folder / "long.yaml").write_text(f"winset: 1\nkind: domestic\nactors:\n{actors}")
    with pages.client() as visitor:
        page = visitor.get("/")
    assert page.status_code == 200
    assert "long.yaml" in page.text


def test_a_page_that_cannot_be_shown_says_why_in_the_frame_of_all_pages(serve_pages: Any) -> None:
    pages = serve_pages()
    with pages.client() as visitor:
        visitor.get("/api/cases")
        shutil.rmtree(pages.folder)
        page = visitor.get("/")
    assert page.status_code == 200
    assert "the folder cannot be read" in page.text
    assert "masthead" in page.text
    assert pages.stop() == 0
    assert "Traceback" not in pages.process.stderr.read()
