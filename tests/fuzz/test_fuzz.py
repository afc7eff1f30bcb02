"""A small share of the fuzz suite, the same tries each time; `make fuzz` goes on from there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.fuzz.attempts import KINDS
from tests.fuzz.tables import TABLES
from tests.fuzz.verbs import DefectError, run_verb

ROOT = Path(__file__).parents[2]
SECONDS, TRIES = 30, 60


def test_a_few_tries_of_every_kind_end_in_an_answer_or_a_documented_error() -> None:
    """In a process of its own, whose memory is measured."""
    found = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.run", f"--seconds={SECONDS}", f"--tries={TRIES}"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    print(found.stdout)
    assert found.returncode == 0, found.stdout + found.stderr
    rows = [
        re.match(r"(.+?) +(\d+)(?: +\S+){5}$", line) for line in found.stdout.splitlines()[1:-1]
    ]
    tries = {row[1]: int(row[2]) for row in rows if row}
    assert set(tries) == {kind.name for kind in KINDS}
    assert min(tries.values()) >= 1
    assert "peak memory" in found.stdout


@pytest.mark.parametrize("verb", TABLES)
def test_tables_are_answered_before_they_are_damaged(verb: str, tmp_path: Path) -> None:
    table = TABLES[verb]
    path = tmp_path / table.file
    path.write_text(table.text, encoding="utf-8")
    words = [word.replace("TABLE", str(path)) for word in table.words(tmp_path)]
    assert run_verb(*words) == "answered"


def test_the_suite_sees_a_defect(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fuzz.verbs.main", lambda _words: 1)
    with pytest.raises(DefectError, match="exit 1"):
        run_verb("check", "case.yaml")
