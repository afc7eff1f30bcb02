"""A negotiation under risk, from the file to the Report."""

import json
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from tests.unit.toy_model import plain_votes

from winset.cases.editing.with_values import with_values
from winset.cases.file.read import read_case_text
from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.negotiation import NegotiationCase
from winset.cases.model.parameters import Parameters
from winset.cli import main
from winset.foundation.errors import InputError
from winset.reports.negotiation.negotiation_report import NegotiationReport
from winset.reports.negotiation.negotiation_risk_parts import CountryRatification
from winset.studies.negotiation.negotiate import negotiate

UNANIMOUS = """
winset: 1
id: unanimous
title: A treaty that unanimity holds up
kind: negotiation
issues:
  courts: {axis: vote, title: Arbitration, low: none, high: private courts, status_quo: 0.1}
  tenders: {axis: vote, title: Public tenders, low: closed, high: open, status_quo: 0.1}
countries:
  us:
    title: United States
    chief_executive: president
    rule: {all: [{chamber: house, quota: 26, of: 51}, {actor: president}]}
    actors:
      president: {level: executive, position: {courts: 0.8, tenders: 0.2}}
      right: {level: legislature, party: R, seats: {house: 29},
        position: {courts: 0.85, tenders: 0.4}, spread: {courts: 0.15, tenders: 0.15},
        salience: {courts: 0.5, tenders: 0.4}}
      left: {level: legislature, party: D, seats: {house: 22},
        position: {courts: 0.2, tenders: 0.1}, spread: {courts: 0.15, tenders: 0.15},
        salience: {courts: 0.5, tenders: 0.6}}
      makers: {level: group, position: {tenders: 0}, capacity: 6}
  union:
    title: The union
    chief_executive: commission
    rule: {all: [{chamber: council, quota: unanimity, of: 12}, {actor: commission}]}
    actors:
      commission: {level: executive, position: {courts: 0.45, tenders: 0.9}}
      north: {level: legislature, seats: {council: 8}, position: {courts: 0.4, tenders: 0.7},
        spread: {courts: 0.1, tenders: 0.1}, salience: {courts: 0.5, tenders: 0.7}}
      south: {level: legislature, seats: {council: 4}, position: {courts: 0.2, tenders: 0.8},
        spread: {courts: 0.1, tenders: 0.1}, salience: {courts: 0.7, tenders: 0.7}}
      critics: {level: group, position: {courts: 0, tenders: 0.3}, capacity: 3}
"""
SIGNED_ALONE = """
winset: 1
id: signed-alone
title: Two leaders who need nobody
kind: negotiation
issues:
  tariff: {axis: vote, title: Tariffs, low: kept, high: gone, status_quo: 0, natural: [21, 3],
    unit: "% tariff"}
  buying: {axis: vote, title: Purchases, low: none, high: all, status_quo: 0}
countries:
  a:
    title: A
    rule: {all: [{actor: leader}]}
    chief_executive: leader
    actors:
      leader: {level: executive, position: {tariff: 0.2, buying: 0.95}, no_agreement: 0.1}
      farmers: {level: group, position: {tariff: 0.7, buying: 1}, capacity: 4}
  b:
    title: B
    rule: {all: [{actor: chairman}]}
    chief_executive: chairman
    actors:
      chairman: {level: executive, position: {tariff: 0.95, buying: 0.2}, no_agreement: 0.1}
"""


def case_of(text: str) -> NegotiationCase:
    case = read_case_text(text)
    assert isinstance(case, NegotiationCase)
    return case


@cache
def played(name: str, **options: float) -> NegotiationReport:
    text = {"unanimous": UNANIMOUS, "alone": SIGNED_ALONE}[name]
    return negotiate(case_of(text), draws=100, **options)  # type: ignore[arg-type]


@cache
def careless() -> NegotiationReport:
    """The treaty where a failure costs nobody anything."""
    return negotiate(costing(0.0), draws=64)


def costing(cost: float, text: str = UNANIMOUS) -> NegotiationCase:
    values = {
        "countries.us.actors.president.failure_cost": cost,
        "countries.union.actors.commission.failure_cost": cost,
    }
    return with_values(case_of(text), values)


def still() -> Parameters:
    """The parameter block without shocks, coefficients, pressure or cost of failure."""
    block = read_parameters().model_dump(mode="json")
    block["shocks"] = dict.fromkeys(block["shocks"], 0.0)
    block["vote_model"] = plain_votes("none")
    block["table"] = {"pressure": 0.0, "failure_cost": 0.0}
    return Parameters.model_validate(block)


def test_a_treaty_that_would_fail_is_not_headed_agreement() -> None:
    report = played("unanimous")
    assert report.verdict_text() != "agreement"
    assert report.headline_.startswith("Ratification")
    home = report.ratification["union"]
    assert isinstance(home, CountryRatification)
    assert home.binding == "council"
    assert report.signed_probability < 0.5
    assert "something is signed in" in report.headline_
    # Where a failure costs nothing it is signed all the same, and not headed agreement either.
    assert careless().agreement.outcome == "solved"
    assert careless().verdict_text() == "signed, likely to fail at home"


