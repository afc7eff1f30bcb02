"""What became of agreements: base rates by hand, readings, signs, the split, and the data."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import jsonschema
import pytest

import winset as ws
from winset.foundation.errors import InputError
from winset.foundation.randomness import generator
from winset.reports.comparison.agreements_report import AgreementsReport

COLUMNS = "agreement,state,signed,in_force,state_signed,state_ratified,acceded,in_force_unclear"


def write(path: Path, rows: list[str]) -> Path:
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def small(folder: Path) -> Path:
    return write(
        folder / "small.csv",
        [
            COLUMNS,
            "a,X,1980-01-01,1981-01-01,1980-01-01,,,",  # in force after a year
            "a,Y,1980-01-01,1981-01-01,1980-01-01,,,",
            "a,Z,1980-01-01,1981-01-01,1995-01-01,,1995-01-01,",  # joined later
            "b,X,1985-01-01,1984-06-01,,,,",  # before signature
            "b,Y,1985-01-01,1984-06-01,,,,",
            "c,X,1990-01-01,,,,,",  # not recorded
            "c,Y,1990-01-01,,,,,",
            "d,X,1991-01-01,,,,,true",  # given in words
            "e,X,2000-01-01,2000-07-01,,,,",
            "e,Y,2000-01-01,2000-07-01,,,,",
        ],
    )


def test_base_rates_are_those_of_a_table_made_by_hand(tmp_path: Path) -> None:
    report = ws.agreements(small(tmp_path))
    rates = {(rate.by, rate.group): rate for rate in report.base_rates}
    # open: b on the day, e after half a year, a after one; c is watched for ten years
    every = rates["all", "open"]
    assert [every.at(year)[0] for year in (0.0, 0.5, 1.0, 2.0)] == pytest.approx(
        [0.25, 0.5, 0.5, 0.75]
    )  # 1980 is a leap year: a enters 366 days after, a little later than a year
    assert rates["all", "recorded"].at(2.0)[0] == 1.0
    assert [g for by, g in rates if by == "decade"] == ["1980s", "1990s", "2000s"]
    assert rates["parties", "1 or 2 parties"].agreements == 4
    counts = report.counts
    assert (counts.agreements, counts.in_force, counts.not_recorded, counts.unclear) == (5, 3, 1, 1)
    assert counts.parties == 8
    assert report.left_out["d"] == "its entry into force is given in words"
    assert report.effects == []
    assert report.to == "1990-01-01"


def test_a_forecast_knows_only_what_had_happened_by_the_day(tmp_path: Path) -> None:
    rows = [COLUMNS]
    rows += [f"p{n},X,1970-01-01,{1971 + n}-06-01,,,," for n in range(4)]  # 1.4, 2.4, 3.4, 4.4
    rows += ["q,X,1980-01-01,1981-06-01,,,,", "r,X,1990-01-01,,,,,", "s,X,1999-01-01,,,,,"]
    report = ws.agreements(write(tmp_path / "a.csv", rows), to=dt.date(1973, 1, 1))
    # by 1973 two of four had entered, after 1.4 and 2.4 years; the others were watched for 3:
    # 0, 1/4 and 1/2 after 1, 2 and 5 years. Scored are q (in force by 2) and r (not).
    base = report.scores[0]
    assert base.mean_forecast == pytest.approx([0.0, 0.25, 0.5])
    assert report.happened == pytest.approx([0.0, 0.5, 0.5])
    q, r = (0.75**2 + 0.5**2) / 3, (0.25**2 + 0.5**2) / 3
    assert base.brier == pytest.approx((q + r) / 2)
    assert base.agreements == 2
    assert base.minus_base_rate == (0.0, 0.0, 0.0)
    assert "fewer than 20" in report.left_out["scores: parties"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Agreements whose entry and ratification are slower the more veto players there are."""
    folder = tmp_path_factory.mktemp("agreements")
    source = generator(3, "test.agreements")
    rows, institutions = [COLUMNS], ["state,year,checks,xconst,polity2"]
    for n in range(240):
        signed = dt.date(1970, 1, 1) + dt.timedelta(days=45 * n)
        veto = 1 + n % 8
        wait = source.exponential(0.5 * veto)
        day = signed + dt.timedelta(days=round(365.25 * wait))
        slow = signed + dt.timedelta(days=round(365.25 * source.exponential(0.5 * veto)))
        is_open = n % 23 == 0
        for state, ratified in ((f"A{n}", slow), (f"B{n}", day)):
            entry = "" if is_open else day
            rows.append(f"g{n},{state},{signed},{entry},,{ratified},,")
            own = veto if state[0] == "A" else 1
            constraint, polity = 1 + int(source.integers(7)), int(source.integers(-10, 11))
            institutions.append(f"{state},{signed.year},{own},{constraint},{polity}")
    return write(folder / "a.csv", rows), write(folder / "i.csv", institutions)


@pytest.fixture(scope="module")
def report(made: tuple[Path, Path]) -> AgreementsReport:
    return ws.agreements(made[0], institutions=made[1])


