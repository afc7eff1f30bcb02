"""The reference page of the Report is what the types say, and no field goes unexplained."""

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from winset.studies.contrast import Contrast
from winset.studies.negotiation_report import negotiation_report_schema
from winset.studies.report import report_schema

ROOT = Path(__file__).parents[2]
MARKS = {"coded", "computed", "by_construction"}


def report_page() -> str:
    spec = importlib.util.spec_from_file_location("report_page", ROOT / "docs" / "report_page.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return str(module.page())


def fields(schema: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    found = [(name, field) for name, field in schema["properties"].items()]
    for part in schema["$defs"].values():
        found += list(part["properties"].items())
    return found


def test_the_reference_page_is_up_to_date() -> None:
    written = (ROOT / "docs" / "reference" / "report.md").read_text(encoding="utf-8")
    assert written == report_page(), "run: python docs/report_page.py"


@pytest.mark.parametrize(
    "schema",
    [
        report_schema(),
        Contrast.model_json_schema(by_alias=True, mode="serialization"),
        negotiation_report_schema(),
    ],
    ids=["report", "contrast", "negotiation"],
)
def test_each_field_is_described_and_marked_by_where_it_comes_from(schema: dict[str, Any]) -> None:
    for name, field in fields(schema):
        assert field.get("description"), name
        assert field.get("mark") in MARKS, name
