"""The command line: one file a verb.

A module of this folder is a verb, or a group of verbs, of its own name; what verbs share stands in
`shared`. Only the module of the verb that is asked for is imported, so that ``winset check`` never
waits for array libraries.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from enum import EnumType
from keyword import iskeyword
from typing import Any, Final, NamedTuple

import typer


class Verb(NamedTuple):
    """Help of a verb.

    Attributes
    ----------
    line
        Its line in the help of `winset`; empty where that is the first of its docstring.
    page
        Whether its own help begins with its docstring instead of that line.
    """

    line: str = ""
    page: bool = True


VERBS: Final = {
    "cases": Verb("The casebook: id, title, date, outcome."),
    "show": Verb("A case, readable: actors, rule, stages, sources."),
    "new": Verb("A commented case file to start from."),
    "import": Verb("A table of other programs as a case."),
    "check": Verb(),
    "schema": Verb("JSON Schema of cases and reports."),
    "analyze": Verb("The domestic game of a case: verdict, price, coalition, pivots.", page=False),
    "negotiate": Verb("The two-level game: agreement, ratification, what groups move.", page=False),
    "forecast": Verb("Forecast bargaining with every model, scored."),
    "agreements": Verb("Signed, ratified, in force: many agreements."),
    "power": Verb("Power in a rule."),
    "coalitions": Verb("Minimal winning coalitions: count, list, least cost."),
    "whatif": Verb("Reports side by side: variants, or another case; advice.", page=False),
    "sweep": Verb("Monte Carlo and sensitivity over the ranges; resumable.", page=False),
    "votes": Verb(),
    "statements": Verb("Networks of statements: who says the same as whom.", page=False),
    "lenses": Verb("What rival approaches predict of a case."),
    "compare": Verb("Test hypotheses across cases; score verdicts; compare coders.", page=False),
    "estimate": Verb("Estimate the vote model from recorded votes; resumable.", page=False),
    "seal": Verb("Seal a dated forecast in a ledger."),
    "grade": Verb("Sealed forecasts with their record."),
    "cite": Verb("References of the model and of a case."),
    "serve": Verb("The workbench: edit a case on a page, the answer moves with it.", page=False),
}
"""The verbs, in the order of the help; each has a module and a function of its name."""

DONE, DEFECT, WRONG_INPUT = 0, 1, 2
INTERRUPTED, PIPE_CLOSED = 130, 141

_MOST_PROBLEMS = 8


def application(asked: str | None = None) -> typer.Typer:
    """Return the application with all verbs, or with the one that is asked for.

    Parameters
    ----------
    asked
        A verb. An unknown name, or None, brings all verbs in, for the help and for suggestions.
    """
    import importlib

    from winset import __version__
    from winset.cli.shared.terminal import Verbs

    app = typer.Typer(
        cls=Verbs,
        name="winset",
        help="Two-level games in trade politics: ratification, coalitions, pivots and win-sets.",
        epilog="Documentation of a verb: winset VERB --help",
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    def show_version(is_asked: bool) -> None:
        if is_asked:
            typer.echo(f"winset {__version__}")
            raise typer.Exit

    @app.callback(invoke_without_command=True)
    def winset(
        context: typer.Context,
        _version: bool = typer.Option(
            False, "--version", callback=show_version, is_eager=True, help="Show the version."
        ),
    ) -> None:
        if context.invoked_subcommand is None:
            typer.echo(context.get_help())

    for name in (asked,) if asked in VERBS else VERBS:
        module = importlib.import_module(f"winset.cli.{name}")
        found = getattr(module, f"{name}_" if iskeyword(name) else name)
        if isinstance(found, typer.Typer):
            app.add_typer(found)
            continue
        line, page = VERBS[name]
        app.command(name, short_help=line or None, help=None if page else line)(found)
    return app


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    Parameters
    ----------
    arguments
        The words behind ``winset``. Default: those of the process.

    Returns
    -------
    int
        0 done, 2 the input is wrong, 1 a defect of ours, 130 interrupted, 141 the reader of our
        output went away.
    """
    from winset.cli.shared.terminal import use_streams_there_are
    from winset.cli.shared.visible import visible_streams

    use_streams_there_are()
    with visible_streams():
        return _answered(list(sys.argv[1:] if arguments is None else arguments))


