"""A negotiation from the file to the Report."""

import json
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from winset.casebook import read_case
from winset.cases.editing.with_values import with_values
from winset.cases.file.read import read_case_text
from winset.cases.model.negotiation import NegotiationCase
from winset.cases.templates.skeleton import negotiation_skeleton_text
from winset.cli import main
from winset.foundation.errors import InputError
from winset.reports.negotiation.negotiation_report_prose import range_text
from winset.studies.negotiation.negotiate import negotiate as at_risk

PUTNAM = read_case("putnam-figure-1")
negotiate = partial(at_risk, certain=True)
RATIFIER = "countries.y.actors.y-ratifier.no_agreement"
PACKAGE = """
winset: 1
id: package
title: A package of two issues
kind: negotiation
issues:
  one: {axis: vote, title: One, low: nothing, high: all, status_quo: 0.5}
  two: {axis: vote, title: Two, low: nothing, high: all, status_quo: 0.5}
countries:
  a:
    title: A
    rule: {all: [{chamber: a-house, quota: 2, of: 3}]}
    chief_executive: a-chief
    actors:
      a-chief: {level: executive, position: {one: 0.9, two: 0.9}}
      a-first: {level: legislature, seats: {a-house: 1}, position: {one: 0.9, two: 0.45}}
      a-second: {level: legislature, seats: {a-house: 1}, position: {one: 0.45, two: 0.9}}
      a-third: {level: legislature, seats: {a-house: 1}, position: {one: 0.1, two: 0.1}}
  b:
    title: B
    rule: {all: [{actor: b-chief}]}
    chief_executive: b-chief
    actors:
      b-chief: {level: executive, position: {one: 0.8, two: 0.8}}
"""


def negotiation(text: str) -> NegotiationCase:
    case = read_case_text(text)
    assert isinstance(case, NegotiationCase)
    return case


@pytest.mark.parametrize(
    ("ratifier", "zone", "nash"),
    [(-0.3, (0.3, 0.8), 0.5), (-0.6, (0.6, 0.8), 0.6), (-0.9, None, None)],
)
def test_the_figure_of_putnam_with_numbers(ratifier, zone, nash) -> None:
    report = negotiate(with_values(PUTNAM, {RATIFIER: ratifier}), draws=10)
    if zone is None:
        assert report.zone.outcome == report.agreement.outcome == "empty"
        assert report.zone.reason
        return
    assert report.zone.intervals[0] == pytest.approx(zone, abs=1e-8)
    assert report.agreement.point["division"] == pytest.approx(nash, abs=1e-6)
    assert report.agreement.surplus["x"] == pytest.approx(1 - nash, abs=1e-6)


def test_an_empty_zone_says_who_blocks_and_what_opens_it() -> None:
    report = negotiate(with_values(PUTNAM, {RATIFIER: -0.9}), draws=10)
    assert set(report.blocked_by) == {"x", "y"}
    paths = {opening.path: opening for opening in report.smallest_change}
    opening = paths[RATIFIER]
    assert opening.from_ == -0.9
    again = negotiate(with_values(PUTNAM, {RATIFIER: opening.value + 1e-6}), draws=10)
    assert again.zone.outcome == "solved"
    assert opening.value == pytest.approx(-0.8, abs=0.006)
    assert report.defection.involuntary["any"] is None
    assert report.defection.reason


def test_kalai_smorodinsky_moves_with_a_limit_that_does_not_bind() -> None:
    loose = with_values(PUTNAM, {RATIFIER: 0.0})
    nash = negotiate(loose, draws=10).agreement.point["division"]
    kalai = negotiate(loose, solution="kalai-smorodinsky", draws=10).agreement.point["division"]
    assert nash == pytest.approx(0.5, abs=1e-6)
    assert kalai == pytest.approx(0.8 / 1.8, abs=1e-6)


