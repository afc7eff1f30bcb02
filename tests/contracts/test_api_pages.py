"""The reference of the Python interface holds every public function, in readable Markdown."""

from pathlib import Path
from types import ModuleType

import pytest
from tests.contracts.scripts import load_script

import winset as ws

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def pages() -> ModuleType:
    """Load the script that writes the pages."""
    return load_script(DOCS / "api_pages.py")


def test_a_page_for_each_family_and_the_verbs(pages: ModuleType, tmp_path: Path) -> None:
    written = {path.stem: path.read_text("utf-8") for path in pages.write_pages(tmp_path)}
    assert set(written) == {"index", "verbs", *pages.FAMILIES}
    for family in pages.FAMILIES:
        for name, function in pages.family_functions(family).items():
            assert f"## {name}\n" in written[family]
            assert (function.__doc__ or "").strip().split("\n")[0] in written[family]


def test_the_verbs_are_there_and_functions_of_families_are_not(pages: ModuleType) -> None:
    names = set(pages.verb_functions())
    assert {"analyze", "estimate", "forecast", "negotiate", "sweep", "new_case", "seal"} <= names
    assert ws.power.shapley_shubik not in pages.verb_functions().values()


def test_a_docstring_becomes_markdown(pages: ModuleType) -> None:
    parameters = "Parameters\n----------\nx : float\n    Length."
    text = f"First line.\n\n{parameters}\n\nExamples\n--------\n>>> 1\n1"
    assert list(pages.markdown(text)) == [
        "First line.",
        "**Parameters**",
        "- `x` (float)\n  Length.",
        "**Examples**",
        "```pycon\n>>> 1\n1\n```",
    ]
