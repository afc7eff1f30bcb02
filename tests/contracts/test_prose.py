"""Plain words: no construction foreign to textbook English, no role that a code host shows raw."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
SOURCES = [path for path in (ROOT / "src").rglob("*.py") if "__pycache__" not in path.parts]

IS_NO = re.compile(r"(?P<before>\w+)?\W{1,3}(?:is|are|was|were) no (?P<word>[a-z]+)\b")
BEFORE = {"there", "it", "that", "here", "where"}
""""There is no such actor" is English; "`x` is no actor" is not."""
AFTER = {
    "answer", "better", "different", "doubt", "easy", "failure", "fewer", "forecast", "forecasts",
    "further", "good", "less", "longer", "matter", "more", "one", "other", "random", "reader",
    "such", "way", "wider", "worse",
}  # fmt: skip
"""Set phrases, and comparisons ("is no longer")."""


def is_no(text: str) -> list[str]:
    """Return what reads "x is no y" and should read "x is not a y"."""
    return [
        found.group(0).strip()
        for found in IS_NO.finditer(text)
        if (found["before"] or "").lower() not in BEFORE and found["word"] not in AFTER
    ]


@pytest.mark.parametrize("path", [*PAGES, *SOURCES], ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_said_to_be_no_thing(path: Path) -> None:
    assert is_no(path.read_text("utf-8")) == []


QUESTION = re.compile(r"(What|Who|Whose|Whom|How|Where|Whether|Which|When|Why)\b")
""""What a table says" is a question without an answer; "Content of a table" names the thing."""


def docstrings(text: str) -> Iterator[str]:
    """Yield every docstring of a module, those under names of the module or a class included."""
    for node in ast.walk(ast.parse(text)):
        body = getattr(node, "body", None)
        if not isinstance(body, list):
            continue
        for before, here in zip([None, *body], body, strict=False):
            named = isinstance(before, ast.Assign | ast.AnnAssign)
            first = before is None and not isinstance(node, ast.If | ast.For | ast.With | ast.Try)
            if (named or first) and isinstance(here, ast.Expr):
                value = getattr(here.value, "value", None)
                if isinstance(value, str):
                    yield value.strip()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_docstring_names_the_thing_or_says_what_to_do(path: Path) -> None:
    assert [one for one in docstrings(path.read_text("utf-8")) if QUESTION.match(one)] == []


def test_the_check_finds_questions_in_docstrings() -> None:
    text = '"""Parts."""\nX = 1\n"""What X is."""\ndef f():\n    """How f works."""\n    "Who"\n'
    assert [one for one in docstrings(text) if QUESTION.match(one)] == [
        "What X is.",
        "How f works.",
    ]


TOLD = re.compile(r"\b(?:tells?|told|telling)\b(?!\W+(?:\w+\W+){0,3}apart\b)")
"""A message reports, a file states, a reader notes; "cannot be told apart" is English."""
NAMES = re.compile(r"\{[^{}]*\}|^\s*\w+\s*$", re.MULTILINE)
"""Values in a message, and parameters by name."""


def told(text: str) -> list[str]:
    """Return the strings and comments of a module in which something is told."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    said = (token.string for token in tokens if token.type in (tokenize.STRING, tokenize.COMMENT))
    return [one for one in said if TOLD.search(NAMES.sub("", one))]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_told(path: Path) -> None:
    assert told(path.read_text("utf-8")) == []


def test_the_check_finds_what_is_told() -> None:
    text = 'told = f"read {told}"  # else told at its name\n"cannot be told apart"\n'
    assert told(text) == ["# else told at its name"]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_work_on_a_code_host(path: Path) -> None:
    assert re.findall(r"\{(?:doc|ref|func|class)\}`[^`]*`", path.read_text("utf-8")) == []


def test_the_check_finds_the_construction_and_lets_english_pass() -> None:
    assert is_no("If it is no more, `x` is no actor of this case.") == ["x` is no actor"]
    assert is_no("There is no such case. The bill is no longer open.") == []