def test_a_bound_a_hair_below_zero_is_not_printed_as_minus_zero() -> None:
    report = negotiate(PUTNAM, draws=10)
    name = report.issues[0].issue
    assert range_text(report, {name: (-1e-9, -0.0)}).endswith(" 0 to 0")
    assert range_text(report, {name: (-0.25, 0.8)}).endswith(" -0.25 to 0.8")


def test_an_offer_goes_to_the_edge_of_the_zone() -> None:
    found = negotiate(PUTNAM, solution="offer:y", draws=10).agreement
    assert found.point["division"] == pytest.approx(0.8, abs=1e-6)


def test_the_budget_covers_the_price_of_the_agreement_in_every_country() -> None:
    from winset.cases.file.read_parameters import read_parameters
    from winset.cases.model.negotiation import country_case
    from winset.solvers.coalitions.ratification_price import ratification_price
    from winset.translate import coded_game

    report = negotiate(PUTNAM, draws=10)
    for name in report.countries:
        case = country_case(PUTNAM, name)
        value = report.agreement.point["division"]
        at = with_values(case, {"issues.division.proposal": value})
        game = coded_game(at, read_parameters(), votes="certain").likely
        assert ratification_price(game).affordable[0]


def test_a_package_is_ratified_where_its_parts_are_not() -> None:
    report = negotiate(negotiation(PACKAGE), draws=10)
    assert report.agreement.outcome == "solved"
    assert report.linkage.gain > 0
    assert report.countries["a"].win_set.exact
    x, y = report.agreement.point["one"], report.agreement.point["two"]
    assert x > 0.5
    assert y > 0.5


def test_beliefs_hide_a_zone_that_is_there() -> None:
    text = PACKAGE + (
        "beliefs: [{holder: a, values: {countries.a.actors.a-first.position.one: 0.2, "
        "countries.a.actors.a-second.position.two: 0.2}}]\n"
    )
    report = negotiate(negotiation(text), draws=10)
    assert report.missed
    assert report.zone.outcome == "solved"
    assert report.agreement.outcome == "empty"
    assert report.beliefs[0].zone == "empty"


def test_a_deal_signed_in_a_mistaken_belief_dies_at_home() -> None:
    text = PACKAGE.replace("position: {one: 0.45, two: 0.9}", "position: {one: 0.2, two: 0.2}")
    text += (
        "beliefs:\n"
        "  - {holder: a, values: {countries.a.actors.a-second.position.one: 0.9, "
        "countries.a.actors.a-second.position.two: 0.9}}\n"
        "  - {holder: b, values: {countries.a.actors.a-second.position.one: 0.9, "
        "countries.a.actors.a-second.position.two: 0.9}}\n"
    )
    report = negotiate(negotiation(text), draws=10)
    assert report.agreement.outcome == "solved"
    assert report.agreement.ratified == {"a": False, "b": True}
    assert report.warnings


FLOOR = """
winset: 1
id: floor
title: A floor that may amend
kind: negotiation
issues:
  cut: {axis: vote, title: Cut, low: nothing, high: all, status_quo: 0}
countries:
  home:
    title: Home
    rule: {all: [{chamber: house, quota: 2, of: 3}]}
    amendments: open
    chief_executive: chief
    actors:
      chief: {level: executive, position: {cut: 0.8}}
      low: {level: legislature, seats: {house: 1}, position: {cut: 0.3}}
      middle: {level: legislature, seats: {house: 1}, position: {cut: 0.45}}
      high: {level: legislature, seats: {house: 1}, position: {cut: 1}}
  abroad:
    title: Abroad
    rule: {all: [{actor: partner}]}
    chief_executive: partner
    actors:
      partner: {level: executive, position: {cut: 0.9}, no_agreement: -0.2}
"""


def test_under_an_open_rule_only_the_median_of_the_floor_survives() -> None:
    case = negotiation(FLOOR)
    opened = negotiate(case, draws=20)
    assert opened.agreement.point["cut"] == pytest.approx(0.45, abs=1e-9)
    assert any("floor may amend" in text for text in opened.assumptions)
    closed = negotiate(with_values(case, {"countries.home.amendments": "closed"}), draws=20)
    assert closed.agreement.point["cut"] == pytest.approx(0.9, abs=1e-6)
    chief = {
        name: report.agreement.surplus["home"]
        for name, report in (("open", opened), ("closed", closed))
    }
    assert chief["closed"] > chief["open"]


