"""The page of the casebook says what the case files say; the casebook holds what it should."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest
from ruamel.yaml import YAML
from tests.contracts.scripts import load_script

from winset.casebook import case_ids, case_path, read_domestic_case
from winset.cases.model.direction import direction_of

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "reference" / "casebook.md").read_text(encoding="utf-8")


def writer() -> ModuleType:
    """Load the script that writes the tables."""
    return load_script(DOCS / "casebook_page.py")


WRITER = writer()


def files() -> list[dict[str, object]]:
    """The domestic case files as plain data, read without the program's own types."""
    yaml = YAML(typ="safe")
    found = [yaml.load(case_path(name).read_text("utf-8")) for name in case_ids()]
    return [case for case in found if case.get("kind", "domestic") == "domestic"]


@pytest.mark.parametrize("page", WRITER.PAGES, ids=lambda page: page.stem)
def test_a_page_is_up_to_date(page: Path) -> None:
    written = page.read_text(encoding="utf-8")
    assert WRITER.up_to_date(page) == written, "run `python docs/casebook_page.py`"


@pytest.mark.parametrize("what", WRITER.aims())
def test_the_casebook_holds_as_many_of_each_kind_as_it_should(what: str) -> None:
    aim, found = WRITER.aims()[what]
    assert len(found) >= aim
    assert f"| {what} | {aim or ''} | {len(found)} |" in PAGE


def test_the_counts_are_those_of_the_files() -> None:
    verdict = {case["id"]: case["outcome"]["verdict"] for case in files()}  # type: ignore[index]
    direction = {name: direction_of(read_domestic_case(str(name))) for name in verdict}
    abroad = {case["id"] for case in files() if case["country"] != "United States"}
    lost = {n for n in verdict if direction[n] == "opens" and verdict[n] != "passes"}
    unvoted = {n for n in verdict if verdict[n] in ("stalls", "withdrawn")}
    enacted = {n for n in verdict if direction[n] == "closes" and verdict[n] == "passes"}
    counted = [{head.id for head in found} for _, found in WRITER.aims().values()]
    silent = {case["id"] for case in files() if not case["outcome"].get("tally")}  # type: ignore[attr-defined]
    assert counted == [lost, enacted | set(WRITER.HELD), unvoted, unvoted & silent, abroad]
    for name in WRITER.HELD:
        assert direction[name] == "opens"
        assert verdict[name] in ("fails", "stalls")
    passes = sum(ended == "passes" for ended in verdict.values())
    fails = sum(ended == "fails" for ended in verdict.values())
    assert f"| all | all | {passes} | {fails} |" in PAGE
    assert f"| {len(verdict)} |\n<!-- end -->" in PAGE
