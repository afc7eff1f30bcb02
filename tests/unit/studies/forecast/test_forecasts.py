"""Forecasts of cases and tables: every model, its record, and words where there is no answer."""

from __future__ import annotations

import json
import math
from pathlib import Path

import jsonschema
import numpy as np
import pytest

import winset as ws
from winset.cases.tables.read import actor_table_from_text
from winset.foundation.errors import InputError
from winset.reports.forecast_report import ForecastReport
from winset.studies.forecast.models import MODELS, ModelAnswer

EMISSION = """Actor,Capability,Position,Salience
Netherlands,0.08,4,0.8
Belgium,0.08,7,0.4
Luxembourg,0.03,4,0.2
Germany,0.16,4,0.8
France,0.16,10,0.6
Italy,0.16,10,0.6
UK,0.16,10,0.9
Ireland,0.05,7,0.1
Denmark,0.05,4,1.0
Greece,0.08,7,0.7
"""
TWO = """issue,actor,position,salience,capability
tax,A,0,20,1
tax,B,100,60,1
tax,C,40,50,2
duty,A,0,90,1
duty,B,100,50,1
duty,C,,,2
"""


def of(text: str, **options: object) -> ForecastReport:
    return ws.forecast(actor_table_from_text(text, "a.csv"), **options)  # type: ignore[arg-type]


def test_every_model_answers_for_the_emission_table() -> None:
    report = of(EMISSION)
    (found,) = report.issues.values()
    assert list(found.models) == list(MODELS)
    assert found.weighted_mean == pytest.approx(7.389955686853767, rel=1e-12)
    assert found.weighted_median == 7.0
    assert found.models["weighted-mean"].mean == found.weighted_mean
    challenge = found.models["challenge"]
    assert challenge.rounds is not None
    assert len(challenge.rounds) == 11
    assert challenge.rounds[1].positions["Belgium"] == pytest.approx(8.415932315426764, abs=1e-9)
    assert challenge.mean == pytest.approx(7.2421, abs=5e-5)
    assert found.models["exchange"].mean is None
    assert found.models["exchange"].reason == "an exchange needs two issues or more"
    assert found.distribution is not None
    levels = [found.distribution.quantiles[k] for k in ("5", "25", "50", "75", "95")]
    assert levels == sorted(levels)
    stated = sum(one.probability for one in found.distribution.stated)
    assert stated == pytest.approx(found.distribution.share)


def test_the_document_meets_its_schema_and_is_plain_json() -> None:
    plain = of(TWO).to_dict()
    jsonschema.validate(plain, ForecastReport.json_schema())
    assert plain["schema"] == "winset/forecast/1"
    assert "NaN" not in json.dumps(plain, allow_nan=False)


def test_each_model_stands_beside_its_record_on_decided_issues() -> None:
    for name, model in of(EMISSION).issues["position"].models.items():
        assert model.record is not None, name
        assert model.record.n == 156
        assert model.record.crps <= model.record.mae + 1e-9


def test_models_can_be_chosen_and_the_weighted_mean_comes_first() -> None:
    assert list(of(EMISSION, models=["smp"]).issues["position"].models) == [
        "weighted-mean",
        "weighted-median",
        "smp",
    ]
    assert of(EMISSION, models="smp") == of(EMISSION, models=["smp"])
    with pytest.raises(InputError, match="did you mean `condorcet`"):
        of(EMISSION, models=["condorcett"])


def test_the_horizon_is_that_asked_for() -> None:
    models = of(TWO, horizon=3).issues["tax"].models
    assert [len(models[m].rounds or []) - 1 for m in ("challenge", "exchange")] == [3, 3]
    nothing = of(TWO, horizon=0).issues["tax"].models
    assert nothing["smp"].mean == pytest.approx(nothing["weighted-mean"].mean)
    assert nothing["exchange"].reason == "an exchange needs a round or more"
    for wrong in (-1, 1001):
        with pytest.raises(InputError, match="0 to 1000 rounds"):
            of(TWO, horizon=wrong)


def test_an_actor_that_stays_out_of_an_issue_is_not_on_it() -> None:
    report = of(TWO)
    assert [actor.actor for actor in report.issues["duty"].actors] == ["A", "B"]
    assert "C" not in (report.issues["duty"].models["exchange"].rounds or [])[0].positions
    assert "issue by issue" in str(report.issues["tax"].models["smp"].note)


def test_exchange_moves_outcomes_of_both_issues() -> None:
    report = of(TWO)
    for issue in ("tax", "duty"):
        found = report.issues[issue].models
        assert found["exchange"].mean != pytest.approx(found["weighted-mean"].mean)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("A,0.5,0.5,1\n", "one actor alone"),
        ("A,0.5,0.5,1\nB,0.5,1,2\n", "all stand at 0.5"),
        ("A,0.5,0.5,1\nB,0.6,1,2\n", "the positions cover 10% of the axis"),
    ],
)
def test_a_table_without_a_contest_is_answered_with_a_warning(rows: str, said: str) -> None:
    report = of("actor,position,salience,capability\n" + rows)
    (found,) = report.issues.values()
    assert said in report.warnings[0]
    numbers = [m.mean for m in found.models.values() if m.mean is not None]
    assert len(numbers) == 7
    assert all(math.isfinite(number) for number in numbers)


def test_without_weight_there_are_words_and_no_numbers() -> None:
    report = of("actor,position,salience,capability\nA,0,0.5,0\nB,1,0.5,0\n")
    (found,) = report.issues.values()
    assert found.weighted_mean is None
    assert found.distribution is None
    assert "0 for all" in str(found.reason)
    assert all(m.mean is None and m.reason for m in found.models.values())
    assert "no forecast" in report.summary()


