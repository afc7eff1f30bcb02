"""What was confirmed is on disk; what a crash cut off was not confirmed."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from winset.foundation.errors import InputError
from winset.workbench.editing.journal import Journal, read_records

RECORDS = [
    {"op": "set", "values": {"a.b": 0.5}},
    {"op": "text", "text": "zwölf\n\ud83d"},
    {"op": "undo"},
]


def written(path: Path) -> bytes:
    journal = Journal(path)
    for record in RECORDS:
        journal.append(record)
    return path.read_bytes()


def test_records_come_back_in_order(tmp_path: Path) -> None:
    written(tmp_path / "new" / "folder" / "a.journal")
    again = Journal(tmp_path / "new" / "folder" / "a.journal")
    assert again.take() == RECORDS
    assert again.take() == []
    assert not again.was_cut


def test_a_journal_cut_anywhere_gives_the_records_that_were_whole(tmp_path: Path) -> None:
    data = written(tmp_path / "a.journal")
    ends = [place + 1 for place, byte in enumerate(data) if byte == 10]
    for length in range(len(data) + 1):
        found, whole = read_records(data[:length])
        assert found == RECORDS[: sum(end <= length for end in ends)]
        assert whole == max([end for end in ends if end <= length], default=0)


def test_any_changed_byte_ends_the_journal_before_its_record(tmp_path: Path) -> None:
    data = written(tmp_path / "a.journal")
    ends = [place + 1 for place, byte in enumerate(data) if byte == 10]
    for place in range(len(data)):
        broken = bytearray(data)
        broken[place] ^= 1
        found, _ = read_records(bytes(broken))
        assert found == RECORDS[: sum(end <= place for end in ends)]


def test_a_cut_record_is_overwritten_by_the_next(tmp_path: Path) -> None:
    path = tmp_path / "a.journal"
    path.write_bytes(written(path)[:-5])
    journal = Journal(path)
    assert journal.was_cut
    assert journal.take() == RECORDS[:2]
    journal.append({"op": "redo"})
    assert Journal(path).take() == [*RECORDS[:2], {"op": "redo"}]


def test_a_full_disk_is_told_and_leaves_the_journal_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.journal"
    journal = Journal(path)
    journal.append(RECORDS[0])

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(InputError, match="no space left"):
            journal.append(RECORDS[1])
    journal.append(RECORDS[2])
    assert Journal(path).take() == [RECORDS[0], RECORDS[2]]


@pytest.mark.skipif(os.name == "nt", reason="limits of a process are set otherwise there")
def test_a_disk_that_takes_half_a_record_confirms_none(tmp_path: Path) -> None:
    code = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from winset.foundation.errors import InputError\n"
        "from winset.workbench.editing.journal import Journal\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))\n"
        "journal = Journal(Path(sys.argv[1]))\n"
        "for number in range(100):\n"
        "    try:\n"
        "        journal.append({'number': number, 'words': 'x' * 900})\n"
        "    except InputError:\n"
        "        break\n"
        "    print(number)\n"
    )
    path = tmp_path / "a.journal"
    command = [sys.executable, "-c", code, str(path)]
    told = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout
    confirmed = [int(line) for line in told.split()]
    assert 5 < len(confirmed) < 20
    assert [record["number"] for record in Journal(path).take()] == confirmed


def test_rewriting_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.journal"
    written(path)
    journal = Journal(path)
    journal.rewrite([RECORDS[2]])
    journal.append(RECORDS[0])
    assert Journal(path).take() == [RECORDS[2], RECORDS[0]]


def test_numbers_json_does_not_know_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "a.journal")
    with pytest.raises(ValueError, match="JSON"):
        journal.append({"value": float("nan")})
    assert not (tmp_path / "a.journal").exists()