def test_a_slowing_that_is_in_the_data_is_shown_and_one_that_is_not_is_not(
    report: AgreementsReport,
) -> None:
    alone = {e.term: e for e in report.effects if e.outcome == "entry" and e.model == e.term}
    veto = alone["veto_players"]
    assert veto.verdict == "as predicted"
    assert veto.recorded is not None
    assert veto.recorded[1] < -0.693 < veto.recorded[2]  # twice as many halve the hazard: -log 2
    assert veto.coefficient > veto.recorded[0]  # entries left open at random look like slow ones
    assert alone["constraint"].verdict == "not shown"
    assert alone["democracy"].verdict == "not shown"
    assert {e.verdict for e in report.effects if e.term == "year"} == {"none predicted"}
    own = [e for e in report.effects if (e.outcome, e.model) == ("ratification", "veto_players")]
    assert own[-1].unit == "twice as many veto players"
    assert own[-1].units == 480


def test_groups_and_scores_follow(report: AgreementsReport) -> None:
    rates = [rate for rate in report.base_rates if rate.by == "veto_players"]
    assert [rate.group for rate in rates] == ["1 to 3", "4 or 5", "6 or more"]
    shares = [rate.at(2.0)[0] for rate in rates]
    assert shares == sorted(shares, reverse=True)
    scores = {row.forecast: row for row in report.scores}
    assert list(scores)[:2] == ["base_rate", "base_rate_by_parties"]
    assert scores["veto_players"].minus_base_rate[2] < 0.0
    assert "better beyond chance: veto players" in report.summary()
    assert "as predicted: veto players" in report.summary()


def test_one_seed_one_answer_and_the_document_meets_its_schema(
    made: tuple[Path, Path], report: AgreementsReport
) -> None:
    again = ws.agreements(made[0], institutions=made[1])
    assert again == report
    jsonschema.validate(report.to_dict(), AgreementsReport.json_schema())
    assert list(report.tables()) == ["base-rates", "effects", "scores", "counts"]
    other = ws.agreements(made[0], institutions=made[1], seed=1)
    assert other.effects == report.effects
    assert other.scores[2].minus_base_rate != report.scores[2].minus_base_rate


def test_a_table_without_anything_to_learn_from_is_refused(tmp_path: Path) -> None:
    rows = [COLUMNS, "d,X,1991-01-01,,,,,true"]
    with pytest.raises(InputError, match="no agreement can be used"):
        ws.agreements(write(tmp_path / "a.csv", rows))
    with pytest.raises(InputError, match="no agreement was signed up to 1970-01-01"):
        ws.agreements(small(tmp_path), to=dt.date(1970, 1, 1))


def test_nothing_is_scored_where_nothing_is_later(tmp_path: Path) -> None:
    report = ws.agreements(small(tmp_path), to=dt.date(2010, 1, 1))
    assert report.scores == []
    assert "can be scored" in report.left_out["scores"]


def test_the_figure_has_a_curve_for_each_group(report: AgreementsReport) -> None:
    chart = report.figures()["in-force"]
    told = chart.to_json()
    for group in ("1 to 3 veto players", "4 or 5 veto players", "6 or more veto players"):
        assert group in told


@pytest.mark.shared_data
def test_the_agreements_to_1999_give_the_figures_of_the_page(research_data: Path) -> None:
    folder = research_data / "ratification"
    report = ws.agreements(
        folder / "agreements_to_1999.csv", institutions=folder / "institutions.csv"
    )
    counts = report.counts
    assert (counts.agreements, counts.in_force, counts.not_recorded, counts.unclear) == (
        351, 290, 38, 19,
    )  # fmt: skip
    rates = {(rate.by, rate.group): rate for rate in report.base_rates}
    assert rates["all", "open"].at(2.0) == pytest.approx((0.707, 0.666, 0.748), abs=0.001)
    assert rates["veto_players", "1 to 3"].at(5.0)[0] == pytest.approx(0.757, abs=0.001)
    alone = {e.term: e for e in report.effects if e.outcome == "entry" and e.model == e.term}
    veto = alone["veto_players"]
    assert (veto.coefficient, veto.low, veto.high) == pytest.approx((0.29, 0.15, 0.44), abs=0.01)
    assert veto.recorded == pytest.approx((0.12, -0.04, 0.28), abs=0.01)
    assert {e.verdict for e in report.effects if e.expected != "none"} == {"not shown"}
    scores = {row.forecast: row for row in report.scores}
    assert scores["base_rate"].agreements == 109
    assert scores["base_rate"].brier == pytest.approx(0.204, abs=0.001)
    assert scores["veto_players"].brier == pytest.approx(0.235, abs=0.001)
    assert not any(row.minus_base_rate[2] < 0.0 for row in report.scores)
    assert scores["veto_players"].minus_base_rate[1] > 0.0
    assert report.happened == pytest.approx([0.477, 0.633, 0.881], abs=0.001)
