"""What every report says of the record is what the page of the record shows."""

from __future__ import annotations

import re
from pathlib import Path

from winset.reports.domestic.report_prose import SHORT_RECORD, TRACK_RECORD

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "what-came.md"


def _row(name: str) -> list[str]:
    rows = (line.strip("|").split("|") for line in PAGE.read_text("utf-8").splitlines())
    return next([cell.strip() for cell in row] for row in rows if row[0].strip() == name)


def test_the_record_in_a_report_is_that_of_the_page() -> None:
    model, base, ridge = (_row(name)[1] for name in ("**registered model**", "base rate", "ridge"))
    page = " ".join(PAGE.read_text("utf-8").split())
    abroad = re.search(r"Brier (\.\d+), worse .*hold the quota\* \((\.\d+)", page)
    assert abroad is not None
    for text in (TRACK_RECORD, SHORT_RECORD):
        assert re.findall(r"\.\d\d\d", text) == [model, base, ridge, *abroad.groups()]
        assert re.findall(r"(?<!\S)\d+", text) == ["51", "19", "14"]
