"""The reference says of every field and option what the program says, and nothing else."""

import re
from pathlib import Path
from types import ModuleType

import pytest
from tests.contracts.scripts import load_script

from winset.cases.model.case import Case
from winset.cases.model.negotiation import NegotiationCase
from winset.cases.paths.fields import fields_by_name
from winset.cli import VERBS

DOCS = Path(__file__).parents[2] / "docs"
SECTION = re.compile(r"^## .*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def writer() -> ModuleType:
    """Load the script that writes the generated parts."""
    return load_script(DOCS / "write_reference.py")


WRITER = writer()


def sections(page: str) -> dict[str, str]:
    """Return the sections of a page by their headings."""
    return {text.splitlines()[0]: text.strip() for text in SECTION.findall(page)}


@pytest.mark.parametrize("name", WRITER.PAGES)
def test_a_generated_page_is_up_to_date(name: str) -> None:
    remedy = "run `python docs/write_reference.py`"
    written = sections((DOCS / "reference" / name).read_text(encoding="utf-8"))
    fresh = sections(WRITER.up_to_date(name))
    stale = sorted(
        heading for heading in written | fresh if written.get(heading) != fresh.get(heading)
    )
    assert not stale, f"{remedy}: {', '.join(stale)}"


def test_the_count_of_sourced_numbers_is_up_to_date() -> None:
    remedy = "run `python docs/write_reference.py`"
    assert WRITER.INDEX.read_text(encoding="utf-8") == WRITER.fresh_index(), remedy


def test_every_field_of_a_case_and_every_verb_has_its_place() -> None:
    fields = (DOCS / "reference" / "case-file.md").read_text(encoding="utf-8")
    assert all(f"| `{name}` |" in fields for name in fields_by_name(Case))
    options = (DOCS / "reference" / "command-line.md").read_text(encoding="utf-8")
    assert all(f"## `winset {verb}`" in options for verb in VERBS)


def test_every_field_of_a_negotiation_has_its_place_on_one_of_two_pages() -> None:
    pages = {
        name: (DOCS / "reference" / name).read_text(encoding="utf-8")
        for name in ("negotiation-file.md", "case-file.md")
    }
    told = {
        (name, text.splitlines()[0].removeprefix("## "))
        for name, page in pages.items()
        for text in SECTION.findall(page)
    }
    for model in WRITER.parts_of(NegotiationCase):
        domestic = model in WRITER.parts_of(Case)
        home = "case-file.md" if domestic else "negotiation-file.md"
        title = WRITER._title(model)
        assert (home, title) in told
        section = sections(pages[home])[f"## {title}"]
        assert all(f"| `{name}` |" in section for name in fields_by_name(model))


@pytest.mark.parametrize("name", ["case-file.md", "negotiation-file.md"])
def test_every_link_between_parts_leads_to_a_heading(name: str) -> None:
    page = (DOCS / "reference" / name).read_text(encoding="utf-8")
    links = re.findall(r"\]\(([a-z-]+\.md)?#([a-z-]+)\)", page)
    assert links
    for target, anchor in links:
        there = (DOCS / "reference" / (target or name)).read_text(encoding="utf-8")
        headings = re.findall(r"^#+ (.*)$", there, re.MULTILINE)
        assert anchor in {heading.lower().replace(" ", "-") for heading in headings}


def test_no_field_and_no_option_is_without_a_meaning() -> None:
    for name in WRITER.PAGES:
        page = WRITER.up_to_date(name)
        rows = re.findall(r"^\| `[^`]+` \|.*$", page, re.MULTILINE)
        assert rows
        assert not [row for row in rows if row.endswith("|  |")]