def test_from_some_cost_of_failure_on_nothing_is_signed() -> None:
    limit = played("unanimous").failure_cost_limit
    assert limit is not None
    below = negotiate(costing(max(limit - 0.02, 0.0)), draws=64)
    above = negotiate(costing(limit + 0.02), draws=64)
    assert below.agreement.outcome == "solved"
    assert above.agreement.outcome == "empty"
    assert above.ratification["all"] is None
    assert "cost of failure" in above.headline_
    assert above.zone.failure_cost == pytest.approx({"us": limit + 0.02, "union": limit + 0.02})


def test_an_empty_zone_has_null_bounds() -> None:
    report = negotiate(costing(5.0), draws=64)
    assert report.zone.outcome == "empty"
    assert report.zone.bounds == {"courts": None, "tenders": None}
    assert report.zone.levels == {"0.5": 0.0, "0.9": 0.0}


def test_where_signing_is_all_it_takes_the_win_set_decides_nothing() -> None:
    report = played("alone")
    assert report.ratification["all"] == 1.0
    assert all(country.vacuous for country in report.countries.values())
    assert "decides nothing" in report.summary()
    assert report.verdict_text() == "agreement"
    assert report.failure_cost_limit is None


def test_groups_move_the_agreement_and_more_so_under_more_pressure() -> None:
    free, pressed = (played("alone", pressure=lam) for lam in (0.0, 1.0))
    assert {row.actor for row in pressed.groups} == {"farmers"}

    def away(report: NegotiationReport) -> float:
        deleted = report.groups[0].deleted
        assert deleted is not None
        return float(
            np.linalg.norm(
                np.array(list(deleted.values())) - np.array(list(report.agreement.point.values()))
            )
        )

    assert away(free) < 0.01 < away(pressed)
    # Without its only group A stands where it stands with no pressure at all.
    assert pressed.groups[0].deleted == pytest.approx(free.agreement.point, abs=0.01)
    # The farmers want more opening on both axes, so B gets more of what it wants.
    assert pressed.agreement.point["tariff"] > free.agreement.point["tariff"]
    assert free.agreement.at_pressure["1"] == pytest.approx(pressed.agreement.point, abs=0.01)


def test_a_group_cut_in_two_halves_changes_nothing() -> None:
    halves = SIGNED_ALONE.replace(
        "farmers: {level: group, position: {tariff: 0.7, buying: 1}, capacity: 4}",
        "growers: {level: group, position: {tariff: 0.7, buying: 1}, capacity: 2}\n"
        "      herders: {level: group, position: {tariff: 0.7, buying: 1}, capacity: 2}",
    )
    found = negotiate(case_of(halves), draws=64)
    assert found.agreement.point == pytest.approx(played("alone").agreement.point, abs=1e-6)


def test_without_shocks_pressure_and_cost_the_first_edition_comes_back() -> None:
    text = UNANIMOUS.replace("capacity: 3", "capacity: 0").replace("capacity: 6", "capacity: 0")
    case = case_of(text)
    sharp = negotiate(case, draws=20, certain=True, parameters=still())
    found = negotiate(case, draws=20, parameters=still())
    assert found.agreement.outcome == sharp.agreement.outcome == "solved"
    assert found.agreement.point == pytest.approx(sharp.agreement.point, abs=0.01)
    assert found.ratification["all"] in (0.0, 1.0)
    assert found.zone.levels["0.5"] == pytest.approx(found.zone.levels["0.9"], abs=0.02)


def test_less_risk_brings_the_agreement_back_to_the_sharp_one() -> None:
    text = UNANIMOUS.replace("capacity: 3", "capacity: 0").replace("capacity: 6", "capacity: 0")
    case = costing(0.0, text)
    distances = []
    sharp = negotiate(case, draws=20, certain=True, parameters=still())
    for scale in (1.0, 0.25, 0.0):
        block = read_parameters().model_dump(mode="json")
        block["shocks"] = {
            name: {end: scale * number[end] for end in ("low", "likely", "high")}
            for name, number in block["shocks"].items()
        }
        block["table"]["pressure"] = 0.0
        block["vote_model"] = plain_votes("none", s_p=0.1 * scale, s_t=0.1 * scale)
        found = negotiate(case, draws=64, parameters=Parameters.model_validate(block))
        gap = [found.agreement.point[k] - sharp.agreement.point[k] for k in ("courts", "tenders")]
        distances.append(float(np.hypot(*gap)))
    assert distances[-1] < 0.01
    assert distances[0] > 0.05


def test_the_report_says_how_far_the_agreement_backs_off() -> None:
    report = careless()
    found = report.back_off
    assert found is not None
    assert found.distance is not None
    assert found.distance > 0.1
    assert found.ratified_from is not None
    assert found.ratified is not None
    assert found.ratified > found.ratified_from
    assert "back off" in report.summary()


