"""The terminal of the verbs: JSON, tables, widths, encodings and usage errors."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

if TYPE_CHECKING:
    from rich.console import Console

    from winset.foundation.errors import Problem

UsageProblem: type[Exception] = next(
    kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException"
)
"""Exception of typer for wrong options; taken from its family, since typer keeps click inside."""


UnusedSeed = Annotated[
    int,
    typer.Option("--seed", min=0, help="Accepted by every verb; nothing here is random."),
]
"""The seed of a verb that draws nothing."""


class Verbs(TyperGroup):
    """The group of verbs: neither Ctrl-C nor a reader that goes away is a defect."""

    def invoke(self, ctx: Any) -> Any:
        """Run the verb; a closed pipe and an interruption become their exit codes."""
        from winset.cli import INTERRUPTED, PIPE_CLOSED, interrupted
        from winset.cli.shared.interrupts import ReportedInterrupt, interruptible

        try:
            with interruptible():
                return super().invoke(ctx)
        except BrokenPipeError:
            raise typer.Exit(PIPE_CLOSED) from None
        except ReportedInterrupt:
            raise typer.Exit(INTERRUPTED) from None
        except KeyboardInterrupt:
            raise typer.Exit(interrupted()) from None


def use_streams_there_are() -> None:
    """Write into nothing where a service or `>&-` leaves no standard output or error.

    The numbers of closed streams are taken too, so that no file opened later gets one of them and
    with it what a library prints there.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)
        if getattr(sys, name) is None:
            mode = "r" if number == 0 else "w"
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115


def use_any_encoding() -> None:
    """Let no character stop the output: a terminal that cannot show one shows a question mark."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def print_json(document: Any) -> None:
    """Print one JSON document and nothing else on standard output.

    Parameters
    ----------
    document
        Plain data; numbers must be finite.
    """
    is_unicode = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    text = json.dumps(document, indent=2, ensure_ascii=not is_unicode, allow_nan=False)
    sys.stdout.write(text + "\n")


def console(*, to_stderr: bool = False) -> Console:
    """Return a console for tables: as wide as the terminal, 100 columns in a pipe.

    Parameters
    ----------
    to_stderr
        Write to standard error instead of standard output.
    """
    from winset.cli.shared.visible import plain_stream
    from winset.cli.shared.visible_console import VisibleConsole

    stream = plain_stream(sys.stderr if to_stderr else sys.stdout)
    is_wide_unknown = not stream.isatty() and "COLUMNS" not in os.environ
    return VisibleConsole(
        file=stream,
        width=100 if is_wide_unknown else None,
        highlight=False,
        emoji=False,
        markup=False,
        legacy_windows=False,
    )


def print_wrapped(
    out: Console, text: str, *, indent: int = 0, hang: int = 2, style: str | None = None
) -> None:
    """Print a text over as many lines as it needs.

    Parameters
    ----------
    out
        Where to print.
    text
        The text.
    indent
        Spaces before the first line.
    hang
        Further spaces before the lines that follow.
    style
        A style of rich.
    """
    import textwrap

    lines = textwrap.wrap(
        text,
        max(out.width, indent + 20),
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hang),
        break_long_words=False,
        break_on_hyphens=False,
    )
    for line in lines:
        out.print(line, style=style, soft_wrap=True)


def print_problems(problems: list[Problem]) -> None:
    """Print problems, one a line, on standard error."""
    for problem in problems:
        print(problem, file=sys.stderr)
