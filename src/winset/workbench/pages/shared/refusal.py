"""The page of a case that cannot be opened: what is wrong with it, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nicegui import html

from winset.foundation.errors import CaseError, InputError
from winset.workbench.components.threads import in_thread
from winset.workbench.pages.shared.frame import (
    frame,
    link_button,
    notice,
    problem_text,
    problems_notice,
)

if TYPE_CHECKING:
    from winset.workbench.bench import Workbench


async def refused_case(bench: Workbench, key: str, error: InputError) -> None:
    """Say why a case cannot be opened, and show its lines where it has any.

    Parameters
    ----------
    bench
        Where the case lies.
    key
        What was asked for.
    error
        What is wrong.
    """
    with frame("Not to be opened"):
        html.h1("This case cannot be opened")
        if not isinstance(error, CaseError):
            notice(problem_text(error), bad=True)
        else:
            problems_notice(error, key)
            try:
                sheet = await in_thread(bench.shelf.sheet, key)
            except InputError:
                sheet = None
            if sheet is not None:
                html.p(f"Mend the file {sheet.name} in your folder and load this page again.")
                _lines(sheet.text, {problem.line for problem in error.problems if problem.line})
        link_button("All cases", "/")


def _lines(text: str, wrong: set[int]) -> None:
    lines = text.splitlines()
    near = sorted({n for line in wrong for n in range(line - 2, line + 3) if 1 <= n <= len(lines)})
    with html.pre().classes("listing").props('tabindex="0" role="region" aria-label="Lines"'):
        for number in near:
            mark = "→" if number in wrong else " "
            row = html.span(f"{mark} {number:4d}  {lines[number - 1]}\n")
            if number in wrong:
                row.classes("bad")
