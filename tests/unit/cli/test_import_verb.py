"""`winset import`."""

import json
from pathlib import Path

import pytest

from winset.cli import main


@pytest.fixture
def table(tmp_path: Path) -> str:
    path = tmp_path / "table.csv"
    path.write_text("Actor,Position\nA,10\nB,80\n")
    return str(path)


def test_what_was_assumed_is_told(
    table: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", table, "--to", str(tmp_path / "out.yaml")]) == 0
    out = capsys.readouterr().out
    assert "2 actors on 1 issue" in out
    assert "- The table has no capabilities: all actors are equally capable." in out


def test_ends_of_the_axis_can_be_given(
    table: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["import", table, "--to", str(tmp_path / "out.yaml"), "--ends", "0:200", "--json"]
    assert main(words) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["layout"], told["issues"]) == ("columns", ["position"])
    assert "natural: [0, 200]" in (tmp_path / "out.yaml").read_text()


@pytest.mark.parametrize(
    ("ends", "message"), [("0-200", "write LOW:HIGH"), ("200:0", "write 0:200")]
)
def test_wrong_ends_are_told(
    ends: str, message: str, table: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", table, "--to", str(tmp_path / "out.yaml"), "--ends", ends]) == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / "out.yaml").exists()
