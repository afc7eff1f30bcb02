"""`winset check`, and what all verbs share: exit codes, usage errors, defects."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import winset
from winset.cli import DEFECT, VERBS, main

DATA = Path(__file__).parents[2] / "data"
SOUND = str(DATA / "sound.yaml")
PROGRAM = "import sys; from winset.cli import main; sys.exit(main())"


def test_a_sound_case_has_exit_code_zero_and_a_summary(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", SOUND]) == 0
    told = capsys.readouterr()
    assert told.out == f"{SOUND}: 1 warning, 13 notes\n"
    assert told.err.count("\n") == 1


def test_notes_are_shown_when_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "-v", SOUND]) == 0
    assert capsys.readouterr().err.count("note: ") == 13


def test_published_cases_are_checked_by_id(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "fast-track-1997", "china-pntr-2000"]) == 0
    assert capsys.readouterr().out.startswith("2 files: ")


def test_one_wrong_file_among_several_is_enough(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", SOUND, str(DATA / "broken" / "tab.yaml"), "fast-trak-1997"]) == 2
    error = capsys.readouterr().err
    assert "tab.yaml:20:1: a tab stands where" in error
    assert "did you mean `fast-track-1997`?" in error
    assert error.splitlines()[-1].startswith("3 files: 2 errors, 1 warning")


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("china-pntr-200", "did you mean `china-pntr-2000`?"),
        ("nowhere.yaml", "there is no such file"),
        ("putnam-figure-1", "is a negotiation"),
        ("china-pntr-2000", "votes on openness; its vote axes must be those of the table: tariff"),
    ],
)
def test_a_case_that_a_country_names_is_looked_at(
    named: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from winset.cases.templates.skeleton import negotiation_skeleton_text

    text = negotiation_skeleton_text("table")
    end = text[text.index("# Who must ratify") :]
    text = f"{text[: text.index('  second:')]}  second: {{title: S, case: {named}}}\n{end}"
    path = tmp_path / "table.yaml"
    path.write_text(text, encoding="utf-8")
    assert main(["check", str(path)]) == 2
    error = capsys.readouterr().err
    assert "countries.second.case: " in error
    assert told in error


def test_json_is_a_list_of_problems_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--json", SOUND]) == 0
    told = capsys.readouterr()
    (problem,) = json.loads(told.out)
    assert told.err == ""
    assert set(problem) == {"severity", "file", "line", "column", "path", "what", "right"}
    assert problem["severity"] == "warning"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["chek"], "winset: No such command 'chek'. Did you mean 'check'"),
        (["check"], "winset check: Missing argument 'FILE...'."),
        (["check", "--verbos", "x"], "winset check: No such option: --verbos"),
        (["--foo"], "winset: No such option: --foo"),
    ],
)
def test_a_wrong_command_is_told_in_two_lines(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    told = capsys.readouterr()
    assert told.out == ""
    first, second = told.err.splitlines()
    assert first.startswith(message)
    assert second.startswith("See `winset")


def test_no_words_show_the_help_and_the_version_is_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([]) == 0
    without = capsys.readouterr().out
    assert main(["--help"]) == 0
    assert capsys.readouterr().out == without
    assert all(f"\n  {verb} " in without for verb in VERBS)
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"winset {winset.__version__}\n"


@pytest.mark.parametrize(
    "words",
    [["cases"], ["show", SOUND], ["check", SOUND], ["schema"], ["cite"], ["cite", SOUND]],
    ids=" ".join,
)
def test_json_and_seed_go_with_every_verb_and_json_stands_alone(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "--json", "--seed", "7"]) == 0
    told = capsys.readouterr()
    json.loads(told.out)
    assert told.err == ""


def test_a_defect_is_one_exit_code_two_lines_and_no_traceback(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> None:
        raise ZeroDivisionError("a slip")

    monkeypatch.setattr("winset.cases.checks.check.check_case", broken)
    monkeypatch.delenv("WINSET_DEBUG", raising=False)
    assert main(["check", SOUND]) == DEFECT
    error = capsys.readouterr().err
    assert error.startswith("winset: this is a defect of winset, not of your input: ZeroDivision")
    assert error.count("\n") == 2
    monkeypatch.setenv("WINSET_DEBUG", "1")
    assert main(["check", SOUND]) == DEFECT
    assert "Traceback" in capsys.readouterr().err


def test_an_interruption_has_its_own_exit_code(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("winset.cases.checks.check.check_case", interrupted)
    assert main(["check", SOUND]) == 130
    assert "Traceback" not in capsys.readouterr().err


def test_a_reader_that_goes_away_is_no_defect() -> None:
    for words in (["show", "fast-track-1997"], ["schema"], ["cite"]):
        with subprocess.Popen(
            [sys.executable, "-c", PROGRAM, *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as run:
            assert run.stdout is not None
            assert run.stderr is not None
            run.stdout.close()
            assert run.stderr.read() == ""
        assert run.returncode == 141


@pytest.mark.parametrize("words", [["--help"], ["check", "fast-track-1997"], ["cases"], ["schema"]])
def test_light_verbs_import_no_array_or_table_library(words: list[str]) -> None:
    program = (
        "import sys\nfrom winset.cli import main\n"
        f"assert main({words!r}) == 0\n"
        "heavy = {'numba', 'scipy', 'pandas', 'altair', 'numpy'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr


def test_an_ascii_terminal_stops_nothing() -> None:
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, "show", "fast-track-1997"],
        capture_output=True,
        check=False,
        env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"},
    )
    assert run.returncode == 0
    assert run.stdout.isascii()
    assert b"|--o--|" in run.stdout
