"""A service, or `>&-`, leaves no standard output: the verbs do their work all the same."""

import subprocess
import sys
from pathlib import Path

import pytest

HEADER = "chamber,actor,rank,s"
SOUND = Path(__file__).parents[2] / "data" / "sound.yaml"


@pytest.mark.parametrize("closed", [">&-", "<&- >&- 2>&-", "2>&-"])
@pytest.mark.parametrize(
    "words",
    [
        ["show", str(SOUND)],
        ["schema", "case"],
        ["--version"],
    ],
)
def test_without_standard_streams_a_verb_ends_well(words: list[str], closed: str) -> None:
    command = f'"$0" -m winset "$@" {closed}'
    run = subprocess.run(["sh", "-c", command, sys.executable, *words], check=False, timeout=60)
    assert run.returncode == 0


def test_without_standard_output_files_are_written_and_hold_nothing_else(tmp_path: Path) -> None:
    page, table = tmp_path / "page.html", tmp_path / "members.csv"
    words = ["analyze", str(SOUND), "--draws", "20", "--html", str(page), "--csv", str(table)]
    command = '"$0" -m winset "$@" <&- >&- 2>&-'
    run = subprocess.run(["sh", "-c", command, sys.executable, *words], check=False, timeout=100)
    assert run.returncode == 0
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert table.read_text(encoding="utf-8").startswith(HEADER)


def test_wrong_input_is_still_wrong_without_a_place_to_say_so() -> None:
    command = '"$0" -m winset check nowhere.yaml >&- 2>&-'
    run = subprocess.run(["sh", "-c", command, sys.executable], check=False, timeout=60)
    assert run.returncode == 2