def test_a_floor_that_amends_too_far_leaves_nothing_to_agree_on() -> None:
    case = with_values(negotiation(FLOOR), {"countries.abroad.actors.partner.no_agreement": -0.5})
    assert negotiate(case, draws=20).agreement.outcome == "empty"
    closed = with_values(case, {"countries.home.amendments": "closed"})
    assert negotiate(closed, draws=20).agreement.outcome == "solved"


def test_a_floor_with_one_germane_axis_leaves_the_others_to_the_table() -> None:
    aid = "\n  aid: {axis: vote, title: Aid, low: none, high: all, status_quo: 0}"
    text = FLOOR.replace("status_quo: 0}", f"status_quo: 0}}{aid}")
    text = re.sub(r"position: \{cut: ([0-9.]+)\}", r"position: {cut: \1, aid: 0.7}", text)
    text = text.replace("amendments: open", "amendments: {rule: open, germane: [cut]}")
    report = negotiate(negotiation(text), draws=20)
    assert report.agreement.outcome == "solved"
    assert report.agreement.point["cut"] == pytest.approx(0.45, abs=1e-9)
    assert report.agreement.point["aid"] == pytest.approx(0.7, abs=1e-4)


def test_a_later_legislature_is_asked_too() -> None:
    text = PACKAGE.replace(
        "  b:\n",
        "    later: [{title: Next, date: 2030-01-01, values: "
        "{actors.a-first.position.one: 0.1, actors.a-first.position.two: 0.1}}]\n  b:\n",
    )
    report = negotiate(negotiation(text), draws=50)
    assert report.later[0].title == "Next"
    assert report.later[0].ratified is False
    assert report.later[0].probability < 0.5


def test_fewer_than_all_can_bring_it_into_force() -> None:
    text = PACKAGE + "  c:\n    title: C\n    rule: {all: [{actor: c-chief}]}\n"
    text += "    chief_executive: c-chief\n    actors:\n"
    text += "      c-chief: {level: executive, position: {one: 0.4, two: 0.4}}\n"
    everyone = negotiate(negotiation(text), draws=10)
    assert everyone.zone.volume < 0.05
    most = negotiate(negotiation(text + "entry_into_force: {countries: 2}\n"), draws=10)
    assert most.zone.volume > everyone.zone.volume
    assert most.agreement.parties == ["a", "b"]
    assert most.defection.involuntary["c"] is None


def test_one_seed_gives_one_answer() -> None:
    case = read_case_text(negotiation_skeleton_text("table"))
    first, again = negotiate(case, draws=200), negotiate(case, draws=200)
    assert first.to_json() == again.to_json()
    other = negotiate(case, draws=200, seed=1)
    assert other.defection.involuntary["any"] == pytest.approx(
        first.defection.involuntary["any"], abs=0.08
    )


def test_relabelling_countries_changes_nothing() -> None:
    text = negotiation_skeleton_text("table")
    case = read_case_text(text)
    turned = case.model_copy(update={"countries": dict(reversed(case.countries.items()))})
    one, other = negotiate(case, draws=100), negotiate(turned, draws=100)
    assert one.zone.volume == other.zone.volume
    assert one.agreement.point["tariff"] == pytest.approx(other.agreement.point["tariff"], abs=1e-6)
    assert one.defection.involuntary == other.defection.involuntary


