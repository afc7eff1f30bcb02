"""One server a folder; what a server that was killed leaves behind holds nobody up."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from winset.foundation.errors import InputError
from winset.workbench.editing.folder_lock import FolderLock


def test_a_folder_is_held_by_one_and_free_again_afterwards(tmp_path: Path) -> None:
    first = FolderLock(tmp_path)
    first.note("http://127.0.0.1:1234/")
    with pytest.raises(InputError, match=r"another workbench .* at http://127.0.0.1:1234/"):
        FolderLock(tmp_path)
    first.release()
    first.release()
    FolderLock(tmp_path).release()


@pytest.mark.skipif(os.name == "nt", reason="files are removed otherwise there")
def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        FolderLock(tmp_path / "gone")


def test_a_second_server_on_the_same_folder_is_refused_and_a_killed_one_is_not(serve: Any) -> None:
    served = serve()
    command = [sys.executable, "-m", "winset", "serve", "--only-api", "--no-browser", "--port", "0"]
    command += ["--folder", str(served.folder)]
    found = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert found.returncode == 2
    assert served.address in found.stderr
    assert "Traceback" not in found.stderr
    served.kill()
    again = serve(served.folder)
    with again.client() as visitor:
        assert visitor.get("/api/cases").status_code == 200
