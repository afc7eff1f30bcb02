"""The runner of documentation examples finds them, and fails where a page is wrong."""

from pathlib import Path
from types import ModuleType

import pytest
from tests.contracts.scripts import load_script

ROOT = Path(__file__).parents[2]
PAGE = """\
# Title

```python
>>> 1 + 1
2
```

```sh
rm -r everything
```

- item

  ```console
  $ python -c "print('one two')"
  one two
  ```
"""


@pytest.fixture(scope="module")
def runner() -> ModuleType:
    """Give a copy of the root conftest.py of its own."""
    return load_script(ROOT / "conftest.py")


def test_python_and_console_blocks_are_found_with_their_lines(runner: ModuleType) -> None:
    blocks = list(runner.fenced_blocks(PAGE))
    assert [(block.language, block.line) for block in blocks] == [("python", 3), ("console", 14)]
    assert blocks[0].source == ">>> 1 + 1\n2\n"
    assert blocks[1].source == "$ python -c \"print('one two')\"\none two\n"


def test_every_page_of_the_tree_is_collected(pytestconfig: pytest.Config) -> None:
    places = [ROOT / place for place in pytestconfig.getini("testpaths")]
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
    assert [page for page in pages if not any(page.is_relative_to(place) for place in places)] == []


def test_a_wrong_python_output_fails(runner: ModuleType) -> None:
    with pytest.raises(runner.ExampleError, match="Expected"):
        runner.run_python(runner.Block("python", ">>> 1 + 1\n3\n", 0), {}, Path("page.md"))


def test_python_blocks_share_their_names(runner: ModuleType) -> None:
    names: dict[str, object] = {}
    runner.run_python(runner.Block("python", "a = 2\n", 0), names, Path("page.md"))
    runner.run_python(runner.Block("python", ">>> b = a\n>>> b\n2\n", 0), names, Path("page.md"))
    assert names["b"] == 2


@pytest.mark.parametrize("expected", ["", "one two\n", "one ...\n", "one\ntwo\n"])
def test_a_command_prints_what_the_page_shows(runner: ModuleType, expected: str) -> None:
    runner.run_command("python -c \"print('one two')\"", expected)


@pytest.mark.parametrize(
    ("command", "expected", "message"),
    [
        ("python -c \"print('one')\"", "two\n", "Expected"),
        ('python -c "raise SystemExit(2)"', "", "exited 2, not 0"),
        ("python -c \"print('one')\"  # exits 2", "", "exited 0, not 2"),
        ("make test", "", "needs an sh block"),
    ],
)
def test_a_wrong_command_fails(
    runner: ModuleType, command: str, expected: str, message: str
) -> None:
    with pytest.raises(runner.ExampleError, match=message):
        runner.run_command(command, expected)


def test_a_declared_failure_is_accepted(runner: ModuleType) -> None:
    runner.run_command('python -c "raise SystemExit(2)"  # exits 2', "")


def test_pages_are_written_with_what_their_examples_print(runner: ModuleType) -> None:
    block = runner.Block("python", ">>> a = 2\n>>> a + 1\n4\n>>> a\n2\n", 0)
    written = runner.written_python(block, {}, Path("page.md"))
    assert written == ">>> a = 2\n>>> a + 1\n3\n>>> a\n2\n"
    console = runner.Block("console", "$ python -c \"print('one', 2)\"\none 3\n\n", 0)
    assert runner.written_console(console) == "$ python -c \"print('one', 2)\"\none 2\n\n"


@pytest.mark.parametrize(
    ("shown", "printed", "expected"),
    [
        (["a", "..."], "b\nc\nd\n", ["b", "..."]),
        (["a", "...", "z"], "b\nc\ny\n", ["b", "...", "y"]),
        (["in ... ms", "a"], "in 3 ms\nb\n", ["in ... ms", "b"]),
        (["a"], "b\nc\n", ["b", "c"]),
    ],
)
def test_what_a_page_leaves_out_stays_out(
    runner: ModuleType, shown: list[str], printed: str, expected: list[str]
) -> None:
    assert runner.elided(shown, printed) == expected


def test_an_example_that_raises_is_not_written(runner: ModuleType) -> None:
    with pytest.raises(runner.ExampleError, match="ZeroDivisionError"):
        runner.written_python(runner.Block("python", ">>> 1 / 0\n1\n", 0), {}, Path("page.md"))