def test_one_seed_gives_one_answer_and_another_a_like_one() -> None:
    case = case_of(UNANIMOUS)
    first, again = negotiate(case, draws=64), negotiate(case, draws=64)
    assert first.to_json() == again.to_json()
    other = negotiate(case, draws=64, seed=1)
    assert other.agreement.point == pytest.approx(first.agreement.point, abs=0.1)


def test_a_mistaken_belief_hides_a_deal() -> None:
    text = SIGNED_ALONE + (
        "beliefs: [{holder: a, values: {countries.b.actors.chairman.position.buying: 0, "
        "countries.a.actors.leader.no_agreement: -2}}]\n"
    )
    # What a believes of itself changes what it expects of ratification only, so nothing is hidden.
    assert negotiate(case_of(text), draws=64).agreement.outcome == "solved"
    doubting = UNANIMOUS + (
        "beliefs: [{holder: us, values: {countries.union.actors.north.position.tenders: 0.1, "
        "countries.union.actors.south.position.tenders: 0.1}}]\n"
    )
    doubted = negotiate(costing(0.01, doubting), draws=64)
    assert negotiate(costing(0.01), draws=64).agreement.outcome == "solved"
    assert doubted.agreement.outcome == "empty"
    assert doubted.missed
    assert "mistaken belief" in doubted.headline_


def test_with_fewer_than_all_the_rule_decides_who_is_needed() -> None:
    third = SIGNED_ALONE + (
        "  c:\n    title: C\n    rule: {all: [{actor: boss}]}\n    chief_executive: boss\n"
        "    actors:\n      boss: {level: executive, position: {tariff: 0, buying: 0}}\n"
    )
    everyone = negotiate(case_of(third), draws=64)
    assert everyone.agreement.outcome == "empty"
    assert "would not gain" in everyone.headline_
    two = negotiate(case_of(third + "entry_into_force: {countries: 2}\n"), draws=64)
    assert two.agreement.parties == ["a", "b"]
    assert two.agreement.expected_surplus.keys() == {"a", "b"}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"pressure": -0.1}, "weight of pressure"),
        ({"pressure": float("nan")}, "weight of pressure"),
        ({"pressure": 0.5, "certain": True}, "certain votes"),
        ({"pressure": 0.5, "side_payments": True}, "side payments"),
    ],
)
def test_wrong_weights_are_refused(options, message) -> None:
    with pytest.raises(InputError, match=message):
        negotiate(case_of(SIGNED_ALONE), draws=20, **options)


def test_the_command_gives_what_the_second_edition_promises(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("table.yaml").write_text(UNANIMOUS, encoding="utf-8")
    cost = "countries.us.actors.president.failure_cost=0"
    words = ["negotiate", "table.yaml", "--draws", "64", "--pressure", "0.8", "--json"]
    other = "countries.union.actors.commission.failure_cost=0"
    assert main([*words, "--set", cost, "--set", other]) == 0
    report = json.loads(capsys.readouterr().out)
    assert set(report["ratification"]) == {"us", "union", "all"}
    assert {"at_agreement", "binding"} <= report["ratification"]["us"].keys()
    assert {"0.5", "0.9"} == report["zone"]["levels"].keys()
    assert report["zone"]["pressure"] == 0.8
    assert report["agreement"]["expected_surplus"].keys() == {"us", "union"}
    assert 0.0 <= report["signed_probability"] <= 1.0
    assert {"distance", "loss", "from"} <= report["back_off"].keys()
    assert {"country", "actor", "deleted", "doubled"} <= report["groups"][0].keys()
    assert isinstance(report["headline"], str)
    assert main(["negotiate", "table.yaml", "--draws", "20", "--certain", "--json"]) == 0
    sharp = json.loads(capsys.readouterr().out)
    assert sharp["certain"]
    assert sharp["groups"] == []
    assert sharp["zone"]["pressure"] is None
    assert main(["negotiate", "table.yaml", "--pressure", "-1"]) == 2
    assert "pressure" in capsys.readouterr().err


def test_the_page_and_the_figures_show_contours_and_groups(tmp_path: Path) -> None:
    from winset.render.export import save_figure
    from winset.render.figures.registry import figure_named
    from winset.render.negotiation import negotiation_html, negotiation_tables

    report = careless()
    page = negotiation_html(report)
    assert "Signed, likely to fail at home" in page
    assert "What groups move" in page
    titles = [table.title for table in negotiation_tables(report)]
    assert any(title.startswith("At other weights") for title in titles)
    for name in ("win-sets", "groups", "tying-hands"):
        save_figure(figure_named(name).draw(report), tmp_path / f"{name}.svg")
    assert report.countries["us"].win_set.outline
    drawn = (tmp_path / "win-sets.svg").read_text(encoding="utf-8")
    assert "back-off" in drawn
