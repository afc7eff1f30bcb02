"""Sealed forecasts: what they hold, that none can be changed unseen, and how they are scored."""

from __future__ import annotations

import datetime as dt
import json
import math
from pathlib import Path

import pytest

from winset.casebook import read_domestic_case
from winset.cases.file.read import read_case_text
from winset.cases.model.case import Case
from winset.foundation.errors import InputError
from winset.render.ledger_html import ledger_html
from winset.reports.ledger_report import Seal, digest_of
from winset.studies.ledger import grade, seal, settle

TEXT = (Path(__file__).parents[2] / "data" / "sound.yaml").read_text(encoding="utf-8")
NOW = dt.datetime(1997, 9, 20, 12, tzinfo=dt.UTC)
LATER = dt.datetime(1997, 12, 1, tzinfo=dt.UTC)


@pytest.fixture
def case() -> Case:
    """A case that is still open."""
    found = read_case_text(TEXT.split("outcome:")[0], "sound.yaml")
    assert isinstance(found, Case)
    return found


def sealed(case: Case, folder: Path, **options: object) -> Seal:
    """Seal the case on its day."""
    return seal(case, folder, draws=50, now=NOW, **options)  # type: ignore[arg-type]


def test_a_seal_holds_what_is_needed_to_make_it_again(case: Case, tmp_path: Path) -> None:
    made = sealed(case, tmp_path, baselines={"market": 0.4})
    on_disk = json.loads((tmp_path / f"{made.id}.seal.json").read_text())
    assert on_disk == made.to_dict()
    assert made.id == "1997-09-20-sound"
    assert made.resolves_by == dt.date(1997, 11, 10)
    assert made.what == "A bill: the measure is adopted under the rule of the case by 1997-11-10."
    assert made.case_file is not None
    again = seal(
        read_case_text(made.case_file, "sound.yaml"),  # type: ignore[arg-type]
        tmp_path / "other",
        draws=made.draws,
        seed=made.seed,
        now=NOW,
    )
    assert again.probability == made.probability
    assert again.tallies == made.tallies


def test_each_seal_covers_the_one_before_it(case: Case, tmp_path: Path) -> None:
    first, second = sealed(case, tmp_path), sealed(case, tmp_path)
    assert (first.number, first.previous) == (1, None)
    assert (second.number, second.previous) == (2, first.hash)
    assert second.id == "1997-09-20-sound-2"
    assert grade(tmp_path, on=NOW.date()).verified


def test_a_changed_or_missing_seal_shows_and_stops_the_ledger(case: Case, tmp_path: Path) -> None:
    first, second = sealed(case, tmp_path), sealed(case, tmp_path)
    path = tmp_path / f"{first.id}.seal.json"
    text = path.read_text()
    better = first.model_copy(update={"probability": 0.99})
    path.write_text(better.to_json())
    found = grade(tmp_path, on=NOW.date())
    assert not found.verified
    assert found.problems == [f"{first.id} was changed after it was sealed"]
    assert found.forecasts[0].state == "broken"
    with pytest.raises(InputError, match="was changed after it was sealed"):
        sealed(case, tmp_path)
    path.write_text(better.model_copy(update={"hash": digest_of(better)}).to_json())
    told = grade(tmp_path, on=NOW.date()).problems
    assert told == [f"{second.id} does not follow on the seal before it"]
    path.unlink()
    assert grade(tmp_path, on=NOW.date()).problems == ["number 1 is missing or there twice"]
    path.write_text(text)
    assert grade(tmp_path, on=NOW.date()).verified


def test_what_is_decided_is_scored_beside_even_odds_and_others(case: Case, tmp_path: Path) -> None:
    made = sealed(case, tmp_path, baselines={"market": 0.4})
    settle(
        tmp_path,
        made.id,
        came_true=True,
        date=dt.date(1997, 11, 9),
        source="a paper",
        tally={"house": [230, 205]},
        now=LATER,
    )
    found = grade(tmp_path, on=LATER.date())
    (row,) = found.forecasts
    p = made.probability
    assert row.state == "resolved"
    assert row.brier == pytest.approx((1 - p) ** 2)
    assert row.log_score == pytest.approx(-math.log(max(p, 1e-6)))
    assert found.scores["market"].brier == pytest.approx(0.36)
    assert found.scores["even odds"].brier == 0.25
    expected = made.tallies["house"]
    inside = expected.low <= 230 <= expected.high
    assert row.tallies["house"] == [expected.expected, expected.low, expected.high, 230.0, inside]


