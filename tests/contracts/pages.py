"""What tests of a page's numbers share: the stored trials, and how pages write numbers."""

import json
from pathlib import Path

ROOT = Path(__file__).parents[2]
TRIALS = json.loads(
    (ROOT / "src" / "winset" / "studies" / "estimate" / "trials.json").read_text("utf-8")
)


def explanation(name: str) -> str:
    """A page of `docs/explanation` on one line."""
    return " ".join((ROOT / "docs" / "explanation" / f"{name}.md").read_text("utf-8").split())


def share(value: float, digits: int = 3) -> str:
    """A number between -1 and 1 as a page writes it, without the zero before the point."""
    return f"{value:.{digits}f}".replace("0.", ".", 1)
