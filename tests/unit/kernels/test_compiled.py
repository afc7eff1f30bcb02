"""Compiled code is kept on disk where that works, and never stands in the way where it does not."""

import errno
import logging
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numba.core import caching

from winset.kernels import compiled as module
from winset.kernels.compiled import compiled, compiled_like_numpy

COUNT = """
import numpy as np
from winset.kernels.weighted_votes import losing_chance
print(losing_chance(np.array([1, 2, 3]), np.array([1, 1, 1]), 4, 0.5))
"""


def counted(cache: Path) -> tuple[str, str]:
    """Count in a fresh process with this cache; return the answer and what was said."""
    run = subprocess.run(
        [sys.executable, "-c", COUNT],
        env={**os.environ, "NUMBA_CACHE_DIR": str(cache)},
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout, run.stderr


@pytest.fixture(autouse=True)
def nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_said", set())


def doubled(value: float) -> float:
    return 2.0 * value


@pytest.mark.parametrize("damaged", ["*.nbi", "*.nbc", "*.nb?"])
def test_damaged_files_of_the_cache_are_made_anew(damaged: str, tmp_path: Path) -> None:
    first = counted(tmp_path)
    assert first == ("0.625\n", "")
    kept = sorted(tmp_path.rglob(damaged))
    assert kept
    for number, path in enumerate(kept):
        path.write_bytes(path.read_bytes()[: (0, 7, path.stat().st_size // 2)[number % 3]])
    answer, said = counted(tmp_path)
    assert answer == "0.625\n"
    assert said.startswith("winset: damaged compiled code in ")
    assert said.count("\n") == 1
    assert counted(tmp_path) == first


def test_without_any_folder_to_keep_it_the_code_is_compiled_all_the_same(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(caching.CompileResultCacheImpl, "_locator_classes", [])
    with caplog.at_level(logging.WARNING, "winset"):
        function = compiled(doubled)
        compiled(doubled)
    assert function(2.0) == 4.0
    assert len(caplog.messages) == 1
    assert "compiled code cannot be kept" in caplog.messages[0]
    assert caplog.messages[0].endswith("name a folder that can be written in NUMBA_CACHE_DIR")


def test_a_full_disk_costs_the_cache_and_not_the_answer(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(caching.IndexDataCacheFile, "save", full)
    monkeypatch.setattr(caching.IndexDataCacheFile, "load", lambda *_: None)
    with caplog.at_level(logging.WARNING, "winset"):
        assert compiled(doubled)(2.0) == 4.0
    assert "(No space left on device); name a folder" in caplog.messages[0]


def test_division_by_zero_is_pythons_or_numpys() -> None:
    def inverse(value: float) -> float:
        return 1.0 / value

    def other_inverse(value: float) -> float:
        return 1.0 / value

    with pytest.raises(ZeroDivisionError):
        compiled(inverse)(0.0)
    assert compiled_like_numpy(other_inverse)(0.0) == np.inf
