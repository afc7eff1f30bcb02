"""Models scored on decided issues, on a small table worked out by hand and on the first wave."""

from __future__ import annotations

import itertools
import tomllib
from pathlib import Path

import numpy as np
import pytest

import winset as ws
from winset.cases.tables.decided import read_decided_issues
from winset.foundation.errors import CaseError, InputError
from winset.reports.forecast_score_report import ScoredForecasts
from winset.studies.forecast.models import MODELS

HEADER = "issue,dossier,actor,position,salience,capability,reference,outcome\n"
SMALL = HEADER + (
    "i1,d1,A,0,50,1,,100\ni1,d1,B,100,50,3,,100\ni1,d1,C,50,100,1,,100\n"
    "i2,d1,A,0,100,1,0,0\ni2,d1,B,100,20,3,0,0\ni2,d1,C,50,50,1,0,0\n"
    "i3,d2,A,0,50,1,,50\ni3,d2,B,100,50,1,,50\ni3,d2,C,100,50,1,,50\n"
    "i4,d3,A,0,50,1,,\ni4,d3,B,100,50,1,,\ni4,d3,C,100,50,1,,\n"
    "i5,d3,A,0,50,1,,20\ni5,d3,B,100,50,1,,20\ni5,d3,C,,50,1,,20\n"
)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.csv"
    path.write_text(SMALL)
    return path


def test_errors_are_those_worked_out_by_hand(small: Path) -> None:
    score = ws.score_forecasts(small)
    means = [(0 * 0.5 + 100 * 1.5 + 50 * 1) / 3, (0 * 1 + 100 * 0.6 + 50 * 0.5) / 2.1, 200 / 3]
    expected = np.mean([abs(m - y) for m, y in zip(means, (100, 0, 50), strict=True)])
    assert score.issues == 3
    assert score.dossiers == 2
    assert list(score.models) == list(MODELS)
    assert score.models["weighted-mean"].mae == pytest.approx(expected)
    assert score.models["weighted-mean"].crps == pytest.approx(expected)
    assert score.models["weighted-mean"].minus_weighted_mean == (0.0, 0.0, 0.0)
    medians = [50, 50, 100]  # i1 B holds exactly half: the lower end; i2 the weight of A is less
    off = np.mean([abs(m - y) for m, y in zip(medians, (100, 0, 50), strict=True)])
    assert score.models["weighted-median"].mae == pytest.approx(off)
    by_issue = {one.issue: one.forecasts for one in score.decided}
    assert by_issue["i3"]["exchange"] == by_issue["i3"]["weighted-mean"]
    assert by_issue["i1"]["weighted-mean"] == pytest.approx(means[0])


def test_issues_that_cannot_be_scored_are_named_with_the_reason(small: Path) -> None:
    score = ws.score_forecasts(small, models=["weighted-mean"])
    assert score.left_out == {
        "i4": "no outcome",
        "i5": "fewer than 3 actors with position and salience",
    }
    assert score.calibration is None


def test_codes_for_missing_numbers_are_left_out_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_text(
        SMALL
        + "i6,d4,A,0,50,1,,999\ni6,d4,B,50,50,1,,999\ni6,d4,C,100,50,1,,999\n"
        + "i7,d4,A,0,50,1,,10\ni7,d4,B,50,50,1,,10\ni7,d4,C,100,50,1,,10\ni7,d4,D,999,50,1,,10\n"
        + "i7,d4,E,0,50,,,10\n"
    )
    score = ws.score_forecasts(path, models=["weighted-mean"])
    assert score.left_out["i6"] == "the outcome 999 is outside 0 to 100"
    means = {one.issue: one.forecasts["weighted-mean"] for one in score.decided}
    assert means["i7"] == pytest.approx(50.0)
    assert "Left out: 1 position outside 0 to 100." in score.assumptions
    assert any(text.startswith("Left out: 2 rows without") for text in score.assumptions)


def test_the_document_meets_its_schema_and_is_repeatable(small: Path) -> None:
    import jsonschema

    score = ws.score_forecasts(small)
    jsonschema.validate(score.to_dict(), ScoredForecasts.json_schema())
    assert score == ws.score_forecasts(small)
    other = ws.score_forecasts(small, seed=1)
    assert other.models["smp"].mae == score.models["smp"].mae
    assert set(score.to_frame()["model"]) > set(MODELS)
    assert len(score.to_frame("calibration")) == 10
    assert list(score.to_frame("issues")["issue"]) == ["i1", "i2", "i3"]


