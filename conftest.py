"""Test set-up for everything: the environment of a run, and the examples of the documentation.

Every `python` and `console` block of README.md, CONTRIBUTING.md and docs/ is executed, in the order
of the page and in an empty folder. Python blocks of one page share their names; a block with `>>>`
prompts is compared with what it shows. Console blocks run their `$ ` commands and compare what is
printed. Blocks of other languages (`sh`, `yaml`, `json`) are only shown.
"""

import contextlib
import doctest
import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parent

# --- The environment of a run --------------------------------------------------------------------


def kernel_cache() -> Path:
    """Give the folder for compiled kernels: another one as soon as any kernel's source changes.

    Numba notices only that the file of a function changed, not that a function it calls did.
    """
    digest = hashlib.sha256(version("numba").encode())
    for source in sorted((ROOT / "src/winset/kernels").rglob("*.py")):
        digest.update(source.read_bytes())
    return ROOT / "build" / "numba" / digest.hexdigest()[:16]


os.environ.setdefault("NUMBA_CACHE_DIR", str(kernel_cache()))

# A test that asks for more memory than this fails by itself instead of ending its neighbours.
MEMORY_LIMIT_BYTES = 8 * 1024**3
if sys.platform == "linux":
    import resource

    _, hard_limit = resource.getrlimit(resource.RLIMIT_DATA)
    if hard_limit == resource.RLIM_INFINITY or hard_limit > MEMORY_LIMIT_BYTES:
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_LIMIT_BYTES, hard_limit))

# The same tree gives the same verdict twice. `make explore` looks for new counterexamples.
_SLOW_MACHINE = (HealthCheck.too_slow,)
settings.register_profile(
    "repeat", deadline=None, suppress_health_check=_SLOW_MACHINE, derandomize=True
)
settings.register_profile(
    "explore", deadline=None, suppress_health_check=_SLOW_MACHINE, max_examples=1000
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeat"))

# --- The examples of the documentation -----------------------------------------------------------

FENCE = re.compile(
    r"^(?P<indent> *)```(?P<language>python|console) *\n(?P<source>.*?)^(?P=indent)``` *$",
    re.MULTILINE | re.DOTALL,
)
PROMPT = re.compile(r"^\$ ", re.MULTILINE)
EXIT_CODE = re.compile(r"#\s*exits (\d+)\s*$")
COMPARISON = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
PROGRAMS = ("winset", "python", "cat", "ls", "head")
TERMINAL = {"COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"}


class ExampleError(Exception):
    """An example of the documentation does not do what the page shows."""


@dataclass(frozen=True)
class Block:
    """A fenced block of a page: its language, its text, and the line of its first character."""

    language: str
    source: str
    line: int


def fenced_blocks(text: str) -> Iterator[Block]:
    """Yield the executable blocks of a page, in order."""
    for match in FENCE.finditer(text):
        lines = match["source"].splitlines()
        source = "\n".join(line.removeprefix(match["indent"]) for line in lines) + "\n"
        yield Block(match["language"], source, text.count("\n", 0, match.start("source")))


def run_python(block: Block, names: dict[str, Any], page: Path) -> None:
    """Execute a block of Python; compare the output if it is written with prompts."""
    if not block.source.lstrip().startswith(">>>"):
        exec(compile("\n" * block.line + block.source, str(page), "exec"), names)  # noqa: S102
        return
    example = doctest.DocTestParser().get_doctest(
        block.source, names, page.name, str(page), block.line
    )
    found: list[str] = []
    runner = doctest.DocTestRunner(verbose=False, optionflags=COMPARISON)
    runner.run(example, out=found.append, clear_globs=False)
    names.update(example.globs)
    if found:
        raise ExampleError("".join(found))


def run_command(command: str, expected: str) -> None:
    """Run a command and compare what it prints with the lines under it.

    A command that should fail says so: ``$ winset check wrong.yaml  # exits 2``. A command with no
    lines under it may print anything. ``...`` stands for any text.
    """
    program = command.split(maxsplit=1)[0]
    if program not in PROGRAMS:
        raise ExampleError(f"console blocks run {', '.join(PROGRAMS)}; {program} needs an sh block")
    declared = EXIT_CODE.search(command)
    exit_code = int(declared.group(1)) if declared else 0
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    run = subprocess.run(  # noqa: S603 - the commands of our own documentation
        ["/bin/sh", "-c", command],
        env={**os.environ, **TERMINAL, "PATH": path},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
        check=False,
    )
    if run.returncode != exit_code:
        raise ExampleError(f"$ {command}\nexited {run.returncode}, not {exit_code}:\n{run.stdout}")
    wanted = doctest.Example(command, expected.strip("\n"))
    checker = doctest.OutputChecker()
    if expected.strip() and not checker.check_output(wanted.want, run.stdout, COMPARISON):
        difference = checker.output_difference(wanted, run.stdout, COMPARISON)
        raise ExampleError(f"$ {command}\n{difference}")


class PageExample(pytest.Item):
    """A block of a page as a test."""

    def __init__(self, *, block: Block, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.block = block

    def runtest(self) -> None:
        """Run the block in the page's folder."""
        assert isinstance(self.parent, Page)  # noqa: S101
        with contextlib.chdir(self.parent.folder):
            if self.block.language == "python":
                run_python(self.block, self.parent.names, self.path)
                return
            for part in PROMPT.split(self.block.source)[1:]:
                command, _, expected = part.partition("\n")
                run_command(command, expected)

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        """Show what differs, without the way there."""
        if isinstance(excinfo.value, ExampleError):
            return f"{self.path.relative_to(ROOT)}:{self.block.line + 1}\n{excinfo.value}"
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Name the place of the block."""
        return self.path, self.block.line, f"{self.block.language}, line {self.block.line + 1}"


class Page(pytest.File):
    """A page of documentation: its examples, the names they share and the folder they write to."""

    names: dict[str, Any]
    folder: Path

    def collect(self) -> Iterator[PageExample]:
        """Yield the page's examples."""
        for block in fenced_blocks(self.path.read_text(encoding="utf-8")):
            name = f"line {block.line + 1}"
            yield PageExample.from_parent(self, name=name, block=block)

    def setup(self) -> None:
        """Start with no names and an empty folder."""
        self.names = {"__name__": "__main__"}
        factory: pytest.TempPathFactory = self.config._tmp_path_factory  # type: ignore[attr-defined]
        self.folder = factory.mktemp(self.path.stem)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> Page | None:
    """Collect the pages of the documentation."""
    return Page.from_parent(parent, path=file_path) if file_path.suffix == ".md" else None