def test_three_issues_are_sampled_and_say_so() -> None:
    text = PACKAGE.replace(
        "countries:",
        "  three: {axis: vote, title: Three, low: a, high: b, status_quo: 0.5}\ncountries:",
    )
    text = re.sub(r"(two: [0-9.]+)}", r"\1, three: 0.8}", text)
    report = negotiate(negotiation(text), draws=10)
    assert report.zone.error_bound > 0
    assert report.warnings
    assert report.agreement.outcome == "solved"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"solution": "nahs"}, "`nahs` is not a solution; did you mean `nash`"),
        ({"solution": "kalai-smorodinski"}, "did you mean `kalai-smorodinsky`"),
        ({"solution": "offer-x"}, "did you mean `offer:x`"),
        (
            {"solution": "dictator"},
            "`dictator` is not a solution; one of nash, kalai-smorodinsky, ",
        ),
        ({"solution": "offer:z"}, "`offer:z`: `z` makes no offer here; offer:COUNTRY, with a"),
        ({"solution": "offer"}, "`offer`: whose offer is not said; offer:COUNTRY, with a country"),
        ({"draws": 0}, "draws"),
        ({"seed": -1}, "seed"),
    ],
)
def test_wrong_arguments_are_refused(changes, message) -> None:
    with pytest.raises(InputError, match=message):
        negotiate(PUTNAM, **changes)


def test_a_domestic_case_is_sent_to_analyze() -> None:
    with pytest.raises(InputError, match=r"winset\.analyze"):
        negotiate(read_case("china-pntr-2000"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_command_gives_the_json_it_promises(folder: Path, capsys) -> None:
    assert main(["negotiate", "putnam-figure-1", "--draws", "20", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["schema"] == "winset/report/1"
    assert report["kind"] == "negotiation"
    assert report["countries"]["x"]["win_set"]["outcome"] == "solved"
    assert {"outcome", "volume", "bounds"} <= report["zone"].keys()
    assert {"outcome", "solution", "point", "natural", "surplus"} <= report["agreement"].keys()
    assert {"gain", "synergistic"} <= report["linkage"].keys()
    assert {"country", "change", "effect"} <= report["tying_hands"][0].keys()
    assert "any" in report["defection"]["involuntary"]
    assert report["smallest_change"] == []


def test_the_command_writes_a_page_and_a_figure_and_takes_changes(folder: Path, capsys) -> None:
    words = ["negotiate", "putnam-figure-1", "--draws", "20", "--set", f"{RATIFIER}=-0.9"]
    assert main([*words, "--html", "out.html", "--figure", "out.svg"]) == 0
    told = capsys.readouterr().out
    assert "NO AGREEMENT" in told
    page = (folder / "out.html").read_text(encoding="utf-8")
    assert "<script src" not in page
    assert "http://" not in page.split("<main>")[0]
    assert (folder / "out.svg").read_text(encoding="utf-8").startswith("<svg")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["china-pntr-2000"], "winset analyze"),
        (["putnam-figure-1", "--solution", "offer:z"], "offer"),
        (["putnam-figure-1", "--plot", "x", "--figure", "a.svg"], "--plot x"),
        (["putnam-figure-1", "--set", "countries.z.weight=2"], "countries.z"),
    ],
)
def test_wrong_input_of_the_command_exits_2(folder: Path, capsys, words, message) -> None:
    assert main(["negotiate", *words, "--draws", "10"]) == 2
    assert message in capsys.readouterr().err
    assert list(folder.iterdir()) == []


def test_analyze_of_a_negotiation_is_refused(capsys) -> None:
    assert main(["analyze", "putnam-figure-1"]) == 2
    assert "winset negotiate" in capsys.readouterr().err


def test_entry_into_force_of_the_tpp(research_data: Path) -> None:
    """760 coalitions with six signatories and 85 % of GDP; the US and Japan are in all of them."""
    import csv

    from winset.games.negotiation import EntryIntoForce

    with (research_data / "tpp" / "members.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    column = next(name for name in rows[0] if "gdp" in name.lower())
    weights = np.array([float(row[column]) for row in rows])
    names = tuple(next(iter(row.values())) for row in rows)
    every = ((np.arange(2 ** len(rows))[:, None] >> np.arange(len(rows))) & 1).astype(bool)
    won = EntryIntoForce(6, 0.85).holds(every, names, weights)
    assert won.sum() == 760
    two = np.argsort(-weights)[:2]
    assert every[won][:, two].all()