def test_a_folder_counts_as_one_table(tmp_path: Path, small: Path) -> None:
    rows = SMALL.splitlines(keepends=True)
    folder = tmp_path / "waves"
    folder.mkdir()
    (folder / "a.csv").write_text("".join(rows[:7]))
    (folder / "b.csv").write_text(rows[0] + "".join(rows[7:]))
    whole, parts = ws.score_forecasts(small), ws.score_forecasts(folder)
    assert parts.models == whole.models
    (folder / "c.csv").write_text("issue,actor\n")
    with pytest.raises(CaseError, match="the columns differ"):
        ws.score_forecasts(folder)
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(CaseError, match=r"no files \*.csv"):
        ws.score_forecasts(empty)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("outcome\n", "result\n", "there is no column `outcome`"),
        ("dossier", "dosier", "there is no column `dossier`; is `dosier` meant?"),
        ("i1,d1,B,100,50,3,,100", "i1,d1,B,100,50,3,,90", "has another outcome here than `100`"),
        ("i1,d1,B", "i1,d2,B", "has another dossier here than `d1`"),
        ("i2,d1,A,0,100,1,0,0", "i2,d1,A,0,100,1,0,120", "has another outcome here than `120`"),
        ("i2,d1,A,0,100,1,0,0", "i2,d1,A,0,100,1,0,x", "`x` is not a number"),
        ("i2,d1,A,0,100", "i2,d1,A,0,101", "the salience 101 is above 100"),
        ("i2,d1,A", "i2,d1,B", "`B` is there twice"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = tmp_path / "broken.csv"
    assert old in SMALL
    path.write_text(SMALL.replace(old, new, 1))
    with pytest.raises(CaseError, match=said.replace("?", r"\?")):
        ws.score_forecasts(path)


def test_nothing_to_score_is_said(tmp_path: Path) -> None:
    path = tmp_path / "none.csv"
    path.write_text(HEADER + "i1,d1,A,0,50,1,,\ni1,d1,B,0,50,1,,\n")
    with pytest.raises(CaseError, match="no issue can be scored"):
        ws.score_forecasts(path)
    with pytest.raises(InputError, match="there is no model"):
        ws.score_forecasts(path, models=["median"])


@pytest.fixture(scope="module")
def first_wave(research_data: Path) -> ScoredForecasts:
    return ws.score_forecasts(research_data / "deu" / "deu_1998_2001.csv")


@pytest.mark.shared_data
def test_the_first_wave_gives_the_published_errors(first_wave: ScoredForecasts) -> None:
    assert first_wave.issues == 156
    assert first_wave.models["weighted-mean"].mae == pytest.approx(23.30, abs=0.01)
    assert first_wave.models["weighted-median"].mae == pytest.approx(28.74, abs=0.01)
    plain = first_wave.baselines
    assert plain["weighted mean, equal capability"].mae == pytest.approx(23.44, abs=0.01)
    assert plain["median, equal weight"].mae == pytest.approx(28.85, abs=0.01)


@pytest.mark.shared_data
def test_the_record_shipped_is_what_the_first_wave_gives(first_wave: ScoredForecasts) -> None:
    path = Path(ws.__file__).parent / "studies" / "forecast" / "record.toml"
    record = tomllib.loads(path.read_text("utf-8"))["models"]
    assert set(record) == set(first_wave.models)
    for name, found in first_wave.models.items():
        if name == "distribution":  # shipped out of fold, so a little worse
            assert 0.0 < record[name]["crps"] - found.crps < 0.3
            continue
        assert record[name]["mae"] == pytest.approx(found.mae, abs=0.006), name
        assert record[name]["crps"] == pytest.approx(found.crps, abs=0.006), name


@pytest.mark.shared_data
def test_the_distribution_beats_the_point_and_keeps_its_promises(
    first_wave: ScoredForecasts,
) -> None:
    spread = first_wave.models["distribution"]
    assert spread.crps_minus_weighted_mean[2] < 0.0
    assert first_wave.calibration is not None
    for hit in first_wave.calibration.quantiles:
        assert abs(hit.below - hit.quantile) < 2.5 * hit.standard_error + 0.01
    assert sum(first_wave.calibration.tenths) == pytest.approx(1.0)


@pytest.mark.shared_data
def test_the_interval_is_wider_when_dossiers_are_kept_together(research_data: Path) -> None:
    decided = read_decided_issues(research_data / "deu" / "deu_1998_2001.csv")
    score = ws.score_forecasts(decided, models=["challenge"])
    gap, low, high = score.models["challenge"].minus_weighted_mean
    off = np.array(
        [
            abs(one.forecasts["challenge"] - one.outcome)
            - abs(one.forecasts["weighted-mean"] - one.outcome)
            for one in score.decided
        ]
    )
    assert gap == pytest.approx(off.mean())
    groups = itertools.groupby(sorted(zip((o.dossier for o in score.decided), off, strict=True)))
    assert len(list(groups)) > 60
    plain = off.std(ddof=1) / np.sqrt(len(off))
    assert (high - low) / (2 * 1.645) > plain
