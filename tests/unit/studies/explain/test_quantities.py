"""The catalogue of quantities: every Why? has an entry, and every entry stands on its page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from winset.casebook import read_domestic_case
from winset.reports.quantities import ALIASES, ModelQuantity, quantities, quantity
from winset.studies.domestic.analyze import analyze
from winset.studies.explain.why import NUMBERS
from winset.workbench.pages.domestic import game_tabs

ROOT = Path(__file__).parents[4]
EXPLANATIONS = ROOT / "docs" / "explanation"
ASKED = (
    r"\bderivation\(\"(\w+)\"\)",
    r"\b_why\(\"(\w+)\"",
    r"\"why\": f?\"(\w+)",
    r"\bwhy=f?\"(\w+)",
    r"emit\(\'why\', \{ name: \'(\w+)\'",
)
"""Places where pages and elements name the quantity behind a Why?."""


def asked() -> set[str]:
    """Names of quantities in the source of pages, elements and tables."""
    found = set()
    for folder in ("render", "workbench"):
        for path in (ROOT / "src" / "winset" / folder).rglob("*"):
            if path.suffix in (".py", ".js"):
                text = path.read_text(encoding="utf-8")
                found |= {name for pattern in ASKED for name in re.findall(pattern, text)}
    return found


def test_every_why_of_a_page_has_an_entry() -> None:
    names = asked()
    assert {"verdict", "probability", "votes", "agreement", "pivots", "record"} <= names
    solutions = {"nash", "kalai-smorodinsky", "alternating-offers", "offer"}
    for name in names - {"agreement"} | solutions:  # an agreement is explained by its solution
        assert quantity(name).title


def test_every_number_behind_the_tabs_has_an_entry() -> None:
    report = analyze(read_domestic_case("china-pntr-2000"), draws=20)
    listed = {
        number.partition(".")[0]
        for name, numbers in vars(game_tabs).items()
        if name.endswith("_numbers")
        for number in numbers(report)
    }
    assert {"price", "robust", "contributes", "division"} <= listed
    for name in listed:
        assert quantity(name).formula
        assert ALIASES.get(name, name) in NUMBERS


def test_what_can_be_explained_is_what_the_catalogue_has() -> None:
    known = {n: q.whose for n, q in quantities().items() if q.whose not in ("table", "part")}
    assert known == NUMBERS
    for found in quantities().values():
        words = (found.symbol, found.meaning, found.formula, found.source)
        assert found.how if found.whose == "part" else all(words)
        assert found.unit or found.whose in ("part", "table")


@pytest.mark.parametrize("found", quantities().values(), ids=lambda found: found.name)
def test_an_entry_stands_on_the_page_with_its_formula(found: ModelQuantity) -> None:
    page = (EXPLANATIONS / found.page).read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## (.+)\n((?:(?!## ).*\n)*)", page, re.MULTILINE))
    assert found.section in sections
    assert found.stated in " ".join(sections[found.section].split())
    assert set(found.origin.split(", ")) <= {"lit", "ours"}
    if found.page == "the-model.md" and found.symbol:
        assert f"](#{found.anchor}) |" in sections["Every quantity"]
