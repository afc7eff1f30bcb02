"""The Python of the first pages a user reads passes the strict type checker."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = (
    "README.md",
    "docs/tutorial/1-first-case.md",
    "docs/tutorial/3-two-countries-and-a-treaty.md",
)


def python_of(page: str) -> str:
    """Give the statements of the Python blocks of a page, without what they print."""
    blocks = re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    found = []
    for block in blocks:
        examples = doctest.DocTestParser().get_examples(block)
        found.append("".join(example.source for example in examples) if examples else block)
    return "\n".join(found)


def test_the_python_of_a_page_is_what_stands_behind_its_prompts() -> None:
    page = "```python\n>>> x = 1\n>>> x\n1\n```\ntext\n```python\ny = 2\n```\n"
    assert python_of(page) == "x = 1\nx\n\ny = 2\n"


@pytest.mark.usefixtures("type_checker")
def test_the_python_of_a_page_passes_the_strict_type_checker(tmp_path: Path) -> None:
    files = []
    for name in PAGES:
        file = tmp_path / f"page_{re.sub(r'[^a-z]', '_', Path(name).stem.lower())}.py"
        file.write_text(python_of((ROOT / name).read_text(encoding="utf-8")), encoding="utf-8")
        files.append(str(file))
    assert all(Path(file).stat().st_size > 40 for file in files)
    run = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", *files], cwd=ROOT, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout + run.stderr
