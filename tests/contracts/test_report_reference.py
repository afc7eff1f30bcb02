"""The reference page of the Report is what the types say, and no field goes unexplained."""

import importlib
import pkgutil
from pathlib import Path
from typing import Any

import pytest
from tests.contracts.scripts import load_script

import winset.reports
from winset.games.rule import Rule, Vote
from winset.power import coleman_act, passage_probability, shapley_shubik
from winset.reports.document import Document
from winset.reports.documents import DOCUMENTS, document_class, document_schema
from winset.reports.roll_calls.whip_report import CaseWhip
from winset.reports.sweep.sweep_documents import SweepSummary
from winset.solvers.coalitions.survey import coalition_survey

ROOT = Path(__file__).parents[2]
MARKS = {"coded", "computed"}


def fields(schema: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    found = [(name, field) for name, field in schema["properties"].items()]
    for part in schema.get("$defs", {}).values():
        found += list(part["properties"].items())
    return found


def test_the_reference_pages_are_up_to_date() -> None:
    pages = load_script(ROOT / "docs" / "report_page.py").pages()
    assert sorted(pages) == ["documents.md", "report.md"]
    for name, text in pages.items():
        written = (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")
        assert written == text, "run: python docs/report_page.py"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_each_field_is_described_and_marked_by_where_it_comes_from(name: str) -> None:
    for field, schema in fields(document_schema(name)):
        assert schema.get("description"), field
        assert schema.get("mark") in MARKS, field


def test_every_document_has_a_name_and_a_schema() -> None:
    def below(kind: type[Document]) -> set[type[Document]]:
        return {kind}.union(*(below(one) for one in kind.__subclasses__()))

    for module in pkgutil.walk_packages(winset.reports.__path__, "winset.reports."):
        importlib.import_module(module.name)
    known = {document_class(name) for name in DOCUMENTS}
    never_printed = {Document, SweepSummary, CaseWhip}  # two bases, and what figures are drawn from
    assert below(Document) - never_printed <= known


def test_every_field_of_power_and_coalitions_stands_on_their_page() -> None:
    page = (ROOT / "docs" / "reference" / "power.md").read_text(encoding="utf-8")
    said = page.split("\n## The JSON\n")[1]
    rule = Rule(Vote("house", 4), {"house": {"a": 3, "b": 2, "c": 1}})
    places = {"a": 0.0, "b": 0.5, "c": 1.0}
    answers: list[Any] = [
        shapley_shubik(rule),
        coleman_act(rule),
        passage_probability(rule, [0.5, 0.5, 0.5]),
        coalition_survey(rule, positions=places, prices={"a": 1.0, "b": 1.0, "c": 1.0}),
        coalition_survey(rule, blocking=True, limit=0),
    ]
    for answer in answers:
        found = answer.to_dict()
        assert f"`{found['schema']}`" in said
        for field in found:
            assert f"`{field}`" in said, field
