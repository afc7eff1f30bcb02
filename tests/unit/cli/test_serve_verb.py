"""`winset serve --json`: where the workbench is, for programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from winset.cli import main

pytest.importorskip("nicegui")


@pytest.mark.parametrize(("options", "token"), [((), None), (("--token", "s" * 32), "s" * 32)])
def test_address_token_and_folder_are_printed_as_json(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    options: tuple[str, ...],
    token: str | None,
) -> None:
    def run(*_folder: Any, started: Callable[[str, str], None], **_options: Any) -> None:
        started("http://127.0.0.1:8610/", "http://127.0.0.1:8610/")

    def opened(_address: str) -> None:
        raise AssertionError("a program wants no browser")

    monkeypatch.setattr("winset.workbench.server.run", run)
    monkeypatch.setattr("webbrowser.open", opened)
    assert main(["serve", "--json", "--folder", str(tmp_path), *options]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == "winset/serve/1"
    assert told["address"] == "http://127.0.0.1:8610/"
    assert told["token"] == token
    assert (told["reason"] is None) == (token is not None)
    assert Path(told["folder"]) == tmp_path
