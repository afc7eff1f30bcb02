"""`winset seal` and `winset grade`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from winset.cli import main

SETTLED = [
    *("--settle", "x", "--came-true", "yes"),
    *("--date", "2026-01-01", "--source", "a paper"),
]
TEXT = (Path(__file__).parents[2] / "data" / "sound.yaml").read_text(encoding="utf-8")


@pytest.fixture
def open_case(tmp_path: Path) -> str:
    """A case whose vote lies far ahead."""
    path = tmp_path / "sound.yaml"
    path.write_text(TEXT.split("outcome:")[0].replace("1997-11-10", "2997-11-10"))
    return str(path)


def test_a_case_is_sealed_listed_settled_and_shown(
    open_case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger, page = str(tmp_path / "ledger"), tmp_path / "ledger.html"
    words = ["seal", open_case, "--ledger", ledger, "--draws", "20", "--baseline", "market=0.4"]
    assert main(words) == 0
    out = capsys.readouterr().out
    assert "to be decided by 2997-11-10" in out
    assert main(["grade", ledger, "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["forecasts"]
    assert row["state"] == "open"
    settled = ["--settle", row["id"], "--came-true", "no", "--date", "2026-01-01"]
    settled += ["--source", "a paper", "--tally", "house=200-235"]
    assert main(["grade", ledger, *settled, "--html", str(page)]) == 0
    assert "void" in capsys.readouterr().out  # decided before it was sealed
    assert row["hash"] in page.read_text()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--baseline", "market"], "write NAME=P"),
        (["--by", "3000-1-1"], "write 3000-01-01"),
        (["--by", "2020-01-01"], "has passed"),
    ],
)
def test_wrong_options_of_a_seal_are_told(
    words: list[str],
    message: str,
    open_case: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    ledger = tmp_path / "ledger"
    assert main(["seal", open_case, "--ledger", str(ledger), "--draws", "20", *words]) == 2
    assert message in capsys.readouterr().err
    assert not ledger.exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--came-true", "yes"], "add --settle ID"),
        (["--settle", "x", "--came-true", "maybe"], "write yes or no"),
        (["--settle", "x", "--came-true", "yes"], "add --date and --source"),
        ([*SETTLED, "--tally", "house"], "write CHAMBER=FOR-AGAINST"),
        (SETTLED, "no seal `x`"),
    ],
)
def test_wrong_options_of_a_grade_are_told(
    words: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["grade", str(tmp_path), *words]) == 2
    assert message in capsys.readouterr().err
