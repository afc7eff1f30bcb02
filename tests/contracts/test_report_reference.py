"""The reference page of the Report is what the types say, and no field goes unexplained."""

from pathlib import Path
from typing import Any

import pytest
from tests.contracts.scripts import load_script

from winset.reports.domestic.report import Report
from winset.reports.forecast_report import ForecastReport
from winset.reports.forecast_score_report import ScoredForecasts
from winset.reports.negotiation.negotiation_report import NegotiationReport
from winset.reports.whatif.contrast_report import Contrast

ROOT = Path(__file__).parents[2]
MARKS = {"coded", "computed"}


def report_page() -> str:
    return str(load_script(ROOT / "docs" / "report_page.py").page())


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
        Report.json_schema(),
        Contrast.model_json_schema(by_alias=True, mode="serialization"),
        NegotiationReport.json_schema(),
        ForecastReport.json_schema(),
        ScoredForecasts.json_schema(),
    ],
    ids=["report", "contrast", "negotiation", "forecast", "forecast-score"],
)
def test_each_field_is_described_and_marked_by_where_it_comes_from(schema: dict[str, Any]) -> None:
    for name, field in fields(schema):
        assert field.get("description"), name
        assert field.get("mark") in MARKS, name