def test_one_issue_without_weight_does_not_silence_the_other() -> None:
    report = of(
        "issue,actor,position,salience,capability\nx,A,0,.5,0\nx,B,1,.5,0\ny,A,0,.5,1\ny,B,1,.5,1\n"
    )
    assert report.issues["x"].weighted_mean is None
    assert report.issues["y"].weighted_mean == 0.5


def test_equal_probabilities_have_no_mode() -> None:
    models = of("actor,position\nA,0\nB,1\n").issues["position"].models
    assert models["condorcet"].mean == pytest.approx(0.5)
    assert models["condorcet"].mode is None
    assert "as likely" in str(models["condorcet"].reason)
    assert "every point from 0 to 1 is a median" in str(models["weighted-median"].note)


def test_many_actors_are_answered_or_left_out_with_words(generator: np.random.Generator) -> None:
    rows = "\n".join(
        f"a{n},{place},{care},{power}"
        for n, (place, care, power) in enumerate(generator.integers(1, 100, (2000, 3)))
    )
    report = of("actor,position,salience,capability\n" + rows)
    models = report.issues["position"].models
    for name in (
        "weighted-mean",
        "weighted-median",
        "condorcet",
        "condorcet-markov",
        "distribution",
    ):
        assert models[name].mean is not None
    for name, most in (("smp", 400), ("challenge", 400)):
        assert models[name].reason == (f"left out with 2000 actors: at most {most} are played")


def test_a_negotiation_is_its_governments_and_a_bill_its_actors() -> None:
    table = ws.forecast("us-japan-autos-farm-2013")
    assert table.layout == "negotiation"
    united_states, japan = 129.9 * 0.75, 72.2 * 0.5  # power times salience; they stand at .6 and 1
    by_hand = (0.6 * united_states + 1.0 * japan) / (united_states + japan)
    assert table.issues["car-tariff"].weighted_mean == pytest.approx(by_hand)
    assert table.issues["car-tariff"].low_means
    bill = ws.forecast("china-pntr-2000")
    assert bill.layout == "domestic"
    by_name = {actor.actor: actor for actor in bill.issues["openness"].actors}
    case = ws.read_domestic_case("china-pntr-2000")
    speaker = case.actors["speaker"]
    assert by_name["speaker"].capability == pytest.approx(
        speaker.capacity.likely + speaker.seats["house"] * 1.0 + 435.0
    )
    bloc = next(name for name, a in case.actors.items() if a.seats.get("house", 0) > 1)
    seats = case.actors[bloc].seats
    weight = seats["house"] * 1.0 + seats.get("senate", 0) * 4.35
    assert by_name[bloc].capability == pytest.approx(case.actors[bloc].capacity.likely + weight)


def test_ends_are_for_tables_that_do_not_state_them(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(EMISSION)
    assert ws.forecast(path, ends=(0, 20)).issues["position"].high == 20.0
    with pytest.raises(InputError, match="--ends are for tables"):
        ws.forecast("china-pntr-2000", ends=(0, 2))


def test_the_first_page_of_an_excel_file_is_a_table(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for row in EMISSION.splitlines():
        cells = row.split(",")
        book.active.append([cells[0], *(float(c) if c[0].isdigit() else c for c in cells[1:])])
    path = tmp_path / "emission.xlsx"
    book.save(path)
    book.close()
    assert ws.forecast(path).issues == of(EMISSION).issues


def test_switches_of_a_file_of_ktab_are_used() -> None:
    def scenario(words: str) -> str:
        actor = (
            "<Actor><name>{n}</name><capability>{c}</capability><Position><dCoord>{x}</dCoord>"
            "</Position><Salience><dSal>60</dSal></Salience></Actor>"
        )
        actors = "".join(
            actor.format(n=n, c=c, x=x)
            for n, c, x in (("A", 50, 0), ("B", 30, 40), ("C", 20, 100), ("D", 45, 80))
        )
        return (
            f"<Scenario><name>s</name><ModelParameters>{words}</ModelParameters><Dimensions>"
            f"<dName>t</dName></Dimensions><Actors>{actors}</Actors></Scenario>"
        )

    plain = of(scenario(""))
    same = of(scenario("<VotingRule>Proportional</VotingRule>"))
    other = of(scenario("<VictoryProbModel>Quartic</VictoryProbModel>"))
    assert plain.issues == same.issues
    assert plain.issues["t"].models["smp"].mean != other.issues["t"].models["smp"].mean
    said = of(scenario("<BargnModel>PWCompInterp</BargnModel><Colour>Red</Colour>")).assumptions
    assert any("`BargnModel` is `PWCompInterp` in the file" in text for text in said)
    assert any("`Colour` is not known" in text for text in said)


def test_tables_of_the_document() -> None:
    report = of(TWO)
    assert len(report.to_frame("models")) == 2 * len(MODELS)
    assert set(report.to_frame("actors")["actor"]) == {"A", "B", "C"}
    assert {"round", "position"} <= set(report.to_frame("rounds").columns)
    with pytest.raises(InputError, match="did you mean `rounds`"):
        report.to_frame("round")
    assert "tax: weighted mean" in report.summary()


def test_the_crps_of_a_discrete_forecast_is_the_expected_distance_less_half_the_spread() -> None:
    points, masses = np.array([0.0, 40.0, 100.0]), np.array([0.2, 0.5, 0.3])
    answer = ModelAnswer(mean=50.0, points=points, masses=masses)
    off = masses @ abs(points - 70.0)
    apart = masses @ abs(points[:, None] - points) @ masses
    assert answer.crps(70.0) == pytest.approx(off - apart / 2)
    assert ModelAnswer(mean=50.0).crps(70.0) == 20.0
    with pytest.raises(ValueError, match="no forecast"):
        ModelAnswer().crps(70.0)
