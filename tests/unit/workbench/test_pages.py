"""What the pages say, as they are sent, without a browser."""

from __future__ import annotations

import os
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


def test_side_by_side_draws_an_axis_only_where_somebody_moved(visitor: Any) -> None:
    visitor.post(f"{PNTR}/draft", json={"values": {"actors.clinton.capacity": 3}})
    still = visitor.get("/compare/china-pntr-2000").text
    assert "Everyone stands at the same place on every axis." in still
    assert "Where they stand" not in still
    moved = {"values": {"actors.clinton.position.openness": 0.4}}
    visitor.post(f"{PNTR}/draft", json=moved)
    assert "Where they stand" in visitor.get("/compare/china-pntr-2000").text
