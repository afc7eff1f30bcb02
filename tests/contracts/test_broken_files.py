"""Wrong input is answered with place, reason and remedy: never a traceback, always exit code 2."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from winset.cli import main

DATA = Path(__file__).parents[1] / "data"
BROKEN = sorted((DATA / "broken").glob("*.yaml"))
EXPECTED: dict[str, list[str]] = YAML(typ="safe").load(
    (DATA / "broken_expected.yaml").read_text(encoding="utf-8")
)
SOUND = (DATA / "sound.yaml").read_text(encoding="utf-8")


def errors_told(capsys: pytest.CaptureFixture[str], path: Path | str) -> list[str]:
    """Check a file and return the lines about errors, without its name and the summary."""
    code = main(["check", str(path)])
    told = capsys.readouterr()
    assert code == 2
    assert "Traceback" not in told.err
    assert told.out == ""
    lines = told.err.splitlines()
    assert lines[-1].startswith(f"{path}: ")
    assert "error" in lines[-1]
    errors = [line for line in lines[:-1] if ": warning: " not in line]
    return [line.removeprefix(str(path)).lstrip(":").strip() for line in errors]


def test_there_are_more_than_twenty_broken_files_each_with_an_expectation() -> None:
    assert len(BROKEN) > 20
    assert {path.stem for path in BROKEN} == set(EXPECTED)
    assert all(EXPECTED.values())


def test_the_file_the_broken_ones_were_made_from_is_sound(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", str(DATA / "sound.yaml")]) == 0
    assert "error" not in capsys.readouterr().err


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_each_problem_is_told_with_its_place_and_what_would_be_right(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert errors_told(capsys, path) == EXPECTED[path.stem]


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_other_verbs_refuse_the_file_too(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(path)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(f"{path}:{EXPECTED[path.stem][0].split(':')[0]}:")


@pytest.mark.parametrize(
    ("name", "data", "fragment"),
    [
        ("empty.yaml", b"", "1:1: the file is empty; start with `winset new FILE`"),
        ("comment.yaml", b"# nothing yet\n", "1:1: the file is empty"),
        (
            "zeros.yaml",
            b"winset: 1\n\0\0",
            "2:1: a zero byte at offset 10: this is not a text file",
        ),
        ("latin.yaml", "title: Jap\u00f3n".encode("latin-1"), "1:11: byte 0xf3 at offset 10"),
        ("utf16.yaml", "winset: 1".encode("utf-16"), "is text in UTF-16; save it as UTF-8"),
        ("bell.yaml", b"winset: 1\ntitle: \x07\n", "2:8: the character U+0007 is not allowed"),
        ("picture.yaml", b"\x89PNG\r\n\x1a\n\0\0", "is not UTF-8"),
        ("deep.yaml", b"a: " + b"[" * 5000 + b"]" * 5000, "nested more than 40 levels deep"),
        ("deep-block.yaml", b"- " * 3000 + b"1", "nested more than 40 levels deep"),
        ("open-only.yaml", b"{" * 100_000, "1:2: a key must be a single name"),
        ("many.yaml", b"a: [" + b"1," * 250_000 + b"1]", "more than 200,000 values"),
        ("digits.yaml", SOUND.replace("0.4", "9" * 5000).encode(), "is too large"),
    ],
    ids=lambda value: value if isinstance(value, str) and value.endswith("yaml") else "",
)
def test_a_file_that_is_no_case_at_all_is_refused(
    name: str, data: bytes, fragment: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert any(fragment in error for error in errors_told(capsys, path))


def test_a_bomb_of_aliases_is_refused_before_it_unfolds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    path = tmp_path / "laughs.yaml"
    path.write_text("\n".join(lines))
    assert "more than 200,000 values, with aliases written out" in errors_told(capsys, path)[0]


def test_a_file_of_fifty_megabytes_is_refused_by_its_size(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    assert errors_told(capsys, path) == [
        "has 50.0 MB; at most 5 MB are read; a case has well under 1 MB"
    ]


def test_what_is_no_ordinary_file_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    loop = tmp_path / "loop.yaml"
    loop.symlink_to(loop)
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    folder = tmp_path / "folder.yaml"
    folder.mkdir()
    assert "too many levels of symbolic links" in errors_told(capsys, loop)[0]
    assert errors_told(capsys, pipe) == ["is a device or a pipe; an ordinary file is needed"]
    assert errors_told(capsys, folder) == ["is a folder; an ordinary file is needed"]
    assert "is a device" in errors_told(capsys, "/dev/zero")[0]


def test_a_missing_file_is_told_with_its_nearest_neighbour(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "fast-track.yaml").write_text(SOUND)
    error = errors_told(capsys, tmp_path / "fasttrack.yaml")[0]
    assert error == f"there is no such file; did you mean `{tmp_path / 'fast-track.yaml'}`?"


def test_a_byte_order_mark_windows_line_ends_and_json_are_no_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    marked = tmp_path / "sound.yaml"
    marked.write_bytes(b"\xef\xbb\xbf" + SOUND.replace("\n", "\r\n").encode())
    assert main(["check", str(marked)]) == 0
    capsys.readouterr()
    assert main(["show", str(marked), "--json"]) == 0
    as_json = tmp_path / "sound.json"
    as_json.write_text(capsys.readouterr().out.replace("  ", "\t"))
    assert main(["check", str(as_json)]) == 0


def test_problems_come_as_json_with_the_same_places(capsys: pytest.CaptureFixture[str]) -> None:
    import json

    path = DATA / "broken" / "several-problems.yaml"
    assert main(["check", "--json", str(path)]) == 2
    problems = json.loads(capsys.readouterr().out)
    found = [
        f"{p['line']}:{p['column']}: {p['path']}: {p['what']}; {p['right']}"
        for p in problems
        if p["severity"] == "error"
    ]
    assert found == EXPECTED["several-problems"]
    assert {p["file"] for p in problems} == {str(path)}


@pytest.mark.parametrize("verb", ["check", "show"])
def test_a_fresh_process_answers_with_code_two_and_no_traceback(verb: str) -> None:
    path = DATA / "broken" / "unknown-field.yaml"
    program = "import sys; from winset.cli import main; sys.exit(main())"
    run = subprocess.run(
        [sys.executable, "-c", program, verb, str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 2
    assert run.stdout == ""
    assert "Traceback" not in run.stderr
    assert f"{path}:21:5: actors.president.postion: unknown field" in run.stderr
