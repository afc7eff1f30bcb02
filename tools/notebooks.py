"""Write the tutorials as notebooks: text cells, code cells, commands of the shell as `!` cells.

The pages under docs/tutorial are executed by the tests; the notebooks are made from them and kept
beside them. Run `python tools/notebooks.py` after a change; a test finds a notebook that is behind.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

TUTORIALS = Path(__file__).parents[1] / "docs" / "tutorial"
_BLOCK = re.compile(r"^```(python|console)\n(.*?)^```\n", re.MULTILINE | re.DOTALL)


def notebook(page: str) -> str:
    """Return the notebook of a page as text."""
    cells: list[dict[str, Any]] = []
    end = 0
    for found in _BLOCK.finditer(page):
        add(cells, "markdown", page[end : found.start()])
        add(cells, "code", code_of(found[1], found[2]))
        end = found.end()
    add(cells, "markdown", page[end:])
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    document = {
        "cells": [{"id": f"cell-{number}", **cell} for number, cell in enumerate(cells)],
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def add(cells: list[dict[str, Any]], kind: str, text: str) -> None:
    """Append a cell unless it is empty."""
    if not text.strip():
        return
    cell: dict[str, Any] = {"cell_type": kind, "metadata": {}}
    if kind == "code":
        cell |= {"execution_count": None, "outputs": []}
    cells.append({**cell, "source": text.strip("\n").splitlines(keepends=True)})


def code_of(language: str, block: str) -> str:
    """Return the code of a block without prompts and without what it prints."""
    if language == "console":
        commands = [line[2:] for line in block.splitlines() if line.startswith("$ ")]
        return "\n".join(f"!{command}" for command in commands)
    if not block.startswith(">>> "):
        return block
    lines = [line for line in block.splitlines() if line.startswith((">>> ", "... ", "..."))]
    return "\n".join(line[4:] for line in lines)


def main() -> int:
    """Write every notebook and print its name."""
    for path in sorted(TUTORIALS.glob("*.md")):
        path.with_suffix(".ipynb").write_text(notebook(path.read_text("utf-8")), "utf-8")
        print(path.with_suffix(".ipynb").name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
