"""What every report says of the record is what the page of the record shows."""

from __future__ import annotations

import re
from pathlib import Path

from winset.studies.track_record import TRACK_RECORD

# The table on that page is executed with the documentation's other examples.
PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "nineteen-episodes.md"


def test_the_record_in_a_report_is_that_of_the_page() -> None:
    row = next(
        line for line in PAGE.read_text(encoding="utf-8").splitlines() if "all  " in line[:6]
    )
    cases, _, right, _, _, balanced, brier, base, _ = map(float, row.split()[1:])
    told = [float(word) for word in re.findall(r"\d+\.\d+|\d+", TRACK_RECORD)]
    assert told == [cases, right, balanced, 0.50, round(brier, 2), round(base, 2)]
