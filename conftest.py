"""Test set-up for everything: the environment of a run, and the examples of the documentation.

Every `python` and `console` block of README.md, CONTRIBUTING.md and docs/ is executed, in the order
of the page and in an empty folder. Python blocks of one page share their names; a block with `>>>`
prompts is compared with what it shows. Console blocks run their `$ ` commands and compare what is
printed. Blocks of other languages (`sh`, `yaml`, `json`) are only shown.

``pytest -n 0 --write PAGE...`` writes what the examples print into the pages, where it differs from
what they show; a line ``...`` keeps standing for what is left out. Read the change before it is
committed: the sentences round the examples are not rewritten.
"""

import contextlib
import doctest
import hashlib
import os
import re
import signal
import subprocess
import sys
from collections import Counter
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
os.environ.setdefault("WINSET_RESEARCH_DATA", str(ROOT.parent / "shared" / "data"))

# A run in the background or under nohup ignores interrupts, and its children would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

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

# --- What a run skipped --------------------------------------------------------------------------

SKIPPED_TESTS = ROOT / "build" / "skipped-tests"


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say once for each reason how many tests were skipped; keep their names in a file."""
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = Counter(skip_reason(report) for report in skipped)
    if reasons:
        terminalreporter.section("skipped, and how to get it")
        for reason, number in reasons.most_common():
            terminalreporter.write_line(f"{number:5d}  {reason}")
    SKIPPED_TESTS.parent.mkdir(exist_ok=True)
    # Without the data, a test that runs once for each part of it cannot name the parts.
    names = dict.fromkeys(re.sub(r"\[[^]]*NOTSET.*\]$", "", r.nodeid) for r in skipped)
    SKIPPED_TESTS.write_text("".join(f"{name}\n" for name in names), encoding="utf-8")


def skip_reason(report: Any) -> str:
    """Return why a test was skipped, without the place in the source that said so."""
    found = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return str(found).removeprefix("Skipped: ")


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
    indent: str = ""


def fenced_blocks(text: str) -> Iterator[Block]:
    """Yield the executable blocks of a page, in order."""
    for match in FENCE.finditer(text):
        lines = match["source"].splitlines()
        source = "\n".join(line.removeprefix(match["indent"]) for line in lines) + "\n"
        line = text.count("\n", 0, match.start("source"))
        yield Block(match["language"], source, line, match["indent"])


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


class Recorder(doctest.DocTestRunner):
    """Runs the examples of a block and keeps what those print that show something else."""

    def __init__(self) -> None:
        super().__init__(verbose=False, optionflags=COMPARISON)
        self.printed: dict[int, str] = {}

    def report_failure(
        self,
        out: Any,  # noqa: ARG002 - what is printed is kept and not reported
        test: doctest.DocTest,  # noqa: ARG002
        example: doctest.Example,
        got: str,
    ) -> None:
        """Keep the output of an example by the line it begins on."""
        self.printed[example.lineno] = got


def written_python(block: Block, names: dict[str, Any], page: Path) -> str:
    """Run a block of Python and give it with the output it has; an exception still fails."""
    if not block.source.lstrip().startswith(">>>"):
        run_python(block, names, page)
        return block.source
    example = doctest.DocTestParser().get_doctest(
        block.source, names, page.name, str(page), block.line
    )
    recorder = Recorder()
    found: list[str] = []
    recorder.run(example, out=found.append, clear_globs=False)
    names.update(example.globs)
    if found:
        raise ExampleError("".join(found))
    lines = block.source.splitlines()
    for one in reversed(example.examples):
        if one.lineno in recorder.printed:
            start = one.lineno + one.source.count("\n")
            shown = lines[start : start + one.want.count("\n")]
            lines[start : start + len(shown)] = elided(shown, recorder.printed[one.lineno])
    return "\n".join(lines) + "\n"


def written_console(block: Block) -> str:
    """Run the commands of a block and give it with what they print."""
    head, *parts = PROMPT.split(block.source)
    for place, part in enumerate(parts):
        command, _, expected = part.partition("\n")
        printed = output_of(command)
        if expected.strip() and not matches(expected, printed):
            blank = expected[len(expected.rstrip("\n")) + 1 :]
            lines = elided(expected.strip("\n").splitlines(), printed)
            parts[place] = "\n".join([command, *lines]) + "\n" + blank
    return "$ ".join([head, *parts])


def elided(shown: list[str], printed: str) -> list[str]:
    """Give what was printed with the gaps that the page leaves."""
    lines = [line.rstrip() for line in printed.rstrip("\n").splitlines()]
    if shown.count("...") > 1:
        raise ExampleError(f"the page leaves out several parts; write it by hand:\n{printed}")
    if "..." in shown:
        before = shown.index("...")
        after = len(shown) - before - 1
        return [*lines[:before], "...", *lines[len(lines) - after :]]
    if len(shown) == len(lines):
        return [old if matches(old, new) else new for old, new in zip(shown, lines, strict=True)]
    return lines


def matches(expected: str, printed: str) -> bool:
    """Whether what was printed is what a page shows."""
    wanted = doctest.Example("", expected.strip("\n"))
    return doctest.OutputChecker().check_output(wanted.want, printed, COMPARISON)


def output_of(command: str) -> str:
    """Run a command and give what it prints; another exit code than it declares fails."""
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
    return run.stdout


def run_command(command: str, expected: str) -> None:
    """Run a command and compare what it prints with the lines under it.

    A command that should fail says so: ``$ winset check wrong.yaml  # exits 2``. A command with no
    lines under it may print anything. ``...`` stands for any text.
    """
    printed = output_of(command)
    if expected.strip() and not matches(expected, printed):
        wanted = doctest.Example(command, expected.strip("\n"))
        difference = doctest.OutputChecker().output_difference(wanted, printed, COMPARISON)
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
            if self.config.getoption("--write"):
                self.write(self.parent)
                return
            if self.block.language == "python":
                run_python(self.block, self.parent.names, self.path)
                return
            for part in PROMPT.split(self.block.source)[1:]:
                command, _, expected = part.partition("\n")
                run_command(command, expected)

    def write(self, page: "Page") -> None:
        """Run the block and note what it prints where the page shows something else."""
        if self.block.language == "python":
            found = written_python(self.block, page.names, self.path)
        else:
            found = written_console(self.block)
        if found != self.block.source:
            page.changed.append((self.block, found))

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
    changed: list[tuple[Block, str]]

    def collect(self) -> Iterator[PageExample]:
        """Yield the page's examples."""
        for block in fenced_blocks(self.path.read_text(encoding="utf-8")):
            name = f"line {block.line + 1}"
            yield PageExample.from_parent(self, name=name, block=block)

    def setup(self) -> None:
        """Start with no names and an empty folder."""
        self.names = {"__name__": "__main__"}
        self.changed = []
        factory: pytest.TempPathFactory = self.config._tmp_path_factory  # type: ignore[attr-defined]
        self.folder = factory.mktemp(self.path.stem)

    def teardown(self) -> None:
        """Write the blocks whose output changed into the page."""
        if not self.changed:
            return
        lines = self.path.read_text(encoding="utf-8").split("\n")
        for block, source in reversed(self.changed):
            fresh = [f"{block.indent}{line}".rstrip() for line in source.splitlines()]
            lines[block.line : block.line + block.source.count("\n")] = fresh
        self.path.write_text("\n".join(lines), encoding="utf-8")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--write``."""
    parser.addoption(
        "--write", action="store_true", help="write what the examples print into their pages"
    )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> Page | None:
    """Collect the pages of the documentation."""
    return Page.from_parent(parent, path=file_path) if file_path.suffix == ".md" else None