@pytest.mark.parametrize(
    ("date", "came_true", "state", "counted"),
    [
        (dt.date(1997, 11, 20), True, "resolved", False),  # not by its day
        (dt.date(1997, 9, 19), True, "void", True),  # decided before it was sealed
    ],
)
def test_late_is_no_and_early_does_not_count(
    date: dt.date, came_true: bool, state: str, counted: bool, case: Case, tmp_path: Path
) -> None:
    made = sealed(case, tmp_path)
    settle(tmp_path, made.id, came_true=came_true, date=date, source="a paper", now=LATER)
    (row,) = grade(tmp_path, on=LATER.date()).forecasts
    assert (row.state, row.came_true) == (state, counted)
    assert (row.brier is None) == (state == "void")


def test_what_is_open_becomes_overdue(case: Case, tmp_path: Path) -> None:
    sealed(case, tmp_path)
    states = [grade(tmp_path, on=day).forecasts[0].state for day in (NOW.date(), LATER.date())]
    assert states == ["open", "overdue"]
    assert grade(tmp_path, on=LATER.date()).scores == {}


def test_what_cannot_be_sealed_or_settled_is_told(case: Case, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="was decided on 1997-11-10"):
        seal(read_domestic_case("fast-track-1997"), tmp_path, draws=10)
    with pytest.raises(InputError, match="has passed"):
        sealed(case, tmp_path, by=dt.date(1997, 9, 1))
    with pytest.raises(InputError, match="not a probability"):
        sealed(case, tmp_path, baselines={"market": 1.4})
    assert not list(tmp_path.iterdir())
    made = sealed(case, tmp_path)
    about = {"came_true": True, "date": dt.date(1997, 11, 1), "source": "a paper", "now": LATER}
    with pytest.raises(InputError, match=f"did you mean `{made.id}`"):
        settle(tmp_path, made.id[:-1], **about)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="lies ahead"):
        settle(tmp_path, made.id, **{**about, "date": dt.date(1998, 1, 1)})  # type: ignore[arg-type]
    with pytest.raises(InputError, match="needs a source"):
        settle(tmp_path, made.id, **{**about, "source": " "})  # type: ignore[arg-type]
    settle(tmp_path, made.id, **about)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="settled already"):
        settle(tmp_path, made.id, **about)  # type: ignore[arg-type]


def test_files_that_are_no_seals_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such ledger"):
        grade(tmp_path / "absent")
    assert grade(tmp_path, on=NOW.date()).forecasts == []
    (tmp_path / "a.seal.json").write_text('{"number": 1}')
    with pytest.raises(InputError, match="is not a seal"):
        grade(tmp_path)


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("tally", {"house": [10**400, 2]}, "is not a record of what came: tally.house.0"),
        ("tally", {"house": []}, "is not a record of what came: tally.house"),
        ("came_true", None, "is not a record of what came: came_true"),
        ("seal", "another", "seal: is another; the file is named after its seal"),
    ],
)
def test_a_changed_record_names_its_file_and_field(
    field: str, value: object, says: str, case: Case, tmp_path: Path
) -> None:
    made = sealed(case, tmp_path)
    about = {"came_true": True, "date": dt.date(1997, 11, 9), "source": "a paper", "now": LATER}
    settle(tmp_path, made.id, **about)  # type: ignore[arg-type]
    path = tmp_path / f"{made.id}.settled.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), field: value}))
    with pytest.raises(InputError) as raised:
        grade(tmp_path)
    assert str(raised.value).startswith(f"{path}: {says}")


def test_the_page_holds_every_forecast_and_runs_nothing(case: Case, tmp_path: Path) -> None:
    made = sealed(case, tmp_path, what="<script>alert(1)</script> is adopted.")
    settle(
        tmp_path, made.id, came_true=False, date=dt.date(1997, 11, 9), source="a paper", now=LATER
    )
    page = ledger_html(grade(tmp_path, on=LATER.date()))
    assert made.hash in page
    assert "<script>alert" not in page
    assert "did not come true" in page
    assert "Verified on 1997-12-01" in page
