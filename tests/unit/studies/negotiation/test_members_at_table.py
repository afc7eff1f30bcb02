"""Real members of the Congress at the table: who they are, where they stand, what is refused."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.unit.table_with_members import DAY, SEATS, TABLE, write_votes
from tests.unit.toy_model import plain_votes

from winset.cases.editing.with_values import with_values
from winset.cases.file.read import read_case_text
from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.negotiation import NegotiationCase, country_case
from winset.cases.model.parameters import Parameters
from winset.foundation.errors import InputError
from winset.render.negotiation import negotiation_html, negotiation_tables
from winset.reports.negotiation.negotiation_report import NegotiationReport
from winset.reports.negotiation.negotiation_risk_parts import CountryRatification
from winset.solvers.two_level.ratification_risk import RatificationRisk
from winset.studies.negotiation.negotiate import negotiate
from winset.translate.members_at_table import MembersAtTable, usual_text
from winset.translate.negotiation import CodedNegotiation, coded_negotiation
from winset.votes.readers.folder_reader import read_folder

CHAMBERS = "    chambers: {house: {members_from: {vote: f2001%s}%s}}\n    later:"


@pytest.fixture(scope="module")
def votes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_votes(tmp_path_factory.mktemp("votes"))


def case_of(text: str = TABLE) -> NegotiationCase:
    case = read_case_text(text)
    assert isinstance(case, NegotiationCase)
    return case


def coded_with(data: Path, text: str = TABLE, parameters: Any = None) -> CodedNegotiation:
    return coded_negotiation(
        case_of(text),
        parameters or read_parameters(),
        votes="modelled",
        members=MembersAtTable(read_folder(data), data.parent),
    )


@pytest.fixture(scope="module")
def report(votes: Path) -> NegotiationReport:
    return negotiate(case_of(), draws=32, data=votes)


def test_the_report_names_the_chamber_its_congress_and_its_members(
    report: NegotiationReport,
) -> None:
    (row,) = report.members
    assert (row.country, row.chamber, row.congress) == ("us", "house", 107)
    assert (row.members, row.as_coded, row.quota) == (SEATS, 1, 21)
    assert (row.axis, row.usual_text, row.as_of) == ("imports", pytest.approx(0.6), DAY)
    assert (row.list_of, row.roll_calls) == ("those on the list of f2001", 6)
    assert row.expected is not None
    assert row.expected_of_blocs is not None
    assert row.low is not None
    assert row.low <= row.expected <= SEATS + 1
    assert row.expected != row.expected_of_blocs
    said = "\n".join(report.assumptions)
    assert "the house has the members of the 107th Congress, those on the list of f2001" in said
    assert "1 seats of the house stay as coded" in said


def test_ratification_by_members_stands_beside_that_by_blocs(
    report: NegotiationReport,
) -> None:
    home, partner = report.ratification["us"], report.ratification["partner"]
    assert isinstance(home, CountryRatification)
    assert isinstance(partner, CountryRatification)
    assert home.by_blocs is not None
    assert partner.by_blocs is None
    blocs = coded_negotiation(case_of(), read_parameters(), votes="modelled")
    risk = RatificationRisk(blocs.countries["us"].likely, blocs.unknown_at_signature("us", 0, 64))
    text = np.array([[report.agreement.point[name] for name in ("markets", "imports")]])
    assert home.by_blocs == pytest.approx(float(risk.chance(text)[0]))


def test_members_are_shown_on_every_page(report: NegotiationReport) -> None:
    assert "House of the 107th Congress (41)" in report.summary()
    tables = {table.title: table.rows for table in negotiation_tables(report)}
    (row,) = tables["Real members, and the blocs in whose place they vote"]
    assert row[:3] == ("House of the 107th Congress", "41", "21")
    assert "House of the 107th Congress" in negotiation_html(report)
    assert report.to_frame("members")["congress"].tolist() == [107]
    assert NegotiationReport.model_validate(report.to_dict()) == report


def test_without_data_nothing_is_said_of_members() -> None:
    report = negotiate(case_of(), draws=32, certain=True)
    assert report.members == []
    assert "eal members" not in "\n".join([*report.assumptions, report.summary()])


def test_certain_votes_are_those_of_members_where_they_are_expected_to_stand(
    votes: Path,
) -> None:
    report = negotiate(case_of(), draws=32, certain=True, data=votes)
    (row,) = report.members
    assert (row.expected, row.reason) == (None, "votes are certain")
    home = report.ratification["us"]
    assert isinstance(home, CountryRatification)
    assert home.by_blocs in (0.0, 1.0)


def test_later_legislatures_hold_members_where_the_data_list_them(
    report: NegotiationReport,
) -> None:
    assert {row.title: row.members for row in report.later} == {"Next": True, "Far": False}
    (found,) = [t for t in negotiation_tables(report) if "in turn" in t.title]
    assert found.columns[-1].heading == "who votes"


def test_at_the_usual_agreement_a_member_votes_as_the_forecast_says(votes: Path) -> None:
    coded = coded_with(votes).countries["us"]
    (roster,) = coded.rosters
    scale = usual_text(coded.case, "house", "imports")
    assert (scale.status_quo, scale.text) == (0.2, pytest.approx(0.6))
    drift = roster.found.shocks(3, 0, 4000)
    share = (roster.found.position + drift >= 0.4).mean(axis=0)
    assert share == pytest.approx(roster.found.chance, abs=0.04)
    assert (share - roster.found.chance).mean() == pytest.approx(0.0, abs=0.01)


def test_where_nothing_else_counts_ratification_of_the_usual_text_is_the_forecast(
    votes: Path,
) -> None:
    text = TABLE.replace("capacity: 4", "capacity: 0").replace("capacity: 3", "capacity: 0")
    text = text.replace("no_agreement: 0.01", "no_agreement: 0").replace(
        "strength: 0.2", "strength: 0"
    )
    still = Parameters.model_validate(
        read_parameters().model_dump(mode="json") | {"vote_model": plain_votes("none")}
    )
    coded = coded_with(votes, text, still)
    shocks = coded.unknown_at_signature("us", 0, 2000)
    risk = RatificationRisk(coded.countries["us"].likely, shocks)
    tally = risk.outcome(np.array([0.1, 0.6])).tally[:, 0]
    chance = coded.countries["us"].rosters[0].found.chance
    speaker = 0.9 * (0.4 - 0.0) > 0.0
    assert tally.mean() == pytest.approx(chance.sum() + speaker, abs=0.35)


def test_the_axis_is_the_one_that_the_parties_votes_go_with(votes: Path) -> None:
    turned = TABLE.replace("imports: {low: 0.5, likely: 0.6, high: 0.7}", "imports: 0.2")
    with pytest.raises(InputError, match="in the order of their votes on trade; name the `axis`"):
        coded_with(votes, turned)
    named = turned.replace("    later:", CHAMBERS % ("", ", axis: markets, as_coded: [speaker]"))
    coded = coded_with(votes, named).countries["us"]
    assert coded.likely.labels.named[0].axis == 0
    assert "countries.us.actors.left.position.markets" in coded.replaced
    assert "countries.us.actors.left.position.imports" not in coded.replaced


def test_votes_of_the_day_and_after_change_nothing(votes: Path, tmp_path: Path) -> None:
    more = "".join(
        f"g,{DAY},house,Yea,fta,m{i:02d},Member {i:02d},{'RD'[i % 2]},OH,no\n"
        for i in range(SEATS - 1)
    )
    other = write_votes(tmp_path, later=more)
    first, second = (coded_with(path).countries["us"].rosters[0] for path in (votes, other))
    assert (first.found.position == second.found.position).all()
    assert first.found.votes == second.found.votes == 6


def test_a_country_may_name_its_roll_call_and_seat_one_person(votes: Path) -> None:
    text = TABLE.replace(
        "    later:", CHAMBERS % (", as_of: 2001-02-01", ", seated: {speaker: m04}")
    )
    coded = coded_with(votes, text).countries["us"]
    (roster,) = coded.rosters
    assert roster.found.votes == 5
    assert int(roster.named.is_real.sum()) == SEATS
    row = list(coded.case.actors).index("speaker")
    seats = coded.likely.labels.seats[:, 0]
    assert roster.named.ids[int(seats[:row].sum())] == "m04"


def test_beliefs_are_about_blocs_as_coded(votes: Path) -> None:
    text = TABLE + (
        "beliefs:\n  - holder: us\n    values: {countries.us.actors.left.position.imports: 0.5}\n"
    )
    coded = coded_with(votes, text)
    assert coded.countries["us"].rosters
    assert not coded.believed_by("us").countries["us"].rosters


def test_members_of_a_congress_without_votes_come_from_voteviews_file(tmp_path: Path) -> None:
    data = write_votes(tmp_path)
    rows = ["congress,chamber,icpsr,state_abbrev,district_code,party_code,bioname,bioguide_id"]
    for i in range(24):
        party = (200, 100)[i % 2]
        rows.append(f'112,House,{9000 + i},OH,{i + 1},{party},"Member, {i:02d}",m{i:02d}')
    (tmp_path / "H112_members.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    text = TABLE.replace(f'date: "{DAY}"', 'date: "2011-06-01"')
    members = MembersAtTable(read_folder(data), tmp_path)
    coded = coded_negotiation(case_of(text), read_parameters(), members=members)
    (roster,) = coded.countries["us"].rosters
    assert int(roster.named.is_real.sum()) == 24
    assert {m.id for m in roster.found.members} == {f"m{i:02d}" for i in range(24)}


def test_where_every_seat_is_listed_the_nearest_member_stands_for_a_coded_person(
    tmp_path: Path,
) -> None:
    many = [f"m{i:02d},Member {i:02d},{'RD'[i % 2]}" for i in range(435)]
    more = "".join(f"h,2001-02-15,house,Yea,fta,{who},OH,\n" for who in many)
    coded = coded_with(write_votes(tmp_path, later=more)).countries["us"]
    (roster,) = coded.rosters
    assert int(roster.named.is_real.sum()) == 435
    (person,) = coded.case.chambers["house"].seated.values()
    place = {m.id: x for m, x in zip(roster.found.members, roster.found.position, strict=True)}
    party = {m.id: m.party for m in roster.found.members}
    assert party[person] == "R"
    nearest = min(abs(x - 0.6) for who, x in place.items() if party[who] == "R")
    assert abs(place[person] - 0.6) == pytest.approx(nearest)
    assert coded.case.actors["speaker"].position["imports"].likely == place[person]


def without(old: str, new: str = "") -> str:
    assert old in TABLE
    return TABLE.replace(old, new)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (without("of: 435", "of: 99"), "a house of 435 or a senate of 100 seats; leave out the"),
        (without(f'date: "{DAY}"\n'), "date: the negotiation has no day"),
        (
            without(f'date: "{DAY}"', 'date: "2003-03-01"'),
            "countries.us.chambers.house: the data list no member of the House of the 108th "
            "Congress, which sits on 2003-03-01; they list those of Congress 101 to 105, 107",
        ),
        (
            without("    later:", CHAMBERS % (", as_of: 2001-05-01", "")),
            "countries.us.chambers.house.members_from.as_of: 2001-05-01 is later than the day of",
        ),
        (
            without("    later:", CHAMBERS % ("x", "")),
            "countries.us.chambers.house.members_from: .*did you mean `f2001`",
        ),
    ],
)
def test_what_cannot_be_filled_is_told_with_its_place(votes: Path, text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        coded_with(votes, text)


def test_a_change_to_what_members_bring_is_refused(votes: Path) -> None:
    path = "countries.us.actors.left.position.imports"
    changed = with_values(case_of(), {path: 0.5})
    with pytest.raises(InputError, match=f"{path}: comes from the members"):
        negotiate(changed, draws=32, changes={path: "0.5"}, data=votes)


def test_a_missing_folder_is_told() -> None:
    with pytest.raises(InputError, match="nowhere: there is no such folder"):
        negotiate(case_of(), draws=32, data="nowhere")


def test_the_day_of_the_table_decides_who_sits(votes: Path) -> None:
    day = dt.date.fromisoformat(DAY)
    members = MembersAtTable(read_folder(votes))
    home = country_case(case_of(), "us")
    filled = members.fill(home, "us", day)
    assert filled is not None
    assert members.fill(country_case(case_of(), "partner"), "partner", day) is None
    seats = {key: actor.seats.get("house") for key, actor in filled.case.actors.items()}
    assert (seats["speaker"], seats["right"], seats["left"], seats["free"]) == (1, 20, 20, 1)