def _answered(words: list[str]) -> int:
    """Run the command line; every way it can end has its exit code."""
    from winset.foundation.errors import InputError

    try:
        return _run(words)
    except InputError as error:
        _tell(error)
        return WRONG_INPUT
    except KeyboardInterrupt:
        return interrupted()
    except BrokenPipeError:
        return _pipe_closed()
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            return _defect(error)
        _to_stderr(f"winset: the output cannot be written: {error.strerror}")
        return DEFECT
    except Exception as error:  # the last stop: anything else is a defect of ours
        return _defect(error)


def _run(words: list[str]) -> int:
    from winset.cli.shared.terminal import UsageProblem, use_any_encoding

    use_any_encoding()
    asked = next((word for word in words if not word.startswith("-")), None)
    app = application(asked)
    try:
        code = app(words, prog_name="winset", standalone_mode=False)
    except UsageProblem as problem:
        _tell_usage(problem, _what_it_takes(app, words, problem))
        return WRONG_INPUT
    except SystemExit as stop:  # rich leaves this way when the reader went away
        code = PIPE_CLOSED if isinstance(stop.__context__, BrokenPipeError) else stop.code
    sys.stdout.flush()
    if code == PIPE_CLOSED:
        return _pipe_closed()
    return code if isinstance(code, int) else DONE


def _tell(error: Exception) -> None:
    from winset.foundation.errors import CaseError

    lines = str(error).splitlines() or ["wrong input"]
    if isinstance(error, CaseError):
        rest = len(error.problems) - _MOST_PROBLEMS
        lines = [str(problem) for problem in error.problems[:_MOST_PROBLEMS]]
        if rest > 0:
            lines.append(f"and {rest} more" + _where_all(error.problems[0].file))
    else:
        lines[0] = f"winset: {lines[0]}"
    _to_stderr("\n".join(lines))


def _where_all(file: str | None) -> str:
    from winset.foundation.wording import command

    is_case = file is not None and file.endswith((".yaml", ".yml", ".json"))
    return f"; {command('check', file)} shows all" if is_case else ""


def _what_it_takes(app: typer.Typer, words: list[str], problem: Exception) -> str:
    """Values of an option that was given without one; empty for any other problem."""
    name = getattr(problem, "option_name", None)
    command: Any = typer.main.get_command(app)
    for word in words:
        command = getattr(command, "commands", {}).get(word, command)
    for option in command.params if name else ():
        if name in option.opts:
            kind = getattr(getattr(option, "type_descriptor", None), "annotation", None)
            members: list[Any] = list(kind) if isinstance(kind, EnumType) else []
            return ", ".join(str(one) for one in members) or str(option.help or "")
    return ""


def _tell_usage(problem: Exception, takes: str) -> None:
    context = getattr(problem, "ctx", None)
    verb = context.command_path if context else "winset"
    message = problem.format_message() if hasattr(problem, "format_message") else str(problem)
    message = message.replace("Value error, ", "").strip()
    message += f" It takes: {takes.rstrip('.')}." if takes else ""
    _to_stderr(f"{verb}: {message}\nSee `{verb} --help`.")


def _defect(error: Exception) -> int:
    if os.environ.get("WINSET_DEBUG") == "1":
        import traceback

        _to_stderr("".join(traceback.format_exception(error)).rstrip())
    what = f"{type(error).__name__}: {error}".splitlines()[0][:300]
    _to_stderr(
        f"winset: this is a defect of winset, not of your input: {what}\n"
        "Please report it with the command and the output of the same command under WINSET_DEBUG=1."
    )
    return DEFECT


def interrupted() -> int:
    """Say that Ctrl-C ended the run, and return its exit code."""
    _to_stderr("winset: interrupted")
    return INTERRUPTED


def _to_stderr(text: str) -> None:
    with suppress(BrokenPipeError, ValueError):
        print(text, file=sys.stderr, flush=True)


def _pipe_closed() -> int:
    """Send what is still buffered nowhere, so that closing the process stays silent."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    return PIPE_CLOSED
