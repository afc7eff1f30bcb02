"""`ws.whatif`: the case as coded first, then its variants; or another case part by part."""

from pathlib import Path

import pytest

import winset as ws
from winset.casebook import read_domestic_case
from winset.foundation.errors import InputError
from winset.studies.whatif.overlay import Overlay, write_overlay

CASE = read_domestic_case("fast-track-1997")


def test_variants_stand_behind_the_case_as_coded(tmp_path: Path) -> None:
    path = tmp_path / "early.yaml"
    write_overlay(path, Overlay("an early vote", CASE.id, {"stages.voting.deadline": "1997-11-10"}))
    found = ws.whatif(CASE, {"parameters.theta": 0}, overlays=[path], draws=60, seed=3)
    assert found.titles == ["as coded", "an early vote", "--set"]
    assert [report.changes for report in found.reports] == [
        {},
        {"stages.voting.deadline": "1997-11-10"},
        {"parameters.theta": "0"},
    ]
    alone = ws.analyze(CASE, draws=60, seed=3)
    assert found.reports[0].passage_probability == alone.passage_probability
    assert found.reports[2].opposition_fund.likely == 0.0
    assert len(found.changed) == 2


def test_two_cases_stand_side_by_side_with_the_contrast() -> None:
    other = read_domestic_case("china-pntr-2000")
    found = ws.whatif(CASE, against=other, draws=40)
    assert [report.case for report in found.reports] == [CASE.id, other.id]
    assert found.contrast is not None
    assert found.reason is None


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, "nothing to compare with"),
        ({"overlays": [Overlay("x", "another", {"as_of": "1997-09-16"})]}, "overlay of another"),
        (
            {"overlays": [Overlay("x", None, {"as_of": "1997-09-16"})], "against": CASE},
            "either overlays or another case",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused(asked: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        ws.whatif(CASE, draws=40, **asked)  # type: ignore[arg-type]
