"""`winset show`."""

import json
from pathlib import Path

import pytest

from winset.casebook import read_case
from winset.cases.file.read import load_text
from winset.cases.model.quantities import Quantity
from winset.cli import main
from winset.cli.shared.case_view import ASCII_MARKS, axis_line

DATA = Path(__file__).parents[2] / "data"


def shown(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Run `winset show` and return what it prints."""
    assert main(["show", *words]) == 0
    return capsys.readouterr().out


def test_every_actor_stands_on_the_axis_and_every_source_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    case = read_case("fast-track-1997")
    text = shown(capsys, case.id)
    axis = text[text.index("Openness of trade policy") : text.index("\nReasons\n")]
    placed = [line.split() for line in axis.splitlines() if "●" in line]
    assert {words[0] for words in placed} == {
        "status",
        "proposal",
        *(name for name, actor in case.actors.items() if "openness" in actor.position),
    }
    shares = [float(words[-1]) for words in placed[2:]]
    assert shares == sorted(shares)
    assert all(source.text in text for source in case.sources.values())
    flat = " ".join(text.split())
    assert all(" ".join(note.split()) in flat for note in case.notes)


def test_the_rule_is_a_tree_and_the_stages_have_their_ranges(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = shown(capsys, "fast-track-1997")
    assert "│   ├── house: 218 of 435\n" in text
    assert "    └── senate: 67 of 100\n" in text
    assert "vote by      1999-01-03" in text
    assert "afl-cio on internationalist-republicans: 0.1 (0.05–0.15)" in text


@pytest.mark.parametrize("columns", [60, 100, 200])
def test_no_line_is_wider_than_the_terminal(
    columns: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = shown(capsys, "china-pntr-2000").splitlines()
    assert max(map(len, lines)) <= columns


def test_a_pipe_gets_no_colour(capsys: pytest.CaptureFixture[str]) -> None:
    assert "\x1b" not in shown(capsys, "fast-track-1997")


def test_json_is_the_case_itself(capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(capsys, "fast-track-1997", "--json")
    assert json.loads(text)["id"] == "fast-track-1997"
    assert load_text(text, "x").case == read_case("fast-track-1997")


def test_a_case_that_contradicts_itself_is_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    path = DATA / "broken" / "quota-above-chamber.yaml"
    assert main(["show", str(path)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(f"{path}:15:31: rule.all.0.quota: ")


def test_many_problems_are_cut_with_a_way_to_see_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "sound.yaml"
    many = ", ".join(f"{{from: a{n}, to: members, strength: 0.1}}" for n in range(30))
    text = (DATA / "sound.yaml").read_text()
    path.write_text(text.replace("  - {from: unions, to: members, strength: 0.2}", f"  [{many}]"))
    assert main(["show", str(path)]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 9
    assert lines[-1] == f"and 22 more; `winset check {path}` shows all"


def test_an_axis_shows_value_and_range_in_place() -> None:
    def line(low: float, likely: float, high: float) -> str:
        return axis_line(Quantity(low=low, likely=likely, high=high), 11, ASCII_MARKS)

    assert line(0, 0, 0) == "o.........."
    assert line(1, 1, 1) == "..........o"
    assert line(0.1, 0.5, 0.9) == ".|---o---|."
    assert line(0, 0.5, 0.5) == "|----o....."


def test_what_was_known_when_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    text = (Path(__file__).parents[2] / "data" / "sound.yaml").read_text(encoding="utf-8")
    head = (
        "id: sound\ncountry: Utopia\nas_of: 1997-09-16\npackage: false\n"
        "clock: {by: 1997-11-20, source: a statute}\n"
        "scheduled: {date: 1997-11-01, source: a rule}\n"
        "agenda: [{what: a budget, from: 1997-09-01, to: 1997-10-01, source: a paper}]\n"
        "sequence: [{text: first text, chambers: [house], date: 1997-05-01}]\n"
    )
    group = "unions: {level: group, joined: {value: true, source: a letter}, reach: [house], "
    path = tmp_path / "sound.yaml"
    path.write_text(
        text.replace("id: sound\n", head).replace("unions: {level: group, ", group),
        encoding="utf-8",
    )
    assert main(["show", str(path)]) == 0
    out = capsys.readouterr().out
    for told in (
        "Utopia",
        "forecast as of  1997-09-16",
        "opens, by the moves of its axes",
        "1997-11-20 (a statute)",
        "1997-11-01 (a rule)",
        "a budget, 1997-09-01 to 1997-10-01",
        "1997-05-01: first text (house)",
        "joined the campaign, reaches house",
    ):
        assert told in out
