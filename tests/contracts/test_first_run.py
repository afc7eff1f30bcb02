"""What a newcomer meets: the two commands of the README, on a machine with Python and make."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HANDLER = "import conftest, signal; print(signal.getsignal(signal.SIGINT).__name__)"


def test_children_of_a_run_in_the_background_can_be_interrupted() -> None:
    """A shell starts what runs in the background, or under nohup, with interrupts ignored."""
    run = subprocess.run(
        [sys.executable, "-c", HANDLER],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),
    )
    assert run.stdout.strip() == "default_int_handler", run.stderr


def test_reasons_of_skips_are_listed_once_with_their_tests(tmp_path: Path) -> None:
    (tmp_path / "test_three.py").write_text(
        "import pytest\n"
        "@pytest.mark.parametrize('case', ['one case', 'two'])\n"
        "def test_browser(case): pytest.skip('needs a browser: apt-get install chromium')\n"
        "def test_present(): pass\n"
    )
    names = tmp_path / "skipped"
    plugin = f"import conftest, pathlib; conftest.SKIPPED_TESTS = pathlib.Path({str(names)!r})"
    words = ["-p", "conftest", "-n", "0", "-p", "no:cacheprovider", "--rootdir", str(tmp_path)]
    code = f"{plugin}\nimport pytest, sys\nsys.exit(pytest.main({[*words, str(tmp_path)]!r}))"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "    2  needs a browser: apt-get install chromium" in run.stdout, run.stdout
    assert names.read_text().splitlines() == [
        "test_three.py::test_browser[one case]",
        "test_three.py::test_browser[two]",
    ]
