"""Each tutorial has a notebook with the same text, code and commands."""

import json
from pathlib import Path
from types import ModuleType

import pytest
from tests.contracts.scripts import load_script

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs" / "tutorial").glob("*.md"))


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """Load the script that writes notebooks."""
    return load_script(ROOT / "tools" / "notebooks.py")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_notebook_is_up_to_date(tool: ModuleType, page: Path) -> None:
    written = page.with_suffix(".ipynb").read_text("utf-8")
    assert written == tool.notebook(page.read_text("utf-8")), "run `python tools/notebooks.py`"


def test_there_are_four_tutorials() -> None:
    assert [page.stem[0] for page in PAGES] == ["1", "2", "3", "4"]


def test_prompts_and_outputs_go_and_commands_become_cells(tool: ModuleType) -> None:
    page = "# T\n\n```python\n>>> 1 + 1\n2\n```\n\nText.\n\n```console\n$ winset cases\n...\n```\n"
    cells = json.loads(tool.notebook(page))["cells"]
    assert [cell["cell_type"] for cell in cells] == ["markdown", "code", "markdown", "code"]
    assert ["".join(cell["source"]) for cell in cells][1::2] == ["1 + 1", "!winset cases"]
