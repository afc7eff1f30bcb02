"""The page on lenses says what the lenses say."""

from pathlib import Path
from types import ModuleType

from tests.contracts.scripts import load_script

from winset.solvers.lenses.bureaucratic_politics import SEAT_STANDS
from winset.solvers.lenses.catalogue import LENSES

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "reference" / "lenses.md").read_text(encoding="utf-8")


def writer() -> ModuleType:
    """Load the script that writes the generated parts."""
    return load_script(DOCS / "lens_page.py")


def test_the_page_is_up_to_date() -> None:
    assert writer().up_to_date() == PAGE, "run `python docs/lens_page.py`"


def test_every_lens_has_a_section() -> None:
    for lens in LENSES:
        assert f"<!-- card: {lens.card.id} -->" in PAGE
        assert f"- **Asks:** {lens.card.asks}" in PAGE


def test_the_stands_of_seats_are_those_of_the_code() -> None:
    for seat, stand in SEAT_STANDS.items():
        assert f"| {seat.replace('-', ' ')} | {stand:.2f} |" in PAGE
