"""Parts shared by verbs over many cases: the cases that are meant, and a bar of progress."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from winset.cli.shared.terminal import console
from winset.foundation.errors import InputError

if TYPE_CHECKING:
    from winset.cases.model.case import Case


def chosen_cases(names: list[str], *, all_cases: bool, to: str) -> list[Case]:
    """Cases by name, and all domestic ones of the casebook if asked for.

    Parameters
    ----------
    names
        Casebook ids or files.
    all_cases
        Whether the whole casebook is meant as well.
    to
        What is done with them, for the message if none is named.

    Raises
    ------
    InputError
        If no case is named, or one cannot be read.
    """
    from winset.casebook import case_ids, read_any_case, read_domestic_case
    from winset.cases.model.case import Case

    if not names and not all_cases:
        raise InputError(f"no cases to {to}", "name two or more, or --all for the casebook")
    found = {name: read_domestic_case(name) for name in dict.fromkeys(names)}
    if all_cases:
        given = {case.id for case in found.values()}
        for name in case_ids():
            case = read_any_case(name)
            if isinstance(case, Case) and case.id not in given:
                found[name] = case
    return list(found.values())


@contextmanager
def progress_bar(unit: str = "") -> Iterator[Callable[[int, int, str], None]]:
    """Bar on standard error with the time left; silent where that is not a terminal.

    Parameters
    ----------
    unit
        What is counted, to show how many of it are done and how many a second. Default: the words
        that come with each step.

    Yields
    ------
    callable
        Takes how many are done, of how many, and what is at work.
    """
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    terminal = console(to_stderr=True)
    if not terminal.is_terminal:
        yield lambda _done, _whole, _what: None
        return
    columns = [BarColumn(), TextColumn("{task.description}", markup=False), TimeRemainingColumn()]
    if unit:
        columns = [TextColumn(unit), *columns]
    with Progress(*columns, console=terminal, transient=True) as bar:
        task = bar.add_task("", total=None)

        def tell(done: int, whole: int, what: str) -> None:
            if unit:
                speed = bar.tasks[0].speed
                what = f"{done:,} of {whole:,}" + (f" {speed:,.0f} a second" if speed else "")
            bar.update(task, completed=done, total=whole, description=what)

        yield tell
