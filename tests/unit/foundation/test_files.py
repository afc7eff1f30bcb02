"""Text files: read with limits, written whole or not at all."""

from pathlib import Path

import pytest

from winset.foundation.errors import CaseError, InputError
from winset.foundation.files import line_and_column, read_text, write_text


def test_a_file_is_replaced_whole_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    path.chmod(0o640)
    write_text(path, "new \u00e9\r\n")
    assert path.read_bytes() == "new \u00e9\r\n".encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    write_text(tmp_path / "link.txt", "new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


def test_nothing_is_left_behind_when_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "a.txt"
    path.write_text("old")
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(InputError, match="cannot be written: no space left on device"):
        write_text(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "absent" / "a.txt", "/dev/null"):
        with pytest.raises(InputError, match="cannot be written"):
            write_text(path, "x")
    assert list(tmp_path.iterdir()) == []


def test_text_comes_back_without_its_mark(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfa\r\nb")
    assert read_text(tmp_path / "a.txt") == "a\r\nb"


def test_a_byte_that_is_not_utf8_is_told_by_line_column_and_offset(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("ab\n\u00e9\u00e9".encode() + b"\xff")
    with pytest.raises(CaseError) as error:
        read_text(tmp_path / "a.txt")
    (problem,) = error.value.problems
    assert (problem.line, problem.column) == (2, 3)
    assert problem.what == "byte 0xff at offset 7 is not UTF-8"


def test_places_count_from_one() -> None:
    assert line_and_column("", 0) == (1, 1)
    assert line_and_column("ab\n\ncd", 5) == (3, 2)


def test_a_name_that_no_system_accepts_is_told() -> None:
    with pytest.raises(CaseError, match="is not a file name"):
        read_text("a\0b")
