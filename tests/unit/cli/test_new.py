"""`winset new`."""

import json
from pathlib import Path

import pytest

from winset.cases.file.read import read_case_file
from winset.cases.templates.skeleton import rule_names
from winset.cli import main


@pytest.mark.parametrize("rule", rule_names())
def test_check_accepts_what_new_writes(
    rule: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "my-case.yaml"
    assert main(["new", str(path), "--rule", rule]) == 0
    assert main(["check", str(path)]) == 0
    assert "error" not in capsys.readouterr().err
    assert read_case_file(path).id == "my-case"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_is_only_overwritten_when_told_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("mine")
    assert main(["new", str(path)]) == 2
    assert path.read_text() == "mine"
    assert "--force" in capsys.readouterr().err
    assert main(["new", str(path), "--force", "--title", "Mine: all"]) == 0
    assert read_case_file(path).title == "Mine: all"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["a.json"], "a case file ends in .yaml; write a.yaml"),
        (["a.yaml", "--template", "negotiation", "--actors", "x.csv"], "belongs to one country"),
        (["a.yaml", "--template", "domestc"], "'domestc' is not one of 'domestic', 'negotiation'"),
        (["a.yaml", "--rule", "us-bil"], "did you mean `us-bill`?"),
        (["absent/a.yaml"], "cannot be written: no such file or directory"),
        (["a.yaml", "--actors", "absent.csv"], "absent.csv: there is no such file"),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_written(
    words: list[str],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", *words]) == 2
    assert message in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_actors_come_from_a_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("actors.csv").write_text(
        "id,level,position.openness,seats.house,capacity\n"
        "reps,legislature,0.65,228,\ndems,legislature,0.45,207,\nunions,group,0.2,,20\n"
    )
    assert main(["new", "bill.yaml", "--actors", "actors.csv", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"file": "bill.yaml", "id": "bill"}
    case = read_case_file("bill.yaml")
    assert case.actors["unions"].capacity.likely == 20
    assert sum(actor.seats.get("house", 0) for actor in case.actors.values()) == 435
    assert {"president", "senate-majority"} < set(case.actors)


def test_a_table_that_does_not_fit_the_rule_is_told_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("actors.csv").write_text(
        "id,level,position.openness,seats.house\nreps,legislature,0.65,436\n"
    )
    assert main(["new", "bill.yaml", "--actors", "actors.csv"]) == 2
    assert "actors.csv: actors.reps.seats.house: the blocs of the house have 436" in (
        capsys.readouterr().err
    )
    assert not Path("bill.yaml").exists()


def test_a_whip_list_becomes_a_case_that_says_how_members_were_placed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = [f"Member {n},{'DR'[n % 2]},{'yes' if n % 3 else 'lean no'}" for n in range(300)]
    Path("whip.csv").write_text("\n".join(["member,party,position", *rows]))
    assert main(["new", "bill.yaml", "--actors", "whip.csv", "--rule", "parliament"]) == 0
    case = read_case_file("bill.yaml")
    assert sum(actor.seats.get("parliament", 0) for actor in case.actors.values()) == 300
    assert "placed by their declared position" in case.notes[0]


def test_a_codebook_writes_every_default_with_its_source(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(tmp_path / "a-bill.yaml")
    assert main(["new", file, "--codebook", "us-trade", "--as-of", "1995-03-01"]) == 0
    assert "each with its source" in " ".join(capsys.readouterr().out.split())
    assert main(["check", file]) == 0
    checked = capsys.readouterr()
    assert checked.err.splitlines() == [
        f"{file}:20:10: warning: summary: still says `What it was about, in two sentences.`; say "
        "what the case is about"
    ]
    assert checked.out.endswith("1 warning\n")


@pytest.mark.parametrize(
    ("option", "choices"),
    [("--codebook", "us-trade, abroad"), ("--template", "domestic, negotiation")],
)
def test_an_option_without_its_value_names_the_choices(
    option: str, choices: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "bill.yaml", option]) == 2
    assert (
        f"Option '{option}' requires an argument. It takes: {choices}." in capsys.readouterr().err
    )


def test_a_codebook_case_is_told_as_json_and_not_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["new", str(tmp_path / "a-bill.yaml"), "--codebook", "us-trade", "--congress", "104"]
    assert main([*words, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == "a-bill"
    assert main(words) == 2
    assert "--force" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--congress", "104"], "add --codebook us-trade or abroad"),
        (["--codebook", "us-trade", "--as-of", "1995-3-1"], "write 1995-03-01"),
        (["--codebook", "us-trade", "--as-of", "1995-03-01", "--step", "larg"], "`large`"),
        (
            ["--codebook", "abroad", "--parliament", "walonia-parliament"],
            "wallonia-parliament-2014",
        ),
    ],
)
def test_wrong_options_of_a_codebook_are_told(
    options: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", str(tmp_path / "a-bill.yaml"), *options]) == 2
    assert message in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
