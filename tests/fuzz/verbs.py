"""Running the command line in a try: an answer, a refusal, or a defect."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path
from typing import Final

from winset.cli import main

__all__ = ["DATA", "DefectError", "no_constant", "run_verb"]

DATA: Final = Path(__file__).parents[1] / "data"
LONGEST_MESSAGE = 200_000


class DefectError(AssertionError):
    """Something that ends neither with an answer nor with a documented error."""


def run_verb(*words: str, names: Path | None = None) -> str:
    """Run the command line; anything but an answer or a message on wrong input is a defect.

    Parameters
    ----------
    words
        The command line.
    names
        A file or folder that the message on wrong input must name.

    Raises
    ------
    DefectError
        Another exit code, a traceback, JSON that is not, a message that is missing or
        does not name the file.
    """
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(list(words))
    said = err.getvalue()
    if code not in (0, 2) or "Traceback" in said:
        raise DefectError(f"exit {code}: {said[-1500:]}")
    if code == 2 and words[0] != "check" and not said.strip():
        raise DefectError("exit 2 without a word")
    if code == 2 and names is not None and str(names) not in out.getvalue() + said:
        raise DefectError(f"the message does not name {names}: {said[-1500:]}")
    if len(said) > LONGEST_MESSAGE:
        raise DefectError(f"a message of {len(said):,} characters")
    if code == 0 and "--json" in words:
        json.loads(out.getvalue(), parse_constant=no_constant)
    return "answered" if code == 0 else "refused"


def no_constant(word: str) -> float:
    """Refuse NaN and the infinities in JSON."""
    raise DefectError(f"{word} in the JSON")
