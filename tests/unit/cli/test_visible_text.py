"""Texts of a file cannot steer the terminal or a spreadsheet, and what is advised is right."""

import csv
import re
import shlex
import unicodedata
from pathlib import Path

import pytest

from winset.cases.checks.check import check_case
from winset.cases.file.read import load
from winset.cases.file.scalars import number_right, plain_scalar
from winset.cli import main
from winset.cli.shared.visible import visible

SOUND = (Path(__file__).parents[2] / "data" / "sound.yaml").read_text(encoding="utf-8")
EVIL = r"\u202E\u2066\u061C\e[31m\e]0;title\a\x9b2J"
ALLOWED = "\n\t"


def steering(text: str) -> list[str]:
    """Characters of a text that steer a terminal or turn its direction."""
    return [c for c in text if unicodedata.category(c) in ("Cc", "Cf") and c not in ALLOWED]


@pytest.fixture
def evil(tmp_path: Path) -> Path:
    path = tmp_path / "sound.yaml"
    text = SOUND.replace("title: A bill", f'title: "A {EVIL} bill"')
    text = text.replace("  president:\n", f'  president:\n    title: "P {EVIL}"\n', 1)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "words",
    [["show"], ["analyze", "--draws", "10"], ["analyze", "--draws", "10", "--json"], ["lenses"]],
)
def test_no_title_steers_the_terminal(
    words: list[str], evil: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([words[0], str(evil), *words[1:]]) == 0
    said = capsys.readouterr()
    assert r"\u202e" in said.out
    assert not steering(said.out + said.err)


def test_no_wrong_name_steers_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "sound.yaml"
    path.write_text(SOUND + f'"field {EVIL}": 1\n', encoding="utf-8")
    assert main(["check", str(path)]) == 2
    assert main(["show", str(path)]) == 2
    said = capsys.readouterr()
    assert r"\u202e" in said.err
    assert not steering(said.out + said.err)


def test_every_control_is_shown_as_its_code_and_nothing_else_is_changed() -> None:
    for code in [*range(0x3000), *range(0xFE00, 0xFF00), 0x1F600]:
        character = chr(code)
        is_kept = visible(character) == character
        steers = unicodedata.category(character) == "Cc" and character not in "\n\t\r"
        turns = unicodedata.bidirectional(character) in (
            *("LRE", "RLE", "LRO", "RLO", "PDF"),
            *("LRI", "RLI", "FSI", "PDI"),
        )
        assert is_kept or steers or turns or character in "\u061c\u200e\u200f"
        assert not (is_kept and (steers or turns))


def test_tables_of_the_command_line_hold_no_formula(tmp_path: Path) -> None:
    names = "=cmd|' /C calc'!A0,@SUM(1),-2+3"
    asked = ["--quota", "3", "--weights", "2,1,1", "--names", names]
    for verb in ("power", "coalitions"):
        table = tmp_path / f"{verb}.csv"
        assert main([verb, *asked, "--csv", str(table)]) == 0
        with table.open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert any(cell.startswith("'=cmd") for cell in cells)
        assert not [cell for cell in cells if re.match(r"[=@+-](?![0-9.]+$)", cell)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("0,342", 0.342), ("-0,5", -0.5), ("12,3456", 12.3456), ("1 234 567", 1234567.0)],
)
def test_a_number_is_advised_that_reads_as_it_was_meant(typed: str, meant: float) -> None:
    advice = number_right(typed)
    assert advice is not None
    assert plain_scalar(advice.removeprefix("write "))[0] == meant


@pytest.mark.parametrize("name", ["my case's file.yaml", "Über Zoll 2.yaml", "UPPER_case.yaml"])
def test_an_id_proposed_from_a_file_name_is_accepted(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_text(SOUND, encoding="utf-8")
    right = next(str(p.right) for p in check_case(load(path)) if p.path == "id")
    proposed = re.search(r"write `id: (.*?)`", right)
    assert proposed is not None
    path.write_text(SOUND.replace("id: sound", f"id: {proposed[1]}"), encoding="utf-8")
    assert not [p for p in check_case(load(path)) if p.path == "id"]
    assert main(["new", str(path), "--force"]) == 0
    command = re.search(r"`winset (.*)` looks at it", capsys.readouterr().out)
    assert command is not None
    assert main(shlex.split(command[1])) == 0
