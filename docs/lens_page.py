"""Write the generated parts of the page on lenses: each lens's card, and the cut points.

Run it as ``python docs/lens_page.py`` after a change of a lens. A test fails when the page is not
up to date.
"""

import re
from pathlib import Path

from winset.games.cut_points import CutPoints, cut_point_meanings
from winset.solvers.lenses.catalogue import LENSES

PAGE = Path(__file__).parent / "reference" / "lenses.md"
BLOCK = re.compile(r"<!-- (card|cut-points)(?:: ([a-z-]+))? -->\n.*?<!-- end -->", re.DOTALL)


def card_text(name: str) -> str:
    """Return what a lens is, as a Markdown list."""
    (card,) = (lens.card for lens in LENSES if lens.card.id == name)
    lines = [
        f"- **Asks:** {card.asks}",
        f"- **Needs:** {card.needs}.",
        f"- **Ignores:** {card.ignores}.",
        f"- **Predicts:** {card.predicts}.",
        *(f"- **Choice:** {assumption}." for assumption in card.assumptions),
        *(f"- **Source:** {source}" for source in card.sources),
    ]
    return "\n".join(lines)


def cut_point_table() -> str:
    """Return the cut points with their defaults as a Markdown table."""
    values = CutPoints().to_dict()
    rows = ["| cut point | default | what it decides |", "|---|---|---|"]
    rows += [f"| `{n}` | {values[n]:.3g} | {text} |" for n, text in cut_point_meanings().items()]
    return "\n".join(rows)


def up_to_date() -> str:
    """Return the page with its generated parts as they are now."""

    def fresh(found: re.Match[str]) -> str:
        kind, name = found.groups()
        begin = f"<!-- {kind}: {name} -->" if name else f"<!-- {kind} -->"
        text = card_text(name) if kind == "card" else cut_point_table()
        return f"{begin}\n{text}\n<!-- end -->"

    return BLOCK.sub(fresh, PAGE.read_text(encoding="utf-8"))


if __name__ == "__main__":
    PAGE.write_text(up_to_date(), encoding="utf-8")
